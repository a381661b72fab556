"""The words for statuses and states, the same on every screen and on the command line (DESIGN section 5)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from ksa_tui.domain.status import AssetStatus, MeasureState, SystemState, WorkshopStatus
from ksa_tui.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from ksa_tui.domain.systems import SystemUpliftCode

ASSET_STATUS: Final[Mapping[AssetStatus, str]] = {
    AssetStatus.UNTOUCHED: N_("not begun"),
    AssetStatus.STARTED: N_("in progress"),
    AssetStatus.RATED: N_("classified"),
    AssetStatus.WITH_OWNER: N_("with the owner"),
    AssetStatus.DECIDED: N_("decided"),
    AssetStatus.RETURNED: N_("returned"),
    AssetStatus.STOPPED: N_("excluded"),
    AssetStatus.RETIRED: N_("retired"),
}
"""Message ids, to be translated when shown."""

WORKSHOP_STATUS: Final[Mapping[WorkshopStatus, str]] = {
    WorkshopStatus.OPEN: N_("in progress"),
    WorkshopStatus.READY: N_("ready for decision"),
    WorkshopStatus.WITH_OWNER: N_("with the owner"),
    WorkshopStatus.DECIDED: N_("decided"),
}
"""Message ids, to be translated when shown."""


def workshop_words(status: WorkshopStatus, returned: int) -> str:
    """Where a workshop stands; what came back from the owner is said as long as it is on the table."""
    if is_back(status, returned):
        return ngettext("{count} returned", "{count} returned", returned).format(count=returned)
    return _(WORKSHOP_STATUS[status])


def is_back(status: WorkshopStatus, returned: int) -> bool:
    """Whether the work goes on with what the owner sent back."""
    return returned > 0 and status in {WorkshopStatus.OPEN, WorkshopStatus.READY}


MEASURE_STATE: Final[Mapping[MeasureState, str]] = {
    MeasureState.MET: N_("met"),
    MeasureState.PARTLY: N_("partly"),
    MeasureState.NOT_MET: N_("not met"),
    MeasureState.NOT_RELEVANT: N_("not relevant"),
    MeasureState.UNKNOWN: N_("not yet known"),
}
"""Message ids, to be translated when shown."""

SYSTEM_STATE: Final[Mapping[SystemState, str]] = {
    SystemState.EMPTY: N_("empty"),
    SystemState.STARTED: N_("not everything rated"),
    SystemState.PROPOSED: N_("not all decided"),
    SystemState.DECIDED: N_("all decided"),
}
"""Message ids, to be translated when shown."""

SYSTEM_UPLIFT: Final[Mapping[SystemUpliftCode, str]] = {
    "accumulation": N_("accumulation"),
    "aggregation": N_("aggregation"),
    "distribution": N_("distribution"),
}
"""Message ids, to be translated when shown."""
