"""Where the room is, and how it moves."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from ksa_tui import reference
from ksa_tui.domain.model import Model
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
