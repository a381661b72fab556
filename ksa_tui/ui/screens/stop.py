"""The säkerhetsskydd stop on screen: an empty page first, then to whom, then what is kept and what to do.

Nothing of the asset stands on any of these pages; they do not even know it but by its id.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import ClassVar, Final
from uuid import UUID

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.widgets import Static

from ksa_tui.domain.model import Model
from ksa_tui.i18n import N_, _, long_date, ngettext
from ksa_tui.services import stop
from ksa_tui.services.stop import LeftBehind, Mention, Stopped
from ksa_tui.ui.base import Page
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.dialogs.confirm import ConfirmPanel
from ksa_tui.ui.dialogs.lift_stop import LiftForm
from ksa_tui.ui.stop_words import (
    HELP_TEXT,
    file_words,
    mention_words,
    reach_words,
    what_to_do,
)
from ksa_tui.ui.texts import plain
from ksa_tui.ui.widgets.choice import Choice
from ksa_tui.ui.widgets.words import Definition, Heading

HELP_TITLE: Final = N_("The stop")
STOP_KEY: Final = "ctrl+o"
"""Begins the stop everywhere, and carries it out."""

_SCROLLING: Final = (
    Command(
        "stop.down", "down", N_("read on"), N_("Read what does not fit on the screen."), "scroll(1)",
        shown=True, display="↑ ↓",
    ),
    Command(
        "stop.up", "up", N_("scroll"), N_("Read what does not fit on the screen."), "scroll(-1)",
        in_palette=False, in_help=False,
    ),
)  # fmt: skip


class StopPage(Page[bool]):
    """The screen goes empty before anything is asked. True when the asset is to be stopped."""

    CSS_PATH = "stop.tcss"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("stop.on", "enter", N_("go on"), N_("On to the question to whom."), "answer(True)", shown=True),
        Command(
            "stop.leave", "escape", N_("back"), N_("Back; nothing is changed."), "answer(False)", shown=True
        ),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = HELP_TITLE
    HELP_TEXT = HELP_TEXT

    def __init__(self, title: str) -> None:
        super().__init__()
        self._heading = title

    def place(self) -> str:
        """The workshop."""
        return self._heading

    def compose_page(self) -> ComposeResult:
        """What would happen, once, and that it cannot be undone."""
        with Vertical(id="stop"):
            yield Static(_("Stop the classification of this asset?"), classes="lead", markup=False)
            yield Static(
                _("Do so when the information may fall under the Protective Security Act. Everything that "
                  "was written about it is then removed for good, in every workshop and in the history."),
                classes="measure", markup=False,
            )  # fmt: skip
            yield Static(_("It cannot be undone."), classes="strong", markup=False)
            yield Static(
                _("The screen is empty so that nobody reads on meanwhile."),
                classes="muted", markup=False,
            )  # fmt: skip

    def action_answer(self, answer: bool) -> None:
        """Close with the answer."""
        self.dismiss(answer)


class ReferPage(Page[Stopped]):
    """To whom the asset is referred; the key it began with carries the stop out. Returns what is left.

    Not enter: two pages on, a hand that presses it by habit would remove an asset for good.
    """

    CSS_PATH = "stop.tcss"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "refer.remove", STOP_KEY, N_("remove for good"),
            N_("Remove everything about the asset, and keep label, date and this role."), "remove", shown=True,
        ),
        Command(
            "refer.choose", "up,down", N_("choose"), N_("Mark another role."), "", shown=True,
            display="↑ ↓", in_palette=False,
        ),
        Command("refer.leave", "escape", N_("back"), N_("Back; nothing is changed."), "leave", shown=True),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("To whom it is referred")
    HELP_TEXT = HELP_TEXT
    AUTO_FOCUS = "Choice"

    def __init__(self, title: str, treatment: UUID) -> None:
        super().__init__()
        self._heading = title
        self._treatment = treatment

    def place(self) -> str:
        """The workshop."""
        return self._heading

    def compose_page(self) -> ComposeResult:
        """The roles, the usual one marked."""
        roles = [(role, _(role)) for role in stop.ROLES]
        with Vertical(id="stop"):
            yield Static(_("To whom is it referred?"), classes="lead", markup=False)
            yield Choice(roles, stop.ROLES[0], stacked=True)
            yield Static(
                _("{key} removes everything about the asset. A neutral label, the date and this role are "
                  "kept.").format(key=STOP_KEY),
                classes="measure spaced", markup=False,
            )  # fmt: skip

    def action_remove(self) -> None:
        """Carry the stop out."""
        role = self.query_one(Choice).value or stop.ROLES[0]
        folders = self.ksa.export_folders()
        self.dismiss(stop.stop(self.ksa.store, self._treatment, _(role), folders))

    def action_leave(self) -> None:
        """Back; nothing is changed."""
        self.dismiss(None)


class StoppedPage(Page[bool]):
    """What to do in the room, whom to call, what is kept, what was emptied. True when the stop was lifted."""

    CSS_PATH = "stop.tcss"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("stop.done", "enter,escape", N_("go on"), N_("Go on without it."), "done", shown=True),
        Command(
            "stop.lift", "h", N_("lift the stop, the asset is empty"),
            N_("Take the asset up again, empty and under a new name."), "lift", shown=True,
        ),
        Command(
            "stop.backups", "delete", N_("delete the backups"),
            N_("Make a new backup without the asset, and delete those from before the stop."), "backups",
            shown=True,
        ),
        *_SCROLLING,
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("An excluded asset")
    HELP_TEXT = HELP_TEXT
    AUTO_FOCUS = ""

    def __init__(self, title: str, model: Model, stopped: Stopped) -> None:
        super().__init__()
        self._heading = title
        self._model = model
        self._stopped = stopped

    def place(self) -> str:
        """The workshop."""
        return self._heading

    def compose_page(self) -> ComposeResult:
        """From what to do now down to the files that cannot be reached."""
        with VerticalScroll(id="stop", can_focus=False):
            yield Static(
                _("Here the classification of this asset ends."), classes="lead", markup=False
            )
            yield from what_to_do(self._model, self._stopped.role)
            yield Heading(_("This is kept"))
            yield Definition(_("Neutral label"), plain(self._stopped.label))
            yield Definition(_("Date"), long_date(self._stopped.on))
            yield Definition(_("Referred to"), plain(self._stopped.role))
            yield Static(
                _("Name, description, ratings, votes and motivations have been emptied and are closed."),
                classes="measure muted spaced", markup=False,
            )  # fmt: skip
            if not self._stopped.is_tidy:
                yield Static(
                    _("The store's file could not be written anew now; that is done the next time ksa "
                      "starts."),
                    classes="measure muted", markup=False,
                )  # fmt: skip
            yield from self._mentions(self._stopped.mentions)
            yield from self._left_behind(self._stopped.left_behind)

    def _mentions(self, mentions: tuple[Mention, ...]) -> Iterator[Static | Definition]:
        if not mentions:
            return
        yield Heading(_("Named elsewhere"), classes="spaced")
        for mention in mentions:
            yield Definition(mention_words(mention), plain(mention.called))
        yield Static(
            _("These texts belong to others and are left. Change them by hand; the history keeps how they "
              "read before."),
            classes="measure muted spaced", markup=False,
        )  # fmt: skip

    def _left_behind(self, files: tuple[LeftBehind, ...]) -> Iterator[Static | Definition]:
        if not files:
            return
        yield Heading(_("Files that ksa does not reach"), classes="spaced")
        for file in files:
            yield Definition(file_words(file), plain(str(file.path)))
        yield Static(reach_words(files), classes="measure muted spaced", markup=False)
        if self._backups:
            yield Static(
                _("The backups that lie here can be deleted with the key delete; a new one is made first."),
                classes="measure muted spaced", markup=False,
            )  # fmt: skip

    @property
    def _backups(self) -> list[LeftBehind]:
        return [file for file in self._stopped.left_behind if file.kind == "backup"]

    @property
    def _all(self) -> VerticalScroll:
        return self.query_one("#stop", VerticalScroll)

    def on_resize(self) -> None:
        """Whether all of it fits is known when it has been laid out."""
        self.call_after_refresh(self.refresh_bindings)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is no reading on where everything is in view, and nothing to delete without backups."""
        if action == "backups":
            return bool(self._backups)
        return action != "scroll" or self._all.max_scroll_y > 0

    def action_scroll(self, step: int) -> None:
        """Read on where there is more than the screen shows."""
        self._all.scroll_relative(y=step, animate=False)

    def action_done(self) -> None:
        """Go on without it."""
        self.dismiss(False)

    @work
    async def action_backups(self) -> None:
        """Delete the backups from before the stop, when asked twice; what is left is shown anew."""
        question = ngettext(
            "Delete {count} backup?", "Delete {count} backups?", len(self._backups)
        ).format(count=len(self._backups))
        what = _(
            "A new backup is made first, without the asset. Deleted backups cannot be had back."
        )
        if not await self.ksa.push_screen_wait(ConfirmPanel(question, what)):
            return
        _deleted, resisting = stop.delete_backups(self.ksa.store, self._stopped.treatment)
        kept = stop.stopped(self.ksa.store, self._stopped.treatment, self.ksa.export_folders())
        self._stopped = replace(self._stopped, left_behind=kept.left_behind)
        await self.recompose()
        self.refresh_bindings()
        if resisting:
            self.ksa.say(_("Not all of them could be deleted: delete the rest by hand."))
        else:
            self.ksa.say(_("The backups from before the stop are deleted."))

    @work
    async def action_lift(self) -> None:
        """Ask for a new name; with one, the asset is taken up again."""
        if await self.ksa.push_screen_wait(LiftForm(self._stopped.treatment)):
            self.dismiss(True)
