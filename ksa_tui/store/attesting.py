"""Whether what was handed out is in the store as it was, and where the history stood then."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection

from ksa_tui.store.chain import GENESIS
from ksa_tui.store.images import read_canonical

_EXPORTS: Final = "SELECT id, number, digest, event_head, file_name FROM export ORDER BY at, number"
_LINES: Final = "SELECT export_id, sheet, row_key, cells, row_digest FROM export_row"
_RECORDED: Final = """
    SELECT e.entity_id, b.after FROM event e
    JOIN event_body b ON b.store_id = e.store_id AND b.seq = e.seq
    WHERE e.entity = 'export' AND b.after IS NOT NULL
"""

RowDigest = Callable[[str, str, Mapping[str, str]], str]
TotalDigest = Callable[[UUID, Iterable[str]], str]


def changed_models(connection: Connection) -> list[str]:
    """The frozen models, measures and catalogues whose content is not what their digest says."""
    query = "SELECT scheme_id, scheme_version, digest, body FROM model_version"
    return [
        f"{name} {version}"
        for name, version, digest, body in connection.exec_driver_sql(query)
        if hashlib.sha256(body.encode()).hexdigest() != digest
    ]


def changed_exports(
    connection: Connection, row_digest: RowDigest, total_digest: TotalDigest
) -> list[str]:
    """The file names of workbooks whose kept rows are not what was handed out; emptied ones count by digest."""
    digests: dict[str, list[str]] = defaultdict(list)
    wrong = set()
    for export, sheet, key, cells, digest in connection.exec_driver_sql(_LINES):
        digests[export].append(digest)
        if cells is not None and row_digest(sheet, key, read_canonical(cells)) != digest:
            wrong.add(export)
    recorded = {key: read_canonical(after) for key, after in connection.exec_driver_sql(_RECORDED)}
    return [
        file_name
        for export, _number, digest, _head, file_name in connection.exec_driver_sql(_EXPORTS)
        if export in wrong
        or total_digest(UUID(export), digests[export]) != digest
        or recorded.get(export, {}).get("digest", digest) != digest
    ]


def exports_past_the_end(connection: Connection) -> list[str]:
    """The file names of workbooks that were handed out after an event which the history does not hold."""
    return [
        file_name
        for _id, _number, _digest, head, file_name in connection.exec_driver_sql(_EXPORTS)
        if head and head != GENESIS and not holds_digest(connection, head)
    ]


def removed_bodies(connection: Connection) -> int:
    """How many events have lost their content."""
    query = "SELECT (SELECT count(*) FROM event) - (SELECT count(*) FROM event_body)"
    return int(connection.exec_driver_sql(query).scalar_one())


def stops(connection: Connection) -> int:
    """How many assets were stopped: nothing else removes content."""
    query = "SELECT count(DISTINCT command_id) FROM event WHERE operation = 'asset.stop'"
    return int(connection.exec_driver_sql(query).scalar_one())


def holds_digest(connection: Connection, digest: str) -> bool:
    """Whether the history has this event."""
    query = "SELECT 1 FROM event WHERE digest = ?"
    return connection.exec_driver_sql(query, (digest,)).first() is not None


def find_handed_out(connection: Connection, export: UUID) -> Any | None:
    """Number, digest, head, language, model and whether its event is in the history; None when unknown."""
    query = """
        SELECT x.number, x.digest, x.event_head, x.locale, m.body AS model,
            (SELECT count(*) FROM event e WHERE e.entity = 'export' AND e.entity_id = x.id) AS events
        FROM export x
        JOIN workshop w ON w.id = x.workshop_id
        JOIN model_version m ON m.id = w.model_version_id
        WHERE x.id = ?
    """
    return connection.exec_driver_sql(query, (export.hex,)).one_or_none()


def find_rows(connection: Connection, export: UUID) -> list[Any]:
    """Sheet, key, cells (None after a stop) and digest of every row of an export, in order."""
    query = """
        SELECT sheet, row_key, cells, row_digest FROM export_row WHERE export_id = ? ORDER BY position
    """
    return list(connection.exec_driver_sql(query, (export.hex,)))


def find_receipts(connection: Connection, digest: str) -> Iterator[int]:
    """How many events tell of a return whose file had this digest, one number for each receipt."""
    query = """
        SELECT (SELECT count(*) FROM event e WHERE e.entity = 'receipt' AND e.entity_id = r.id)
        FROM receipt r WHERE r.file_digest = ?
    """
    yield from connection.exec_driver_sql(query, (digest,)).scalars()
