"""What can be done on the summary of an asset."""

from __future__ import annotations

from typing import Final

from ksa_tui.i18n import N_
from ksa_tui.ui.commands import PAUSE, Command

COMMANDS: Final = (
    Command(
        "summary.onward", "enter", N_("next"),
        N_("Confirm that no area left alone is higher, and go to the next asset."), "onward",
        shown=True,
    ),
    Command(
        "summary.change", "tab", N_("change"),
        N_("Back to the first aspect that lacks something."), "change", shown=True,
    ),
    Command(
        "summary.write", "m", N_("motivation"),
        N_("Write the first motivation that is missing."), "write", shown=True,
    ),
    Command(
        "summary.similar", "s", N_("similar"),
        N_("How similar information assets were decided before, and why."), "similar", shown=True,
    ),
    Command(
        "summary.measures", "g", N_("measures"),
        N_("What protection the levels ask for, and how it stands."), "measures",
    ),
    Command(
        "summary.stop", "ctrl+o", N_("protective security"),
        N_("Stop: it may concern Sweden's security. The screen goes empty before anything is asked."), "stop",
    ),
    PAUSE,
    Command(
        "summary.back", "escape", N_("back"),
        N_("Back to the aspect you came from."), "back", shown=True,
    ),
    Command("summary.down", "down", N_("scroll"), N_("Read what does not fit on the screen."), "scroll(1)"),
    Command(
        "summary.up", "up", N_("scroll"), N_("Read what does not fit on the screen."), "scroll(-1)",
        in_palette=False,
    ),
)  # fmt: skip
