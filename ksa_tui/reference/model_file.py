"""From the TOML of a classification model to the frozen :class:`Model`, every row checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final, cast

from ksa_tui.domain.model import (
    GENERAL,
    Area,
    Aspect,
    Distinction,
    Level,
    Model,
    Review,
    Role,
    Stop,
    Trigger,
)
from ksa_tui.domain.texts import Text
from ksa_tui.i18n import N_, number
from ksa_tui.reference.expected import Phrase
from ksa_tui.reference.facts_file import read_facts
from ksa_tui.reference.rows import MAX_NAME, Row
from ksa_tui.reference.unique import tell_doubles

MIN_LEVELS: Final = 3
MAX_LEVELS: Final = 5
MAX_ASPECTS: Final = 9
MAX_AREAS: Final = 20
_MAX_AMOUNT: Final = 10**15
_NO_LEVEL: Final = Level(0, Text(""), Text(""), Text(""), Text(""))


def build_model(top: Row) -> Model:
    """The model of a whole document. What is wrong is told to the findings; then the result is of no use."""
    top.findings.placeholders = _thresholds(top.table("thresholds"))
    aspects = _aspects(top)
    areas = _areas(top)
    known = {aspect.id: aspect for aspect in aspects if aspect.id}
    facts = read_facts(top, known)
    highest = max((aspect.top for aspect in aspects), default=0)
    model = Model(
        id=top.identity(),
        version=top.string("version", limit=MAX_NAME),
        name=top.text("name", limit=MAX_NAME),
        rule=top.text("rule"),
        aspects=aspects,
        areas=areas,
        descriptors=_descriptors(top, known, areas),
        distinctions=_distinctions(top, known, areas),
        questions=facts.questions,
        flags=facts.flags,
        floors=facts.floors,
        roles=_roles(top),
        stop=_stop(top, facts.stop_flags),
        review=_review(top, highest),
        review_triggers=_triggers(top),
        motivation_from=top.integer("motivation_from", 0, MAX_LEVELS, default=1),
        minutes_per_asset=top.integer("minutes_per_asset", 1, 240, default=8),
    )
    _tell_unused(top)
    return model


def _thresholds(table: Row | None) -> Mapping[str, Text]:
    if table is None:
        return {}
    return {key: _threshold(table, key) for key in table.keys()}  # noqa: SIM118 - a method of Row


def _threshold(table: Row, key: str) -> Text:
    value = table.value(key)
    if isinstance(value, int) and not isinstance(value, bool) and 0 < value <= _MAX_AMOUNT:
        return Text(number(value, "sv"), number(value, "en"))
    if isinstance(value, dict):
        row = cast("Row", table.table(key))
        text = Text(row.string("sv"), row.string("en", required=False))
        row.close()
        return text
    table.wrong(
        key,
        Phrase(N_("a whole number, or a text as {example}"), {"example": '{ sv = "…", en = "…" }'}),
    )
    return Text("")


def _tell_unused(top: Row) -> None:
    table = top.table("thresholds")
    values = top.findings.placeholders or {}
    for key in values:
        if table and key not in top.findings.used:
            table.warning(N_("{key} is used in no text."), key)


def _aspects(top: Row) -> tuple[Aspect, ...]:
    rows = top.rows("aspect")
    scales = _scales(top, [row.value("id") for row in rows if isinstance(row.value("id"), str)])
    aspects = tuple(_aspect(row, scales) for row in rows[:MAX_ASPECTS])
    if not 1 <= len(rows) <= MAX_ASPECTS:
        _tell_count(top, "aspect", len(rows), MAX_ASPECTS)
    tell_doubles(rows, "id")
    tell_doubles(rows, "letter")
    return aspects


def _tell_count(top: Row, table: str, count: int, highest: int) -> None:
    top.problem(
        N_("There are {count} tables [[{table}]]; expected is 1 to {highest}."),
        table, count=count, table=table, highest=highest,
    )  # fmt: skip


def _aspect(row: Row, scales: Mapping[str | None, list[Level]]) -> Aspect:
    aspect_id = row.identity()
    if aspect_id == GENERAL:
        row.wrong("id", Phrase(N_("another id: {id} means no single aspect"), {"id": GENERAL}))
    letter = row.value("letter") if row.has("letter") else None
    if not (isinstance(letter, str) and len(letter) == 1 and letter.isalpha()):
        row.wrong("letter", Phrase(N_("one letter")))
        letter = ""
    name = row.text("name", limit=MAX_NAME)
    levels = sorted(scales.get(aspect_id) or scales.get(None, []), key=lambda level: level.value)
    aspect = Aspect(
        id=aspect_id,
        letter=letter,
        name=name,
        short=row.short(name),
        definition=row.text("definition"),
        question=row.text("question"),
        levels=tuple(levels),
    )
    row.close()
    return _with_scale(row, aspect)


def _with_scale(row: Row, aspect: Aspect) -> Aspect:
    values = [level.value for level in aspect.levels]
    if MIN_LEVELS <= len(values) <= MAX_LEVELS and values == list(range(len(values))):
        return aspect
    row.problem(
        N_(
            "Aspect {aspect} has the levels {values}; expected is {low} to {high} levels,"
            " numbered 0, 1, 2 …"
        ),
        "id",
        aspect=aspect.id,
        values=", ".join(map(str, values[:20])) or "–",
        low=MIN_LEVELS,
        high=MAX_LEVELS,
    )
    return aspect if values else replace(aspect, levels=(_NO_LEVEL,))


def _scales(top: Row, aspects: list[str]) -> Mapping[str | None, list[Level]]:
    """The levels by the aspect they belong to; None for those of every aspect without its own."""
    scales: dict[str | None, list[Level]] = {}
    for row in top.rows("level", label=("value",)):
        aspect = row.choice("aspect", aspects) if row.has("aspect") else None
        name = row.text("name", limit=MAX_NAME)
        level = Level(
            value=row.integer("value", 0, 99),
            name=name,
            short=row.short(name),
            protection=row.text("protection", limit=MAX_NAME),
            description=row.text("description"),
        )
        scales.setdefault(aspect, []).append(level)
        row.close()
    return scales


def _areas(top: Row) -> tuple[Area, ...]:
    rows = top.rows("area")
    if not 1 <= len(rows) <= MAX_AREAS:
        _tell_count(top, "area", len(rows), MAX_AREAS)
    tell_doubles(rows, "id")
    return tuple(_area(row) for row in rows[:MAX_AREAS])


def _area(row: Row) -> Area:
    name = row.text("name", limit=MAX_NAME)
    area = Area(row.identity(), name, row.short(name))
    row.close()
    return area


def _descriptors(
    top: Row, aspects: Mapping[str, Aspect], areas: Iterable[Area]
) -> Mapping[tuple[str, str, int], Text]:
    rows = top.rows("descriptor", label=("area", "aspect", "level"))
    ids = [area.id for area in areas]
    found: dict[tuple[str, str, int], Text] = {}
    for row in rows:
        area, aspect = row.choice("area", ids), row.choice("aspect", aspects)
        found[area, aspect, row.level("level", aspects.get(aspect))] = row.text()
        row.close()
    tell_doubles(rows, "area", "aspect", "level")
    wanted = {
        (area, aspect.id, level.value)
        for area in ids
        for aspect in aspects.values()
        for level in aspect.levels
    }
    for area, aspect_id, value in sorted(wanted - found.keys()):
        top.problem(
            N_(
                "There is no table [[descriptor]] for area {area}, aspect {aspect} and level"
                " {level}; expected is exactly one."
            ),
            "descriptor",
            area=area,
            aspect=aspect_id,
            level=value,
        )
    return found


def _distinctions(
    top: Row, aspects: Mapping[str, Aspect], areas: Iterable[Area]
) -> Mapping[tuple[str, str, int], Distinction]:
    rows = top.rows("distinction", label=("area", "aspect", "to"))
    ids = [area.id for area in areas]
    found: dict[tuple[str, str, int], Distinction] = {}
    for row in rows:
        area, aspect = row.choice("area", ids), row.choice("aspect", aspects)
        to = row.level("to", aspects.get(aspect), low=1)
        found[area, aspect, to] = Distinction(area, aspect, to, row.text("ask"), row.text("higher"))
        row.close()
    tell_doubles(rows, "area", "aspect", "to")
    return found


def _roles(top: Row) -> tuple[Role, ...]:
    rows = top.rows("role")
    tell_doubles(rows, "id")
    return tuple(_role(row) for row in rows)


def _role(row: Row) -> Role:
    role = Role(
        id=row.identity(),
        name=row.text("name", limit=MAX_NAME),
        task=row.text("task"),
        core=row.boolean("core"),
    )
    row.close()
    return role


def _stop(top: Row, asked: set[str]) -> Stop | None:
    row = top.table("stop")
    if row is None:
        if asked:
            top.problem(N_("There is a question of kind stop but no table [stop]."), "stop")
        return None
    stop = Stop(row.choice("flag", asked), row.text(), row.text("record", limit=MAX_NAME))
    row.close()
    return stop


def _review(top: Row, highest: int) -> Review:
    row = top.table("review")
    if row is None:
        top.problem(N_("The table [review] is missing; expected is one, with months."), "review")
        return Review(0)
    rules = []
    for rule in row.rows("rule", label=("at_least",)):
        rules.append((rule.integer("at_least", 0, highest), rule.integer("months", 1, 120)))
        rule.close()
    review = Review(row.integer("months", 1, 120), tuple(rules))
    row.close()
    return review


def _triggers(top: Row) -> tuple[Trigger, ...]:
    rows = top.rows("review_trigger")
    tell_doubles(rows, "id")
    return tuple(_trigger(row) for row in rows)


def _trigger(row: Row) -> Trigger:
    trigger = Trigger(row.identity(), row.text(limit=MAX_NAME))
    row.close()
    return trigger
