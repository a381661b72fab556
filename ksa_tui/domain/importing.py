"""What reading a list of information assets found, as plain frozen data: nothing in it has been stored.

A plan names everything. What is in a cell of the list is either in the draft of a row, or in a
:class:`Problem`, or in a :class:`Column` without a home.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from ksa_tui.domain.workshop import Ref
from ksa_tui.errors import SpreadsheetError


class ImportCancelledError(SpreadsheetError):
    """The person cancelled while the list was read. Nothing was changed."""


class FileKind(StrEnum):
    """What a file is by its content, whatever it is called."""

    XLSX = "xlsx"
    XLS = "xls"
    ODS = "ods"
    CSV = "csv"


class Field(StrEnum):
    """What a column of a list may hold."""

    NAME = "name"
    DESCRIPTION = "description"
    NOTE = "note"
    LAW = "law"
    PERSONAL = "personal"
    SENSITIVE = "sensitive"
    SYSTEM = "system"
    DEPARTMENT = "department"
    OWNER = "owner"
    MEDIUM = "medium"
    RETENTION = "retention"
    NUMBER = "number"
    EARLIER_LEVEL = "earlier_level"
    """A level of an earlier classification: known, listed, and never taken (nothing is pre-filled)."""


class Match(StrEnum):
    """Why a column was taken for what it is."""

    EXACT = "exact"
    WORDS = "words"
    ONLY_TEXT = "only_text"
    CHOSEN = "chosen"
    SECOND = "second"
    EARLIER = "earlier"
    PERHAPS_OWNER = "perhaps_owner"
    UNKNOWN = "unknown"
    NO_HEADER = "no_header"


class RowState(StrEnum):
    """What a row of the list is to the workshop."""

    NEW = "new"
    DUPLICATE_IN_FILE = "duplicate_in_file"
    DUPLICATE_IN_WORKSHOP = "duplicate_in_workshop"
    DUPLICATE_IN_POOL = "duplicate_in_pool"
    DOUBTFUL = "doubtful"
    """Perhaps a heading or an instruction: its note says why. It can be chosen."""


class Effect(StrEnum):
    """What a problem means for what it is about."""

    SKIPPED = "skipped"
    """It is not in any draft."""
    CHANGED = "changed"
    """It is in a draft, in another form or with a guess."""
    NOTICE = "notice"
    """Something to know; nothing is lost by it."""


class Code(StrEnum):
    """The kinds of problems; what each says is the concern of whoever shows it."""

    NO_SHEET = "no_sheet"
    NO_HEADER_ROW = "no_header_row"
    NO_NAME_COLUMN = "no_name_column"
    HIDDEN_SHEET = "hidden_sheet"
    SHEET_NOT_CHOSEN = "sheet_not_chosen"
    OTHER_NAME = "other_name"
    ODD_CHARACTERS = "odd_characters"
    ABOVE_HEADER = "above_header"
    HEADER_AGAIN = "header_again"
    OTHER_TABLE = "other_table"
    BELOW_OTHER_TABLE = "below_other_table"
    GROUP = "group"
    TOTAL = "total"
    FOOTNOTE = "footnote"
    COLUMN_NUMBERS = "column_numbers"
    NO_NAME = "no_name"
    CONTINUED = "continued"
    PERHAPS_GROUP = "perhaps_group"
    PERHAPS_INSTRUCTION = "perhaps_instruction"
    NAME_IS_NUMBER = "name_is_number"
    NAME_CUT = "name_cut"
    TEXT_CUT = "text_cut"
    DATE_FOR_NUMBER = "date_for_number"
    DATE_FOR_NAME = "date_for_name"
    TIME_FOR_LAW = "time_for_law"
    ERROR_CELL = "error_cell"
    FORMULA_WITHOUT_VALUE = "formula_without_value"
    CONTROL_CHARACTERS = "control_characters"
    LAW_AS_TEXT = "law_as_text"
    UNCLEAR_ANSWER = "unclear_answer"
    CONTRADICTION = "contradiction"
    SYSTEMS_SPLIT = "systems_split"
    OPEN_QUOTE = "open_quote"
    EXCLUDED_HERE = "excluded_here"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the list that was not taken as it stands."""

    code: Code
    effect: Effect
    sheet: str = ""
    row: int | None = None
    """As the spreadsheet program shows it, from 1; None for a whole sheet or file."""
    column: str = ""
    """The column's letter, or empty for the whole row."""
    value: str = ""
    """What stands there, whole."""
    detail: str = ""
    """What the sentence needs beside the value: another row, a column, what was made of it."""


