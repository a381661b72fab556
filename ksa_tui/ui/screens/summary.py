"""The summary of an asset: what the room proposes, why, and what is still missing."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import ClassVar, Final
from uuid import UUID

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ksa_tui.domain.model import Aspect, Model
from ksa_tui.domain.rating import is_thin, unrated_areas
from ksa_tui.domain.standing import Block, aspect_gaps, aspects_without_motivation
from ksa_tui.domain.workshop import Asset
from ksa_tui.errors import KsaError
from ksa_tui.i18n import N_, _, language, ngettext
from ksa_tui.services import calibration, classify, protection
from ksa_tui.services.calibration import SimilarAsset
from ksa_tui.services.protection import Steps
from ksa_tui.services.reviews import earlier
from ksa_tui.ui.base import Page
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.dialogs.similar import SimilarPanel
from ksa_tui.ui.measure_words import price_words
from ksa_tui.ui.screens.classify_words import (
    adjusted_words,
    asset_facts,
    decided_by,
    earlier_lines,
    floor_words,
    reasons_given,
    unrated_words,
)
from ksa_tui.ui.screens.summary_commands import COMMANDS
from ksa_tui.ui.similar_words import compared, hint_levels, levels_of, name_of, warnings
from ksa_tui.ui.texts import joined, lines, one_line, plain
from ksa_tui.ui.walk import Walk
from ksa_tui.ui.widgets.levels import chip, level_names_width
from ksa_tui.ui.widgets.words import Heading, Note, alert

GOOD: Final = "✓"
SHOWN: Final = 3
"""So many similar assets stand in the margin; the list behind its key holds them all."""


@dataclass(frozen=True, slots=True)
class Onward:
    """Where to go from the summary: an aspect to change, or (None) the next asset."""

    aspect: str | None = None
    write: bool = False
    """Whether to go straight to the aspect's motivation."""
    stop: bool = False
    """Whether the asset is to be stopped."""
    pause: bool = False
    """Whether the room has a break, and then comes back here."""


