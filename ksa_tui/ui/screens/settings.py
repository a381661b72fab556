"""Settings: language, theme, who leads, where exports go. Each choice holds at once."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input, Static

from ksa_tui import __version__, i18n
from ksa_tui.i18n import N_, _
from ksa_tui.paths import settings_file
from ksa_tui.ui.backup_words import backup_lines, lock_words
from ksa_tui.ui.base import Page
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.texts import one_line
from ksa_tui.ui.themes import CONTRAST, DARK, LIGHT
from ksa_tui.ui.widgets.choice import Choice
from ksa_tui.ui.widgets.form import ChoiceField, TextField

LANGUAGE_NAMES = (("sv", "svenska"), ("en", "English"))
"""Each in its own language, so that it can be found by who needs it."""


class SettingsScreen(Page[None]):
    """What a person has chosen, for all workspaces."""

    DEFAULT_CSS = "SettingsScreen #backups { height: auto; padding-left: 23; }"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "settings.next", "tab,down", N_("next"), N_("Go to the next setting."),
            "app.focus_next", shown=True,
        ),
        Command(
            "settings.previous", "shift+tab,up", N_("previous"), N_("Go to the previous setting."),
            "app.focus_previous", in_palette=False,
        ),
        Command(
            "settings.choose", "left,right", N_("choose"), N_("Mark another alternative."), "",
            shown=True, display="← →", in_palette=False,
        ),
        Command("settings.back", "escape", N_("back"), N_("Go back."), "back", shown=True),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("Settings")
    HELP_TEXT = (
        N_("What you choose holds at once and is kept for the next time, on this computer only."),
        N_(
            "The light theme is made for projectors. High contrast is for bright rooms and tired eyes."
        ),
        N_("The facilitator's name stands in the history and in the workbook."),
        N_(
            "Backups are made by themselves when something has changed. On the same disk they do not help when "
            "the laptop dies: choose a folder on another one. They hold everything that you have written."
        ),
    )

    def place(self) -> str:
        """The name of the page."""
        return _("Settings")

    def compose_page(self) -> ComposeResult:
        """One row for each choice."""
        settings = self.ksa.settings
        yield ChoiceField(_("Language"), LANGUAGE_NAMES, i18n.language(), id="language")
        yield ChoiceField(_("Theme"), theme_names(), self.ksa.theme, id="theme")
        yield TextField(_("Facilitator"), settings.facilitator, id="facilitator").add_class("group")
        yield TextField(_("Facilitator's role"), settings.facilitator_role, id="facilitator-role")
        yield TextField(
            _("Export folder"),
            settings.export_folder,
            id="export-folder",
            placeholder=str(self.ksa.session.workspace.exports),
        ).add_class("group")
        yield TextField(
            _("Backup folder"),
            settings.backup_folder,
            id="backup-folder",
            placeholder=str(self.ksa.session.workspace.backups),
        )
        yield Static(id="backups", classes="muted", markup=False)
        yield Static(lock_words(self.ksa.session.workspace), classes="muted spaced", markup=False)
        kept = _("Kept in {file}.").format(file=one_line(str(settings_file())))
        yield Static(f"{kept} ksa {__version__}", classes="muted spaced", markup=False)

    @on(Choice.Changed, "#language Choice")
    async def speak(self, event: Choice.Changed) -> None:
        """Switch the language of everything."""
        language = str(event.choice.value)
        if language != i18n.language():
            self.ksa.remember(language=language)
            self.ksa.call_later(self.ksa.speak, language)

    @on(Choice.Changed, "#theme Choice")
    def wear(self, event: Choice.Changed) -> None:
        """Switch the theme of everything."""
        self.ksa.theme = str(event.choice.value)
        self.ksa.remember(theme=self.ksa.theme)

    @on(Input.Blurred)
    @on(Input.Submitted)
    def keep(self) -> None:
        """Keep what was written in the text fields; a folder only when there is one."""
        self.ksa.remember(
            facilitator=self.query_one("#facilitator", TextField).read(),
            facilitator_role=self.query_one("#facilitator-role", TextField).read(),
        )
        for name in ("export-folder", "backup-folder"):
            self._keep_folder(self.query_one(f"#{name}", TextField), name.replace("-", "_"))
        self._tell_backups()

    def _keep_folder(self, field: TextField, setting: str) -> None:
        folder = field.read()
        if folder and not Path(folder).expanduser().is_dir():
            field.complain(_("There is no such folder. Make it first, or leave the field empty."))
            return
        field.complain("")
        self.ksa.remember(**{setting: folder})

    def fill(self) -> None:
        """Say how it stands with the backups."""
        self._tell_backups()

    def _tell_backups(self) -> None:
        said = backup_lines(self.ksa.own_store, self.ksa.settings.backups)
        self.query_one("#backups", Static).update(Content("\n").join(said))

    def leave(self) -> None:
        """The app is about to close."""
        self.keep()

    def action_back(self) -> None:
        """Go back to where one came from."""
        self.keep()
        self.dismiss(None)


def theme_names() -> tuple[tuple[str, str], ...]:
    """Themes with their names in the language spoken now."""
    return (
        (LIGHT.name, _("light")),
        (DARK.name, _("dark")),
        (CONTRAST.name, _("high contrast")),
    )
