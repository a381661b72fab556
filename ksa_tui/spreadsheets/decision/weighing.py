"""What a level more or less would bring, in a few characters: it stands in every row that is decided."""

from __future__ import annotations

from collections.abc import Iterator

from ksa_tui.domain.exporting import DecisionBook
from ksa_tui.domain.weighing import Around, Step, Weight
from ksa_tui.domain.workshop import Asset
from ksa_tui.spreadsheets.decision.words import Words

_NONE = "–"


def weighed(book: DecisionBook, words: Words, asset: Asset) -> str:
    """How many areas of measures follow, and a line for each aspect: "K  upp +7 (3 krav), ned −4"."""
    weight = book.measures.weights.get(asset.id) if book.measures else None
    return "\n".join(_lines(book, words, weight)) if weight and weight.around else _NONE


def _lines(book: DecisionBook, words: Words, weight: Weight) -> Iterator[str]:
    text = words.ngettext("{count} area follows", "{count} areas follow", weight.families)
    yield text.format(count=weight.families)
    for each in weight.around:
        letter = book.model.aspect(each.aspect).letter
        yield f"{letter}  {', '.join(_steps(words, each)) or _NONE}"


def _steps(words: Words, around: Around) -> Iterator[str]:
    """What a level up and a level down would change; a step that changes nothing is left out."""
    _ = words.gettext
    if around.more is not None and around.more.families:
        yield _("up {count}").format(count=_more(words, around.more))
    if around.less is not None and around.less.families:
        yield _("down {count}").format(count=f"−{around.less.families}")


def _more(words: Words, step: Step) -> str:
    if not step.procured:
        return f"+{step.families}"
    text = words.ngettext(
        "{families} ({count} required)", "{families} ({count} required)", step.procured
    )
    return text.format(families=f"+{step.families}", count=step.procured)
