"""Questions left for later: parked, answered, taken away."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar, Final, Literal
from uuid import UUID

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from ksa_tui.domain.workshop import ParkedQuestion, Workshop
from ksa_tui.i18n import N_, _
from ksa_tui.services import parked, tables, workshops
from ksa_tui.ui.commands import TABLE_KEYS, Command, bindings
from ksa_tui.ui.dialogs.form import CANCEL, NEXT_FIELD, SAVE_TEXT, FormPanel
from ksa_tui.ui.dialogs.list_panel import UNDO, ListPanel
from ksa_tui.ui.screens.workshop_remarks import open_questions, when_and_who
from ksa_tui.ui.texts import lines, one_line
from ksa_tui.ui.widgets.form import AreaField, ChoiceField, DateField, TextField
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.table_line import Column

Scope = Literal["workshop", "asset"]

COMMANDS: Final = (
    Command(
        "parked.answer", "enter", N_("answer"), N_("Write how the question was answered."), "answer",
        shown=True,
    ),
    Command("parked.add", "a", N_("park"), N_("Park another question."), "add", shown=True),
    Command(
        "parked.remove", "delete", N_("remove"),
        N_("Take the question away; ctrl+z brings it back."), "remove", shown=True,
    ),
    *UNDO,
    *TABLE_KEYS,
)  # fmt: skip


class ParkedPanel(ListPanel[None, ParkedQuestion]):
    """Those that wait first, the nearest date on top; then those that are answered."""

    PANEL_WIDTH = 88
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("Parked questions")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_("A question that would hold up the room is left for later, with a name and a date."),
        N_("Questions without an answer go with the workbook, so that the owner knows of them."),
    )

    def __init__(self, workshop_id: UUID, treatment: UUID | None = None) -> None:
        super().__init__()
        self._workshop_id = workshop_id
        self._treatment = treatment
        """The asset that a new question may be about."""
        self._workshop: Workshop
        self._names: dict[UUID | None, str] = {}

    # ---------------------------------------------------------------- what is on screen

    def heading(self) -> str:
        """What the panel is about."""
        return _("Parked questions")

    def read(self) -> Sequence[ParkedQuestion]:
        """The questions, those without an answer first."""
        store = self.ksa.store
        self._workshop = workshops.load(store, self._workshop_id, with_assets=False)
        self._names = {row.id: row.name for row in tables.table(store, self._workshop_id).rows}
        self._names[None] = _("the whole workshop")
        answered = [q for q in self._workshop.parked if q.resolved_at is not None]
        return [*open_questions(self._workshop), *answered]

    def columns(self) -> Sequence[Column[ParkedQuestion]]:
        """The question with its sign, who answers and when."""
        return [
            Column(_("Question"), _question),
            Column(_("When and who"), _answer_by, 28),
        ]

    def key_of(self, row: ParkedQuestion) -> Hashable:
        """The question."""
        return row.id

    def empty_words(self) -> str:
        """That nothing waits."""
        return _("Nothing is parked. a parks a question.")

    def detail(self, row: ParkedQuestion) -> Content:
        """The question in full, what it is about, and its answer."""
        parts = [
            Content.styled(lines(row.text), "bold"),
            Content.styled(
                ", ".join((one_line(self._names[row.asset]), when_and_who(row))),
                "$text-muted",
            ),
        ]
        if row.resolved_at is not None:
            parts.append(Content.assemble("✓ ", lines(row.resolution)))
        return Content("\n").join(parts)

    # ---------------------------------------------------------------- what can be done

    @on(ListTable.RowChosen, "#list")
    async def chosen(self) -> None:
        """Enter answers."""
        await self.ksa.run_action("answer", self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is answered where nothing is asked."""
        if action in {"answer", "remove"} and self.is_mounted:
            return self.list.current is not None
        return True

    def action_answer(self) -> None:
        """Write the answer."""
        if (question := self.list.current) is not None:
            self.ksa.push_screen(AnswerForm(question))

    def action_add(self) -> None:
        """Park a question."""
        name = self._names.get(self._treatment, "")
        self.ksa.push_screen(ParkForm(self._workshop, self._treatment, name))

    def action_remove(self) -> None:
        """Take the question away; undo brings it back."""
        if (question := self.list.current) is None:
            return
        parked.remove(self.ksa.store, question.id)
        self.reload()
        self.ksa.say(_("The question was removed. Ctrl+z brings it back."))


def _question(row: ParkedQuestion) -> Content:
    if row.resolved_at is not None:
        return Content.styled(f"✓ {one_line(row.text)}", "$text-muted")
    return Content.assemble(("? ", "bold"), one_line(row.text))


def _answer_by(row: ParkedQuestion) -> Content:
    words = _("answered") if row.resolved_at is not None else when_and_who(row)
    return Content.styled(words, "$text-muted")


class ParkForm(FormPanel[UUID]):
    """Park a question about the workshop or one asset in it; returns the question."""

    PANEL_WIDTH: ClassVar[int] = 84
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (SAVE_TEXT, NEXT_FIELD, CANCEL)
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("Park a question")
    text = getters.query_one("#text", AreaField)
    who = getters.query_one("#who", TextField)
    due = getters.query_one("#due", DateField)

    def __init__(
        self,
        workshop: Workshop,
        treatment: UUID | None = None,
        asset_name: str = "",
        aspect: str | None = None,
    ) -> None:
        super().__init__()
        self._workshop = workshop
        self._treatment = treatment
        self._asset_name = asset_name
        self._aspect = aspect

    def heading(self) -> str:
        """What is done."""
        return _("Park a question")

    def compose_fields(self) -> ComposeResult:
        """The question, who and when, and what it is about if that can be chosen."""
        people = [person.name for person in self._workshop.participants]
        needed = N_("Write the question that is to be parked.")
        yield AreaField(_("Question"), id="text", required=needed)
        yield TextField(_("Who finds out"), id="who", suggestions=people)
        yield DateField(_("By when"), id="due", today=self.ksa.today())
        if self._treatment is not None:
            scopes: list[tuple[Scope, str]] = [
                ("asset", one_line(self._asset_name)),
                ("workshop", _("the whole workshop")),
            ]
            yield ChoiceField(_("About"), scopes, "asset", id="about", stacked=True)

    @property
    def _is_about_asset(self) -> bool:
        if self._treatment is None:
            return False
        return self.query_one("#about", ChoiceField).read() == "asset"

    def save(self) -> UUID:
        """Park it."""
        about = self._is_about_asset
        return parked.add(
            self.ksa.store,
            self._workshop.id,
            self.text.read(),
            self.who.read(),
            self.due.read(),
            self._treatment if about else None,
            self._aspect if about else None,
        )


class AnswerForm(FormPanel[UUID]):
    """Write how a question was answered; returns the question."""

    PANEL_WIDTH: ClassVar[int] = 84
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (SAVE_TEXT, CANCEL)
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("Answer a parked question")
    answer = getters.query_one("#answer", AreaField)

    def __init__(self, question: ParkedQuestion) -> None:
        super().__init__()
        self._question = question

    def heading(self) -> str:
        """The question."""
        return one_line(self._question.text)

    def compose_fields(self) -> ComposeResult:
        """The answer so far."""
        needed = N_("Write how the question was answered.")
        yield AreaField(
            _("Answer"), self._question.resolution, id="answer", height=4, required=needed
        )

    def save(self) -> UUID:
        """Keep the answer."""
        parked.resolve(self.ksa.store, self._question.id, self.answer.read())
        return self._question.id
