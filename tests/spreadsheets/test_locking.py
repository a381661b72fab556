"""A workbook locked with a password is hostile until the password fits."""

from __future__ import annotations

from pathlib import Path

import pytest

from ksa_tui.errors import SpreadsheetError
from ksa_tui.spreadsheets import locking

WORKBOOK = next((Path(__file__).parents[2] / "exports").glob("*.xlsx")).read_bytes()
PASSWORD = "måndag sju kråkor"


def test_what_is_locked_opens_with_the_password_alone() -> None:
    data = locking.lock(WORKBOOK, PASSWORD)
    assert locking.is_locked(data)
    assert not locking.is_locked(WORKBOOK)
    assert locking.unlock(data, PASSWORD, "svar.xlsx") == WORKBOOK
    with pytest.raises(SpreadsheetError) as refusal:
        locking.unlock(data, PASSWORD.upper(), "svar.xlsx")
    assert refusal.value.message == locking.WRONG


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'spinCount="100000"', b'spinCount="999999999"'),
        (b"<encryption ", b'<!DOCTYPE x [<!ENTITY a "b">]><encryption '),
    ],
)
def test_a_trap_in_the_description_is_refused_before_it_is_read(old: bytes, new: bytes) -> None:
    data = locking.lock(WORKBOOK, PASSWORD)
    assert old in data
    at = data.index(old)
    trap = data[:at] + new + data[at + len(new) :]
    with pytest.raises(SpreadsheetError):
        locking.unlock(trap, PASSWORD, "svar.xlsx")


PARTS = 4
"""A password is slow to try on purpose: the places are shared out."""


@pytest.mark.parametrize("part", range(PARTS))
def test_no_cut_or_changed_container_gives_anything_but_words(part: int) -> None:
    data = locking.lock(WORKBOOK, PASSWORD)
    for at in list(range(0, len(data), 97))[part::PARTS]:
        for broken in (data[:at], data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :]):
            if locking.is_locked(broken) and at % 5 == 0:
                try:
                    locking.unlock(broken, PASSWORD, "svar.xlsx")
                except SpreadsheetError:
                    continue
