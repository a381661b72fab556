"""One process at a time: an operating system's lock, and a note that says who holds it.

The lock's mere file means nothing; it is free at once when its holder dies. The note is only for the words.
"""

from __future__ import annotations

import json
import os
import socket
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ksa_tui.errors import StoreError
from ksa_tui.i18n import N_
from ksa_tui.paths import Workspace
from ksa_tui.store.files import keep_private
from ksa_tui.store.problems import file_problem

if TYPE_CHECKING:
    from filelock import BaseFileLock

ALREADY_OPEN: Final = N_(
    "The store is already open: {who} has had it open since {since} (process {pid} on {host}). "
    "Close it there first."
)
ALREADY_OPEN_SOMEWHERE: Final = N_(
    "The store is already open in another window or another program. Close it there first."
)

_held_here: set[Path] = set()


class StoreLock:
    """The lock on a workspace's store, held until ``release``."""

    def __init__(self, workspace: Workspace, lock: BaseFileLock) -> None:
        self._workspace = workspace
        self._lock = lock

    def release(self) -> None:
        """Let go; a second time does nothing."""
        with suppress(OSError):
            _note(self._workspace).unlink(missing_ok=True)
        _held_here.discard(self._workspace.store)
        self._lock.release()


def take_lock(workspace: Workspace, who: str, now: datetime) -> StoreLock:
    """Take the lock, or say in a ``StoreError`` who has it."""
    from filelock import FileLock, Timeout  # not needed for the first screen

    refuse_second_opening(workspace)
    lock = FileLock(workspace.lock, mode=0o600, thread_local=False)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise already_open(workspace) from None
    except OSError as error:
        raise file_problem(error, workspace.data) from error
    _held_here.add(workspace.store)
    _write_note(workspace, who, now)
    return StoreLock(workspace, lock)


def refuse_second_opening(workspace: Workspace) -> None:
    """Never open and close the file of a store that this very process has open: POSIX drops its locks."""
    if workspace.store in _held_here:
        raise already_open(workspace)


def already_open(workspace: Workspace) -> StoreError:
    """Says who has the store, as far as it is known."""
    try:
        note = json.loads(_note(workspace).read_text("utf-8"))
        return StoreError(
            ALREADY_OPEN,
            who=str(note["who"]),
            since=str(note["since"]),
            pid=int(note["pid"]),
            host=str(note["host"]),
        )
    except (OSError, ValueError, KeyError, TypeError):
        return StoreError(ALREADY_OPEN_SOMEWHERE)


def host_name() -> str:
    """This computer's name, or an empty text."""
    try:
        return socket.gethostname()
    except OSError:
        return ""


def _note(workspace: Workspace) -> Path:
    return workspace.store.with_name(f"{workspace.store.name}.owner")


def _write_note(workspace: Workspace, who: str, now: datetime) -> None:
    since = now.astimezone().strftime("%Y-%m-%d %H:%M")
    content = {"who": who, "since": since, "pid": os.getpid(), "host": host_name()}
    note = _note(workspace)
    with suppress(OSError):
        note.write_text(json.dumps(content, ensure_ascii=False), "utf-8")
        keep_private(note)
