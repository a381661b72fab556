"""The most frequent gaps: counted by asset, at the place that says most about it."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from ksa_tui.domain.common_gaps import Protected, frequent_gaps
from ksa_tui.domain.model import Measure, Measures, NamedGroup
from ksa_tui.domain.protecting import Answer, Needs, Place, Scope, State
from ksa_tui.domain.texts import Text

ALL: Place = (Scope.ORGANISATION, None)
SYSTEM: Place = (Scope.SYSTEM, UUID(int=7))
OTHER: Place = (Scope.SYSTEM, UUID(int=8))


def measure(name: str, needs: tuple[str, ...] = (), **threshold: int) -> Measure:
    return Measure(name, "g", name, Text(name), Text(""), None, threshold, (), (), False, needs)


def catalogue(*found: Measure) -> Measures:
    return Measures("m", "1", (NamedGroup("g", Text("G")),), (), found)


LOG, BACKUP, LAW = (
    measure("LOG", s=1),
    measure("BACKUP", s=2, m=1),
    measure("LAW", ("people",), s=1),
)
MEASURES = catalogue(LOG, BACKUP, LAW)


def asset(
    number: int,
    levels: Mapping[str, int],
    *places: Place,
    flags: tuple[str, ...] = (),
    of: Measures = MEASURES,
) -> Protected:
    return Protected(UUID(int=number), Needs(levels, flags), of, (*places, ALL))


def said(name: str, place: Place, state: State) -> Answer:
    return Answer(name, *place, state)


def test_only_what_follows_and_is_marked_counts() -> None:
    protected = [asset(1, {"s": 1}), asset(2, {"s": 0}), asset(3, {}), asset(4, {"m": 1})]
    answers = [said("LOG", ALL, State.NOT_MET), said("LAW", ALL, State.PARTLY)]
    (gap,) = frequent_gaps(answers, protected)
    assert (gap.measure, gap.not_met, gap.partly, gap.places) == (LOG, (UUID(int=1),), (), 1)
    assert frequent_gaps([], protected) == ()
    assert frequent_gaps([said("LOG", ALL, State.UNKNOWN)], protected) == ()


def test_a_nearer_answer_holds_and_the_weakest_of_several_systems() -> None:
    answers = [
        said("LOG", ALL, State.NOT_MET),
        said("LOG", SYSTEM, State.MET),
        said("LOG", OTHER, State.PARTLY),
    ]
    protected = [
        asset(1, {"s": 1}),
        asset(2, {"s": 1}, SYSTEM),
        asset(3, {"s": 1}, SYSTEM, OTHER),
        asset(4, {"s": 1}, OTHER),
    ]
    (gap,) = frequent_gaps(answers, protected)
    assert (gap.not_met, gap.partly, gap.places) == ((UUID(int=1),), (UUID(int=3), UUID(int=4)), 2)
    assert gap.assets == tuple(UUID(int=n) for n in (1, 3, 4))


def test_the_one_that_concerns_most_comes_first_then_the_worse() -> None:
    answers = [said(name, ALL, State.PARTLY) for name in ("LOG", "LAW")]
    answers.append(said("BACKUP", ALL, State.NOT_MET))
    protected = [asset(1, {"s": 2}, flags=("people",)), asset(2, {"m": 1}), asset(3, {"s": 1})]
    found = frequent_gaps(answers, protected)
    assert [gap.measure.id for gap in found] == ["BACKUP", "LOG", "LAW"]


def test_two_versions_of_the_measures_are_one_gap_by_id() -> None:
    stricter = catalogue(measure("LOG", s=2))
    protected = [
        asset(1, {"s": 1}),
        asset(2, {"s": 1}, of=stricter),
        asset(3, {"s": 2}, of=stricter),
    ]
    (gap,) = frequent_gaps([said("LOG", ALL, State.NOT_MET)], protected)
    assert gap.not_met == (UUID(int=1), UUID(int=3))
