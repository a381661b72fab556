"""Rating one impact area, and what a room confirms and adjusts afterwards."""

from __future__ import annotations

from dataclasses import replace
from typing import Final
from uuid import UUID

from ksa_tui.domain.cleaning import long_text
from ksa_tui.domain.model import Aspect, Model
from ksa_tui.domain.rating import (
    ADJUST_CODES,
    NOT_RELEVANT,
    AdjustCode,
    Rating,
    calculated_level,
    unrated_areas,
)
from ksa_tui.domain.workshop import Asset
from ksa_tui.errors import RuleError
from ksa_tui.i18n import N_
from ksa_tui.services.sittings import open_sitting
from ksa_tui.services.treatments import (
    assessment_at,
    derive,
    open_treatment_of,
    remember,
    with_assessment,
)
from ksa_tui.store import Store, Unit
from ksa_tui.store.finding import find_assessment
from ksa_tui.store.tables import AssessmentRow, RatingRow, WorkshopAssetRow

NO_ASPECT: Final = N_("The model has no aspect “{aspect}”.")
NO_AREA: Final = N_("The model has no impact area “{area}”.")
NO_LEVEL: Final = N_(
    "{level} is not a level of {aspect}: the scale goes from {lowest} to {highest}."
)
NOT_RATED: Final = N_("Rate at least one impact area before the level is adjusted.")
NO_CODE: Final = N_("Choose the kind of reason: own judgement or shared classification.")
NO_REASON: Final = N_("Write the reason: an adjusted level needs one.")
SAME_LEVEL: Final = N_("The calculated level is already {level}: there is nothing to adjust.")


def rate(store: Store, treatment_id: UUID, aspect: str, area: str, rating: Rating) -> Asset:
    """Rate one impact area; None clears it. A level outside the aspect's scale is refused.

    A confirmation that nothing unrated is higher falls when the calculated level falls.
    """
    here = open_treatment_of(store, treatment_id)
    check_rating(here.model, aspect, area, rating)
    asset = here.asset
    before = asset.assessments[aspect]
    if before.ratings[area] == rating:
        return asset
    after = with_assessment(asset, aspect, ratings={**before.ratings, area: rating})
    with store.command("asset.rate", workshop=here.workshop, asset=asset.asset_id) as unit:
        rows = find_assessment(unit, asset.id, aspect, area)
        assessment = assessment_at(unit, here, aspect, rows.assessment)
        _write_rating(unit, assessment, rows.rating, area, rating)
        if _falls(before.calculated, after.assessments[aspect].calculated):
            after = _unconfirmed(unit, rows.treatment, after)
        derive(unit, here.model, rows.treatment, assessment, after)
        open_sitting(store, unit, here.workshop)
    return remember(store, unit.generation, here.workshop, after)


def adjust(  # noqa: PLR0917 - as it is said: which, to what, why
    store: Store,
    treatment_id: UUID,
    aspect: str,
    level: int | None,
    code: AdjustCode | None,
    motivation: str,
) -> Asset:
    """Propose another level than the calculated, with a reason; level None takes that back."""
    here = open_treatment_of(store, treatment_id)
    known = aspect_of(here.model, aspect)
    reason = long_text(motivation)
    if level is None:
        code, reason = None, ""
    else:
        _check_adjustment(known, here.asset, level, code, reason)
    after = with_assessment(
        here.asset, aspect, adjusted=level, adjust_code=code, adjust_motivation=reason
    )
    if after == here.asset:
        return after
    with store.command("asset.adjust", workshop=here.workshop, asset=here.asset.asset_id) as unit:
        rows = find_assessment(unit, treatment_id, aspect, "")
        columns = {"adjusted": level, "reason_code": code, "adjust_motivation": reason}
        assessment = assessment_at(unit, here, aspect, rows.assessment, **columns)
        derive(unit, here.model, rows.treatment, assessment, after)
    return remember(store, unit.generation, here.workshop, after)


def confirm_rest(store: Store, treatment_id: UUID) -> Asset:
    """The room says that no unrated area is higher: who and when are kept.

    Nothing is kept when there is nothing to say: an aspect is not rated yet, or none could be higher.
    """
    here = open_treatment_of(store, treatment_id)
    asset = here.asset
    if asset.rest_confirmed_at is not None or not _something_to_confirm(here.model, asset):
        return asset
    with store.command("asset.confirm", workshop=here.workshop, asset=asset.asset_id) as unit:
        row = unit.get(WorkshopAssetRow, asset.id)
        if row is not None:
            unit.update(row, confirmed_by=unit.actor, confirmed_at=unit.now)
    after = replace(asset, rest_confirmed_by=unit.actor, rest_confirmed_at=unit.now)
    return remember(store, unit.generation, here.workshop, after)


def aspect_of(model: Model, aspect: str) -> Aspect:
    """The model's aspect; one it does not have is refused."""
    try:
        return model.aspect(aspect)
    except KeyError:
        raise RuleError(NO_ASPECT, aspect=aspect) from None


def check_level(aspect: Aspect, level: int) -> None:
    """Refuse a level outside the aspect's own scale."""
    if isinstance(level, bool) or level not in aspect:
        raise RuleError(
            NO_LEVEL,
            level=level,
            aspect=aspect.letter,
            lowest=aspect.levels[0].value,
            highest=aspect.top,
        )


def check_rating(model: Model, aspect: str, area: str, rating: Rating) -> None:
    """Refuse an unknown aspect or area, and a level outside the scale."""
    known = aspect_of(model, aspect)
    if not any(area == one.id for one in model.areas):
        raise RuleError(NO_AREA, area=area)
    if rating is not None and rating != NOT_RELEVANT:
        check_level(known, rating)


def _check_adjustment(
    aspect: Aspect, asset: Asset, level: int, code: AdjustCode | None, reason: str
) -> None:
    check_level(aspect, level)
    calculated = asset.assessments[aspect.id].calculated
    if calculated is None:
        raise RuleError(NOT_RATED)
    if calculated == level:
        raise RuleError(SAME_LEVEL, level=level)
    if code not in ADJUST_CODES:
        raise RuleError(NO_CODE)
    if not reason:
        raise RuleError(NO_REASON)


def _write_rating(
    unit: Unit, assessment: AssessmentRow, known: RatingRow | None, area: str, rating: Rating
) -> None:
    if rating is None:
        if known is not None:
            unit.delete(known)
        return
    level = rating if isinstance(rating, int) else None
    state = "not_relevant" if level is None else "level"
    if known is not None:
        unit.update(known, state=state, level=level, at=unit.now)
        return
    unit.insert(
        RatingRow(assessment_id=assessment.id, area=area, state=state, level=level, at=unit.now)
    )


def _falls(before: int | None, after: int | None) -> bool:
    return before is not None and (after is None or after < before)


def _unconfirmed(unit: Unit, row: WorkshopAssetRow, asset: Asset) -> Asset:
    unit.update(row, confirmed_by=None, confirmed_at=None)
    return replace(asset, rest_confirmed_by=None, rest_confirmed_at=None)


def _something_to_confirm(model: Model, asset: Asset) -> bool:
    levels = {
        aspect.id: calculated_level(asset.assessments[aspect.id].ratings)
        for aspect in model.aspects
    }
    if None in levels.values():
        return False
    return any(
        levels[aspect.id] != aspect.top
        and unrated_areas(model, asset.assessments[aspect.id].ratings)
        for aspect in model.aspects
    )
