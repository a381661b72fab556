"""The assets together: raised above the highest of them, with a reason, never an asset changed."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from ksa_tui import reference
from ksa_tui.domain.checks import CheckCode, workshop_checks
from ksa_tui.domain.collection import highest_of_assets, level_together
from ksa_tui.domain.workshop import CollectionUplift, UpliftCode
from ksa_tui.services import (
    assets,
    classify,
    collection,
    delivery,
    history,
    models,
    ratings,
    show,
    workshops,
)
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.store import Store
from tests.services.making import a_workshop, refused

WHY = "Alla elever på ett ställe."


class School:
    def __init__(self, store: Store) -> None:
        self.store = store
        self.workshop = workshops.create(
            store, WorkshopDraft("Skola", "Maria Holm"), reference.load_model()
        )
        self.assets = [
            assets.add(store, self.workshop, AssetDraft(name)) for name in ("Betyg", "Elevhälsa")
        ]
        for treatment, level in zip(self.assets, (1, 2), strict=True):
            classify.rate(store, treatment, "k", "int", level)

    def raise_to(self, level: int, code: UpliftCode = "aggregation", why: str = WHY) -> None:
        collection.set_uplift(self.store, self.workshop, CollectionUplift("k", code, level, why))

    @property
    def levels(self) -> tuple[int | None, int | None]:
        workshop = workshops.load(self.store, self.workshop)
        model = workshops.model_of(self.store, self.workshop)
        return highest_of_assets(model, workshop, "k"), level_together(model, workshop, "k")

    @property
    def overtaken(self) -> int:
        workshop = workshops.load(self.store, self.workshop)
        found = workshop_checks(workshops.model_of(self.store, self.workshop), workshop)
        return sum(check.code is CheckCode.UPLIFT_OVERTAKEN for check in found)


@pytest.fixture
def school(store: Store) -> School:
    return School(store)


def test_the_whole_is_the_highest_of_the_assets_until_it_is_raised(school: School) -> None:
    assert school.levels == (2, 2)
    school.raise_to(3)
    assert school.levels == (2, 3)
    loaded = workshops.load(school.store, school.workshop)
    assert [asset.assessments["k"].proposed for asset in loaded.assets] == [1, 2]
    assert loaded.answers == {"g6": True}
    assert loaded.uplifts == (CollectionUplift("k", "aggregation", 3, WHY),)


def test_raising_is_one_step_with_its_yes_and_is_undone(school: School) -> None:
    school.raise_to(3)
    history.undo(school.store)
    loaded = workshops.load(school.store, school.workshop)
    assert (loaded.uplifts, loaded.answers) == ((), {})
    history.redo(school.store)
    assert school.levels == (2, 3)
    collection.remove_uplift(school.store, school.workshop, "k", "aggregation")
    assert school.levels == (2, 2)
    history.undo(school.store)
    assert school.levels == (2, 3)


def test_both_kinds_may_raise_the_same_aspect_and_the_highest_holds(school: School) -> None:
    classify.rate(school.store, school.assets[1], "k", "int", 1)
    school.raise_to(2)
    school.raise_to(3, "accumulation", "  Tiotusen   personer  ")
    assert school.levels == (1, 3)
    school.raise_to(3, why="Ett annat skäl")
    uplifts = workshops.load(school.store, school.workshop).uplifts
    assert [(each.code, each.level) for each in uplifts] == [
        ("accumulation", 3), ("aggregation", 3),
    ]  # fmt: skip


@pytest.mark.parametrize("level", [0, 1, 2])
def test_no_level_that_an_asset_has_by_itself_raises_anything(school: School, level: int) -> None:
    with refused(collection.NOT_HIGHER):
        school.raise_to(level)
    assert workshops.load(school.store, school.workshop).answers == {}


def test_what_is_refused_says_why(school: School) -> None:
    store, workshop = school.store, school.workshop
    for level in (4, -1, True):
        with refused(ratings.NO_LEVEL):
            school.raise_to(level)
    for blank in ("", " \n\t ", "\u200e\x07"):
        with refused(collection.NO_REASON):
            school.raise_to(3, why=blank)
    with refused(ratings.NO_ASPECT):
        collection.set_uplift(store, workshop, CollectionUplift("x", "aggregation", 3, WHY))
    with refused(collection.NOTHING_RATED):
        collection.set_uplift(store, workshop, CollectionUplift("t", "aggregation", 3, WHY))
    with refused(collection.NOT_THERE):
        collection.remove_uplift(store, workshop, "k", "accumulation")
    with refused(models.NO_WORKSHOP):
        collection.set_uplift(store, uuid4(), CollectionUplift("k", "aggregation", 3, WHY))
    with refused(delivery.NO_QUESTION):  # a model that asks nothing of that kind
        other = a_workshop(store)
        collection.set_uplift(store, other, CollectionUplift("s", "aggregation", 2, WHY))


@pytest.mark.parametrize("answer", [False, None])
def test_the_yes_stands_while_the_whole_is_raised_by_it(
    school: School, answer: bool | None
) -> None:
    store, workshop = school.store, school.workshop
    school.raise_to(3)
    with refused(delivery.RAISED):
        workshops.answer_question(store, workshop, "g6", answer)
    workshops.answer_question(store, workshop, "g7", answer)  # the other question is free
    collection.remove_uplift(store, workshop, "k", "aggregation")
    workshops.answer_question(store, workshop, "g6", answer)
    assert workshops.load(store, workshop).answers.get("g6") is answer


def test_an_asset_that_reaches_it_by_itself_is_told_and_nothing_is_lost(school: School) -> None:
    school.raise_to(3)
    assert school.overtaken == 0
    classify.rate(school.store, school.assets[0], "k", "int", 3)
    assert school.overtaken == 1
    assert school.levels == (3, 3)
    assets.defer(school.store, school.assets[0], True)  # what is put off is not of this session
    assert (school.overtaken, school.levels) == (0, (2, 3))


def test_the_contract_tells_answers_levels_and_uplifts(school: School) -> None:
    told = show.show(school.store, school.workshop)["collection"]
    assert told == {
        "answers": {"g6": None, "g7": None},
        "levels": {
            "K": {"assets": 2, "together": 2},
            "R": {"assets": None, "together": None},
            "T": {"assets": None, "together": None},
        },
        "uplifts": [],
    }
    school.raise_to(3)
    workshops.answer_question(school.store, school.workshop, "g7", False)
    told = show.show(school.store, school.workshop)["collection"]
    assert told["answers"] == {"g6": True, "g7": False}
    assert told["levels"]["K"] == {"assets": 2, "together": 3}
    assert told["uplifts"] == [
        {"aspect": "K", "code": "aggregation", "level": 3, "motivation": WHY}
    ]


def test_another_workshop_is_not_raised(school: School) -> None:
    other = replace(WorkshopDraft("Vård", "Maria Holm"))
    second: UUID = workshops.create(school.store, other)
    school.raise_to(3)
    assert workshops.load(school.store, second).uplifts == ()
