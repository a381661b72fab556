"""The header gate: reads 100 bytes before anything else touches a store, and changes nothing.

SQLite keeps two numbers for the application in the header of a file: whose file it is, and which version
of the schema it has.
"""

from __future__ import annotations

import os
import struct
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ksa_tui.errors import LockedError, StoreError
from ksa_tui.i18n import N_
from ksa_tui.store.driver import MAGIC, NO_EXTRA, Mode, can_lock, connect
from ksa_tui.store.problems import file_problem, plain_problems

APPLICATION_ID: Final = 0x4B534131
"""``KSA1``: marks a file as a ksa store."""

SCHEMA: Final = 6
"""The version of the schema that this program writes."""

_HEADER_SIZE: Final = 100
_BUSY_SECONDS: Final = 0.25
_PAGE: Final = 4096
_FEWEST_DIFFERENT: Final = 48
"""Of a hundred bytes: noise has about 83, and hardly ever fewer than 70."""
_USER_VERSION_AT: Final = 60
_APPLICATION_ID_AT: Final = 68

EMPTY: Final = N_(
    "The store {path} is an empty file. A store is never empty, so something has gone wrong with it. "
    "Nothing was changed. Put a backup in its place, or move the file away to begin with a new store."
)
NOT_READABLE: Final = N_(
    "The file {path} is locked, or it is not a ksa store. Nothing was changed. "
    "Check that the right folder was named."
)
NOT_OURS: Final = N_(
    "The file {path} is a database of another program, not a ksa store. Nothing was changed. "
    "Check that the right folder was named."
)
NEWER: Final = N_(
    "The store {path} was made by a newer version of ksa (schema {found}; this program knows {known}). "
    "Nothing was changed. Install the newer version to open it."
)


@dataclass(frozen=True, slots=True)
class Header:
    """What the header of a store says."""

    schema: int


def read_header(path: Path, key: str | None = None) -> Header | None:
    """The header of the store at ``path``, or None when there is no file; a ``StoreError`` refuses it.

    That of a locked store is read through the driver with ``key``; a ``LockedError`` when it does not fit.
    """
    found = _beginning(path)
    if found is None:
        return None
    head, size = found
    if not head:
        raise StoreError(EMPTY, path=path)
    if _looks_locked(head, size):
        return _read_locked(path, key)
    if len(head) < _HEADER_SIZE or not head.startswith(MAGIC):
        raise StoreError(NOT_READABLE, path=path)
    (user_version,) = struct.unpack_from(">i", head, _USER_VERSION_AT)
    (application_id,) = struct.unpack_from(">i", head, _APPLICATION_ID_AT)
    return check_numbers(path, application_id, user_version)


def is_locked(path: Path) -> bool:
    """Whether the file at ``path`` may be a locked store; False when there is none, or none to be read."""
    try:
        found = _beginning(path)
    except StoreError:
        return False
    return found is not None and _looks_locked(*found)


def has_journal(path: Path) -> bool:
    """Whether a change of this file was interrupted and has not been taken back yet."""
    journal = path.with_name(f"{path.name}-journal")
    try:
        return journal.stat().st_size > 0
    except OSError:
        return False


def _beginning(path: Path) -> tuple[bytes, int] | None:
    """The first bytes of a file, and how many there are in all."""
    try:
        with path.open("rb") as file:
            return file.read(_HEADER_SIZE), os.fstat(file.fileno()).st_size
    except FileNotFoundError:
        return None
    except OSError as error:
        raise file_problem(error, path) from error


def _looks_locked(head: bytes, size: int) -> bool:
    """A locked store has no mark, but it is one page at least and looks like noise from the first byte."""
    is_noise = len(set(head)) >= _FEWEST_DIFFERENT
    return size >= _PAGE and is_noise and not head.startswith(MAGIC)


def _read_locked(path: Path, key: str | None) -> Header:
    """What is interrupted is taken back by the driver first, which needs to write."""
    if not can_lock():
        raise StoreError(NO_EXTRA, path=path)
    if key is None:
        raise LockedError(NOT_READABLE, path=path)
    mode: Mode = "rw" if has_journal(path) else "ro"
    with (
        plain_problems(path),
        closing(connect(path, mode, seconds=_BUSY_SECONDS, key=key)) as connection,
    ):
        numbers = [
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("application_id", "user_version")
        ]
    return check_numbers(path, *numbers)


def check_numbers(path: Path, application_id: int, user_version: int) -> Header:
    """Refuse a file of another program, and a store newer than this program."""
    if application_id != APPLICATION_ID:
        raise StoreError(NOT_OURS, path=path)
    if user_version > SCHEMA:
        raise StoreError(NEWER, path=path, found=user_version, known=SCHEMA)
    return Header(user_version)
