"""What stands in a reference file and what should: both as a person reads them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from itertools import islice
from typing import Final

from ksa_tui.domain.model import Aspect
from ksa_tui.domain.texts import visible
from ksa_tui.i18n import N_, gettext

_MAX_SHOWN: Final = 60
_MANY_CHOICES: Final = 12
_MAX_CHOICES: Final = 200


@dataclass(frozen=True, slots=True)
class Phrase:
    """A piece of a problem in the language of the one who reads it, translated when shown."""

    message: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return gettext(self.message).format(**self.params)


def level_of(aspect: Aspect, low: int = 0) -> Phrase:
    """What is expected where a level of an aspect should stand."""
    return Phrase(
        N_("a level of aspect {aspect}, {low} to {high}"),
        {"aspect": aspect.id, "low": low, "high": aspect.top},
    )


def one_of(choices: Iterable[str], near: str) -> Phrase:
    """What is expected where one of ``choices`` should stand: all of few, the nearest of many."""
    known = [choice for choice in islice(choices, _MAX_CHOICES) if choice]
    if not known:
        return Phrase(N_("an id that is in the file"))
    if len(known) > _MANY_CHOICES:
        closest = get_close_matches(near[:_MAX_SHOWN], known, n=3, cutoff=0.3) or known[:3]
        return Phrase(
            N_("an id that is in the file, such as {choices}"), {"choices": ", ".join(closest)}
        )
    return Phrase(N_("one of {choices}"), {"choices": ", ".join(known)})


def shown(value: object) -> str:
    """A TOML value as its file writes it, shortened, safe on any terminal."""
    return visible(_written(value))


def bare(key: str) -> str:
    """A key or id, shortened, safe on any terminal."""
    return visible(_cut(key))


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str):
        return f'"{_cut(value)}"'
    if isinstance(value, int) and value.bit_length() > 64:
        return "…"
    if isinstance(value, list):
        return "[…]" if value else "[]"
    if isinstance(value, dict):
        return "{…}" if value else "{}"
    return _cut(str(value))


def _cut(text: str) -> str:
    return text if len(text) <= _MAX_SHOWN else text[: _MAX_SHOWN - 1] + "…"
