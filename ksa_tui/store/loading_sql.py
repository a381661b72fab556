"""The statements of ``loading``, made once: their text does not depend on what is asked for."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Any, Final, Generic, TypeVar

from sqlalchemy import (
    ColumnElement,
    Select,
    String,
    bindparam,
    exists,
    func,
    literal_column,
    select,
)
from sqlalchemy.dialects import sqlite

from ksa_tui.store.tables import metadata

Q = TypeVar("Q")

_tables: Final = metadata.tables
_workshop: Final = _tables["workshop"]
_treatment: Final = _tables["workshop_asset"]
_asset: Final = _tables["asset"]
_department: Final = _tables["department"]
_owner: Final = _tables["owner"]
_assessment: Final = _tables["assessment"]
_rating: Final = _tables["rating"]
_round: Final = _tables["vote_round"]
_vote: Final = _tables["vote"]
_dissent: Final = _tables["dissent"]
_flag: Final = _tables["asset_flag"]
_ref: Final = _tables["asset_ref"]
_system: Final = _tables["system"]
_system_asset: Final = _tables["system_asset"]
_decision: Final = _tables["decision"]
_trigger: Final = _tables["review_trigger"]
_export: Final = _tables["export"]
_line: Final = _tables["export_row"]
_participant: Final = _tables["participant"]
_attendance: Final = _tables["attendance"]
_sitting: Final = _tables["workshop_session"]
_break: Final = _tables["workshop_break"]
_parked: Final = _tables["parked"]
_uplift: Final = _tables["collection_uplift"]
_dismissed: Final = _tables["dismissed_check"]
_answer: Final = _tables["question_answer"]

_id: Final = bindparam("id", type_=_workshop.c.id.type)

_PEOPLE: Final = (
    _department.c.id.label("department_id"),
    _department.c.name.label("department_name"),
    _owner.c.id.label("owner_id"),
    _owner.c.name.label("owner_name"),
    _owner.c.role_title.label("owner_title"),
    _owner.c.e_mail.label("owner_e_mail"),
)

WORKSHOP: Final = (
    select(
        _workshop.c.id,
        _workshop.c.title,
        _workshop.c.created,
        _workshop.c.facilitator,
        _workshop.c.facilitator_role,
        _workshop.c.held_on,
        _workshop.c.answer_by,
        _workshop.c.reply_to,
        _workshop.c.owner_language,
        _workshop.c.planned_end,
        _workshop.c.walk_by_aspect,
        _workshop.c.walk_first,
        *_PEOPLE,
    )
    .join_from(_workshop, _department, _department.c.id == _workshop.c.department_id, isouter=True)
    .join(_owner, _owner.c.id == _workshop.c.owner_id, isouter=True)
    .where(_workshop.c.id == _id, _workshop.c.deleted_at.is_(None))
)

PARTICIPANTS: Final = (
    select(
        _participant.c.id,
        _participant.c.name,
        _participant.c.role_id,
        _participant.c.role_text,
        _participant.c.department,
        _attendance.c.workshop_session_id,
        _attendance.c.from_at,
        _attendance.c.to_at,
    )
    .join_from(
        _participant, _attendance, _attendance.c.participant_id == _participant.c.id, isouter=True
    )
    .where(_participant.c.workshop_id == _id)
    .order_by(_participant.c.position, _participant.c.id, _attendance.c.from_at)
)
"""Each participant with each note of their coming and going, or once without any."""

SITTINGS: Final = (
    select(
        _sitting.c.id,
        _sitting.c.started_at,
        func.coalesce(_sitting.c.ended_at, _sitting.c.started_at),
        _break.c.from_at,
        _break.c.to_at,
    )
    .join_from(_sitting, _break, _break.c.workshop_session_id == _sitting.c.id, isouter=True)
    .where(_sitting.c.workshop_id == _id, _sitting.c.started_at.is_not(None))
    .order_by(_sitting.c.started_at, _sitting.c.id, _break.c.from_at)
)
"""Each sitting with each of its breaks, or once without any."""

PARKED: Final = (
    select(
        _parked.c.id,
        _parked.c.text,
        _parked.c.who,
        _parked.c.due,
        _parked.c.workshop_asset_id,
        _parked.c.aspect,
        _parked.c.resolved_at,
        _parked.c.resolution,
    )
    .join_from(_parked, _treatment, _treatment.c.id == _parked.c.workshop_asset_id, isouter=True)
    .where(_parked.c.workshop_id == _id, _treatment.c.removed_at.is_(None))
    .order_by(_parked.c.created, _parked.c.id)
)

UPLIFTS: Final = (
    select(_uplift.c.aspect, _uplift.c.code, _uplift.c.level, _uplift.c.motivation)
    .where(_uplift.c.workshop_id == _id)
    .order_by(_uplift.c.aspect, _uplift.c.code)
)

ANSWERS: Final = select(_answer.c.question_id, _answer.c.answer).where(
    _answer.c.workshop_id == _id, _answer.c.workshop_asset_id.is_(None)
)

DISMISSED: Final = (
    select(_dismissed.c.check_code, _dismissed.c.subject_id, _dismissed.c.reason)
    .where(_dismissed.c.workshop_id == _id)
    .order_by(_dismissed.c.check_code, _dismissed.c.subject_id)
)

EXPORTS: Final = (
    select(
        _export.c.id,
        _export.c.number,
        _export.c.kind,
        _export.c.at,
        _export.c.file_name,
        _export.c.digest,
    )
    .where(_export.c.workshop_id == _id)
    .order_by(_export.c.number)
)

_other: Final = _treatment.alias("other")

_CALLED: Final = (
    select(func.min(_trigger.c.on))
    .where(
        _trigger.c.asset_id == _asset.c.id,
        _trigger.c.created
        > select(func.max(_decision.c.recorded_at))
        .where(_decision.c.asset_id == _asset.c.id)
        .scalar_subquery(),
    )
    .scalar_subquery()
)
"""When something after the latest decision first called for a review."""

_SUPERSEDED: Final = exists().where(
    _other.c.copied_from_id == _treatment.c.id,
    _decision.c.workshop_asset_id == _other.c.id,
    _decision.c.choice != literal_column("'return'"),
)
"""Whether a later treatment was decided."""

NUMBER: Final = (
    select(func.count())
    .join_from(
        _treatment,
        _other,
        (_other.c.workshop_id == _treatment.c.workshop_id)
        & (_other.c.position <= _treatment.c.position)
        & _other.c.removed_at.is_(None),
    )
    .where(_treatment.c.id == _id)
)
"""A treatment's place in its workshop, from 1."""


