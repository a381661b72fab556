"""Puts a backup in the place of the store. What it replaces is kept beside it, with its journal."""

from __future__ import annotations

from contextlib import closing, suppress
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from typing import Final

from ksa_tui.errors import StoreError
from ksa_tui.i18n import N_
from ksa_tui.paths import Workspace
from ksa_tui.store.backup_note import note_restore
from ksa_tui.store.backups import copy_into
from ksa_tui.store.driver import connect, driver_errors
from ksa_tui.store.examining import Condition, examine
from ksa_tui.store.files import flush_folder, make_private_folder
from ksa_tui.store.header import has_journal
from ksa_tui.store.lock import take_lock
from ksa_tui.store.problems import BUSY, plain_problems

REPLACED: Final = "ksa-replaced-"
"""How the names of stores begin that a backup was put in the place of."""
UNSOUND: Final = N_(
    "The backup {path} is not sound, so it was not put in the place of the store. Nothing was changed. "
    "ksa verify tells what is wrong with it; take an earlier one."
)
THE_STORE_ITSELF: Final = N_("{path} is the store itself. Nothing was changed. Name a backup.")

_BESIDE: Final = ("", "-journal", "-wal", "-shm")
"""What SQLite keeps beside a store: moved together, or a foreign journal is played into the backup."""


@dataclass(frozen=True, slots=True)
class Restored:
    """What was done."""

    condition: Condition
    """Of the store as it is now."""
    replaced: Path | None
    """Where the store lies that was there before."""


def restore(workspace: Workspace, backup: Path, who: str, now: datetime) -> Restored:
    """Verify ``backup`` and put a copy of it in the place of the store; ``StoreError`` refuses it.

    The passphrase of ``workspace`` is that of the backup, if it is locked.
    """
    if backup.exists() and workspace.store.exists() and backup.samefile(workspace.store):
        raise StoreError(THE_STORE_ITSELF, path=backup)
    _require_sound(backup, workspace.passphrase)
    make_private_folder(workspace.data)
    lock = take_lock(workspace, who, now)
    try:
        refuse_in_use(workspace.store)
        draft = workspace.store.with_name(f"{workspace.store.name}.new")
        condition = copy_of(backup, draft, workspace.passphrase)
        with plain_problems(workspace.store):
            replaced = _put_in_place(workspace.store, draft, now)
        if condition.store_id is not None:
            note_restore(workspace, condition.store_id, now)
    finally:
        lock.release()
    return Restored(replace(condition, path=workspace.store), replaced)


def copy_of(backup: Path, path: Path, key: str | None = None) -> Condition:
    """A verified copy of ``backup`` at ``path``, whole or not at all."""
    with plain_problems(path):
        path.unlink(missing_ok=True)
        path.with_name(f"{path.name}-journal").unlink(missing_ok=True)
        try:
            with closing(connect(backup, "ro", key=key)) as connection:
                copy_into(connection, path)
            return _require_sound(path, key)
        except BaseException:
            with suppress(OSError):
                path.unlink(missing_ok=True)
            raise


def _require_sound(path: Path, key: str | None) -> Condition:
    condition = examine(path, key)
    if not condition.is_sound:
        raise StoreError(UNSOUND, path=path)
    return condition


def refuse_in_use(store: Path) -> None:
    """Another program may have the file open without our lock; one with a live journal is not touched."""
    if not store.is_file() or has_journal(store):
        return
    try:
        with closing(connect(store, "rw", seconds=0.25)) as connection:
            connection.execute("BEGIN EXCLUSIVE")
    except driver_errors() as error:  # whatever else is wrong with it: that is why it is replaced
        code = str(getattr(error, "sqlite_errorname", ""))
        if code.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
            raise StoreError(BUSY, path=store) from error


def _put_in_place(store: Path, draft: Path, now: datetime) -> Path | None:
    there = [part for part in _BESIDE if store.with_name(store.name + part).exists()]
    aside = _free_name(store, now)
    moved = []
    try:
        for part in there:
            store.with_name(store.name + part).replace(aside.with_name(aside.name + part))
            moved.append(part)
        draft.replace(store)
    except OSError:
        for part in moved:
            aside.with_name(aside.name + part).replace(store.with_name(store.name + part))
        raise
    flush_folder(store.parent)
    return aside if "" in there else None


def _free_name(store: Path, now: datetime) -> Path:
    stem = f"{REPLACED}{now.astimezone():%Y-%m-%d-%H%M%S}"
    names = chain([f"{stem}.db"], (f"{stem}-{number}.db" for number in count(2)))
    return next(path for path in map(store.with_name, names) if not path.exists())
