"""Whether a store is what it was: file, references, history, rows, what was handed out. In words.

Nothing is changed. What a sound answer means is said as plainly as what a bad one does.
"""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Final, Literal
from uuid import UUID

from ksa_tui.domain.receipt import Sentence
from ksa_tui.errors import KsaError, StoreError
from ksa_tui.i18n import N_
from ksa_tui.paths import Workspace
from ksa_tui.services import verification_words as words
from ksa_tui.store import attesting
from ksa_tui.store.backup_note import known_backups, read_note
from ksa_tui.store.backups import head_of
from ksa_tui.store.examining import Condition, examine, opened
from ksa_tui.store.header import SCHEMA, is_locked
from ksa_tui.store.lock import take_lock
from ksa_tui.store.opening import refuse_where_one_was, settle
from ksa_tui.store.retold import untold_tables

NO_STORE: Final = N_("There is no store in {folder}. Name a file, or another folder with --home.")
NO_SUCH_FILE: Final = N_("There is no file {path}. Check the path and the name.")
UNREADABLE: Final = N_(
    "{path} cannot be read ({why}). Check that it is a file, and that you may read it."
)
NOT_KNOWN: Final = N_(
    "{path} is neither a store nor something that was handed out of one: a workbook for decision, or an "
    "owner's receipt."
)

_SQLITE: Final = b"SQLite format 3\x00"
_ZIP: Final = b"PK"
_DIGEST: Final = re.compile(r"\b[0-9a-f]{64}\b")
_MOST_BYTES: Final = 1_000_000


@dataclass(frozen=True, slots=True)
class _Mark:
    """What a file says of where it comes from."""

    kind: Literal["workbook", "receipt"]
    id: str
    """The export's id, or the digest of the file that the receipt is about."""
    digest: str = ""
    history: str = ""
    """The digest of the last event before the export; empty in workbooks of earlier versions."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    code: str
    is_sound: bool
    sentence: Sentence

    @property
    def text(self) -> str:
        """What was found and what it means, in the language spoken now."""
        return str(self.sentence)


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
        and (_begins(file).startswith(_SQLITE) or is_locked_store(file))
        and not _is_same(file, workspace.store)
    ):
        return _verify_file(file, key)
    refuse_where_one_was(workspace)
    if not workspace.store.exists():
        raise StoreError(NO_STORE, folder=workspace.home)
    noted = None if file is None or _is_same(file, workspace.store) else _mark_of(file)
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
                beyond.append(_handed_out(connection, noted))
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


# ---------------------------------------------------------------- what was handed out


def _mark_of(file: Path) -> _Mark:
    """What a file says it is."""
    if _begins(file).startswith(_ZIP):
        from ksa_tui.spreadsheets.decision.contract import Properties
        from ksa_tui.spreadsheets.returned.reading import read

        for mark in read(file).marks:
            if found := mark.get(Properties.WORKBOOK):
                digest, history = mark.get(Properties.DIGEST, ""), mark.get(Properties.HISTORY, "")
                return _Mark("workbook", found, digest, history)
        raise KsaError(NOT_KNOWN, path=file)
    try:
        with file.open("rb") as stream:
            text = stream.read(_MOST_BYTES).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise KsaError(NOT_KNOWN, path=file) from None
    digests: Sequence[str] = _DIGEST.findall(text)
    if not digests:
        raise KsaError(NOT_KNOWN, path=file)
    return _Mark("receipt", digests[0])


def _handed_out(connection: Any, mark: _Mark) -> Check:
    if mark.kind == "receipt":
        events = list(attesting.find_receipts(connection, mark.id))
        is_there = bool(events) and all(events)
        return Check(
            "receipt", is_there, Sentence(words.RECEIPT if is_there else words.RECEIPT_NOT_HERE)
        )
    try:
        export = attesting.find_handed_out(connection, UUID(mark.id))
    except ValueError:
        export = None
    if export is None or not export.events:
        return Check("workbook", False, Sentence(words.WORKBOOK_NOT_HERE))
    told = {"number": export.number}
    if mark.digest != export.digest:
        return Check("workbook", False, Sentence(words.WORKBOOK_DIFFERS, told))
    if mark.history and not attesting.holds_digest(connection, mark.history):
        return Check("workbook", False, Sentence(words.WORKBOOK_OF_ANOTHER_HISTORY, told))
    return Check("workbook", True, Sentence(words.WORKBOOK, told))


def _begins(file: Path) -> bytes:
    try:
        with file.open("rb") as stream:
            return stream.read(len(_SQLITE))
    except FileNotFoundError:
        raise KsaError(NO_SUCH_FILE, path=file) from None
    except OSError as error:
        why = errno.errorcode.get(error.errno or 0, "?")
        raise KsaError(UNREADABLE, path=file, why=why) from error


def _is_same(file: Path, store: Path) -> bool:
    return file.exists() and store.exists() and file.samefile(store)
