"""The columns of a workbook that the owner fills in: known by their headers, in both languages."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ksa_tui.domain.measure_book import read_key
from ksa_tui.domain.model import Model
from ksa_tui.domain.returned import header_key
from ksa_tui.i18n import LANGUAGES
from ksa_tui.spreadsheets.decision.contract import Headers
from ksa_tui.spreadsheets.decision.words import Words

YOURS: Final = {"role": Headers.ROLE, "due": Headers.DUE}
"""What is asked about a measure."""

_COMMON: Final = (Headers.DECISION, Headers.COMMENT, Headers.LEFT, Headers.ROW_ID)


def owners_headers(model: Model | None, language: str, keys: Iterable[str]) -> frozenset[str]:
    """The headers (:func:`header_key`) of the columns that are the owner's to fill in.

    ``keys`` are those of the rows handed out: only where some are about measures are there columns for those.
    """
    headers = {header_key(word.get(lang)) for word in _COMMON for lang in LANGUAGES}
    if model is not None:
        headers |= new_headers(model, language).keys()
    if any(map(read_key, keys)):
        headers |= measure_headers().keys()
    return frozenset(headers)


def new_headers(model: Model, language: str) -> dict[str, str]:
    """Aspect id by the header over its new levels."""
    headers = Words(language, model).new_headers
    return {
        header_key(header): aspect.id for header, aspect in zip(headers, model.aspects, strict=True)
    }


def measure_headers() -> dict[str, str]:
    """ "role" or "due" by the header over it, in both languages."""
    return {
        header_key(text.get(language)): name
        for name, text in YOURS.items()
        for language in LANGUAGES
    }
