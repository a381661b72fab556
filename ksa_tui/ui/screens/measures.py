"""Measures: what protection the levels ask for, how it stands with each, and what is left to do."""

from __future__ import annotations

from typing import ClassVar, Final
from uuid import UUID

from textual import on, work
from textual.binding import BindingType

from ksa_tui.domain.protecting import Place, Scope, State
from ksa_tui.domain.protection_plan import Order, roles_of
from ksa_tui.errors import KsaError
from ksa_tui.i18n import N_, _
from ksa_tui.services import protection, requirements
from ksa_tui.services.protection import AnswerDraft
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.dialogs.measure_form import MeasureForm, RiskForm
from ksa_tui.ui.dialogs.pick import PickPanel
from ksa_tui.ui.dialogs.requirements import RequirementsPanel
from ksa_tui.ui.measure_words import role_words
from ksa_tui.ui.screens.measures_commands import COMMANDS
from ksa_tui.ui.screens.measures_view import MeasuresView
from ksa_tui.ui.widgets.list_table import ListTable

EVERYBODY: Final = "\0"
"""No role: a role is cleaned text and holds no such character."""


class MeasuresPage(MeasuresView):
    """What can be done among the measures."""

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("Measures")
    HELP_TEXT = (
        N_("Measures follow from the levels, each aspect by itself: decided levels where there is a "
           "decision, proposed ones before. Each measure is answered once for a place, and holds for every "
           "asset there unless an answer nearer says otherwise."),
        N_("✓  met\n●  partly\n!  not met\n–  not relevant, with a reason\n○  not yet known"),
        N_("With several assets or systems the weakest counts. ◐ is met or not relevant for some of the "
           "assets; of the others nothing is known yet. A risk assessment confirms the measures: "
           "record it with r."),
        N_("x hands out the requirements for a procurement of what is shown: the workshop, a system or an "
           "asset."),
    )  # fmt: skip

    @work(exclusive=True, group="pick")
    async def action_of(self) -> None:
        """Choose whose measures are shown."""
        options = [("", _("The whole workshop"), "")]
        options += [(system.id.hex, system.name, _("system")) for system in self._systems]
        options += [(a.id.hex, a.name, "") for a in self._found.assets if not a.excluded]
        panel = PickPanel[str](_("Whose measures?"), options, self._of.hex if self._of else "")
        chosen = await self.ksa.push_screen_wait(panel)
        if chosen is None:
            return
        self._of = UUID(chosen) if chosen else None
        if self._at not in [where.place for where in self._wheres()]:
            self._at = (Scope.ORGANISATION, None)
            self.ksa.say(_("The answers hold for {place} again.").format(place=self._at_name))
        self._show()

    @work(exclusive=True, group="pick")
    async def action_place(self) -> None:
        """Choose where the answers hold."""
        options = [(where.place, where.name, "") for where in self._wheres()]
        panel = PickPanel[Place](_("Where do the answers hold?"), options, self._at)
        chosen = await self.ksa.push_screen_wait(panel)
        if chosen is not None:
            self._at = chosen
            self._show()

    # ------------------------------------------------------------ what can be done

    def _answer(self, draft: AnswerDraft | None) -> None:
        if (line := self._table.current) is None:
            return
        try:
            protection.answer(self.ksa.store, self._workshop_id, line.measure.id, self._at, draft)
        except KsaError as error:
            self.show_error(error)
            return
        self.reload()
        if draft is not None:
            self._say_if_it_holds_nowhere(line.measure.id)

    def _say_if_it_holds_nowhere(self, measure: str) -> None:
        """An answer that shows on no line looks like a key that does nothing."""
        found = self._found.lines(self._assets)
        if not any(line.holds_somewhere(self._at) for line in found if line.measure.id == measure):
            text = _("Saved for {place}, but it counts for no asset here: none of them is there, or "
                     "another answer weighs more.")  # fmt: skip
            self.ksa.say(text.format(place=self._at_name))

    def action_say(self, state: str) -> None:
        """How it stands with the measure under the cursor; role, date and note stay."""
        if (line := self._table.current) is None:
            return
        known = self._found.answer_at(line.measure.id, self._at)
        kept = (known.role, known.due, known.note) if known else ("", None, "")
        self._answer(AnswerDraft(State(state), "", *kept))

    def action_clear(self) -> None:
        """Take the answer at this place back."""
        self._answer(None)

    @on(ListTable.RowChosen, "#measures")
    @work(exclusive=True, group="form")
    async def action_form(self) -> None:
        """The answer in full."""
        if (line := self._table.current) is None:
            return
        known = self._found.answer_at(line.measure.id, self._at)
        form = MeasureForm(self._workshop_id, line.measure, self._at, self._at_name, known)
        await self.ksa.push_screen_wait(form)

    @work(exclusive=True, group="form")
    async def action_risk(self) -> None:
        """Record a risk assessment."""
        await self.ksa.push_screen_wait(RiskForm(self._workshop_id))

    @work(exclusive=True, group="form")
    async def action_require(self) -> None:
        """Hand out what to require of a supplier for what is shown."""
        try:
            what = requirements.required(self.ksa.store, self._workshop_id, self._of)
        except KsaError as error:
            self.show_error(error)
            return
        await self.ksa.push_screen_wait(RequirementsPanel(self._workshop_id, self._of, what))

    def action_gaps(self) -> None:
        """Only what is left, by date, or all in the order of the catalogue."""
        self._only_gaps = not self._only_gaps
        self._order = Order.DUE if self._only_gaps else Order.CATALOGUE
        self._show()

    def action_order(self) -> None:
        """The next order."""
        orders = list(Order)
        self._order = orders[(orders.index(self._order) + 1) % len(orders)]
        self._show()

    @work(exclusive=True, group="pick")
    async def action_role(self) -> None:
        """Choose whose part is shown."""
        roles = roles_of(self._found.lines(self._assets))
        options = [(EVERYBODY, _("Everybody's"), "")]
        options += [(role, role_words(role), "") for role in roles]
        shown = EVERYBODY if self._role is None else self._role
        panel = PickPanel[str](_("Whose part of what is left?"), options, shown)
        chosen = await self.ksa.push_screen_wait(panel)
        if chosen is not None:
            self._role = None if chosen == EVERYBODY else chosen
            self._show()

    def action_back(self) -> None:
        """Back to where one came from."""
        self.dismiss(None)
