"""Where the room is, and how it moves."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from ksa_tui import reference
from ksa_tui.domain.model import Model
from ksa_tui.domain.walking import WalkOrder
from ksa_tui.ui.walk import Walk


@pytest.fixture
def model() -> Model:
    return reference.load_model()


@pytest.fixture
def treatments() -> list[UUID]:
    return [uuid4() for _ in range(3)]


def test_areas_wrap_both_ways(model: Model, treatments: list[UUID]) -> None:
    walk = Walk(model, treatments)
    walk.move_area(-1)
    assert walk.cursor == len(model.areas) - 1
    walk.move_area(1)
    assert walk.cursor == 0


def test_aspects_end_at_both_ends_and_start_at_the_first_area(
    model: Model, treatments: list[UUID]
) -> None:
    walk = Walk(model, treatments)
    walk.move_area(2)
    assert not walk.move_aspect(-1)
    assert walk.cursor == 2
    assert walk.move_aspect(1)
    assert (walk.aspect.letter, walk.cursor) == ("R", 0)
    assert walk.move_aspect(1)
    assert not walk.move_aspect(1)
    assert walk.aspect.letter == "T"


def test_another_asset_begins_at_its_first_aspect(model: Model, treatments: list[UUID]) -> None:
    walk = Walk(model, treatments)
    walk.move_aspect(1)
    assert walk.move_asset(1)
    assert (walk.number, walk.aspect.letter) == (2, "K")
    assert walk.move_asset(1)
    assert not walk.move_asset(1)
    assert walk.treatment == treatments[2]


def test_a_place_that_is_gone_is_taken_as_the_first(model: Model, treatments: list[UUID]) -> None:
    walk = Walk(model, treatments)
    walk.go(treatments[1], "r", "eko")
    assert (walk.number, walk.aspect.id, walk.cursor) == (2, "r", 4)
    walk.go(uuid4(), "gone", "gone")
    assert (walk.number, walk.aspect.id, walk.cursor) == (2, "k", 0)


def test_an_asset_found_while_talking_comes_next(model: Model, treatments: list[UUID]) -> None:
    walk = Walk(model, treatments)
    found = uuid4()
    walk.insert_after(found)
    assert walk.total == 4
    walk.move_asset(1)
    assert walk.treatment == found


def places(walk: Walk) -> list[tuple[int, str]]:
    """From where it stands through all that ``enter`` leads to, a summary for "∑"."""
    seen = [(walk.number, walk.aspect.letter)]
    while True:
        if not walk.move_on():
            seen.append((walk.number, "∑"))
            if not walk.move_asset(1):
                return seen
        seen.append((walk.number, walk.aspect.letter))


def test_one_asset_at_a_time_begins_with_any_aspect(model: Model, treatments: list[UUID]) -> None:
    expected = {None: "KRT", "k": "KRT", "r": "RKT", "t": "TKR", "gone": "KRT"}
    for first, letters in expected.items():
        walk = Walk(model, treatments, WalkOrder(first=first))
        walk.go(treatments[0])
        assert places(walk) == [(n, letter) for n in (1, 2, 3) for letter in (*letters, "∑")]


def test_one_aspect_at_a_time_has_a_row_for_each_and_the_summaries_last(
    model: Model, treatments: list[UUID]
) -> None:
    walk = Walk(model, treatments, WalkOrder(by_aspect=True, first="t"))
    assert places(walk) == [
        (1, "T"), (2, "T"), (3, "T"), (1, "K"), (2, "K"), (3, "K"),
        (1, "R"), (1, "∑"), (2, "R"), (2, "∑"), (3, "R"), (3, "∑"),
    ]  # fmt: skip


@pytest.mark.parametrize("by_aspect", [False, True])
@pytest.mark.parametrize("first", [None, "r", "t"])
def test_no_order_takes_more_enters_than_another(
    model: Model, treatments: list[UUID], first: str | None, by_aspect: bool
) -> None:
    walk = Walk(model, treatments, WalkOrder(by_aspect, first))
    seen = places(walk)
    assert len(seen) == len(set(seen)) == len(treatments) * (len(model.aspects) + 1)


def test_another_asset_is_come_to_in_the_row_one_is_in(
    model: Model, treatments: list[UUID]
) -> None:
    walk = Walk(model, treatments, WalkOrder(by_aspect=True))
    walk.go(treatments[1], "r", "eko")
    assert walk.move_asset(1)
    assert (walk.number, walk.aspect.letter, walk.cursor) == (3, "R", 0)
    assert not walk.move_asset(1)
    assert walk.move_asset(-1)
    assert walk.aspect.letter == "R"


def test_what_is_mended_leads_to_its_own_summary_again(
    model: Model, treatments: list[UUID]
) -> None:
    walk = Walk(model, treatments, WalkOrder(by_aspect=True))
    walk.go(treatments[0], "t")
    assert not walk.move_on()
    walk.mend("k")
    seen = [walk.aspect.letter]
    while walk.move_on():
        seen.append(walk.aspect.letter)
    assert (walk.number, seen) == (1, ["K", "R", "T"])
    assert walk.move_asset(1)
    assert (walk.number, walk.aspect.letter) == (2, "T")
    walk.mend("k")
    walk.move_asset(1)  # left in the middle: the room is in the last row all the same
    assert (walk.number, walk.aspect.letter) == (3, "T")


def test_beside_follows_what_is_drawn_and_further_on_the_order(
    model: Model, treatments: list[UUID]
) -> None:
    walk = Walk(model, treatments, WalkOrder(first="t"))
    assert walk.aspect.letter == "T"
    assert not walk.move_beside(1)
    assert walk.move_beside(-1)
    assert walk.aspect.letter == "R"
    assert not walk.move_aspect(1)
    walk.go(treatments[0], "t")
    assert walk.move_aspect(1)
    assert walk.aspect.letter == "K"


def test_what_is_put_off_is_left_out_and_the_walk_goes_on(
    model: Model, treatments: list[UUID]
) -> None:
    walk = Walk(model, treatments)
    walk.go(treatments[0], "r")
    assert walk.leave_out()
    assert (walk.treatment, walk.number, walk.total) == (treatments[1], 1, 2)
    assert walk.aspect.letter == "K"
    walk.go(treatments[2], "r")
    assert not walk.leave_out()  # nothing follows: the room goes back to the workshop
    assert walk.treatment == treatments[2]


def test_the_last_of_a_row_put_off_leads_to_the_next_row(
    model: Model, treatments: list[UUID]
) -> None:
    walk = Walk(model, treatments, WalkOrder(by_aspect=True))
    walk.go(treatments[2], "k")
    assert walk.leave_out()
    assert (walk.treatment, walk.aspect.letter) == (treatments[0], "R")
    walk.go(treatments[1], "t")
    assert not walk.leave_out()
    alone = Walk(model, treatments[:1], WalkOrder(by_aspect=True))
    assert not alone.leave_out()


def test_the_assets_may_change_under_way(model: Model, treatments: list[UUID]) -> None:
    walk = Walk(model, treatments)
    walk.go(treatments[1], "r", "eko")
    walk.renew([treatments[2], treatments[1]])
    assert (walk.number, walk.aspect.id, walk.cursor) == (2, "r", 4)
    walk.go(treatments[2], "r", "eko")
    walk.renew([treatments[0], treatments[1]])  # gone, and nothing after it is there: the last one
    assert (walk.treatment, walk.aspect.id, walk.cursor) == (treatments[1], "k", 0)
    walk.go(treatments[0], "r")
    walk.renew(treatments[1:])
    assert (walk.treatment, walk.aspect.id) == (treatments[1], "k")
    found = uuid4()
    walk.insert_after(found)
    walk.insert_after(found)
    assert walk.total == 3
