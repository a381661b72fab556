"""When Python looks for garbage: seldom, and not at all while the program is being loaded.

Nearly everything that is made then, or while a long list is read or written, is there to stay; looking
through it again and again took a seventh of the time.
"""

from __future__ import annotations

import gc
from typing import Final

OBJECTS: Final = 100_000
"""New objects after which Python looks; its own figure is 700."""
OBJECTS_IN_THE_APP: Final = 30_000
"""It is open for hours: garbage would be most of its memory."""


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
