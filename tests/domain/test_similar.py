"""Which earlier decisions are like an asset, and which differ so much that it needs an explanation."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ksa_tui.domain.similar import (
    Decided,
    EarlierDecision,
    Likeness,
    far_apart,
    likeness_of_names,
    steps_apart,
)
from tests.domain.making import asset
from tests.services.making import small_model

MODEL = small_model()
VERSION, OTHER_VERSION = UUID(int=91), UUID(int=92)


def decided(
    number: int,
    name: str,
    levels: dict[str, int] | None = None,
    *,
    catalogue: str | None = None,
    flags: Iterable[str] = (),
    year: int = 2025,
    version: UUID = VERSION,
) -> EarlierDecision:
    return EarlierDecision(
        treatment=UUID(int=1000 + number),
        asset=UUID(int=2000 + number),
        workshop=UUID(int=3000),
        name=name,
        on=date(year, 5, 4),
        levels=levels or {"s": 1, "m": 1},
        model_version=version,
        catalogue=catalogue,
        flags=frozenset(flags),
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Elevhälsojournal", "Elevhälsojournaler 2024"),
        ("Elevhälsa, medicinsk", "Elevhälsan (medicinsk)"),
        ("ÖVERFÖRMYNDARENS ÄRENDEN", "Överförmyndarens ärenden"),
        ("Register över elever", "Elever, register"),
        ("Idébank för skolan", "IDEBANK i skola"),
    ],
)
def test_bent_words_other_order_and_numbers_make_no_other_name(one: str, other: str) -> None:
    assert likeness_of_names(one, other) == 1.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Skolskjuts", "Skolsköterskans journal"),
        ("Lån", "Län"),
        ("Öppna förskolan", "Oppna"),
        ("2024", "2024"),
        ("", ""),
        ("och för med", "och för med"),
        ("🎓🎓🎓", "🎓🎓🎓"),
    ],
)
def test_what_looks_alike_to_a_machine_only_is_not_alike(one: str, other: str) -> None:
    assert likeness_of_names(one, other) < 0.4


@given(st.text(), st.text())
def test_a_likeness_is_a_share_and_never_fails(one: str, other: str) -> None:
    assert 0 <= likeness_of_names(one, other) <= 1


def test_the_catalogue_comes_before_the_name_and_the_name_before_the_flags() -> None:
    index = Decided(
        [
            decided(1, "Löner", flags=["people"]),
            decided(2, "Elevhälsojournaler", year=2020),
            decided(3, "Något annat", catalogue="SK-01"),
            decided(4, "Elevhälsojournal", year=2024),
            decided(5, "Vägkarta"),
        ]
    )
    here = replace(asset(MODEL, name="Elevhälsojournal", flags=["people"]), catalogue_id="SK-01")
    found = index.like(here)
    assert [(s.decision.name, s.likeness) for s in found] == [
        ("Något annat", Likeness.CATALOGUE),
        ("Elevhälsojournal", Likeness.NAME),
        ("Elevhälsojournaler", Likeness.NAME),
        ("Löner", Likeness.FLAGS),
    ]


def test_an_asset_is_not_like_itself() -> None:
    here = asset(MODEL, name="Elevregister")
    same = replace(decided(1, "Elevregister"), asset=here.asset_id)
    assert not Decided([same]).like(here)


def test_one_asset_is_told_once_by_its_strongest_likeness() -> None:
    here = replace(asset(MODEL, name="Elevregister", flags=["people"]), catalogue_id="SK-02")
    found = Decided([decided(1, "Elevregistret", catalogue="SK-02", flags=["people"])]).like(here)
    assert [s.likeness for s in found] == [Likeness.CATALOGUE]


def test_only_so_many_are_told() -> None:
    index = Decided(decided(n, f"Elevregister {n}", year=2000 + n) for n in range(20))
    found = index.like(asset(MODEL, name="Elevregister"), most=3)
    assert [s.decision.on.year for s in found] == [2019, 2018, 2017]


def test_steps_are_counted_on_the_aspect_s_own_scale() -> None:
    assert steps_apart(MODEL.aspects[1], 0, 4) == 4
    assert steps_apart(MODEL.aspects[0], 2, 2) == 0


def far(here_levels: tuple[int | None, int | None], *known: EarlierDecision) -> list[str]:
    here = asset(MODEL, here_levels, name="Elevregister", flags=["people"])
    return [a.id for a, _ in far_apart(MODEL, VERSION, here, Decided(known).like(here))]


def test_two_steps_are_far_and_one_is_not() -> None:
    assert far((0, 4), decided(1, "Elevregister", {"s": 1, "m": 2})) == ["m"]


def test_an_aspect_that_is_not_rated_or_was_not_decided_is_not_compared() -> None:
    assert not far((None, 4), decided(1, "Elevregister", {"s": 2}))


def test_levels_of_another_model_are_not_compared() -> None:
    assert not far((0, 4), decided(1, "Elevregister", {"s": 2, "m": 0}, version=OTHER_VERSION))


def test_one_fact_in_common_calls_for_no_explanation() -> None:
    assert not far((0, 4), decided(1, "Löner", {"s": 2, "m": 0}, flags=["people"]))


def test_a_level_that_the_scale_lacks_is_not_compared() -> None:
    assert not far((0, 4), decided(1, "Elevregister", {"s": 9, "m": 9}))
