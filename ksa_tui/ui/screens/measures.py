"""Measures: what protection the levels ask for, how it stands with each, and what is left to do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final
from uuid import UUID

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ksa_tui.domain.protecting import Place, Scope, State
from ksa_tui.domain.protection_plan import Line, action_plan
from ksa_tui.domain.workshop import Asset, System
from ksa_tui.errors import KsaError
from ksa_tui.i18n import N_, _, language
from ksa_tui.services import protection, requirements, workshops
from ksa_tui.services.protection import AnswerDraft, Protection
from ksa_tui.ui.base import Page
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.dialogs.measure_form import MeasureForm, RiskForm
from ksa_tui.ui.dialogs.pick import PickPanel
from ksa_tui.ui.dialogs.requirements import RequirementsPanel
from ksa_tui.ui.measure_words import (
    Where,
    in_full,
    letters_of,
    state_of,
    summary,
    when_and_who,
)
from ksa_tui.ui.screens.measures_commands import COMMANDS
from ksa_tui.ui.sizes import NORMAL
from ksa_tui.ui.texts import joined, one_line
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.table_line import Column

STATE_WIDTH: Final = 16
WHO_WIDTH: Final = 28


class MeasuresPage(Page[None]):
    """One line for each measure, however many assets bring it."""

    DEFAULT_CSS = """
    MeasuresPage {
        #head { height: auto; margin-bottom: 1; }
        #measures { height: 1fr; }
        #detail {
            height: 7; border-top: solid $hairline; padding-left: 2; scrollbar-size-vertical: 1;
        }
        #detail-text { height: auto; }
        &.-roomy #detail { height: 9; }
    }
    """
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("Measures")
    HELP_TEXT = (
        N_("Measures follow from the levels, each aspect by itself: decided levels where there is a "
           "decision, proposed ones before. Each measure is answered once for a place, and holds for every "
           "asset there unless an answer nearer says otherwise."),
        N_("✓  met\n●  partly\n!  not met\n–  not relevant, with a reason\n○  not yet known"),
        N_("With several assets or systems the weakest counts. A risk assessment confirms the measures: "
           "record it with r."),
        N_("x hands out the requirements for a procurement of what is shown: the workshop, a system or an "
           "asset."),
    )  # fmt: skip

    def __init__(self, workshop_id: UUID, asset: UUID | None = None) -> None:
        """``asset`` is a treatment whose measures are shown first; None shows the whole workshop's."""
        super().__init__()
        self._workshop_id = workshop_id
        self._of: UUID | None = asset
        """The treatment or the system shown; None is the whole workshop."""
        self._only_gaps = False
        self._at: Place = (Scope.ORGANISATION, None)
        self._found: Protection
        self._title = ""

    # ------------------------------------------------------------ what is on screen

    def place(self) -> str:
        """The workshop."""
        self._look()
        return self._title

    def _look(self) -> None:
        self._title = workshops.draft_of(self.ksa.store, self._workshop_id).title
        self._found = protection.protection(self.ksa.store, self._workshop_id)

    def compose_page(self) -> ComposeResult:
        """Whose measures, the list, and the one under the cursor in full."""
        yield Static(id="head", markup=False)
        yield ListTable[Line]((), key=lambda line: line.measure.id, id="measures")
        with VerticalScroll(id="detail", can_focus=False):
            yield Static(id="detail-text", markup=False)

    def fill(self) -> None:
        """Show what there is, and give the list the keys."""
        self._lay_out()
        self._show()
        self._table.focus()

    def reload(self) -> None:
        """Read again: undo or a form may have changed it."""
        self._look()
        self._show()

    def _show(self) -> None:
        found = self._found.lines(self._assets)
        self._table.set_empty(self._nothing())
        self._table.set_rows(action_plan(found) if self._only_gaps else found)
        head = [
            Content.styled(self._of_name, "bold"),
            Content.styled(summary(found), "$text-muted"),
        ]
        where = Content.styled(
            _("answers hold for {place}").format(place=self._at_name), "$text-muted"
        )
        risk = Content.styled(self._risk_words(), "$text-muted")
        lines = [joined([*head, where]), risk]
        self.query_one("#head", Static).update(Content("\n").join(lines))

    def _nothing(self) -> str:
        if self._only_gaps and self._found.lines(self._assets):
            return _("✓ Nothing is left to do here.")
        return _("No measures yet: they follow from the levels, once something is rated.")

    def _risk_words(self) -> str:
        if not self._found.risk_assessments:
            return _("No risk assessment has confirmed the measures yet: r.")
        latest = self._found.risk_assessments[0]
        parts = [
            _("risk assessment {day}").format(day=latest.made_on.isoformat()),
            one_line(latest.reference),
        ]
        return " · ".join(part for part in parts if part)

    @property
    def _table(self) -> ListTable[Line]:
        return self.query_one("#measures", ListTable)

    def on_resize(self, _event: events.Resize) -> None:
        """The role is shown where there is room."""
        self._lay_out()

    def _lay_out(self) -> None:
        for table in self.query("#measures").results(ListTable):
            table.set_columns(self._columns())

    def _columns(self) -> list[Column[Line]]:
        model = self._found.model
        letters = 2 * sum(len(aspect.letter) for aspect in model.aspects) + 1
        columns = [
            Column[Line](_("Measure"), lambda line: one_line(line.measure.title.get(language()))),
            Column[Line]("", lambda line: letters_of(model, line), letters),
            Column[Line](_("State"), state_of, STATE_WIDTH),
        ]
        if self.size.width >= NORMAL:
            columns.append(Column(_("Done by, responsible"), when_and_who, WHO_WIDTH))
        return columns

    @on(ListTable.RowHighlighted, "#measures")
    def follow_cursor(self) -> None:
        """The row under the cursor in full."""
        line = self._table.current
        text = (
            in_full(self._found.model, self._found.measures, line, self._wheres()) if line else ""
        )
        self.query_one("#detail-text", Static).update(text)
        self.query_one("#detail", VerticalScroll).scroll_home(animate=False)

    # ------------------------------------------------------------ whose measures, and where answers hold

    @property
    def _assets(self) -> Sequence[Asset]:
        if self._of is None:
            return self._found.assets
        return [
            asset
            for asset in self._found.assets
            if asset.id == self._of or any(system.id == self._of for system in asset.systems)
        ]

    @property
    def _systems(self) -> Sequence[System]:
        found = {system.id: system for asset in self._found.assets for system in asset.systems}
        return sorted(found.values(), key=lambda system: system.name.casefold())

    @property
    def _of_name(self) -> str:
        names = {each.id: each.name for each in self._found.assets}
        names |= {each.id: each.name for each in self._systems}
        return one_line(names[self._of]) if self._of in names else _("The whole workshop")

    def _wheres(self) -> list[Where]:
        """Where answers can hold for what is shown, the widest first."""
        wheres = [Where((Scope.ORGANISATION, None), _("the whole organisation"))]
        wheres += [Where((Scope.DEPARTMENT, d.id), d.name) for d in self._found.departments]
        shown = {system.id for asset in self._assets for system in asset.systems}
        wheres += [Where((Scope.SYSTEM, s.id), s.name) for s in self._systems if s.id in shown]
        if self._of is not None and len(self._assets) == 1:
            asset = self._assets[0]
            wheres.append(Where((Scope.ASSET, asset.asset_id), asset.name))
        return wheres

    @property
    def _at_name(self) -> str:
        return next((one_line(w.name) for w in self._wheres() if w.place == self._at), "")

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
        """Only what is left, or all."""
        self._only_gaps = not self._only_gaps
        self._show()

    def action_back(self) -> None:
        """Back to where one came from."""
        self.dismiss(None)
