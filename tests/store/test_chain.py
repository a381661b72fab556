"""The history: every change has its event, nobody changes it quietly, a stop removes content only."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlmodel import select

from ksa_tui.paths import Workspace
from ksa_tui.services import classify, workshops
from ksa_tui.store import Store, Unit
from ksa_tui.store.chain import GENESIS, ChainReport, body_digest
from ksa_tui.store.tables import AssessmentRow, WorkshopAssetRow, WorkshopRow
from ksa_tui.store.triggers import TRIGGERS
from ksa_tui.store.unit import UnrecordedChangeError
from tests.services.making import a_workshop, an_asset, opened


def events(store: Store) -> list[tuple[int, str, str, str, str | None, str | None]]:
    query = """
        SELECT e.seq, e.operation, e.entity, e.command_id, b.before, b.after
        FROM event e LEFT JOIN event_body b ON b.store_id = e.store_id AND b.seq = e.seq
        ORDER BY e.seq
    """
    with store.driver() as connection:
        return connection.execute(query).fetchall()


@contextmanager
def outside(workspace: Workspace) -> Iterator[sqlite3.Connection]:
    """Someone with the file and another program, and without our triggers."""
    with closing(sqlite3.connect(workspace.store)) as connection:
        for name in TRIGGERS:
            connection.execute(f"DROP TRIGGER {name}")
        yield connection
        connection.commit()


def verified(home: Path, seed: int = 9) -> ChainReport:
    with opened(home, seed) as store:
        return store.verify_chain()


def test_every_change_of_a_command_is_one_event_of_that_command(store: Store) -> None:
    before = len(events(store))
    workshop = a_workshop(store)
    made = events(store)[before:]
    assert [(operation, entity) for _, operation, entity, *_ in made] == [
        ("workshop.create", "owner"),
        ("workshop.create", "workshop"),
    ]
    assert len({command for _, _, _, command, _, _ in made}) == 1
    assert all(before is None and after is not None for *_, before, after in made)
    after = json.loads(made[-1][5] or "")
    assert (after["id"], after["title"]) == (workshop.hex, "Skola")


def test_an_event_says_who_when_in_which_session(store: Store, workshop: UUID) -> None:
    with store.driver() as connection:
        rows = connection.execute("SELECT actor, at, session_id, store_id FROM event").fetchall()
    assert {row[0] for row in rows} == {"Anna Ek"}
    assert all(row[1].startswith("2026-11-24T11:00:") and row[1].endswith("+00:00") for row in rows)
    assert {row[2] for row in rows} == {store.session_id.hex}
    assert {row[3] for row in rows} == {store.store_id.hex}


def test_a_change_has_its_before_and_its_after(store: Store, workshop: UUID) -> None:
    workshops.edit(store, workshop, workshops.WorkshopDraft("Förskola", owner_name="Maria Holm"))
    *_, before, after = [e for e in events(store) if e[2] == "workshop"][-1]
    assert json.loads(before or "")["title"] == "Skola"
    assert json.loads(after or "")["title"] == "Förskola"


def test_what_changes_nothing_is_no_event(store: Store, workshop: UUID) -> None:
    treatment = an_asset(store, workshop)
    classify.rate(store, treatment, "s", "folk", 1)
    classify.save_text(store, treatment, "s", "motivation", "Det märks.")
    before = len(events(store))
    classify.rate(store, treatment, "s", "folk", 1)
    classify.save_text(store, treatment, "s", "motivation", "Det märks.")
    workshops.edit(store, workshop, workshops.draft_of(store, workshop))
    assert len(events(store)) == before


def test_bodies_hold_no_derived_columns(store: Store, workshop: UUID) -> None:
    treatment = an_asset(store, workshop)
    classify.rate(store, treatment, "s", "folk", 2)
    kept = {name for *_, after in events(store) for name in json.loads(after or "{}")}
    derived = {"status", "blocking", "thin", "calculated", "proposed", "below_floor"}
    assert not kept & (derived | {"version", "changed_at", "seconds_spent"})


def test_the_digest_is_what_the_design_says(store: Store, workshop: UUID) -> None:
    columns = "store_id, seq, command_id, session_id, at, actor, operation, entity, entity_id"
    with store.driver() as connection:
        rows = connection.execute(
            f"SELECT {columns}, body_digest, prev_digest, digest FROM event ORDER BY seq"
        ).fetchall()
        bodies = connection.execute(
            "SELECT salt, before, after, seq FROM event_body ORDER BY seq"
        ).fetchall()
    previous = GENESIS
    for row, (salt, before, after, seq) in zip(rows, bodies, strict=True):
        assert seq == row[1]
        plain = {
            "before": json.loads(before) if before else None,
            "after": json.loads(after) if after else None,
        }
        spelled = json.dumps(plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
        assert hashlib.sha256(salt + spelled.encode()).hexdigest() == row[9]
        spelled = json.dumps(list(row[:-1]), separators=(",", ":"), ensure_ascii=False)
        assert hashlib.sha256(spelled.encode()).hexdigest() == row[-1]
        assert row[10] == previous
        previous = row[-1]
    assert store.head == previous
    assert all(len(salt) == 16 for salt, *_ in bodies)
    assert len({salt for salt, *_ in bodies}) == len(bodies)


def test_the_chain_goes_on_from_session_to_session(workspace_home: Path) -> None:
    for seed in range(1, 4):
        with opened(workspace_home, seed) as store:
            a_workshop(store, f"Skola {seed}")
    report = verified(workspace_home)
    assert report.sound
    assert report.events == 4  # one owner, three workshops


STATEMENTS = [
    "UPDATE event SET actor = 'Bo' WHERE seq = 1",
    "DELETE FROM event WHERE seq = 1",
    "UPDATE event_body SET after = '{}' WHERE seq = 1",
    "DELETE FROM event_body WHERE seq = 1",
    "INSERT OR REPLACE INTO event SELECT * FROM event WHERE seq = 1",
    "REPLACE INTO event_body SELECT * FROM event_body WHERE seq = 1",
]


@pytest.mark.parametrize("statement", STATEMENTS)
def test_triggers_refuse_to_change_the_history(
    store: Store, workshop: UUID, statement: str
) -> None:
    with pytest.raises(IntegrityError), store.unrecorded() as connection:
        connection.exec_driver_sql(statement)
    assert store.verify_chain().sound


TAMPERING = [
    "UPDATE event SET actor = 'Bo' WHERE seq = 2",
    "UPDATE event SET at = '2020-01-01T00:00:00.000000+00:00' WHERE seq = 2",
    "DELETE FROM event WHERE seq = 2",
    "UPDATE event_body SET after = replace(after, 'Skola', 'Skolan') WHERE seq = 2",
    "UPDATE event_body SET before = after WHERE seq = 2",
    "UPDATE event_body SET salt = zeroblob(16) WHERE seq = 2",
]


@pytest.mark.parametrize("statement", TAMPERING)
def test_what_was_changed_from_outside_is_found(workspace_home: Path, statement: str) -> None:
    with opened(workspace_home) as store:
        workshop = a_workshop(store)
        an_asset(store, workshop)
        assert store.verify_chain().sound
    with outside(Workspace(workspace_home)) as connection:
        connection.execute(statement)
    assert not verified(workspace_home).sound


def test_a_cut_tail_shows_against_a_head_noted_elsewhere(workspace_home: Path) -> None:
    with opened(workspace_home) as store:
        an_asset(store, a_workshop(store))
        noted = store.head
    with outside(Workspace(workspace_home)) as connection:
        connection.execute("DELETE FROM event WHERE seq = (SELECT max(seq) FROM event)")
    with opened(workspace_home, seed=2) as store:
        assert store.verify_chain().sound
        assert store.head != noted


def test_a_stop_may_delete_the_bodies_it_names_and_the_chain_holds(
    store: Store, workshop: UUID
) -> None:
    """Decisions A1: the mechanism that issue 4 builds on."""
    treatment = an_asset(store, workshop, "Hemligt")
    classify.rate(store, treatment, "s", "folk", 2)
    classify.save_text(store, treatment, "s", "motivation", "Mycket hemligt.")
    asset = classify.load(store, treatment).asset_id
    with store.unrecorded() as connection:
        connection.execute(
            text(
                "INSERT INTO body_release SELECT store_id, seq FROM event_body WHERE asset_id = :a"
            ),
            {"a": asset.hex},
        )
        removed = connection.execute(
            text("DELETE FROM event_body WHERE asset_id = :a"), {"a": asset.hex}
        ).rowcount
        connection.exec_driver_sql("DELETE FROM body_release")
    report = store.verify_chain()
    assert removed >= 5
    assert (report.sound, report.removed_bodies) == (True, removed)
    left = "".join(f"{before}{after}" for *_, before, after in events(store))
    assert "emligt" not in left


def test_all_content_of_an_asset_is_marked_as_its_own(store: Store, workshop: UUID) -> None:
    before = len(events(store))
    treatment = an_asset(store, workshop)
    classify.rate(store, treatment, "s", "folk", 2)
    classify.save_text(store, treatment, "s", "motivation", "Det märks.")
    classify.answer_flag(store, treatment, "people", True)
    asset = classify.load(store, treatment).asset_id
    with store.driver() as connection:
        marked = connection.execute(
            "SELECT DISTINCT asset_id FROM event_body WHERE seq > ?", [before]
        ).fetchall()
    assert marked == [(asset.hex,)]


def workshop_row(unit: Unit) -> WorkshopRow:
    return unit.session.exec(select(WorkshopRow)).one()


def change_past_the_unit(unit: Unit) -> None:
    workshop_row(unit).title = "Utan händelse"


def change_half_past_the_unit(unit: Unit) -> None:
    unit.update(workshop_row(unit), title="Med händelse")
    workshop_row(unit).facilitator = "Utan händelse"


def add_past_the_unit(unit: Unit) -> None:
    unit.session.add(WorkshopRow(**{**workshop_row(unit).model_dump(), "id": unit.new_id()}))


def delete_past_the_unit(unit: Unit) -> None:
    unit.session.delete(workshop_row(unit))


def derive_what_is_recorded(unit: Unit) -> None:
    unit.derive(workshop_row(unit), title="Utan händelse")


@pytest.mark.parametrize(
    "fault",
    [
        change_past_the_unit,
        change_half_past_the_unit,
        add_past_the_unit,
        delete_past_the_unit,
        derive_what_is_recorded,
    ],
)
def test_a_row_changed_past_the_unit_is_refused(
    store: Store, workshop: UUID, fault: Callable[[Unit], None]
) -> None:
    head = store.head

    def command() -> None:
        with store.command("workshop.edit", workshop=workshop) as unit:
            fault(unit)

    with pytest.raises(UnrecordedChangeError):
        command()
    assert workshops.load(store, workshop).title == "Skola"
    assert store.head == head


def test_derived_columns_change_without_an_event(store: Store, workshop: UUID) -> None:
    treatment = an_asset(store, workshop)
    head = store.head
    with store.command("asset.rate") as unit:
        row = unit.get(WorkshopAssetRow, treatment)
        assert row is not None
        unit.derive(row, thin=3)
    assert store.head == head
    assert workshops.table(store, workshop).rows[0].thin == 3


def test_a_command_that_fails_leaves_nothing(store: Store, workshop: UUID) -> None:
    treatment = an_asset(store, workshop)
    head = store.head

    def command() -> None:
        with store.command("asset.rate") as unit:
            unit.insert(AssessmentRow(id=unit.new_id(), workshop_asset_id=treatment, aspect="s"))
            unit.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        command()
    assert store.head == head
    assert store.verify_chain().sound
    assert classify.rate(store, treatment, "s", "folk", 1).assessments["s"].calculated == 1


def test_a_row_that_points_nowhere_is_refused_whole(store: Store, workshop: UUID) -> None:
    with pytest.raises(IntegrityError), store.command("asset.rate") as unit:
        unit.insert(AssessmentRow(id=unit.new_id(), workshop_asset_id=store.new_id(), aspect="s"))
    assert store.verify_chain().sound
    an_asset(store, workshop)


def test_a_body_digest_depends_on_its_salt() -> None:
    assert body_digest(b"1" * 16, None, "{}") != body_digest(b"2" * 16, None, "{}")
    assert body_digest(b"1" * 16, None, "{}") != body_digest(b"1" * 16, "{}", None)
