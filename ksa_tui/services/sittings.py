"""Sittings of a workshop: opened by the first rating, bounded by the last thing done, with breaks.

That a sitting was opened is part of the history, as is who came and went (``attendance``). Until when it
went on and its breaks are counted as time is: an undo does not take them back.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection

from ksa_tui.domain.sitting import Sitting
from ksa_tui.store import Store, Unit
from ksa_tui.store.loading import load_sittings
from ksa_tui.store.sittings import end_breaks, extend_sitting, insert_break
from ksa_tui.store.tables import WorkshopSessionRow


def open_sitting(store: Store, unit: Unit, workshop_id: UUID) -> Sitting:
    """The sitting that goes on; a rating opens one where none does, and ends a break that was left open.

    Until when it goes on is not written here but with the time that is spent: a rating is held up by nothing.
    """
    here = current(store, unit.connection, workshop_id, unit.now)
    if here is None:
        return _opened(unit, workshop_id)
    return (
        _extended(store, unit.connection, workshop_id, here, unit.now) if _is_paused(here) else here
    )


def sit(store: Store, unit: Unit, workshop_id: UUID) -> Sitting:
    """Something is done in the room by a command: the sitting goes on until now, or one is opened."""
    return touch(store, unit.connection, workshop_id, unit.now) or _opened(unit, workshop_id)


def touch(store: Store, connection: Connection, workshop_id: UUID, now: datetime) -> Sitting | None:
    """The sitting goes on until now, and an open break ends; None where there is no sitting now."""
    here = current(store, connection, workshop_id, now)
    return _extended(store, connection, workshop_id, here, now) if here else None


def _is_paused(sitting: Sitting) -> bool:
    return any(pause.until is None for pause in sitting.breaks)


def _opened(unit: Unit, workshop_id: UUID) -> Sitting:
    row = WorkshopSessionRow(
        id=unit.new_id(),
        workshop_id=workshop_id,
        held_on=unit.now.astimezone().date(),
        started_at=unit.now,
        ended_at=unit.now,
    )
    unit.insert(row)
    return Sitting(row.id, unit.now, unit.now)  # not remembered: the command may still fail


def _extended(
    store: Store, connection: Connection, workshop_id: UUID, here: Sitting, now: datetime
) -> Sitting:
    extend_sitting(connection, here.id, now)
    longer = replace(here, until=now)
    if _is_paused(here):
        end_breaks(connection, here.id, now)
        store.remembered.sitting = None
    else:
        store.remembered.sitting = (workshop_id, longer)
    return longer


def current(
    store: Store, connection: Connection, workshop_id: UUID, now: datetime
) -> Sitting | None:
    """The sitting that goes on now, if one does."""
    known = store.remembered.sitting
    if known is not None and known[0] == workshop_id and known[1].goes_on(now):
        return known[1]
    last = load_sittings(connection, workshop_id)[-1:]
    for sitting in last:
        if sitting.goes_on(now):
            store.remembered.sitting = (workshop_id, sitting)
            return sitting
    return None


def begin_break(store: Store, workshop_id: UUID) -> datetime:
    """A break begins now; where no sitting goes on there is nothing to note."""
    now = store.clock()
    with store.unrecorded() as connection:
        here = touch(store, connection, workshop_id, now)
        if here is not None:
            insert_break(connection, store.new_id(), here.id, now)
    store.remembered.sitting = None
    return now


def end_break(store: Store, workshop_id: UUID) -> None:
    """The room is back. One that never came back ended its sitting with the break."""
    with store.unrecorded() as connection:
        touch(store, connection, workshop_id, store.clock())
    store.remembered.sitting = None
