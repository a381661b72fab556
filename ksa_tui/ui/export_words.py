"""What the export says: what is new since the last round, and who else gets what is put in a folder."""

from __future__ import annotations

from pathlib import Path

from ksa_tui.i18n import _, ngettext
from ksa_tui.services.rounds import Round
from ksa_tui.ui.shared_folders import is_on_network, synchronised_by


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


def folder_note(folder: Path) -> str:
    """Who else gets what is put in a folder, in words; empty when nobody does."""
    if service := synchronised_by(folder):
        words = _("Synchronised by {service}: the file will be there too.")
        return words.format(service=service)
    if is_on_network(folder):
        return _("On the network: others may be able to read the file.")
    return ""
