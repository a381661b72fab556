"""What is left to do, in an order and for a role."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from ksa_tui.domain.protecting import Answer, Scope, State
from ksa_tui.domain.protection_plan import (
    NO_ROLE,
    AssetState,
    Line,
    Order,
    in_plan,
    of_role,
    roles_of,
)
from ksa_tui.domain.workshop import Asset
from tests.domain.test_protecting import measure

HERE = (Scope.ORGANISATION, None)
ASSETS = tuple(Asset(UUID(int=n), UUID(int=n), n, f"A{n}", {}) for n in (1, 2))


def said(state: State, role: str = "", due: date | None = None) -> Answer:
    return Answer("M", *HERE, state, role=role, due=due)


def line(name: str, *answers: Answer | None) -> Line:
    states = tuple(AssetState(ASSETS[n], each) for n, each in enumerate(answers))
    return Line(measure(name), ("k",), states)


def ids(lines: list[Line]) -> list[str]:
    return [each.measure.id for each in lines]


SOON, LATER = date(2027, 1, 1), date(2027, 6, 1)
LINES = (
    line("open", None),
    line("met", said(State.MET, "IT", SOON)),
    line("later", said(State.PARTLY, "åsa", LATER)),
    line("soon", said(State.PARTLY, "Bo", SOON)),
    line("dateless", said(State.NOT_MET, "bo")),
    line("two", said(State.PARTLY, "Bo", LATER), said(State.PARTLY, "IT", SOON)),
)


def test_all_lines_in_the_order_of_the_catalogue() -> None:
    assert ids(in_plan(LINES, Order.CATALOGUE)) == [
        "open",
        "met",
        "later",
        "soon",
        "dateless",
        "two",
    ]


def test_by_date_the_earliest_of_equally_weak_places_counts_and_no_date_comes_last() -> None:
    found = ids(in_plan(LINES, Order.DUE, only_gaps=True))
    assert found == ["soon", "two", "later", "dateless", "open"]


def test_by_role_whatever_the_case_of_its_letters_and_nobody_last() -> None:
    found = ids(in_plan(LINES, Order.ROLE, only_gaps=True))
    assert found == ["soon", "dateless", "two", "later", "open"]


def test_the_weaker_state_counts_before_the_earlier_date() -> None:
    mixed = line("m", said(State.PARTLY, "IT", SOON), said(State.NOT_MET, "Bo", LATER))
    assert mixed.answer is not None
    assert mixed.answer.role == "Bo"


def test_roles_are_those_with_something_left_to_do() -> None:
    assert roles_of(LINES) == ["Bo", "bo", "IT", "åsa", NO_ROLE]
    assert ids(of_role(LINES, "IT")) == ["two"]
    assert ids(of_role(LINES, NO_ROLE)) == ["open"]
