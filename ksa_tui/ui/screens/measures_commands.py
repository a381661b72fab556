"""What can be done among the measures."""

from __future__ import annotations

from typing import Final

from ksa_tui.i18n import N_
from ksa_tui.ui.commands import TABLE_KEYS, Command

COMMANDS: Final = (
    Command(
        "measures.met", "u", N_("met"), N_("It is done at the place named above."), "say('met')",
        shown=True,
    ),
    Command(
        "measures.partly", "d", N_("partly"), N_("Some of it is done."), "say('partly')", shown=True,
    ),
    Command(
        "measures.not-met", "n", N_("no"), N_("Nothing of it is done."), "say('not_met')", shown=True,
    ),
    Command(
        "measures.form", "enter", N_("more"),
        N_("The answer in full: state, reason, responsible role, date and note."), "form", shown=True,
    ),
    Command(
        "measures.place", "p", N_("where"),
        N_("Choose where the answers hold: the organisation, a department, a system or one asset."), "place",
        shown=True,
    ),
    Command(
        "measures.clear", "backspace", N_("take back"),
        N_("Take the answer at this place back; an answer further off may hold then."), "clear",
    ),
    Command(
        "measures.of", "v", N_("of what"),
        N_("Show the measures of the whole workshop, of one system or of one asset."), "of",
    ),
    Command(
        "measures.gaps", "g", N_("what is left"),
        N_("Only what is left to do, by date; once more shows all."), "gaps",
    ),
    Command(
        "measures.order", "o", N_("order"),
        N_("List by date, by responsible role, or as the catalogue has them."), "order",
    ),
    Command(
        "measures.role", "slash", N_("whose part"),
        N_("Only what is left for one responsible role to do."), "role",
    ),
    Command(
        "measures.risk", "r", N_("risk assessment"),
        N_("Record that a risk assessment was made: it confirms the measures."), "risk",
    ),
    Command(
        "measures.require", "x", N_("requirements"),
        N_("Hand out the requirements for a procurement that follow from what is shown."), "require",
    ),
    Command("measures.back", "escape", N_("back"), N_("Back to where you came from."), "back"),
    *TABLE_KEYS,
)  # fmt: skip
