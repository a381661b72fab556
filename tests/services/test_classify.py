"""Ratings, texts, adjustments and flags: what may be said, what is refused, what follows."""

from __future__ import annotations

from datetime import UTC
from typing import Any, cast
from uuid import UUID, uuid4

import pytest

from ksa_tui.domain import cleaning
from ksa_tui.domain.rating import NOT_RELEVANT, AdjustCode, Rating
from ksa_tui.domain.workshop import AssetStatus
from ksa_tui.services import assets, classify, flags, history, ratings, treatments, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.classify import Place
from ksa_tui.services.shapes import TableRow
from ksa_tui.store import Store
from tests.services.making import a_workshop, an_asset, refused, stopped


@pytest.fixture
def treatment(store: Store, workshop: UUID) -> UUID:
    return an_asset(store, workshop)


def fresh(store: Store, treatment: UUID) -> object:
    """As it is in the store, whatever is remembered."""
    store.remembered.treatment = None
    return classify.load(store, treatment)


def row(store: Store, workshop: UUID) -> TableRow:
    return workshops.table(store, workshop).rows[0]


def test_not_rated_level_zero_and_not_relevant_are_three_things(
    store: Store, treatment: UUID
) -> None:
    classify.rate(store, treatment, "s", "folk", 0)
    asset = classify.rate(store, treatment, "s", "drift", NOT_RELEVANT)
    assert asset.assessments["s"].ratings == {"folk": 0, "drift": NOT_RELEVANT, "natur": None}
    assert asset == fresh(store, treatment)
    assert asset.assessments["s"].calculated == 0
    assert asset.assessments["m"].calculated is None


def test_the_highest_level_of_an_aspect_is_its_own(store: Store, treatment: UUID) -> None:
    classify.rate(store, treatment, "m", "folk", 4)
    asset = classify.rate(store, treatment, "s", "folk", 1)
    assert (asset.assessments["m"].proposed, asset.assessments["s"].proposed) == (4, 1)


@pytest.mark.parametrize(
    "path", [(1, 2), (2, NOT_RELEVANT), (NOT_RELEVANT, 1), (2, None), (0, None)]
)
def test_a_rating_is_changed_and_taken_away(
    store: Store, treatment: UUID, path: tuple[Rating, Rating]
) -> None:
    for rating in path:
        asset = classify.rate(store, treatment, "s", "natur", rating)
        assert asset.assessments["s"].ratings["natur"] == rating
        assert asset == fresh(store, treatment)


@pytest.mark.parametrize("level", [3, 5, -1, 99])
def test_a_level_outside_the_aspect_s_own_scale_is_refused(
    store: Store, treatment: UUID, level: int
) -> None:
    with refused(ratings.NO_LEVEL) as refusal:
        classify.rate(store, treatment, "s", "folk", level)
    assert "0" in str(refusal.value)
    assert "2" in str(refusal.value)
    assert fresh(store, treatment) == classify.load(store, treatment)
    assert not classify.load(store, treatment).assessments["s"].touched
    if level == 3:
        classify.rate(store, treatment, "m", "folk", 3)


@pytest.mark.parametrize("rating", [True, 1.5, "2", "relevant"])
def test_what_is_no_level_is_refused(store: Store, treatment: UUID, rating: object) -> None:
    with refused(ratings.NO_LEVEL):
        classify.rate(store, treatment, "s", "folk", cast(Any, rating))


def test_an_unknown_aspect_or_area_is_refused(store: Store, treatment: UUID) -> None:
    with refused(ratings.NO_ASPECT):
        classify.rate(store, treatment, "k", "folk", 1)
    with refused(ratings.NO_AREA):
        classify.rate(store, treatment, "s", "liv", 1)
    with refused(ratings.NO_ASPECT):
        classify.save_text(store, treatment, "k", "motivation", "x")
    with refused(treatments.NO_ASSET):
        classify.rate(store, uuid4(), "s", "folk", 1)


def test_a_motivation_is_kept_as_it_was_written(store: Store, treatment: UUID) -> None:
    written = "  Rad ett: bad [/x] tag\r\n\tRad två =1+1 #N/A _x000D_ 😀\x07  "
    asset = classify.save_text(store, treatment, "m", "motivation", written)
    assert (
        asset.assessments["m"].motivation == "Rad ett: bad [/x] tag\n\tRad två =1+1 #N/A _x000D_ 😀"
    )
    assert asset == fresh(store, treatment)
    long = "å" * 40_000
    assert (
        classify.save_text(store, treatment, "m", "motivation", long).assessments["m"].motivation
        == long
    )
    with refused(cleaning.TOO_LONG):
        classify.save_text(store, treatment, "m", "motivation", "å" * 100_001)


