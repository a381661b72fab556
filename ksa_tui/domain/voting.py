"""Votes: everybody shows a level before the group talks, so that the loudest voice does not decide.

The advice follows estimation poker: the lowest and the highest speak first, and only when they lie far apart.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Final
from uuid import UUID

from ksa_tui.domain.model import Aspect
from ksa_tui.domain.workshop import Participant, Workshop

TALK_FROM: Final = 2
"""A spread of so many steps calls for the outliers' reasons."""
MOST_VOTES: Final = 40
"""Votes in one round; more people than that do not rate in one room."""


def counts(aspect: Aspect, levels: Sequence[int]) -> tuple[int, ...]:
    """How many votes each level of the scale got, lowest level first."""
    counted = Counter(levels)
    return tuple(counted[level.value] for level in aspect.levels)


def spread(aspect: Aspect, levels: Sequence[int]) -> int:
    """Steps of the scale between the lowest and the highest vote; 0 without votes."""
    if not levels:
        return 0
    order = [level.value for level in aspect.levels]
    places = [order.index(level) for level in levels]
    return max(places) - min(places)


def calls_for_talk(aspect: Aspect, levels: Sequence[int]) -> bool:
    """Whether the outliers should say why before the group goes on."""
    return spread(aspect, levels) >= TALK_FROM


def voters(workshop: Workshop) -> int:
    """How many of those listed are in the room: all but those noted as gone at its last sitting."""
    latest = workshop.sittings[-1].id if workshop.sittings else None
    return sum(_is_here(person, latest) for person in workshop.participants)


def _is_here(person: Participant, sitting: UUID | None) -> bool:
    noted = [one for one in person.attendance if one.sitting == sitting]
    return not noted or noted[-1].until is None
