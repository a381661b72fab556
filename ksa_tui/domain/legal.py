"""References to law as people write them in lists, brought to one form: "26 kap. 1 § OSL".

Only the Public Access to Information and Secrecy Act (offentlighets- och sekretesslagen, OSL, 2009:400) is
brought to that form. Every other law is kept as it was written, marked as not understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ksa_tui.domain.workshop import Ref

_CHAPTERS: Final = 44
_SECRECY: Final = range(15, 41)
"""The chapters of OSL that hold secrecy: a reference to one of these needs no law named beside it."""
_LONGEST_RANGE: Final = 10

_LONGEST_TEXT: Final = 2_000
"""Characters; more than that is a treatise and kept as it is."""

_OSL: Final = (
    r"(?i:\bOSL(?=\d|\b)|offentlighets-?\s?och\s?sekretesslag(?:en)?|\bsekretesslag(?:en)?\b(?!\s?\(?1980))"
    r"(?:\s?\(?(?:SFS\s?)?2009:400\)?)?"
)
_OTHER: Final = (
    r"\b(?:SoL|LSS|LVU|LVM|PDL|HSL|TF|YGL|RF|PBL|FL|KL|AL|MB|FB|BrB|JB|LOU|LAS|GDPR|DSF|PUL|SekrL|DSL|ÅB|RB)\b"
    r"|(?i:\b[a-zåäö-]{0,40}(?:lag|lagen|balk|balken|förordning|förordningen|föreskrift|föreskrifter|direktiv)\b"
    r"|\bartikel\b|\bart\.?(?=\s?\d))"
)
_SECTION: Final = r"(\d{1,3})\s?([a-h]\b)?"
_MORE: Final = (
    r"((?:\s*(?:,|och|samt|&|-|–)\s*\d{1,3}\s?(?:[a-h]\b)?"
    r"(?=\s*(?:$|[,;.)§&\n–-]|och\b|samt\b|OSL\b|offentlighets)))*)"
)
_REFERENCE: Final = (
    rf"(?i:(\d{{1,2}})\s*kap(?:itlet|itel)?\b\.?,?\s*(?:§+\s*)?{_SECTION}{_MORE}\s*§*"
    rf"|(?<![\d(:])(\d{{1,2}})\s?:\s?{_SECTION}(?!\d){_MORE}(?:\s*§+)?"
    rf"|\bkap(?:itel)?\b\.?\s*(\d{{1,2}}),?\s*§+\s*{_SECTION}{_MORE})"
)
_TOKEN: Final = re.compile(rf"(?P<osl>{_OSL})|(?P<other>{_OTHER})|(?P<ref>{_REFERENCE})")
_OSL_NAME: Final = re.compile(_OSL)
_OTHER_LAW: Final = re.compile(_OTHER)
_ONE_SECTION: Final = re.compile(r"(,|och|samt|&|-|–)\s*(\d{1,3})\s?([a-h]\b)?", re.IGNORECASE)
_FILLER: Final = re.compile(
    r"\b(?:och|samt|enligt|enl|jfr|se|eller|sekretess|lagrum|kap|paragraf(?:en)?)\b\.?|[\s.,;:/&§()+–-]+",
    re.IGNORECASE,
)
_PIECES: Final = re.compile(r"[,;\n]")
_TAKEN: Final = "\0"


@dataclass(frozen=True, slots=True)
class LawText:
    """What a text says about law."""

    refs: tuple[Ref, ...]
    """In the order written, each once; ``sure`` where the form is known."""
    remainder: bool
    """Whether the text says more than ``refs`` do, so that it is worth keeping beside them."""


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    chapter: int
    sections: tuple[str, ...]


def read_law(text: str) -> LawText:
    """The references in ``text``. What is not understood is one reference with ``sure=False``.

    >>> [ref.value for ref in read_law("OSL 26:1, 21 kap. 3 a §").refs]
    ['26 kap. 1 § OSL', '21 kap. 3 a § OSL']
    """
    taken = [found for found in _osl_references(text) if _plausible(found)]
    refs = [
        Ref("law", f"{f.chapter} kap. {section} § OSL") for f in taken for section in f.sections
    ]
    pieces = list(_pieces_left(text, taken))
    if not taken and not all(map(_OTHER_LAW.search, pieces)):
        pieces = [text.strip()]  # a sentence, not a list of laws
    remainder = False
    for piece in pieces:
        if taken and not _OTHER_LAW.search(piece):
            remainder = True
        else:
            refs.append(Ref("law", piece, sure=False))
    return LawText(tuple(dict.fromkeys(refs)), remainder)


def _pieces_left(text: str, taken: list[_Found]) -> Iterator[str]:
    """What the text says beside ``taken``, piece by piece as it is punctuated."""
    left = text
    for found in taken:
        left = left[: found.start] + _TAKEN * (found.end - found.start) + left[found.end :]
    if taken:
        left = _OSL_NAME.sub(" ", left)
    for piece in _PIECES.split(left):
        words = " ".join(piece.replace(_TAKEN, " ").split())
        if _FILLER.sub("", words):
            yield words


def _osl_references(text: str) -> Iterator[_Found]:
    """The references that speak of OSL: by the law named beside them, else by their chapter."""
    tokens = list(_TOKEN.finditer(text)) if len(text) <= _LONGEST_TEXT else []
    law_first = bool(tokens) and tokens[0]["ref"] is None
    law: str | None = None
    for place, token in enumerate(tokens):
        if token["ref"] is None:
            law = "osl" if token["osl"] else "other"
            continue
        named = law if law_first else _law_after(tokens[place + 1 :]) or law
        found = _found(token)
        if named == "osl" or (named is None and found.chapter in _SECRECY):
            yield found


def _law_after(tokens: list[re.Match[str]]) -> str | None:
    for token in tokens:
        if token["ref"] is None:
            return "osl" if token["osl"] else "other"
    return None


def _found(token: re.Match[str]) -> _Found:
    groups = token.groups()
    first = token.re.groupindex["ref"]
    for at in range(first, first + 12, 4):
        chapter, section, letter, more = groups[at : at + 4]
        if chapter is not None:
            return _Found(
                token.start(), token.end(), int(chapter), tuple(_sections(section, letter, more))
            )
    raise AssertionError("a reference without a chapter")


def _sections(number: str, letter: str | None, more: str) -> Iterator[str]:
    yield _section(number, letter)
    last = int(number)
    for sign, next_number, next_letter in _ONE_SECTION.findall(more):
        if sign in "-–" and 0 < int(next_number) - last <= _LONGEST_RANGE:
            for between in range(last + 1, int(next_number)):
                yield str(between)
        yield _section(next_number, next_letter)
        last = int(next_number)


def _section(number: str, letter: str | None) -> str:
    return f"{int(number)} {letter.lower()}" if letter else str(int(number))


def _plausible(found: _Found) -> bool:
    return 1 <= found.chapter <= _CHAPTERS and "0" not in found.sections
