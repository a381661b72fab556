"""What the yearly report is made of: each kind of fact in one statement, whatever the size of the store.

Plain SQL through the driver, as in ``store.quick``. Of what a stop excluded nothing is read at all.
"""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any, Final

from ksa_tui.store.quick import rows

TREATMENTS: Final = """
    SELECT t.id, t.asset_id, t.workshop_id, w.model_version_id,
        coalesce(a.department_id, w.department_id), t.created,
        nullif(min(coalesce(t.removed_at, '9'), coalesce(w.deleted_at, '9'), coalesce(a.deleted_at, '9')), '9'),
        t.copied_from_id, a.name
    FROM workshop_asset t
    JOIN workshop w ON w.id = t.workshop_id
    JOIN asset a ON a.id = t.asset_id
    WHERE a.excluded_at IS NULL
    ORDER BY a.sort_key, a.id, t.created, t.id
"""
"""Every treatment with the moment it was taken away, those of an asset side by side, as Swedish sorts."""

RATED: Final = """
    SELECT s.workshop_asset_id, s.aspect, s.proposed, coalesce(min(r.at), s.created)
    FROM assessment s LEFT JOIN rating r ON r.assessment_id = s.id AND r.state = 'level'
    WHERE s.proposed IS NOT NULL
    GROUP BY s.id
"""
HANDED: Final = """
    SELECT DISTINCT l.workshop_asset_id, e.at
    FROM export e JOIN export_row l ON l.export_id = e.id
    WHERE e.kind = 'decision' AND l.workshop_asset_id IS NOT NULL AND l.proposal IS NOT NULL
"""
DECISIONS: Final = """
    SELECT workshop_asset_id, aspect, CASE choice WHEN 'return' THEN NULL ELSE level END, decided_on,
        recorded_at
    FROM decision ORDER BY recorded_at, id
"""
CALLS: Final = 'SELECT asset_id, "on", created FROM review_trigger ORDER BY created, id'
DEPARTMENTS: Final = "SELECT id, name, retired_at FROM department ORDER BY sort_key, id"
MODELS: Final = """
    SELECT id, body FROM model_version
    WHERE id IN (SELECT model_version_id FROM workshop)
    ORDER BY scheme_id, scheme_version, imported_at, id
"""

ANSWERED: Final = "SELECT count(*) FROM measure_answer WHERE state IN ('partly', 'not_met')"
FROZEN: Final = "SELECT workshop_id, measures_version_id FROM workshop_measures"
MEASURES: Final = """
    SELECT id, body FROM model_version WHERE id IN (SELECT measures_version_id FROM workshop_measures)
"""
FLAGS: Final = "SELECT asset_id, flag_id FROM asset_flag WHERE value AND confirmed_at IS NOT NULL"
SYSTEMS: Final = """
    SELECT l.asset_id, l.system_id, s.supplier FROM system_asset l JOIN system s ON s.id = l.system_id
    ORDER BY s.sort_key, s.id
"""


@dataclass(frozen=True, slots=True)
class ReportRows:
    """What the statements give."""

    treatments: list[Any]
    rated: list[Any]
    handed: list[Any]
    decisions: list[Any]
    calls: list[Any]
    departments: list[Any]
    models: list[Any]


@dataclass(frozen=True, slots=True)
class MeasureRows:
    """What gaps are worked out from; empty where nothing is marked as one."""

    frozen: list[Any]
    bodies: list[Any]
    flags: list[Any]
    systems: list[Any]


def read_report(connection: sqlite3.Connection) -> ReportRows:
    """Seven statements."""
    return ReportRows(
        *(
            rows(connection, statement)
            for statement in (TREATMENTS, RATED, HANDED, DECISIONS, CALLS, DEPARTMENTS, MODELS)
        )
    )


def read_measures(connection: sqlite3.Connection) -> MeasureRows | None:
    """Five statements at most; None where no measure is marked as a gap."""
    ((marked,),) = rows(connection, ANSWERED)
    if not marked:
        return None
    return MeasureRows(
        *(rows(connection, statement) for statement in (FROZEN, MEASURES, FLAGS, SYSTEMS))
    )
