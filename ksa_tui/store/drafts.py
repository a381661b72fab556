"""Texts being typed: rows without events."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from sqlalchemy import Connection, bindparam, select

from ksa_tui.store.tables import metadata

_TABLE: Final = metadata.tables["draft"]
_DROP: Final = _TABLE.delete().where(
    _TABLE.c.entity == bindparam("of"),
    _TABLE.c.entity_id == bindparam("of_id"),
    _TABLE.c.field == bindparam("of_field"),
)


@dataclass(frozen=True, slots=True)
class Draft:
    """One field of one thing, and what is typed there."""

    entity: str
    entity_id: str
    field: str
    text: str = ""


def put_draft(connection: Connection, draft: Draft, at: datetime) -> None:
    """Save a draft over the one before."""
    drop_draft(connection, draft)
    connection.execute(
        _TABLE.insert().values(
            entity=draft.entity,
            entity_id=draft.entity_id,
            field=draft.field,
            text=draft.text,
            at=at,
        )
    )


def drop_draft(connection: Connection, draft: Draft) -> None:
    """Remove a draft, if there is one."""
    named = {"of": draft.entity, "of_id": draft.entity_id, "of_field": draft.field}
    connection.execute(_DROP, named)


def read_drafts(connection: Connection) -> list[Draft]:
    """All drafts, oldest first."""
    query = select(_TABLE.c.entity, _TABLE.c.entity_id, _TABLE.c.field, _TABLE.c.text).order_by(
        _TABLE.c.at
    )
    return [Draft(*row) for row in connection.execute(query)]
