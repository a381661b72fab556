"""How it goes, in the words that fit the top bar: which asset, its minutes, and until when the rest lasts."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from textual.content import Content

from ksa_tui.domain.pace import Forecast, is_over
from ksa_tui.i18n import N_, _
from ksa_tui.ui.widgets.meter import meter

METER_WIDTH: Final = 12
SEPARATOR: Final = " · "


@dataclass(frozen=True, slots=True)
class Moment:
    """What the top bar of Classify is about, just now."""

    number: int
    total: int
    spent: int
    """Seconds on the asset at hand."""
    minutes: int
    """What the model reckons with."""
    forecast: Forecast | None
    end: datetime | None
    """The planned end."""


def pace_words(moment: Moment, room: int) -> Content:
    """The fullest telling that fits ``room`` cells: words are dropped, never the figures of time."""
    tellings = list(_tellings(moment))
    return next((told for told in tellings if told.cell_length <= room), tellings[-1])


def _tellings(moment: Moment) -> Iterator[Content]:
    number, total = moment.number, moment.total
    place = _("asset {number} of {total}").format(number=number, total=total)
    line = Content.assemble(place, "  ", meter(number, total, METER_WIDTH))
    short = Content(f"{number}/{total}")
    minutes = _minutes(moment)
    full, brief, least = (_rest(moment, words) for words in (_FULL, _BRIEF, _LEAST))
    yield Content("   ").join([line, _told(minutes, full)])
    yield _told(Content(place), minutes, full)
    yield _told(short, minutes, full)
    yield _told(short, minutes, brief)
    yield _told(minutes, brief)
    yield _told(minutes, least)


def _told(*parts: Content) -> Content:
    return Content(SEPARATOR).join([part for part in parts if part])


def _minutes(moment: Moment) -> Content:
    """The minutes of the asset; bold, and saying so, when they are more than the model reckons with."""
    count = moment.spent // 60
    if not count:
        return Content("")
    if not is_over(moment.spent, moment.minutes):
        return Content(_("{count} min").format(count=count))
    text = _("{count} min, over {limit}").format(count=count, limit=moment.minutes)
    return Content.styled(text, "bold $text")


def _rest(moment: Moment, words: _Words) -> Content:
    told = moment.forecast
    if told is None:
        return Content(_("all classified"))
    if told.is_far:
        return Content(_(words.hours).format(left=told.left, hours=told.hours))
    until = f"{told.until:%H:%M}"
    said = _(words.until).format(left=told.left, time=until)
    if moment.end is None or told.until <= moment.end:
        return Content(said)
    return Content(said + SEPARATOR + _("ends {time}").format(time=f"{moment.end:%H:%M}"))


@dataclass(frozen=True, slots=True)
class _Words:
    until: str
    hours: str


_FULL: Final = _Words(N_("{left} left, enough until {time}"), N_("{left} left, about {hours} h"))
_BRIEF: Final = _Words(N_("{left} left, until {time}"), N_("{left} left, about {hours} h"))
_LEAST: Final = _Words(N_("{left} left {time}"), N_("{left} left, {hours} h"))
