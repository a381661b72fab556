"""User text as a spreadsheet can hold it: nothing lost in silence, what must go is visibly replaced."""

from __future__ import annotations

import re
from typing import Final

CELL_LIMIT: Final = 32_767
"""UTF-16 units in one cell, Excel's own limit."""

REPLACED: Final = "\ufffd"
"""What stands where a character cannot be written."""

_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAK: Final = re.compile("\r\n?")
_SENTENCE_END: Final = re.compile(r"[.!?…](?=\s)")
_CUT: Final = "…"


def clean(text: str) -> str:
    """Text that XML and every spreadsheet program can hold; control characters become U+FFFD."""
    if text.isprintable():  # nothing that is replaced is; nearly every text can stay
        return text
    return _UNWRITABLE.sub(REPLACED, _BREAK.sub("\n", text))


def units(text: str) -> int:
    """How many UTF-16 units ``text`` takes: what Excel counts, two for an emoji."""
    return len(text) + sum(char > "\uffff" for char in text)


def clip(text: str, limit: int = CELL_LIMIT, mark: str = _CUT) -> str:
    """``text`` when it fits in ``limit`` units, else its beginning followed by ``mark``."""
    if len(text) <= limit // 2 or units(text) <= limit:
        return text
    room = limit - units(mark)
    kept = text[:room]
    while units(kept) > room:
        kept = kept[:-1]
    return kept + mark


def pieces(text: str, size: int, lines: int) -> tuple[str, ...]:
    """``text`` in pieces of at most ``size`` characters and ``lines`` lines, parted at a blank if there is one.

    Only the blanks at the partings are lost. An empty text is one empty piece.
    """
    found = []
    rest = text
    while (end := _piece_end(rest, size, lines)) < len(rest):
        found.append(rest[:end])
        rest = rest[end + 1 :] if rest[end].isspace() else rest[end:]
    return (*found, rest)


def _piece_end(text: str, size: int, lines: int) -> int:
    """Where the first piece ends: the whole text when it fits."""
    breaks = [index for index, char in enumerate(text[: size + 1]) if char == "\n"]
    if len(breaks) >= lines:
        return breaks[lines - 1]
    if len(text) <= size:
        return len(text)
    part = max(text.rfind(" ", 0, size + 1), text.rfind("\n", 0, size + 1))
    return part if part > 0 else size


def in_short(text: str, limit: int) -> str:
    """The beginning of ``text`` on one line, at most ``limit`` characters: whole sentences, or words."""
    line = " ".join(text.split())
    if len(line) <= limit:
        return line
    ends = [match.end() for match in _SENTENCE_END.finditer(line) if match.end() <= limit]
    if ends and ends[-1] >= limit // 2:
        return line[: ends[-1]]
    words = line[: limit - len(_CUT)]
    if not line[len(words)].isspace():
        words = words.rpartition(" ")[0] or words
    return words.rstrip(" ,;:–-") + _CUT
