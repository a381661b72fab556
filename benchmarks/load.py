"""``python -m benchmarks.load``: thousands of commands in a large store; cost and memory must not grow.

Seven of ten commands rate, the others keep a draft, save a motivation, and rate and undo, through the
services that the app calls, each saved as in a workshop. The slope is that of a straight line through the
batches, per 1,000 commands, as a share of the mean.
"""

from __future__ import annotations

import argparse
import resource
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import fmean, linear_regression
from uuid import UUID

from ksa_tui.paths import Workspace
from ksa_tui.services import assets, classify, workshops
from ksa_tui.services.history import undo
from ksa_tui.services.stores import Actor, open_store
from ksa_tui.store import Store
from tests.services.many import fill

BATCH = 250
"""Commands between two readings."""


def main() -> int:
    """Exit code 1 when a commit was lost."""
    wanted = _arguments()
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace(Path(folder))
        with open_store(workspace, Actor("Benchmark")) as store:
            treatments = _large(store, wanted.assets, wanted.workshops)
            seconds, megabytes = _work(store, treatments, wanted.commands)
            events = store.verify_chain()
        lost = _lost(workspace, treatments, wanted.commands)
    _tell("CPU ms a command", [each * 1_000 / BATCH for each in seconds])
    _tell("memory in MB", megabytes)
    print(f"events {events.events}, chain {'sound' if events.sound else 'BROKEN'}, lost {lost}")
    return 1 if lost or not events.sound else 0


def _large(store: Store, count: int, of: int) -> list[UUID]:
    drafts = [workshops.WorkshopDraft(f"Workshop {number}", "Maria Holm") for number in range(of)]
    keys = [workshops.create(store, draft) for draft in drafts]
    fill(store, keys, count)
    return [assets.add(store, key, assets.AssetDraft("Ny mängd")) for key in keys]


def _work(
    store: Store, treatments: Sequence[UUID], commands: int
) -> tuple[list[float], list[float]]:
    seconds, megabytes = [], []
    for first in range(0, commands, BATCH):
        began = time.process_time()
        for number in range(first, first + BATCH):
            _one(store, treatments[number // 10 % len(treatments)], number)
        seconds.append(time.process_time() - began)
        megabytes.append(_resident())
    return seconds, megabytes


def _one(store: Store, treatment: UUID, number: int) -> None:
    aspects, areas = ("k", "r", "t"), ("liv", "int", "ver", "rat", "eko")
    match number % 10:
        case 9:
            classify.rate(store, treatment, "k", "for", 3)
            undo(store)
        case 8:
            classify.save_text(store, treatment, "k", "motivation", f"Skäl {number}")
        case 7:
            classify.keep_draft(store, treatment, "r", "motivation", f"Utkast {number}")
        case place:
            classify.rate(store, treatment, aspects[place % 3], areas[place % 5], _level(number))


def _level(number: int) -> int:
    """Another one each time that an asset's turn comes again: what changes nothing costs nothing."""
    return (number + number // 97) % 4


def _resident() -> float:
    """Memory of this process in MB; its peak where the system does not tell the present one."""
    status = Path("/proc/self/statm")
    if status.exists():
        return int(status.read_text().split()[1]) * resource.getpagesize() / 2**20
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def _lost(workspace: Workspace, treatments: Sequence[UUID], commands: int) -> int:
    """How many of the last ratings and motivations are not in the store when it is opened again."""
    lost = 0
    with open_store(workspace, Actor("Benchmark")) as store:
        for number in range(max(0, commands - 10 * len(treatments)), commands):
            asset = classify.load(store, treatments[number // 10 % len(treatments)])
            if number % 10 == 8:
                lost += asset.assessments["k"].motivation != f"Skäl {number}"
            if number % 10 == 6:
                lost += asset.assessments["k"].ratings["int"] != _level(number)
    return lost


def _tell(what: str, figures: Sequence[float]) -> None:
    mean = fmean(figures)
    slope = linear_regression(range(len(figures)), figures).slope * 1_000 / BATCH / mean
    ends = f"first {figures[0]:.2f}, last {figures[-1]:.2f}, mean {mean:.2f}"
    print(f"{what}: {ends}, slope {slope:+.2%} per 1,000 commands")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--assets", type=int, default=10_000)
    parser.add_argument("--workshops", type=int, default=200)
    parser.add_argument("--commands", type=int, default=5_000)
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
