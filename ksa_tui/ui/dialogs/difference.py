"""Two neighbouring levels side by side: reading only what is bold gives the difference."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Grid
from textual.content import Content
from textual.widgets import Static

from ksa_tui.i18n import N_, _, language
from ksa_tui.ui.base import Panel
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.widgets.levels import chip
from ksa_tui.ui.widgets.sight import Sight

COMMANDS: Final = (
    Command("difference.lower", "left", N_("lower"), N_("The pair of levels below."), "pair(-1)", shown=True),
    Command("difference.higher", "right", N_("higher"), N_("The pair of levels above."), "pair(1)", shown=True),
    Command("difference.close", "escape,enter,l", N_("close"), N_("Back to the areas."), "close", shown=True),
)  # fmt: skip


def emphasised(words: Sequence[str], others: Sequence[str]) -> Content:
    """``words`` with those in bold that ``others`` lack, compared in order; what both have is muted."""
    parts: list[tuple[str, str]] = []
    matcher = SequenceMatcher(
        None, [_bare(w) for w in words], [_bare(w) for w in others], autojunk=False
    )
    for kind, start, end, _other, _end in matcher.get_opcodes():
        if chosen := " ".join(words[start:end]):
            parts.append((chosen, "$text-muted" if kind == "equal" else "bold"))
    return Content(" ").join([Content.styled(text, style) for text, style in parts])


def _bare(word: str) -> str:
    return word.strip(".,;:").casefold()


class Difference(Panel[None]):
    """The area under the cursor: what tells one level from the next, and the one fact to ask for."""

    PANEL_WIDTH: ClassVar[int] = 96
    CSS_PATH = "difference.tcss"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(COMMANDS)
    HELP_TITLE = N_("The difference between two levels")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_("What both levels say is muted. Bold is what differs."),
        N_("The question is the one fact that decides between the two."),
    )

    def __init__(self, sight: Sight, higher: int | None = None) -> None:
        """``higher`` is the upper level of the pair shown first; by default the one rated, else the middle."""
        super().__init__()
        self._sight = sight
        levels = len(sight.aspect.levels)
        rated = sight.rating if isinstance(sight.rating, int) else levels // 2
        self._higher = min(max(rated if higher is None else higher, 1), levels - 1)

    def heading(self) -> str:
        """The area in question."""
        return self._sight.area.name.get(language())

    def compose_panel(self) -> ComposeResult:
        """Two columns, the fact to ask for, why it is the higher one."""
        with Grid(id="pair"):
            for part in ("lower-level", "higher-level", "lower-text", "higher-text"):
                yield Static("", id=part, markup=False)
        yield Static("", id="ask", markup=False)
        yield Static("", id="why", markup=False)

    def fill(self) -> None:
        """Show the pair."""
        sight, higher = self._sight, self._higher
        texts = [self._descriptor(level).split() for level in (higher - 1, higher)]
        for part, level, own, other in (
            ("lower", higher - 1, texts[0], texts[1]),
            ("higher", higher, texts[1], texts[0]),
        ):
            self.query_one(f"#{part}-level", Static).update(chip(level, sight.aspect))
            self.query_one(f"#{part}-text", Static).update(emphasised(own, other))
        known = sight.model.distinctions.get((sight.area.id, sight.aspect.id, higher))
        ask = known.ask.get(language()) if known else ""
        why = _("{level} when {reason}").format(
            level=higher, reason=known.higher.get(language())
        ) if known else ""  # fmt: skip
        self.query_one("#ask", Static).update(Content.styled(ask, "bold"))
        self.query_one("#why", Static).update(Content.styled(why, "$text-muted"))

    def _descriptor(self, level: int) -> str:
        sight = self._sight
        return sight.model.descriptor(sight.area.id, sight.aspect.id, level).get(language())

    def action_pair(self, step: int) -> None:
        """Another pair of neighbours."""
        self._higher = min(max(self._higher + step, 1), len(self._sight.aspect.levels) - 1)
        self.fill()
