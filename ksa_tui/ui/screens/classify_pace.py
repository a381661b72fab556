"""The clock of Classify: counts the asset at hand, and tells how the workshop goes."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from textual.content import Content

from ksa_tui.domain.pace import AssetClock
from ksa_tui.domain.workshop import Asset
from ksa_tui.services import classify
from ksa_tui.ui.screens.pace_words import Moment, pace_words
from ksa_tui.ui.walk import Walk

if TYPE_CHECKING:
    from ksa_tui.ui.app import KsaApp


class Timekeeper:
    """Reads the app's clock and its latest key; what it counts is saved by the screen."""

    def __init__(self, ksa: KsaApp, workshop: UUID, asset: Asset) -> None:
        self._ksa = ksa
        self._workshop = workshop
        self._clock: AssetClock
        self._going: classify.Going
        self.arrive(asset)

    def arrive(self, asset: Asset) -> None:
        """Another asset is at hand."""
        self._clock = AssetClock(self._ksa.clock(), asset.seconds_spent)
        self.look()

    def look(self) -> None:
        """Read again how the workshop goes: something was rated or put off."""
        self._going = classify.going(self._ksa.store, self._workshop)

    def read(self) -> int:
        """Seconds spent on the asset since this was last asked; negative takes back."""
        return self._clock.read(self._ksa.clock(), self._ksa.last_input)

    def stop(self) -> None:
        """A break begins."""
        self._clock.stop()

    def start(self) -> None:
        """The break is over."""
        self._clock.start(self._ksa.clock())

    def words(self, walk: Walk, room: int) -> Content:
        """How it goes, in at most so many cells; which aspect too where one of them all is gone through."""
        now, spent = self._ksa.clock().astimezone(), self._clock.spent
        moment = Moment(
            number=walk.number,
            total=walk.total,
            spent=spent,
            minutes=self._going.minutes,
            forecast=self._going.forecast(now, walk.treatment, spent),
            end=self._going.end(now),
        )
        row = Content.styled(f"{walk.aspect.letter}  ", "bold") if walk.by_aspect else Content("")
        return Content.assemble(row, pace_words(moment, room - row.cell_length))
