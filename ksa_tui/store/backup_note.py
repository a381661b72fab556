"""Where backups of a workspace may lie: a note beside the store, which can be read when the store cannot.

It names folders, not files: which backups there are is what lies there.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from uuid import UUID

from ksa_tui.paths import Workspace
from ksa_tui.store.backups import Backup, backups_in, short_id
from ksa_tui.store.files import keep_private


@dataclass(frozen=True, slots=True)
class BackupNote:
    """Of which store, and in which folders beside the workspace's own."""

    store: str = ""
    folders: tuple[Path, ...] = ()
    restored: datetime | None = None
    """When a backup was last put in the place of the store: those made before may tell of more than it does."""


def read_note(workspace: Workspace) -> BackupNote:
    """What was noted; nothing when there is no note or it makes no sense."""
    try:
        content = json.loads(workspace.backup_note.read_text("utf-8"))
        folders = tuple(Path(str(folder)) for folder in content["folders"])
        restored = content.get("restored")
        return BackupNote(
            str(content["store"]), folders, datetime.fromisoformat(restored) if restored else None
        )
    except (OSError, ValueError, KeyError, TypeError):
        return BackupNote()


def note_folder(workspace: Workspace, store_id: UUID, folder: Path) -> None:
    """Remember that backups of this store lie in ``folder``; that it cannot be noted stops nothing."""
    note = read_note(workspace)
    if note.store != short_id(store_id):
        note = BackupNote(short_id(store_id))
    folder = folder.absolute()
    others = () if folder == workspace.backups.absolute() else (folder,)
    _write(workspace, replace(note, folders=tuple(dict.fromkeys((*note.folders, *others)))))


def note_restore(workspace: Workspace, store_id: UUID, now: datetime) -> None:
    """Remember that the store was replaced by a backup of the store with this id."""
    note = read_note(workspace)
    made = now.astimezone().replace(tzinfo=None, microsecond=0)
    _write(workspace, replace(note, store=short_id(store_id), restored=made))


def _write(workspace: Workspace, note: BackupNote) -> None:
    if note == read_note(workspace):
        return
    content = {
        "store": note.store,
        "folders": [str(folder) for folder in note.folders],
        "restored": note.restored.isoformat() if note.restored else None,
    }
    draft = workspace.backup_note.with_name(f"{workspace.backup_note.name}.{os.getpid()}.new")
    with suppress(OSError, ValueError):
        draft.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", "utf-8")
        keep_private(draft)
        draft.replace(workspace.backup_note)


def backup_folders(workspace: Workspace, more: Iterable[Path] = ()) -> list[Path]:
    """Every folder where backups may lie, the workspace's own first."""
    return list(dict.fromkeys((workspace.backups, *read_note(workspace).folders, *more)))


def known_backups(workspace: Workspace, more: Iterable[Path] = ()) -> list[Backup]:
    """The backups of this workspace's store, the newest first. The store is not looked at."""
    own = read_note(workspace).store
    if own:
        return backups_in(backup_folders(workspace, more), own)
    return backups_in([workspace.backups])  # in other folders there may be those of other stores
