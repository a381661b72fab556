"""The sheet "Läs mig": what is asked, how, by when, on one page."""

from __future__ import annotations

from collections.abc import Iterator

from ksa_tui.domain.exporting import DecisionBook
from ksa_tui.domain.standing import asset_gaps
from ksa_tui.spreadsheets.decision.contract import Choices, Sheets
from ksa_tui.spreadsheets.decision.grid import Grid, Live
from ksa_tui.spreadsheets.decision.opening import Opening
from ksa_tui.spreadsheets.workbook.blocks import Block, Left, Right, fact
from ksa_tui.spreadsheets.workbook.plan import Cell, Content, Formula, Jump, Sheet


def sheet(book: DecisionBook) -> Sheet:
    """The sheet of a book, or of a draft."""
    return (_Draft(book) if book.kind == "draft" else _Decision(book)).sheet()


class _Decision(Opening):
    """How to decide, sign and send."""

    def title(self) -> str:
        return self.gettext("Information classification: your decision")

    def call(self) -> str:
        _, workshop = self.gettext, self.book.workshop
        if workshop.answer_by and workshop.reply_to:
            return _("Please answer by {day}, to {address}").format(
                day=workshop.answer_by.isoformat(), address=self.words.name(workshop.reply_to)
            )
        if workshop.answer_by:
            return _("Please answer by {day}").format(day=workshop.answer_by.isoformat())
        return _("Your decision is asked for on {count}").format(count=self._how_many())

    def blocks(self) -> Iterator[Block]:
        _ = self.gettext
        yield (_("What to do"), self._steps()), (_("About the matter"), self.facts())
        yield (
            (_("What the decisions mean"), self._choices()),
            (_("Where you stand"), self._standing()),
        )
        yield (_("What the levels mean"), self.levels()), (_("Good to know"), self._hints())

    def _steps(self) -> list[Left]:
        _ = self.gettext
        decide, sign, levels = (self.text(s) for s in (Sheets.DECIDE, Sheets.SIGN, Sheets.LEVELS))
        address = self.words.name(self.book.workshop.reply_to)
        send = (
            _("Save the file as .xlsx and mail it to {address}.").format(address=address)
            if address
            else _("Save the file as .xlsx and mail it to the one who sent it to you.")
        )
        steps: list[tuple[Content, str]] = [
            (
                Jump(_("Read it"), decide),
                _(
                    "Each row of {decide} says what is proposed and why. The whole reasons are in {levels}."
                ).format(decide=decide, levels=levels),
            ),
            (
                Jump(_("Decide it"), decide),
                _("Choose in the yellow cells, row by row. Everything else is locked."),
            ),
            (
                Jump(_("Sign it"), sign),
                _("Write your name and the date. The rest can be approved in one choice there."),
            ),
            (_("Save and send"), send),
        ]
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
            (Choices.APPROVE, "✓", "approve", _("You agree with the proposal.")),
            (
                Choices.CHANGE,
                "✎",
                "change",
                _(
                    "You want another level. Give the new level, leave the others empty, and say why."
                ),
            ),
            (
                Choices.RETURN,
                "↺",
                "return",
                _("The workshop has to judge again. Say what is missing."),
            ),
        )
        return [
            (
                Cell(sign, f"{style} edge center"),
                Cell(self.text(word), f"{style} edge left"),
                Cell(text, "wrap"),
            )
            for word, sign, style, text in meanings
        ]

    def _standing(self) -> list[Right]:
        _, live, total = self.gettext, Live(Grid.of(self.book), self.words), len(self.book.assets)
        rows = [
            fact(_("Information assets in all"), total),
            fact(_("Decided so far"), Formula(f"={live.done}", 0)),
            fact(_("Remaining to decide"), Formula(f"={total}-{live.done}", total)),
        ]
        if self.book.deferred:
            put_off = _("{count}, listed in {sheet}").format(
                count=len(self.book.deferred), sheet=self.text(Sheets.MINUTES)
            )
            rows.append(fact(_("Put off till later"), put_off))
        return rows

    def _hints(self) -> list[Right]:
        return [*self._measures(), *self._general_hints()]

    def _measures(self) -> list[Right]:
        """That there is something to fill in about measures, if there is."""
        _, measures = self.gettext, self.book.measures
        if measures is None or not measures.gaps:
            return []
        text = _("Say on the sheet {sheet} who is responsible and by when, as far as you can.")
        return [fact(_("Measures"), text.format(sheet=self.text(Sheets.MEASURES)), "wrap")]

    def _general_hints(self) -> list[Right]:
        _ = self.gettext
        return [
            fact(
                _("Yellow bar at the top?"),
                _("Choose Enable Editing. The file holds no macros."),
                "wrap",
            ),
            fact(
                _("Filter and sort"),
                _("You can filter and widen columns. Sorting is locked."),
                "wrap",
            ),
            fact(
                _("In two rounds"),
                _("What you leave open you can decide in a later reply."),
                "wrap",
            ),
            fact(
                _("Records requests"),
                _("A level is never in itself a ground for refusing a records request."),
                "wrap",
            ),
        ]

    def _how_many(self) -> str:
        count = len(self.book.assets)
        return self.words.ngettext("{count} asset", "{count} assets", count).format(count=count)


class _Draft(Opening):
    """What a draft is for, and how far the work has come."""

    def title(self) -> str:
        return self.gettext("Information classification")

    def call(self) -> str:
        return self.gettext(
            "Nothing can be decided in a draft, and no decision is read back from it."
        )

    def blocks(self) -> Iterator[Block]:
        _ = self.gettext
        yield (_("What this is"), self._purpose()), (_("About the matter"), self.facts())
        yield (
            (_("What the levels mean"), self.levels()),
            (_("How far the work has come"), self._progress()),
        )

    def _purpose(self) -> list[Left]:
        _ = self.gettext
        decide, levels, questions = (
            self.text(sheet) for sheet in (Sheets.DECIDE, Sheets.LEVELS, Sheets.QUESTIONS)
        )
        lines: list[tuple[str, str]] = [
            (decide, _("The proposal, asset by asset, and what is missing before a decision.")),
            (levels, _("Every level with its reasons.")),
            (questions, _("What is still to be answered.")),
        ]
        return [
            (
                Cell(number, "step"),
                Cell(Jump(name, name), "left link large"),
                Cell(text, "wrap large"),
            )
            for number, (name, text) in enumerate(lines, start=1)
        ]

    def _progress(self) -> list[Right]:
        _, book = self.gettext, self.book
        lacking = sum(bool(asset_gaps(book.model, asset)) for asset in book.assets)
        return [
            fact(_("Information assets in all"), len(book.assets)),
            fact(_("Ready to be decided"), len(book.assets) - lacking),
            fact(_("Something missing"), lacking),
            fact(_("Put off till later"), len(book.deferred)),
        ]
