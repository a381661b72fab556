"""The plain statements fit the tables, and the first screen comes without the engine."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing

import pytest
from sqlalchemy import create_engine
from sqlalchemy.schema import CreateTable

from ksa_tui.store import asset_past, quick
from ksa_tui.store.tables import metadata

STATEMENTS = {
    name: text
    for name, text in (vars(quick) | vars(asset_past)).items()
    if name.isupper() and isinstance(text, str) and "SELECT" in text
}

HEAVY = "import sys; print({'sqlmodel', 'sqlalchemy', 'alembic', 'pydantic'} & set(sys.modules))"


@pytest.fixture
def empty() -> Iterator[sqlite3.Connection]:
    """The tables as SQLModel knows them, made without the migrations."""
    dialect = create_engine("sqlite://").dialect
    with closing(sqlite3.connect(":memory:")) as connection:
        for table in metadata.sorted_tables:
            connection.execute(str(CreateTable(table).compile(dialect=dialect)))
        yield connection


@pytest.mark.parametrize("name", STATEMENTS)
def test_every_plain_statement_fits_the_tables(empty: sqlite3.Connection, name: str) -> None:
    statement = STATEMENTS[name]
    numbered = "?1" in statement
    parameters = ["[]"] * (
        1 if numbered else statement.count("?")
    )  # no such id, and an empty list of ids
    assert empty.execute(statement, parameters).fetchall() == []


def test_double_quotes_cannot_hide_a_column_that_is_not_there() -> None:
    """SQLite takes an unknown name in double quotes for a text."""
    assert all('"' not in statement for statement in STATEMENTS.values())


@pytest.mark.parametrize(
    "imports", ["ksa_tui.services.home", "ksa_tui.services.stores", "ksa_tui.services.shapes"]
)
def test_what_the_first_screen_needs_loads_no_engine(imports: str) -> None:
    done = subprocess.run(
        [sys.executable, "-c", f"import {imports}; {HEAVY}"],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    assert done.stdout.strip() == "set()"
