"""Measures in words: state and place of an answer, what a level more would bring. Pure; no widget."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from textual.content import Content

from ksa_tui.domain.model import Measure, Measures, Model
from ksa_tui.domain.protecting import Answer, Change, Place, Scope, State
from ksa_tui.domain.protection_plan import Line, Order
from ksa_tui.domain.standing import standing_level
from ksa_tui.domain.words import MEASURE_STATE
from ksa_tui.domain.workshop import Asset
from ksa_tui.i18n import N_, _, language, ngettext
from ksa_tui.services.protection import Steps
from ksa_tui.ui.texts import one_line, plain
from ksa_tui.ui.widgets.levels import level_word

SIGNS: dict[State, str] = {
    State.MET: "✓",
    State.PARTLY: "●",
    State.NOT_MET: "!",
    State.NOT_RELEVANT: "–",
    State.UNKNOWN: "○",
}
IN_PART = "◐"
"""Settled for some of the assets only."""
ORDERS: dict[Order, str] = {
    Order.CATALOGUE: N_("in the order of the catalogue"),
    Order.DUE: N_("by date"),
    Order.ROLE: N_("by responsible role"),
}
_NO_BREAK = "\u00a0"
_ANSWERS = 2
"""So many answers are told where the weakest has none."""
_NAMED = 6
"""So many assets are named as bringing a measure; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Where:
    """A place where answers can hold, with its name; user text."""

    place: Place
    name: str


def state_of(line: Line) -> Content:
    """Sign and word of the weakest state; where it is known for some of the assets only, of how many."""
    if line.state is State.UNKNOWN and line.answered:
        return Content(_known_in_part(line))
    sign, word = SIGNS[line.state], _(MEASURE_STATE[line.state])
    if line.state is State.NOT_MET:
        return Content.assemble((f"{sign} ", "bold $alert"), (word, "bold"))
    if line.state is State.MET:
        return Content.assemble((f"{sign} ", "bold $accent"), word)
    return Content.styled(f"{sign} {word}", "" if line.state is State.PARTLY else "$text-muted")


def _known_in_part(line: Line) -> str:
    """Settled for some assets and not known for the rest: "◐ met, 1 of 9"."""
    all_met = all(each.state is State.MET for each in line.answered)
    text = _("met, {count} of {total}") if all_met else _("answered, {count} of {total}")
    return f"{IN_PART} {text.format(count=len(line.answered), total=len(line.assets))}"


def letters_of(model: Model, line: Line) -> str:
    """The aspects that bring it: "K R"."""
    return " ".join(model.aspect(aspect).letter for aspect in line.aspects)


def when_and_who(line: Line) -> str:
    """By when and by which role, of the answer that counts."""
    if line.answer is None:
        return ""
    parts = [line.answer.due.isoformat() if line.answer.due else "", one_line(line.answer.role)]
    return "  ".join(part for part in parts if part)


def summary(found: Sequence[Line]) -> str:
    """How many, and how many are left."""
    left = sum(line.is_gap for line in found)
    words = ngettext("{count} measure, {left} left", "{count} measures, {left} left", len(found))
    return words.format(count=len(found), left=left)


def in_full(model: Model, measures: Measures, line: Line, places: Sequence[Where]) -> Content:
    """Everything about a measure: what it says, why it follows, what was answered and where."""
    parts = [
        Content.styled(line.measure.is_text.get(language()), "bold"),
        *(plain(text) for text in _answered(line, places)),
        Content.styled(_follows_from(model, line), "$text-muted"),
        Content.styled(measure_facts(measures, line.measure), "$text-muted"),
    ]
    return Content("\n").join(parts)


def _follows_from(model: Model, line: Line) -> str:
    names = [_bringing(model, line, each.asset) for each in line.assets[:_NAMED]]
    words = _("follows from {assets}").format(assets="; ".join(names))
    if (left := len(line.assets) - _NAMED) > 0:
        words += " " + ngettext("and {count} more", "and {count} more", left).format(count=left)
    return words


def _bringing(model: Model, line: Line, asset: Asset) -> str:
    levels = [
        f"{aspect.letter} {level_word(aspect, level)}"
        for aspect in map(model.aspect, line.aspects)
        if (level := standing_level(model, asset, aspect.id)) is not None
        and level >= line.measure.threshold[aspect.id]
    ]
    return f"{one_line(asset.name)} ({', '.join(levels)})"


