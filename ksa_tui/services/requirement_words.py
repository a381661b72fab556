"""What became a requirement, what did not, and what to think of: the same on screen and on the command line."""

from __future__ import annotations

from ksa_tui.domain.requiring_words import cautions
from ksa_tui.i18n import _, ngettext
from ksa_tui.services.requirements import Required


def remarks(what: Required) -> list[str]:
    """One sentence for each thing to know, the count first."""
    return [counted(what), *(text for _heading, text in cautions(what.reckoning, ngettext))]


def counted(what: Required) -> str:
    """How many requirements, and how many measures were left out."""
    chosen = what.selection
    count = len(chosen.required)
    asked = ngettext("{count} requirement", "{count} requirements", count).format(count=count)
    left_out = []
    if count := len(chosen.unworded):
        left_out.append(_("{count} without a wording").format(count=count))
    if count := len(chosen.not_relevant):
        words = ngettext("{count} not relevant", "{count} not relevant", count)
        left_out.append(words.format(count=count))
    if not left_out:
        return asked
    return _("{asked} · left out: {measures}").format(asked=asked, measures=", ".join(left_out))
