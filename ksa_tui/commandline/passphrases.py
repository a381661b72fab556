"""Asks for passphrases and passwords at the terminal: never on the command line, never in a variable."""

from __future__ import annotations

import argparse
import getpass
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Final

from ksa_tui.commandline.console import complain
from ksa_tui.domain.texts import visible
from ksa_tui.errors import KsaError, LockedError, RuleError, StoreError
from ksa_tui.i18n import N_, _
from ksa_tui.paths import Workspace

NO_TERMINAL: Final = N_(
    "The file {path} is locked with a passphrase, or it is not a ksa store. A passphrase is asked for at a "
    "terminal only: run the command there. Nothing was changed."
)
NEEDS_TERMINAL: Final = N_(
    "A passphrase is asked for at a terminal only: run the command there. Nothing was changed."
)
NOT_GIVEN: Final = N_("No passphrase was given. Nothing was changed.")
NOT_AGAIN: Final = N_(
    "An export that is made again is the same byte for byte, so it cannot be locked. Make a new one."
)
_TRIES: Final = 3


def has_terminal() -> bool:
    """Whether a person can be asked without what they type being seen."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def ask(question: str) -> str:
    """What was typed, unseen; a ``KsaError`` when nothing was."""
    try:
        typed = getpass.getpass(f"{question}: ")
    except (EOFError, UnicodeDecodeError):
        typed = ""
    if not typed:
        raise KsaError(NOT_GIVEN)
    return typed


def ask_for_opening(workspace: Workspace, file: Path | None = None) -> Workspace:
    """The workspace with the passphrase that opens its store, or ``file``; three tries."""
    from ksa_tui.services.encrypting import can_lock, fits

    path = file or workspace.store
    if not can_lock():
        fits(workspace, file)  # says what is missing
    if not has_terminal():
        raise StoreError(NO_TERMINAL, path=path)
    for left in reversed(range(_TRIES)):
        unlocked = replace(workspace, passphrase=ask(_("Passphrase of {path}").format(path=path)))
        try:
            fits(unlocked, file)
        except LockedError as error:
            if not left:
                raise
            complain(str(error))
        else:
            return unlocked
    raise AssertionError


def ask_for_new(question: str, again: str, check: Callable[[str, str], None]) -> str:
    """A new one, typed twice; ``check`` refuses it in words, and it is asked for again, three times."""
    if not has_terminal():
        raise KsaError(NEEDS_TERMINAL)
    for left in reversed(range(_TRIES)):
        typed = ask(question)
        try:
            check(typed, typed)
            check(typed, ask(again))
        except RuleError as error:
            if not left:
                raise
            complain(str(error))
        else:
            return typed
    raise AssertionError


def password_of_export(args: argparse.Namespace) -> str:
    """The password to lock a workbook with, where that was asked for; else nothing."""
    if not args.password:
        return ""
    from ksa_tui.services.workbook_files import check_password, require_lock

    if args.again is not None:
        raise KsaError(NOT_AGAIN)
    require_lock()
    return ask_for_new(_("Password of the workbook"), _("The same once more"), check_password)


def password_of_return(file: Path) -> str:
    """The password of a locked workbook, asked for at a terminal; else nothing, and the receipt tells why."""
    from ksa_tui.services.workbook_files import can_lock_workbooks, is_locked_workbook

    if not (is_locked_workbook(file) and can_lock_workbooks() and has_terminal()):
        return ""
    return ask(_("Password of {name}").format(name=visible(file.name)))
