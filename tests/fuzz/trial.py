"""Runs the cases of one target, with a limit for the time of each, and tells what came of them."""

from __future__ import annotations

import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from types import FrameType
from typing import Any, Final

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.arena import Arena
from tests.fuzz.targets import Target

MOST_SECONDS: Final = 20
"""No input may hold the program up longer, on a slow machine that does other things too."""


class TooSlowError(Exception):
    """A case took longer than it may."""


@dataclass
class Tally:
    """What came of the cases of a target."""

    outcomes: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0


def try_all(
    target: Target,
    arena: Arena,
    cases: int,
    start: int,
    log: Callable[[str], None] = lambda _line: None,
) -> Tally:
    """Raises what the first broken promise raised, the smallest case that hypothesis finds for it."""
    tally = Tally()

    @seed(start)
    @settings(
        max_examples=cases,
        deadline=None,
        database=None,
        phases=(Phase.generate, Phase.shrink),
        suppress_health_check=list(HealthCheck),
        print_blob=False,
    )
    @given(case=target.cases(arena))
    def one(case: Any) -> None:
        began = time.perf_counter()
        with _at_most(MOST_SECONDS):
            outcome = target.run(arena, case)
        taken = time.perf_counter() - began
        tally.outcomes[outcome] += 1
        tally.slowest = max(tally.slowest, taken)
        log(f"{target.name}\t{tally.outcomes.total()}\t{outcome}\t{taken:.3f}")

    one()
    return tally


@contextmanager
def _at_most(seconds: int) -> Iterator[None]:
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlowError(f"more than {seconds} seconds")

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(seconds)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)
