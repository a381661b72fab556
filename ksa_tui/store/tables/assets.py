"""Information assets as things that live on, and their treatment in a workshop."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import BigInteger, Index, UniqueConstraint, text
from sqlmodel import Field

from ksa_tui.store.tables.base import Versioned, choice, derived, link, maybe_link, moment


class AssetRow(Versioned, table=True):
    """An information asset (informationsmängd), across workshops."""

    __tablename__ = "asset"

    id: UUID = Field(primary_key=True)
    name: str
    folded: str = Field(index=True)
    sort_key: str = Field(index=True)
    description: str = ""
    medium: str = ""
    department_id: UUID | None = maybe_link("department.id")
    owner_id: UUID | None = maybe_link("owner.id")
    catalogue_id: str | None = None
    excluded_at: datetime | None = moment(default=None)
    excluded_role: str = ""
    excluded_label: str = ""
    valid_until: date | None = None
    then_note: str = ""
    deleted_at: datetime | None = moment(default=None)


class AssetLineageRow(Versioned, table=True):
    """What became of an asset that was split, merged, or found to be the same as another."""

    __tablename__ = "asset_lineage"

    from_asset_id: UUID = link("asset.id", primary_key=True)
    to_asset_id: UUID = link("asset.id", primary_key=True, index=True)
    kind: str = Field(primary_key=True, sa_type=choice("kind", "split", "merge", "same"))
    reason: str = ""


class AssetRefRow(Versioned, table=True):
    """What an asset refers to: a legal basis, kinds of personal data, where it came from."""

    __tablename__ = "asset_ref"

    id: UUID = Field(primary_key=True)
    asset_id: UUID = link("asset.id", index=True)
    position: int
    kind: str = Field(sa_type=choice("kind", "law", "personal_data", "link", "note", "source_row"))
    value: str
    sure: bool = True


class AssetFlagRow(Versioned, table=True):
    """A flag answered yes or no; no row is not asked. Unconfirmed until the room has said so."""

    __tablename__ = "asset_flag"

    asset_id: UUID = link("asset.id", primary_key=True)
    flag_id: str = Field(primary_key=True)
    value: bool
    source: str = Field(sa_type=choice("source", "question", "catalogue", "import"))
    confirmed_at: datetime | None = moment(default=None)


class SystemRow(Versioned, table=True):
    """A system where assets are handled."""

    __tablename__ = "system"

    id: UUID = Field(primary_key=True)
    name: str
    folded: str = Field(unique=True)
    sort_key: str
    supplier: str = ""
    owner: str = ""
    department_id: UUID | None = maybe_link("department.id")
    retired_at: datetime | None = moment(default=None)


class SystemAssetRow(Versioned, table=True):
    """An asset that is handled in a system."""

    __tablename__ = "system_asset"

    asset_id: UUID = link("asset.id", primary_key=True)
    system_id: UUID = link("system.id", primary_key=True, index=True)
    note: str = ""


class WorkshopAssetRow(Versioned, table=True):
    """One treatment of one asset in one workshop.

    ``status``, ``blocking`` (how many gaps block a decision) and ``thin`` (how many motivations say
    little) are derived by ``services.derived``; ``seconds_spent`` is counted, not recorded.
    """

    __tablename__ = "workshop_asset"
    __table_args__ = (
        UniqueConstraint("workshop_id", "asset_id"),
        Index("ix_workshop_asset_workshop_id_position", "workshop_id", "position"),
        Index(
            "ix_workshop_asset_standing",
            "removed_at",
            "workshop_id",
            "status",
            "deferred",
            "blocking",
            "review_on",
        ),
        Index(
            "ix_workshop_asset_copied_from_id",
            "copied_from_id",
            sqlite_where=text("copied_from_id IS NOT NULL"),
        ),
    )

    id: UUID = Field(primary_key=True)
    workshop_id: UUID = link("workshop.id")
    asset_id: UUID = link("asset.id", index=True)
    position: int = Field(sa_type=BigInteger)
    round_of: int = 1
    deferred: bool = False
    confirmed_by: str | None = None
    confirmed_at: datetime | None = moment(default=None)
    copied_from_id: UUID | None = maybe_link("workshop_asset.id")
    removed_at: datetime | None = moment(default=None)
    seconds_spent: int = derived(0)
    status: str = derived("untouched")
    blocking: int = derived(0)
    thin: int = derived(0)
    review_on: date | None = derived(None)


class PooledAssetRow(Versioned, table=True):
    """An asset that came with a list but is not treated in the workshop."""

    __tablename__ = "pool"

    workshop_id: UUID = link("workshop.id", primary_key=True)
    asset_id: UUID = link("asset.id", primary_key=True, index=True)
    position: int
