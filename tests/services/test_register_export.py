"""The register as a workbook and as JSON: everything that was shown, as text, never over another file."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from ksa_tui import i18n
from ksa_tui.domain.register import RegisterFilter
from ksa_tui.errors import SpreadsheetError
from ksa_tui.services import assets, register, register_export, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.register_export import Target, export, to_json
from ksa_tui.services.register_rows import RegisterRows
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.store import Store
from tests.services.making import a_workshop, an_asset, refused, small_model, stopped
from tests.services.test_register import TODAY, decide, rated

HOSTILE = (
    "=HYPERLINK(\"http://x\",\"klicka\")",
    "+46 70", "-1", "@SUM(A1)", "<r>röd</r>", "00123", "http://exempel.se", "{=1+1}",
    "klocka \x07 och \x1b[31m", "vänd \u202etext", "👩‍👩‍👧‍👦 &R&G", "Å" * 300, "true", "1e5",
)  # fmt: skip


@pytest.fixture
def filled(store: Store) -> UUID:
    """Decided, proposed, untouched and stopped assets."""
    draft = WorkshopDraft("Skola & omsorg", "Maria Holm", department="Barn")
    workshop = workshops.create(store, draft, small_model())
    rated(store, workshop, "Betyg", s=1, m=4)
    decide(store, workshop, date(2024, 1, 2))
    rated(store, workshop, "Ärenden", s=0, m=1)
    assets.add(store, workshop, AssetDraft("Idéer", systems=("Öster", "=Alfa")))
    stopped(store, workshop, "Hemligt")
    return workshop


def everything(store: Store) -> RegisterRows:
    return register.read(store).find(RegisterFilter(), TODAY)


def sheet_of(path: Path) -> Worksheet:
    sheet = load_workbook(path).active
    assert isinstance(sheet, Worksheet)
    return sheet


def table(path: Path) -> Iterator[dict[str, Any]]:
    heads, *rows = sheet_of(path).iter_rows(min_row=5, values_only=True)
    for row in rows:
        yield dict(zip(map(str, heads), row, strict=True))


def test_the_workbook_has_a_row_for_each_asset(store: Store, filled: UUID) -> None:
    path = export(store, everything(store), Target())
    assert path == store.workspace.exports / "register-2026-11-24.xlsx"
    betyg, ideer, arenden, excluded = table(path)
    assert (betyg["Informationsmängd"], betyg["S"], betyg["M"]) == ("Betyg", 1, 4)
    assert (betyg["Nivåer enligt"], betyg["Status"]) == ("Beslut", "beslutad")
    assert (betyg["Förvaltning"], betyg["Informationsägare"]) == ("Barn", "Maria Holm")
    assert [str(betyg[name].date()) for name in ("Beslutat", "Omprövas")] == [
        "2024-01-02", "2025-01-02",
    ]  # fmt: skip
    assert (betyg["Omprövning"], betyg["Workshop"]) == ("försenad", "Skola & omsorg")
    assert (arenden["S"], arenden["Nivåer enligt"]) == (0, "Förslag")
    assert (ideer["S"], ideer["M"], ideer["System"]) == ("–", "–", "=Alfa, Öster")
    assert excluded.pop("Informationsmängd") == "Undantagen mängd 3"
    assert excluded.pop("Status") == "undantagen"
    assert excluded.pop("Workshop") == "Skola & omsorg"
    assert UUID(excluded.pop("Id"))
    assert set(excluded.values()) == {None}


def test_it_is_marked_as_sensitive_on_its_first_row_and_every_page(
    store: Store, filled: UUID
) -> None:
    sheet = sheet_of(export(store, everything(store), Target(about="Status: beslutad")))
    assert str(sheet["A1"].value).startswith("KÄNSLIG")
    assert sheet["A2"].value == "4 informationsmängder · Status: beslutad · 2026-11-24"
    assert "KÄNSLIG" in str(sheet.HeaderFooter.oddHeader)
    assert sheet.freeze_panes == "B6"
    assert sheet.auto_filter.ref == "A5:N9"
    assert sheet.print_title_rows == "$5:$5"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert "$N" not in sheet.print_area
    i18n.set_language("en")
    other = sheet_of(export(store, everything(store), Target()))
    assert str(other["A1"].value).startswith("SENSITIVE")
    assert str(other["A2"].value).startswith("4 information assets · the whole register")


def test_two_models_are_named_and_have_columns_of_their_own(store: Store, workshop: UUID) -> None:
    rated(store, workshop, "Liten")
    large = workshops.create(store, WorkshopDraft("Stor"))
    assets.add(store, large, AssetDraft("Vanlig"))
    liten, vanlig = table(export(store, everything(store), Target()))
    assert (liten["Modell"], liten["S"], liten["K"]) == ("Liten modell 1", 1, None)
    assert (vanlig["S"], vanlig["K"]) == (None, "–")
    assert vanlig["Modell"] != liten["Modell"]


def test_what_people_wrote_stays_text(store: Store) -> None:
    workshop = a_workshop(store, "=1+1")
    for name in HOSTILE:
        an_asset(store, workshop, name)
    path = export(store, everything(store), Target())
    sheet = sheet_of(path)
    cells = [cell for row in sheet.iter_rows(min_row=6) for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert not any(cell.hyperlink for cell in cells)
    shown = {row["Informationsmängd"] for row in table(path)}
    assert {'=HYPERLINK("http://x","klicka")', "00123", "<r>röd</r>", "+46 70"} <= shown
    assert len(shown) == len(HOSTILE)
    assert {row["Workshop"] for row in table(path)} == {"=1+1"}


def test_nothing_is_written_over(store: Store, filled: UUID, tmp_path: Path) -> None:
    found = everything(store)
    first, second = export(store, found, Target()), export(store, found, Target())
    assert second.name == "register-2026-11-24-2.xlsx"
    named = tmp_path / "eget namn.xlsx"
    assert export(store, found, Target(named)) == named
    before = named.read_bytes()
    with refused(register_export.IS_THERE):
        export(store, found, Target(named))
    with refused(register_export.IS_THERE):
        export(store, found, Target(named.with_suffix("")))
    assert named.read_bytes() == before
    with refused(register_export.NO_WORKBOOK):
        export(store, found, Target(tmp_path / "lista.csv"))
    assert export(store, found, Target(tmp_path)).parent == tmp_path
    with refused(register_export.NO_WORKBOOK):
        export(store, found, Target(tmp_path / "v1.2"))
    assert export(store, found, Target(tmp_path / "ny" / "r")).name == "r.xlsx"
    assert first.exists()


def test_a_folder_that_cannot_be_written_to_is_said(
    store: Store, filled: UUID, tmp_path: Path
) -> None:
    (tmp_path / "fil").write_text("")
    with pytest.raises(SpreadsheetError):
        export(store, everything(store), Target(tmp_path / "fil" / "r.xlsx"))


def test_stopping_leaves_no_file(store: Store, filled: UUID) -> None:
    class StoppedError(Exception):
        pass

    def stop(_done: int, total: int) -> None:
        assert total == 4
        raise StoppedError

    with pytest.raises(StoppedError):
        export(store, everything(store), Target(), stop)
    assert list(store.workspace.exports.glob("*")) == []


def test_an_empty_register_is_not_written(store: Store, workshop: UUID) -> None:
    with refused(register_export.NOTHING):
        export(store, everything(store), Target())


def test_json_tells_not_rated_from_nothing(store: Store, filled: UUID) -> None:
    found = json.loads(json.dumps(to_json(chain.from_iterable(everything(store).in_full()), TODAY)))
    betyg, ideer, arenden, excluded = found
    assert {each["schema"] for each in found} == {1}
    assert betyg["levels"] == {"S": 1, "M": 4}
    assert (betyg["levels_are"], betyg["due"], betyg["overdue"]) == ("decided", "2025-01-02", True)
    assert ideer["levels"] == {"S": None, "M": None}
    assert (ideer["systems"], ideer["decided_on"]) == (["=Alfa", "Öster"], None)
    assert (arenden["levels"], arenden["levels_are"]) == ({"S": 0, "M": 1}, "proposed")
    assert betyg["model"] == {"id": "liten", "version": "1"}
    assert set(excluded) == {"schema", "id", "name", "status", "workshop"}
    assert "Hemligt" not in json.dumps(found)
