"""Two values as a sentence shows them."""

from __future__ import annotations

from typing import Final

from ksa_tui.domain.receipt import Sentence
from ksa_tui.i18n import N_

EMPTY: Final = N_("(empty)")
_SHOWN: Final = 90
"""Characters of a value in a sentence."""
_CONTEXT: Final = 15
_CUT: Final = "…"


def excerpts(was: str, now: str) -> tuple[object, object]:
    """Two values as a sentence shows them: whole when short, else the part where they part ways."""
    if max(len(was), len(now)) <= _SHOWN:
        return _or_empty(was), _or_empty(now)
    start = next(
        (n for n, (a, b) in enumerate(zip(was, now, strict=False)) if a != b),
        min(len(was), len(now)),
    )
    begin = max(0, start - _CONTEXT) if start > _SHOWN // 2 else 0
    return _or_empty(_cut(was, begin)), _or_empty(_cut(now, begin))


def _cut(text: str, begin: int) -> str:
    piece = " ".join(text[begin : begin + _SHOWN].split())
    return f"{_CUT if begin and piece else ''}{piece}{_CUT if len(text) > begin + _SHOWN else ''}"


def _or_empty(text: str) -> object:
    return " ".join(text.split()) or Sentence(EMPTY)
