"""Models as workshops were made with them, read back from the store."""

from __future__ import annotations

from pathlib import Path

import pytest

from ksa_tui.errors import StoreError
from ksa_tui.paths import Workspace
from ksa_tui.services import workshops
from ksa_tui.services.stores import Actor, open_store
from ksa_tui.services.workshops import WorkshopDraft


@pytest.mark.parametrize("body", ["", "{", "[]", "{}", '{"aspects": 1}', "null"])
def test_a_frozen_model_that_nobody_wrote_is_told_as_damage(tmp_path: Path, body: str) -> None:
    with open_store(Workspace(tmp_path), Actor("Anna")) as store:
        workshop = workshops.create(store, WorkshopDraft("Skola"))
        with store.driver() as connection:
            connection.execute("UPDATE model_version SET body = ?", (body,))
            connection.commit()
    with open_store(Workspace(tmp_path), Actor("Anna")) as store, pytest.raises(StoreError):
        workshops.load(store, workshop)
