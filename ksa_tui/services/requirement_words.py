"""What became a requirement, what did not, and what to think of: the same on screen and on the command line."""

from __future__ import annotations

from ksa_tui.domain.requiring_words import cautions
from ksa_tui.i18n import ngettext
from ksa_tui.services.requirements import HandedRequirements


def remarks(handed: HandedRequirements) -> list[str]:
    """One sentence for each thing to know, the count first."""
    return [counted(handed), *(text for _, text in cautions(handed.reckoning, ngettext))]


def counted(handed: HandedRequirements) -> str:
    """How many requirements, and how many measures were left out."""
    count = handed.requirements
    parts = [ngettext("{count} requirement", "{count} requirements", count).format(count=count)]
    if count := handed.unworded:
        text = ngettext(
            "{count} measure without a wording left out",
            "{count} measures without a wording left out",
            count,
        )
        parts.append(text.format(count=count))
    if count := handed.not_relevant:
        text = ngettext(
            "{count} measure answered as not relevant left out",
            "{count} measures answered as not relevant left out",
            count,
        )
        parts.append(text.format(count=count))
    return " · ".join(parts)
