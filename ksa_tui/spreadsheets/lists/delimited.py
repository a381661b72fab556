"""Text files with delimiters (.csv): which code, which delimiter, and the rows."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Final

from ksa_tui.domain.importing import Code, Effect, Problem
from ksa_tui.errors import SpreadsheetError
from ksa_tui.i18n import N_
from ksa_tui.spreadsheets.guard import Vetted
from ksa_tui.spreadsheets.lists.grid import MAX_CELLS, MAX_ROWS, TOO_LARGE, Grid

DELIMITERS: Final = (";", "\t", ",")
_MARKED_CODES: Final = (
    (b"\xef\xbb\xbf", "utf-8-sig"),
    (b"\xff\xfe\x00\x00", "utf-32"),
    (b"\x00\x00\xfe\xff", "utf-32"),
    (b"\xff\xfe", "utf-16"),
    (b"\xfe\xff", "utf-16"),
)
_OLD_CODES: Final = ("cp1252", "mac_roman", "cp850")
"""Excel for Windows, Excel for Mac, and what is left of DOS; the first wins a draw."""
_SWEDISH: Final = frozenset("åäöÅÄÖéÉ–”’•§")
_FIELD_LIMIT: Final = 1_000_000
_SAMPLE_ROWS: Final = 60
_END: Final = "\0end"
"""A line of our own behind the last: inside an open quotation mark it is swallowed."""

HeaderScore = Callable[[Sequence[str]], int]
"""How many columns of a row are headers that are known."""


@dataclass(frozen=True, slots=True)
class _Layout:
    """How well a delimiter fits: known headers first, then rows as wide as the header."""

    headers: int
    even: float
    width: int
    delimiter: str


def read_text_grid(vetted: Vetted, header_score: HeaderScore) -> tuple[Grid, list[Problem]]:
    """The file as one grid named after the file, and what there is to say of it."""
    text, guessed = decode(vetted.data)
    problems = []
    if guessed:
        detail = str(text.count("\N{REPLACEMENT CHARACTER}"))
        problems.append(Problem(Code.ODD_CHARACTERS, Effect.CHANGED, vetted.name, detail=detail))
    _check_size(text, vetted.name)
    named, text = _named_delimiter(text)
    delimiter = named or sniff(text, header_score)
    rows = list(_rows(text, delimiter, vetted.name))
    if len(rows) * max(map(len, rows), default=0) > MAX_CELLS:
        raise SpreadsheetError(TOO_LARGE, name=vetted.name)
    top = 1 if named else 0
    problems += _open_quotes(rows, delimiter, vetted.name, top)
    return Grid(vetted.name, rows, top=top), problems


def _check_size(text: str, name: str) -> None:
    """``SpreadsheetError`` before rows are made of a text that has too many of them, or too many cells."""
    rows = max(text.count("\n"), text.count("\r"))
    if rows > 2 * MAX_ROWS or max(map(text.count, DELIMITERS)) > MAX_CELLS:
        raise SpreadsheetError(TOO_LARGE, name=name)


def decode(data: bytes) -> tuple[str, bool]:
    """The text, and whether characters had to be replaced."""
    for mark, code in _MARKED_CODES:
        if data.startswith(mark):
            text = data.decode(code, "replace")
            return text, "\N{REPLACEMENT CHARACTER}" in text
    if 0 in data[:4096]:
        even, odd = data[:4096:2].count(0), data[1:4096:2].count(0)
        return data.decode("utf-16-be" if even > odd else "utf-16-le", "replace"), False
    try:
        return data.decode("utf-8"), False
    except UnicodeDecodeError:
        return _decode_without_mark(data)


def sniff(text: str, header_score: HeaderScore) -> str:
    """The delimiter under which a row of known headers appears, and the rows below are as wide as it."""
    layouts = [_layout(text, delimiter, header_score) for delimiter in DELIMITERS]
    return max(layouts, key=lambda layout: (layout.headers, layout.even, layout.width)).delimiter


def _decode_without_mark(data: bytes) -> tuple[str, bool]:
    lenient = data.decode("utf-8", "replace")
    broken = lenient.count("\N{REPLACEMENT CHARACTER}")
    whole = sum(char in _SWEDISH for char in lenient)
    if whole > 10 * broken:  # UTF-8 with a stray byte, not an older code
        return lenient, True
    candidates = [data.decode(code, "replace") for code in _OLD_CODES]
    best = max(candidates, key=_likeness)
    return best, "\N{REPLACEMENT CHARACTER}" in best


def _likeness(text: str) -> int:
    odd = [char for char in text if ord(char) > 126]
    return sum(1 if char in _SWEDISH else -1 for char in odd)


def _named_delimiter(text: str) -> tuple[str, str]:
    """The delimiter that Excel's first line ``sep=;`` names, if it does, and the text after that line."""
    first, _, rest = text.partition("\n")
    named = first.strip().strip('"')
    if len(named) == 5 and named.lower().startswith("sep="):
        return named[4], rest
    if first.strip("\r").lower() == "sep=\t":
        return "\t", rest
    return "", text


def _layout(text: str, delimiter: str, header_score: HeaderScore) -> _Layout:
    rows = []
    try:
        for row in csv.reader(_lines(text), delimiter=delimiter):
            rows.append(row)
            if len(rows) >= _SAMPLE_ROWS:
                break
    except csv.Error:
        return _Layout(0, 0.0, 0, delimiter)
    scores = [header_score(row) for row in rows]
    headers = max(scores, default=0)
    body = [
        len(row)
        for row in rows[scores.index(headers) if headers else 0 :]
        if any(map(str.strip, row))
    ]
    width = body[0] if headers and body else max(set(body), key=body.count, default=0)
    even = sum(found == width for found in body) / len(body) if body else 0.0
    return _Layout(headers, round(even, 2), width, delimiter)


def _lines(text: str) -> Iterator[str]:
    return iter(io.StringIO(text, newline=""))


def _rows(text: str, delimiter: str, name: str) -> Iterator[list[str]]:
    """The rows; ``SpreadsheetError`` naming the line when a quotation mark is never closed."""
    csv.field_size_limit(_FIELD_LIMIT)
    reader = csv.reader(chain(_lines(text), ["\n", _END]), delimiter=delimiter)
    begun = next_begun = 1
    try:
        for row in reader:
            begun, next_begun = next_begun, reader.line_num + 1
            if row == [_END]:
                return
            yield row
    except csv.Error:
        begun = next_begun
    raise SpreadsheetError(
        N_(
            "{name} cannot be read from line {line} on: a quotation mark that is opened there is "
            "never closed. Remove the mark, or save the list as .xlsx."
        ),
        name=name,
        line=begun,
    )


def _open_quotes(
    rows: Sequence[Sequence[str]], delimiter: str, name: str, top: int
) -> Iterator[Problem]:
    """Cells that seem to have swallowed rows: a quotation mark was opened and not closed."""
    for number, row in enumerate(rows, top + 1):
        for cell in row:
            lines = cell.split("\n") if "\n" in cell else ()
            if sum(delimiter in line for line in lines) > 2:
                yield Problem(Code.OPEN_QUOTE, Effect.NOTICE, name, number, value=cell)
