"""The register in words: its columns, what it is filtered by, and the row under the cursor. Pure; no widget."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any, Final

from textual.content import Content

from ksa_tui.domain.answer_words import CHOICES
from ksa_tui.domain.answers import Choice
from ksa_tui.domain.model import Model
from ksa_tui.domain.register import Due, LevelFilter, RegisterFilter, RegisterRow, aspect_at
from ksa_tui.domain.words import ASSET_STATUS
from ksa_tui.domain.workshop import AssetStatus
from ksa_tui.i18n import N_, _, language, ngettext, number
from ksa_tui.services.asset_history import Happening
from ksa_tui.services.register import Facet, Register, without
from ksa_tui.ui.history_words import day_of, levels_of
from ksa_tui.ui.screens.workshop_words import IN_WORK, QUIET, SIGNS
from ksa_tui.ui.texts import one_line, plain
from ksa_tui.ui.widgets.levels import CELL_WIDTH, cell, level_word
from ksa_tui.ui.widgets.table_line import Cell, Column
from ksa_tui.ui.widgets.words import alert

STATUS_WIDTH: Final = 16
DEPARTMENT_WIDTH: Final = 19
VALUE_WIDTH: Final = 20
"""Cells that the value of a facet takes at most in the line above the table."""
_DATE_WIDTH: Final = 12

FACETS: Final[dict[Facet, str]] = {
    "department": N_("Department"),
    "owner": N_("Owner"),
    "status": N_("Status"),
    "level": N_("Level"),
    "due": N_("Review"),
}
FEW: Final[tuple[Facet, ...]] = ("department", "status", "due")
"""Those that are told where there is no room for all and none of them narrows."""
DUES: Final = {Due.OVERDUE: N_("overdue"), Due.NEAR: N_("within 60 days")}


# ---------------------------------------------------------------- the table


def columns_of(
    letters: Sequence[str], today: date, *, with_department: bool
) -> list[Column[RegisterRow]]:
    """Name, levels, department where there is room, review and status."""
    levels = [
        Column[RegisterRow](letter, partial(_level, letter), max(CELL_WIDTH, len(letter)), "center")
        for letter in letters
    ]
    department = Column[RegisterRow](
        _("Department"), lambda row: plain(row.department, "$text-muted"), DEPARTMENT_WIDTH
    )
    return [
        Column[RegisterRow](_("Information asset"), _name, detail=_model),
        *levels,
        *([department] if with_department else []),
        Column[RegisterRow]("  " + _("Review"), partial(_review, today), _DATE_WIDTH),
        Column[RegisterRow](_("Status"), partial(status_of, today), STATUS_WIDTH),
    ]


def _name(row: RegisterRow) -> Cell:
    return plain(row.name, "$text-muted") if row.status in QUIET else row.name


def _model(row: RegisterRow) -> Cell:
    """The second line, where the store has several models: levels of two are not compared by number."""
    return Content.styled(model_words(row.model), "$text-muted")


def model_words(model: Model) -> str:
    """A model by name and version."""
    return f"{one_line(model.name.get(language()))} {one_line(model.version)}"


def _level(letter: str, row: RegisterRow) -> Cell:
    """A level; nothing for an excluded asset, nor where the asset's model has no such aspect."""
    aspect = aspect_at(row.model, letter)
    if row.levels is None or aspect is None:
        return ""
    return cell(row.levels[aspect.id], aspect, below=aspect.id in row.below_floor)


def _review(today: date, row: RegisterRow) -> Cell:
    if row.status is AssetStatus.STOPPED:
        return ""
    if row.review_on is None:
        return Content.styled("  –", "$text-muted")
    sign = alert("! ") if row.is_overdue(today) else Content("  ")
    return Content.assemble(sign, row.review_on.isoformat())


def status_of(today: date, row: RegisterRow) -> Content:
    """Sign and word; what is decided and soon to be reviewed says so."""
    if row.is_decided and row.is_near(today):
        return Content("○ " + _("due for review"))
    words = f"{SIGNS[row.status]} {_(ASSET_STATUS[row.status])}"
    if row.status in QUIET:
        return Content.styled(words, "$text-muted")
    return Content.styled(words, "bold" if row.status in IN_WORK else "")


# ---------------------------------------------------------------- what it is filtered by


def hint(count: int) -> str:
    """What an empty search field says."""
    words = ngettext(
        "name, system, owner in {count} information asset",
        "name, system, owner in {count} information assets",
        count,
    )
    return words.format(count=number(count))


def value_words(register: Register, facet: Facet, value: Any) -> str:
    """One value of a facet in words; user text made harmless."""
    if value is None:
        return _("at any time") if facet == "due" else _("all")
    match facet:
        case "department":
            return next((one_line(e.name) for e in register.departments if e.id == value), "–")
        case "owner":
            return next((one_line(e.name) for e in register.owners if e.id == value), "–")
        case "status":
            return _(ASSET_STATUS[value])
        case "due":
            return _(DUES[value])
        case "level":
            return _level_words(register, value)


def _level_words(register: Register, wanted: LevelFilter) -> str:
    model = register.models.get(wanted.model)
    if model is None:
        return "–"
    aspect = model.aspect(wanted.aspect)
    level = level_word(aspect, wanted.level)
    words = _("{aspect} at least {level}") if wanted.at_least else "{aspect} {level}"
    said = words.format(aspect=aspect.letter, level=level)
    return said if len(register.models) == 1 else f"{said}, {model_words(model)}"


