"""``ksa encrypt``: locks the store with a passphrase, or gives a locked one another."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ksa_tui.commandline.console import complain, say
from ksa_tui.commandline.opening import has_store, settings_of, unlocked_workspace, workspace_of
from ksa_tui.commandline.passphrases import NEEDS_TERMINAL, ask_for_new, has_terminal
from ksa_tui.domain.texts import visible
from ksa_tui.errors import KsaError
from ksa_tui.i18n import _
from ksa_tui.paths import Workspace
from ksa_tui.settings import Settings

if TYPE_CHECKING:
    from ksa_tui.services.encrypting import Locked
    from ksa_tui.services.stores import Actor

DONE: Final = 0
REFUSED: Final = 1


def encrypt(args: argparse.Namespace) -> int:
    """Ask for the passphrase twice, lock the store and every copy of it; print what was locked."""
    from ksa_tui.services.encrypting import DISK, INSTALL, can_lock

    if not can_lock():
        complain(_(INSTALL))
        complain(_(DISK))
        return REFUSED
    if not has_terminal():
        raise KsaError(NEEDS_TERMINAL)
    workspace, settings = workspace_of(args), settings_of(args)
    is_new = not has_store(workspace)
    if not is_new:
        workspace = unlocked_workspace(args)
    passphrase = _new_passphrase()
    if is_new:
        _make_locked(workspace, settings, passphrase)
        return DONE
    locked = _lock(workspace, settings, passphrase)
    return _tell(locked)


def _new_passphrase() -> str:
    from ksa_tui.services.encrypting import FORGOTTEN, check_passphrase

    complain(_(FORGOTTEN))
    return ask_for_new(_("New passphrase"), _("The same once more"), check_passphrase)


def _make_locked(workspace: Workspace, settings: Settings, passphrase: str) -> None:
    """A new workspace, whose store is locked from the beginning."""
    from ksa_tui.services.stores import open_store

    open_store(replace(workspace, passphrase=passphrase), _actor(settings)).close()
    say(visible(str(workspace.store)))


def _lock(workspace: Workspace, settings: Settings, passphrase: str) -> Locked:
    from ksa_tui.services.encrypting import lock
    from ksa_tui.services.stores import now_utc, open_store

    actor = _actor(settings)
    open_store(workspace, actor).close()  # one of an older version is brought up to date
    return lock(workspace, passphrase, actor.name, now_utc(), settings.backups)


def _actor(settings: Settings) -> Actor:
    from ksa_tui.services.stores import Actor, suggested_actor

    if settings.facilitator:
        return Actor(settings.facilitator, settings.facilitator_role)
    return suggested_actor()


def _tell(locked: Locked) -> int:
    from ksa_tui.services.encrypting import ELSEWHERE, outcome_lines

    say(visible(str(locked.workspace.store)))
    for line in outcome_lines(locked):
        say(visible(line))
    for problem in locked.copies.left:
        complain(str(problem))
    complain(_(ELSEWHERE))
    return REFUSED if locked.copies.left else DONE
