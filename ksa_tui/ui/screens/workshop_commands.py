"""What can be done in a workshop: one definition each, and the words of the help."""

from __future__ import annotations

from typing import Final

from ksa_tui.i18n import N_
from ksa_tui.ui.commands import PAUSE, TABLE_KEYS, Command

COMMANDS: Final = (
    Command(
        "workshop.classify", "enter", N_("classify"),
        N_("Classify the information asset under the cursor."), "classify", shown=True,
    ),
    Command(
        "workshop.add", "a", N_("add"), N_("Write in information assets, one after another."), "add",
        shown=True,
    ),
    Command(
        "workshop.catalogue", "c", N_("from the catalogue"),
        N_("Take information assets from the catalogue of usual ones."), "catalogue", shown=True,
    ),
    Command(
        "workshop.import", "i", N_("import"),
        N_("Read in a list from a spreadsheet."), "import_list", shown=True,
    ),
    Command(
        "workshop.export", "x", N_("export"),
        N_("Make the workbook that the information owner decides in."), "export", shown=True,
    ),
    Command(
        "workshop.filter", "slash", N_("search"),
        N_("Show only the information assets whose names have these words."), "filter",
    ),
    Command(
        "workshop.edit", "e", N_("edit"),
        N_("Change name, description, systems or owner of the information asset."), "edit",
    ),
    Command(
        "workshop.remove", "delete", N_("remove"),
        N_("Remove the information asset from the workshop; ctrl+z brings it back."), "remove",
    ),
    Command(
        "workshop.defer", "d", N_("put off"),
        N_("Put the information asset off to the next session, or take it back."), "defer",
    ),
    Command(
        "workshop.stop", "ctrl+o", N_("protective security"),
        N_("Stop: it may concern Sweden's security. The screen goes empty before anything is asked."), "stop",
    ),
    Command(
        "workshop.order", "t", N_("order of the walk"),
        N_("Which aspect to begin with, and whether to take one asset or one aspect at a time."),
        "show('order')",
    ),
    Command(
        "workshop.together", "g", N_("the assets together"),
        N_("Whether the assets need more together than each by itself: two questions, and raised levels."),
        "show('together')",
    ),
    Command(
        "workshop.split", "v", N_("split"),
        N_("Make several information assets of one: when one part needs much more protection."),
        "show('split')",
    ),
    Command(
        "workshop.merge", "j", N_("make one"),
        N_("Make one information asset of several that are always handled together."), "show('merge')",
    ),
    Command(
        "workshop.checks", "k", N_("checks"),
        N_("What stops an export, and what should be looked over; enter goes to the place."), "show('checks')",
    ),
    Command(
        "workshop.measures", "l", N_("measures"),
        N_("What protection the levels ask for, how it stands, and what is left to do."),
        "show('measures')",
    ),
    Command(
        "workshop.participants", "p", N_("participants"),
        N_("Who is in the room, and in which role."), "show('participants')",
    ),
    Command(
        "workshop.systems", "s", N_("systems"),
        N_("Which information is in which system, and what each system needs."), "show('systems')",
    ),
    Command(
        "workshop.parked", "o", N_("parked questions"),
        N_("Questions left for later, with who answers and by when."), "show('parked')",
    ),
    Command(
        "workshop.pool", "u", N_("left outside"),
        N_("Take in information assets that were left outside when a list was read in."), "pool",
    ),
    Command(
        "workshop.history", "h", N_("history"),
        N_("Every proposal and decision about the information asset: who, when and why."), "show('history')",
    ),
    Command(
        "workshop.by-hand", "b", N_("record by hand"),
        N_("Record a decision that was made without a file: in the room, on paper, in minutes."),
        "show('by_hand')",
    ),
    Command(
        "workshop.receipts", "r", N_("receipts"),
        N_("What has been recorded, and the receipts to send to the owner."), "show('receipts')",
    ),
    Command(
        "workshop.mail", "m", N_("words for the mail"),
        N_("A text for the mail with the workbook that was handed out last."), "mail",
    ),
    Command(
        "workshop.anew", "n", N_("classify anew"),
        N_("Take in information assets that were decided in another workshop, without their old ratings."),
        "anew",
    ),
    PAUSE,
    Command("workshop.back", "escape", N_("back"), N_("Back to the workshops."), "back"),
    *TABLE_KEYS,
)  # fmt: skip

SEARCHING: Final = (
    Command(
        "workshop.to-list", "enter", N_("to the list"), N_("From the search field to the list."), "",
        shown=True,
    ),
    Command(
        "workshop.show-all", "escape", N_("show all assets"), N_("Empty the search field."), "",
        shown=True,
    ),
)  # fmt: skip
"""What the key bar tells while the search field takes the letters."""

HELP_TITLE: Final = N_("The workshop's information assets")
HELP_TEXT: Final = (
    N_("Each row is an information asset, with the proposed level of every aspect. "
       "Enter classifies the one under the cursor."),
    N_("✓  every aspect is rated\n●  in progress\n○  not begun, or with the owner\n"
       "–  put off or excluded\n!  rated, but something is missing"),
    N_("1!  below the lowest level that a fact about the information suggests"),
    N_("Nothing but what stands under “Stops export” stops the workbook. The rest travels with it."),
)  # fmt: skip
