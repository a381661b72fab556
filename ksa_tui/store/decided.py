"""Reads what was decided, and what a return must know of its export and of what happened since."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, Select, func, select

from ksa_tui.store.finding import chunks
from ksa_tui.store.tables import metadata

_EXPORT: Final = metadata.tables["export"]
_LINE: Final = metadata.tables["export_row"]
_WORKSHOP: Final = metadata.tables["workshop"]
_DECISION: Final = metadata.tables["decision"]
_RECEIPT: Final = metadata.tables["receipt"]
_EVENT: Final = metadata.tables["event"]
_BODY: Final = metadata.tables["event_body"]
_ASSET: Final = metadata.tables["asset"]
_TREATMENT: Final = metadata.tables["workshop_asset"]
_OWNER: Final = metadata.tables["owner"]

_RATING: Final = ("asset.rate", "asset.adjust")
"""The operations that move a proposal."""


def _decisions() -> Select[Any]:
    return (
        select(
            *_DECISION.c,
            _RECEIPT.c.file_digest,
            _RECEIPT.c.title,
            _RECEIPT.c.registry_ref,
            _RECEIPT.c.differences,
        )
        .join_from(_DECISION, _RECEIPT, _RECEIPT.c.id == _DECISION.c.receipt_id, isouter=True)
        .order_by(_DECISION.c.recorded_at, _DECISION.c.id)
    )


def find_exports(
    connection: Connection,
    *,
    export: UUID | None = None,
    code: str = "",
    treatments: Iterable[UUID] = (),
) -> list[Any]:
    """Exports by id, by control code, or by the treatments they ask about; the newest first."""
    query = (
        select(
            *_EXPORT.c,
            _WORKSHOP.c.title.label("workshop_title"),
            _WORKSHOP.c.deleted_at.label("workshop_deleted_at"),
        )
        .join_from(_EXPORT, _WORKSHOP, _WORKSHOP.c.id == _EXPORT.c.workshop_id)
        .order_by(_EXPORT.c.at.desc(), _EXPORT.c.number.desc())
    )
    if export is not None:
        return list(connection.execute(query.where(_EXPORT.c.id == export)))
    if code:
        return list(connection.execute(query.where(_EXPORT.c.control_code == code)))
    ids = {
        row.export_id
        for chunk in chunks(treatments)
        for row in connection.execute(
            select(_LINE.c.export_id).where(_LINE.c.workshop_asset_id.in_(chunk)).distinct()
        )
    }
    return list(connection.execute(query.where(_EXPORT.c.id.in_(list(ids)[:900]))))


def read_lines(connection: Connection, export_id: UUID) -> list[Any]:
    """Every row of an export as it was handed out, in order; ``cells`` is None after a stop."""
    query = select(_LINE).where(_LINE.c.export_id == export_id).order_by(_LINE.c.position)
    return list(connection.execute(query))


def asked_since(connection: Connection, workshop_id: UUID, number: int) -> dict[UUID, int]:
    """The treatments asked about in a later export for decision, with its number."""
    query = (
        select(_LINE.c.workshop_asset_id, func.max(_EXPORT.c.number))
        .join_from(_LINE, _EXPORT, _EXPORT.c.id == _LINE.c.export_id)
        .where(
            _EXPORT.c.workshop_id == workshop_id,
            _EXPORT.c.number > number,
            _EXPORT.c.kind == "decision",
            _LINE.c.proposal.is_not(None),
        )
        .group_by(_LINE.c.workshop_asset_id)
    )
    return {row[0]: row[1] for row in connection.execute(query)}


def last_asked(connection: Connection, workshop_id: UUID) -> list[Any]:
    """Each row that asked about a treatment in an export for decision, the newest last."""
    query = (
        select(_LINE.c.id, _LINE.c.workshop_asset_id, _LINE.c.proposal, _EXPORT.c.at)
        .join_from(_LINE, _EXPORT, _EXPORT.c.id == _LINE.c.export_id)
        .where(
            _EXPORT.c.workshop_id == workshop_id,
            _EXPORT.c.kind == "decision",
            _LINE.c.proposal.is_not(None),
        )
        .order_by(_EXPORT.c.number)
    )
    return list(connection.execute(query))


def decisions_in(connection: Connection, workshop_id: UUID) -> list[Any]:
    """Every decision about a workshop's assets with the receipt's file, the newest last."""
    query = _decisions().join(_TREATMENT, _TREATMENT.c.id == _DECISION.c.workshop_asset_id)
    return list(connection.execute(query.where(_TREATMENT.c.workshop_id == workshop_id)))


def files_of(connection: Connection, export_id: UUID) -> frozenset[str]:
    """Digests of the files that were recorded for an export."""
    query = select(_RECEIPT.c.file_digest).where(
        _RECEIPT.c.export_id == export_id, _RECEIPT.c.file_digest.is_not(None)
    )
    return frozenset(connection.execute(query).scalars())


def logs_of(connection: Connection, export_id: UUID) -> list[Any]:
    """Digest and account of each file that was recorded for an export."""
    query = select(_RECEIPT.c.file_digest, _RECEIPT.c.differences)
    return list(connection.execute(query.where(_RECEIPT.c.export_id == export_id)))


def rated_on(connection: Connection, asset_ids: Iterable[UUID]) -> dict[UUID, datetime]:
    """When the levels of these assets were last changed."""
    query = (
        select(_BODY.c.asset_id, func.max(_EVENT.c.at))
        .join_from(
            _EVENT,
            _BODY,
            (_BODY.c.store_id == _EVENT.c.store_id) & (_BODY.c.seq == _EVENT.c.seq),
        )
        .where(_EVENT.c.operation.in_(_RATING))
        .group_by(_BODY.c.asset_id)
    )
    return {
        UUID(row[0]): datetime.fromisoformat(row[1])
        for chunk in chunks([asset.hex for asset in asset_ids])
        for row in connection.execute(query.where(_BODY.c.asset_id.in_(chunk)))
    }


def read_receipt(connection: Connection, receipt_id: UUID) -> Any | None:
    """A receipt with its export's number, language and workshop; None where there is none."""
    query = (
        select(_RECEIPT, _EXPORT.c.number, _EXPORT.c.locale, _EXPORT.c.workshop_id)
        .join_from(_RECEIPT, _EXPORT, _EXPORT.c.id == _RECEIPT.c.export_id, isouter=True)
        .where(_RECEIPT.c.id == receipt_id)
    )
    return connection.execute(query).one_or_none()


