"""The triggers that keep the history append-only: made anew after every migration."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

_RELEASED: Final = (
    "EXISTS (SELECT 1 FROM body_release r WHERE r.store_id = OLD.store_id AND r.seq = OLD.seq)"
)

TRIGGERS: Final = {
    "event_no_update": "BEFORE UPDATE ON event "
    "BEGIN SELECT RAISE(ABORT, 'the history is never changed'); END",
    "event_no_delete": "BEFORE DELETE ON event "
    "BEGIN SELECT RAISE(ABORT, 'the history is never changed'); END",
    "event_body_no_update": "BEFORE UPDATE ON event_body "
    "BEGIN SELECT RAISE(ABORT, 'the history is never changed'); END",
    "event_body_no_delete": f"BEFORE DELETE ON event_body WHEN NOT {_RELEASED} "
    "BEGIN SELECT RAISE(ABORT, 'only a stop removes content'); END",
}
"""By name. A stop's transaction names the bodies in ``body_release``, deletes them, and empties it but for a
note to the next start (``store.tidying``), which names no event."""


def make_triggers(connection: Connection) -> None:
    """Make the triggers that are missing, and those whose text is an older one."""
    found = connection.exec_driver_sql("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
    present = {row.name: row.sql for row in found}
    for name, body in TRIGGERS.items():
        wanted = f"CREATE TRIGGER {name} {body}"
        if present.get(name) != wanted:
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {name}")
            connection.exec_driver_sql(wanted)
