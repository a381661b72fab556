"""The pure rules of a return: words, levels, dates, review dates, what a receipt lets be taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import hypothesis.strategies as st
import pytest
from hypothesis import given

from ksa_tui.domain.answers import (
    Choice,
    read_choice,
    read_date,
    read_level,
    read_rest,
    says_something,
)
from ksa_tui.domain.excerpts import excerpts
from ksa_tui.domain.model import Model, Review
from ksa_tui.domain.receipt import (
    ALL,
    CLEAN,
    AssetDecision,
    Difference,
    ExportName,
    Problem,
    Receipt,
    RowState,
    Sentence,
    Take,
)
from ksa_tui.domain.returned import Value
from ksa_tui.domain.reviewing import add_months, review_date, review_on
from tests.domain.making import asset


@given(st.text(max_size=30))
def test_a_word_is_one_of_ours_or_not_understood(text: str) -> None:
    choice = read_choice(text)
    assert choice in {None, *Choice}
    if choice is Choice.NONE:
        assert not text.strip()
    assert read_rest(text) in {None, Choice.APPROVE, Choice.NONE}


@pytest.mark.parametrize(
    "text", ["ej ok", "godkänn inte", "?", "x", "ja", "1", "ändra godkänn", "—"]
)
def test_what_can_mean_something_else_is_not_guessed(text: str) -> None:
    assert read_choice(text) is None


@given(st.text(max_size=12), st.none() | st.floats())
def test_a_level_is_always_of_the_scale(model: Model, text: str, number: float | None) -> None:
    for aspect in model.aspects:
        level = read_level(aspect, Value(text, number))
        assert level is None or level in aspect


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)))
def test_a_date_survives_every_writing(day: date) -> None:
    serial = (day - date(1899, 12, 30)).days
    since_1904 = (day - date(1904, 1, 1)).days
    assert read_date(Value(str(serial), float(serial))) == day
    if day > date(2004, 1, 2):
        assert read_date(Value(str(since_1904), float(since_1904)), from_1904=True) == day
    for text in (day.isoformat(), f"{day:%Y%m%d}", f"{day.day}/{day.month} {day.year}"):
        assert read_date(Value(text)) == day


@given(st.text(max_size=20), st.none() | st.floats())
def test_whatever_stands_for_a_date_gives_a_day_or_nothing(text: str, number: float | None) -> None:
    found = read_date(Value(text, number))
    assert found is None or date(2000, 1, 1) <= found < date(2100, 1, 1)


@pytest.mark.parametrize(
    ("text", "says"), [("", False), (" .-– ", False), ("a", True), ("1", True)]
)
def test_a_dash_is_no_comment(text: str, says: bool) -> None:
    assert says_something(text) is says


def test_the_shortest_rule_that_applies_sets_the_review() -> None:
    review = Review(24, ((2, 12), (3, 6)))
    decided = date(2026, 8, 31)
    assert review_date(review, [1, 0, 1], decided) == date(2028, 8, 31)
    assert review_date(review, [1, 2, 1], decided) == date(2027, 8, 31)
    assert review_date(review, [3, 2, 1], decided) == date(2027, 2, 28)


@given(st.dates(date(2000, 1, 1), date(2090, 1, 1)), st.integers(0, 60))
def test_months_are_added_without_leaving_the_month(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day <= day.day


def test_only_a_whole_decision_has_a_review_date(model: Model) -> None:
    decided = replace(
        asset(model, [aspect.top for aspect in model.aspects], decided=True),
        decided_on=date(2026, 1, 1),
    )
    due = review_on(model.review, decided)
    assert due is not None
    first = next(iter(decided.assessments.values()))
    partly = {**decided.assessments, first.aspect: replace(first, decided=None)}
    assert review_on(model.review, replace(decided, assessments=partly)) is None
    assert review_on(model.review, replace(decided, superseded=True)) is None
    called = due - timedelta(days=30)
    assert review_on(model.review, replace(decided, review_called=called)) == called


@given(st.text(max_size=400), st.text(max_size=400))
def test_two_values_are_shown_short_and_where_they_differ(was: str, now: str) -> None:
    before, after = excerpts(was, now)
    assert max(len(str(before)), len(str(after))) <= 92
    if len(was) > 200 and was.isalnum() and now == f"{was[:150]}#{was[151:]}":
        assert "#" in str(after)


def decision(number: int, state: RowState = RowState.NEW) -> AssetDecision:
    return AssetDecision(
        asset=UUID(int=number),
        thing=UUID(int=100 + number),
        export_row=UUID(int=200 + number),
        number=number,
        name=f"Mängd {number}",
        proposed={"k": 1},
        choice=Choice.APPROVE,
        levels={"k": 1},
        state=state,
    )


def test_what_is_taken_follows_from_differences_and_the_facilitators_choice() -> None:
    difference = Difference("cell", Sentence("x"), UUID(int=2), "Beslut", 7)
    receipt = Receipt(
        "svar.xlsx",
        export=ExportName(UUID(int=9), 1),
        decisions=(decision(1), decision(2), decision(3), decision(4, RowState.REFUSED)),
        differences=(difference,),
    )

    def numbers(take: Take) -> list[int]:
        return [d.number for d in receipt.taken(take)]

    assert numbers(CLEAN) == [1, 3]
    assert numbers(ALL) == [1, 2, 3]
    assert numbers(Take(also=frozenset({UUID(int=2)}))) == [1, 2, 3]
    assert numbers(Take(leave=frozenset({UUID(int=1)}))) == [3]
    stopped = replace(receipt, problems=(Problem("no_name", Sentence("x"), stops=True),))
    assert stopped.taken(ALL) == ()
