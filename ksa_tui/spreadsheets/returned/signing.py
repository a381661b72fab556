"""The owner's cells on the signature sheet: found by their labels, wherever those have moved."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ksa_tui.domain.returned import NOTHING, Given, Page, Row, Signature, Value, header_key
from ksa_tui.domain.texts import Text
from ksa_tui.i18n import LANGUAGES
from ksa_tui.spreadsheets.decision.contract import Labels, Names, Sheets
from ksa_tui.spreadsheets.returned.parts import Book

_FIELDS: Final = {
    "rest": (Labels.REST, Names.REST),
    "name": (Labels.NAME, Names.NAME),
    "title": (Labels.TITLE, Names.TITLE),
    "date": (Labels.DATE, Names.DATE),
    "registry": (Labels.REGISTRY, Names.REGISTRY),
    "e_signature": (Labels.E_SIGNATURE, Names.E_SIGNATURE),
    "remarks": (Labels.REMARKS, Names.REMARKS),
}
_LEAST_LABELS: Final = 4
"""So many of the labels make a sheet the one that is signed."""
_EXPLAINED: Final = (
    Labels.NAME,
    Labels.TITLE,
    Labels.DATE,
    Labels.REGISTRY,
    Labels.E_SIGNATURE,
)
"""The labels with an explanation to the right of the owner's cell."""


def read_signature(book: Book, pages: Iterable[Page]) -> Signature:
    """What stands in the owner's cells; what is not found is empty."""
    page = _sheet(pages)
    if page is None:
        return Signature()
    return Signature(
        **{field: _given(book, page, label, name) for field, (label, name) in _FIELDS.items()}
    )


def _sheet(pages: Iterable[Page]) -> Page | None:
    """By its name first, then any sheet that has the labels."""
    names = {Sheets.SIGN.get(language) for language in LANGUAGES}
    for page in sorted(pages, key=lambda page: page.name not in names):
        labels = [_labelled(page, label) for label, _name in _FIELDS.values()]
        if sum(label is not None for label in labels) >= _LEAST_LABELS:
            return page
    return next((page for page in pages if page.name in names), None)


def _labelled(page: Page, label: Text) -> tuple[int, int] | None:
    """Row and column of a label: the first cell that is this word and nothing more."""
    wanted = {header_key(label.get(language)) for language in LANGUAGES}
    for number, row in page.rows.items():
        for column in sorted(row):
            if header_key(row[column].text) in wanted:
                return number, column
    return None


def _given(book: Book, page: Page, label: Text, name: str) -> Given:
    place = _labelled(page, label)
    named = book.names.get(name)
    if place is None:
        if named is None or named[0] != page.name:
            return Given(sheet=page.name)
        return Given(page.rows.get(named[1], {}).get(named[2], NOTHING), page.name, named[1])
    number, column = place
    row = page.rows[number]
    moved = named is not None and named[:2] == (page.name, number) and named[2] != column
    if named is not None and moved and named[2] in row:
        return Given(row[named[2]], page.name, number)
    return Given(_beside(page, row, column), page.name, number)


def _beside(page: Page, row: Row, label: int) -> Value:
    """The first filled cell between a label and the explanations; columns put between do not count."""
    hints = _hint_column(page, label)
    return next(
        (row[at] for at in sorted(row) if at > label and (hints is None or at < hints)), NOTHING
    )


def _hint_column(page: Page, label: int) -> int | None:
    """Where the explanations stand: the last column that most of the labelled rows fill."""
    places = [_labelled(page, text) for text in _EXPLAINED]
    rows = [page.rows[place[0]] for place in places if place]
    count: dict[int, int] = {}
    for row in rows:
        for column in row:
            count[column] = count.get(column, 0) + (column > label)
    full = [column for column, found in count.items() if found * 2 > len(_EXPLAINED)]
    return max(full, default=None)
