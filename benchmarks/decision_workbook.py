"""The decision workbook of 1,000 assets, all sheets, against XlsxWriter writing the same cells."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from benchmarks.bare_xlsx import recorded
from benchmarks.measuring import Bench, Goal, Measured, cpu_of, in_turns
from benchmarks.stores import ACTOR
from benchmarks.talked import talked_about
from ksa_tui.domain.exporting import DecisionBook
from ksa_tui.paths import Workspace
from ksa_tui.services import exports
from ksa_tui.services.calibration import compared
from ksa_tui.services.stores import open_store
from ksa_tui.services.workshops import load
from ksa_tui.spreadsheets.decision.book import make

ASSETS = 1_000
RUNS = 5
"""Seconds each, and they hardly scatter."""


def book_of(workspace: Workspace, workshop: UUID) -> DecisionBook:
    """What the workbook is made of, as an export gathers it."""
    with open_store(workspace, ACTOR) as store:
        whole = compared(store, load(store, workshop))
        (book,) = exports._books(store, whole, exports.ExportOptions())
    return book


def measure(bench: Bench) -> Measured:
    book = book_of(*talked_about(bench.folder, ASSETS))
    with recorded() as written:
        make(book)

    def ours() -> Callable[[], object]:
        return lambda: make(book)

    sides = in_turns(
        min(bench.runs, RUNS), lambda: cpu_of(ours, as_ksa=True), lambda: cpu_of(written.again)
    )
    return Measured(*sides, remark=f"{len(written.cells)} cells")


GOAL = Goal("decision workbook, 1,000 assets", "XlsxWriter, the same cells", 1.5, measure)
