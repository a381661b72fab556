"""The decision comes back: a returned workbook is read, checked and recorded.

``read`` never fails because of the file: what is wrong with it stands in the receipt.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from ksa_tui.domain.answers import Choice
from ksa_tui.domain.deciding import judge
from ksa_tui.domain.receipt import (
    ALL,
    CLEAN,
    AssetDecision,
    ExportName,
    Problem,
    Receipt,
    RowState,
    Sentence,
    Take,
)
from ksa_tui.errors import KsaError
from ksa_tui.i18n import N_
from ksa_tui.services.asset_history import Happening, basis, history
from ksa_tui.services.by_hand import (
    HandDecision,
    HandSignature,
    open_for_decision,
    record_by_hand,
)
from ksa_tui.services.decision_rows import decision_rows
from ksa_tui.services.derived import refresh
from ksa_tui.services.returned_export import RefusedReturnError, aspect_letters, handed_for
from ksa_tui.spreadsheets.returned import RefusedFileError
from ksa_tui.spreadsheets.returned import read as read_workbook
from ksa_tui.store import Store, Unit
from ksa_tui.store.tables import AssetRow, DecisionRow, ReceiptRow, WorkshopAssetRow

__all__ = [
    "ALL",
    "CLEAN",
    "Choice",
    "HandDecision",
    "HandSignature",
    "Happening",
    "Receipt",
    "Recorded",
    "RowState",
    "Take",
    "basis",
    "history",
    "open_for_decision",
    "read",
    "receipt_json",
    "record",
    "record_by_hand",
]

NOTHING_TO_TAKE: Final = N_("Nothing can be recorded from {name}.\n{why}")
_TAKE: Final = "receipt.take"


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded of a return."""

    receipt: UUID | None
    """The receipt's id; None when nothing was new."""
    taken: tuple[AssetDecision, ...]
    left: tuple[AssetDecision, ...]
    """The decisions that could have been taken and were not."""


def read(store: Store, path: Path, workshop: UUID | None = None) -> Receipt:
    """What a returned workbook says; nothing is changed. ``workshop``: the one it must belong to, if any."""
    try:
        returned = read_workbook(path)
    except RefusedFileError as error:
        sentence = Sentence(error.message, error.params)
        return Receipt(path.name, problems=(Problem(error.code, sentence, stops=True),))
    try:
        handed = handed_for(store, returned, workshop)
    except RefusedReturnError as error:
        export = error.export
        return Receipt(
            returned.file_name,
            returned.digest,
            workshop=export.workshop_id if export else None,
            workshop_title=export.workshop_title if export else "",
            export=ExportName(export.id, export.number) if export else None,
            problems=(error.problem,),
        )
    return judge(returned, handed, store.clock().astimezone().date())


def record(store: Store, receipt: Receipt, take: Take = CLEAN) -> Recorded:
    """Record what ``take`` takes of a receipt, in one command; what is recorded already stays as it is.

    Raises :class:`KsaError` with the reason when nothing of the return may be taken.
    """
    if receipt.refused or receipt.workshop is None:
        why = "\n".join(problem.text for problem in receipt.problems if problem.stops)
        raise KsaError(NOTHING_TO_TAKE, name=receipt.file_name, why=why)
    taken = receipt.taken(take)
    left = tuple(decision for decision in receipt.new if decision not in taken)
    if not taken:
        return Recorded(None, (), left)
    with store.command(_TAKE, workshop=receipt.workshop) as unit:
        fresh = [decision for decision in taken if _still_open(unit, receipt, decision)]
        if not fresh:
            return Recorded(None, (), left)
        row = _receipt_row(unit, receipt, take, complete=not left and len(fresh) == len(taken))
        for decision in fresh:
            for decided in decision_rows(unit, row, decision, decision.export_row):
                unit.insert(decided)
        refresh(store, unit, [decision.thing for decision in fresh])
    return Recorded(row.id, tuple(fresh), left)


