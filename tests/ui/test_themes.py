"""The themes keep their promises: contrast, order and no meaning by colour alone."""

from __future__ import annotations

from itertools import pairwise

import pytest

from ksa_tui.ui.themes import PALETTES, RAMP_STEPS, Palette, contrast, level_colours, theme_of
from ksa_tui.ui.widgets.levels import ramp_step
from tests.ui.models import aspect

TEXT_CONTRAST = 7.0
MARK_CONTRAST = 3.0

by_name = pytest.mark.parametrize("palette", PALETTES, ids=lambda palette: palette.name)


def papers(palette: Palette) -> dict[str, str]:
    """Everything that text stands on."""
    return {
        "background": palette.background,
        "surface": palette.surface,
        "panel": palette.panel,
        "selection": palette.selection,
        "accent-soft": palette.accent_soft,
    }


@by_name
def test_text_can_be_read_on_everything_it_stands_on(palette: Palette) -> None:
    found = {
        (ink, name): round(contrast(colour, paper), 2)
        for ink, colour in (("text", palette.text), ("muted", palette.muted))
        for name, paper in papers(palette).items()
    }
    assert {pair: ratio for pair, ratio in found.items() if ratio < TEXT_CONTRAST} == {}


@by_name
def test_keys_questions_and_warnings_can_be_read(palette: Palette) -> None:
    pairs = {
        "keys on the bar": (palette.accent, palette.surface),
        "accent on paper": (palette.accent, palette.background),
        "brand": (palette.accent_text, palette.accent),
        "question": (palette.question_text, palette.question),
        "warning": (palette.alert, palette.background),
        "warning in a panel": (palette.alert, palette.surface),
    }
    found = {name: contrast(*pair) for name, pair in pairs.items()}
    assert {name: ratio for name, ratio in found.items() if ratio < TEXT_CONTRAST} == {}


@by_name
def test_marks_can_be_seen_on_the_cursor_row_too(palette: Palette) -> None:
    for mark in (palette.accent, palette.alert):
        for paper in papers(palette).values():
            assert contrast(mark, paper) >= MARK_CONTRAST


@by_name
def test_every_level_can_be_read_on_its_shade(palette: Palette) -> None:
    found = {step: contrast(*pair) for step, pair in level_colours(palette).items()}
    assert {step: ratio for step, ratio in found.items() if ratio < TEXT_CONTRAST} == {}


@by_name
def test_the_ramp_walks_away_from_the_paper(palette: Palette) -> None:
    distances = [contrast(shade, palette.background) for shade in palette.ramp]
    assert distances == sorted(distances)


@by_name
@pytest.mark.parametrize("steps", [3, 4, 5])
def test_neighbouring_levels_of_any_scale_have_different_shades(
    palette: Palette, steps: int
) -> None:
    colours, scale = level_colours(palette), aspect(steps)
    shades = [colours[ramp_step(scale, level.value)][0] for level in scale.levels]
    assert all(contrast(one, other) >= 1.1 for one, other in pairwise(shades))
    assert shades[0] == palette.ramp[0]
    assert shades[-1] == palette.ramp[-1]


def test_every_theme_has_every_variable() -> None:
    names = [set(theme_of(palette).variables) for palette in PALETTES]
    assert names[0] == names[1] == names[2]
    assert {f"level-{step}" for step in RAMP_STEPS} <= names[0]
