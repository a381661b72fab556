"""The settings under which no acknowledged change is lost, asserted on the live connection."""

from __future__ import annotations

from contextlib import ExitStack

import pytest
from sqlalchemy.pool import QueuePool

from ksa_tui.store import Store, engine, problems
from tests.services.making import refused

EXPECTED = {
    "locking_mode": "exclusive",
    "journal_mode": "truncate",
    "synchronous": 2,  # FULL
    "fullfsync": 1,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "secure_delete": 1,
    "trusted_schema": 0,
    "cell_size_check": 1,
    "busy_timeout": 2000,
}


@pytest.mark.parametrize(("pragma", "value"), EXPECTED.items())
def test_the_live_connection_has_the_settings(store: Store, pragma: str, value: object) -> None:
    with store.driver() as connection:
        assert connection.execute(f"PRAGMA {pragma}").fetchone() == (value,)


def test_nothing_is_committed_by_the_driver_itself(store: Store) -> None:
    with store.driver() as connection:
        assert connection.isolation_level is None
    with store.reading() as connection:
        assert connection.connection.driver_connection is not None
        assert connection.connection.driver_connection.in_transaction is False
        connection.exec_driver_sql("SELECT 1")
        assert connection.connection.driver_connection.in_transaction is True


def test_there_is_one_connection_and_a_second_is_refused_in_words(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    pool = store._engine.pool  # what cannot be seen from outside
    assert isinstance(pool, QueuePool)
    assert (pool.size(), pool._max_overflow, pool._timeout) == (1, 0, engine.WAIT_SECONDS)
    monkeypatch.setattr(pool, "_timeout", 0.01)
    with ExitStack() as nested, refused(problems.BUSY):
        nested.enter_context(store.reading())
        nested.enter_context(store.driver())
