"""Stores as earlier versions left them, kept as SQL: one for every schema that somebody may have.

python -m tests.store.old_stores FOLDER makes the workspaces.
"""

from __future__ import annotations

import gzip
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Final

SCHEMAS: Final = Path(__file__).with_name("schemas")
VERSIONS: Final = tuple(sorted(int(path.name[:4]) for path in SCHEMAS.glob("*.sql.gz")))


def make(home: Path, version: int) -> Path:
    """A workspace in ``home`` with a store of that schema; the path of the store."""
    path = home / "data" / "ksa.db"
    path.parent.mkdir(parents=True)
    text = gzip.decompress((SCHEMAS / f"{version:04d}.sql.gz").read_bytes()).decode()
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(text)
    return path


if __name__ == "__main__":
    for number in VERSIONS:
        make(Path(sys.argv[1]) / str(number), number)
