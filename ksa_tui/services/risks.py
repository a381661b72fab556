"""That the risks were assessed: it confirms the measures, or says what else is needed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final
from uuid import UUID

from ksa_tui.domain.cleaning import long_text, optional
from ksa_tui.errors import RuleError
from ksa_tui.i18n import N_
from ksa_tui.services.models import model_of
from ksa_tui.store import Store
from ksa_tui.store.tables import RiskAssessmentRow

NO_DAY: Final = N_("Write the day when the risk assessment was made.")
NOT_YET: Final = N_(
    "The date {day} is in the future. Write the day when the risk assessment was made."
)


@dataclass(frozen=True, slots=True)
class RiskAssessment:
    """That the risks were assessed, which confirms the measures: when, where it is kept, what it said."""

    id: UUID
    made_on: date
    reference: str = ""
    outcome: str = ""


def record_risk_assessment(
    store: Store, workshop_id: UUID, made_on: date | None, reference_to: str = "", outcome: str = ""
) -> UUID:
    """Record that the risks were assessed: it confirms the measures or says what else is needed."""
    if made_on is None:
        raise RuleError(NO_DAY)
    if made_on > store.clock().astimezone().date():
        raise RuleError(NOT_YET, day=made_on.isoformat())
    model_of(store, workshop_id)  # refuses a workshop that is gone
    with store.command("workshop.risk", workshop=workshop_id) as unit:
        row = RiskAssessmentRow(
            id=unit.new_id(),
            workshop_id=workshop_id,
            made_on=made_on,
            reference=optional(reference_to),
            outcome=long_text(outcome),
        )
        return unit.insert(row).id
