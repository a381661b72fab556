"""What was handed out, what came back, and what was decided."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import JSON, String, UniqueConstraint
from sqlmodel import Field

from ksa_tui.store.tables.base import Row, Versioned, choice, link, maybe_link, moment


class ExportRow(Versioned, table=True):
    """One workbook handed out. ``book`` is everything it was made of, as plain JSON, but for the model."""

    __tablename__ = "export"
    __table_args__ = (UniqueConstraint("workshop_id", "number"),)

    id: UUID = Field(primary_key=True)
    workshop_id: UUID = link("workshop.id")
    number: int
    kind: str = Field(sa_type=choice("kind", "draft", "decision"))
    scope: str = Field(default="all", sa_type=choice("scope", "open", "all"))
    at: datetime = moment()
    file_name: str
    digest: str = Field(sa_type=String(64))
    control_code: str = ""
    event_head: str = Field(default="", sa_type=String(64))
    locale: str = Field(sa_type=String(8))
    app_version: str
    model_version_id: UUID = link("model_version.id")


class ExportBookRow(Row, table=True):
    """Everything one workbook was made of, as plain JSON, to make it again; emptied by a stop."""

    __tablename__ = "export_book"
    recorded: ClassVar[bool] = False

    export_id: UUID = link("export.id", primary_key=True)
    book: Any = Field(default=None, nullable=True, sa_type=JSON(none_as_null=True))


class ExportLineRow(Row, table=True):
    """One row of one sheet as handed out: what a returned workbook is compared with.

    Not in the history, which holds the export's digest: a stop replaces ``cells`` by the digest alone.
    """

    __tablename__ = "export_row"
    __table_args__ = (UniqueConstraint("export_id", "sheet", "row_key"),)
    recorded: ClassVar[bool] = False

    id: UUID = Field(primary_key=True)
    export_id: UUID = link("export.id")
    workshop_asset_id: UUID | None = maybe_link("workshop_asset.id", index=True)
    asset_id: UUID | None = maybe_link("asset.id", index=True)
    sheet: str
    row_key: str
    position: int = 0
    cells: Any = Field(default=None, nullable=True, sa_type=JSON(none_as_null=True))
    row_digest: str = Field(sa_type=String(64))
    proposal: Any = Field(default=None, nullable=True, sa_type=JSON(none_as_null=True))


class ReceiptRow(Versioned, table=True):
    """One returned workbook, or one decision recorded by hand, as it was read."""

    __tablename__ = "receipt"

    id: UUID = Field(primary_key=True)
    export_id: UUID | None = maybe_link("export.id", index=True)
    file_digest: str | None = Field(default=None, sa_type=String(64), unique=True)
    file_name: str = ""
    read_at: datetime = moment()
    signed_by: str
    title: str = ""
    signed_on: date | None = None
    registry_ref: str = ""
    outcome: str = Field(sa_type=choice("outcome", "taken", "partly", "refused"))
    differences: Any = Field(default=None, nullable=True, sa_type=JSON(none_as_null=True))


class ReviewTriggerRow(Versioned, table=True):
    """Something that happened and calls for a review before its date: a new law, an incident."""

    __tablename__ = "review_trigger"

    id: UUID = Field(primary_key=True)
    asset_id: UUID = link("asset.id", index=True)
    kind: str
    """The id of one of the model's triggers."""
    on: date
    note: str = ""


class DecisionRow(Versioned, table=True):
    """What the owner decided about one aspect: immutable, many over the years."""

    __tablename__ = "decision"

    id: UUID = Field(primary_key=True)
    export_row_id: UUID | None = maybe_link("export_row.id", index=True)
    receipt_id: UUID | None = maybe_link("receipt.id", index=True)
    workshop_asset_id: UUID = link("workshop_asset.id", index=True)
    asset_id: UUID = link("asset.id", index=True)
    aspect: str
    choice: str = Field(sa_type=choice("choice", "approve", "change", "return"))
    level: int | None = None
    comment: str = ""
    decided_by: str
    decided_on: date
    basis_proposal: Any = Field(default=None, nullable=True, sa_type=JSON(none_as_null=True))
    supersedes_id: UUID | None = maybe_link("decision.id", index=True)
    recorded_at: datetime = moment()
