"""What a level more or less would bring, in a few characters: it stands in every row that is decided."""

from __future__ import annotations

from collections.abc import Iterator

from ksa_tui.domain.exporting import DecisionBook
from ksa_tui.domain.weighing import Step, Weight
from ksa_tui.domain.workshop import Asset
from ksa_tui.spreadsheets.decision.words import Words

_NONE = "–"


def weighed(book: DecisionBook, words: Words, asset: Asset) -> str:
    """How many areas of measures follow, and a line for each aspect: "K  +7 (3 krav) / −4"."""
    weight = book.measures.weights.get(asset.id) if book.measures else None
    return "\n".join(_lines(book, words, weight)) if weight and weight.around else _NONE


def _lines(book: DecisionBook, words: Words, weight: Weight) -> Iterator[str]:
    text = words.ngettext("{count} follows", "{count} follow", weight.families)
    yield text.format(count=weight.families)
    for each in weight.around:
        letter = book.model.aspect(each.aspect).letter
        yield f"{letter}  {_step(words, each.more, '+')} / {_step(words, each.less, '−')}"


def _step(words: Words, step: Step | None, sign: str) -> str:
    if step is None:
        return _NONE
    if sign == "−" or not step.procured:
        return f"{sign}{step.families}"
    text = words.ngettext(
        "{families} ({count} required)", "{families} ({count} required)", step.procured
    )
    return text.format(families=f"{sign}{step.families}", count=step.procured)
