"""Sittings: where one ends, what a break takes, who was there."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from ksa_tui.domain.sitting import (
    Attendance,
    Pause,
    Sitting,
    Span,
    is_whole,
    of_the_room,
    presence,
)

KEY = UUID(int=1)
OTHER = UUID(int=2)


def at(hour: int, minute: int = 0, day: int = 24) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


MORNING = Sitting(KEY, at(9), at(11))


def test_a_sitting_goes_on_over_lunch_and_over_midnight_but_not_to_the_next_day() -> None:
    assert MORNING.goes_on(at(11, 1))
    assert MORNING.goes_on(at(13, 59))
    assert not MORNING.goes_on(at(14))
    assert not MORNING.goes_on(at(8, 59))
    assert Sitting(KEY, at(22), at(23, 50)).goes_on(at(0, 20, day=25))
    assert not MORNING.goes_on(at(9, day=25))


def test_breaks_are_taken_from_the_time_and_slips_are_not() -> None:
    breaks = (
        Pause(at(9, 30), at(9, 30) + timedelta(seconds=59)),
        Pause(at(10, 2), at(10, 17)),
        Pause(at(11), None),
    )
    sitting = Sitting(KEY, at(9), at(11), breaks)
    assert sitting.pauses == (Span(at(10, 2), at(10, 17)),)
    assert sitting.worked == timedelta(minutes=105)


def test_a_break_never_makes_a_sitting_negative() -> None:
    sitting = Sitting(KEY, at(9), at(9, 10), (Pause(at(9), at(12)), Pause(at(9), at(9, 10))))
    assert sitting.worked == timedelta()


def test_of_whom_nothing_is_noted_is_there_all_the_time() -> None:
    elsewhere = [Attendance(OTHER, at(9), at(9))]
    assert presence(MORNING, elsewhere) == (Span(at(9), at(11)),)
    assert is_whole(MORNING, presence(MORNING, ()))


def test_who_comes_and_goes_is_there_in_between() -> None:
    noted = [Attendance(KEY, at(10, 30)), Attendance(KEY, at(8), at(9, 40))]
    assert presence(MORNING, noted) == (Span(at(9), at(9, 40)), Span(at(10, 30), at(11)))
    assert not is_whole(MORNING, presence(MORNING, noted))


def test_who_was_not_there_has_no_time() -> None:
    absent = Attendance(KEY, at(9), at(9))
    assert absent.is_absence
    assert presence(MORNING, [absent]) == ()
    assert presence(MORNING, [Attendance(KEY, at(12))]) == ()


def test_corrections_at_a_desk_are_no_sitting_where_there_is_a_real_one() -> None:
    desk = Sitting(OTHER, at(14, day=25), at(14, 3, day=25))
    assert of_the_room([MORNING, desk]) == (MORNING,)
    assert of_the_room([desk]) == (desk,)
    assert of_the_room([]) == ()
