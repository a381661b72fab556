"""What the usual answers in a list mean: yes and no, personal data, whether there is secrecy."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from ksa_tui.domain.texts import fold

_YES: Final = frozenset(
    {"ja", "j", "yes", "y", "x", "(x)", "sant", "true", "1", "✓", "✔", "☑", "☒"}
)
_NO: Final = frozenset(
    {
        "nej",
        "n",
        "no",
        "falskt",
        "false",
        "0",
        "ingen",
        "inga",
        "inget",
        "ej",
        "none",
        "☐",
        "saknas",
    }
    | {"inga personuppgifter", "ej personuppgifter", "inte"}
)
_OPEN: Final = frozenset(
    {
        "offentlig",
        "offentligt",
        "offentliga",
        "ingen sekretess",
        "ej sekretess",
        "oppen",
        "oppet",
        "public",
    }
    | {
        "sekretess",
        "kan forekomma",
        "eventuellt",
        "delvis",
        "ej aktuellt",
        "ej tillampligt",
        "n/a",
        "?",
    }
)
_UNKNOWN: Final = re.compile(
    r"\?|delvis|oklar|vet (ej|inte)|kanske|\bev\b|eventuell|kan forekomma|unknown|partly"
)
_SENSITIVE: Final = re.compile(
    r"\bkanslig|sarskil[dt]a? kategori|\bart(ikel|icle)?\.? ?9\b|\bsensitive|special categor"
    r"|\bhals[oa]|\bdiagnos|\betnis|\breligi|\bfackl|\bbiometr|\bgenetisk|\bsexu|\bpolitisk"
)
_NOT_SENSITIVE: Final = re.compile(
    r"\b(ej|inte|icke|inga|ingen|not|no|non|utan|vanlig\w*|harmlosa?)\b[^.;]{0,20}\b(kanslig|sensitive)"
)
_ORDINARY: Final = re.compile(
    r"\b(namn|person|adress|kontakt|e-?post|telefon|foto|bild|vanlig|ordinar|harmlos|elev|barn|brukare|patient"
    r"|anstall|medarbetar|medborgar|ordinary|name|address|employee)"
)


@dataclass(frozen=True, slots=True)
class Answer:
    """Whether there are personal data, and sensitive ones. None: not said."""

    personal: bool | None = None
    sensitive: bool | None = None
    contradicts: bool = False

    @property
    def flags(self) -> dict[str, bool]:
        """The flags that the answer sets."""
        found = {"personal": self.personal, "sensitive": self.sensitive}
        return {flag: value for flag, value in found.items() if value is not None}


def personal_answer(text: str) -> Answer:
    """What a cell under "Personuppgifter" says.

    >>> personal_answer("Ja, känsliga").flags
    {'personal': True, 'sensitive': True}
    """
    words = plain(text)
    if words in _YES:
        return Answer(True)
    if words in _NO:
        return Answer(False)
    said = _said(words)
    sensitive = (
        False if _NOT_SENSITIVE.search(words) else (True if _SENSITIVE.search(words) else None)
    )
    if said is False:
        return Answer(contradicts=True) if sensitive else Answer(False)
    if _UNKNOWN.search(words) and said is None:
        return Answer()
    if sensitive or said or _ORDINARY.search(words):
        return Answer(True, sensitive)
    return Answer(None, sensitive)


def sensitive_answer(text: str) -> Answer:
    """What a cell under "Känsliga personuppgifter" says."""
    words = plain(text)
    said = True if words in _YES else (False if words in _NO else _said(words))
    if said is None and not _UNKNOWN.search(words) and not _NOT_SENSITIVE.search(words):
        said = True if _SENSITIVE.search(words) else None
    return Answer(True if said else None, said)


def together(first: Answer, second: Answer) -> Answer:
    """Two answers about the same asset; yes outweighs no, and the contradiction is remembered."""
    contradicts = first.contradicts or second.contradicts
    pairs = ((first.personal, second.personal), (first.sensitive, second.sensitive))
    merged = [
        one if other is None else (other if one is None else one or other) for one, other in pairs
    ]
    contradicts |= any({True, False} == set(pair) for pair in pairs)
    if merged[0] is False and merged[1]:
        return Answer(True, True, contradicts=True)
    return Answer(merged[0], merged[1], contradicts)


def is_plain_answer(text: str) -> bool:
    """Whether a text is a bare yes or no, and so no name of anything."""
    return plain(text) in _YES | _NO


def names_no_law(text: str) -> bool:
    """Whether a text under "Sekretess" says only whether there is any: yes, no, offentlig, kan förekomma."""
    return plain(text) in _YES | _NO | _OPEN


def _said(words: str) -> bool | None:
    """A yes or no at the beginning: "Ja, namn", "Nej (se anm)"."""
    first = re.match(r"(ja|nej|yes|no)\b(?!\s*/)", words)
    if first is None or " men " in words:
        return None
    return first[1] in ("ja", "yes")


def plain(text: str) -> str:
    """A short text as answers are compared: folded, å ä ö as a a o, without punctuation round it."""
    return fold(text).replace("å", "a").replace("ä", "a").replace("ö", "o").strip(" .!,:")
