"""Texts of an assessment: saved as drafts while they are typed, as one event when the field is left."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias
from uuid import UUID

from ksa_tui.domain.cleaning import long_text
from ksa_tui.domain.workshop import Asset
from ksa_tui.errors import KsaError, StoreError
from ksa_tui.services.ratings import aspect_of
from ksa_tui.services.treatments import (
    assessment_at,
    derive,
    open_treatment_of,
    remember,
    with_assessment,
)
from ksa_tui.store import Store
from ksa_tui.store.drafts import Draft, drop_draft, put_draft, read_drafts
from ksa_tui.store.finding import find_assessment

TextField: TypeAlias = Literal["motivation", "floor_reason"]

_FIELDS: Final[tuple[TextField, ...]] = ("motivation", "floor_reason")
_ENTITY: Final = "assessment"


def save_text(store: Store, treatment_id: UUID, aspect: str, field: TextField, text: str) -> Asset:
    """Save a text when its field is left: one event, and the draft is gone."""
    return _save(store, treatment_id, aspect, field, text, undoable=True)


def keep_draft(store: Store, treatment_id: UUID, aspect: str, field: TextField, text: str) -> None:
    """Save what is typed so far: one row, overwritten, no event. Nothing of an asset that a stop has closed."""
    open_treatment_of(store, treatment_id)
    draft = Draft(_ENTITY, _draft_key(treatment_id, aspect), field, long_text(text))
    with store.unrecorded() as connection:
        put_draft(connection, draft, store.clock())


def drafts(store: Store) -> int:
    """Turn the drafts that a kill left behind into values, one event each; returns how many."""
    with store.reading() as connection:
        found = [draft for draft in read_drafts(connection) if draft.entity == _ENTITY]
    return sum(_recover(store, draft) for draft in found)


def _recover(store: Store, draft: Draft) -> bool:
    key, _, aspect = draft.entity_id.partition("/")
    for field in _FIELDS:
        if field == draft.field:
            try:
                _save(store, UUID(key), aspect, field, draft.text, undoable=False)
            except StoreError:
                raise
            except KsaError:  # its asset is gone, or closed by a stop: the text has no place
                break
            return True
    with store.unrecorded() as connection:
        drop_draft(connection, draft)
    return False


def _save(
    store: Store,
    treatment_id: UUID,
    aspect: str,
    field: TextField,
    text: str,
    *,
    undoable: bool,
) -> Asset:
    here = open_treatment_of(store, treatment_id)
    aspect_of(here.model, aspect)
    kept = long_text(text)
    after = with_assessment(here.asset, aspect, **{field: kept})
    draft = Draft(_ENTITY, _draft_key(treatment_id, aspect), field)
    if after == here.asset:
        with store.unrecorded() as connection:
            drop_draft(connection, draft)
        return after
    operation = "asset.motivate" if field == "motivation" else "asset.floor_reason"
    with store.command(
        operation, workshop=here.workshop, asset=here.asset.asset_id, undoable=undoable
    ) as unit:
        rows = find_assessment(unit, treatment_id, aspect, "")
        assessment = assessment_at(unit, here, aspect, rows.assessment, **{field: kept})
        derive(unit, here.model, rows.treatment, assessment, after)
        drop_draft(unit.connection, draft)
    return remember(store, unit.generation, here.workshop, after)


def _draft_key(treatment_id: UUID, aspect: str) -> str:
    return f"{treatment_id.hex}/{aspect}"
