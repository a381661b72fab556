"""What the workshop screen says about its assets in the table: status and progress. No widget."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from textual.content import Content

from ksa_tui.domain.words import ASSET_STATUS
from ksa_tui.domain.workshop import AssetStatus
from ksa_tui.i18n import _, ngettext
from ksa_tui.services.shapes import Standing
from ksa_tui.services.workshops import TableRow, TableRows
from ksa_tui.ui.widgets.meter import meter
from ksa_tui.ui.widgets.words import alert

METER_WIDTH: Final = 12
SIGNS: Final[Mapping[AssetStatus, str]] = {
    AssetStatus.UNTOUCHED: "○",
    AssetStatus.STARTED: "●",
    AssetStatus.RATED: "✓",
    AssetStatus.WITH_OWNER: "○",
    AssetStatus.DECIDED: "✓",
    AssetStatus.RETURNED: "●",
    AssetStatus.STOPPED: "–",
    AssetStatus.RETIRED: "–",
}
CLASSIFIED: Final = frozenset(
    {AssetStatus.RATED, AssetStatus.WITH_OWNER, AssetStatus.DECIDED, AssetStatus.RETURNED}
)
"""Statuses of an asset whose every aspect is rated."""
IN_WORK: Final = frozenset({AssetStatus.STARTED, AssetStatus.RETURNED})
QUIET: Final = frozenset({AssetStatus.UNTOUCHED, AssetStatus.STOPPED, AssetStatus.RETIRED})


def status_words(row: TableRow | Standing) -> str:
    """Sign and word: "✓ klassad"; a rated asset that still lacks something says how much."""
    if row.deferred and row.status is not AssetStatus.STOPPED:
        return "– " + _("deferred")
    if lacks(row):
        words = ngettext("{count} missing", "{count} missing", row.gaps)
        return f"! {words.format(count=row.gaps)}"
    return f"{SIGNS[row.status]} {_(ASSET_STATUS[row.status])}"


def status_cell(row: TableRow) -> Content:
    """The status as the table shows it: what is in work is bold, what is not begun muted."""
    words = status_words(row)
    if lacks(row):
        return Content.assemble(alert(words[0]), words[1:])
    if is_quiet(row):
        return Content.styled(words, "$text-muted")
    return Content.styled(words, "bold" if row.status in IN_WORK else "")


def lacks(row: TableRow | Standing) -> bool:
    """Whether every aspect is rated, yet something still blocks a decision."""
    return row.status is AssetStatus.RATED and row.gaps > 0 and not row.deferred


def is_quiet(row: TableRow) -> bool:
    """Whether nothing has been said about the asset, or nothing more will be."""
    return row.deferred or row.status in QUIET


def status_width(rows: TableRows) -> int:
    """Cells that the longest status among ``rows`` takes; room for the usual ones always."""
    usual = [f"{SIGNS[s]} {_(ASSET_STATUS[s])}" for s in (AssetStatus.RATED, AssetStatus.STARTED)]
    return max(map(len, (*usual, *map(status_words, rows.standings), _("Status"))))


def progress(rows: TableRows) -> tuple[int, int]:
    """How many assets are classified, of how many; those excluded by a stop are not counted."""
    treated = [each for each in rows.standings.items() if each[0].status is not AssetStatus.STOPPED]
    done = sum(count for standing, count in treated if standing.status in CLASSIFIED)
    return done, sum(count for _standing, count in treated)


def pace_of(rows: TableRows) -> Content:
    """The same in words and as a line; nothing where there is nothing to classify."""
    done, total = progress(rows)
    if not total:
        return Content("")
    words = ngettext("{done} of {total} classified", "{done} of {total} classified", total)
    line = meter(done, total, METER_WIDTH)
    return Content.assemble(words.format(done=done, total=total), "  ", line)
