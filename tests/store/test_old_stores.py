"""Stores of every earlier schema are brought up to date: nothing of them is lost, and never by halves."""

from __future__ import annotations

import random
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from ksa_tui.paths import Workspace
from ksa_tui.services import home
from ksa_tui.services.show import show
from ksa_tui.services.stores import open_store
from ksa_tui.store.header import SCHEMA, read_header
from ksa_tui.store.tables import metadata
from ksa_tui.store.triggers import TRIGGERS
from tests.services.making import ANNA
from tests.store.old_stores import VERSIONS, make

ROUNDS = 8
OPENS = """
import sys
from pathlib import Path
from ksa_tui.paths import Workspace
from ksa_tui.services.stores import open_store
from ksa_tui.store import migrate  # what takes long to import is there before the clock runs
import alembic.command
from tests.services.making import ANNA
print("ready", flush=True)
open_store(Workspace(Path(sys.argv[1])), ANNA)
"""


def counts(path: Path) -> dict[str, int]:
    tables = "SELECT name FROM sqlite_schema WHERE type = 'table'"
    with closing(sqlite3.connect(path)) as connection:
        names = [name for (name,) in connection.execute(tables)]
        return {
            name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]
            for name in names
        }


def test_there_is_a_store_of_the_first_schema_and_of_later_ones() -> None:
    assert VERSIONS[0] == 1
    assert len(VERSIONS) > 2


@pytest.mark.parametrize("version", VERSIONS)
def test_an_old_store_is_brought_up_to_date_and_keeps_everything(
    workspace_home: Path, version: int
) -> None:
    path = make(workspace_home, version)
    before = counts(path)
    with open_store(Workspace(workspace_home), ANNA) as store:
        with store.reading() as connection:
            assert compare_metadata(MigrationContext.configure(connection), metadata) == []
        assert store.verify_chain().sound
        (row,) = home.view(store).rows
        content = show(store, row.id)
    assert [asset["name"] for asset in content["assets"]] == ["Elevregister", "Frånvaro", "Betyg"]
    assert content["assets"][0]["aspects"]["K"]["proposed"] == 3
    assert content["assets"][1]["aspects"]["T"]["motivation"] == "Det drabbar många."
    after = counts(path)
    assert {name: after[name] for name in before if name != "app_session"} == {
        name: count for name, count in before.items() if name != "app_session"
    }
    with closing(sqlite3.connect(path)) as connection:
        triggers = connection.execute("SELECT sql FROM sqlite_schema WHERE type = 'trigger'")
        expected = {f"CREATE TRIGGER {name} {text}" for name, text in TRIGGERS.items()}
        assert {text for (text,) in triggers} == expected


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL of POSIX systems")
def test_killed_in_the_middle_it_is_wholly_old_or_wholly_new(tmp_path: Path) -> None:
    chance = random.Random(20261128)
    for number in range(ROUNDS):
        folder = tmp_path / str(number)
        path = make(folder, VERSIONS[number % len(VERSIONS)])
        before = counts(path)
        _kill_while_opening(folder, chance.uniform(0, 0.25))
        with open_store(Workspace(folder), ANNA) as store:
            assert store.verify_chain().sound
            assert len(home.view(store).rows) == 1
        header = read_header(path)
        assert header is not None
        assert header.schema == SCHEMA
        after = counts(path)
        assert all(after[name] >= count for name, count in before.items())


def _kill_while_opening(folder: Path, seconds: float) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", OPENS, str(folder)],
        stdout=subprocess.PIPE,
        cwd=Path(__file__).parents[2],
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == b"ready\n"
        time.sleep(seconds)
        process.send_signal(signal.SIGKILL)
