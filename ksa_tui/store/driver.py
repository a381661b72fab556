"""The one place where a store's file is opened by SQLite: everything else asks here for a connection."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import ModuleType


def dbapi() -> ModuleType:
    """The module whose connections :func:`connect` makes; SQLAlchemy needs its error classes."""
    return sqlite3


def connect(path: Path, *, seconds: float, must_exist: bool = False) -> sqlite3.Connection:
    """A connection to the file at ``path``, waiting ``seconds`` for a lock; usable from any thread.

    With ``must_exist`` a missing file is an error and not made.
    """
    uri = f"{path.absolute().as_uri()}?mode={'rw' if must_exist else 'rwc'}"
    return sqlite3.connect(uri, timeout=seconds, uri=True, check_same_thread=False)
