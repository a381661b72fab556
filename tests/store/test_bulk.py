"""Many rows at once: stored and told as rows are one by one, whatever is in them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from typing import Any
from uuid import RFC_4122, UUID

import pytest
from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Connection,
    Date,
    Enum,
    Integer,
    LargeBinary,
    Table,
    Time,
    Uuid,
)

from ksa_tui.domain.workshop import Ref
from ksa_tui.paths import Workspace
from ksa_tui.services import assets, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.stores import Actor, open_store
from ksa_tui.store import Store
from ksa_tui.store.added import changes_of
from ksa_tui.store.bulk import insert, new_rows
from ksa_tui.store.images import canonical, codec_for
from ksa_tui.store.inputs import RandomIds
from ksa_tui.store.retold import untold_tables
from ksa_tui.store.tables import UtcDateTime, metadata
from ksa_tui.store.unit import defaults_of

TEXTS = (
    "Mängd",
    '%s %% %(a)s {} "citat" \\ /',
    "rad\nflik\t\x00\x1b[2J\x7f\u2028",
    "🙂 e\u0301 \u202e \ud7ff",
    "",
    "null",
)
FAR = timezone(timedelta(hours=5, minutes=30))
SAMPLES: Sequence[tuple[type[Any], Sequence[Any]]] = (
    (Uuid, [UUID(int=(n << 90) + n) for n in range(6)]),
    (Boolean, [True, False]),
    (Integer, [0, 1, 2**62, -1]),
    (UtcDateTime, [datetime(2026, 1, 1, 1, 2, 3, n, tzinfo=FAR) for n in (0, 5, 999_999)]),
    (Date, [date(2026, 2, 28), date(1, 1, 1)]),
    (Time, [time(8, 30), time(0, 0, 1)]),
    (LargeBinary, [b"\x00\xff'", b""]),
    (JSON, [{"b": TEXTS[1], "a": [None, True, 1.5, {"å": TEXTS[2]}]}, [], "x", 0]),
)
NOW = datetime(2026, 11, 24, 12, tzinfo=FAR)


def sample(column: Column[Any], number: int, *, filled: bool) -> Any:
    if column.nullable and not filled:
        return None
    if isinstance(column.type, Enum):
        return column.type.enums[0 if filled else -1]
    for kind, values in SAMPLES:
        if isinstance(column.type, kind):
            return values[number % len(values)]
    return f"{number}{TEXTS[number % len(TEXTS)]}" if column.primary_key else TEXTS[number % 6]


def rows_of(table: Table, numbers: range, *, filled: bool) -> list[dict[str, Any]]:
    return [{c.name: sample(c, number, filled=filled) for c in table.columns} for number in numbers]


def stored(connection: Connection, table: Table) -> list[tuple[Any, ...]]:
    """What is in the file, and of which kind it is there."""
    columns = ", ".join(f'"{c.name}", typeof("{c.name}")' for c in table.columns)
    found = connection.exec_driver_sql(f'SELECT {columns} FROM "{table.name}"').all()
    return sorted((tuple(row) for row in found), key=repr)


@pytest.fixture
def empty(store: Store) -> Iterator[Connection]:
    """A transaction that is not kept, in which nothing hinders a row."""
    with store.unrecorded() as connection:
        for name in ("event_body_no_delete", "event_no_delete"):
            connection.exec_driver_sql(f"DROP TRIGGER {name}")
        connection.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        yield connection
        connection.rollback()


@pytest.mark.parametrize("filled", [True, False])
@pytest.mark.parametrize("name", sorted(metadata.tables))
def test_rows_are_stored_as_sqlalchemy_stores_them(
    empty: Connection, name: str, filled: bool
) -> None:
    table = metadata.tables[name]
    rows = rows_of(table, range(1 if any(c.unique for c in table.columns) else 2), filled=filled)
    kept = []
    for write in (
        lambda: empty.execute(table.insert(), rows),
        lambda: insert(empty, new_rows(table, rows, {})),
    ):
        empty.execute(table.delete())
        write()
        kept.append(stored(empty, table))
        empty.execute(table.delete())
    assert kept[0] == kept[1]
    assert len(kept[0]) == len(rows)


def told_singly(name: str, rows: Sequence[Mapping[str, Any]]) -> list[tuple[str, str]]:
    codec = codec_for(name)
    images = [codec.image_of(row) for row in rows]
    return [(codec.entity_id(image), canonical(image)) for image in images]


@pytest.mark.parametrize("name", sorted(metadata.tables.keys() - {"event_body"}))
def test_new_rows_are_told_in_the_one_spelling(name: str) -> None:
    codec = codec_for(name)
    defaults = defaults_of(codec, NOW)
    for filled in (True, False):
        rows = rows_of(codec.table, range(12), filled=filled)
        changes = changes_of(codec, new_rows(codec.table, rows, defaults), "f" * 32)
        assert [(c.entity_id, c.after) for c in changes] == told_singly(name, rows)
        assert {(c.entity, c.before) for c in changes} == {(name, None)}


def test_a_column_that_is_not_given_is_told_by_its_default() -> None:
    codec = codec_for("asset")
    defaults = defaults_of(codec, NOW) | {"description": '100 %s "%"'}
    rows = [{"id": UUID(int=n), "name": text} for n, text in enumerate(TEXTS)]
    complete = [{**defaults, **row} for row in rows]
    alike = changes_of(codec, new_rows(codec.table, rows, defaults), None)
    assert [(c.entity_id, c.after) for c in alike] == told_singly("asset", complete)
    assert [c.asset_id for c in alike] == [row["id"].hex for row in complete]
    mixed = [*rows[:2], {**rows[2], "medium": "papper"}, {**rows[3], "valid_until": date.max}]
    complete = [{**defaults, **row} for row in mixed]
    told = changes_of(codec, new_rows(codec.table, mixed, defaults), None)
    assert [(c.entity_id, c.after) for c in told] == told_singly("asset", complete)


def test_what_a_list_brought_is_what_its_history_says(tmp_path: Path) -> None:
    actor = Actor('An"na \\ %s Åé')
    with open_store(Workspace(tmp_path / "home"), actor) as store:
        workshop = workshops.create(store, workshops.WorkshopDraft("Lista", "Maria Holm"))
        drafts = [
            AssetDraft(
                f"{number} {text}",
                description=text,
                systems=(text, "Procapita", "procapita"),
                refs=(Ref("law", text, sure=False), Ref("source_row", f"a › {number}")),
                department=text,
                owner_name=("", "Nils", "maria HOLM")[number % 3],
                note=text,
            )
            for number, text in enumerate(TEXTS * 3)
        ]
        assets.import_rows(store, workshop, drafts[:12], drafts[12:])
        with store.reading() as connection:
            assert untold_tables(connection) == ()
        assert store.verify_chain().sound


def test_ids_are_random_ones_and_never_the_same() -> None:
    new_id = RandomIds()
    with ThreadPoolExecutor(4) as threads:
        ids = list(threads.map(lambda _: new_id(), range(5_000)))
    assert len(set(ids)) == len(ids)
    assert {(each.version, each.variant) for each in ids} == {(4, RFC_4122)}
    for bit in set(range(128)) - {62, 63, 76, 77, 78, 79}:
        assert {each.int >> bit & 1 for each in ids} == {0, 1}
    assert all(re.fullmatch(r"[0-9a-f]{32}", each.hex) for each in ids)
