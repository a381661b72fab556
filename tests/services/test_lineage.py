"""Assets of the right size: nothing that was answered is lost, and undo brings all of it back."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

import pytest

from ksa_tui.domain.lineage import lifting_alone
from ksa_tui.domain.rating import NOT_RELEVANT, Rating
from ksa_tui.services import (
    asset_writing,
    assets,
    classify,
    history,
    lineage,
    parked,
    treatments,
    workshops,
)
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.store import Store
from tests.services.making import a_workshop, an_asset, refused, stopped

WHY = "Det drabbar många."


def rate(store: Store, treatment: UUID, aspect: str, **ratings: Rating) -> None:
    for area, rating in ratings.items():
        classify.rate(store, treatment, aspect, area, rating)


def ratings(store: Store, treatment: UUID, aspect: str = "s") -> Mapping[str, Rating]:
    return classify.load(store, treatment).assessments[aspect].ratings


def names(store: Store, workshop: UUID) -> list[str]:
    return [row.name for row in workshops.table(store, workshop).rows]


def full(store: Store, workshop: UUID) -> UUID:
    draft = AssetDraft(
        "Elevregister",
        description="Om elever [/x].",
        systems=("Skolregistret",),
        flags={"people": True},
        note="Gallras 2030",
    )
    treatment = assets.add(store, workshop, draft)
    rate(store, treatment, "s", folk=2, drift=NOT_RELEVANT)
    rate(store, treatment, "m", folk=4)
    classify.save_text(store, treatment, "s", "motivation", WHY)
    return treatment


def test_the_parts_stand_where_the_whole_stood_with_all_its_answers(
    store: Store, workshop: UUID
) -> None:
    an_asset(store, workshop, "Först")
    treatment = full(store, workshop)
    an_asset(store, workshop, "Sist")
    before = classify.load(store, treatment)
    parts = lineage.split(
        store, treatment, ["Elevregister, öppet", "Skyddade elever"], "Egna regler."
    )
    assert names(store, workshop) == ["Först", "Elevregister, öppet", "Skyddade elever", "Sist"]
    for part in parts:
        asset = classify.load(store, part)
        assert asset.assessments == before.assessments
        assert (asset.flags, asset.systems, asset.refs) == (
            before.flags,
            before.systems,
            before.refs,
        )
        assert asset.description == before.description
    rows = workshops.table(store, workshop).rows[1:3]
    assert [(row.levels, row.gaps) for row in rows] == [((2, 4), 1)] * 2


def test_a_split_is_one_step_of_undo(store: Store, workshop: UUID) -> None:
    treatment = full(store, workshop)
    before = classify.load(store, treatment)
    question = parked.add(store, workshop, "Vem äger?", treatment=treatment)
    lineage.split(store, treatment, ["A", "B"])
    assert workshops.load(store, workshop).parked[0].asset != treatment
    history.undo(store)
    assert names(store, workshop) == ["Elevregister"]
    assert classify.load(store, treatment) == before
    (back,) = workshops.load(store, workshop).parked
    assert (back.id, back.asset) == (question, treatment)
    history.redo(store)
    assert names(store, workshop) == ["A", "B"]
    assert store.verify_chain().sound


@pytest.mark.parametrize("given", [[], ["Ensam"]])
def test_one_part_is_no_split(store: Store, workshop: UUID, given: list[str]) -> None:
    treatment = full(store, workshop)
    with refused(lineage.TOO_FEW_PARTS):
        lineage.split(store, treatment, given)


def test_a_part_may_keep_the_name_but_no_two_have_the_same(store: Store, workshop: UUID) -> None:
    treatment = full(store, workshop)
    an_asset(store, workshop, "Betyg")
    with refused(asset_writing.TWICE):
        lineage.split(store, treatment, ["Del", "DEL"])
    with refused(asset_writing.DUPLICATE):
        lineage.split(store, treatment, ["Betyg", "Annat"])
    assert names(store, workshop) == ["Elevregister", "Betyg"]
    lineage.split(store, treatment, ["Elevregister", "Skyddade elever"])
    assert names(store, workshop) == ["Elevregister", "Skyddade elever", "Betyg"]


def test_several_become_one_with_the_highest_of_each_area(store: Store, workshop: UUID) -> None:
    one, two = full(store, workshop), an_asset(store, workshop, "Betyg")
    rate(store, two, "s", folk=1, drift=NOT_RELEVANT, natur=0)
    classify.save_text(store, two, "s", "motivation", "Rättssäkerheten.")
    assets.set_systems(store, two, ["Skolregistret", "Portalen"])
    merged = lineage.merge(store, [two, one], "Elevuppgifter")
    asset = classify.load(store, merged)
    assert names(store, workshop) == ["Elevuppgifter"]
    assert ratings(store, merged) == {"folk": 2, "drift": NOT_RELEVANT, "natur": 0}
    assert asset.assessments["s"].motivation == f"Elevregister: {WHY}\nBetyg: Rättssäkerheten."
    assert {system.name for system in asset.systems} == {"Skolregistret", "Portalen"}
    assert asset.confirmed_flags == {"people"}


def test_not_rated_in_one_and_not_relevant_in_the_other_is_not_rated(
    store: Store, workshop: UUID
) -> None:
    one, two = an_asset(store, workshop, "A"), an_asset(store, workshop, "B")
    rate(store, one, "s", folk=NOT_RELEVANT, drift=0)
    rate(store, two, "s", drift=NOT_RELEVANT)
    merged = lineage.merge(store, [one, two], "C")
    assert ratings(store, merged) == {"folk": None, "drift": 0, "natur": None}


def test_what_cannot_become_one_is_refused(store: Store, workshop: UUID) -> None:
    one, other = an_asset(store, workshop, "A"), an_asset(store, a_workshop(store, "Annan"), "B")
    with refused(lineage.TOO_FEW):
        lineage.merge(store, [one, one], "C")
    with refused(lineage.NOT_HERE):
        lineage.merge(store, [one, other], "C")
    with refused(treatments.EXCLUDED):
        lineage.merge(store, [one, stopped(store, workshop, "Larm")], "C")


def test_where_from_is_kept_with_its_reason(store: Store, workshop: UUID) -> None:
    treatment = full(store, workshop)
    old = classify.load(store, treatment).asset_id
    parts = lineage.split(store, treatment, ["A", "B"], "Egna regler.")
    new = [classify.load(store, part).asset_id for part in parts]
    with store.reading() as connection:
        rows = connection.exec_driver_sql(
            "SELECT from_asset_id, to_asset_id, kind, reason FROM asset_lineage"
        ).all()
    assert {tuple(row) for row in rows} == {
        (old.hex, part.hex, "split", "Egna regler.") for part in new
    }


def test_a_flag_that_alone_lifts_to_the_top_suggests_a_split(store: Store) -> None:
    workshop = workshops.create(store, WorkshopDraft("Skola", "Maria Holm"))
    model = workshops.model_of(store, workshop)
    treatment = an_asset(store, workshop)
    for flag in ("personal", "protected_identity"):
        classify.answer_flag(store, treatment, flag, True)
    assert not list(lifting_alone(model, classify.load(store, treatment)))
    classify.rate(store, treatment, "k", "int", 3)
    found = list(lifting_alone(model, classify.load(store, treatment)))
    assert [(aspect.id, flag.id) for aspect, flag in found] == [("k", "protected_identity")]
