"""Which screen is where: each is imported when it is first gone to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from ksa_tui.errors import LockedError
from ksa_tui.i18n import N_

if TYPE_CHECKING:
    from textual.screen import Screen

    from ksa_tui.errors import KsaError
    from ksa_tui.paths import Workspace
    from ksa_tui.services.classify import Place
    from ksa_tui.services.encrypting import Locked
    from ksa_tui.ui.base import Frame
    from ksa_tui.ui.commands import Command


def workshop(workshop_id: UUID, place: Place | None) -> Screen[None]:
    """The table of a workshop's assets, the cursor on ``place``."""
    from ksa_tui.ui.screens.workshop import WorkshopScreen

    return WorkshopScreen(workshop_id, place)


def classify(workshop_id: UUID, treatment_id: UUID, place: Place | None = None) -> Screen[None]:
    """One asset, one aspect, one question; at ``place`` if it is of that asset."""
    from ksa_tui.ui.screens.classify import ClassifyScreen

    return ClassifyScreen(workshop_id, treatment_id, place)


def register() -> Screen[None]:
    """Every asset across workshops."""
    from ksa_tui.ui.screens.register import RegisterScreen

    return RegisterScreen()


def year_report() -> Screen[None]:
    """A year in figures, for the management."""
    from ksa_tui.ui.screens.year_report import YearReportScreen

    return YearReportScreen()


def systems() -> Screen[None]:
    """Every system across workshops."""
    from ksa_tui.ui.screens.systems import SystemsPage

    return SystemsPage()


def what_changes(asset: UUID) -> Screen[None]:
    """The systems that change with an asset."""
    from ksa_tui.ui.dialogs.what_if import WhatIfPanel

    return WhatIfPanel(asset)


def settings() -> Screen[None]:
    """Language, theme, facilitator and export folder."""
    from ksa_tui.ui.screens.settings import SettingsScreen

    return SettingsScreen()


def help_on(frame: Frame[object]) -> Screen[None]:
    """What can be done on ``frame``."""
    from ksa_tui.ui.screens.help import HelpScreen

    return HelpScreen(frame)


def palette(frame: Frame[object]) -> Screen[Command]:
    """Every command of ``frame``, to search among."""
    from ksa_tui.ui.dialogs.palette import PalettePanel

    return PalettePanel(frame)


def error(reason: KsaError, again: Callable[[], object] | None = None) -> Screen[None]:
    """A refusal, in words; ``again`` does what could not be saved once more."""
    from ksa_tui.ui.dialogs.error import ErrorPanel

    return ErrorPanel(reason, again)


def shared_store(service: str) -> Screen[None]:
    """That the store lies where ``service``, or another computer, has a hand in it."""
    from ksa_tui.ui.dialogs.shared_store import SharedStorePanel

    return SharedStorePanel(service)


def encrypt(workspace: Workspace) -> Screen[str]:
    """Asks for a passphrase to lock the store with; says what is missing where that cannot be done."""
    from ksa_tui.services.encrypting import can_lock
    from ksa_tui.ui.dialogs.encrypt import CannotLockPanel, EncryptForm

    return (
        EncryptForm(is_change=workspace.passphrase is not None) if can_lock() else CannotLockPanel()
    )


def elsewhere(here: Path) -> Screen[Path]:
    """Asks for another folder to go on in."""
    from ksa_tui.ui.dialogs.folder_picker import FolderPicker

    return FolderPicker(N_("Where the work goes on"), here)


def locked(outcome: Locked) -> Screen[None]:
    """What was locked."""
    from ksa_tui.ui.dialogs.encrypt import LockedPanel

    return LockedPanel(outcome)


def failure(reason: KsaError) -> Screen[None]:
    """A page for what stops the app; a locked store asks for its passphrase."""
    if isinstance(reason, LockedError):
        from ksa_tui.ui.screens.unlock import UnlockScreen

        return UnlockScreen()
    from ksa_tui.ui.screens.failure import FailureScreen

    return FailureScreen(reason)
