"""The decision comes back: a returned workbook is read, checked and recorded.

``read`` never fails because of the file: what is wrong with it stands in the receipt.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from ksa_tui.domain.answers import Choice
from ksa_tui.domain.deciding import judge
from ksa_tui.domain.leaving import left_codes
from ksa_tui.domain.receipt import (
    ALL,
    CLEAN,
    AssetDecision,
    ExportName,
    MeasureReply,
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
from ksa_tui.services.receipt_json import receipt_json
from ksa_tui.services.returned_export import RefusedReturnError, handed_for
from ksa_tui.services.returned_measures import assign, is_as_read
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
    "MeasureReply",
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
    measures: tuple[MeasureReply, ...] = ()
    """The answers about measures that got a responsible role or a date."""
    measures_left: tuple[MeasureReply, ...] = ()
    """Those that could have been taken and were not."""


def read(store: Store, path: Path, workshop: UUID | None = None, *, password: str = "") -> Receipt:
    """What a returned workbook says; nothing is changed. ``workshop``: the one it must belong to, if any.

    ``password`` opens a locked one, in memory only.
    """
    try:
        returned = read_workbook(path, password)
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
    taken, measures = receipt.taken(take), receipt.taken_measures(take)
    left = tuple(decision for decision in receipt.new if decision not in taken)
    left_measures = tuple(each for each in receipt.new_measures if each not in measures)
    if not (taken or measures):
        return Recorded(None, (), left, (), left_measures)
    with store.command(_TAKE, workshop=receipt.workshop) as unit:
        fresh = [decision for decision in taken if _still_open(unit, receipt, decision)]
        assigned = [each for each in measures if is_as_read(unit, receipt, each)]
        if not (fresh or assigned):
            return Recorded(None, (), left, (), left_measures)
        whole = (len(fresh), len(assigned)) == (len(receipt.new), len(receipt.new_measures))
        log = {
            **_log(receipt, take, assigned),
            "left": _left(receipt, fresh),
            "recorded_at": [unit.now.isoformat()],
        }
        row = _receipt_row(unit, receipt, log, complete=whole)
        for decision in fresh:
            for decided in decision_rows(unit, row, decision, decision.export_row):
                unit.insert(decided)
        for each in assigned:
            assign(unit, each)
        refresh(store, unit, [decision.thing for decision in fresh])
    return Recorded(row.id, tuple(fresh), left, tuple(assigned), left_measures)


def _left(receipt: Receipt, recorded: Sequence[AssetDecision]) -> dict[str, str]:
    """The rows that are not recorded, with the code of why."""
    found = left_codes(receipt, {decision.asset for decision in recorded})
    return {str(treatment): code for treatment, code in found.items()}


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


def _receipt_row(
    unit: Unit, receipt: Receipt, log: dict[str, Any], *, complete: bool
) -> ReceiptRow:
    """The receipt's row: a file that was taken in part before keeps its own."""
    whole = complete and not receipt.problems
    known = unit.find_one(ReceiptRow, file_digest=receipt.digest)
    if known is not None:
        earlier = (known.differences or {}).get("measures", [])
        told = {
            **log,
            "measures": sorted({*earlier, *log["measures"]}),
            "recorded_at": [*(known.differences or {}).get("recorded_at", []), *log["recorded_at"]],
        }
        unit.update(known, outcome="taken" if whole else "partly", differences=told)
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
            differences=log,
        )
    )


def _log(receipt: Receipt, take: Take, assigned: Sequence[MeasureReply]) -> dict[str, Any]:
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
        "measures": [each.key for each in assigned],
        "remarks": receipt.remarks,
    }
