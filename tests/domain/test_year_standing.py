"""Where assets stood on a day: told by what had happened then, whatever came after."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ksa_tui.domain.model import Model
from ksa_tui.domain.status import AssetStatus
from ksa_tui.domain.year_reckoning import state_of
from ksa_tui.domain.year_report import STATE, Kind, State, YearReport, slots_of
from ksa_tui.domain.year_standing import (
    Call,
    Handed,
    Rated,
    Standing,
    Treated,
    Undecided,
    Verdict,
    classified_on,
    standings,
)
from tests.services.making import small_model

MODEL = small_model()
OTHER = small_model("2")
ONE, TWO = UUID(int=1), UUID(int=2)
MODELS = {ONE: MODEL, TWO: OTHER}
ASSET = UUID(int=100)
DAY = date(2025, 3, 1)


def at(day: date, hour: int = 10) -> datetime:
    return datetime.combine(day, time(hour), UTC)


def after(days: int) -> date:
    return DAY + timedelta(days)


def treated(number: int = 1, day: date = DAY, *, asset: UUID = ASSET, model: UUID = ONE) -> Treated:
    return Treated(UUID(int=number), asset, model, UUID(int=50), None, at(day), day)


def rated(one: Treated, day: date, **levels: int) -> Treated:
    return replace(one, rated={aspect: Rated(level, day) for aspect, level in levels.items()})


def handed(one: Treated, day: date) -> Treated:
    return replace(one, handed=(*one.handed, Handed(day, at(day, 12))))


def decided(one: Treated, day: date, s: int | None, m: int | None) -> Treated:
    made = (Verdict("s", s, day, day, at(day, 14)), Verdict("m", m, day, day, at(day, 14)))
    return replace(one, verdicts=(*one.verdicts, *made))


def only(day: date, *treatments: Treated) -> Standing:
    (standing,) = standings(treatments, MODELS, day).values()
    return standing


def test_an_asset_goes_through_its_states() -> None:
    one = treated()
    one = rated(one, after(1), s=1, m=2)
    one = decided(handed(one, after(10)), after(20), None, None)
    one = decided(handed(one, after(30)), after(40), 1, 3)
    expected = {
        0: AssetStatus.STARTED, 1: AssetStatus.RATED, 9: AssetStatus.RATED, 10: AssetStatus.WITH_OWNER,
        20: AssetStatus.RETURNED, 30: AssetStatus.WITH_OWNER, 40: AssetStatus.DECIDED, 900: AssetStatus.DECIDED,
    }  # fmt: skip
    assert {days: only(after(days), one).status for days in expected} == expected
    assert only(after(35), one).with_owner_since == after(30)
    assert only(after(40), one).slots == {"s": 1, "m": 3}
    assert only(after(20), one).slots == {"s": Undecided.PROPOSED, "m": Undecided.PROPOSED}
    assert standings([one], MODELS, after(-1)) == {}
    assert classified_on(MODEL, one) == after(1)


def test_one_aspect_without_a_level_is_neither_classified_nor_level_0() -> None:
    one = rated(treated(), DAY, s=0)
    here = only(after(5), one)
    assert here.status is AssetStatus.STARTED
    assert here.slots == {"s": Undecided.PROPOSED, "m": Undecided.UNRATED}
    assert classified_on(MODEL, one) is None


def test_what_was_rated_again_keeps_the_day_it_was_handed_out() -> None:
    one = handed(rated(treated(), after(300), s=1, m=1), after(5))
    assert classified_on(MODEL, one) == after(5)
    assert only(after(6), one).status is AssetStatus.WITH_OWNER


def test_a_decision_may_be_older_than_its_record() -> None:
    one = treated(day=after(100))
    signed = after(-700)
    verdicts = tuple(Verdict(a, 1, signed, signed, at(after(100))) for a in "sm")
    one = replace(one, verdicts=verdicts)
    assert one.since == signed
    assert only(after(-600), one).status is AssetStatus.DECIDED


def test_the_treatment_decided_last_stands_for_the_asset() -> None:
    first = decided(rated(treated(1), DAY, s=2, m=2), after(5), 2, 2)
    second = replace(
        rated(treated(2, after(50), model=TWO), after(51), s=1), copied_from=UUID(int=1)
    )
    assert only(after(60), first, second).treated.id == UUID(int=1)
    second = decided(second, after(70), 1, 1)
    assert only(after(69), first, second).treated.model == ONE
    assert only(after(70), first, second).treated.model == TWO
    gone = replace(second, removed=after(80))
    assert only(after(80), first, gone).treated.id == UUID(int=1)
    assert only(after(79), first, gone).treated.id == UUID(int=2)


def test_a_review_is_called_only_by_what_came_after_the_last_decision() -> None:
    one = decided(rated(treated(), DAY, s=1, m=1), after(10), 1, 1)
    planned = only(after(10), one).review_on
    assert planned == date(2027, 3, 11)
    early = replace(one, calls=(Call(after(5), after(5), at(after(5))),))
    assert only(after(30), early).review_on == planned
    late = replace(one, calls=(Call(after(90), after(20), at(after(20))),))
    assert only(after(19), late).review_on == planned
    assert only(after(20), late).review_on == after(90)


@pytest.mark.parametrize(("days", "is_long"), [(30, False), (31, True)])
def test_more_than_thirty_days_with_the_owner_is_long(days: int, is_long: bool) -> None:
    one = handed(
        rated(treated(day=date(2025, 11, 1)), date(2025, 11, 1), s=1, m=1), date(2025, 11, 2)
    )
    today = date(2025, 11, 2) + timedelta(days)
    state = state_of([one], MODELS, {ASSET: "x"}, 2025, today)
    assert bool(state.of(Kind.WAITED_LONG)) is is_long


# ---------------------------------------------------------------- whatever happened

_days = st.integers(0, 1000).map(after)
_levels = st.one_of(st.none(), st.integers(0, 2))


@st.composite
def _treatments(draw: st.DrawFn) -> list[Treated]:
    """Several treatments of a few assets, each with a life of its own."""
    made = []
    for number in range(1, draw(st.integers(1, 6)) + 1):
        day = draw(_days)
        one = treated(
            number, day,
            asset=UUID(int=100 + draw(st.integers(0, 2))), model=draw(st.sampled_from([ONE, TWO])),
        )  # fmt: skip
        for aspect in draw(st.sets(st.sampled_from("sm"))):
            when = day + timedelta(draw(st.integers(0, 400)))
            one = replace(one, rated={**one.rated, aspect: Rated(draw(st.integers(0, 2)), when)})
        for days in sorted(draw(st.lists(st.integers(0, 500), max_size=3))):
            if draw(st.booleans()):
                one = handed(one, day + timedelta(days))
            else:
                one = decided(one, day + timedelta(days), draw(_levels), draw(_levels))
        if draw(st.booleans()):
            one = replace(one, removed=day + timedelta(draw(st.integers(0, 600))))
        if draw(st.booleans()):
            one = replace(one, copied_from=UUID(int=draw(st.integers(1, 6))))
        made.append(one)
    return made


def _forgotten(one: Treated, day: date) -> Treated:
    """The same as it could be known when the day ended; ratings lie in the future or they do not."""
    return replace(
        one,
        handed=tuple(each for each in one.handed if each.day <= day),
        verdicts=tuple(each for each in one.verdicts if each.day <= day),
        removed=one.removed if one.removed and one.removed <= day else None,
    )


@given(_treatments(), _days)
def test_what_comes_later_changes_nothing(treatments: list[Treated], day: date) -> None:
    known = [_forgotten(one, day) for one in treatments if one.since <= day]
    then = standings(treatments, MODELS, day)
    assert {a: (s.status, s.slots, s.review_on) for a, s in then.items()} == {
        a: (s.status, s.slots, s.review_on) for a, s in standings(known, MODELS, day).items()
    }


@given(_treatments(), st.integers(2024, 2028), _days)
def test_nothing_is_counted_twice_and_nothing_is_lost(
    treatments: list[Treated], year: int, today: date
) -> None:
    names = {one.asset: "x" for one in treatments}
    state = state_of(treatments, MODELS, names, year, today)
    everything = Counter(line.asset for line in state.lines)
    assert all(count == 1 for count in everything.values())
    assert Counter(line.asset for kind in STATE for line in state.of(kind)) == everything
    for key, model in MODELS.items():
        _assert_spread(state, key, model)
    report = YearReport(year, False, state, state, MODELS, (), ())
    assert not any(each.raised or each.lowered for key in MODELS for each in report.moved(key))


def _assert_spread(state: State, key: UUID, model: Model) -> None:
    for aspect in model.aspects:
        spread = [
            line.asset
            for slot in slots_of(model, aspect.id)
            for line in state.at(key, aspect.id, slot)
        ]
        assert sorted(spread) == sorted(line.asset for line in state.under(key))
        for line in state.at(key, aspect.id, Undecided.UNRATED):
            assert aspect.id not in line.standing.treated.rated or line.slot(aspect.id) != 0
