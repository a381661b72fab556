"""Systems in words: the table's cells, and the row under the cursor. Pure; no widget."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Final
from uuid import UUID

from textual.content import Content

from ksa_tui.domain.model import Aspect
from ksa_tui.domain.register import aspect_at, letters_of
from ksa_tui.domain.status import SystemState
from ksa_tui.domain.systems import Inherited, Moved, SystemUplift
from ksa_tui.domain.words import SYSTEM_STATE, SYSTEM_UPLIFT
from ksa_tui.i18n import _, language, ngettext, number
from ksa_tui.services.system_effects import SystemMeasures
from ksa_tui.services.systems import SystemLine, Systems
from ksa_tui.ui.register_words import model_words
from ksa_tui.ui.texts import lines, one_line, plain
from ksa_tui.ui.widgets.levels import (
    CELL_WIDTH,
    NOT_RATED_SIGN,
    cell,
    chip,
    level_names_width,
    level_style,
    level_word,
)
from ksa_tui.ui.widgets.table_line import Cell, Column

UP, DOWN = "↑", "↓"
SIGNS: Final[Mapping[SystemState, str]] = {
    SystemState.EMPTY: "·",
    SystemState.STARTED: "●",
    SystemState.PROPOSED: "○",
    SystemState.DECIDED: "✓",
}
STATE_WIDTH: Final = 20
_NAMED: Final = 3
"""So many that give a level are named; the rest are counted."""


# ---------------------------------------------------------------- the table


def columns_of(found: Systems, *, with_links: bool) -> list[Column[SystemLine]]:
    """Name, levels, how many assets, links where there is room for them, how far it has come."""
    letters = [
        Column[SystemLine](
            letter, partial(_level, found, letter), max(CELL_WIDTH, len(letter)), "center"
        )
        for letter in letters_of(found.models.values())
    ]
    heading = _("Assets")
    links = Column[SystemLine](_("Inherits from"), partial(_sources, found), 24)
    return [
        Column[SystemLine](
            _("System"), lambda line: line.system.name, detail=partial(_model, found)
        ),
        *letters,
        Column[SystemLine](heading, lambda line: number(line.assets), len(heading), "right"),
        *([links] if with_links else []),
        Column[SystemLine](_("Levels"), _state, STATE_WIDTH),
    ]


def _model(found: Systems, line: SystemLine) -> Cell:
    """The second line, where the store has several models: levels of two are not compared by number."""
    if line.model_id is None:
        return ""
    return Content.styled(model_words(found.models[line.model_id]), "$text-muted")


def _level(found: Systems, letter: str, line: SystemLine) -> Cell:
    aspect = aspect_at(found.models[line.model_id], letter) if line.model_id else None
    if aspect is None:
        return ""
    return level_cell(line.standing.levels.get(aspect.id), aspect)


def level_cell(here: Inherited | None, aspect: Aspect) -> Content:
    """A level three cells wide: " 2 ", " 3↑" raised, " 1↓" lowered, " · " not rated."""
    if here is None or here.uplift is None:
        return cell(here.level if here else None, aspect)
    return Content.styled(f" {here.level}{_sign(here.uplift)}", level_style(aspect, here.level))


def _sign(uplift: SystemUplift) -> str:
    return DOWN if uplift.lowers else UP


def _sources(found: Systems, line: SystemLine) -> Cell:
    names = ", ".join(found.name(each) for each in line.sources)
    return plain(names or "–", "$text-muted")


def _state(line: SystemLine) -> Content:
    state = line.standing.state
    words = f"{SIGNS[state]} {_(SYSTEM_STATE[state])}"
    return Content.styled(words, "$text-muted") if state is SystemState.EMPTY else Content(words)


# ---------------------------------------------------------------- the row under the cursor


def about(found: Systems, line: SystemLine, *, wide: bool) -> Content:
    """What it is, where each level comes from, and what it inherits from and hands on to."""
    return Content("\n").join(
        [*_who(line, wide=wide), *_levels(found, line, wide=wide), *_links(found, line)]
    )


def _who(line: SystemLine, *, wide: bool) -> Iterator[Content]:
    facts = line.system
    people = [one_line(each) for each in (facts.supplier, facts.owner, facts.department) if each]
    name = plain(facts.name, "bold")
    if not wide:
        yield Content.assemble(name, "  ", (" · ".join(people), "$text-muted"))
        return
    yield name
    yield from (Content.styled(each, "$text-muted") for each in people)
    yield Content("")


def _levels(found: Systems, line: SystemLine, *, wide: bool) -> Iterator[Content]:
    if line.model_id is None:
        yield Content.styled(_("No information asset lies in it yet."), "$text-muted")
        return
    model = found.models[line.model_id]
    for aspect in model.aspects:
        here = line.standing.levels.get(aspect.id)
        if here is None:
            words = (_("not rated"), "$text-muted")
            yield Content.assemble((f"{aspect.letter} ", "bold"), f" {NOT_RATED_SIGN}  ", words)
            if wide:
                yield Content("")
        else:
            width = 0 if wide else max(level_names_width(each) for each in model.aspects) + 2
            yield from _one_level(found, here, aspect, width)


def _one_level(found: Systems, here: Inherited, aspect: Aspect, width: int) -> Iterator[Content]:
    """On one line where the chips have a ``width`` in common, else on a line each."""
    shown = chip(here.level, aspect, width=width, centred=False)
    level = Content.assemble((f"{aspect.letter} ", "bold"), shown)
    kind = _("decided") if here.is_decided else _("proposed")
    origin = Content.assemble((f"{kind}: ", "$text-muted"), _from(found, here))
    moved = [moved_words(here.uplift, here.highest)] if here.uplift else []
    if not width:
        yield from (level, origin, *moved, Content(""))
    else:
        yield Content("  ").join([level, origin])
        yield from (Content("  ") + each for each in moved)


def _from(found: Systems, here: Inherited) -> str:
    names = [asset.name for asset in here.assets] + [found.name(each) for each in here.systems]
    told = ", ".join(one_line(name) for name in names[:_NAMED])
    more = len(names) - _NAMED
    return f"{told} +{more}" if more > 0 else told


def moved_words(uplift: SystemUplift, highest: int) -> Content:
    """ "↑ from 2, accumulation: why"."""
    words = _("{sign} from {level}, {code}: ").format(
        sign=_sign(uplift), level=highest, code=_(SYSTEM_UPLIFT[uplift.code])
    )
    return Content.assemble((words, "bold"), lines(uplift.motivation).replace("\n", " "))


def _links(found: Systems, line: SystemLine) -> Iterator[Content]:
    for label, systems in (
        (_("inherits from {names}"), line.sources),
        (_("hands on to {names}"), line.heirs),
    ):
        if systems:
            names = ", ".join(one_line(found.name(each)) for each in systems)
            yield Content.styled(label.format(names=names), "$text-muted")


def measures_words(listed: Sequence[SystemMeasures], model: UUID | None) -> Content:
    """How many measures follow from the levels of this model, and how many of them are left."""
    here = next((each for each in listed if each.model_id == model), None)
    if here is None or not here.following:
        return Content("")
    count = len(here.following)
    words = ngettext(
        "{count} measure follows, {left} left", "{count} measures follow, {left} left", count
    )
    return Content.styled(words.format(count=count, left=count - here.settled), "$text-muted")


# ---------------------------------------------------------------- what changes


def step_words(aspect: Aspect, before: int | None, after: int) -> Content:
    """ "K  2 Betydande → 3 Allvarlig"."""
    was = _("not rated") if before is None else level_word(aspect, before)
    return Content.assemble(
        (f"{aspect.letter}  ", "bold"), f"{was} → ", (level_word(aspect, after), "bold")
    )


def moved_line(found: Systems, moved: Sequence[Moved]) -> Content:
    """Every system that changes, with its levels; that none does."""
    if not moved:
        return Content.styled(_("– no system changes"), "$text-muted")
    return Content(", ").join([_moved(found, each) for each in moved])


def _moved(found: Systems, moved: Moved) -> Content:
    before, after = (
        NOT_RATED_SIGN if each is None else str(each) for each in (moved.before, moved.after)
    )
    return Content.assemble(one_line(found.name(moved.system)), (f" {before}→{after}", "bold"))


def model_of_row(found: Systems, key: UUID) -> str:
    """A model by name, where there are several."""
    return model_words(found.models[key]) if len(found.models) > 1 else ""


def aspect_words(aspect: Aspect) -> str:
    """ "K  Konfidentialitet"."""
    return f"{aspect.letter}  {aspect.name.get(language())}"
