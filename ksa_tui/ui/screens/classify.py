"""Classify: one asset, one aspect, one question. Every change is saved before it is shown."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from textual import on, work

from ksa_tui.domain.rating import NOT_RELEVANT, Rating
from ksa_tui.domain.standing import aspects_without_motivation
from ksa_tui.errors import StoreError
from ksa_tui.i18n import _
from ksa_tui.services import assets, classify
from ksa_tui.ui.screens.classify_panels import ClassifyPanels
from ksa_tui.ui.screens.classify_view import SAVED_EVERY
from ksa_tui.ui.screens.pause import PauseScreen
from ksa_tui.ui.screens.summary import Onward, SummaryScreen
from ksa_tui.ui.stop_flow import StopEnd, emptied, stop_asset
from ksa_tui.ui.texts import one_line
from ksa_tui.ui.widgets.area_matrix import AreaMatrix
from ksa_tui.ui.widgets.aspect_tabs import AspectTabs
from ksa_tui.ui.widgets.saved_text import SavedText

if TYPE_CHECKING:
    from ksa_tui.services.history import Done


class ClassifyScreen(ClassifyPanels):
    """The heart of a workshop: rating, moving, explaining."""

    # ---------------------------------------------------------------- rating

    def _rate(self, rating: Rating) -> bool:
        sight = self._sight
        return self._change(
            lambda: classify.rate(
                self.ksa.store, sight.asset.id, sight.aspect.id, sight.area.id, rating
            )
        )

    def action_rate(self, level: int) -> None:
        """Rate the area under the cursor and move on; a digit outside the scale does nothing."""
        if level in self._walk.aspect and self._rate(level):
            self._walk.move_area(1)
            self._show()

    def action_not_relevant(self) -> None:
        """The area has nothing to do with this asset."""
        if self._rate(NOT_RELEVANT):
            self._walk.move_area(1)
            self._show()

    def action_clear(self) -> None:
        """Take back the rating under the cursor; on an unrated area step back and take back that one."""
        if self._sight.rating is None:
            self._walk.move_area(-1)
        if self._sight.rating is not None:
            self._rate(None)
        self._show()

    @on(AreaMatrix.Pointed)
    def _pointed_at_area(self, event: AreaMatrix.Pointed) -> None:
        self._walk.cursor = event.cursor
        with self.telling():
            if event.level is not None:
                self._rate(event.level)
        self._show()

    # ---------------------------------------------------------------- moving

    def action_area(self, step: int) -> None:
        """Another area; the last is followed by the first."""
        self._walk.move_area(step)
        self._show()

    def action_end_area(self, last: bool) -> None:
        """The first or the last area."""
        self._walk.cursor = len(self._model.areas) - 1 if last else 0
        self._show()

    def action_aspect(self, step: int) -> None:
        """The next or the previous aspect of the order."""
        self.leave()
        if self._walk.move_aspect(step):
            self._arrive()
            self._remember()

    def action_beside(self, step: int) -> None:
        """The aspect drawn at the right or the left."""
        self.leave()
        if self._walk.move_beside(step):
            self._arrive()
            self._remember()

    @on(AspectTabs.Pointed)
    def _pointed_at_aspect(self, event: AspectTabs.Pointed) -> None:
        with self.telling():
            self.leave()
            self._walk.go(self._asset.id, event.aspect)
            self._arrive()
            self._remember()

    def action_onward(self) -> None:
        """The next place of the order; after an asset's last aspect, its summary."""
        self.leave()
        if self._walk.move_on():
            self._come_to_asset()
        else:
            self._summarise()

    def action_asset(self, step: int) -> None:
        """The previous or the next asset."""
        self.leave()
        if self._walk.move_asset(step):
            self._come_to_asset()

    def action_put_off(self) -> None:
        """The asset is for another session; on to what follows it."""
        self.leave()
        name, treatment = one_line(self._asset.name), self._asset.id
        assets.defer(self.ksa.store, treatment, True)
        self._put_off = treatment
        if self._walk.leave_out():
            self._treatment = self._walk.treatment
            self._come_to_asset()
        else:
            self.dismiss(None)
        said = _("{name} is put off to the next session; until then it stops no export.")
        self._say_of_another(said.format(name=name))

    def go_to(self, done: Done) -> None:
        """An asset put off by mistake is on screen again when that is undone."""
        if done.operation == "asset.defer" and self._put_off in self._walked():
            self._walk.go(self._put_off, self._walk.aspect.id)
            self._come_to_asset()

    def _come_to_asset(self) -> None:
        self._asset = classify.load(self.ksa.store, self._walk.treatment)
        self._time.arrive(self._asset)
        self._arrive()
        self._remember()

    def on_mount(self) -> None:
        """From now on the next start leads here, also after a power cut; the clock begins to count."""
        self._remember()
        self.set_interval(SAVED_EVERY, self.beat)

    def beat(self) -> None:
        """Save the time spent, and show how it goes; nothing is written or drawn when nothing is new."""
        if seconds := self._time.read():
            self._save_place(seconds)
        self.refresh_bar()
        if isinstance(self.app.screen, SummaryScreen):
            self.app.screen.refresh_bar()

    def leave(self) -> None:
        """Save the motivation if it was changed, and the place."""
        super().leave()
        if self.ksa.session.store is not None:  # the app may be closed twice
            self._remember()

    def _remember(self) -> None:
        self._save_place(self._time.read())

    def _save_place(self, seconds: int) -> None:
        sight = self._sight
        if sight.asset.excluded is not None:
            return
        place = classify.Place(self._workshop, sight.asset.id, sight.aspect.id, sight.area.id)
        with suppress(StoreError):  # a full disk is said where it costs something that was written
            classify.remember_place(self.ksa.store, place, seconds)

    def _summarise(self) -> None:
        self._time.look()
        summary = SummaryScreen(
            self._workshop, self._title, self._model, self._walk, self._asset, self.pace
        )
        self.app.push_screen(summary, self._summarised)  # on top at once: one more enter is its own

    def _summarised(self, answer: Onward | None) -> None:
        if answer is not None:
            self._go_onward(answer)

    @work
    async def _go_onward(self, answer: Onward) -> None:
        if answer.stop:
            await self._stop()
            return
        if answer.pause:
            await self._rest()
            self._summarise()
            return
        self._remember()
        if answer.aspect is not None:
            self._walk.mend(answer.aspect)
            self._come_to_asset()
            if answer.write:
                self._project_from_now(False)
                self._fill_gap()
        elif self._walk.move_asset(1):
            self._come_to_asset()
        else:
            self.action_back()

    @on(SavedText.Finished)
    def _wrote_why(self) -> None:
        """After a motivation that the summary asked for comes the next missing one, then the summary."""
        if self._gap != (self._asset.id, self._walk.aspect.id):
            return
        with self.telling():
            self.leave()
            self._on_to_next_gap()

    def _on_to_next_gap(self) -> None:
        self._gap = None
        missing = aspects_without_motivation(self._model, self._asset)
        if not missing or self._walk.aspect.id in missing:
            self._summarise()
            return
        self._walk.mend(missing[0])
        self._arrive()
        self._fill_gap()

    def _fill_gap(self) -> None:
        self._gap = self._asset.id, self._walk.aspect.id
        self.action_motivate()

    @work
    async def action_stop(self) -> None:
        """The asset may concern Sweden's security."""
        self.leave()
        await self._stop()

    async def _stop(self) -> None:
        """The page is empty until the room is at another asset."""
        with emptied(self):
            self._is_stopping = True
            end = await stop_asset(self.ksa, self._title, self._model, self._asset.id)
            self._is_stopping = False
            self._asset = classify.load(self.ksa.store, self._walk.treatment)
            if end is not StopEnd.STOPPED:
                self._arrive()
            elif self._walk.leave_out():
                self._treatment = self._walk.treatment
                self._come_to_asset()
            else:
                self.dismiss(None)

    @work
    async def action_pause(self) -> None:
        """A break: the clock stands still, and nothing of the asset is on screen."""
        await self._rest()

    async def _rest(self) -> None:
        self.leave()
        self._time.stop()
        await self.app.push_screen_wait(PauseScreen(self._workshop, self._title))
        self._time.start()
        self.refresh_bar()

    def action_back(self) -> None:
        """Back to the workshop."""
        self.leave()
        self.dismiss(None)

    # ---------------------------------------------------------------- the projector

    def action_projector(self) -> None:
        """Only what the room answers, or all of it again; it holds until ksa is closed."""
        self.leave()
        self.set_focus(None)
        self._project_from_now(not self.ksa.is_projecting)

    def _project_from_now(self, on: bool) -> None:
        self.ksa.is_projecting = on
        self.ksa.clear_notifications()
        self._arrive()
        self.call_after_refresh(self._air)
