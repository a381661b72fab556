"""Propose another level than the calculated one, or explain a level below its floor: both need a reason."""

from __future__ import annotations

from typing import ClassVar

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widgets import Static

from ksa_tui.domain.model import Aspect
from ksa_tui.domain.rating import ADJUST_CODES, AdjustCode
from ksa_tui.domain.workshop import Asset
from ksa_tui.i18n import N_, _, language
from ksa_tui.services import classify
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.dialogs.form import CANCEL, NEXT_FIELD, SAVE_TEXT, FormPanel
from ksa_tui.ui.screens.classify_words import ADJUST_WORDS
from ksa_tui.ui.widgets.form import AreaField, ChoiceField
from ksa_tui.ui.widgets.levels import level_word

TEXT_COMMANDS = (SAVE_TEXT, NEXT_FIELD, CANCEL)


class AdjustForm(FormPanel[Asset]):
    """Returns the asset with its adjusted level, or without when the calculated level was chosen again."""

    PANEL_WIDTH: ClassVar[int] = 84
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = TEXT_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(TEXT_COMMANDS)
    HELP_TITLE = N_("Adjust the proposed level")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_("The calculated level is the highest rating. Propose another one only with a reason."),
        N_("A shared classification is one that the organisation has already agreed on."),
        N_(
            "Volume and combination never lift a single asset: they belong to the whole collection."
        ),
    )
    level = getters.query_one("#level", ChoiceField)
    code = getters.query_one("#code", ChoiceField)
    reason = getters.query_one("#reason", AreaField)

    def __init__(self, aspect: Aspect, asset: Asset) -> None:
        super().__init__()
        self._aspect = aspect
        self._asset = asset

    def heading(self) -> str:
        """The aspect that is adjusted."""
        name = self._aspect.name.get(language()).lower()
        return _("Adjust the proposed level of {aspect}").format(aspect=name)

    def compose_fields(self) -> ComposeResult:
        """What was calculated, the level, why."""
        assessment = self._asset.assessments[self._aspect.id]
        calculated = assessment.calculated
        if calculated is not None:
            said = _("Calculated: {level}").format(level=level_word(self._aspect, calculated))
            yield Static(said, classes="lead", markup=False)
        levels = [
            (level.value, level_word(self._aspect, level.value)) for level in self._aspect.levels
        ]
        yield ChoiceField(
            _("Proposed level"),
            levels,
            assessment.adjusted,
            id="level",
            stacked=True,
            required=N_("Choose the level that you propose."),
        )
        codes: list[tuple[AdjustCode, str]] = [
            (code, _(ADJUST_WORDS[code])) for code in ADJUST_CODES
        ]
        yield ChoiceField(_("Kind of reason"), codes, assessment.adjust_code, id="code")
        yield AreaField(_("Reason"), assessment.adjust_motivation, id="reason")

    def save(self) -> Asset:
        """Adjust, or go back to the calculated level when that one is chosen."""
        level, store, asset = self.level.read(), self.ksa.store, self._asset
        if level == asset.assessments[self._aspect.id].calculated:
            return classify.adjust(store, asset.id, self._aspect.id, None, None, "")
        code, reason = self.code.read(), self.reason.read()
        return classify.adjust(store, asset.id, self._aspect.id, level, code, reason)


class BelowFloorForm(FormPanel[Asset]):
    """Returns the asset with the reason why a level may lie below its floor."""

    PANEL_WIDTH: ClassVar[int] = 84
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = TEXT_COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(TEXT_COMMANDS)
    HELP_TITLE = N_("Below the lowest level")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_(
            "A flag of the asset suggests a lowest level. You may go below it when you can say why."
        ),
        N_("The reason is printed in the decision workbook, where the owner sees it."),
    )
    reason = getters.query_one("#reason", AreaField)

    def __init__(self, aspect: Aspect, asset: Asset) -> None:
        super().__init__()
        self._aspect = aspect
        self._asset = asset

    def heading(self) -> str:
        """The aspect in question."""
        name = self._aspect.name.get(language()).lower()
        return _("Why {aspect} may be below the lowest level").format(aspect=name)

    def compose_fields(self) -> ComposeResult:
        """One text."""
        said = self._asset.assessments[self._aspect.id].floor_reason
        yield AreaField(_("Reason"), said, id="reason", height=4)

    def save(self) -> Asset:
        """Keep the reason; an empty one takes it away."""
        return classify.save_text(
            self.ksa.store, self._asset.id, self._aspect.id, "floor_reason", self.reason.read()
        )
