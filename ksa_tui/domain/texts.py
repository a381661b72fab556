"""Text in two languages, and the folding by which names are compared, searched and sorted."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

_SLUG_LENGTH: Final = 40
_KEPT: Final = frozenset("åäö")
_IS_PLAIN: Final = re.compile(r"[\0-\x7fåäö]*").fullmatch
"""Most Swedish texts: there is no accent to take off."""
_ORDER: Final = str.maketrans(
    {"å": "z\uf8f0", "ä": "z\uf8f1", "æ": "z\uf8f1", "ö": "z\uf8f2", "ø": "z\uf8f2"}
)
_TURNING: Final = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the model in Swedish and English; a missing English text falls back to the Swedish."""

    sv: str
    en: str = ""

    def get(self, language: str) -> str:
        """The text in ``language`` ("sv" or "en")."""
        return (self.en or self.sv) if language == "en" else self.sv


def fold(text: str) -> str:
    """Fold for comparing and searching: NFKC, casefold, accents off, blanks single; å ä ö stay letters.

    >>> fold("  Idé\\u00a0BANK ÅÄÖ ")
    'ide bank åäö'
    """
    if text.isascii():
        return " ".join(text.lower().split())
    composed = unicodedata.normalize("NFKC", text).casefold()
    plain = composed if _IS_PLAIN(composed) else composed.translate(_PLAIN)
    return " ".join(plain.split())


class _Plain(dict[int, str]):
    """What each character is without its accents, worked out when it is first met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        decomposed = char if char in _KEPT else unicodedata.normalize("NFD", char)
        self[code] = "".join(c for c in decomposed if not unicodedata.combining(c))
        return self[code]


_PLAIN: Final = _Plain()


def visible(text: str) -> str:
    """One line that is safe on any terminal: breaks and tabs become blanks, other control characters
    (also those that turn the writing direction) become signs that can be seen.

    >>> visible("a\\x1b[2Jb\\nc")
    'a␛[2Jb c'
    """
    return "".join(_sign(char) for char in text)


def _sign(char: str) -> str:
    if char.isprintable() or char == "\u00a0":
        return char
    if char.isspace():
        return " "
    if char < "\u0020":
        return chr(0x2400 + ord(char))
    if unicodedata.category(char) == "Cf" and char not in _TURNING:
        return char
    return "\ufffd"


def slug(text: str) -> str:
    """A title as part of a file name that every system takes.

    >>> slug("Elevhälsan: HT/26"), slug("…")
    ('elevhalsan-ht-26', 'workshop')
    """
    plain = unicodedata.normalize("NFKD", fold(text)).encode("ascii", "ignore").decode("ascii")
    words = "".join(char if char.isalnum() else " " for char in plain).split()
    return "-".join(words)[:_SLUG_LENGTH].strip("-") or "workshop"


def sort_key(text: str) -> str:
    """A key that sorts as Swedish sorts: å, ä, ö after z."""
    return sorted_folded(fold(text))


def sorted_folded(folded: str) -> str:
    """The same of a text that is folded already."""
    return folded if folded.isascii() else folded.translate(_ORDER)
