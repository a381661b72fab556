"""The sheet "Underskrift": what was decided, the rest in one choice, name and date, and a check list."""

from __future__ import annotations

from typing import Final

from ksa_tui.domain.exporting import DecisionBook
from ksa_tui.domain.texts import Text
from ksa_tui.spreadsheets.decision import frame
from ksa_tui.spreadsheets.decision.contract import COMMENT_LIMIT, Choices, Labels, Names, Sheets
from ksa_tui.spreadsheets.decision.grid import REST_CELL, Grid, Live, quoted
from ksa_tui.spreadsheets.decision.words import Words
from ksa_tui.spreadsheets.workbook.plan import (
    BLANK,
    CODE,
    Cell,
    Choice,
    Column,
    Condition,
    Formula,
    Limit,
    Row,
    Sheet,
)

_COLUMNS: Final = (Column(36), Column(46), Column(4), Column(62))
_TICK, _OPEN = "✓ ", "○ "
_CHECK_ROWS: Final = (5, 8)
_REST_ROW, _NAME_ROW, _TITLE_ROW, _DATE_ROW = 11, 14, 15, 16
_REGISTRY_ROW, _E_SIGNATURE_ROW, _REMARKS_ROW = 17, 18, 19


def sheet(book: DecisionBook) -> Sheet:
    """The sheet of a book that is to be decided."""
    return _Signature(book).sheet()


