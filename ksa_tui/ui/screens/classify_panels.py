"""The panels of Classify: votes, questions, differences, adjusting, parking, a set found while talking."""

from __future__ import annotations

from uuid import UUID

from ksa_tui.domain.standing import is_below_floor
from ksa_tui.domain.voting import voters
from ksa_tui.domain.workshop import Asset
from ksa_tui.i18n import _
from ksa_tui.services import classify, workshops
from ksa_tui.ui.base import Frame
from ksa_tui.ui.dialogs.adjust import AdjustForm, BelowFloorForm
from ksa_tui.ui.dialogs.difference import Difference
from ksa_tui.ui.dialogs.found_asset import FoundAsset
from ksa_tui.ui.dialogs.guiding_questions import GuidingQuestions
from ksa_tui.ui.dialogs.level_price import LevelPrice
from ksa_tui.ui.dialogs.parked import ParkForm
from ksa_tui.ui.dialogs.votes import VotePanel
from ksa_tui.ui.screens.classify_writing import ClassifyWriting
from ksa_tui.ui.stop_flow import StopAsked
from ksa_tui.ui.texts import one_line
from ksa_tui.ui.widgets.area_matrix import AreaMatrix


class ClassifyPanels(ClassifyWriting):
    """What opens on top of Classify, and what comes of it."""

    async def _stop(self) -> None:
        """The asset may concern Sweden's security; the screen says what follows."""
        raise NotImplementedError

    def _say_of_another(self, text: str) -> None:
        """Tell something of an asset that is not on screen; on the projector that is not told."""
        if not self.ksa.is_projecting:
            self.ksa.say(text)

    def _ask(self, panel: Frame[Asset] | Frame[Asset | StopAsked]) -> None:
        """Open a panel that answers with the changed asset, or that it is to be stopped.

        It is on top at once: what a fast typist goes on with is meant for it, and never for the areas.
        """
        self.leave()
        self.app.push_screen(panel, self._answered)

    def _answered(self, changed: Asset | StopAsked | None) -> None:
        if isinstance(changed, StopAsked):
            self.query_one("#page").display = False  # empty before anything else happens
            self.run_worker(self._stop())
        elif changed is not None:
            self._asset = changed
            self._show()

    def action_flags(self) -> None:
        """The guiding questions of the aspect."""
        self._ask(GuidingQuestions(self._model, self._walk.aspect, self._asset))

    def action_votes(self) -> None:
        """What everybody shows before the group talks."""
        here = voters(workshops.load(self.ksa.store, self._workshop, with_assets=False))
        self._ask(VotePanel(self._sight, self.query_one(AreaMatrix), here))

    def action_difference(self) -> None:
        """What tells two levels of the area apart."""
        self.app.push_screen(Difference(self._sight))

    def action_price(self) -> None:
        """The measures that another level of the aspect would bring or spare; there must be a level first."""
        if self._sight.assessment.proposed is None:
            self.ksa.say(_("Rate at least one area first."))
            return
        self.leave()
        self.app.push_screen(LevelPrice(self._workshop, self._sight))

    def action_adjust(self) -> None:
        """Propose another level than the calculated one; there must be one first."""
        if self._sight.assessment.calculated is None:
            self.ksa.say(_("Rate at least one area first."))
            return
        self._ask(AdjustForm(self._walk.aspect, self._asset))

    def action_below_floor(self) -> None:
        """Explain a level below its floor."""
        if is_below_floor(self._model, self._asset, self._walk.aspect.id):
            self._ask(BelowFloorForm(self._walk.aspect, self._asset))
        else:
            self.ksa.say(_("The level is not below any lowest level."))

    def action_found(self) -> None:
        """An asset found while talking comes next."""
        self.leave()
        self.app.push_screen(FoundAsset(self._workshop, self._asset.id), self._found)

    def _found(self, treatment: UUID | None) -> None:
        if treatment is not None:
            self._walk.insert_after(treatment)
            self.refresh_bar()
            name = classify.load(self.ksa.store, treatment).name
            self._say_of_another(_("{name} comes next.").format(name=one_line(name)))

    def action_park(self) -> None:
        """Leave a question about this aspect for later."""
        self.leave()
        workshop = workshops.load(self.ksa.store, self._workshop, with_assets=False)
        sight = self._sight
        form = ParkForm(workshop, sight.asset.id, sight.asset.name, sight.aspect.id)
        self.app.push_screen(form, self._parked)

    def _parked(self, question: UUID | None) -> None:
        if question is not None:
            self.ksa.say(_("The question is parked."))
