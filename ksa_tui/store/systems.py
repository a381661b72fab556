"""The statements of the systems: a number that does not grow with them. Plain SQL, as in ``store.quick``."""

from __future__ import annotations

from typing import Final

SYSTEMS: Final = """
    SELECT s.id, s.name, s.folded, s.supplier, s.owner, d.id, d.name
    FROM system s LEFT JOIN department d ON d.id = s.department_id
    WHERE s.retired_at IS NULL
    ORDER BY s.sort_key, s.id
"""

HELD: Final = """
    SELECT l.system_id, l.asset_id
    FROM system_asset l
    JOIN asset a ON a.id = l.asset_id AND a.deleted_at IS NULL AND a.excluded_at IS NULL
    ORDER BY a.sort_key, a.id
"""

LINKS: Final = """
    SELECT l.parent_id, l.child_id FROM system_link l JOIN system s ON s.id = l.child_id
    ORDER BY s.sort_key, s.id
"""

UPLIFTS: Final = """
    SELECT system_id, model_version_id, aspect, code, level, motivation FROM system_uplift
"""

TREATMENTS: Final = """
    SELECT t.asset_id, t.id, t.workshop_id, w.model_version_id, t.status, t.review_on, t.created,
        w.title, a.name
    FROM workshop_asset t
    JOIN workshop w ON w.id = t.workshop_id AND w.deleted_at IS NULL
    JOIN asset a ON a.id = t.asset_id AND a.deleted_at IS NULL AND a.excluded_at IS NULL
    WHERE t.removed_at IS NULL AND t.asset_id IN (SELECT asset_id FROM system_asset)
    ORDER BY t.asset_id, t.id
"""
"""As ``store.register.ENTRIES`` begins, of the assets that lie in a system."""

LEVELS: Final = """
    SELECT t.id, s.aspect,
        CASE t.status WHEN 'decided' THEN
            (SELECT d.level FROM decision d WHERE d.workshop_asset_id = t.id AND d.aspect = s.aspect
             ORDER BY d.recorded_at DESC, d.id DESC LIMIT 1)
        ELSE s.proposed END
    FROM workshop_asset t JOIN assessment s ON s.workshop_asset_id = t.id
    WHERE t.removed_at IS NULL AND s.proposed IS NOT NULL
        AND t.asset_id IN (SELECT asset_id FROM system_asset)
"""

FLAGS: Final = """
    SELECT DISTINCT f.flag_id FROM asset_flag f
    WHERE f.value AND f.confirmed_at IS NOT NULL AND f.asset_id IN (SELECT value FROM json_each(?))
"""