@dataclass(frozen=True, slots=True)
class TreatmentQueries(Generic[Q]):
    """What is asked about treatments; each takes ``scope``. Children name first what they belong to."""

    treatments: Q
    assessments: Q
    ratings: Q
    votes: Q
    dissent: Q
    decisions: Q
    flags: Q
    refs: Q
    systems: Q
    handed_out: Q


def queries(scope: ColumnElement[bool]) -> TreatmentQueries[Select[Any]]:
    """What is asked about the treatments in ``scope``."""
    here = scope & literal_column("+workshop_asset.removed_at").is_(None)
    of_treatment = _assessment.c.workshop_asset_id == _treatment.c.id
    assessed = _assessment.join(_treatment, of_treatment)
    return TreatmentQueries(
        treatments=_treatments().where(here).order_by(_treatment.c.position),
        assessments=select(
            _assessment.c.id,
            _assessment.c.workshop_asset_id,
            _assessment.c.aspect,
            _assessment.c.adjusted,
            _assessment.c.reason_code,
            _assessment.c.adjust_motivation,
            _assessment.c.motivation,
            _assessment.c.floor_reason,
        )
        .select_from(assessed)
        .where(here),
        ratings=select(_rating.c.assessment_id, _rating.c.area, _rating.c.state, _rating.c.level)
        .select_from(assessed.join(_rating, _rating.c.assessment_id == _assessment.c.id))
        .where(here),
        votes=select(_round.c.assessment_id, _round.c.number, _round.c.opened_at, _vote.c.level)
        .select_from(
            assessed.join(_round, _round.c.assessment_id == _assessment.c.id).outerjoin(
                _vote, _vote.c.vote_round_id == _round.c.id
            )
        )
        .where(here, _round.c.revealed_at.is_not(None))
        .order_by(_round.c.number, _vote.c.ordinal),
        dissent=select(
            _dissent.c.assessment_id, _dissent.c.level, _dissent.c.reason, _dissent.c.role
        )
        .select_from(assessed.join(_dissent, _dissent.c.assessment_id == _assessment.c.id))
        .where(here)
        .order_by(_dissent.c.position),
        decisions=select(
            _decision.c.workshop_asset_id,
            _decision.c.aspect,
            _decision.c.choice,
            _decision.c.level,
            _decision.c.decided_on,
            _decision.c.comment,
        )
        .join_from(_decision, _treatment, _decision.c.workshop_asset_id == _treatment.c.id)
        .where(here)
        .order_by(_decision.c.recorded_at, _decision.c.id),
        flags=select(
            _flag.c.asset_id,
            _flag.c.flag_id,
            _flag.c.value,
            _flag.c.source,
            _flag.c.confirmed_at.is_not(None),
        )
        .join_from(_flag, _treatment, _flag.c.asset_id == _treatment.c.asset_id)
        .where(here),
        refs=select(_ref.c.asset_id, _ref.c.kind, _ref.c.value, _ref.c.sure)
        .join_from(_ref, _treatment, _ref.c.asset_id == _treatment.c.asset_id)
        .where(here)
        .order_by(_ref.c.kind, _ref.c.position),
        systems=select(_system_asset.c.asset_id, _system.c.id, _system.c.name, _system.c.supplier)
        .select_from(
            _system_asset.join(_treatment, _system_asset.c.asset_id == _treatment.c.asset_id).join(
                _system, _system.c.id == _system_asset.c.system_id
            )
        )
        .where(here)
        .order_by(_system.c.sort_key),
        handed_out=select(
            _line.c.workshop_asset_id,
            exists().where(
                _decision.c.workshop_asset_id == _line.c.workshop_asset_id,
                _decision.c.recorded_at >= _export.c.at,
            ),
        )
        .select_from(
            _line.join(_treatment, _line.c.workshop_asset_id == _treatment.c.id).join(
                _export, _export.c.id == _line.c.export_id
            )
        )
        .where(here, _export.c.kind == literal_column("'decision'"), _line.c.proposal.is_not(None))
        .order_by(_export.c.number),
    )


