"""A decision without a file: the owner in the room, ink on paper, a committee's minutes.

The same rules and the same history as for a workbook, marked as recorded by hand.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from ksa_tui.domain.answers import Choice, says_something
from ksa_tui.domain.cleaning import long_text, optional
from ksa_tui.domain.model import Model
from ksa_tui.domain.receipt import AssetDecision
from ksa_tui.domain.standing import asset_gaps, asset_status
from ksa_tui.domain.status import AssetStatus
from ksa_tui.domain.workshop import Asset, Workshop
from ksa_tui.errors import RuleError
from ksa_tui.i18n import N_
from ksa_tui.services.decision_rows import decision_rows
from ksa_tui.services.derived import refresh
from ksa_tui.services.models import model_of
from ksa_tui.services.ratings import aspect_of, check_level
from ksa_tui.services.treatments import EXCLUDED, NO_ASSET
from ksa_tui.services.workshops import load
from ksa_tui.store import Store
from ksa_tui.store.decided import last_asked
from ksa_tui.store.tables import ReceiptRow

NO_NAME: Final = N_("A decision needs the name of the one who made it.")
FUTURE: Final = N_(
    "The date {day} is in the future. A decision is dated the day it is made. Nothing was recorded."
)
NOTHING_CHOSEN: Final = N_("No decision was chosen, so nothing was recorded.")
NOT_READY: Final = N_("“{name}” lacks something, so it cannot be decided yet. Fill it in first.")
NO_LEVEL: Final = N_("“{name}”: Change needs a new level, another than the proposed.")
LEVEL_BESIDE: Final = N_("“{name}”: a new level belongs to Change alone.")
NO_COMMENT: Final = N_("“{name}”: Change and Return need a comment that says why.")
TWICE: Final = N_("“{name}” is named twice. Nothing was recorded.")

_OPERATION: Final = "decision.record"


@dataclass(frozen=True, slots=True)
class HandDecision:
    """What was decided about one asset; ``levels`` by aspect id, only those that are changed."""

    asset: UUID
    """The treatment."""
    choice: Choice
    levels: Mapping[str, int] = field(default_factory=dict)
    comment: str = ""


@dataclass(frozen=True, slots=True)
class HandSignature:
    """Who decided, when, and where it is written."""

    name: str
    day: date
    title: str = ""
    registry_ref: str = ""


def open_for_decision(store: Store, workshop_id: UUID) -> tuple[Asset, ...]:
    """The assets that can be decided by hand now: complete, and not decided yet."""
    return tuple(_open(model_of(store, workshop_id), load(store, workshop_id)))


def record_by_hand(
    store: Store,
    workshop_id: UUID,
    decisions: Sequence[HandDecision],
    signature: HandSignature,
    *,
    rest_as_proposed: bool = False,
) -> tuple[AssetDecision, ...]:
    """Record decisions in one command; ``rest_as_proposed`` approves every other asset that can be decided.

    An asset decided before gets a new decision that takes the place of the old. Raises :class:`RuleError`
    with the rule that was broken; then nothing is recorded.
    """
    model, workshop = model_of(store, workshop_id), load(store, workshop_id)
    name = _checked_name(store, signature)
    made = list(_made(model, workshop, decisions))
    if rest_as_proposed:
        chosen = {decision.asset for decision in made}
        made += [
            _decision(asset, Choice.APPROVE, {}, "", with_rest=True)
            for asset in _open(model, workshop)
            if asset.id not in chosen
        ]
    if not made:
        raise RuleError(NOTHING_CHOSEN)
    with store.command(_OPERATION, workshop=workshop_id) as unit:
        rows = {row.workshop_asset_id: row for row in last_asked(unit.connection, workshop_id)}
        receipt = unit.insert(
            ReceiptRow(
                id=unit.new_id(),
                read_at=unit.now,
                signed_by=name,
                title=optional(signature.title),
                signed_on=signature.day,
                registry_ref=optional(signature.registry_ref),
                outcome="taken",
                differences={"by_hand": unit.actor},
            )
        )
        for decision in made:
            asked = rows.get(decision.asset)
            answers_row = asked is not None and asked.proposal == dict(decision.proposed)
            row = asked.id if asked is not None and answers_row else None
            for decided in decision_rows(unit, receipt, decision, row):
                unit.insert(decided)
        refresh(store, unit, [decision.thing for decision in made])
    return tuple(made)


def _checked_name(store: Store, signature: HandSignature) -> str:
    name = optional(signature.name)
    if not any(char.isalpha() for char in name):
        raise RuleError(NO_NAME)
    if signature.day > store.clock().astimezone().date() + timedelta(days=1):
        raise RuleError(FUTURE, day=signature.day.isoformat())
    return name


def _open(model: Model, workshop: Workshop) -> Iterator[Asset]:
    for asset in workshop.assets:
        decided = asset_status(model, asset) is AssetStatus.DECIDED
        if not (decided or asset.excluded or asset.deferred or asset_gaps(model, asset)):
            yield asset


def _made(
    model: Model, workshop: Workshop, decisions: Sequence[HandDecision]
) -> Iterator[AssetDecision]:
    assets = {asset.id: asset for asset in workshop.assets}
    seen: set[UUID] = set()
    for decision in decisions:
        asset = assets.get(decision.asset)
        if asset is None:
            raise RuleError(NO_ASSET)
        if asset.excluded:
            raise RuleError(EXCLUDED)
        if asset.id in seen:
            raise RuleError(TWICE, name=asset.name)
        seen.add(asset.id)
        if decision.choice is not Choice.NONE:
            yield _checked(model, asset, decision)


def _checked(model: Model, asset: Asset, decision: HandDecision) -> AssetDecision:
    """The rules of a workbook's row."""
    name = {"name": asset.name}
    if asset_gaps(model, asset):
        raise RuleError(NOT_READY, **name)
    comment = long_text(decision.comment)
    for aspect, level in decision.levels.items():
        check_level(aspect_of(model, aspect), level)
    differs = any(
        asset.assessments[aspect].proposed != level for aspect, level in decision.levels.items()
    )
    if decision.choice is Choice.CHANGE and not differs:
        raise RuleError(NO_LEVEL, **name)
    if decision.choice is not Choice.CHANGE and decision.levels:
        raise RuleError(LEVEL_BESIDE, **name)
    if decision.choice is not Choice.APPROVE and not says_something(comment):
        raise RuleError(NO_COMMENT, **name)
    return _decision(asset, decision.choice, decision.levels, comment)


def _decision(
    asset: Asset,
    choice: Choice,
    levels: Mapping[str, int],
    comment: str,
    *,
    with_rest: bool = False,
) -> AssetDecision:
    proposed = {
        aspect: each.proposed
        for aspect, each in asset.assessments.items()
        if each.proposed is not None
    }
    return AssetDecision(
        asset=asset.id,
        thing=asset.asset_id,
        export_row=None,
        number=asset.number,
        name=asset.name,
        proposed=proposed,
        choice=choice,
        levels={} if choice is Choice.RETURN else {**proposed, **levels},
        comment=comment,
        with_rest=with_rest,
    )
