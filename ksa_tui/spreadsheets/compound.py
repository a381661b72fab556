"""Compound files (OLE, the container of .xls): streams read with every chain bounded, and packed anew.

[MS-CFB] sections 2.2 (header), 2.3 (FAT), 2.4 (mini FAT), 2.5 (DIFAT), 2.6 (directory). The reading library
trusts the counts in a header and follows chains that run in circles, so it gets a file of our own making.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

MAGIC: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_HEADER: Final = 512
_LAST_SECTOR: Final = 0xFFFFFFFA
"""Numbers from here on are marks (free, end of chain), not sectors."""
_STREAM: Final = 2
_ROOT: Final = 5
_MINI_CUTOFF: Final = 4096
_ENTRY: Final = 128
_PACKED: Final = 4096
_TABLE, _END, _FREE = 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF


class Damaged(Exception):  # noqa: N818 - never leaves this package
    """The container is cut off or its chains run in circles."""


@dataclass(frozen=True, slots=True)
class _Entry:
    kind: int
    start: int
    size: int


@dataclass(frozen=True, slots=True)
class _Container:
    data: bytes
    sector: int
    mini_sector: int
    fat: tuple[int, ...]
    mini_fat: tuple[int, ...]
    entries: Mapping[str, _Entry]
    root: _Entry


def stream_names(data: bytes) -> frozenset[str]:
    """The names of all streams; ``Damaged`` when the directory cannot be read."""
    return frozenset(_open(data).entries)


def read_stream(data: bytes, *names: str) -> bytes:
    """The first stream that exists of ``names``; ``Damaged`` when there is none or its chain is broken."""
    container = _open(data)
    for name in names:
        if name in container.entries:
            return _stream(container, container.entries[name])
    raise Damaged


def pack(name: str, stream: bytes) -> bytes:
    """A compound file with one stream, in sectors of 4,096 bytes."""
    stream = stream.ljust(_MINI_CUTOFF, b"\0")  # a shorter one would need a mini stream
    count = -(-len(stream) // _PACKED)
    tables = next(n for n in range(1, 110) if n * _PACKED // 4 >= n + 2 + count)
    first = tables + 2  # behind the tables, the directory and the root's own sector
    numbers = [_TABLE] * tables + [_END] * 2 + [*range(first + 1, first + count), _END]
    counts = (1, tables, tables, 0, _MINI_CUTOFF, _END, 0, _END, 0)
    header = struct.pack("<8s16x5H6x9I", MAGIC, 0x3E, 4, 0xFFFE, 12, 6, *counts)
    places = struct.pack(f"<{tables}I", *range(tables)).ljust(4 * 109, b"\xff")
    table = struct.pack(f"<{len(numbers)}I", *numbers).ljust(tables * _PACKED, b"\xff")
    root = _packed_entry("Root Entry", _ROOT, tables + 1, _PACKED)
    entries = root + _packed_entry(name, _STREAM, first, len(stream))
    parts = (header + places, table, entries, b"\0", stream)
    return b"".join(part.ljust(-(-len(part) // _PACKED) * _PACKED, b"\0") for part in parts)


def _packed_entry(name: str, kind: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le")
    links = (_FREE, _FREE, 1 if kind == _ROOT else _FREE)
    return struct.pack("<64sHBB3I36xIQ", encoded, len(encoded) + 2, kind, 1, *links, start, size)


def _open(data: bytes) -> _Container:
    try:
        return _parse(data)
    except (struct.error, IndexError, ValueError, OverflowError) as error:
        raise Damaged from error


def _parse(data: bytes) -> _Container:
    sector_shift, mini_shift = struct.unpack_from("<HH", data, 0x1E)
    if sector_shift not in (9, 12) or mini_shift != 6:
        raise Damaged
    sector = 1 << sector_shift
    directory, mini_start, _, difat_start, difat_count = struct.unpack_from("<I8x4I", data, 0x30)
    fat = _fat(data, sector, difat_start, difat_count)
    listing = _chain(data, sector, fat, directory)
    if len(listing) % sector:
        raise Damaged  # cut off
    entries = _entries(listing)
    root = next((entry for entry in entries.values() if entry.kind == _ROOT), None)
    if root is None:
        raise Damaged
    mini = _chain(data, sector, fat, mini_start) if mini_start < _LAST_SECTOR else b""
    return _Container(data, sector, 1 << mini_shift, fat, _numbers(mini), entries, root)


def _fat(data: bytes, sector: int, difat_start: int, difat_count: int) -> tuple[int, ...]:
    places = list(struct.unpack_from("<109I", data, 0x4C))
    at = difat_start
    for _ in range(min(difat_count, len(data) // sector)):
        numbers = _numbers(_sector(data, sector, at))
        places.extend(numbers[:-1])
        at = numbers[-1]
    sectors = [_sector(data, sector, place) for place in places if place < _LAST_SECTOR]
    if len(sectors) > len(data) // sector + 1:
        raise Damaged
    return _numbers(b"".join(sectors))


def _entries(directory: bytes) -> dict[str, _Entry]:
    entries: dict[str, _Entry] = {}
    for at in range(0, len(directory) - _ENTRY + 1, _ENTRY):
        length, kind = struct.unpack_from("<HB", directory, at + 64)
        if kind not in (_STREAM, _ROOT) or not 2 <= length <= 64:
            continue
        name = directory[at : at + length - 2].decode("utf-16-le", "replace")
        start, size = struct.unpack_from("<II", directory, at + 116)
        entries[name] = _Entry(kind, start, size)
    return entries


def _stream(container: _Container, entry: _Entry) -> bytes:
    if entry.size == 0:
        return b""
    if entry.size >= _MINI_CUTOFF:
        found = _chain(container.data, container.sector, container.fat, entry.start)
    else:
        small = _chain(container.data, container.sector, container.fat, container.root.start)
        found = _linked(small, container.mini_sector, container.mini_fat, entry.start, 0)
    if len(found) < entry.size:
        raise Damaged
    return found[: entry.size]


def _chain(data: bytes, sector: int, fat: tuple[int, ...], start: int) -> bytes:
    return _linked(data, sector, fat, start, max(_HEADER, sector))


def _linked(data: bytes, sector: int, table: tuple[int, ...], start: int, origin: int) -> bytes:
    """The sectors of one chain, joined; ``Damaged`` when it is longer than its table or leaves it."""
    pieces: list[bytes] = []
    at = start
    while at < _LAST_SECTOR:
        if at >= len(table) or len(pieces) >= len(table):
            raise Damaged
        place = origin + at * sector
        pieces.append(data[place : place + sector])
        at = table[at]
    return b"".join(pieces)


def _sector(data: bytes, sector: int, number: int) -> bytes:
    place = max(_HEADER, sector) + number * sector
    found = data[place : place + sector]
    if len(found) < sector:
        raise Damaged
    return found


def _numbers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])
