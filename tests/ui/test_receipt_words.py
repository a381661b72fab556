"""The sums over a returned workbook agree with the rows under them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ksa_tui.domain.answers import Choice
from ksa_tui.domain.receipt import (
    AssetDecision,
    Difference,
    ExportName,
    Receipt,
    RowState,
    Sentence,
    Take,
)
from ksa_tui.i18n import set_language
from ksa_tui.ui.receipt_words import outcome, remarks_head, tally

WHY = Sentence("It is not taken.")


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    set_language("en")
    yield
    set_language("en")


def receipt(*rows: tuple[Choice, RowState, bool]) -> Receipt:
    """A return of these rows: the answer, the state, whether something differs."""
    made = [
        AssetDecision(
            UUID(int=n), UUID(int=n), None, n, f"Mängd {n}", {"k": 1}, choice, state=state
        )
        for n, (choice, state, _differs) in enumerate(rows, start=1)
    ]
    differences = [
        Difference("cell", WHY, each.asset, "Beslut")
        for each, (_choice, _state, differs) in zip(made, rows, strict=True)
        if differs
    ]
    return Receipt(
        "svar.xlsx",
        export=ExportName(UUID(int=99), 1),
        decisions=tuple(
            each.refused(WHY) if each.state is RowState.REFUSED else each for each in made
        ),
        differences=tuple(differences),
    )


CHOSEN = st.sampled_from([Choice.APPROVE, Choice.CHANGE, Choice.RETURN])
ROWS = st.one_of(
    st.tuples(CHOSEN, st.just(RowState.NEW), st.booleans()),
    st.tuples(
        st.sampled_from(Choice), st.sampled_from([RowState.SAME, RowState.REFUSED]), st.booleans()
    ),
)


@given(st.lists(ROWS, max_size=20))
def test_every_row_is_counted_once(rows: list[tuple[Choice, RowState, bool]]) -> None:
    found = receipt(*rows)
    assert sum(map(int, re.findall(r"\d+", tally(found).plain))) == len(rows)


@given(st.lists(ROWS, min_size=1, max_size=20))
def test_what_is_left_is_every_row_that_is_not_recorded(
    rows: list[tuple[Choice, RowState, bool]],
) -> None:
    found = receipt(*rows)
    taken = found.taken(Take())
    said = [int(number) for number in re.findall(r"\d+", outcome(found, taken).plain)]
    if not found.new:
        assert said == []
    elif len(taken) == len(rows):
        assert said == [len(rows)]
    else:
        assert said[0] == len(taken)
        assert said[0] + said[1] == len(rows)
        assert said[2:] in ([], [len(found.new) - len(taken)])


def test_fourteen_rows_of_which_four_are_not_taken() -> None:
    found = receipt(
        *[(Choice.APPROVE, RowState.NEW, n == 0) for n in range(8)],
        (Choice.CHANGE, RowState.NEW, False),
        (Choice.RETURN, RowState.NEW, False),
        *[(Choice.NONE, RowState.REFUSED, False)] * 4,
    )
    assert tally(found).plain.split("    ") == [
        "8 approved", "1 changed", "1 returned", "0 without an answer", "4 not taken",
    ]  # fmt: skip
    assert outcome(found, found.taken(Take())).plain == (
        "9 decisions will be recorded. 5 rows are left (○); 1 of them can be taken."
    )


def test_a_file_read_once_more_counts_what_is_known() -> None:
    found = receipt((Choice.APPROVE, RowState.SAME, False), (Choice.NONE, RowState.SAME, False))
    assert "1 without an answer" in tally(found).plain
    assert "1 recorded before" in tally(found).plain
    assert "0 approved" in tally(replace(found, known=True)).plain


def test_a_decision_that_would_be_undone_is_told_by_itself() -> None:
    found = receipt((Choice.APPROVE, RowState.NEW, True), (Choice.APPROVE, RowState.NEW, True))
    first, second = found.differences
    undoing = replace(found, differences=(replace(first, code="undoes_decision"), second))
    said = remarks_head(undoing).plain
    assert "1 earlier decision would be undone · 1 difference outside the yellow cells" in said
    alone = replace(found, differences=(replace(first, code="undoes_decision"),))
    assert "yellow" not in remarks_head(alone).plain
