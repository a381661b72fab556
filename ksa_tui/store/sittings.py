"""The sitting that goes on, until when it does, and its breaks: rows and columns without events."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING, Final
from uuid import UUID

from sqlalchemy import Connection

from ksa_tui.domain.sitting import Sitting
from ksa_tui.store.loading import load_sittings
from ksa_tui.store.tables import metadata

if TYPE_CHECKING:
    from ksa_tui.store.store import Store

_SITTING: Final = metadata.tables["workshop_session"]
_BREAK: Final = metadata.tables["workshop_break"]
_FIRST_VERSION: Final = 1


def current(
    store: Store, connection: Connection, workshop_id: UUID, now: datetime
) -> Sitting | None:
    """The sitting that goes on now, if one does."""
    known = store.remembered.sitting
    if known is not None and known[0] == workshop_id and known[1].goes_on(now):
        return known[1]
    for sitting in reversed(load_sittings(connection, workshop_id)):
        if sitting.goes_on(now):
            store.remembered.sitting = (workshop_id, sitting)
            return sitting
    return None


def touch(store: Store, connection: Connection, workshop_id: UUID, now: datetime) -> Sitting | None:
    """The sitting goes on until now, and an open break ends; None where there is no sitting now."""
    here = current(store, connection, workshop_id, now)
    if here is None:
        return None
    extended = _SITTING.update().where(_SITTING.c.id == here.id)
    connection.execute(extended.values(ended_at=now))
    longer = replace(here, until=now)
    if here.is_paused:
        open_ones = (_BREAK.c.workshop_session_id == here.id) & _BREAK.c.to_at.is_(None)
        connection.execute(_BREAK.update().where(open_ones).values(to_at=now))
        store.remembered.sitting = None
    else:
        store.remembered.sitting = (workshop_id, longer)
    return longer


def insert_break(connection: Connection, key: UUID, sitting: UUID, now: datetime) -> None:
    """A break begins."""
    connection.execute(
        _BREAK.insert().values(
            id=key, workshop_session_id=sitting, from_at=now, created=now, version=_FIRST_VERSION
        )
    )
