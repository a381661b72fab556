"""The sheet "Beslut": one row per asset, decided where it stands."""

from __future__ import annotations

from typing import Final

from ksa_tui.domain.exporting import DecisionBook
from ksa_tui.domain.model import Aspect
from ksa_tui.domain.texts import Text
from ksa_tui.domain.workshop import Asset
from ksa_tui.spreadsheets.decision import frame
from ksa_tui.spreadsheets.decision.contract import (
    COMMENT_LIMIT,
    Choices,
    Headers,
    Sheets,
)
from ksa_tui.spreadsheets.decision.grid import FIRST_ROW, HEADER_ROW, LEGEND_ROW, Grid, Live, quoted
from ksa_tui.spreadsheets.decision.plan import (
    BLANK,
    Cell,
    Choice,
    Column,
    Condition,
    Formula,
    Limit,
    Row,
    Sheet,
    Table,
)
from ksa_tui.spreadsheets.decision.reasons import missing, notes, why
from ksa_tui.spreadsheets.decision.words import Words

_BAR: Final = 20
_LEAST_LEVEL_WIDTH: Final = 8.0
_LONGEST_LEVEL: Final = 15
"""Characters of digit and word; a scale with longer words shows its digits alone."""


def sheet(book: DecisionBook) -> Sheet:
    """The sheet of a book."""
    return _Draft(book).sheet() if book.kind == "draft" else _Decision(book).sheet()


class _Proposal:
    """The left half, the same in a draft: what is proposed and why."""

    def __init__(self, book: DecisionBook) -> None:
        self.book = book
        self.words = Words.of(book)
        self.grid = Grid.of(book)
        self.live = Live(self.grid, self.words)
        self.gettext = self.words.gettext

    def headers(self) -> list[Text | str]:
        return [Headers.NUMBER, Headers.ASSET, *self.words.shorts, Headers.WHY, Headers.NOTE]

    def columns(self, why_width: float) -> list[Column]:
        widths = [4.2, 22.0, *self._level_widths(), why_width, 15.5]
        return [
            Column(width, self._text(title)) for width, title in zip(widths, self.headers(), strict=True)
        ]

    def cells(self, asset: Asset) -> list[Cell]:
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
            Cell(notes(self.book, self.words, asset), "cell wrap small"),
        ]

    def legend(self) -> str:
        """What the digits mean, when they mean the same for every aspect."""
        _ = self.gettext
        scales = [[self.words.level_of(a, each.value) for each in a.levels] for a in self.book.model.aspects]
        if any(scale != scales[0] for scale in scales):
            meaning = _("what the levels mean is in the sheet {sheet}").format(
                sheet=self.words.of_text(Sheets.BASIS)
            )
        else:
            meaning = "  ·  ".join(scales[0])
        return _("PROPOSAL   {meaning}").format(meaning=meaning)

    def _level_widths(self) -> list[float]:
        """Wide enough for digit and word: a number that does not fit shows as ####."""
        shown = [self.words.level_width(a) if self._worded(a) else 1 for a in self.book.model.aspects]
        return [
            max(width * 0.92 + 1.2, len(short) + 2.0, _LEAST_LEVEL_WIDTH)
            for width, short in zip(shown, self.words.shorts, strict=True)
        ]

    def _worded(self, aspect: Aspect) -> bool:
        """Whether the words of this scale are short enough to stand in every row."""
        return self.words.level_width(aspect) <= _LONGEST_LEVEL

    def _text(self, title: Text | str) -> str:
        return self.words.of_text(title) if isinstance(title, Text) else title


class _Draft(_Proposal):
    """A draft: nothing to fill in, instead what is missing before a decision."""

    def sheet(self) -> Sheet:
        _ = self.gettext
        columns = [*self.columns(62), Column(30, self._text(Headers.MISSING)), frame.id_column(self.words)]
        width = len(columns) - 1
        lines = (
            _("Nothing can be decided in a draft, and no decision is read back from it."),
            _("What is missing is in the last column."),
        )
        rows = [
            *frame.banner(self.book, width, _("Proposal, asset by asset"), lines),
            Row((Cell(self.legend(), "left muted bold"),), lowest=22),
            frame.header([column.header for column in columns], self.words),
            *(self._row(asset) for asset in self.book.assets),
        ]
        return Sheet(
            name=self.words.of_text(Sheets.DECIDE),
            columns=tuple(columns),
            rows=tuple(rows),
            printed=width,
            table=Table(LEGEND_ROW, HEADER_ROW, fixed_columns=2),
        )

    def _row(self, asset: Asset) -> Row:
        lacking = Cell(missing(self.book, self.words, asset), "cell wrap small")
        cells = (*self.cells(asset), lacking, Cell(str(asset.id), "muted"))
        return Row(cells, key=str(asset.id), treatment=asset.id, asset=asset.asset_id)


