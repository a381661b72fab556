"""How long a sitting goes on, and its breaks: rows and columns without events."""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import Connection

from ksa_tui.store.tables import metadata

_SITTING: Final = metadata.tables["workshop_session"]
_BREAK: Final = metadata.tables["workshop_break"]
_FIRST_VERSION: Final = 1


def extend_sitting(connection: Connection, sitting: UUID, now: datetime) -> None:
    """Something was done in a sitting now."""
    connection.execute(_SITTING.update().where(_SITTING.c.id == sitting).values(ended_at=now))


def insert_break(connection: Connection, key: UUID, sitting: UUID, now: datetime) -> None:
    """A break begins."""
    connection.execute(
        _BREAK.insert().values(
            id=key, workshop_session_id=sitting, from_at=now, created=now, version=_FIRST_VERSION
        )
    )


def end_breaks(connection: Connection, sitting: UUID, now: datetime) -> None:
    """The room is back."""
    open_ones = (_BREAK.c.workshop_session_id == sitting) & _BREAK.c.to_at.is_(None)
    connection.execute(_BREAK.update().where(open_ones).values(to_at=now))
