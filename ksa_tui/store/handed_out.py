"""Reads what was handed out."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, select

from ksa_tui.store.tables import metadata

_EXPORT: Final = metadata.tables["export"]
_BOOK: Final = metadata.tables["export_book"]


def find_export(connection: Connection, workshop_id: UUID, number: int) -> Any | None:
    """File name, digest and ``book`` (None when emptied) of a workshop's export; None if there is none."""
    query = (
        select(_EXPORT.c.file_name, _EXPORT.c.digest, _BOOK.c.book)
        .join(_BOOK, _BOOK.c.export_id == _EXPORT.c.id)
        .where(_EXPORT.c.workshop_id == workshop_id, _EXPORT.c.number == number)
    )
    return connection.execute(query).one_or_none()


def find_book(connection: Connection, export_id: UUID) -> Any | None:
    """What an export was made of, as JSON values; None when a stop has emptied it."""
    query = select(_BOOK.c.book).where(_BOOK.c.export_id == export_id)
    return connection.execute(query).scalar_one_or_none()
