"""Stores of any number of assets to measure with, made once a run."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ksa_tui.paths import Workspace
from ksa_tui.services import classify, workshops
from ksa_tui.services.stores import Actor, open_store
from tests.services.many import fill

LARGE: Final = 10_000
FULL: Final = 1_000
"""In workshops of 50 these fill every screen, as the large store does."""
SMALL: Final = 10
ASSETS_OF_A_WORKSHOP: Final = 50

ACTOR: Final = Actor("Ali Moradi", "informationssäkerhetssamordnare")


def many(folder: Path, assets: int, *, workshops_in_all: int = 0) -> Workspace:
    """A workspace with so many assets, 50 to a workshop unless told, and a place to go on from."""
    count = workshops_in_all or max(2, assets // ASSETS_OF_A_WORKSHOP)
    workspace = Workspace(folder / f"{assets}-in-{count}")
    if workspace.store.exists():
        return workspace
    with open_store(workspace, ACTOR) as store:
        keys = [
            workshops.create(store, workshops.WorkshopDraft(f"Workshop {number}", "Maria Holm"))
            for number in range(1, count + 1)
        ]
        fill(store, keys, assets)
        model = workshops.model_of(store, keys[-1])
        first = workshops.table(store, keys[-1]).rows[0].id
        place = classify.Place(keys[-1], first, model.aspects[0].id, model.areas[0].id)
        classify.remember_place(store, place)
    return workspace
