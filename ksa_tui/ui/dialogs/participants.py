"""Who is in the room, and in which role."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from typing import TYPE_CHECKING, ClassVar, Final
from uuid import UUID

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from ksa_tui.domain.checks import absent_core_roles
from ksa_tui.domain.model import Model
from ksa_tui.domain.sitting import Sitting
from ksa_tui.domain.texts import fold
from ksa_tui.domain.workshop import Participant, Workshop
from ksa_tui.i18n import N_, _, language, ngettext
from ksa_tui.services import attendance, workshops
from ksa_tui.services.workshops import ParticipantDraft, parse_participants
from ksa_tui.ui.commands import TABLE_KEYS, Command, bindings
from ksa_tui.ui.dialogs.form import CANCEL, SAVE_TEXT, FormPanel
from ksa_tui.ui.dialogs.list_panel import UNDO, ListPanel
from ksa_tui.ui.dialogs.pick import PickPanel
from ksa_tui.ui.presence_words import noted_at, presence_words
from ksa_tui.ui.texts import one_line, plain
from ksa_tui.ui.widgets.form import AreaField, TextField
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.table_line import Column
from ksa_tui.ui.widgets.words import alert

if TYPE_CHECKING:
    from ksa_tui.store import Store

COMMANDS: Final = (
    Command(
        "participants.edit", "enter,e", N_("edit"), N_("Change name, role or department."), "edit",
        shown=True,
    ),
    Command(
        "participants.presence", "space", N_("came/left"),
        N_("Someone leaves now, or comes back now; the minutes tell when."), "presence", shown=True,
    ),
    Command(
        "participants.add", "a", N_("add"), N_("Paste or write people, one on each line."), "add",
        shown=True,
    ),
    Command(
        "participants.take", "t", N_("earlier ones"),
        N_("Take the people of an earlier workshop."), "take",
    ),
    Command(
        "participants.whole", "n", N_("not here at all"),
        N_("Someone is not here at all this time, or is here all the time."), "whole",
    ),
    Command(
        "participants.remove", "delete", N_("remove"),
        N_("Take someone off the list; ctrl+z brings them back."), "remove",
    ),
    *UNDO,
    *TABLE_KEYS,
)  # fmt: skip


def role_words(model: Model, person: Participant) -> str:
    """The role of the model, else what was written."""
    role = model.role(person.role_id)
    return role.name.get(language()) if role else person.role_text


class ParticipantsPanel(ListPanel[None, Participant]):
    """The list of the room, with the core roles that nobody has."""

    PANEL_WIDTH = 88
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("Who is in the room")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_("Paste the invitation list: one person on each line, name and role with a comma between."),
        N_("Some roles should always be there. The panel says which of them are missing; the "
           "workshop goes on without them all the same."),
        N_("Whoever is listed counts as here all the time. Only where someone comes later or leaves "
           "before the end is there anything to press."),
    )  # fmt: skip

    def __init__(self, workshop_id: UUID) -> None:
        super().__init__()
        self._workshop_id = workshop_id
        self._workshop: Workshop
        self._sitting: Sitting | None = None
        """The latest sitting, if anybody is noted to have come or gone at it."""

    @property
    def _model(self) -> Model:
        return workshops.model_of(self.ksa.store, self._workshop_id)

    # ---------------------------------------------------------------- what is on screen

    def heading(self) -> str:
        """What the panel is about."""
        return _("In the room")

    def read(self) -> Sequence[Participant]:
        """The people, in the order they were written."""
        workshop = workshops.load(self.ksa.store, self._workshop_id, with_assets=False)
        self._workshop = workshop
        self._sitting = next(
            (
                sitting
                for sitting in workshop.sittings[-1:]
                if any(noted_at(sitting, person) for person in workshop.participants)
            ),
            None,
        )
        return workshop.participants

    def reload(self) -> None:
        """Read the people again; the column of who is here may have come or gone."""
        super().reload()
        self.list.set_columns(self.columns(), lines=self.row_lines())

    def columns(self) -> Sequence[Column[Participant]]:
        """Name, role, department; who is here instead of the last, once anything is noted about that."""
        model = self._model
        return [
            Column(_("Name"), lambda person: person.name),
            Column(_("Role"), lambda person: role_words(model, person), 26),
            Column(_("Here"), self._here, 20)
            if self._sitting
            else Column(
                _("Department"), lambda person: plain(person.department, "$text-muted"), 20
            ),
        ]

    def _here(self, person: Participant) -> Content:
        here = self._sitting
        return Content("") if here is None else presence_words(here, person)

    def key_of(self, row: Participant) -> Hashable:
        """The participant."""
        return row.id

    def above(self) -> Content:
        """The core roles that are missing."""
        absent = absent_core_roles(self._model, self._workshop)
        if not absent:
            return Content.styled(_("✓ All core roles are there."), "$text-muted")
        names = ", ".join(role.name.get(language()) for role in absent)
        return Content.assemble(alert("! "), _("Missing in the room: {roles}").format(roles=names))

    def empty_words(self) -> str:
        """What to do."""
        return _("Nobody yet. a pastes people, t takes those of an earlier workshop.")

    def detail(self, row: Participant) -> Content:
        """Everything about someone, and what the role does."""
        role = self._model.role(row.role_id)
        facts = ", ".join(part for part in (role_words(self._model, row), row.department) if part)
        task = role.task.get(language()) if role else ""
        if self._sitting:
            facts = " · ".join(part for part in (facts, self._here(row).plain) if part)
        return Content.assemble(
            (one_line(row.name), "bold"), "\n", one_line(facts), "\n", (task, "$text-muted")
        )

    # ---------------------------------------------------------------- what can be done

    @on(ListTable.RowChosen, "#list")
    async def chosen(self) -> None:
        """Enter edits."""
        await self.ksa.run_action("edit", self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nobody is changed where nobody is."""
        if action in {"edit", "remove", "presence", "whole"} and self.is_mounted:
            return self.list.current is not None
        return True

    def action_edit(self) -> None:
        """Change the one under the cursor."""
        if (person := self.list.current) is not None:
            self.ksa.push_screen(ParticipantForm(self._model, person))

    def action_add(self) -> None:
        """Paste people."""
        self.ksa.push_screen(PasteParticipants(self._workshop_id))

    def action_remove(self) -> None:
        """Take the one under the cursor off the list; undo brings them back."""
        if (person := self.list.current) is None:
            return
        workshops.remove_participant(self.ksa.store, person.id)
        self.reload()
        said = _("{title} was removed. Ctrl+z brings it back.")
        self.ksa.say(said.format(title=one_line(person.name)))

    def action_presence(self) -> None:
        """The one under the cursor leaves or comes back."""
        self._note(attendance.toggle)

    def action_whole(self) -> None:
        """The one under the cursor is not here at all, or all the time."""
        self._note(attendance.toggle_whole)

    def _note(self, toggle: Callable[[Store, UUID], bool]) -> None:
        if (person := self.list.current) is not None:
            toggle(self.ksa.store, person.id)
            self.reload()

    @work(exclusive=True, group="participants")
    async def action_take(self) -> None:
        """Take the people of an earlier workshop; those already here are left out."""
        earlier = workshops.earlier_participants(self.ksa.store, self._workshop_id)
        if not earlier:
            self.ksa.say(_("No other workshop has any participants."))
            return
        options = [(drafts, title, _people(len(drafts))) for title, drafts in earlier]
        drafts = await self.ksa.push_screen_wait(PickPanel(_("Take them from"), options))
        here = {fold(person.name) for person in self._workshop.participants}
        new = [draft for draft in drafts or () if fold(draft.name) not in here]
        if new:
            workshops.add_participants(self.ksa.store, self._workshop_id, new)
            self.reload()


