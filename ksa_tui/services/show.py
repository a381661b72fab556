"""The state of a workshop as JSON values: the contract that other programs rely on (DESIGN 6, decisions A2).

``null`` is not rated, never 0. New keys may come, none changes its meaning.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Final
from uuid import UUID

from ksa_tui.domain.collection import collection_questions, highest_of_assets, level_together
from ksa_tui.domain.model import Aspect, Model
from ksa_tui.domain.reviewing import review_on
from ksa_tui.domain.sitting import Span, of_the_room, presence
from ksa_tui.domain.standing import asset_status, floor_here, workshop_status
from ksa_tui.domain.workshop import Assessment, Asset, Owner, ParkedQuestion, Workshop
from ksa_tui.services.home import HomeRow, view
from ksa_tui.services.models import model_of
from ksa_tui.services.workshops import load
from ksa_tui.store import Store

SCHEMA: Final = 1

JsonObject = dict[str, Any]


def show(store: Store, workshop_id: UUID) -> JsonObject:
    """One workshop with everything that was said in it."""
    model = model_of(store, workshop_id)
    return workshop_json(model, load(store, workshop_id))


def listing(store: Store) -> list[JsonObject]:
    """All workshops, last changed first: where each stands, in figures."""
    return [_listed(row) for row in view(store).rows]


def workshop_json(model: Model, workshop: Workshop) -> JsonObject:
    """A loaded workshop in the contract's form."""
    return {
        "schema": SCHEMA,
        "id": str(workshop.id),
        "title": workshop.title,
        "status": workshop_status(model, workshop).value,
        "due": _day(
            min(filter(None, (review_on(model.review, a) for a in workshop.assets)), default=None)
        ),
        **_owner(workshop.owner),
        "department": workshop.department.name if workshop.department else None,
        "held_on": workshop.held_on.isoformat() if workshop.held_on else None,
        "answer_by": workshop.answer_by.isoformat() if workshop.answer_by else None,
        "facilitator": workshop.facilitator or None,
        "model": {"id": workshop.model_id, "version": workshop.model_version},
        "participants": [
            {
                "name": person.name,
                "role": person.role_id,
                "role_text": person.role_text or None,
                "department": person.department or None,
                "present": [
                    _span(span)
                    for sitting in of_the_room(workshop.sittings)
                    for span in presence(sitting, person.attendance)
                ],
            }
            for person in workshop.participants
        ],
        "sittings": [
            {
                **_span(Span(sitting.since, sitting.until)),
                "breaks": [_span(span) for span in sitting.pauses],
            }
            for sitting in of_the_room(workshop.sittings)
        ],
        "assets": [_asset(model, asset) for asset in workshop.assets],
        "parked": [_parked(model, question) for question in workshop.parked],
        "uplifts": _uplifts(model, workshop),
        "answers": dict(workshop.answers),
        "collection": _collection(model, workshop),
        "exports": [
            {
                "id": str(export.id),
                "number": export.number,
                "kind": export.kind,
                "at": export.at.isoformat(),
                "file": export.file_name,
            }
            for export in workshop.exports
        ],
    }


def _uplifts(model: Model, workshop: Workshop) -> list[JsonObject]:
    return [
        {
            "aspect": model.aspect(uplift.aspect).letter,
            "code": uplift.code,
            "level": uplift.level,
            "motivation": uplift.motivation,
        }
        for uplift in workshop.uplifts
    ]


def _collection(model: Model, workshop: Workshop) -> JsonObject:
    """The assets together: every question with its answer (null: not answered), and every aspect's level."""
    return {
        "answers": {q.id: workshop.answers.get(q.id) for q in collection_questions(model)},
        "levels": {
            aspect.letter: {
                "assets": highest_of_assets(model, workshop, aspect.id),
                "together": level_together(model, workshop, aspect.id),
            }
            for aspect in model.aspects
        },
        "uplifts": _uplifts(model, workshop),
    }


