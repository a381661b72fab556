"""A workshop of any size in which every asset was talked about: the worked example's assets, multiplied."""

from __future__ import annotations

import sqlite3
from hashlib import sha256
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from benchmarks.stores import ACTOR
from ksa_tui.domain.texts import fold, sort_key
from ksa_tui.paths import Workspace
from ksa_tui.services import demo, workshops
from ksa_tui.services.stores import open_store

_TABLES: Final = {
    "asset": "id",
    "workshop_asset": "asset_id",
    "assessment": "workshop_asset_id",
    "rating": "assessment_id",
    "asset_flag": "asset_id",
    "asset_ref": "asset_id",
    "system_asset": "asset_id",
}
"""Tables that hold an asset, and the column that says which."""
_IDS: Final = frozenset({"id", "asset_id", "workshop_asset_id", "assessment_id"})

Row = dict[str, Any]


def talked_about(folder: Path, count: int) -> tuple[Workspace, UUID]:
    """A workspace with a workshop of ``count`` assets that is ready to be handed out."""
    workspace = Workspace(folder / f"talked-{count}")
    is_new = not workspace.store.exists()
    if is_new:
        demo.build(workspace)
    with open_store(workspace, ACTOR) as store:
        if is_new:
            draft = workshops.WorkshopDraft(
                "Mycket", "Maria Holm", "Skolchef", "Barn och utbildning"
            )
            made = workshops.create(store, draft)
            with store.driver() as connection:
                _multiply(connection, made.hex, count)
            store.generation += 1
        with store.driver() as connection:
            ((found,),) = connection.execute("SELECT id FROM workshop WHERE title = 'Mycket'")
    return workspace, UUID(found)


def _multiply(connection: sqlite3.Connection, workshop: str, count: int) -> None:
    seeds = connection.execute(
        "SELECT asset_id FROM workshop_asset WHERE status = 'with_owner' ORDER BY position"
    ).fetchall()
    parts = [_parts_of(connection, seed) for (seed,) in seeds]
    connection.execute("BEGIN")
    for number in range(count):
        for table, rows in parts[number % len(parts)].items():
            for row in rows:
                _insert(connection, table, _another(row, number, workshop))
    connection.execute("COMMIT")


def _parts_of(connection: sqlite3.Connection, asset: str) -> dict[str, list[Row]]:
    """The rows of an asset by table."""
    found: dict[str, list[Row]] = {}
    known = {"id": [asset], "asset_id": [asset]}
    for table, column in _TABLES.items():
        marks = ", ".join("?" * len(known[column]))
        cursor = connection.execute(
            f"SELECT * FROM {table} WHERE {column} IN ({marks})", known[column]
        )
        names = [name for name, *_ in cursor.description]
        found[table] = [dict(zip(names, row, strict=True)) for row in cursor]
        known[f"{table}_id"] = [row["id"] for row in found[table] if "id" in row]
    return found


def _another(row: Row, number: int, workshop: str) -> Row:
    """The same row of another asset."""
    made = {
        name: sha256(f"{value}{number}".encode()).hexdigest()[:32] if name in _IDS else value
        for name, value in row.items()
    }
    if "sort_key" in row:
        name = f"{row['name']} {number}"
        made |= {"name": name, "folded": fold(name), "sort_key": sort_key(name)}
    if "workshop_id" in row:
        made |= {"workshop_id": workshop, "position": (number + 1) * 1024, "status": "rated"}
    return made


def _insert(connection: sqlite3.Connection, table: str, row: Row) -> None:
    marks = ", ".join("?" * len(row))
    connection.execute(f"INSERT INTO {table} ({', '.join(row)}) VALUES ({marks})", [*row.values()])