@dataclass(frozen=True, slots=True)
class SheetInfo:
    """One sheet of the file. A .csv file is one sheet with the file's name."""

    name: str
    rows: int
    """Rows with something in them."""
    chosen: bool
    hidden: bool = False
    header_rows: tuple[int, ...] = ()
    """The row or two rows that were read as the header, from 1; empty when none was found."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a chosen sheet that has something in it."""

    sheet: str
    letter: str
    header: str
    field: Field | None
    match: Match
    filled: int
    """Cells below the header with something in them."""
    other: str = ""
    """The letter of the column that was taken instead, for ``Match.SECOND``."""
    examples: tuple[str, ...] = ()

    @property
    def has_home(self) -> bool:
        """Whether its cells go into the drafts."""
        return self.field is not None and self.field is not Field.EARLIER_LEVEL


@dataclass(frozen=True, slots=True)
class RowDraft:
    """What one row of the list says about an asset."""

    name: str
    description: str = ""
    note: str = ""
    medium: str = ""
    systems: tuple[str, ...] = ()
    refs: tuple[Ref, ...] = ()
    flags: Mapping[str, bool] = field(default_factory=dict)
    """By flag id, unconfirmed: only "personal" and "sensitive" are read from lists."""
    department: str = ""
    owner_name: str = ""
    group: str = ""
    """The heading row above it in the list, when that was no department."""


@dataclass(frozen=True, slots=True)
class ImportRow:
    """One row that may become an asset."""

    index: int
    """Its place in ``ImportPlan.rows``: what ``chosen`` speaks of."""
    sheet: str
    row: int
    draft: RowDraft
    state: RowState
    same_as: str = ""
    """Where the name stands already: "sheet row" in the file, or the name in the workshop or pool."""
    notes: tuple[Problem, ...] = ()
    """What was made of its cells; these stand in ``ImportPlan.problems`` too."""

    @property
    def chosen(self) -> bool:
        """Whether it is taken unless the person says otherwise."""
        return self.state is RowState.NEW


@dataclass(frozen=True, slots=True)
class Choices:
    """What the person chose instead of what was found. Empty: as found."""

    sheets: tuple[str, ...] = ()
    header_rows: Mapping[str, int] = field(default_factory=dict)
    """By sheet, the last header row from 1; 0 says that the sheet has no header."""
    columns: Mapping[tuple[str, str], Field | None] = field(default_factory=dict)
    """By sheet and column letter; None leaves the column without a home."""

    def with_column(self, sheet: str, letter: str, to: Field | None) -> Choices:
        """The same choices with one column matched otherwise."""
        return replace(self, columns={**self.columns, (sheet, letter): to})

    def with_header_row(self, sheet: str, row: int) -> Choices:
        """The same choices with the header elsewhere; that sheet's columns are matched anew."""
        kept = {key: to for key, to in self.columns.items() if key[0] != sheet}
        return replace(self, columns=kept, header_rows={**self.header_rows, sheet: row})

    def with_sheets(self, *names: str) -> Choices:
        """The same choices with other sheets."""
        return replace(self, sheets=names)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """Everything a list would bring, and everything it would not."""

    file_name: str
    kind: FileKind
    sheets: tuple[SheetInfo, ...]
    columns: tuple[Column, ...]
    rows: tuple[ImportRow, ...]
    problems: tuple[Problem, ...]
    choices: Choices = field(default_factory=Choices)

    @property
    def homeless(self) -> tuple[Column, ...]:
        """The columns that go into no draft."""
        return tuple(column for column in self.columns if not column.has_home)

    @property
    def skipped(self) -> tuple[Problem, ...]:
        """The rows and cells that are in no draft."""
        return tuple(problem for problem in self.problems if problem.effect is Effect.SKIPPED)

    @property
    def new(self) -> tuple[int, ...]:
        """The rows taken unless the person says otherwise."""
        return tuple(row.index for row in self.rows if row.chosen)

    def count(self, state: RowState) -> int:
        """How many rows are in ``state``."""
        return sum(row.state is state for row in self.rows)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did, or would do."""

    added: int
    """Assets new in the workshop."""
    pooled: int
    """Assets new in the pool outside it."""
    left: int
    """Rows of the list taken to neither."""
