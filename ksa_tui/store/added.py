"""New rows as the history tells of them: spelled column by column, put together row by row.

The texts are those of ``images.canonical``, one row after the other, for a fraction of what they cost.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import repeat
from json.encoder import encode_basestring as quoted
from typing import Any

from ksa_tui.store.bulk import NewRows
from ksa_tui.store.chain import Change
from ksa_tui.store.images import Codec, canonical


def changes_of(codec: Codec, rows: NewRows, asset_id: str | None) -> list[Change]:
    """The change that each new row is; ``asset_id`` is the asset of rows that name none."""
    entities = repeat(codec.entity, rows.count)
    keys = zip(*(map(str, _images(codec, rows, name)) for name in codec.keys), strict=True)
    assets: Iterable[str | None] = repeat(asset_id, rows.count)
    if codec.belongs_to:
        assets = [own or asset_id for own in rows.column(codec.belongs_to)]
    befores = repeat(None, rows.count)
    return list(map(Change, entities, map("/".join, keys), assets, befores, texts_of(codec, rows)))


def texts_of(codec: Codec, rows: NewRows) -> list[str]:
    """The canonical JSON of each row's image."""
    parts, columns = [], []
    for name in codec.decoders:
        images = _images(codec, rows, name)
        if name in rows.given:
            parts.append(f"{quoted(name)}:%s")
            columns.append([quoted(v) if type(v) is str else _spelled(v) for v in images])
        else:
            image = _spelled(next(iter(images)))
            parts.append(f"{quoted(name)}:{image}".replace("%", "%%"))
    whole = "{" + ",".join(parts) + "}"
    return [whole % row for row in zip(*columns, strict=True)]


def _images(codec: Codec, rows: NewRows, name: str) -> Iterable[Any]:
    """One column as JSON values, row by row."""
    encode = codec.encoder_of_new(name)
    values = rows.column(name)
    return values if encode is None else (None if v is None else encode(v) for v in values)


def _spelled(value: Any) -> str:
    """A JSON value in its one spelling, the frequent kinds without an encoder for each."""
    if value is None:
        return "null"
    return str(value) if type(value) is int else canonical(value)
