from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ksa_tui.domain.model import Model
from ksa_tui.domain.standing import (
    Block,
    Gap,
    asset_gaps,
    asset_status,
    floor_here,
    is_below_floor,
    workshop_gaps,
    workshop_status,
)
from ksa_tui.domain.workshop import Asset, AssetStatus, FlagAnswer, WorkshopStatus
from ksa_tui.reference import load_model
from tests.domain.making import EXCLUDED, assessment, asset, workshop


def lowest(model: Model) -> list[int]:
    return [0] * len(model.aspects)


def tops(model: Model) -> list[int]:
    return [aspect.top for aspect in model.aspects]


def blocks(model: Model, treated: Asset) -> list[tuple[Block, str | None]]:
    return [(gap.block, gap.aspect) for gap in asset_gaps(model, treated)]


def test_every_aspect_without_a_rating_blocks(model: Model) -> None:
    assert blocks(model, asset(model)) == [(Block.NOT_RATED, aspect.id) for aspect in model.aspects]


def test_level_0_everywhere_is_rated_and_needs_no_motivation(model: Model) -> None:
    treated = asset(model, lowest(model), motivation="")
    assert blocks(model, treated) == []
    assert asset_status(model, treated) is AssetStatus.RATED


@pytest.mark.parametrize("motivation", ["", "   ", "\n"])
def test_a_blank_motivation_is_missing_where_the_model_asks_for_one(
    model: Model, motivation: str
) -> None:
    treated = asset(model, tops(model), motivation=motivation)
    assert blocks(model, treated) == [(Block.NO_MOTIVATION, aspect.id) for aspect in model.aspects]


def test_a_thin_motivation_does_not_block(model: Model) -> None:
    assert blocks(model, asset(model, tops(model), motivation=".")) == []


def test_below_the_floor_needs_a_reason(shipped: Model) -> None:
    treated = asset(shipped, [1, 0, 0], flags=["sensitive"])
    assert is_below_floor(shipped, treated, "k")
    assert blocks(shipped, treated) == [(Block.BELOW_FLOOR, "k")]
    told = assessment(shipped, "k", {"int": 1}, floor_reason="Bara antal, inga personer.")
    assert blocks(shipped, replace(treated, assessments={**treated.assessments, "k": told})) == []


def test_a_floor_waits_for_the_room_to_confirm_the_flag(shipped: Model) -> None:
    treated = asset(shipped, [1, 0, 0])
    for value, confirmed, level in [(True, False, None), (False, True, None), (True, True, 2)]:
        answer = FlagAnswer("sensitive", value, "catalogue", confirmed)
        here = floor_here(shipped, replace(treated, flags=(answer,)), "k")
        assert (here.level if here else None) == level


def test_nothing_is_below_a_floor_while_nothing_is_rated(shipped: Model) -> None:
    assert not is_below_floor(shipped, asset(shipped, flags=["sensitive"]), "k")


def test_the_top_of_a_shorter_scale_meets_its_floor(own: Model) -> None:
    treated = asset(own, [2, 2, 3, 0], flags=["person", "larm"])
    assert blocks(own, treated) == []
    assert blocks(own, asset(own, [2, 1, 3, 0], flags=["larm"])) == [(Block.BELOW_FLOOR, "akt")]


def test_one_that_is_excluded_or_put_off_never_blocks(model: Model) -> None:
    assert blocks(model, asset(model, excluded=EXCLUDED)) == []
    assert blocks(model, asset(model, deferred=True)) == []


def test_an_asset_goes_from_untouched_to_decided(model: Model) -> None:
    full = tops(model)
    untouched, started = asset(model), asset(model, [0])
    rated, sent = asset(model, full), asset(model, full, with_owner=True)
    decided = asset(model, full, with_owner=True, decided=True)
    stopped = asset(model, full, decided=True, excluded=EXCLUDED)
    assert [
        asset_status(model, a) for a in (untouched, started, rated, sent, decided, stopped)
    ] == [
        AssetStatus.UNTOUCHED,
        AssetStatus.STARTED,
        AssetStatus.RATED,
        AssetStatus.WITH_OWNER,
        AssetStatus.DECIDED,
        AssetStatus.STOPPED,
    ]


def test_a_workshop_needs_an_owner_and_an_asset(model: Model) -> None:
    ready = asset(model, lowest(model))
    assert workshop_gaps(model, workshop(model, ready)) == []
    assert workshop_gaps(model, workshop(model, ready, owner=None)) == [Gap(Block.NO_OWNER)]
    assert workshop_gaps(model, workshop(model)) == [Gap(Block.NO_ASSETS)]
    put_off = asset(model, deferred=True)
    assert workshop_gaps(model, workshop(model, put_off)) == [Gap(Block.NO_ASSETS)]


def test_a_workshop_is_ready_when_nothing_blocks(model: Model) -> None:
    ready, begun = asset(model, lowest(model)), asset(model, [0], name="Skolskjuts")
    assert workshop_status(model, workshop(model)) is WorkshopStatus.OPEN
    assert workshop_status(model, workshop(model, ready)) is WorkshopStatus.READY
    assert workshop_status(model, workshop(model, ready, begun)) is WorkshopStatus.OPEN
    sent = workshop(model, ready, begun, exported=True)
    assert workshop_status(model, sent) is WorkshopStatus.WITH_OWNER


def test_a_workshop_is_decided_when_all_that_can_be_are(model: Model) -> None:
    decided = asset(model, tops(model), decided=True)
    stopped = asset(model, name="Stoppad", excluded=EXCLUDED)
    done = workshop(model, decided, stopped, exported=True)
    assert workshop_status(model, done) is WorkshopStatus.DECIDED
    only_stopped = workshop(model, stopped)
    assert workshop_status(model, only_stopped) is not WorkshopStatus.DECIDED


@given(st.lists(st.one_of(st.none(), st.integers(0, 3)), min_size=3, max_size=3), st.booleans())
def test_an_asset_is_rated_exactly_when_no_aspect_is_missing(
    levels: list[int | None], motivated: bool
) -> None:
    model = load_model()
    treated = asset(model, levels, motivation="Tre ord räcker." if motivated else "")
    unrated = [aspect for block, aspect in blocks(model, treated) if block is Block.NOT_RATED]
    assert unrated == [
        a.id for a, level in zip(model.aspects, levels, strict=True) if level is None
    ]
    assert (asset_status(model, treated) is AssetStatus.RATED) == (not unrated)
