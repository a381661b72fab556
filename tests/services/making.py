"""A small model, unlike the shipped one in every way, and a store to use it in."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from ksa_tui.domain.model import (
    Area,
    Aspect,
    Flag,
    Floor,
    Level,
    Model,
    Question,
    Review,
    Role,
    Trigger,
)
from ksa_tui.domain.texts import Text
from ksa_tui.errors import KsaError
from ksa_tui.paths import Workspace
from ksa_tui.services import assets, workshops
from ksa_tui.services.derived import refresh
from ksa_tui.services.stores import Actor, open_store
from ksa_tui.store import Store, Unit
from ksa_tui.store.tables import AssetRow, WorkshopAssetRow

ANNA = Actor("Anna Ek", "samordnare")
NOON = datetime(2026, 11, 24, 11, tzinfo=UTC)


def _aspect(aspect_id: str, letter: str, steps: int) -> Aspect:
    name = Text(f"Aspekt {letter}", f"Aspect {letter}")
    levels = tuple(
        Level(value, Text(f"Nivå {value}"), Text(str(value)), Text("Skydd"), Text("Skada"))
        for value in range(steps)
    )
    return Aspect(aspect_id, letter, name, name, Text("Definition"), Text("Fråga?"), levels)


def small_model(version: str = "1") -> Model:
    """Two aspects with scales of three and five levels, three areas; motivations from level 2."""
    aspects = (_aspect("s", "S", 3), _aspect("m", "M", 5))
    areas = tuple(Area(name, Text(name.title()), Text(name)) for name in ("folk", "drift", "natur"))
    return Model(
        id="liten",
        version=version,
        name=Text("Liten modell", "Small model"),
        rule=Text("Högsta gäller"),
        aspects=aspects,
        areas=areas,
        descriptors={
            (area.id, aspect.id, level.value): Text(f"{area.id} {aspect.id} {level.value}")
            for area in areas
            for aspect in aspects
            for level in aspect.levels
        },
        distinctions={},
        questions=(
            Question("q1", "s", "flag", Text("Personer?"), flag="people"),
            Question("u1", "g", "uplift", Text("Mycket?"), scope="collection"),
        ),
        flags=(Flag("people", "g", Text("Personer")), Flag("money", "m", Text("Pengar"))),
        floors=(
            Floor("people", "s", 1, Text("Personer finns")),
            Floor("money", "m", 3, Text("Pengar styrs")),
        ),
        roles=(
            Role("owner", Text("Informationsägare", "Information owner"), Text(""), core=True),
            Role("scribe", Text("Sekreterare", "Scribe"), Text(""), core=False),
            Role("it", Text("IT-säkerhet eller drift", "IT security"), Text(""), core=False),
            Role("system", Text("Systemägare", "System owner"), Text(""), core=False),
        ),
        stop=None,
        review=Review(24, ((2, 12),)),
        review_triggers=(Trigger("law", Text("Ny lag")),),
        motivation_from=2,
    )


class Clock:
    """Moves a second each time it is read."""

    def __init__(self, now: datetime = NOON) -> None:
        self.now = now

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def ids(seed: int = 1) -> Iterator[UUID]:
    numbers = random.Random(seed)
    while True:
        yield UUID(int=numbers.getrandbits(128), version=4)


def opened(home: Path, seed: int = 1, actor: Actor = ANNA) -> Store:
    """The store of a workspace in ``home``, with a clock and ids of the test's own."""
    numbers = ids(seed)
    return open_store(Workspace(home), actor, clock=Clock(), new_id=lambda: next(numbers))


def a_workshop(store: Store, title: str = "Skola", model: Model | None = None) -> UUID:
    draft = workshops.WorkshopDraft(title, owner_name="Maria Holm", owner_title="skolchef")
    return workshops.create(store, draft, model or small_model())


def an_asset(store: Store, workshop: UUID, name: str = "Elevregister") -> UUID:
    return assets.add(store, workshop, assets.AssetDraft(name))


def refreshed(store: Store, unit: Unit, treatments: Iterable[UUID]) -> None:
    """Derived columns of treatments, as a use case of a later issue will leave them."""
    rows = [unit.get(WorkshopAssetRow, treatment) for treatment in treatments]
    refresh(store, unit, [row.asset_id for row in rows if row])


def stopped(store: Store, workshop: UUID, name: str) -> UUID:
    """An asset that was added and then referred to the head of protective security."""
    treatment = an_asset(store, workshop, name)
    with store.command("asset.stop", workshop=workshop) as unit:
        place = unit.get(WorkshopAssetRow, treatment)
        asset = unit.get(AssetRow, place.asset_id) if place else None
        assert asset is not None
        unit.update(
            asset,
            excluded_at=unit.now,
            excluded_label="Undantagen mängd 3",
            excluded_role="säkerhetsskyddschef",
        )
        refreshed(store, unit, [treatment])
    return treatment


@contextmanager
def refused(message: str) -> Iterator[pytest.ExceptionInfo[KsaError]]:
    """Something is refused by this very sentence, and its placeholders are filled."""
    with pytest.raises(KsaError) as refusal:
        yield refusal
    assert refusal.value.message == message
    assert "{" not in str(refusal.value)
