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


@dataclass(frozen=True, slots=True)
class Kind:
    """What was found of one kind."""

    code: Code
    count: int
    """How many things, those of an asset that are said alike counted once."""
    gaps: Sequence[Gap] = ()
    checks: Sequence[Check] = ()
    """Those of the first assets that have any: what is seen first."""
    assets: Sequence[Asset] = ()
    """These assets."""


@dataclass(frozen=True, slots=True)
class Everything:
    """All that was found: what blocks in the order of the assets, then rule by rule."""

    gaps: Sequence[Gap]
    checks: Sequence[Check]
    dismissed: Sequence[tuple[Check, str]]


@dataclass(frozen=True, slots=True)
class _Found:
    """What was found about one asset."""

    gaps: tuple[Gap, ...] = ()
    checks: tuple[Check, ...] = ()
    dismissed: tuple[tuple[Check, str], ...] = ()
    proposed: _Levels = ()
    """Of each aspect; nothing of an asset that this session is not about."""
    standing: _Levels = ()

    @property
    def blocks(self) -> frozenset[Block]:
        """The kinds of what blocks: a gap in several aspects is said once."""
        return frozenset(gap.block for gap in self.gaps) if self.gaps else frozenset()

    @property
    def codes(self) -> Mapping[CheckCode, int]:
        """How many things of which kind are to be looked over, what is said alike counted once."""
        if not self.checks:
            return {}
        return Counter(code for code, _said in {(each.code, each.said) for each in self.checks})


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
            tuple(asset_gaps(self._model, asset)),
            tuple(check for check, reason in checks if reason is None),
            tuple((check, reason) for check, reason in checks if reason is not None),
            tuple(asset.assessments[a.id].proposed for a in aspects) if is_treated else (),
            standing_levels(self._model, asset) if is_treated else (),
        )

    def _put(self, place: int, found: _Found) -> None:
        known = self._found[place]
        self._found[place] = found
        for block in known.blocks:
            del self._blocked[block][place]
        for block in found.blocks:
            self._blocked[block][place] = 1
        for code in known.codes:
            del self._remarked[code][place]
        for code, count in found.codes.items():
            self._remarked[code][place] = count
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
        blocking = (self._blocking(block, whole.gaps) for block in Block)
        review = (self._review(code, whole.checks) for code in RULES)
        return [kind for kind in (*blocking, *review) if kind.count]

    def _blocking(self, block: Block, whole: Sequence[Gap]) -> Kind:
        places = self._blocked[block]
        first = nsmallest(SHOWN, places)
        gaps = (*whole, *(gap for place in first for gap in self._found[place].gaps))
        mine = [gap for gap in gaps if gap.block is block]
        of_whole = sum(gap.block is block for gap in whole)
        return Kind(block, of_whole + len(places), mine, (), self._assets(first))

    def _review(self, code: CheckCode, whole: Sequence[Check]) -> Kind:
        places = self._remarked[code]
        first = nsmallest(SHOWN, places)
        checks = (*whole, *(check for place in first for check in self._found[place].checks))
        mine = [check for check in checks if check.code is code]
        count = sum(check.code is code for check in whole) + sum(places.values())
        return Kind(code, count, (), mine, self._assets(first))

    def _assets(self, places: Iterable[int]) -> Sequence[Asset]:
        return [self.workshop.assets[place] for place in places] if self.workshop else []

    def everything(self) -> Everything:
        """All of it, in order."""
        whole = self._of_whole()
        checks: defaultdict[CheckCode, list[Check]] = defaultdict(list)
        dismissed: defaultdict[CheckCode, list[tuple[Check, str]]] = defaultdict(list)
        for check in (*whole.checks, *(c for found in self._found for c in found.checks)):
            checks[check.code].append(check)
        for answered in (*whole.dismissed, *(d for found in self._found for d in found.dismissed)):
            dismissed[answered[0].code].append(answered)
        return Everything(
            [*whole.gaps, *(gap for found in self._found for gap in found.gaps)],
            [check for code in RULES for check in checks[code]],
            [each for code in RULES for each in dismissed[code]],
        )

    def _of_whole(self) -> Everything:
        """What concerns no single asset."""
        workshop = self.workshop
        if workshop is None:
            return Everything((), (), ())
        answered = list(answered_checks(self._checks_of_whole(workshop), workshop))
        return Everything(
            gaps_of_whole(workshop),
            [check for check, reason in answered if reason is None],
            [(check, reason) for check, reason in answered if reason is not None],
        )

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
