"""The sheet "Underlag": the whole model that was used, its limits, and the ids of this workbook."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ksa_tui.domain.exporting import DecisionBook
from ksa_tui.domain.model import Aspect, Floor
from ksa_tui.domain.texts import Text
from ksa_tui.spreadsheets.decision import frame
from ksa_tui.spreadsheets.decision.contract import SCHEMA, Sheets
from ksa_tui.spreadsheets.decision.words import Words
from ksa_tui.spreadsheets.workbook.cleaning import clean, pieces
from ksa_tui.spreadsheets.workbook.plan import CODE, Cell, Column, Content, Row, Sheet

_AREA_WIDTH: Final = 22.0
_LINE_LENGTH: Final = 160
_ALL_LEVELS: Final = 140.0
"""Characters shared by the columns of the levels."""


def sheet(book: DecisionBook) -> Sheet:
    """The sheet of a book."""
    return _Basis(book).sheet()


class _Basis:
    def __init__(self, book: DecisionBook) -> None:
        self.book = book
        self.model = book.model
        self.words = Words.of(book)
        self.gettext = self.words.gettext
        self.levels = max(len(aspect.levels) for aspect in book.model.aspects)
        self.width = 1 + self.levels

    def sheet(self) -> Sheet:
        _ = self.gettext
        line = _("The classification model that was used, and how the levels are reached.")
        rows = frame.banner(self.book, self.width, _("Basis of the classification"), (line,))
        rows += self._rules()
        for aspect in self.model.aspects:
            rows += self._matrix(aspect)
        rows += self._floors() + self._identity()
        share = Column(_ALL_LEVELS / self.levels)
        return Sheet(
            name=self.words.of_text(Sheets.BASIS),
            columns=(Column(_AREA_WIDTH), *[share] * self.levels),
            rows=tuple(rows),
            printed=self.width,
        )

    def _rules(self) -> list[Row]:
        """What holds for all of it. Each line runs over the columns, none of them long."""
        _ = self.gettext
        lines = (
            *pieces(clean(self._text(self.model.rule)), _LINE_LENGTH, lines=1),
            _("A level says how grave the consequence would be, never how likely it is."),
            _(
                "An area that was not rated is not level 0: {sheet} says who confirmed that none gives more."
            ).format(sheet=self._text(Sheets.MINUTES)),
            _(
                "A level is never in itself a ground for refusing a records request: "
                "secrecy is tried by law each time."
            ),
        )
        return [
            frame.heading((_("How to read the levels"), self.width)),
            *(Row((Cell(f"•  {line}", "left"),), lowest=18) for line in lines),
        ]

    def _matrix(self, aspect: Aspect) -> list[Row]:
        """Every descriptor of one aspect: areas down, levels across."""
        title = f"{self._text(aspect.name)} ({aspect.letter}): {self._text(aspect.question)}"
        head = [
            Cell(self.gettext("Impact area"), "head"),
            *(
                frame.level_cell(self.words, aspect, level.value, "left large")
                for level in aspect.levels
            ),
        ]
        protection = [
            Cell(self.gettext("Protection level"), "cell wrap muted"),
            *(Cell(self._text(level.protection), "cell wrap bold ink") for level in aspect.levels),
        ]
        rows = [
            Row(
                (
                    Cell(self._text(area.name), "cell wrap bold ink"),
                    *(
                        Cell(
                            self._text(self.model.descriptor(area.id, aspect.id, level.value)),
                            "cell wrap small",
                        )
                        for level in aspect.levels
                    ),
                ),
                key=f"model:{aspect.id}:{area.id}",
            )
            for area in self.model.areas
        ]
        return [
            frame.gap(14),
            frame.heading((title, self.width)),
            Row(tuple(head), lowest=26),
            Row(tuple(protection)),
            *rows,
        ]

    def _floors(self) -> list[Row]:
        """The limits: lowest levels that facts imply, when a motivation is asked for, when to look again."""
        _ = self.gettext
        head = (_("Fact"), _("Aspect"), _("Floor"), _("Why"))
        rows = [self._floor(floor) for floor in self.model.floors]
        table = [frame.header(head, self.words), *rows] if rows else []
        return [
            frame.gap(14),
            frame.heading((_("Floors and limits"), self.width)),
            *table,
            *(Row((Cell(f"•  {line}", "left"),), lowest=18) for line in self._limits()),
        ]

    def _floor(self, floor: Floor) -> Row:
        aspect = self.model.aspect(floor.aspect)
        flag = self.model.flag(floor.flag)
        why = ". ".join(
            part.rstrip(".") for part in (self._text(floor.reason), floor.basis) if part
        )
        level = (
            self.words.level_of(aspect, floor.level) if floor.level in aspect else str(floor.level)
        )
        return Row(
            (
                Cell(self._text(flag.name) if flag else floor.flag, "cell wrap bold ink"),
                Cell(self._text(aspect.name), "cell wrap"),
                Cell(level, "cell wrap"),
                Cell(why, "cell wrap small"),
            )
        )

    def _limits(self) -> Iterator[str]:
        _, review = self.gettext, self.model.review
        yield _("A motivation is asked for from level {level}.").format(
            level=self.model.motivation_from
        )
        yield self.words.ngettext(
            "A decision is reviewed within {count} month.",
            "A decision is reviewed within {count} months.",
            review.months,
        ).format(count=review.months)
        for level, months in review.rules:
            yield self.words.ngettext(
                "Within {count} month when any aspect is on level {level} or higher.",
                "Within {count} months when any aspect is on level {level} or higher.",
                months,
            ).format(count=months, level=level)

    def _identity(self) -> list[Row]:
        _, book = self.gettext, self.book
        facts: tuple[tuple[str, Content], ...] = (
            (_("Method"), self._text(self.model.name)),
            (
                _("Model"),
                _("{id}, version {version}").format(id=self.model.id, version=self.model.version),
            ),
            (_("Control code"), CODE),
            (_("Workbook"), str(book.id)),
            (_("Workshop"), str(book.workshop.id)),
            (_("Export number"), str(book.number)),
            (_("Made on"), book.created.strftime("%Y-%m-%d %H:%M UTC")),
            (_("Made with"), f"ksa {book.app_version}".strip()),
            (_("File format"), SCHEMA),
        )
        return [
            frame.gap(14),
            frame.heading((_("This workbook"), self.width)),
            *(
                Row((Cell(label, "left muted"), Cell(value, "left bold ink")), lowest=18)
                for label, value in facts
            ),
        ]

    def _text(self, text: Text) -> str:
        return self.words.of_text(text)
