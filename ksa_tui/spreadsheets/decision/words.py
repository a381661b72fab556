"""The owner's language, and the model's words in it: what a level, an aspect, an area and a role are called."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from ksa_tui.domain.exporting import DecisionBook
from ksa_tui.domain.model import Area, Aspect, Level, Model
from ksa_tui.domain.workshop import Owner, Participant
from ksa_tui.spreadsheets.decision.contract import Headers
from ksa_tui.spreadsheets.workbook.cleaning import clip
from ksa_tui.spreadsheets.workbook.speech import Speech

LEVEL_LIMIT: Final = 24
"""Characters of a level's word: it stands in a number format, which never wraps."""

_SHORT: Final = 8
_LEAST_KEPT: Final = 4
_VOWELS: Final = frozenset("aeiouyåäöé")


@dataclass(frozen=True)
class Words(Speech):
    """Everything that is said in one language about one model."""

    model: Model

    @classmethod
    def of(cls, book: DecisionBook) -> Words:
        """The words of a book."""
        return cls(book.language, book.model)

    def level(self, level: Level) -> str:
        """The word of a level, never long: Betydande."""
        return clip(self.of_text(level.short) or self.of_text(level.name), LEVEL_LIMIT)

    def level_of(self, aspect: Aspect, value: int) -> str:
        """Digit and word of a level: 2 Betydande."""
        return f"{value} {self.level(aspect.level(value))}"

    def level_width(self, aspect: Aspect) -> int:
        """Characters of an aspect's longest level, digit and word."""
        return max(len(self.level_of(aspect, level.value)) for level in aspect.levels)

    def aspect(self, aspect: Aspect) -> str:
        """The full name of an aspect: Konfidentialitet."""
        return self.of_text(aspect.name)

    def area(self, area: Area) -> str:
        """The short name of an impact area."""
        return self.of_text(area.short) or self.of_text(area.name)

    @cached_property
    def shorts(self) -> tuple[str, ...]:
        """The short names of the aspects in order, told apart by letter where two are alike: Konf."""
        found = [abbreviated(self.of_text(a.short) or self.aspect(a)) for a in self.model.aspects]
        if len({short.casefold() for short in found}) < len(found):
            found = [f"{s} ({a.letter})" for s, a in zip(found, self.model.aspects, strict=True)]
        return tuple(found)

    @cached_property
    def new_headers(self) -> tuple[str, ...]:
        """The headers over the owner's new levels: Ny konf."""
        return tuple(
            f"{self.of_text(Headers.NEW)} {_uncapitalised(short)}" for short in self.shorts
        )

    def role(self, participant: Participant) -> str:
        """What a participant was in the room."""
        role = self.model.role(participant.role_id)
        if role is None:
            return participant.role_text
        name = self.of_text(role.name)
        return f"{name} ({participant.role_text})" if participant.role_text else name

    def person(self, name: str, title: str) -> str:
        """A name with a title, or what there is of it."""
        return ", ".join(self.name(part) for part in (name, title) if part.strip())

    def owner(self, owner: Owner | None) -> str:
        """The owner with title, or a dash."""
        return self.person(owner.name, owner.role_title) if owner else "–"


def abbreviated(word: str) -> str:
    """A long word cut before a vowel, as a Swedish reader abbreviates it; a short one as it is.

    >>> [abbreviated(word) for word in ("Konfidentialitet", "Riktighet", "Tillgänglighet", "Skydd")]
    ['Konf.', 'Rikt.', 'Tillg.', 'Skydd']
    """
    if len(word) <= _SHORT or " " in word:
        return word
    for end in range(_LEAST_KEPT, _SHORT):
        if word[end] in _VOWELS and word[end - 1] not in _VOWELS:
            return f"{word[:end]}."
    return f"{word[: _SHORT - 1]}."


def _uncapitalised(word: str) -> str:
    """Lower the first letter unless the word is an abbreviation in capitals."""
    return word[:1].lower() + word[1:] if word[1:2].islower() or len(word) == 1 else word
