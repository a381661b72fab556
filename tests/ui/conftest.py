"""Stores for the screens to show."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from itertools import count
from pathlib import Path

import pytest

from ksa_tui.paths import Workspace
from ksa_tui.services import workshops
from ksa_tui.services.stores import Actor, open_store
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.store import Store
from tests.ui.running import NOW

Filled = Callable[[Callable[[Store], object]], Workspace]


def ticking() -> Callable[[], datetime]:
    """A clock that is a minute later each time, so that what was made last is known."""
    minutes = count()
    return lambda: NOW - timedelta(days=1) + timedelta(minutes=next(minutes))


@pytest.fixture(autouse=True)
def looking_often(monkeypatch: pytest.MonkeyPatch) -> None:
    """The pilot looks whether the app is idle every 5 ms instead of 20: half of the time was such waiting."""
    monkeypatch.setattr("textual._wait.SLEEP_GRANULARITY", 1 / 200)
    monkeypatch.setattr("textual._wait.SLEEP_IDLE", 1 / 4000)


@pytest.fixture(autouse=True)
def no_backup_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    """The backup that is made seconds after the start would come in the middle of slow tests only."""
    monkeypatch.setattr("ksa_tui.ui.safekeeping.SOON", 3600.0)


@pytest.fixture(autouse=True)
def without_rests(monkeypatch: pytest.MonkeyPatch) -> None:
    """What waits until the room has stopped rating comes at once, so that a screen is the same each time."""
    monkeypatch.setattr("ksa_tui.ui.screens.classify_price.REST", 0.001)
    monkeypatch.setattr("ksa_tui.ui.screens.register_rail.REST", 0.001)


@pytest.fixture
def workspace(workspace_home: Path) -> Workspace:
    """A workspace without a store."""
    return Workspace(workspace_home)


@pytest.fixture
def filled(workspace: Workspace) -> Filled:
    """Fill a workspace through the services, and close it for the app."""

    def fill(write: Callable[[Store], object]) -> Workspace:
        with open_store(workspace, Actor("Anna Berg", "samordnare"), clock=ticking()) as store:
            write(store)
        return workspace

    return fill


@pytest.fixture
def three_workshops(filled: Filled) -> Workspace:
    """A workspace with three workshops without assets."""
    drafts = (
        WorkshopDraft("Löner och personalakter", "Eva Nyström", department="Personal"),
        WorkshopDraft("Hemtjänst och larm", "Karin Lind", department="Vård och omsorg"),
        WorkshopDraft(
            "Grundskola och elevhälsa",
            "Maria Holm",
            department="Barn och utbildning",
            held_on=date(2026, 11, 24),
        ),
    )

    def write(store: Store) -> None:
        for draft in drafts:
            workshops.create(store, draft)

    return filled(write)
