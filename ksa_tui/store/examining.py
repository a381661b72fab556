"""Looks through the whole of a store's file: pages, references, history. Changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import Connection
from sqlalchemy.exc import DatabaseError

from ksa_tui.errors import StoreError
from ksa_tui.i18n import N_
from ksa_tui.store.chain import ChainReport, Head, read_head, verify
from ksa_tui.store.engine import read_only
from ksa_tui.store.header import has_journal, is_locked, read_header

NO_FILE: Final = N_("There is no file {path}.")
UNFINISHED: Final = N_(
    "Beside {path} lies the journal of a change that was interrupted, so the file alone is not the whole "
    "store. Nothing was changed. Open it once with ksa --home, which takes the half change back."
)

MOST_COMPLAINTS: Final = 5
"""Of a damaged file SQLite would say a hundred things; the first few are enough."""


@dataclass(frozen=True, slots=True)
class Condition:
    """What was found in one file."""

    path: Path
    schema: int
    store_id: UUID | None = None
    head: Head = field(default_factory=Head)
    damage: tuple[str, ...] = ()
    """What SQLite says of damaged pages; empty when all of them are sound."""
    orphans: tuple[str, ...] = ()
    """Tables with rows that point at rows that are not there."""
    chain: ChainReport | None = None
    """None when the history could not be read."""

    @property
    def is_sound(self) -> bool:
        """Whether everything is as it was written."""
        sound_chain = self.chain is not None and self.chain.sound
        return sound_chain and not self.damage and not self.orphans


def examine(path: Path, key: str | None = None) -> Condition:
    """Look through the store at ``path``; ``StoreError`` when it is no store, or newer, or not at rest."""
    with opened(path, key) as (schema, connection):
        try:
            return _examined(path, schema, connection)
        except DatabaseError as error:  # so damaged that it cannot be read through
            return Condition(path, schema, damage=(_code(error),))


@contextmanager
def opened(path: Path, key: str | None = None) -> Iterator[tuple[int, Connection]]:
    """The schema of the store's file at ``path``, and a connection that cannot write."""
    if is_locked(path) and has_journal(path):
        raise StoreError(UNFINISHED, path=path)  # its header could only be read by taking that back
    header = read_header(path, key)
    if header is None:
        raise StoreError(NO_FILE, path=path)
    if has_journal(path):
        raise StoreError(UNFINISHED, path=path)
    with read_only(path, key) as connection:
        yield header.schema, connection


def _examined(path: Path, schema: int, connection: Connection) -> Condition:
    said = connection.exec_driver_sql(f"PRAGMA integrity_check({MOST_COMPLAINTS})").scalars().all()
    damage = tuple(str(line) for line in said if line != "ok")
    if damage:
        return Condition(path, schema, damage=damage)
    orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    store_id = UUID(connection.exec_driver_sql("SELECT store_id FROM meta").scalar_one())
    return Condition(
        path,
        schema,
        store_id,
        read_head(connection, store_id),
        orphans=tuple(dict.fromkeys(str(row[0]) for row in orphans)),
        chain=verify(connection),
    )


def _code(error: DatabaseError) -> str:
    return str(getattr(error.orig, "sqlite_errorname", "")) or type(error.orig).__name__
