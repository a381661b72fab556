"""Reviews: what is due, what calls for a review before its date, and an asset classified anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import count, takewhile
from typing import Final
from uuid import UUID

from ksa_tui.domain.cleaning import long_text
from ksa_tui.domain.model import Model
from ksa_tui.domain.workshop import Asset
from ksa_tui.errors import KsaError, RuleError
from ksa_tui.i18n import N_
from ksa_tui.services.asset_writing import STEP, refuse_duplicates
from ksa_tui.services.derived import refresh
from ksa_tui.services.models import model_of
from ksa_tui.services.treatments import EXCLUDED, NO_ASSET, treatment_of
from ksa_tui.services.workshops import load
from ksa_tui.store import Store, Unit
from ksa_tui.store.asset_past import decisions_about
from ksa_tui.store.decided import decided_assets
from ksa_tui.store.finding import find_neighbours
from ksa_tui.store.tables import AssetRow, ReviewTriggerRow, WorkshopAssetRow

NEAR_DAYS: Final = 60
"""A review that is due within so many days needs attention."""

NO_TRIGGER: Final = N_("The model has no review trigger “{kind}”.")
ALREADY_HERE: Final = N_("“{name}” is classified in this workshop already.")

_TAKE: Final = "asset.reclassify"
_CALL: Final = "asset.call_review"


@dataclass(frozen=True, slots=True)
class Due:
    """A decided asset and when it is to be reviewed."""

    treatment: UUID
    asset: UUID
    name: str
    workshop: UUID
    workshop_title: str
    owner: str
    review_on: date
    department: UUID | None = None
    """The department of its workshop."""


@dataclass(frozen=True, slots=True)
class EarlierLevels:
    """What an asset got the last time, of the aspects that are rated again; ``None`` where it differs not."""

    workshop: UUID
    workshop_title: str
    decided_on: date | None
    model: Model
    """That of the earlier workshop."""
    comparable: bool
    """Whether both workshops have the same model, so that levels may be compared by number."""
    decided: Mapping[str, int | None]
    """By aspect id, only those rated anew; None where nothing was decided."""
    proposed: Mapping[str, int | None]
    different: tuple[str, ...]
    """The aspects whose proposal now is another than what was decided, else proposed, then."""


def due(store: Store, until: date | None = None) -> tuple[Due, ...]:
    """The decided assets to review by ``until`` (None: within :data:`NEAR_DAYS`), the nearest first."""
    limit = until or store.clock().astimezone().date() + timedelta(days=NEAR_DAYS)
    return tuple(found for found in decided(store) if found.review_on <= limit)


def decided(store: Store) -> tuple[Due, ...]:
    """Every decided asset with its review date, the nearest first: those that can be classified anew."""
    with store.reading() as connection:
        return tuple(
            Due(
                treatment=row.id,
                asset=row.asset_id,
                name=row.name,
                workshop=row.workshop_id,
                workshop_title=row.workshop_title,
                owner=row.owner or "",
                review_on=row.review_on,
                department=row.department_id,
            )
            for row in decided_assets(connection)
        )


def call_for_review(store: Store, treatment_id: UUID, kind: str, on: date, note: str = "") -> UUID:
    """Note that something happened (``kind``: a trigger of the model) that calls for a review now."""
    here = treatment_of(store, treatment_id)
    if here.asset.excluded:
        raise RuleError(EXCLUDED)
    if not any(trigger.id == kind for trigger in here.model.review_triggers):
        raise RuleError(NO_TRIGGER, kind=kind)
    with store.command(_CALL, workshop=here.workshop, asset=here.asset.asset_id) as unit:
        row = unit.insert(
            ReviewTriggerRow(
                id=unit.new_id(),
                asset_id=here.asset.asset_id,
                kind=kind,
                on=on,
                note=long_text(note),
            )
        )
        refresh(store, unit, [here.asset.asset_id])
    return row.id


def reclassify(store: Store, workshop_id: UUID, treatments: Sequence[UUID]) -> tuple[UUID, ...]:
    """Take decided assets into another workshop, last and unrated; returns the new treatments' ids.

    Ratings stay with the old treatment, and are shown by :func:`earlier` once the group has rated.
    """
    model_of(store, workshop_id)  # refuses a workshop that is gone
    with store.command(_TAKE, workshop=workshop_id) as unit:
        last, _ = find_neighbours(unit.connection, workshop_id, None)
        positions = count(last + STEP, STEP)
        taken = [_take(unit, workshop_id, treatment, next(positions)) for treatment in treatments]
        refresh(store, unit, [row.asset_id for row in taken])
        return tuple(row.id for row in taken)


def _take(unit: Unit, workshop_id: UUID, treatment: UUID, position: int) -> WorkshopAssetRow:
    old = unit.get(WorkshopAssetRow, treatment)
    asset = unit.get(AssetRow, old.asset_id) if old else None
    if old is None or asset is None or asset.deleted_at:
        raise KsaError(NO_ASSET)
    if asset.excluded_at:
        raise RuleError(EXCLUDED)
    refuse_duplicates(unit, workshop_id, [asset.name])
    earlier = unit.find_one(WorkshopAssetRow, workshop_id=workshop_id, asset_id=asset.id)
    if earlier is not None:
        if earlier.removed_at is None:
            raise RuleError(ALREADY_HERE, name=asset.name)
        unit.update(earlier, removed_at=None, position=position, copied_from_id=treatment)
        return earlier
    row = unit.insert(
        WorkshopAssetRow(
            id=unit.new_id(),
            workshop_id=workshop_id,
            asset_id=asset.id,
            position=position,
            round_of=old.round_of + 1,
            copied_from_id=treatment,
        )
    )
    unit.flush()
    return row


def earlier(store: Store, treatment_id: UUID) -> EarlierLevels | None:
    """What the asset got in its last workshop, as far as the group has rated it anew; None for a first time.

    An aspect without a rating here is left out: what was said before must not colour what is said now.
    """
    now = treatment_of(store, treatment_id)
    with store.driver() as connection:
        decisions = decisions_about(connection, now.asset.asset_id)
    before = takewhile(lambda each: each.treatment != treatment_id, decisions)
    known = [each.treatment for each in before]
    if not known:
        return None
    then = treatment_of(store, known[-1])
    return _earlier(store, now.model, now.asset, then.workshop, then.asset)


def _earlier(
    store: Store, model: Model, now: Asset, workshop_id: UUID, then: Asset
) -> EarlierLevels:
    rated = [a for a, each in now.assessments.items() if each.calculated is not None]
    rated = [aspect for aspect in rated if aspect in then.assessments]
    old_model = model_of(store, workshop_id)
    return EarlierLevels(
        workshop=workshop_id,
        workshop_title=load(store, workshop_id).title,
        decided_on=then.decided_on if rated else None,
        model=old_model,
        comparable=old_model == model,
        decided={aspect: then.assessments[aspect].decided for aspect in rated},
        proposed={aspect: then.assessments[aspect].proposed for aspect in rated},
        different=tuple(_different(now, then, rated)),
    )


def _different(now: Asset, then: Asset, rated: Sequence[str]) -> Iterator[str]:
    for aspect in rated:
        old = then.assessments[aspect]
        level = old.proposed if old.decided is None else old.decided
        if level is not None and now.assessments[aspect].proposed != level:
            yield aspect
