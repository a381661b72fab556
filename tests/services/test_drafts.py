"""What is being typed: kept without history, an event when the field is left, recovered after a kill."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

from ksa_tui.services import assets, classify, history, workshops
from ksa_tui.store import Store
from tests.services.making import a_workshop, an_asset, opened


def kept(store: Store) -> list[tuple[str, str]]:
    with store.driver() as connection:
        return connection.execute("SELECT field, text FROM draft ORDER BY field").fetchall()


def motivation(store: Store, treatment: UUID) -> str:
    return classify.load(store, treatment).assessments["m"].motivation


def test_a_minute_of_typing_is_one_row_and_no_event(store: Store, workshop: UUID) -> None:
    treatment = an_asset(store, workshop)
    head = store.head
    for text in ("Re", "Reg", "Registr", "Registret"):
        classify.keep_draft(store, treatment, "m", "motivation", text)
    classify.keep_draft(store, treatment, "m", "floor_reason", "För")
    assert kept(store) == [("floor_reason", "För"), ("motivation", "Registret")]
    assert store.head == head
    assert motivation(store, treatment) == ""


def test_leaving_the_field_is_one_event_and_the_draft_is_gone(store: Store, workshop: UUID) -> None:
    treatment = an_asset(store, workshop)
    classify.keep_draft(store, treatment, "m", "motivation", "Regi")
    before = store.verify_chain().events
    classify.save_text(store, treatment, "m", "motivation", "Registret styr.")
    assert store.verify_chain().events == before + 1
    assert kept(store) == []
    classify.keep_draft(store, treatment, "m", "motivation", "Registret styr mer")
    classify.save_text(store, treatment, "m", "motivation", "Registret styr.")
    assert store.verify_chain().events == before + 1
    assert kept(store) == []


def test_what_was_typed_when_the_program_died_is_there_afterwards(workspace_home: Path) -> None:
    with opened(workspace_home) as store:
        treatment = an_asset(store, a_workshop(store))
        classify.keep_draft(store, treatment, "m", "motivation", "Halvvägs in i en")
        classify.keep_draft(store, treatment, "s", "floor_reason", "För att")
        before = store.verify_chain().events
    with opened(workspace_home, seed=2) as store:
        assert motivation(store, treatment) == "Halvvägs in i en"
        assert classify.load(store, treatment).assessments["s"].floor_reason == "För att"
        assert kept(store) == []
        report = store.verify_chain()
        assert (report.sound, report.events) == (True, before + 2)
        assert history.undo(store) is None, "it was not done in this session"


def test_an_aspect_only_written_about_is_still_not_rated(store: Store, workshop: UUID) -> None:
    treatment = an_asset(store, workshop)
    asset = classify.save_text(store, treatment, "m", "motivation", "Vi vet inte än.")
    assert asset.assessments["m"].proposed is None
    assert workshops.table(store, workshop).rows[0].status == "untouched"
    assert workshops.table(store, workshop).rows[0].gaps == 2


def test_a_draft_whose_asset_is_gone_is_let_go(workspace_home: Path) -> None:
    with opened(workspace_home) as store:
        treatment = an_asset(store, a_workshop(store))
        classify.keep_draft(store, treatment, "m", "motivation", "Halv")
        assets.remove(store, treatment)
    with opened(workspace_home, seed=2) as store:
        assert kept(store) == []
