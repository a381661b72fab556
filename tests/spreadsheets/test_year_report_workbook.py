"""The yearly report as a workbook: every number leads to its assets, and what people wrote stays text."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ksa_tui import i18n
from ksa_tui.domain.report_words import CODES
from ksa_tui.domain.year_report import STATE, Kind, YearReport
from ksa_tui.errors import SpreadsheetError
from ksa_tui.i18n import set_language
from ksa_tui.services import assets, workshops, year_report, year_report_export
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.services.year_report_export import export
from ksa_tui.spreadsheets.report.trail import ROOM, ranges
from ksa_tui.store import Store
from tests.services.making import a_workshop, an_asset, opened, refused
from tests.services.reported import DEPARTMENTS, EXPECTED, GAPS, SECRET, TODAY, tell
from tests.services.test_register import decide, rated
from tests.services.test_register_export import HOSTILE

SHEETS = [
    "Sammanfattning", "Nivåer", "Förvaltningar", "Brister", "Omprövningar 2027", "Underlag 2026",
    "Underlag 2025", "Spårning",
]  # fmt: skip
PERSONS = ("Ägarsson", "Titelsson", "Ledarsson", "Anna Ek", SECRET, "Undantagen")


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    set_language("sv")  # what is made once for all tests is made before a test begins
    with opened(tmp_path_factory.mktemp("town")) as store:
        tell(store)
        return export(store, year_report.read(store).report(2026, TODAY))


@pytest.fixture(scope="module")
def book(written: Path) -> Workbook:
    return load_workbook(written)


@pytest.fixture
def store(workspace_home: Path) -> Iterator[Store]:
    with opened(workspace_home) as store:
        yield store


def report_now(store: Store, year: int = 2026) -> YearReport:
    return year_report.read(store).report(year, TODAY)


def table(sheet: Worksheet, first: str) -> Iterator[dict[str, Any]]:
    """The rows under the head whose row has ``first`` among its cells."""
    heads: list[str] | None = None
    for row in sheet.iter_rows(values_only=True):
        if heads is None:
            heads = [str(cell) for cell in row] if first in row else None
        elif any(cell is not None for cell in row):
            yield dict(zip(heads, row, strict=True))
        else:
            return


def assets_by_row(book: Workbook, year: int) -> dict[int, dict[str, Any]]:
    return {row["Rad"]: row for row in table(book[f"Underlag {year}"], "Rad")}


def traced(book: Workbook, where: str, what: str, year: int = 2026) -> set[str]:
    """The names behind a figure, by the trail alone."""
    names = assets_by_row(book, year)
    found: set[str] = set()
    for row in table(book["Spårning"], "Kod"):
        if (row["Blad"], row["Siffra"], row["Underlag"]) == (where, what, f"Underlag {year}"):
            found |= {names[number]["Informationsmängd"] for number in numbers_in(row["Rader"])}
    return found


def numbers_in(text: str) -> Iterator[int]:
    for part in str(text).split(", "):
        first, _, last = part.partition("–")
        yield from range(int(first), int(last or first) + 1)


# ---------------------------------------------------------------- figures and what is behind them


def test_the_sheets_and_the_marks(book: Workbook) -> None:
    assert book.sheetnames == SHEETS
    for sheet in book:
        assert str(sheet["A1"].value).startswith("KÄNSLIG · ")
        assert "KÄNSLIG" in str(sheet.HeaderFooter.oddHeader)
        assert sheet.page_setup.paperSize == 9
        assert sheet.print_area
    first = book["Sammanfattning"]
    assert first.page_setup.orientation == "portrait"
    assert first.sheet_properties.pageSetUpPr is not None
    assert first.sheet_properties.pageSetUpPr.fitToPage
    assert first.page_setup.fitToHeight is None  # which is one
    assert first["A1"].value == "KÄNSLIG · Årsrapport 2026: informationsklassning"
    assert first["A2"].value == "Hittills i år: läget den 24 november 2026"
    assert book["Underlag 2025"]["A2"].value == "Hela 2025: läget den 31 december 2025"


def test_the_summary_says_every_figure_and_the_trail_its_assets(book: Workbook) -> None:
    kinds = {code: kind for kind, code in CODES.items()}
    found = {}
    for row in table(book["Sammanfattning"], "Siffra"):
        kind = kinds[row["None"]]
        found[kind] = row["2026"]
        if kind is Kind.ALL:
            continue
        assert row["2026"] == len(EXPECTED[2026][kind])
        assert traced(book, "Sammanfattning", row["Siffra"]) == EXPECTED[2026][kind]
        if kind is not Kind.REST_OF_YEAR:
            assert row["2025"] == len(EXPECTED[2025][kind])
            assert row["Ändring"] == row["2026"] - row["2025"]
            assert traced(book, "Sammanfattning", row["Siffra"], 2025) == EXPECTED[2025][kind]
    assert set(found) == set(Kind)
    assert found[Kind.ALL] == sum(found[kind] for kind in STATE) == 15


def test_the_words_for_the_committee(book: Workbook) -> None:
    said = [row[0] for row in book["Sammanfattning"].iter_rows(values_only=True) if row[0]]
    for sentence in (
        "Den 24 november 2026 fanns 15 informationsmängder: 7 beslutade, 2 hos ägaren, 1 återremitterade, "
        "1 klassade men inte lämnade till ägaren, 4 inte klassade.",
        "Hittills i år: 6 klassade, 3 beslutade, 1 återremitterade.",
        "2 omprövningar är försenade.",
        "1 informationsmängd har väntat på ägarens beslut i mer än 30 dagar.",
        "1 ska omprövas innan året är slut.",
        "4 ska omprövas 2027.",
        "Den vanligaste bristen är ”Daglig säkerhetskopia”: den gäller 8 informationsmängder.",
        "När 2025 slutade var 7 av 11 beslutade. Försenade omprövningar: 0.",
        "Liten modell 2: ingen informationsmängd hade den här modellen året före, så nivåerna jämförs inte "
        "med något.",
        "Liten modell 1: ingen nivå har ändrats för det som var beslutat båda åren.",
    ):
        assert sentence in said
    assert any("beslutat båda åren: högre nivå nu 1, lägre 1." in str(text) for text in said)


def test_the_assets_say_what_they_are_counted_in(book: Workbook) -> None:
    for year in (2025, 2026):
        for row in assets_by_row(book, year).values():
            codes = {
                CODES[k] for k, found in EXPECTED[year].items() if row["Informationsmängd"] in found
            }
            gaps = {
                f"D{place}"
                for place, (_measure, not_met, partly, _places) in enumerate(GAPS, start=1)
                if year == 2026 and row["Informationsmängd"] in not_met | partly
            }
            assert set(row["Räknas i"].split()) == codes | gaps | {"B1"}
    by_name = {row["Informationsmängd"]: row for row in assets_by_row(book, 2026).values()}
    journals, untouched, waiting = (by_name[n] for n in ("Journaler", "Orörd", "Låntagare"))
    assert [journals[letter] for letter in "KRTSM"] == [3, 3, 1, None, None]
    assert [untouched[letter] for letter in "KRT"] == ["–", "–", "–"]
    assert [waiting[letter] for letter in "KRT"] == ["○", "○", "○"]
    assert [by_name["Avgifter"][letter] for letter in "KRT"] == [0, 0, 0]
    assert by_name["Kulturarv"]["Förvaltning"] == "Kultur, gamla (avvecklad)"
    assert by_name["Liten ett"]["Förvaltning"] == "Ingen förvaltning"
    assert journals["Omprövas"].date() == date(2027, 2, 15)


def test_departments_add_up_and_are_traced(book: Workbook) -> None:
    rows = list(table(book["Förvaltningar"], "Förvaltning"))
    total = rows.pop()
    assert total["Förvaltning"] == "Alla förvaltningar"
    for head in total:
        if head != "Förvaltning":
            assert total[head] == sum(row[head] for row in rows)
    shown = {row["Förvaltning"]: row["Totalt (B1)"] for row in rows}
    assert shown.pop("Ingen förvaltning") == len(DEPARTMENTS[""])
    assert shown.pop("Kultur, gamla (avvecklad)") == 1
    assert shown == {n: len(DEPARTMENTS[n]) for n in ("Barn", "Kultur", "Vård")}
    what = "Vård: informationsmängder totalt"
    assert traced(book, "Förvaltningar", what) == DEPARTMENTS["Vård"]


def test_gaps_are_named_counted_and_traced(book: Workbook) -> None:
    rows = list(table(book["Brister"], "Åtgärd"))
    assert [
        (r["Åtgärd"], r["Inte uppfylld"], r["Delvis"], r["Informationsmängder"], r["Platser"])
        for r in rows
    ] == [(m, len(a), len(b), len(a | b), places) for m, a, b, places in GAPS]
    for row, (measure, not_met, partly, _places) in zip(rows, GAPS, strict=True):
        what = f"{measure} {row['Vad den innebär']}"
        assert traced(book, "Brister", f"{what}: inte eller delvis uppfylld") == not_met | partly
        assert traced(book, "Brister", f"{what}: inte uppfylld") == not_met


def test_every_traced_number_is_that_many_rows(book: Workbook) -> None:
    rows = list(table(book["Spårning"], "Kod"))
    assert len(rows) > 100
    for row in rows:
        found = list(numbers_in(row["Rader"]))
        assert found == sorted(set(found))
        assert len(found) == row["Antal"]
        assert set(found) <= set(assets_by_row(book, int(row["Underlag"].split()[1])))


def test_each_model_has_a_heat_map_of_its_own(book: Workbook) -> None:
    sheet = book["Nivåer"]
    heads = [row for row in sheet.iter_rows() if row[0].value == "Förvaltning"]
    totals = [row for row in sheet.iter_rows() if row[0].value == "Alla förvaltningar"]
    assert len(heads) == len(totals) == 3
    figures = [[cell.value for cell in row[1:] if cell.value is not None] for row in totals]
    assert sorted(figures, key=len)[-1] == [1, 1, 2, 1, 5, 1, 1, 2, 0, 2, 4, 2, 1, 4, 0, 0, 4, 2]
    shaded = [
        cell for row in totals for cell in row[1:] if cell.fill.fgColor.rgb.endswith("79B0C6")
    ]
    assert all(isinstance(cell.value, int) and cell.value > 0 for cell in shaded)


# ---------------------------------------------------------------- charts


def charts_of(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
        return [archive.read(name).decode() for name in names]


def test_charts_are_native_named_and_point_at_cells_that_are_there(
    written: Path, book: Workbook
) -> None:
    charts = charts_of(written)
    assert len(charts) >= 8
    for chart in charts:
        assert "<c:title>" in chart
        for formula in re.findall(r"<c:f>(.*?)</c:f>", chart):
            name, _, cells = formula.rpartition("!")
            sheet = book[name.strip("'")]
            area = sheet[cells.replace("$", "")]
            flat = [c for row in area for c in row] if isinstance(area, tuple) else [area]
            assert all(cell.value is not None for cell in flat), formula
    titles = " ".join(charts)
    for title in ("Hur det står till med informationsmängderna", "Beslutade nivåer per aspekt",
                  "Informationsmängder där åtgärden brister", "Omprövningar per månad 2027"):  # fmt: skip
        assert title in titles


def test_without_a_decision_there_is_no_chart_of_levels_but_words(store: Store) -> None:
    an_asset(store, a_workshop(store), "Orörd")
    path = export(store, report_now(store))
    book = load_workbook(path)
    assert "Underlag 2025" not in book.sheetnames
    said = [str(c.value) for row in book["Nivåer"].iter_rows() for c in row if c.value is not None]
    assert "Inget är beslutat, så det finns inget diagram." in said
    assert len(charts_of(path)) == 2
    summary = [str(row[0].value) for row in book["Sammanfattning"].iter_rows()]
    assert "Det finns inget tidigare år att jämföra med." in summary


# ---------------------------------------------------------------- text stays text


def test_no_person_and_nothing_stopped_is_in_the_file(written: Path) -> None:
    with zipfile.ZipFile(written) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist()).decode(
            "utf-8", "replace"
        )
    for word in PERSONS:
        assert word not in everything


def test_what_people_wrote_stays_text(store: Store) -> None:
    draft = WorkshopDraft("=1+1", "Per", department="=cmd|'/C calc'!A0")
    workshop = workshops.create(store, draft)
    for name in HOSTILE:
        assets.add(store, workshop, AssetDraft(name, department=name[:40]))
    book = load_workbook(export(store, report_now(store)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f" or cell.hyperlink]
    names = {row["Informationsmängd"] for row in assets_by_row(book, 2026).values()}
    assert {'=HYPERLINK("http://x","klicka")', "00123", "<r>röd</r>"} <= names
    assert len(names) == len(HOSTILE)


def test_both_languages(store: Store) -> None:
    an_asset(store, a_workshop(store), "Betyg")
    i18n.set_language("en")
    path = export(store, report_now(store))
    assert path.name == "yearly-report-2026.xlsx"
    book = load_workbook(path)
    assert book.sheetnames[:2] == ["Summary", "Levels"]
    assert (
        book["Summary"]["A1"].value
        == "SENSITIVE · Yearly report 2026: classification of information"
    )
    assert "Where the information assets stand" in "".join(charts_of(path))


def test_a_date_that_no_spreadsheet_knows_is_text(store: Store) -> None:
    workshop = a_workshop(store)
    rated(store, workshop, "Betyg")
    decide(store, workshop, date(1, 1, 1))
    book = load_workbook(export(store, report_now(store)))
    (row,) = assets_by_row(book, 2026).values()
    assert (row["Beslutat"], row["Omprövas"]) == ("0001-01-01", "0002-01-01")
    assert export(store, report_now(store, 1)).name == "arsrapport-1.xlsx"


# ---------------------------------------------------------------- the file


def test_nothing_is_written_over_and_only_a_workbook_is_written(
    store: Store, tmp_path: Path
) -> None:
    an_asset(store, a_workshop(store), "Betyg")
    report = report_now(store)
    first, second = export(store, report), export(store, report)
    assert (first.name, second.name) == ("arsrapport-2026.xlsx", "arsrapport-2026-2.xlsx")
    named = tmp_path / "år.xlsx"
    assert export(store, report, named) == named
    with refused(year_report_export.NO_WORKBOOK):
        export(store, report, tmp_path / "år.pdf")
    with pytest.raises(Exception, match="finns redan"):
        export(store, report, named)
    (tmp_path / "fil").write_text("")
    with pytest.raises(SpreadsheetError):
        export(store, report, tmp_path / "fil" / "r.xlsx")


def test_stopping_leaves_no_file(store: Store) -> None:
    class StoppedError(Exception):
        pass

    def stop(_done: int, total: int) -> None:
        assert total == 1
        raise StoppedError

    an_asset(store, a_workshop(store), "Betyg")
    with pytest.raises(StoppedError):
        export(store, report_now(store), None, stop)
    assert list(store.workspace.exports.glob("*")) == []


def test_row_numbers_go_on_in_another_row_when_they_are_many() -> None:
    every_other = list(range(1, 4000, 2))
    parts = list(ranges(every_other))
    assert len(parts) > 5
    assert all(len(part) <= ROOM for part in parts)
    assert [number for part in parts for number in numbers_in(part)] == every_other
    assert list(ranges([])) == []
    assert list(ranges([5])) == ["5"]
