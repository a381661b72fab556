"""``python -m benchmarks [NAME …]``: what ksa costs, as ratios measured side by side in one run.

CPU time of the processes, medians, both sides in turns, bytecode compiled for both.
"""

from __future__ import annotations

import argparse
import compileall
import sys
import tempfile
from importlib import import_module
from pathlib import Path
from typing import Final

from benchmarks.measuring import Bench, Goal, NotMeasuredError, machine
from tests.terminal.story import ROOT

ROWS: Final = (
    "home_against_hello",
    "home_against_harlequin",
    "home_against_small",
    "first_key",
    "rating_key",
    "any_key",
    "filter_key",
    "decision_workbook",
    "list_import",
    "read_back",
    "register_workbook",
    "page_down",
    "memory",
    "version",
)
"""One module each, in the order of the table."""


def main() -> int:
    """Prints one line for each row; always ends with 0, for a figure is no verdict."""
    wanted = _arguments()
    for package in ("ksa_tui", "benchmarks"):
        compileall.compile_dir(ROOT / package, quiet=1)
    print(machine())
    print(f"{'what':42} {'against':28} {'goal':>6} {'figure':>7}  spread     ours / theirs")
    with tempfile.TemporaryDirectory() as made:
        bench = Bench(wanted.folder or Path(made), wanted.runs, wanted.harlequin, wanted.verbose)
        for name in wanted.names or ROWS:
            print(_line(import_module(f"benchmarks.{name}").GOAL, bench), flush=True)
    return 0


def _line(goal: Goal, bench: Bench) -> str:
    about = f"{goal.what:42} {goal.against:28} {goal.most:>6.2f}"
    try:
        found = goal.measure(bench)
    except NotMeasuredError as error:
        return f"{about} not measured: {error}"
    low, high = found.spread
    verdict = "missed" if found.ratio > goal.most else ""
    sides = f"{found.own:.1f} / {found.other:.1f} {found.unit}, n {len(found.ours)}"
    tail = "  ".join(part for part in (sides, verdict, found.remark) if part)
    return f"{about} {found.ratio:>7.2f}  {low:.2f}–{high:.2f}  {tail}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(ROWS)}")
    parser.add_argument("--runs", type=int, default=13, help="how often each side is measured (13)")
    parser.add_argument(
        "--harlequin", type=Path, help="the command harlequin, where it is installed"
    )
    parser.add_argument(
        "--folder", type=Path, help="keep the stores measured with, and use them again"
    )
    parser.add_argument("--verbose", action="store_true", help="tell the single keys too")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
