"""Systems across workshops: what lies in each, and which levels it inherits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from ksa_tui.domain.model import Model
from ksa_tui.domain.status import AssetStatus
from ksa_tui.domain.system_rings import heirs_of
from ksa_tui.domain.systems import (
    NOTHING,
    HeldAsset,
    Landscape,
    Standing,
    SystemUplift,
    reckon,
)
from ksa_tui.domain.texts import fold
from ksa_tui.services.models import model_of
from ksa_tui.services.register import standing
from ksa_tui.services.register_rows import gathered
from ksa_tui.store import Store
from ksa_tui.store import systems as statements
from ksa_tui.store.quick import rows, to_id
from ksa_tui.store.register import DECIDED_AT


@dataclass(frozen=True, slots=True)
class SystemFacts:
    """A system, and who answers for it."""

    id: UUID
    name: str
    words: str
    """Folded: what it is found by."""
    supplier: str = ""
    owner: str = ""
    department_id: UUID | None = None
    department: str = ""


@dataclass(frozen=True, slots=True)
class AssetPlace:
    """An asset in a system, and where its levels are from."""

    held: HeldAsset
    status: AssetStatus
    treatment: UUID
    workshop: UUID
    workshop_title: str
    model: UUID
    """Whose scales the levels are positions in."""


@dataclass(frozen=True, slots=True)
class SystemLine:
    """A system by one model; of a system that holds assets of two models there are two lines."""

    system: SystemFacts
    model_id: UUID | None
    """None where no asset lies in it."""
    standing: Standing
    assets: int
    """Its own, of every model."""
    sources: tuple[UUID, ...]
    heirs: tuple[UUID, ...]

    @property
    def key(self) -> tuple[UUID, UUID | None]:
        """What tells it from other lines."""
        return self.system.id, self.model_id


@dataclass(slots=True)
class Systems:
    """All systems of a store as they were in one generation of it."""

    facts: dict[UUID, SystemFacts]
    """In the order of their names."""
    models: dict[UUID, Model]
    landscapes: dict[UUID, Landscape]
    """By model."""
    standings: dict[UUID, dict[UUID, Standing]]
    places: dict[UUID, AssetPlace]
    """By asset."""
    held: dict[UUID, tuple[UUID, ...]]
    """The assets by system."""
    sources: dict[UUID, list[UUID]]
    heirs: dict[UUID, list[UUID]]

    def lines(
        self, words: Sequence[str] = (), among: frozenset[UUID] | None = None
    ) -> list[SystemLine]:
        """The systems whose name, supplier, owner or department has every word, by name."""
        return [
            line
            for system in self.facts.values()
            if (among is None or system.id in among) and _has(system, words)
            for line in self.lines_of(system.id)
        ]

    def lines_of(self, system: UUID) -> Iterator[SystemLine]:
        """One line for each model; one without a model where nothing lies in it."""
        holding: list[UUID | None] = [
            key for key, found in self.standings.items() if found[system].holds
        ]
        for key in holding or [None]:
            here = NOTHING if key is None else self.standings[key][system]
            yield SystemLine(
                self.facts[system],
                key,
                here,
                len(self.held.get(system, ())),
                tuple(self.sources.get(system, ())),
                tuple(self.heirs.get(system, ())),
            )

    def uplift(self, system: UUID, model: UUID, aspect: str) -> SystemUplift | None:
        """What was said about a level of a system, whether or not it moves anything now."""
        said = self.landscapes[model].uplifts
        return next((u for u in said if (u.system, u.aspect) == (system, aspect)), None)

    def name(self, system: UUID) -> str:
        """What a system is called."""
        return self.facts[system].name

    def around(self, workshop: UUID) -> frozenset[UUID]:
        """The systems that a workshop's assets lie in, and those that inherit from them."""
        found: set[UUID] = set()
        waiting = [
            system
            for system, assets in self.held.items()
            if any(self.places[asset].workshop == workshop for asset in assets)
        ]
        while waiting:
            if (system := waiting.pop()) not in found:
                found.add(system)
                waiting += self.heirs.get(system, ())
        return frozenset(found)

    def below(self, system: UUID) -> set[UUID]:
        """The system, and all that it inherits from."""
        found: set[UUID] = set()
        waiting = [system]
        while waiting:
            if (here := waiting.pop()) not in found:
                found.add(here)
                waiting += self.sources.get(here, ())
        return found


