"""A disk that forgets: SQLite's writes are logged, and what a power cut may leave of them is built again.

Only what was flushed is certain. At a cut, writes not flushed are lost, kept, or a chance half of their
512-byte sectors is kept; an unlink whose folder was not flushed may come undone. This is more pessimistic
than a real disk.
"""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import Enum
from pathlib import Path
from typing import Any, Final, cast

import apsw

SECTOR: Final = 512
Log = list[tuple[Any, ...]]


class Left(Enum):
    """What a cut leaves of the writes that were not flushed."""

    NOTHING = "nothing"
    EVERYTHING = "everything"
    CHANCE = "chance"


class Disk:
    """Logs what SQLite does to its files; :meth:`connect` is a driver's connection on it."""

    def __init__(self, state_of: Callable[[apsw.Connection], str]) -> None:
        """``state_of`` tells what a store holds; it is noted with every commit."""
        self.log: Log = []
        self._state_of = state_of
        self._vfs = _LoggingVFS(self.log)

    def connect(self, path: Path, *_mode: object, **_options: object) -> sqlite3.Connection:
        """What :func:`ksa_tui.store.driver.connect` gives, on this disk."""
        connection = apsw.Connection(str(path), vfs=_LoggingVFS.NAME)
        return cast(sqlite3.Connection, _Connection(connection, self._committed))

    def _committed(self, connection: apsw.Connection) -> None:
        self.log.append(("commit", self._state_of(connection)))


class _LoggingVFS(apsw.VFS):
    NAME = "forgetful"

    def __init__(self, log: Log) -> None:
        super().__init__(self.NAME, base="")
        self._log = log

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:  # noqa: N802 - SQLite's own name
        return _LoggingFile(name, flags, self._log)

    def xDelete(self, name: str, syncdir: bool) -> None:  # noqa: N802
        super().xDelete(name, syncdir)
        self._log.append(("unlink", Path(name).name, bool(syncdir)))


class _LoggingFile(apsw.VFSFile):
    def __init__(self, name: Any, flags: list[int], log: Log) -> None:
        super().__init__("", name, flags)
        named = name.filename() if isinstance(name, apsw.URIFilename) else name
        self._log, self._file = log, Path(named or "temporary").name

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802
        super().xWrite(data, offset)
        self._log.append(("write", self._file, offset, bytes(data)))

    def xTruncate(self, size: int) -> None:  # noqa: N802
        super().xTruncate(size)
        self._log.append(("truncate", self._file, size))

    def xSync(self, flags: int) -> None:  # noqa: N802
        super().xSync(flags)
        self._log.append(("flush", self._file))


class _Cursor:
    """As much of a DB-API cursor as SQLAlchemy and ``store.quick`` use."""

    arraysize = 1

    def __init__(self, connection: apsw.Connection, committed: Callable[[], None]) -> None:
        self._connection, self._committed = connection, committed
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount, self.lastrowid = -1, 0

    def execute(self, statement: str, parameters: Sequence[Any] | dict[str, Any] = ()) -> _Cursor:
        cursor = self._connection.cursor()
        cursor.exec_trace = self._describe
        named = isinstance(parameters, dict)
        self._rows = list(cursor.execute(statement, parameters if named else tuple(parameters)))
        self.rowcount = self._connection.changes()
        self.lastrowid = self._connection.last_insert_rowid()
        if statement.strip().upper() == "COMMIT":
            self._committed()
        return self

    def _describe(self, cursor: apsw.Cursor, _statement: str, _parameters: object) -> bool:
        """Columns can be told before the first row only."""
        described = cursor.description_full or None
        self.description = described and [(each[0], *[None] * 6) for each in described]
        return True

    def executemany(self, statement: str, many: Sequence[Sequence[Any]]) -> _Cursor:
        changed = 0
        for parameters in many:
            changed += self.execute(statement, parameters).rowcount
        self.rowcount = changed
        return self

    def fetchone(self) -> Any:
        return self._rows.pop(0) if self._rows else None

    def fetchmany(self, size: int = 1) -> list[Any]:
        found, self._rows = self._rows[:size], self._rows[size:]
        return found

    def fetchall(self) -> list[Any]:
        found, self._rows = self._rows, []
        return found

    def __iter__(self) -> Iterator[Any]:
        return iter(self.fetchall())

    def close(self) -> None:
        self._rows = []


