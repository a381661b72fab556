"""How many statements a use case takes: a number that does not grow with the store."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from uuid import UUID

import pytest

from ksa_tui.services import assets, classify, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.store import Store
from tests.services.making import a_workshop

MOST_FOR_A_WORKSHOP = 20
MOST_FOR_A_TREATMENT = 12


def counted(store: Store, use: Callable[[], object]) -> list[str]:
    seen: list[str] = []
    with store.driver() as connection:
        connection.set_trace_callback(seen.append)
    use()
    with store.driver() as connection:
        connection.set_trace_callback(None)
    return seen


@pytest.fixture(params=[3, 60])
def filled(store: Store, request: pytest.FixtureRequest) -> UUID:
    """A workshop of few or many assets, half of them with something said about them."""
    workshop = a_workshop(store)
    drafts = [
        AssetDraft(f"Mängd {number}", systems=("A", "B"), flags={"people": True}, note="x")
        for number in range(request.param)
    ]
    assets.import_rows(store, workshop, drafts)
    for asset in workshops.load(store, workshop).assets[::2]:
        classify.rate(store, asset.id, "s", "folk", 1)
        classify.rate(store, asset.id, "m", "drift", 2)
    return workshop


def test_a_workshop_is_loaded_without_a_statement_for_each_asset(
    store: Store, filled: UUID
) -> None:
    seen = counted(store, lambda: workshops.load(store, filled))
    assert len(seen) <= MOST_FOR_A_WORKSHOP


def test_one_asset_is_loaded_in_few_statements_and_remembered(store: Store, filled: UUID) -> None:
    treatment = workshops.load(store, filled).assets[0].id
    store.remembered.treatment = None
    seen = counted(store, lambda: classify.load(store, treatment))
    assert sum(text.startswith("SELECT") for text in seen) <= MOST_FOR_A_TREATMENT
    assert counted(store, lambda: classify.load(store, treatment)) == []


def test_a_table_takes_three_statements(store: Store, filled: UUID) -> None:
    assert len(counted(store, lambda: workshops.table(store, filled))) == 3


def test_a_rating_takes_fewer_than_ten_statements_and_one_commit(
    store: Store, filled: UUID
) -> None:
    treatment = workshops.load(store, filled).assets[1].id
    classify.load(store, treatment)
    for rating in (1, 2, None):
        seen = counted(store, partial(classify.rate, store, treatment, "s", "natur", rating))
        assert seen.count("COMMIT") == 1
        different = {text[:30] for text in seen}  # the driver tells of each event by itself
        assert len(different) < 10, seen


def test_rating_on_asks_nothing_again_after_a_place_or_a_draft(store: Store, filled: UUID) -> None:
    treatment = workshops.load(store, filled).assets[0].id
    classify.rate(store, treatment, "s", "natur", 1)
    classify.remember_place(store, classify.Place(filled, treatment, "s", "natur"))
    classify.keep_draft(store, treatment, "s", "motivation", "Halv")
    assert counted(store, lambda: classify.load(store, treatment)) == []


def test_a_list_comes_in_with_one_commit_and_no_statement_for_each_row(store: Store) -> None:
    workshop = a_workshop(store)
    drafts = [AssetDraft(f"Mängd {number}", systems=("A",)) for number in range(200)]
    seen = counted(store, lambda: assets.import_rows(store, workshop, drafts))
    assert seen.count("COMMIT") == 1
    assert len([text for text in seen if text.startswith("SELECT")]) <= 12
