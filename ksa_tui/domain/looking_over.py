"""A whole workshop looked over, asset by asset: what was found about one stands as long as it is the same.

A workshop may hold thousands of assets, and one of them changes at a time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from heapq import nsmallest
from typing import Final, TypeAlias
from uuid import UUID

from ksa_tui.domain.checks import (
    ABOUT_ASSETS,
    RULES,
    Check,
    CheckCode,
    answered_checks,
    many_at,
    overtaken,
)
from ksa_tui.domain.model import Model
from ksa_tui.domain.standing import Block, Gap, asset_gaps, gaps_of_whole, standing_levels
from ksa_tui.domain.workshop import Asset, Compared, Workshop

SHOWN: Final = 60
"""More of a kind than this are not seen at once anywhere."""

Code: TypeAlias = "Block | CheckCode"
Compare: TypeAlias = "Callable[[Sequence[Asset]], Iterable[Compared]]"
"""How assets are compared with what was decided about others."""

_Answered: TypeAlias = "tuple[Check, str | None]"
"""A check, and why it may stand as it is if that was said."""

_Levels: TypeAlias = "tuple[int | None, ...]"


_Together: TypeAlias = "tuple[Gap, ...]"
"""What blocks in the same way in several aspects of an asset."""
_Alike: TypeAlias = "tuple[Check, ...]"
"""Checks that say the same of several aspects of an asset."""
_Dismissed: TypeAlias = "tuple[_Alike, str]"


@dataclass(frozen=True, slots=True)
class Kind:
    """What was found of one kind: each thing once, with all aspects that it is said of."""

    code: Code
    count: int
    blocking: Sequence[_Together] = ()
    review: Sequence[_Alike] = ()
    """Those of the first assets that have any: what is seen first."""
    assets: Sequence[Asset] = ()
    """These assets."""


@dataclass(frozen=True, slots=True)
class Everything:
    """All that was found: what blocks in the order of the assets, then rule by rule."""

    blocking: Sequence[_Together]
    review: Sequence[_Alike]
    dismissed: Sequence[_Dismissed]


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found about one asset."""

    blocking: tuple[_Together, ...] = ()
    review: tuple[_Alike, ...] = ()
    dismissed: tuple[_Dismissed, ...] = ()
    proposed: _Levels = ()
    """Of each aspect; nothing of an asset that this session is not about."""
    standing: _Levels = ()


_NOTHING: Final = _Found()


