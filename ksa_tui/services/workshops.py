"""Workshops: made, changed, found, read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final
from uuid import UUID

from ksa_tui import reference
from ksa_tui.domain.cleaning import EMPTY_TITLE, optional, required
from ksa_tui.domain.model import Model
from ksa_tui.domain.texts import fold, sort_key
from ksa_tui.domain.workshop import Owner, Workshop
from ksa_tui.errors import KsaError, RuleError
from ksa_tui.i18n import N_
from ksa_tui.services.delivery import answer_question, delivery_of, set_delivery
from ksa_tui.services.models import NO_WORKSHOP, freeze, model_of
from ksa_tui.services.orders import order_of, set_order
from ksa_tui.services.participants import (
    add_participants,
    earlier_participants,
    edit_participant,
    parse_participants,
    remove_participant,
)
from ksa_tui.services.people import department_named, owner_named
from ksa_tui.services.shapes import (
    Delivery,
    ParticipantDraft,
    Suggestions,
    TableRow,
    TableRows,
    WorkshopDraft,
    WorkshopTable,
)
from ksa_tui.services.tables import row_of, systems, table
from ksa_tui.store import Store, Unit
from ksa_tui.store.at_hand import assets_at_hand
from ksa_tui.store.loading import load_workshop, read_workshop
from ksa_tui.store.quick import DEPARTMENTS, OWNERS, TITLES, rows, to_id
from ksa_tui.store.tables import WorkshopRow

__all__ = [
    "Delivery",
    "ParticipantDraft",
    "Suggestions",
    "TableRow",
    "TableRows",
    "WorkshopDraft",
    "WorkshopTable",
    "add_participants",
    "answer_question",
    "create",
    "delete",
    "delivery_of",
    "draft_of",
    "earlier_participants",
    "edit",
    "edit_participant",
    "find",
    "load",
    "model_of",
    "order_of",
    "parse_participants",
    "remove_participant",
    "row_of",
    "set_delivery",
    "set_order",
    "suggestions",
    "systems",
    "table",
]

SHORTEST_ID: Final = 4
"""So many first characters of an id name a workshop, if no other begins so."""

OWNER_WITHOUT_NAME: Final = N_(
    "The information owner needs a name; a title or an address alone is not enough."
)
NOT_FOUND: Final = N_(
    "There is no workshop “{text}”. Give its id, the first four or more characters of it, "
    "or its exact title; `ksa list` shows them."
)
SEVERAL: Final = N_("“{text}” fits several workshops: {ids}. Give more of the id.")


def create(store: Store, draft: WorkshopDraft, model: Model | None = None) -> UUID:
    """Make a workshop that keeps ``model`` (None: the workspace's) as it is now."""
    checked = _checked(draft)
    frozen = model or reference.load_model(store.workspace)
    with store.command("workshop.create") as unit:
        row = WorkshopRow(
            id=unit.new_id(),
            model_version_id=freeze(unit, frozen),
            changed_at=unit.now,
            **_columns(unit, checked),
        )
        unit.insert(row)
    return row.id


def edit(store: Store, workshop_id: UUID, draft: WorkshopDraft) -> None:
    """Change what the form asks for."""
    checked = _checked(draft)
    with store.command("workshop.edit", workshop=workshop_id) as unit:
        unit.update(_row(unit, workshop_id), **_columns(unit, checked))


def draft_of(store: Store, workshop_id: UUID) -> WorkshopDraft:
    """The form as it was left."""
    with store.reading() as connection:
        row = read_workshop(connection, workshop_id)
    if row is None:
        raise KsaError(NO_WORKSHOP)
    return WorkshopDraft(
        title=row.title,
        owner_name=row.owner_name or "",
        owner_title=row.owner_title or "",
        owner_e_mail=row.owner_e_mail or "",
        department=row.department_name or "",
        facilitator=row.facilitator,
        facilitator_role=row.facilitator_role,
        held_on=row.held_on,
        planned_end=row.planned_end,
    )


def delete(store: Store, workshop_id: UUID) -> None:
    """Remove a workshop from every list; undo brings it back."""
    with store.command("workshop.delete", workshop=workshop_id) as unit:
        unit.update(_row(unit, workshop_id), deleted_at=unit.now)
    store.remembered.models.pop(workshop_id, None)


def load(store: Store, workshop_id: UUID, *, with_assets: bool = True) -> Workshop:
    """The workshop, in a number of statements that does not grow with it.

    Of the one loaded last only the assets changed since are read again. Without its assets it is who is there,
    what was parked and what is said of the whole.
    """
    model = model_of(store, workshop_id)
    with store.reading() as connection:
        workshop = load_workshop(connection, model, workshop_id)
        if workshop is None:
            raise KsaError(NO_WORKSHOP)
        if not with_assets:
            return workshop
        return replace(workshop, assets=assets_at_hand(store, connection, model, workshop_id))


def find(store: Store, text: str) -> UUID:
    """The workshop named by its id, the first characters of that, or its exact title."""
    with store.driver() as connection:
        titles = [(to_id(key), title) for key, title in rows(connection, TITLES)]
    wanted = text.strip()
    digits = wanted.replace("-", "").casefold()
    for fits in (
        [key for key, _ in titles if key.hex == digits],
        [key for key, title in titles if title == wanted],
        [key for key, title in titles if wanted and fold(title) == fold(wanted)],
        [key for key, _ in titles if len(digits) >= SHORTEST_ID and key.hex.startswith(digits)],
    ):
        if len(fits) > 1:
            raise KsaError(SEVERAL, text=wanted, ids=", ".join(str(key) for key in fits))
        if fits:
            return fits[0]
    raise KsaError(NOT_FOUND, text=wanted)


def suggestions(store: Store) -> Suggestions:
    """Owners and departments that are in use."""
    with store.driver() as connection:
        owners = [Owner(to_id(key), *rest) for key, *rest in rows(connection, OWNERS)]
        departments = [name for (name,) in rows(connection, DEPARTMENTS)]
    return Suggestions(tuple(owners), tuple(departments))


def _row(unit: Unit, workshop_id: UUID) -> WorkshopRow:
    row = unit.get(WorkshopRow, workshop_id)
    if row is None or row.deleted_at is not None:
        raise KsaError(NO_WORKSHOP)
    return row


def _checked(draft: WorkshopDraft) -> WorkshopDraft:
    checked = WorkshopDraft(
        title=required(draft.title, EMPTY_TITLE),
        owner_name=optional(draft.owner_name),
        owner_title=optional(draft.owner_title),
        owner_e_mail=optional(draft.owner_e_mail),
        department=optional(draft.department),
        facilitator=optional(draft.facilitator),
        facilitator_role=optional(draft.facilitator_role),
        held_on=draft.held_on,
        planned_end=draft.planned_end,
    )
    if not checked.owner_name and (checked.owner_title or checked.owner_e_mail):
        raise RuleError(OWNER_WITHOUT_NAME)
    return checked


def _columns(unit: Unit, draft: WorkshopDraft) -> dict[str, Any]:
    return {
        "title": draft.title,
        "folded": fold(draft.title),
        "sort_key": sort_key(draft.title),
        "department_id": department_named(unit, draft.department),
        "owner_id": owner_named(unit, draft.owner_name, draft.owner_title, draft.owner_e_mail),
        "facilitator": draft.facilitator,
        "facilitator_role": draft.facilitator_role,
        "held_on": draft.held_on,
        "planned_end": draft.planned_end,
    }
