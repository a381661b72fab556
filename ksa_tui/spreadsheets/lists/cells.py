"""What stands in a cell, as text."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time, timedelta
from typing import Final

from ksa_tui.domain.cleaning import clean_text
from ksa_tui.i18n import _
from ksa_tui.spreadsheets.lists.grid import Cell, Fault

_EPOCH: Final = datetime(1899, 12, 31)  # noqa: DTZ001 - spreadsheets know no zones
_EMPTY: Final = frozenset("-–—−_.…")
_PLAIN: Final = (
    dict.fromkeys(map(ord, "\t\u00a0\u1680\u202f\u205f\u3000"), " ")
    | dict.fromkeys(range(0x2000, 0x200B), " ")
    | dict.fromkeys(map(ord, "\v\f\r\x85\u2028\u2029"), "\n")
    | dict.fromkeys(map(ord, "\u00ad\u200b\u2060\ufeff"), "")
    | {0xF0B7: "•"}
)
"""Blanks, line ends, marks that nobody sees, and the bullet of a symbol font."""
_DURATION: Final = re.compile(r"PT(\d{1,3})H(\d{1,2})M\d{1,2}(?:\.\d+)?S|(\d{1,3}):(\d\d):00")
_ERROR_WORDS: Final = re.compile(
    r"#(?:N/A|REF!|VALUE!|DIV/0!|NAME\?|NUM!|NULL!|SPILL!|CALC!"
    r"|SAKNAS!|REFERENS!|V[ÄA]RDEFEL!|DIVISION/0!|NAMN\?|OGILTIGT!|SK[ÄA]RNING!|SPILL!)",
    re.IGNORECASE,
)


def clean(text: str) -> tuple[str, bool]:
    """The text fit to be kept and shown, and whether control characters were taken out of it.

    One Unicode form (NFC), plain blanks and line breaks, no invisible marks.
    """
    if text.isprintable():
        return (text if text.isascii() else unicodedata.normalize("NFC", text)).strip(), False
    plain = unicodedata.normalize("NFC", text).replace("\r\n", "\n").translate(_PLAIN)
    plain = "\n".join(line.strip(" ") for line in plain.split("\n")).strip()
    kept = clean_text(plain)
    return kept, kept != plain


def text_of(value: Cell) -> tuple[str, bool]:
    """A cell's value as text, and whether control characters were taken out. Dashes alone are an empty cell."""
    if isinstance(value, str):
        text, odd = clean(value)
        return ("" if _EMPTY.issuperset(text) else text), odd
    if isinstance(value, Fault):
        return clean(value.text)
    return _value_text(value), False


def is_error(text: str) -> bool:
    """Whether a text is the name of an error, as programs write them into .csv files.

    >>> is_error("#SAKNAS!"), is_error("#1")
    (True, False)
    """
    return text.startswith("#") and _ERROR_WORDS.fullmatch(text) is not None


def clock_pair(value: Cell) -> str | None:
    """What was typed as "26:1" before a program took it for a time of day, or None.

    >>> clock_pair(timedelta(hours=26, minutes=1))
    '26:1'
    """
    minutes = _minutes(value)
    return None if minutes is None else f"{minutes // 60}:{minutes % 60}"


def _value_text(value: float | bool | date | time | timedelta) -> str:
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, (int, float)):
        whole = abs(value) < 1e15 and float(value).is_integer()
        return str(int(value)) if whole else format(value, ".15g")
    minutes = _minutes(value)
    if minutes is not None:
        return f"{minutes // 60}:{minutes % 60:02}"
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%d %H:%M")
    return value.isoformat() if isinstance(value, date) else ""


def _minutes(value: Cell) -> int | None:
    """Minutes of a time of day or a duration; a date before 1901 is a duration of more than a day."""
    if isinstance(value, str):
        match = _DURATION.fullmatch(value)
        if match is None:
            return None
        hours, minutes = (group for group in match.groups() if group)
        return int(hours) * 60 + int(minutes)
    if isinstance(value, datetime):
        return _minutes(value - _EPOCH) if value.year <= 1900 else None
    if isinstance(value, timedelta):
        return int(value.total_seconds()) // 60
    if isinstance(value, time):
        return value.hour * 60 + value.minute
    return None
