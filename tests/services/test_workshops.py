"""Workshops are made, changed, found, removed; the form's texts are checked and cleaned."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from pathlib import Path
from uuid import UUID, uuid4

import pytest

from ksa_tui.domain import cleaning
from ksa_tui.domain.walking import WalkOrder
from ksa_tui.domain.workshop import Owner
from ksa_tui.errors import ReferenceFileError
from ksa_tui.i18n import LANGUAGES
from ksa_tui.paths import Workspace
from ksa_tui.services import delivery, history, models, ratings, workshops
from ksa_tui.services.workshops import Delivery, WorkshopDraft
from ksa_tui.store import Store
from tests.services.making import a_workshop, an_asset, opened, refused, small_model

DRAFT = WorkshopDraft(
    title="Elevhälsa",
    owner_name="Maria Holm",
    owner_title="skolchef",
    owner_e_mail="maria@example.org",
    department="Barn och utbildning",
    facilitator="Anna Ek",
    facilitator_role="samordnare",
    held_on=date(2026, 11, 24),
    planned_end=time(12, 0),
)


def test_a_workshop_keeps_what_its_form_says(store: Store) -> None:
    workshop = workshops.create(store, DRAFT, small_model())
    assert workshops.draft_of(store, workshop) == DRAFT
    loaded = workshops.load(store, workshop)
    assert (loaded.title, loaded.held_on, loaded.facilitator) == (
        "Elevhälsa",
        date(2026, 11, 24),
        "Anna Ek",
    )
    assert loaded.owner is not None
    assert (loaded.owner.name, loaded.owner.role_title) == ("Maria Holm", "skolchef")
    assert loaded.department is not None
    assert loaded.department.name == "Barn och utbildning"
    assert (loaded.model_id, loaded.model_version) == ("liten", "1")
    assert loaded.created.tzinfo is not None


def test_a_workshop_is_changed_and_changed_back(store: Store) -> None:
    workshop = workshops.create(store, DRAFT, small_model())
    changed = replace(DRAFT, title="Skolhälsa", owner_name="Bo Öst", department="", held_on=None)
    workshops.edit(store, workshop, changed)
    assert workshops.draft_of(store, workshop) == changed
    history.undo(store)
    assert workshops.draft_of(store, workshop) == DRAFT


@pytest.mark.parametrize("title", ["", "  \n\t ", "\x1b\x07", "\u202e\u200f"])
def test_a_workshop_without_a_title_is_refused(store: Store, title: str) -> None:
    with refused(cleaning.EMPTY_TITLE):
        workshops.create(store, WorkshopDraft(title), small_model())


def test_too_long_a_title_is_refused_and_the_limit_is_said(store: Store) -> None:
    with refused(cleaning.TOO_LONG) as refusal:
        workshops.create(store, WorkshopDraft("x" * 501), small_model())
    assert "500" in str(refusal.value)
    workshops.create(store, WorkshopDraft("x" * 500), small_model())


def test_control_characters_are_taken_out_and_markup_is_text(store: Store) -> None:
    title = "bad [/x] \x1b[31mtag\x00\u202e {name} %s =1+1 😀"
    workshop = workshops.create(store, WorkshopDraft(title), small_model())
    assert workshops.load(store, workshop).title == "bad [/x] [31mtag {name} %s =1+1 😀"


def test_half_a_character_is_taken_out(store: Store) -> None:
    workshop = workshops.create(store, WorkshopDraft("a\ud83db"), small_model())
    assert workshops.load(store, workshop).title == "ab"


def test_an_owner_needs_a_name(store: Store) -> None:
    with refused(workshops.OWNER_WITHOUT_NAME):
        workshops.create(store, WorkshopDraft("Skola", owner_title="skolchef"), small_model())


def test_owners_and_departments_are_found_again(store: Store) -> None:
    first = workshops.create(store, DRAFT, small_model())
    second = workshops.create(
        store,
        replace(DRAFT, owner_name=" maria  HOLM", department="barn och UTBILDNING"),
        small_model(),
    )
    one, two = workshops.load(store, first), workshops.load(store, second)
    assert one.owner == two.owner
    assert one.department == two.department
    workshops.create(store, replace(DRAFT, owner_title="rektor"), small_model())
    assert len(workshops.suggestions(store).owners) == 2


def test_a_new_address_of_an_owner_is_kept_everywhere(store: Store) -> None:
    first = workshops.create(store, DRAFT, small_model())
    workshops.create(store, replace(DRAFT, owner_e_mail="ny@example.org"), small_model())
    workshops.create(store, replace(DRAFT, owner_e_mail=""), small_model())
    assert workshops.draft_of(store, first).owner_e_mail == "ny@example.org"


def test_suggestions_are_what_is_in_use_sorted_as_swedish_sorts(store: Store) -> None:
    for name in ("Örjan", "Anna", "Åsa", "Zoë"):
        workshops.create(store, WorkshopDraft("W", owner_name=name, department=name), small_model())
    gone = workshops.create(
        store, WorkshopDraft("W", owner_name="Bo", department="Bo"), small_model()
    )
    workshops.delete(store, gone)
    found = workshops.suggestions(store)
    assert [owner.name for owner in found.owners] == ["Anna", "Zoë", "Åsa", "Örjan"]
    assert all(isinstance(owner, Owner) for owner in found.owners)
    assert found.departments == ("Anna", "Zoë", "Åsa", "Örjan")


def test_a_removed_workshop_is_gone_until_undo(store: Store, workshop: UUID) -> None:
    workshops.delete(store, workshop)
    for use in (
        lambda: workshops.load(store, workshop),
        lambda: workshops.draft_of(store, workshop),
        lambda: workshops.table(store, workshop),
        lambda: workshops.edit(store, workshop, DRAFT),
        lambda: workshops.delete(store, workshop),
        lambda: an_asset(store, workshop),
    ):
        with refused(models.NO_WORKSHOP):
            use()
    history.undo(store)
    assert workshops.load(store, workshop).title == "Skola"


def test_a_workshop_that_never_was_is_refused(store: Store) -> None:
    with refused(models.NO_WORKSHOP):
        workshops.load(store, uuid4())


def test_a_workshop_freezes_its_model(workspace_home: Path) -> None:
    first, later = small_model("1"), small_model("2")
    with opened(workspace_home) as store:
        one, two = a_workshop(store, "Ett", first), a_workshop(store, "Två", later)
        again = a_workshop(store, "Tre", first)
    with opened(workspace_home, seed=2) as store:
        assert workshops.model_of(store, one) == first
        assert workshops.model_of(store, two) == later
        assert workshops.model_of(store, again) is workshops.model_of(store, one)
        with store.driver() as connection:
            assert connection.execute("SELECT count(*) FROM model_version").fetchone() == (2,)


def test_a_new_workshop_takes_the_workspace_s_model(store: Store) -> None:
    workshop = workshops.create(store, DRAFT)
    model = workshops.model_of(store, workshop)
    assert [aspect.letter for aspect in model.aspects] == ["K", "R", "T"]
    assert len(model.descriptors) == 72


def test_a_damaged_model_file_is_refused_and_nothing_is_made(store: Store) -> None:
    workspace: Workspace = store.workspace
    (workspace.data / "model.toml").write_text("[scheme\nid =", encoding="utf-8")
    with pytest.raises(ReferenceFileError):
        workshops.create(store, DRAFT)
    assert workshops.suggestions(store).owners == ()


def test_a_workshop_is_found_by_id_its_beginning_or_its_title(store: Store) -> None:
    one = a_workshop(store, "Elevhälsa")
    two = a_workshop(store, "Förskola")
    assert workshops.find(store, str(one)) == one
    assert workshops.find(store, one.hex.upper()) == one
    assert workshops.find(store, str(two)[:4]) == two
    assert workshops.find(store, f" {str(two)[:13]} ") == two
    assert workshops.find(store, "Elevhälsa") == one
    assert workshops.find(store, "elevhälsa") == one


@pytest.mark.parametrize("text", ["", "   ", "Elev", "abc", "%", "' OR 1=1 --", "\x00"])
def test_what_names_no_workshop_is_said(store: Store, text: str) -> None:
    a_workshop(store, "Elevhälsa")
    with refused(workshops.NOT_FOUND):
        workshops.find(store, text)


def test_what_names_several_is_said_with_their_ids(store: Store) -> None:
    one, two = a_workshop(store, "Skola"), a_workshop(store, "Skola")
    with refused(workshops.SEVERAL) as refusal:
        workshops.find(store, "Skola")
    assert str(one) in str(refusal.value)
    assert str(two) in str(refusal.value)
    workshops.delete(store, two)
    assert workshops.find(store, "Skola") == one


def test_delivery_is_asked_once_and_kept(store: Store, workshop: UUID) -> None:
    assert delivery.delivery_of(store, workshop) == Delivery()
    given = Delivery(date(2026, 12, 15), "anna@example.org", LANGUAGES[1])
    workshops.set_delivery(store, workshop, given)
    assert workshops.delivery_of(store, workshop) == given
    assert workshops.load(store, workshop).answer_by == date(2026, 12, 15)
    with refused(delivery.NO_LANGUAGE):
        workshops.set_delivery(store, workshop, Delivery(owner_language="de"))


def test_questions_about_the_collection_are_answered_and_taken_back(
    store: Store, workshop: UUID
) -> None:
    for answer, kept in ((True, {"u1": True}), (False, {"u1": False}), (None, {}), (None, {})):
        workshops.answer_question(store, workshop, "u1", answer)
        assert workshops.load(store, workshop).answers == kept
    with refused(delivery.NO_QUESTION):
        workshops.answer_question(store, workshop, "q1", True)


def test_workshops_may_share_a_title(store: Store) -> None:
    assert a_workshop(store, "Skola") != a_workshop(store, "Skola")


def test_the_order_of_the_walk_is_kept_undone_and_done_again(workspace_home: Path) -> None:
    with opened(workspace_home) as store:
        workshop = a_workshop(store)
        other = workshops.create(store, DRAFT, small_model())
        assert workshops.order_of(store, workshop) == WalkOrder()
        workshops.set_order(store, workshop, WalkOrder(by_aspect=True, first="m"))
        undone = history.undo(store)
        assert undone is not None
        assert (undone.what, undone.workshop) == ("the order of the walk", workshop)
        assert workshops.order_of(store, workshop) == WalkOrder()
        history.redo(store)
    with opened(workspace_home, seed=2) as store:
        assert workshops.order_of(store, workshop) == WalkOrder(by_aspect=True, first="m")
        assert workshops.order_of(store, other) == WalkOrder()


def test_an_order_of_another_model_or_workshop_is_refused(store: Store) -> None:
    workshop = a_workshop(store)
    with refused(ratings.NO_ASPECT):
        workshops.set_order(store, workshop, WalkOrder(first="k"))
    for use in (
        lambda: workshops.order_of(store, uuid4()),
        lambda: workshops.set_order(store, uuid4(), WalkOrder()),
    ):
        with refused(models.NO_WORKSHOP):
            use()
