"""A level is digit, word and shade; what has no level looks like nothing else."""

from __future__ import annotations

import pytest

from ksa_tui import i18n
from ksa_tui.domain.rating import NOT_RELEVANT, Rating
from ksa_tui.ui.widgets.heat_map import Tally, heat_map
from ksa_tui.ui.widgets.levels import cell, chip, level_style, ramp_step
from ksa_tui.ui.widgets.meter import meter
from tests.ui.models import aspect


@pytest.mark.parametrize(
    ("steps", "expected"),
    [(3, [0, 50, 100]), (4, [0, 33, 67, 100]), (5, [0, 25, 50, 75, 100])],
)
def test_the_shade_follows_the_aspects_own_scale(steps: int, expected: list[int]) -> None:
    scale = aspect(steps)
    assert [ramp_step(scale, level.value) for level in scale.levels] == expected


def test_a_level_is_shown_with_digit_and_word() -> None:
    shown = chip(2, aspect(4))
    assert shown.plain == " 2 Märkbar "
    assert {str(span.style) for span in shown.spans} == {level_style(aspect(4), 2)}


def test_the_word_is_in_the_language_spoken() -> None:
    i18n.set_language("en")
    assert chip(2, aspect(4)).plain == " 2 L2 "


@pytest.mark.parametrize(("rating", "sign"), [(None, " · "), (NOT_RELEVANT, " – "), (0, " 0 ")])
def test_not_rated_not_relevant_and_level_0_differ(rating: Rating, sign: str) -> None:
    shown = chip(rating, aspect(4), word=False)
    assert shown.plain == sign
    assert ("level" in str(shown.spans[0].style)) == (rating == 0)


def test_a_level_below_its_floor_is_marked_in_the_cell() -> None:
    assert cell(1, aspect(4), below=True).plain == " 1!"
    assert cell(1, aspect(4)).plain == " 1 "


def test_a_chip_is_centred_in_its_width() -> None:
    assert chip(None, aspect(4), width=13).plain == "·".center(13)
    assert len(chip(3, aspect(4), width=13).plain) == 13


@pytest.mark.parametrize(
    ("done", "total", "line"),
    [
        (0, 0, "──────"),
        (0, 300, "──────"),
        (1, 300, "━─────"),
        (150, 300, "━━━───"),
        (299, 300, "━━━━━─"),
        (300, 300, "━━━━━━"),
    ],
)
def test_a_meter_is_full_only_when_all_is_done(done: int, total: int, line: str) -> None:
    assert meter(done, total, 6).plain == line


def test_a_heat_map_of_one_scale_names_its_levels() -> None:
    tallies = [Tally(aspect(3, "K"), {2: 4, 0: 1}, 2), Tally(aspect(3, "T"), {1: 12}, 0)]
    assert heat_map(tallies, "Karta").plain.splitlines() == [
        "Karta         K    T  ",
        "2 Märkbar     4    ·  ",
        "1 Liten       ·    12 ",
        "0 Ingen       1    ·  ",
        "· ej bedömd   2    0  ",
    ]


def test_a_heat_map_of_different_scales_names_only_what_they_share() -> None:
    tallies = [Tally(aspect(3, "K"), {2: 4}, 0), Tally(aspect(5, "T"), {4: 1}, 0)]
    lines = heat_map(tallies, "Karta").plain.splitlines()
    assert lines[1].split() == ["4", "Katastrofal", "1"]
    assert lines[3].split() == ["2", "Märkbar", "4", "·"]
