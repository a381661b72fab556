"""What cells hold: numbers that became dates, yes and no in many spellings, systems, sections, errors."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from ksa_tui.domain.cleaning import NAME_LIMIT
from ksa_tui.domain.importing import Code, Effect, ImportPlan, RowDraft
from ksa_tui.spreadsheets.asset_lists import read_list
from ksa_tui.spreadsheets.lists.answers import Answer, personal_answer, sensitive_answer, together
from ksa_tui.spreadsheets.lists.cells import clean, clock_pair, is_error, text_of
from ksa_tui.spreadsheets.lists.grid import Cell
from ksa_tui.spreadsheets.lists.systems import split_systems
from tests.spreadsheets.listmaking import (
    BINARY_FORMATS,
    FORMATS,
    Row,
    Sheet,
    text_cell,
    write,
    xlsx_with_sheet,
)

formats = pytest.mark.parametrize("kind", FORMATS)


def plan_of(folder: Path, kind: str, *rows: Row) -> ImportPlan:
    return read_list(write(folder, kind, Sheet(rows)))


def draft_of(folder: Path, kind: str, header: str, value: object) -> RowDraft:
    plan = plan_of(folder, kind, ["Informationsmängd", header], ["Elevregister", value])
    return plan.rows[0].draft


@pytest.mark.parametrize("kind", BINARY_FORMATS)
def test_a_number_that_became_a_date_is_kept_and_named(tmp_path: Path, kind: str) -> None:
    plan = plan_of(
        tmp_path,
        kind,
        ["Nr", "Informationsmängd"],
        [dt.date(2010, 1, 1), "Betyg"],
        [1.0, "Elever"],
        [7, "Loggar"],
    )
    assert [row.draft.note for row in plan.rows] == ["Nr: 2010-01-01", "Nr: 1", "Nr: 7"]
    (problem,) = plan.problems
    assert (problem.code, problem.row, problem.column) == (Code.DATE_FOR_NUMBER, 2, "A")
    assert plan.rows[0].notes == (problem,)


def test_a_section_that_became_a_time_of_day_is_read_and_marked(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "xlsx",
        ["Informationsmängd", "Sekretess"],
        ["Personakter", dt.timedelta(hours=26, minutes=1)],
        ["Adresser", dt.time(21, 3)],
    )
    laws = [[(r.value, r.sure) for r in row.draft.refs if r.kind == "law"] for row in plan.rows]
    assert laws == [[("26 kap. 1 § OSL", False)], [("21 kap. 3 § OSL", False)]]
    assert [p.code for p in plan.problems] == [Code.TIME_FOR_LAW] * 2


@pytest.mark.parametrize(
    ("value", "pair"),
    [
        (dt.timedelta(hours=26, minutes=1), "26:1"),
        (dt.datetime(1900, 1, 1, 2, 1), "26:1"),  # noqa: DTZ001 - as the library gives it
        (dt.time(23, 2), "23:2"),
        ("PT26H01M00S", "26:1"),
        ("26:01:00", "26:1"),
        (dt.datetime(2024, 1, 1, 2, 1), None),  # noqa: DTZ001
        ("26:1", None),
        (26.1, None),
    ],
)
def test_what_was_typed_before_it_became_a_time(value: Cell, pair: str | None) -> None:
    assert clock_pair(value) == pair


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("Ja", {"personal": True}),
        ("j", {"personal": True}),
        (" X ", {"personal": True}),
        ("x", {"personal": True}),
        ("1", {"personal": True}),
        ("Ja, namn och adress", {"personal": True}),
        ("Namn, personnummer", {"personal": True}),
        ("Vanliga personuppgifter", {"personal": True}),
        ("Nej", {"personal": False}),
        ("N", {"personal": False}),
        ("Inga", {"personal": False}),
        ("nej.", {"personal": False}),
        ("Nej (avidentifierat)", {"personal": False}),
        ("känsliga", {"personal": True, "sensitive": True}),
        ("Ja, känsliga", {"personal": True, "sensitive": True}),
        ("Ja (hälsouppgifter)", {"personal": True, "sensitive": True}),
        ("Art. 9", {"personal": True, "sensitive": True}),
        ("Ja, ej känsliga", {"personal": True, "sensitive": False}),
        ("Inga känsliga", {"sensitive": False}),
        ("Delvis", {}),
        ("?", {}),
        ("Vet ej", {}),
        ("Ja/Nej", {}),
        ("Se bilaga", {}),
        ("Integritetskänsligt", {}),
    ],
)
def test_answers_about_personal_data(text: str, flags: dict[str, bool]) -> None:
    assert personal_answer(text).flags == flags


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        ("Ja", {"personal": True, "sensitive": True}),
        ("hälsa", {"personal": True, "sensitive": True}),
        ("Nej", {"sensitive": False}),
        ("?", {}),
    ],
)
def test_answers_about_sensitive_personal_data(text: str, flags: dict[str, bool]) -> None:
    assert sensitive_answer(text).flags == flags


def test_two_columns_that_contradict_each_other_count_as_yes_and_are_named(tmp_path: Path) -> None:
    assert together(Answer(False), Answer(True, True)) == Answer(True, True, contradicts=True)
    plan = plan_of(
        tmp_path,
        "xlsx",
        ["Informationsmängd", "Personuppgifter", "Känsliga personuppgifter"],
        ["Elevhälsa", "Nej", "Ja"],
    )
    assert plan.rows[0].draft.flags == {"personal": True, "sensitive": True}
    assert [p.code for p in plan.problems] == [Code.CONTRADICTION]


@formats
def test_what_was_answered_is_kept_as_it_was_written(tmp_path: Path, kind: str) -> None:
    refs = draft_of(tmp_path, kind, "Personuppgifter", "Delvis, se bilaga").refs
    assert [(r.value, r.sure) for r in refs if r.kind == "personal_data"] == [
        ("Delvis, se bilaga", False)
    ]


@pytest.mark.parametrize("kind", BINARY_FORMATS)
@pytest.mark.parametrize(("value", "flag"), [(True, True), (False, False)])
def test_truth_values_are_answers(tmp_path: Path, kind: str, value: bool, flag: bool) -> None:
    assert draft_of(tmp_path, kind, "Personuppgifter", value).flags == {"personal": flag}


@pytest.mark.parametrize(
    ("text", "known", "systems"),
    [
        ("Treserva", (), ("Treserva",)),
        ("Treserva; Procapita", (), ("Treserva", "Procapita")),
        ("Treserva\nProcapita\n", (), ("Treserva", "Procapita")),
        ("Treserva, Procapita", (), ("Treserva", "Procapita")),
        ("Office 365 (Teams, Outlook)", (), ("Office 365 (Teams, Outlook)",)),
        ("Treserva och Lifecare", (), ("Treserva", "Lifecare")),
        ("Drift- och underhållssystem", (), ("Drift- och underhållssystem",)),
        ("Bygg och miljö", (), ("Bygg och miljö",)),
        ("Public 360 och Vision Bygg", (), ("Public 360 och Vision Bygg",)),
        (
            "Public 360 och Vision Bygg",
            ("public 360", "vision bygg"),
            ("Public 360", "Vision Bygg"),
        ),
        ("Treserva, Public 360 och Vision Bygg", (), ("Treserva", "Public 360", "Vision Bygg")),
        ("Treserva; treserva", (), ("Treserva",)),
    ],
)
def test_several_systems_in_one_cell(
    text: str, known: tuple[str, ...], systems: tuple[str, ...]
) -> None:
    assert split_systems(text, frozenset(known))[0] == systems


@formats
def test_systems_known_elsewhere_in_the_list_part_at_och(tmp_path: Path, kind: str) -> None:
    plan = plan_of(
        tmp_path,
        kind,
        ["Informationsmängd", "System"],
        ["Bygglov", "Public 360 och Vision Bygg"],
        ["Tillsyn", "Public 360"],
        ["Avgifter", "Vision Bygg"],
    )
    assert plan.rows[0].draft.systems == ("Public 360", "Vision Bygg")
    assert plan.problems == ()


@formats
def test_paper_is_a_medium_and_a_bare_answer_no_system(tmp_path: Path, kind: str) -> None:
    assert draft_of(tmp_path, kind, "System", "Papper").medium == "Papper"
    draft = draft_of(tmp_path, kind, "System", "Nej")
    assert (draft.systems, draft.note) == ((), "System: Nej")


@formats
def test_law_is_brought_to_one_form_and_the_rest_is_kept(tmp_path: Path, kind: str) -> None:
    plan = plan_of(
        tmp_path,
        kind,
        ["Informationsmängd", "Sekretess"],
        ["A", "OSL 26:1"],
        ["B", "25 kap. 1 §\n23:2 OSL"],
        ["C", "Patientdatalagen; OSL 21 kap. 3 a §"],
        ["D", "OSL 26:1 (gäller bara bilagan)"],
        ["E", "Nej"],
    )
    laws = [[(r.value, r.sure) for r in row.draft.refs if r.kind == "law"] for row in plan.rows]
    assert laws == [
        [("26 kap. 1 § OSL", True)],
        [("25 kap. 1 § OSL", True), ("23 kap. 2 § OSL", True)],
        [("21 kap. 3 a § OSL", True), ("Patientdatalagen", False)],
        [("26 kap. 1 § OSL", True)],
        [],
    ]
    assert plan.rows[3].draft.note == "Sekretess: OSL 26:1 (gäller bara bilagan)"
    assert plan.rows[4].draft.note == "Sekretess: Nej"
    assert [(p.code, p.row, p.detail) for p in plan.problems] == [
        (Code.LAW_AS_TEXT, 4, "Patientdatalagen")
    ]


@formats
def test_retention_and_remarks_go_to_the_note_under_their_headers(
    tmp_path: Path, kind: str
) -> None:
    plan = plan_of(
        tmp_path,
        kind,
        ["Informationsmängd", "Bevaras/\ngallras", "Gallringsfrist", "Anmärkning"],
        ["Elevregister", "Gallras", "2 år", "Se planen"],
    )
    assert (
        plan.rows[0].draft.note
        == "Bevaras/gallras: Gallras\nGallringsfrist: 2 år\nAnmärkning: Se planen"
    )


@formats
def test_every_row_remembers_where_it_came_from(tmp_path: Path, kind: str) -> None:
    (source,) = [r for r in draft_of(tmp_path, kind, "System", "x").refs if r.kind == "source_row"]
    middle = "" if kind == "csv" else " › Blad1"
    assert source.value == f"lista.{kind}{middle} › 2"


@formats
@pytest.mark.parametrize(
    "name",
    [
        "=1+1",
        "+46 70",
        "@SUM(A1)",
        "-5 grader",
        "bad [/x] tag",
        "😀 betyg",
        "עברית",
        "<b>&amp;",
        "007",
        "_x000D_",
    ],
)
def test_a_name_is_text_whatever_it_looks_like(tmp_path: Path, kind: str, name: str) -> None:
    plan = plan_of(tmp_path, kind, ["Informationsmängd", "System"], [name, "Vklass"])
    assert [row.draft.name for row in plan.rows] == [name]


def test_control_characters_are_taken_out_and_named(tmp_path: Path) -> None:
    plan = plan_of(
        tmp_path,
        "csv",
        ["Informationsmängd", "Beskrivning"],
        ["Betyg\x1b[2J", "a\u202eb\x07"],
        ["Lo\u200bgg", "x"],
    )
    assert plan.rows[0].draft.name == "Betyg[2J"
    assert plan.rows[0].draft.description == "ab"
    assert plan.rows[1].draft.name == "Logg"
    assert [(p.code, p.row, p.column) for p in plan.problems] == [
        (Code.CONTROL_CHARACTERS, 2, "A"),
        (Code.CONTROL_CHARACTERS, 2, "B"),
    ]


@pytest.mark.parametrize(
    ("raw", "kept"),
    [
        ("a\u00a0b", "a b"),
        ("a\r\nb\rc", "a\nb\nc"),
        ("A\u030angstro\u0308m", "Ångström"),
        ("hem\u00adtjänst", "hemtjänst"),
        ("\uf0b7 punkt", "• punkt"),
        ("👩\u200d🏫", "👩\u200d🏫"),
        ("  luft  ", "luft"),
    ],
)
def test_texts_come_in_one_form(raw: str, kept: str) -> None:
    assert clean(raw) == (kept, False)


@pytest.mark.parametrize("dash", ["-", "–", "—", "--", "…"])
def test_a_dash_is_an_empty_cell(dash: str) -> None:
    assert text_of(dash) == ("", False)


@formats
def test_a_long_name_is_cut_and_stands_whole_in_the_description(tmp_path: Path, kind: str) -> None:
    name = "Ärenden om " + "mycket " * 100
    plan = plan_of(tmp_path, kind, ["Informationsmängd", "Beskrivning"], [name, "Akter"])
    draft = plan.rows[0].draft
    assert len(draft.name) <= NAME_LIMIT
    assert draft.name.endswith("mycket…")
    assert draft.description == f"{name.strip()}\nAkter"
    assert [(p.code, p.value) for p in plan.problems] == [(Code.NAME_CUT, name.strip())]


def test_a_cell_of_forty_thousand_characters_is_kept_whole(tmp_path: Path) -> None:
    path = xlsx_with_sheet(
        tmp_path / "lista.xlsx",
        f'<row r="1">{text_cell("A1", "Informationsmängd")}{text_cell("B1", "Beskrivning")}</row>'
        f'<row r="2">{text_cell("A2", "Betyg")}{text_cell("B2", "å" * 40_000)}</row>',
    )
    assert read_list(path).rows[0].draft.description == "å" * 40_000


@formats
@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#SAKNAS!", "#DIVISION/0!"])
def test_errors_written_as_text_are_left_out_and_named(
    tmp_path: Path, kind: str, error: str
) -> None:
    plan = plan_of(
        tmp_path, kind, ["Informationsmängd", "Beskrivning"], ["Betyg", error], [error, "utan namn"]
    )
    assert plan.rows[0].draft.description == ""
    assert [(p.code, p.effect, p.row) for p in plan.problems] == [
        (Code.ERROR_CELL, Effect.SKIPPED, 2),
        (Code.NO_NAME, Effect.SKIPPED, 3),
    ]
    assert not is_error("#1")


def test_error_cells_and_formulas_that_were_never_calculated_are_named(tmp_path: Path) -> None:
    path = xlsx_with_sheet(
        tmp_path / "lista.xlsx",
        f'<row r="1">{text_cell("A1", "Informationsmängd")}{text_cell("B1", "Beskrivning")}</row>'
        f'<row r="2">{text_cell("A2", "Betyg")}<c r="B2" t="e"><f>VLOOKUP(1,2)</f><v>#N/A</v></c></row>'
        f'<row r="3">{text_cell("A3", "Elever")}<c r="B3"><f>A1&amp;"x"</f></c></row>'
        f'<row r="4">{text_cell("A4", "Loggar")}<c r="B4" t="str"><f>IF(1,"")</f><v></v></c></row>'
        f'<row r="5">{text_cell("A5", "Avtal")}<c r="B5" t="str"><f>A1</f><v>räknat</v></c></row>',
    )
    plan = read_list(path)
    assert [(p.code, p.row, p.value) for p in plan.problems] == [
        (Code.ERROR_CELL, 2, "#N/A"),
        (Code.FORMULA_WITHOUT_VALUE, 3, '=A1&"x"'),
    ]
    assert plan.rows[3].draft.description == "räknat"


def test_error_cells_of_an_xls_are_named(tmp_path: Path) -> None:
    import xlwt

    book = xlwt.Workbook()
    page = book.add_sheet("Blad1")
    for column, header in enumerate(("Informationsmängd", "Beskrivning")):
        page.write(0, column, header)
    page.write(1, 0, "Betyg")
    page.row(1).set_cell_error(1, 0x2A)
    book.save(str(tmp_path / "lista.xls"))
    plan = read_list(tmp_path / "lista.xls")
    assert [(p.code, p.row, p.column, p.value) for p in plan.problems] == [
        (Code.ERROR_CELL, 2, "B", "#N/A")
    ]
