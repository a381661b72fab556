"""Classify: one asset, one aspect, one question, the definitions always in view."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Final
from uuid import UUID

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from ksa_tui.domain.model import Model
from ksa_tui.domain.rating import NOT_RELEVANT, Rating
from ksa_tui.domain.standing import is_below_floor
from ksa_tui.domain.workshop import Asset
from ksa_tui.errors import KsaError
from ksa_tui.i18n import _, language
from ksa_tui.services import classify, workshops
from ksa_tui.ui.base import Frame, Page
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.dialogs.adjust import AdjustForm, BelowFloorForm
from ksa_tui.ui.dialogs.guiding_questions import GuidingQuestions
from ksa_tui.ui.screens.classify_commands import COMMANDS, HELP, for_scale
from ksa_tui.ui.screens.classify_words import asset_line, result_line
from ksa_tui.ui.walk import Walk
from ksa_tui.ui.widgets.area_matrix import AreaMatrix
from ksa_tui.ui.widgets.aspect_tabs import AspectTabs
from ksa_tui.ui.widgets.bars import KeyBar
from ksa_tui.ui.widgets.definitions import Definitions
from ksa_tui.ui.widgets.meter import meter
from ksa_tui.ui.widgets.saved_text import SavedText
from ksa_tui.ui.widgets.sight import Sight

METER_WIDTH: Final = 12


class ClassifyScreen(Page[None]):
    """The heart of a workshop. Every change is saved before it is shown."""

    CSS_PATH = "classify.tcss"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(COMMANDS)
    HELP_TITLE, HELP_TEXT = HELP
    AUTO_FOCUS = ""

    def __init__(
        self, workshop: UUID, treatment: UUID, place: classify.Place | None = None
    ) -> None:
        super().__init__()
        self._workshop = workshop
        self._treatment = treatment
        self._start = place
        self._title = ""
        self._model: Model
        self._walk: Walk
        self._asset: Asset

    # ---------------------------------------------------------------- what is shown

    def compose_page(self) -> ComposeResult:
        """From the asset down to the result, with the definitions beside or between."""
        self._enter_once()
        sight = self._sight
        yield Static(asset_line(sight), id="asset-line", markup=False)
        yield AspectTabs(sight)
        yield Static(self._question(), id="question", markup=False)
        with Horizontal(id="body"):
            with Vertical(id="left"):
                yield AreaMatrix(sight)
                with VerticalScroll(id="definitions", can_focus=False):
                    yield Definitions(sight)
                yield Static("", id="gap")
                with Horizontal(id="motivation-row"):
                    yield Static(_("Motivation"), id="motivation-label", markup=False)
                    yield SavedText(placeholder=self._placeholder(), id="motivation")
                yield Static(result_line(sight), id="result", markup=False)
            with VerticalScroll(id="rail", can_focus=False):
                yield Static(sight.area.name.get(language()), id="rail-title", markup=False)
                yield Definitions(sight, "stairs")

    def _enter_once(self) -> None:
        """Read the workshop the first time the screen is composed."""
        if hasattr(self, "_asset"):
            return
        table = workshops.table(self.ksa.store, self._workshop)
        self._title = table.title
        self._model = workshops.model_of(self.ksa.store, self._workshop)
        self._walk = Walk(self._model, [row.id for row in table.rows if row.walked])
        here = self._start if self._start and self._start.treatment == self._treatment else None
        self._walk.go(self._treatment, here and here.aspect, here and here.area)
        self._asset = classify.load(self.ksa.store, self._walk.treatment)

    @property
    def _sight(self) -> Sight:
        return Sight(self._model, self._asset, self._walk.aspect, self._walk.cursor)

    def place(self) -> str:
        """The workshop."""
        return self._title

    def pace(self) -> Content:
        """Which asset of how many."""
        walk = self._walk
        words = _("asset {number} of {total}").format(number=walk.number, total=walk.total)
        return Content.assemble(words, "  ", meter(walk.number, walk.total, METER_WIDTH))

    def _question(self) -> str:
        return self._walk.aspect.question.get(language())

    def _placeholder(self) -> str:
        return _("from level {level}: write why").format(level=self._model.motivation_from)

    def fill(self) -> None:
        """Show where the room is, and wait for keys."""
        self._arrive()
        self._air()
        self.set_focus(None)

    def _show(self) -> None:
        """Draw the moment in every widget; texts being typed stay as they are."""
        sight = self._sight
        self.query_one(AspectTabs).show(sight)
        self.query_one(AreaMatrix).show(sight)
        for definitions in self.query(Definitions):
            definitions.show(sight)
        self.query_one("#rail-title", Static).update(sight.area.name.get(language()))
        self.query_one("#result", Static).update(result_line(sight))
        self.query_one("#asset-line", Static).update(asset_line(sight))

    def _arrive(self) -> None:
        """Show another aspect or asset: question and motivation change too."""
        self.query_one("#question", Static).update(self._question())
        motivation = self.query_one("#motivation", SavedText)
        motivation.give(self._sight.assessment.motivation)
        self._show()
        self.refresh_bar()
        self.query_one(KeyBar).show(for_scale(self.commands(), self._walk.aspect))

    def on_resize(self, _: Resize) -> None:
        """Give the areas air where the rail holds the definitions."""
        self.call_after_refresh(self._air)

    def _air(self) -> None:
        airy = self.has_class("-wide") and self.has_class("-roomy")
        matrix = self.query_one(AreaMatrix)
        if matrix.has_class(AreaMatrix.AIRY) != airy:
            matrix.set_class(airy, AreaMatrix.AIRY)
            matrix.refresh(layout=True)

    def reload(self) -> None:
        """Read the asset again: undo, a dialog or the summary may have changed it."""
        self._asset = classify.load(self.ksa.store, self._walk.treatment)
        self._arrive()

    # ---------------------------------------------------------------- rating

    def _change(self, change: Callable[[], Asset]) -> bool:
        """Carry out one change and show what was saved; False when it was refused, with the reason said."""
        try:
            self._asset = change()
        except KsaError as error:
            self.ksa.show_error(error)
            return False
        return True

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
        """The next or the previous aspect."""
        self.leave()
        if self._walk.move_aspect(step):
            self._arrive()
            self._remember()

    @on(AspectTabs.Pointed)
    def _pointed_at_aspect(self, event: AspectTabs.Pointed) -> None:
        self.leave()
        self._walk.go(self._asset.id, event.aspect)
        self._arrive()

    def action_onward(self) -> None:
        """The next aspect; after the last one, the summary of the asset."""
        self.leave()
        if self._walk.move_aspect(1):
            self._arrive()
            self._remember()
        else:
            self._summarise()

    def action_asset(self, step: int) -> None:
        """The previous or the next asset."""
        self.leave()
        if self._walk.move_asset(step):
            self._come_to_asset()

    def _come_to_asset(self) -> None:
        self._asset = classify.load(self.ksa.store, self._walk.treatment)
        self._arrive()
        self._remember()

    def _remember(self) -> None:
        sight = self._sight
        place = classify.Place(self._workshop, sight.asset.id, sight.aspect.id, sight.area.id)
        try:
            classify.remember_place(self.ksa.store, place)
        except KsaError as error:
            self.ksa.show_error(error)

    @work
    async def _summarise(self) -> None:
        from ksa_tui.ui.screens.summary import SummaryScreen

        answer = await self.app.push_screen_wait(
            SummaryScreen(self._title, self._model, self._walk, self._asset)
        )
        if answer is None:
            return
        if answer.aspect is not None:
            self._walk.go(self._asset.id, answer.aspect)
            self._arrive()
            if answer.write:
                self.query_one("#motivation").focus()
        elif self._walk.move_asset(1):
            self._come_to_asset()
        else:
            self.action_back()

    def action_back(self) -> None:
        """Back to the workshop."""
        self.leave()
        self._remember()
        self.dismiss(None)

    # ---------------------------------------------------------------- panels

    @work
    async def _ask(self, panel: Frame[Asset]) -> None:
        """Open a panel that answers with the changed asset."""
        self.leave()
        changed = await self.app.push_screen_wait(panel)
        if changed is not None:
            self._asset = changed
            self._show()

    def action_flags(self) -> None:
        """The guiding questions of the aspect."""
        self._ask(GuidingQuestions(self._model, self._walk.aspect, self._asset))

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

    # ---------------------------------------------------------------- words

    def action_motivate(self) -> None:
        """Write why."""
        self.query_one("#motivation").focus()

    @on(SavedText.Typed)
    def _keep(self, event: SavedText.Typed) -> None:
        sight = self._sight
        try:
            classify.keep_draft(
                self.ksa.store, sight.asset.id, sight.aspect.id, "motivation", event.text
            )
        except KsaError as error:
            self.ksa.show_error(error)

    @on(SavedText.Left)
    def _field_left(self) -> None:
        self.leave()
        self._show()

    def leave(self) -> None:
        """Save the motivation if it was changed."""
        field = self.query_one("#motivation", SavedText)
        text = field.unsaved
        if text is None:
            return
        sight = self._sight
        if self._change(
            lambda: classify.save_text(
                self.ksa.store, sight.asset.id, sight.aspect.id, "motivation", text
            )
        ):
            field.saved()
