"""What a workshop is about, who owns the information, and who leads it."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from textual import getters
from textual.app import ComposeResult

from ksa_tui.i18n import N_, _
from ksa_tui.services import workshops
from ksa_tui.services.stores import suggested_actor
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.ui.dialogs.form import FormPanel
from ksa_tui.ui.widgets.form import DateField, TextField, TimeField


class WorkshopForm(FormPanel[UUID]):
    """Make a workshop, or change one; returns its id."""

    PANEL_WIDTH: ClassVar[int] = 80
    HELP_TITLE = N_("A workshop")
    title_field = getters.query_one("#title", TextField)
    department = getters.query_one("#department", TextField)
    owner = getters.query_one("#owner", TextField)
    owner_title = getters.query_one("#owner-title", TextField)
    owner_mail = getters.query_one("#owner-mail", TextField)
    held_on = getters.query_one("#held-on", DateField)
    planned_end = getters.query_one("#planned-end", TimeField)
    facilitator = getters.query_one("#facilitator", TextField)
    facilitator_role = getters.query_one("#facilitator-role", TextField)

    def __init__(self, workshop_id: UUID | None = None) -> None:
        super().__init__()
        self._workshop_id = workshop_id

    def heading(self) -> str:
        """Whether one is made or changed."""
        return _("New workshop") if self._workshop_id is None else _("Edit the workshop")

    def _draft(self) -> WorkshopDraft:
        if self._workshop_id is not None:
            return workshops.draft_of(self.ksa.store, self._workshop_id)
        settings = self.ksa.settings
        return WorkshopDraft(
            title="",
            facilitator=settings.facilitator or suggested_actor().name,
            facilitator_role=settings.facilitator_role,
            held_on=self.ksa.today(),
        )

    def compose_fields(self) -> ComposeResult:
        """The object, its owner, the day, the facilitator."""
        draft, known = self._draft(), workshops.suggestions(self.ksa.store)
        names = [owner.name for owner in known.owners]
        titles = sorted({owner.role_title for owner in known.owners if owner.role_title})
        yield TextField(
            _("Title"),
            draft.title,
            id="title",
            required=N_("A workshop needs a title: what is it about?"),
            placeholder=_("for instance School health"),
        )
        yield TextField(
            _("Department"), draft.department, id="department", suggestions=known.departments
        )
        yield TextField(
            _("Information owner"), draft.owner_name, id="owner", suggestions=names
        ).add_class("group")
        yield TextField(_("Owner's title"), draft.owner_title, id="owner-title", suggestions=titles)
        yield TextField(_("Owner's e-mail"), draft.owner_e_mail, id="owner-mail")
        yield DateField(_("Date"), draft.held_on, id="held-on", today=self.ksa.today()).add_class(
            "group"
        )
        yield TimeField(_("Planned end"), draft.planned_end, id="planned-end")
        yield TextField(_("Facilitator"), draft.facilitator, id="facilitator").add_class("group")
        yield TextField(_("Facilitator's role"), draft.facilitator_role, id="facilitator-role")

    def save(self) -> UUID:
        """Make or change the workshop; the facilitator is kept for the next one."""
        draft = WorkshopDraft(
            title=self.title_field.read(),
            owner_name=self.owner.read(),
            owner_title=self.owner_title.read(),
            owner_e_mail=self.owner_mail.read(),
            department=self.department.read(),
            facilitator=self.facilitator.read(),
            facilitator_role=self.facilitator_role.read(),
            held_on=self.held_on.read(),
            planned_end=self.planned_end.read(),
        )
        if self._workshop_id is not None:
            workshops.edit(self.ksa.store, self._workshop_id, draft)
            return self._workshop_id
        made = workshops.create(self.ksa.store, draft)
        self.ksa.remember(facilitator=draft.facilitator, facilitator_role=draft.facilitator_role)
        return made
