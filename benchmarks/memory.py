"""The most memory when 10,000 assets have been browsed in every screen, against a hello world."""

from __future__ import annotations

from benchmarks.any_key import the_way
from benchmarks.measuring import Bench, Goal, Measured, in_turns
from benchmarks.stores import LARGE, many
from benchmarks.terminal import bare, ksa

RUNS = 3
"""Memory hardly scatters, and the whole way takes a while."""


def measure(bench: Bench) -> Measured:
    home = many(bench.folder, LARGE).home

    def browsed() -> float:
        with ksa(home) as program:
            program.seen("▸ Workshop")
            program.rest()
            for _where, key in the_way():
                program.key(key)
            return program.peak()

    def hello() -> float:
        with bare("hello") as program:
            program.seen("Hello, world!")
            program.rest()
            return program.peak()

    return Measured(*in_turns(min(bench.runs, RUNS), browsed, hello), unit="MiB")


GOAL = Goal("peak memory, 10,000 assets browsed", "Textual hello world", 2.3, measure)
