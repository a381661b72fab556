"""Any key anywhere: a way through the app in a store of 10,000 assets and in one of 10; the worst key counts.

Once with the assets spread over workshops of 50, once with all of them in one workshop. What ``--verbose``
tells beside it compares the large store with one that fills every screen too: what is left there grows.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.keys import Costs, Step
from benchmarks.measuring import Bench, Goal, Measured
from benchmarks.stores import FULL, LARGE, SMALL, many
from benchmarks.terminal import ksa

MOVES = ("down", "up", "end", "home", "pagedown", "pageup")


def the_way() -> Iterator[Step]:
    """From Home through the register, the workshop and Classify, and back."""
    for where, keys in (
        ("Home", (*MOVES, "home", "?", "escape", "r")),
        ("Register", (*MOVES, "f", "escape", "h", "escape", "ctrl+f", "b", "backspace", "escape")),
        ("Register", ("escape",)),
        ("Home", ("enter",)),
        ("Workshop", (*MOVES, "/", "b", "backspace", "escape", "home", "k", "escape")),
        ("Workshop", ("p", "escape", "u", "u", "o", "escape", "enter")),
        ("Classify", ("1", "2", "backspace", "down", "tab", "v", "escape", "l", "escape", "g")),
        ("Classify", ("escape", "pagedown", "pageup", "f", "f", "escape")),
        ("Workshop", ("home", "escape")),
    ):
        for key in keys:
            yield where, key


def costs_of(bench: Bench, large: Path, small: Path) -> Costs:
    costs = Costs()
    with ksa(large) as ours, ksa(small) as theirs:
        for program in (ours, theirs):
            program.seen("▸ Workshop")
            program.rest()
        costs.walk(ours, theirs, list(the_way()), max(bench.runs // 4, 1))
    return costs


def measure(bench: Bench) -> Measured:
    spread = costs_of(bench, many(bench.folder, LARGE).home, many(bench.folder, SMALL).home)
    one = costs_of(
        bench,
        many(bench.folder, LARGE, workshops_in_all=1).home,
        many(bench.folder, SMALL, workshops_in_all=1).home,
    )
    if bench.verbose:
        full = costs_of(bench, many(bench.folder, LARGE).home, many(bench.folder, FULL).home)
        for name, costs in (
            ("workshops of 50", spread),
            (f"workshops of 50, against {FULL} assets", full),
            ("one workshop", one),
        ):
            for ratio, (where, key), own, other in costs.told()[:25]:
                print(f"  {name}: {where} {key}: {own:.1f} / {other:.1f} ms = {ratio:.2f}")
    return max(spread.worst(), one.worst(), key=lambda found: found.ratio)


GOAL = Goal("any key, 10,000 assets", "the same key, 10 assets", 1.15, measure)
