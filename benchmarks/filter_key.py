"""Each key of a word typed and taken back in the register's search, 10,000 assets against 10."""

from __future__ import annotations

from benchmarks.keys import Costs
from benchmarks.measuring import Bench, Goal, Measured
from benchmarks.stores import LARGE, SMALL, many
from benchmarks.terminal import Program, ksa

WORD = ("b", "e", "t", "y", "g")


def searching(program: Program) -> None:
    """From Home into the register's search."""
    program.seen("▸ Workshop")
    program.rest()
    program.key("r")
    program.key("ctrl+f")


def measure(bench: Bench) -> Measured:
    costs = Costs()
    steps = [("the search", key) for key in WORD]
    steps += [(f"the search of {left} letters", "backspace") for left in range(5, 0, -1)]
    large, small = many(bench.folder, LARGE).home, many(bench.folder, SMALL).home
    with ksa(large) as ours, ksa(small) as theirs:
        searching(ours)
        searching(theirs)
        costs.walk(ours, theirs, steps, bench.runs)
    return costs.worst()


GOAL = Goal("filter as you type, a key, 10,000 assets", "the same, 10 assets", 1.5, measure)
