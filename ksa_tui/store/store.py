"""The open store: the one write path, reads, and the session's steps for undo."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self, cast
from uuid import UUID

from sqlalchemy import Connection, select

from ksa_tui import __version__
from ksa_tui.errors import StoreError
from ksa_tui.i18n import N_
from ksa_tui.paths import Workspace
from ksa_tui.store.chain import ChainReport, Change, Head, Stamp, read_head, verify
from ksa_tui.store.engine import engine_problems, make_engine
from ksa_tui.store.files import file_identity
from ksa_tui.store.header import check_numbers
from ksa_tui.store.inputs import Actor, Clock, NewId
from ksa_tui.store.journal import Journal
from ksa_tui.store.lock import StoreLock, host_name
from ksa_tui.store.problems import MOVED, damaged, plain_problems
from ksa_tui.store.remembered import Remembered
from ksa_tui.store.reversal import Step
from ksa_tui.store.steps import Steps
from ksa_tui.store.tables import metadata
from ksa_tui.store.tidying import is_untidy, tidy
from ksa_tui.store.triggers import make_triggers
from ksa_tui.store.unit import GuardedSession, Unit

CLOSED: Final = N_("The store has been closed. Start the program again to go on.")

_META: Final = metadata.tables["meta"]
_SESSION: Final = metadata.tables["app_session"]


@dataclass(frozen=True, slots=True)
class Unclosed:
    """The session before this one, when it was never closed: a kill, a power cut, another computer."""

    host: str
    pid: int
    opened_at: datetime


class Store:
    """An open store: one process, one writer at a time, everything saved when a command ends.

    Made by ``services.stores.open_store``. A context manager.
    """

    def __init__(
        self, workspace: Workspace, actor: Actor, clock: Clock, new_id: NewId, lock: StoreLock
    ) -> None:
        self.workspace: Final = workspace
        self.actor = actor
        self.clock: Final = clock
        self.new_id: Final = new_id
        self.session_id: Final = new_id()
        self.remembered: Final = Remembered()
        self.steps: Final = Steps()
        self.backup_folder: Path | None = None
        """Where backups go; None is the workspace's own folder."""
        self.generation = 0
        """Grows with every command, also one that failed."""
        self.journal: Final = Journal()
        """What the commands of this session changed."""
        self._path: Final = workspace.store
        self._lock: Final = lock
        self._engine: Final = make_engine(workspace.store, workspace.passphrase)
        self._head: Head | None = None
        self._closed = False
        self._file: tuple[int, int] | None = None
        try:
            self._begin_session()
        except BaseException:
            self._engine.dispose()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _type: type[BaseException] | None,
        _error: BaseException | None,
        _traceback: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the session and let go of the store; a second time does nothing."""
        if self._closed:
            return
        ended = _SESSION.update().where(_SESSION.c.id == self.session_id)
        try:
            with suppress(StoreError), self.unrecorded() as connection:
                connection.execute(ended.values(closed_at=self.clock()))
        finally:
            self._closed = True
            self._engine.dispose()
            self._lock.release()

    @contextmanager
    def command(
        self,
        operation: str,
        *,
        workshop: UUID | None = None,
        asset: UUID | None = None,
        undoable: bool = True,
        reverses: Step | None = None,
    ) -> Iterator[Unit]:
        """One use case: everything done through the unit is saved at the end, or nothing is.

        ``workshop`` counts as changed now; ``asset`` names whose content rows are that do not say so
        themselves; ``reverses`` is the step that an undo or redo takes back.
        """
        stamp = Stamp(
            self.store_id, self.new_id(), self.session_id, self.clock(), self.actor.name, operation
        )
        with (
            self._writable(),
            GuardedSession(self._engine, expire_on_commit=False, autoflush=False) as session,
        ):
            unit = Unit(session, stamp, self.new_id)
            unit.concern(workshop=workshop, asset=asset)
            saved: Sequence[Change] = ()
            try:
                yield unit
                step = self._save(unit)
                saved = unit.recorded
            finally:
                self.journal.note(self.generation + 1, saved)
                self.generation += 1
                unit.generation = self.generation
            if step is not None:
                self.steps.add(step, undoable=undoable, reverses=reverses)

    @contextmanager
    def unrecorded(self) -> Iterator[Connection]:
        """A transaction for what is no part of the history: drafts, places, seconds, sessions."""
        with self._writable(), self._engine.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection for queries, in one consistent state."""
        with self._open_store(), self._engine.connect() as connection:
            yield connection

    def damaged(self) -> StoreError:
        """What to raise for content that no version of this program can have written."""
        return damaged(self._path)

    @contextmanager
    def driver(self) -> Iterator[sqlite3.Connection]:
        """The driver's own connection, for the plain SQL of ``store.quick``."""
        with self._open_store(), plain_problems(self._path):
            borrowed = self._engine.raw_connection()
            try:
                yield cast(sqlite3.Connection, borrowed.driver_connection)
            finally:
                borrowed.close()

    @property
    def head(self) -> str:
        """The digest of the last event: noted elsewhere, it shows a history whose tail was cut."""
        if self._head is None:
            with self.reading() as connection:
                self._head = read_head(connection, self.store_id)
        return self._head.digest

    def verify_chain(self) -> ChainReport:
        """Recompute the whole history."""
        with self.reading() as connection:
            return verify(connection)

    def tidy(self) -> bool:
        """Write the file anew after a stop; False when that cannot be done now: the next start tries again."""
        self.remembered.forget_content()
        try:
            with self.driver() as connection:
                tidy(connection)
        except StoreError:
            return False
        return True

    def _save(self, unit: Unit) -> Step | None:
        """Commit a command; None when it changed nothing."""
        before = self._head or read_head(unit.connection, self.store_id)
        head = unit.finish(before)
        self._head = None  # until the commit is known to have worked
        unit.session.commit()
        self._head = head
        if not unit.changes:
            return None
        return Step(unit.operation, before.seq + 1, head.seq, unit.workshop, unit.asset)

    @contextmanager
    def _open_store(self) -> Iterator[None]:
        """Refuses a store that was closed: the engine would open it again, without the lock."""
        if self._closed:
            raise StoreError(CLOSED)
        with engine_problems(self._path):
            yield

    @contextmanager
    def _writable(self) -> Iterator[None]:
        """Refuses a file that is not in its place any more: what is written there would be lost with it."""
        if self._file is not None and file_identity(self._path) != self._file:
            raise StoreError(MOVED, path=self._path)
        with self._open_store():
            yield

    def _begin_session(self) -> None:
        with self.unrecorded() as connection:
            numbers = [
                connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
                for name in ("application_id", "user_version")
            ]
            check_numbers(self._path, *numbers)
            make_triggers(connection)
            self.store_id: UUID = connection.execute(select(_META.c.store_id)).scalar_one()
            self._head = read_head(connection, self.store_id)
            self.unclosed = _unclosed(connection)
            untidy = is_untidy(connection)
            connection.execute(
                _SESSION.insert().values(
                    id=self.session_id,
                    store_id=self.store_id,
                    host=host_name(),
                    pid=os.getpid(),
                    app_version=__version__,
                    opened_at=self.clock(),
                )
            )
        self._file = file_identity(self._path)
        if untidy:
            self.tidy()


def _unclosed(connection: Connection) -> Unclosed | None:
    latest = select(_SESSION).order_by(_SESSION.c.opened_at.desc()).limit(1)
    found = connection.execute(latest).one_or_none()
    if found is None or found.closed_at is not None:
        return None
    return Unclosed(found.host, found.pid, found.opened_at)
