from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ksa_tui.domain.model import Model
from ksa_tui.domain.rating import (
    NOT_RELEVANT,
    Rating,
    calculated_level,
    deciding_areas,
    floor_of,
    is_thin,
    needs_motivation,
    unrated_areas,
)
from ksa_tui.reference import load_model
from tests.domain.making import assessment

LEVELS = st.integers(0, 4)
RATINGS: st.SearchStrategy[Rating] = st.one_of(st.none(), st.just(NOT_RELEVANT), LEVELS)
RATED = st.dictionaries(st.sampled_from(["liv", "int", "ver", "rat", "eko", "for"]), RATINGS)


@pytest.mark.parametrize(
    ("ratings", "level", "deciding"),
    [
        ({}, None, ()),
        ({"liv": None}, None, ()),
        ({"liv": NOT_RELEVANT}, None, ()),
        ({"liv": NOT_RELEVANT, "int": None}, None, ()),
        ({"liv": 0}, 0, ("liv",)),
        ({"liv": 0, "int": None, "ver": NOT_RELEVANT}, 0, ("liv",)),
        ({"liv": 1, "int": 3, "ver": 2}, 3, ("int",)),
        ({"liv": 2, "int": 1, "ver": 2}, 2, ("liv", "ver")),
        ({"liv": 4, "int": 4}, 4, ("liv", "int")),
    ],
)
def test_the_most_serious_consequence_decides(
    ratings: dict[str, Rating], level: int | None, deciding: tuple[str, ...]
) -> None:
    assert calculated_level(ratings) == level
    assert deciding_areas(ratings) == deciding


@given(RATED)
def test_not_rated_and_not_relevant_never_count_as_a_level(ratings: dict[str, Rating]) -> None:
    only_levels = {area: r for area, r in ratings.items() if isinstance(r, int)}
    assert calculated_level(ratings) == calculated_level(only_levels)
    assert set(deciding_areas(ratings)) <= set(only_levels)


@given(RATED, st.sampled_from(["liv", "int", "ver"]), LEVELS)
def test_one_more_rating_never_lowers_the_level(
    ratings: dict[str, Rating], area: str, level: int
) -> None:
    before = calculated_level({key: r for key, r in ratings.items() if key != area})
    after = calculated_level({**ratings, area: level})
    assert after is not None
    assert after >= level
    assert before is None or after >= before


@given(RATED)
def test_the_order_of_the_areas_changes_nothing(ratings: dict[str, Rating]) -> None:
    turned = dict(reversed(ratings.items()))
    assert calculated_level(turned) == calculated_level(ratings)
    assert set(deciding_areas(turned)) == set(deciding_areas(ratings))


def test_an_area_left_alone_is_told_and_one_not_relevant_is_not(model: Model) -> None:
    first, second, *rest = (area.id for area in model.areas)
    ratings: dict[str, Rating] = {first: 0, second: NOT_RELEVANT}
    assert unrated_areas(model, ratings) == tuple(rest)


def test_a_proposal_is_the_calculated_level_or_the_adjusted_one_once_something_is_rated(
    model: Model,
) -> None:
    aspect, area = model.aspects[0].id, model.areas[0].id
    assert assessment(model, aspect).proposed is None
    assert assessment(model, aspect, adjusted=2).proposed is None
    assert assessment(model, aspect, {area: NOT_RELEVANT}, adjusted=2).proposed is None
    assert assessment(model, aspect, {area: 1}).proposed == 1
    assert assessment(model, aspect, {area: 1}, adjusted=0).proposed == 0


def test_touched_means_that_anything_was_rated_not_relevant_included(model: Model) -> None:
    aspect, area = model.aspects[0].id, model.areas[0].id
    assert not assessment(model, aspect).touched
    assert assessment(model, aspect, {area: NOT_RELEVANT}).touched
    assert assessment(model, aspect, {area: 0}).touched


@pytest.mark.parametrize(
    ("aspect", "flags", "level", "reached_by"),
    [
        ("k", [], None, []),
        ("k", ["payments"], None, []),
        ("k", ["personal"], 1, ["personal"]),
        ("k", ["personal", "sensitive"], 2, ["sensitive"]),
        ("k", ["sensitive", "criminal"], 2, ["sensitive", "criminal"]),
        ("k", ["personal", "protected_identity"], 3, ["protected_identity"]),
        ("r", ["personal", "payments", "permanent_record"], 2, ["payments"]),
        ("t", ["life_availability", "deadline"], 3, ["life_availability"]),
        ("t", ["a flag of another model"], None, []),
    ],
)
def test_the_highest_floor_of_the_confirmed_flags_holds(
    shipped: Model, aspect: str, flags: list[str], level: int | None, reached_by: list[str]
) -> None:
    here = floor_of(shipped, aspect, flags)
    assert (here.level if here else None) == level
    assert sorted(f.flag for f in here.floors) == sorted(reached_by) if here else not reached_by


def test_a_floor_follows_the_scale_of_its_own_aspect(own: Model) -> None:
    alarm = {aspect.id: floor_of(own, aspect.id, ["larm"]) for aspect in own.aspects}
    levels = {aspect: here.level for aspect, here in alarm.items() if here}
    assert levels == {"akt": 2, "nar": 3}


@given(st.sets(st.sampled_from(["personal", "sensitive", "payments", "deadline", "open"])))
def test_more_flags_never_lower_a_floor(flags: set[str]) -> None:
    model = load_model()
    for aspect in model.aspects:
        all_of_them = floor_of(model, aspect.id, flags)
        for flag in flags:
            one = floor_of(model, aspect.id, [flag])
            assert one is None or (all_of_them is not None and all_of_them.level >= one.level)


def test_a_motivation_is_asked_for_from_the_level_the_model_says(
    shipped: Model, own: Model
) -> None:
    assert [needs_motivation(shipped, level) for level in (None, 0, 1, 3)] == [
        False, False, True, True,
    ]  # fmt: skip
    assert [needs_motivation(own, level) for level in (None, 0, 1, 2)] == [
        False, False, False, True,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("motivation", "thin"),
    [
        ("", False),
        ("  \n", False),
        (".", True),
        ("enligt lag", True),
        ("hela journaler finns", False),
    ],
)
def test_a_motivation_of_fewer_than_three_words_is_thin(motivation: str, thin: bool) -> None:
    assert is_thin(motivation) is thin
