"""Levels by aspects, in counts. Aspects keep apart, also when their scales differ."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from ksa_tui.i18n import _, language
from ksa_tui.ui.widgets.levels import NOT_RATED_SIGN, level_style

if TYPE_CHECKING:
    from ksa_tui.domain.model import Aspect, Model

COUNT_WIDTH = 5
"""Cells for one aspect, the shade takes three of them."""


@dataclass(frozen=True, slots=True)
class Tally:
    """How the assets of a collection spread over one aspect's scale."""

    aspect: Aspect
    counts: Mapping[int, int]
    """Level to number of assets; a level without any may be absent."""
    unrated: int


def tallies(model: Model, levels: Iterable[Sequence[int | None]]) -> list[Tally]:
    """Count the proposed levels of assets, given per asset in the order of the model's aspects."""
    counters = [Counter[int | None]() for _aspect in model.aspects]
    for row in levels:
        for counter, level in zip(counters, row, strict=True):
            counter[level] += 1
    return [
        Tally(aspect, {v: n for v, n in counter.items() if v is not None}, counter[None])
        for aspect, counter in zip(model.aspects, counters, strict=True)
    ]


def heat_map(tallies: Sequence[Tally], title: str, without: str = "") -> Content:
    """One line for each level, the most serious on top; only cells with something in them are shaded.

    The words stand first when all aspects share them, else only the digits do: levels of different
    scales are not the same thing. ``without`` says what those without a level are, else not rated.
    """
    values = sorted({level.value for t in tallies for level in t.aspect.levels}, reverse=True)
    labels = {value: _label(tallies, value) for value in values}
    words = without or _("not rated")
    unrated = f"{NOT_RATED_SIGN} {words}"
    width = max(len(text) for text in (title, unrated, *labels.values())) + 1
    letters = "".join(t.aspect.letter.center(COUNT_WIDTH) for t in tallies)
    rows = [
        Content.assemble((title.ljust(width), "bold"), (letters, "$text-muted")),
        *(
            Content.assemble(labels[value].ljust(width), *(_count(t, value) for t in tallies))
            for value in values
        ),
    ]
    rest = "".join(str(t.unrated).center(COUNT_WIDTH) for t in tallies)
    rows.append(Content.styled(unrated.ljust(width) + rest, "$text-muted"))
    return Content("\n").join(rows)


def _label(tallies: Sequence[Tally], value: int) -> str:
    names = {
        tally.aspect.level(value).short.get(language())
        for tally in tallies
        if value in tally.aspect
    }
    return f"{value} {names.pop()}" if len(names) == 1 else str(value)


def _count(tally: Tally, value: int) -> Content:
    if value not in tally.aspect:
        return Content(" " * COUNT_WIDTH)
    if not (count := tally.counts.get(value, 0)):
        return Content.styled(NOT_RATED_SIGN.center(COUNT_WIDTH), "$text-muted")
    figures = str(count).center(COUNT_WIDTH)
    shaded = slice(1, -1) if len(str(count)) < COUNT_WIDTH else slice(None)
    return Content(figures).stylize(
        level_style(tally.aspect, value), *shaded.indices(COUNT_WIDTH)[:2]
    )


class HeatMap(Static):
    """The map as a widget; as wide and as high as it needs."""

    DEFAULT_CSS = "HeatMap { width: auto; height: auto; }"

    def show(self, tallies: Sequence[Tally], title: str) -> None:
        """Draw these counts under ``title``; nothing without aspects."""
        self.update(heat_map(tallies, title) if tallies else "")
