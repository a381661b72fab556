"""Domain types as plain JSON values and back: for what is frozen in the store.

Dataclasses become objects by field name, tuples lists, mappings whose keys are not texts lists of pairs,
ids and dates texts. A field that an older copy lacks gets its default.
"""

from __future__ import annotations

import sys
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from functools import cache
from typing import Any, Final, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from ksa_tui.domain import model, rating, texts, workshop

T = TypeVar("T")
_Reader = Callable[[Any], Any]

_FROM_TEXT: Final[Mapping[Any, _Reader]] = {
    UUID: UUID,
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    time: time.fromisoformat,
}


def to_plain(value: Any) -> Any:
    """``value`` as JSON values: None, bool, int, float, str, list, dict with text keys."""
    if isinstance(value, Enum):
        return value.value
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, Mapping):
        return _plain_mapping(value)
    if is_dataclass(value):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    return [to_plain(item) for item in value]


def from_plain(kind: type[T], plain: Any) -> T:
    """The ``kind`` that ``to_plain`` turned into ``plain``; ``KeyError`` when a needed field is missing."""
    hashable: Any = kind
    made: T = _reader(hashable)(plain)
    return made


def _plain_mapping(value: Mapping[Any, Any]) -> Any:
    if all(isinstance(key, str) for key in value):
        return {key: to_plain(item) for key, item in value.items()}
    return [[to_plain(key), to_plain(item)] for key, item in value.items()]


@cache
def _reader(kind: Any) -> _Reader:
    if kind in _FROM_TEXT:
        return _FROM_TEXT[kind]
    if isinstance(kind, type) and is_dataclass(kind):
        return _dataclass_reader(kind)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    origin = get_origin(kind)
    if origin in (Union, types.UnionType):
        return _union_reader(get_args(kind))
    if origin is tuple:
        return _tuple_reader(get_args(kind))
    if origin is frozenset:
        item = _reader(get_args(kind)[0])
        return lambda plain: frozenset(item(value) for value in plain)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return _mapping_reader(*get_args(kind))
    return _as_it_is


def _as_it_is(plain: Any) -> Any:
    return plain


def _dataclass_reader(kind: type[Any]) -> _Reader:
    own = vars(sys.modules[kind.__module__])
    names = {**vars(texts), **vars(rating), **vars(model), **vars(workshop), **own}
    hints = get_type_hints(kind, localns=names)
    readers = [
        (
            field.name,
            _reader(hints[field.name]),
            field.default is MISSING and field.default_factory is MISSING,
        )
        for field in fields(kind)
    ]

    def read(plain: Any) -> Any:
        return kind(
            **{
                name: reader(plain[name])
                for name, reader, needed in readers
                if needed or name in plain
            }
        )

    return read


def _union_reader(kinds: tuple[Any, ...]) -> _Reader:
    """At most one member of a union is more than a plain value."""
    made = [reader for reader in map(_reader, kinds) if reader is not _as_it_is]
    reader = made[0] if made else _as_it_is
    return lambda plain: None if plain is None else reader(plain)


def _tuple_reader(kinds: tuple[Any, ...]) -> _Reader:
    if len(kinds) == 2 and kinds[1] is Ellipsis:
        item = _reader(kinds[0])
        return lambda plain: tuple([item(value) for value in plain])
    items = [_reader(kind) for kind in kinds]
    return lambda plain: tuple([item(value) for item, value in zip(items, plain, strict=True)])


def _mapping_reader(key_kind: Any, item_kind: Any) -> _Reader:
    key, item = _reader(key_kind), _reader(item_kind)

    def read(plain: Any) -> Any:
        pairs = plain.items() if isinstance(plain, dict) else plain
        return {key(name): item(value) for name, value in pairs}

    return read
