"""The model that a workshop was made with, frozen with it."""

from __future__ import annotations

import hashlib
from typing import TypeVar
from uuid import UUID

from ksa_tui.domain.model import Measures, Model
from ksa_tui.domain.plain import from_plain, to_plain
from ksa_tui.errors import KsaError
from ksa_tui.i18n import N_
from ksa_tui.store import Store, Unit
from ksa_tui.store.finding import find_model
from ksa_tui.store.images import canonical, read_canonical
from ksa_tui.store.tables import ModelVersionRow

T = TypeVar("T")

NO_WORKSHOP = N_("There is no such workshop. It may have been removed.")


def model_of(store: Store, workshop_id: UUID) -> Model:
    """The frozen model of a workshop; read once."""
    known = store.remembered.models.get(workshop_id)
    if known is not None:
        return known
    with store.reading() as connection:
        return _read(store, find_model(connection, workshop_id), workshop_id)


def model_within(store: Store, unit: Unit, workshop_id: UUID) -> Model:
    """The same within a command, which has the store's only connection."""
    known = store.remembered.models.get(workshop_id)
    return known or _read(store, find_model(unit.connection, workshop_id), workshop_id)


def freeze(unit: Unit, model: Model) -> UUID:
    """Keep a copy of ``model``, once per content; returns its id."""
    return _keep(unit, "model", model)


def freeze_measures(unit: Unit, measures: Measures) -> UUID:
    """Keep a copy of ``measures``, once per content; returns its id."""
    return _keep(unit, "measures", measures)


def _keep(unit: Unit, kind: str, content: Model | Measures) -> UUID:
    body = canonical(to_plain(content))
    digest = hashlib.sha256(body.encode()).hexdigest()
    known = unit.find_one(ModelVersionRow, digest=digest)
    if known is not None:
        return known.id
    row = ModelVersionRow(
        id=unit.new_id(),
        kind=kind,
        scheme_id=content.id,
        scheme_version=content.version,
        digest=digest,
        body=body,
        imported_at=unit.now,
    )
    return unit.insert(row).id


def thawed(store: Store, kind: type[T], body: str) -> T:
    """A model or measures as they were frozen; ``StoreError`` for what no version of ksa has written."""
    try:
        return from_plain(kind, read_canonical(body))
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise store.damaged() from error


def _read(store: Store, body: str | None, workshop_id: UUID) -> Model:
    if body is None:
        raise KsaError(NO_WORKSHOP)
    frozen = store.remembered.frozen
    if body not in frozen:
        frozen[body] = thawed(store, Model, body)
    model = store.remembered.models[workshop_id] = frozen[body]
    return model
