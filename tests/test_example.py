"""The worked example: believable, and the same as the workbooks that lie in exports/."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ksa_tui import i18n
from ksa_tui.domain.workshop import AssetStatus
from ksa_tui.paths import Workspace
from ksa_tui.services import demo, home, show, workshops
from ksa_tui.services.stores import Actor, open_store
from ksa_tui.spreadsheets.decision.contract import Properties
from scripts import example

Cells = dict[str, dict[str, object]]


def cells(file: Path) -> Cells:
    """Every cell, but for where the store's history stood: its digests are salted by chance."""
    book = load_workbook(file)
    return {
        sheet.title: {
            cell.coordinate: cell.value
            for row in sheet
            if row[0].value != Properties.HISTORY
            for cell in row
        }
        for sheet in book.worksheets
    }


def test_the_workbooks_in_exports_are_those_of_the_example(tmp_path: Path) -> None:
    example.make(tmp_path)
    for name in (example.DECISION, example.DRAFT):
        assert cells(tmp_path / name) == cells(example.EXPORTS / name), (
            f"{name} is not what the example gives: run python -m scripts.example"
        )


@pytest.mark.parametrize("language", i18n.LANGUAGES)
def test_the_example_has_finished_and_unfinished_assets(tmp_path: Path, language: str) -> None:
    i18n.set_language(language)
    demo.build(Workspace(tmp_path))
    with open_store(Workspace(tmp_path), Actor("Anna Berg")) as store:
        listed = {row["status"]: row for row in show.listing(store)}
        assert listed["open"]["assets"] == 20
        assert listed["with_owner"]["assets"] == listed["with_owner"]["classified"] == 4
        table = workshops.table(store, workshops.find(store, str(listed["open"]["title"])))
        statuses = {row.status for row in table.rows}
        assert statuses >= {AssetStatus.RATED, AssetStatus.STARTED, AssetStatus.UNTOUCHED}


def test_the_example_leads_back_to_where_the_room_stopped(tmp_path: Path) -> None:
    demo.build(Workspace(tmp_path))
    view = home.first_view(Workspace(tmp_path))
    (last,) = (row for row in view.rows if row.id == view.last)
    assert (last.next_number, last.next_aspect) == (16, "R")


def test_the_example_moves_with_the_day_it_is_told_on(tmp_path: Path) -> None:
    demo.build(Workspace(tmp_path), today=date(2028, 2, 29))
    view = home.first_view(Workspace(tmp_path))
    assert max(row.held_on for row in view.rows if row.held_on) == date(2028, 2, 29)
