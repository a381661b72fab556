"""Files and folders that only their owner may read, where the system can say so."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from ksa_tui.store.problems import file_problem

PRIVATE_FILE: Final = 0o600
PRIVATE_FOLDER: Final = 0o700


def make_private_folder(folder: Path) -> None:
    """Make ``folder`` and what lies above it, for its owner alone; one that is there stays as it is."""
    missing = [folder, *folder.parents]
    try:
        for path in reversed([path for path in missing if not path.exists()]):
            path.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)
    except OSError as error:
        raise file_problem(error, folder) from error


def make_private_file(path: Path) -> None:
    """Make an empty file for its owner alone; ``FileExistsError`` if there is one."""
    os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, PRIVATE_FILE))


def keep_private(path: Path) -> None:
    """Take the others' rights from a file, as far as the file system lets us."""
    with suppress(OSError):
        path.chmod(PRIVATE_FILE)


def file_identity(path: Path) -> tuple[int, int] | None:
    """Which file lies at ``path``, or None; the file itself is not opened."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino


def flush_folder(folder: Path) -> None:
    """Make a rename in ``folder`` last through a power cut; a no-op where folders cannot be flushed."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
