"""Votes: a strip at the foot of Classify, so that question, areas and definitions stay in view."""

from __future__ import annotations

from typing import ClassVar, Final

from textual import events, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from ksa_tui.domain.model import Aspect
from ksa_tui.domain.voting import MOST_VOTES, calls_for_talk, spread
from ksa_tui.domain.workshop import Asset
from ksa_tui.errors import KsaError
from ksa_tui.i18n import N_, _, ngettext
from ksa_tui.services import classify
from ksa_tui.services.votes import Mode
from ksa_tui.ui.base import Panel
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.dialogs.difference import Difference
from ksa_tui.ui.dialogs.dissent import DissentForm
from ksa_tui.ui.screens.classify_commands import MOST_LEVELS
from ksa_tui.ui.texts import joined
from ksa_tui.ui.widgets.area_matrix import AreaMatrix
from ksa_tui.ui.widgets.sight import Sight
from ksa_tui.ui.widgets.vote_bars import HAND, in_columns, in_one_line

CARET: Final = "▏"
GAP: Final = 2
"""Cells between the scale and the right end of the strip."""

MARGIN: Final = 6
"""Cells of the strip that its text does not have."""

COMMANDS: Final = (
    *(
        Command(
            f"votes.level-{level}", str(level), N_("a vote"), N_("One participant's level; one digit each."),
            f"vote({level})", shown=level == 0, display="0–3" if level == 0 else "",
            in_palette=False, in_help=level == 0,
        )
        for level in range(MOST_LEVELS)
    ),
    Command(
        "votes.reveal", "enter", N_("reveal"),
        N_("Show and keep the votes; once more closes."), "reveal", shown=True,
    ),
    Command("votes.back", "backspace", N_("clear"), N_("Take the last vote back."), "take_back"),
    Command(
        "votes.blind", "b", N_("blind"),
        N_("Hide the digits until they are revealed, for voting one by one on the laptop."), "blind",
        shown=True,
    ),
    Command(
        "votes.dissent", "d", N_("differing view"),
        N_("Write down a view that differs, with its reason; the owner reads it."), "dissent", shown=True,
    ),
    Command(
        "votes.difference", "l", N_("difference"),
        N_("Two neighbouring levels side by side, with the one fact to ask for."), "difference",
    ),
    Command("votes.close", "escape", N_("close"), N_("Back to the areas."), "close", shown=True),
)  # fmt: skip


