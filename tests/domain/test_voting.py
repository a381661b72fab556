"""Votes: how many on each level, how far apart, when the room should talk."""

from __future__ import annotations

import pytest

from ksa_tui.domain import voting
from tests.services.making import small_model

FIVE_STEPS = small_model().aspects[1]


@pytest.mark.parametrize(
    ("levels", "expected"),
    [
        ((), (0, 0, 0, 0, 0)),
        ((2,), (0, 0, 1, 0, 0)),
        ((2, 2, 3, 1), (0, 1, 2, 1, 0)),
        ((4, 0), (1, 0, 0, 0, 1)),
    ],
)
def test_every_level_of_the_scale_has_its_number_of_votes(
    levels: tuple[int, ...], expected: tuple[int, ...]
) -> None:
    assert voting.counts(FIVE_STEPS, levels) == expected


@pytest.mark.parametrize(
    ("levels", "steps", "talk"),
    [
        ((), 0, False),
        ((3,), 0, False),
        ((2, 2, 2), 0, False),
        ((1, 2), 1, False),
        ((2, 2, 3, 1), 2, True),
        ((0, 4), 4, True),
    ],
)
def test_two_steps_apart_call_for_talk(levels: tuple[int, ...], steps: int, talk: bool) -> None:
    assert voting.spread(FIVE_STEPS, levels) == steps
    assert voting.calls_for_talk(FIVE_STEPS, levels) is talk
