"""When Python looks for garbage: seldom, and not at all while the program is being loaded. And one heap.

Nearly everything that is made then, or while a long list is read or written, is there to stay; looking
through it again and again took a seventh of the time.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Final

OBJECTS: Final = 100_000
"""New objects after which Python looks; its own figure is 700."""
OBJECTS_IN_THE_APP: Final = 30_000
"""It is open for hours: garbage would be most of its memory."""
_ARENA_MAX: Final = -8
"""``M_ARENA_MAX`` of glibc's ``mallopt``."""


def relax() -> None:
    """From now on look seldom."""
    gc.set_threshold(OBJECTS)


def pause() -> None:
    """From now on do not look at all."""
    gc.disable()


def resume() -> None:
    """Look again, but never at what has been loaded; does nothing without :func:`pause`."""
    if not gc.isenabled():
        gc.freeze()
        gc.set_threshold(OBJECTS_IN_THE_APP)
        gc.enable()


@contextmanager
def resting() -> Iterator[None]:
    """Do not look while a long list is read or written: what is made then stays until the end."""
    was_looking = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_looking:
            gc.enable()


def look_at_new() -> None:
    """Look now, but only at what was made since the last look: a screen that was left is full of circles."""
    if gc.isenabled():
        gc.collect(0)


def share_heap() -> None:
    """Let threads take memory from one heap: glibc gives each its own, and keeps there what is freed there."""
    if sys.platform != "linux":
        return
    with suppress(ImportError, OSError, AttributeError):  # another C library has one heap anyway
        from ctypes import CDLL

        CDLL(None).mallopt(_ARENA_MAX, 1)
