"""A list of 10,000 rows, from .xlsx to committed, against calamine and sqlite3 with nothing between them.

The other side reads the same file with calamine, and inserts with ``executemany`` the very rows, those of
the history among them, that the import left in the store, under the same settings.
"""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from uuid import UUID

from python_calamine import CalamineWorkbook
from xlsxwriter import Workbook

from benchmarks.measuring import Bench, Goal, Measured, cpu_of, in_turns
from benchmarks.stores import ACTOR
from ksa_tui.paths import Workspace
from ksa_tui.services import imports, workshops
from ksa_tui.services.stores import open_store
from ksa_tui.store.engine import PRAGMAS

ROWS = 10_000
RUNS = 5
"""Seconds each, and they hardly scatter."""

Rows = dict[str, list[tuple[Any, ...]]]


def a_list(path: Path) -> Path:
    """Names, descriptions, systems and departments."""
    book = Workbook(path)
    sheet = book.add_worksheet("Mängder")
    sheet.write_row(0, 0, ("Informationsmängd", "Beskrivning", "System", "Förvaltning"))
    for number in range(1, ROWS + 1):
        about = f"Beskrivning av {number}"
        row = (f"Mängd {number}", about, f"System {number % 40}", f"Förvaltning {number % 8}")
        sheet.write_row(number, 0, row)
    book.close()
    return path


def importing(empty: Workspace, workshop: UUID, path: Path, home: Path) -> Callable[[], object]:
    """In a copy of the empty workspace: everything from reading the file to the commit."""
    shutil.copytree(empty.home, home)
    store = open_store(Workspace(home), ACTOR)

    def take() -> None:
        plan = imports.plan(store, workshop, path)
        assert imports.commit(store, workshop, plan, range(ROWS)).added == ROWS

    return take


def left_by(before: Path, after: Path) -> Rows:
    """The rows by table that are in one store and not in the other."""
    connection = sqlite3.connect(after)
    connection.execute("ATTACH ? AS old", (str(before),))
    tables = connection.execute(
        "SELECT name FROM main.sqlite_master WHERE type = 'table'"
    ).fetchall()
    rows = {
        name: connection.execute(
            f"SELECT * FROM main.{name} EXCEPT SELECT * FROM old.{name}"
        ).fetchall()
        for (name,) in tables
    }
    connection.close()
    return {name: found for name, found in rows.items() if found}


def bare(empty: Workspace, path: Path, rows: Rows, home: Path) -> Callable[[], object]:
    """The same file read, the same rows inserted."""
    shutil.copytree(empty.home, home)

    def take() -> None:
        for sheet in (book := CalamineWorkbook.from_path(path)).sheet_names:
            book.get_sheet_by_name(sheet).to_python()
        connection = sqlite3.connect(Workspace(home).store, isolation_level=None)
        for pragma in (*PRAGMAS, "defer_foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}").close()
        connection.execute("BEGIN IMMEDIATE")
        for table, found in rows.items():
            marks = ", ".join("?" * len(found[0]))
            connection.executemany(f"INSERT OR IGNORE INTO {table} VALUES ({marks})", found)
        connection.execute("COMMIT")

    return take


def measure(bench: Bench) -> Measured:
    folder = Path(mkdtemp(dir=bench.folder))
    path, empty = a_list(folder / "mängder.xlsx"), Workspace(folder / "empty")
    with open_store(empty, ACTOR) as store:
        workshop = workshops.create(store, workshops.WorkshopDraft("Import", "Maria Holm"))
    once = folder / "once"
    cpu_of(lambda: importing(empty, workshop, path, once))
    rows = left_by(empty.store, Workspace(once).store)

    def home() -> Path:
        return Path(mkdtemp(dir=folder)) / "home"

    sides = in_turns(
        min(bench.runs, RUNS),
        lambda: cpu_of(lambda: importing(empty, workshop, path, home()), as_ksa=True),
        lambda: cpu_of(lambda: bare(empty, path, rows, home())),
    )
    return Measured(*sides, remark=f"{sum(map(len, rows.values()))} rows in the store")


GOAL = Goal("import of 10,000 rows from .xlsx", "calamine and executemany", 2.0, measure)
