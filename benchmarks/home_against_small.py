"""First paint of Home in a store of 10,000 assets, against one of 10."""

from __future__ import annotations

from benchmarks.measuring import Bench, Goal, Measured, in_turns
from benchmarks.stores import LARGE, SMALL, many
from benchmarks.terminal import home_painted


def measure(bench: Bench) -> Measured:
    large, small = many(bench.folder, LARGE).home, many(bench.folder, SMALL).home
    sides = in_turns(bench.runs, lambda: home_painted(large), lambda: home_painted(small))
    return Measured(*sides)


GOAL = Goal("first paint, 10,000 assets", "first paint, 10 assets", 1.15, measure)
