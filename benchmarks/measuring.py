"""Figures side by side: what a benchmark measures, and the ratio that comes of it."""

from __future__ import annotations

import gc
import os
import platform
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from importlib.metadata import version
from pathlib import Path
from statistics import median, quantiles
from typing import Final, Protocol

from ksa_tui import collecting

MS: Final = 1_000


class NotMeasuredError(Exception):
    """What a row is compared with is not here; says what."""


@dataclass(frozen=True, slots=True)
class Bench:
    """What every benchmark is given."""

    folder: Path
    """Where it may make files; thrown away afterwards."""
    runs: int
    """How often each side is measured."""
    harlequin: Path | None = None
    """The command ``harlequin``, if there is one."""
    verbose: bool = False
    """Whether to print what the figure is made of."""


@dataclass(frozen=True, slots=True)
class Measured:
    """Two sides measured in turns; ``ours`` and ``theirs`` are CPU ms or MiB, pair by pair."""

    ours: Sequence[float]
    theirs: Sequence[float]
    unit: str = "ms"
    remark: str = ""

    @property
    def own(self) -> float:
        """Our median."""
        return median(self.ours)

    @property
    def other(self) -> float:
        """The median of what it is compared with."""
        return median(self.theirs)

    @property
    def ratio(self) -> float:
        """Median against median."""
        return self.own / self.other

    @property
    def spread(self) -> tuple[float, float]:
        """The middle half of the ratios of the pairs."""
        pairs = [own / other for own, other in zip(self.ours, self.theirs, strict=True)]
        if len(pairs) < 2:
            return pairs[0], pairs[0]
        low, _, high = quantiles(pairs, n=4, method="inclusive")
        return low, high


class Measure(Protocol):
    """How a benchmark is run."""

    def __call__(self, bench: Bench, /) -> Measured: ...


@dataclass(frozen=True, slots=True)
class Goal:
    """One row of the table: what is compared with what, and how much of it is allowed."""

    what: str
    against: str
    most: float
    measure: Measure
    stretch: float | None = field(default=None, kw_only=True)


def in_turns(
    runs: int, ours: Callable[[], float], theirs: Callable[[], float]
) -> tuple[list[float], list[float]]:
    """Both sides ``runs`` times, now the one first, now the other; the first pair warms up and is dropped."""
    own: list[float] = []
    other: list[float] = []
    for number in range(runs + 1):
        for figures, side in ((own, ours), (other, theirs))[:: 1 if number % 2 else -1]:
            figures.append(side())
    return own[1:], other[1:]


def cpu_of(prepare: Callable[[], Callable[[], object]], *, as_ksa: bool = False) -> float:
    """CPU ms of what ``prepare`` returns, in a process of its own: no side finds what another remembered.

    ``as_ksa`` sets the process up as ``ksa`` sets up its own.
    """
    reader, writer = os.pipe()
    if (child := os.fork()) == 0:
        code = 1
        try:
            if as_ksa:
                collecting.relax()
            work = prepare()
            gc.collect()
            began = time.process_time()
            work()
            os.write(writer, str(time.process_time() - began).encode())
            code = 0
        except Exception:
            traceback.print_exc()
        finally:
            os._exit(code)
    os.close(writer)
    with os.fdopen(reader) as pipe:
        told = pipe.read()
    if os.waitpid(child, 0)[1]:
        raise RuntimeError("what was to be measured failed")
    return float(told) * MS


def machine() -> str:
    """Where the figures come from, on one line."""
    python = f"Python {platform.python_version()}"
    return f"{os.cpu_count()} × {_processor()}, {platform.system()}, {python}, Textual {version('textual')}"


def _processor() -> str:
    told = Path("/proc/cpuinfo")
    lines = told.read_text(encoding="utf-8").splitlines() if told.exists() else []
    names = [line.partition(":")[2].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()
