"""Dates and times as people write them."""

from __future__ import annotations

from datetime import date, time

import pytest

from ksa_tui.errors import RuleError
from ksa_tui.ui.dates import parse_date, parse_time

TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    "text",
    [
        "2026-12-01", "20261201", "261201", "2026/12/01", "2026.12.01", "1/12 2026", "1/12-2026",
        "01/12/2026", "1.12.2026", "1.12.26", "1/12", "1 dec", "1 dec.", "1 december", "1 December 2026",
        "  1  december  2026 ",
    ],
)  # fmt: skip
def test_a_date_is_understood_in_many_writings(text: str) -> None:
    assert parse_date(text, TODAY) == date(2026, 12, 1)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("", None),
        ("   ", None),
        ("idag", TODAY),
        ("Imorgon", date(2026, 11, 25)),
        ("today", TODAY),
        ("15/2", date(2027, 2, 15)),
        ("20/11", date(2026, 11, 20)),
        ("3 maj", date(2027, 5, 3)),
        ("29 feb 2028", date(2028, 2, 29)),
    ],
)
def test_a_day_without_a_year_is_the_nearest_one(text: str, day: date | None) -> None:
    assert parse_date(text, TODAY) == day


@pytest.mark.parametrize(
    "text", ["31/2", "2026-13-01", "snart", "29 feb 2027", "1/1/1/1", "0/0", "12", "1 xyz", "29/2"]
)
def test_nonsense_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(RuleError, match="2026-11-24"):
        parse_date(text, TODAY)


@pytest.mark.parametrize(
    ("text", "at"),
    [("", None), ("11", time(11)), ("11:30", time(11, 30)), ("11.30", time(11, 30)), ("930", None)],
)
def test_a_time_is_understood(text: str, at: time | None) -> None:
    if text == "930":
        with pytest.raises(RuleError):
            parse_time("9305")
        return
    assert parse_time(text) == at


@pytest.mark.parametrize("text", ["25", "11:60", "middag"])
def test_an_impossible_time_is_refused(text: str) -> None:
    with pytest.raises(RuleError, match="11:30"):
        parse_time(text)
