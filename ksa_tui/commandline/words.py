"""The words for the statuses (DESIGN section 5)."""

from __future__ import annotations

from typing import Final

from ksa_tui.domain.workshop import AssetStatus, WorkshopStatus
from ksa_tui.i18n import N_, _

_WORDS: Final[dict[str, str]] = {
    AssetStatus.UNTOUCHED: N_("not begun"),
    AssetStatus.STARTED: N_("in progress"),
    AssetStatus.RATED: N_("classified"),
    AssetStatus.WITH_OWNER: N_("with the owner"),
    AssetStatus.DECIDED: N_("decided"),
    AssetStatus.RETURNED: N_("returned"),
    AssetStatus.STOPPED: N_("excluded"),
    AssetStatus.RETIRED: N_("retired"),
    WorkshopStatus.OPEN: N_("in progress"),
    WorkshopStatus.READY: N_("ready for decision"),
}


def status_word(code: str) -> str:
    """The word on screen for a status of ``--json``."""
    return _(_WORDS[code])
