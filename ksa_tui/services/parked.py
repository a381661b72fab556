"""Parked questions: left for later, with who answers and by when."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from ksa_tui.domain.cleaning import long_text, optional
from ksa_tui.errors import KsaError, RuleError
from ksa_tui.i18n import N_
from ksa_tui.services.models import model_of
from ksa_tui.services.ratings import aspect_of
from ksa_tui.services.treatments import EXCLUDED, NO_ASSET
from ksa_tui.store import Store, Unit
from ksa_tui.store.finding import find_place
from ksa_tui.store.tables import AssetRow, ParkedRow

EMPTY_QUESTION: Final = N_("Write the question that is to be parked.")
EMPTY_ANSWER: Final = N_("Write how the question was answered.")
NO_QUESTION: Final = N_("This parked question is not there any more.")


def add(  # noqa: PLR0917 - in the order of the form
    store: Store,
    workshop_id: UUID,
    text: str,
    who: str = "",
    due: date | None = None,
    treatment: UUID | None = None,
    aspect: str | None = None,
) -> UUID:
    """Park a question about the workshop, or about an asset and an aspect of it."""
    question = long_text(text)
    if not question:
        raise RuleError(EMPTY_QUESTION)
    model = model_of(store, workshop_id)
    if aspect is not None:
        aspect_of(model, aspect)
    with store.command("question.park", workshop=workshop_id) as unit:
        if treatment is not None:
            _concern_asset(unit, workshop_id, treatment)
            asset = unit.get(AssetRow, unit.asset)
            if asset is not None and asset.excluded_at:
                raise RuleError(EXCLUDED)
        row = ParkedRow(
            id=unit.new_id(),
            workshop_id=workshop_id,
            workshop_asset_id=treatment,
            aspect=aspect,
            text=question,
            who=optional(who),
            due=due,
        )
        return unit.insert(row).id


def resolve(store: Store, question_id: UUID, resolution: str) -> None:
    """Write how a question was answered."""
    answer = long_text(resolution)
    if not answer:
        raise RuleError(EMPTY_ANSWER)
    with store.command("question.resolve") as unit:
        unit.update(_row(unit, question_id), resolution=answer, resolved_at=unit.now)


def remove(store: Store, question_id: UUID) -> None:
    """Take a question away; undo brings it back."""
    with store.command("question.remove") as unit:
        unit.delete(_row(unit, question_id))


def _row(unit: Unit, question_id: UUID) -> ParkedRow:
    row = unit.get(ParkedRow, question_id)
    if row is None:
        raise KsaError(NO_QUESTION)
    unit.concern(workshop=row.workshop_id)
    if row.workshop_asset_id is not None:
        _concern_asset(unit, row.workshop_id, row.workshop_asset_id)
    return row


def _concern_asset(unit: Unit, workshop_id: UUID, treatment_id: UUID) -> None:
    """The question is content of that asset: a stop removes it too."""
    place = find_place(unit.connection, treatment_id)
    if place is None or place.workshop != workshop_id:
        raise KsaError(NO_ASSET)
    unit.concern(asset=place.asset)
