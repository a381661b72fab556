"""How it stands with the backups, in words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.content import Content

from ksa_tui.i18n import _, long_date
from ksa_tui.ui.shared_folders import is_on_network, synchronised_by
from ksa_tui.ui.texts import one_line
from ksa_tui.ui.widgets.words import alert

if TYPE_CHECKING:
    from ksa_tui.paths import Workspace
    from ksa_tui.services.backups import Backup
    from ksa_tui.store import Store


def made_words(backup: Backup) -> str:
    """When a backup was made: "28 november 2026, 09:14"."""
    made = backup.made
    return _("{day} at {time}").format(day=long_date(made.date()), time=f"{made:%H:%M}")


def lock_words(workspace: Workspace) -> str:
    """Whether the store is locked; and what protects it where it cannot be."""
    if workspace.passphrase is not None:
        return _("The store and its backups are locked with a passphrase; l on Home changes it.")
    from ksa_tui.services.encrypting import DISK, can_lock

    return (
        _("The store is not locked with a passphrase; l on Home locks it.")
        if can_lock()
        else _(DISK)
    )


def backup_lines(store: Store | None, folder: Path | None) -> list[Content]:
    """The newest one, what went wrong the last time, and who else gets them; nothing before the first one."""
    said = _standing(store) if store is not None else []
    if folder is not None and (note := _shared_words(folder)):
        said.append(Content(note))
    return said


def _standing(store: Store) -> list[Content]:
    from ksa_tui.services.backups import newest, safety  # not before the store has been opened

    found = safety(store)
    latest = found.newest if found.problem is not None else newest(store.workspace)
    said = []
    if latest is not None:
        said.append(Content(_("The newest backup is of {when}.").format(when=made_words(latest))))
    if found.problem is not None:
        said.append(Content.assemble(alert("! "), one_line(str(found.problem))))
    return said


def _shared_words(folder: Path) -> str:
    if service := synchronised_by(folder):
        words = _(
            "{service} copies the backups elsewhere: everything that you have written is in them."
        )
        return words.format(service=service)
    if is_on_network(folder):
        return _("On the network: see to it that nobody but you may read the folder.")
    return ""
