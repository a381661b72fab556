"""A store in a folder of its own, and a workshop on the small model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from ksa_tui.i18n import set_language
from ksa_tui.store import Store
from tests.services.making import a_workshop, opened


@pytest.fixture
def store(workspace_home: Path) -> Iterator[Store]:
    with opened(workspace_home) as store:
        yield store


@pytest.fixture
def workshop(store: Store) -> UUID:
    return a_workshop(store)


@pytest.fixture
def english() -> None:
    """The screen speaks English, whatever the owner reads."""
    set_language("en")
