"""Protective measures of a workshop: which follow, what is answered where, and that risks were assessed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final
from uuid import UUID

from ksa_tui.domain.cleaning import long_text, optional
from ksa_tui.domain.model import Aspect, Measures, Model
from ksa_tui.domain.protecting import (
    Answer,
    Change,
    Place,
    Scope,
    State,
    by_measure,
    neighbours,
    would_change,
)
from ksa_tui.domain.protection_plan import Line, lines, met_for, needs_of
from ksa_tui.domain.workshop import Asset, Department, Workshop
from ksa_tui.errors import KsaError, RuleError
from ksa_tui.i18n import N_
from ksa_tui.services.models import freeze_measures, model_of, thawed
from ksa_tui.services.references import measures_now
from ksa_tui.services.risks import RiskAssessment
from ksa_tui.services.treatments import EXCLUDED, treatment_of
from ksa_tui.services.workshops import load
from ksa_tui.store import Store, Unit
from ksa_tui.store.calibrating import place_of_workshop
from ksa_tui.store.protecting import (
    find_measures,
    read_answers,
    risk_assessments,
)
from ksa_tui.store.tables import (
    AssetRow,
    DepartmentRow,
    MeasureAnswerRow,
    SystemRow,
    WorkshopMeasuresRow,
)

NO_MEASURE: Final = N_(
    "There is no measure “{measure}” among those that this workshop is worked out with."
)
NO_PLACE: Final = N_("The place that the answer is about is not there any more.")
NO_REASON: Final = N_("A measure that is not relevant needs a reason.")

_COLUMN: Final = {
    Scope.ORGANISATION: None,
    Scope.DEPARTMENT: "department_id",
    Scope.SYSTEM: "system_id",
    Scope.ASSET: "asset_id",
}


@dataclass(frozen=True, slots=True)
class AnswerDraft:
    """What is said about a measure at one place."""

    state: State
    reason: str = ""
    role: str = ""
    due: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Protection:
    """The measures of a workshop, and what confirms them."""

    model: Model
    measures: Measures
    department: UUID | None
    """The workshop's own."""
    departments: tuple[Department, ...]
    """The workshop's, then those of its assets."""
    assets: tuple[Asset, ...]
    answers: tuple[Answer, ...]
    risk_assessments: tuple[RiskAssessment, ...]

    def lines(
        self, assets: Iterable[Asset] | None = None, *, procured: bool = False
    ) -> tuple[Line, ...]:
        """Every measure that follows from these assets (None: all of the workshop), each once.

        ``procured`` counts with a supplier also where none is known today.
        """
        chosen = self.assets if assets is None else tuple(assets)
        return lines(
            self.measures, self.model, chosen, self.department, self.answers, procured=procured
        )

    def answer_at(self, measure_id: str, place: Place) -> Answer | None:
        """What was said about a measure at this very place."""
        said = (a for a in self.answers if (a.measure, a.scope, a.place) == (measure_id, *place))
        return next(said, None)


def protection(store: Store, workshop_id: UUID) -> Protection:
    """Everything that the list of measures is made of."""
    model, workshop = model_of(store, workshop_id), load(store, workshop_id)
    with store.reading() as connection:
        risks = risk_assessments(connection, workshop_id)
    return Protection(
        model=model,
        measures=measures_of(store, workshop_id),
        department=workshop.department.id if workshop.department else None,
        departments=_departments(workshop),
        assets=workshop.assets,
        answers=answers(store),
        risk_assessments=tuple(
            RiskAssessment(row.id, row.made_on, row.reference, row.outcome) for row in risks
        ),
    )


def _departments(workshop: Workshop) -> tuple[Department, ...]:
    named = [workshop.department, *(asset.department for asset in workshop.assets)]
    return tuple({each.id: each for each in named if each is not None}.values())


def measures_of(store: Store, workshop_id: UUID) -> Measures:
    """The measures that a workshop is worked out with: frozen with its first answer or export."""
    known = store.remembered.measures.get(workshop_id)
    if known is not None:
        return known
    with store.reading() as connection:
        body = find_measures(connection, workshop_id)
    if body is None:
        return measures_now(store, model_of(store, workshop_id))
    frozen = thawed(store, Measures, body)
    store.remembered.measures[workshop_id] = frozen
    return frozen


