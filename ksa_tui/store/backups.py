"""Backups: whole copies of a store, verified before they get their name, cleared away when there are many.

A backup's name says of which store it is and when it was made; what has such a name was sound when it got it.
"""

from __future__ import annotations

import errno
import os
import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, count
from pathlib import Path
from typing import Final
from uuid import UUID

from ksa_tui.errors import StoreError
from ksa_tui.i18n import N_
from ksa_tui.store.chain import GENESIS, Head
from ksa_tui.store.driver import connect, driver_errors
from ksa_tui.store.examining import Condition, examine
from ksa_tui.store.files import flush_folder, make_private_file

NO_ROOM: Final = N_("No backup could be made in {folder}: the disk is full. Free some space there.")
MAY_NOT: Final = N_(
    "No backup could be made in {folder}: it may not be written to. Choose another folder in the settings."
)
NO_FOLDER: Final = N_(
    "No backup could be made in {folder}: there is no such folder now. "
    "Connect the disk it lies on, or choose another folder in the settings."
)
NOT_MADE: Final = N_(
    "No backup could be made in {folder} ({code}). Choose another folder in the settings."
)
NOT_SOUND: Final = N_(
    "The backup did not pass its checks, so it was not kept; the earlier ones are. The store itself may be "
    "damaged: ksa verify tells."
)
UNSOUND_STORE: Final = N_(
    "The backup {path} was made, but what it holds is not as ksa wrote it: the store was changed by another "
    "program, or is damaged. No earlier backup is cleared away. ksa verify tells what is wrong."
)

_SHORT_ID: Final = 8
_NAME: Final = re.compile(
    r"ksa-(?P<store>[0-9a-f]{8})-(?P<made>\d{4}-\d\d-\d\d-\d{6})(?P<before>-schema\d+)?(?:-\d+)?\.db"
)
_MADE: Final = "%Y-%m-%d-%H%M%S"
_FULL: Final = ("SQLITE_FULL", "SQLITE_IOERR_WRITE", "ENOSPC", "EDQUOT", "EFBIG")
_READ_ONLY: Final = ("SQLITE_READONLY", "SQLITE_PERM", "EACCES", "EPERM", "EROFS")
_MISSING: Final = ("ENOENT", "ENOTDIR")


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup by its name; the file itself has not been opened."""

    path: Path
    store: str
    """The first digits of the store's id."""
    made: datetime
    """When, where the laptop was."""
    is_milestone: bool = False
    """Made before the store was brought to a new version: never cleared away by itself."""


@dataclass(frozen=True, slots=True)
class Copied:
    """A copy that has no name yet: it must be verified first."""

    draft: Path
    folder: Path
    store: str
    made: datetime
    ending: str
    head: Head
    key: str | None = field(default=None, repr=False)
    """What opens the copy, which is that of the store."""


def backup_of(path: Path) -> Backup | None:
    """What the name of a file says, if it is that of a backup."""
    found = _NAME.fullmatch(path.name)
    if found is None:
        return None
    try:
        made = datetime.strptime(found["made"], _MADE)  # noqa: DTZ007 - the laptop's own time
    except ValueError:
        return None
    return Backup(path, found["store"], made, found["before"] is not None)


def backups_in(folders: Iterable[Path], store: str = "") -> list[Backup]:
    """The backups in ``folders``, of one store if it is named; the newest first."""
    found = []
    for folder in dict.fromkeys(folders):
        with suppress(OSError):
            found += [backup for path in folder.iterdir() if (backup := backup_of(path))]
    mine = (backup for backup in found if not store or backup.store == store)
    return sorted(
        mine,
        key=lambda backup: (backup.made, len(backup.path.name), backup.path.name),
        reverse=True,
    )


def short_id(store_id: UUID) -> str:
    """The part of a store's id that stands in the names of its backups."""
    return store_id.hex[:_SHORT_ID]


def copy(
    connection: sqlite3.Connection,
    folder: Path,
    now: datetime,
    *,
    ending: str = "",
    key: str | None = None,
) -> Copied:
    """Copy the whole store that ``connection`` has open, outside any transaction, for its owner alone.

    Needs the connection for a few hundredths of a second for ten megabytes; :func:`finish` needs it no more.
    """
    with closing(connection.execute("SELECT store_id FROM meta")) as rows:
        store_id = UUID(rows.fetchone()[0])
    copied = Copied(
        folder / f".ksa-{short_id(store_id)}.part",
        folder,
        short_id(store_id),
        now.astimezone().replace(tzinfo=None),
        ending,
        _head(connection, store_id),
        key,
    )
    with _in_words(folder):
        copied.draft.unlink(
            missing_ok=True
        )  # of a kill: who holds the store makes its copies alone
        with _draft(copied.draft):
            copy_into(connection, copied.draft)
    return copied


