"""What an owner must know of an asset without opening another sheet: why, and what is out of the ordinary."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Final

from ksa_tui.domain.exporting import DecisionBook
from ksa_tui.domain.standing import Block, aspect_gaps, is_below_floor
from ksa_tui.domain.workshop import Assessment, Asset
from ksa_tui.spreadsheets.decision.words import Words
from ksa_tui.spreadsheets.workbook.cleaning import clean, in_short
from ksa_tui.spreadsheets.workbook.plan import Rich

WHY_FROM: Final = 2
"""From this level up an aspect says why in the asset's own row."""
WHY_LIMIT: Final = 140


def why(book: DecisionBook, words: Words, asset: Asset) -> Rich:
    """One short reason per aspect from level 2 up, each led by its letter."""
    _ = words.gettext
    runs: list[tuple[str, str]] = []
    for aspect in book.model.aspects:
        assessment = asset.assessments[aspect.id]
        if assessment.proposed is None or assessment.proposed < WHY_FROM:
            continue
        reason = in_short(clean(assessment.motivation), WHY_LIMIT) or _("no motivation yet")
        runs += [("bold ink", f"{aspect.letter}  "), ("plain", f"{reason}\n")]
    if not runs:
        rated = all(a.proposed is not None for a in asset.assessments.values())
        return Rich((("muted", _("No aspect reaches level 2.") if rated else "–"),))
    style, last = runs[-1]
    return Rich((*runs[:-1], (style, last.rstrip("\n"))))


def notes(book: DecisionBook, words: Words, asset: Asset) -> str:
    """Short words on what is out of the ordinary, one a line."""
    _ = words.gettext
    lines = {
        _("{aspects}: below the floor"): _letters(
            book, asset, lambda a: is_below_floor(book.model, asset, a.aspect)
        ),
        _("{aspects}: differing view"): _letters(book, asset, lambda a: bool(a.dissent)),
        _("{aspects}: adjusted"): _letters(book, asset, lambda a: a.adjusted is not None),
    }
    found = [text.format(aspects=letters) for text, letters in lines.items() if letters]
    if any(q.asset == asset.id and q.resolved_at is None for q in book.workshop.parked):
        found.append(_("Open question"))
    found += _since_last_time(book, words, asset)
    return "\n".join(found)


def _since_last_time(book: DecisionBook, words: Words, asset: Asset) -> Iterator[str]:
    """In a later round: what is new, what was changed, what was sent back or decided."""
    if book.last is None:
        return
    _, before = words.gettext, book.last.get(asset.id)
    if before is None:
        yield _("New since last time")
        return
    changed = [
        f"{a.letter} {before[a.id]} → {asset.assessments[a.id].proposed}"
        for a in book.model.aspects
        if a.id in before and before[a.id] != asset.assessments[a.id].proposed
    ]
    if changed:
        yield _("Changed since last time: {levels}").format(levels=", ".join(changed))
    if asset.returned_comment is not None:
        yield _("You returned it last time")
    elif asset.decided_on is not None:
        day, levels = asset.decided_on.isoformat(), _decided_otherwise(book, asset)
        text = _("Decided {day}: {levels}") if levels else _("Decided {day}")
        yield text.format(day=day, levels=levels)


def _decided_otherwise(book: DecisionBook, asset: Asset) -> str:
    """The decided levels that are others than the proposed: approving the row would undo them."""
    each = [(aspect.letter, asset.assessments[aspect.id]) for aspect in book.model.aspects]
    found = [f"{letter} {a.decided}" for letter, a in each if a.decided not in {None, a.proposed}]
    return ", ".join(found)


def missing(book: DecisionBook, words: Words, asset: Asset) -> str:
    """What a draft's asset lacks before it can be decided, one line each."""
    return "\n".join(_missing(book, words, asset))


def _missing(book: DecisionBook, words: Words, asset: Asset) -> Iterator[str]:
    _ = words.gettext
    texts = {
        Block.NOT_RATED: _("{aspect}: not rated"),
        Block.NO_MOTIVATION: _("{aspect}: motivation missing"),
        Block.BELOW_FLOOR: _("{aspect}: reason for a level below the floor missing"),
    }
    for aspect in book.model.aspects:
        for lacking in aspect_gaps(book.model, asset, aspect.id):
            yield texts[lacking.block].format(aspect=aspect.letter)


def _letters(book: DecisionBook, asset: Asset, holds: Callable[[Assessment], bool]) -> str:
    return ", ".join(a.letter for a in book.model.aspects if holds(asset.assessments[a.id]))