class SummaryScreen(Page[Onward | None]):
    """Three equal blocks, each a sentence: level, protection, what decided, why."""

    CSS_PATH = "summary.tcss"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(COMMANDS)
    HELP_TITLE = N_("The asset in summary")
    HELP_TEXT = (
        N_("This is what you propose to the owner. Read it aloud: is anybody surprised?"),
        N_(
            "Areas left alone stay not rated. Going on confirms that none of them would give "
            "a higher level; that is kept with your name and the time."
        ),
    )
    AUTO_FOCUS = ""

    def __init__(  # noqa: PLR0917 - the moment in Classify that it sums up
        self,
        workshop: UUID,
        title: str,
        model: Model,
        walk: Walk,
        asset: Asset,
        pace: Callable[[], Content],
    ) -> None:
        super().__init__()
        self._workshop = workshop
        self._title = title
        self._model = model
        self._walk = walk
        self._asset = asset
        self._pace = pace
        self._similar: tuple[SimilarAsset, ...] = ()
        self._steps: Mapping[str, Steps] = {}

    def compose(self) -> ComposeResult:
        """The frame, once it is known how similar assets were decided."""
        self._similar = calibration.similar(self.ksa.store, self._asset.id)
        self._steps = protection.steps(self.ksa.store, self._asset.id)
        yield from super().compose()

    def place(self) -> str:
        """The workshop."""
        return self._title

    def pace(self) -> Content:
        """How it goes, as Classify tells it."""
        return self._pace()

    # ---------------------------------------------------------------- what is shown

    def compose_page(self) -> ComposeResult:
        """The asset, its aspects, the checks, and what enter confirms; on the projector without texts."""
        self.set_class(self.ksa.is_projecting, "-projector")
        yield Static(plain(self._asset.name, "bold"), id="asset-name", markup=False)
        yield Static(
            plain(asset_facts(self._model, self._asset), "$text-muted"), id="facts", markup=False
        )
        with Horizontal(id="body"):
            with VerticalScroll(id="left", can_focus=False):
                yield Heading(_("This is what you propose"))
                for aspect in self._model.aspects:
                    yield from self._block(aspect)
                yield from self._last_time()
            with Vertical(id="rail"):
                yield from self._alike()
                yield Heading(_("Checks"))
                for sign, text in self._checks():
                    yield Note(sign, text, classes="good" if sign.plain == GOOD else None)
        yield Static(self._confirmation(), id="confirmation", markup=False)

    def _last_time(self) -> ComposeResult:
        """What was decided before, of the aspects that are rated now; first that which differs."""
        before = earlier(self.ksa.store, self._asset.id)
        if before is None or not before.proposed or self.ksa.is_projecting:
            return
        yield Heading(_("Last time"), one_line(before.workshop_title), classes="spaced")
        for sign, text in earlier_lines(self._model, self._asset, before):
            yield Note(sign, text)

    def _alike(self) -> ComposeResult:
        """How similar assets were decided, and what the catalogue suggests: now that the room has rated."""
        if self._similar:
            with Vertical(classes="alike"):
                yield Heading(_("Similar, decided before"))
                for found in self._similar[:SHOWN]:
                    yield from self._one_alike(found)
        if hints := calibration.hints(self.ksa.store, self._asset.id):
            with Vertical(classes="alike"):
                yield Heading(_("The catalogue suggests"))
                yield Static(hint_levels(self._model, hints), markup=False)

    def _one_alike(self, found: SimilarAsset) -> ComposeResult:
        yield Static(name_of(found), classes="alike-name", markup=False)
        yield Static(levels_of(found), markup=False)
        words = compared(self._model, self._asset, found)
        yield Static(Content.styled(words, "$text-muted"), markup=False)

    def _block(self, aspect: Aspect) -> ComposeResult:
        assessment = self._asset.assessments[aspect.id]
        with Vertical(classes="aspect-block"):
            yield Static(self._headline(aspect), markup=False)
            if assessment.calculated is None:
                if not unrated_areas(self._model, assessment.ratings):
                    needed = unrated_words(self._model, assessment)
                    yield Static(needed, classes="under", markup=False)
                return
            yield Static(joined(self._grounds(aspect)), classes="under", markup=False)
            if price := price_words(self._steps.get(aspect.id)):
                yield Static(Content.styled(price, "$text-muted"), classes="under", markup=False)
            for text in reasons_given(assessment):
                yield Static(lines(text), classes="under why", markup=False)

    def _headline(self, aspect: Aspect) -> Content:
        level = self._asset.assessments[aspect.id].proposed
        names = max(len(each.name.get(language())) for each in self._model.aspects)
        name = aspect.name.get(language()).ljust(names + 2)
        width = level_names_width(aspect) + 2
        shown = chip(level, aspect, width=width, centred=False)
        if level is None:
            lacking = Content.styled(_("not rated yet"), "$text-muted")
            return Content.assemble((f"{aspect.letter}  ", "bold"), name, shown, "  ", lacking)
        protection = aspect.level(level).protection.get(language())
        return Content.assemble((f"{aspect.letter}  ", "bold"), name, shown, "  ", protection)

    def _grounds(self, aspect: Aspect) -> list[Content | str]:
        assessment = self._asset.assessments[aspect.id]
        words = " · ".join(
            text
            for text in (decided_by(self._model, assessment), adjusted_words(assessment))
            if text
        )
        floor = floor_words(self._model, self._asset, aspect)
        return [Content.styled(words, "$text-muted"), *([floor] if floor else [])]

    def _checks(self) -> Iterator[tuple[Content, Content]]:
        yield self._check(Block.NOT_RATED, N_("Every aspect is rated"), N_("Not rated: {aspects}"))
        yield self._check(
            Block.NO_MOTIVATION,
            N_("Every motivation is there"),
            N_("Motivation missing: {aspects}"),
        )
        yield self._check(
            Block.BELOW_FLOOR,
            N_("Nothing below a lowest level without a reason"),
            N_("Below the lowest level, reason missing: {aspects}"),
        )
        for warning in warnings(self._model, self._asset, self._similar):
            yield Content.styled("○", "bold"), Content(warning)
        if thin := self._thin():
            text = _("Short motivation: {aspects}").format(aspects=", ".join(thin))
            yield Content("○"), Content(text)

    def _check(self, block: Block, good: str, bad: str) -> tuple[Content, Content]:
        letters = [
            aspect.letter
            for aspect in self._model.aspects
            if any(gap.block is block for gap in aspect_gaps(self._model, self._asset, aspect.id))
        ]
        if not letters:
            return Content.styled(GOOD, "bold $accent"), Content(_(good))
        return alert("!"), Content(_(bad).format(aspects=", ".join(letters)))

    def _thin(self) -> list[str]:
        assessments = self._asset.assessments
        return [a.letter for a in self._model.aspects if is_thin(assessments[a.id].motivation)]

    @property
    def _is_rated(self) -> bool:
        return all(each.proposed is not None for each in self._asset.assessments.values())

    @property
    def _left_alone(self) -> int:
        """Areas not rated in aspects that could still be higher."""
        return sum(
            len(unrated_areas(self._model, assessment.ratings))
            for aspect in self._model.aspects
            if (assessment := self._asset.assessments[aspect.id]).calculated != aspect.top
        )

    def _confirmation(self) -> Content:
        if not self._is_rated:
            return Content.styled(_("Not every aspect is rated yet."), "$text-muted")
        if not self._left_alone:
            return Content.styled(_("Nothing can be higher."), "$text-muted")
        text = ngettext(
            "enter confirms: the {count} area not rated gives no higher level.",
            "enter confirms: none of the {count} areas not rated gives a higher level.",
            self._left_alone,
        )
        return Content(text.format(count=self._left_alone))

    # ---------------------------------------------------------------- what can be done

    def action_onward(self) -> None:
        """Confirm what was left alone, and leave for the next asset."""
        if self._is_rated and self._left_alone:
            try:
                classify.confirm_rest(self.ksa.store, self._asset.id)
            except KsaError as error:
                self.ksa.show_error(error)
                return
        self.dismiss(Onward())

    def action_change(self) -> None:
        """Back to the first aspect that lacks something, else to the first."""
        order = self._walk.aspects
        lacking = [a.id for a in order if aspect_gaps(self._model, self._asset, a.id)]
        self.dismiss(Onward((lacking or [order[0].id])[0]))

    def action_write(self) -> None:
        """To the first motivation that is missing, else to the first thin one, else to the last aspect."""
        missing = aspects_without_motivation(self._model, self._asset)
        missing = [aspect.id for aspect in self._walk.aspects if aspect.id in missing]
        thin = [a.id for a in self._walk.aspects if a.letter in self._thin()]
        target = (missing or thin or [self._walk.aspect.id])[0]
        self.dismiss(Onward(target, write=True))

    def action_similar(self) -> None:
        """How similar assets were decided."""
        self.ksa.push_screen(SimilarPanel(self._model, self._asset))

    def action_measures(self) -> None:
        """What protection the levels of this asset ask for."""
        from ksa_tui.ui.screens.measures import MeasuresPage

        self.ksa.push_screen(MeasuresPage(self._workshop, self._asset.id))

    def action_stop(self) -> None:
        """It may concern Sweden's security: away from here at once."""
        self.dismiss(Onward(stop=True))

    def action_pause(self) -> None:
        """A break; Classify has the clock."""
        self.dismiss(Onward(pause=True))

    def action_scroll(self, lines: int) -> None:
        """Read on where the texts are longer than the screen."""
        for left in self.query("#left").results(VerticalScroll):
            left.scroll_relative(y=lines, animate=False)

    def action_back(self) -> None:
        """Back to the aspect one came from."""
        self.dismiss(None)
