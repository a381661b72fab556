"""Where a workbook that somebody asked for is written: a new file, or a usual name in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ksa_tui.domain.exporting import DecisionBook
from ksa_tui.domain.texts import slug
from ksa_tui.errors import RuleError
from ksa_tui.i18n import N_
from ksa_tui.paths import Workspace

IS_THERE: Final = N_("{path} is there already, and nothing is written over. Choose another name.")
TOO_SHORT: Final = N_(
    "The password needs at least {count} characters: whoever gets hold of the file can try as often as they "
    "like."
)
NOT_ALIKE: Final = N_("The two passwords are not alike. Type them again.")
SHORTEST_PASSWORD: Final = 10

SUFFIX: Final = ".xlsx"


def check_password(password: str, again: str) -> None:
    """Refuse a password that would soon be guessed, and one that was not typed alike twice."""
    if len(password) < SHORTEST_PASSWORD:
        raise RuleError(TOO_SHORT, count=SHORTEST_PASSWORD)
    if password != again:
        raise RuleError(NOT_ALIKE)


def locked(data: bytes, password: str) -> bytes:
    """The content of a workbook, locked if there is a password."""
    if not password:
        return data
    from ksa_tui.spreadsheets.locking import lock

    return lock(data, password)


def is_locked_workbook(path: Path) -> bool:
    """Whether a file is a workbook that asks for a password."""
    from ksa_tui.spreadsheets.locking import is_locked_file

    return is_locked_file(path)


def require_lock() -> None:
    """Refuse where the extra for encryption is not installed, before anything is asked."""
    from ksa_tui.spreadsheets.locking import NOT_INSTALLED

    if not can_lock_workbooks():
        raise RuleError(NOT_INSTALLED)


def can_lock_workbooks() -> bool:
    """Whether the extra for encryption is installed."""
    from ksa_tui.spreadsheets.locking import can_lock

    return can_lock()


def place_for(
    workspace: Workspace, to: Path | None, usual: str, no_workbook: str
) -> tuple[Path, str]:
    """Folder and name; refuses what cannot be meant (``no_workbook``) before any work is done.

    ``to`` is a file that is not there yet, or a folder that is; None is ``exports`` of the workspace.
    """
    if to is None:
        return workspace.exports, usual
    if to.is_dir():
        return to, usual
    if to.suffix.casefold() not in ("", SUFFIX):
        raise RuleError(no_workbook, name=to.name)
    path = to.with_suffix(SUFFIX)
    if path.exists():
        raise RuleError(IS_THERE, path=path)
    return path.parent, path.stem


def decision_stem(book: DecisionBook) -> str:
    """beslutsunderlag-elevhalsan-2026-11-24-1"""
    draft = "-utkast" if book.kind == "draft" else ""
    day = book.created.astimezone().date().isoformat()
    return f"beslutsunderlag-{slug(book.workshop.title)}-{day}-{book.number}{draft}"
