"""The row of the register under the cursor: what it is, and what was proposed and decided about it."""

from __future__ import annotations

from collections.abc import Sequence
from time import monotonic
from typing import TYPE_CHECKING, Final, cast

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.timer import Timer

from ksa_tui.domain.register import RegisterRow
from ksa_tui.domain.workshop import AssetStatus
from ksa_tui.errors import KsaError
from ksa_tui.i18n import _
from ksa_tui.services import asset_history
from ksa_tui.services.asset_history import Happening
from ksa_tui.ui.register_words import about, happenings
from ksa_tui.ui.sizes import WIDE
from ksa_tui.ui.widgets.painted_lines import PaintedText
from ksa_tui.ui.widgets.words import EmptyState

if TYPE_CHECKING:
    from ksa_tui.ui.app import KsaApp

REST: Final = 0.1
"""Seconds the cursor rests before an asset is told about again: a held key paints the table alone."""
BELOW: Final = 2
"""Entries of the history that have room below the table."""
BESIDE: Final = 5


class RegisterRail(Container):
    """Below the table; where there is room for it, beside."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self._row: RegisterRow | None = None
        self._with_model = False
        self._rest: Timer | None = None
        self._moved = 0.0
        self._told: tuple[RegisterRow | None, int] | None = None

    def compose(self) -> ComposeResult:
        """What the asset is, then its history, the latest first."""
        yield PaintedText(id="about", classes="part")
        for place in range(BESIDE):
            yield PaintedText(id=f"past-{place}", classes="part")

    @property
    def _most(self) -> int:
        return BESIDE if self.screen.size.width >= WIDE else BELOW

    def follow(self, row: RegisterRow | None, *, with_model: bool) -> None:
        """Tell about a row: at once when the cursor had rested, else as soon as it rests again."""
        generation = self._ksa.store.generation
        if (row, generation) == self._told:
            return
        self._told, self._row, self._with_model = (row, generation), row, with_model
        moved, self._moved = self._moved, monotonic()
        if self._rest is not None:
            self._rest.stop()
        if self._moved - moved >= REST:
            self.tell()
        else:
            self._rest = self.set_timer(REST, self.tell)

    def tell(self) -> None:
        """Tell what the row is, and what was proposed and decided about it."""
        row, today = self._row, self._ksa.today()
        words = about(row, today, with_model=self._with_model) if row else Content("")
        self.query_one("#about", PaintedText).say(words)
        self._tell(happenings(self._past(), self._most) if row else [])

    def _past(self) -> Sequence[Happening]:
        row, store = self._row, self._ksa.session.store
        if row is None or store is None or row.status is AssetStatus.STOPPED:
            return ()
        try:
            return asset_history.history(store, row.asset)
        except KsaError as error:
            self._ksa.show_error(error)
            return ()

    @property
    def _ksa(self) -> KsaApp:
        return cast("KsaApp", self.app)

    def _tell(self, parts: list[Content]) -> None:
        """Below the table the places stay, so that nothing moves when the history comes."""
        kept = BELOW if self._most == BELOW else 0
        for place in range(BESIDE):
            part = self.query_one(f"#past-{place}", PaintedText)
            part.say(parts[place] if place < len(parts) else Content(""))
            part.display = place < max(len(parts), kept)


def nothing_here() -> EmptyState:
    """What an empty register says."""
    return EmptyState(
        _("Nothing has been classified yet."),
        _("The register fills as information assets are added to workshops and decided."),
        (("esc", _("Back to the workshops.")),),
        id="empty",
    )
