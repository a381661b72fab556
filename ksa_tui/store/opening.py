"""Opening a store: folders, lock, header gate, a new store or an older one brought up to date."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path
from typing import Final

from ksa_tui.errors import StoreError
from ksa_tui.i18n import N_
from ksa_tui.paths import Workspace
from ksa_tui.store.backup_note import known_backups
from ksa_tui.store.backups import copy_before_upgrade
from ksa_tui.store.driver import connect
from ksa_tui.store.encrypting import lock_what_is_plain, tidy_leftovers
from ksa_tui.store.engine import BUSY_SECONDS
from ksa_tui.store.files import keep_private, make_private_folder
from ksa_tui.store.header import SCHEMA, Header, read_header
from ksa_tui.store.inputs import Actor, Clock, NewId
from ksa_tui.store.lock import take_lock
from ksa_tui.store.migrate import create_store, upgrade
from ksa_tui.store.problems import plain_problems
from ksa_tui.store.store import Store

VANISHED: Final = N_(
    "The store {path} is not in its place, but there are backups of it; the newest is {backup}. Nothing was "
    "changed. Put the store back, or take the backup with ksa restore. To begin anew instead, move the "
    "backups away."
)


def open_workspace(workspace: Workspace, actor: Actor, clock: Clock, new_id: NewId) -> Store:
    """Open the workspace's store, made or brought up to date where needed; a ``StoreError`` refuses it."""
    make_private_folder(workspace.data)
    make_private_folder(workspace.exports)
    lock = take_lock(workspace, actor.name, clock())
    try:
        _make_ready(workspace, clock, new_id)
        return Store(workspace, actor, clock, new_id, lock)
    except BaseException:
        lock.release()
        raise


def _make_ready(workspace: Workspace, clock: Clock, new_id: NewId) -> None:
    path = workspace.store
    key = workspace.passphrase
    tidy_leftovers(workspace)
    header = settle(path, key)
    if header is None:
        refuse_where_one_was(workspace)
        create_store(path, new_id(), clock(), key)
    elif header.schema < SCHEMA:
        make_private_folder(workspace.backups)
        copy_before_upgrade(path, header.schema, workspace.backups, clock(), key)
        upgrade(path, key)
    keep_private(path)
    if key is not None:
        lock_what_is_plain(workspace)


def refuse_where_one_was(workspace: Workspace) -> None:
    """An empty store in the place of one that has vanished would look as if everything was lost."""
    for backup in () if workspace.store.exists() else known_backups(workspace):
        raise StoreError(VANISHED, path=workspace.store, backup=backup.path)


def settle(path: Path, key: str | None = None) -> Header | None:
    """The header after an interrupted change was rolled back, which may have been that of a migration."""
    header = read_header(path, key)
    journal = path.with_name(f"{path.name}-journal")
    with plain_problems(path):
        if header is None or not journal.exists() or journal.stat().st_size == 0:
            return header
        with closing(connect(path, seconds=BUSY_SECONDS, key=key)) as connection:
            connection.execute("PRAGMA schema_version").fetchall()
    return read_header(path, key)
