"""``ksa --version`` against an empty Python program."""

from __future__ import annotations

import sys

from benchmarks.measuring import Bench, Goal, Measured, in_turns
from benchmarks.terminal import to_the_end
from tests.terminal.story import program


def measure(bench: Bench) -> Measured:
    ours = [*program(), "--version"]
    empty = [sys.executable, "-c", "pass"]
    return Measured(*in_turns(bench.runs, lambda: to_the_end(ours), lambda: to_the_end(empty)))


GOAL = Goal("ksa --version", "python -c pass", 2.5, measure)
