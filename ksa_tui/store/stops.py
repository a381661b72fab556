"""What the history tells of stops that were made."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from sqlalchemy import Connection, select

from ksa_tui.store.chain import Head
from ksa_tui.store.tables import metadata

_EVENT: Final = metadata.tables["event"]
_BODY: Final = metadata.tables["event_body"]


def last_stop(connection: Connection, asset_id: UUID) -> str | None:
    """The body of the asset's latest stop, as canonical JSON; None where it was never stopped."""
    query = (
        select(_BODY.c.after)
        .join_from(
            _EVENT, _BODY, (_BODY.c.store_id == _EVENT.c.store_id) & (_BODY.c.seq == _EVENT.c.seq)
        )
        .where(
            _EVENT.c.operation == "asset.stop",
            _EVENT.c.entity == "asset",
            _EVENT.c.entity_id == asset_id.hex,
            _BODY.c.asset_id.is_(None),
        )
        .order_by(_EVENT.c.seq.desc())
        .limit(1)
    )
    found: str | None = connection.execute(query).scalar_one_or_none()
    return found


def last_stop_event(connection: Connection, asset_id: UUID) -> Head | None:
    """The last event of the asset's latest stop: a copy that holds it was made afterwards."""
    command = (
        select(_EVENT.c.command_id)
        .where(
            _EVENT.c.operation == "asset.stop",
            _EVENT.c.entity == "asset",
            _EVENT.c.entity_id == asset_id.hex,
        )
        .order_by(_EVENT.c.seq.desc())
        .limit(1)
        .scalar_subquery()
    )
    query = (
        select(_EVENT.c.seq, _EVENT.c.digest)
        .where(_EVENT.c.command_id == command)
        .order_by(_EVENT.c.seq.desc())
        .limit(1)
    )
    found = connection.execute(query).one_or_none()
    return Head(found.seq, found.digest) if found else None
