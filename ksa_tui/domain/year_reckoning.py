"""How a year is reckoned: what was done in it, and what of its reviews, asset by asset."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Final
from uuid import UUID

from ksa_tui.domain.model import Model
from ksa_tui.domain.status import AssetStatus
from ksa_tui.domain.year_report import LONG_DAYS, Kind, Line, State
from ksa_tui.domain.year_standing import Standing, Treated, classified_on, standings

_KIND_OF: Final = {
    AssetStatus.DECIDED: Kind.NOW_DECIDED,
    AssetStatus.WITH_OWNER: Kind.NOW_WITH_OWNER,
    AssetStatus.RETURNED: Kind.NOW_RETURNED,
    AssetStatus.RATED: Kind.NOW_CLASSIFIED,
    AssetStatus.STARTED: Kind.NOW_UNCLASSIFIED,
}


def last_day(year: int, today: date) -> date:
    """The day that a report of the year tells of."""
    return min(date(year, 12, 31), today)


def state_of(
    treatments: Sequence[Treated],
    models: Mapping[UUID, Model],
    names: Mapping[UUID, str],
    year: int,
    today: date,
) -> State:
    """What was done in the year up to its end, or today, and where every asset stood then."""
    day = last_day(year, today)
    found = standings(treatments, models, day)
    done, classified = _done(treatments, models, year, day)
    review = _review_test(year, today)
    lines = tuple(
        Line(
            asset,
            names[asset],
            here,
            frozenset((Kind.ALL, *_state(here, day), *done.get(asset, ()), *review(here))),
            classified.get(asset),
        )
        for asset, here in found.items()
    )
    return State(day, lines)


def _state(here: Standing, day: date) -> Iterator[Kind]:
    yield _KIND_OF[here.status]
    since = here.with_owner_since
    if since is not None and (day - since).days > LONG_DAYS:
        yield Kind.WAITED_LONG


def _done(
    treatments: Iterable[Treated], models: Mapping[UUID, Model], year: int, day: date
) -> tuple[dict[UUID, set[Kind]], dict[UUID, date]]:
    """What was done about each asset in the year, in any workshop; and when it was last classified."""
    found: dict[UUID, set[Kind]] = {}
    classified: dict[UUID, date] = {}
    for treated in treatments:
        if not treated.is_there(day):
            continue
        on = classified_on(models[treated.model], treated)
        if on is not None and on <= day:
            classified[treated.asset] = max(on, classified.get(treated.asset, on))
        here = found.setdefault(treated.asset, set())
        if on is not None and on.year == year and on <= day:
            here.add(Kind.CLASSIFIED)
        for verdict in treated.verdicts:
            if verdict.day.year == year and verdict.day <= day:
                here.add(Kind.RETURNED if verdict.level is None else Kind.DECIDED)
    return found, classified


def _review_test(year: int, today: date) -> Callable[[Standing], Iterator[Kind]]:
    """When a year has ended, what was due on its last day is overdue; today's reviews are not yet."""
    end = date(year, 12, 31)
    limit = min(today, end + timedelta(days=1))

    def kinds(here: Standing) -> Iterator[Kind]:
        due = here.review_on
        if due is None:
            return
        if due < limit:
            yield Kind.OVERDUE
        elif due <= end:
            yield Kind.REST_OF_YEAR
        elif due.year == year + 1:
            yield Kind.NEXT_YEAR

    return kinds
