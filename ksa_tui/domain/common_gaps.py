"""The most frequent gaps: measures that follow and are met in part or not at all, with the assets concerned."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from ksa_tui.domain.model import Measure, Measures
from ksa_tui.domain.protecting import Answer, Needs, Place, State, by_measure, nearest, triggered

GAPS: Final = frozenset({State.PARTLY, State.NOT_MET})
"""The answers that say that something is missing. No answer says nothing."""


@dataclass(frozen=True, slots=True)
class Protected:
    """One asset, what it needs, the measures it is worked out with, and where answers hold for it."""

    asset: UUID
    needs: Needs
    measures: Measures
    places: tuple[Place, ...]
    """The nearest first."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A measure that is missing somewhere. An asset is in one of the two, by the answer nearest to it."""

    measure: Measure
    not_met: tuple[UUID, ...]
    partly: tuple[UUID, ...]
    places: int
    """How many answers say so: of the organisation, departments, systems or assets."""

    @property
    def assets(self) -> tuple[UUID, ...]:
        """All assets concerned, each once."""
        return (*self.not_met, *self.partly)


@dataclass(slots=True)
class _Found:
    measure: Measure
    assets: dict[State, list[UUID]] = field(default_factory=dict)
    places: set[Place] = field(default_factory=set)


def frequent_gaps(answers: Iterable[Answer], protected: Iterable[Protected]) -> tuple[Gap, ...]:
    """Every gap that concerns some asset: the one that concerns most first."""
    given = {
        measure: said
        for measure, said in by_measure(answers).items()
        if any(answer.state in GAPS for answer in said)
    }
    holding = _Holding(given)
    following = _Following(frozenset(given))
    found: dict[str, _Found] = {}
    for one in protected:
        for measure in following.of(one):
            answer = holding.at(measure.id, one.places)
            if answer is not None and answer.state in GAPS:
                here = found.setdefault(measure.id, _Found(measure))
                here.assets.setdefault(answer.state, []).append(one.asset)
                here.places.add((answer.scope, answer.place))
    gaps = [_gap(each) for each in found.values()]
    return tuple(sorted(gaps, key=_most_first))


def _gap(found: _Found) -> Gap:
    return Gap(
        found.measure,
        tuple(found.assets.get(State.NOT_MET, ())),
        tuple(found.assets.get(State.PARTLY, ())),
        len(found.places),
    )


def _most_first(gap: Gap) -> tuple[int, int, str]:
    return -len(gap.assets), -len(gap.not_met), gap.measure.id


class _Following:
    """Which measures follow: worked out once for all assets that need the same."""

    def __init__(self, wanted: frozenset[str]) -> None:
        self._wanted = wanted
        self._narrowed: dict[int, tuple[Measures, Measures]] = {}
        self._known: dict[object, tuple[Measure, ...]] = {}

    def of(self, one: Protected) -> tuple[Measure, ...]:
        """Those of ``wanted`` that follow for the asset."""
        levels = frozenset(one.needs.levels.items())
        key = (id(one.measures), levels, frozenset(one.needs.flags), one.needs.has_supplier)
        if key not in self._known:
            found = triggered(self._narrow(one.measures), one.needs)
            self._known[key] = tuple(each.measure for each in found)
        return self._known[key]

    def _narrow(self, measures: Measures) -> Measures:
        """The same with the wanted measures alone; the whole is kept so that its id stays its own."""
        if id(measures) not in self._narrowed:
            few = tuple(each for each in measures.measures if each.id in self._wanted)
            self._narrowed[id(measures)] = (measures, _with(measures, few))
        return self._narrowed[id(measures)][1]


def _with(measures: Measures, few: tuple[Measure, ...]) -> Measures:
    return Measures(measures.id, measures.version, measures.groups, measures.responsible, few)


class _Holding:
    """Which answer holds at a place: worked out once for all assets with the same answered places."""

    def __init__(self, given: Mapping[str, Sequence[Answer]]) -> None:
        self._given = given
        self._places = {
            measure: {(answer.scope, answer.place) for answer in said}
            for measure, said in given.items()
        }
        self._known: dict[tuple[str, tuple[Place, ...]], Answer | None] = {}

    def at(self, measure: str, places: Sequence[Place]) -> Answer | None:
        """The nearest answer about a measure."""
        answered = self._places[measure]
        key = (measure, tuple(place for place in places if place in answered))
        if key not in self._known:
            self._known[key] = nearest(self._given[measure], key[1])
        return self._known[key]
