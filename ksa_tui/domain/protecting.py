"""From levels to protection: which measures follow, what is answered about them, what a level more would bring.

A measure follows from each aspect by itself: K 2 never brings what T 2 asks for. An aspect that is not rated
brings nothing. The rules are those of ``data/measures.toml`` and decisions B (family trap) and C19.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import TypeAlias
from uuid import UUID

from ksa_tui.domain.model import Aspect, Measure, Measures
from ksa_tui.domain.status import MeasureState

SUPPLIER = "supplier"
"""What a measure may need beside flags: that a supplier handles the information."""


State: TypeAlias = MeasureState

SETTLED = frozenset({State.MET, State.NOT_RELEVANT})
"""The states that leave nothing to do."""


class Scope(StrEnum):
    """Where an answer holds, the nearest first: an answer nearer an asset says more about it."""

    ASSET = "asset"
    SYSTEM = "system"
    DEPARTMENT = "department"
    ORGANISATION = "organisation"


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said about one measure at one place; ``place`` is None for the whole organisation."""

    measure: str
    scope: Scope
    place: UUID | None
    state: State
    reason: str = ""
    """Why it is not relevant."""
    role: str = ""
    due: date | None = None
    note: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Needs:
    """What is to be protected: levels by aspect id (rated ones only), confirmed flags, whether a supplier
    handles it.
    """

    levels: Mapping[str, int]
    flags: Collection[str] = ()
    has_supplier: bool = False

    def fits(self, measure: Measure) -> bool:
        """Whether everything that the measure applies to only is here."""
        return all(
            self.has_supplier if need == SUPPLIER else need in self.flags for need in measure.needs
        )


@dataclass(frozen=True, slots=True)
class Triggered:
    """A measure that follows, and the aspects whose level brings it."""

    measure: Measure
    aspects: tuple[str, ...]

    @property
    def threshold(self) -> int:
        """The highest threshold that was reached."""
        return max(self.measure.threshold[aspect] for aspect in self.aspects)


def triggered(measures: Measures, needs: Needs) -> tuple[Triggered, ...]:
    """The measures that follow, in the order of the groups; within a family the highest threshold first."""
    found = [
        Triggered(measure, aspects)
        for measure in measures.measures
        if (aspects := tuple(_reached(measure, needs.levels))) and needs.fits(measure)
    ]
    return in_order(measures, found)


def in_order(measures: Measures, found: Sequence[Triggered]) -> tuple[Triggered, ...]:
    """Group by group, family by family as the catalogue has them; in a family the highest threshold first."""
    groups = {group.id: number for number, group in enumerate(measures.groups)}
    families: dict[str, int] = {}
    for each in measures.measures:
        families.setdefault(each.family, len(families))
    return tuple(
        sorted(
            found,
            key=lambda each: (
                groups[each.measure.group],
                families[each.measure.family],
                -each.threshold,
            ),
        )
    )


def _reached(measure: Measure, levels: Mapping[str, int]) -> Iterator[str]:
    for aspect, threshold in measure.threshold.items():
        if aspect in levels and levels[aspect] >= threshold:
            yield aspect


# ---------------------------------------------------------------- answers


Place = tuple[Scope, UUID | None]


def nearest(answers: Iterable[Answer], places: Sequence[Place]) -> Answer | None:
    """The answer that holds where ``places`` (the nearest first) lie; None where nothing was said.

    Among several systems, which are equally near, the least met counts: an asset is as protected as the
    weakest place it lies in. ``unknown`` says nothing and lets an answer further off hold.
    """
    here = nearest_all(answers, places)
    return min(here, key=lambda each: _WEAKEST.index(each.state), default=None)


def nearest_all(answers: Iterable[Answer], places: Sequence[Place]) -> Sequence[Answer]:
    """All answers that are as near as :func:`nearest`: several only where an asset lies in several systems."""
    given = {(each.scope, each.place): each for each in answers if each.state is not State.UNKNOWN}
    for scope in Scope if given else ():
        here = [given[place] for place in places if place[0] is scope and place in given]
        if here:
            return here
    return ()


_WEAKEST = (State.NOT_MET, State.PARTLY, State.MET, State.NOT_RELEVANT)


def by_measure(answers: Iterable[Answer]) -> dict[str, list[Answer]]:
    """Answers by the id of their measure."""
    found: dict[str, list[Answer]] = {}
    for each in answers:
        found.setdefault(each.measure, []).append(each)
    return found


# ---------------------------------------------------------------- what would change


@dataclass(frozen=True, slots=True)
class Change:
    """What another level of one aspect would bring or spare, told in families (decisions C19)."""

    level: int
    measures: tuple[Measure, ...]
    """Those that are added (a level more) or fall away (a level less), without those already met."""

    @property
    def families(self) -> int:
        """How many areas of measures they are."""
        return len({measure.family for measure in self.measures})

    @property
    def procured(self) -> int:
        """How many of these areas hold a requirement for procurement."""
        return len({measure.family for measure in self.measures if measure.procurement})


def would_change(
    measures: Measures, needs: Needs, aspect: Aspect, level: int, met: Collection[str] = ()
) -> Change:
    """What changes when the aspect gets ``level`` instead of what it has; ``met`` are ids of measures met."""
    now = {each.measure.id for each in triggered(measures, needs)}
    other = Needs({**needs.levels, aspect.id: level}, needs.flags, needs.has_supplier)
    then = {each.measure.id for each in triggered(measures, other)}
    changed = (now ^ then) - set(met)
    return Change(level, tuple(each for each in measures.measures if each.id in changed))


def neighbours(aspect: Aspect, level: int) -> tuple[int | None, int | None]:
    """The level below and the level above on the aspect's own scale; None at its ends."""
    order = [step.value for step in aspect.levels]
    place = order.index(level)
    below = order[place - 1] if place else None
    above = order[place + 1] if place + 1 < len(order) else None
    return below, above
