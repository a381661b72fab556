"""A workbook that came back, as plain values: what stands where, before anything is judged."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from ksa_tui.domain.texts import fold

_IGNORED: Final = re.compile(r"[\s\-\u2010-\u2015\u00ad.:*]+")


@dataclass(frozen=True, slots=True)
class Value:
    """What a cell holds."""

    text: str = ""
    """In canonical form, "" for an empty cell; the last computed value of a formula."""
    number: float | None = None
    """When the cell is a number."""
    formula: bool = False
    error: bool = False
    """#REF! and its like."""

    @property
    def filled(self) -> bool:
        """Whether anything stands in the cell, be it a formula without a value."""
        return bool(self.text) or self.formula or self.error


NOTHING: Final = Value()

Row = Mapping[int, Value]
"""The cells of a row that hold something, by column from 0."""


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet, hidden or not; the machine's own sheet is none."""

    name: str
    rows: Mapping[int, Row]
    """By row number from 1, in order; empty rows are left out."""
    keys: Mapping[int, str]
    """What the hidden column calls a row, by row number."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One row of the sheet that is decided in."""

    row: int
    key: str
    """The row's id, "" where it has none."""
    decision: Value
    levels: Mapping[str, Value]
    """The new levels that are filled in, by header as :func:`header_key` gives it."""
    comment: Value


@dataclass(frozen=True, slots=True)
class Answers:
    """The sheet that is decided in."""

    sheet: str
    headers: Mapping[str, int]
    """Every header of the table: its column, by :func:`header_key`."""
    header_row: int
    rows: tuple[Answer, ...]
    doubled: tuple[str, ...] = ()
    """Header words of the owner's columns that stand there twice."""


@dataclass(frozen=True, slots=True)
class Given:
    """A cell on the signature sheet."""

    value: Value = NOTHING
    sheet: str = ""
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Signature:
    """What the owner signed with."""

    rest: Given = Given()
    name: Given = Given()
    title: Given = Given()
    date: Given = Given()
    registry: Given = Given()
    e_signature: Given = Given()
    remarks: Given = Given()


@dataclass(frozen=True, slots=True)
class Returned:
    """Everything that was found in a returned workbook."""

    file_name: str
    digest: str
    """SHA-256 of the file, in hex."""
    marks: tuple[Mapping[str, str], ...] = ()
    """What each carrier of identity says (properties, hidden sheet), by the names of the properties."""
    codes: frozenset[str] = frozenset()
    """Every cell that looks like a control code."""
    pages: tuple[Page, ...] = ()
    answers: Answers | None = None
    """None where no sheet has the columns to decide in."""
    signature: Signature = field(default_factory=Signature)
    beside: frozenset[str] = frozenset()
    """What a person may have added that is not read: "comments", "pictures"."""
    counts_from_1904: bool = False

    def page(self, name: str) -> Page | None:
        """The sheet with this name."""
        return next((page for page in self.pages if page.name == name), None)


def header_key(text: str) -> str:
    """A header as it is recognised: without blanks, hyphens, dots, capitals.

    >>> header_key("Ny\\n konf."), header_key("Rad-id")
    ('nykonf', 'radid')
    """
    return _IGNORED.sub("", fold(text))
