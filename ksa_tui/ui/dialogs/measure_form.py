"""An answer about a measure in full, and the risk assessment that confirms the measures."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType

from ksa_tui.domain.model import Measure
from ksa_tui.domain.protecting import Answer, Place, State
from ksa_tui.domain.words import MEASURE_STATE
from ksa_tui.i18n import N_, _, language
from ksa_tui.services import protection, risks
from ksa_tui.services.protection import AnswerDraft
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.dialogs.form import CANCEL, NEXT_FIELD, SAVE_TEXT, FormPanel
from ksa_tui.ui.widgets.form import AreaField, ChoiceField, DateField, TextField


class MeasureForm(FormPanel[bool]):
    """How it stands with one measure at one place; returns True when it was saved."""

    PANEL_WIDTH: ClassVar[int] = 84
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (SAVE_TEXT, NEXT_FIELD, CANCEL)
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("How it stands with a measure")
    HELP_TEXT = (
        N_("The answer holds for everything at the place that is named above, unless an answer nearer an "
           "asset says otherwise."),
        N_("Write a role and not a person: roles stay when people move."),
    )  # fmt: skip
    reason = getters.query_one("#reason", AreaField)
    role = getters.query_one("#role", TextField)
    due = getters.query_one("#due", DateField)
    note = getters.query_one("#note", AreaField)

    def __init__(
        self,
        workshop: UUID,
        measure: Measure,
        place: Place,
        place_name: str,
        known: Answer | None,
    ) -> None:
        super().__init__()
        self._workshop, self._measure = workshop, measure
        self._at, self._at_name, self._known = place, place_name, known

    def heading(self) -> str:
        """The measure, and where the answer holds."""
        return f"{self._measure.title.get(language())}  ·  {self._at_name}"

    def compose_fields(self) -> ComposeResult:
        """State, reason, role, date, note."""
        known = self._known
        states = [(state, _(words)) for state, words in MEASURE_STATE.items()]
        yield ChoiceField[State](
            _("State"),
            states,
            known.state if known else None,
            id="state",
            stacked=True,
            required=N_("Choose how it stands."),
        )
        yield AreaField(_("Why not relevant"), known.reason if known else "", id="reason", height=2)
        yield TextField(
            _("Responsible"),
            known.role if known else "",
            id="role",
            placeholder=_("a role, not a name"),
        )
        yield DateField(
            _("Done by"), known.due if known else None, id="due", today=self.ksa.today()
        )
        yield AreaField(_("Note"), known.note if known else "", id="note", height=2)

    def save(self) -> bool:
        """Keep it."""
        state = self.query_one("#state", ChoiceField).read()
        draft = AnswerDraft(
            state or State.UNKNOWN,
            self.reason.read(),
            self.role.read(),
            self.due.read(),
            self.note.read(),
        )
        protection.answer(self.ksa.store, self._workshop, self._measure.id, self._at, draft)
        return True


class RiskForm(FormPanel[UUID]):
    """That a risk assessment was made."""

    PANEL_WIDTH: ClassVar[int] = 84
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (SAVE_TEXT, NEXT_FIELD, CANCEL)
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("A risk assessment")
    HELP_TEXT = (
        N_("Levels alone do not choose measures. A risk assessment confirms them, or finds that more or "
           "other ones are needed. Write when it was made and where it is kept."),
    )  # fmt: skip
    day = getters.query_one("#day", DateField)
    kept = getters.query_one("#reference", TextField)
    outcome = getters.query_one("#outcome", AreaField)

    def __init__(self, workshop: UUID) -> None:
        super().__init__()
        self._workshop = workshop

    def heading(self) -> str:
        """What is recorded."""
        return _("A risk assessment was made")

    def compose_fields(self) -> ComposeResult:
        """When, where it is kept, what it said."""
        yield DateField(_("Made on"), self.ksa.today(), id="day", today=self.ksa.today())
        yield TextField(_("Kept as"), id="reference", placeholder=_("registry number or title"))
        yield AreaField(_("Outcome"), id="outcome", height=3)

    def save(self) -> UUID:
        """Record it."""
        return risks.record_risk_assessment(
            self.ksa.store, self._workshop, self.day.read(), self.kept.read(), self.outcome.read()
        )
