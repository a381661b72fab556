"""The statements of the register: what all assets are found by, and pages of what is shown of them.

Plain SQL through the driver, as in ``store.quick``: one row per asset would be too slow as objects.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any, Final

from ksa_tui.store.quick import rows

ENTRIES: Final = """
    SELECT t.asset_id, t.id, t.workshop_id, w.model_version_id, t.status, t.review_on, t.created,
        coalesce(a.department_id, w.department_id), coalesce(a.owner_id, w.owner_id),
        a.excluded_at IS NOT NULL, CASE WHEN a.excluded_at IS NULL THEN a.folded ELSE a.excluded_label END
    FROM workshop_asset t
    JOIN workshop w ON w.id = t.workshop_id AND w.deleted_at IS NULL
    JOIN asset a ON a.id = t.asset_id AND a.deleted_at IS NULL
    WHERE t.removed_at IS NULL
    ORDER BY a.excluded_at IS NOT NULL,
        CASE WHEN a.excluded_at IS NULL THEN a.sort_key ELSE a.excluded_label END, a.id, t.id
"""
"""Every treatment that counts, those of an asset side by side, as Swedish sorts; the excluded last."""

DECIDED_AT: Final = """
    SELECT d.workshop_asset_id, max(d.recorded_at)
    FROM decision d
    WHERE d.asset_id IN (
        SELECT asset_id FROM workshop_asset WHERE removed_at IS NULL GROUP BY asset_id HAVING count(*) > 1)
    GROUP BY d.workshop_asset_id
"""
"""When it was last decided about the treatments of assets that have several."""

SYSTEM_WORDS: Final = """
    SELECT l.asset_id, s.folded FROM system_asset l JOIN system s ON s.id = l.system_id
"""
_SOME: Final = "IN (SELECT value FROM json_each(?))"
ENTRIES_OF: Final = ENTRIES.replace(
    "WHERE t.removed_at IS NULL", f"WHERE +t.removed_at IS NULL AND t.asset_id {_SOME}"
)
DECIDED_AT_OF: Final = f"""
    SELECT d.workshop_asset_id, max(d.recorded_at)
    FROM decision d WHERE d.asset_id {_SOME} GROUP BY d.workshop_asset_id
"""  # noqa: S608 - made of constants
SYSTEM_WORDS_OF: Final = f"{SYSTEM_WORDS} WHERE l.asset_id {_SOME}"
"""The same of some assets: the plus keeps SQLite from going through all of them."""

OWNERS: Final = "SELECT id, name, role_title, folded FROM owner ORDER BY sort_key, id"
DEPARTMENTS: Final = "SELECT id, name, folded FROM department ORDER BY sort_key, id"

_LEVEL: Final = """
    CASE t.status WHEN 'decided' THEN
        (SELECT d.level FROM decision d WHERE d.workshop_asset_id = t.id AND d.aspect = s.aspect
         ORDER BY d.recorded_at DESC, d.id DESC LIMIT 1)
    ELSE s.proposed END
"""

LEVELS_OF_ASPECT: Final = f"""
    SELECT t.id, {_LEVEL}
    FROM workshop_asset t
    JOIN workshop w ON w.id = t.workshop_id AND w.model_version_id = ?
    JOIN assessment s ON s.workshop_asset_id = t.id AND s.aspect = ?
    WHERE t.removed_at IS NULL AND s.proposed IS NOT NULL
"""  # noqa: S608 - made of constants

PAGE: Final = """
    SELECT t.id, t.asset_id, t.workshop_id, w.title,
        CASE WHEN a.excluded_at IS NULL THEN a.name ELSE a.excluded_label END,
        a.excluded_at IS NOT NULL, t.status, t.review_on, d.name, o.name, o.role_title,
        (SELECT max(c.decided_on) FROM decision c WHERE c.workshop_asset_id = t.id AND t.status = 'decided')
    FROM workshop_asset t
    JOIN workshop w ON w.id = t.workshop_id
    JOIN asset a ON a.id = t.asset_id
    LEFT JOIN department d ON d.id = coalesce(a.department_id, w.department_id)
    LEFT JOIN owner o ON o.id = coalesce(a.owner_id, w.owner_id)
    WHERE t.id IN (SELECT value FROM json_each(?))
"""

LEVELS: Final = f"""
    SELECT t.id, s.aspect, {_LEVEL}, s.below_floor
    FROM workshop_asset t JOIN assessment s ON s.workshop_asset_id = t.id
    WHERE t.id IN (SELECT value FROM json_each(?)) AND s.proposed IS NOT NULL
"""  # noqa: S608 - made of constants

SYSTEMS: Final = """
    SELECT t.id, s.name
    FROM workshop_asset t
    JOIN system_asset l ON l.asset_id = t.asset_id
    JOIN system s ON s.id = l.system_id
    WHERE t.id IN (SELECT value FROM json_each(?))
    ORDER BY s.sort_key
"""

FLAGS: Final = """
    SELECT t.id, f.flag_id
    FROM workshop_asset t JOIN asset_flag f ON f.asset_id = t.asset_id
    WHERE t.id IN (SELECT value FROM json_each(?)) AND f.value AND f.confirmed_at IS NOT NULL
    ORDER BY f.flag_id
"""


def of_treatments(
    connection: sqlite3.Connection, statement: str, treatments: Iterable[str]
) -> list[Any]:
    """The rows of one of the statements about treatments, however many they are."""
    return rows(connection, statement, json.dumps(list(treatments)))
