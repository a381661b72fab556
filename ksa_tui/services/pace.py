"""How a workshop goes: what is left of it, and how long the assets finished today took."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final
from uuid import UUID

from ksa_tui.domain.pace import Forecast, forecast, planned_end, usual_pace
from ksa_tui.domain.status import AssetStatus
from ksa_tui.services.models import model_of
from ksa_tui.services.workshops import draft_of
from ksa_tui.store import Store
from ksa_tui.store.quick import PACE, rows, to_id, to_moment

_LEFT: Final = frozenset({AssetStatus.UNTOUCHED, AssetStatus.STARTED, AssetStatus.RETURNED})


@dataclass(frozen=True, slots=True)
class Going:
    """What a forecast is made of."""

    minutes: int
    """What the model reckons an asset takes."""
    left: frozenset[UUID]
    """The treatments that are not finished; those put off are not among them."""
    finished: tuple[int, ...]
    """The seconds of each asset finished today."""
    ends: time | None
    """When the workshop is to end, if it is held today."""

    def forecast(self, now: datetime, treatment: UUID, spent: int) -> Forecast | None:
        """Until when what is left will last, seen from an asset that has taken ``spent`` seconds."""
        here = timedelta(seconds=spent) if treatment in self.left else None
        others = len(self.left - {treatment})
        return forecast(now, others, usual_pace(self.finished, self.minutes), here)

    def end(self, now: datetime) -> datetime | None:
        """The moment of the planned end."""
        return planned_end(now, self.ends) if self.ends else None


def going(store: Store, workshop_id: UUID) -> Going:
    """How a workshop goes, in two statements."""
    today = store.clock().astimezone().date()
    draft = draft_of(store, workshop_id)
    with store.driver() as connection:
        found = rows(connection, PACE, workshop_id.hex)
    return Going(
        minutes=model_of(store, workshop_id).minutes_per_asset,
        left=frozenset(
            to_id(key) for key, status, deferred, *_ in found if status in _LEFT and not deferred
        ),
        finished=tuple(
            seconds
            for _, status, _, seconds, rated in found
            if status == AssetStatus.RATED and rated and _day(rated) == today
        ),
        ends=draft.planned_end if draft.held_on in {None, today} else None,
    )


def _day(rated: str) -> date:
    return to_moment(rated).astimezone().date()
