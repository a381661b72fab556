"""Decisions as rows: one per aspect, immutable, each naming the one that it takes the place of."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from ksa_tui.domain.answers import Choice
from ksa_tui.domain.receipt import AssetDecision
from ksa_tui.store import Unit
from ksa_tui.store.tables import DecisionRow, ReceiptRow


def decision_rows(
    unit: Unit, receipt: ReceiptRow, decision: AssetDecision, row: UUID | None = None
) -> Iterator[DecisionRow]:
    """The rows of one asset's decision; ``receipt`` says who and when, ``row`` which row it answers."""
    before = _latest(unit, decision.asset)
    if receipt.signed_on is None:
        raise ValueError("a decision without a date")
    for aspect, proposed in decision.proposed.items():
        level = decision.levels.get(aspect)
        yield DecisionRow(
            id=unit.new_id(),
            export_row_id=row,
            receipt_id=receipt.id,
            workshop_asset_id=decision.asset,
            asset_id=decision.thing,
            aspect=aspect,
            choice=_choice(decision, level, proposed).value,
            level=level,
            comment=decision.comment,
            decided_by=receipt.signed_by,
            decided_on=receipt.signed_on,
            basis_proposal=dict(decision.proposed),
            supersedes_id=before.get(aspect),
            recorded_at=unit.now,
        )


def _choice(decision: AssetDecision, level: int | None, proposed: int) -> Choice:
    """A change may touch one aspect: the others are approved."""
    if decision.choice is Choice.CHANGE and level == proposed:
        return Choice.APPROVE
    return decision.choice


def _latest(unit: Unit, treatment: UUID) -> dict[str, UUID]:
    """The decision in force of each aspect."""
    rows = sorted(
        unit.find(DecisionRow, workshop_asset_id=treatment),
        key=lambda row: (row.recorded_at, row.id),
    )
    return {row.aspect: row.id for row in rows}
