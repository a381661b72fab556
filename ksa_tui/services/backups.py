"""Backups of the open store: made and verified when something has changed, kept within bounds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ksa_tui.errors import KsaError, StoreError
from ksa_tui.i18n import N_
from ksa_tui.paths import Workspace
from ksa_tui.store import backups as files
from ksa_tui.store.backup_clearing import clear_old
from ksa_tui.store.backup_note import known_backups, note_folder
from ksa_tui.store.backups import Backup
from ksa_tui.store.files import make_private_folder

if TYPE_CHECKING:
    from ksa_tui.store import Store

__all__ = [
    "Backup",
    "Safety",
    "back_up",
    "keep_safe",
    "known_backups",
    "lay_out",
    "newest",
    "safety",
]

IN_OWN_FOLDER: Final = N_("{problem} It was made in {folder} instead.")
NO_SUCH_FOLDER: Final = N_("There is no folder {folder}. Make it first, or name another.")


@dataclass(frozen=True, slots=True)
class Safety:
    """How it stands with the backups of a store, as far as it is known."""

    newest: Backup | None = None
    """The newest one in the folder where they are to be."""
    problem: KsaError | None = None
    """Why the last attempt did not succeed, or not where it should have."""


@dataclass(frozen=True, slots=True)
class Made:
    """A verified backup of the store as it is now."""

    backup: Backup
    is_new: bool = True
    """False when the store has not changed since it was made."""
    problem: KsaError | None = None
    """What the store itself suffers from, if it does."""


def back_up(store: Store, folder: Path | None = None) -> Made:
    """A backup of the store as it is now; an unchanged store has one already.

    In ``folder``, else in that of the settings, else in the workspace's. A ``StoreError`` says why there is
    none; the store and what was backed up before are untouched then.
    """
    if folder is not None and not folder.is_dir():
        raise StoreError(NO_SUCH_FOLDER, folder=folder)
    where = (folder or store.backup_folder or store.workspace.backups).absolute()
    if where == store.workspace.backups.absolute():
        make_private_folder(where)
    if present := _unchanged(store, where):
        return Made(present, is_new=False)
    with store.driver() as connection:
        copied = files.copy(connection, where, store.clock(), key=store.workspace.passphrase)
    backup, is_sound = files.finish(copied)
    note_folder(store.workspace, store.store_id, where)
    if not is_sound:
        return Made(backup, problem=StoreError(files.UNSOUND_STORE, path=backup.path))
    clear_old(files.backups_in([where], backup.store), backup)
    return Made(backup)


def keep_safe(store: Store) -> Safety:
    """Make a backup by itself; what goes wrong is told, and stops nothing.

    When it cannot be made in the folder of the settings, it is made in the workspace's own.
    """
    try:
        made = back_up(store)
        found = Safety(made.backup, made.problem)
    except KsaError as error:
        found = Safety(_latest(store), _made_here(store, error))
    store.remembered.safety = found
    return found


def safety(store: Store) -> Safety:
    """How it stood after the last attempt of this session."""
    return store.remembered.safety or Safety()


def newest(workspace: Workspace) -> Backup | None:
    """The newest backup of a workspace's store, whatever state the store is in."""
    return next(iter(known_backups(workspace)), None)


def lay_out(backup: Path, workspace: Workspace) -> None:
    """Put a verified copy of ``backup`` as the store of a new ``workspace``, to be looked at."""
    from ksa_tui.store.restoring import copy_of

    make_private_folder(workspace.data)
    copy_of(backup, workspace.store, workspace.passphrase)


def _unchanged(store: Store, folder: Path) -> Backup | None:
    """The newest backup there, if the store has not changed since and the backup neither."""
    mine = files.backups_in([folder], files.short_id(store.store_id))
    if not mine or mine[0].is_milestone:
        return None
    latest = mine[0]
    head = files.head_of(latest.path, store.store_id, store.workspace.passphrase)
    if head is None or head.digest != store.head:
        return None
    was_verified = safety(store).newest == latest
    key = store.workspace.passphrase
    return latest if was_verified or files.is_sound(latest.path, key) else None


def _made_here(store: Store, error: KsaError) -> KsaError:
    """Try the workspace's own folder; what is to be said about the one that was chosen."""
    if store.backup_folder is None or error.message == files.NOT_SOUND:
        return error
    own = store.workspace.backups
    chosen, store.backup_folder = store.backup_folder, None
    try:
        back_up(store)
    except KsaError:
        return error
    finally:
        store.backup_folder = chosen
    return KsaError(IN_OWN_FOLDER, problem=error, folder=own)


def _latest(store: Store) -> Backup | None:
    where = store.backup_folder or store.workspace.backups
    return next(iter(files.backups_in([where], files.short_id(store.store_id))), None)
