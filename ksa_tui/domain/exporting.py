"""What is handed to an information owner, as plain frozen data: one workbook, and what it must come back as."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal
from uuid import UUID

from ksa_tui.domain.measure_book import MeasureBook
from ksa_tui.domain.model import Model
from ksa_tui.domain.workshop import Asset, Owner, Workshop

ExportKind = Literal["draft", "decision"]
ExportScope = Literal["open", "all"]


@dataclass(frozen=True, slots=True)
class DecisionBook:
    """Everything one workbook is made of: the same book gives the same bytes.

    ``workshop`` holds only what this owner gets: their assets, and the questions about those.
    """

    id: UUID
    """The export's id; the workbook carries it."""
    number: int
    """The export's number in its workshop, from 1."""
    kind: ExportKind
    language: str
    """The owner's language, "sv" or "en"; not that of the screen."""
    created: datetime
    """Aware, UTC."""
    workshop: Workshop
    owner: Owner | None
    model: Model
    app_version: str = ""
    last: Mapping[UUID, Mapping[str, int]] | None = None
    """What each treatment was proposed the last time it was handed out; None for the first round."""
    scope: ExportScope = "all"
    history: str = ""
    """The digest of the store's last event before this export: a history whose tail was cut lacks it."""
    measures: MeasureBook | None = None
    """What is said of measures; None in a workbook that was handed out before there was such a sheet."""

    @property
    def assets(self) -> tuple[Asset, ...]:
        """The assets offered for decision."""
        return tuple(asset for asset in self.workshop.assets if is_offered(asset))

    @property
    def deferred(self) -> tuple[Asset, ...]:
        """The assets put off to a next session: listed, not offered."""
        return tuple(a for a in self.workshop.assets if a.deferred and not a.excluded)

    @property
    def excluded(self) -> tuple[Asset, ...]:
        """The assets referred to the head of protective security: a neutral label, a date and a role."""
        return tuple(asset for asset in self.workshop.assets if asset.excluded)


@dataclass(frozen=True, slots=True)
class ExportRow:
    """One row of one sheet as it was handed out: the truth a returned workbook is compared with."""

    sheet: str
    row_key: str
    """The asset's treatment id, with ``#aspect`` in the classification; other sheets name their own rows."""
    cells: Mapping[str, str]
    """Canonical values by header (by column letter where a sheet has none); never the owner's own cells."""
    row_digest: str
    """SHA-256 in hex."""
    treatment: UUID | None = None
    asset: UUID | None = None
    proposal: Mapping[str, int] | None = None
    """Proposed level by aspect id, on the rows that are decided; None elsewhere and in a draft."""
    emptied: bool = False
    """A stop has removed what stood there; what stands there in a return is neither compared nor shown."""


def is_offered(asset: Asset) -> bool:
    """Whether the owner is asked to decide this asset."""
    return not asset.deferred and not asset.excluded


def owners_of(workshop: Workshop) -> tuple[Owner | None, ...]:
    """Who gets a workbook: the workshop's owner first, then those who own an offered asset, each once.

    None stands for a workshop without an owner, which only a draft can have.
    """
    found = {_key(workshop.owner): workshop.owner}
    wanted = set()
    for asset in filter(is_offered, workshop.assets):
        owner = asset.owner or workshop.owner
        found.setdefault(_key(owner), owner)
        wanted.add(_key(owner))
    return tuple(owner for key, owner in found.items() if key in wanted)


def narrowed(workshop: Workshop, owner: Owner | None) -> Workshop:
    """The workshop as ``owner`` gets it: without other owners' assets and the questions about those."""
    assets = tuple(a for a in workshop.assets if _key(a.owner or workshop.owner) == _key(owner))
    kept = {asset.id for asset in assets if not asset.excluded}
    parked = tuple(q for q in workshop.parked if q.asset is None or q.asset in kept)
    return replace(workshop, owner=owner, assets=assets, parked=parked, exports=())


def _key(owner: Owner | None) -> UUID | None:
    return owner.id if owner else None