class VotePanel(Panel[Asset]):
    """Returns the asset with what was kept. A vote rates nothing: that is done on the areas, afterwards."""

    FILLS = False
    DEFAULT_CSS = """
    VotePanel {
        align: left bottom; background: transparent;
        #panel { margin: 0 0 1 0; padding: 0 3 0 2; height: auto; background: $accent-soft; }
        &.-roomy #panel { margin: 0 0 3 0; }
        #panel-title { margin: 0; }
        #advice { height: auto; max-height: 2; }
    }
    """
    PANEL_WIDTH: ClassVar[int] = 1000
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(COMMANDS)
    HELP_TITLE = N_("Votes")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_("Count to three, everybody shows a level with their fingers, and you type the digits: 2231. "
           "Nobody needs to say whose hand it was."),
        N_("Two steps or more apart? The lowest and the highest say why, then a new round. "
           "All rounds are kept."),
        N_("With b the digits are hidden until enter, so that each can type their own."),
        N_("A vote rates nothing. Close it and rate the areas: the digits there are what counts."),
    )  # fmt: skip

    def __init__(self, sight: Sight, matrix: AreaMatrix, here: int = 0) -> None:
        """``here``: how many are in the room, 0 where nobody is listed."""
        super().__init__()
        self._sight, self._matrix, self._here = sight, matrix, here
        self._asset = sight.asset
        self._typed: list[int] = []
        self._is_blind = False
        self._is_off_scale = False
        """Whether the key pressed last was a digit that is no level."""

    @property
    def _aspect(self) -> Aspect:
        return self._sight.aspect

    @property
    def _kept(self) -> tuple[int, ...]:
        """The votes of the latest round."""
        votes = self._asset.assessments[self._aspect.id].votes
        return votes[-1].levels if votes else ()

    @property
    def _round(self) -> int:
        """The round that is typed, or that was kept last."""
        return len(self._asset.assessments[self._aspect.id].votes) + bool(self._typed)

    # ------------------------------------------------------------ what is on screen

    def compose_panel(self) -> ComposeResult:
        """The bars of the levels, and what to do."""
        yield Static(id="bars", markup=False)
        yield Static(id="advice", markup=False)

    def heading(self) -> str:
        """What the strip is."""
        return _("Votes")

    def on_resize(self) -> None:
        """The columns of the scale above may stand elsewhere now."""
        self.call_after_refresh(self.fill)

    def fill(self) -> None:
        """Show what has been typed, or the round kept last; a fast typist is ahead of the widgets."""
        if not self.query("#advice"):
            return
        shown = self._shown
        self.query_one("#panel").styles.max_width = self._width
        head, advice = self._with_lacking(self._head(), self._advice(shown), len(shown))
        bars = in_one_line(self._aspect, shown) if shown else Content("")
        columns = self._matrix.level_columns
        start = columns.start - self.query_one("#bars").region.x if columns else 0
        if shown and columns and head.cell_length < start:
            words, below = in_columns(self._aspect, shown, columns.width)
            head = Content.assemble(head.pad_right(start - head.cell_length), words)
            bars = below.pad_left(start)
        self.query_one("#panel-title", Static).update(head)
        self.query_one("#bars", Static).update(bars)
        self.query_one("#advice", Static).update(advice)

    def _with_lacking(self, head: Content, advice: Content, hands: int) -> tuple[Content, Content]:
        """That some have not voted, after a round: beside the advice where it fits, else in the head.

        A line more would push the definitions out of view.
        """
        if self._typed or self._is_off_scale or not hands:
            return head, advice
        lacking = Content.styled(self._lacking(hands), "$text-muted")
        beside = joined([advice, lacking])
        if beside.cell_length <= self._width - MARGIN:
            return head, beside
        return joined([head, lacking], "   "), advice

    @property
    def _width(self) -> int:
        """As wide as the screen, unless the definitions stand beside the scale: they stay in view."""
        right = self._matrix.region.right + GAP
        return right if right + GAP < self.size.width else self.size.width

    @property
    def _shown(self) -> tuple[int, ...]:
        """The votes that the room may see."""
        if not self._typed:
            return self._kept
        return () if self._is_blind else tuple(self._typed)

    def _head(self) -> Content:
        words = _("Votes, round {number}") if self._round > 1 else _("Votes")
        digits = "".join(HAND if self._is_blind else str(level) for level in self._typed)
        typed = Content.styled(f"{digits}{CARET}", "bold $accent")
        mode = Content.styled(f"  {_('blind')}" if self._is_blind else "", "$text-muted")
        line = Content.assemble(words.format(number=self._round), "  ", typed, mode)
        return joined([line, self._earlier()], "   ")

    def _earlier(self) -> Content:
        """The round before the one that is shown."""
        rounds = self._asset.assessments[self._aspect.id].votes[: self._round - 1]
        if not rounds:
            return Content("")
        words = _("round {number}: {levels}").format(
            number=rounds[-1].number, levels="".join(map(str, rounds[-1].levels))
        )
        return Content.styled(words, "$text-muted")

    def _advice(self, shown: tuple[int, ...]) -> Content:
        if self._is_off_scale:
            text = _("The scale goes from {lowest} to {highest}.")
            levels = self._aspect.levels
            return Content(text.format(lowest=levels[0].value, highest=levels[-1].value))
        if self._typed:
            return Content.styled(self._typed_words(), "$text-muted")
        if not shown:
            hint = _("Type the digits that are shown, for example 2231.")
            return Content.styled(hint, "$text-muted")
        return self._outcome(shown)

    def _typed_words(self) -> str:
        count = len(self._typed)
        if self._is_blind:
            words = ngettext(
                "{count} vote, hidden until enter", "{count} votes, hidden until enter", count
            )
            return words.format(count=count)
        words = ngettext("{count} vote", "{count} votes", count)
        return self._lacking(count) or words.format(count=count)

    def _lacking(self, hands: int) -> str:
        """That not everybody in the room has voted; empty when they have, or nobody is listed."""
        if hands >= self._here:
            return ""
        return _("{count} of {total} have voted").format(count=hands, total=self._here)

    def _outcome(self, shown: tuple[int, ...]) -> Content:
        """What the votes ask the room to do."""
        steps = spread(self._aspect, shown)
        if len(shown) == 1:
            return Content(_("A single vote. Rate the areas."))
        if not steps:
            return Content(_("All alike. Rate the areas."))
        if not calls_for_talk(self._aspect, shown):
            return Content(_("One step apart: l shows what tells the two levels apart."))
        said = _("Spread {steps}:").format(steps=steps)
        ask = _("whoever showed {lowest} and whoever showed {highest} tell why first.")
        return Content.assemble(
            (said, "bold"), " ", ask.format(lowest=min(shown), highest=max(shown))
        )

    # ------------------------------------------------------------ what can be done

    def on_key(self, event: events.Key) -> None:
        """A digit outside the scale says what the scale is, whatever digits have a command."""
        was, self._is_off_scale = self._is_off_scale, False
        if event.key.isdecimal() and int(event.key) not in self._aspect:
            event.stop()
            self._is_off_scale = True
        if was or self._is_off_scale:
            self.fill()

    def action_vote(self, level: int) -> None:
        """One more hand."""
        if level in self._aspect and len(self._typed) < MOST_VOTES:
            self._typed.append(level)
            self.fill()

    def action_take_back(self) -> None:
        """One hand less."""
        if self._typed:
            self._typed.pop()
            self.fill()

    def action_blind(self) -> None:
        """Hide the digits of this round, or show them."""
        self._is_blind = not self._is_blind
        self.fill()

    def action_reveal(self) -> None:
        """Keep what was typed; when nothing was, close."""
        if not self._typed:
            self.action_close()
            return
        mode: Mode = "blind" if self._is_blind else "shown"
        try:
            self._asset = classify.record_round(
                self.ksa.store, self._asset.id, self._aspect.id, self._typed, mode
            )
        except KsaError as error:
            self.show_error(error)
            return
        self._typed, self._is_blind = [], False
        self.fill()

    @work(exclusive=True, group="dissent")
    async def action_dissent(self) -> None:
        """Ask for the view that differs."""
        changed = await self.ksa.push_screen_wait(DissentForm(self._aspect, self._asset))
        if changed is not None:
            self._asset = changed
            self.ksa.say(_("The differing view is kept, and goes with the workbook."))

    def action_difference(self) -> None:
        """What tells two levels of the area apart."""
        between = min(self._kept) + 1 if len(set(self._kept)) > 1 else None
        self.ksa.push_screen(Difference(self._sight, between))

    def action_close(self) -> None:
        """Back to the areas; hands that were not revealed are not kept."""
        if self._typed:
            self.ksa.say(_("The votes were not kept: enter keeps them."))
        self.dismiss(self._asset)
