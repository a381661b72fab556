"""The one place where a store's file is opened by SQLite: everything else asks here for a connection.

A store that is locked with a passphrase is opened by SQLCipher instead, which comes with an extra.
"""

from __future__ import annotations

import sqlite3
import sys
import unicodedata
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType
from typing import Final, Literal, TypeAlias, cast

from ksa_tui.errors import LockedError, StoreError
from ksa_tui.i18n import N_

WRONG: Final = N_("The passphrase is wrong, or {path} is not a ksa store. Nothing was changed.")
NO_EXTRA: Final = N_(
    "The file {path} is locked with a passphrase, or it is not a ksa store. To open a locked store ksa needs "
    'its extra for encryption: pip install "ksa-tui[encrypt]". Nothing was changed.'
)

MAGIC: Final = b"SQLite format 3\x00"
"""How a file begins that is not locked."""

_CIPHER: Final = "sqlcipher3"
_CIPHER_API: Final = "sqlcipher3.dbapi2"

Mode: TypeAlias = Literal["ro", "rw", "rwc"]
"""Only read; write, and a missing file is an error; write, and a missing file is made."""


def can_lock() -> bool:
    """Whether the extra for encryption is installed."""
    return find_spec(_CIPHER) is not None


def dbapi(key: str | None = None) -> ModuleType:
    """The module whose connections :func:`connect` makes; SQLAlchemy needs its error classes."""
    if key is None:
        return sqlite3
    from sqlcipher3 import dbapi2

    return cast(ModuleType, dbapi2)


def driver_errors(*others: type[Exception]) -> tuple[type[Exception], ...]:
    """What the driver raises, and ``others``; for an ``except``, where it is asked when it is needed."""
    cipher = sys.modules.get(_CIPHER_API)
    return (sqlite3.Error, *others) if cipher is None else (sqlite3.Error, cipher.Error, *others)


def is_plain(path: Path) -> bool:
    """Whether the file begins as one that nobody locked; ``OSError`` when it cannot be read."""
    with path.open("rb") as file:
        return file.read(len(MAGIC)) == MAGIC


def connect(
    path: Path, mode: Mode = "rwc", *, seconds: float = 0, key: str | None = None
) -> sqlite3.Connection:
    """A connection to the file at ``path``, waiting ``seconds`` for a lock; usable from any thread.

    It begins no transaction by itself: the driver's own way commits in the middle of a migration. ``key`` is
    the passphrase of a locked file, or of one that is made; a plain one is opened as it is.
    """
    if key is not None and not can_lock():
        raise StoreError(NO_EXTRA, path=path)
    connection = dbapi(key).connect(
        uri_of(path, mode), uri=True, timeout=seconds, isolation_level=None, check_same_thread=False
    )
    if key is not None:
        try:
            _unlock(connection, path, key)
        except BaseException:
            connection.close()
            raise
    return cast(sqlite3.Connection, connection)


def uri_of(path: Path, mode: Mode) -> str:
    """How SQLite is told of a file and of what may be done with it."""
    return f"{path.absolute().as_uri()}?mode={mode}"


def as_key(passphrase: str) -> str:
    """The same passphrase on every system: some keyboards write å as one character, some as two."""
    return unicodedata.normalize("NFC", passphrase)


def _unlock(connection: sqlite3.Connection, path: Path, key: str) -> None:
    """Give the key and see whether it fits, without a word from SQLCipher on the terminal."""
    connection.execute("PRAGMA cipher_log_level=none").close()
    connection.execute("PRAGMA temp_store=MEMORY").close()  # nothing readable in temporary files
    if path.exists() and is_plain(path):
        return
    if not _can_be_one(key):
        raise LockedError(WRONG, path=path)
    quoted = as_key(key).replace('"', '""')
    connection.execute(f'PRAGMA key="{quoted}"').close()
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except dbapi(key).DatabaseError as error:
        if getattr(error, "sqlite_errorname", "") != "SQLITE_NOTADB":
            raise
        raise LockedError(WRONG, path=path) from None


def _can_be_one(key: str) -> bool:
    """Whether SQLCipher would take it at all: what it would not was never anybody's passphrase."""
    try:
        return b"\0" not in key.encode() and bool(key)
    except UnicodeEncodeError:  # bytes from a terminal that are no text
        return False
