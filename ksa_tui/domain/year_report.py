"""The yearly report to the management: what was done in a year, and where everything stood when it ended.

The state is that of the end of the year, 31 December, or of today while the year still runs. Every figure is
the assets behind it: none is counted twice in a figure, and what is not rated is never a level.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property
from typing import Final
from uuid import UUID

from ksa_tui.domain.common_gaps import Gap
from ksa_tui.domain.model import Model
from ksa_tui.domain.status import AssetStatus
from ksa_tui.domain.year_standing import (
    Slot,
    Standing,
    Undecided,
)

LONG_DAYS: Final = 30
"""What has lain with the owner for longer has waited long."""


class Kind(StrEnum):
    """What is counted. Each asset is in exactly one of :data:`STATE`."""

    CLASSIFIED = "classified"
    """Got its levels in the year, for the first time or anew."""
    DECIDED = "decided"
    """At least one decision that approves or changes was signed in the year."""
    RETURNED = "returned"
    """Sent back at least once in the year."""
    ALL = "all"
    NOW_DECIDED = "now_decided"
    NOW_WITH_OWNER = "now_with_owner"
    WAITED_LONG = "waited_long"
    """Of those with the owner: for more than :data:`LONG_DAYS` days."""
    NOW_RETURNED = "now_returned"
    NOW_CLASSIFIED = "now_classified"
    """Has its levels and has not been handed to the owner."""
    NOW_UNCLASSIFIED = "now_unclassified"
    """At least one aspect is not rated."""
    OVERDUE = "overdue"
    """The review date had passed when the year ended, or has today."""
    REST_OF_YEAR = "rest_of_year"
    """To be reviewed from today to the end of the running year."""
    NEXT_YEAR = "next_year"
    """To be reviewed in the year after."""


IN_YEAR: Final = (Kind.CLASSIFIED, Kind.DECIDED, Kind.RETURNED)
STATE: Final = (
    Kind.NOW_DECIDED,
    Kind.NOW_WITH_OWNER,
    Kind.NOW_RETURNED,
    Kind.NOW_CLASSIFIED,
    Kind.NOW_UNCLASSIFIED,
)
REVIEWS: Final = (Kind.OVERDUE, Kind.REST_OF_YEAR, Kind.NEXT_YEAR)


@dataclass(frozen=True, slots=True)
class Line:
    """One asset with everything that is counted of it."""

    asset: UUID
    name: str
    standing: Standing
    kinds: frozenset[Kind]
    """What it is counted in."""
    classified_on: date | None = None

    @property
    def status(self) -> AssetStatus:
        """Where it stood."""
        return self.standing.status

    @property
    def model(self) -> UUID:
        """The frozen model that its levels belong to."""
        return self.standing.treated.model

    @property
    def department(self) -> UUID | None:
        """Its department; None where there is none."""
        return self.standing.treated.department

    def slot(self, aspect: str) -> Slot | None:
        """Its decided level, or what it is without; None where its model has no such aspect."""
        return self.standing.slots.get(aspect)


@dataclass(frozen=True, slots=True)
class Department:
    """A department that some asset of the report has; one without an id is of those that have none."""

    id: UUID | None
    name: str
    is_retired: bool = False


@dataclass(frozen=True)
class State:
    """All assets when a day ended, each once."""

    day: date
    lines: tuple[Line, ...]

    @cached_property
    def _by_kind(self) -> dict[Kind, tuple[Line, ...]]:
        return {kind: tuple(line for line in self.lines if kind in line.kinds) for kind in Kind}

    def of(self, kind: Kind) -> tuple[Line, ...]:
        """The assets that a figure counts."""
        return self._by_kind[kind]

    def within(self, kind: Kind, department: Department) -> tuple[Line, ...]:
        """Those of one department."""
        return tuple(line for line in self.of(kind) if line.department == department.id)

    @cached_property
    def _by_model(self) -> dict[UUID, tuple[Line, ...]]:
        found: dict[UUID, list[Line]] = {}
        for line in self.lines:
            found.setdefault(line.model, []).append(line)
        return {model: tuple(lines) for model, lines in found.items()}

    def under(self, model: UUID) -> tuple[Line, ...]:
        """The assets whose levels belong to a model."""
        return self._by_model.get(model, ())

    def at(self, model: UUID, aspect: str, slot: Slot) -> tuple[Line, ...]:
        """The assets of a model that have one decided level of an aspect, or none yet."""
        return at(self.under(model), aspect, slot)


def at(lines: Iterable[Line], aspect: str, slot: Slot) -> tuple[Line, ...]:
    """Those of ``lines`` (all of one model) that are counted there."""
    return tuple(line for line in lines if line.slot(aspect) == slot)


def slots_of(model: Model, aspect: str) -> tuple[Slot, ...]:
    """Where an aspect is counted: its levels from the lowest up, then what is undecided."""
    levels = (step.value for step in model.aspect(aspect).levels)
    return (*levels, Undecided.PROPOSED, Undecided.UNRATED)


@dataclass(frozen=True, slots=True)
class Moved:
    """How decided levels of one aspect have moved since the year before, where the model is the same."""

    aspect: str
    raised: tuple[Line, ...]
    lowered: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class YearReport:
    """The report of one year."""

    year: int
    is_running: bool
    """Whether the year goes on: its figures are those so far."""
    now: State
    before: State | None
    """When the year before ended; None where nothing was known then."""
    models: Mapping[UUID, Model]
    """Those that the levels of either year belong to, by their own id."""
    departments: tuple[Department, ...]
    """Those of the assets now, as Swedish sorts; the one of those without any last."""
    gaps: tuple[Gap, ...]
    """The most frequent first."""

    @property
    def day(self) -> date:
        """The day that the state is told of."""
        return self.now.day

    def reviews_by_month(self) -> Iterator[tuple[int, tuple[Line, ...]]]:
        """What is to be reviewed in each month of the year after."""
        due = self.now.of(Kind.NEXT_YEAR)
        for month in range(1, 13):
            yield month, tuple(line for line in due if _month(line) == month)

    def moved(self, model: UUID) -> tuple[Moved, ...]:
        """By aspect of a model: the assets decided in both years, under it, whose level is another now."""
        earlier = {line.asset: line for line in self.before.under(model)} if self.before else {}
        pairs = [
            (earlier[line.asset], line) for line in self.now.under(model) if line.asset in earlier
        ]
        return tuple(
            Moved(
                aspect.id,
                tuple(now for then, now in pairs if _step(then, now, aspect.id) > 0),
                tuple(now for then, now in pairs if _step(then, now, aspect.id) < 0),
            )
            for aspect in self.models[model].aspects
        )


def _month(line: Line) -> int | None:
    return line.standing.review_on.month if line.standing.review_on else None


def _step(then: Line, now: Line, aspect: str) -> int:
    """How far a decided level has moved; 0 where either is undecided."""
    old, new = then.slot(aspect), now.slot(aspect)
    return new - old if isinstance(old, int) and isinstance(new, int) else 0
