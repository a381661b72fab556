"""Writes a finished file to a folder: whole or not at all, never over another."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count
from pathlib import Path
from typing import Final
from uuid import uuid4

from ksa_tui.errors import SpreadsheetError
from ksa_tui.i18n import N_

FULL: Final = N_(
    "The disk is full: the file could not be written in {folder}. Nothing was handed out. "
    "Free some space, or choose another folder."
)
READ_ONLY: Final = N_(
    "The folder {folder} may not be written to. Nothing was handed out. "
    "Change the permissions, or choose another folder."
)
NO_FOLDER: Final = N_("{folder} is a file, not a folder. Nothing was handed out. Choose a folder.")
TAKEN: Final = N_(
    "There is a file at {path} already. Nothing was written over. Choose another name."
)
FAILED: Final = N_(
    "The file could not be written in {folder} ({code}). Nothing was handed out. "
    "Check that the disk is there, or choose another folder."
)

_SENTENCES: Final = {
    errno.ENOSPC: FULL,
    errno.EDQUOT: FULL,
    errno.EFBIG: FULL,
    errno.EACCES: READ_ONLY,
    errno.EPERM: READ_ONLY,
    errno.EROFS: READ_ONLY,
    errno.EEXIST: NO_FOLDER,
    errno.ENOTDIR: NO_FOLDER,
}


def save_new(folder: Path, stem: str, suffix: str, data: bytes) -> Path:
    """Write ``data`` as a new file in ``folder``, which is made when it is not there.

    The name is ``stem`` and ``suffix``, with a number between when that is taken. SpreadsheetError in words
    when the disk is full or the folder cannot be written to; then nothing is left behind.
    """
    with _in_words(folder):
        folder.mkdir(parents=True, exist_ok=True)
        path = _reserve(folder, stem, suffix)
        _fill(path, data)
    return path


def save_as(path: Path, data: bytes) -> Path:
    """Write ``data`` under this very name; SpreadsheetError in words when it is taken, as above otherwise."""
    with _in_words(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            path.open("xb").close()
        except FileExistsError as error:
            raise SpreadsheetError(TAKEN, path=path) from error
        _fill(path, data)
    return path


@contextmanager
def _in_words(folder: Path) -> Iterator[None]:
    """Say what the system refused."""
    try:
        yield
    except OSError as error:
        code = errno.errorcode.get(error.errno or 0, type(error).__name__)
        sentence = _SENTENCES.get(error.errno or 0, FAILED)
        raise SpreadsheetError(sentence, folder=folder, code=code) from error


def _reserve(folder: Path, stem: str, suffix: str) -> Path:
    """An empty file of our own under the first free name."""
    for number in count(1):
        path = folder / (f"{stem}{suffix}" if number == 1 else f"{stem}-{number}{suffix}")
        with suppress(FileExistsError):
            path.open("xb").close()
            return path
    raise AssertionError("the numbers never end")


def _fill(path: Path, data: bytes) -> None:
    """Put ``data`` in place of the empty file in one step, or take the empty file away."""
    part = path.with_name(f".{path.name}.{uuid4().hex[:8]}")
    try:
        with part.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    except BaseException:
        for leftover in (part, path):
            with suppress(OSError):
                leftover.unlink(missing_ok=True)
        raise
