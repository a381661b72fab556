"""The assets taken together: an aspect of the whole may be raised, with a reason; no asset is changed."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from ksa_tui.domain.cleaning import long_text
from ksa_tui.domain.collection import highest_of_assets, question_of
from ksa_tui.domain.model import Aspect
from ksa_tui.domain.workshop import CollectionUplift, UpliftCode
from ksa_tui.errors import RuleError
from ksa_tui.i18n import N_
from ksa_tui.services.delivery import NO_QUESTION, keep_answer
from ksa_tui.services.models import model_of
from ksa_tui.services.ratings import aspect_of, check_level
from ksa_tui.services.workshops import load
from ksa_tui.store import Store
from ksa_tui.store.tables import CollectionUpliftRow

NOTHING_RATED: Final = N_(
    "Rate {aspect} of at least one asset first: the whole is raised above the highest of them."
)
NOT_HIGHER: Final = N_(
    "The assets reach level {highest} by themselves. The whole is raised above that, or not at all."
)
NO_REASON: Final = N_("Write why the assets together need more than each of them.")
NOT_THERE: Final = N_("The whole is not raised there any more.")


def set_uplift(store: Store, workshop_id: UUID, uplift: CollectionUplift) -> None:
    """Raise an aspect of the whole, or change what was said about it; its question is answered yes."""
    model, workshop = model_of(store, workshop_id), load(store, workshop_id)
    aspect = aspect_of(model, uplift.aspect)
    question = question_of(model, uplift.code)
    if question is None:
        raise RuleError(NO_QUESTION, question=uplift.code)
    _check_level(aspect, uplift.level, highest_of_assets(model, workshop, aspect.id))
    reason = long_text(uplift.motivation)
    if not reason:
        raise RuleError(NO_REASON)
    with store.command("workshop.uplift", workshop=workshop_id) as unit:
        keep_answer(unit, workshop_id, question.id, True)
        key = (workshop_id, aspect.id, uplift.code)
        row = unit.get(CollectionUpliftRow, key)
        if row is not None:
            unit.update(row, level=uplift.level, motivation=reason)
            return
        unit.insert(
            CollectionUpliftRow(
                workshop_id=workshop_id,
                aspect=aspect.id,
                code=uplift.code,
                level=uplift.level,
                motivation=reason,
            )
        )


def remove_uplift(store: Store, workshop_id: UUID, aspect: str, code: UpliftCode) -> None:
    """The whole is no more than its parts there; the answer to the question stays."""
    with store.command("workshop.lower", workshop=workshop_id) as unit:
        row = unit.get(CollectionUpliftRow, (workshop_id, aspect, code))
        if row is None:
            raise RuleError(NOT_THERE)
        unit.delete(row)


def _check_level(aspect: Aspect, level: int, highest: int | None) -> None:
    check_level(aspect, level)
    if highest is None:
        raise RuleError(NOTHING_RATED, aspect=aspect.letter)
    if level <= highest:
        raise RuleError(NOT_HIGHER, highest=highest)
