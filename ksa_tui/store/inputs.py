"""What a store is opened with: who works, and where time and ids come from."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from struct import iter_unpack
from typing import Final, TypeAlias
from uuid import UUID

_AT_ONCE: Final = 64
_LOW: Final = (1 << 62) - 1

Clock: TypeAlias = "Callable[[], datetime]"
"""Gives the present moment, aware."""

NewId: TypeAlias = "Callable[[], UUID]"
"""Gives an id never given before."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who works: the name is written on every event."""

    name: str
    role: str = ""


class RandomIds:
    """Ids as ``uuid4`` makes them, for less: what is random is fetched for many of them at a time.

    For one store in one process: a fork would give the same ids again.
    """

    def __init__(self) -> None:
        self._drawn: list[UUID] = []

    def __call__(self) -> UUID:
        """An id; from any thread."""
        drawn = self._drawn
        try:
            return drawn.pop()
        except IndexError:
            drawn = list(map(_random_id, iter_unpack(">QQ", os.urandom(16 * _AT_ONCE))))
            self._drawn = drawn
            return drawn.pop()


def _random_id(drawn: tuple[int, int]) -> UUID:
    """The 128 random bits, but for those six that say of which kind an id is (RFC 9562, 5.4)."""
    high, low = drawn
    return UUID(int=(high & ~0xF000 | 0x4000) << 64 | low & _LOW | 1 << 63)


def now_utc() -> datetime:
    """The computer's clock, in UTC."""
    return datetime.now(UTC)
