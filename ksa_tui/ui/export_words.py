"""What the export says: what is new since the last round, and who else gets what is put in a folder."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from ksa_tui.domain.workshop import Owner
from ksa_tui.i18n import _, ngettext
from ksa_tui.services.rounds import Round
from ksa_tui.ui.shared_folders import is_on_network, synchronised_by
from ksa_tui.ui.texts import one_line

_NAMED: Final = 3
"""Owners that are named before the rest is left to the count."""


def changed_words(after: Round) -> str:
    """What is not as it was the last time."""
    words = ngettext(
        "{count} changed since last time", "{count} changed since last time", after.changed
    )
    parts = [words.format(count=after.changed)] if after.changed else []
    if after.new:
        words = ngettext("{count} new since last time", "{count} new since last time", after.new)
        parts.append(words.format(count=after.new))
    return " · ".join(parts)


def owners_named(owners: Sequence[Owner | None]) -> str:
    """How many get a workbook, and the first of them by name; empty when there is only one."""
    if len(owners) < 2:
        return ""
    words = ngettext("{count} owner", "{count} owners, a workbook for each", len(owners))
    said = words.format(count=len(owners))
    names = [one_line(owner.name) for owner in owners if owner is not None]
    more = " …" if len(names) > _NAMED else ""
    return f"{said}: {', '.join(names[:_NAMED])}{more}"


def folder_note(folder: Path) -> str:
    """Who else gets what is put in a folder, in words; empty when nobody does."""
    if service := synchronised_by(folder):
        words = _("Synchronised by {service}: the file will be there too.")
        return words.format(service=service)
    if is_on_network(folder):
        return _("On the network: others may be able to read the file.")
    return ""
