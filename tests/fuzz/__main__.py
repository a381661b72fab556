"""``python -m tests.fuzz``: hostile inputs at every door of the program, 10,000 by default.

The log has a line for each case; with the same seed the same cases come again.
"""

from __future__ import annotations

import argparse
import resource
import shutil
import sys
import tempfile
import traceback
from pathlib import Path

from tests.fuzz.arena import build
from tests.fuzz.targets import TARGETS
from tests.fuzz.trial import try_all

MOST_MEMORY = 4 << 30
"""Bytes of address space: an input that asks for more is a finding."""


def main() -> int:
    """Exit code 1 when a promise was broken; how to bring it about again stands in the log."""
    wanted = _arguments()
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    findings = 0
    with tempfile.TemporaryDirectory() as folder, wanted.log.open("a", encoding="utf-8") as log:
        print(f"seed {wanted.seed}", file=log)
        arena = build(Path(folder))
        targets = [target for target in TARGETS if wanted.only in target.name]
        for target in targets:
            cases = wanted.cases // len(targets)
            try:
                tally = try_all(
                    target, arena, cases, wanted.seed, lambda line: print(line, file=log)
                )
            except Exception:
                findings += 1
                shutil.copytree(folder, f"{wanted.log}-{target.name}", dirs_exist_ok=True)
                traceback.print_exc(file=log)
                print(f"{target.name}: a promise is broken; see {wanted.log}")
                continue
            counted = ", ".join(f"{n} {what}" for what, n in sorted(tally.outcomes.items()))
            print(f"{target.name}: {counted}; slowest {tally.slowest:.2f} s", flush=True)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"findings: {findings}; seed {wanted.seed}; peak memory {peak:.0f} MB")
    return 1 if findings else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--cases", type=int, default=10_000, help="how many in all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="", help="part of a target's name")
    parser.add_argument("--log", type=Path, default=Path("fuzz.log"))
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
