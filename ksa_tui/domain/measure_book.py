"""What a decision workbook says of measures: the gaps that are marked, what a level more would bring, what is
required of suppliers.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from ksa_tui.domain.model import Measures, Model
from ksa_tui.domain.protecting import (
    Answer,
    Place,
    Scope,
    State,
    Triggered,
    by_measure,
    in_order,
    nearest_all,
    triggered,
)
from ksa_tui.domain.protection_plan import Line, lines, needs_of, places_of
from ksa_tui.domain.requiring import Section, sections, select
from ksa_tui.domain.texts import Text
from ksa_tui.domain.weighing import Weight, weights
from ksa_tui.domain.workshop import Asset, Department

GAPS = frozenset({State.NOT_MET, State.PARTLY})
"""What an answer marks as something left to do."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A measure that an answer marks as partly or not met, at the place where the answer stands."""

    measure: str
    title: Text
    scope: Scope
    place: UUID | None
    place_name: str
    """Empty for the whole organisation."""
    follows: tuple[tuple[str, int], ...]
    """Aspect and highest level that bring it there, in the model's order."""
    assets: tuple[str, ...]
    state: State
    note: str = ""
    role: str = ""
    due: date | None = None

    @property
    def key(self) -> str:
        """Names the row: measure, scope and place."""
        return measure_key(self.measure, (self.scope, self.place))


@dataclass(frozen=True, slots=True)
class Count:
    """How it stands with the measures that follow; each is counted once, where it stands worst."""

    following: int
    marked: int
    unknown: int
    met: int
    not_relevant: int


@dataclass(frozen=True, slots=True)
class MeasureBook:
    """Everything that one decision workbook says of measures."""

    gaps: tuple[Gap, ...]
    """By date, those without one last; then by role."""
    count: Count
    weights: Mapping[UUID, Weight]
    """By treatment."""
    sections: tuple[Section, ...] = ()
    """What is required of suppliers."""
    unworded: int = 0
    """Measures without a wording for a supplier."""
    not_relevant: int = 0
    """Measures answered as not relevant wherever they follow."""


def measure_key(measure: str, place: Place) -> str:
    """What the hidden column calls the row of a measure at a place.

    >>> measure_key("ATK-01", (Scope.ORGANISATION, None))
    'measure:ATK-01:organisation:'
    """
    scope, of = place
    return f"measure:{measure}:{scope.value}:{of or ''}"


def read_key(key: str) -> tuple[str, Place] | None:
    """Measure and place of a row; None for what is no such row.

    >>> read_key("measure:ATK-01:organisation:"), read_key("parked:1")
    (('ATK-01', (<Scope.ORGANISATION: 'organisation'>, None)), None)
    """
    kind, _, rest = key.partition(":")
    measure, _, rest = rest.partition(":")
    scope, _, of = rest.partition(":")
    if kind != "measure" or not measure:
        return None
    try:
        place = Scope(scope), UUID(of) if of else None
    except ValueError:
        return None
    return (measure, place) if (place[1] is None) is (place[0] is Scope.ORGANISATION) else None


def measure_book(
    measures: Measures,
    model: Model,
    assets: Sequence[Asset],
    department: Department | None,
    answers: Sequence[Answer],
) -> MeasureBook:
    """The book of these assets; ``department`` is their workshop's."""
    there = department.id if department else None
    found = lines(measures, model, assets, there, answers)
    procured = lines(measures, model, assets, there, answers, procured=True)
    selection = select(measures, procured)
    given = by_measure(answers)
    return MeasureBook(
        gaps=tuple(_gaps(_Marking(measures, model, assets, department, given))),
        count=_count(found),
        weights=dict(weights(measures, model, assets, there, given)),
        sections=sections(measures, selection.required),
        unworded=len(selection.unworded),
        not_relevant=len(selection.not_relevant),
    )


def _count(found: Sequence[Line]) -> Count:
    states = Counter(line.state for line in found)
    return Count(
        following=len(found),
        marked=states[State.NOT_MET] + states[State.PARTLY],
        unknown=states[State.UNKNOWN],
        met=states[State.MET],
        not_relevant=states[State.NOT_RELEVANT],
    )


# ---------------------------------------------------------------- gaps


@dataclass(frozen=True, slots=True)
class _Marking:
    measures: Measures
    model: Model
    assets: Sequence[Asset]
    department: Department | None
    given: Mapping[str, Sequence[Answer]]


@dataclass(slots=True)
class _Found:
    """A gap while it is gathered."""

    brought: Triggered
    answer: Answer
    assets: list[Asset]
    levels: dict[str, int]


def _gaps(marking: _Marking) -> Iterator[Gap]:
    gathered = _gathered(marking)
    ordered = in_order(marking.measures, [each.brought for each in gathered.values()])
    number = {id(brought): position for position, brought in enumerate(ordered)}
    for each in sorted(
        gathered.values(),
        key=lambda one: (
            one.answer.due or date.max,
            not one.answer.role,
            one.answer.role.casefold(),
            number[id(one.brought)],
        ),
    ):
        yield Gap(
            measure=each.brought.measure.id,
            title=each.brought.measure.title,
            scope=each.answer.scope,
            place=each.answer.place,
            place_name=_place_name(each.answer, each.assets, marking.department),
            follows=tuple(
                (aspect.id, each.levels[aspect.id])
                for aspect in marking.model.aspects
                if aspect.id in each.levels
            ),
            assets=tuple(asset.name for asset in each.assets),
            state=each.answer.state,
            note=each.answer.note,
            role=each.answer.role,
            due=each.answer.due,
        )


def _gathered(marking: _Marking) -> dict[tuple[str, Place], _Found]:
    """Every answer that marks a gap for one of the assets, with the assets that it holds for."""
    there = marking.department.id if marking.department else None
    gathered: dict[tuple[str, Place], _Found] = {}
    for asset in marking.assets:
        if asset.excluded:
            continue
        needs, places = needs_of(marking.model, asset), places_of(asset, there)
        for brought in triggered(marking.measures, needs):
            for answer in nearest_all(marking.given.get(brought.measure.id, ()), places):
                if answer.state not in GAPS:
                    continue
                key = (brought.measure.id, (answer.scope, answer.place))
                found = gathered.setdefault(key, _Found(brought, answer, [], {}))
                found.assets.append(asset)
                for aspect in brought.aspects:
                    level = needs.levels[aspect]
                    found.levels[aspect] = max(level, found.levels.get(aspect, level))
    return gathered


def _place_name(answer: Answer, assets: Sequence[Asset], department: Department | None) -> str:
    match answer.scope:
        case Scope.ASSET:
            return assets[0].name
        case Scope.SYSTEM:
            systems = (system for asset in assets for system in asset.systems)
            return next((each.name for each in systems if each.id == answer.place), "")
        case Scope.DEPARTMENT:
            there = (department, *(asset.department for asset in assets))
            return next((each.name for each in there if each and each.id == answer.place), "")
        case Scope.ORGANISATION:
            return ""
