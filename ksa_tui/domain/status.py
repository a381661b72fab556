"""Where assets and workshops stand; a module of its own because the first screen needs nothing more."""

from __future__ import annotations

from enum import StrEnum


class AssetStatus(StrEnum):
    """Where an asset stands; derived, never set by hand (DESIGN section 5)."""

    UNTOUCHED = "untouched"
    STARTED = "started"
    RATED = "rated"
    WITH_OWNER = "with_owner"
    DECIDED = "decided"
    RETURNED = "returned"
    STOPPED = "stopped"
    RETIRED = "retired"


class WorkshopStatus(StrEnum):
    """Where a workshop stands; derived, never set by hand."""

    OPEN = "open"
    READY = "ready"
    WITH_OWNER = "with_owner"
    DECIDED = "decided"
