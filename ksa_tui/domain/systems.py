"""What a system must protect: the highest level of what lies in it, moved up or down with a reason.

A system holds assets, and it inherits from the systems that hand their information on to it or run on it (its
*sources*). A level moves up by accumulation or aggregation, and down by distribution (decisions A7). Levels of
two models are never compared: each model has a landscape of its own, and is reckoned by itself (A8).
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal
from uuid import UUID

from ksa_tui.domain.model import Model
from ksa_tui.domain.status import SystemState
from ksa_tui.domain.system_rings import heirs_of

SystemUpliftCode = Literal["accumulation", "aggregation", "distribution"]
CODES: Final[tuple[SystemUpliftCode, ...]] = ("accumulation", "aggregation", "distribution")


@dataclass(frozen=True, slots=True)
class HeldAsset:
    """An asset in a system with the levels that hold now; an aspect that is not rated is not there."""

    asset: UUID
    name: str
    levels: Mapping[str, int]
    is_decided: bool = False
    """Whether the owner decided the levels; else they are proposed."""


@dataclass(frozen=True, slots=True)
class SystemUplift:
    """A level of a system that is not simply inherited, and why."""

    system: UUID
    aspect: str
    code: SystemUpliftCode
    level: int
    motivation: str

    @property
    def lowers(self) -> bool:
        """Whether it takes the level down: distribution alone does."""
        return self.code == "distribution"

    def moves(self, highest: int) -> bool:
        """Whether it moves a level: what lies in the system may have changed since it was said."""
        return self.level < highest if self.lowers else self.level > highest


@dataclass(frozen=True, slots=True)
class Landscape:
    """Which assets lie in which systems, and which systems inherit from which, for one model."""

    model: Model
    names: Mapping[UUID, str]
    """Of every system."""
    assets: Mapping[UUID, Sequence[HeldAsset]] = field(default_factory=dict)
    """By system."""
    sources: Mapping[UUID, Sequence[UUID]] = field(default_factory=dict)
    """By system: those it inherits from."""
    uplifts: Sequence[SystemUplift] = ()


@dataclass(frozen=True, slots=True)
class Inherited:
    """A system's level of one aspect, and where it comes from."""

    level: int
    highest: int
    """Of what lies in it, before it was moved."""
    is_decided: bool
    """Whether something that gives the highest level was decided; else that is only proposed."""
    assets: tuple[HeldAsset, ...]
    """Its own assets that have the highest level."""
    systems: tuple[UUID, ...]
    """The sources that have the highest level."""
    uplift: SystemUplift | None = None
    """What moved it, when it is moved."""


@dataclass(frozen=True, slots=True)
class Standing:
    """What one model says about a system."""

    levels: Mapping[str, Inherited]
    """By aspect id, in the model's order; what nothing in it is rated for is not there."""
    holds: bool = False
    """Whether any asset of the model lies in it, or in what it inherits from."""
    not_rated: bool = False
    """Whether an aspect of one of these assets is not rated yet, so that more may come."""
    not_decided: bool = False
    """Whether one of these assets is not decided."""

    @property
    def state(self) -> SystemState:
        """The least that holds for all of it."""
        if not self.holds:
            return SystemState.EMPTY
        if self.not_rated:
            return SystemState.STARTED
        return SystemState.PROPOSED if self.not_decided else SystemState.DECIDED


NOTHING: Final = Standing({})


def reckon(
    landscape: Landscape, given: Mapping[UUID, Mapping[str, int]] | None = None
) -> dict[UUID, Standing]:
    """What every system inherits. ``given`` asks "what if": a system has these levels, whatever lies in it.

    A ring, which no store should hold, ends where it is met first.
    """
    found: dict[UUID, Standing] = {}
    uplifts = {(each.system, each.aspect): each for each in landscape.uplifts}
    for system in _sources_first(landscape):
        found[system] = _standing(landscape, system, found, uplifts)
        if given and system in given:
            found[system] = _as_given(found[system], given[system])
    return found


