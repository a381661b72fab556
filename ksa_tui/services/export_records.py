"""What the store keeps of a workbook that was handed out, and how it is read again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from ksa_tui.domain.exporting import DecisionBook
from ksa_tui.domain.plain import from_plain, to_plain
from ksa_tui.errors import KsaError
from ksa_tui.i18n import N_
from ksa_tui.services.models import NO_WORKSHOP, model_of
from ksa_tui.store import Store, Unit
from ksa_tui.store.handed_out import find_export
from ksa_tui.store.tables import ExportBookRow, ExportLineRow, ExportRow, WorkshopRow

if TYPE_CHECKING:
    from ksa_tui.spreadsheets.decision.book import Made

NO_EXPORT: Final = N_("“{title}” has no export {number}. Its first export is number 1.")
EMPTIED: Final = N_(
    "Export {number} cannot be made again: an information asset in it was left out afterwards, "
    "and its texts were removed."
)


@dataclass(frozen=True, slots=True)
class Kept:
    """An export as it was recorded."""

    book: DecisionBook
    file_name: str
    digest: str


def workshop_row(unit: Unit, workshop_id: UUID) -> WorkshopRow:
    """The workshop's own row, to be changed."""
    row = unit.get(WorkshopRow, workshop_id)
    if row is None or row.deleted_at is not None:
        raise KsaError(NO_WORKSHOP)
    return row


def keep(
    unit: Unit, row: WorkshopRow, book: DecisionBook, made: Made, *, file_name: str, head: str
) -> None:
    """Record one workbook: what it was made of, every row of it, and where the history stood."""
    unit.insert(
        ExportRow(
            id=book.id,
            workshop_id=row.id,
            number=book.number,
            kind=book.kind,
            scope=book.scope,
            at=book.created,
            file_name=file_name,
            digest=made.digest,
            control_code=made.control_code,
            event_head=head,
            locale=book.language,
            app_version=book.app_version,
            model_version_id=row.model_version_id,
        )
    )
    unit.insert(ExportBookRow(export_id=book.id, book=_plain(book)))
    unit.insert_many(
        ExportLineRow, [_line(unit, book, made, position) for position in range(len(made.rows))]
    )


def kept(store: Store, workshop_id: UUID, title: str, number: int) -> Kept:
    """The export with this number in a workshop."""
    with store.reading() as connection:
        found = find_export(connection, workshop_id, number)
    if found is None:
        raise KsaError(NO_EXPORT, title=title, number=number)
    if found.book is None:
        raise KsaError(EMPTIED, number=number)
    model = to_plain(model_of(store, workshop_id))
    return Kept(
        from_plain(DecisionBook, {**found.book, "model": model}), found.file_name, found.digest
    )


def _plain(book: DecisionBook) -> dict[str, Any]:
    """The book as JSON values, without the model: that is frozen with the workshop."""
    plain: dict[str, Any] = to_plain(book)
    del plain["model"]
    return plain


def _line(unit: Unit, book: DecisionBook, made: Made, position: int) -> dict[str, Any]:
    row = made.rows[position]
    return {
        "id": unit.new_id(),
        "export_id": book.id,
        "workshop_asset_id": row.treatment,
        "asset_id": row.asset,
        "sheet": row.sheet,
        "row_key": row.row_key,
        "position": position,
        "cells": dict(row.cells),
        "row_digest": row.row_digest,
        "proposal": None if row.proposal is None else dict(row.proposal),
    }
