"""The decision workbook in a real office program: it opens, computes, prints, grows, and keeps its ids."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import Workbook, load_workbook

from ksa_tui.spreadsheets.decision.book import build, make
from ksa_tui.spreadsheets.workbook.canonical import canon
from tests.spreadsheets.books import book, opened, other_model, other_workshop, school, table
from tests.spreadsheets.office import OFFICE, TEXT_OF_PDF, Convert, pages_of

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed"),
]


@pytest.fixture
def workbook(tmp_path: Path) -> Path:
    path = tmp_path / "beslut.xlsx"
    path.write_bytes(build(book()))
    return path


def saved(workbook: Workbook, path: Path) -> Path:
    workbook.save(path)
    return path


@pytest.mark.skipif(TEXT_OF_PDF is None, reason="pdftotext (poppler-utils) is not installed")
@pytest.mark.parametrize("language", ["sv", "en"])
def test_it_prints_with_its_texts_on_a_sane_number_of_pages(
    convert: Convert, tmp_path: Path, language: str
) -> None:
    path = tmp_path / "beslut.xlsx"
    path.write_bytes(build(book(language=language)))
    pages = pages_of(convert(path, "pdf"))
    assert 8 <= len(pages) <= 14
    code = make(book(language=language)).control_code
    assert all(code in page for page in pages)
    for text in ("Elevhälsojournal", "Går inte att gottgöra.", "Undantagen mängd 5"):
        assert any(text in page for page in pages)
    assert not any("###" in page or "ksa-schema" in page for page in pages)


@pytest.mark.skipif(TEXT_OF_PDF is None, reason="pdftotext (poppler-utils) is not installed")
def test_a_draft_says_so_on_every_page(convert: Convert, tmp_path: Path) -> None:
    path = tmp_path / "utkast.xlsx"
    path.write_bytes(build(book(kind="draft")))
    assert all("UTKAST" in page for page in pages_of(convert(path, "pdf")))


@pytest.mark.skipif(TEXT_OF_PDF is None, reason="pdftotext (poppler-utils) is not installed")
def test_levels_of_another_model_fit_in_their_cells(convert: Convert, tmp_path: Path) -> None:
    model = other_model()
    path = tmp_path / "fyra.xlsx"
    path.write_bytes(build(book(other_workshop(model), model=model)))
    assert not any("##" in page for page in pages_of(convert(path, "pdf")))


def test_rows_stay_free_to_grow(convert: Convert, workbook: Path) -> None:
    with zipfile.ZipFile(convert(workbook, "xlsx")) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert b'customHeight="true"' not in archive.read(name)
    with zipfile.ZipFile(convert(workbook, "ods")) as archive:
        content = archive.read("content.xml").decode("utf-8")
    styles = re.findall(r"<style:table-row-properties[^>]*>", content)
    assert styles
    assert all('use-optimal-row-height="true"' in style for style in styles)


def test_a_detour_over_ods_keeps_ids_and_what_is_compared(convert: Convert, workbook: Path) -> None:
    back = load_workbook(convert(convert(workbook, "ods"), "xlsx"), data_only=True)
    for row in make(book()).rows:
        if row.sheet == "Beslut" and row.treatment:
            found = {str(r["Rad-id"]): r for r in table(back["Beslut"], 5)}[row.row_key]
            assert {name: canon(found[name]) for name in row.cells} == dict(row.cells)


def test_the_values_written_are_those_an_office_program_computes(
    convert: Convert, workbook: Path
) -> None:
    written = opened(workbook.read_bytes(), values=True)
    without_values = saved(load_workbook(workbook), workbook.with_name("utan.xlsx"))
    computed = load_workbook(convert(without_values, "xlsx"), data_only=True)
    compared = 0
    for sheet in opened(workbook.read_bytes()).worksheets:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
            place = computed[sheet.title][cell.coordinate].value
            assert place == written[sheet.title][cell.coordinate].value, cell.coordinate
            compared += 1
    assert compared > 10


def test_the_sheet_says_what_is_left_to_do(convert: Convert, tmp_path: Path) -> None:
    first = school().assets[0]
    assets = tuple(replace(first, id=_id(n), asset_id=_id(n + 50), number=n) for n in range(1, 11))
    path = tmp_path / "ifylld.xlsx"
    path.write_bytes(build(book(replace(school(), assets=assets, parked=()))))
    answers: list[tuple[str | None, dict[str, int], str | None, str]] = [
        ("Godkänn", {}, None, "Klart"),
        ("Ändra", {"I": 2}, "Därför.", "Klart"),
        ("Ändra", {"I": 2}, None, "Skriv varför"),
        ("Ändra", {"I": 3}, "Samma nivå som förslaget.", "Ange ny nivå"),
        ("Ändra", {}, "Därför.", "Ange ny nivå"),
        ("Återremiss", {}, "Saknas.", "Klart"),
        ("Återremiss", {}, None, "Skriv varför"),
        ("Godkänn", {"J": 1}, None, "Ta bort ny nivå"),
        (None, {"K": 1}, None, "Välj Ändra"),
        (None, {}, None, "Godkänns med resten"),
    ]
    filled = load_workbook(path)
    for row, (choice, levels, comment, _) in enumerate(answers, start=6):
        filled["Beslut"][f"H{row}"] = choice
        filled["Beslut"][f"L{row}"] = comment
        for column, level in levels.items():
            filled["Beslut"][f"{column}{row}"] = level
    filled["Underskrift"]["B11"] = "Godkänn enligt förslaget"
    filled["Underskrift"]["B14"] = "Maria Holm"
    filled["Underskrift"]["B16"] = date(2026, 12, 1)
    computed = load_workbook(convert(saved(filled, path), "xlsx"), data_only=True)
    said = [row["Kvar att göra"] for row in table(computed["Beslut"], 5)]
    assert said == [expected for *_, expected in answers]
    assert str(computed["Beslut"]["A2"].value).startswith("3 av 10 beslutade")
    assert [computed["Underskrift"][f"B{row}"].value for row in (5, 6, 7, 8)] == [2, 4, 2, 2]
    assert str(computed["Underskrift"]["D9"].value).startswith("Inte klart")


def test_a_finished_workbook_says_that_it_can_be_sent(convert: Convert, workbook: Path) -> None:
    filled = load_workbook(workbook)
    filled["Underskrift"]["B11"] = "Godkänn enligt förslaget"
    filled["Underskrift"]["B14"] = "Maria Holm"
    filled["Underskrift"]["B16"] = date(2026, 12, 1)
    computed = load_workbook(convert(saved(filled, workbook), "xlsx"), data_only=True)
    assert str(computed["Underskrift"]["D9"].value).startswith("Klart att skicka!")


def _id(number: int) -> UUID:
    return UUID(int=number)
