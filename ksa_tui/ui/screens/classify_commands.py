"""What can be done while classifying: one definition each, and the words of the help."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from ksa_tui.domain.model import Aspect
from ksa_tui.i18n import N_
from ksa_tui.ui.commands import HELP as HELP_KEY
from ksa_tui.ui.commands import PAUSE, Command

MOST_LEVELS: Final = 5
"""No aspect has more levels; their keys are the digits from 0."""

RATE_ID: Final = "classify.rate-0"

_RATE_HELP: Final = N_("Give the area under the cursor this level, and go to the next area.")

_RATING: Final = tuple(
    Command(
        f"classify.rate-{level}",
        str(level),
        N_("level"),
        _RATE_HELP,
        f"rate({level})",
        shown=level == 0,
        display="0–3" if level == 0 else "",
        in_palette=False,
        in_help=level == 0,
    )
    for level in range(MOST_LEVELS)
)

PROJECTOR: Final = Command(
    "classify.projector", "f", N_("projector"),
    N_("Show only the asset's name, the question, the definitions and the levels; once more shows all."),
    "projector",
)  # fmt: skip

COMMANDS: Final = (
    *_RATING,
    Command(
        "classify.not-relevant", "minus", N_("not relevant"),
        N_("The area has nothing to do with this information asset."), "not_relevant",
        shown=True,
    ),
    Command(
        "classify.motivate", "m", N_("motivation"),
        N_("Write why the aspect has its level; esc or tab leaves the field."), "motivate",
        shown=True,
    ),
    Command(
        "classify.descriptor", "ctrl+t", N_("the definition"),
        N_("Put the definition of the deciding level into the motivation."), "descriptor",
    ),
    Command(
        "classify.borrow", "ctrl+r", N_("from another asset"),
        N_("Put in what you wrote about the same aspect of another asset."), "borrow",
    ),
    Command(
        "classify.flags", "g", N_("questions"),
        N_("The guiding questions; the answers set the asset's flags and lowest levels."), "flags",
        shown=True,
    ),
    Command(
        "classify.onward", "enter", N_("onward"),
        N_("The next place of the order; after an asset's last aspect, its summary."), "onward",
        shown=True,
    ),
    Command(
        "classify.votes", "v", N_("votes"),
        N_("Type the levels that the participants show at once; see how far apart they are."), "votes",
    ),
    Command(
        "classify.difference",
        "l",
        N_("difference"),
        N_("Two neighbouring levels side by side, with the one fact to ask for."),
        "difference",
    ),
    Command(
        "classify.price", "n", N_("what a level brings"),
        N_("The measures that one level more would bring, and those that one level less would spare."), "price",
    ),
    Command(
        "classify.clear", "backspace", N_("clear"),
        N_("Take back a rating: the one under the cursor, else the one before it."), "clear",
    ),
    Command("classify.area-up", "up", N_("area above"), N_("The area above."), "area(-1)", in_palette=False),
    Command(
        "classify.area-down", "down", N_("area below"),
        N_("The area below."), "area(1)", in_palette=False,
    ),
    Command(
        "classify.area-first", "home", N_("first area"),
        N_("The first area."), "end_area(False)", in_palette=False,
    ),
    Command(
        "classify.area-last", "end", N_("last area"),
        N_("The last area."), "end_area(True)", in_palette=False,
    ),
    Command("classify.aspect-next", "tab", N_("next aspect"), N_("The next aspect."), "aspect(1)"),
    Command(
        "classify.aspect-back", "shift+tab", N_("previous aspect"),
        N_("The previous aspect."), "aspect(-1)",
    ),
    Command(
        "classify.aspect-right", "right", N_("aspect to the right"),
        N_("The aspect to the right."), "beside(1)", in_palette=False,
    ),
    Command(
        "classify.aspect-left", "left", N_("aspect to the left"),
        N_("The aspect to the left."), "beside(-1)", in_palette=False,
    ),
    Command(
        "classify.adjust", "j", N_("adjust"),
        N_("Propose another level than the calculated one, with a reason."), "adjust",
    ),
    Command(
        "classify.below-floor", "u", N_("below lowest level"),
        N_("Write why the level may be below the lowest level that the flags suggest."), "below_floor",
    ),
    Command(
        "classify.park", "p", N_("park"),
        N_("Leave a question for later, with who and by when."), "park",
    ),
    Command(
        "classify.found", "a", N_("new asset"),
        N_("Add an information asset found while talking."), "found",
    ),
    Command(
        "classify.put-off", "s", N_("put off"),
        N_("Put the information asset off to the next session, and go on."), "put_off",
    ),
    PROJECTOR,
    Command(
        "classify.asset-next", "pagedown", N_("next asset"),
        N_("The next information asset."), "asset(1)",
    ),
    Command(
        "classify.asset-back", "pageup", N_("previous asset"),
        N_("The previous information asset."), "asset(-1)",
    ),
    Command(
        "classify.stop", "ctrl+o", N_("protective security"),
        N_("Stop: it may concern Sweden's security. The screen goes empty before anything is asked."), "stop",
    ),
    PAUSE,
    Command("classify.back", "escape", N_("back"), N_("Back to the workshop."), "back"),
)  # fmt: skip

HELP: Final = (
    N_("Classify an aspect"),
    (
        N_(
            "You answer one question at a time: how serious would it be? Assume that it has happened; "
            "how likely it is belongs in the risk assessment."
        ),
        N_("The most serious consequence decides the level. The aspects are never merged."),
        N_("·  not rated yet\n–  not relevant for this asset\n0  rated, negligible consequence"),
        N_(
            "Everything is saved at once. Suggestions of the catalogue stay hidden until you have answered."
        ),
    ),
)


PROJECTED: Final = frozenset({RATE_ID, "classify.not-relevant", "classify.onward", PROJECTOR.id})
"""What the key bar shows on the projector."""


def projected(commands: Iterable[Command]) -> list[Command]:
    """The commands as the key bar tells them on the projector: rating, going on, and the way back."""
    back = replace(PROJECTOR, shown=True, label=N_("show everything"))
    told = [command for command in commands if command.id in PROJECTED or command is HELP_KEY]
    return [back if command.id == PROJECTOR.id else command for command in told]


def for_scale(commands: Iterable[Command], aspect: Aspect) -> list[Command]:
    """The commands with the rating keys written as this aspect's own scale: "0–2"."""
    return [
        replace(command, display=f"0–{aspect.top}") if command.id == RATE_ID else command
        for command in commands
    ]
