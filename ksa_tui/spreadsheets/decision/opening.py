"""What the first sheet shares between a workbook to decide in and a draft: blocks, facts, levels."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator, Sequence
from typing import Final

from ksa_tui.domain.collection import raised
from ksa_tui.domain.exporting import DecisionBook
from ksa_tui.domain.model import Aspect
from ksa_tui.domain.texts import Text
from ksa_tui.spreadsheets.decision import frame
from ksa_tui.spreadsheets.decision.contract import Sheets
from ksa_tui.spreadsheets.decision.words import Words
from ksa_tui.spreadsheets.workbook.blocks import COLUMNS, Block, Left, Right, fact, side_by_side
from ksa_tui.spreadsheets.workbook.formats import ramp_step
from ksa_tui.spreadsheets.workbook.plan import BLANK, Cell, Jump, Sheet

_SCALES_SHOWN: Final = 2
"""More scales than this do not fit on the page; then the sheet with the whole model is pointed to."""


class Opening(ABC):
    """The first sheet of a book."""

    def __init__(self, book: DecisionBook) -> None:
        self.book = book
        self.words = Words.of(book)
        self.gettext = self.words.gettext

    def sheet(self) -> Sheet:
        """The sheet."""
        _ = self.gettext
        workshop = self.book.workshop
        about = self.words.listed(
            [
                self.words.name(workshop.title),
                *([self.words.name(workshop.department.name)] if workshop.department else []),
            ]
        )
        rows = frame.banner(self.book, len(COLUMNS), self.title(), (about,), self.call())
        for left, right in self.blocks():
            rows += [frame.gap(), *side_by_side(left, right)]
        return Sheet(
            name=self.text(Sheets.README),
            columns=COLUMNS,
            rows=tuple(rows),
            printed=len(COLUMNS),
            one_page=True,
        )

    @abstractmethod
    def title(self) -> str:
        """What the sheet is called."""

    @abstractmethod
    def call(self) -> str:
        """What is asked of the reader, in one line."""

    @abstractmethod
    def blocks(self) -> Iterator[Block]:
        """The blocks, from the top: what stands to the left and to the right."""

    def facts(self) -> list[Right]:
        """Whose it is, who led it, when, by which method."""
        _, workshop, words = self.gettext, self.book.workshop, self.words
        return [
            fact(_("Information owner"), words.owner(self.book.owner)),
            fact(
                _("Workshop leader"),
                words.person(workshop.facilitator, workshop.facilitator_role) or "–",
            ),
            fact(_("Workshop"), words.day(workshop.held_on)),
            fact(_("Method"), words.of_text(self.book.model.name)),
            *self._together(),
        ]

    def _together(self) -> list[Right]:
        """That the assets together need more than each of them, where they do; why is told further on."""
        return [
            fact(
                self.gettext("All assets together"),
                Jump(
                    self.gettext("{letter} {level}, see {sheet}").format(
                        letter=aspect.letter,
                        level=self.words.level_of(aspect, level),
                        sheet=self.text(Sheets.QUESTIONS),
                    ),
                    self.text(Sheets.QUESTIONS),
                ),
                "wrap link",
            )
            for aspect, _own, level in raised(self.book.model, self.book.workshop)
        ]

    def levels(self) -> list[Left]:
        """What the levels mean: one list per scale, or where to read it when there are many."""
        scales = _scales(self.book.model.aspects)
        if len(scales) > _SCALES_SHOWN:
            text = self.gettext("Each aspect has its own scale: see the sheet {sheet}.")
            return [(BLANK, BLANK, Cell(text.format(sheet=self.text(Sheets.BASIS)), "wrap"))]
        return [
            row for aspects in scales for row in self._scale(aspects, tell_apart=len(scales) > 1)
        ]

    def _scale(self, aspects: Sequence[Aspect], *, tell_apart: bool) -> list[Left]:
        letters = ", ".join(aspect.letter for aspect in aspects)
        rows = []
        for level in aspects[0].levels:
            shade = ramp_step(aspects[0], level.value)
            word = self.words.level(level)
            rows.append(
                (
                    Cell(level.value, f"{shade} center large"),
                    Cell(f"{word} ({letters})" if tell_apart else word, f"{shade} wrap"),
                    Cell(self.text(level.description), "wrap"),
                )
            )
        return rows

    def text(self, text: Text) -> str:
        """A text of the model or of the contract in the owner's language."""
        return self.words.of_text(text)


def _scales(aspects: Sequence[Aspect]) -> list[list[Aspect]]:
    """The aspects, those that share a scale together, in order."""
    found: dict[tuple[object, ...], list[Aspect]] = {}
    for aspect in aspects:
        found.setdefault(aspect.levels, []).append(aspect)
    return list(found.values())
