"""The receipt of a returned workbook as JSON values: the contract of ``ksa decide --json``."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ksa_tui.domain.receipt import AssetDecision, ExportName, MeasureReply, Receipt
from ksa_tui.i18n import language
from ksa_tui.services.returned_export import aspect_letters


def receipt_json(receipt: Receipt) -> dict[str, Any]:
    """The receipt as JSON values; new keys may come, none changes its meaning."""
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
        "measures": [_measure_json(receipt, reply) for reply in receipt.measures],
        "differences": [
            {
                "measure": difference.measure or None,
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
                "about": problem.about or None,
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


def _measure_json(receipt: Receipt, reply: MeasureReply) -> dict[str, Any]:
    scope, of = reply.place
    return {
        "key": reply.key,
        "measure": reply.measure,
        "name": reply.title.get(language()),
        "scope": scope.value,
        "place": str(of) if of else None,
        "place_name": reply.place_name or None,
        "responsible": reply.role or None,
        "due": reply.due.isoformat() if reply.due else None,
        "was": {
            "responsible": reply.was_role or None,
            "due": reply.was_due.isoformat() if reply.was_due else None,
        },
        "row": reply.row,
        "state": reply.state.value,
        "differs": reply.key in receipt.differing_measures,
        "why": reply.reason or None,
    }