def test_an_adjusted_level_needs_a_rating_a_code_and_a_motivation(
    store: Store, treatment: UUID
) -> None:
    with refused(ratings.NOT_RATED):
        classify.adjust(store, treatment, "m", 2, "manual", "Därför.")
    classify.rate(store, treatment, "m", "folk", 1)
    with refused(ratings.NO_REASON):
        classify.adjust(store, treatment, "m", 2, "manual", " \n")
    with refused(ratings.NO_CODE):
        classify.adjust(store, treatment, "m", 2, None, "Därför.")
    with refused(ratings.NO_CODE):
        classify.adjust(store, treatment, "m", 2, cast(AdjustCode, "accumulation"), "Därför.")
    with refused(ratings.SAME_LEVEL):
        classify.adjust(store, treatment, "m", 1, "manual", "Därför.")
    with refused(ratings.NO_LEVEL):
        classify.adjust(store, treatment, "m", 5, "manual", "Därför.")
    asset = classify.adjust(store, treatment, "m", 3, "shared", "Som de andra.")
    assert asset == fresh(store, treatment)
    assert (asset.assessments["m"].calculated, asset.assessments["m"].proposed) == (1, 3)
    asset = classify.adjust(store, treatment, "m", None, None, "")
    assert asset.assessments["m"].proposed == 1
    assert asset == fresh(store, treatment)


def test_flags_lift_floors_only_when_the_room_has_confirmed_them(
    store: Store, workshop: UUID
) -> None:
    imported = AssetDraft("Lista", flags={"people": True, "money": True}, flag_source="import")
    treatment = assets.add(store, workshop, imported)
    classify.rate(store, treatment, "s", "folk", 0)
    classify.rate(store, treatment, "m", "folk", 2)
    assert row(store, workshop).below_floor == (False, False)
    asset = classify.confirm_flags(store, treatment)
    assert asset.confirmed_flags == {"people", "money"}
    assert {answer.source for answer in asset.flags} == {"import"}
    assert row(store, workshop).below_floor == (True, True)
    assert row(store, workshop).gaps == 3, "two reasons, one motivation"
    asset = classify.answer_flag(store, treatment, "money", False)
    assert row(store, workshop).below_floor == (True, False)
    asset = classify.answer_flag(store, treatment, "money", None)
    assert [answer.flag for answer in asset.flags] == ["people"]
    asset = classify.save_text(store, treatment, "s", "floor_reason", "Bara offentliga uppgifter.")
    assert row(store, workshop).gaps == 1
    assert asset == fresh(store, treatment)
    with refused(flags.NO_FLAG):
        classify.answer_flag(store, treatment, "nobody", True)


def test_answering_a_flag_again_is_no_event(store: Store, treatment: UUID) -> None:
    classify.answer_flag(store, treatment, "people", True)
    head = store.head
    classify.answer_flag(store, treatment, "people", True)
    classify.answer_flag(store, treatment, "money", None)
    classify.confirm_flags(store, treatment)
    assert store.head == head


def test_going_on_from_the_summary_is_the_room_s_confirmation(
    store: Store, treatment: UUID
) -> None:
    classify.rate(store, treatment, "s", "folk", 1)
    assert classify.confirm_rest(store, treatment).rest_confirmed_at is None, "M is not rated"
    classify.rate(store, treatment, "m", "folk", 1)
    asset = classify.confirm_rest(store, treatment)
    assert asset.rest_confirmed_by == "Anna Ek"
    assert asset.rest_confirmed_at is not None
    assert asset.rest_confirmed_at.tzinfo is UTC
    assert asset == fresh(store, treatment)
    head = store.head
    classify.confirm_rest(store, treatment)
    assert store.head == head, "confirmed once"


def test_nothing_is_confirmed_where_nothing_could_be_higher(store: Store, treatment: UUID) -> None:
    classify.rate(store, treatment, "s", "folk", 2)
    classify.rate(store, treatment, "m", "folk", 4)
    assert classify.confirm_rest(store, treatment).rest_confirmed_at is None
    for area in ("folk", "drift", "natur"):
        classify.rate(store, treatment, "s", area, 1)
        classify.rate(store, treatment, "m", area, NOT_RELEVANT if area == "natur" else 3)
    assert classify.confirm_rest(store, treatment).rest_confirmed_at is None, "all is rated"


