"""The garbage collector rests while the program is being loaded: what is made then is there to stay.

Looking through it again and again took a seventh of the time to the first paint.
"""

from __future__ import annotations

import gc


def begin() -> None:
    """From now on nothing is collected."""
    gc.disable()


def end() -> None:
    """Collect again, but never look through what has been loaded; does nothing without :func:`begin`."""
    if not gc.isenabled():
        gc.freeze()
        gc.enable()
