"""The hidden sheet: what a returned workbook is recognised by, should all else be lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ksa_tui.domain.exporting import ExportRow
from ksa_tui.spreadsheets.decision.contract import MACHINE_SHEET
from ksa_tui.spreadsheets.workbook.plan import Cell, Column, Row, Sheet

ROW_MARK = "row"


def sheet(properties: Mapping[str, str], rows: Sequence[ExportRow]) -> Sheet:
    """Name and value in the first two columns, then one line per row: mark, sheet, row id, digest."""
    known = [Row((Cell(name, "plain"), Cell(value, "plain"))) for name, value in properties.items()]
    digests = [
        Row(
            tuple(
                Cell(text, "plain") for text in (ROW_MARK, row.sheet, row.row_key, row.row_digest)
            )
        )
        for row in rows
    ]
    return Sheet(
        name=MACHINE_SHEET,
        columns=(Column(20), Column(40), Column(48), Column(70)),
        rows=(*known, *digests),
        printed=4,
        tab="grey",
        secret=True,
    )