def _listed(row: HomeRow) -> JsonObject:
    return {
        "id": str(row.id),
        "title": row.title,
        "status": row.status.value,
        "assets": row.total,
        "classified": row.classified,
        "decided": row.decided,
        "returned": row.returned,
        "due": row.due.isoformat() if row.due else None,
        "owner": row.owner or None,
        "department": row.department or None,
    }


def _asset(model: Model, asset: Asset) -> JsonObject:
    status = asset_status(model, asset).value
    key = {"id": str(asset.id), "asset": str(asset.asset_id), "number": asset.number}
    if asset.excluded is not None:
        return {
            **key,
            "name": asset.excluded.label,
            "status": status,
            "excluded": {"on": asset.excluded.on.isoformat(), "role": asset.excluded.role},
        }
    return {
        **key,
        "name": asset.name,
        "description": asset.description or None,
        "flags": [answer.flag for answer in asset.flags if answer.value],
        "flag_answers": {
            answer.flag: {
                "value": answer.value,
                "source": answer.source,
                "confirmed": answer.confirmed,
            }
            for answer in asset.flags
        },
        "status": status,
        "decided_on": _day(asset.decided_on),
        "review_on": _day(review_on(model.review, asset)),
        "returned_comment": asset.returned_comment,
        "deferred": asset.deferred,
        "seconds": asset.seconds_spent,
        **_owner(asset.owner),
        "department": asset.department.name if asset.department else None,
        "systems": [system.name for system in asset.systems],
        "refs": [{"kind": ref.kind, "value": ref.value, "sure": ref.sure} for ref in asset.refs],
        "rest_confirmed": _confirmed(asset),
        "aspects": {aspect.letter: _aspect(model, asset, aspect) for aspect in model.aspects},
    }


def _aspect(model: Model, asset: Asset, aspect: Aspect) -> JsonObject:
    assessment = asset.assessments[aspect.id]
    return {
        "calculated": assessment.calculated,
        "proposed": assessment.proposed,
        "decided": assessment.decided,
        "reason": assessment.adjust_code if assessment.adjusted is not None else None,
        "adjust_motivation": assessment.adjust_motivation or None,
        "motivation": assessment.motivation or None,
        "floor": _floor(model, asset, assessment),
        "ratings": dict(assessment.ratings),
        **_votes(assessment),
        "dissent": [
            {"level": view.level, "reason": view.reason, "role": view.role or None}
            for view in assessment.dissent
        ],
    }


def _floor(model: Model, asset: Asset, assessment: Assessment) -> JsonObject:
    floor = floor_here(model, asset, assessment.aspect)
    return {
        "level": floor.level if floor else None,
        "flags": [one.flag for one in floor.floors] if floor else [],
        "reason_below": assessment.floor_reason or None,
    }


def _votes(assessment: Assessment) -> JsonObject:
    """The last round by itself, and all of them."""
    return {
        "votes": list(assessment.votes[-1].levels) if assessment.votes else [],
        "vote_rounds": [
            {"round": one.number, "levels": list(one.levels), "at": one.at.isoformat()}
            for one in assessment.votes
        ],
    }


def _span(span: Span) -> JsonObject:
    return {"from": span.since.isoformat(), "to": span.until.isoformat()}


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _confirmed(asset: Asset) -> JsonObject | None:
    if asset.rest_confirmed_at is None:
        return None
    return {"by": asset.rest_confirmed_by, "at": asset.rest_confirmed_at.isoformat()}


def _owner(owner: Owner | None) -> JsonObject:
    return {
        "owner": owner.name if owner else None,
        "owner_title": (owner.role_title or None) if owner else None,
        "owner_e_mail": (owner.e_mail or None) if owner else None,
    }


def _parked(model: Model, question: ParkedQuestion) -> JsonObject:
    return {
        "id": str(question.id),
        "text": question.text,
        "who": question.who or None,
        "due": question.due.isoformat() if question.due else None,
        "asset": str(question.asset) if question.asset else None,
        "aspect": model.aspect(question.aspect).letter if question.aspect else None,
        "resolved_at": question.resolved_at.isoformat() if question.resolved_at else None,
        "resolution": question.resolution or None,
    }
