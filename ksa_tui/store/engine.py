"""The engine: one connection, with the settings under which no acknowledged change is lost (store.md 0)."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoConnectionError
from sqlalchemy.orm.exc import StaleDataError
from sqlalchemy.pool import NullPool, Pool, QueuePool

from ksa_tui.errors import StoreError
from ksa_tui.store import driver
from ksa_tui.store.problems import (
    BUSY,
    OUT_OF_STEP,
    damaged,
    is_about_content,
    storage_problem,
)

PRAGMAS: Final = (
    "locking_mode=EXCLUSIVE",  # before any access
    "journal_mode=TRUNCATE",
    "synchronous=FULL",
    "fullfsync=ON",  # on macOS a plain fsync leaves the drive's own cache
    "foreign_keys=ON",
    "recursive_triggers=ON",  # else INSERT OR REPLACE gets past the history's triggers
    "secure_delete=ON",
    "trusted_schema=OFF",
    "cell_size_check=ON",
)
BUSY_SECONDS: Final = 2
WAIT_SECONDS: Final = 5


def make_engine(path: Path, key: str | None = None) -> Engine:
    """The engine of an open store: a second connection would lock out the first, so there is one."""
    return _engine(
        path,
        key,
        PRAGMAS,
        QueuePool,
        pool_size=1,
        max_overflow=0,
        pool_timeout=WAIT_SECONDS,
    )


def make_migration_engine(path: Path, key: str | None = None) -> Engine:
    """An engine for migrations alone: foreign keys are off, or rebuilding a table deletes its children."""
    pragmas = tuple("foreign_keys=OFF" if p == "foreign_keys=ON" else p for p in PRAGMAS)
    return _engine(path, key, pragmas, NullPool)


@contextmanager
def read_only(path: Path, key: str | None = None) -> Iterator[Connection]:
    """A connection to a store's file that nobody has open; nothing is written, not even a journal."""
    engine = create_engine(
        "sqlite://",
        module=driver.dbapi(key),
        creator=lambda: driver.connect(path, "ro", seconds=BUSY_SECONDS, key=key),
        poolclass=NullPool,
        hide_parameters=True,
    )
    try:
        with engine_problems(path), engine.connect() as connection:
            yield connection
    finally:
        engine.dispose()


def _engine(
    path: Path, key: str | None, pragmas: tuple[str, ...], pool: type[Pool], **options: Any
) -> Engine:
    engine = create_engine(
        "sqlite://",
        module=driver.dbapi(key),
        creator=lambda: driver.connect(path, seconds=BUSY_SECONDS, key=key),
        poolclass=pool,
        hide_parameters=True,  # what an error says goes to the log, which holds nobody's content
        **options,
    )

    @event.listens_for(engine, "connect")
    def set_up(connection: sqlite3.Connection, _record: object) -> None:
        for pragma in pragmas:
            connection.execute(f"PRAGMA {pragma}").close()

    @event.listens_for(engine, "checkin")
    def settle(connection: sqlite3.Connection | None, _record: object) -> None:
        if connection is not None and connection.in_transaction:
            connection.rollback()  # a COMMIT that failed leaves its transaction open

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


@contextmanager
def engine_problems(path: Path) -> Iterator[None]:
    """Turns the engine's errors about the store at ``path`` into words; our own faults stay what they are."""
    try:
        yield
    except DBAPIError as error:
        problem = storage_problem(error.orig, path) if error.orig else None
        if problem is None:
            raise
        raise problem from error
    except (ValueError, LookupError) as error:
        if not is_about_content(error):
            raise
        raise damaged(path) from error
    except StaleDataError as error:
        raise StoreError(OUT_OF_STEP) from error
    except NoConnectionError as error:
        raise StoreError(BUSY, path=path) from error