def _still_open(unit: Unit, receipt: Receipt, decision: AssetDecision) -> bool:
    """Whether nothing has come between reading and recording: a second click, a stop, a removal."""
    treatment = unit.get(WorkshopAssetRow, decision.asset)
    asset = unit.get(AssetRow, decision.thing)
    if treatment is None or treatment.removed_at or asset is None or asset.excluded_at:
        return False
    known = unit.find_one(ReceiptRow, file_digest=receipt.digest)
    if known is None:
        return True
    return (
        unit.find_one(DecisionRow, receipt_id=known.id, export_row_id=decision.export_row) is None
    )


def _receipt_row(unit: Unit, receipt: Receipt, take: Take, *, complete: bool) -> ReceiptRow:
    """The receipt's row: a file that was taken in part before keeps its own."""
    whole = complete and not receipt.problems
    known = unit.find_one(ReceiptRow, file_digest=receipt.digest)
    if known is not None:
        unit.update(known, outcome="taken" if whole else "partly", differences=_log(receipt, take))
        return known
    return unit.insert(
        ReceiptRow(
            id=unit.new_id(),
            export_id=receipt.export.id if receipt.export else None,
            file_digest=receipt.digest,
            file_name=receipt.file_name,
            read_at=unit.now,
            signed_by=receipt.signed_by,
            title=receipt.title,
            signed_on=receipt.date,
            registry_ref=receipt.registry_ref,
            outcome="taken" if whole else "partly",
            differences=_log(receipt, take),
        )
    )


def _log(receipt: Receipt, take: Take) -> dict[str, Any]:
    """What was seen and chosen, as it is kept; the values of cells stay out, since a stop must reach them."""
    return {
        "differences": [
            {
                "code": difference.code,
                "asset": str(difference.asset) if difference.asset else None,
                "sheet": difference.sheet,
                "row": difference.row,
                "column": difference.column,
            }
            for difference in receipt.differences
        ],
        "problems": [
            {"code": problem.code, "sheet": problem.sheet, "row": problem.row}
            for problem in receipt.problems
        ],
        "taken": [str(decision.asset) for decision in receipt.taken(take)],
        "remarks": receipt.remarks,
    }


def receipt_json(receipt: Receipt) -> dict[str, Any]:
    """The receipt as JSON values: the contract of ``ksa decide --json``."""
    return {
        "file": receipt.file_name,
        "workshop": str(receipt.workshop) if receipt.workshop else None,
        "export": _export_json(receipt.export),
        "signed_by": receipt.signed_by or None,
        "title": receipt.title or None,
        "date": receipt.date.isoformat() if receipt.date else None,
        "registry_ref": receipt.registry_ref or None,
        "remarks": receipt.remarks or None,
        "known": receipt.known,
        "decisions": [_decision_json(receipt, decision) for decision in receipt.decisions],
        "differences": [
            {
                "asset": str(difference.asset) if difference.asset else None,
                "sheet": difference.sheet,
                "row": difference.row,
                "column": difference.column or None,
                "was": difference.was,
                "is": difference.now,
                "code": difference.code,
                "text": difference.text,
            }
            for difference in receipt.differences
        ],
        "problems": [
            {
                "code": problem.code,
                "text": problem.text,
                "sheet": problem.sheet or None,
                "row": problem.row,
            }
            for problem in receipt.problems
        ],
        "notes": [str(note) for note in receipt.notes],
    }


def _export_json(export: ExportName | None) -> Mapping[str, object] | None:
    return {"id": str(export.id), "number": export.number} if export else None


def _decision_json(receipt: Receipt, decision: AssetDecision) -> dict[str, Any]:
    model = receipt.model
    levels, proposed = (
        aspect_letters(model, found) if model else {}
        for found in (decision.levels, decision.proposed)
    )
    return {
        "asset": str(decision.asset),
        "name": decision.name,
        "number": decision.number,
        "choice": decision.choice.value,
        "levels": levels,
        "proposed": proposed,
        "comment": decision.comment or None,
        "with_rest": decision.with_rest,
        "state": decision.state.value,
        "why": decision.reason or None,
    }
