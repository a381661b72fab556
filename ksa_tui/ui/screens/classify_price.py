"""The line in Classify of what a level more or less would bring, once the aspect has a level."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, cast

from textual.content import Content
from textual.timer import Timer
from textual.widgets import Static

from ksa_tui.errors import KsaError
from ksa_tui.services import protection
from ksa_tui.ui.measure_words import price_line
from ksa_tui.ui.widgets.sight import Sight

if TYPE_CHECKING:
    from ksa_tui.ui.app import KsaApp

REST: Final = 0.2
"""Seconds without a new level before it is worked out: the next digit never waits for it."""


class PriceLine(Static):
    """Empty while the aspect has no level: what protection costs must not decide how serious it is."""

    def __init__(self) -> None:
        super().__init__("", id="price", markup=False)
        self._about: object = None
        self._rest: Timer | None = None

    def show(self, sight: Sight) -> None:
        """Follow the level; what was worked out stands until it is another one."""
        asset = sight.asset
        about = (asset.id, sight.aspect.id, sight.assessment.proposed, asset.confirmed_flags)
        if about == self._about:
            return
        self._about = about
        self.update("", layout=False)
        if self._rest is not None:
            self._rest.stop()
        if sight.assessment.proposed is not None:
            self._rest = self.set_timer(REST, lambda: self._tell(sight))

    def _tell(self, sight: Sight) -> None:
        store = cast("KsaApp", self.app).session.store
        if store is None:
            return
        try:
            found = protection.steps(store, sight.asset.id).get(sight.aspect.id)
        except KsaError:  # told where the measures are opened; here it would come with every level
            return
        self.update(Content.styled(price_line(found), "$text-muted"), layout=False)
