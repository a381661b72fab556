"""When a decision is to be looked at again."""

from __future__ import annotations

import calendar
from collections.abc import Iterable
from datetime import date

from ksa_tui.domain.model import Review
from ksa_tui.domain.workshop import Asset


def review_months(review: Review, levels: Iterable[int]) -> int:
    """Months until the review: the shortest rule that applies to these decided levels."""
    highest = max(levels, default=0)
    return min([review.months, *(m for at_least, m in review.rules if highest >= at_least)])


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last of that month.

    >>> add_months(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def review_date(review: Review, levels: Iterable[int], decided_on: date) -> date:
    """The day by which a decision is to be reviewed."""
    return add_months(decided_on, review_months(review, levels))


def review_on(review: Review, asset: Asset) -> date | None:
    """When an asset is due: None while any aspect is undecided, and when it was decided anew elsewhere."""
    levels = [assessment.decided for assessment in asset.assessments.values()]
    if asset.decided_on is None or asset.excluded or asset.superseded or not levels:
        return None
    known = [level for level in levels if level is not None]
    if len(known) < len(levels):
        return None
    planned = review_date(review, known, asset.decided_on)
    return min(planned, asset.review_called or planned)
