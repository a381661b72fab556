"""What stands behind a requirement, in words: for the buyer's own copy alone."""

from __future__ import annotations

from typing import Final

from ksa_tui.domain.requiring import Background, Bringing
from ksa_tui.domain.words import MEASURE_STATE
from ksa_tui.spreadsheets.workbook.plan import Cell
from ksa_tui.spreadsheets.workbook.speech import Speech

NAMED: Final = 6
"""So many assets are named as bringing a requirement; the rest are counted."""
_NAME: Final = 80


def cells(speech: Speech, background: Background) -> tuple[Cell, Cell, Cell]:
    """Why, responsible, how it stands today."""
    return (
        Cell(why(speech, background), "cell wrap small"),
        Cell(responsible(speech, background), "cell wrap small"),
        Cell(today(speech, background), "cell wrap small"),
    )


def why(speech: Speech, background: Background) -> str:
    """The assets that bring it with the levels that do, one on each line."""
    named = [_bringing(speech, each) for each in background.brought_by[:NAMED]]
    if (left := len(background.brought_by) - NAMED) > 0:
        text = speech.ngettext("and {count} more", "and {count} more", left)
        named.append(text.format(count=left))
    return "\n".join(named)


def _bringing(speech: Speech, each: Bringing) -> str:
    levels = ", ".join(
        f"{letter} {value} {speech.of_text(word)}" for letter, value, word in each.levels
    )
    return f"{speech.passage(' '.join(each.asset.split()), _NAME)}: {levels}"


def responsible(speech: Speech, background: Background) -> str:
    """The parties of the catalogue, and the role that was named."""
    parties = ", ".join(speech.of_text(party) for party in background.responsible)
    role = speech.name(background.role)
    return f"{role} ({parties})" if role else parties


def today(speech: Speech, background: Background) -> str:
    """How it stands, and by when it shall be done."""
    state = speech.gettext(MEASURE_STATE[background.state])
    state = state[:1].upper() + state[1:]
    if background.due is None:
        return state
    return f"{state}, {background.due.isoformat()}"
