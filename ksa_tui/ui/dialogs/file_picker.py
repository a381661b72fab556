"""Choose a file or a folder: a list to walk in, and one field that both narrows it and takes a path."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from pathlib import Path
from typing import ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import ScreenResultType
from textual.widgets import Input, Static
from textual.worker import Worker, WorkerCancelled

from ksa_tui.i18n import N_, _
from ksa_tui.ui.base import Page
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.folder_words import columns, remark
from ksa_tui.ui.folders import (
    Entry,
    Folder,
    Kind,
    Typed,
    completed,
    home_folder,
    read_folder,
    starting_folder,
    typed,
)
from ksa_tui.ui.texts import one_line, plain
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.path_field import PathField
from ksa_tui.ui.widgets.words import alert

MOVES: Final = (
    Command("files.next", "down", N_("next"), N_("The next line."), "move(1)", in_palette=False),
    Command("files.previous", "up", N_("previous"), N_("The line above."), "move(-1)", in_palette=False),
    Command("files.page_down", "pagedown", N_("further down"), N_("A page down."), "page(1)", in_palette=False),
    Command("files.page_up", "pageup", N_("further up"), N_("A page up."), "page(-1)", in_palette=False),
)  # fmt: skip
WAYS_OUT: Final = frozenset({Kind.PARENT, Kind.HOME})
SLOW: Final = 0.3
"""Seconds after which it is said that a folder is being read."""


class PathPicker(Page[ScreenResultType]):
    """Subclasses say what the choice is for; what is chosen goes to :meth:`take`."""

    CSS_PATH = "file_picker.tcss"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "files.choose", "enter", N_("open"),
            N_("Open the folder, or take the file, under the cursor."), "choose", shown=True,
        ),
        Command(
            "files.complete", "tab", N_("complete"),
            N_("Write out what the names in the list have in common."), "complete", shown=True,
        ),
        Command("files.up", "backspace", N_("folder above"), N_("In the empty field: go up a folder."), "up"),
        Command("files.home", "ctrl+home", N_("home folder"), N_("Go to your home folder."), "home"),
        Command("files.cancel", "escape", N_("cancel"), N_("Leave without choosing."), "close", shown=True),
        *MOVES,
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("Find a file or a folder")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_("Write a part of the name and the list gets shorter. Enter opens the folder, or takes the "
           "file, under the cursor."),
        N_("A whole path works too, written or pasted, with or without quotes, and so does a drive: "
           "G: and a slash."),
        N_("Hidden files are not shown, nor files that ksa cannot read."),
    )  # fmt: skip

    SUFFIXES: ClassVar[frozenset[str]] = frozenset()
    """The kinds of files wanted, lower case with the dot; none where a folder is."""

    def __init__(self) -> None:
        super().__init__()
        self._here: Path | None = None
        """The folder one has gone to; a path in the field may show another. None before the first."""
        self._asked: Path | None = None
        """The folder that is shown, or will be when it has been read."""
        self._folder = Folder(Path())
        """The folder as it was read last."""
        self._text = ""
        self._reader: Worker[None] | None = None

    def beginning(self) -> Path:
        """The folder to begin in."""
        return starting_folder()

    async def take(self, path: Path) -> None:
        """Do what the choice is for."""
        raise NotImplementedError

    @property
    def _wants_folder(self) -> bool:
        return not self.SUFFIXES

    # ------------------------------------------------------------ what is on screen

    def compose_page(self) -> ComposeResult:
        """The folder, the field, the list."""
        with Horizontal(classes="row"):
            yield Static(_("Folder"), classes="label", markup=False)
            yield Static(id="folder", markup=False)
        with Horizontal(classes="row"):
            yield Static(_("Find"), classes="label", markup=False)
            yield PathField(
                self._text,
                placeholder=_("a part of the name, or a whole path"),
                select_on_focus=False,
                id="path",
            )
        yield Static(id="remark", markup=False)
        table = ListTable[Entry](
            columns(),
            key=lambda entry: entry.path,
            empty=_("Nothing here has such a name."),
            id="entries",
        )
        table.can_focus = False
        yield table

    def fill(self) -> None:
        """Read the folder one is in."""
        self.query_one(PathField).focus()
        self._go(self._base)

    def reload(self) -> None:
        """Read the folder again: what was on top may have taken its time."""
        entry = self._table.current
        self._read(self._asked or self._base, entry.path if entry else None)

    @property
    def _table(self) -> ListTable[Entry]:
        return self.query_one("#entries", ListTable)

    @property
    def _base(self) -> Path:
        """The folder one has gone to."""
        if self._here is None:
            self._here = self.beginning()
        return self._here

    @property
    def _typed(self) -> Typed:
        return typed(self._text, self._base)

    def _read(self, folder: Path, land_on: Path | None = None) -> None:
        self._asked = folder
        self._reader = self.run_worker(
            self._reading(folder, land_on), group="folder", exclusive=True
        )

    async def _reading(self, folder: Path, land_on: Path | None) -> None:
        slow = self.set_timer(SLOW, self._say_slow)
        try:
            found = await asyncio.to_thread(
                read_folder, folder, self.SUFFIXES, pick_folder=self._wants_folder
            )
        finally:
            slow.stop()
        if not self.is_current:  # left, or to be read again when it is returned to
            return
        self._folder = found
        self.query_one("#folder", Static).update(plain(str(folder)))
        self.query_one("#remark", Static).update(remark(self._folder, self.SUFFIXES))
        self._narrow(land_on)

    def _say_slow(self) -> None:
        words = Content.styled(_("Reading the folder …"), "$text-muted")
        self.query_one("#remark", Static).update(words)

    def _narrow(self, land_on: Path | None = None) -> None:
        """Show what fits the field, the cursor on what fits best."""
        wanted = self._typed
        entries = [*self._folder.holding(wanted.name), *self._to_be_made(wanted)]
        self._table.set_rows(entries)
        if not (land_on and self._table.move_to(land_on)):
            self._table.cursor = _best(entries, wanted.name)

    def _to_be_made(self, wanted: Typed) -> list[Entry]:
        """The folder that is written out but not there, when a folder is wanted."""
        named = (wanted.path == entry.path for entry in self._folder.entries)
        if not self._wants_folder or not wanted.name or any(named):
            return []
        return [Entry(Kind.NEW, wanted.path, wanted.path.name)]

    # ------------------------------------------------------------ what can be done

    @on(Input.Changed, "#path")
    def follow(self, event: Input.Changed) -> None:
        """Narrow the list, or show the folder that is being written."""
        self._text = event.value
        wanted = self._typed.folder
        if wanted != self._asked:
            self._read(wanted)
        elif wanted == self._folder.path:
            self._narrow()

    def _go(self, folder: Path, land_on: Path | None = None) -> None:
        """Go to a folder; the field is emptied."""
        self._here, self._text = folder, ""
        field = self.query_one(PathField)
        with field.prevent(Input.Changed):
            field.value = ""
        self._read(folder, land_on)

    def action_move(self, lines: int) -> None:
        """Move the cursor while the field keeps the focus."""
        self._table.action_move(lines)

    def action_page(self, pages: int) -> None:
        """Move the cursor by screenfuls."""
        self._table.action_page(pages)

    @on(PathField.Emptied)
    def action_up(self) -> None:
        """Go to the folder above, the cursor on the one that was left."""
        self._go(self._base.parent, self._base)

    def action_home(self) -> None:
        """Go to the home folder."""
        self._go(home_folder())

    @work(exclusive=True, group="complete")
    async def action_complete(self) -> None:
        """Write more of the name when it is clear what it will be."""
        await self._read_up()
        field = self.query_one(PathField)
        field.value = completed(self._text, self._folder.holding(self._typed.name), self._base)
        field.action_end()

    @on(Input.Submitted, "#path")
    @on(ListTable.RowChosen, "#entries")
    @work(exclusive=True, group="choose")
    async def action_choose(self) -> None:
        """Open the folder or take the file under the cursor."""
        await self._read_up()
        entry = self._table.current
        if entry is None:
            if self._typed.is_path:
                await self._explain(self._typed.path)
        elif entry.kind is Kind.PARENT:
            self._go(entry.path, self._folder.path)
        elif entry.kind in {Kind.HOME, Kind.FOLDER}:
            self._go(entry.path)
        else:
            await self.take(entry.path)

    async def _read_up(self) -> None:
        """Wait for the folder that is being read."""
        while (reader := self._reader) is not None and not reader.is_finished:
            with suppress(WorkerCancelled):
                await reader.wait()

    async def _explain(self, path: Path) -> None:
        """Take a file that is hidden; say why another path cannot be taken."""
        if not await asyncio.to_thread(path.exists):
            reason = _("There is no file called {name} here.")
        elif path.suffix.lower() in self.SUFFIXES:
            await self.take(path)
            return
        else:
            reason = _("{name} is not a list that ksa reads. Save it as {kinds}.")
        kinds = ", ".join(sorted(self.SUFFIXES))
        words = reason.format(name=one_line(path.name), kinds=kinds)
        self.query_one("#remark", Static).update(Content.assemble(alert("! "), words))

    def action_close(self) -> None:
        """Leave without an answer."""
        self.dismiss(None)


def _best(entries: list[Entry], name: str) -> int:
    """The line that fits what was written best: the same name, else one that begins so, else the first.

    A folder still to be made stands last and is never better than one that is there. With nothing written it
    is the first line that leads further in, or the folder itself where one is wanted.
    """
    wanted = name.casefold()
    if not wanted:
        return next((i for i, e in enumerate(entries) if e.kind not in WAYS_OUT), 0)
    names = [entry.name.casefold() for entry in entries if entry.kind is not Kind.NEW]
    if wanted in names:
        return names.index(wanted)
    return next((i for i, found in enumerate(names) if found.startswith(wanted)), 0)
