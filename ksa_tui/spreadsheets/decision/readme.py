"""The sheet "Läs mig": what is asked, how, by when, on one page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest
from typing import Final

from ksa_tui.domain.exporting import DecisionBook
from ksa_tui.domain.model import Aspect
from ksa_tui.domain.standing import asset_gaps
from ksa_tui.domain.texts import Text
from ksa_tui.spreadsheets.decision import frame
from ksa_tui.spreadsheets.decision.contract import Choices, Sheets
from ksa_tui.spreadsheets.decision.formats import level_format, ramp_step
from ksa_tui.spreadsheets.decision.grid import Grid, Live
from ksa_tui.spreadsheets.decision.plan import BLANK, Cell, Column, Content, Formula, Jump, Row, Sheet
from ksa_tui.spreadsheets.decision.words import Words

_COLUMNS: Final = (Column(6), Column(21), Column(67), Column(4), Column(22), Column(50))
_SCALES_SHOWN: Final = 2
"""More scales than this do not fit on the page; then the sheet with the whole model is pointed to."""

Left = tuple[Cell, Cell, Cell]
Right = tuple[Cell, Cell]


def sheet(book: DecisionBook) -> Sheet:
    """The sheet of a book, or of a draft."""
    return (_Draft(book) if book.kind == "draft" else _Decision(book)).sheet()


class _ReadMe:
    def __init__(self, book: DecisionBook) -> None:
        self.book = book
        self.words = Words.of(book)
        self.gettext = self.words.gettext

    def sheet(self) -> Sheet:
        _ = self.gettext
        workshop = self.book.workshop
        about = self.words.listed(
            [self.words.name(workshop.title), *([workshop.department.name] if workshop.department else [])]
        )
        rows = frame.banner(self.book, len(_COLUMNS), self.title(), (about,), self.call())
        for left, right in self.blocks():
            rows += [frame.gap(), *_side_by_side(left, right)]
        return Sheet(
            name=self._text(Sheets.README),
            columns=_COLUMNS,
            rows=tuple(rows),
            printed=len(_COLUMNS),
            one_page=True,
        )

    def title(self) -> str:
        raise NotImplementedError

    def call(self) -> str:
        raise NotImplementedError

    def blocks(self) -> Iterator[tuple[tuple[str, list[Left]], tuple[str, list[Right]]]]:
        raise NotImplementedError

    def facts(self) -> list[Right]:
        _, workshop, words = self.gettext, self.book.workshop, self.words
        return [
            _fact(_("Information owner"), words.owner(self.book.owner)),
            _fact(_("Workshop leader"), words.person(workshop.facilitator, workshop.facilitator_role) or "–"),
            _fact(_("Workshop"), words.day(workshop.held_on)),
            _fact(_("Method"), words.of_text(self.book.model.name)),
        ]

    def levels(self) -> list[Left]:
        """What the levels mean: one list per scale, or where to read it when there are many."""
        scales = _scales(self.book.model.aspects)
        if len(scales) > _SCALES_SHOWN:
            text = self.gettext("Each aspect has its own scale: see the sheet {sheet}.")
            return [(BLANK, BLANK, Cell(text.format(sheet=self._text(Sheets.BASIS)), "wrap"))]
        return [row for aspects in scales for row in self._scale(aspects, tell_apart=len(scales) > 1)]

    def _scale(self, aspects: Sequence[Aspect], *, tell_apart: bool) -> list[Left]:
        letters = ", ".join(aspect.letter for aspect in aspects) if tell_apart else ""
        rows = []
        for level in aspects[0].levels:
            shade = ramp_step(aspects[0], level.value)
            word = Cell(level.value, f"{shade} left", level_format(self.words.level(level)))
            meaning = Cell(self._text(level.description), "wrap")
            rows.append((Cell(letters or None, f"{shade} center small"), word, meaning))
        return rows

    def _text(self, text: Text) -> str:
        return self.words.of_text(text)


class _Decision(_ReadMe):
    """How to decide, sign and send."""

    def title(self) -> str:
        return self.gettext("Information classification: your decision")

    def call(self) -> str:
        _, workshop = self.gettext, self.book.workshop
        if workshop.answer_by and workshop.reply_to:
            return _("Please answer by {day}, to {address}").format(
                day=workshop.answer_by.isoformat(), address=workshop.reply_to
            )
        if workshop.answer_by:
            return _("Please answer by {day}").format(day=workshop.answer_by.isoformat())
        return _("Your decision is asked for on {count}").format(count=self._how_many())

    def blocks(self) -> Iterator[tuple[tuple[str, list[Left]], tuple[str, list[Right]]]]:
        _ = self.gettext
        yield (_("What to do"), self._steps()), (_("About the matter"), self.facts())
        yield (_("What the decisions mean"), self._choices()), (_("Where you stand"), self._standing())
        yield (_("What the levels mean"), self.levels()), (_("Good to know"), self._hints())

    def facts(self) -> list[Right]:
        _, workshop = self.gettext, self.book.workshop
        return [
            *super().facts(),
            _fact(_("Answer by"), self.words.day(workshop.answer_by)),
            _fact(_("Answer to"), workshop.reply_to or "–"),
        ]

    def _steps(self) -> list[Left]:
        _ = self.gettext
        decide, sign, levels = (self._text(s) for s in (Sheets.DECIDE, Sheets.SIGN, Sheets.LEVELS))
        address = self.book.workshop.reply_to
        send = (
            _("Save the file as .xlsx and mail it to {address}.").format(address=address)
            if address
            else _("Save the file as .xlsx and mail it to the one who sent it to you.")
        )
        steps: list[tuple[Content, str]] = [
            (Jump(_("Read it"), decide),
             _("Each row of {decide} says what is proposed and why. The whole reasons are in {levels}.").format(
                 decide=decide, levels=levels)),
            (Jump(_("Decide it"), decide),
             _("Choose in the yellow cells, row by row. Everything else is locked.")),
            (Jump(_("Sign it"), sign),
             _("Write your name and the date. The rest can be approved in one choice there.")),
            (_("Save and send"), send),
        ]  # fmt: skip
        return [
            (
                Cell(number, "step"),
                Cell(name, "left link large" if isinstance(name, Jump) else "left bold ink large"),
                Cell(text, "wrap large"),
            )
            for number, (name, text) in enumerate(steps, start=1)
        ]

    def _choices(self) -> list[Left]:
        _ = self.gettext
        meanings = (
            (Choices.APPROVE, "approve", _("You agree with the proposal.")),
            (Choices.CHANGE, "change",
             _("You want another level. Give the new level, leave the others empty, and say why.")),
            (Choices.RETURN, "return", _("The workshop has to judge again. Say what is missing.")),
        )  # fmt: skip
        return [
            (Cell(None, f"{style} edge"), Cell(self._text(word), f"{style} edge left"), Cell(text, "wrap"))
            for word, style, text in meanings
        ]

    def _standing(self) -> list[Right]:
        _, live, total = self.gettext, Live(Grid.of(self.book), self.words), len(self.book.assets)
        rows = [
            _fact(_("Information assets in all"), total),
            _fact(_("Decided so far"), Formula(f"={live.decided}", 0)),
            _fact(_("Remaining to decide"), Formula(f"={total}-{live.decided}", total)),
        ]
        if self.book.deferred:
            put_off = _("{count}, listed in {sheet}").format(
                count=len(self.book.deferred), sheet=self._text(Sheets.MINUTES)
            )
            rows.append(_fact(_("Put off till later"), put_off))
        return rows

    def _hints(self) -> list[Right]:
        _ = self.gettext
        return [
            _fact(_("Yellow bar at the top?"), _("Choose Enable Editing. The file holds no macros."), "wrap"),
            _fact(_("Filter and sort"), _("You can filter and widen columns. Sorting is locked."), "wrap"),
            _fact(_("In two rounds"), _("What you leave open you can decide in a later reply."), "wrap"),
            _fact(_("Records requests"),
                  _("A level is never in itself a ground for refusing a records request."), "wrap"),
        ]  # fmt: skip

    def _how_many(self) -> str:
        count = len(self.book.assets)
        return self.words.ngettext("{count} asset", "{count} assets", count).format(count=count)


class _Draft(_ReadMe):
    """What a draft is for, and how far the work has come."""

    def title(self) -> str:
        return self.gettext("Information classification")

    def call(self) -> str:
        return self.gettext("Nothing can be decided in a draft, and no decision is read back from it.")

    def blocks(self) -> Iterator[tuple[tuple[str, list[Left]], tuple[str, list[Right]]]]:
        _ = self.gettext
        yield (_("What this is"), self._purpose()), (_("About the matter"), self.facts())
        yield (_("What the levels mean"), self.levels()), (_("How far the work has come"), self._progress())

    def _purpose(self) -> list[Left]:
        _ = self.gettext
        decide, levels, questions = (
            self._text(sheet) for sheet in (Sheets.DECIDE, Sheets.LEVELS, Sheets.QUESTIONS)
        )
        lines: list[tuple[str, str]] = [
            (decide, _("The proposal, asset by asset, and what is missing before a decision.")),
            (levels, _("Every level with its reasons.")),
            (questions, _("What is still to be answered.")),
        ]
        return [
            (Cell(number, "step"), Cell(Jump(name, name), "left link large"), Cell(text, "wrap large"))
            for number, (name, text) in enumerate(lines, start=1)
        ]

    def _progress(self) -> list[Right]:
        _, book = self.gettext, self.book
        lacking = sum(bool(asset_gaps(book.model, asset)) for asset in book.assets)
        return [
            _fact(_("Information assets in all"), len(book.assets)),
            _fact(_("Ready to be decided"), len(book.assets) - lacking),
            _fact(_("Something missing"), lacking),
            _fact(_("Put off till later"), len(book.deferred)),
        ]


def _fact(label: str, value: Content, style: str = "wrap bold ink") -> Right:
    return Cell(label, "wrap muted"), Cell(value, f"{style} left")


def _side_by_side(
    left: tuple[str, Sequence[Left]], right: tuple[str, Sequence[Right]]
) -> Iterator[Row]:
    yield frame.heading((left[0], 3), ("", 1), (right[0], 2))
    for mine, yours in zip_longest(left[1], right[1], fillvalue=()):
        yield Row((*(mine or [BLANK] * 3), BLANK, *yours), lowest=25)


def _scales(aspects: Sequence[Aspect]) -> list[list[Aspect]]:
    """The aspects, those that share a scale together, in order."""
    found: dict[tuple[object, ...], list[Aspect]] = {}
    for aspect in aspects:
        found.setdefault(aspect.levels, []).append(aspect)
    return list(found.values())
