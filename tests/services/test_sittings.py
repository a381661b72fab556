"""Sittings open by themselves, breaks are kept, and who comes and goes is noted with the time."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from ksa_tui.domain.sitting import Sitting, Span, presence
from ksa_tui.errors import KsaError
from ksa_tui.paths import Workspace
from ksa_tui.services import attendance, classify, history, sittings, workshops
from ksa_tui.services.participants import NO_PARTICIPANT
from ksa_tui.services.shapes import ParticipantDraft, Place
from ksa_tui.services.stores import open_store
from ksa_tui.store import Store
from tests.services.making import ANNA, a_workshop, an_asset, refused

NINE = datetime(2026, 11, 24, 9, tzinfo=UTC)


class Wall:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = NINE

    def __call__(self) -> datetime:
        return self.now

    def to(self, hour: int, minute: int = 0, day: int = 24) -> datetime:
        self.now = datetime(2026, 11, day, hour, minute, tzinfo=UTC)
        return self.now


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def store(workspace_home: Path, wall: Wall) -> Iterator[Store]:
    with open_store(Workspace(workspace_home), ANNA, clock=wall) as store:
        yield store


@pytest.fixture
def workshop(store: Store) -> UUID:
    return a_workshop(store)


@pytest.fixture
def treatment(store: Store, workshop: UUID) -> UUID:
    return an_asset(store, workshop)


def held(store: Store, workshop: UUID) -> tuple[Sitting, ...]:
    return workshops.load(store, workshop).sittings


def work(store: Store, treatment: UUID, level: int, workshop: UUID | None = None) -> None:
    """A rating, and the seconds that the screen counts with it."""
    classify.rate(store, treatment, "s", "folk", level)
    here = workshop or workshops.find(store, "Skola")
    classify.remember_place(store, Place(here, treatment, "s", "folk"), seconds=1)


def there(store: Store, workshop: UUID, person: UUID) -> tuple[Span, ...]:
    loaded = workshops.load(store, workshop)
    (noted,) = (p.attendance for p in loaded.participants if p.id == person)
    return presence(loaded.sittings[-1], noted)


def people(store: Store, workshop: UUID, *names: str) -> list[UUID]:
    workshops.add_participants(store, workshop, [ParticipantDraft(name) for name in names])
    return [person.id for person in workshops.load(store, workshop).participants]


def test_the_first_rating_opens_a_sitting_and_the_last_thing_done_bounds_it(
    store: Store, workshop: UUID, treatment: UUID, wall: Wall
) -> None:
    head = store.head
    assert held(store, workshop) == ()
    classify.remember_place(store, Place(workshop, treatment, "s", "folk"), seconds=20)
    assert held(store, workshop) == ()  # to look is not to sit
    work(store, treatment, 1)
    wall.to(9, 40)
    work(store, treatment, 1)
    wall.to(10, 5)
    classify.remember_place(store, Place(workshop, treatment, "m", "folk"), seconds=30)
    (sitting,) = held(store, workshop)
    assert (sitting.since, sitting.until) == (NINE, NINE.replace(hour=10, minute=5))
    assert head != store.head


def test_a_clock_that_was_ahead_does_not_break_the_day_into_pieces(
    store: Store, workshop: UUID, treatment: UUID, wall: Wall
) -> None:
    wall.to(9, day=30)
    work(store, treatment, 1)
    for minute in (0, 10, 20):
        wall.to(9, minute)
        work(store, treatment, minute // 10)
    assert [sitting.since.day for sitting in held(store, workshop)] == [24, 30]


def test_votes_open_a_sitting_too(store: Store, workshop: UUID, treatment: UUID) -> None:
    classify.record_round(store, treatment, "s", [1, 2])
    assert len(held(store, workshop)) == 1


def test_the_next_day_is_a_new_sitting_also_when_the_app_was_left_open(
    store: Store, workshop: UUID, treatment: UUID, wall: Wall
) -> None:
    work(store, treatment, 1)
    wall.to(11, 59)
    work(store, treatment, 2)
    wall.to(9, day=25)
    work(store, treatment, 1)
    first, second = held(store, workshop)
    assert first.until == NINE.replace(hour=11, minute=59)
    assert second.since == second.until == NINE + timedelta(days=1)


def test_a_sitting_longer_than_its_limit_is_one(
    store: Store, workshop: UUID, treatment: UUID, wall: Wall
) -> None:
    for hour in range(9, 18):
        wall.to(hour)
        work(store, treatment, hour % 2)
    assert len(held(store, workshop)) == 1


def test_undo_of_the_first_rating_takes_the_sitting_and_a_refusal_opens_none(
    store: Store, workshop: UUID, treatment: UUID, wall: Wall
) -> None:
    with pytest.raises(KsaError):
        classify.rate(store, treatment, "s", "folk", 99)
    assert held(store, workshop) == ()
    work(store, treatment, 1)
    history.undo(store)
    assert held(store, workshop) == ()
    wall.to(9, 30)
    work(store, treatment, 1)
    wall.to(9, 40)
    work(store, treatment, 2)
    history.undo(store)
    (sitting,) = held(store, workshop)
    assert sitting.until - sitting.since == timedelta(minutes=10)


def test_workshops_have_sittings_of_their_own(
    store: Store, workshop: UUID, treatment: UUID, wall: Wall
) -> None:
    other = a_workshop(store, "En annan")
    elsewhere = an_asset(store, other, "Annat")
    work(store, treatment, 1)
    wall.to(9, 20)
    work(store, elsewhere, 1, other)
    wall.to(9, 40)
    work(store, treatment, 2)
    assert [s.since.minute for s in (*held(store, workshop), *held(store, other))] == [0, 20]


def test_a_break_is_kept_and_ends_when_the_room_is_back(
    store: Store, workshop: UUID, treatment: UUID, wall: Wall
) -> None:
    work(store, treatment, 1)
    wall.to(10, 2)
    assert sittings.begin_break(store, workshop) == wall.now
    wall.to(10, 17)
    sittings.end_break(store, workshop)
    wall.to(11)
    work(store, treatment, 2)
    (sitting,) = held(store, workshop)
    assert sitting.pauses == (
        Span(NINE.replace(hour=10, minute=2), NINE.replace(hour=10, minute=17)),
    )
    assert sitting.worked == timedelta(minutes=105)


def test_a_break_that_a_kill_left_open_ends_with_the_next_rating(
    store: Store, workshop: UUID, treatment: UUID, wall: Wall
) -> None:
    work(store, treatment, 1)
    wall.to(10)
    sittings.begin_break(store, workshop)
    store.remembered.sitting = None  # as after a new start
    wall.to(10, 20)
    work(store, treatment, 2)
    wall.to(10, 30)
    work(store, treatment, 1)
    (sitting,) = held(store, workshop)
    assert [(span.since.minute, span.until.minute) for span in sitting.pauses] == [(0, 20)]


def test_a_break_that_nobody_came_back_from_ends_the_sitting(
    store: Store, workshop: UUID, treatment: UUID, wall: Wall
) -> None:
    work(store, treatment, 1)
    wall.to(10)
    sittings.begin_break(store, workshop)
    wall.to(9, day=25)
    sittings.end_break(store, workshop)
    (sitting,) = held(store, workshop)
    assert sitting.until.hour == 10
    assert sitting.pauses == ()


def test_a_break_before_anything_was_rated_is_nothing(store: Store, workshop: UUID) -> None:
    sittings.begin_break(store, workshop)
    sittings.end_break(store, workshop)
    assert held(store, workshop) == ()


def test_who_touches_nothing_notices_nothing(
    store: Store, workshop: UUID, treatment: UUID, wall: Wall
) -> None:
    work(store, treatment, 1)
    wall.to(9, 30)
    (anna,) = people(store, workshop, "Anna")  # the list was forgotten until now
    wall.to(10)
    work(store, treatment, 2)
    assert there(store, workshop, anna) == (Span(NINE, NINE.replace(hour=10)),)


def test_someone_leaves_and_comes_back(
    store: Store, workshop: UUID, treatment: UUID, wall: Wall
) -> None:
    anna, bo = people(store, workshop, "Anna", "Bo")
    work(store, treatment, 1)
    left = wall.to(9, 40)
    assert not attendance.toggle(store, anna)
    back = wall.to(10, 30)
    assert attendance.toggle(store, anna)
    end = wall.to(11)
    work(store, treatment, 2)
    assert there(store, workshop, anna) == (Span(NINE, left), Span(back, end))
    assert there(store, workshop, bo) == (Span(NINE, end),)
    for _ in range(3):
        history.undo(store)
    assert there(store, workshop, anna) == (Span(NINE, end),)
    history.redo(store)
    history.redo(store)
    assert len(there(store, workshop, anna)) == 2


def test_a_key_on_the_wrong_row_leaves_no_trace(
    store: Store, workshop: UUID, treatment: UUID, wall: Wall
) -> None:
    (anna,) = people(store, workshop, "Anna")
    work(store, treatment, 1)
    wall.to(9, 40)
    attendance.toggle(store, anna)
    wall.now += timedelta(seconds=20)
    attendance.toggle(store, anna)
    end = wall.to(10)
    work(store, treatment, 2)
    assert there(store, workshop, anna) == (Span(NINE, end),)


def test_before_the_first_rating_who_leaves_was_not_there(
    store: Store, workshop: UUID, treatment: UUID, wall: Wall
) -> None:
    (anna,) = people(store, workshop, "Anna")
    assert not attendance.toggle(store, anna)
    wall.to(9, 10)
    work(store, treatment, 1)
    assert len(held(store, workshop)) == 1
    assert there(store, workshop, anna) == ()
    come = wall.to(9, 20)
    assert attendance.toggle(store, anna)
    wall.to(10)
    work(store, treatment, 2)
    assert there(store, workshop, anna) == (Span(come, wall.now),)


def test_someone_was_not_there_at_all_or_all_the_time(
    store: Store, workshop: UUID, treatment: UUID, wall: Wall
) -> None:
    (anna,) = people(store, workshop, "Anna")
    work(store, treatment, 1)
    wall.to(9, 20)
    assert not attendance.toggle_whole(store, anna)
    assert there(store, workshop, anna) == ()
    assert attendance.toggle_whole(store, anna)
    assert there(store, workshop, anna) == (Span(NINE, wall.now),)
    attendance.toggle(store, anna)
    wall.to(9, 30)
    attendance.toggle(store, anna)
    assert not attendance.toggle_whole(store, anna)
    assert there(store, workshop, anna) == ()


def test_who_is_added_during_a_sitting_is_there_from_then_and_not_before(
    store: Store, workshop: UUID, treatment: UUID, wall: Wall
) -> None:
    people(store, workshop, "Anna")
    work(store, treatment, 1)
    wall.to(9, 20, day=25)
    work(store, treatment, 2)
    come = wall.to(9, 30, day=25)
    _, bo = people(store, workshop, "Bo")
    end = wall.to(10, day=25)
    work(store, treatment, 1)
    assert there(store, workshop, bo) == (Span(come, end),)
    loaded = workshops.load(store, workshop)
    assert presence(loaded.sittings[0], loaded.participants[1].attendance) == ()
    workshops.remove_participant(store, bo)
    history.undo(store)
    assert there(store, workshop, bo) == (Span(come, end),)
    history.undo(store)  # the rating
    history.undo(store)  # the new name
    assert len(workshops.load(store, workshop).participants) == 1


def test_nobody_is_refused(store: Store, workshop: UUID) -> None:
    with refused(NO_PARTICIPANT):
        attendance.toggle(store, UUID(int=9))
    with refused(NO_PARTICIPANT):
        attendance.toggle_whole(store, UUID(int=9))
    assert held(store, workshop) == ()


def test_time_is_counted_with_the_place_and_can_be_taken_back(
    store: Store, workshop: UUID, treatment: UUID
) -> None:
    here = Place(workshop, treatment, "s", "folk")
    classify.load(store, treatment)
    for seconds, total in ((30, 30), (-40, 0), (25, 25), (0, 25)):
        classify.remember_place(store, here, seconds)
        assert classify.load(store, treatment).seconds_spent == total
        store.remembered.treatment = None
        assert classify.load(store, treatment).seconds_spent == total
