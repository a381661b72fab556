"""The tables of the store (decisions B), one class each."""

from __future__ import annotations

from ksa_tui.store.tables.assets import (
    AssetFlagRow,
    AssetLineageRow,
    AssetRefRow,
    AssetRow,
    PooledAssetRow,
    SystemAssetRow,
    SystemRow,
    WorkshopAssetRow,
)
from ksa_tui.store.tables.base import Row, UtcDateTime, Versioned, metadata
from ksa_tui.store.tables.exports import (
    DecisionRow,
    ExportBookRow,
    ExportLineRow,
    ExportRow,
    ReceiptRow,
)
from ksa_tui.store.tables.history import (
    BodyReleaseRow,
    DraftRow,
    EventBodyRow,
    EventRow,
    MetaRow,
    ModelVersionRow,
    PlaceRow,
    SessionRow,
)
from ksa_tui.store.tables.people import (
    AttendanceRow,
    CollectionUpliftRow,
    DepartmentRow,
    DismissedCheckRow,
    OwnerRow,
    ParkedRow,
    ParticipantRow,
    QuestionAnswerRow,
    WorkshopRow,
    WorkshopSessionRow,
)
from ksa_tui.store.tables.ratings import (
    AssessmentRow,
    DissentRow,
    RatingRow,
    VoteRoundRow,
    VoteRow,
)

__all__ = [
    "AssessmentRow",
    "AssetFlagRow",
    "AssetLineageRow",
    "AssetRefRow",
    "AssetRow",
    "AttendanceRow",
    "BodyReleaseRow",
    "CollectionUpliftRow",
    "DecisionRow",
    "DepartmentRow",
    "DismissedCheckRow",
    "DissentRow",
    "DraftRow",
    "EventBodyRow",
    "EventRow",
    "ExportBookRow",
    "ExportLineRow",
    "ExportRow",
    "MetaRow",
    "ModelVersionRow",
    "OwnerRow",
    "ParkedRow",
    "ParticipantRow",
    "PlaceRow",
    "PooledAssetRow",
    "QuestionAnswerRow",
    "RatingRow",
    "ReceiptRow",
    "Row",
    "SessionRow",
    "SystemAssetRow",
    "SystemRow",
    "UtcDateTime",
    "Versioned",
    "VoteRoundRow",
    "VoteRow",
    "WorkshopAssetRow",
    "WorkshopRow",
    "WorkshopSessionRow",
    "metadata",
]
