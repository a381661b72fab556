"""First paint of Home with its data, against the first paint of harlequin, another Textual app."""

from __future__ import annotations

from benchmarks.measuring import Bench, Goal, Measured, NotMeasuredError, in_turns
from benchmarks.stores import LARGE, many
from benchmarks.terminal import Program, home_painted


def measure(bench: Bench) -> Measured:
    if bench.harlequin is None or not bench.harlequin.exists():
        raise NotMeasuredError("harlequin is not installed")
    command = [str(bench.harlequin), "--no-download-tzdata"]
    home = many(bench.folder, LARGE).home

    def painted() -> float:
        with Program(command, HOME=str(bench.folder)) as program:
            return program.seen("Data Catalog", "Query Editor")

    return Measured(*in_turns(bench.runs, lambda: home_painted(home), painted))


GOAL = Goal("first paint, 10,000 assets", "harlequin's first paint", 0.4, measure)
