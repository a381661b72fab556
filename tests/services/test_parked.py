"""Parked questions: about the workshop or an asset, answered, taken away, part of the asset's content."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pytest

from ksa_tui.domain.workshop import ParkedQuestion
from ksa_tui.services import assets, classify, history, parked, ratings, treatments, workshops
from ksa_tui.store import Store
from tests.services.making import a_workshop, an_asset, refused


def questions(store: Store, workshop: UUID) -> tuple[ParkedQuestion, ...]:
    return workshops.load(store, workshop).parked


def test_a_question_is_parked_answered_and_taken_away(store: Store, workshop: UUID) -> None:
    treatment = an_asset(store, workshop)
    due = date(2026, 12, 1)
    key = parked.add(store, workshop, "Vem\näger? ", "Bo", due, treatment, "m")
    assert questions(store, workshop) == (
        ParkedQuestion(key, "Vem\näger?", "Bo", due, treatment, "m"),
    )
    assert workshops.table(store, workshop).parked == 1
    parked.resolve(store, key, "Skolchefen.")
    (answered,) = questions(store, workshop)
    assert answered.resolution == "Skolchefen."
    assert answered.resolved_at is not None
    assert workshops.table(store, workshop).parked == 0
    parked.remove(store, key)
    assert questions(store, workshop) == ()
    history.undo(store)
    assert questions(store, workshop) == (answered,)


def test_questions_stand_in_the_order_they_were_parked(store: Store, workshop: UUID) -> None:
    for text in ("Ö", "A", "M"):
        parked.add(store, workshop, text)
    assert [question.text for question in questions(store, workshop)] == ["Ö", "A", "M"]


@pytest.mark.parametrize("text", ["", " \n ", "\x00"])
def test_an_empty_question_or_answer_is_refused(store: Store, workshop: UUID, text: str) -> None:
    with refused(parked.EMPTY_QUESTION):
        parked.add(store, workshop, text)
    key = parked.add(store, workshop, "Vem?")
    with refused(parked.EMPTY_ANSWER):
        parked.resolve(store, key, text)


def test_what_does_not_belong_together_is_refused(store: Store, workshop: UUID) -> None:
    elsewhere = an_asset(store, a_workshop(store, "En annan"))
    with refused(treatments.NO_ASSET):
        parked.add(store, workshop, "Vem?", treatment=elsewhere)
    with refused(ratings.NO_ASPECT):
        parked.add(store, workshop, "Vem?", aspect="x")
    with refused(parked.NO_QUESTION):
        parked.resolve(store, uuid4(), "Ja")
    with refused(parked.NO_QUESTION):
        parked.remove(store, uuid4())


def test_a_question_goes_and_comes_with_its_asset(store: Store, workshop: UUID) -> None:
    treatment = an_asset(store, workshop)
    parked.add(store, workshop, "Vem?", treatment=treatment)
    assets.remove(store, treatment)
    assert questions(store, workshop) == ()
    assert workshops.table(store, workshop).parked == 0
    history.undo(store)
    assert len(questions(store, workshop)) == 1


def test_a_question_about_an_asset_is_that_asset_s_content(store: Store, workshop: UUID) -> None:
    treatment = an_asset(store, workshop)
    asset = classify.load(store, treatment).asset_id
    key = parked.add(store, workshop, "Hemlig fråga", treatment=treatment)
    parked.resolve(store, key, "Hemligt svar")
    parked.remove(store, key)
    history.undo(store)
    with store.driver() as connection:
        marked = connection.execute(
            "SELECT DISTINCT b.asset_id FROM event e JOIN event_body b ON b.seq = e.seq "
            "WHERE e.entity = 'parked'"
        ).fetchall()
    assert marked == [(asset.hex,)]
