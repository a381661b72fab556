"""Calibration: how similar assets were decided before, told once the group has rated."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any, TypeVar
from uuid import UUID

from ksa_tui.domain.looking_over import Compare
from ksa_tui.domain.model import Model
from ksa_tui.domain.similar import Decided, EarlierDecision, Likeness, Similar, far_apart
from ksa_tui.domain.workshop import Asset, Compared, Workshop
from ksa_tui.services.models import model_of
from ksa_tui.services.references import catalogue_now
from ksa_tui.services.treatments import Treatment, treatment_of
from ksa_tui.store import Store
from ksa_tui.store.calibrating import (
    OF_DECISIONS,
    decided_levels,
    place_of_workshop,
    state_of_decisions,
)
from ksa_tui.store.quick import to_day, to_id

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class SimilarAsset:
    """An earlier decision that is like the asset at hand, as far as the group has rated."""

    treatment: UUID
    name: str
    on: date
    likeness: Likeness
    levels: Mapping[str, int]
    """Decided levels by aspect id, only of aspects that are rated here."""
    far: tuple[str, ...]
    """The aspects that are two steps or more from here."""
    comparable: bool
    """Whether both were made under the same frozen model."""
    model: Model
    own: bool
    """Whether it belongs to this workshop's department; others are not named unasked."""


def similar(store: Store, treatment_id: UUID) -> tuple[SimilarAsset, ...]:
    """The earlier decisions most like an asset; nothing while no aspect of it is rated."""
    here = treatment_of(store, treatment_id)
    rated = [a for a, each in here.asset.assessments.items() if each.calculated is not None]
    if not rated:
        return ()
    place = _place(store, here.workshop)
    return tuple(_told(store, here, place, found) for found in decided(store).like(here.asset))


def compared(store: Store, workshop: Workshop) -> Workshop:
    """The workshop with what lies two steps or more from what was decided about similar assets."""
    compare = comparing(store, workshop.id, decided(store))
    return replace(workshop, compared=tuple(compare(workshop.assets)))


def comparing(store: Store, workshop_id: UUID, known: Decided) -> Compare:
    """How a workshop's assets are compared with ``known``.

    What is decided here already is left out: the owner has answered it.
    """
    model = model_of(store, workshop_id)
    version = _place(store, workshop_id).model_version

    def compare(assets: Iterable[Asset]) -> Iterator[Compared]:
        for asset in assets:
            if asset.excluded or asset.decided_on is not None or not _is_rated(asset):
                continue
            for aspect, earlier in far_apart(model, version, asset, known.like(asset)):
                decision = earlier.decision
                yield Compared(asset.id, aspect.id, decision.levels[aspect.id], decision.on.year)

    return compare


def _is_rated(asset: Asset) -> bool:
    """Whether any aspect of it is: what is not cannot be far from anything."""
    return any(assessment.calculated is not None for assessment in asset.assessments.values())


def hints(store: Store, treatment_id: UUID) -> Mapping[str, int]:
    """The catalogue's suggestions for the aspects that are rated, by aspect id; empty without any."""
    here = treatment_of(store, treatment_id)
    if here.asset.catalogue_id is None:
        return {}
    catalogue = catalogue_now(store, here.model)
    known = next((a for a in catalogue.assets if a.id == here.asset.catalogue_id), None)
    if known is None:
        return {}
    rated = here.asset.assessments
    return {a: level for a, level in known.hint.items() if rated[a].calculated is not None}


def decided(store: Store) -> Decided:
    """Everything that was decided, read again when something was decided since."""
    now, remembered = store.generation, store.remembered.decided
    if remembered is not None and not store.journal.has_changed(OF_DECISIONS, remembered[2], now):
        return remembered[1]
    with store.reading() as connection:
        state = state_of_decisions(connection)
    if remembered is not None and remembered[0] == state:
        index = remembered[1]
    else:
        with store.driver() as driver:
            index = Decided(_decisions(decided_levels(driver)))
    store.remembered.decided = (state, index, now)
    return index


@dataclass(frozen=True, slots=True)
class Place:
    """What a workshop's levels are compared under, and whose it is."""

    model_version: UUID
    department: UUID | None


def _place(store: Store, workshop_id: UUID) -> Place:
    model_of(store, workshop_id)  # refuses a workshop that is gone
    with store.reading() as connection:
        row = place_of_workshop(connection, workshop_id)
    return Place(row.model_version_id, row.department_id)


def _decisions(rows: Iterable[Any]) -> Iterator[EarlierDecision]:
    """One for each asset that was given a level."""
    once = _Once()
    for asset, group in groupby(rows, key=itemgetter(0)):
        found = _latest(group)
        if any(level is not None for level, _day in found.answers.values()):
            yield _decision(asset, found, once)


@dataclass(slots=True)
class _Latest:
    """The treatment of an asset that was decided last, each aspect by its latest decision."""

    treatment: str
    facts: tuple[Any, ...]
    answers: dict[str, tuple[int | None, date]] = field(default_factory=dict)
    """Level and day by aspect."""


def _latest(rows: Iterable[Any]) -> _Latest:
    """Of the decisions about one asset, the newest last."""
    found: _Latest | None = None
    for _asset, treatment, aspect, level, day, *facts in rows:
        if found is None or found.treatment != treatment:
            found = _Latest(treatment, tuple(facts))
        found.answers[aspect] = level, to_day(day)
    if found is None:
        raise ValueError("an asset without any decision")
    return found


class _Once:
    """Values that are the same for many assets, kept once: a store may hold tens of thousands."""

    def __init__(self) -> None:
        self._known: dict[Any, Any] = {}

    def __call__(self, value: T) -> T:
        """The value that is equal to this one and was seen first."""
        kept: T = self._known.setdefault(value, value)
        return kept

    def levels(self, answers: Mapping[str, tuple[int | None, date]]) -> Mapping[str, int]:
        """The levels by aspect, without the aspects that were sent back."""
        key = tuple(
            (aspect, level) for aspect, (level, _day) in answers.items() if level is not None
        )
        kept: Mapping[str, int] = self._known.setdefault(key, dict(key))
        return kept


def _decision(asset: str, found: _Latest, once: _Once) -> EarlierDecision:
    workshop, name, model_version, catalogue, department, flags = found.facts
    return EarlierDecision(
        treatment=to_id(found.treatment),
        asset=to_id(asset),
        workshop=once(to_id(workshop)),
        name=name,
        on=once(max(day for _level, day in found.answers.values())),
        levels=once.levels(found.answers),
        model_version=once(to_id(model_version)),
        catalogue=once(catalogue),
        flags=once(frozenset((flags or "").split())),
        department=once(to_id(department)) if department else None,
    )


def _told(store: Store, here: Treatment, place: Place, found: Similar) -> SimilarAsset:
    decision = found.decision
    rated = here.asset.assessments
    far = far_apart(here.model, place.model_version, here.asset, [found])
    return SimilarAsset(
        treatment=decision.treatment,
        name=decision.name,
        on=decision.on,
        likeness=found.likeness,
        levels={
            aspect: level
            for aspect, level in decision.levels.items()
            if aspect in rated and rated[aspect].calculated is not None
        },
        far=tuple(aspect.id for aspect, _similar in far),
        comparable=decision.model_version == place.model_version,
        model=model_of(store, decision.workshop),
        own=decision.department == place.department,
    )
