"""Whether a store is what it was: file, references, history, rows, what was handed out. In words.

Nothing is changed. What a sound answer means is said as plainly as what a bad one does.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from ksa_tui.domain.receipt import Sentence
from ksa_tui.errors import StoreError
from ksa_tui.i18n import N_
from ksa_tui.paths import Workspace
from ksa_tui.services import verification_words as words
from ksa_tui.services.verified import NOT_KNOWN, Check, begins, handed_out, mark_of
from ksa_tui.store import attesting
from ksa_tui.store.backup_note import known_backups, read_note
from ksa_tui.store.backups import head_of
from ksa_tui.store.examining import Condition, examine, opened
from ksa_tui.store.header import SCHEMA, is_locked
from ksa_tui.store.lock import take_lock
from ksa_tui.store.opening import refuse_where_one_was, settle
from ksa_tui.store.retold import untold_tables

__all__ = ["NOT_KNOWN", "NO_STORE", "Check", "Verification", "is_locked_store", "to_json", "verify"]

NO_STORE: Final = N_("There is no store in {folder}. Name a file, or another folder with --home.")

_SQLITE: Final = b"SQLite format 3\x00"


@dataclass(frozen=True, slots=True)
class Verification:
    """What was looked at, and how it stands."""

    path: Path
    checks: tuple[Check, ...]
    condition: Condition | None = None
    """Of the store, or of the backup that was named."""

    @property
    def is_sound(self) -> bool:
        """Whether nothing is wrong."""
        return all(check.is_sound for check in self.checks)


def verify(workspace: Workspace, file: Path | None, who: str, now: datetime) -> Verification:
    """Look through the store of ``workspace``, or through ``file``: a backup, a workbook, a receipt.

    What was handed out is compared with the store. A ``KsaError`` says why there is nothing to look at.
    The passphrase of ``workspace`` is that of the store or backup that is looked at.
    """
    key = workspace.passphrase
    if (
        file is not None
        and (begins(file).startswith(_SQLITE) or is_locked_store(file))
        and not _is_same(file, workspace.store)
    ):
        return _verify_file(file, key)
    refuse_where_one_was(workspace)
    if not workspace.store.exists():
        raise StoreError(NO_STORE, folder=workspace.home)
    noted = None if file is None or _is_same(file, workspace.store) else mark_of(file)
    lock = take_lock(workspace, who, now)
    try:
        settle(workspace.store, key)
        found = _verify_file(workspace.store, key)
        condition = found.condition
        if condition is None or condition.damage or condition.store_id is None:
            return found
        with opened(workspace.store, key) as (_schema, connection):
            beyond = [*_backups(workspace, connection, condition.store_id)]
            if noted is not None:
                beyond += handed_out(connection, noted)
    finally:
        lock.release()
    return Verification(file or workspace.store, (*found.checks, *beyond), condition)


def is_locked_store(file: Path) -> bool:
    """Whether a file may be a locked store or backup: these have no mark of their own but the name."""
    return file.suffix == ".db" and is_locked(file)


def to_json(found: Verification) -> dict[str, Any]:
    """The same for other programs."""
    content: dict[str, Any] = {
        "file": str(found.path),
        "sound": found.is_sound,
        "checks": [
            {"code": check.code, "sound": check.is_sound, "text": check.text}
            for check in found.checks
        ],
    }
    if (condition := found.condition) is not None:
        content |= {
            "schema": condition.schema,
            "store": str(condition.store_id) if condition.store_id else None,
            "events": condition.chain.events if condition.chain else None,
            "removed": condition.chain.removed_bodies if condition.chain else None,
            "head": condition.head.digest if condition.chain else None,
        }
    return content


def _verify_file(path: Path, key: str | None) -> Verification:
    condition = examine(path, key)
    checks = [*_whole(condition)]
    if not condition.damage:
        with opened(path, key) as (schema, connection):
            checks += _content(connection, schema)
    return Verification(path, tuple(checks), condition)


def _whole(condition: Condition) -> Iterator[Check]:
    if condition.damage:
        yield Check("file", False, Sentence(words.DAMAGED, {"reason": condition.damage[0]}))
        return
    yield Check("file", True, Sentence(words.FILE))
    tables = ", ".join(condition.orphans)
    yield _check("references", tables, words.REFERENCES, words.ORPHANS, tables=tables)
    chain = condition.chain
    if chain is None or not chain.sound:
        first = chain.broken[0] if chain and chain.broken else 0
        yield Check("history", False, Sentence(words.BROKEN, {"event": first}))
        return
    told = {"events": chain.events, "head": condition.head.digest[:12]}
    yield Check("history", True, Sentence(words.HISTORY, told))


def _content(connection: Any, schema: int) -> Iterator[Check]:
    from ksa_tui.spreadsheets.workbook.canonical import row_digest, total_digest

    stops = attesting.stops(connection)
    if removed := attesting.removed_bodies(connection):
        words_of = words.REMOVED if stops else words.REMOVED_WITHOUT_STOP
        yield Check("removed", bool(stops), Sentence(words_of, {"count": removed}))
    if schema == SCHEMA:
        tables = ", ".join(untold_tables(connection, has_stops=bool(stops)))
        yield _check("rows", tables, words.ROWS, words.UNTOLD, tables=tables)
    models = ", ".join(attesting.changed_models(connection))
    yield _check("models", models, words.MODELS, words.CHANGED_MODELS, models=models)
    changed = attesting.changed_exports(connection, row_digest, total_digest)
    names = ", ".join(changed)
    yield _check("exports", names, words.EXPORTS, words.CHANGED_EXPORTS, names=names)
    if cut := ", ".join(attesting.exports_past_the_end(connection)):
        yield Check("heads", False, Sentence(words.CUT_BEFORE_EXPORT, {"names": cut}))


def _backups(workspace: Workspace, connection: Any, store_id: UUID) -> Iterator[Check]:
    """Each backup's history must be a beginning of the store's, but for those made before a restore."""
    restored = read_note(workspace).restored
    known = [b for b in known_backups(workspace) if restored is None or b.made > restored]
    compared = 0
    for backup in known:
        head = head_of(backup.path, store_id, workspace.passphrase)
        if head is None:
            yield Check("backups", False, Sentence(words.UNREADABLE_BACKUP, {"path": backup.path}))
        elif head.seq and not attesting.holds_digest(connection, head.digest):
            yield Check("backups", False, Sentence(words.CUT_BEFORE_BACKUP, {"path": backup.path}))
        else:
            compared += 1
    if compared:
        yield Check("backups", True, Sentence(words.BACKUPS, {"count": compared}))


def _check(code: str, wrong: str, good: str, bad: str, **params: object) -> Check:
    return Check(code, not wrong, Sentence(bad, params) if wrong else Sentence(good))


def _is_same(file: Path, store: Path) -> bool:
    return file.exists() and store.exists() and file.samefile(store)
