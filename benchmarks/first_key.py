"""From the start to the cursor having moved for a key pressed at the first paint, while imports go on."""

from __future__ import annotations

from benchmarks.measuring import Bench, Goal, Measured, in_turns
from benchmarks.stores import LARGE, many
from benchmarks.terminal import hello_painted, ksa


def measure(bench: Bench) -> Measured:
    home = many(bench.folder, LARGE).home

    def moved() -> float:
        with ksa(home) as program:
            program.seen("▸ Workshop 200")
            return program.answered("down", "▸ Workshop 199")

    return Measured(*in_turns(bench.runs, moved, hello_painted))


GOAL = Goal("the cursor has moved for the first key", "Textual hello world", 1.6, measure)
