"""Compares a returned workbook with the snapshot of what was handed out, cell by cell, in canonical form.

Rows are found by their hidden id, else by what they say; columns by header; sheets by name, else by content.
So a re-save, a sort of the whole table, an inserted row or column and a renamed sheet are no difference.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ksa_tui.domain.excerpts import excerpts
from ksa_tui.domain.exporting import ExportRow
from ksa_tui.domain.locating import Located
from ksa_tui.domain.receipt import Difference, Sentence
from ksa_tui.domain.returned import NOTHING, Page, Returned, Row, Value, header_key
from ksa_tui.i18n import N_

CELL: Final = N_("{sheet}, row {row}, {column}: was {was}, is {now}")
FORMULA: Final = N_("{sheet}, row {row}, {column}: was {was}, is now computed by a formula")
PLACE: Final = N_("{sheet}, row {row}: was {was}, is {now}")
ROW_MISSING: Final = N_("{sheet}: the row “{what}” is missing")
ROW_TWICE: Final = N_("{sheet}, row {row}: the same row stands on row {other} too: {what}")
ROW_ADDED: Final = N_("{sheet}, row {row}: a row was added that was not handed out: {what}")
OTHER_ID: Final = N_("{sheet}, row {row}: the hidden row id is not the one that was handed out")
SHEET_MISSING: Final = N_("The sheet {sheet} is missing")
COLUMN_MISSING: Final = N_("{sheet}: the column {column} is missing")

_SHEET_ALIKE: Final = 0.4
_WHAT: Final = 60
_MOST: Final = 400
"""Differences that are listed one by one."""
TOO_MANY: Final = N_("{count} more differences are not listed")


@dataclass(frozen=True, slots=True)
class Compared:
    """What the comparison found."""

    differences: tuple[Difference, ...]
    rows: Mapping[tuple[str, str], int]
    """Where each row of the snapshot stands, by (sheet, key) as handed out."""
    pages: Mapping[str, str]
    """What each sheet is called now."""
    twice: frozenset[tuple[str, str]]
    """The rows that stand there more than once."""
    beside: tuple[tuple[str, int, str], ...] = ()
    """Sheet, row and text of what stands in columns that were not handed out."""
    passed_over: frozenset[tuple[str, int]] = frozenset()
    """Sheet (as handed out) and row of what a stop has emptied since."""


def compare(returned: Returned, handed: Sequence[ExportRow], owners: frozenset[str]) -> Compared:
    """Everything that differs. ``owners`` are the headers (:func:`header_key`) of columns not compared."""
    by_sheet: defaultdict[str, list[ExportRow]] = defaultdict(list)
    for row in handed:
        by_sheet[row.sheet].append(row)
    pages = _find_pages(returned, by_sheet)
    found: list[Difference] = []
    rows: dict[tuple[str, str], int] = {}
    twice: set[tuple[str, str]] = set()
    beside: list[tuple[str, int, str]] = []
    passed_over: set[tuple[str, int]] = set()
    for sheet, expected in by_sheet.items():
        page = pages.get(sheet)
        if page is None:
            found.append(
                Difference("sheet_missing", Sentence(SHEET_MISSING, {"sheet": sheet}), None, sheet)
            )
            continue
        one = _Sheet(page, expected, owners, from_1904=returned.counts_from_1904)
        found += one.differences()
        beside += one.beside
        rows |= {(sheet, key): number for key, number in one.places.items()}
        twice |= {(sheet, key) for key in one.twice}
        passed_over |= {(sheet, number) for number in one.passed_over}
    return Compared(
        tuple(_listed(found)),
        rows,
        {sheet: page.name for sheet, page in pages.items()},
        frozenset(twice),
        tuple(beside),
        frozenset(passed_over),
    )


def _listed(found: Sequence[Difference]) -> Iterator[Difference]:
    """All that belong to an asset, and of the others so many as a person can read."""
    others = 0
    for difference in found:
        others += difference.asset is None
        if difference.asset is not None or others <= _MOST:
            yield difference
    if others > _MOST:
        sentence = Sentence(TOO_MANY, {"count": others - _MOST})
        yield Difference("more", sentence, None, "")


def _find_pages(returned: Returned, by_sheet: Mapping[str, list[ExportRow]]) -> dict[str, Page]:
    """Each sheet of the snapshot by its name; one that was renamed by what stands in it."""
    found = {sheet: page for sheet in by_sheet if (page := returned.page(sheet))}
    left = [page for page in returned.pages if page.name not in found]
    for sheet, rows in by_sheet.items():
        if sheet in found or not left:
            continue
        expected = Counter(text for row in rows for text in (row.cells or {}).values())
        best = max(left, key=lambda page: _share(expected, page))
        if _share(expected, best) >= _SHEET_ALIKE:
            found[sheet] = best
            left.remove(best)
    return found


def _share(expected: Counter[str], page: Page) -> float:
    """How much of the expected text stands on a page."""
    there = Counter(value.text for row in page.rows.values() for value in row.values())
    total = sum(len(text) * count for text, count in expected.items())
    common = sum(len(text) * count for text, count in (expected & there).items())
    return common / total if total else 0.0


class _Sheet(Located):
    """One sheet against its snapshot."""

    def __init__(
        self, page: Page, expected: Sequence[ExportRow], owners: frozenset[str], *, from_1904: bool
    ) -> None:
        super().__init__(page, expected, owners, from_1904=from_1904)
        self.beside: list[tuple[str, int, str]] = []

    def differences(self) -> Iterator[Difference]:
        """Those of keyed rows, then those of the texts round them, then rows that were added."""
        keyed, placed = self.find_by_key()
        self.pass_over(lambda number: self.page.keys.get(number, ""))
        lost = []
        for row in keyed:
            if row.row_key in self.places:
                yield from self._cells(row, self.places[row.row_key])
            else:
                lost.append(row)
        yield from self._doubled({row.row_key.lower(): row for row in keyed})
        yield from self._by_content([*lost, *placed])
        yield from self._added(bool(keyed))

    def _doubled(self, known: Mapping[str, ExportRow]) -> Iterator[Difference]:
        for number, key in self.page.keys.items():
            row = known.get(key.lower())
            place = self.places.get(row.row_key) if row else None
            if row is None or place is None or place == number:
                continue
            params = {
                "sheet": self.page.name, "row": number, "other": place, "what": what(row.cells.values())
            }  # fmt: skip
            yield Difference(
                "row_twice", Sentence(ROW_TWICE, params), row.treatment, self.page.name, number
            )

    def _cells(self, row: ExportRow, number: int) -> Iterator[Difference]:
        """Cell by cell, by header."""
        there = self.page.rows.get(number, {})
        names = {header_key(name): name for name in row.cells}
        for key, column in self.columns.items():
            extra = key in self.known and key not in names and key not in self.owners
            if extra and there.get(column, NOTHING).filled:
                yield self._cell(row, number, self._header(column), "", there[column])
        self._note_beside(number, there)
        for key, name in names.items():
            at = self.columns.get(key)
            if at is None:
                sentence = Sentence(COLUMN_MISSING, {"sheet": self.page.name, "column": name})
                yield Difference(
                    "column_missing", sentence, row.treatment, self.page.name, number, name,
                    row.cells[name], "",
                )  # fmt: skip
            elif not self.same(row.cells[name], there.get(at, NOTHING)):
                yield self._cell(row, number, name, row.cells[name], there.get(at, NOTHING))

    def _note_beside(self, number: int, there: Row) -> None:
        """Texts in columns that were not handed out: nothing depends on them, but someone wrote them."""
        ours = {column for key, column in self.columns.items() if key in self.known | self.owners}
        for column, value in there.items():
            if column not in ours and value.text and self.page.keys.get(number) != value.text:
                self.beside.append((self.page.name, number, value.text))

    def _header(self, column: int) -> str:
        return self.page.rows[self.header_row][column].text

    def _cell(self, row: ExportRow, number: int, name: str, was: str, value: Value) -> Difference:
        before, after = excerpts(was, value.text)
        params = {
            "sheet": self.page.name, "row": number, "column": in_sentence(name), "was": before,
            "now": after,
        }  # fmt: skip
        code, message = ("formula", FORMULA) if value.formula else ("cell", CELL)
        return Difference(
            code, Sentence(message, params), row.treatment, self.page.name, number, name, was,
            value.text,
        )  # fmt: skip

    def _by_content(self, rows: Iterable[ExportRow]) -> Iterator[Difference]:
        """Rows without an id: found where their texts stand in order, else where most of them do."""
        free = self.index()
        unmatched = []
        for row in rows:
            number = self.exact(row, free)
            if number is None:
                unmatched.append(row)
            else:
                self.settle(row, number)
                yield from self._other_id(row, number)
        self.pass_over("#{}".format)
        for row in unmatched:
            likeliest = self.near(row, free)
            if likeliest is None:
                yield self._missing(row)
                continue
            self.settle(row, likeliest)
            yield from self._other_id(row, likeliest)
            if self.is_keyed(row):
                yield from self._cells(row, likeliest)
            else:
                yield from self._texts(row, likeliest)

    def _other_id(self, row: ExportRow, number: int) -> Iterator[Difference]:
        """A row that is known by what it says, but carries the id of another."""
        now = self.page.keys.get(number, "")
        if now and self.is_keyed(row) and now.lower() != row.row_key.lower():
            params = {"sheet": self.page.name, "row": number}
            yield Difference(
                "other_id", Sentence(OTHER_ID, params), row.treatment, self.page.name, number, "",
                row.row_key, now,
            )  # fmt: skip

    def _texts(self, row: ExportRow, number: int) -> Iterator[Difference]:
        """The texts of a row without headers that are not there, against those that are new there."""
        there = self.page.rows[number]
        left = Counter(value.text for value in there.values() if not value.formula)
        lost = []
        for letter, text in row.cells.items():
            if left[text] > 0:
                left[text] -= 1
            elif header_key(text) not in self.owners:  # those are looked for by who reads them
                lost.append((letter, text))
        new = [text for text in left.elements() if text and header_key(text) not in self.owners]
        for position, (letter, was) in enumerate(lost):
            if row.row_key == f"#{number}":
                now = there.get(_column(letter), NOTHING).text
            else:
                now = new[position] if len(new) == len(lost) else " ".join(new)
            before, after = excerpts(was, now)
            params = {"sheet": self.page.name, "row": number, "was": before, "now": after}
            yield Difference(
                "cell", Sentence(PLACE, params), row.treatment, self.page.name, number, "", was, now
            )

    def _missing(self, row: ExportRow) -> Difference:
        params = {"sheet": self.page.name, "what": what(row.cells.values())}
        return Difference(
            "row_missing", Sentence(ROW_MISSING, params), row.treatment, self.page.name, None, "",
            " · ".join(row.cells.values()), "",
        )  # fmt: skip

    def _added(self, has_table: bool) -> Iterator[Difference]:
        """Rows below the header that were not handed out, of a sheet that is a table."""
        if not has_table or not self.columns:
            return
        compared = {c for key, c in self.columns.items() if key and key not in self.owners}
        known = {row.row_key.lower() for row in (*self.expected, *self.emptied)}
        for number, row in self.page.rows.items():
            key = self.page.keys.get(number, "").lower()
            if number <= self.header_row or number in self.used or key in known:
                continue
            texts = [row[c].text for c in sorted(row) if c in compared and row[c].filled]
            if texts or key:
                params = {"sheet": self.page.name, "row": number, "what": what(texts) or key}
                yield Difference(
                    "row_added", Sentence(ROW_ADDED, params), None, self.page.name, number, "", "",
                    " · ".join(texts),
                )  # fmt: skip


def _column(letters: str) -> int:
    """A column from 0; -1 for what is none."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def what(texts: Iterable[str]) -> str:
    """A row in a few words."""
    line = " ".join(" · ".join(text for text in texts if text).split())
    return line if len(line) <= _WHAT else f"{line[: _WHAT - 1]}…"


def in_sentence(header: str) -> str:
    """A header inside a sentence: "motivering"."""
    return header[:1].lower() + header[1:] if header[1:2].islower() else header
