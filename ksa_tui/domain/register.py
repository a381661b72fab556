"""The register: every asset of the store with its standing, and what it is filtered by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import Final
from uuid import UUID

from ksa_tui.domain.model import Aspect, Model
from ksa_tui.domain.workshop import AssetStatus

NEAR_DAYS: Final = 60
"""A review that is due within so many days is near."""


class Due(StrEnum):
    """When a decided asset is to be reviewed."""

    OVERDUE = "overdue"
    NEAR = "near"
    """Within :data:`NEAR_DAYS`, what is overdue included."""


@dataclass(frozen=True, slots=True)
class LevelFilter:
    """A level of one aspect of one model: levels of two models are never compared by number."""

    model: UUID
    """The frozen model's own id."""
    aspect: str
    level: int
    at_least: bool = True
    """Whether higher levels are meant as well."""

    def takes(self, level: int | None) -> bool:
        """Whether a level is meant; what is not rated never is."""
        if level is None:
            return False
        return level >= self.level if self.at_least else level == self.level


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """What is looked for; None is everything. All of it must hold."""

    words: tuple[str, ...] = ()
    """Folded; each is found in the asset's name, its systems, its owner or its department."""
    department: UUID | None = None
    owner: UUID | None = None
    status: AssetStatus | None = None
    level: LevelFilter | None = None
    due: Due | None = None

    @property
    def narrows(self) -> bool:
        """Whether anything beside the words is asked for."""
        return any((self.department, self.owner, self.status, self.level, self.due))


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One asset and its standing: what was decided last, else what its latest treatment proposes."""

    asset: UUID
    treatment: UUID
    workshop: UUID
    workshop_title: str
    model: Model
    """That of the workshop: the levels are positions in its scales."""
    name: str
    """Of an excluded asset its neutral label, and nothing else of it is told."""
    status: AssetStatus
    department: str = ""
    owner: str = ""
    levels: Mapping[str, int | None] | None = None
    """By aspect id, None is not rated. None at all for an excluded asset, which has no levels."""
    below_floor: frozenset[str] = frozenset()
    decided_on: date | None = None
    review_on: date | None = None
    systems: tuple[str, ...] = ()
    """Read for a file only, as the flags are."""
    flags: tuple[str, ...] = ()
    """Ids of the confirmed flags."""

    @property
    def is_decided(self) -> bool:
        """Whether the levels were decided; else they are proposed."""
        return self.status is AssetStatus.DECIDED

    def is_overdue(self, today: date) -> bool:
        """Whether the review should have been."""
        return self.review_on is not None and self.review_on < today

    def is_near(self, today: date) -> bool:
        """Whether the review date has passed or is near."""
        return self.review_on is not None and self.review_on <= near_limit(today)


def near_limit(today: date) -> date:
    """The last day that is near."""
    return today + timedelta(days=NEAR_DAYS)


def letters_of(models: Iterable[Model]) -> tuple[str, ...]:
    """The letters of all aspects of these models, each once: the columns of a register."""
    return tuple(dict.fromkeys(aspect.letter for model in models for aspect in model.aspects))


def aspect_at(model: Model, letter: str) -> Aspect | None:
    """The aspect of a model under a letter; another model may have other letters."""
    return next((aspect for aspect in model.aspects if aspect.letter == letter), None)