def copy_into(connection: sqlite3.Connection, path: Path) -> None:
    """Write what ``connection`` has open to a new file, compact, without remains of what was removed."""
    make_private_file(path)
    for statement, values in (
        ("PRAGMA temp_store=MEMORY", ()),
        ("VACUUM INTO ?", (str(path),)),
        ("PRAGMA temp_store=DEFAULT", ()),
    ):
        with closing(connection.execute(statement, values)):
            pass
    flush_file(path)


def finish(copied: Copied) -> tuple[Backup, bool]:
    """Verify the copy and give it its name; ``StoreError`` when it is not the store as it was.

    False when it is, but the store itself had been changed past ksa: better such a backup than none.
    """
    with _in_words(copied.folder), _draft(copied.draft):
        condition = _require_whole(copied)
        path = _free_name(copied)
        copied.draft.replace(path)
        flush_folder(copied.folder)
    is_milestone = bool(copied.ending)
    return Backup(
        path, copied.store, copied.made.replace(microsecond=0), is_milestone
    ), condition.is_sound


def _require_whole(copied: Copied) -> Condition:
    try:
        condition = examine(copied.draft, copied.key)
    except StoreError as error:
        raise StoreError(NOT_SOUND) from error
    if condition.damage or condition.head != copied.head:
        raise StoreError(NOT_SOUND)
    return condition


def copy_before_upgrade(
    path: Path, schema: int, folder: Path, now: datetime, key: str | None = None
) -> Backup:
    """A backup of the store at ``path``, which nobody has open, before it is brought to a new version."""
    with _in_words(folder), closing(connect(path, "rw", key=key)) as connection:
        copied = copy(connection, folder, now, ending=f"-schema{schema}", key=key)
    return finish(copied)[0]


def is_sound(path: Path, key: str | None = None) -> bool:
    """Whether a backup is still what it was when it was made."""
    with suppress(StoreError):
        return examine(path, key).is_sound
    return False


def holds(path: Path, store_id: UUID, head: Head, key: str | None = None) -> bool | None:
    """Whether the history of the backup at ``path`` holds this event; None when that cannot be read."""
    query = "SELECT digest FROM event WHERE store_id = ? AND seq = ?"
    try:
        with _reading(path, key) as connection:
            found = connection.execute(query, (store_id.hex, head.seq)).fetchone()
    except driver_errors(OSError, StoreError):
        return None
    return bool(found and found[0] == head.digest)


def head_of(path: Path, store_id: UUID, key: str | None = None) -> Head | None:
    """Where the history of the backup at ``path`` ends; None when that cannot be read."""
    try:
        with _reading(path, key) as connection:
            return _head(connection, store_id)
    except driver_errors(OSError, StoreError):
        return None


def flush_file(path: Path) -> None:
    """Make what was written to a file last through a power cut."""
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _head(connection: sqlite3.Connection, store_id: UUID) -> Head:
    query = "SELECT seq, digest FROM event WHERE store_id = ? ORDER BY seq DESC LIMIT 1"
    with closing(connection.execute(query, (store_id.hex,))) as rows:
        found = rows.fetchone()
    return Head(*found) if found else Head(0, GENESIS)


def _free_name(copied: Copied) -> Path:
    stem = f"ksa-{copied.store}-{copied.made.strftime(_MADE)}{copied.ending}"
    names = chain([f"{stem}.db"], (f"{stem}-{number}.db" for number in count(2)))
    return next(path for path in map(copied.folder.joinpath, names) if not path.exists())


@contextmanager
def _draft(path: Path) -> Iterator[None]:
    """A file that is gone again when something fails."""
    try:
        yield
    except BaseException:
        with suppress(OSError):
            path.unlink(missing_ok=True)
        raise


@contextmanager
def _reading(path: Path, key: str | None) -> Iterator[sqlite3.Connection]:
    with closing(connect(path, "ro", key=key)) as connection:
        yield connection


@contextmanager
def _in_words(folder: Path) -> Iterator[None]:
    """What a disk says about a backup is not what it says about a change: nothing of the work is lost."""
    try:
        yield
    except driver_errors(OSError) as error:
        raise problem_of(error, folder) from error


def problem_of(error: Exception, folder: Path) -> StoreError:
    """Why there is no backup in ``folder``."""
    code = _code(error)
    for codes, message in ((_FULL, NO_ROOM), (_READ_ONLY, MAY_NOT), (_MISSING, NO_FOLDER)):
        if code.startswith(codes):
            return StoreError(message, folder=folder)
    return StoreError(NO_FOLDER if not folder.is_dir() else NOT_MADE, folder=folder, code=code)


def _code(error: Exception) -> str:
    if isinstance(error, OSError):
        return errno.errorcode.get(error.errno or 0, type(error).__name__)
    return str(getattr(error, "sqlite_errorname", "")) or type(error).__name__
