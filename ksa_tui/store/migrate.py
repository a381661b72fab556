"""New stores and old ones reach the present schema wholly or not at all.

An old one takes the steps that it lacks. A new one gets at once what all of the steps lead to, which is kept in
``migrations/schema.sql``: the steps take tenths of a second, and a library that nothing else needs.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import Connection, inspect

from ksa_tui import __version__
from ksa_tui.errors import StoreError
from ksa_tui.i18n import N_
from ksa_tui.store.engine import engine_problems, make_migration_engine
from ksa_tui.store.files import flush_folder, make_private_file
from ksa_tui.store.header import APPLICATION_ID, SCHEMA
from ksa_tui.store.problems import plain_problems
from ksa_tui.store.tables import MetaRow, metadata
from ksa_tui.store.triggers import make_triggers

LOST_ROWS: Final = N_(
    "The store {path} could not be brought to the new version: something in {table} would have been lost. "
    "Nothing was changed. Go on with the old version of the program, and report this."
)


END: Final = ";\n"
"""Stands between two statements of ``schema.sql``."""


def create_store(path: Path, store_id: UUID, created: datetime, key: str | None = None) -> None:
    """Make a new store at ``path``: under another name first, so that a kill leaves no half store."""
    draft = path.with_name(f"{path.name}.new")
    journal = draft.with_name(f"{draft.name}-journal")
    with plain_problems(path):
        for leftover in (draft, journal):
            leftover.unlink(missing_ok=True)
        make_private_file(draft)
        meta = MetaRow(store_id=store_id, created_app_version=__version__, created=created)
        with _changed(draft, key) as connection:
            _lay_out(connection)
            make_triggers(connection)
            connection.execute(metadata.tables["meta"].insert(), meta.model_dump())
        journal.unlink(missing_ok=True)
        draft.replace(path)
        flush_folder(path.parent)


def upgrade(path: Path, key: str | None = None) -> None:
    """Bring the store at ``path`` to the present schema in one transaction."""
    with _changed(path, key) as connection:
        before = _row_counts(connection)
        _run_steps(connection)
        make_triggers(connection)
        _refuse_losses(connection, before, path)


@contextmanager
def _changed(path: Path, key: str | None) -> Iterator[Connection]:
    """A transaction at whose end the file says that it has the present schema."""
    engine = make_migration_engine(path, key)
    try:
        with engine_problems(path), engine.begin() as connection:
            yield connection
            connection.exec_driver_sql(f"PRAGMA application_id = {APPLICATION_ID}")
            connection.exec_driver_sql(f"PRAGMA user_version = {SCHEMA}")
    finally:
        engine.dispose()


def _lay_out(connection: Connection) -> None:
    text = files("ksa_tui.store").joinpath("migrations", "schema.sql").read_text(encoding="utf-8")
    for statement in text.split(END):
        connection.exec_driver_sql(statement)


def _run_steps(connection: Connection) -> None:
    from alembic import command  # not needed unless a store is made or brought up to date
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", "ksa_tui.store:migrations")
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


def _row_counts(connection: Connection) -> dict[str, int]:
    names = inspect(connection).get_table_names()
    count = 'SELECT count(*) FROM "{}"'
    return {
        name: connection.exec_driver_sql(count.format(name)).scalar_one()
        for name in names
        if name != "alembic_version"
    }


def _refuse_losses(connection: Connection, before: dict[str, int], path: Path) -> None:
    after = _row_counts(connection)
    for table, count in before.items():
        if after.get(table, 0) < count:
            raise StoreError(LOST_ROWS, path=path, table=table)
    for orphan in connection.exec_driver_sql("PRAGMA foreign_key_check"):
        raise StoreError(LOST_ROWS, path=path, table=orphan[0])
