"""A system needs what the highest of what lies in it needs, and rings are found with their way."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import cast
from uuid import UUID

import hypothesis.strategies as st
import pytest
from hypothesis import given

from ksa_tui.domain.system_rings import ring
from ksa_tui.domain.systems import (
    CODES,
    HeldAsset,
    Landscape,
    Standing,
    SystemUplift,
    SystemUpliftCode,
    level_of,
    reckon,
    what_changes,
)
from tests.services.making import small_model

A, B, C, D = (UUID(int=n) for n in range(1, 5))
NAMES = {A: "Plattform", B: "Journal", C: "Arkiv", D: "Tom"}
MODEL = small_model()


def held(number: int, *, decided: bool = False, **levels: int) -> HeldAsset:
    return HeldAsset(UUID(int=100 + number), f"Mängd {number}", levels, decided)


def landscape(*uplifts: SystemUplift) -> Landscape:
    """The platform inherits from the journal and the archive, where nothing is rated."""
    return Landscape(
        MODEL,
        NAMES,
        assets={A: [held(1, s=0, m=1)], B: [held(2, s=2), held(3, s=1, m=3)], C: [held(4)]},
        sources={A: [B, C]},
        uplifts=uplifts,
    )


def uplift(system: UUID, aspect: str, code: str, level: int) -> SystemUplift:
    return SystemUplift(system, aspect, cast(SystemUpliftCode, code), level, "Skäl")


def level(found: Landscape, system: UUID, aspect: str) -> int | None:
    return level_of(reckon(found), system, aspect)


def test_each_aspect_has_the_highest_of_its_own() -> None:
    found = landscape()
    assert (level(found, B, "s"), level(found, B, "m")) == (2, 3)
    assert (level(found, A, "s"), level(found, A, "m")) == (2, 3)


def test_where_it_comes_from_is_told() -> None:
    found = reckon(landscape())
    here = found[A].levels["m"]
    assert (here.assets, here.systems) == ((), (B,))
    assert [asset.name for asset in found[B].levels["s"].assets] == ["Mängd 2"]


def test_nothing_rated_is_no_level_and_level_0_is_one() -> None:
    found = landscape()
    assert level(found, C, "s") is None
    assert level(found, D, "m") is None
    alone = Landscape(MODEL, NAMES, {D: [held(1, s=0)]}, {A: [D]})
    assert (level(alone, D, "s"), level(alone, A, "s")) == (0, 0)
    assert level(alone, D, "m") is None


def test_what_is_not_rated_or_not_decided_below_is_told_above() -> None:
    found = reckon(landscape())
    assert (found[A].holds, found[A].not_rated, found[A].not_decided) == (True, True, True)
    assert found[D] == Standing({})
    settled = Landscape(MODEL, NAMES, {B: [held(1, decided=True, s=1, m=1)]}, {A: [B]})
    assert (reckon(settled)[A].not_rated, reckon(settled)[A].not_decided) == (False, False)


def test_a_level_is_decided_when_something_decided_gives_it() -> None:
    found = Landscape(
        MODEL,
        NAMES,
        {B: [held(1, decided=True, s=1, m=2), held(2, s=1, m=3)]},
        {A: [B]},
    )
    for system in (A, B):
        levels = reckon(found)[system].levels
        assert (levels["s"].is_decided, levels["m"].is_decided) == (True, False)


def test_accumulation_lifts_and_distribution_lowers_what_inherits_too() -> None:
    found = landscape(uplift(B, "m", "accumulation", 4))
    assert (level(found, B, "m"), level(found, A, "m")) == (4, 4)
    found = landscape(uplift(B, "m", "distribution", 2))
    assert (level(found, B, "m"), level(found, A, "m")) == (2, 2)
    assert reckon(found)[B].levels["m"].highest == 3


@pytest.mark.parametrize(
    ("code", "given_level"), [("accumulation", 3), ("aggregation", 1), ("distribution", 3)]
)
def test_an_uplift_that_moves_nothing_says_nothing(code: str, given_level: int) -> None:
    here = reckon(landscape(uplift(B, "m", code, given_level)))[B].levels["m"]
    assert (here.level, here.uplift) == (3, None)


def test_an_uplift_of_what_is_not_rated_gives_no_level() -> None:
    assert level(landscape(uplift(D, "s", "accumulation", 2)), D, "s") is None


# ---------------------------------------------------------------- what changes


def test_what_changes_is_told_up_to_the_top() -> None:
    moved = what_changes(landscape(), UUID(int=103), {"m": 4})
    assert [(m.system, m.aspect, m.before, m.after) for m in moved] == [
        (A, "m", 3, 4),
        (B, "m", 3, 4),
    ]
    assert what_changes(landscape(), UUID(int=103), {"s": 0}) == ()


def test_a_system_that_changes_changes_those_that_inherit_from_it() -> None:
    moved = what_changes(landscape(), B, {"m": 4})
    assert [(m.system, m.before, m.after) for m in moved] == [(A, 3, 4)]
    moved = what_changes(landscape(), B, {"m": 0})
    assert [(m.system, m.before, m.after) for m in moved] == [(A, 3, 1)]
    moved = what_changes(landscape(), C, {"s": 2})
    assert moved == ()
    assert what_changes(landscape(), UUID(int=999), {"s": 2}) == ()


def test_an_uplift_hides_a_change_below_it() -> None:
    found = landscape(uplift(A, "m", "accumulation", 4))
    moved = what_changes(found, UUID(int=103), {"m": 2})
    assert [(m.system, m.before, m.after) for m in moved] == [(B, 3, 2)]


# ---------------------------------------------------------------- rings


def test_a_ring_is_named_with_its_way() -> None:
    sources = {A: [B], B: [C], C: [D]}
    assert ring(sources, D, A) == (D, C, B, A, D)
    assert ring(sources, A, A) == (A, A)
    assert ring(sources, B, A) == (B, A, B)
    assert ring(sources, A, D) == ()


def test_a_ring_in_the_store_ends() -> None:
    found = Landscape(MODEL, NAMES, {C: [held(1, s=2)]}, {A: [B], B: [C], C: [A]})
    assert {level(found, system, "s") for system in (B, C)} == {2}
    assert level(found, D, "s") is None
    alone = Landscape(MODEL, NAMES, {A: [held(1, s=1)]}, {A: [A]})
    assert level(alone, A, "s") == 1


def test_a_chain_of_a_thousand_is_reckoned() -> None:
    chain = [UUID(int=n) for n in range(1000)]
    sources = {heir: [source] for source, heir in pairwise(chain)}
    found = Landscape(
        MODEL, {key: str(key) for key in chain[::-1]}, {chain[0]: [held(1, s=2)]}, sources
    )
    assert level(found, chain[-1], "s") == 2
    assert len(ring(sources, chain[0], chain[-1])) == 1001


NUMBERS = st.integers(0, 7)
LINKS = st.lists(st.tuples(NUMBERS, NUMBERS), max_size=25)
LEVELS = st.dictionaries(st.sampled_from(["s", "m"]), st.integers(0, 2), max_size=2)
ASSETS = st.lists(st.tuples(NUMBERS, LEVELS), max_size=12)
UPLIFTS = st.dictionaries(
    st.tuples(NUMBERS, st.sampled_from(["s", "m"])),
    st.tuples(st.sampled_from(CODES), st.integers(0, 2)),
    max_size=6,
)
SYSTEMS = [UUID(int=n) for n in range(8)]


def joined(links: Sequence[tuple[int, int]]) -> dict[UUID, list[UUID]]:
    """The links that are not refused, one after the other."""
    sources: dict[UUID, list[UUID]] = {}
    for heir, source in links:
        way = ring(sources, SYSTEMS[heir], SYSTEMS[source])
        if not way:
            sources.setdefault(SYSTEMS[heir], []).append(SYSTEMS[source])
        else:
            assert way[0] == way[-1] == SYSTEMS[heir]
            assert way[-2] == SYSTEMS[source]
            for lower, upper in pairwise(way[:-1]):
                assert lower in sources[upper]
    return sources


def above(sources: Mapping[UUID, Sequence[UUID]], system: UUID) -> set[UUID]:
    found: set[UUID] = set()
    waiting = [*sources.get(system, ())]
    while waiting:
        if (here := waiting.pop()) not in found:
            found.add(here)
            waiting += sources.get(here, ())
    return found


@given(LINKS)
def test_without_the_refused_links_nothing_goes_round(links: list[tuple[int, int]]) -> None:
    sources = joined(links)
    assert all(system not in above(sources, system) for system in SYSTEMS)


def made(
    links: Sequence[tuple[int, int]],
    assets: Sequence[tuple[int, dict[str, int]]],
    uplifts: Mapping[tuple[int, str], tuple[SystemUpliftCode, int]],
    order: Sequence[UUID] = SYSTEMS,
) -> Landscape:
    lying: dict[UUID, list[HeldAsset]] = {}
    for number, (system, levels) in enumerate(assets):
        lying.setdefault(SYSTEMS[system], []).append(HeldAsset(UUID(int=100 + number), "", levels))
    return Landscape(
        MODEL,
        {system: str(system) for system in order},
        lying,
        joined(links),
        [uplift(SYSTEMS[n], aspect, *said) for (n, aspect), said in uplifts.items()],
    )


@given(LINKS, ASSETS, UPLIFTS)
def test_a_system_is_at_least_every_part_unless_it_is_distributed(
    links: list[tuple[int, int]],
    assets: list[tuple[int, dict[str, int]]],
    uplifts: dict[tuple[int, str], tuple[SystemUpliftCode, int]],
) -> None:
    found = made(links, assets, uplifts)
    standings = reckon(found)
    for system, standing in standings.items():
        for aspect in ("s", "m"):
            parts = [a.levels[aspect] for a in found.assets.get(system, ()) if aspect in a.levels]
            below = [level_of(standings, each, aspect) for each in found.sources.get(system, ())]
            parts += [each for each in below if each is not None]
            here = standing.levels.get(aspect)
            assert (here is None) == (not parts)
            if here is None:
                continue
            assert here.highest == max(parts)
            lowered = here.uplift is not None and here.uplift.lowers
            assert lowered == (here.level < here.highest)


@given(LINKS, ASSETS, UPLIFTS, st.permutations(SYSTEMS))
def test_the_order_of_the_systems_makes_no_difference(
    links: list[tuple[int, int]],
    assets: list[tuple[int, dict[str, int]]],
    uplifts: dict[tuple[int, str], tuple[SystemUpliftCode, int]],
    order: list[UUID],
) -> None:
    assert reckon(made(links, assets, uplifts)) == reckon(made(links, assets, uplifts, order))


@given(LINKS, ASSETS, UPLIFTS, NUMBERS, LEVELS)
def test_what_changes_is_what_another_reckoning_says(
    links: list[tuple[int, int]],
    assets: list[tuple[int, dict[str, int]]],
    uplifts: dict[tuple[int, str], tuple[SystemUpliftCode, int]],
    which: int,
    levels: dict[str, int],
) -> None:
    if which >= len(assets):
        return
    others = [*assets]
    others[which] = (assets[which][0], {**assets[which][1], **levels})
    before, after = made(links, assets, uplifts), made(links, others, uplifts)
    told = {
        (moved.system, moved.aspect): (moved.before, moved.after)
        for moved in what_changes(before, UUID(int=100 + which), levels)
    }
    assert told == {
        (system, aspect): pair
        for system in SYSTEMS
        for aspect in ("s", "m")
        for pair in [(level(before, system, aspect), level(after, system, aspect))]
        if pair[0] != pair[1]
    }
