"""What is asked when a workbook is handed out, and kept: by when, to whom, in which language, two questions."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from ksa_tui.domain.cleaning import optional
from ksa_tui.domain.collection import code_of, collection_questions
from ksa_tui.domain.workshop import UpliftCode
from ksa_tui.errors import KsaError, RuleError
from ksa_tui.i18n import LANGUAGES, N_
from ksa_tui.services.models import NO_WORKSHOP, model_of
from ksa_tui.services.shapes import Delivery
from ksa_tui.store import Store, Unit
from ksa_tui.store.loading import read_workshop
from ksa_tui.store.tables import CollectionUpliftRow, QuestionAnswerRow, WorkshopRow

NO_QUESTION: Final = N_("The model has no question “{question}” about the collection.")
RAISED: Final = N_(
    "The whole is raised because of that yes. Take the raised levels away first, then change the answer."
)
NO_LANGUAGE: Final = N_("“{language}” is not a language of the workbook: sv or en.")


def delivery_of(store: Store, workshop_id: UUID) -> Delivery:
    """What was answered the last time."""
    with store.reading() as connection:
        row = read_workshop(connection, workshop_id)
    if row is None:
        raise KsaError(NO_WORKSHOP)
    return Delivery(row.answer_by, row.reply_to, row.owner_language)


def set_delivery(store: Store, workshop_id: UUID, delivery: Delivery) -> None:
    """Keep the answers."""
    if delivery.owner_language not in ("", *LANGUAGES):
        raise RuleError(NO_LANGUAGE, language=delivery.owner_language)
    reply_to = optional(delivery.reply_to)
    with store.command("workshop.delivery", workshop=workshop_id) as unit:
        row = unit.get(WorkshopRow, workshop_id)
        if row is None or row.deleted_at is not None:
            raise KsaError(NO_WORKSHOP)
        unit.update(
            row,
            answer_by=delivery.answer_by,
            reply_to=reply_to,
            owner_language=delivery.owner_language,
        )


def answer_question(store: Store, workshop_id: UUID, question: str, answer: bool | None) -> None:
    """Answer a question of the model about the collection; None takes the answer back."""
    questions = collection_questions(model_of(store, workshop_id))
    asked = next((each for each in questions if each.id == question), None)
    if asked is None:
        raise RuleError(NO_QUESTION, question=question)
    with store.command("workshop.answer", workshop=workshop_id) as unit:
        if answer is not True and _is_raised(unit, workshop_id, code_of(asked)):
            raise RuleError(RAISED)
        keep_answer(unit, workshop_id, question, answer)


def _is_raised(unit: Unit, workshop_id: UUID, code: UpliftCode | None) -> bool:
    return bool(unit.find(CollectionUpliftRow, workshop_id=workshop_id, code=code))


def keep_answer(unit: Unit, workshop_id: UUID, question: str, answer: bool | None) -> None:
    """Write the answer within a command."""
    row = unit.find_one(
        QuestionAnswerRow,
        workshop_id=workshop_id,
        workshop_asset_id=None,
        question_id=question,
    )
    if row is None and answer is not None:
        unit.insert(
            QuestionAnswerRow(
                id=unit.new_id(),
                workshop_id=workshop_id,
                question_id=question,
                answer=answer,
            )
        )
    elif row is not None and answer is None:
        unit.delete(row)
    elif row is not None:
        unit.update(row, answer=answer)
