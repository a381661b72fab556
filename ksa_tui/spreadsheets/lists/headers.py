"""Which columns a list has: header texts to fields, and the header row among everything above a table."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from ksa_tui.domain.importing import Field, Match
from ksa_tui.domain.texts import fold
from ksa_tui.spreadsheets.lists import header_words as words

LONGEST: Final = 120
"""Characters of a header; a longer text is no header."""
_EXACT, _FIRST_WORD, _PHRASE = 3, 2, 2
_LAST: Final = 400

_MARKS: Final = re.compile("[¹²³⁰-⁹₀-₉*†‡§\u00ad]|\\[\\d+\\]|\\(\\d+\\)|(?<=\\D)\\s*\\d\\)\\s*$")
_BROKEN_WORD: Final = re.compile(r"(?<=\w)-\s*\n\s*(?=\w)")
_SLASH_BREAK: Final = re.compile(r"/\s*\n\s*")
_NUMBERED: Final = re.compile(r"^\s*(?:\d{1,2}|[A-Za-z])[.)]\s+")
_BRACKETS: Final = re.compile(r"\([^)]*\)?")
_SECTION: Final = re.compile(r"\d:\d|\d\s*§")
"""Of a law: then it is a cell under a header."""
_NO_WORD: Final = re.compile(r"[^\w#]+|_")
_PLAIN: Final = str.maketrans("åäö", "aao")

_EXACT_FIELDS: Final[Mapping[str, tuple[Field, int]]] = {
    phrase: (found, rank)
    for found, listed in words.EXACT.items()
    for rank, phrase in enumerate(words.split(listed))
}
_JOINED_FIELDS: Final = {phrase.replace(" ", ""): known for phrase, known in _EXACT_FIELDS.items()}
_PERHAPS_OWNER: Final = frozenset(words.split(words.PERHAPS_OWNER))
_STEMS: Final = tuple((found, words.split(listed)) for found, listed in words.STEMS.items())
_BLOCKED: Final = tuple(words.split(words.BLOCKED))
_NAME_WORDS: Final = frozenset(words.split(words.NAME_WORDS))
_GENERIC: Final = frozenset(words.split(words.GENERIC))
_WEAK_FIRST: Final = frozenset(words.split(words.WEAK_FIRST))


@dataclass(frozen=True, slots=True)
class Known:
    """What a header is known as."""

    field: Field
    match: Match
    strength: int
    """3 for the whole header, 2 for words in it."""
    rank: int
    """Among exact words of the same field the lower one is taken."""


@dataclass(frozen=True, slots=True)
class Header:
    """The header of one column."""

    text: str
    """As shown: both rows of a double header, parted by " · "."""
    known: Known | None


def key(text: str) -> str:
    """A header as it is compared: no marks, breaks, colons, accents or case.

    >>> key("Informations-\\nmängd ¹:"), key("Bevaras/ gallras*")
    ('informationsmangd', 'bevaras gallras')
    """
    plain = _MARKS.sub("", _BROKEN_WORD.sub("", text))
    folded = fold(_NUMBERED.sub("", plain)).translate(_PLAIN)
    return _NO_WORD.sub(" ", folded).strip()


def shown(text: str) -> str:
    """A header as it is shown: on one line, whole words, no footnote marks.

    >>> shown("Informations-\\nmängd ¹:")
    'Informationsmängd'
    """
    whole = _SLASH_BREAK.sub("/", _BROKEN_WORD.sub("", text))
    return " ".join(_MARKS.sub("", whole).split()).rstrip(" :")


@lru_cache(maxsize=4096)
def know(text: str) -> Known | None:
    """What a header text is known as, or None."""
    if not text or len(text) > LONGEST or _SECTION.search(text):
        return None
    whole = key(text)
    for candidate in (whole, key(_BRACKETS.sub(" ", text))):
        exact = _EXACT_FIELDS.get(candidate) or _JOINED_FIELDS.get(candidate.replace(" ", ""))
        if exact is not None:
            return Known(exact[0], _match(exact[0], Match.EXACT), _EXACT, exact[1])
        if candidate in _PERHAPS_OWNER:
            return Known(Field.NOTE, Match.PERHAPS_OWNER, _EXACT, _LAST)
    return _know_by_words(whole)


def know_below(parent: str, child: str) -> Known | None:
    """What a column is known as whose header has two rows."""
    if not parent or not child:
        return know(parent or child)
    if _is_blocked(key(child).split()):
        return None
    alone = know(child)
    if key(child) not in _GENERIC and alone is not None and alone.strength == _EXACT:
        return alone
    together = (know(f"{child} {parent}"), know(f"{parent} {child}"))
    exact = next((known for known in together if known and known.strength == _EXACT), None)
    return exact or together[1] or alone or know(parent)


def is_generic(text: str) -> bool:
    """Whether a header says little without one above it."""
    return key(text) in _GENERIC


def score(texts: Sequence[str]) -> int:
    """How much a row looks like a header: known columns, each field once, whole matches counting more."""
    best: dict[Field, int] = {}
    for text in texts:
        known = know(text)
        if known is not None:
            best[known.field] = max(best.get(known.field, 0), known.strength)
    bonus = 2 if best.get(Field.NAME, 0) == _EXACT else 0
    return sum(best.values()) + bonus


def _know_by_words(whole: str) -> Known | None:
    found = whole.split()
    if len(found) > 12 or _is_blocked(found):
        return None
    if len(found) > 1 and found[0] in _EXACT_FIELDS and found[0] not in _WEAK_FIRST:
        field, rank = _EXACT_FIELDS[found[0]]
        if field is not Field.NAME and len(found[0]) > 2:
            return Known(field, _match(field, Match.WORDS), _FIRST_WORD, 100 + rank)
    padded = f" {whole} "
    for field, stems in _STEMS:
        for rank, stem in enumerate(stems):
            if f" {stem}" in padded or (field is Field.SYSTEM and f"{stem} " in padded):
                return Known(field, _match(field, Match.WORDS), _PHRASE, 200 + rank)
    if _NAME_WORDS.isdisjoint(found):
        return None
    return Known(Field.NAME, Match.WORDS, _PHRASE, 300)


def _is_blocked(found: Sequence[str]) -> bool:
    return any(word.startswith(_BLOCKED) for word in found)


def _match(field: Field, otherwise: Match) -> Match:
    return Match.EARLIER if field is Field.EARLIER_LEVEL else otherwise
