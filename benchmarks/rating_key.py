"""A rating key in Classify, saved and repainted, against one Static updated in a bare Textual app."""

from __future__ import annotations

from itertools import cycle

from benchmarks.measuring import Bench, Goal, Measured, in_turns
from benchmarks.stores import LARGE, many
from benchmarks.terminal import bare, ksa

KEYS_A_RUN = 4
"""Digits, one more than divides the areas: no key says what was said before."""


def measure(bench: Bench) -> Measured:
    digits = cycle("0123")
    with ksa(many(bench.folder, LARGE).home) as room, bare("counter") as counter:
        room.seen("▸ Workshop")
        for key in ("enter", "enter"):
            room.rest()
            room.key(key)
        counter.seen("pressed 0")
        sides = in_turns(
            bench.runs * KEYS_A_RUN, lambda: room.key(next(digits)), lambda: counter.key("x")
        )
        assert "konfidentialitet" in room.text().casefold(), room.text()
    return Measured(*sides)


GOAL = Goal("a rating key in Classify", "one Static updated", 2.0, measure)
