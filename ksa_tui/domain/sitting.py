"""When the room sat: sittings, their breaks, and who was there when."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta, tzinfo
from typing import Final
from uuid import UUID

GOES_ON: Final = timedelta(hours=3)
"""A sitting goes on while less than this has passed since anything was done in it: a lunch does not end it,
and midnight does not; the next day, or the afternoon after a morning, is a new one."""

BRIEF: Final = timedelta(minutes=5)
"""What is shorter is a correction at one's desk and no sitting of the room, where there is a longer one."""

PAUSE: Final = timedelta(minutes=1)
"""What is shorter was a slip of the finger and no break."""


@dataclass(frozen=True, slots=True)
class Span:
    """From when to when."""

    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Pause:
    """A break; ``until`` is None while it lasts, or when nothing came after it."""

    since: datetime
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class Sitting:
    """One sitting of a workshop, from the first rating to the last thing done."""

    id: UUID
    since: datetime
    until: datetime
    breaks: tuple[Pause, ...] = ()

    def goes_on(self, now: datetime) -> bool:
        """Whether what is done now belongs to it."""
        return self.since <= now < self.until + GOES_ON

    @property
    def is_paused(self) -> bool:
        """Whether a break has not ended."""
        return any(pause.until is None for pause in self.breaks)

    @property
    def pauses(self) -> tuple[Span, ...]:
        """The breaks that count: within the sitting, a minute or longer."""
        ended = (Span(p.since, min(p.until, self.until)) for p in self.breaks if p.until)
        return tuple(span for span in ended if span.until - span.since >= PAUSE)

    @property
    def worked(self) -> timedelta:
        """How long it was without its breaks; never negative."""
        paused = sum((span.until - span.since for span in self.pauses), timedelta())
        return max(self.until - self.since - paused, timedelta())


@dataclass(frozen=True, slots=True)
class Attendance:
    """From when to when someone was at a sitting; equal moments say that they were not there at all."""

    sitting: UUID
    since: datetime
    until: datetime | None = None

    @property
    def is_absence(self) -> bool:
        """Whether it says that someone was not there at all."""
        return self.until is not None and self.until <= self.since


def sitting_in_zone(sitting: Sitting, zone: tzinfo | None) -> Sitting:
    """The same sitting in the time of a zone; None is this computer's."""
    pauses = (
        Pause(pause.since.astimezone(zone), pause.until.astimezone(zone) if pause.until else None)
        for pause in sitting.breaks
    )
    return replace(
        sitting,
        since=sitting.since.astimezone(zone),
        until=sitting.until.astimezone(zone),
        breaks=tuple(pauses),
    )


def attendance_in_zone(
    attendance: Iterable[Attendance], zone: tzinfo | None
) -> tuple[Attendance, ...]:
    """The same comings and goings in the time of a zone; None is this computer's."""
    return tuple(
        replace(
            one,
            since=one.since.astimezone(zone),
            until=one.until.astimezone(zone) if one.until else None,
        )
        for one in attendance
    )


def of_the_room(sittings: Iterable[Sitting]) -> tuple[Sitting, ...]:
    """The sittings that the minutes tell of: all, or those that are not brief where any is longer."""
    every = tuple(sittings)
    long = tuple(sitting for sitting in every if sitting.until - sitting.since >= BRIEF)
    return long or every


def presence(sitting: Sitting, attendance: Iterable[Attendance]) -> tuple[Span, ...]:
    """When someone was there. Of whom nothing was noted is there all the time."""
    noted = [one for one in attendance if one.sitting == sitting.id]
    if not noted:
        return (Span(sitting.since, sitting.until),)
    return tuple(_within(sitting, noted))


def is_whole(sitting: Sitting, spans: Sequence[Span]) -> bool:
    """Whether someone was there from the beginning to the end."""
    return tuple(spans) == (Span(sitting.since, sitting.until),)


def _within(sitting: Sitting, noted: Iterable[Attendance]) -> Iterable[Span]:
    for one in sorted(noted, key=lambda one: one.since):
        since = max(one.since, sitting.since)
        until = min(one.until or sitting.until, sitting.until)
        if since < until or (one.until is None and since == until):
            yield Span(since, until)
