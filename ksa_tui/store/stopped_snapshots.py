"""What was handed out and what came back, without a stopped asset: only digests of its rows are left."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, null, select

from ksa_tui.store.finding import chunks
from ksa_tui.store.images import canonical
from ksa_tui.store.stopped_texts import Traces
from ksa_tui.store.tables import metadata

_tables: Final = metadata.tables
_TREATMENT: Final = _tables["workshop_asset"]
_EXPORT: Final = _tables["export"]
_LINE: Final = _tables["export_row"]
_BOOK: Final = _tables["export_book"]
_RECEIPT: Final = _tables["receipt"]


def empty_snapshots(
    connection: Connection, asset_id: UUID, treatments: Sequence[UUID], traces: Traces
) -> list[UUID]:
    """Empty the asset's rows in every export, and the books that held it; returns those exports' ids.

    A row of nobody's, such as one of the minutes, is emptied when it names the asset or says what was said
    about it.
    """
    ids = {str(asset_id), *(str(key) for key in treatments)}
    held = []
    for export in _exports(connection, treatments):
        lines = list(connection.execute(select(_LINE).where(_LINE.c.export_id == export)))
        wanted = [line.id for line in lines if _is_its_own(line, asset_id, traces)]
        book = connection.execute(select(_BOOK.c.book).where(_BOOK.c.export_id == export)).scalar()
        if not wanted and not _names(book, ids):
            continue
        held.append(export)
        for chunk in chunks(wanted):
            emptied = _LINE.update().where(_LINE.c.id.in_(chunk))
            connection.execute(emptied.values(cells=null(), proposal=null()))
        connection.execute(_BOOK.update().where(_BOOK.c.export_id == export).values(book=null()))
    return held


def _exports(connection: Connection, treatments: Sequence[UUID]) -> list[UUID]:
    """Every export of the workshops that treat the asset."""
    workshops = select(_TREATMENT.c.workshop_id).where(_TREATMENT.c.id.in_(treatments))
    query = select(_EXPORT.c.id).where(_EXPORT.c.workshop_id.in_(workshops))
    return list(connection.execute(query.order_by(_EXPORT.c.number)).scalars())


def _is_its_own(line: Any, asset_id: UUID, traces: Traces) -> bool:
    if line.asset_id is not None:
        return bool(line.asset_id == asset_id)
    cells: Mapping[str, str] = line.cells or {}
    return any(traces.are_in(text) for text in cells.values())


def _names(plain: Any, ids: set[str]) -> bool:
    """Whether one of the ids stands anywhere in JSON values."""
    if isinstance(plain, str):
        return plain in ids
    if isinstance(plain, dict):
        return any(_names(part, ids) for pair in plain.items() for part in pair)
    return isinstance(plain, list) and any(_names(part, ids) for part in plain)


def empty_receipts(
    connection: Connection, asset_id: UUID, treatments: Sequence[UUID], traces: Traces
) -> list[UUID]:
    """Take the asset out of what receipts tell; returns those whose remarks had to go, history included."""
    ids = {str(asset_id), *(str(key) for key in treatments)}
    emptied = []
    for receipt in list(connection.execute(select(_RECEIPT.c.id, _RECEIPT.c.differences))):
        told = receipt.differences
        if not isinstance(told, dict):
            continue
        kept = _without(told, ids)
        if traces.are_in(kept.get("remarks") or ""):
            kept["remarks"] = ""
            emptied.append(receipt.id)
        if canonical(kept) != canonical(told):
            changed = _RECEIPT.update().where(_RECEIPT.c.id == receipt.id)
            connection.execute(changed.values(differences=kept, version=_RECEIPT.c.version + 1))
    return emptied


def _without(told: Mapping[str, Any], ids: set[str]) -> dict[str, Any]:
    """A receipt's account without the entries about this asset and its treatments."""
    kept = dict(told)
    if "differences" in kept:
        kept["differences"] = [d for d in kept["differences"] if d.get("asset") not in ids]
    if "measures" in kept:
        kept["measures"] = [key for key in kept["measures"] if key.rpartition(":")[2] not in ids]
    if "taken" in kept:
        kept["taken"] = [key for key in kept["taken"] if key not in ids]
    return kept


def emptied_files(connection: Connection, exports: Sequence[UUID]) -> list[Any]:
    """Number, moment, kind and file name of these exports."""
    query = select(_EXPORT.c.number, _EXPORT.c.at, _EXPORT.c.kind, _EXPORT.c.file_name)
    return [
        row
        for chunk in chunks(exports)
        for row in connection.execute(query.where(_EXPORT.c.id.in_(chunk)).order_by(_EXPORT.c.at))
    ]


def receipts_of(connection: Connection, exports: Sequence[UUID]) -> list[UUID]:
    """The receipts of answers to these exports."""
    query = select(_RECEIPT.c.id)
    return [
        key
        for chunk in chunks(exports)
        for key in connection.execute(query.where(_RECEIPT.c.export_id.in_(chunk))).scalars()
    ]
