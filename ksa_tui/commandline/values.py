"""What an argument may be: each raises argparse's own error with a sentence."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from datetime import date

from ksa_tui.domain.texts import visible
from ksa_tui.i18n import _


def choice(words: str) -> Callable[[str], str]:
    """One of the words in "clean|all", in English or in the language spoken; gives the English one."""
    values, spoken = words.split("|"), _(words).split("|")
    known = dict(zip((*spoken, *values), (*values, *values), strict=True))

    def read(value: str) -> str:
        if value not in known:
            text = _("{value} is not one of {words}")
            shown = text.format(value=visible(value), words=", ".join(spoken))
            raise argparse.ArgumentTypeError(shown)
        return known[value]

    return read


def some_text(value: str) -> str:
    """A text that can be stored; what the shell passed on undecoded cannot."""
    try:
        value.encode()
    except UnicodeEncodeError:
        raise argparse.ArgumentTypeError(_("the text is not UTF-8")) from None
    return value


def name(value: str) -> str:
    """The name of something that is there."""
    if not some_text(value).strip():
        raise argparse.ArgumentTypeError(_("the name is empty"))
    return value


def day(value: str) -> date:
    """A date as 2026-12-31."""
    try:
        return date.fromisoformat(value)
    except ValueError:
        text = _("{value} is not a date; write it as 2026-12-31").format(value=value)
        raise argparse.ArgumentTypeError(text) from None


def export_number(value: str) -> int:
    """The number of an export, from 1."""
    if not value.isdecimal() or int(value) < 1:
        text = _("{value} is not the number of an export; the first is 1").format(value=value)
        raise argparse.ArgumentTypeError(text)
    return int(value)


def year(value: str) -> int:
    """A year in four digits."""
    if not (value.isascii() and value.isdecimal() and len(value) == 4 and int(value) > 0):
        text = _("{value} is not a year; write it as 2026").format(value=value)
        raise argparse.ArgumentTypeError(text)
    return int(value)
