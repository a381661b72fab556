"""The sheet "Beslut": one row per asset, decided where it stands."""

from __future__ import annotations

from typing import Final

from ksa_tui.domain.exporting import DecisionBook
from ksa_tui.domain.workshop import Asset
from ksa_tui.spreadsheets.decision import frame
from ksa_tui.spreadsheets.decision.contract import (
    COMMENT_LIMIT,
    Choices,
    Headers,
    Sheets,
)
from ksa_tui.spreadsheets.decision.grid import FIRST_ROW, HEADER_ROW, LEGEND_ROW, quoted
from ksa_tui.spreadsheets.decision.proposal import Proposal
from ksa_tui.spreadsheets.decision.reasons import missing
from ksa_tui.spreadsheets.workbook.plan import (
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

_BAR: Final = 20
_HEADER_HEIGHT: Final = 38.0
"""Points: high enough for a filter button to stand below the word and not on it."""


def sheet(book: DecisionBook) -> Sheet:
    """The sheet of a book."""
    return _Draft(book).sheet() if book.kind == "draft" else _Decision(book).sheet()


class _Draft(Proposal):
    """A draft: nothing to fill in, instead what is missing before a decision."""

    def sheet(self) -> Sheet:
        _ = self.gettext
        columns = [
            *self.columns(62),
            Column(30, self.text(Headers.MISSING)),
            frame.id_column(self.words),
        ]
        width = len(columns) - 1
        last = (Headers.MISSING, Headers.ROW_ID)
        lines = (
            _("Nothing can be decided in a draft, and no decision is read back from it."),
            _("What is missing is in the last column."),
        )
        rows = [
            *frame.banner(self.book, width, _("Proposal, asset by asset"), lines),
            Row((Cell(self.legend(), "left muted bold"),), lowest=22),
            Row(
                (*self.header_cells(), *frame.header(last, self.words).cells), lowest=_HEADER_HEIGHT
            ),
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


class _Decision(Proposal):
    """The sheet to decide in."""

    def sheet(self) -> Sheet:
        columns = (
            *self.columns(44),
            Column(12.5, self.text(Headers.DECISION)),
            *(Column(_new_width(header), header) for header in self.words.new_headers),
            Column(30, self.text(Headers.COMMENT)),
            Column(21, self.text(Headers.LEFT)),
            frame.id_column(self.words),
        )
        return Sheet(
            name=self.words.of_text(Sheets.DECIDE),
            columns=columns,
            rows=(
                *self._top(),
                *(self._row(n, a) for n, a in enumerate(self.book.assets, FIRST_ROW)),
            ),
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
        if grid.weighed:
            hint += "  ·  " + _("Requirements in brackets hold in procurement too.")
        rows = frame.banner(
            self.book, grid.left + 1, _("Decide, asset by asset"), (self._progress(), hint)
        )
        before = [Cell(self.legend(), "left muted bold"), *[BLANK] * (grid.decision - 1)]
        ask = _("YOUR DECISION   Fill in the yellow cells. Change and Return: say why.")
        rows.append(Row((*before, Cell(ask, "left bold yellow_legend")), lowest=22))
        yours = [
            Cell(self.text(Headers.DECISION), "yellow_head"),
            *(Cell(text, "yellow_head center") for text in self.words.new_headers),
            Cell(self.text(Headers.COMMENT), "yellow_head"),
        ]
        last = frame.header([Headers.LEFT, Headers.ROW_ID], self.words).cells
        rows.append(Row((*self.header_cells(), *yours, *last), lowest=_HEADER_HEIGHT))
        return rows

    def _progress(self) -> Formula:
        """How far the owner has come, as words and as a bar, and what the rest will be."""
        _, total = self.gettext, len(self.book.assets)
        decided = self.live.done
        of_all = _(" of {total} decided").format(total=total)
        rest = _("The rest: ")
        not_chosen = _("not chosen, see the sheet {sheet}").format(
            sheet=self.words.of_text(Sheets.SIGN)
        )
        filled = f"ROUND({_BAR}*{decided}/{max(total, 1)},0)"
        text = (
            f"={decided}&{quoted(of_all)}&{quoted('   ')}&REPT({quoted('■')},{filled})"
            f"&REPT({quoted('□')},{_BAR}-{filled})&{quoted('   ' + rest)}"
            f"&IF({self.live.rest}={quoted('')},{quoted(not_chosen)},{self.live.rest})"
        )
        return Formula(text, f"0{of_all}   {'□' * _BAR}   {rest}{not_chosen}")

    def _row(self, number: int, asset: Asset) -> Row:
        aspects = self.book.model.aspects
        proposal = {
            a.id: level for a in aspects if (level := asset.assessments[a.id].proposed) is not None
        }
        cells = (
            *self.cells(asset),
            Cell(None, "input bold center"),
            *(Cell(None, "input bold center large") for _ in aspects),
            Cell(None, "input wrap"),
            Cell(
                Formula(self.live.state(number), self.gettext("Choose a decision")),
                "cell muted left",
            ),
            Cell(str(asset.id), "muted"),
        )
        return Row(
            cells,
            key=str(asset.id),
            treatment=asset.id,
            asset=asset.asset_id,
            proposal=proposal,
            lowest=34,
        )

    def _choices(self) -> tuple[Choice, ...]:
        _, grid = self.gettext, self.grid
        words = tuple(self.text(word) for word in (Choices.APPROVE, Choices.CHANGE, Choices.RETURN))
        decision = Choice(
            grid.down(grid.decision),
            words,
            self.text(Headers.DECISION),
            _(
                "Approve: you agree.\nChange: give a new level and say why.\nReturn: say what is missing."
            ),
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
            self.text(Headers.COMMENT),
            _("Needed for Change and Return: say why."),
            _("At most {count} characters.").format(count=COMMENT_LIMIT),
            COMMENT_LIMIT,
        )

    def _conditions(self) -> tuple[Condition, ...]:
        _, grid = self.gettext, self.grid
        decision, state = grid.cell(grid.decision), grid.cell(grid.left)
        new = grid.down(grid.decision + 1, grid.comment - 1)
        new_level, why_not, _too_much, choose_change, _unknown = self.live.unfinished_states
        change = quoted(self.text(Choices.CHANGE))
        chosen = [
            Condition(grid.down(grid.decision), f"={decision}={quoted(self.text(word))}", style)
            for word, style in (
                (Choices.APPROVE, "approve"),
                (Choices.CHANGE, "change"),
                (Choices.RETURN, "return"),
            )
        ]
        begun = ",".join(f"{state}={quoted(text)}" for text in self.live.unfinished_states)
        settled = (_("Done"), _("Approved with the rest"), _("Left open"))
        finished = ",".join(f"{state}={quoted(text)}" for text in settled)
        return (
            *chosen,
            Condition(grid.down(grid.decision), f"={state}={quoted(choose_change)}", "needed"),
            Condition(new, f"={state}={quoted(new_level)}", "needed"),
            Condition(new, f'=AND({decision}<>"",{decision}<>{change})', "unused"),
            Condition(grid.down(grid.comment), f"={state}={quoted(why_not)}", "needed"),
            Condition(grid.down(grid.left), f"=OR({finished})", "approve"),
            Condition(grid.down(grid.left), f"=OR({begun})", "change"),
        )


def _new_width(header: str) -> float:
    """Characters for a header over new levels to stand on one line."""
    return max(7.6, len(header) * 0.85 + 0.8)
