"""What stands behind a requirement, in words: for the buyer's own copy alone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ksa_tui.domain.requiring import Background
from ksa_tui.domain.texts import Text
from ksa_tui.domain.words import MEASURE_STATE
from ksa_tui.spreadsheets.workbook.plan import Cell
from ksa_tui.spreadsheets.workbook.speech import Speech

NAMED: Final = 3
"""So many assets are named at a level; the rest are counted."""
_NAME: Final = 80


def cells(speech: Speech, background: Background) -> tuple[Cell, Cell, Cell]:
    """Why, responsible, how it stands today."""
    return (
        Cell(why(speech, background), "cell wrap small"),
        Cell(responsible(speech, background), "cell wrap small"),
        Cell(today(speech, background), "cell wrap small"),
    )


def why(speech: Speech, background: Background) -> str:
    """For each aspect the highest level and the assets that have it, then how many assets there are in all."""
    lines = list(_by_aspect(speech, background))
    total = len(background.brought_by)
    if total > 1:
        text = speech.ngettext("{count} information asset", "{count} information assets", total)
        lines.append(speech.gettext("In all: {assets}").format(assets=text.format(count=total)))
    return "\n".join(lines)


def _by_aspect(speech: Speech, background: Background) -> Iterator[str]:
    found: dict[str, dict[int, tuple[Text, list[str]]]] = {each: {} for each in background.letters}
    for each in background.brought_by:
        for letter, value, word in each.levels:
            at_level = found[letter].setdefault(value, (word, []))
            at_level[1].append(speech.passage(" ".join(each.asset.split()), _NAME))
    for letter, levels in found.items():
        value = max(levels)
        word, names = levels[value]
        yield f"{letter} {value} {speech.of_text(word)}: {_listed(speech, names)}"


def _listed(speech: Speech, names: Sequence[str]) -> str:
    listed = "; ".join(names[:NAMED])
    if (left := len(names) - NAMED) > 0:
        more = speech.ngettext("and {count} more", "and {count} more", left).format(count=left)
        return f"{listed} {more}"
    return listed


def responsible(speech: Speech, background: Background) -> str:
    """The parties of the catalogue, and the role that was named."""
    parties = ", ".join(speech.of_text(party) for party in background.responsible)
    role = speech.name(background.role)
    return f"{role} ({parties})" if role else parties


def today(speech: Speech, background: Background) -> str:
    """How it stands, and by when it shall be done."""
    state = speech.gettext(MEASURE_STATE[background.state])
    state = state[:1].upper() + state[1:]
    if background.reason:
        return f"{state}: {speech.passage(background.reason)}"
    return f"{state}, {background.due.isoformat()}" if background.due else state
