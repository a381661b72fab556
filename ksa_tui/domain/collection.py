"""The assets taken together: what the model asks about them, and when the whole is more than its parts.

The whole of an aspect is the highest level of the assets, or what an uplift raises that to; an uplift never
changes an asset (decisions A7).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final, get_args

from ksa_tui.domain.model import Aspect, Model, Question
from ksa_tui.domain.standing import standing_level
from ksa_tui.domain.workshop import UpliftCode, Workshop

UPLIFT_CODES: Final[tuple[UpliftCode, ...]] = get_args(UpliftCode)


def collection_questions(model: Model) -> tuple[Question, ...]:
    """What the model asks about the assets together, in its order."""
    return tuple(question for question in model.questions if question.scope == "collection")


def code_of(question: Question) -> UpliftCode | None:
    """The kind of uplift that a yes to the question may lead to."""
    return next((code for code in UPLIFT_CODES if code == question.flag), None)


def question_of(model: Model, code: UpliftCode) -> Question | None:
    """The question that asks about this kind of uplift, if the model has one."""
    return next((each for each in collection_questions(model) if code_of(each) == code), None)


def highest_of_assets(model: Model, workshop: Workshop, aspect: str) -> int | None:
    """The highest level of the assets themselves, those put off and excluded left out; None is not rated."""
    levels = (
        standing_level(model, asset, aspect)
        for asset in workshop.assets
        if not asset.deferred and not asset.excluded
    )
    return max((level for level in levels if level is not None), default=None)


def level_together(model: Model, workshop: Workshop, aspect: str) -> int | None:
    """The level of the assets together: the highest of theirs, or what an uplift raises it to."""
    own = highest_of_assets(model, workshop, aspect)
    if own is None:
        return None
    return max([own, *(each.level for each in workshop.uplifts if each.aspect == aspect)])


def raised(
    model: Model, workshop: Workshop, highest_of: Callable[[str], int | None] | None = None
) -> Iterable[tuple[Aspect, int | None, int]]:
    """Each aspect that an uplift is recorded for, the assets' own highest level, and the level together.

    ``highest_of`` tells the assets' own level of an aspect, where that is known.
    """
    highest_of = highest_of or partial(highest_of_assets, model, workshop)
    for aspect in model.aspects:
        levels = [each.level for each in workshop.uplifts if each.aspect == aspect.id]
        if levels:
            own = highest_of(aspect.id)
            yield aspect, own, max([*levels, *([] if own is None else [own])])
