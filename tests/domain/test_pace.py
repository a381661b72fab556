"""Time spent on an asset and the forecast: never negative, never counted twice, never past belief."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ksa_tui.domain.pace import (
    IDLE,
    AssetClock,
    forecast,
    is_over,
    planned_end,
    usual_pace,
)

START = datetime(2026, 11, 24, 9, tzinfo=UTC)


def at(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


# ---------------------------------------------------------------- the clock of an asset


def test_what_lies_between_keys_is_counted_once() -> None:
    clock = AssetClock(START, spent=100)
    assert clock.read(at(30), key=at(20)) == 30
    assert clock.read(at(60), key=at(20)) == 30
    assert clock.read(at(60), key=at(20)) == 0
    assert clock.read(at(61.9), key=at(61)) == 1
    assert clock.read(at(62), key=at(61)) == 1  # what is less than a second is not lost
    assert clock.spent == 162


def test_a_gap_up_to_the_limit_is_counted() -> None:
    clock = AssetClock(START)
    for second in range(30, 600, 30):
        clock.read(at(second), key=START)
    clock.read(START + IDLE, key=START + IDLE)
    assert clock.spent == IDLE.total_seconds()


def test_a_longer_gap_is_taken_back_from_its_first_second() -> None:
    clock = AssetClock(START)
    clock.read(at(60), key=at(50))
    readings = [clock.read(at(second), key=at(50)) for second in range(90, 1200, 30)]
    assert sum(readings) == -10  # the seconds after the latest key go too
    assert clock.spent == 50
    assert clock.read(at(1210), key=at(1205)) == 5
    assert clock.spent == 55


def test_a_closed_lid_is_not_counted_when_the_key_comes_before_the_timer() -> None:
    clock = AssetClock(START)
    clock.read(at(30), key=at(10))
    clock.read(at(7205), key=at(7200))
    assert clock.spent == 10 + 5


def test_a_clock_that_is_set_back_takes_nothing_and_gives_nothing() -> None:
    clock = AssetClock(START)
    clock.read(at(30), key=at(10))
    assert clock.read(at(-3600), key=at(10)) == 0
    assert clock.read(at(-3590), key=at(10)) == 10
    assert clock.spent == 40


def test_a_break_is_not_counted() -> None:
    clock = AssetClock(START)
    clock.read(at(40), key=at(40))
    clock.stop()
    assert clock.read(at(300), key=at(290)) == 0
    clock.start(at(900))
    assert clock.read(at(910), key=at(905)) == 10
    assert clock.spent == 50


@given(st.lists(st.tuples(st.integers(0, 1500), st.integers(0, 1500)), max_size=40))
def test_it_is_never_negative_and_never_more_than_the_time_that_passed(
    steps: list[tuple[int, int]],
) -> None:
    clock, now, key, total = AssetClock(START), START, START, 0
    for pressed, waited in steps:
        key = now + timedelta(seconds=pressed)
        now = key + timedelta(seconds=waited)
        total += clock.read(now, key)
        assert 0 <= clock.spent == total <= (now - START).total_seconds()


# ---------------------------------------------------------------- the forecast


def test_the_pace_is_the_median_of_today_else_the_models() -> None:
    assert usual_pace([], 8) == timedelta(minutes=8)
    assert usual_pace([0, 0], 8) == timedelta(minutes=8)
    assert usual_pace([60, 3600, 120], 8) == timedelta(minutes=2)
    assert usual_pace([60, 120], 8) == timedelta(seconds=90)


def test_what_is_left_lasts_until_a_time_rounded_up_to_five_minutes() -> None:
    told = forecast(START, 3, timedelta(minutes=8), here=timedelta(minutes=2))
    assert told is not None
    assert (told.left, told.takes) == (4, timedelta(minutes=30))
    assert told.until == at(30 * 60)
    told = forecast(at(1), 3, timedelta(minutes=8), here=timedelta(minutes=2))
    assert told is not None
    assert told.until == at(35 * 60)


def test_an_asset_that_takes_longer_than_usual_takes_nothing_back() -> None:
    told = forecast(START, 0, timedelta(minutes=8), here=timedelta(hours=2))
    assert told is not None
    assert (told.left, told.takes, told.until) == (1, timedelta(), START)


@pytest.mark.parametrize("others", [0, -3])
def test_nothing_left_has_no_forecast(others: int) -> None:
    assert forecast(START, others, timedelta(minutes=8)) is None


def test_a_forecast_goes_over_midnight_and_far_ones_are_told_in_hours() -> None:
    late = START.replace(hour=23, minute=50)
    told = forecast(late, 2, timedelta(minutes=8))
    assert told is not None
    assert told.until == datetime(2026, 11, 25, 0, 10, tzinfo=UTC)
    assert not told.is_far
    told = forecast(START, 300, timedelta(minutes=8))
    assert told is not None
    assert told.is_far
    assert told.hours == 40


@pytest.mark.parametrize(
    ("now", "end", "moment"),
    [
        ("2026-11-24T13:00", "15:30", "2026-11-24T15:30"),
        ("2026-11-24T16:00", "15:30", "2026-11-24T15:30"),
        ("2026-11-24T23:00", "00:30", "2026-11-25T00:30"),
        ("2026-11-25T00:10", "23:30", "2026-11-24T23:30"),
        ("2026-11-24T00:00", "12:00", "2026-11-24T12:00"),
    ],
)
def test_a_planned_end_is_the_nearest(now: str, end: str, moment: str) -> None:
    zone = timezone(timedelta(hours=1))
    here = datetime.fromisoformat(now).replace(tzinfo=zone)
    assert planned_end(here, time.fromisoformat(end)) == datetime.fromisoformat(moment).replace(
        tzinfo=zone
    )


def test_an_asset_is_over_when_its_whole_minutes_are() -> None:
    assert not is_over(8 * 60 + 59, 8)
    assert is_over(9 * 60, 8)
