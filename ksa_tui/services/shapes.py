"""What use cases take and give, as plain data: imported by screens before the engine is there."""

from __future__ import annotations

import operator
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from functools import cached_property
from typing import NamedTuple
from uuid import UUID

from ksa_tui.domain.model import Model
from ksa_tui.domain.workshop import AssetStatus, FlagSource, Owner, Ref


@dataclass(frozen=True, slots=True)
class WorkshopDraft:
    """What is asked about a workshop in its form."""

    title: str
    owner_name: str = ""
    owner_title: str = ""
    owner_e_mail: str = ""
    department: str = ""
    facilitator: str = ""
    facilitator_role: str = ""
    held_on: date | None = None
    planned_end: time | None = None


@dataclass(frozen=True, slots=True)
class Suggestions:
    """What was written in other workshops' forms, sorted as Swedish sorts."""

    owners: tuple[Owner, ...]
    departments: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Delivery:
    """By when and to whom the owner answers, and in which language they read."""

    answer_by: date | None = None
    reply_to: str = ""
    owner_language: str = ""
    """Empty while it was never asked."""


@dataclass(frozen=True, slots=True)
class ParticipantDraft:
    """Someone in the room, the role in the words that were written."""

    name: str
    role_text: str = ""
    department: str = ""


@dataclass(frozen=True, slots=True)
class AssetDraft:
    """An asset as a form or a list gives it."""

    name: str
    description: str = ""
    medium: str = ""
    systems: tuple[str, ...] = ()
    refs: tuple[Ref, ...] = ()
    flags: Mapping[str, bool] = field(default_factory=dict)
    flag_source: FlagSource = "question"
    """Flags answered to a question are confirmed; those of a catalogue or a list are not yet."""
    department: str = ""
    owner_name: str = ""
    """Only when it is not the workshop's owner."""
    catalogue_id: str | None = None
    note: str = ""

    @property
    def all_refs(self) -> tuple[Ref, ...]:
        """The references with the note among them."""
        return (Ref("note", self.note), *self.refs) if self.note else self.refs


@dataclass(frozen=True, slots=True)
class PoolRow:
    """An asset that came with a list but is not treated in the workshop; ``id`` is the asset's."""

    id: UUID
    name: str
    folded: str
    description: str


@dataclass(frozen=True, slots=True)
class Place:
    """A workshop, and as far in as one was: an asset, an aspect, an area."""

    workshop: UUID
    treatment: UUID | None = None
    aspect: str | None = None
    area: str | None = None


@dataclass(frozen=True, slots=True)
class TableRow:
    """One asset of a workshop, as a table shows it."""

    id: UUID
    """The treatment's."""
    number: int
    name: str
    folded: str
    """The name as it is searched in."""
    levels: tuple[int | None, ...]
    """Of each aspect, in the model's order: the decided level of a decided asset, else the proposed one;
    None is not rated.
    """
    below_floor: tuple[bool, ...]
    status: AssetStatus
    gaps: int
    """How many things block a decision."""
    thin: int
    """How many motivations say little."""
    deferred: bool = False


class Standing(NamedTuple):
    """What the status of an asset is said by."""

    status: AssetStatus
    deferred: bool
    gaps: int


class TableRows(tuple[TableRow, ...]):
    """The rows of a workshop, which know how they stand taken together and where each of them is."""

    @cached_property
    def standings(self) -> Counter[Standing]:
        """How many assets stand how."""
        return Counter(_standing(row) for row in self)

    @cached_property
    def levels(self) -> tuple[Counter[int | None], ...]:
        """How many assets have which level of each aspect, those left out that a stop excluded."""
        rows = [row.levels for row in self if row.status is not AssetStatus.STOPPED]
        return tuple(
            Counter(row[n] for row in rows) for n in range(len(self[0].levels) if self else 0)
        )

    @cached_property
    def stopped(self) -> frozenset[UUID]:
        """The treatments that a stop excluded."""
        if not any(standing.status is AssetStatus.STOPPED for standing in self.standings):
            return frozenset()
        return frozenset(row.id for row in self if row.status is AssetStatus.STOPPED)

    @cached_property
    def places(self) -> Mapping[UUID, int]:
        """Where each treatment stands, from 0."""
        return {row.id: place for place, row in enumerate(self)}

    def index_of(self, key: object) -> int | None:
        """Where the row with this id stands."""
        return self.places.get(key) if isinstance(key, UUID) else None

    def renewed(self, rows: Iterable[TableRow]) -> TableRows:
        """The same with these rows in place of those with their ids; what is known of the rest still holds."""
        others = list(self)
        standings, levels = Counter(self.standings), tuple(map(Counter, self.levels))
        for row in rows:
            place = self.places[row.id]
            _count(others[place], -1, standings, levels)
            _count(row, 1, standings, levels)
            others[place] = row
        renewed = TableRows(others)
        known = {"standings": +standings, "levels": tuple(map(operator.pos, levels))}
        renewed.__dict__.update(known, places=self.places)
        return renewed


def _standing(row: TableRow) -> Standing:
    return Standing(row.status, row.deferred, row.gaps)


def _count(
    row: TableRow,
    number: int,
    standings: Counter[Standing],
    levels: Sequence[Counter[int | None]],
) -> None:
    standings[_standing(row)] += number
    if row.status is not AssetStatus.STOPPED:
        for counter, level in zip(levels, row.levels, strict=True):
            counter[level] += number


@dataclass(frozen=True, slots=True)
class WorkshopTable:
    """All assets of a workshop in its order, and what surrounds them."""

    rows: TableRows
    participants: int
    parked: int
    """Parked questions without an answer."""
    pool: int
    """Assets that came with a list but are not treated here."""
    model: Model

    @property
    def heat(self) -> tuple[tuple[int, ...], ...]:
        """How many assets each level of each aspect's scale has, both in the model's order."""
        return tuple(
            tuple(count[level.value] for level in aspect.levels)
            for number, aspect in enumerate(self.model.aspects)
            for count in (Counter(row.levels[number] for row in self.rows),)
        )
