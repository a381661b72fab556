"""A system needs what the highest of what lies in it needs, and rings are found with their way."""

from __future__ import annotations

from typing import cast
from uuid import UUID

import pytest

from ksa_tui.domain.systems import (
    HeldAsset,
    Landscape,
    SystemUplift,
    UpliftCode,
    inherited,
    ring,
    what_changes,
)
from tests.services.making import small_model

A, B, C, D = (UUID(int=n) for n in range(1, 5))
NAMES = {A: "Plattform", B: "Journal", C: "Arkiv", D: "Tom"}


def held(number: int, **levels: int) -> HeldAsset:
    return HeldAsset(UUID(int=100 + number), f"Mängd {number}", levels)


def landscape(*uplifts: SystemUplift) -> Landscape:
    return Landscape(
        small_model(),
        NAMES,
        assets={A: [held(1, s=0, m=1)], B: [held(2, s=2), held(3, s=1, m=3)], C: [held(4)]},
        parts={A: [B, C]},
        uplifts=uplifts,
    )


def uplift(system: UUID, aspect: str, code: str, level: int) -> SystemUplift:
    return SystemUplift(system, aspect, cast(UpliftCode, code), level, "Skäl")


def level(found: Landscape, system: UUID, aspect: str) -> int | None:
    here = inherited(found, system, aspect)
    return here.level if here else None


def test_each_aspect_has_the_highest_of_its_own() -> None:
    found = landscape()
    assert (level(found, B, "s"), level(found, B, "m")) == (2, 3)
    assert (level(found, A, "s"), level(found, A, "m")) == (2, 3)


def test_where_it_comes_from_is_told() -> None:
    here = inherited(landscape(), A, "m")
    assert here is not None
    assert (here.assets, here.systems) == ((), (B,))
    below = inherited(landscape(), B, "s")
    assert below is not None
    assert [asset.name for asset in below.assets] == ["Mängd 2"]


def test_nothing_rated_is_no_level() -> None:
    found = landscape()
    assert level(found, C, "s") is None
    assert level(found, D, "m") is None


def test_accumulation_lifts_and_distribution_lowers_what_lies_above_too() -> None:
    found = landscape(uplift(B, "m", "accumulation", 4))
    assert (level(found, B, "m"), level(found, A, "m")) == (4, 4)
    found = landscape(uplift(B, "m", "distribution", 2))
    assert (level(found, B, "m"), level(found, A, "m")) == (2, 2)


@pytest.mark.parametrize(
    ("code", "given"), [("accumulation", 3), ("aggregation", 1), ("distribution", 3)]
)
def test_an_uplift_that_moves_nothing_says_nothing(code: str, given: int) -> None:
    here = inherited(landscape(uplift(B, "m", code, given)), B, "m")
    assert here is not None
    assert (here.level, here.uplift) == (3, None)


def test_what_changes_is_told_up_to_the_top() -> None:
    found = landscape()
    moved = what_changes(found, UUID(int=103), {"s": 1, "m": 4})
    assert [(m.system, m.aspect, m.before, m.after) for m in moved] == [
        (B, "m", 3, 4),
        (A, "m", 3, 4),
    ]
    assert what_changes(found, UUID(int=103), {"s": 1, "m": 3}) == ()


def test_a_ring_is_named_with_its_way() -> None:
    parts = {A: [B], B: [C], C: [D]}
    assert ring(parts, D, A) == (D, A, B, C, D)
    assert ring(parts, A, A) == (A, A)
    assert ring(parts, A, D) == ()


def test_a_ring_in_the_store_ends() -> None:
    found = Landscape(small_model(), NAMES, {C: [held(1, s=2)]}, {A: [B], B: [C], C: [A]})
    assert level(found, A, "s") == 2
