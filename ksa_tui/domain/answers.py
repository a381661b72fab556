"""What an owner wrote in a yellow cell: read leniently where it can mean one thing only, never guessed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from enum import StrEnum
from typing import Final

from ksa_tui.domain.model import Aspect
from ksa_tui.domain.returned import Value
from ksa_tui.domain.texts import fold


class Choice(StrEnum):
    """What the owner chose for an asset."""

    APPROVE = "approve"
    CHANGE = "change"
    RETURN = "return"
    NONE = "none"


_WORDS: Final[Mapping[Choice, str]] = {
    Choice.APPROVE: (
        "godkänn godkänns godkänd godkänt godkända godkännes ok okej okey okay approve approved approves"
    ),
    Choice.CHANGE: "ändra ändras ändrad ändrat ändring change changed changes",
    Choice.RETURN: (
        "återremiss återremitteras återremittera återremitterad återremitterat återremissas "
        "return returned returns"
    ),
}
_CHOICES: Final = {word: choice for choice, words in _WORDS.items() for word in words.split()} | {
    "godkänn enligt förslaget": Choice.APPROVE,
    "godkänns enligt förslaget": Choice.APPROVE,
    "godkänn enligt förslag": Choice.APPROVE,
    "enligt förslaget": Choice.APPROVE,
    "approve as proposed": Choice.APPROVE,
    "approved as proposed": Choice.APPROVE,
    "as proposed": Choice.APPROVE,
}
_LEFT_OPEN: Final = frozenset(
    ("lämna öppna", "lämna öppet", "lämnas öppna", "lämnas öppet", "leave open", "left open")
)
_ORNAMENTS: Final = " .,!?;:\"'”’´`()[]✓✔☑"

_DIGITS: Final = re.compile(r"[0-9]{1,3}")
_DIGIT_AND_WORD: Final = re.compile(r"([0-9]{1,3})\s*[-–,:]?\s*(\D+)")

_MONTHS: Final = {
    name: number
    for names in (
        "januari februari mars april maj juni juli augusti september oktober november december",
        "january february march april may june july august september october november december",
    )
    for number, name in enumerate(names.split(), start=1)
}
_NUMBERS_DATE: Final = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})(?:[ tT]00:00.*)?")
_TIGHT_DATE: Final = re.compile(r"(20\d\d|\d\d)(\d\d)(\d\d)")
_DAY_FIRST: Final = re.compile(r"(\d{1,2})\s?[-/.]\s?(\d{1,2})\.?[-/. ]\s?(\d{4})")
_DAY_MONTH: Final = re.compile(
    r"(?:den )?(\d{1,2})(?:st|nd|rd|th|:a|:e|\.)? ([a-zåäö]{3,9})\.?,? (\d{4})"
)
_MONTH_DAY: Final = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})")
_EPOCH: Final = date(1899, 12, 30)
_EPOCH_1904: Final = date(1904, 1, 1)
_SERIALS: Final = range(36_526, 73_051)
"""Days that can be meant: 2000 to 2099."""


def read_choice(text: str) -> Choice | None:
    """The choice, :attr:`Choice.NONE` for an empty cell, None for what is not understood.

    >>> read_choice("GODKÄNNS."), read_choice(""), read_choice("godkänn ej")
    (<Choice.APPROVE: 'approve'>, <Choice.NONE: 'none'>, None)
    """
    word = fold(text).strip(_ORNAMENTS)
    if not word:
        return Choice.NONE if not text.strip() else None
    return _CHOICES.get(word)


def read_rest(text: str) -> Choice | None:
    """What holds for the rows without a choice: approve or none; None for what is not understood."""
    if fold(text).strip(_ORNAMENTS) in _LEFT_OPEN:
        return Choice.NONE
    choice = read_choice(text)
    return choice if choice in (Choice.APPROVE, Choice.NONE) else None


def read_level(aspect: Aspect, value: Value) -> int | None:
    """The level of this aspect's scale that was written, as a digit or as digit and word; None otherwise."""
    text = value.text
    if _DIGITS.fullmatch(text):
        level = int(text)
    elif match := _DIGIT_AND_WORD.fullmatch(text):
        level = int(match[1])
        if level not in aspect or fold(match[2]) not in _level_words(aspect, level):
            return None
    else:
        return None
    return level if level in aspect else None


def _level_words(aspect: Aspect, level: int) -> set[str]:
    known = aspect.level(level)
    return {fold(text.get(lang)) for text in (known.name, known.short) for lang in ("sv", "en")}


def says_something(text: str) -> bool:
    """Whether a comment is more than a dash or a dot."""
    return any(char.isalnum() for char in text)


def read_date(value: Value, *, from_1904: bool = False, language: str = "sv") -> date | None:
    """The date that was written, in any writing that can mean one day only; None otherwise.

    Swedish writes the day first; where English may mean either, the cell says nothing.
    """
    if value.number is not None:
        found = _date_of_number(value.number, from_1904=from_1904)
        if found is not None:
            return found
    text = fold(value.text).strip(" .")
    for pattern, order in (
        (_NUMBERS_DATE, (1, 2, 3)),
        (_TIGHT_DATE, (1, 2, 3)),
        (_DAY_MONTH, (3, 2, 1)),
        (_MONTH_DAY, (3, 1, 2)),
    ):
        if match := pattern.fullmatch(text):
            year, month, day = (match[number] for number in order)
            return _day(year, month, day)
    if match := _DAY_FIRST.fullmatch(text):
        day, month, year = match.groups()
        if language == "en" and "/" in text and int(day) <= 12 and day != month:
            return None
        return _day(year, month, day)
    return None


def date_of_serial(number: float, *, from_1904: bool = False) -> date | None:
    """The day that a spreadsheet's number stands for, between 2000 and 2099; None otherwise."""
    days = int(number) + ((_EPOCH_1904 - _EPOCH).days if from_1904 else 0)
    return _EPOCH + timedelta(days=days) if days in _SERIALS else None


def _date_of_number(number: float, *, from_1904: bool) -> date | None:
    if not abs(number) <= 99_999_999:  # what is no number fails every comparison
        return None
    return date_of_serial(number, from_1904=from_1904)


def _day(year: str, month: str, day: str) -> date | None:
    number = _month(month)
    full_year = int(year) + (2000 if len(year) == 2 else 0)
    try:
        return date(full_year, number, int(day)) if 2000 <= full_year < 2100 else None
    except ValueError:
        return None


def _month(text: str) -> int:
    """The number of a month, by digits, name or the first letters of a name; 0 when there is none."""
    if text.isdecimal():
        return int(text)
    fits = {number for name, number in _MONTHS.items() if name.startswith(text)}
    return fits.pop() if len(fits) == 1 else 0
