"""What an asset has been through: plain SQL through the driver, as in ``store.quick``.

The register asks for it at every asset that the cursor rests on.
"""

from __future__ import annotations

import json
import sqlite3
from datetime import date, datetime
from typing import Any, Final, NamedTuple
from uuid import UUID

from ksa_tui.store.problems import UnreadableError
from ksa_tui.store.quick import rows, to_day, to_id, to_moment

PROPOSALS: Final = """
    SELECT t.id, w.id, w.title, x.at, w.facilitator, x.number, l.proposal
    FROM export_row l
    JOIN export x ON x.id = l.export_id AND x.kind = 'decision'
    JOIN workshop_asset t ON t.id = l.workshop_asset_id AND t.removed_at IS NULL
    JOIN workshop w ON w.id = t.workshop_id AND w.deleted_at IS NULL
    WHERE l.asset_id = ? AND l.proposal IS NOT NULL
    ORDER BY x.at, x.number
"""

DECISIONS: Final = """
    SELECT t.id, w.id, w.title, d.recorded_at, d.decided_by, d.aspect, d.level, d.choice, d.comment,
        d.decided_on, d.basis_proposal, d.receipt_id, r.title, r.registry_ref, r.differences
    FROM decision d
    JOIN workshop_asset t ON t.id = d.workshop_asset_id AND t.removed_at IS NULL
    JOIN workshop w ON w.id = t.workshop_id AND w.deleted_at IS NULL
    LEFT JOIN receipt r ON r.id = d.receipt_id
    WHERE d.asset_id = ?
    ORDER BY d.recorded_at, d.id
"""


class HandedOut(NamedTuple):
    """A proposal in an export for decision."""

    treatment: UUID
    workshop: UUID
    workshop_title: str
    at: datetime
    facilitator: str
    number: int
    levels: dict[str, int]


class Decided(NamedTuple):
    """A decision about one aspect; of a return the level is None."""

    treatment: UUID
    workshop: UUID
    workshop_title: str
    at: datetime
    who: str
    aspect: str
    level: int | None
    choice: str
    comment: str
    day: date
    proposed: dict[str, int]
    receipt: str | None
    title: str
    registry_ref: str
    recorded_by_hand: str


def proposals_about(connection: sqlite3.Connection, asset_id: UUID) -> list[HandedOut]:
    """Every proposal that was handed out in workshops that stand, the newest last."""
    return [
        HandedOut(
            to_id(treatment), to_id(workshop), title, to_moment(at), who, number, _to_object(levels)
        )
        for treatment, workshop, title, at, who, number, levels in rows(
            connection, PROPOSALS, asset_id.hex
        )
    ]


def decisions_about(connection: sqlite3.Connection, asset_id: UUID) -> list[Decided]:
    """Every decision in workshops that stand, the newest last."""
    return [_decided(*row) for row in rows(connection, DECISIONS, asset_id.hex)]


def _decided(treatment: str, workshop: str, title: str, at: str, *more: Any) -> Decided:
    who, aspect, level, choice, comment, day, proposed, receipt, role, ref, differences = more
    return Decided(
        to_id(treatment),
        to_id(workshop),
        title,
        to_moment(at),
        who,
        aspect,
        level,
        choice,
        comment,
        to_day(day),
        _to_object(proposed),
        receipt,
        role or "",
        ref or "",
        _to_object(differences).get("by_hand", ""),
    )


def _to_object(text: str | None) -> dict[str, Any]:
    """What is kept as JSON, if there is any; ``UnreadableError`` for what is none."""
    try:
        found = json.loads(text or "null") or {}
    except (ValueError, TypeError, RecursionError) as error:
        raise UnreadableError from error
    if not isinstance(found, dict):
        raise UnreadableError
    return found
