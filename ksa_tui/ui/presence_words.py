"""Who is here, in words: "all the time", "from 09:40", "09:00–09:40, 10:30–", "not here"."""

from __future__ import annotations

from datetime import datetime

from textual.content import Content

from ksa_tui.domain.sitting import Attendance, Sitting
from ksa_tui.domain.workshop import Participant
from ksa_tui.i18n import _


def noted_at(sitting: Sitting, person: Participant) -> list[Attendance]:
    """What is noted of someone's coming and going at a sitting, in the order of time."""
    return [one for one in person.attendance if one.sitting == sitting.id]


def presence_words(sitting: Sitting, person: Participant) -> Content:
    """When someone is here; muted where nothing is noted."""
    noted = noted_at(sitting, person)
    if not noted:
        return Content.styled(_("all the time"), "$text-muted")
    if len(noted) > 1:
        return Content(", ".join(map(_span, noted)))
    (only,) = noted
    if only.is_absence:
        return Content(_("not here"))
    if only.until is None:
        return Content(_("from {time}").format(time=_time(only.since)))
    if only.since <= sitting.since:
        return Content(_("until {time}").format(time=_time(only.until)))
    return Content(_span(only))


def _span(one: Attendance) -> str:
    return f"{_time(one.since)}–{_time(one.until) if one.until else ''}"


def _time(moment: datetime) -> str:
    return f"{moment.astimezone():%H:%M}"
