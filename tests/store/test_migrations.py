"""New stores are what the steps lead to that bring old ones up to date.

``KSA_GOLDEN=write`` writes ``schema.sql`` for a new step, to be read.
"""

from __future__ import annotations

import os
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

SCHEMA_SQL = Path(migrate.__file__).with_name("migrations") / "schema.sql"


@pytest.fixture
def walked(tmp_path: Path) -> Path:
    """A file that has taken every step, from nothing."""
    path = tmp_path / "walked.db"
    migrate.upgrade(path)
    return path


def schema_of(path: Path) -> list[tuple[str, str, str]]:
    """Everything that the file is laid out with, in the order in which it was made."""
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(
            "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid"
        ).fetchall()


def pragmas_of(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        names = ("application_id", "user_version", "page_size", "auto_vacuum", "encoding")
        return [connection.execute(f"PRAGMA {name}").fetchone() for name in names]


def test_a_new_store_is_to_the_letter_what_the_steps_lead_to(
    walked: Path, workspace_home: Path
) -> None:
    if os.environ.get("KSA_GOLDEN") == "write":
        made = [sql for kind, _name, sql in schema_of(walked) if kind != "trigger"]
        made.append(f"INSERT INTO alembic_version VALUES ('{header.SCHEMA:04d}')")
        SCHEMA_SQL.write_text(migrate.END.join(made) + "\n", encoding="utf-8", newline="\n")
    with opened(workspace_home) as store:
        path = store.workspace.store
    assert schema_of(path) == schema_of(walked)
    assert pragmas_of(path) == pragmas_of(walked)
    for file in (path, walked):
        with closing(sqlite3.connect(file)) as connection:
            steps = connection.execute("SELECT version_num FROM alembic_version").fetchall()
            assert steps == [(f"{header.SCHEMA:04d}",)]


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


@pytest.mark.parametrize("part", ["_lay_out", "make_triggers"])
def test_what_fails_while_it_is_made_leaves_no_new_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, part: str
) -> None:
    def failing(connection: Connection) -> None:
        raise RuntimeError

    monkeypatch.setattr(migrate, part, failing)
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
