"""Words that several sheets of the report share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from ksa_tui.domain.model import Aspect, Model
from ksa_tui.domain.year_report import Department, Kind
from ksa_tui.domain.year_standing import Slot, Undecided
from ksa_tui.i18n import N_, _, language

NOT_RATED: Final = "–"
PROPOSED: Final = "○"

SHORT: Final[Mapping[Kind, str]] = {
    Kind.ALL: N_("In all"),
    Kind.NOW_DECIDED: N_("Decided"),
    Kind.NOW_WITH_OWNER: N_("With the owner"),
    Kind.NOW_RETURNED: N_("Sent back"),
    Kind.NOW_CLASSIFIED: N_("Classified"),
    Kind.NOW_UNCLASSIFIED: N_("Not classified"),
    Kind.WAITED_LONG: N_("Over 30 days with the owner"),
    Kind.CLASSIFIED: N_("Classified in the year"),
    Kind.DECIDED: N_("Decided in the year"),
    Kind.RETURNED: N_("Sent back in the year"),
    Kind.OVERDUE: N_("Review overdue"),
    Kind.REST_OF_YEAR: N_("Review in the rest of the year"),
    Kind.NEXT_YEAR: N_("Review the year after"),
}
"""Message ids for the heads of columns and the names in charts."""


def model_words(model: Model) -> str:
    """A model by name and version."""
    return f"{model.name.get(language())} {model.version}"


def level_words(aspect: Aspect, level: int) -> str:
    """A level by digit and word."""
    return f"{level} {aspect.level(level).short.get(language())}"


def slot_words(aspect: Aspect, slot: Slot) -> str:
    """Where an aspect is counted."""
    if isinstance(slot, int):
        return level_words(aspect, slot)
    return _("proposed, not decided") if slot is Undecided.PROPOSED else _("not rated")


def department_words(department: Department) -> str:
    """A department by name, and that it is one no more."""
    if department.id is None:
        return _("No department")
    if department.is_retired:
        return _("{name} (retired)").format(name=department.name)
    return department.name


def department_names(departments: tuple[Department, ...]) -> dict[UUID | None, str]:
    """The words of departments by id."""
    return {each.id: department_words(each) for each in departments}


def state_words(year: int, day: object, *, is_running: bool) -> str:
    """What day the report tells of."""
    if is_running:
        return _("The year so far: as of {day}").format(day=day)
    return _("The whole year {year}: as of {day}").format(year=year, day=day)
