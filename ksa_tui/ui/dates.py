"""Dates and times as people write them; shown as 2026-11-24 and 11:30."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from typing import Final

from ksa_tui.errors import RuleError
from ksa_tui.i18n import N_

_ISO: Final = re.compile(r"(\d{4})[-/. ]?(\d{2})[-/. ]?(\d{2})")
_SHORT_ISO: Final = re.compile(r"(\d{2})(\d{2})(\d{2})")
_DAY_MONTH: Final = re.compile(
    r"(\d{1,2})\s*[/. -]\s*(\d{1,2}|[^\W\d]+\.?)(?:[\s/.-]+(\d{4}|\d{2}))?"
)
_TIME: Final = re.compile(r"(\d{1,2})(?:[:. ]?(\d{2}))?")
_MONTHS: Final = (
    ("jan",), ("feb",), ("mar",), ("apr",), ("maj", "may"), ("jun",),
    ("jul",), ("aug",), ("sep",), ("okt", "oct"), ("nov",), ("dec",),
)  # fmt: skip
_NEAR: Final = {"idag": 0, "i dag": 0, "today": 0, "imorgon": 1, "i morgon": 1, "tomorrow": 1}
_LONG_AGO: Final = timedelta(days=183)


def parse_date(text: str, today: date) -> date | None:
    """Read a date in any common writing; None for a blank text, ``RuleError`` for nonsense.

    Day comes before month. Without a year, the nearest such day is meant: up to half a year back, else
    ahead.
    """
    wanted = " ".join(text.split()).casefold()
    if not wanted:
        return None
    if wanted in _NEAR:
        return today + timedelta(days=_NEAR[wanted])
    try:
        found = _from_figures(wanted) or _from_day_and_month(wanted, today)
    except ValueError:  # the 31st of February
        found = None
    if found is None:
        raise RuleError(N_("“{text}” is not a date. Write it like 2026-11-24."), text=text.strip())
    return found


def _from_figures(text: str) -> date | None:
    if match := _ISO.fullmatch(text):
        return date(*map(int, match.groups()))
    if match := _SHORT_ISO.fullmatch(text):
        year, month, day = map(int, match.groups())
        return date(2000 + year, month, day)
    return None


def _from_day_and_month(text: str, today: date) -> date | None:
    match = _DAY_MONTH.fullmatch(text)
    if match is None:
        return None
    day, month, year = int(match[1]), _month(match[2]), match[3]
    if month is None:
        return None
    if year:
        return date(int(year) + (2000 if len(year) == 2 else 0), month, day)
    this_year = date(today.year, month, day)
    return this_year if this_year >= today - _LONG_AGO else date(today.year + 1, month, day)


def _month(word: str) -> int | None:
    if word.isdigit():
        return int(word)
    for number, starts in enumerate(_MONTHS, start=1):
        if word.startswith(starts):
            return number
    return None


def parse_time(text: str) -> time | None:
    """Read a time of day ("11", "11:30", "1130", "11.30"); None for a blank text."""
    wanted = text.strip().removeprefix("kl").strip(". ")
    if not wanted:
        return None
    if match := _TIME.fullmatch(wanted):
        hour, minute = int(match[1]), int(match[2] or 0)
        if hour < 24 and minute < 60:
            return time(hour, minute)
    raise RuleError(N_("“{text}” is not a time. Write it like 11:30."), text=text.strip())
