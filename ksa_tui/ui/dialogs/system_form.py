"""A system made or changed, and two that are one."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from textual import getters
from textual.app import ComposeResult
from textual.widgets import Static

from ksa_tui.i18n import N_, _
from ksa_tui.services import system_changes, system_merging, systems, workshops
from ksa_tui.services.system_changes import SystemDraft
from ksa_tui.ui.dialogs.form import FormPanel
from ksa_tui.ui.texts import one_line
from ksa_tui.ui.widgets.form import TextField


class SystemForm(FormPanel[UUID]):
    """Returns the system."""

    PANEL_WIDTH: ClassVar[int] = 84
    HELP_TITLE = N_("A system")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_("Most systems come with the information assets that lie in them. Make one here that holds none of "
           "its own: a server, an archive, an integration platform."),
        N_("With a supplier, the measures that concern suppliers follow too. Write a role as owner and not a "
           "person: roles stay when people move."),
    )  # fmt: skip
    name_field = getters.query_one("#name", TextField)
    supplier = getters.query_one("#supplier", TextField)
    owner = getters.query_one("#owner", TextField)
    department = getters.query_one("#department", TextField)

    def __init__(self, system: UUID | None = None) -> None:
        super().__init__()
        self._system = system

    def heading(self) -> str:
        """Whether one is made or changed."""
        return _("New system") if self._system is None else _("Edit the system")

    def compose_fields(self) -> ComposeResult:
        """Name, supplier, who answers for it."""
        store = self.ksa.store
        draft = system_changes.draft_of(store, self._system) if self._system else SystemDraft("")
        facts = systems.read(store).facts.values()
        suppliers = sorted({each.supplier for each in facts if each.supplier})
        known = workshops.suggestions(store).departments
        yield TextField(_("Name"), draft.name, id="name", required=N_("The system needs a name."))
        yield TextField(_("Supplier"), draft.supplier, id="supplier", suggestions=suppliers)
        yield TextField(
            _("System owner"), draft.owner, id="owner", placeholder=_("a role, not a name")
        )
        yield TextField(_("Department"), draft.department, id="department", suggestions=known)

    def save(self) -> UUID:
        """Make or change it."""
        draft = SystemDraft(
            self.name_field.read(), self.supplier.read(), self.owner.read(), self.department.read()
        )
        if self._system is None:
            return system_changes.add(self.ksa.store, draft)
        system_changes.edit(self.ksa.store, self._system, draft)
        return self._system


class MergeSystems(FormPanel[UUID]):
    """Returns the system that is kept."""

    PANEL_WIDTH: ClassVar[int] = 84
    HELP_TITLE = N_("Two systems that are one")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_("For a system that was written in two ways. All that lies in the other one comes here, with its "
           "links, levels and answers; the other name goes. Ctrl+z takes it back."),
    )  # fmt: skip
    other = getters.query_one("#other", TextField)

    def __init__(self, system: UUID) -> None:
        super().__init__()
        self._system = system

    def heading(self) -> str:
        """Which one is kept."""
        name = one_line(systems.read(self.ksa.store).name(self._system))
        return _("Which other system is the same as {name}?").format(name=name)

    def compose_fields(self) -> ComposeResult:
        """The other's name."""
        facts = systems.read(self.ksa.store).facts.values()
        lead = _("All that lies in the other one comes here, and its name goes.")
        yield Static(lead, classes="lead", markup=False)
        yield TextField(
            _("The other system"),
            id="other",
            suggestions=[each.name for each in facts if each.id != self._system],
            required=N_("Write the name of the other system."),
        )

    def save(self) -> UUID:
        """Make them one."""
        other = system_changes.named(self.ksa.store, self.other.read())
        system_merging.merge(self.ksa.store, self._system, other)
        return self._system