class _Signature:
    def __init__(self, book: DecisionBook) -> None:
        self.book = book
        self.words = Words.of(book)
        self.live = Live(Grid.of(book), self.words)
        self.total = len(book.assets)
        self.gettext = self.words.gettext

    def sheet(self) -> Sheet:
        cells = {
            Names.REST: REST_CELL,
            Names.NAME: f"$B${_NAME_ROW}",
            Names.TITLE: f"$B${_TITLE_ROW}",
            Names.DATE: f"$B${_DATE_ROW}",
            Names.REGISTRY: f"$B${_REGISTRY_ROW}",
            Names.E_SIGNATURE: f"$B${_E_SIGNATURE_ROW}",
            Names.REMARKS: f"$B${_REMARKS_ROW}",
        }
        return Sheet(
            name=self.words.of_text(Sheets.SIGN),
            columns=_COLUMNS,
            rows=(*self._top(), *self._summary(), *self._rest(), *self._signature()),
            printed=len(_COLUMNS),
            one_page=True,
            tab="yellow",
            choices=(self._rest_choice(),),
            limits=(self._date(), self._remarks()),
            conditions=self._conditions(),
            names=cells,
        )

    def _top(self) -> list[Row]:
        _ = self.gettext
        line = self.words.listed(
            [self.words.name(self.book.workshop.title), self.words.owner(self.book.owner)]
        )
        return [*frame.banner(self.book, len(_COLUMNS), _("Your signature"), (line,)), frame.gap()]

    def _summary(self) -> list[Row]:
        _, live = self.gettext, self.live
        counted = [
            (
                _("Approved as proposed"),
                "approve edge left",
                live.counted(self._text(Choices.APPROVE)),
                0,
            ),
            (_("Changed by you"), "change edge left", live.counted(self._text(Choices.CHANGE)), 0),
            (_("Returned by you"), "return edge left", live.counted(self._text(Choices.RETURN)), 0),
            (
                _("Without a decision of their own"),
                "cell bold ink left",
                f"{self.total}-{live.chosen}",
                self.total,
            ),
        ]
        rows = [
            frame.heading((_("Your decisions in sum"), 2), ("", 1), (_("Is everything there?"), 1))
        ]
        for (text, style, formula, cached), check in zip(counted, self._checks(), strict=True):
            number = Cell(Formula(f"={formula}", cached), "cell bold ink center large")
            rows.append(Row((Cell(text, style), number, BLANK, Cell(check, "left")), lowest=25))
        rows.append(
            Row((BLANK, BLANK, BLANK, Cell(self._verdict(), "left bold ink large")), lowest=27)
        )
        return rows

    def _checks(self) -> list[Formula]:
        """One line for each thing that must be there, with a sign and words."""
        _, live = self.gettext, self.live
        left = "B8"
        all_have, rest_as, lacking = (
            _TICK + _("Every asset has a decision"),
            _TICK + _("The rest: "),
            _OPEN + _("Without a decision: "),
        )
        rows_done, rows_open = (
            _TICK + _("No row is half filled in"),
            _OPEN + _("Half filled in rows: "),
        )
        named, unnamed = _TICK + _("Name is filled in"), _OPEN + _("Write your name")
        dated, undated = _TICK + _("Date is filled in"), _OPEN + _("Write today's date")
        return [
            Formula(
                f"=IF({left}=0,{quoted(all_have)},IF({REST_CELL}<>{quoted('')},"
                f"{quoted(rest_as)}&{REST_CELL}&{quoted(' (')}&{left}&{quoted(')')},{quoted(lacking)}&{left}))",
                f"{lacking}{self.total}" if self.total else all_have,
            ),
            Formula(
                f"=IF({live.unfinished}=0,{quoted(rows_done)},"
                f"{quoted(rows_open)}&({live.unfinished}))",
                rows_done,
            ),
            Formula(f"=IF(LEN(TRIM(B{_NAME_ROW}))>0,{quoted(named)},{quoted(unnamed)})", unnamed),
            Formula(f"=IF(ISNUMBER(B{_DATE_ROW}),{quoted(dated)},{quoted(undated)})", undated),
        ]

    def _verdict(self) -> Formula:
        _ = self.gettext
        first, last = _CHECK_ROWS
        ready = _("Ready to send! Save the file and mail it.")
        not_yet = _("Not ready yet, see the list above.")
        ticked = f'SUMPRODUCT(--(LEFT(D{first}:D{last},1)="{_TICK.strip()}"))={last - first + 1}'
        return Formula(f"=IF({ticked},{quoted(ready)},{quoted(not_yet)})", not_yet)

    def _rest(self) -> list[Row]:
        _ = self.gettext
        means = _("Holds for every asset where you have chosen nothing. Empty means left open.")
        code = _(
            "Shows which version of the proposal you decide on. It stands at the foot of every page."
        )
        return [
            frame.heading((_("The rest in one choice"), 2), ("", 1), (_("Control code"), 1)),
            Row(
                (
                    self._label(Labels.REST),
                    Cell(None, "input bold center large"),
                    BLANK,
                    Cell(CODE, "left bold ink huge"),
                ),
                lowest=30,
            ),
            Row(
                (
                    BLANK,
                    Cell(means, "wrap muted small"),
                    BLANK,
                    Cell(code, "wrap muted small"),
                ),
                lowest=27,
            ),
        ]

    def _signature(self) -> list[Row]:
        _ = self.gettext
        labels = {
            Labels.NAME: _(
                "Name and date are enough if the file comes from your own e-mail address."
            ),
            Labels.TITLE: _("You sign for all your decisions in this file, the rest included."),
            Labels.DATE: _("Year-month-day, for example 2026-12-01."),
            Labels.REGISTRY: _(
                "If the decision is made in a committee or on paper, give the registry number."
            ),
            Labels.E_SIGNATURE: _(
                "If your organisation asks for an e-signature, give its reference here."
            ),
        }
        rows = [
            frame.heading(
                (_("Name and date"), 2), ("", 1), (_("What a name in a cell is worth"), 1)
            )
        ]
        for label, worth in labels.items():
            style = "input left large date" if label is Labels.DATE else "input wrap large"
            rows.append(
                Row((self._label(label), Cell(None, style), BLANK, Cell(worth, "wrap")), lowest=27)
            )
        ink = Cell(_("Signature on paper, if printed"), "top left muted small sign_line")
        rows.append(
            Row((self._label(Labels.REMARKS), Cell(None, "input wrap top"), BLANK, ink), lowest=62)
        )
        return rows

    def _label(self, label: Text) -> Cell:
        return Cell(self._text(label), "left bold ink")

    def _rest_choice(self) -> Choice:
        _ = self.gettext
        return Choice(
            REST_CELL.replace("$", ""),
            (self._text(Choices.REST_APPROVE), self._text(Choices.REST_OPEN)),
            self._text(Labels.REST),
            _("Holds for every asset where you have chosen nothing."),
            _("Choose one of the words in the list."),
        )

    def _date(self) -> Limit:
        _ = self.gettext
        return Limit(
            f"B{_DATE_ROW}",
            "date",
            self._text(Labels.DATE),
            _("Year-month-day, for example 2026-12-01."),
            _("Write a date as year-month-day, for example 2026-12-01."),
        )

    def _remarks(self) -> Limit:
        _ = self.gettext
        return Limit(
            f"B{_REMARKS_ROW}",
            "text",
            self._text(Labels.REMARKS)[:32],
            _("Anything else you want to say to the workshop."),
            _("At most {count} characters.").format(count=COMMENT_LIMIT),
            COMMENT_LIMIT,
        )

    def _conditions(self) -> tuple[Condition, ...]:
        first, last = _CHECK_ROWS
        area = f"D{first}:D{last}"
        ready = quoted(self.gettext("Ready to send! Save the file and mail it."))
        return (
            Condition(area, f'=LEFT($D{first},1)="{_TICK.strip()}"', "approve"),
            Condition(area, f'=LEFT($D{first},1)="{_OPEN.strip()}"', "change"),
            Condition(f"D{last + 1}", f"=$D{last + 1}={ready}", "approve"),
        )

    def _text(self, text: Text) -> str:
        return self.words.of_text(text)
