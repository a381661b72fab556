"""Rows as canonical JSON and back: what the history keeps of them.

Canonical: recorded columns only, names sorted, no blanks, ids as 32 hex digits, moments and dates in ISO form.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import cache, lru_cache
from operator import attrgetter
from typing import Any, Final, TypeAlias
from uuid import UUID

from sqlalchemy import Column, Date, Table, Time, Uuid, inspect

from ksa_tui.store.tables import Row, UtcDateTime, metadata

Image: TypeAlias = "dict[str, Any]"
"""A row's recorded columns as JSON values."""

canonical: Final[Callable[[Any], str]] = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":")
).encode
"""The one spelling of a JSON value."""

read_canonical: Final[Callable[[str], Any]] = json.loads

_Encode: TypeAlias = "Callable[[Any], Any] | None"


@lru_cache(maxsize=64)
def moment_text(value: datetime) -> str:
    """A moment in the history's spelling: UTC, microseconds."""
    return value.astimezone(UTC).isoformat(timespec="microseconds")


_HEX: Final = attrgetter("hex")

_ENCODE: Final[tuple[tuple[type[Any], _Encode, _Encode], ...]] = (
    (Uuid, _HEX, UUID),
    (UtcDateTime, moment_text, datetime.fromisoformat),
    (Date, date.isoformat, date.fromisoformat),
    (Time, time.isoformat, time.fromisoformat),
)


def _coders(column: Column[Any]) -> tuple[_Encode, _Encode]:
    for kind, encode, decode in _ENCODE:
        if isinstance(column.type, kind):
            return encode, decode
    return None, None


@dataclass(frozen=True, slots=True)
class Codec:
    """How the rows of one table are spelled."""

    table: Table
    entity: str
    """The table's name, a plain text: SQLAlchemy's own kind is slow to bind."""
    encoders: tuple[tuple[str, _Encode], ...]
    """Recorded columns in the order of their names."""
    decoders: Mapping[str, _Encode]
    keys: tuple[str, ...]
    """The primary key's columns, in its order."""
    belongs_to: str | None
    """The column that names the asset whose content this is, if one does."""

    def image(self, row: Row) -> Image:
        """The image of a row."""
        values = row.__dict__
        return {
            name: value if encode is None or value is None else encode(value)
            for name, encode in self.encoders
            for value in (values[name],)
        }

    def image_of(self, values: Mapping[str, Any]) -> Image:
        """The image of a row that is only values yet; a column without a value is empty."""
        return {
            name: value if encode is None or value is None else encode(value)
            for name, encode in self.encoders
            for value in (values.get(name),)
        }

    def encoder_of_new(self, column: str) -> _Encode:
        """What makes an image's value of a column of ``bulk.NewRows``, where ids are hex digits already."""
        encode = dict(self.encoders)[column]
        return None if encode is _HEX else encode

    def values(self, image: Image) -> dict[str, Any]:
        """An image's values as the database takes them."""
        return {
            name: value if decode is None or value is None else decode(value)
            for name, value in image.items()
            for decode in (self.decoders[name],)
        }

    def entity_id(self, image: Image) -> str:
        """The row's key as one text."""
        return "/".join(str(image[key]) for key in self.keys)


@cache
def codec_of(row_type: type[Row]) -> Codec:
    """The codec of a table's class."""
    return codec_for(inspect(row_type).local_table.name)


@cache
def codec_for(entity: str) -> Codec:
    """The codec of the table with this name; ``KeyError`` if there is none."""
    table = metadata.tables[entity]
    recorded = sorted(
        (column for column in table.columns if column.info.get("recorded", True)),
        key=lambda column: column.name,
    )
    belongs_to = "id" if entity == "asset" else "asset_id" if "asset_id" in table.columns else None
    return Codec(
        table=table,
        entity=str(table.name),
        encoders=tuple((column.name, _coders(column)[0]) for column in recorded),
        decoders={column.name: _coders(column)[1] for column in recorded},
        keys=tuple(column.name for column in table.primary_key),
        belongs_to=belongs_to,
    )
