"""The one place where a store's file is opened by SQLite: everything else asks here for a connection."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from types import ModuleType
from typing import Literal, TypeAlias


def dbapi() -> ModuleType:
    """The module whose connections :func:`connect` makes; SQLAlchemy needs its error classes."""
    return sqlite3


Mode: TypeAlias = Literal["ro", "rw", "rwc"]
"""Only read; write, and a missing file is an error; write, and a missing file is made."""


def connect(path: Path, mode: Mode = "rwc", *, seconds: float = 0) -> sqlite3.Connection:
    """A connection to the file at ``path``, waiting ``seconds`` for a lock; usable from any thread.

    It begins no transaction by itself: the driver's own way commits in the middle of a migration.
    """
    uri = f"{path.absolute().as_uri()}?mode={mode}"
    return sqlite3.connect(
        uri, uri=True, timeout=seconds, isolation_level=None, check_same_thread=False
    )