def _treatments() -> Select[Any]:
    return (
        select(
            _treatment.c.id,
            _treatment.c.asset_id,
            _treatment.c.seconds_spent,
            _treatment.c.confirmed_by,
            _treatment.c.confirmed_at,
            _treatment.c.deferred,
            _asset.c.name,
            _asset.c.description,
            _asset.c.medium,
            _asset.c.catalogue_id,
            _asset.c.excluded_at,
            _asset.c.excluded_role,
            _asset.c.excluded_label,
            _CALLED.label("review_called"),
            _SUPERSEDED.label("superseded"),
            *_PEOPLE,
        )
        .join_from(_treatment, _asset, _asset.c.id == _treatment.c.asset_id)
        .join(_department, _department.c.id == _asset.c.department_id, isouter=True)
        .join(_owner, _owner.c.id == _asset.c.owner_id, isouter=True)
    )


def _texts(scope: ColumnElement[bool]) -> TreatmentQueries[str]:
    """The statements as text for the driver, which gives ids and moments as the store keeps them."""
    written = sqlite.dialect(paramstyle="named")
    asked = queries(scope)
    texts = {
        each.name: str(getattr(asked, each.name).compile(dialect=written)) for each in fields(asked)
    }
    return TreatmentQueries(**texts)


_ASKED: Final = func.json_each(bindparam("assets", type_=String())).table_valued("value")
OF_WORKSHOP: Final = _texts(_treatment.c.workshop_id == bindparam("scope", type_=String()))
OF_TREATMENT: Final = _texts(_treatment.c.id == bindparam("scope", type_=String()))
OF_ASSETS: Final = _texts(
    (literal_column("+workshop_asset.workshop_id") == bindparam("scope", type_=String()))
    & _treatment.c.asset_id.in_(select(_ASKED.c.value))
)
"""Some of a workshop: ``assets`` is a JSON list of their ids as the store keeps them.

SQLite is to look them up one by one: the plus signs keep it from going through a workshop or the store.
"""