def receipts_in(connection: Connection, workshop_id: UUID) -> list[Any]:
    """The receipts of a workshop, the newest first; ``decides`` where they hold a decision about its assets."""
    ids = (
        select(_DECISION.c.receipt_id)
        .join(_TREATMENT, _TREATMENT.c.id == _DECISION.c.workshop_asset_id)
        .where(_TREATMENT.c.workshop_id == workshop_id)
    )
    exports = select(_EXPORT.c.id).where(_EXPORT.c.workshop_id == workshop_id)
    decides = _RECEIPT.c.id.in_(ids)
    query = select(*_RECEIPT.c, decides.label("decides"))
    query = query.where(decides | _RECEIPT.c.export_id.in_(exports))
    return list(connection.execute(query.order_by(_RECEIPT.c.read_at.desc())))


def decisions_on(connection: Connection, receipt_id: UUID) -> list[Any]:
    """The decisions of one receipt with names and places of their assets, in the workshop's order."""
    query = (
        select(
            *_DECISION.c,
            _ASSET.c.name,
            _ASSET.c.excluded_label,
            _ASSET.c.excluded_at,
            _TREATMENT.c.workshop_id,
        )
        .join_from(_DECISION, _ASSET, _ASSET.c.id == _DECISION.c.asset_id)
        .join(_TREATMENT, _TREATMENT.c.id == _DECISION.c.workshop_asset_id)
        .where(_DECISION.c.receipt_id == receipt_id)
        .order_by(_TREATMENT.c.position, _DECISION.c.aspect)
    )
    return list(connection.execute(query))


def decided_assets(connection: Connection) -> list[Any]:
    """Every treatment with a review date, the nearest first, with workshop and owner."""
    query = (
        select(
            _TREATMENT.c.id,
            _TREATMENT.c.asset_id,
            _TREATMENT.c.review_on,
            _ASSET.c.name,
            _WORKSHOP.c.id.label("workshop_id"),
            _WORKSHOP.c.title.label("workshop_title"),
            _WORKSHOP.c.department_id,
            _OWNER.c.name.label("owner"),
        )
        .join_from(_TREATMENT, _ASSET, _ASSET.c.id == _TREATMENT.c.asset_id)
        .join(_WORKSHOP, _WORKSHOP.c.id == _TREATMENT.c.workshop_id)
        .join(_OWNER, _OWNER.c.id == _WORKSHOP.c.owner_id, isouter=True)
        .where(
            _TREATMENT.c.review_on.is_not(None),
            _TREATMENT.c.removed_at.is_(None),
            _WORKSHOP.c.deleted_at.is_(None),
        )
        .order_by(_TREATMENT.c.review_on, _ASSET.c.sort_key)
    )
    return list(connection.execute(query))
