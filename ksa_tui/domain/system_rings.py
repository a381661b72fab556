"""Which systems inherit from which: a ring would let levels go round, and is refused with its way."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping
from uuid import UUID


def heirs_of(sources: Mapping[UUID, Iterable[UUID]]) -> dict[UUID, list[UUID]]:
    """The systems that inherit from each."""
    heirs: dict[UUID, list[UUID]] = {}
    for heir, those in sources.items():
        for source in dict.fromkeys(those):
            heirs.setdefault(source, []).append(heir)
    return heirs


def ring(sources: Mapping[UUID, Iterable[UUID]], heir: UUID, source: UUID) -> tuple[UUID, ...]:
    """The ring that would close if ``heir`` inherited from ``source``; empty when none would.

    The systems stand in the order in which levels would go round: from ``heir`` on to ``source``, and back.
    """
    if heir == source:
        return (heir, heir)
    heirs = heirs_of(sources)
    came_from: dict[UUID, UUID] = {}
    waiting = deque([heir])
    while waiting:
        here = waiting.popleft()
        if here == source:
            return (*_way_back(came_from, heir, source), heir)
        for each in heirs.get(here, ()):
            if each not in came_from and each != heir:
                came_from[each] = here
                waiting.append(each)
    return ()


def _way_back(came_from: Mapping[UUID, UUID], start: UUID, end: UUID) -> list[UUID]:
    way = [end]
    while way[-1] != start:
        way.append(came_from[way[-1]])
    return way[::-1]
