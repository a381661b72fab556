"""The three themes: light for projectors, dark, high contrast.

One accent (cool) says where you are. One ramp (warm, or grey in high contrast) says how serious it is.
The ramp always moves away from the paper: the further from the background, the more serious. Every text
reaches a contrast of 7:1 on everything it stands on (WCAG 2); a test computes that from these figures.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from textual.theme import Theme

RAMP_STEPS: Final = (0, 25, 33, 50, 67, 75, 100)
"""Where on the ramp, in per cent of the way to the top, the levels of a 3, 4 or 5 step scale lie."""


@dataclass(frozen=True, slots=True)
class Palette:
    """The decisions behind a theme; colours as "#rrggbb"."""

    name: str
    dark: bool
    text: str
    muted: str
    background: str
    surface: str
    panel: str
    hairline: str
    selection: str
    accent: str
    accent_text: str
    accent_soft: str
    question: str
    question_text: str
    alert: str
    inks: tuple[str, str]
    """The ink of the levels nearest the paper, and of those furthest from it."""
    ramp: tuple[str, ...]
    """One shade for each of ``RAMP_STEPS``."""
    turn: int
    """The first step of the ramp (per cent) that takes the second ink."""


LIGHT: Final = Palette(
    name="ksa-ljus",
    dark=False,
    text="#14181B",
    muted="#3F494F",
    background="#FFFFFF",
    surface="#F1F4F4",
    panel="#E4EAEA",
    hairline="#AEB9BD",
    selection="#D5E8EC",
    accent="#00566B",
    accent_text="#FFFFFF",
    accent_soft="#E3F0F2",
    question="#00566B",
    question_text="#FFFFFF",
    alert="#8A2E14",
    inks=("#101416", "#FFFFFF"),
    ramp=("#ECE7E2", "#F6D5B8", "#F3CBA6", "#EBB281", "#E29760", "#DE8F58", "#8A2E14"),
    turn=100,
)

DARK: Final = Palette(
    name="ksa-mörk",
    dark=True,
    text="#E8ECED",
    muted="#B6C1C6",
    background="#11171A",
    surface="#192125",
    panel="#222C31",
    hairline="#46545B",
    selection="#1A343D",
    accent="#7FCEDD",
    accent_text="#0A1418",
    accent_soft="#17303A",
    question="#1C4A57",
    question_text="#FFFFFF",
    alert="#FFB38A",
    inks=("#FFF4EA", "#0A0502"),
    ramp=("#2A3337", "#4E3A30", "#5E3C29", "#75452A", "#D48C5E", "#DE9A70", "#FFC9A8"),
    turn=67,
)

CONTRAST: Final = Palette(
    name="ksa-kontrast",
    dark=True,
    text="#FFFFFF",
    muted="#E0E0E0",
    background="#000000",
    surface="#000000",
    panel="#1C1C1C",
    hairline="#9A9A9A",
    selection="#00337A",
    accent="#FFDD33",
    accent_text="#000000",
    accent_soft="#000000",
    question="#FFDD33",
    question_text="#000000",
    alert="#FFFFFF",
    inks=("#FFFFFF", "#000000"),
    ramp=("#262626", "#454545", "#525252", "#9C9C9C", "#B4B4B4", "#C8C8C8", "#FFFFFF"),
    turn=50,
)

PALETTES: Final = (LIGHT, DARK, CONTRAST)
DEFAULT_THEME: Final = LIGHT.name


def level_colours(palette: Palette) -> dict[int, tuple[str, str]]:
    """Shade and ink for each step of the ramp (per cent of the way to the top)."""
    return {
        step: (shade, palette.inks[step >= palette.turn])
        for step, shade in zip(RAMP_STEPS, palette.ramp, strict=True)
    }


def own_variables(palette: Palette) -> dict[str, str]:
    """The variables that only ksa knows; they must exist before any stylesheet is parsed."""
    levels = {}
    for step, (shade, ink) in level_colours(palette).items():
        levels[f"level-{step}"] = shade
        levels[f"level-{step}-text"] = ink
    return {
        **levels,
        "hairline": palette.hairline,
        "selection": palette.selection,
        "accent-text": palette.accent_text,
        "accent-soft": palette.accent_soft,
        "question": palette.question,
        "question-text": palette.question_text,
        "alert": palette.alert,
    }


def _textual_variables(p: Palette) -> Mapping[str, str]:
    """Textual's own names, set so that no built-in widget brings a colour of its own."""
    return {
        "text": p.text,
        "text-muted": p.muted,
        "text-disabled": p.muted,
        "text-error": p.alert,
        "text-warning": p.alert,
        "text-success": p.accent,
        "foreground-muted": p.muted,
        "border": p.accent,
        "border-blurred": p.hairline,
        "block-cursor-background": p.selection,
        "block-cursor-foreground": p.text,
        "block-cursor-text-style": "bold",
        "block-cursor-blurred-background": p.surface,
        "block-cursor-blurred-foreground": p.text,
        "block-hover-background": p.surface,
        "input-cursor-background": p.accent,
        "input-cursor-foreground": p.accent_text,
        "input-selection-background": p.hairline,
        "input-selection-foreground": p.text,
        "screen-selection-background": p.hairline,
        "screen-selection-foreground": p.text,
        "scrollbar": p.hairline,
        "scrollbar-hover": p.muted,
        "scrollbar-active": p.accent,
        "scrollbar-background": p.background,
        "scrollbar-background-hover": p.background,
        "scrollbar-background-active": p.background,
        "scrollbar-corner-color": p.background,
        "link-color": p.accent,
        "link-background-hover": p.selection,
        "link-color-hover": p.text,
    }


def theme_of(palette: Palette) -> Theme:
    """The Textual theme made from a palette."""
    return Theme(
        name=palette.name,
        dark=palette.dark,
        primary=palette.accent,
        secondary=palette.accent,
        accent=palette.accent,
        foreground=palette.text,
        background=palette.background,
        surface=palette.surface,
        panel=palette.panel,
        success=palette.accent,
        warning=palette.alert,
        error=palette.alert,
        variables={**own_variables(palette), **_textual_variables(palette)},
    )


THEMES: Final = tuple(theme_of(palette) for palette in PALETTES)


def _luminance(colour: str) -> float:
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (
        c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The WCAG 2 contrast ratio of two colours, 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
