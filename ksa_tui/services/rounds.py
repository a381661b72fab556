"""Rounds: a workshop handed out again, only what is open or all of it, with what changed since last time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from uuid import UUID

from ksa_tui.domain.exporting import ExportScope, is_offered
from ksa_tui.domain.model import Model
from ksa_tui.domain.standing import asset_status
from ksa_tui.domain.status import AssetStatus
from ksa_tui.domain.workshop import Asset, Workshop
from ksa_tui.services.models import model_of
from ksa_tui.services.workshops import load
from ksa_tui.store import Store
from ksa_tui.store.decided import last_asked


@dataclass(frozen=True, slots=True)
class Decided:
    """An asset that is decided already."""

    name: str
    levels: str
    """The decided levels where they are others than the proposed: "K3 R1"; else empty."""
    proposed: str
    """The proposed levels of the same aspects."""


@dataclass(frozen=True, slots=True)
class Round:
    """What an export would hold, for the choice between open and all."""

    number: int
    """How many exports for decision there were, and this one."""
    open: int
    """Assets that are not decided."""
    answered: tuple[Decided, ...]
    """Assets that are, in the workshop's order."""
    changed: int
    """Open assets whose proposal is another than the last time."""
    new: int
    """Open assets that were never handed out."""

    @property
    def decided(self) -> int:
        """How many assets are decided."""
        return len(self.answered)

    @property
    def scope(self) -> ExportScope:
        """What is handed out when nothing else is said: what is decided is not asked about again."""
        return "open" if self.answered else "all"


def next_round(store: Store, workshop_id: UUID) -> Round:
    """What there is to hand out in a workshop now."""
    model, workshop = model_of(store, workshop_id), load(store, workshop_id)
    offered = [asset for asset in workshop.assets if is_offered(asset)]
    left = [asset for asset in offered if not _is_decided(model, asset)]
    last = last_round(store, workshop) or {}
    return Round(
        number=1 + sum(export.kind == "decision" for export in workshop.exports),
        open=len(left),
        answered=tuple(_decided(model, asset) for asset in offered if _is_decided(model, asset)),
        changed=sum(
            asset.id in last
            and last[asset.id] != {a: each.proposed for a, each in asset.assessments.items()}
            for asset in left
        ),
        new=sum(asset.id not in last for asset in left),
    )


def still_open(model: Model, workshop: Workshop) -> Workshop:
    """The workshop without what is decided."""
    kept = tuple(asset for asset in workshop.assets if not _is_decided(model, asset))
    return replace(workshop, assets=kept)


def _is_decided(model: Model, asset: Asset) -> bool:
    return asset_status(model, asset) is AssetStatus.DECIDED


def _decided(model: Model, asset: Asset) -> Decided:
    each = [(aspect.letter, asset.assessments[aspect.id]) for aspect in model.aspects]
    otherwise = [(letter, one) for letter, one in each if one.decided != one.proposed]
    return Decided(
        asset.name,
        " ".join(f"{letter}{one.decided}" for letter, one in otherwise),
        " ".join(f"{letter}{one.proposed}" for letter, one in otherwise),
    )


def last_round(store: Store, workshop: Workshop) -> Mapping[UUID, Mapping[str, int]] | None:
    """What each treatment was proposed when it was last handed out for decision; None before the first time."""
    with store.reading() as connection:
        rows = last_asked(connection, workshop.id)
    return {row.workshop_asset_id: row.proposal for row in rows} or None
