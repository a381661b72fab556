"""Measures in the decision workbook: the gaps, what a level more would bring, what is required of suppliers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

import pytest
from openpyxl.worksheet.worksheet import Worksheet

from ksa_tui.domain.exporting import DecisionBook, ExportKind
from ksa_tui.domain.measure_book import measure_book, measure_key, read_key
from ksa_tui.domain.plain import from_plain, to_plain
from ksa_tui.domain.protecting import Answer, Scope, State
from ksa_tui.domain.weighing import Step, Weight
from ksa_tui.domain.workshop import Department, System
from ksa_tui.reference import load_measures
from ksa_tui.spreadsheets.decision.book import build, make
from tests.spreadsheets.books import book, opened, school, shipped, table

HEADER = 5
SHEETS = {
    "sv": (
        "Läs mig Beslut Underskrift Klassning Åtgärder Upphandlingskrav Öppna_frågor Protokoll Underlag _ksa"
    ),
    "en": (
        "Read_me Decision Signature Classification Measures Requirements Open_questions Minutes Basis _ksa"
    ),
}
JOURNAL = UUID(int=31)
RECORDS, GRADES = UUID(int=2001), UUID(int=2002)


def answered(measure: str, scope: Scope, place: UUID | None, state: State, **more: Any) -> Answer:
    return replace(Answer(measure, scope, place, state), **more)


ANSWERS = (
    answered("ATK-05", Scope.ORGANISATION, None, State.PARTLY, role="It-chef", due=date(2027, 3, 31),
             note="Inte i äldre system."),
    answered("KON-02", Scope.SYSTEM, JOURNAL, State.NOT_MET, due=date(2027, 1, 31)),
    answered("PER-01", Scope.ASSET, GRADES, State.NOT_MET),
    answered("HAN-01", Scope.DEPARTMENT, UUID(int=8), State.PARTLY, role="Arkivarie"),
    answered("STY-01", Scope.ORGANISATION, None, State.MET),
    answered("STY-02", Scope.ORGANISATION, None, State.NOT_RELEVANT, reason="Inget register."),
    answered("STY-03", Scope.ORGANISATION, None, State.UNKNOWN),
)  # fmt: skip


def with_measures(
    source: DecisionBook | None = None, answers: tuple[Answer, ...] = ANSWERS
) -> DecisionBook:
    chosen = source or book()
    measures = load_measures(model=chosen.model)
    said = measure_book(measures, chosen.model, chosen.assets, chosen.workshop.department, answers)
    return replace(chosen, measures=said)


def rows(sheet: Worksheet) -> list[dict[str, object]]:
    return table(sheet, HEADER)


def measure_of(row: dict[str, object]) -> str:
    return str(row["Åtgärd"]).split()[0]


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("kind", ["decision", "draft"])
def test_the_sheets_stand_after_the_classification(language: str, kind: ExportKind) -> None:
    chosen = with_measures(book(language=language, kind=kind))
    names = [name.replace(" ", "_") for name in opened(build(chosen)).sheetnames]
    expected = SHEETS[language].split()
    if kind == "draft":
        expected.remove("Underskrift" if language == "sv" else "Signature")
    if language == "sv":
        expected = ["Läs_mig", *expected[2:]]
    assert names == expected


def test_the_gaps_come_by_date_then_by_role() -> None:
    found = rows(opened(build(with_measures()))["Åtgärder"])
    assert [measure_of(row) for row in found] == ["KON-02", "ATK-05", "HAN-01", "PER-01"]
    first, second, third, fourth = found
    assert first["Var det gäller"] == "System: Journalsystemet"
    assert first["Informationsmängder"] == "Elevhälsojournal"
    assert first["Läge"] == "Inte uppfylld"
    assert second["Var det gäller"] == "Hela organisationen"
    assert second["Anteckning"] == "Inte i äldre system."
    assert (second["Ansvarig"], str(second["Klart senast"])[:10]) == ("It-chef", "2027-03-31")
    assert third["Var det gäller"] == "Förvaltning: Barn och utbildning"
    assert fourth["Var det gäller"] == "Informationsmängd: Betyg"
    assert str(first["Följer av"]).startswith("R 2 Betydande")


def test_what_is_not_a_gap_is_told_by_number_alone() -> None:
    chosen = with_measures()
    assert chosen.measures is not None
    count = chosen.measures.count
    assert count.following == count.marked + count.unknown + count.met + count.not_relevant
    assert (count.marked, count.met, count.not_relevant) == (4, 1, 1)
    sheet = opened(build(chosen))["Åtgärder"]
    assert f"{count.unknown} är ännu inte besvarade" in str(sheet["A2"].value)


def test_only_role_and_date_are_yellow_and_open() -> None:
    sheet = opened(build(with_measures()))["Åtgärder"]
    loose = {
        cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked
    }
    assert loose == {f"{column}{row}" for column in "GH" for row in range(6, 10)}
    assert sheet.protection.sheet
    rules = {str(r.sqref): r.type for r in sheet.data_validations.dataValidation}
    assert rules == {"G6:G9": "textLength", "H6:H9": "date"}
    assert "F2C94C" in str(sheet.sheet_properties.tabColor)
    assert sheet.print_area == "'Åtgärder'!$A$1:$H$9"
    assert sheet.print_title_rows == "$5:$5"
    assert sheet.column_dimensions["I"].hidden


def test_what_is_filled_in_is_no_part_of_the_snapshot() -> None:
    made = make(with_measures())
    (row,) = (row for row in made.rows if row.row_key == "measure:ATK-05:organisation:")
    assert "It-chef" not in row.cells.values()
    assert "2027-03-31" not in row.cells.values()
    assert row.cells["Läge"] == "Delvis"
    assert row.proposal is None
    (own,) = (row for row in made.rows if row.row_key.startswith("measure:PER-01:asset:"))
    assert own.asset == GRADES


@pytest.mark.parametrize("kind", ["decision", "draft"])
def test_without_a_gap_it_says_so(kind: ExportKind) -> None:
    chosen = with_measures(book(kind=kind), answers=())
    sheet = opened(build(chosen))["Åtgärder"]
    assert sheet["A6"].value == "Ingen åtgärd är markerad som delvis eller inte uppfylld."
    assert "0 är markerade" in str(sheet["A2"].value)
    assert all(cell.protection.locked for row in sheet.iter_rows() for cell in row)


def test_a_workbook_without_rated_levels_still_has_the_sheets() -> None:
    chosen = with_measures(book(replace(school(), assets=()), kind="draft"))
    workbook = opened(build(chosen))
    assert str(workbook["Åtgärder"]["A2"].value) == "0 åtgärder följer av nivåerna."
    assert workbook["Upphandlingskrav"]["C6"].value == "Nivåerna ger inget krav på en leverantör."


def test_the_requirements_are_numbered_with_their_controls() -> None:
    chosen = with_measures()
    assert chosen.measures is not None
    found = rows(opened(build(chosen))["Upphandlingskrav"])
    asked = [each for section in chosen.measures.sections for each in section.requirements]
    assert [row["Nr"] for row in found] == [each.number for each in asked]
    assert found[0]["Krav"] == asked[0].text.sv
    assert found[0]["ISO/IEC 27002:2022"] == ", ".join(asked[0].iso)


def test_each_row_says_what_a_level_more_or_less_would_bring() -> None:
    chosen = with_measures()
    found = table(opened(build(chosen))["Beslut"], 5)
    text = str(found[0]["Åtgärdsområden, en nivå upp / ned"]).splitlines()
    assert chosen.measures is not None
    weight = chosen.measures.weights[chosen.assets[0].id]
    assert text[0] == f"{weight.families} områden följer"
    assert [line[0] for line in text[1:]] == ["K", "R", "T"]
    assert text[1].startswith("K  ned −"), "K is at the top of its scale"
    more = weight.around[2].more
    assert more is not None
    assert text[3].startswith(f"T  upp +{more.families} ({more.procured} krav), ned −")
    sheet = opened(build(chosen))["Beslut"]
    assert all(not sheet[f"{cell}6"].protection.locked for cell in "JKLM")
    assert sheet["I5"].value == "Beslut"


def test_a_step_that_changes_nothing_is_left_out() -> None:
    chosen = with_measures()
    assert chosen.measures is not None
    asset = chosen.assets[0]
    k, r, t = chosen.measures.weights[asset.id].around
    nothing = Step(1, 0, 0)
    around = (
        replace(k, less=nothing, more=None),
        replace(r, less=nothing, more=Step(2, 3, 0)),
        replace(t, less=Step(0, 2, 1), more=nothing),
    )
    weights = {**chosen.measures.weights, asset.id: Weight(1, around)}
    changed = replace(chosen, measures=replace(chosen.measures, weights=weights))
    text = str(table(opened(build(changed))["Beslut"], 5)[0]["Åtgärdsområden, en nivå upp / ned"])
    assert text.splitlines() == ["1 område följer", "K  –", "R  upp +3", "T  ned −2"]


def test_what_is_met_is_not_counted_as_more() -> None:
    before = with_measures(answers=()).measures
    assert before is not None
    third = before.weights[school().assets[2].id]
    more = third.around[1].more
    assert more is not None
    measures = load_measures(model=shipped()).measures
    met = tuple(answered(each.id, Scope.ORGANISATION, None, State.MET) for each in measures)
    after = with_measures(answers=met).measures
    assert after is not None
    assert after.weights[school().assets[2].id].around[1].more == replace(
        more, families=0, procured=0
    )


def test_a_book_with_measures_is_kept_and_made_again_alike() -> None:
    chosen = with_measures()
    kept = from_plain(DecisionBook, to_plain(chosen))
    assert kept == chosen
    assert build(kept) == build(chosen)


@pytest.mark.parametrize(
    "text", ["=1+1", "@SUM(A1)", "<r>x</r>", "[bold]x[/x]", "\x00\x1b[2J", "x" * 40_000, "\u202e", "a\n" * 900]
)  # fmt: skip
def test_user_text_is_text_wherever_it_stands(text: str) -> None:
    source = school()
    records = replace(source.assets[0], name=text, systems=(System(JOURNAL, text),))
    where = Department(UUID(int=8), text)
    chosen = book(replace(source, assets=(records, *source.assets[1:]), department=where))
    answers = (
        answered("KON-02", Scope.SYSTEM, JOURNAL, State.NOT_MET, role=text, note=text),
        answered("PER-01", Scope.ASSET, RECORDS, State.NOT_MET, role=text),
        answered("HAN-01", Scope.DEPARTMENT, UUID(int=8), State.PARTLY, note=text),
    )
    sheet = opened(build(with_measures(chosen, answers)))["Åtgärder"]
    found = rows(sheet)
    assert len(found) == 3
    assert not [c.coordinate for row in sheet.iter_rows() for c in row if c.data_type == "f"]


def test_an_asset_in_two_systems_shows_each_gap_where_it_stands() -> None:
    source, other = school(), UUID(int=32)
    records = replace(source.assets[0], systems=(System(JOURNAL, "Ett"), System(other, "Två")))
    chosen = book(replace(source, assets=(records,)))
    answers = (
        answered("KON-02", Scope.SYSTEM, JOURNAL, State.NOT_MET),
        answered("KON-02", Scope.SYSTEM, other, State.PARTLY),
        answered("KON-02", Scope.ORGANISATION, None, State.PARTLY),
    )
    found = rows(opened(build(with_measures(chosen, answers)))["Åtgärder"])
    assert [row["Var det gäller"] for row in found] == ["System: Ett", "System: Två"]


@pytest.mark.parametrize("due", [date.min, date(1899, 12, 31), date(1900, 1, 1), date.max])
def test_any_date_that_the_app_has_can_stand_there(due: date) -> None:
    answers = (answered("PER-01", Scope.ORGANISATION, None, State.PARTLY, due=due),)
    found = rows(opened(build(with_measures(answers=answers)))["Åtgärder"])
    assert len(found) == 1


@pytest.mark.parametrize(
    "key",
    ["", "measure:", "measure:X", "measure:X:organisation:1", "measure:X:asset:", "measure:X:nowhere:",
     "measure:X:asset:inget-id", "measure::organisation:", "parked:1"],
)  # fmt: skip
def test_a_key_that_names_no_row_is_none(key: str) -> None:
    assert read_key(key) is None


def test_a_key_is_read_as_it_was_written() -> None:
    for place in ((Scope.ORGANISATION, None), (Scope.SYSTEM, JOURNAL)):
        assert read_key(measure_key("ATK-05", place)) == ("ATK-05", place)
