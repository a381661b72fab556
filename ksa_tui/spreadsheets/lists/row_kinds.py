"""How rows that are no assets look: headings, totals, footnotes, instructions."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from ksa_tui.spreadsheets.lists.answers import plain

WORD: Final = 4
"""Letters that make a text a word, and no mere number such as "A1"."""
_LONGEST_DEPARTMENT: Final = 80
_LONGEST_TOTAL: Final = 30

_TOTAL: Final = re.compile(
    r"(?:(?:del)?summa|totalt?|totalsumma|s:a|antal(?: rader)?|sum|subtotal|count)"
    r"\s*:?\s*\d*\s*(?:st)?"
)
_FOOTNOTE: Final = re.compile(
    r"\*|†|[¹²³⁴-⁹]|\d{1,2}\)\s|\[\d+\]|(?:not|anm|obs|källa|source|note)\b\s*[:.*]"
    r"|(?:senast (?:uppdatera|ändra)|uppdaterad\b|upprättad\b|version\b|last updated)",
    re.IGNORECASE,
)
_DEPARTMENT: Final = re.compile(
    r"(?:förvaltning|nämnd|kontor|avdelning|enhet|bolag|förbund|styrelse|stab|department|committee)"
    r"(?:en|et|n|s|ens)?$|^(?:förvaltningen|nämnden|avdelningen|enheten|kontoret) för\b",
    re.IGNORECASE,
)
_ABOUT: Final = re.compile(r"\b(?:till|från|i|av|om|på|vid|med|mellan|hos)\b", re.IGNORECASE)
_LABEL: Final = re.compile(
    r"^(?:förvaltning|nämnd|avdelning|enhet|verksamhet|department)\s*:\s*", re.IGNORECASE
)
_NUMBER: Final = re.compile(r"[\d.,:\s-]+")
_NUMBERING: Final = re.compile(r"^\d+(?:\.\d+)*\.?\s+")
_INSTRUCTION: Final = re.compile(
    r"\(?(?:(?:ange|skriv|fyll i|beskriv|välj|exempel|example|enter|describe)\b|t\.?\s?ex\b|ex\.|e\.g\.)",
    re.IGNORECASE,
)


def is_department(text: str) -> bool:
    """Whether a text names a department or committee: "Socialförvaltningen", "Enheten för ekonomi"."""
    return (
        len(text) <= _LONGEST_DEPARTMENT
        and _DEPARTMENT.search(text) is not None
        and not _ABOUT.search(text)
    )


def is_loud(text: str) -> bool:
    """Whether a text is words in capitals."""
    return text.isupper() and sum(map(str.isalpha, text)) >= WORD


def read_heading(text: str) -> tuple[str, str]:
    """A heading as (department, "") or ("", group): "3. SOCIALFÖRVALTNINGEN" is a department.

    >>> read_heading("FÖRVALTNING: BARN- OCH UTBILDNINGSFÖRVALTNINGEN")
    ('Barn- och utbildningsförvaltningen', '')
    """
    heading = " ".join(text.split()).rstrip(" :")
    bare = _NUMBERING.sub("", heading)
    name = _LABEL.sub("", bare)
    if name != bare or is_department(name):
        return (name.capitalize() if name.isupper() else name), ""
    return "", heading


def is_total(texts: Collection[str]) -> bool:
    """Whether a row is a sum: one such word, and numbers.

    >>> is_total(["Summa", "12"]), is_total(["Totalförsvarsplanering"])
    (True, False)
    """
    worded = [text for text in texts if any(map(str.isalpha, text))]
    if len(worded) != 1 or len(worded[0]) > _LONGEST_TOTAL:
        return False
    return _TOTAL.fullmatch(plain(worded[0])) is not None


def is_footnote(text: str) -> bool:
    """Whether a text begins as a footnote does."""
    return _FOOTNOTE.match(text) is not None


def is_instruction(text: str) -> bool:
    """Whether a text tells what to fill in."""
    return _INSTRUCTION.match(text) is not None


def is_number(text: str) -> bool:
    """Whether a text is nothing but a number or a date."""
    return _NUMBER.fullmatch(text) is not None


def are_column_numbers(texts: Collection[str]) -> bool:
    """Whether a row counts its columns, as forms do: 1, 2, 3 …"""
    counted = [[str(number) for number in range(first, first + len(texts))] for first in (0, 1)]
    return len(texts) > 1 and list(texts) in counted
