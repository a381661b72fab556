"""``ksa export``: what is said of assets that are decided already."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from typing import TYPE_CHECKING, Final

from ksa_tui.commandline.console import complain
from ksa_tui.domain.texts import visible
from ksa_tui.i18n import _, ngettext

if TYPE_CHECKING:
    from ksa_tui.domain.exporting import ExportScope
    from ksa_tui.services.rounds import Round

_MOST: Final = 20
"""Assets that are named one by one."""


def show_decided(after: Round, scope: ExportScope) -> None:
    """On stderr: which decided assets were left out, or are asked about again at another level."""
    if scope == "open":
        _show_left_out(after)
    else:
        _show_asked_again(after)


def _show_left_out(after: Round) -> None:
    if not after.decided:
        return
    words = ngettext(
        "{count} information asset is decided and was left out (--scope all hands out all of it):",
        "{count} information assets are decided and were left out (--scope all hands out all of it):",
        after.decided,
    )
    complain(words.format(count=after.decided))
    _name(f"  {visible(asset.name)}" for asset in after.answered)


def _show_asked_again(after: Round) -> None:
    otherwise = [asset for asset in after.answered if asset.levels]
    if not otherwise:
        return
    words = ngettext(
        "{count} information asset is decided at another level than it is proposed at. "
        "To approve it would undo the decision:",
        "{count} information assets are decided at other levels than they are proposed at. "
        "To approve them would undo the decisions:",
        len(otherwise),
    )
    complain(words.format(count=len(otherwise)))
    said = _("  {name}: decided {levels}, proposed {proposed}")
    _name(
        said.format(name=visible(asset.name), levels=asset.levels, proposed=asset.proposed)
        for asset in otherwise
    )


def _name(lines: Iterable[str]) -> None:
    """The first lines, and how many more there are."""
    found = iter(lines)
    for line in islice(found, _MOST):
        complain(line)
    if more := sum(1 for _line in found):
        complain(_("  … and {count} more").format(count=more))
