"""First paint of Home with its data, against the first paint of a Textual hello world."""

from __future__ import annotations

from benchmarks.measuring import Bench, Goal, Measured, in_turns
from benchmarks.stores import LARGE, many
from benchmarks.terminal import hello_painted, home_painted


def measure(bench: Bench) -> Measured:
    home = many(bench.folder, LARGE).home
    return Measured(*in_turns(bench.runs, lambda: home_painted(home), hello_painted))


GOAL = Goal("first paint, 10,000 assets", "Textual hello world", 1.5, measure, stretch=1.35)
