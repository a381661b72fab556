"""Whether the rows of a store are what its history says of them: a change past ksa leaves no event."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from sqlalchemy import Connection, select

from ksa_tui.store.images import Codec, canonical, codec_of, read_canonical
from ksa_tui.store.tables import Row

_LAST: Final = """
    SELECT e.entity_id, max(e.seq), b.seq, b.after
    FROM event e LEFT JOIN event_body b ON b.store_id = e.store_id AND b.seq = e.seq
    WHERE e.entity = ?
    GROUP BY e.entity_id
"""
"""Of each row the last event; SQLite takes the other columns from the row of the maximum."""


_EMPTIED: Final = {"receipt": frozenset({"differences", "version"})}
"""What a stop empties beside the history: an event would have to say what is no more."""


def untold_tables(connection: Connection, *, has_stops: bool = False) -> tuple[str, ...]:
    """The tables that hold a row which the history does not tell of as it is, or lack one that it tells of."""
    emptied = _EMPTIED if has_stops else {}
    return tuple(
        codec.entity
        for codec in _recorded()
        if _differs(connection, codec, emptied.get(codec.entity, frozenset()))
    )


def _recorded() -> Iterator[Codec]:
    waiting: list[type[Row]] = list(Row.__subclasses__())
    for row_type in waiting:
        waiting += row_type.__subclasses__()
        if (
            hasattr(row_type, "__tablename__")
            and row_type.recorded
            and hasattr(row_type, "__table__")
        ):
            yield codec_of(row_type)


def _differs(connection: Connection, codec: Codec, emptied: frozenset[str]) -> bool:
    told = {
        entity_id: (body is not None, after)
        for entity_id, _seq, body, after in connection.exec_driver_sql(_LAST, (codec.entity,))
    }
    for row in connection.execute(select(codec.table)).mappings():
        image = codec.image_of(dict(row))
        has_body, after = told.pop(codec.entity_id(image), (True, None))
        if has_body and not _agrees(image, after, emptied):
            return True
    return any(after is not None for has_body, after in told.values() if has_body)


def _agrees(image: dict[str, object], after: str | None, emptied: frozenset[str]) -> bool:
    """A column that is newer than the event is not in it, and one that is no more is not in the row."""
    if after is None:
        return False
    if after == canonical(image):
        return True
    told = read_canonical(after)
    common = (image.keys() & told.keys()) - emptied
    return all(canonical(image[name]) == canonical(told[name]) for name in common)
