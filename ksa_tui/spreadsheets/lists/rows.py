"""The rows below a header: which are assets, which are headings, totals, footnotes, and why."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

from ksa_tui.domain.importing import Code, Effect, Field, Problem, RowDraft
from ksa_tui.domain.workshop import Ref
from ksa_tui.spreadsheets.lists import cells, header_rows, headers
from ksa_tui.spreadsheets.lists.answers import plain
from ksa_tui.spreadsheets.lists.columns import Layout
from ksa_tui.spreadsheets.lists.drafts import DraftBuilder
from ksa_tui.spreadsheets.lists.grid import Fault, letter
from ksa_tui.spreadsheets.lists.header_rows import HeaderRows
from ksa_tui.spreadsheets.lists.systems import standing_alone
from ksa_tui.spreadsheets.lists.table import SheetText

_TOTAL: Final = re.compile(
    r"(?:del)?summa|totalt?|total(?:sum(?:ma)?)?|s:a|antal(?: rader)?|sum|subtotal|count"
)
_FOOTNOTE: Final = re.compile(
    r"(?:\*|†|[¹²³⁴-⁹]|\d{1,2}\)\s|\[\d+\])|(?:not|anm|obs|källa|source|note)\b\s*[:.*]"
    r"|(?:senast (?:uppdatera|ändra)|uppdaterad|upprättad|version|last updated)",
    re.IGNORECASE,
)
_DEPARTMENT: Final = re.compile(
    r"(?:förvaltning|nämnd|kontor|avdelning|enhet|bolag|förbund|styrelse|stab|department|committee)"
    r"(?:en|et|n|s|ens)?$|^(?:förvaltningen|nämnden|avdelningen|enheten|kontoret) för\b",
    re.IGNORECASE,
)
_ABOUT: Final = re.compile(r"\b(?:till|från|i|av|om|på|vid|med|mellan|hos)\b", re.IGNORECASE)
_HEADING_LABEL: Final = re.compile(
    r"^(?:förvaltning|nämnd|avdelning|enhet|verksamhet|department)\s*:\s*", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"[\d.,:\s-]+")
_NUMBERING: Final = re.compile(r"^\s*\d+(?:\.\d+)*\.?\s+")
_INSTRUCTION: Final = re.compile(
    r"(?:ange|skriv|fyll i|beskriv|välj|t\.?\s?ex|ex\.|exempel|example|e\.g\.|enter|describe)\b",
    re.IGNORECASE,
)
_FEW: Final = 5
"""Rows that lack what all others have are doubted where at most one row in five is like that."""
_WORD: Final = 4
"""Letters that make a text a word and no mere number such as "A1"."""
_ENOUGH_FILLED: Final = 3
_JOINT: Final = " | "

Tick = Callable[[], None]


@dataclass(frozen=True, slots=True)
class Found:
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
    last_full: int
    """The last row with more than one cell, from 0."""


def known_systems(sheet: SheetText, header: HeaderRows, layout: Layout) -> frozenset[str]:
    """The systems that stand alone in a cell, or between separators, somewhere in the sheet; folded."""
    texts = {
        text
        for number in layout.of(Field.SYSTEM)
        for row in range(header.below, sheet.bottom)
        if (text := sheet.text(row, number))
    }
    return standing_alone(texts)


class RowReader:
    """Reads the rows of one sheet from top to bottom, remembering the headings it passes."""

    def __init__(
        self,
        sheet: SheetText,
        header: HeaderRows,
        layout: Layout,
        systems: Collection[str],
        source: str,
    ) -> None:
        self._sheet = sheet
        self._header = header
        self._layout = layout
        self._systems = systems
        self._source = source
        self._numbers = frozenset(layout.of(Field.NUMBER))
        self._name = layout.name if layout.name is not None else -1
        self._reading = Reading()
        self._open: DraftBuilder | None = None
        self._doubtful = False
        self._group = self._department = ""
        self._after_blank = True
        self._habits = self._learn()

    def read(self, tick: Tick) -> Reading:
        """All rows; ``tick`` is called for each."""
        self._report_above()
        for row in range(self._header.below, self._sheet.bottom):
            tick()
            texts = self._sheet.texts(row)
            if texts and self._is_other_table(row, texts):
                self._report_rest(row)
                break
            if texts:
                self._take_row(row, texts)
            self._after_blank = not texts
        self._close()
        return self._reading

    def _learn(self) -> _Habits:
        rows = [
            (row, self._content(texts).keys(), texts.get(self._name, ""))
            for row in range(self._header.below, self._sheet.bottom)
            if (texts := self._sheet.texts(row))
        ]
        full = [(row, content, name) for row, content, name in rows if len(content) > 1]
        times = Counter(
            column for _, content, _ in full for column in content if column != self._name
        )
        always = frozenset(column for column, count in times.items() if count * 10 >= len(full) * 9)
        if len(always) < _ENOUGH_FILLED:
            always = frozenset()
        lacking = sum(not content & always for _, content, _ in rows)
        return _Habits(
            capitals=sum(name.isupper() for _, _, name in full) * 3 > len(full),
            always_filled=always,
            few_lack_them=lacking * _FEW <= len(rows),
            last_full=max((row for row, _, _ in full), default=-1),
        )

    def _content(self, texts: Mapping[int, str]) -> Mapping[int, str]:
        """The filled cells without the row's number; words in a number column are no number."""
        return {
            column: text
            for column, text in texts.items()
            if column not in self._numbers or sum(map(str.isalpha, text)) >= _WORD
        }

    def _report_above(self) -> None:
        for row in range(self._sheet.top, self._header.rows[0] if self._header.rows else 0):
            if texts := self._sheet.texts(row):
                self._report(Code.ABOVE_HEADER, Effect.NOTICE, row, texts)

    def _is_other_table(self, row: int, texts: Mapping[int, str]) -> bool:
        if not self._after_blank or not self._header.rows or self._is_header_again(texts):
            return False
        return row > self._header.below and header_rows.table_begins(texts.values())

    def _report_rest(self, row: int) -> None:
        self._report(Code.OTHER_TABLE, Effect.SKIPPED, row, self._sheet.texts(row))
        for below in range(row + 1, self._sheet.bottom):
            if texts := self._sheet.texts(below):
                self._report(Code.BELOW_OTHER_TABLE, Effect.SKIPPED, below, texts, str(row + 1))

    def _take_row(self, row: int, texts: Mapping[int, str]) -> None:
        code = self._no_asset(row, texts)
        if code is not None:
            self._close()
            self._report(code, Effect.NOTICE if code is Code.GROUP else Effect.SKIPPED, row, texts)
        elif self._usable_name(row, texts):
            self._begin(row, texts)
        elif self._continues(row):
            assert self._open is not None
            self._open.take_row(row)
            self._open.problems.append(self._problem(Code.CONTINUED, Effect.CHANGED, row, texts))
        elif any(self._layout.columns[column].has_home for column in texts):
            self._close()
            self._report(Code.NO_NAME, Effect.SKIPPED, row, texts)

    def _no_asset(self, row: int, texts: Mapping[int, str]) -> Code | None:
        """What a row is when it is certainly no asset."""
        if self._is_header_again(texts):
            return Code.HEADER_AGAIN
        if row == self._header.below and _are_column_numbers(texts):
            return Code.COLUMN_NUMBERS
        if _is_total(texts):
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
        past_end = row > self._habits.last_full >= 0 and self._after_blank
        if not numbered and (_FOOTNOTE.match(text) or (past_end and column != self._name)):
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
        loud = text.isupper() and sum(map(str.isalpha, text)) >= _WORD and not self._habits.capitals
        return loud or text.endswith(":") or (_is_department(text) and self._habits.last_full >= 0)

    def _remember(self, text: str) -> None:
        heading = " ".join(text.split()).rstrip(" :")
        plain = _HEADING_LABEL.sub("", _NUMBERING.sub("", heading))
        if _HEADING_LABEL.match(heading) or _is_department(plain):
            self._department = plain.capitalize() if plain.isupper() else plain
            self._group = ""
        else:
            self._group = heading

    def _usable_name(self, row: int, texts: Mapping[int, str]) -> bool:
        text = texts.get(self._name, "")
        if not text or cells.is_error(text):
            return False
        return not isinstance(self._sheet.value(row, self._name), Fault)

    def _continues(self, row: int) -> bool:
        """Whether a row belongs to the asset above because the cell of its name runs on."""
        merge = self._sheet.merge(row, self._name)
        if self._open is None or merge is None:
            return False
        return merge.top <= self._open.row < row <= merge.bottom

    def _begin(self, row: int, texts: Mapping[int, str]) -> None:
        self._close()
        self._open = DraftBuilder(self._sheet, self._layout, self._systems, row)
        self._open.take_row(row)
        doubt = self._doubt(row, texts)
        self._doubtful = doubt is not None
        if doubt is not None:
            self._open.problems.append(self._problem(doubt, Effect.NOTICE, row, texts))

    def _doubt(self, row: int, texts: Mapping[int, str]) -> Code | None:
        """Why a row with a name may be no asset after all."""
        name = texts[self._name]
        if _NUMBER.fullmatch(name):
            return Code.NAME_IS_NUMBER
        if row == self._header.below and _INSTRUCTION.match(name.lstrip("(")):
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
        draft = self._open.build(source, self._department, self._group)
        self._reading.found.append(Found(row, draft, self._doubtful, tuple(self._open.problems)))
        self._reading.problems.extend(self._open.problems)
        self._open = None

    def _is_header_again(self, texts: Mapping[int, str]) -> bool:
        if self._name not in self._header.columns or self._name not in texts:
            return False
        known = (
            headers.know(texts[self._name]) if len(texts[self._name]) <= headers.LONGEST else None
        )
        if known is None or known.field is not Field.NAME or len(texts) < 2:
            return False
        return all(
            headers.key(text) == headers.key(self._sheet.spread_text(self._header.rows[-1], column))
            for column, text in texts.items()
        )

    def _report(
        self, code: Code, effect: Effect, row: int, texts: Mapping[int, str], detail: str = ""
    ) -> None:
        self._reading.problems.append(self._problem(code, effect, row, texts, detail))

    def _problem(
        self, code: Code, effect: Effect, row: int, texts: Mapping[int, str], detail: str = ""
    ) -> Problem:
        first = letter(min(texts))
        return Problem(
            code, effect, self._sheet.name, row + 1, first, _JOINT.join(texts.values()), detail
        )


def _is_department(text: str) -> bool:
    return len(text) <= 80 and bool(_DEPARTMENT.search(text)) and not _ABOUT.search(text)


def _is_total(texts: Mapping[int, str]) -> bool:
    first, *rest = texts.values()
    word = plain(first).rstrip(" :")
    bare = _TOTAL.fullmatch(word) or _TOTAL.fullmatch(re.sub(r"\s*:?\s*\d+\s*(?:st)?$", "", word))
    return bool(bare) and all(not any(map(str.isalpha, text)) for text in rest)


def _are_column_numbers(texts: Mapping[int, str]) -> bool:
    """Whether a row counts its columns, as forms do: 1, 2, 3 …"""
    counted = [[str(number) for number in range(first, first + len(texts))] for first in (0, 1)]
    return len(texts) > 1 and list(texts.values()) in counted