def _sources_first(landscape: Landscape) -> Iterable[UUID]:
    """All systems, each after those it inherits from."""
    waiting = {
        system: len(set(landscape.sources.get(system, ())) & landscape.names.keys())
        for system in landscape.names
    }
    heirs = heirs_of(landscape.sources)
    ready = deque(system for system, count in waiting.items() if not count)
    while waiting:
        system = ready.popleft() if ready else next(iter(waiting))
        if waiting.pop(system, None) is None:
            continue
        yield system
        for heir in heirs.get(system, ()):
            if heir in waiting:
                waiting[heir] -= 1
                if not waiting[heir]:
                    ready.append(heir)


def _standing(
    landscape: Landscape,
    system: UUID,
    known: Mapping[UUID, Standing],
    uplifts: Mapping[tuple[UUID, str], SystemUplift],
) -> Standing:
    held = landscape.assets.get(system, ())
    sources = {each: known[each] for each in landscape.sources.get(system, ()) if each in known}
    aspects = [aspect.id for aspect in landscape.model.aspects]
    levels = {
        aspect: here
        for aspect in aspects
        if (here := _inherited(aspect, held, sources, uplifts.get((system, aspect))))
    }
    below = sources.values()
    return Standing(
        levels,
        holds=bool(held) or any(each.holds for each in below),
        not_rated=any(not asset.levels.keys() >= {*aspects} for asset in held)
        or any(each.not_rated for each in below),
        not_decided=any(not asset.is_decided for asset in held)
        or any(each.not_decided for each in below),
    )


def _inherited(
    aspect: str,
    held: Sequence[HeldAsset],
    sources: Mapping[UUID, Standing],
    uplift: SystemUplift | None,
) -> Inherited | None:
    rated = [asset for asset in held if aspect in asset.levels]
    below = {key: each.levels[aspect] for key, each in sources.items() if aspect in each.levels}
    every = [*(a.levels[aspect] for a in rated), *(each.level for each in below.values())]
    if not every:
        return None
    highest = max(every)
    assets = tuple(asset for asset in rated if asset.levels[aspect] == highest)
    systems = tuple(key for key, each in below.items() if each.level == highest)
    moving = uplift if uplift and uplift.moves(highest) else None
    return Inherited(
        level=moving.level if moving else highest,
        highest=highest,
        is_decided=any(asset.is_decided for asset in assets)
        or any(below[key].is_decided for key in systems),
        assets=assets,
        systems=systems,
        uplift=moving,
    )


def _as_given(standing: Standing, levels: Mapping[str, int]) -> Standing:
    changed = {
        aspect: replace(standing.levels[aspect], level=level)
        if aspect in standing.levels
        else Inherited(level, level, is_decided=False, assets=(), systems=())
        for aspect, level in levels.items()
    }
    return replace(standing, levels={**standing.levels, **changed})


# ---------------------------------------------------------------- what changes


@dataclass(frozen=True, slots=True)
class Moved:
    """A system whose level changes when another's, or an asset's, does."""

    system: UUID
    aspect: str
    before: int | None
    after: int | None


def what_changes(
    landscape: Landscape,
    subject: UUID,
    levels: Mapping[str, int],
    now: Mapping[UUID, Standing] | None = None,
) -> tuple[Moved, ...]:
    """The other systems that change when an asset or a system gets these levels, in the order of ``names``.

    Aspects that are not named keep what they have. ``now`` is what :func:`reckon` says, where it is known.
    """
    before = reckon(landscape) if now is None else now
    if subject in landscape.names:
        after = reckon(landscape, {subject: levels})
    else:
        after = reckon(_with_levels(landscape, subject, levels))
    return tuple(
        Moved(system, aspect.id, was, becomes)
        for system in landscape.names
        if system != subject
        for aspect in landscape.model.aspects
        for was, becomes in [
            (level_of(before, system, aspect.id), level_of(after, system, aspect.id))
        ]
        if was != becomes
    )


def level_of(found: Mapping[UUID, Standing], system: UUID, aspect: str) -> int | None:
    """The level of one aspect of a system; None is not rated."""
    here = found.get(system, NOTHING).levels.get(aspect)
    return here.level if here else None


def _with_levels(landscape: Landscape, asset: UUID, levels: Mapping[str, int]) -> Landscape:
    def changed(held: HeldAsset) -> HeldAsset:
        if held.asset != asset:
            return held
        return replace(held, levels={**held.levels, **levels})

    return replace(
        landscape,
        assets={system: [*map(changed, held)] for system, held in landscape.assets.items()},
    )
