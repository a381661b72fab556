"""Text in two languages, and the folding by which names are compared, searched and sorted."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

_KEPT: Final = frozenset("åäö")
_ORDER: Final = {"å": "z\uf8f0", "ä": "z\uf8f1", "æ": "z\uf8f1", "ö": "z\uf8f2", "ø": "z\uf8f2"}


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
    composed = unicodedata.normalize("NFKC", text).casefold()
    kept = []
    for char in composed:
        if char in _KEPT:
            kept.append(char)
            continue
        kept.extend(c for c in unicodedata.normalize("NFD", char) if not unicodedata.combining(c))
    return " ".join("".join(kept).split())


def sort_key(text: str) -> str:
    """A key that sorts as Swedish sorts: å, ä, ö after z."""
    return "".join(_ORDER.get(char, char) for char in fold(text))
