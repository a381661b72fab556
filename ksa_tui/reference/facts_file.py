"""The facts a model asks about: flags, the questions that set them, the floors they imply."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final, cast

from ksa_tui.domain.model import GENERAL, Aspect, Flag, Floor, Question, QuestionKind, Scope
from ksa_tui.i18n import N_
from ksa_tui.reference.expected import Phrase
from ksa_tui.reference.rows import MAX_NAME, Row
from ksa_tui.reference.unique import tell_doubles

KINDS: Final = ("explore", "flag", "stop", "uplift")
SCOPES: Final = ("asset", "collection")
UPLIFTS: Final = ("aggregation", "accumulation")
"""The flags of a collection that may lift an aspect (decisions A7)."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What belongs together around the flags of a model."""

    flags: tuple[Flag, ...]
    questions: tuple[Question, ...]
    floors: tuple[Floor, ...]
    stop_flags: set[str]
    """The flags that a question of kind "stop" sets."""


def read_facts(top: Row, aspects: Mapping[str, Aspect]) -> Facts:
    """Flags, questions and floors of a model, each pointing to what is there."""
    rows = top.rows("flag")
    tell_doubles(rows, "id")
    flags = tuple(_flag(row, aspects) for row in rows)
    questions = _questions(top, aspects, flags)
    stop_flags = {q.flag for q in questions if q.kind == "stop" and q.flag}
    asked = {question.flag for question in questions}
    for row, flag in zip(rows, flags, strict=True):
        if flag.id and flag.id not in asked:
            row.warning(N_("No question sets this flag."), "id")
    return Facts(flags, questions, _floors(top, aspects, flags, stop_flags), stop_flags)


def _flag(row: Row, aspects: Mapping[str, Aspect]) -> Flag:
    scope = row.choice("scope", SCOPES, default="asset")
    flag = Flag(
        id=row.identity(),
        aspect=row.choice("aspect", aspects, default=GENERAL),
        name=row.text("name", limit=MAX_NAME),
        scope=cast("Scope", scope),
    )
    row.close()
    if flag.scope == "collection" and flag.id not in UPLIFTS:
        row.wrong(
            "id", Phrase(N_("{ids} for a flag of the collection"), {"ids": ", ".join(UPLIFTS)})
        )
    return flag


def _questions(
    top: Row, aspects: Mapping[str, Aspect], flags: tuple[Flag, ...]
) -> tuple[Question, ...]:
    rows = top.rows("question")
    tell_doubles(rows, "id")
    by_scope = {
        scope: dict.fromkeys(flag.id for flag in flags if flag.scope == scope) for scope in SCOPES
    }
    return tuple(_question(row, aspects, by_scope) for row in rows)


def _question(
    row: Row, aspects: Mapping[str, Aspect], by_scope: Mapping[str, Collection[str]]
) -> Question:
    kind = row.choice("kind", KINDS)
    scope = row.choice("scope", SCOPES, default="asset")
    question = Question(
        id=row.identity(),
        aspect=row.choice("aspect", aspects, default=GENERAL),
        kind=cast("QuestionKind", kind),
        text=row.text(),
        flag=_flag_set(row, kind, by_scope.get(scope, ())),
        scope=cast("Scope", scope),
    )
    row.close()
    if kind and (kind == "uplift") != (scope == "collection"):
        row.problem(
            N_(
                "A question of kind uplift has scope collection, and no other kind has;"
                " here kind is {kind} and scope is {scope}."
            ),
            "kind",
            kind=kind,
            scope=scope,
        )
    return question


def _flag_set(row: Row, kind: str, flags: Collection[str]) -> str | None:
    if kind == "explore":
        if row.has("flag"):
            row.problem(N_("A question of kind explore sets no flag; here it is {value}."), "flag")
        return None
    return row.choice("flag", flags) or None


def _floors(
    top: Row, aspects: Mapping[str, Aspect], flags: tuple[Flag, ...], stop_flags: set[str]
) -> tuple[Floor, ...]:
    rows = top.rows("floor", label=("flag", "aspect"))
    tell_doubles(rows, "flag", "aspect")
    ids = dict.fromkeys(f.id for f in flags if f.scope == "asset" and f.id not in stop_flags)
    return tuple(_floor(row, aspects, ids) for row in rows)


def _floor(row: Row, aspects: Mapping[str, Aspect], flags: Collection[str]) -> Floor:
    aspect = row.choice("aspect", aspects)
    floor = Floor(
        flag=row.choice("flag", flags),
        aspect=aspect,
        level=row.level("level", aspects.get(aspect), low=1),
        reason=row.text(limit=MAX_NAME),
        basis=row.string("basis", required=False),
    )
    row.close()
    return floor
