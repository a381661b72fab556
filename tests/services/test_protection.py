"""Measures of a workshop over the store: answers hold where they were given."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from ksa_tui.domain.protecting import Scope, State
from ksa_tui.services import assets, classify, history, protection, risks, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.protection import AnswerDraft
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.store import Store
from tests.services.making import refused, stopped

ORGANISATION = (Scope.ORGANISATION, None)
MET = AnswerDraft(State.MET)


@pytest.fixture
def workshop(store: Store) -> UUID:
    return workshops.create(store, WorkshopDraft("Skola", "Maria Holm", department="Skola"))


def rated(
    store: Store, workshop: UUID, name: str, *levels: int, systems: tuple[str, ...] = ()
) -> UUID:
    treatment = assets.add(store, workshop, AssetDraft(name, systems=systems))
    for aspect, level in zip("krt", levels, strict=False):
        classify.rate(store, treatment, aspect, "ver", level)
    return treatment


def states(store: Store, workshop: UUID) -> dict[str, State]:
    return {line.measure.id: line.state for line in protection.protection(store, workshop).lines()}


def test_nothing_follows_from_what_is_not_rated(store: Store, workshop: UUID) -> None:
    rated(store, workshop, "Elevregister")
    assert protection.protection(store, workshop).lines() == ()


def test_an_aspect_brings_its_own(store: Store, workshop: UUID) -> None:
    rated(store, workshop, "Elevregister", 3)
    found = protection.protection(store, workshop)
    assert found.lines()
    for line in found.lines():
        assert line.aspects == ("k",)
        assert line.measure.threshold["k"] <= 3


def test_an_answer_for_the_organisation_holds_everywhere_and_is_given_once(
    store: Store, workshop: UUID
) -> None:
    rated(store, workshop, "Elevregister", 2)
    other = workshops.create(store, WorkshopDraft("Omsorg", department="Omsorg"))
    rated(store, other, "Journaler", 2)
    protection.answer(store, workshop, "STY-01", ORGANISATION, MET)
    assert states(store, workshop)["STY-01"] is states(store, other)["STY-01"] is State.MET
    protection.answer(store, other, "STY-01", ORGANISATION, AnswerDraft(State.PARTLY))
    assert len(protection.answers(store)) == 1
    assert states(store, workshop)["STY-01"] is State.PARTLY


def test_a_nearer_answer_wins_and_another_department_has_none(store: Store, workshop: UUID) -> None:
    treatment = rated(store, workshop, "Elevregister", 2, systems=("Skolregistret",))
    other = workshops.create(store, WorkshopDraft("Omsorg", department="Omsorg"))
    rated(store, other, "Journaler", 2)
    asset = classify.load(store, treatment)
    department = workshops.load(store, workshop).department
    assert department is not None
    protection.answer(store, workshop, "STY-01", (Scope.DEPARTMENT, department.id), MET)
    assert states(store, workshop)["STY-01"] is State.MET
    assert states(store, other)["STY-01"] is State.UNKNOWN
    system = (Scope.SYSTEM, asset.systems[0].id)
    protection.answer(store, workshop, "STY-01", system, AnswerDraft(State.NOT_MET))
    assert states(store, workshop)["STY-01"] is State.NOT_MET
    protection.answer(store, workshop, "STY-01", (Scope.ASSET, asset.asset_id), MET)
    assert states(store, workshop)["STY-01"] is State.MET


def test_a_line_is_as_weak_as_its_weakest_asset(store: Store, workshop: UUID) -> None:
    one = rated(store, workshop, "Elevregister", 2)
    rated(store, workshop, "Betyg", 2)
    place = (Scope.ASSET, classify.load(store, one).asset_id)
    protection.answer(store, workshop, "STY-01", place, MET)
    (line,) = [
        line
        for line in protection.protection(store, workshop).lines()
        if line.measure.id == "STY-01"
    ]
    assert line.state is State.UNKNOWN
    assert [each.state for each in line.assets] == [State.MET, State.UNKNOWN]
    assert line.is_gap


def test_an_answer_is_undone_and_taken_back(store: Store, workshop: UUID) -> None:
    rated(store, workshop, "Elevregister", 2)
    protection.answer(store, workshop, "STY-01", ORGANISATION, MET)
    draft = AnswerDraft(State.PARTLY, role="It-chef", due=date(2027, 1, 31), note="Halva.")
    protection.answer(store, workshop, "STY-01", ORGANISATION, draft)
    (found,) = protection.answers(store)
    assert (found.role, found.due, found.note) == ("It-chef", date(2027, 1, 31), "Halva.")
    history.undo(store)
    assert states(store, workshop)["STY-01"] is State.MET
    protection.answer(store, workshop, "STY-01", ORGANISATION, None)
    assert states(store, workshop)["STY-01"] is State.UNKNOWN
    protection.answer(store, workshop, "STY-01", ORGANISATION, None)
    assert store.verify_chain().sound


def test_what_breaks_a_rule_is_said_and_not_kept(store: Store, workshop: UUID) -> None:
    rated(store, workshop, "Elevregister", 2)
    with refused(protection.NO_REASON):
        protection.answer(
            store, workshop, "STY-01", ORGANISATION, AnswerDraft(State.NOT_RELEVANT, " ")
        )
    with refused(protection.NO_MEASURE):
        protection.answer(store, workshop, "[/x]", ORGANISATION, MET)
    with refused(protection.NO_PLACE):
        protection.answer(store, workshop, "STY-01", (Scope.SYSTEM, uuid4()), MET)
    with refused(protection.NO_PLACE):
        protection.answer(store, workshop, "STY-01", (Scope.DEPARTMENT, uuid4()), MET)
    assert protection.answers(store) == ()


def test_a_stopped_asset_brings_no_measures(store: Store, workshop: UUID) -> None:
    stopped(store, workshop, "Larm")
    assert protection.protection(store, workshop).lines() == ()


def test_measures_are_frozen_with_the_first_answer(store: Store, workshop: UUID) -> None:
    rated(store, workshop, "Elevregister", 2)
    before = protection.measures_of(store, workshop)
    protection.answer(store, workshop, "STY-01", ORGANISATION, MET)
    own = Path(store.workspace.data) / "measures.toml"
    own.write_text(
        'kind = "measures"\nextends = "kommun-atgarder@1.0"\nid = "vara"\nversion = "1"\n'
        '[[measure]]\nid = "STY-01"\nname_sv = "Ändrad"\n',
        encoding="utf-8",
    )
    assert protection.measures_of(store, workshop) == before
    other = workshops.create(store, WorkshopDraft("Omsorg"))
    titles = [m.title.sv for m in protection.measures_of(store, other).measures]
    assert "Ändrad" in titles


def test_what_a_level_more_brings_leaves_out_what_is_met(store: Store, workshop: UUID) -> None:
    treatment = rated(store, workshop, "Elevregister", 1, 0, 0)

    def more() -> set[str]:
        change = protection.steps(store, treatment)["k"].more
        assert change is not None
        assert change.families <= len(change.measures)
        return {measure.id for measure in change.measures}

    first = more()
    answered = sorted(first)[0]
    protection.answer(store, workshop, answered, ORGANISATION, MET)
    assert more() == first - {answered}


def test_an_unrated_aspect_has_no_steps(store: Store, workshop: UUID) -> None:
    treatment = rated(store, workshop, "Elevregister", 3)
    steps = protection.steps(store, treatment)
    assert set(steps) == {"k"}
    assert steps["k"].more is None
    assert steps["k"].less is not None


def test_a_risk_assessment_is_recorded_and_undone(store: Store, workshop: UUID) -> None:
    day = store.clock().date()
    risks.record_risk_assessment(store, workshop, day, "DNR 1", "Bekräftade åtgärderna.")
    (found,) = protection.protection(store, workshop).risk_assessments
    assert (found.made_on, found.reference) == (day, "DNR 1")
    history.undo(store)
    assert protection.protection(store, workshop).risk_assessments == ()
    with refused(risks.NO_DAY):
        risks.record_risk_assessment(store, workshop, None)
    with refused(risks.NOT_YET):
        risks.record_risk_assessment(store, workshop, date(2099, 1, 1))
