"""An export that a return answers, and what has happened to its assets since."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from ksa_tui.domain.answers import Choice
from ksa_tui.domain.exporting import ExportRow
from ksa_tui.domain.model import Model
from ksa_tui.domain.protecting import Answer, Place, State
from ksa_tui.domain.receipt import ExportName, Sentence
from ksa_tui.domain.texts import Text


@dataclass(frozen=True, slots=True)
class Earlier:
    """The latest decision about an asset."""

    choice: Choice
    levels: Mapping[str, int]
    comment: str
    by: str
    on: date
    files: frozenset[str] = frozenset()
    """Digests of all files whose decisions about this row were recorded."""
    basis: Mapping[str, int | None] = field(default_factory=dict)
    """The proposal that it answered, by aspect."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One row that the owner was asked to decide, and what has happened to its asset since."""

    row: UUID
    key: str
    asset: UUID
    thing: UUID
    number: int
    name: str
    proposal: Mapping[str, int]
    now: Mapping[str, int | None]
    """The present proposal by aspect; empty when the asset is gone."""
    changed_on: date | None = None
    """The day its ratings were last changed."""
    gone: Sentence | None = None
    emptied: bool = False
    """Whether a stop has removed what was asked: its row is not even read."""
    exported_since: int | None = None
    """The number of a newer export for decision that asks about it."""
    earlier: Earlier | None = None
    """The latest decision since the export."""
    stood: Earlier | None = None
    """The decision that stood when it was handed out."""


@dataclass(frozen=True, slots=True)
class Stated:
    """What an answer about a measure said, as far as the owner may change it."""

    state: State
    role: str
    due: date | None


@dataclass(frozen=True, slots=True)
class AskedMeasure:
    """One row about a measure, and what has happened to the answer since."""

    key: str
    measure: str
    title: Text
    place: Place
    place_name: str
    was: Stated | None
    """As handed out; None when that is not known any more, since a stop has removed it."""
    now: Answer | None
    """The present answer at that place; None when it was taken back."""
    changed_on: date | None = None
    files: frozenset[str] = frozenset()
    """Digests of the files whose answer in this row was recorded."""


@dataclass(frozen=True, slots=True)
class Handed:
    """The export that a return answers, and where its workshop stands now."""

    name: ExportName
    workshop: UUID
    workshop_title: str
    day: date
    """When it was handed out."""
    language: str
    control_code: str
    model: Model
    rows: tuple[ExportRow, ...]
    asked: tuple[Asked, ...]
    sheet: str
    """The name of the sheet to decide in."""
    new_headers: Mapping[str, str]
    """Aspect id by :func:`header_key` of the header over its new levels."""
    owners: frozenset[str]
    """The headers of the columns that are not compared."""
    known_files: frozenset[str] = frozenset()
    """Digests of the files that were recorded for this export."""
    measures: tuple[AskedMeasure, ...] = ()
    """The rows with room for a responsible role and a date."""
    measure_sheet: str = ""
    measure_headers: Mapping[str, str] = field(default_factory=dict)
    """"role" or "due" by :func:`header_key` of the header, in both languages."""
    owner: str = ""
    """Who got it; empty when that is not known any more."""
    measure_columns: Mapping[str, str] = field(default_factory=dict)
    """The header of "role" and of "due" as handed out."""
