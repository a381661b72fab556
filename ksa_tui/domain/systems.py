"""What a system must protect: the highest level of what lies in it, moved up or down with a reason.

A system holds assets and other systems; a level moves up by accumulation or aggregation, and down by
distribution (decisions A7). Levels of two models are never compared: each model is worked out by itself (A8).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal
from uuid import UUID

from ksa_tui.domain.model import Model

UpliftCode = Literal["accumulation", "aggregation", "distribution"]


@dataclass(frozen=True, slots=True)
class HeldAsset:
    """An asset in a system with its standing levels, those that are rated."""

    asset: UUID
    name: str
    levels: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class SystemUplift:
    """A level of a system that is not simply inherited, and why."""

    system: UUID
    aspect: str
    code: UpliftCode
    level: int
    motivation: str

    @property
    def lowers(self) -> bool:
        """Whether it takes the level down: distribution alone does."""
        return self.code == "distribution"


@dataclass(frozen=True, slots=True)
class Landscape:
    """Which assets and systems lie in which systems, for one model."""

    model: Model
    names: Mapping[UUID, str]
    """Of every system."""
    assets: Mapping[UUID, Sequence[HeldAsset]] = field(default_factory=dict)
    """By system."""
    parts: Mapping[UUID, Sequence[UUID]] = field(default_factory=dict)
    """The systems that lie in a system."""
    uplifts: Sequence[SystemUplift] = ()


@dataclass(frozen=True, slots=True)
class Inherited:
    """A system's level of one aspect, and where it comes from."""

    level: int
    highest: int
    """Of what lies in it."""
    assets: tuple[HeldAsset, ...]
    """Its own assets that have the highest level."""
    systems: tuple[UUID, ...]
    """The systems in it that have the highest level."""
    uplift: SystemUplift | None = None
    """What moved it, when it is moved."""


def inherited(landscape: Landscape, system: UUID, aspect: str) -> Inherited | None:
    """The level that a system inherits; None while nothing in it is rated."""
    return _inherited(landscape, system, aspect, frozenset())


def _inherited(
    landscape: Landscape, system: UUID, aspect: str, above: frozenset[UUID]
) -> Inherited | None:
    """``above`` are the systems it lies in: a ring, which no store should hold, ends there."""
    held = [a for a in landscape.assets.get(system, ()) if aspect in a.levels]
    below = above | {system}
    parts = {
        part: found
        for part in landscape.parts.get(system, ())
        if part not in below and (found := _inherited(landscape, part, aspect, below))
    }
    levels = [*(asset.levels[aspect] for asset in held), *(each.level for each in parts.values())]
    if not levels:
        return None
    highest = max(levels)
    level, uplift = _moved(landscape, system, aspect, highest)
    return Inherited(
        level=level,
        highest=highest,
        assets=tuple(asset for asset in held if asset.levels[aspect] == highest),
        systems=tuple(part for part, each in parts.items() if each.level == highest),
        uplift=uplift,
    )


def _moved(
    landscape: Landscape, system: UUID, aspect: str, highest: int
) -> tuple[int, SystemUplift | None]:
    """An uplift that would not move the level any more says nothing: what lies in the system has changed."""
    for uplift in landscape.uplifts:
        if (uplift.system, uplift.aspect) != (system, aspect):
            continue
        if uplift.lowers and uplift.level < highest:
            return uplift.level, uplift
        if not uplift.lowers and uplift.level > highest:
            return uplift.level, uplift
    return highest, None


@dataclass(frozen=True, slots=True)
class Moved:
    """A system whose level changes when an asset's does."""

    system: UUID
    aspect: str
    before: int | None
    after: int | None


def what_changes(landscape: Landscape, asset: UUID, levels: Mapping[str, int]) -> tuple[Moved, ...]:
    """The systems whose level changes when the asset gets these levels, in the order of their names."""
    other = Landscape(
        landscape.model,
        landscape.names,
        {
            system: [HeldAsset(a.asset, a.name, levels) if a.asset == asset else a for a in assets]
            for system, assets in landscape.assets.items()
        },
        landscape.parts,
        landscape.uplifts,
    )
    return tuple(
        Moved(system, aspect.id, before, after)
        for system in sorted(landscape.names, key=lambda key: landscape.names[key].casefold())
        for aspect in landscape.model.aspects
        for before, after in [
            (_level(landscape, system, aspect.id), _level(other, system, aspect.id))
        ]
        if before != after
    )


def _level(landscape: Landscape, system: UUID, aspect: str) -> int | None:
    found = inherited(landscape, system, aspect)
    return found.level if found else None


def ring(parts: Mapping[UUID, Iterable[UUID]], parent: UUID, child: UUID) -> tuple[UUID, ...]:
    """The way from ``parent`` round to itself that putting ``child`` in it would close; empty for none."""
    if parent == child:
        return (parent, child)
    way = _way(parts, child, parent, (child,))
    return (parent, *way) if way else ()


def _way(
    parts: Mapping[UUID, Iterable[UUID]], here: UUID, wanted: UUID, gone: tuple[UUID, ...]
) -> tuple[UUID, ...]:
    for part in parts.get(here, ()):
        if part == wanted:
            return (*gone, part)
        if part not in gone and (found := _way(parts, part, wanted, (*gone, part))):
            return found
    return ()
