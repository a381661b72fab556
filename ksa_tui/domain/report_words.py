"""The words of the yearly report that screen, workbook and JSON share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from ksa_tui.domain.status import AssetStatus
from ksa_tui.domain.year_report import Kind
from ksa_tui.i18n import N_

KINDS: Final[Mapping[Kind, str]] = {
    Kind.CLASSIFIED: N_("classified during the year"),
    Kind.DECIDED: N_("decided during the year"),
    Kind.RETURNED: N_("sent back during the year"),
    Kind.ALL: N_("information assets in all"),
    Kind.NOW_DECIDED: N_("decided by the owner"),
    Kind.NOW_WITH_OWNER: N_("awaiting the owner's decision"),
    Kind.NOW_RETURNED: N_("sent back, not handed over anew"),
    Kind.NOW_CLASSIFIED: N_("classified, not handed over"),
    Kind.NOW_UNCLASSIFIED: N_("not classified yet"),
    Kind.WAITED_LONG: N_("awaiting for more than 30 days"),
    Kind.OVERDUE: N_("review overdue"),
    Kind.REST_OF_YEAR: N_("to be reviewed in the rest of the year"),
    Kind.NEXT_YEAR: N_("to be reviewed the year after"),
}
"""Message ids, in the order in which they are told."""

STANDS: Final[Mapping[AssetStatus, str]] = {
    AssetStatus.DECIDED: N_("decided"),
    AssetStatus.WITH_OWNER: N_("with the owner"),
    AssetStatus.RETURNED: N_("returned"),
    AssetStatus.RATED: N_("classified"),
    AssetStatus.STARTED: N_("not all rated"),
}
"""Message ids: where an asset stood when the year ended."""

CODES: Final[Mapping[Kind, str]] = {
    Kind.CLASSIFIED: "A1",
    Kind.DECIDED: "A2",
    Kind.RETURNED: "A3",
    Kind.ALL: "B1",
    Kind.NOW_DECIDED: "B2",
    Kind.NOW_WITH_OWNER: "B3",
    Kind.NOW_RETURNED: "B4",
    Kind.NOW_CLASSIFIED: "B5",
    Kind.NOW_UNCLASSIFIED: "B6",
    Kind.WAITED_LONG: "B7",
    Kind.OVERDUE: "C1",
    Kind.REST_OF_YEAR: "C2",
    Kind.NEXT_YEAR: "C3",
}
"""By what a figure is found again among the assets behind it."""


def gap_code(place: int) -> str:
    """The code of the gap in that place, from 1."""
    return f"D{place}"
