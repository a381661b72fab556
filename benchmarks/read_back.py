"""A returned workbook of 1,000 assets read back to its receipt, against openpyxl loading the same file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

from openpyxl import load_workbook

from benchmarks.measuring import Bench, Goal, Measured, cpu_of, in_turns
from benchmarks.stores import ACTOR
from benchmarks.talked import talked_about
from ksa_tui.paths import Workspace
from ksa_tui.services import decisions, exports
from ksa_tui.services.stores import now_utc, open_store
from tests.services.returning import Answer

ASSETS = 1_000
RUNS = 5
"""Seconds each, and they hardly scatter."""


def answered(path: Path) -> Path:
    """Every asset approved, and signed."""
    answer = Answer(path).sign(day=now_utc().date())
    names, choices = answer.columns["Informationsmängd"], answer.columns["Beslut"]
    for row in range(6, answer.sheet.max_row + 1):
        if answer.sheet.cell(row, names).value:
            answer.sheet.cell(row, choices).value = "Godkänn"
    return answer.save(path.with_name("svar.xlsx"))


def reading(workspace: Workspace, path: Path) -> Callable[[], object]:
    """The whole way from the file to what is shown before it counts."""
    store = open_store(workspace, ACTOR)

    def read() -> None:
        receipt = decisions.read(store, path)
        assert len(receipt.new) == ASSETS, receipt.problems

    return read


def measure(bench: Bench) -> Measured:
    workspace, workshop = talked_about(bench.folder, ASSETS)
    with open_store(workspace, ACTOR) as store:
        options = exports.ExportOptions(to=Path(mkdtemp(dir=bench.folder)))
        handed = exports.export(store, workshop, options).path
    path = answered(handed)
    sides = in_turns(
        min(bench.runs, RUNS),
        lambda: cpu_of(lambda: reading(workspace, path), as_ksa=True),
        lambda: cpu_of(lambda: lambda: load_workbook(path)),
    )
    return Measured(*sides)


GOAL = Goal("a returned workbook of 1,000 assets", "openpyxl loading it", 1.5, measure)
