"""The sheet "Krav": one row for each requirement, with room for the supplier's answer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ksa_tui.domain.requiring import Annex, InternalCopy, Requirement, Section
from ksa_tui.i18n import N_
from ksa_tui.spreadsheets.requirements import behind
from ksa_tui.spreadsheets.workbook import frame
from ksa_tui.spreadsheets.workbook.plan import (
    Cell,
    Choice,
    Column,
    Condition,
    Formula,
    Limit,
    Row,
    Sheet,
    Table,
    letters,
)
from ksa_tui.spreadsheets.workbook.speech import Speech

HEADER_ROW: Final = 5
FIRST_ROW: Final = 6
ANSWER_LIMIT: Final = 4_000
"""Characters a supplier may write in one cell."""

ANSWERS: Final = (N_("Yes"), N_("Partly"), N_("No"))

_PUBLIC: Final = (6.0, 54.0, 13.0)
_INTERNAL: Final = (6.0, 42.0, 12.0, 46.0, 20.0, 16.0)
_ANSWER_WIDTHS: Final = {False: (10.5, 46.0, 31.0), True: (10.5, 26.0, 18.0)}
_LOWEST: Final = 36.0
"""Points: room to write on paper too."""


def name(speech: Speech) -> str:
    """What the sheet is called."""
    return speech.gettext("Requirements")


def sheet(annex: Annex, internal: InternalCopy | None = None) -> Sheet:
    """The sheet; with ``internal`` each row says why."""
    return _Asked(annex, internal).sheet()


class Answers:
    """What a supplier may answer, and the formulas that count it."""

    def __init__(self, annex: Annex, *, internal: bool = False) -> None:
        speech = Speech(annex.language)
        self.words = tuple(speech.gettext(word) for word in ANSWERS)
        self.column = len(_INTERNAL if internal else _PUBLIC)
        self.total = len(annex.requirements)
        self.last_row = FIRST_ROW + self.total + len(annex.sections) - 1
        self._sheet = name(speech)

    def down(self, column: int) -> str:
        """A range from the first to the last row."""
        return f"{letters(column)}{FIRST_ROW}:{letters(column)}{self.last_row}"

    @property
    def answered(self) -> str:
        """How many rows have an answer, as any sheet may ask."""
        column = letters(self.column)
        return f"COUNTIF('{self._sheet}'!${column}${FIRST_ROW}:${column}${self.last_row},\"?*\")"


class _Asked:
    def __init__(self, annex: Annex, internal: InternalCopy | None) -> None:
        self.annex, self.internal = annex, internal
        self.speech = Speech(annex.language)
        self.gettext = self.speech.gettext
        self.answers = Answers(annex, internal=internal is not None)

    def sheet(self) -> Sheet:
        own = _PUBLIC if self.internal is None else _INTERNAL
        widths = (*own, *_ANSWER_WIDTHS[self.internal is not None])
        titles = [*self._own_titles(), *self._answer_titles()]
        return Sheet(
            name=name(self.speech),
            columns=tuple(Column(w, title) for w, title in zip(widths, titles, strict=True)),
            rows=(*self._top(len(widths)), *self._rows(len(widths))),
            printed=len(widths),
            table=Table(HEADER_ROW, HEADER_ROW, fixed_columns=2),
            tab="yellow" if self.internal is None else "grey",
            choices=(self._choice(),),
            limits=tuple(self._limits()),
            conditions=self._conditions(),
        )

    # ------------------------------------------------------------ the top

    def _top(self, width: int) -> list[Row]:
        _ = self.gettext
        heading = _("Information security requirements")
        if self.internal is None:
            line = _(
                "Answer in the yellow cells. Every row needs an answer; everything else is locked."
            )
            rows = frame.banner(width, heading, [line], self._progress())
        else:
            title = _("INTERNAL · {title}").format(title=heading)
            line = _("Says levels, reasons and what is missing today.")
            rows = frame.banner(
                width, title, [line], _("Never give this file to a bidder"), "draft"
            )
        cells = frame.header(self._own_titles()).cells
        yours = frame.header(self._answer_titles(), "yellow_head").cells
        return [*rows, frame.gap(), Row((*cells, *yours), lowest=30.0)]

    def _progress(self) -> Formula:
        """How many are answered, while it is filled in."""
        answers = self.answers
        total = self.speech.ngettext(
            "of {count} requirement answered", "of {count} requirements answered", answers.total
        ).format(count=answers.total)
        return Formula(f'={answers.answered}&" {total}"', f"0 {total}")

    def _own_titles(self) -> list[str]:
        _ = self.gettext
        titles = [_("No."), _("Requirement"), "ISO/IEC 27002:2022"]
        if self.internal is not None:
            titles += [_("Why"), _("Responsible"), _("Today")]
        return titles

    def _answer_titles(self) -> list[str]:
        _ = self.gettext
        return [_("Met?"), _("The supplier's answer"), _("Evidence or reference")]

    # ------------------------------------------------------------ the rows

    def _rows(self, width: int) -> Iterator[Row]:
        for section in self.annex.sections:
            yield self._heading(section, width)
            for requirement in section.requirements:
                yield self._row(requirement)

    def _heading(self, section: Section, width: int) -> Row:
        style = "about bold ink left cell"
        title = Cell(self.speech.of_text(section.name), style)
        blank = [Cell(None, "about cell") for _ in range(width - 2)]
        return Row((Cell(str(section.number), f"{style} center"), title, *blank), lowest=26.0)

    def _row(self, requirement: Requirement) -> Row:
        cells: Sequence[Cell] = (
            Cell(requirement.number, "cell muted center"),
            Cell(self.speech.of_text(requirement.text), "cell wrap"),
            Cell(", ".join(requirement.iso), "cell wrap muted"),
        )
        if self.internal is not None:
            why = self.internal.backgrounds[requirement.number]
            cells = (*cells, *behind.cells(self.speech, why))
        inputs = (
            Cell(None, "input center bold"),
            Cell(None, "input wrap"),
            Cell(None, "input wrap"),
        )
        return Row((*cells, *inputs), lowest=_LOWEST)

    # ------------------------------------------------------------ what may be answered

    def _choice(self) -> Choice:
        _ = self.gettext
        return Choice(
            area=self.answers.down(self.answers.column),
            words=self.answers.words,
            title=_("Met?"),
            prompt=_("Choose Yes, Partly or No."),
            error=_("Choose Yes, Partly or No from the list."),
        )

    def _limits(self) -> Iterator[Limit]:
        _ = self.gettext
        prompts = (
            _(
                "How the requirement is met. At Partly or No: what is missing, and when it will be there."
            ),
            _("What shows it: an agreement, a certificate, a description, a test report."),
        )
        for offset, prompt in enumerate(prompts, start=1):
            yield Limit(
                area=self.answers.down(self.answers.column + offset),
                kind="length",
                title=self._answer_titles()[offset][:32],
                prompt=prompt,
                error=_("At most {count} characters. Refer to an appendix for more.").format(
                    count=ANSWER_LIMIT
                ),
                longest=ANSWER_LIMIT,
            )

    def _conditions(self) -> tuple[Condition, ...]:
        """The answer in its colour; Partly or No without a word is asked about."""
        yes, partly, no = self.answers.words
        column = self.answers.column
        cell, text = (f"${letters(each)}{FIRST_ROW}" for each in (column, column + 1))
        area = self.answers.down(column)
        lacking = f'=AND(OR({cell}="{partly}",{cell}="{no}"),LEN(TRIM({text}))=0)'
        return (
            Condition(area, f'={cell}="{yes}"', "approve"),
            Condition(area, f'={cell}="{partly}"', "change"),
            Condition(area, f'={cell}="{no}"', "return"),
            Condition(self.answers.down(column + 1), lacking, "needed"),
        )
