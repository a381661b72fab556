"""What can be done on Home, and what its help says."""

from __future__ import annotations

from typing import Final

from ksa_tui.i18n import N_
from ksa_tui.ui.commands import TABLE_KEYS, Command

COMMANDS: Final = (
    Command(
        "home.open", "enter", N_("open"),
        N_("Open the workshop where you left it."), "open", shown=True,
    ),
    Command(
        "home.back", "escape", N_("back to your own"),
        N_("Go back to your own workshops; the example, or the copy, is thrown away."),
        "app.leave_example", shown=True,
    ),
    Command("home.new", "n", N_("new"), N_("Make a new workshop."), "new", shown=True),
    Command(
        "home.edit", "e", N_("edit"),
        N_("Change title, department, owner or date of the workshop."), "edit",
    ),
    Command(
        "home.decide", "d", N_("read a decision back"),
        N_("Read a workbook that an information owner has decided in and sent back."), "decide",
        shown=True,
    ),
    Command(
        "home.register", "r", N_("register"),
        N_("Every information asset across workshops: what was decided, and when it is to be reviewed."),
        "register", shown=True,
    ),
    Command(
        "home.systems", "s", N_("systems"),
        N_("Every system: which levels it inherits from what lies in it, and what changes with it."),
        "app.systems",
    ),
    Command(
        "home.by-hand", "b", N_("record by hand"),
        N_("Record a decision that was made without a file: in the room, on paper, in minutes."), "by_hand",
    ),
    Command(
        "home.delete", "delete", N_("remove"),
        N_("Remove the workshop; ctrl+z brings it back."), "delete",
    ),
    Command(
        "home.example", "o", N_("example"),
        N_("Open a worked example in a folder of its own."), "app.example",
    ),
    Command(
        "home.settings", "comma", N_("settings"),
        N_("Choose language, theme, facilitator, and the folders for exports and backups."), "settings",
    ),
    Command(
        "home.encrypt", "l", N_("lock the store"),
        N_("Lock the store and its backups with a passphrase, or change it."), "app.encrypt",
    ),
    Command(
        "home.quit", "q", N_("quit"), N_("Close ksa; everything is already saved."),
        "app.quit", shown=True,
    ),
    *TABLE_KEYS,
)  # fmt: skip

HELP_TEXT: Final = (
    N_("A workshop is about one object, for instance an activity or a system, and has an "
       "information owner who decides."),
    N_("You bring a list of information assets. The group rates them one at a time, you send the "
       "owner a workbook, and the owner decides."),
    N_("Everything is saved as you go, and only on this computer. Ctrl+z undoes."),
)  # fmt: skip