class _Connection:
    isolation_level: str | None = None

    def __init__(
        self, connection: apsw.Connection, committed: Callable[[apsw.Connection], None]
    ) -> None:
        self._connection = connection
        self._committed = committed

    @property
    def in_transaction(self) -> bool:
        return self._connection.in_transaction

    def cursor(self, *_factory: object) -> _Cursor:
        return _Cursor(self._connection, lambda: self._committed(self._connection))

    def execute(self, statement: str, parameters: Sequence[Any] = ()) -> _Cursor:
        return self.cursor().execute(statement, parameters)

    def commit(self) -> None:
        if self.in_transaction:
            self.execute("COMMIT")

    def rollback(self) -> None:
        if self.in_transaction:
            self.execute("ROLLBACK")

    def create_function(self, *_anything: object, **_options: object) -> None:
        """SQLAlchemy offers REGEXP, which nothing here uses."""

    def close(self) -> None:
        self._connection.close()


# ---------------------------------------------------------------- what a cut leaves


@dataclass
class _File:
    durable: bytearray | None = None
    """What is certain; None means that there is no such file."""
    pending: list[tuple[Any, ...]] = field(default_factory=list)
    named: bool = False
    """Whether its entry in the folder is certain."""
    undone: tuple[bytearray | None, list[tuple[Any, ...]]] | None = None
    """What comes back if the unlink comes undone."""


@dataclass(frozen=True)
class Cut:
    """The files as they may be found after a power cut, and which commits were acknowledged."""

    commits: int
    files: dict[str, bytes]


def cuts(log: Log, start: dict[str, bytes], *, every: int, seed: int) -> Iterator[Cut]:
    """Power cuts right after each commit and after every ``every``-th operation, three for each moment."""
    chance = random.Random(seed)
    files = {name: _File(bytearray(data), named=True) for name, data in start.items()}
    commits = 0
    for number, (kind, *what) in enumerate(log):
        if kind == "commit":
            commits += 1
        else:
            _happen(files, kind, what)
        if kind == "commit" or number % every == 0:
            for left in Left:
                yield Cut(commits, _found(files, left, chance))


def _happen(files: dict[str, _File], kind: str, what: list[Any]) -> None:
    file = files.setdefault(what[0], _File())
    if kind == "flush":
        _flush(files, file)
    elif kind == "unlink":
        file.undone = None if what[1] else (file.durable, file.pending)
        file.durable, file.pending, file.named = None, [], False
        if what[1]:
            _settle_folder(files)
    else:
        file.pending.append((kind, *what[1:]))


def _flush(files: dict[str, _File], file: _File) -> None:
    if not file.named:  # SQLite flushes the folder with the first flush of a new file
        _settle_folder(files)
        file.named = True
    file.undone = None
    file.durable = file.durable if file.durable is not None else bytearray()
    for operation in file.pending:
        _apply(file.durable, operation)
    file.pending = []


def _settle_folder(files: dict[str, _File]) -> None:
    for each in files.values():
        each.undone = None


def _apply(data: bytearray, operation: tuple[Any, ...]) -> None:
    if operation[0] == "write":
        _, offset, content = operation
        data.extend(b"\0" * (offset - len(data)))
        data[offset : offset + len(content)] = content
        return
    size = operation[1]
    del data[size:]
    data.extend(b"\0" * (size - len(data)))


def _found(files: dict[str, _File], left: Left, chance: random.Random) -> dict[str, bytes]:
    found = {name: _content(file, left, chance) for name, file in files.items()}
    return {name: bytes(data) for name, data in found.items() if data is not None}


def _content(file: _File, left: Left, chance: random.Random) -> bytearray | None:
    durable, pending = file.durable, file.pending
    if file.undone is not None and not pending and _kept(left, chance, undone=True):
        durable, pending = file.undone
    data = None if durable is None else bytearray(durable)
    for operation in pending:
        for part in _parts(operation, left, chance):
            data = bytearray() if data is None else data
            _apply(data, part)
    return data


def _kept(left: Left, chance: random.Random, *, undone: bool = False) -> bool:
    if left is Left.CHANCE:
        return chance.random() < 0.5
    return (left is Left.NOTHING) is undone


def _parts(
    operation: tuple[Any, ...], left: Left, chance: random.Random
) -> Iterator[tuple[Any, ...]]:
    if operation[0] == "truncate" or left is not Left.CHANCE:
        if _kept(left, chance):
            yield operation
        return
    _, offset, content = operation
    for at in range(0, len(content), SECTOR):
        if _kept(left, chance):
            yield "write", offset + at, content[at : at + SECTOR]
