"""Answers that went through a real office program, by every route, are taken whole."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from ksa_tui.spreadsheets.decision.book import make
from tests.spreadsheets.books import book, other_model, other_workshop
from tests.spreadsheets.office import OFFICE, Convert
from tests.spreadsheets.returns import (
    ANSWERS,
    cell,
    choices,
    codes,
    filled,
    judged,
    sentences,
    states,
)

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed"),
]

Route = Callable[[bytes, Sequence[str]], bytes]


@pytest.fixture(scope="module")
def route(tmp_path_factory: pytest.TempPathFactory, convert: Convert) -> Route:
    """Saves a workbook as one kind after the other, each time with the office program."""

    def run(data: bytes, kinds: Sequence[str]) -> bytes:
        path = tmp_path_factory.mktemp("route") / "svar.xlsx"
        path.write_bytes(data)
        for kind in kinds:
            path = convert(path, kind)
        return path.read_bytes()

    return run


def handle(workbook: Workbook) -> None:
    """What an owner does on the way: filters, adds a sheet, makes room."""
    workbook["Beslut"].row_dimensions[7].hidden = True
    workbook.create_sheet("Anteckningar")["A1"] = "Fråga Ali om rad 7."
    workbook["Klassning"].column_dimensions["G"].width = 80


@pytest.mark.parametrize(
    "kinds",
    [["xlsx"], ["ods", "xlsx"], ["xls", "xlsx"], ["xlsx", "ods", "xls", "xlsx"]],
    ids="-".join,
)
def test_every_route_is_taken_whole(route: Route, kinds: list[str]) -> None:
    data = route(filled(make(book()).data, *ANSWERS, handle), kinds)
    receipt = judged(data)
    assert sentences(receipt) == []
    assert choices(receipt) == ["approve", "change", "return"]
    assert states(receipt) == ["new"] * 3
    assert receipt.signed_by == "Maria Holm"
    assert receipt.decisions[1].comment == "Uppgifter om betyg är inte öppna före beslut."


@pytest.mark.parametrize("kinds", [["xlsx"], ["xls", "xlsx"]], ids="-".join)
def test_a_change_on_the_way_is_still_named(route: Route, kinds: list[str]) -> None:
    changes = (
        cell("Klassning", "G6", "Annat."),
        cell("Beslut", "C7", 3),
        cell("Beslut", "L6", "=1+1"),
    )
    receipt = judged(route(filled(make(book()).data, *ANSWERS, *changes), kinds))
    assert codes(receipt) == {"cell", "formula"}
    assert [d.row for d in receipt.differences] == [7, 6]


def test_another_model_goes_the_whole_way(route: Route) -> None:
    model = other_model()
    source = book(other_workshop(model), model=model)
    data = filled(make(source).data, cell("Underskrift", "B11", "Godkänn enligt förslaget"))
    receipt = judged(route(data, ["ods", "xlsx"]), source)
    assert receipt.sound
    assert choices(receipt) == ["approve", "approve"]


def test_a_filled_workbook_opens_again(route: Route) -> None:
    data = route(filled(make(book()).data, *ANSWERS), ["xlsx"])
    assert load_workbook(BytesIO(data))["Beslut"]["H6"].value == "Godkänn"
