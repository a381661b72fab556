"""What Classify shows: from the question down to the result, and the text being typed."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Final
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.events import Resize
from textual.widgets import Static

from ksa_tui.domain.model import Model
from ksa_tui.domain.walking import WalkOrder
from ksa_tui.domain.workshop import Asset, AssetStatus
from ksa_tui.errors import KsaError, StoreError
from ksa_tui.i18n import _, language
from ksa_tui.services import classify, workshops
from ksa_tui.ui.base import Page
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.screens.classify_commands import COMMANDS, HELP, for_scale, projected
from ksa_tui.ui.screens.classify_pace import Timekeeper
from ksa_tui.ui.screens.classify_price import PriceLine
from ksa_tui.ui.screens.classify_words import asset_line, result_line
from ksa_tui.ui.texts import plain
from ksa_tui.ui.walk import Walk
from ksa_tui.ui.widgets.area_matrix import AreaMatrix
from ksa_tui.ui.widgets.aspect_tabs import AspectTabs
from ksa_tui.ui.widgets.bars import KeyBar, room_for_pace
from ksa_tui.ui.widgets.definitions import Definitions
from ksa_tui.ui.widgets.painted_lines import SteadyLine
from ksa_tui.ui.widgets.saved_text import SavedText
from ksa_tui.ui.widgets.sight import Sight
from ksa_tui.ui.widgets.unpainted import Row, Scroll, Stack

UNSAVED: Final = 8
"""Seconds that the line stands which says that what is being typed could not be saved."""
SAVED_EVERY: Final = 30
"""Seconds: a kill loses no more of the time spent."""


def is_walked(row: workshops.TableRow) -> bool:
    """Whether an asset is gone through in the room: not put off, not excluded."""
    return not row.deferred and row.status not in (AssetStatus.STOPPED, AssetStatus.RETIRED)


class ClassifyView(Page[None]):
    """The page of Classify and its state; what can be done is in :class:`ClassifyScreen`."""

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
        self._put_off: UUID | None = None
        """The asset put off last, to come back to when that is undone."""
        self._is_stopping = False
        self._title = ""
        self._model: Model
        self._walk: Walk
        self._asset: Asset
        self._time: Timekeeper

    # ---------------------------------------------------------------- what is shown

    def compose(self) -> ComposeResult:
        """The frame, once the workshop has been read."""
        self._enter_once()
        yield from super().compose()

    def compose_page(self) -> ComposeResult:
        """From the asset down to the result, with the definitions beside or between."""
        sight = self._sight
        yield SteadyLine(self._name_line(), id="asset-line")
        yield AspectTabs(sight)
        yield Static(self._question(), id="question", markup=False)
        with Row(id="body"):
            with Stack(id="left"):
                yield AreaMatrix(sight)
                with Scroll(id="definitions", can_focus=False):
                    yield Definitions(sight)
                yield Static("", id="gap")
                with Row(id="motivation-row"):
                    yield Static(_("Motivation"), id="motivation-label", markup=False)
                    yield SavedText(placeholder=self._placeholder(), id="motivation")
                yield SteadyLine(result_line(sight), id="result")
                yield PriceLine()
            with VerticalScroll(id="rail", can_focus=False):
                yield SteadyLine(Content(sight.area.name.get(language())), id="rail-title")
                yield Definitions(sight, "stairs")

    def _enter_once(self) -> None:
        """Read the workshop the first time the screen is composed."""
        if hasattr(self, "_asset"):
            return
        store = self.ksa.store
        self._title = workshops.draft_of(store, self._workshop).title
        self._model = workshops.model_of(store, self._workshop)
        order = workshops.order_of(store, self._workshop)
        self._walk = Walk(self._model, self._walked(), order)
        self._walk.go(self._treatment, *self._begin(order))
        self._asset = classify.load(store, self._walk.treatment)
        self._time = Timekeeper(self.ksa, self._workshop, self._asset)

    def _walked(self) -> list[UUID]:
        """The assets gone through in the room; one that was gone to on purpose among them."""
        rows = workshops.table(self.ksa.store, self._workshop).rows
        return [row.id for row in rows if is_walked(row) or row.id == self._treatment]

    def _begin(self, order: WalkOrder) -> tuple[str | None, str | None]:
        """The aspect and area to begin at: where this asset was left, or what the order begins with."""
        here = self._start
        if here is None:
            return order.first, None
        if here.treatment == self._treatment:
            return here.aspect, here.area
        return (here.aspect if order.by_aspect else order.first), None

    @property
    def _sight(self) -> Sight:
        return Sight(self._model, self._asset, self._walk.aspect, self._walk.cursor)

    def place(self) -> str:
        """The workshop."""
        return self._title

    def pace(self) -> Content:
        """Which asset of how many, its minutes, and until when the rest lasts."""
        return self._time.words(self._walk, room_for_pace(self.app.size.width))

    def _name_line(self) -> Content:
        """The asset; its facts only where the room need not look at them."""
        if self.ksa.is_projecting:
            return plain(self._asset.name, "bold")
        return asset_line(self._sight)

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
        """Draw the moment in every widget, each of a height of its own; texts being typed stay as they are."""
        sight = self._sight
        self.query_one(AspectTabs).show(sight)
        self.query_one(AreaMatrix).show(sight)
        for place in ("#definitions", "#rail"):
            self.query_one(f"{place} Definitions", Definitions).show(sight)
        self._say("#rail-title", Content(sight.area.name.get(language())))
        self._say("#result", result_line(sight))
        self._say("#asset-line", self._name_line())
        self.query_one(PriceLine).show(sight)

    def _say(self, line: str, words: Content) -> None:
        """Paint a line of its own if it says something else than before."""
        self.query_one(line, SteadyLine).say(words)

    def _arrive(self) -> None:
        """Show another aspect or asset: question and motivation change too."""
        self.query_one("#question", Static).update(self._question())
        motivation = self.query_one("#motivation", SavedText)
        motivation.give(self._sight.assessment.motivation)
        self._show()
        self.refresh_bar()
        self._project()

    def _project(self) -> None:
        """Show all, or on the projector only what the room answers: name, question, definitions, levels."""
        self.set_class(self.ksa.is_projecting, "-projector")
        self._show_keys()

    def _show_keys(self) -> None:
        """The keys of the aspect's own scale; on the projector only those of the question."""
        commands = for_scale(self.commands(), self._walk.aspect)
        self.query_one(KeyBar).show(projected(commands) if self.ksa.is_projecting else commands)

    def on_resize(self, _: Resize) -> None:
        """Give the areas air where the rail holds the definitions, and the pace what room there is."""
        self.call_after_refresh(self._air)
        if self.is_mounted:
            self.refresh_bar()

    def _air(self) -> None:
        airy = self.has_class("-wide", "-roomy") or self.has_class("-projector", "-roomy")
        matrix = self.query_one(AreaMatrix)
        if matrix.has_class(AreaMatrix.AIRY) != airy:
            matrix.set_class(airy, AreaMatrix.AIRY)
            matrix.refresh(layout=True)
        for definitions in self.query(Definitions):
            definitions.show(self._sight)

    def reload(self) -> None:
        """Read the asset again: undo, a dialog or the summary may have changed it, or put it off.

        What is being typed is saved first: help or the palette may have been opened over it. The stop
        reads for itself: it moves on from an asset that is no longer gone through.
        """
        if self._is_stopping:
            self._asset = classify.load(self.ksa.store, self._walk.treatment)
            return
        try:
            self.save_motivation()
        except StoreError as error:  # the text stays in its field until the disk takes it
            self.ksa.say(str(error), seconds=UNSAVED)
            return
        walked = self._walked()
        if not walked:
            self.dismiss(None)
            return
        self._walk.renew(walked)
        self._asset = classify.load(self.ksa.store, self._walk.treatment)
        self._arrive()

    # ---------------------------------------------------------------- saving

    def _change(self, change: Callable[[], Asset]) -> bool:
        """Carry out one change and show what was saved; False when it was refused, with the reason said.

        A ``StoreError`` is the caller's: an action that it ends is offered once more.
        """
        try:
            self._asset = change()
        except StoreError:
            raise
        except KsaError as error:
            self.ksa.show_error(error)
            return False
        return True

    @on(SavedText.Typed)
    def _keep(self, event: SavedText.Typed) -> None:
        sight = self._sight
        try:
            classify.keep_draft(
                self.ksa.store, sight.asset.id, sight.aspect.id, "motivation", event.text
            )
        except StoreError as error:  # one goes on writing; leaving the field tries again
            self.ksa.say(str(error), seconds=UNSAVED)
        except KsaError as error:
            self.ksa.show_error(error)

    @on(SavedText.Left)
    def _field_left(self) -> None:
        with self.telling():
            self.leave()
        self._show()

    def leave(self) -> None:
        """Save what is being typed."""
        self.save_motivation()

    def save_motivation(self) -> None:
        """Save the motivation if it was changed; when the disk does not take it, it stays in its field."""
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
