"""Finds the rows of a snapshot on a sheet that came back: by hidden id, by header, by what they say."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from ksa_tui.domain.answers import date_of_serial
from ksa_tui.domain.exporting import ExportRow
from ksa_tui.domain.returned import Page, Row, Value, header_key

NUMBERED: Final = re.compile(r"#\d+")
"""The key of a row that is known by its place alone."""

_ISO: Final = re.compile(r"\d{4}-\d{2}-\d{2}")
_LOOKED_THROUGH: Final = 200
"""Rows from the top in which a header is looked for."""
_CANDIDATES: Final = 200
"""Rows that are looked at for one that lost its id."""
_ALIKE: Final = 0.5
"""How much of a row's text must be there for it to be that row, changed."""


class Located:
    """One sheet and where the rows of its snapshot stand on it."""

    def __init__(
        self, page: Page, expected: Sequence[ExportRow], owners: frozenset[str], *, from_1904: bool
    ) -> None:
        self.page = page
        self.expected = [row for row in expected if not row.emptied]
        self.emptied = [row for row in expected if row.emptied]
        self.owners = owners
        self.from_1904 = from_1904
        self.places: dict[str, int] = {}
        self.twice: set[str] = set()
        self.used: set[int] = set()
        self.passed_over: set[int] = set()
        """Rows of the sheet that a stop has taken out of the comparison."""
        self.columns, self.header_row = self._headers()
        self.known = self._known_headers()

    def _headers(self) -> tuple[dict[str, int], int]:
        """Column of each header, and the header's row: the one that holds most header words."""
        wanted = self._header_words()
        hits, header = 0, 0
        columns: dict[str, int] = {}
        for number, row in self.page.rows.items():
            if number > _LOOKED_THROUGH:
                break
            texts = {header_key(row[column].text): column for column in sorted(row, reverse=True)}
            if len(wanted & texts.keys()) > hits:
                hits, header, columns = len(wanted & texts.keys()), number, texts
        return (columns, header) if hits * 2 > len(wanted) else ({}, 0)

    def _header_words(self) -> set[str]:
        keyed = [row for row in self.expected if not NUMBERED.fullmatch(row.row_key)]
        return {header_key(name) for row in keyed for name in row.cells}

    def _known_headers(self) -> set[str]:
        """Every header that was handed out, also of columns where no row says anything."""
        wanted = self._header_words()
        rows = [
            {header_key(text) for text in row.cells.values()}
            for row in self.expected
            if NUMBERED.fullmatch(row.row_key)
        ]
        return max(rows, key=lambda texts: len(texts & wanted), default=set()) if wanted else set()

    def find_by_key(self) -> tuple[list[ExportRow], list[ExportRow]]:
        """The rows with an id of their own, and those known by their place alone; ids are looked up."""
        keyed = [row for row in self.expected if self.is_keyed(row)]
        placed = [row for row in self.expected if not self.is_keyed(row)]
        where: defaultdict[str, list[int]] = defaultdict(list)
        for number, key in self.page.keys.items():
            where[key.lower()].append(number)
        for row in keyed:
            numbers = where.get(row.row_key.lower(), [])
            if numbers:
                self.places[row.row_key] = self._likest(row, numbers)
                self.used.update(numbers)
            if len(numbers) > 1:
                self.twice.add(row.row_key)
        return keyed, placed

    def pass_over(self, key_of: Callable[[int], str]) -> None:
        """Leave out the rows that a stop has emptied: known by their id, or by their place on the sheet."""
        emptied = {row.row_key.lower(): row for row in self.emptied}
        for number in self.page.rows:
            row = emptied.get(key_of(number).lower())
            if row is not None and number not in self.used:
                self.passed_over.add(number)
                self.settle(row, number)

    def is_keyed(self, row: ExportRow) -> bool:
        """Whether a row of the snapshot has an id of its own on the sheet."""
        return bool(self.columns) and not NUMBERED.fullmatch(row.row_key)

    def _likest(self, row: ExportRow, numbers: Sequence[int]) -> int:
        return max(numbers, key=lambda number: (self._weight(row, number), -number))

    def index(self) -> dict[str, list[int]]:
        """Where each text stands, among the rows not found yet."""
        index: defaultdict[str, list[int]] = defaultdict(list)
        for number, row in self.page.rows.items():
            if number not in self.used:
                for text in {value.text for value in row.values() if not value.formula}:
                    index[text].append(number)
        return index

    def settle(self, row: ExportRow, number: int) -> None:
        """A row of the snapshot stands on row ``number``."""
        self.used.add(number)
        if not NUMBERED.fullmatch(row.row_key):
            self.places[row.row_key] = number

    def _candidates(self, row: ExportRow, index: Mapping[str, Sequence[int]]) -> Iterator[int]:
        """The free rows that hold one of the row's texts, those of its rarest text first."""
        seen: set[int] = set()
        for text in sorted(row.cells.values(), key=lambda text: len(index.get(text, ()))):
            for number in index.get(text, ()):
                if number not in self.used and number not in seen:
                    seen.add(number)
                    yield number
                if len(seen) >= _CANDIDATES:
                    return

    def exact(self, row: ExportRow, index: Mapping[str, Sequence[int]]) -> int | None:
        """The row that says all of it, in order; None where there is none."""
        for number in self._candidates(row, index):
            if self._stands(list(row.cells.values()), self.page.rows[number]):
                return number
        return None

    def _stands(self, texts: Sequence[str], row: Row) -> bool:
        """Whether the texts stand in the row, in order, and none of them is computed."""
        values = iter([row[column] for column in sorted(row)])
        return all(any(self.same(text, value) for value in values) for text in texts)

    def near(self, row: ExportRow, index: Mapping[str, Sequence[int]]) -> int | None:
        """The row that says most of it, or stands in its place; None where there is none."""
        best, weight = None, 0.0
        for number in [*self._candidates(row, index), *self._own_place(row)]:
            found = self._weight(row, number)
            if found > weight:
                best, weight = number, found
        return best if weight >= _ALIKE else None

    def _own_place(self, row: ExportRow) -> Iterator[int]:
        """The place of a row that is known by it, while the sheet has not moved."""
        if NUMBERED.fullmatch(row.row_key):
            number = int(row.row_key[1:])
            if number in self.page.rows and number not in self.used:
                yield number

    def _weight(self, row: ExportRow, number: int) -> float:
        """How much of the row's text stands there; in its own place it may all have been changed."""
        there = Counter(value.text for value in self.page.rows[number].values())
        expected = Counter(row.cells.values())
        total = sum(len(text) for text in expected.elements())
        common = sum(len(text) for text in (expected & there).elements())
        share = common / total if total else 0.0
        return max(share, _ALIKE) if row.row_key == f"#{number}" else share

    def same(self, was: str, value: Value) -> bool:
        """Whether a cell still says ``was``."""
        if value.formula:
            return False
        if value.text == was:
            return True
        if value.number is not None and _ISO.fullmatch(was):
            day = date_of_serial(value.number, from_1904=self.from_1904)
            return day is not None and day.isoformat() == was
        return False
