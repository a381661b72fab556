"""Putting a backup in the place of the store: what would be left behind first, then done."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from ksa_tui.errors import StoreError
from ksa_tui.paths import Workspace
from ksa_tui.store import restoring
from ksa_tui.store.driver import driver_errors
from ksa_tui.store.examining import examine, opened
from ksa_tui.store.restoring import Restored

__all__ = ["LeftOut", "Restored", "left_out", "restore"]

_AFTER: Final = """
    SELECT count(*), count(DISTINCT CASE WHEN operation = 'asset.stop' THEN command_id END)
    FROM event WHERE seq > ? AND store_id = ?
"""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What the store holds that the backup does not."""

    events: int = 0
    """Changes made after the backup."""
    stops: int = 0
    """Stops made after it: what they removed stands in the backup."""
    is_readable: bool = True
    """Whether the store could be compared at all."""


def left_out(workspace: Workspace, backup: Path) -> LeftOut:
    """What would be left out of the store by restoring ``backup``; nothing is changed."""
    key = workspace.passphrase
    condition = examine(backup, key)
    if not workspace.store.exists():
        return LeftOut()
    after = (condition.head.seq, condition.store_id.hex if condition.store_id else "")
    try:
        with opened(workspace.store, key) as (_schema, connection):
            events, stops = connection.exec_driver_sql(_AFTER, after).one()
    except driver_errors(StoreError):
        return LeftOut(is_readable=False)
    return LeftOut(events, stops)


def restore(workspace: Workspace, backup: Path, who: str, now: datetime) -> Restored:
    """Verify ``backup`` and put it in the place of the store, which is kept beside it."""
    return restoring.restore(workspace, backup, who, now)