class Findings:
    """What was found in a workshop. :meth:`renew` looks at those assets alone that are others than before."""

    def __init__(self, model: Model) -> None:
        self._model = model
        self._forget()

    def _forget(self) -> None:
        self.workshop: Workshop | None = None
        self._found: list[_Found] = []
        self._blocked: dict[Block, dict[int, int]] = {block: {} for block in Block}
        self._remarked: dict[CheckCode, dict[int, int]] = {code: {} for code in CheckCode}
        """By kind, how many things the assets have that have any, by their place."""
        self._proposed = [Counter[int | None]() for _aspect in self._model.aspects]
        self._standing = [Counter[int | None]() for _aspect in self._model.aspects]

    # ---------------------------------------------------------------- looking

    def renew(self, workshop: Workshop, compare: Compare) -> None:
        """Look at what is another than before."""
        places = self._others(workshop)
        if not places:
            self.workshop = workshop
            return
        assets = [workshop.assets[place] for place in places]
        compared = tuple(compare(assets))
        checks = self._checks_of(replace(workshop, assets=tuple(assets), compared=compared))
        for place, asset in zip(places, assets, strict=True):
            self._put(place, self._look_at(asset, checks.get(asset.id, ())))
        self.workshop = workshop

    def _others(self, workshop: Workshop) -> Sequence[int]:
        """The places of the assets that are not those looked at before."""
        known = self.workshop
        if (
            known is not None
            and known.assets is workshop.assets
            and (known.dismissed == workshop.dismissed)
        ):
            return ()
        is_same = (
            known is not None
            and known.dismissed == workshop.dismissed
            and len(known.assets) == len(workshop.assets)
        )
        if known is not None and is_same:
            pairs = enumerate(zip(known.assets, workshop.assets, strict=True))
            others = [place for place, (old, new) in pairs if old is not new]
            if all(known.assets[p].id == workshop.assets[p].id for p in others):
                return others
        self._forget()
        self._found = [_NOTHING] * len(workshop.assets)
        return range(len(workshop.assets))

    def _checks_of(self, some: Workshop) -> Mapping[UUID, Sequence[_Answered]]:
        """What is to be looked over in these assets."""
        found: defaultdict[UUID, list[_Answered]] = defaultdict(list)
        checks = (c for code in ABOUT_ASSETS for c in RULES[code](self._model, some))
        for check, reason in answered_checks(checks, some):
            if check.asset is not None:
                found[check.asset].append((check, reason))
        return found

    def _look_at(self, asset: Asset, checks: Sequence[_Answered]) -> _Found:
        aspects = self._model.aspects
        is_treated = not asset.excluded and not asset.deferred
        return _Found(
            _together(asset_gaps(self._model, asset)),
            *_alike(checks),
            tuple(asset.assessments[a.id].proposed for a in aspects) if is_treated else (),
            standing_levels(self._model, asset) if is_treated else (),
        )

    def _put(self, place: int, found: _Found) -> None:
        known = self._found[place]
        self._found[place] = found
        for gaps in known.blocking:
            del self._blocked[gaps[0].block][place]
        for gaps in found.blocking:
            self._blocked[gaps[0].block][place] = 1
        for checks in known.review:
            self._remarked[checks[0].code].pop(place, None)
        for checks in found.review:
            here = self._remarked[checks[0].code]
            here[place] = here.get(place, 0) + 1
        for counters, old, new in (
            (self._proposed, known.proposed, found.proposed),
            (self._standing, known.standing, found.standing),
        ):
            for counter, level in zip(counters, old, strict=False):
                counter[level] -= 1
            for counter, level in zip(counters, new, strict=False):
                counter[level] += 1

    # ---------------------------------------------------------------- what was found

    def highest(self, aspect: str) -> int | None:
        """The highest level of the assets themselves; None is not rated."""
        number = [each.id for each in self._model.aspects].index(aspect)
        levels = [v for v, count in self._standing[number].items() if v is not None and count > 0]
        return max(levels, default=None)

    def kinds(self) -> Sequence[Kind]:
        """What was found, kind by kind, as far as it is seen at once."""
        whole = self._of_whole()
        blocking = (self._blocking(block, whole.blocking) for block in Block)
        review = (self._review(code, whole.review) for code in RULES)
        return [kind for kind in (*blocking, *review) if kind.count]

    def _blocking(self, block: Block, whole: Iterable[_Together]) -> Kind:
        places = self._blocked[block]
        first = nsmallest(SHOWN, places)
        mine = [gaps for gaps in whole if gaps[0].block is block]
        count = len(mine) + len(places)
        found = (gaps for place in first for gaps in self._found[place].blocking)
        mine += (gaps for gaps in found if gaps[0].block is block)
        return Kind(block, count, mine, (), self._assets(first))

    def _review(self, code: CheckCode, whole: Iterable[_Alike]) -> Kind:
        places = self._remarked[code]
        first = nsmallest(SHOWN, places)
        mine = [checks for checks in whole if checks[0].code is code]
        count = len(mine) + sum(places.values())
        found = (checks for place in first for checks in self._found[place].review)
        mine += (checks for checks in found if checks[0].code is code)
        return Kind(code, count, (), mine, self._assets(first))

    def _assets(self, places: Iterable[int]) -> Sequence[Asset]:
        return [self.workshop.assets[place] for place in places] if self.workshop else []

    def everything(self) -> Everything:
        """All of it, in order."""
        whole = self._of_whole()
        review: defaultdict[CheckCode, list[_Alike]] = defaultdict(list)
        dismissed: defaultdict[CheckCode, list[_Dismissed]] = defaultdict(list)
        for checks in (*whole.review, *(c for found in self._found for c in found.review)):
            review[checks[0].code].append(checks)
        for answered in (*whole.dismissed, *(d for found in self._found for d in found.dismissed)):
            dismissed[answered[0][0].code].append(answered)
        return Everything(
            [*whole.blocking, *(gaps for found in self._found for gaps in found.blocking)],
            [checks for code in RULES for checks in review[code]],
            [answered for code in RULES for answered in dismissed[code]],
        )

    def _of_whole(self) -> Everything:
        """What concerns no single asset."""
        if self.workshop is None:
            return Everything((), (), ())
        answered = list(answered_checks(self._checks_of_whole(self.workshop), self.workshop))
        return Everything(_together(gaps_of_whole(self.workshop)), *_alike(answered))

    def _checks_of_whole(self, workshop: Workshop) -> Iterator[Check]:
        for code, rule in RULES.items():
            if code is CheckCode.MANY_ON_TOP:
                yield from self._many_on_top()
            elif code is CheckCode.UPLIFT_OVERTAKEN:
                yield from overtaken(workshop.uplifts, self.highest)
            elif code not in ABOUT_ASSETS:
                yield from rule(self._model, workshop)

    def _many_on_top(self) -> Iterator[Check]:
        for aspect, counter in zip(self._model.aspects, self._proposed, strict=True):
            yield from many_at(aspect, counter)


def _together(gaps: Iterable[Gap]) -> tuple[_Together, ...]:
    """Gaps of one asset, or of none, by what blocks."""
    found: dict[Block, list[Gap]] = {}
    for gap in gaps:
        found.setdefault(gap.block, []).append(gap)
    return tuple(map(tuple, found.values())) if found else ()


def _alike(checks: Iterable[_Answered]) -> tuple[tuple[_Alike, ...], tuple[_Dismissed, ...]]:
    """Checks of one asset, or of none, by what they say; apart those that were dismissed."""
    found: dict[tuple[object, ...], list[Check]] = {}
    for check, reason in checks:
        place = (
            check.aspect if check.asset is None else None
        )  # an aspect of the whole is told by its name
        said = (reason, check.code, check.asset, check.subject, place, check.said)
        found.setdefault(said, []).append(check)
    return (
        tuple(tuple(alike) for (reason, *_), alike in found.items() if reason is None),
        tuple(
            (tuple(alike), str(reason))
            for (reason, *_), alike in found.items()
            if reason is not None
        ),
    )