def facets_line(register: Register, wanted: RegisterFilter, room: int) -> Content:
    """Every facet with its value; where there is no room for all, those that narrow."""
    for gap in (4, 2):
        said = [_facet(register, facet, wanted, VALUE_WIDTH) for facet in FACETS]
        line = Content(" " * gap).join(said)
        if line.cell_length <= room:
            return line
    narrowing = [facet for facet in FACETS if getattr(wanted, facet) is not None]
    shown = narrowing or FEW
    return Content("  ").join([_facet(register, f, wanted, room // len(shown)) for f in shown])


def _facet(register: Register, facet: Facet, wanted: RegisterFilter, width: int) -> Content:
    value = getattr(wanted, facet)
    label = Content.styled(f"{_(FACETS[facet])} ", "$text-muted")
    words = Content(value_words(register, facet, value)).truncate(width, ellipsis=True)
    return label + (words if value is None else words.stylize("bold"))


def filter_words(register: Register, wanted: RegisterFilter, search: str) -> str:
    """What narrows the register, in a sentence for the workbook; empty when nothing does."""
    parts = [
        f"{_(label)}: {value_words(register, facet, getattr(wanted, facet))}"
        for facet, label in FACETS.items()
        if getattr(wanted, facet) is not None
    ]
    if wanted.words:
        parts.append(_("search: {words}").format(words=one_line(search.strip())))
    return " · ".join(parts)


def choices(
    register: Register, facet: Facet, wanted: RegisterFilter, today: date
) -> list[tuple[RegisterFilter, str, str]]:
    """What a facet can be set to, each with how many assets it would show; "all" first."""
    counts = register.count(facet, wanted, today)
    open_again = (without(wanted, facet), value_words(register, facet, None), "")
    return [
        open_again,
        *(
            (_set(wanted, facet, value), value_words(register, facet, value), str(counts[value]))
            for value in _values(register, facet)
            if counts[value] or getattr(wanted, facet) == value
        ),
    ]


def _set(wanted: RegisterFilter, facet: Facet, value: Any) -> RegisterFilter:
    changes: dict[str, Any] = {facet: value}
    return replace(wanted, **changes)


def _values(register: Register, facet: Facet) -> Iterator[Any]:
    match facet:
        case "department":
            yield from (each.id for each in register.departments)
        case "owner":
            yield from (each.id for each in register.owners)
        case "status":
            yield from AssetStatus
        case "due":
            yield from Due
        case "level":
            yield from _level_values(register)


def _level_values(register: Register) -> Iterator[LevelFilter]:
    """Of every aspect the highest first: exactly that level, then that level and above."""
    for key, model in register.models.items():
        for aspect in model.aspects:
            for step in reversed(aspect.levels):
                yield LevelFilter(key, aspect.id, step.value, at_least=False)
                if aspect.levels[0].value < step.value < aspect.top:
                    yield LevelFilter(key, aspect.id, step.value)


# ---------------------------------------------------------------- the row under the cursor


def about(row: RegisterRow, today: date, *, with_model: bool) -> Content:
    """What the asset is, whose, where it was classified, and when it is to be reviewed."""
    if row.status is AssetStatus.STOPPED:
        return Content("\n").join([plain(row.name, "bold"), status_of(today, row)])
    people = [row.department, row.owner, row.workshop_title]
    lines = [plain(row.name, "bold"), *(plain(t, "$text-muted") for t in people if t)]
    if with_model:
        lines.append(Content.styled(model_words(row.model), "$text-muted"))
    if row.is_near(today) and row.review_on is not None:
        lines.append(_due_words(row.review_on, today))
    return Content("\n").join(lines)


def _due_words(day: date, today: date) -> Content:
    days = (day - today).days
    if days < 0:
        words = ngettext("review {count} day late", "review {count} days late", -days)
        return Content.assemble(alert("! "), words.format(count=-days))
    words = ngettext("review in {count} day", "review in {count} days", days)
    return Content.assemble("○ ", words.format(count=days))


def happenings(found: Sequence[Happening], most: int) -> list[Content]:
    """The latest first, each with its levels, who, and what differs from the one before."""
    latest = list(reversed(found))
    before = [*latest[1:], None]
    if not latest:
        return [Content.styled(_("Not handed out yet"), "$text-muted")]
    return [
        _happening(one, earlier) for one, earlier in list(zip(latest, before, strict=True))[:most]
    ]


def _happening(one: Happening, before: Happening | None) -> Content:
    lines = [Content.assemble((_what(one), "bold"), "  ", (day_of(one), "$text-muted"))]
    if one.levels:
        lines.append(levels_of(one))
    who = ", ".join(part for part in (one_line(one.who), _difference(one, before)) if part)
    lines.append(Content.styled(who, "$text-muted"))
    if one.comment:
        lines.append(plain(one.comment))
    return Content("\n").join(lines)


def _what(one: Happening) -> str:
    if one.kind == "proposal":
        return _("Proposal")
    return _("Returned") if one.choice is Choice.RETURN else _("Decision")


def _difference(one: Happening, before: Happening | None) -> str:
    """ "R from 2": against what came before, where the model is the same."""
    if before is None or before.model != one.model or one.choice is Choice.RETURN:
        return _(CHOICES[one.choice]) if one.choice is Choice.RETURN else ""
    changed = [
        _("{aspect} from {level}").format(aspect=a.letter, level=before.levels[a.id])
        for a in one.model.aspects
        if a.id in before.levels and before.levels[a.id] != one.levels.get(a.id)
    ]
    return ", ".join(changed)