def _people(count: int) -> str:
    return ngettext("{count} participant", "{count} participants", count).format(count=count)


class PasteParticipants(FormPanel[int]):
    """Lines of people; returns how many were added."""

    PANEL_WIDTH: ClassVar[int] = 84
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (SAVE_TEXT, CANCEL)
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("Add participants")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_("One person on each line: name, role, department. Commas, semicolons and tabs all do."),
        N_("A role that the model knows is recognised, also when it is shortened."),
    )
    people = getters.query_one("#people", AreaField)

    def __init__(self, workshop_id: UUID) -> None:
        super().__init__()
        self._workshop_id = workshop_id

    def heading(self) -> str:
        """That they are new."""
        return _("Add participants")

    def compose_fields(self) -> ComposeResult:
        """One large field."""
        yield AreaField(
            _("Name, role"),
            id="people",
            height=10,
            required=N_("Write at least one name."),
            placeholder=_("Anna Ek, scribe\nBo Öst, subject-matter expert, School office"),
        )

    def save(self) -> int:
        """Add everyone."""
        drafts = parse_participants(self.people.read())
        workshops.add_participants(self.ksa.store, self._workshop_id, drafts)
        return len(drafts)


class ParticipantForm(FormPanel[UUID]):
    """Change one participant; returns who."""

    HELP_TITLE = N_("A participant")
    name_field = getters.query_one("#name", TextField)
    role = getters.query_one("#role", TextField)
    department = getters.query_one("#department", TextField)

    def __init__(self, model: Model, person: Participant) -> None:
        super().__init__()
        self._model = model
        self._person = person

    def heading(self) -> str:
        """That one is changed."""
        return _("Edit the participant")

    def compose_fields(self) -> ComposeResult:
        """The participant as they are."""
        person, known = self._person, workshops.suggestions(self.ksa.store)
        roles = [role.name.get(language()) for role in self._model.roles]
        needed = N_("A participant needs a name.")
        yield TextField(_("Name"), person.name, id="name", required=needed)
        yield TextField(_("Role"), role_words(self._model, person), id="role", suggestions=roles)
        yield TextField(
            _("Department"), person.department, id="department", suggestions=known.departments
        )

    def save(self) -> UUID:
        """Change them."""
        draft = ParticipantDraft(self.name_field.read(), self.role.read(), self.department.read())
        workshops.edit_participant(self.ksa.store, self._person.id, draft)
        return self._person.id
