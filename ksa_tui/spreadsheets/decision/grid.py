"""Where things stand on the decision sheet and the signature sheet: their formulas refer to each other."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ksa_tui.domain.exporting import DecisionBook
from ksa_tui.spreadsheets.decision.contract import Choices, Sheets
from ksa_tui.spreadsheets.decision.words import Words
from ksa_tui.spreadsheets.workbook.plan import letters

LEGEND_ROW: Final = 4
HEADER_ROW: Final = 5
FIRST_ROW: Final = 6
REST_CELL: Final = "$B$11"


@dataclass(frozen=True, slots=True)
class Grid:
    """The columns (from 0) and rows (from 1) of the decision sheet."""

    aspects: int
    assets: int
    weighed: bool = False
    """Whether a column says what a level more would bring."""

    @classmethod
    def of(cls, book: DecisionBook) -> Grid:
        """The grid of a book."""
        return cls(len(book.model.aspects), len(book.assets), book.measures is not None)

    @property
    def why(self) -> int:
        """The column of reasons; the proposed levels stand before it."""
        return 2 + self.aspects

    @property
    def decision(self) -> int:
        """The first of the owner's columns; new levels and comment follow."""
        return self.why + 2 + self.weighed

    @property
    def comment(self) -> int:
        """The owner's comment."""
        return self.decision + 1 + self.aspects

    @property
    def left(self) -> int:
        """What is left to do in a row."""
        return self.comment + 1

    @property
    def last_row(self) -> int:
        """The last row of the table; an empty table still has one."""
        return FIRST_ROW + max(self.assets, 1) - 1

    def cell(self, column: int, row: int = FIRST_ROW) -> str:
        """A cell with its column held: $H6."""
        return f"${letters(column)}{row}"

    def new_levels(self, row: int = FIRST_ROW) -> str:
        """The new levels of one row: $I6:$K6."""
        return f"{self.cell(self.decision + 1, row)}:{self.cell(self.comment - 1, row)}"

    def proposed(self, row: int) -> str:
        """The proposed levels of one row: $C6:$E6."""
        return f"{self.cell(2, row)}:{self.cell(self.why - 1, row)}"

    def down(self, column: int, until: int | None = None) -> str:
        """A range from the first to the last row, for formats and validations: H6:H13."""
        return f"{letters(column)}{FIRST_ROW}:{letters(column if until is None else until)}{self.last_row}"

    def held(self, column: int) -> str:
        """The same range with everything held, for formulas: $H$6:$H$13."""
        return f"${letters(column)}${FIRST_ROW}:${letters(column)}${self.last_row}"


@dataclass(frozen=True, slots=True)
class Live:
    """The formulas that follow what the owner fills in, and what they show when nothing is filled in."""

    grid: Grid
    words: Words

    @property
    def decisions(self) -> str:
        """The decision column, as other sheets refer to it."""
        return (
            f"{self._sheet(self.words.of_text(Sheets.DECIDE))}!{self.grid.held(self.grid.decision)}"
        )

    @property
    def states(self) -> str:
        """The column of what is left to do, as other sheets refer to it."""
        return f"{self._sheet(self.words.of_text(Sheets.DECIDE))}!{self.grid.held(self.grid.left)}"

    @property
    def rest(self) -> str:
        """The cell that decides the rest, as other sheets refer to it."""
        return f"{self._sheet(self.words.of_text(Sheets.SIGN))}!{REST_CELL}"

    @property
    def chosen(self) -> str:
        """How many assets have a choice of their own, finished or not."""
        return f'COUNTIF({self.decisions},"?*")'

    @property
    def done(self) -> str:
        """How many assets are decided, with all that the choice needs."""
        return f"COUNTIF({self.states},{quoted(self.words.gettext('Done'))})"

    def counted(self, word: str) -> str:
        """How many assets have this decision."""
        return f"COUNTIF({self.decisions},{quoted(word)})"

    @property
    def unfinished(self) -> str:
        """How many rows were begun and lack something."""
        return "+".join(
            f"COUNTIF({self.states},{quoted(state)})" for state in self.unfinished_states
        )

    @property
    def unfinished_states(self) -> tuple[str, ...]:
        """The states of a row that was begun and lacks something."""
        _ = self.words.gettext
        return (
            _("Give a new level"),
            _("Say why"),
            _("Take away the new level"),
            _("Choose Change"),
            _("Choose from the list"),
        )

    def state(self, row: int) -> str:
        """The formula that says what is left to do in ``row``."""
        _, grid = self.words.gettext, self.grid
        new_level, why, too_much, choose_change, unknown = map(quoted, self.unfinished_states)
        decision, comment = grid.cell(grid.decision, row), grid.cell(grid.comment, row)
        new, old = grid.new_levels(row), grid.proposed(row)
        approve, change, back, approve_rest, open_rest = (
            quoted(self.words.of_text(word))
            for word in (
                Choices.APPROVE,
                Choices.CHANGE,
                Choices.RETURN,
                Choices.REST_APPROVE,
                Choices.REST_OPEN,
            )
        )
        done = quoted(_("Done"))
        commented = f"IF(LEN(TRIM({comment}))=0,{why},{done})"
        changed = f'IF(SUMPRODUCT(({new}<>"")*({new}<>{old}))=0,{new_level},{commented})'
        empty = (
            f"IF({self.rest}={approve_rest},{quoted(_('Approved with the rest'))},"
            f"IF({self.rest}={open_rest},{quoted(_('Left open'))},{quoted(_('Choose a decision'))}))"
        )
        return (
            f'=IF({decision}="",IF(COUNTA({new})>0,{choose_change},{empty}),'
            f"IF({decision}={change},{changed},"
            f"IF(COUNTA({new})>0,{too_much},"
            f"IF({decision}={approve},{done},IF({decision}={back},{commented},{unknown})))))"
        )

    @staticmethod
    def _sheet(name: str) -> str:
        return f"'{name}'"


def quoted(text: str) -> str:
    """A text inside a formula."""
    return '"{}"'.format(text.replace('"', '""'))
