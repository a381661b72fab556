"""Compound files (OLE, the container of .xls): the names in them, and a stream, read with every chain bounded.

[MS-CFB] sections 2.2 (header), 2.3 (FAT), 2.4 (mini FAT), 2.5 (DIFAT), 2.6 (directory).
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
    """The names of all streams. Every chain of the file was followed to its end: none runs in a circle."""
    container = _open(data)
    read = 0
    for entry in container.entries.values():
        if entry.kind == _STREAM:
            read += len(_stream(container, entry))
        if read > len(data):
            raise Damaged  # streams that share sectors
    return frozenset(container.entries)


def read_stream(data: bytes, *names: str) -> bytes:
    """The first stream that exists of ``names``; ``Damaged`` when there is none."""
    container = _open(data)
    for name in names:
        if name in container.entries:
            return _stream(container, container.entries[name])
    raise Damaged


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
    entries = _entries(_chain(data, sector, fat, directory))
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