def keep_measures(unit: Unit, workshop_id: UUID, measures: Measures) -> UUID:
    """Freeze ``measures`` for a workshop, unless that was done before; returns the version's id."""
    known = unit.get(WorkshopMeasuresRow, workshop_id)
    if known is not None:
        return known.measures_version_id
    version = freeze_measures(unit, measures)
    unit.insert(WorkshopMeasuresRow(workshop_id=workshop_id, measures_version_id=version))
    return version


def answers(store: Store) -> tuple[Answer, ...]:
    """Every answer of the store, wherever it holds."""
    with store.reading() as connection:
        rows = read_answers(connection)
    return tuple(_answer(row) for row in rows)


def _answer(row: Any) -> Answer:
    scope = Scope(row.scope)
    column = _COLUMN[scope]
    return Answer(
        measure=row.measure_id,
        scope=scope,
        place=getattr(row, column) if column else None,
        state=State(row.state),
        reason=row.reason,
        role=row.role,
        due=row.due,
        note=row.note,
        at=row.at,
    )


def answer(
    store: Store, workshop_id: UUID, measure_id: str, place: Place, draft: AnswerDraft | None
) -> None:
    """Say how it stands with a measure at a place, for every asset there; None takes the answer back."""
    measures = measures_of(store, workshop_id)
    if not any(each.id == measure_id for each in measures.measures):
        raise RuleError(NO_MEASURE, measure=measure_id)
    said = None if draft is None else _checked(draft)
    scope, of = place
    with store.command("measure.answer", workshop=workshop_id) as unit:
        _require_place(unit, place)
        if scope is Scope.ASSET:
            unit.concern(asset=of)
        row = answer_row(unit, measure_id, place)
        if said is None:
            if row is not None:
                unit.delete(row)
            return
        version = keep_measures(unit, workshop_id, measures)
        values = {**said, "at": unit.now, "measures_version_id": version}
        if row is not None:
            unit.update(row, **values)
            return
        unit.insert(
            MeasureAnswerRow(
                id=unit.new_id(),
                measure_id=measure_id,
                scope=scope.value,
                **_where(place),
                **values,
            )
        )


def answer_row(unit: Unit, measure_id: str, place: Place) -> MeasureAnswerRow | None:
    """The answer about a measure at this very place, to be changed."""
    return unit.find_one(
        MeasureAnswerRow, measure_id=measure_id, scope=place[0].value, **_where(place)
    )


def _where(place: Place) -> dict[str, Any]:
    scope, of = place
    column = _COLUMN[scope]
    return {column: of} if column else {}


def _checked(draft: AnswerDraft) -> dict[str, Any]:
    reason = long_text(draft.reason)
    if draft.state is State.NOT_RELEVANT and not reason:
        raise RuleError(NO_REASON)
    return {
        "state": draft.state.value,
        "reason": reason if draft.state is State.NOT_RELEVANT else "",
        "role": optional(draft.role),
        "due": draft.due,
        "note": long_text(draft.note),
    }


def _require_place(unit: Unit, place: Place) -> None:
    scope, of = place
    row: Any = None
    match scope:
        case Scope.ORGANISATION:
            return
        case Scope.DEPARTMENT:
            row = unit.get(DepartmentRow, of)
        case Scope.SYSTEM:
            row = unit.get(SystemRow, of)
        case Scope.ASSET:
            row = unit.get(AssetRow, of)
            if row is not None and row.excluded_at is not None:
                raise RuleError(EXCLUDED)
    if row is None:
        raise KsaError(NO_PLACE)


# ---------------------------------------------------------------- what would change


@dataclass(frozen=True, slots=True)
class Steps:
    """What a level less and a level more of an aspect would spare and bring; None at the ends of the scale."""

    less: Change | None
    more: Change | None


def steps(store: Store, treatment_id: UUID) -> Mapping[str, Steps]:
    """What changes around each rated aspect's level, by aspect id, without what is met there already."""
    here = treatment_of(store, treatment_id)
    with store.reading() as connection:
        department = place_of_workshop(connection, here.workshop).department_id
    needs, measures = needs_of(here.model, here.asset), measures_of(store, here.workshop)
    met = met_for(here.asset, department, by_measure(answers(store)))

    def change(aspect: Aspect, level: int | None) -> Change | None:
        return None if level is None else would_change(measures, needs, aspect, level, met)

    rated = [aspect for aspect in here.model.aspects if aspect.id in needs.levels]
    around = {aspect: neighbours(aspect, needs.levels[aspect.id]) for aspect in rated}
    return {
        aspect.id: Steps(change(aspect, below), change(aspect, above))
        for aspect, (below, above) in around.items()
    }
