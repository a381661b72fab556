"""What an information asset is: written in, one after another, or changed."""

from __future__ import annotations

from dataclasses import replace
from typing import ClassVar
from uuid import UUID

from textual import getters
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import BindingType
from textual.widgets import Input

from ksa_tui.domain.legal import read_law
from ksa_tui.domain.workshop import Ref
from ksa_tui.i18n import N_, _
from ksa_tui.services import assets, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.dialogs.form import CANCEL, NEXT_FIELD, SAVE_TEXT, FormPanel
from ksa_tui.ui.texts import one_line
from ksa_tui.ui.widgets.form import AreaField, Field, TextField

NAME_NEEDED = N_("The information asset needs a name.")
ADD = Command(
    "form.save", "ctrl+s,enter", N_("save"), N_("Save, and write the next one."), "save", shown=True,
    display="enter",
)  # fmt: skip
DONE = Command(
    "form.cancel", "escape", N_("done"), N_("Close; what was saved stays."), "cancel", shown=True
)


class AssetForm(FormPanel[UUID]):
    """The fields that both forms have. Facts that suggest a lowest level are asked for in Classify."""

    PANEL_WIDTH: ClassVar[int] = 84
    HELP_TITLE = N_("An information asset")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_("An information asset is a meaningful set of information, never a system: say which "
           "systems it is in instead."),
        N_("Only the name is needed. The owner is filled in when it is not the workshop's own."),
        N_("Legal bases may be written as you are used to: OSL 25:1, 25 kap. 1 §."),
    )  # fmt: skip
    name_field = getters.query_one("#name", TextField)
    medium = getters.query_one("#medium", TextField)
    systems = getters.query_one("#systems", TextField)
    laws = getters.query_one("#laws", TextField)
    department = getters.query_one("#department", TextField)
    owner = getters.query_one("#owner", TextField)

    def __init__(self, workshop_id: UUID) -> None:
        super().__init__()
        self._workshop_id = workshop_id

    def fields_of(self, draft: AssetDraft) -> ComposeResult:
        """The fields as ``draft`` has them."""
        known = workshops.suggestions(self.ksa.store)
        owners = [owner.name for owner in known.owners]
        yield TextField(_("Name"), draft.name, id="name", required=NAME_NEEDED)
        yield self.description_field(draft.description)
        yield TextField(
            _("Medium"), draft.medium, id="medium", placeholder=_("digital, paper, spoken")
        )
        yield TextField(
            _("Systems"),
            _systems_text(draft),
            id="systems",
            placeholder=_("several with a comma between"),
        )
        yield TextField(
            _("Legal bases"),
            _laws_text(draft),
            id="laws",
            placeholder=_("for instance OSL 25:1"),
        )
        yield TextField(
            _("Department"), draft.department, id="department", suggestions=known.departments
        )
        yield TextField(
            _("Own owner"), draft.owner_name, id="owner", suggestions=owners,
            placeholder=_("only when it is not the workshop's"),
        )  # fmt: skip

    def description_field(self, text: str) -> Field[str]:
        """One line while assets are written in, several when one is changed."""
        raise NotImplementedError

    @property
    def _description(self) -> Field[str]:
        return self.query_one("#description", Field)

    def draft_from(self, before: AssetDraft) -> AssetDraft:
        """``before`` with what the fields say now; what they do not show stays."""
        others = tuple(ref for ref in before.refs if ref.kind != "law")
        return replace(
            before,
            name=self.name_field.read(),
            description=self._description.read(),
            medium=self.medium.read(),
            systems=_systems(self.systems.read(), before),
            refs=(*_laws(self.laws.read(), before), *others),
            department=self.department.read(),
            owner_name=self.owner.read(),
        )


class EditAsset(AssetForm):
    """Change an asset; returns its treatment."""

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (SAVE_TEXT, NEXT_FIELD, CANCEL)
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)

    def __init__(self, workshop_id: UUID, treatment_id: UUID) -> None:
        super().__init__(workshop_id)
        self._treatment_id = treatment_id

    def heading(self) -> str:
        """That one is changed."""
        return _("Edit the information asset")

    def compose_fields(self) -> ComposeResult:
        """The asset as it is."""
        yield from self.fields_of(assets.draft_of(self.ksa.store, self._treatment_id))

    def description_field(self, text: str) -> Field[str]:
        """Several lines: descriptions from lists have them."""
        return AreaField(_("Description"), text, id="description")

    def save(self) -> UUID:
        """Change what was changed."""
        store = self.ksa.store
        before = assets.draft_of(store, self._treatment_id)
        assets.edit(store, self._treatment_id, self.draft_from(before))
        return self._treatment_id


class AddAssets(AssetForm):
    """Write in assets; saving one empties the form for the next. ``added`` has their treatments."""

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (ADD, NEXT_FIELD, DONE)
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)

    def __init__(self, workshop_id: UUID) -> None:
        super().__init__(workshop_id)
        self.added: tuple[UUID, ...] = ()

    def heading(self) -> str:
        """That they are new."""
        return _("Add information assets")

    def compose_fields(self) -> ComposeResult:
        """Nothing is filled in."""
        yield from self.fields_of(AssetDraft(""))

    def description_field(self, text: str) -> Field[str]:
        """One line, so that enter saves from every field."""
        return TextField(_("Description"), text, id="description")

    def save(self) -> UUID:
        """Add the asset behind the last one."""
        draft = self.draft_from(AssetDraft(""))
        made = assets.add(self.ksa.store, self._workshop_id, draft)
        self.added += (made,)
        self.ksa.say(_("{name} was added.").format(name=one_line(draft.name)))
        return made

    def dismiss(self, result: UUID | None = None) -> AwaitComplete:
        """A saved asset makes room for the next; only esc closes."""
        if result is None:
            return super().dismiss(None)
        for field in self.query(Input):
            field.value = ""
        self.remove_class("-refused")
        self.name_field.focus()
        return AwaitComplete()


def _systems_text(draft: AssetDraft) -> str:
    separator = "; " if any("," in name for name in draft.systems) else ", "
    return separator.join(draft.systems)


def _systems(text: str, before: AssetDraft) -> tuple[str, ...]:
    """The systems as written; a name with a comma in it needs semicolons between the names."""
    if text == _systems_text(before):
        return before.systems
    names = (name.strip() for name in text.split(";" if ";" in text else ","))
    return tuple(name for name in names if name)


def _laws_text(draft: AssetDraft) -> str:
    return ", ".join(ref.value for ref in draft.refs if ref.kind == "law")


def _laws(text: str, before: AssetDraft) -> tuple[Ref, ...]:
    """The references as written, in one form where it is known; nothing that was written is lost."""
    if text == _laws_text(before):
        return tuple(ref for ref in before.refs if ref.kind == "law")
    read = read_law(text)
    return (*read.refs, Ref("law", text, sure=False)) if read.remainder else read.refs
