"""Sittings of a workshop: opened by the first rating, bounded by the last thing done, with breaks.

That a sitting was opened is part of the history, as is who came and went (``attendance``). Until when it
went on and its breaks are counted as time is: an undo does not take them back.
"""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from ksa_tui.domain.sitting import Sitting
from ksa_tui.store import Store, Unit
from ksa_tui.store.sittings import current, insert_break, touch
from ksa_tui.store.tables import WorkshopSessionRow


def open_sitting(store: Store, unit: Unit, workshop_id: UUID) -> None:
    """A rating opens a sitting where none goes on, and ends a break that was left open.

    Until when it goes on is not written here but with the time that is spent: nothing holds up a rating.
    """
    here = current(store, unit.connection, workshop_id, unit.now)
    if here is None:
        _opened(unit, workshop_id)
    elif here.is_paused:
        touch(store, unit.connection, workshop_id, unit.now)


def sit(store: Store, unit: Unit, workshop_id: UUID) -> Sitting:
    """Something is done in the room by a command: the sitting goes on until now, or one is opened."""
    return touch(store, unit.connection, workshop_id, unit.now) or _opened(unit, workshop_id)


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