def test_a_confirmation_falls_with_the_level_it_was_about(store: Store, treatment: UUID) -> None:
    classify.rate(store, treatment, "s", "folk", 1)
    classify.rate(store, treatment, "m", "folk", 2)
    confirmed = classify.confirm_rest(store, treatment)
    assert classify.rate(store, treatment, "m", "drift", 3).rest_confirmed_at is not None
    assert classify.rate(store, treatment, "m", "drift", 2).rest_confirmed_at is None
    history.undo(store)
    asset = classify.load(store, treatment)
    assert asset.rest_confirmed_at == confirmed.rest_confirmed_at
    asset = classify.rate(store, treatment, "s", "folk", None)
    assert asset.rest_confirmed_at is None
    assert asset == fresh(store, treatment)


def test_time_is_counted_without_history(store: Store, treatment: UUID) -> None:
    head = store.head
    for seconds in (30, 31, -5):
        classify.add_seconds(store, treatment, seconds)
    assert classify.load(store, treatment).seconds_spent == 61
    assert store.head == head
    classify.rate(store, treatment, "s", "folk", 1)
    assert fresh(store, treatment) == classify.load(store, treatment)
    history.undo(store)
    assert classify.load(store, treatment).seconds_spent == 61


def test_the_place_is_kept_for_each_workshop(store: Store, workshop: UUID, treatment: UUID) -> None:
    assert classify.last_place(store) is None
    other = a_workshop(store, "En annan")
    here = Place(workshop, treatment, "m", "drift")
    classify.remember_place(store, here)
    classify.remember_place(store, Place(other))
    assert classify.last_place(store) == Place(other)
    assert classify.last_place(store, workshop) == here
    workshops.delete(store, other)
    assert classify.last_place(store) == here
    assert classify.last_place(store, other) is None


def test_a_place_never_stands_in_the_way_of_undo(store: Store, workshop: UUID) -> None:
    treatment = an_asset(store, workshop)
    classify.remember_place(store, Place(workshop, treatment, "m", "drift"))
    classify.keep_draft(store, treatment, "m", "motivation", "Halvt")
    assert history.undo(store) is not None
    assert classify.last_place(store) == Place(workshop, None, "m", "drift")
    assert history.undo(store) is not None
    assert classify.last_place(store) is None


def test_a_stopped_asset_takes_no_more_words(store: Store, workshop: UUID) -> None:
    treatment = stopped(store, workshop, "Hemligt")
    for use in (
        lambda: classify.rate(store, treatment, "s", "folk", 1),
        lambda: classify.save_text(store, treatment, "s", "motivation", "x"),
        lambda: classify.answer_flag(store, treatment, "people", True),
        lambda: classify.confirm_rest(store, treatment),
        lambda: assets.edit(store, treatment, AssetDraft("Nytt")),
    ):
        with refused(treatments.EXCLUDED):
            use()


def test_the_table_follows_every_change(store: Store, workshop: UUID, treatment: UUID) -> None:
    model = workshops.model_of(store, workshop)

    def agrees() -> TableRow:
        shown = row(store, workshop)
        assert shown == workshops.row_of(model, workshops.load(store, workshop).assets[0])
        return shown

    assert agrees().status is AssetStatus.UNTOUCHED
    classify.rate(store, treatment, "s", "folk", NOT_RELEVANT)
    assert agrees().status is AssetStatus.STARTED
    classify.rate(store, treatment, "s", "folk", 2)
    classify.rate(store, treatment, "m", "drift", 3)
    assert agrees().status is AssetStatus.RATED
    assert agrees().gaps == 2
    classify.save_text(store, treatment, "s", "motivation", "Kort")
    assert (agrees().gaps, agrees().thin) == (1, 1)
    classify.adjust(store, treatment, "m", 1, "manual", "Reserven räcker längre.")
    assert (agrees().levels, agrees().gaps) == ((2, 1), 0)
    classify.rate(store, treatment, "m", "drift", None)
    assert agrees().levels == (2, None)
    while history.undo(store):
        if workshops.table(store, workshop).rows:
            agrees()
        else:
            break


def test_heat_counts_levels_by_aspect_in_the_model_s_own_scales(
    store: Store, workshop: UUID
) -> None:
    for number, levels in enumerate([(0, 4), (2, 4), (2, None)]):
        treatment = an_asset(store, workshop, f"Mängd {number}")
        for aspect, level in zip(("s", "m"), levels, strict=True):
            classify.rate(store, treatment, aspect, "folk", level)
    assert workshops.table(store, workshop).heat == ((1, 0, 2), (0, 0, 0, 0, 2))
