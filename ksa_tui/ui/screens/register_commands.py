"""What can be done in the register, and what its help says."""

from __future__ import annotations

from typing import Final

from ksa_tui.i18n import N_
from ksa_tui.ui.commands import TABLE_KEYS, Command

COMMANDS: Final = (
    Command(
        "register.open", "enter", N_("open"),
        N_("Open the workshop, the cursor on this information asset."), "open", shown=True,
    ),
    Command(
        "register.search", "ctrl+f,slash", N_("search"),
        N_("Find words in names, systems, owners and departments."), "search", shown=True,
    ),
    Command(
        "register.filter", "f", N_("filter"),
        N_("Show one department, owner, status or level only, or what is to be reviewed."), "filter",
        shown=True,
    ),
    Command(
        "register.export", "x", N_("export"),
        N_("Write what is shown as a workbook, marked as sensitive."), "export", shown=True,
    ),
    Command(
        "register.history", "h", N_("history"),
        N_("Every proposal and decision about the information asset: who, when and why."), "history",
    ),
    Command(
        "register.report", "y", N_("yearly report"),
        N_("The year in figures: classified, decided, overdue, levels and gaps, as a workbook too."), "report",
    ),
    Command(
        "register.systems", "s", N_("systems"),
        N_("Every system: which levels it inherits from what lies in it, and what changes with it."),
        "app.systems",
    ),
    Command(
        "register.what-if", "w", N_("what changes"),
        N_("Which systems change if this information asset gets another level."), "what_if",
    ),
    Command(
        "register.back", "escape", N_("back"),
        N_("Show everything again; from there, back to the workshops."), "back", shown=True,
    ),
    *TABLE_KEYS,
)  # fmt: skip

SEARCHING: Final = (
    Command(
        "register.to-list", "enter", N_("to the list"), N_("From the search field to the list."), "",
        shown=True,
    ),
    Command(
        "register.show-all", "escape", N_("show everything"), N_("Empty the search field."), "", shown=True,
    ),
)  # fmt: skip
"""What the key bar tells while the search field takes the letters."""

HELP_TITLE: Final = N_("The register")
HELP_TEXT: Final = (
    N_("Every information asset across workshops, once: with the levels that were decided last or, before a "
       "decision, those that are proposed now."),
    N_("✓  decided or classified\n○  not begun, with the owner, or to be reviewed within 60 days\n"
       "●  in progress\n!  the review is overdue\n·  not rated, which is not level 0"),
    N_("Taken together this tells where the organisation is weakest. Do not show it on a projector, and "
       "assess secrecy before it is handed on."),
)  # fmt: skip
