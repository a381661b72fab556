"""What can go wrong with a disk, in words: one mapping from SQLite's and the system's error codes."""

from __future__ import annotations

import errno
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from ksa_tui.errors import StoreError
from ksa_tui.i18n import N_
from ksa_tui.store.driver import driver_errors

FULL: Final = N_(
    "The disk is full: the change could not be saved in {path}. What was saved before is untouched. "
    "Free some space and try again."
)
READ_ONLY: Final = N_(
    "The store {path} may not be written to: the file or its folder is read-only. "
    "What was saved before is untouched. Change the permissions, or choose another folder."
)
MOVED: Final = N_(
    "The store {path} was moved or removed while it was open, so the change could not be saved. "
    "Put the file back and start the program again."
)
BUSY: Final = N_(
    "The store {path} is in use by another program, so the change could not be saved. "
    "Close the other program, or wait until a backup of the folder is done, and try again."
)
DISK: Final = N_(
    "The disk could not be read or written ({code}), so the change in {path} was not saved. "
    "What was saved before is untouched. Check that the disk is there and not full, and try again."
)
DAMAGED: Final = N_(
    "The store {path} is damaged and cannot be used as it is ({code}). Nothing was changed. "
    "Put the latest backup in its place."
)
CANNOT_OPEN: Final = N_(
    "The store {path} could not be opened or made ({code}). "
    "Check that the folder exists and that you may write to it."
)
OUT_OF_STEP: Final = N_(
    "What was to be changed has been changed by another window meanwhile, so nothing was saved. "
    "Look at it again and repeat the change."
)

UNREADABLE: Final = "CONTENT"
_BY_CODE: Final = (
    ("SQLITE_FULL", FULL),
    ("SQLITE_READONLY_DBMOVED", MOVED),
    ("SQLITE_READONLY", READ_ONLY),
    ("SQLITE_PERM", READ_ONLY),
    ("SQLITE_BUSY", BUSY),
    ("SQLITE_LOCKED", BUSY),
    ("SQLITE_IOERR", DISK),
    ("SQLITE_CORRUPT", DAMAGED),
    ("SQLITE_NOTADB", DAMAGED),
    ("SQLITE_CANTOPEN", CANNOT_OPEN),
    (
        "SQLITE_ERROR",
        DAMAGED,
    ),  # our statements fit our schema, so this file's schema is another one
)
"""By the beginning of SQLite's own name of the error, the first that fits."""

_BY_ERRNO: Final = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
    errno.EROFS: READ_ONLY,
}


class UnreadableError(ValueError):
    """A value in the store that this program cannot have written."""


def is_about_content(error: BaseException) -> bool:
    """Whether the engine could not make a value of what a row holds: it then raises what the value's own
    type raises, from within the reading of rows, where none of our code runs.
    """
    frames = traceback.walk_tb(error.__traceback__)
    return isinstance(error, UnreadableError) or any(
        frame.f_globals.get("__name__", "").startswith("sqlalchemy.engine.") for frame, _ in frames
    )


def damaged(path: Path) -> StoreError:
    """For content that no version of this program can have written."""
    return StoreError(DAMAGED, path=path, code=UNREADABLE)


def storage_problem(error: BaseException, path: Path) -> StoreError | None:
    """The sentence for a driver's error, or None when the store is not to blame."""
    code = str(getattr(error, "sqlite_errorname", ""))
    for beginning, message in _BY_CODE:
        if code.startswith(beginning):
            return StoreError(message, path=path, code=code)
    is_drivers_own = type(error).__name__ == "OperationalError" and not code
    return (
        damaged(path) if is_drivers_own else None
    )  # a text that is not UTF-8 has no code of SQLite's


def file_problem(error: OSError, path: Path) -> StoreError:
    """The sentence for an error of the file system."""
    code = errno.errorcode.get(error.errno or 0, type(error).__name__)
    return StoreError(_BY_ERRNO.get(error.errno or 0, CANNOT_OPEN), path=path, code=code)


@contextmanager
def plain_problems(path: Path) -> Iterator[None]:
    """Turns the plain driver's errors about ``path`` into words."""
    try:
        yield
    except driver_errors() as error:
        problem = storage_problem(error, path)
        if problem is None:
            raise
        raise problem from error
    except (UnreadableError, UnicodeDecodeError) as error:
        raise damaged(path) from error
    except OSError as error:
        raise file_problem(error, path) from error
