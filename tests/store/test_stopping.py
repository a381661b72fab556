"""What a stop looks for in texts that do not say whose they are, and the note that its file is to be tidied."""

from __future__ import annotations

import sqlite3
from uuid import UUID

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from ksa_tui.store import Store
from ksa_tui.store.stopped_texts import Traces
from ksa_tui.store.stopping import DELETED, EMPTIED
from ksa_tui.store.tables import metadata
from ksa_tui.store.tidying import ask_for_tidying, is_untidy
from tests.services.making import a_workshop, an_asset

TRACES = Traces(
    names={"lön", "elevhälsojournal, medicinsk del"},
    texts={"ja", "hela journaler om barn och deras familjer"},
)


@pytest.mark.parametrize(
    "cell",
    [
        "Lön",
        "Gäller Lön och annat",
        "»lön«",
        "Elevhälsojournal,  medicinsk\ndel",
        "Elevhälsojournal, medicin…",
        "JA",
        "Hela journaler om barn och deras familjer",
        "Hela journaler om barn …",
        "K: Hela journaler om barn och deras familjer.",
        "Elevha\u0308lsojournal, medicinsk del",
    ],
)
def test_a_cell_that_is_about_the_asset(cell: str) -> None:
    assert TRACES.are_in(cell)


@pytest.mark.parametrize(
    "cell", ["", "Lönelistor", "Belöning", "jaga", "Elevhälsa", "Hela", "Ja, men inte nu", "3"]
)
def test_a_cell_that_is_not(cell: str) -> None:
    assert not TRACES.are_in(cell)


def test_no_table_that_belongs_to_an_asset_is_forgotten() -> None:
    """Whoever adds a table decides whether a stop deletes its rows or empties them."""
    deleted = {table for table, _column, _of in DELETED}
    content = deleted | {"asset", "workshop_asset"}
    belonging = {
        table.name
        for table in metadata.tables.values()
        for column in table.columns
        for link in column.foreign_keys
        if link.column.table.name in content
    }
    assert belonging - deleted - set(EMPTIED) == set()
    for table, column, belongs_to in DELETED:
        (link,) = metadata.tables[table].c[column].foreign_keys
        assert link.column.table.name == belongs_to


def test_the_note_names_no_event_and_lets_nothing_be_deleted(store: Store) -> None:
    an_asset(store, a_workshop(store))
    with store.unrecorded() as connection:
        ask_for_tidying(connection, store.store_id)
        assert is_untidy(connection)
    with pytest.raises(IntegrityError), store.unrecorded() as connection:
        connection.execute(text("DELETE FROM event_body"))
    assert store.tidy()
    with store.reading() as connection:
        assert not is_untidy(connection)
    assert store.verify_chain().removed_bodies == 0


def test_without_room_for_it_the_file_is_left_for_the_next_start(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_connection: sqlite3.Connection) -> None:
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorname = "SQLITE_FULL"
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    with store.unrecorded() as connection:
        ask_for_tidying(connection, store.store_id)
    with monkeypatch.context() as patch:
        patch.setattr("ksa_tui.store.store.tidy", full)
        assert not store.tidy()
    with store.reading() as connection:
        assert is_untidy(connection)
    assert store.tidy()


def test_a_second_note_is_not_needed(store: Store) -> None:
    """Two stops, and no start between that could have tidied."""
    for _ in range(2):
        with store.unrecorded() as connection:
            ask_for_tidying(connection, UUID(int=store.store_id.int))
    assert store.tidy()
