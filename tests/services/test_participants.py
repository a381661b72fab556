"""People in the room: pasted lines, roles in the room's own words, an earlier workshop's list."""

from __future__ import annotations

from uuid import UUID, uuid4

import pytest

from ksa_tui import i18n
from ksa_tui.reference import load_model
from ksa_tui.services import history, participants, workshops
from ksa_tui.services.participants import ALSO_CALLED, role_named
from ksa_tui.services.workshops import ParticipantDraft, parse_participants
from ksa_tui.store import Store
from tests.services.making import a_workshop, refused, small_model

P = ParticipantDraft


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("", []),
        (" \n\t\n", []),
        ("Anna Ek", [P("Anna Ek")]),
        ("Anna Ek, sekr.\r\nBo Öst,IT", [P("Anna Ek", "sekr."), P("Bo Öst", "IT")]),
        ("Anna Ek; rektor; Björkskolan", [P("Anna Ek", "rektor", "Björkskolan")]),
        (
            "Anna Ek\tjurist, registrator\tKansliet",
            [P("Anna Ek", "jurist, registrator", "Kansliet")],
        ),
        ("Anna, IT, Kansliet, plan 2", [P("Anna", "IT", "Kansliet, plan 2")]),
        ("- Anna Ek, IT\n• Bo\n3. Cia", [P("Anna Ek", "IT"), P("Bo"), P("Cia")]),
        (", IT\n;;\nAnna,,", [P("Anna")]),
        ("Cecilia Gran - sekreterare", [P("Cecilia Gran", "sekreterare")]),
        ("Cecilia Gran – IT, Kansliet", [P("Cecilia Gran", "IT", "Kansliet")]),
        ("- Eva Berg-Lund — IT - drift", [P("Eva Berg-Lund", "IT - drift")]),
        (" - \n", []),
        (
            "Anna Ek <anna.ek@example.org>; Bo Öst <bo@example.org>",
            [P("Anna Ek"), P("Bo Öst")],
        ),
        ("Anna\x1b[31m Ek\u202e, IT", [P("Anna[31m Ek", "IT")]),
    ],
)
def test_pasted_lines_become_people(text: str, people: list[ParticipantDraft]) -> None:
    assert list(parse_participants(text)) == people


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("Informationsägare", "owner"),
        ("INFORMATION OWNER", "owner"),
        ("owner", "owner"),
        ("sekr.", "scribe"),
        ("sekr", "scribe"),
        ("it", "it"),
        ("IT-säkerhet", "it"),
        ("drift", "it"),
        ("IT security", "it"),
        ("systemägare", "system"),
        ("info", "owner"),
        ("inf.", "owner"),
        ("ägare", "owner"),
        ("Ägaren", "owner"),
        ("informationsägaren", "owner"),
        ("sekreteraren", "scribe"),
        ("IT-chef", "it"),
        ("n", None),
        ("en", None),
        ("s.", None),
        ("rektor", None),
        ("", None),
        (".", None),
    ],
)
def test_words_name_a_role_only_when_they_are_clear(words: str, role: str | None) -> None:
    found = role_named(small_model(), words)
    assert (found.id if found else None) == role


def test_every_other_word_for_a_role_of_the_shipped_model_names_one_role_only() -> None:
    model = load_model()
    named = {word: role for role, words in ALSO_CALLED.items() for word in words}
    assert {word: getattr(role_named(model, word), "id", None) for word in named} == named


def test_people_are_added_in_order_changed_and_taken_away(store: Store, workshop: UUID) -> None:
    workshops.add_participants(
        store, workshop, parse_participants("Anna, sekr.\nBo, rektor, Skola")
    )
    workshops.add_participants(store, workshop, [P("Cia")])
    anna, bo, cia = workshops.load(store, workshop).participants
    assert (anna.name, anna.role_id, anna.role_text) == ("Anna", "scribe", "")
    assert (bo.role_id, bo.role_text, bo.department) == (None, "rektor", "Skola")
    workshops.edit_participant(store, bo.id, P("Bo Öst", "informationsägare"))
    workshops.remove_participant(store, cia.id)
    found = workshops.load(store, workshop).participants
    assert [(p.name, p.role_id) for p in found] == [("Anna", "scribe"), ("Bo Öst", "owner")]
    history.undo(store)
    history.undo(store)
    assert workshops.load(store, workshop).participants == (anna, bo, cia)


def test_someone_without_a_name_and_someone_gone_are_refused(store: Store, workshop: UUID) -> None:
    with refused(participants.EMPTY_NAME):
        workshops.add_participants(store, workshop, [P("Anna"), P(" ", "IT")])
    assert workshops.load(store, workshop).participants == ()
    with refused(participants.NO_PARTICIPANT):
        workshops.remove_participant(store, uuid4())
    with refused(participants.NO_PARTICIPANT):
        workshops.edit_participant(store, uuid4(), P("Anna"))


def test_an_earlier_workshop_s_people_come_with_their_roles_in_words(
    store: Store, workshop: UUID
) -> None:
    workshops.add_participants(store, workshop, [P("Anna", "sekr."), P("Bo", "rektor", "Skola")])
    a_workshop(store, "Tom")
    new = a_workshop(store, "Ny")
    expected = (P("Anna", "Sekreterare"), P("Bo", "rektor", "Skola"))
    assert workshops.earlier_participants(store, new) == (("Skola", expected),)
    assert workshops.earlier_participants(store, workshop) == ()
    i18n.set_language("en")
    ((_, people),) = workshops.earlier_participants(store, new)
    assert people[0] == P("Anna", "Scribe")
    workshops.add_participants(store, new, people)
    assert workshops.load(store, new).participants[0].role_id == "scribe"
