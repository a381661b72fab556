"""The frame that every screen and panel shares: bars, translated keys, one way to show errors.

A screen composes itself in ``compose_page`` (``compose_panel``) and puts its state into the widgets in
:meth:`Frame.fill`. Both run again when the language is switched, so no text is kept anywhere else.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar, Final, cast

from textual.app import ComposeResult
from textual.binding import ActiveBinding, BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen, Screen, ScreenResultType
from textual.widgets import Static

from ksa_tui.errors import KsaError
from ksa_tui.i18n import N_, _
from ksa_tui.ui.commands import APP_COMMANDS, HELP, Command, bindings, in_words
from ksa_tui.ui.widgets.bars import KeyBar, TopBar
from ksa_tui.ui.widgets.unpainted import Stack

if TYPE_CHECKING:
    from ksa_tui.services.history import Done
    from ksa_tui.ui.app import KsaApp

CLOSE: Final = Command(
    "panel.close",
    "escape",
    N_("close"),
    N_("Leave without changing anything."),
    "close",
    shown=True,
)


class Frame(Screen[ScreenResultType]):
    """What pages and panels have in common."""

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = ()
    """What can be done on this screen; ``BINDINGS = bindings(OWN_COMMANDS)`` stands beside it."""
    HELP_TITLE: ClassVar[str] = ""
    """Message id: what one is doing here."""
    HELP_TEXT: ClassVar[tuple[str, ...]] = ()
    """Message ids: the paragraphs of the help screen."""

    @property
    def ksa(self) -> KsaApp:
        """The app, typed."""
        return cast("KsaApp", self.app)

    @classmethod
    def commands(cls) -> Sequence[Command]:
        """Everything that can be done here, the screen's own first."""
        return (*cls.OWN_COMMANDS, *APP_COMMANDS)

    @property
    def active_bindings(self) -> dict[str, ActiveBinding]:
        """The active bindings in the language spoken now."""
        return in_words(super().active_bindings, self.commands())

    def possible(self) -> list[Command]:
        """The commands that make sense just now; those that only tell about a widget's keys always do."""
        active = {found.binding.id for found in self.active_bindings.values()}
        return [
            command for command in self.commands() if not command.action or command.id in active
        ]

    def mark(self) -> str:
        """What every screen is headed with while a copy is looked at."""
        session = getattr(self.app, "session", None)  # a panel may be shown without our app
        return _("COPY") if session is not None and session.copy_of is not None else ""

    def help_content(self) -> Sequence[Content]:
        """The paragraphs of the help screen."""
        return [Content(_(text)) for text in self.HELP_TEXT]

    def fill(self) -> None:
        """Put the screen's state into its widgets; runs after each composition."""

    def reload(self) -> None:
        """Read again from the store and show it: after undo, and when another screen has been left."""

    def go_to(self, done: Done) -> None:
        """Put the cursor on what an undo or redo was about, if it is shown here."""

    def leave(self) -> None:
        """Save what is still being typed: the app is about to close."""

    def on_mount(self) -> None:
        """Fill what has been composed."""
        self.fill()

    def show_error(self, error: KsaError) -> None:
        """Say what was refused and why; for message handlers, which must not raise."""
        self.ksa.show_error(error)

    @contextmanager
    def telling(self) -> Iterator[None]:
        """Say what is refused in the block; for message handlers, which must not raise."""
        try:
            yield
        except KsaError as error:
            self.show_error(error)

    async def retranslate(self) -> None:
        """Compose anew in another language; the focus stays where it was."""
        chain = self.focus_chain
        place = chain.index(self.focused) if self.focused in chain else 0
        await self.recompose()
        self.fill()
        self.refresh_bindings()
        self.call_after_refresh(self._focus_on, place)

    def _focus_on(self, place: int) -> None:
        if place < len(chain := self.focus_chain):
            self.set_focus(chain[place])


class Page(Frame[ScreenResultType]):
    """A whole screen: top bar, page, key bar."""

    _covered = False
    """Whether something else has been on top since the page was last shown."""

    def compose(self) -> ComposeResult:
        """The bars and, between them, what the screen itself composes."""
        yield TopBar(self.place(), self.pace(), self.mark())
        with Stack(id="page"):
            yield from self.compose_page()
        yield KeyBar(self.commands())

    def compose_page(self) -> ComposeResult:
        """What the screen puts between the bars."""
        yield from ()

    def place(self) -> str:
        """Where one is: user text, or an already translated name."""
        return ""

    def pace(self) -> Content:
        """How it goes, at the right of the top bar."""
        return Content("")

    def refresh_bar(self) -> None:
        """Show place and pace as they are now."""
        bar = self.query_one(TopBar)
        bar.place, bar.pace, bar.mark = self.place(), self.pace(), self.mark()

    def on_screen_suspend(self) -> None:
        """Something else is on top."""
        self._covered = True

    def on_screen_resume(self) -> None:
        """What was on top may have changed what is shown here."""
        if self._covered:
            self._covered = False
            self.reload()
            self.refresh_bar()


class Panel(Frame[ScreenResultType], ModalScreen[ScreenResultType]):
    """A panel over a faded screen, with one left bar; it fills the screen when that is small."""

    DEFAULT_CSS = """
    Panel {
        align: center middle; background: $background 60%;
        #panel {
            width: 1fr; height: auto; max-height: 100%; margin: 0 3; padding: 1 3;
            background: $surface; border-left: outer $accent;
        }
        &.-narrow.-fills #panel { min-width: 100%; height: 1fr; margin: 0; padding: 1 2; }
        #panel-title { text-style: bold; margin-bottom: 1; }
        PaintedTable, VerticalScroll {
            scrollbar-background: $surface; scrollbar-background-hover: $surface;
            scrollbar-background-active: $surface;
        }
        PaintedTable {
            background: $surface;
            & > .table--row, & > .table--header, & > .table--empty { background: $surface; }
            & > .table--hover, & > .table--blurred { background: $panel; }
        }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings((CLOSE, HELP))
    PANEL_WIDTH: ClassVar[int] = 76
    """Cells, bar and padding included, where the screen has room for them."""
    FILLS: ClassVar[bool] = True
    """Whether it takes the whole of a small screen; short questions do not."""

    @classmethod
    def commands(cls) -> Sequence[Command]:
        """The panel's own commands, and the way out."""
        taken = {key for command in cls.OWN_COMMANDS for key in command.keys.split(",")}
        way_out = () if CLOSE.keys in taken else (CLOSE,)
        return (*cls.OWN_COMMANDS, *way_out, HELP)

    def compose(self) -> ComposeResult:
        """Title and content in the panel, the keys at the foot of the screen."""
        self.set_class(self.FILLS, "-fills")
        with Vertical(id="panel") as panel:
            panel.styles.max_width = self.PANEL_WIDTH
            heading = " · ".join(part for part in (self.mark(), self.heading()) if part)
            yield Static(heading, id="panel-title", markup=False)
            yield from self.compose_panel()
        yield KeyBar(self.commands())

    def heading(self) -> str:
        """What the panel is about, already translated; user text made harmless by the caller."""
        return ""

    def compose_panel(self) -> ComposeResult:
        """What the panel holds."""
        yield from ()

    def action_close(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)
