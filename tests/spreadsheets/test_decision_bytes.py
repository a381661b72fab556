"""The same book gives the same bytes, in any process."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest

from ksa_tui.domain.exporting import ExportKind
from ksa_tui.spreadsheets.decision.book import TICKS, build, make
from tests.spreadsheets.books import book, school
from tests.spreadsheets.test_decision_measures import with_measures

ROOT = Path(__file__).parents[2]
PROGRAM = """
import hashlib
from ksa_tui.spreadsheets.decision.book import build
from tests.spreadsheets.books import book
print(hashlib.sha256(build(book())).hexdigest())
"""


@pytest.mark.parametrize("kind", ["decision", "draft"])
@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_same_book_gives_the_same_bytes(kind: ExportKind, language: str) -> None:
    assert build(book(kind=kind, language=language)) == build(book(kind=kind, language=language))


@pytest.mark.parametrize("seed", ["1", "2"])
def test_another_process_gives_the_same_bytes(seed: str) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", PROGRAM],
        cwd=ROOT,
        env={**os.environ, "PYTHONHASHSEED": seed, "TZ": "Asia/Tokyo"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stdout.strip() == hashlib.sha256(build(book())).hexdigest()


def test_another_export_of_the_same_workshop_has_another_control_code() -> None:
    assert make(book()).control_code != make(replace(book(), id=UUID(int=99))).control_code


def test_one_changed_word_gives_another_control_code() -> None:
    workshop = school()
    first = workshop.assets[0]
    changed = replace(workshop, assets=(replace(first, name="Elevjournal"), *workshop.assets[1:]))
    assert make(book(changed)).control_code != make(book(workshop)).control_code


def test_the_making_tells_how_far_it_has_come_and_can_be_stopped() -> None:
    told: list[None] = []
    make(with_measures(book()), lambda: told.append(None))
    assert len(told) == TICKS
    told.clear()
    make(book(), lambda: told.append(None))
    assert len(told) == TICKS - 2, "without the sheets of measures"

    def stop() -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        make(with_measures(), stop)
