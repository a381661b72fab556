"""A panel with a form: saves through a service, and stays open with the reason when that is refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Final

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ScreenResultType
from textual.widgets import Input, Static

from ksa_tui.errors import KsaError
from ksa_tui.i18n import N_, _
from ksa_tui.ui.base import Panel
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.dialogs.confirm import ConfirmPanel
from ksa_tui.ui.texts import lines
from ksa_tui.ui.widgets.form import Field

SAVE: Final = Command(
    "form.save",
    "ctrl+s,enter",
    N_("save"),
    N_("Save and close."),
    "save",
    shown=True,
    display="enter",
)
SAVE_TEXT: Final = Command(
    "form.save", "ctrl+s", N_("save"), N_("Save and close."), "save", shown=True
)
"""For forms with a field of several lines, where enter is a new line."""
NEXT_FIELD: Final = Command(
    "form.next", "tab,down", N_("next field"), N_("Go to the next field."), "next_field", shown=True
)
PREVIOUS_FIELD: Final = Command(
    "form.previous", "shift+tab,up", N_("previous field"), N_("Go to the previous field."),
    "previous_field", in_palette=False,
)  # fmt: skip
CANCEL: Final = Command(
    "form.cancel", "escape", N_("cancel"), N_("Close without saving."), "cancel", shown=True
)


class FormPanel(Panel[ScreenResultType]):
    """Subclasses compose :class:`Field` widgets in ``compose_fields`` and write in ``save``."""

    DEFAULT_CSS = """
    FormPanel {
        #form { height: auto; max-height: 100%; }
        #form-problem { display: none; margin-top: 1; color: $alert; text-style: bold; }
        &.-refused #form-problem { display: block; }
    }
    """
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (SAVE, NEXT_FIELD, CANCEL)
    BINDINGS: ClassVar[list[BindingType]] = bindings((*OWN_COMMANDS, PREVIOUS_FIELD))
    HELP_TITLE = N_("Fill in")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_("Tab goes to the next field. Enter or ctrl+s saves. Esc leaves; it asks only when something "
           "was changed."),
        N_("Dates may be written in many ways: 2026-11-24, 24/11, 24 nov."),
    )  # fmt: skip

    @classmethod
    def commands(cls) -> Sequence[Command]:
        """The form's own, and the way back through the fields."""
        return (*super().commands(), PREVIOUS_FIELD)

    def compose_panel(self) -> ComposeResult:
        """The fields, and room for a refusal."""
        with VerticalScroll(id="form", can_focus=False):
            yield from self.compose_fields()
        yield Static(id="form-problem", markup=False)

    def compose_fields(self) -> ComposeResult:
        """The fields of the form, in order."""
        yield from ()

    def save(self) -> ScreenResultType:
        """Read the fields, write through a service, return the answer; ``KsaError`` is shown."""
        raise NotImplementedError

    def on_mount(self) -> None:
        """Remember what the fields held, to tell whether anything was changed."""
        self._before = self._state()
        if fields := self._fields:
            fields[0].focus()

    @property
    def _fields(self) -> list[Field[Any]]:
        return list(self.query(Field))

    def _state(self) -> list[object]:
        return [field.state() for field in self._fields]

    @on(Input.Submitted)
    def action_save(self) -> None:
        """Check every field, then save."""
        wrong = [field for field in self._fields if not field.check()]
        if wrong:
            wrong[0].focus()
            return
        try:
            result = self.save()
        except KsaError as error:
            self.query_one("#form-problem", Static).update(Content(lines(str(error))))
            self.add_class("-refused")
            return
        self.dismiss(result)

    def action_next_field(self) -> None:
        """Go to the next field."""
        self.focus_next()

    def action_previous_field(self) -> None:
        """Go to the previous field."""
        self.focus_previous()

    @work(exclusive=True, group="cancel")
    async def action_cancel(self) -> None:
        """Close; asks first when something was changed."""
        if self._state() == self._before or await self.ksa.push_screen_wait(
            ConfirmPanel(_("Leave without saving?"), _("What you have written here is lost."))
        ):
            self.dismiss(None)