class _Decision(_Proposal):
    """The sheet to decide in."""

    def sheet(self) -> Sheet:
        columns = (
            *self.columns(44),
            Column(12.5, self._text(Headers.DECISION)),
            *(Column(6.4, header) for header in self.words.new_headers),
            Column(30, self._text(Headers.COMMENT)),
            Column(21, self._text(Headers.LEFT)),
            frame.id_column(self.words),
        )
        return Sheet(
            name=self.words.of_text(Sheets.DECIDE),
            columns=columns,
            rows=(*self._top(), *(self._row(n, a) for n, a in enumerate(self.book.assets, FIRST_ROW))),
            printed=self.grid.left,
            table=Table(LEGEND_ROW, HEADER_ROW, fixed_columns=2),
            tab="yellow",
            choices=self._choices(),
            limits=(self._comment_limit(),),
            conditions=self._conditions(),
        )

    def _top(self) -> list[Row]:
        _, grid = self.gettext, self.grid
        hint = _(
            "Yellow bar at the top? Choose Enable Editing.  ·  You can filter, but not sort.  ·  "
            "A new level left empty means unchanged."
        )
        rows = frame.banner(self.book, grid.left + 1, _("Decide, asset by asset"), (self._progress(), hint))
        before = [Cell(self.legend(), "left muted bold"), *[BLANK] * (grid.decision - 1)]
        ask = _("YOUR DECISION   Fill in the yellow cells. Change and Return: say why.")
        rows.append(Row((*before, Cell(ask, "left bold yellow_legend")), lowest=22))
        proposal = frame.header(self.headers(), self.words).cells
        yours = [self._text(Headers.DECISION), *self.words.new_headers, self._text(Headers.COMMENT)]
        last = frame.header([Headers.LEFT, Headers.ROW_ID], self.words).cells
        rows.append(Row((*proposal, *(Cell(text, "yellow_head") for text in yours), *last), lowest=33))
        return rows

    def _progress(self) -> Formula:
        """How far the owner has come, as words and as a bar, and what the rest will be."""
        _, total = self.gettext, len(self.book.assets)
        decided = self.live.decided
        of_all = _(" of {total} decided").format(total=total)
        rest = _("The rest: ")
        not_chosen = _("not chosen, see the sheet {sheet}").format(sheet=self.words.of_text(Sheets.SIGN))
        filled = f"ROUND({_BAR}*{decided}/{max(total, 1)},0)"
        text = (
            f"={decided}&{quoted(of_all)}&{quoted('   ')}&REPT({quoted('■')},{filled})"
            f"&REPT({quoted('□')},{_BAR}-{filled})&{quoted('   ' + rest)}"
            f"&IF({self.live.rest}={quoted('')},{quoted(not_chosen)},{self.live.rest})"
        )
        return Formula(text, f"0{of_all}   {'□' * _BAR}   {rest}{not_chosen}")

    def _row(self, number: int, asset: Asset) -> Row:
        aspects = self.book.model.aspects
        proposal = {a.id: level for a in aspects if (level := asset.assessments[a.id].proposed) is not None}
        cells = (
            *self.cells(asset),
            Cell(None, "input bold center"),
            *(Cell(None, "input bold center large") for _ in aspects),
            Cell(None, "input wrap"),
            Cell(Formula(self.live.state(number), self.gettext("Choose a decision")), "cell muted left"),
            Cell(str(asset.id), "muted"),
        )
        return Row(
            cells, key=str(asset.id), treatment=asset.id, asset=asset.asset_id, proposal=proposal, lowest=34
        )

    def _choices(self) -> tuple[Choice, ...]:
        _, grid = self.gettext, self.grid
        words = tuple(self._text(word) for word in (Choices.APPROVE, Choices.CHANGE, Choices.RETURN))
        decision = Choice(
            grid.down(grid.decision),
            words,
            self._text(Headers.DECISION),
            _("Approve: you agree.\nChange: give a new level and say why.\nReturn: say what is missing."),
            _("Choose one of the words in the list."),
        )
        levels = [
            Choice(
                grid.down(grid.decision + 1 + index),
                tuple(str(level.value) for level in aspect.levels),
                self.words.new_headers[index][:32],
                _("Only when you change this level. Empty means unchanged."),
                _("Choose one of the levels in the list."),
            )
            for index, aspect in enumerate(self.book.model.aspects)
        ]
        return (decision, *levels)

    def _comment_limit(self) -> Limit:
        _ = self.gettext
        return Limit(
            self.grid.down(self.grid.comment),
            "text",
            self._text(Headers.COMMENT),
            _("Needed for Change and Return: say why."),
            _("At most {count} characters.").format(count=COMMENT_LIMIT),
            COMMENT_LIMIT,
        )

    def _conditions(self) -> tuple[Condition, ...]:
        _, grid = self.gettext, self.grid
        decision, state = grid.cell(grid.decision), grid.cell(grid.left)
        new = grid.down(grid.decision + 1, grid.comment - 1)
        new_level, why_not, _too_much, choose_change, _unknown = self.live.unfinished_states
        change = quoted(self._text(Choices.CHANGE))
        chosen = [
            Condition(grid.down(grid.decision), f"={decision}={quoted(self._text(word))}", style)
            for word, style in (
                (Choices.APPROVE, "approve"), (Choices.CHANGE, "change"), (Choices.RETURN, "return"),
            )
        ]  # fmt: skip
        begun = " , ".join(f"{state}={quoted(text)}" for text in self.live.unfinished_states)
        settled = (_("Done"), _("Approved with the rest"), _("Left open"))
        finished = " , ".join(f"{state}={quoted(text)}" for text in settled)
        return (
            *chosen,
            Condition(grid.down(grid.decision), f"={state}={quoted(choose_change)}", "needed"),
            Condition(new, f"={state}={quoted(new_level)}", "needed"),
            Condition(new, f'=AND({decision}<>"",{decision}<>{change})', "unused"),
            Condition(grid.down(grid.comment), f"={state}={quoted(why_not)}", "needed"),
            Condition(grid.down(grid.left), f"=OR({finished.replace(' ,', ',')})", "approve"),
            Condition(grid.down(grid.left), f"=OR({begun.replace(' ,', ',')})", "change"),
        )
