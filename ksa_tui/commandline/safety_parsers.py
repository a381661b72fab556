"""Backup, restore and verify: what each takes, and what it says of itself."""

from __future__ import annotations

from pathlib import Path

from ksa_tui.commandline import encrypting, safety
from ksa_tui.commandline.parts import Subparsers, add_json, command
from ksa_tui.i18n import _


def add_backup(subparsers: Subparsers) -> None:
    """``ksa backup``."""
    parser = command(
        subparsers,
        "backup",
        safety.backup,
        _("make a verified backup of the store and print its path"),
    )
    parser.add_argument(
        "--to",
        metavar=_("DIR"),
        type=Path,
        help=_("the folder, else that of the settings, else data/backups of the workspace"),
    )


def add_restore(subparsers: Subparsers) -> None:
    """``ksa restore``."""
    parser = command(
        subparsers,
        "restore",
        safety.restore,
        _("put a backup in the place of the store, which is kept, and print where"),
    )
    parser.add_argument("file", metavar=_("FILE"), type=Path, help=_("the backup"))
    parser.add_argument(
        "--yes", action="store_true", help=_("do not ask before the store is replaced")
    )


def add_verify(subparsers: Subparsers) -> None:
    """``ksa verify``."""
    parser = command(
        subparsers,
        "verify",
        safety.verify,
        _("say whether the store is what it was, or a backup, or what was handed out of it"),
    )
    parser.add_argument(
        "file",
        metavar=_("FILE"),
        type=Path,
        nargs="?",
        help=_("a backup, a workbook for decision or an owner's receipt; else the store"),
    )
    add_json(parser)


def add_encrypt(subparsers: Subparsers) -> None:
    """``ksa encrypt``."""
    command(
        subparsers,
        "encrypt",
        encrypting.encrypt,
        _(
            "lock the store and its backups with a passphrase, or change it; asked for at the terminal"
        ),
    )
