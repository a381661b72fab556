"""What can be done among the systems, and what their help says."""

from __future__ import annotations

from typing import Final

from ksa_tui.i18n import N_
from ksa_tui.ui.commands import TABLE_KEYS, Command

COMMANDS: Final = (
    Command(
        "systems.open", "enter", N_("open"),
        N_("The information assets in the system, what it inherits from, and what gives each level."), "open",
        shown=True,
    ),
    Command(
        "systems.links", "l", N_("links"),
        N_("Say which systems it inherits from: those that run on it, or hand their information on to it."),
        "links", shown=True,
    ),
    Command(
        "systems.levels", "u", N_("levels"),
        N_("Give the system another level than what lies in it, with a reason."), "levels", shown=True,
    ),
    Command(
        "systems.what-if", "w", N_("what changes"),
        N_("Which other systems change if this one gets another level."), "what_if", shown=True,
    ),
    Command(
        "systems.back", "escape", N_("back"), N_("Show everything again; from there, back."), "back",
        shown=True,
    ),
    Command(
        "systems.search", "ctrl+f,slash", N_("search"),
        N_("Find words in names, suppliers, owners and departments."), "search",
    ),
    Command(
        "systems.new", "n", N_("new"),
        N_("Make a system, one that others run on for instance."), "new",
    ),
    Command(
        "systems.edit", "e", N_("edit"),
        N_("Change name, supplier, owner or department of the system."), "edit",
    ),
    Command(
        "systems.merge", "j", N_("make one"),
        N_("Make the system one with another that is the same."), "merge",
    ),
    Command(
        "systems.retire", "delete", N_("retire"),
        N_("Take the system out of use; ctrl+z brings it back with all that lay in it."), "retire",
    ),
    Command(
        "systems.measures", "m", N_("measures"),
        N_("The measures that the information in the system asks for, in one workshop."), "measures",
    ),
    Command(
        "systems.scope", "v", N_("all or these"),
        N_("Show the systems of this workshop's information assets, or all systems."), "scope",
    ),
    *TABLE_KEYS,
)  # fmt: skip

SEARCHING: Final = (
    Command(
        "systems.to-list", "enter", N_("to the list"), N_("From the search field to the list."), "",
        shown=True,
    ),
    Command(
        "systems.show-all", "escape", N_("show everything"), N_("Empty the search field."), "", shown=True,
    ),
)  # fmt: skip
"""What the key bar tells while the search field takes the letters."""

HELP_TITLE: Final = N_("Systems")
HELP_TEXT: Final = (
    N_("A system needs what the most sensitive information in it needs, for each aspect by itself. It is not "
       "classified: it inherits the highest level, decided where there is a decision, else proposed."),
    N_("3↑  raised by accumulation (very much of it) or aggregation (what it says together)\n"
       "1↓  lowered by distribution (the system holds only a part)\n·  not rated, which is not level 0"),
    N_("✓  all in it is decided\n○  rated, not all decided\n●  not all rated, so that more may come"),
    N_("A system inherits from another one that runs on it, or that hands its information on to it. Round in "
       "a ring nothing is inherited."),
    N_("Which systems an information asset lies in is said in its own form: e in the workshop."),
)  # fmt: skip