def _answered(line: Line, places: Sequence[Where]) -> Iterator[str]:
    """The answer of the weakest, or what was said where the weakest has none; then how all of them stand."""
    given = [line.answer] if line.answer else [each.answer for each in line.answered]
    if not given:
        yield _("Nothing has been answered yet.")
        return
    for answer in list(dict.fromkeys(filter(None, given)))[:_ANSWERS]:
        yield from _in_words(answer, places)
    if len(line.states) > 1:
        states = (f"{_(MEASURE_STATE[state])} {count}" for state, count in line.states.items())
        text = ngettext(
            "of {count} asset: {states}", "of {count} assets: {states}", len(line.assets)
        )
        yield text.format(count=len(line.assets), states=", ".join(states))


def _in_words(answer: Answer, places: Sequence[Where]) -> Iterator[str]:
    parts = [
        _(MEASURE_STATE[answer.state]),
        place_name((answer.scope, answer.place), places),
        answer.due.isoformat() if answer.due else "",
        one_line(answer.role),
    ]
    yield " · ".join(part for part in parts if part)
    for text in (answer.reason, answer.note):
        if text:
            yield one_line(text)


def role_words(role: str) -> str:
    """A responsible role, or that there is none yet."""
    return one_line(role) if role else _("nobody responsible yet")


def place_name(place: Place, places: Sequence[Where]) -> str:
    """What a place is called."""
    return next((each.name for each in places if each.place == place), scope_words(place[0]))


def scope_words(scope: Scope) -> str:
    """What kind of place it is."""
    match scope:
        case Scope.ORGANISATION:
            return _("the whole organisation")
        case Scope.DEPARTMENT:
            return _("a department")
        case Scope.SYSTEM:
            return _("a system")
        case Scope.ASSET:
            return _("this asset")


def measure_facts(measures: Measures, measure: Measure) -> str:
    """Group, who sees to it, controls of the standard, and whether it is required in procurement."""
    group = next(each.name.get(language()) for each in measures.groups if each.id == measure.group)
    who = [
        each.name.get(language()) for each in measures.responsible if each.id in measure.responsible
    ]
    iso = (
        _("ISO/IEC 27002: {controls}").format(controls=", ".join(measure.iso))
        if measure.iso
        else ""
    )
    required = _("also a requirement in procurement") if measure.procurement else ""
    return " · ".join(part for part in (group, ", ".join(who), iso, required) if part)


def change_words(change: Change, *, more: bool) -> str:
    """What a level more brings: "+7 areas of measures, 3 of them for procurement"."""
    sign = "+" if more else "−"
    words = ngettext(
        "{sign}{count} area of measures", "{sign}{count} areas of measures", change.families
    )
    said = words.format(sign=sign, count=change.families)
    if not change.procured:
        return said
    required = ngettext(
        "{count} of them for procurement",
        "{count} of them for procurement",
        change.procured,
    )
    return f"{said}, {required.format(count=change.procured)}"


def price_words(steps: Steps | None) -> str:
    """What the next level would bring: "level 3: +7 areas of measures"; empty at the top."""
    if steps is None or steps.more is None:
        return ""
    change = change_words(steps.more, more=True)
    return _("level {level}: {change}").format(level=steps.more.level, change=change)


def price_line(steps: Steps | None) -> str:
    """What a level more brings and a level less spares: "level 3: +7 areas of measures   level 1: −11"."""
    if steps is None:
        return ""
    said = [price_words(steps)]
    if steps.less is not None:
        words = _("level {level}: {change}")
        less = words.format(level=steps.less.level, change=f"−{steps.less.families}")
        said.append(less.replace(" ", _NO_BREAK))  # wraps as one
    return "   ".join(filter(None, said))


def dearer_words(model: Model, around: Mapping[str, Steps]) -> str:
    """What a level more of each aspect would bring: "a level more: K +7 · R +3 areas of measures"."""
    found = [(aspect, around.get(aspect.id)) for aspect in model.aspects]
    said = [
        f"{aspect.letter} +{each.more.families}" for aspect, each in found if each and each.more
    ]
    if not said:
        return ""
    return _("a level more: {steps} areas of measures").format(steps=" · ".join(said))
