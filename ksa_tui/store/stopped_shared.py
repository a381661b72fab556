"""What a stopped asset referred to together with others: it goes only when nobody else needs it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, or_, select

from ksa_tui.store.images import read_canonical
from ksa_tui.store.stopped_texts import Traces
from ksa_tui.store.tables import metadata

_tables: Final = metadata.tables
_EVENT: Final = _tables["event"]
_BODY: Final = _tables["event_body"]

SHARED: Final = ("system", "owner", "department")
"""What several assets may refer to."""
_ABOUT_SYSTEM: Final = (
    ("measure_answer", "system_id"),
    ("system_uplift", "system_id"),
    ("system_link", "parent_id"),
    ("system_link", "child_id"),
)
"""What is said about a system goes with it and does not keep it: answers, moved levels, whom it inherits from.

Only a system that inherits from another one, which stays, is kept by that: it holds what lies there too.
"""


@dataclass(slots=True)
class Gone:
    """What went with the asset, whose bodies go too."""

    rows: list[tuple[str, str]] = field(default_factory=list)
    """(entity, entity id)"""
    said: list[ColumnElement[bool]] = field(default_factory=list)
    """Further events, also of what was taken back since."""

    def all_said(self, system: UUID, tables: Iterable[str]) -> None:
        """Everything that was ever said about a system, in these tables."""
        named = [_BODY.c.before.contains(system.hex), _BODY.c.after.contains(system.hex)]
        self.said.append(_EVENT.c.entity.in_([*tables]) & or_(*named))


def delete_orphans(connection: Connection, traces: Traces) -> Gone:
    """Systems, owners and departments that only this asset named: such a name may tell as much as its own.

    A system that stays, but holds no other asset of its own, loses its moved levels: they were about this one.
    """
    gone = Gone()
    for entity in SHARED:
        referred = traces.referred[entity]
        orphans = [key for key in referred if not _is_referred_to(connection, entity, key)]
        if entity == "system":
            orphans = _without_sources(connection, orphans)
            for key in _emptied(connection, referred - {*orphans}):
                _delete_said(connection, key, "system_uplift", "system_id")
                gone.all_said(key, ["system_uplift"])
        for key in orphans:
            _delete_one(connection, traces, gone, entity, key)
    return gone


def _delete_one(connection: Connection, traces: Traces, gone: Gone, entity: str, key: UUID) -> None:
    for name in _names(connection, entity, key):
        traces.add_name(name)
    if entity == "system":
        for table, column in _ABOUT_SYSTEM:
            _delete_said(connection, key, table, column)
        gone.all_said(key, sorted({table for table, _column in _ABOUT_SYSTEM}))
    target = _tables[entity]
    connection.execute(target.delete().where(target.c.id == key))
    gone.rows.append((entity, key.hex))


def _names(connection: Connection, entity: str, key: UUID) -> set[str]:
    """What it is called and was called."""
    joined = (_BODY.c.store_id == _EVENT.c.store_id) & (_BODY.c.seq == _EVENT.c.seq)
    query = select(_BODY.c.before, _BODY.c.after).join_from(_EVENT, _BODY, joined)
    found = connection.execute(
        query.where(_EVENT.c.entity == entity, _EVENT.c.entity_id == key.hex)
    )
    bodies = [read_canonical(body) for row in found for body in row if body is not None]
    return {body["name"] for body in bodies if body.get("name")}


def _without_sources(connection: Connection, orphans: Sequence[UUID]) -> list[UUID]:
    """Those of the systems that inherit from none that stays."""
    link = _tables["system_link"].c
    sources = {
        key: set(connection.execute(select(link.child_id).where(link.parent_id == key)).scalars())
        for key in orphans
    }
    while kept := [key for key in sources if sources[key] - sources.keys()]:
        for key in kept:
            del sources[key]
    return list(sources)


def _emptied(connection: Connection, systems: Iterable[UUID]) -> list[UUID]:
    """Those of the systems that hold no asset of their own."""
    held = _tables["system_asset"].c.system_id
    return [
        key
        for key in systems
        if connection.execute(select(held).where(held == key).limit(1)).first() is None
    ]


def _delete_said(connection: Connection, key: UUID, name: str, column: str) -> None:
    table = _tables[name]
    connection.execute(table.delete().where(table.c[column] == key))


def _is_referred_to(connection: Connection, entity: str, key: UUID) -> bool:
    """Whether any row of the store names this one."""
    for table in metadata.sorted_tables:
        for column in table.columns:
            if (table.name, column.name) in _ABOUT_SYSTEM:
                continue
            if any(link.column.table.name == entity for link in column.foreign_keys):
                query = select(column).where(column == key).limit(1)
                if connection.execute(query).first() is not None:
                    return True
    return False
