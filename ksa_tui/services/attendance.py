"""Who came and went, and when: noted only where somebody does not sit through."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from ksa_tui.domain.sitting import Sitting
from ksa_tui.services.participants import participant_row
from ksa_tui.services.sittings import sit
from ksa_tui.store import Store, Unit
from ksa_tui.store.tables import AttendanceRow

_SLIP: Final = timedelta(minutes=1)
"""Who comes back before that never left: the key was pressed on the wrong row."""


def toggle(store: Store, participant_id: UUID) -> bool:
    """Someone leaves now, or comes back now; returns whether they are there after that.

    It belongs to the sitting that goes on. Where none does, one is opened: before the first rating, who
    leaves was not there.
    """
    with store.command("participant.presence") as unit:
        sitting, noted = _here(store, unit, participant_id)
        last = noted[-1] if noted else None
        if last is None:
            unit.insert(_row(unit, participant_id, sitting, sitting.since, unit.now))
            return False
        if last.to_at is None:
            unit.update(last, to_at=unit.now)
            return False
        if last.to_at <= last.from_at:
            unit.update(last, from_at=unit.now, to_at=None)
        elif unit.now - last.to_at < _SLIP:
            unit.update(last, to_at=None)
        else:
            unit.insert(_row(unit, participant_id, sitting, unit.now))
        return True


def toggle_whole(store: Store, participant_id: UUID) -> bool:
    """Someone is not at the sitting at all, or is there all the time; returns whether they are there."""
    with store.command("participant.presence") as unit:
        sitting, noted = _here(store, unit, participant_id)
        was_absent = len(noted) == 1 and noted[0].to_at == noted[0].from_at
        for row in noted:
            unit.delete(row)
        if not was_absent:
            unit.insert(_row(unit, participant_id, sitting, sitting.since, sitting.since))
        return was_absent


def _here(
    store: Store, unit: Unit, participant_id: UUID
) -> tuple[Sitting, Sequence[AttendanceRow]]:
    """The sitting that goes on, and what is noted of someone in it, in the order of time."""
    person = participant_row(unit, participant_id)
    sitting = sit(store, unit, person.workshop_id)
    noted = unit.find(AttendanceRow, participant_id=participant_id, workshop_session_id=sitting.id)
    return sitting, sorted(noted, key=lambda row: row.from_at)


def _row(
    unit: Unit, person: UUID, sitting: Sitting, since: datetime, until: datetime | None = None
) -> AttendanceRow:
    return AttendanceRow(
        id=unit.new_id(),
        participant_id=person,
        workshop_session_id=sitting.id,
        from_at=since,
        to_at=until,
    )
