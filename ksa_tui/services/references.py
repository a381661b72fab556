"""The workspace's catalogue and measures, read again only when their files have changed."""

from __future__ import annotations

from ksa_tui import reference
from ksa_tui.domain.model import Catalogue, Measures, Model
from ksa_tui.store import Store


def catalogue_now(store: Store, model: Model) -> Catalogue:
    """The catalogue as it is now, fitted to ``model``."""
    known = store.remembered.references
    key = ("catalogue", reference.stamp("catalogue", store.workspace), model.id, model.version)
    if not isinstance(found := known.get(key), Catalogue):
        found = known[key] = reference.load_catalogue(store.workspace, model)
    return found


def measures_now(store: Store, model: Model) -> Measures:
    """The measures as they are now, fitted to ``model``."""
    known = store.remembered.references
    key = ("measures", reference.stamp("measures", store.workspace), model.id, model.version)
    if not isinstance(found := known.get(key), Measures):
        found = known[key] = reference.load_measures(store.workspace, model)
    return found