def _has(system: SystemFacts, words: Sequence[str]) -> bool:
    return all(word in system.words for word in words)


def read(store: Store, workshop: UUID | None = None) -> Systems:
    """The systems as they are now, by as many statements however many there are.

    With a ``workshop`` its own assets stand as they are there: what was decided about them earlier stays hidden
    until they are rated anew.
    """
    known = store.remembered.systems
    now = (store.generation, workshop)
    if known is not None and known[0] == now and isinstance(known[1], Systems):
        return known[1]
    found = _read(store, workshop)
    store.remembered.systems = (now, found)
    return found


def _read(store: Store, workshop: UUID | None) -> Systems:
    with store.driver() as connection:
        facts = {
            to_id(key): _facts(to_id(key), *more)
            for key, *more in rows(connection, statements.SYSTEMS)
        }
        pairs = rows(connection, statements.HELD)
        links = rows(connection, statements.LINKS)
        uplifts = rows(connection, statements.UPLIFTS)
        treatments = rows(connection, statements.TREATMENTS)
        decided_at = dict(rows(connection, DECIDED_AT))
        levels = gathered(rows(connection, statements.LEVELS))
    places = _places(_here_first(treatments, workshop), decided_at, levels)
    held = {
        to_id(system): tuple(key for (asset,) in those if (key := to_id(asset)) in places)
        for system, those in gathered(pairs).items()
    }
    sources = {
        to_id(heir): [to_id(each) for (each,) in those] for heir, those in gathered(links).items()
    }
    models = _models(store, places.values())
    landscapes = {
        key: Landscape(
            model,
            {system: each.name for system, each in facts.items()},
            {
                system: [places[a].held for a in assets if places[a].model == key]
                for system, assets in held.items()
            },
            sources,
            [_uplift(row) for row in uplifts if to_id(row[1]) == key],
        )
        for key, model in models.items()
    }
    order = {key: number for number, key in enumerate(facts)}
    heirs = {
        key: sorted(those, key=lambda heir: order.get(heir, 0))
        for key, those in heirs_of(sources).items()
    }
    standings = {key: reckon(landscape) for key, landscape in landscapes.items()}
    return Systems(
        facts, models, landscapes, standings, places, held, sources, heirs
    )  # fmt: skip


def _facts(key: UUID, name: str, folded: str, *more: Any) -> SystemFacts:
    supplier, owner, department_id, department = more
    return SystemFacts(
        key,
        name,
        "\n".join([folded, *(fold(each or "") for each in (supplier, owner, department))]),
        supplier,
        owner,
        to_id(department_id) if department_id else None,
        department or "",
    )


def _here_first(treatments: Sequence[Any], workshop: UUID | None) -> Sequence[Any]:
    """Of assets that are treated in ``workshop`` that treatment alone."""
    if workshop is None:
        return treatments
    here = {asset for asset, _treatment, place, *_more in treatments if place == workshop.hex}
    return [row for row in treatments if row[2] == workshop.hex or row[0] not in here]


def _places(
    treatments: Sequence[Any], decided_at: dict[str, str], levels: Mapping[str, Sequence[Any]]
) -> dict[UUID, AssetPlace]:
    places = {}
    for row in standing(treatments, decided_at):
        asset, treatment, workshop, model, code, _review_on, _created, title, name = row
        status = AssetStatus(code)
        rated = {aspect: level for aspect, level in levels.get(treatment, ()) if level is not None}
        held = HeldAsset(to_id(asset), name, rated, status is AssetStatus.DECIDED)
        places[held.asset] = AssetPlace(
            held, status, to_id(treatment), to_id(workshop), title, to_id(model)
        )
    return places


def _models(store: Store, places: Iterable[AssetPlace]) -> dict[UUID, Model]:
    workshops = {place.model: place.workshop for place in places}
    found = [(key, model_of(store, workshop)) for key, workshop in workshops.items()]
    return dict(sorted(found, key=lambda pair: (pair[1].id, pair[1].version, pair[0])))


def _uplift(row: Any) -> SystemUplift:
    system, _model, aspect, code, level, motivation = row
    return SystemUplift(to_id(system), aspect, code, level, motivation)
