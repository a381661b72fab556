"""Which earlier decided assets are like one at hand: the same catalogue entry, a like name, the same flags.

Shown only once a group has rated (domain 10, calibration): what was said elsewhere must not colour it before.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import takewhile
from typing import Final, TypeAlias
from uuid import UUID

from ksa_tui.domain.model import Aspect, Model
from ksa_tui.domain.texts import fold
from ksa_tui.domain.workshop import Asset

FAR_APART: Final = 2
"""Steps of a scale from which a difference needs an explanation."""

MOST: Final = 5
LIKE_NAME: Final = 0.4
"""Share of words in common from which two names are alike."""
VERY_LIKE_NAME: Final = 0.6
"""Share from which a difference of levels calls for attention: "avtal" alone makes no two contracts alike."""
TELLING_FLAGS: Final = 2
"""So many flags in common tell more than that both hold personal data."""

_STEM: Final = 3
"""Letters by which words are looked up."""
_SAME_START: Final = 0.7
"""Share of the longer word that two words share at their start to be one word, bent: "journal", "journaler"."""
_SHORTEST: Final = 3
_WORD: Final = re.compile(r"[^\W\d_]+")
_SMALL: Final = re.compile(
    r"alla|and|att|den|det|ett|for|från|för|hos|inom|med|och|om|over|per|som|the|till|under|vid|via|över"
)


Words: TypeAlias = tuple[str, ...]
"""The words of a name that tell what it is about."""


class Likeness(StrEnum):
    """Why an earlier asset is like this one, the strongest reason first."""

    CATALOGUE = "catalogue"
    NAME = "name"
    FLAGS = "flags"


_ORDER: Final = tuple(Likeness)


@dataclass(frozen=True, slots=True)
class EarlierDecision:
    """An asset as it was decided somewhere."""

    treatment: UUID
    asset: UUID
    workshop: UUID
    name: str
    on: date
    levels: Mapping[str, int]
    """Decided levels by aspect id, those that were decided."""
    model_version: UUID
    """Levels are compared by number within one frozen model only (decisions A8)."""
    catalogue: str | None = None
    flags: frozenset[str] = frozenset()
    department: UUID | None = None


@dataclass(frozen=True, slots=True)
class Similar:
    """An earlier decision and why it is like the asset at hand."""

    decision: EarlierDecision
    likeness: Likeness
    score: float
    """Share of words, or number of flags, in common; 1 for the catalogue."""

    @property
    def is_strong(self) -> bool:
        """Whether other levels there call for an explanation here."""
        match self.likeness:
            case Likeness.CATALOGUE:
                return True
            case Likeness.NAME:
                return self.score >= VERY_LIKE_NAME
            case Likeness.FLAGS:
                return self.score >= TELLING_FLAGS


class Decided:
    """Everything that was decided, ready to be asked for what is like an asset."""

    def __init__(self, decisions: Iterable[EarlierDecision]) -> None:
        self._by_words: defaultdict[Words, list[EarlierDecision]] = defaultdict(list)
        """Many assets are called the same but for a number."""
        self._by_stem: defaultdict[str, list[Words]] = defaultdict(list)
        self._by_catalogue: defaultdict[str, list[EarlierDecision]] = defaultdict(list)
        self._by_flags: defaultdict[frozenset[str], list[EarlierDecision]] = defaultdict(list)
        for decision in decisions:
            self._by_words[telling_words(decision.name)].append(decision)
            if decision.catalogue:
                self._by_catalogue[decision.catalogue].append(decision)
            if decision.flags:
                self._by_flags[decision.flags].append(decision)
        for words in self._by_words:
            for stem in _stems(words):
                self._by_stem[stem].append(words)

    def like(self, asset: Asset, most: int = MOST) -> Sequence[Similar]:
        """The earlier decisions of other assets most like this one, the strongest likeness first."""
        best: dict[UUID, Similar] = {}
        for found in self._found(asset):
            known = best.get(found.decision.asset)
            if found.decision.asset != asset.asset_id and (
                known is None or _rank(found) < _rank(known)
            ):
                best[found.decision.asset] = found
        return sorted(best.values(), key=_rank)[:most]

    def _found(self, asset: Asset) -> Iterator[Similar]:
        for decision in self._by_catalogue.get(asset.catalogue_id or "", ()):
            yield Similar(decision, Likeness.CATALOGUE, 1)
        own = telling_words(asset.name)
        for words in {like: None for stem in _stems(own) for like in self._by_stem.get(stem, ())}:
            if (score := _likeness(own, words)) >= LIKE_NAME:
                for decision in self._by_words[words]:
                    yield Similar(decision, Likeness.NAME, score)
        for decision in self._by_flags.get(asset.confirmed_flags, ()):
            yield Similar(decision, Likeness.FLAGS, len(decision.flags))


def _rank(similar: Similar) -> tuple[int, float, int, str]:
    decision = similar.decision
    return _ORDER.index(similar.likeness), -similar.score, -decision.on.toordinal(), decision.name


def telling_words(name: str) -> Words:
    """The words of a name, folded as Swedish folds; numbers and small words left out.

    >>> telling_words("Elevhälsa – journaler för 2025")
    ('elevhälsa', 'journaler')
    """
    words = dict.fromkeys(_WORD.findall(fold(name)))
    return tuple(w for w in words if len(w) >= _SHORTEST and not _SMALL.fullmatch(w))


def _stems(words: Words) -> Iterable[str]:
    return dict.fromkeys(word[:_STEM] for word in words)


def likeness_of_names(one: str, other: str) -> float:
    """Share of the words that two names have in common, 0 to 1 (Dice); a bent word is the same word.

    >>> likeness_of_names("Elevhälsa, journaler", "Journal (elevhälsan) 2024")
    1.0
    """
    return _likeness(telling_words(one), telling_words(other))


def _likeness(first: Words, second: Words) -> float:
    if not first or not second:
        return 0.0
    shared = sum(any(_same_word(word, known) for known in second) for word in first)
    return min(1.0, 2 * shared / (len(first) + len(second)))


def _same_word(one: str, other: str) -> bool:
    longest = max(len(one), len(other))
    shared = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
    return sum(1 for _pair in shared) >= _SAME_START * longest


def steps_apart(aspect: Aspect, one: int, other: int) -> int:
    """Steps of the aspect's scale between two levels of it."""
    order = [level.value for level in aspect.levels]
    return abs(order.index(one) - order.index(other))


def far_apart(
    model: Model, model_version: UUID, asset: Asset, similar: Iterable[Similar]
) -> Iterator[tuple[Aspect, Similar]]:
    """The aspects whose proposal is two steps or more from a strongly similar decision, with the first such."""
    strong = [s for s in similar if s.is_strong and s.decision.model_version == model_version]
    for aspect in model.aspects:
        proposed = asset.assessments[aspect.id].proposed
        for each in strong:
            level = each.decision.levels.get(aspect.id)
            if proposed is None or level is None or level not in aspect:
                continue
            if steps_apart(aspect, proposed, level) >= FAR_APART:
                yield aspect, each
                break
