"""Translation: English message ids, a Swedish catalogue, switched while the app runs.

``N_`` marks a message id without translating it (class attributes, errors); ``_`` translates now.
Whole sentences with named placeholders only, never pieces put together.
"""

from __future__ import annotations

import gettext as _stdlib
import locale
import os
from datetime import date
from functools import cache
from importlib.resources import as_file, files
from typing import Final

LANGUAGES: Final = ("sv", "en")
DEFAULT_LANGUAGE: Final = "sv"

_current: str = DEFAULT_LANGUAGE

_MONTHS: Final = {
    "sv": "januari februari mars april maj juni juli augusti september oktober november december",
    "en": "January February March April May June July August September October November December",
}


@cache
def _catalogue(language: str) -> _stdlib.NullTranslations:
    """The translations of ``language``; English is the message ids themselves."""
    if language == "en":
        return _stdlib.NullTranslations()
    with as_file(files("ksa_tui") / "locale") as folder:
        return _stdlib.translation("ksa", localedir=folder, languages=[language])


def set_language(language: str) -> None:
    """Speak ``language`` ("sv" or "en") from now on."""
    global _current  # noqa: PLW0603 - one language per process, switched live
    if language not in LANGUAGES:
        raise ValueError(f"unknown language: {language}")
    _current = language


def language() -> str:
    """The language spoken now: "sv" or "en"."""
    return _current


def gettext(message: str) -> str:
    """Translate a message id into the language spoken now."""
    return _catalogue(_current).gettext(message)


def ngettext(singular: str, plural: str, count: int) -> str:
    """Translate with a plural form; ``{count}`` stays for the caller's ``format``."""
    return _catalogue(_current).ngettext(singular, plural, count)


def speaking(language: str) -> _stdlib.NullTranslations:
    """The translations of ``language`` whatever is spoken now: for what is written to someone else."""
    return _catalogue(language)


def N_(message: str) -> str:  # noqa: N802 - the customary name, known to the extractor
    """Mark ``message`` for translation and return it as it is."""
    return message


_ = gettext


def choose_language(wanted: str | None, remembered: str | None = None) -> str:
    """The language to start in: ``--lang``, ``KSA_LANG``, the settings, the OS locale, else Swedish."""
    for candidate in (wanted, os.environ.get("KSA_LANG"), remembered, _computers_language()):
        if candidate and candidate[:2].lower() in LANGUAGES:
            return candidate[:2].lower()
    return DEFAULT_LANGUAGE


def _computers_language() -> str | None:
    """What the environment names, also where that locale is not installed; "C" names no language."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(name):
            return value
    return locale.getlocale()[0]


def month_name(month: int) -> str:
    """A month in words, from 1: "november", "November"."""
    return _MONTHS[_current].split()[month - 1]


def long_date(day: date) -> str:
    """A date in words: "24 november 2026", "24 November 2026"."""
    return f"{day.day} {month_name(day.month)} {day.year}"


def number(value: int, lang: str | None = None) -> str:
    """An integer with groups of three: NBSP in Swedish, comma in English."""
    return f"{value:,}".replace(",", "\u00a0" if (lang or _current) == "sv" else ",")
