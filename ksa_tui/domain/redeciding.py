"""What a row of a return does to an asset that was decided, or proposed otherwise, before or since."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ksa_tui.domain.answer_words import CHOICES
from ksa_tui.domain.answers import Choice
from ksa_tui.domain.deciding_words import (
    DECIDED_OTHERWISE,
    MOVES,
    PROPOSAL_CHANGED,
    UNDOES,
    WITHDRAWS,
    in_words,
)
from ksa_tui.domain.handed import Asked, Earlier, Handed
from ksa_tui.domain.receipt import AssetDecision, Difference, Sentence

UNDOES_DECISION: Final = "undoes_decision"
_NOTHING: Final = "–"


def differences_since(
    handed: Handed, sheet: str, asked: Asked, decided: AssetDecision
) -> Iterator[Difference]:
    """What makes a row a difference though no cell of it was changed."""
    yield from _proposal_changed(handed, sheet, asked, decided)
    if asked.earlier is not None:
        yield _decided_otherwise(handed, sheet, asked.earlier, decided)
    elif asked.stood is not None and _undoes(asked, asked.stood, decided):
        yield _undone(handed, sheet, asked.stood, decided)


def moved(handed: Handed, asked: Asked, decided: AssetDecision) -> Sentence | None:
    """What the owner decides anew, knowing what stood: it hinders nothing, and is said."""
    stood = asked.stood
    if stood is None or asked.earlier is not None or _undoes(asked, stood, decided):
        return None
    if decided.choice is Choice.RETURN and stood.levels:
        return Sentence(WITHDRAWS, _params(handed, stood, decided, list(stood.levels)))
    others = _others(stood, decided)
    return Sentence(MOVES, _params(handed, stood, decided, others)) if others else None


def _undoes(asked: Asked, stood: Earlier, decided: AssetDecision) -> bool:
    """Whether a proposal that the owner changed is approved as it was, without a word of the change."""
    return decided.choice is Choice.APPROVE and any(
        stood.basis.get(aspect) == asked.proposal.get(aspect) for aspect in _others(stood, decided)
    )


def _others(stood: Earlier, decided: AssetDecision) -> list[str]:
    """The aspects that get another level than the one that stands decided."""
    return [a for a, level in decided.levels.items() if stood.levels.get(a, level) != level]


def _params(
    handed: Handed, stood: Earlier, decided: AssetDecision, aspects: list[str]
) -> dict[str, object]:
    shown = [aspect for aspect in handed.model.aspects if aspect.id in aspects]
    return {
        "row": decided.row,
        "name": decided.name,
        "day": stood.on.isoformat(),
        "who": stood.by,
        "was": " ".join(f"{a.letter}{stood.levels[a.id]}" for a in shown),
        "now": " ".join(f"{a.letter}{decided.levels[a.id]}" for a in shown if decided.levels),
    }


def _undone(handed: Handed, sheet: str, stood: Earlier, decided: AssetDecision) -> Difference:
    params = _params(handed, stood, decided, _others(stood, decided))
    said = {**params, "sheet": sheet, "choice": Sentence(CHOICES[decided.choice])}
    return Difference(
        UNDOES_DECISION, Sentence(UNDOES, said), decided.asset, sheet, decided.row,
        was=str(params["was"]), now=str(params["now"]),
    )  # fmt: skip


def _proposal_changed(
    handed: Handed, sheet: str, asked: Asked, decided: AssetDecision
) -> Iterator[Difference]:
    for aspect in handed.model.aspects:
        was, now = asked.proposal.get(aspect.id), asked.now.get(aspect.id)
        if was == now:
            continue
        params: dict[str, object] = {
            "name": asked.name,
            "day": asked.changed_on.isoformat() if asked.changed_on else _NOTHING,
            "aspect": aspect.letter,
            "was": _level(was),
            "now": _level(now),
        }
        yield Difference(
            "proposal_changed", Sentence(PROPOSAL_CHANGED, params), asked.asset, sheet, decided.row,
            aspect.name.get(handed.language), _level(was), _level(now),
        )  # fmt: skip


def _decided_otherwise(
    handed: Handed, sheet: str, earlier: Earlier, decided: AssetDecision
) -> Difference:
    was, now = (
        in_words(handed.model, one.choice, one.levels, one.comment) for one in (earlier, decided)
    )
    said: dict[str, object] = {
        "sheet": sheet,
        "row": decided.row,
        "name": decided.name,
        "day": earlier.on.isoformat(),
        "who": earlier.by,
        "was": was,
        "now": now,
    }
    return Difference(
        "decided_otherwise", Sentence(DECIDED_OTHERWISE, said), decided.asset, sheet, decided.row,
        was=str(was), now=str(now),
    )  # fmt: skip


def _level(level: int | None) -> str:
    return _NOTHING if level is None else str(level)
