"""A fixed small number of hostile inputs at every door; ``python -m tests.fuzz`` tries more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.fuzz.arena import Arena, build
from tests.fuzz.targets import REFUSED, TARGETS, Target
from tests.fuzz.trial import try_all

CASES = 60
SEED = 20261128


@pytest.fixture
def arena(tmp_path: Path) -> Iterator[Arena]:
    """Ready to be tried at."""
    ready = build(tmp_path)
    yield ready
    ready.store.close()


@pytest.mark.parametrize("target", TARGETS, ids=lambda target: target.name)
def test_no_input_breaks_a_promise(target: Target, arena: Arena) -> None:
    tally = try_all(target, arena, CASES, SEED)
    assert tally.outcomes.total() >= CASES
    assert tally.outcomes[REFUSED]
