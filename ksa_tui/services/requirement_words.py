"""What became a requirement, what did not, and what to think of: the same on screen and on the command line."""

from __future__ import annotations

from ksa_tui.domain.requiring_words import cautions
from ksa_tui.i18n import ngettext
from ksa_tui.services.requirements import Required


def remarks(what: Required) -> list[str]:
    """One sentence for each thing to know, the count first."""
    return [counted(what), *(text for _, text in cautions(what.reckoning, ngettext))]


def counted(what: Required) -> str:
    """How many requirements, and how many measures were left out."""
    count = len(what.selection.required)
    parts = [ngettext("{count} requirement", "{count} requirements", count).format(count=count)]
    if count := len(what.selection.unworded):
        text = ngettext(
            "{count} measure without a wording left out",
            "{count} measures without a wording left out",
            count,
        )
        parts.append(text.format(count=count))
    if count := len(what.selection.not_relevant):
        text = ngettext(
            "{count} measure answered as not relevant left out",
            "{count} measures answered as not relevant left out",
            count,
        )
        parts.append(text.format(count=count))
    return " · ".join(parts)
