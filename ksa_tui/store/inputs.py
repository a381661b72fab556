"""What a store is opened with: who works, and where time and ids come from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeAlias
from uuid import UUID

Clock: TypeAlias = "Callable[[], datetime]"
"""Gives the present moment, aware."""

NewId: TypeAlias = "Callable[[], UUID]"
"""Gives an id never given before."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who works: the name is written on every event."""

    name: str
    role: str = ""


def now_utc() -> datetime:
    """The computer's clock, in UTC."""
    return datetime.now(UTC)
