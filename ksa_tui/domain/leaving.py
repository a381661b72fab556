"""Why a row of a return was not recorded, as a code: the store keeps no words of the owner's for it."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final
from uuid import UUID

from ksa_tui.domain import deciding_words as words
from ksa_tui.domain.answers import Choice
from ksa_tui.domain.receipt import AssetDecision, Receipt, RowState
from ksa_tui.i18n import N_

NO_ANSWER: Final = "no_answer"
DIFFERS: Final = "differs"
LEFT: Final = "left"
OTHER: Final = "other"
EXCLUDED: Final = "excluded"
SETTLED: Final = frozenset({EXCLUDED, "removed", "older_export"})
"""Nothing that the owner could write in the same workbook would change it."""

_CODES: Final[Mapping[str, str]] = {
    words.FORMULA: "formula",
    words.ERROR: "error",
    words.NOT_UNDERSTOOD: "not_understood",
    words.LEVEL_BESIDE_APPROVE: "level_beside_approve",
    words.LEVEL_BESIDE_RETURN: "level_beside_return",
    words.LEVEL_WITHOUT_CHOICE: "level_without_choice",
    words.NO_LEVEL: "no_level",
    words.SAME_LEVEL: "same_level",
    words.OUTSIDE_SCALE: "outside_scale",
    words.NO_COMMENT: "no_comment",
    words.ROW_TWICE: "row_twice",
    words.ROW_MISSING: "row_missing",
    words.EXPORTED_SINCE: "older_export",
    words.EXCLUDED: EXCLUDED,
    words.REMOVED: "removed",
}

WHY: Final[Mapping[str, str]] = {
    NO_ANSWER: N_("Nothing was chosen in the row."),
    "formula": N_("An answer is a formula; it must be written as it is."),
    "error": N_("A cell of the answer holds an error."),
    "not_understood": N_("The answer is not one of Approve, Change and Return."),
    "level_beside_approve": N_("A new level stands beside Approve: either approve, or change."),
    "level_beside_return": N_("A new level stands beside Return: either change, or send back."),
    "level_without_choice": N_("A new level is given, but nothing is chosen."),
    "no_level": N_("Change needs a new level."),
    "same_level": N_("Change is chosen, but the new level is the one that was proposed."),
    "outside_scale": N_("A new level is not one of the scale."),
    "no_comment": N_("Change and Return need a comment that says why."),
    "row_twice": N_("The row is in the file more than once."),
    "row_missing": N_("The row is missing in the file."),
    "older_export": N_("It was handed out again later, and that workbook is the one to answer."),
    EXCLUDED: words.EXCLUDED,
    "removed": words.REMOVED,
    DIFFERS: N_(
        "Something is not as it was handed out, or was decided otherwise before, so it waits."
    ),
    LEFT: N_("It was left for later."),
    OTHER: N_("It was not recorded from this file."),
}
"""By code, what the owner is told."""


def left_codes(receipt: Receipt, recorded: Collection[UUID]) -> dict[UUID, str]:
    """The treatments that ``receipt`` asks about and whose row is not recorded, with why."""
    return {
        decision.asset: code
        for decision in receipt.decisions
        if decision.asset not in recorded and (code := _code(receipt, decision))
    }


def _code(receipt: Receipt, decision: AssetDecision) -> str:
    if decision.state is RowState.REFUSED:
        return _CODES.get(decision.why.message, OTHER) if decision.why else OTHER
    if decision.state is RowState.SAME:
        return NO_ANSWER if decision.choice is Choice.NONE else ""
    return DIFFERS if decision.asset in receipt.differing else LEFT
