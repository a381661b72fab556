"""Where assets, workshops and measures stand: all that the first screen needs of the domain."""

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


class MeasureState(StrEnum):
    """How it stands with a measure. No answer at all is :attr:`UNKNOWN` too."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    NOT_RELEVANT = "not_relevant"
    UNKNOWN = "unknown"


class SystemState(StrEnum):
    """How far what lies in a system has come."""

    EMPTY = "empty"
    STARTED = "started"
    """Something in it is not rated: more may come."""
    PROPOSED = "proposed"
    DECIDED = "decided"
