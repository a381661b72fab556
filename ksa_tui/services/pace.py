"""How a workshop goes: what is left of it, and how long the assets finished today took."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from ksa_tui.domain.pace import Forecast, forecast, planned_end, usual_pace
from ksa_tui.domain.status import AssetStatus
from ksa_tui.services.shapes import Standing, TableRow, TableRows
from ksa_tui.services.tables import table
from ksa_tui.services.workshops import draft_of
from ksa_tui.store import Store
from ksa_tui.store.quick import FINISHED, rows, to_moment

_LEFT: Final = frozenset({AssetStatus.UNTOUCHED, AssetStatus.STARTED, AssetStatus.RETURNED})


@dataclass(frozen=True, slots=True)
class Going:
    """What a forecast is made of."""

    minutes: int
    """What the model reckons an asset takes."""
    rows: TableRows
    """The workshop's assets."""
    finished: tuple[int, ...]
    """The seconds of each asset finished today, where any were counted."""
    ends: time | None
    """When the workshop is to end, if it is held today."""

    def forecast(self, now: datetime, treatment: UUID, spent: int) -> Forecast | None:
        """Until when what is left will last, seen from an asset that has taken ``spent`` seconds."""
        left = sum(count for standing, count in self.rows.standings.items() if _is_left(standing))
        place = self.rows.index_of(treatment)
        is_here = place is not None and _is_left(self.rows[place])
        here = timedelta(seconds=spent) if is_here else None
        return forecast(now, left - is_here, usual_pace(self.finished, self.minutes), here)

    def end(self, now: datetime) -> datetime | None:
        """The moment of the planned end."""
        return planned_end(now, self.ends) if self.ends else None


def going(store: Store, workshop_id: UUID) -> Going:
    """How a workshop goes; those put off are not reckoned with."""
    today = store.clock().astimezone().date()
    draft, read = draft_of(store, workshop_id), table(store, workshop_id)
    with store.driver() as connection:
        found = rows(connection, FINISHED, workshop_id.hex)
    return Going(
        minutes=read.model.minutes_per_asset,
        rows=read.rows,
        finished=tuple(seconds for seconds, rated in found if rated and _day(rated) == today),
        ends=draft.planned_end if draft.held_on in {None, today} else None,
    )


def _is_left(row: TableRow | Standing) -> bool:
    return row.status in _LEFT and not row.deferred


def _day(rated: str) -> date:
    return to_moment(rated).astimezone().date()
