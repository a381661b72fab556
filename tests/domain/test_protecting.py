"""Measures follow from levels, aspect by aspect; answers hold where they were given and nearer ones win."""

from __future__ import annotations

from uuid import UUID

import pytest

from ksa_tui import reference
from ksa_tui.domain.model import Measure, Measures, NamedGroup
from ksa_tui.domain.protecting import (
    Answer,
    Needs,
    Scope,
    State,
    nearest,
    neighbours,
    triggered,
    would_change,
)
from ksa_tui.domain.texts import Text

ORGANISATION, DEPARTMENT = (Scope.ORGANISATION, None), (Scope.DEPARTMENT, UUID(int=1))
ONE, OTHER, ASSET = (
    (Scope.SYSTEM, UUID(int=2)),
    (Scope.SYSTEM, UUID(int=3)),
    (Scope.ASSET, UUID(int=4)),
)


def measure(
    name: str, group: str = "A", family: str = "", needs: tuple[str, ...] = (), **threshold: int
) -> Measure:
    return Measure(
        id=name,
        group=group,
        family=family or name,
        title=Text(name),
        is_text=Text(name),
        shall_text=Text("ska") if name.endswith("!") else None,
        threshold=threshold,
        iso=(),
        responsible=("it",),
        procurement=name.endswith("!"),
        needs=needs,
    )


def catalogue(*measures: Measure) -> Measures:
    groups = (NamedGroup("A", Text("A")), NamedGroup("B", Text("B")))
    return Measures("m", "1", groups, (NamedGroup("it", Text("It")),), measures)


def names(measures: Measures, needs: Needs) -> list[str]:
    return [each.measure.id for each in triggered(measures, needs)]


def test_an_aspect_brings_its_own_measures_only() -> None:
    known = catalogue(measure("k2", k=2), measure("t2", t=2), measure("either", k=2, t=1))
    assert names(known, Needs({"k": 2, "r": 3, "t": 0})) == ["k2", "either"]
    assert names(known, Needs({"t": 1})) == ["either"]


def test_what_is_not_rated_brings_nothing_and_level_zero_what_holds_always() -> None:
    known = catalogue(measure("always", k=0))
    assert names(known, Needs({})) == []
    assert names(known, Needs({"k": 0})) == ["always"]


def test_what_a_measure_needs_must_all_be_there() -> None:
    known = catalogue(measure("m", needs=("personal", "supplier"), k=1))
    assert names(known, Needs({"k": 3}, {"personal"})) == []
    assert names(known, Needs({"k": 3}, {"other"}, has_supplier=True)) == []
    assert names(known, Needs({"k": 3}, {"personal"}, has_supplier=True)) == ["m"]


def test_families_stay_together_and_the_highest_triggered_comes_first() -> None:
    known = catalogue(
        measure("b", group="B", k=1),
        measure("log1", family="log", k=1),
        measure("own", k=1),
        measure("log2", family="log", k=2),
        measure("log3", family="log", k=3),
    )
    assert names(known, Needs({"k": 2})) == ["log2", "log1", "own", "b"]


def answer(place: tuple[Scope, UUID | None], state: State) -> Answer:
    return Answer("m", place[0], place[1], state)


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ([], None),
        ([(ORGANISATION, State.MET)], State.MET),
        ([(ORGANISATION, State.MET), (DEPARTMENT, State.PARTLY)], State.PARTLY),
        ([(DEPARTMENT, State.MET), (ONE, State.NOT_MET)], State.NOT_MET),
        ([(ONE, State.NOT_MET), (ASSET, State.MET)], State.MET),
        ([(ONE, State.MET), (OTHER, State.PARTLY)], State.PARTLY),
        ([(ONE, State.NOT_RELEVANT), (OTHER, State.MET)], State.MET),
        ([(ORGANISATION, State.MET), (ASSET, State.UNKNOWN)], State.MET),
        ([((Scope.SYSTEM, UUID(int=99)), State.NOT_MET)], None),
    ],
)
def test_the_nearest_answer_holds_and_among_systems_the_weakest(
    given: list[tuple[tuple[Scope, UUID | None], State]], expected: State | None
) -> None:
    answers = [answer(place, state) for place, state in given]
    found = nearest(answers, [ASSET, ONE, OTHER, DEPARTMENT, ORGANISATION])
    assert (found.state if found else None) == expected


def test_what_changes_is_counted_in_families_without_what_is_met() -> None:
    known = catalogue(
        measure("a1", family="a", k=1),
        measure("a2!", family="a", k=2),
        measure("a3", family="a", k=2),
        measure("b2", family="b", k=2),
        measure("c2!", family="c", k=2, t=1),
        measure("t2", family="t", t=2),
    )
    model = reference.load_model()
    change = would_change(known, Needs({"k": 1, "t": 0}), model.aspect("k"), 2, met={"b2"})
    assert [m.id for m in change.measures] == ["a2!", "a3", "c2!"]
    assert (change.families, change.procured) == (2, 2)
    less = would_change(known, Needs({"k": 2, "t": 1}), model.aspect("k"), 1)
    assert [m.id for m in less.measures] == ["a2!", "a3", "b2"]


def test_the_ends_of_a_scale_have_one_neighbour() -> None:
    aspect = reference.load_model().aspect("k")
    assert [neighbours(aspect, level) for level in (0, 1, 3)] == [(None, 1), (0, 2), (2, None)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [((0, 0, 0), (1, 0, 0), 24), ((1, 1, 1), (2, 1, 1), 28), ((2, 1, 1), (2, 2, 1), 7)],
)
def test_the_shipped_measures_bring_what_was_counted_by_hand(
    before: tuple[int, ...], after: tuple[int, ...], expected: int
) -> None:
    """Every need is given: decisions C19 counts thresholds alone (25 there: one holds from 0 since)."""
    known = reference.load_measures()
    flags = {need for each in known.measures for need in each.needs}

    def count(levels: tuple[int, ...]) -> int:
        needs = Needs(dict(zip("krt", levels, strict=True)), flags, has_supplier=True)
        return len(triggered(known, needs))

    assert count(after) - count(before) == expected
