"""New stores are made by the steps that bring old ones up to date."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from uuid import uuid4

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from ksa_tui.domain.walking import WalkOrder
from ksa_tui.services import workshops
from ksa_tui.store import Store, header, migrate
from ksa_tui.store.tables import metadata
from ksa_tui.store.triggers import TRIGGERS
from tests.services.making import NOON, a_workshop, opened, refused


def test_the_steps_lead_to_the_tables_as_they_are(store: Store) -> None:
    with store.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_checks_of_the_tables_are_in_the_store_by_name(store: Store) -> None:
    """What compare_metadata does not look at."""
    with store.reading() as connection:
        inspector = inspect(connection)
        for table in metadata.tables.values():
            wanted = {
                str(c.name) for c in table.constraints if type(c).__name__ == "CheckConstraint"
            }
            found = {check["name"] for check in inspector.get_check_constraints(table.name)}
            assert found == wanted, table.name


def test_the_last_step_is_the_schema_of_the_header() -> None:
    config = Config()
    config.set_main_option("script_location", "ksa_tui.store:migrations")
    steps = ScriptDirectory.from_config(config)
    assert steps.get_current_head() == f"{header.SCHEMA:04d}"
    assert len(steps.get_heads()) == 1


def triggers(path: Path) -> set[str]:
    with closing(sqlite3.connect(path)) as connection:
        found = connection.execute("SELECT sql FROM sqlite_master WHERE type = 'trigger'")
        return {text for (text,) in found}


def test_triggers_are_made_and_made_again_when_they_are_lost(workspace_home: Path) -> None:
    with opened(workspace_home) as store:
        path = store.workspace.store
    assert len(triggers(path)) == len(TRIGGERS)
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("DROP TRIGGER event_no_update")
        connection.execute("DROP TRIGGER event_no_delete")
        connection.execute(
            "CREATE TRIGGER event_no_delete BEFORE DELETE ON event BEGIN SELECT 1; END"
        )
    opened(workspace_home, seed=2).close()
    assert triggers(path) == {f"CREATE TRIGGER {name} {text}" for name, text in TRIGGERS.items()}


def test_a_step_that_would_lose_rows_is_refused_and_changes_nothing(
    workspace_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(workspace_home) as store:
        a_workshop(store)
        path = store.workspace.store
    before = path.read_bytes()

    def lossy(connection: Connection) -> None:
        connection.exec_driver_sql("ALTER TABLE workshop ADD COLUMN extra TEXT")
        connection.exec_driver_sql("DELETE FROM workshop")

    monkeypatch.setattr(migrate, "_run_steps", lossy)
    with refused(migrate.LOST_ROWS):
        migrate.upgrade(path)
    assert path.read_bytes() == before


def test_a_step_that_leaves_orphans_is_refused(
    workspace_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(workspace_home) as store:
        a_workshop(store)
        path = store.workspace.store

    def orphaning(connection: Connection) -> None:
        connection.exec_driver_sql("UPDATE workshop SET owner_id = 'nobody'")

    monkeypatch.setattr(migrate, "_run_steps", orphaning)
    with refused(migrate.LOST_ROWS):
        migrate.upgrade(path)


def test_a_step_that_fails_leaves_no_new_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(connection: Connection) -> None:
        raise RuntimeError

    monkeypatch.setattr(migrate, "_run_steps", failing)
    with pytest.raises(RuntimeError):
        migrate.create_store(tmp_path / "ksa.db", uuid4(), NOON)
    assert not (tmp_path / "ksa.db").exists()


def test_an_older_store_is_brought_up_to_date_when_it_is_opened(
    workspace_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(workspace_home) as store:
        workshop = a_workshop(store)
        path = store.workspace.store
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA user_version = 0")
    with opened(workspace_home, seed=2) as store, store.driver() as connection:
        assert connection.execute("PRAGMA user_version").fetchone() == (header.SCHEMA,)
        assert connection.execute("SELECT id FROM workshop").fetchone() == (workshop.hex,)


def test_a_workshop_from_before_orders_were_chosen_has_the_usual_one(workspace_home: Path) -> None:
    with opened(workspace_home) as store:
        workshop = a_workshop(store)
        path = store.workspace.store
    with closing(sqlite3.connect(path)) as connection, connection:
        for table in ("system_link", "system_uplift"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("ALTER TABLE workshop DROP COLUMN walk_by_aspect")
        connection.execute("ALTER TABLE workshop DROP COLUMN walk_first")
        connection.execute("UPDATE alembic_version SET version_num = '0004'")
        connection.execute("PRAGMA user_version = 4")
    with opened(workspace_home, seed=2) as store:
        assert workshops.order_of(store, workshop) == WalkOrder()
        workshops.set_order(store, workshop, WalkOrder(by_aspect=True, first="m"))
        assert workshops.order_of(store, workshop) == WalkOrder(by_aspect=True, first="m")
        assert store.verify_chain().sound
