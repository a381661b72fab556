"""Status and what blocks a decision: derived from a workshop, never stored twice (decisions A6)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from ksa_tui.domain.model import Model
from ksa_tui.domain.rating import FloorHere, floor_of, needs_motivation
from ksa_tui.domain.workshop import (
    Assessment,
    Asset,
    AssetStatus,
    Workshop,
    WorkshopStatus,
)


class Block(StrEnum):
    """What stops an export for decision, and nothing else does."""

    NOT_RATED = "not_rated"
    NO_MOTIVATION = "no_motivation"
    BELOW_FLOOR = "below_floor"
    NO_OWNER = "no_owner"
    NO_ASSETS = "no_assets"


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing that blocks, with the place where it is mended."""

    block: Block
    asset: UUID | None = None
    aspect: str | None = None


def floor_here(model: Model, asset: Asset, aspect_id: str) -> FloorHere | None:
    """The floor of one aspect of an asset, from its confirmed flags."""
    return floor_of(model, aspect_id, asset.confirmed_flags)


def is_below_floor(model: Model, asset: Asset, aspect_id: str) -> bool:
    """Whether the proposed level lies below the floor; False while nothing is rated."""
    proposed = asset.assessments[aspect_id].proposed
    floor = floor_here(model, asset, aspect_id)
    return proposed is not None and floor is not None and proposed < floor.level


def aspect_gaps(model: Model, asset: Asset, aspect_id: str) -> list[Gap]:
    """What one aspect of an asset still lacks."""
    assessment = asset.assessments[aspect_id]
    if assessment.proposed is None:
        return [Gap(Block.NOT_RATED, asset.id, aspect_id)]
    return [Gap(block, asset.id, aspect_id) for block in _rated_blocks(model, asset, assessment)]


def _rated_blocks(model: Model, asset: Asset, assessment: Assessment) -> Iterable[Block]:
    if needs_motivation(model, assessment.proposed) and not assessment.motivation.strip():
        yield Block.NO_MOTIVATION
    below = is_below_floor(model, asset, assessment.aspect)
    if below and not assessment.floor_reason.strip():
        yield Block.BELOW_FLOOR


def aspects_without_motivation(model: Model, asset: Asset) -> list[str]:
    """The aspects whose motivation the model asks for and that have none, in the model's order."""
    return [
        gap.aspect
        for aspect in model.aspects
        for gap in aspect_gaps(model, asset, aspect.id)
        if gap.block is Block.NO_MOTIVATION and gap.aspect
    ]


def asset_gaps(model: Model, asset: Asset) -> list[Gap]:
    """What an asset still lacks; one excluded by the stop, or put off to a next session, never blocks."""
    if asset.excluded or asset.deferred:
        return []
    return [gap for aspect in model.aspects for gap in aspect_gaps(model, asset, aspect.id)]


def workshop_gaps(model: Model, workshop: Workshop) -> list[Gap]:
    """Everything that blocks an export for decision, in the order of the assets."""
    of_assets = (gap for asset in workshop.assets for gap in asset_gaps(model, asset))
    return [*gaps_of_whole(workshop), *of_assets]


def gaps_of_whole(workshop: Workshop) -> list[Gap]:
    """What blocks and concerns no single asset."""
    gaps = []
    if all(asset.deferred for asset in workshop.assets):
        gaps.append(Gap(Block.NO_ASSETS))
    if workshop.owner is None:
        gaps.append(Gap(Block.NO_OWNER))
    return gaps


def asset_status(model: Model, asset: Asset) -> AssetStatus:
    """Where an asset stands."""
    if asset.excluded:
        return AssetStatus.STOPPED
    assessments = [asset.assessments[aspect.id] for aspect in model.aspects]
    if all(assessment.decided is not None for assessment in assessments):
        return AssetStatus.DECIDED
    if asset.with_owner:
        return AssetStatus.WITH_OWNER
    if asset.returned_comment is not None:
        return AssetStatus.RETURNED
    if all(assessment.proposed is not None for assessment in assessments):
        return AssetStatus.RATED
    if any(assessment.touched for assessment in assessments):
        return AssetStatus.STARTED
    return AssetStatus.UNTOUCHED


def standing_level(model: Model, asset: Asset, aspect_id: str) -> int | None:
    """The level that holds now: decided once the whole asset is, else proposed; None is not rated."""
    number = [aspect.id for aspect in model.aspects].index(aspect_id)
    return standing_levels(model, asset)[number]


def standing_levels(model: Model, asset: Asset) -> tuple[int | None, ...]:
    """The same of every aspect, in the model's order."""
    is_decided = asset_status(model, asset) is AssetStatus.DECIDED
    assessments = [asset.assessments[aspect.id] for aspect in model.aspects]
    return tuple(each.decided if is_decided else each.proposed for each in assessments)


def workshop_status(model: Model, workshop: Workshop) -> WorkshopStatus:
    """Where a workshop stands; "ready" means that nothing blocks and at least one asset is there.

    What an owner sent back is on the table again, once no other asset is with them.
    """
    treated = [asset for asset in workshop.assets if not asset.excluded]
    statuses = {asset_status(model, asset) for asset in treated}
    if treated and statuses == {AssetStatus.DECIDED}:
        return WorkshopStatus.DECIDED
    answered = AssetStatus.RETURNED in statuses and AssetStatus.WITH_OWNER not in statuses
    if any(export.kind == "decision" for export in workshop.exports) and not answered:
        return WorkshopStatus.WITH_OWNER
    return WorkshopStatus.OPEN if workshop_gaps(model, workshop) else WorkshopStatus.READY
