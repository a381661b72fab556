"""The register of 10,000 assets, from the store to .xlsx, against XlsxWriter writing the same cells."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp

from benchmarks.bare_xlsx import recorded
from benchmarks.measuring import Bench, Goal, Measured, cpu_of, in_turns
from benchmarks.stores import ACTOR, LARGE, many
from ksa_tui.domain.register import RegisterFilter
from ksa_tui.services import register
from ksa_tui.services.register_export import Target, export
from ksa_tui.services.stores import open_store
from ksa_tui.store import Store

RUNS = 5
"""Seconds each, and they hardly scatter."""


def writing(store: Store, folder: Path) -> Callable[[], object]:
    """Reads the whole register, writes it."""
    to = Path(mkdtemp(dir=folder))

    def write() -> None:
        found = register.read(store).find(RegisterFilter(), store.clock().date())
        export(store, found, Target(to))

    return write


def measure(bench: Bench) -> Measured:
    workspace = many(bench.folder, LARGE)
    with open_store(workspace, ACTOR) as store, recorded() as written:
        writing(store, bench.folder)()
    sides = in_turns(
        min(bench.runs, RUNS),
        lambda: cpu_of(lambda: writing(open_store(workspace, ACTOR), bench.folder), as_ksa=True),
        lambda: cpu_of(written.again),
    )
    return Measured(*sides, remark=f"{len(written.cells)} cells")


GOAL = Goal("register of 10,000 assets to .xlsx", "XlsxWriter, the same cells", 1.5, measure)
