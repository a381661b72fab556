"""How it goes: time spent on an asset, and how long the rest will take. Pure; the clock is the caller's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final

IDLE: Final = timedelta(minutes=10)
"""A longer time without any key is not counted: nobody talks so long about one aspect without writing a word
of it, but a closed lid and a coffee that nobody told of look just like that."""

STEP: Final = timedelta(minutes=5)
"""A forecast is told to this, rounded up: more would be false precision, and would change all the time."""

FAR: Final = timedelta(hours=10)
"""What takes longer is told in hours: no room sits so long, so the time of day says nothing."""

_SECOND: Final = timedelta(seconds=1)
_HALF_A_DAY: Final = timedelta(hours=12)


class AssetClock:
    """Counts the seconds that a room spends on one asset, from key to key.

    What has been read after the latest key is only known to be right when the next one comes: a gap that
    turns out longer than :data:`IDLE` is taken back.
    """

    def __init__(self, now: datetime, spent: int = 0) -> None:
        self.spent = spent
        """Seconds in all, with those from before."""
        self._mark = now
        self._key = now
        self._unsure = 0
        self._stands = False

    def read(self, now: datetime, key: datetime) -> int:
        """Seconds to add to what was read before; negative takes back. ``key`` is when one was last pressed."""
        if self._stands:
            return 0
        if key > self._key:
            counted = self._after_key(now, key)
        elif now - self._key > IDLE:
            counted, self._unsure, self._mark = -self._unsure, 0, now
        else:
            counted = self._since_mark(now)
            self._unsure += counted
        counted = max(counted, -self.spent)
        self.spent += counted
        return counted

    def stop(self) -> None:
        """Stand still: a break, or another page on top."""
        self._stands = True

    def start(self, now: datetime) -> None:
        """Go on from now."""
        self._stands = False
        self._mark = self._key = now
        self._unsure = 0

    def _after_key(self, now: datetime, key: datetime) -> int:
        gap, self._key = key - self._key, key
        taken_back = 0
        if gap > IDLE:
            taken_back = self._unsure
            self._mark = key
        counted = self._since_mark(now)
        self._unsure = min(max((now - key) // _SECOND, 0), counted)
        return counted - taken_back

    def _since_mark(self, now: datetime) -> int:
        """Whole seconds since the mark; a clock that was set back counts nothing."""
        seconds = max((now - self._mark) // _SECOND, 0)
        self._mark = self._mark + seconds * _SECOND if now >= self._mark else now
        return seconds


@dataclass(frozen=True, slots=True)
class Forecast:
    """How many assets are left, and until when they will last."""

    left: int
    takes: timedelta
    until: datetime

    @property
    def is_far(self) -> bool:
        """Whether it is told in hours."""
        return self.takes > FAR

    @property
    def hours(self) -> int:
        """Hours that it takes, rounded up."""
        return -(-self.takes // timedelta(hours=1))


def usual_pace(finished: Sequence[int], minutes: int) -> timedelta:
    """What an asset takes: the median of the seconds of those finished today, else the model's minutes."""
    from statistics import median  # larger than all of this page, and not needed to draw it

    counted = [seconds for seconds in finished if seconds > 0]
    return timedelta(seconds=median(counted)) if counted else timedelta(minutes=minutes)


def forecast(
    now: datetime, others: int, pace: timedelta, here: timedelta | None = None
) -> Forecast | None:
    """When ``others`` are done, and the one at hand if it is not finished: ``here`` is what it has taken.

    None when nothing is left.
    """
    left = max(others, 0) + (here is not None)
    if not left:
        return None
    rest = timedelta() if here is None else max(pace - here, timedelta())
    takes = max(others, 0) * max(pace, timedelta()) + rest
    return Forecast(left, takes, _rounded_up(now + takes))


def planned_end(now: datetime, end: time) -> datetime:
    """The moment of a time of day nearest ahead, or the one just passed: at 23:00, 00:30 is tomorrow's."""
    today = datetime.combine(now.date(), end, now.tzinfo)
    if now - today > _HALF_A_DAY:
        return today + timedelta(days=1)
    if today - now > _HALF_A_DAY:
        return today - timedelta(days=1)
    return today


def is_over(spent: int, minutes: int) -> bool:
    """Whether an asset takes more whole minutes than the model reckons with."""
    return spent // 60 > minutes


def _rounded_up(moment: datetime) -> datetime:
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + -(-(moment - midnight) // STEP) * STEP
