"""Locks a workspace's store and every copy of it with a passphrase; nothing readable is left behind.

Each file is copied into a locked one beside it, which is compared with it row by row before it takes its
place in one step: a kill leaves the file as it was, or locked. What it leaves beside is tidied at a start.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ksa_tui.errors import StoreError
from ksa_tui.i18n import N_
from ksa_tui.paths import Workspace
from ksa_tui.store.backup_note import backup_folders, known_backups, read_note
from ksa_tui.store.backups import flush_file
from ksa_tui.store.driver import Mode, as_key, connect, driver_errors, is_plain, uri_of
from ksa_tui.store.files import flush_folder, make_private_file
from ksa_tui.store.header import NOT_OURS, is_locked, read_header
from ksa_tui.store.problems import file_problem, plain_problems

NOT_THE_SAME: Final = N_(
    "The locked copy of {path} is not the same as it, so it was not kept. Nothing was changed. "
    "The file may be damaged: ksa verify tells."
)
LEFT: Final = N_("{path} could not be locked. {problem}")
NOT_THERE: Final = N_(
    "There may be backups in {folder}, which is not there now. If they are readable, they are locked when ksa "
    "is started with that folder there."
)

_DRAFT: Final = ".new"
_OLD: Final = ".plain"
"""The readable file under another name for the moment after the locked one took its place."""
_BESIDE: Final = ("-journal", "-wal", "-shm")
_BLOCK: Final = 1 << 20


@dataclass(slots=True)
class Outcome:
    """What was done with the copies of a store."""

    locked: list[Path] = field(default_factory=list)
    removed: list[Path] = field(default_factory=list)
    """So damaged that no locked copy could be made of them."""
    left: list[StoreError] = field(default_factory=list)
    """What could not be locked, and why."""


def lock_file(path: Path, key: str, was: str | None = None) -> None:
    """Lock the store's file at ``path``, which nobody has open; ``was`` is its passphrase until now.

    ``StoreError`` when it cannot be done; the file is as it was then.
    """
    draft = path.with_name(path.name + _DRAFT)
    with plain_problems(path):
        _take_back(path, was)
        _remove([draft, draft.with_name(f"{draft.name}-journal")])
        try:
            _write_locked(path, draft, key, was)
            flush_file(draft)
            _require_same(path, draft, key, was)
            _put_in_place(path, draft, is_readable=was is None)
        except BaseException:
            _remove([draft])
            raise
        for part in _BESIDE:
            destroy(path.with_name(path.name + part))


def lock_copies(
    workspace: Workspace, key: str, was: str | None = None, more: Iterable[Path] = ()
) -> Outcome:
    """Lock every copy of the store that is known: backups, and the stores that were replaced by them."""
    outcome = Outcome(removed=_destroy_unfinished(workspace, more))
    for path in copies_of(workspace, more):
        if _is_done(path, key):
            continue
        try:
            if is_plain(path) or was is not None:
                lock_file(path, key, None if is_plain(path) else was)
                outcome.locked.append(path)
        except StoreError as error:
            _give_up(path, error, outcome)
        except OSError as error:
            outcome.left.append(StoreError(LEFT, path=path, problem=file_problem(error, path)))
    for folder in backup_folders(workspace, more):
        if folder != workspace.backups and not folder.is_dir():
            outcome.left.append(StoreError(NOT_THERE, folder=folder))
    return outcome


def _destroy_unfinished(workspace: Workspace, more: Iterable[Path] = ()) -> list[Path]:
    """Readable copies that a kill cut off before they were backups."""
    own = read_note(workspace).store
    destroyed = []
    for folder in backup_folders(workspace, more):
        pattern = "*" if folder == workspace.backups or not own else own
        with suppress(OSError):
            for path in folder.glob(f".ksa-{pattern}.part"):
                if is_plain(path):
                    destroy(path)
                    destroyed.append(path)
    return destroyed


def lock_what_is_plain(workspace: Workspace) -> None:
    """What a kill left readable, and what lay on a disk that was not there: locked as the store is."""
    assert workspace.passphrase is not None
    _destroy_unfinished(workspace)
    for path in copies_of(workspace):
        with suppress(StoreError, OSError):
            if is_plain(path):
                lock_file(path, workspace.passphrase)


def copies_of(workspace: Workspace, more: Iterable[Path] = ()) -> Sequence[Path]:
    """Every known copy of the store: backups, replaced stores, and what a person copied beside them."""
    found = [backup.path for backup in known_backups(workspace, more)]
    for folder in (workspace.data, workspace.backups):
        with suppress(OSError):
            found += sorted(path for path in folder.iterdir() if _is_store(path))
    return [path for path in dict.fromkeys(found) if path != workspace.store]


def tidy_leftovers(workspace: Workspace) -> None:
    """Remove what a kill left beside the store and its copies; who holds the lock does it."""
    own = (workspace.data, workspace.backups)
    for folder in backup_folders(workspace, own):
        with suppress(OSError):
            for path in folder.iterdir():
                if folder in own or path.name.startswith("ksa-"):
                    _tidy(path)
    draft = workspace.store.with_name(workspace.store.name + _DRAFT)
    with suppress(OSError):
        _remove([draft, draft.with_name(f"{draft.name}-journal")])


def _tidy(path: Path) -> None:
    if path.suffix == _OLD:
        _tidy_old(path)
    elif path.suffix == _DRAFT and path.with_suffix("").exists() and is_locked(path):
        path.unlink()


def destroy(path: Path) -> None:
    """Write over a file and remove it; how much that helps depends on the disk."""
    try:
        with path.open("rb+") as file:
            left = file.seek(0, os.SEEK_END)
            file.seek(0)
            while left > 0:
                left -= file.write(secrets.token_bytes(min(left, _BLOCK)))
            file.flush()
            os.fsync(file.fileno())
    except FileNotFoundError:
        return
    path.unlink()
    flush_folder(path.parent)


def _tidy_old(old: Path) -> None:
    path = old.with_suffix("")
    if not path.exists():
        return
    if path.samefile(old):
        old.unlink()  # the kill came before the locked file took its place
    elif not is_plain(path):
        destroy(old)


def _is_store(path: Path) -> bool:
    """Whether a file in the workspace is a store of ours, by its beginning or its name."""
    if not path.is_file() or path.is_symlink():
        return False
    if path.name.startswith(("ksa-replaced-", "ksa-")) and path.suffix == ".db":
        return True
    try:
        return is_plain(path) and read_header(path) is not None
    except StoreError as error:
        return error.message != NOT_OURS and path.suffix == ".db"


def _is_done(path: Path, key: str) -> bool:
    """Whether a file is locked with this passphrase already."""
    try:
        return not is_plain(path) and read_header(path, key) is not None
    except (StoreError, OSError):
        return False


def _give_up(path: Path, error: StoreError, outcome: Outcome) -> None:
    """A readable copy that nothing can be made of is removed; what the disk did not allow is told."""
    try:
        if _is_beyond_use(path):
            destroy(path)
            for part in _BESIDE:
                destroy(path.with_name(path.name + part))
            outcome.removed.append(path)
            return
    except OSError:
        pass
    outcome.left.append(StoreError(LEFT, path=path, problem=error))


def _is_beyond_use(path: Path) -> bool:
    if not is_plain(path):
        return False
    try:
        with closing(connect(path, "rw", key="")) as connection:
            said = connection.execute("PRAGMA integrity_check(1)").fetchone()
    except driver_errors() as error:
        code = str(getattr(error, "sqlite_errorname", ""))
        return code.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB"))
    return bool(said is None or said[0] != "ok")


def _take_back(path: Path, was: str | None) -> None:
    """Roll back what was interrupted in the file: only then is it the whole store."""
    with closing(connect(path, "rw", key=was)) as connection:
        connection.execute("PRAGMA schema_version").fetchall()


def _write_locked(path: Path, draft: Path, key: str, was: str | None) -> None:
    make_private_file(draft)
    with _beside(path, draft, key, was, "rw") as connection:
        for name in ("application_id", "user_version"):
            (number,) = connection.execute(f"PRAGMA source.{name}").fetchone()
            connection.execute(f"PRAGMA main.{name} = {number}").close()
        connection.execute("SELECT sqlcipher_export('main', 'source')").fetchall()


def _require_same(path: Path, draft: Path, key: str, was: str | None) -> None:
    """The locked file is whole and holds what the other holds: schema, numbers, every row."""
    with _beside(path, draft, key, was, "ro") as connection:
        whole = connection.execute("PRAGMA main.integrity_check(1)").fetchone()[0] == "ok"
        if is_plain(draft) or not whole or any(_differences(connection)):
            raise StoreError(NOT_THE_SAME, path=path)


def _differences(connection: sqlite3.Connection) -> Iterator[bool]:
    both = ("main", "source")
    for name in ("application_id", "user_version"):
        one, other = (connection.execute(f"PRAGMA {which}.{name}").fetchone() for which in both)
        yield one != other
    schema = "SELECT type, name, tbl_name, sql FROM {}.sqlite_master ORDER BY type, name"
    one, other = (connection.execute(schema.format(which)).fetchall() for which in both)
    yield one != other
    for kind, name, *_ in one:
        if kind == "table":
            yield not _has_same_rows(connection, name.replace('"', '""'))


def _has_same_rows(connection: sqlite3.Connection, table: str) -> bool:
    count = 'SELECT count(*) FROM {}."{}"'
    one, other = (
        connection.execute(count.format(which, table)).fetchone() for which in ("main", "source")
    )
    missing = 'SELECT * FROM source."{0}" EXCEPT SELECT * FROM main."{0}" LIMIT 1'
    return bool(one == other) and connection.execute(missing.format(table)).fetchone() is None


@contextmanager
def _beside(
    path: Path, draft: Path, key: str, was: str | None, mode: Mode
) -> Iterator[sqlite3.Connection]:
    """The locked draft, with the file that it is made of as ``source``."""
    with closing(connect(draft, mode, key=key)) as connection:
        attached = (uri_of(path, "ro"), as_key(was or ""))
        connection.execute("ATTACH ? AS source KEY ?", attached).close()
        yield connection


def _put_in_place(path: Path, draft: Path, *, is_readable: bool) -> None:
    """In one step. The readable file is kept by a second name until it has been written over."""
    old = path.with_name(path.name + _OLD)
    old.unlink(missing_ok=True)
    if is_readable:
        with suppress(OSError):  # a disk without second names: it is gone, though not written over
            os.link(path, old)
    draft.replace(path)
    flush_folder(path.parent)
    destroy(old)


def _remove(paths: Iterable[Path]) -> None:
    for path in paths:
        path.unlink(missing_ok=True)
