"""What Home says about a workshop: status, next step, what needs attention. Pure; no widget, no clock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from ksa_tui.domain.status import WorkshopStatus
from ksa_tui.domain.words import is_back, workshop_words
from ksa_tui.i18n import _, long_date, ngettext
from ksa_tui.services.home import HomeRow

if TYPE_CHECKING:
    from ksa_tui.services.backups import Safety

WAITED_DAYS: Final = 30
"""A workshop that has been with its owner longer than this needs attention."""
REVIEW_DAYS: Final = 60
"""A review that is due within this many days needs attention."""

MARKS: Final = {
    WorkshopStatus.OPEN: "●",
    WorkshopStatus.READY: "✓",
    WorkshopStatus.WITH_OWNER: "○",
    WorkshopStatus.DECIDED: "✓",
}


@dataclass(frozen=True, slots=True)
class Attention:
    """One thing that needs the facilitator; texts are translated, the title is user text."""

    workshop: UUID | None
    """None where it is about all of them."""
    title: str
    what: str
    detail: str


def status_words(row: HomeRow) -> str:
    """Sign and word: "● pågår"."""
    mark = MARKS[WorkshopStatus.OPEN if is_back(row.status, row.returned) else row.status]
    return f"{mark} {workshop_words(row.status, row.returned)}"


def next_step(row: HomeRow, today: date) -> str:
    """What comes next for a workshop; nothing of any asset is said on Home."""
    if row.due is not None and is_near(row.due, today):
        return _("review by {date}").format(date=row.due.isoformat())
    if is_back(row.status, row.returned):
        return _("classify again, hand out")
    if row.status is WorkshopStatus.READY:
        return _("export the workbook")
    if row.status is WorkshopStatus.WITH_OWNER and row.with_owner_since:
        days = _waited(row, today)
        if days > WAITED_DAYS:
            return _("{count} days, remind").format(count=days)
        return ngettext("{count} day", "{count} days", days).format(count=days)
    if row.status is WorkshopStatus.OPEN:
        return _open_step(row)
    return ""


def _open_step(row: HomeRow) -> str:
    if not row.total:
        return _("add assets")
    if row.classified == row.total:
        return _("see what is missing")
    place = place_words(row)
    return _("continue: {place}").format(place=place) if place else _("begin")


def place_words(row: HomeRow) -> str:
    """The place to continue at, by number and letter only: "mängd 4, K"; empty when there is none."""
    if row.status is not WorkshopStatus.OPEN or row.next_number is None:
        return ""
    if row.next_aspect:
        return _("asset {number}, {aspect}").format(number=row.next_number, aspect=row.next_aspect)
    return _("asset {number}").format(number=row.next_number)


def is_near(due: date, today: date) -> bool:
    """Whether a review date has passed or is near."""
    return due - today <= timedelta(days=REVIEW_DAYS)


def needs_somebody(rows: Iterable[HomeRow], today: date) -> Iterator[bool]:
    """For each workshop whether :func:`attention` has something to say about it."""
    return (_waits_long(row, today) or _is_due(row, today) for row in rows)


def _waits_long(row: HomeRow, today: date) -> bool:
    return row.with_owner_since is not None and _waited(row, today) > WAITED_DAYS


def _is_due(row: HomeRow, today: date) -> bool:
    return row.due is not None and is_near(row.due, today)


def attention(rows: Iterable[HomeRow], today: date, lines: int) -> tuple[list[Attention], int]:
    """What needs the facilitator, the longest wait and the nearest date first; and how much more there is.

    No more than fills so many lines, the one that says how much more there is counted.
    """
    rows = list(rows)
    waiting = [row for row in rows if _waits_long(row, today)]
    due = [row for row in rows if _is_due(row, today)]
    needed = [
        *((_waits, row) for row in sorted(waiting, key=lambda r: -_waited(r, today))),
        *((_reviews, row) for row in sorted(due, key=lambda r: r.due or today)),
    ]
    told = needed if len(needed) <= lines else needed[: lines - 1]
    return [words(row, today) for words, row in told], len(needed) - len(told)


def without_backup(safety: Safety, today: date) -> list[Attention]:
    """That the last attempt to make a backup failed, and from when the newest one is."""
    if safety.problem is None:
        return []
    if safety.newest is None:
        what = _("there is none in the folder chosen for it")
    else:
        what = _("the newest is of {date}").format(
            date=_near_date(safety.newest.made.date(), today)
        )
    return [Attention(None, _("Backups"), what, _("the settings say why: press the comma key"))]


def _near_date(day: date, today: date) -> str:
    """A date in words, without the year when that is this one."""
    words = long_date(day)
    return words.rsplit(" ", 1)[0] if day.year == today.year else words


def _waited(row: HomeRow, today: date) -> int:
    return (today - row.with_owner_since).days if row.with_owner_since else 0


def _waits(row: HomeRow, today: date) -> Attention:
    since = row.with_owner_since or today
    days = _waited(row, today)
    what = ngettext(
        "has waited {count} day for a decision", "has waited {count} days for a decision", days
    )
    detail = _("with {owner} since {date}").format(owner=row.owner, date=_near_date(since, today))
    return Attention(row.id, row.title, what.format(count=days), detail)


def _reviews(row: HomeRow, today: date) -> Attention:
    due = row.due or today
    days = (due - today).days
    if days < 0:
        what = ngettext(
            "should have been reviewed {count} day ago",
            "should have been reviewed {count} days ago",
            -days,
        )
        detail = _("was due {date}").format(date=_near_date(due, today))
    else:
        what = ngettext(
            "is to be reviewed in {count} day", "is to be reviewed in {count} days", days
        )
        detail = _("by {date} at the latest").format(date=_near_date(due, today))
    return Attention(row.id, row.title, what.format(count=abs(days)), detail)
