"""What a person typed or pasted, made safe to keep: no control characters, no turned writing direction."""

from __future__ import annotations

import unicodedata
from typing import Final

from ksa_tui.errors import RuleError
from ksa_tui.i18n import N_

NAME_LIMIT: Final = 500
"""Characters of a title, a name, a role: more than any real one."""

TEXT_LIMIT: Final = 100_000
"""Characters of a motivation, a description, a question."""

EMPTY_TITLE: Final = N_("The workshop needs a title.")
EMPTY_NAME: Final = N_("The information asset needs a name.")
TOO_LONG: Final = N_(
    "The text is too long: {length} characters, and {limit} is the most. It begins with “{start}”."
)

_TURNING: Final = frozenset(
    "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff"
)
_LINE_ENDS: Final = ("\r\n", "\r", "\u2028", "\u2029", "\u0085")


def clean_text(text: str) -> str:
    """``text`` without control characters but line breaks and tabs; no blanks around it.

    A text that nobody could see (zero-width characters alone) is an empty one.

    >>> clean_text(" a\\x1b[2J\\r\\nb ")
    'a[2J\\nb'
    """
    if text.isprintable():  # nothing to take out, nothing unseen: most texts
        return text.strip()
    for line_end in _LINE_ENDS:
        text = text.replace(line_end, "\n")
    kept = text.translate(_KEPT).strip()
    return kept if any(map(_is_seen, kept)) else ""


def _is_seen(char: str) -> bool:
    return unicodedata.category(char) != "Cf" and not char.isspace()


def clean_line(text: str) -> str:
    """``text`` as one line, its blanks single.

    >>> clean_line("  Elev\\u00adregister\\n2026 ")
    'Elev\\u00adregister 2026'
    """
    clean = text if text.isprintable() else clean_text(text)
    return " ".join(clean.split())


def required(text: str, empty: str) -> str:
    """A name or title: one line; the message id ``empty`` refuses an empty one, and one too long is refused."""
    line = within(clean_line(text), NAME_LIMIT)
    if not line:
        raise RuleError(empty)
    return line


def optional(text: str) -> str:
    """One line that may be empty; one too long is refused."""
    return within(clean_line(text), NAME_LIMIT) if text else ""


def long_text(text: str) -> str:
    """A text of several lines that may be empty; one too long is refused."""
    return within(clean_text(text), TEXT_LIMIT) if text else ""


def within(text: str, limit: int) -> str:
    """``text``, unless it is longer than ``limit`` characters."""
    if len(text) > limit:
        raise RuleError(TOO_LONG, length=len(text), limit=limit, start=text[:40])
    return text


class _Kept(dict[int, str]):
    """What each character becomes, worked out when it is first met: itself, or nothing."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        control = unicodedata.category(char) in ("Cc", "Cs") and char not in "\n\t"
        self[code] = "" if control or char in _TURNING else char
        return self[code]


_KEPT: Final = _Kept()
