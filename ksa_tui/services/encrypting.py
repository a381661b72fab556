"""Locking a store with a passphrase, and giving it another one: the rules, and the whole of it done."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Final

from ksa_tui.errors import RuleError, StoreError
from ksa_tui.i18n import N_, _
from ksa_tui.paths import Workspace
from ksa_tui.store.driver import can_lock
from ksa_tui.store.encrypting import Outcome, lock_copies, lock_file
from ksa_tui.store.files import make_private_folder
from ksa_tui.store.header import read_header
from ksa_tui.store.lock import take_lock
from ksa_tui.store.opening import settle
from ksa_tui.store.restoring import refuse_in_use

__all__ = [
    "DISK",
    "ELSEWHERE",
    "FORGOTTEN",
    "INSTALL",
    "SHORTEST",
    "Locked",
    "can_lock",
    "check_passphrase",
    "fits",
    "lock",
    "outcome_lines",
]

SHORTEST: Final = 12
TOO_SHORT: Final = N_(
    "The passphrase needs at least {count} characters: three or four words that have nothing to do with one "
    "another are easy to remember and hard to guess."
)
TOO_PLAIN: Final = N_(
    "The passphrase repeats a few characters, and would soon be guessed. Take three or four words instead."
)
NOT_TYPED: Final = N_("The passphrase holds a character that cannot be typed. Take another one.")
NOT_ALIKE: Final = N_("The two passphrases are not alike. Type them again.")
NOT_INSTALLED: Final = N_(
    'To lock a store ksa needs its extra for encryption: pip install "ksa-tui[encrypt]". '
    "Nothing was changed."
)
DISK: Final = N_(
    "ksa does not lock the store by itself: whoever gets at the disk can read it, unless the disk is "
    "encrypted (BitLocker, FileVault, LUKS)."
)
INSTALL: Final = N_('The extra for encryption is not installed: pip install "ksa-tui[encrypt]".')
FORGOTTEN: Final = N_(
    "A forgotten passphrase cannot be recovered: without it nobody, and no program, opens the store or its "
    "backups. Write it down and lock it in."
)
ELSEWHERE: Final = N_(
    "What has been handed out, and copies that you made elsewhere yourself, are as readable as before."
)
_FEWEST_DIFFERENT: Final = 5


@dataclass(frozen=True, slots=True)
class Locked:
    """What was done."""

    workspace: Workspace
    """Opens with the new passphrase."""
    copies: Outcome = field(default_factory=Outcome)
    is_change: bool = False
    """Whether it was locked before, with another passphrase."""


def check_passphrase(passphrase: str, again: str) -> None:
    """Refuse what would soon be guessed, and what was not typed alike twice."""
    if len(passphrase) < SHORTEST:
        raise RuleError(TOO_SHORT, count=SHORTEST)
    if not passphrase.isprintable():
        raise RuleError(NOT_TYPED)
    if len(set(passphrase)) < _FEWEST_DIFFERENT:
        raise RuleError(TOO_PLAIN)
    if passphrase != again:
        raise RuleError(NOT_ALIKE)


def fits(workspace: Workspace, file: Path | None = None) -> None:
    """Refuse with a ``StoreError`` in words where the passphrase does not open the store, or ``file``."""
    read_header(file or workspace.store, workspace.passphrase)


def lock(
    workspace: Workspace,
    passphrase: str,
    who: str,
    now: datetime,
    backup_folder: Path | None = None,
) -> Locked:
    """Lock the store and every known copy of it; a locked one gets ``passphrase`` in place of its own.

    Nobody may have it open, and it must be of this version. A kill in the middle leaves the store as it was
    or locked; of a store that is locked the next start locks what was left. ``StoreError`` refuses.
    """
    if not can_lock():
        raise StoreError(NOT_INSTALLED)
    was, more = workspace.passphrase, [backup_folder] if backup_folder else []
    make_private_folder(workspace.data)
    held = take_lock(workspace, who, now)
    try:
        settle(workspace.store, was)
        refuse_in_use(workspace.store)
        if was is not None:  # a kill then leaves a store that opens as before, to be locked again
            copies = lock_copies(workspace, passphrase, was, more)
            lock_file(workspace.store, passphrase, was)
        else:
            lock_file(workspace.store, passphrase)
            copies = lock_copies(workspace, passphrase, None, more)
    finally:
        held.release()
    return Locked(replace(workspace, passphrase=passphrase), copies, was is not None)


def outcome_lines(locked: Locked) -> list[str]:
    """What was done with the copies of the store, one line for each."""
    done = _("Has the new passphrase too: {path}") if locked.is_change else _("Locked too: {path}")
    removed = _("Damaged, and removed because it could not be locked: {path}")
    return [
        *(done.format(path=path) for path in locked.copies.locked),
        *(removed.format(path=path) for path in locked.copies.removed),
    ]
