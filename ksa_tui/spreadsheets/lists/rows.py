"""The rows below a header: which are assets, which are headings, totals, footnotes, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, NamedTuple

from ksa_tui.domain.importing import Code, Effect, Field, Problem, RowDraft
from ksa_tui.domain.workshop import Ref
from ksa_tui.spreadsheets.lists import cells, header_rows, headers, row_kinds
from ksa_tui.spreadsheets.lists.columns import Layout
from ksa_tui.spreadsheets.lists.drafts import DraftBuilder
from ksa_tui.spreadsheets.lists.grid import Fault, letter
from ksa_tui.spreadsheets.lists.header_rows import HeaderRows
from ksa_tui.spreadsheets.lists.systems import standing_alone
from ksa_tui.spreadsheets.lists.table import SheetText

_FEW: Final = 5
"""Rows that lack what all others have are doubted where at most one row in five is like that."""
_HABITS: Final = ((97, 2), (90, 3))
"""So many percent of the rows, in so many columns, make a habit that a row can break."""
_JOINT: Final = " | "

Tick = Callable[[], None]
Texts = Mapping[int, str]
"""The filled cells of a row, by column."""


class Found(NamedTuple):
    """One row that may become an asset."""

    row: int
    """From 1."""
    draft: RowDraft
    doubtful: bool
    notes: tuple[Problem, ...]


@dataclass(slots=True)
class Reading:
    """What the rows of one sheet gave."""

    found: list[Found] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Habits:
    """How the rows of this list usually look."""

    capitals: bool
    """Names in capitals are common here, and so no sign of a heading."""
    always_filled: frozenset[int]
    """Columns beside the name and the number that are filled on nearly every row; none when few are."""
    few_lack_them: bool
    """Rows with nothing in any of these columns are rare."""
    has_full: bool
    """Some rows have more than one cell."""
    tail: int
    """The row, from 0, where text begins that is parted from the table by an empty row."""


def _always_filled(times: Mapping[int, int], rows: int) -> frozenset[int]:
    for percent, enough in _HABITS:
        found = frozenset(
            column for column, count in times.items() if count * 100 >= rows * percent
        )
        if len(found) >= enough:
            return found
    return frozenset()


class RowReader:
    """Reads the rows of one sheet from top to bottom, remembering the headings it passes."""

    def __init__(self, sheet: SheetText, header: HeaderRows, layout: Layout, source: str) -> None:
        self._sheet = sheet
        self._header = header
        self._layout = layout
        self._source = source
        self._first = header.below
        self._name = layout.name if layout.name is not None else -1
        self._name_header = self._header_text(self._name).casefold()
        self._numbers = frozenset(layout.of(Field.NUMBER))
        self._rows = [
            (row, texts) for row in range(self._first, sheet.bottom) if (texts := sheet.texts(row))
        ]
        self._systems = self._known_systems()
        self._habits = self._learn()
        self._reading = Reading()
        self._open: DraftBuilder | None = None
        self._doubtful = False
        self._group = self._department = ""

    def read(self, tick: Tick) -> Reading:
        """All rows; ``tick`` is called for each that has something in it."""
        self._report_above()
        last = self._first - 1
        for place, (row, texts) in enumerate(self._rows):
            tick()
            if row > last + 1 and self._is_other_table(texts):
                self._report_other_table(place)
                break
            self._take_row(row, texts)
            last = row
        self._close()
        return self._reading

    def _known_systems(self) -> frozenset[str]:
        """The systems that stand alone in a cell, or between separators, somewhere in the sheet."""
        columns = self._layout.of(Field.SYSTEM)
        return standing_alone(
            {texts[column] for _, texts in self._rows for column in columns if column in texts}
        )

    def _learn(self) -> _Habits:
        contents = [(row, self._content(texts).keys()) for row, texts in self._rows]
        full = [(row, content) for row, content in contents if len(content) > 1]
        times = Counter(column for _, content in full for column in content if column != self._name)
        always = _always_filled(times, len(full))
        loud = sum(texts.get(self._name, "").isupper() for _, texts in self._rows if len(texts) > 1)
        return _Habits(
            capitals=loud * 3 > len(full),
            always_filled=always,
            few_lack_them=sum(not content & always for _, content in contents) * _FEW
            <= len(contents),
            has_full=bool(full),
            tail=self._tail(full[-1][0]) if full else self._sheet.bottom,
        )

    def _tail(self, last_full: int) -> int:
        """The first row below the table's last full one that has an empty row above it."""
        before = last_full
        for row, _ in self._rows:
            if row > last_full:
                if row > before + 1:
                    return row
                before = row
        return self._sheet.bottom

    def _content(self, texts: Texts) -> Texts:
        """The filled cells without the row's number; words in a number column are no number."""
        if self._numbers.isdisjoint(texts):
            return texts
        return {
            column: text
            for column, text in texts.items()
            if column not in self._numbers or sum(map(str.isalpha, text)) >= row_kinds.WORD
        }

    def _report_above(self) -> None:
        for row in range(self._sheet.top, self._header.rows[0] if self._header.rows else 0):
            if texts := self._sheet.texts(row):
                self._report(Code.ABOVE_HEADER, Effect.NOTICE, row, texts)

    def _is_other_table(self, texts: Texts) -> bool:
        if not self._header.rows or self._is_header_again(texts):
            return False
        return header_rows.table_begins(texts.values())

    def _report_other_table(self, place: int) -> None:
        first, texts = self._rows[place]
        self._report(Code.OTHER_TABLE, Effect.SKIPPED, first, texts)
        for row, below in self._rows[place + 1 :]:
            self._report(Code.BELOW_OTHER_TABLE, Effect.SKIPPED, row, below, str(first + 1))

    def _take_row(self, row: int, texts: Texts) -> None:
        code = self._no_asset(row, texts)
        if code is not None:
            self._close()
            self._report(code, Effect.NOTICE if code is Code.GROUP else Effect.SKIPPED, row, texts)
        elif self._has_usable_name(row, texts):
            self._begin(row, texts)
        elif self._open is not None and self._continues(self._open, row):
            self._open.take_row(row, texts)
            self._open.problems.append(self._problem(Code.CONTINUED, Effect.CHANGED, row, texts))
        elif any(self._layout.columns[column].has_home for column in texts):
            self._close()
            self._report(Code.NO_NAME, Effect.SKIPPED, row, texts)

    def _no_asset(self, row: int, texts: Texts) -> Code | None:
        """What a row is when it is certainly no asset."""
        if self._is_header_again(texts):
            return Code.HEADER_AGAIN
        if row == self._first and row_kinds.are_column_numbers(texts.values()):
            return Code.COLUMN_NUMBERS
        if row_kinds.is_total(texts.values()):
            return Code.TOTAL
        content = self._content(texts)
        if len(content) != 1:
            return None
        ((column, text),) = content.items()
        return self._alone(row, column, text, numbered=len(texts) > 1)

    def _alone(self, row: int, column: int, text: str, *, numbered: bool) -> Code | None:
        """What a row with one cell (beside its number) is, or None for an asset with nothing but a name."""
        if isinstance(self._sheet.value(row, column), Fault) or not any(map(str.isalpha, text)):
            return None
        past_end = row >= self._habits.tail
        if not numbered and (row_kinds.is_footnote(text) or (past_end and column != self._name)):
            return Code.FOOTNOTE
        if self._is_heading(row, column, text):
            self._remember(text)
            return Code.GROUP
        if past_end and not numbered and len(self._layout.columns) > 1:
            return Code.FOOTNOTE
        return None

    def _is_heading(self, row: int, column: int, text: str) -> bool:
        merge = self._sheet.merge(row, column)
        if merge is not None and merge.right > merge.left:
            return True
        if column != self._name:
            return column < self._name or not self._layout.columns[column].has_home
        loud = row_kinds.is_loud(text) and not self._habits.capitals
        return (
            loud or text.endswith(":") or (self._habits.has_full and row_kinds.is_department(text))
        )

    def _remember(self, text: str) -> None:
        department, group = row_kinds.read_heading(text)
        self._department, self._group = department or self._department, group

    def _has_usable_name(self, row: int, texts: Texts) -> bool:
        text = texts.get(self._name, "")
        if not text or cells.is_error(text):
            return False
        return not isinstance(self._sheet.value(row, self._name), Fault)

    def _continues(self, asset: DraftBuilder, row: int) -> bool:
        """Whether a row belongs to the asset above because the cell of its name runs on."""
        merge = self._sheet.merge(row, self._name)
        return merge is not None and merge.top <= asset.row < row <= merge.bottom

    def _begin(self, row: int, texts: Texts) -> None:
        self._close()
        under = (self._department, self._group)
        self._open = DraftBuilder(self._sheet, self._layout, self._systems, row, under)
        self._open.take_row(row, texts)
        doubt = self._doubt(row, texts)
        self._doubtful = doubt is not None
        if doubt is not None:
            self._open.problems.append(self._problem(doubt, Effect.NOTICE, row, texts))

    def _doubt(self, row: int, texts: Texts) -> Code | None:
        """Why a row with a name may be no asset after all."""
        name = texts[self._name]
        if row_kinds.is_number(name):
            return Code.NAME_IS_NUMBER
        if row == self._first and row_kinds.is_instruction(name):
            return Code.PERHAPS_INSTRUCTION
        habits = self._habits
        if (
            habits.always_filled
            and habits.few_lack_them
            and not texts.keys() & habits.always_filled
        ):
            return Code.PERHAPS_GROUP
        return None

    def _close(self) -> None:
        if self._open is None:
            return
        row = self._open.row + 1
        source = Ref("source_row", f"{self._source} › {row}")
        draft = self._open.build(source)
        self._reading.found.append(Found(row, draft, self._doubtful, tuple(self._open.problems)))
        self._reading.problems.extend(self._open.problems)
        self._open = None

    def _is_header_again(self, texts: Texts) -> bool:
        if len(texts) < 2 or texts.get(self._name, "").casefold() != self._name_header:
            return False
        return all(
            headers.key(text) == headers.key(self._header_text(column))
            for column, text in texts.items()
        )

    def _header_text(self, column: int) -> str:
        rows = self._header.rows
        return self._sheet.spread_text(rows[-1], column) if rows else ""

    def _report(self, code: Code, effect: Effect, row: int, texts: Texts, detail: str = "") -> None:
        self._reading.problems.append(self._problem(code, effect, row, texts, detail))

    def _problem(
        self, code: Code, effect: Effect, row: int, texts: Texts, detail: str = ""
    ) -> Problem:
        first = letter(min(texts))
        value = _JOINT.join(texts.values())
        return Problem(code, effect, self._sheet.name, row + 1, first, value, detail)
