"""``python -m benchmarks.growth``: what things cost with 10, 100, … assets; nothing may grow faster than they.

The exponent is that of the growth between the two largest: 0 does not grow at all, 1 grows as the assets do.
"""

from __future__ import annotations

import argparse
import math
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.decision_workbook import book_of
from benchmarks.filter_key import WORD, searching
from benchmarks.measuring import cpu_of, machine
from benchmarks.register_workbook import writing
from benchmarks.stores import ACTOR, many
from benchmarks.talked import talked_about
from benchmarks.terminal import home_painted, ksa
from ksa_tui.services import register
from ksa_tui.services.stores import open_store
from ksa_tui.spreadsheets.decision.book import make

RUNS: Final = 3


def opening(folder: Path, count: int) -> float:
    """To the first paint of Home with its data."""
    home = many(folder, count).home
    return median(home_painted(home) for _ in range(RUNS))


def filtering(folder: Path, count: int) -> float:
    """A letter typed in the register's search; the middle one of a word."""
    with ksa(many(folder, count).home) as program:
        searching(program)
        return median(program.key(letter) for letter in WORD)


def reading(folder: Path, count: int) -> float:
    """What the register is searched in, read from the store."""
    workspace = many(folder, count)

    def read() -> Callable[[], object]:
        store = open_store(workspace, ACTOR)
        return lambda: register.read(store)

    return cpu_of(read, as_ksa=True)


def listing(folder: Path, count: int) -> float:
    """The register as a workbook."""
    workspace = many(folder, count)
    return cpu_of(lambda: writing(open_store(workspace, ACTOR), folder), as_ksa=True)


def exporting(folder: Path, count: int) -> float:
    """The decision workbook of one workshop with all the assets."""
    book = book_of(*talked_about(folder, count))
    return cpu_of(lambda: lambda: make(book), as_ksa=True)


def paging(folder: Path, count: int) -> float:
    """Page down in the register: only what is on the screen."""
    with ksa(many(folder, count).home) as program:
        program.seen("▸ Workshop")
        program.rest()
        program.key("r")
        return median([program.key("pagedown"), program.key("pageup"), program.key("pagedown")])


MEASURED: Final[dict[str, Callable[[Path, int], float]]] = {
    "open": opening,
    "page": paging,
    "filter": filtering,
    "read": reading,
    "register": listing,
    "export": exporting,
}


def main() -> int:
    """Prints a line for each thing; always ends with 0."""
    wanted = _arguments()
    counts = [10**power for power in range(1, int(math.log10(wanted.most)) + 1)]
    print(machine())
    print(f"{'CPU ms':10}" + "".join(f"{count:>10,}" for count in counts) + "  exponent")
    with tempfile.TemporaryDirectory() as made:
        for name in wanted.names or MEASURED:
            figures = [MEASURED[name](wanted.folder or Path(made), count) for count in counts]
            line = "".join(f"{figure:>10,.1f}" for figure in figures)
            print(f"{name:10}{line}  {_exponent(figures):8.2f}", flush=True)
    return 0


def _exponent(figures: Sequence[float]) -> float:
    before, last = figures[-2:]
    return math.log10(last / before)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(MEASURED)}")
    parser.add_argument("--most", type=int, default=100_000, help="the largest store (100,000)")
    parser.add_argument(
        "--folder", type=Path, help="keep the stores measured with, and use them again"
    )
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
