"""What is proposed and why, one row per asset: the same in a workbook to decide in and in a draft."""

from __future__ import annotations

from typing import Final

from ksa_tui.domain.exporting import DecisionBook
from ksa_tui.domain.model import Aspect
from ksa_tui.domain.texts import Text
from ksa_tui.domain.workshop import Asset
from ksa_tui.spreadsheets.decision import frame
from ksa_tui.spreadsheets.decision.contract import Headers, Sheets
from ksa_tui.spreadsheets.decision.grid import Grid, Live
from ksa_tui.spreadsheets.decision.reasons import notes, why
from ksa_tui.spreadsheets.decision.weighing import weighed
from ksa_tui.spreadsheets.decision.words import Words
from ksa_tui.spreadsheets.workbook.plan import Cell, Column

_LEAST_LEVEL_WIDTH: Final = 8.0
_WEIGHT_WIDTH: Final = 22.5
_LONGEST_LEVEL: Final = 15
"""Characters of digit and word; a scale with longer words shows its digits alone."""


class Proposal:
    """The left half of the decision sheet."""

    def __init__(self, book: DecisionBook) -> None:
        self.book = book
        self.words = Words.of(book)
        self.grid = Grid.of(book)
        self.live = Live(self.grid, self.words)
        self.gettext = self.words.gettext

    def headers(self) -> list[Text | str]:
        """The header words, in order."""
        weight = [Headers.WEIGHT] if self.grid.weighed else []
        return [
            Headers.NUMBER, Headers.ASSET, *self.words.shorts, Headers.WHY, *weight, Headers.NOTE
        ]  # fmt: skip

    def header_cells(self) -> list[Cell]:
        """The header cells: over what is centred they are centred too."""
        centred = {0, *range(2, self.grid.why)}
        return [
            Cell(self.text(title), "head center" if index in centred else "head")
            for index, title in enumerate(self.headers())
        ]

    def columns(self, why_width: float) -> list[Column]:
        """The columns, with so many characters for the reasons."""
        weight = [_WEIGHT_WIDTH] if self.grid.weighed else []
        widths = [4.2, 22.0, *self._level_widths(), why_width, *weight, 15.5]
        return [
            Column(width, self.text(title))
            for width, title in zip(widths, self.headers(), strict=True)
        ]

    def cells(self, asset: Asset) -> list[Cell]:
        """The cells of one asset."""
        levels = [
            frame.level_cell(
                self.words,
                aspect,
                asset.assessments[aspect.id].proposed,
                "center small",
                worded=self._worded(aspect),
            )
            for aspect in self.book.model.aspects
        ]
        return [
            Cell(asset.number, "cell muted center"),
            Cell(self.words.name(asset.name), "cell wrap bold ink"),
            *levels,
            Cell(why(self.book, self.words, asset), "cell wrap"),
            *self._weight(asset),
            Cell(notes(self.book, self.words, asset), "cell wrap small"),
        ]

    def _weight(self, asset: Asset) -> list[Cell]:
        """What a level more or less would bring, where the workbook says so."""
        if self.book.measures is None:
            return []
        return [Cell(weighed(self.book, self.words, asset), "cell wrap small")]

    def legend(self) -> str:
        """What the digits mean, when they mean the same for every aspect."""
        _ = self.gettext
        scales = [
            [self.words.level_of(a, each.value) for each in a.levels]
            for a in self.book.model.aspects
        ]
        if any(scale != scales[0] for scale in scales):
            meaning = _("what the levels mean is in the sheet {sheet}").format(
                sheet=self.words.of_text(Sheets.BASIS)
            )
        else:
            meaning = "  ·  ".join(scales[0])
        return _("PROPOSAL   {meaning}").format(meaning=meaning)

    def _level_widths(self) -> list[float]:
        """Wide enough for digit and word: a number that does not fit shows as ####."""
        shown = [
            self.words.level_width(a) if self._worded(a) else 1 for a in self.book.model.aspects
        ]
        return [
            max(width * 0.92 + 1.2, len(short) + 2.0, _LEAST_LEVEL_WIDTH)
            for width, short in zip(shown, self.words.shorts, strict=True)
        ]

    def _worded(self, aspect: Aspect) -> bool:
        """Whether the words of this scale are short enough to stand in every row."""
        return self.words.level_width(aspect) <= _LONGEST_LEVEL

    def text(self, title: Text | str) -> str:
        """A header word in the owner's language."""
        return self.words.of_text(title) if isinstance(title, Text) else title
