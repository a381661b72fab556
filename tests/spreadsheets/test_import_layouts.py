"""Lists as they really look, the same in every format: where the table is, and which rows are assets."""

from __future__ import annotations

from pathlib import Path

import pytest

from ksa_tui.domain.importing import (
    Choices,
    Code,
    Effect,
    Field,
    FileKind,
    ImportCancelledError,
    ImportPlan,
    Match,
    RowState,
)
from ksa_tui.errors import SpreadsheetError
from ksa_tui.spreadsheets.asset_lists import read_list
from tests.spreadsheets.listmaking import (
    BINARY_FORMATS,
    FORMATS,
    HEADER,
    Row,
    Sheet,
    realistic_rows,
    write,
)

formats = pytest.mark.parametrize("kind", FORMATS)
binary_formats = pytest.mark.parametrize("kind", BINARY_FORMATS)


def plan_of(
    folder: Path, kind: str, *rows: Row, merges: tuple[tuple[int, int, int, int], ...] = ()
) -> ImportPlan:
    return read_list(write(folder, kind, Sheet(rows, merges=merges)))


def names(plan: ImportPlan) -> list[str]:
    return [plan.rows[index].draft.name for index in plan.new]


def codes(plan: ImportPlan, effect: Effect | None = None) -> list[tuple[Code, int | None]]:
    return [(p.code, p.row) for p in plan.problems if effect in (None, p.effect)]


@formats
def test_three_hundred_rows_come_in_whole(tmp_path: Path, kind: str) -> None:
    rows = realistic_rows(300)
    plan = plan_of(tmp_path, kind, HEADER, *rows)
    assert plan.kind is FileKind(kind)
    assert names(plan) == [row[1] for row in rows]
    assert plan.homeless == ()
    assert codes(plan, Effect.SKIPPED) == []
    assert [row.draft.department for row in plan.rows] == [row[6] for row in rows]
    assert [row.draft.owner_name for row in plan.rows] == [row[7] for row in rows]
    assert [row.row for row in plan.rows] == list(range(2, 302))


@formats
def test_the_header_stands_in_row_twelve_under_titles(tmp_path: Path, kind: str) -> None:
    titles: list[Row] = [
        ["Exempelby kommun"],
        ["Informationsmängder i socialtjänsten"],
        [],
        ["Beslutad av", "Socialnämnden", "2024-03-01"],
        *[[]] * 6,
        ["Förteckning över informationsmängder och system"],
    ]
    plan = plan_of(
        tmp_path, kind, *titles, ["Informationsmängd", "System"], ["Personakter", "Treserva"]
    )
    assert plan.sheets[0].header_rows == (12,)
    assert names(plan) == ["Personakter"]
    assert plan.rows[0].row == 13
    above = [
        (1, "Exempelby kommun"),
        (2, titles[1][0]),
        (4, "Beslutad av | Socialnämnden | 2024-03-01"),
    ]
    found = [(p.row, p.value) for p in plan.problems if p.code is Code.ABOVE_HEADER]
    assert found == [*above, (11, titles[10][0])]


@formats
def test_two_header_rows_are_read_together(tmp_path: Path, kind: str) -> None:
    plan = plan_of(
        tmp_path,
        kind,
        [
            "Informationsmängd",
            "Beskrivning",
            "Klassning",
            None,
            None,
            "Personuppgifter",
            None,
            "Anmärkning",
        ],
        [None, None, "K", "R", "T", "Förekommer", "Känsliga", None],
        ["Elevakter", "Akter", 2, 2, 1, "Ja", "Nej", "se plan"],
        merges=() if kind == "csv" else ((0, 2, 0, 4), (0, 5, 0, 6), (0, 0, 1, 0), (0, 1, 1, 1)),
    )
    assert plan.sheets[0].header_rows == (1, 2)
    fields = {column.letter: column.field for column in plan.columns}
    level = Field.EARLIER_LEVEL
    assert fields == {
        "A": Field.NAME,
        "B": Field.DESCRIPTION,
        "C": level,
        "D": level,
        "E": level,
        "F": Field.PERSONAL,
        "G": Field.SENSITIVE,
        "H": Field.NOTE,
    }
    assert plan.columns[3].header == "Klassning · R"
    assert names(plan) == ["Elevakter"]
    assert plan.rows[0].draft.flags == {"personal": True, "sensitive": False}
    assert [column.letter for column in plan.homeless] == ["C", "D", "E"]


@formats
def test_the_upper_header_says_what_the_lower_one_means(tmp_path: Path, kind: str) -> None:
    plan = plan_of(
        tmp_path,
        kind,
        ["Informationsmängd", None, "System", None],
        ["Namn", "Beskrivning", "Namn", "Leverantör"],
        ["Elevakter", "Akter i elevhälsan", "Prorenata", "Bolaget AB"],
        merges=() if kind == "csv" else ((0, 0, 0, 1), (0, 2, 0, 3)),
    )
    assert names(plan) == ["Elevakter"]
    assert plan.rows[0].draft.systems == ("Prorenata",)
    assert plan.rows[0].draft.description == "Akter i elevhälsan"
    assert [(column.letter, column.header) for column in plan.homeless] == [
        ("D", "System · Leverantör")
    ]


@formats
def test_headers_carry_breaks_footnote_marks_case_and_colons(tmp_path: Path, kind: str) -> None:
    header = [
        "Löp-nr",
        "INFORMATIONS-\nMÄNGD ¹",
        "Sekretess/\nlagrum*:",
        "Innehåller person-\nuppgifter? (J/N)",
    ]
    plan = plan_of(tmp_path, kind, header, ["1", "Loggar", "OSL 18:8", "N"])
    assert [column.field for column in plan.columns] == [
        Field.NUMBER,
        Field.NAME,
        Field.LAW,
        Field.PERSONAL,
    ]
    assert plan.columns[1].header == "INFORMATIONSMÄNGD"


@formats
def test_columns_come_in_any_order_and_in_english(tmp_path: Path, kind: str) -> None:
    plan = plan_of(
        tmp_path,
        kind,
        [
            "Information owner",
            "Systems",
            "Personal data",
            "Legal basis",
            "Description",
            "Information asset",
        ],
        ["Head of schools", "Vklass", "Yes", "OSL 23:2", "Marks", "Grades"],
    )
    draft = plan.rows[0].draft
    assert (draft.name, draft.owner_name, draft.systems) == (
        "Grades",
        "Head of schools",
        ("Vklass",),
    )
    assert draft.flags == {"personal": True}


@formats
def test_headings_become_department_or_group_and_never_assets(tmp_path: Path, kind: str) -> None:
    plan = plan_of(
        tmp_path,
        kind,
        HEADER[:4],
        ["SOCIALFÖRVALTNINGEN"],
        [None, "MYNDIGHETSUTÖVNING"],
        ["1.1", "Personakter", "Akter", "OSL 26:1"],
        ["1.2", "Försörjningsstöd", "Akter", "OSL 26:1"],
        ["Barn- och utbildningsförvaltningen"],
        ["2.1", "Elevregister", "Register", "23:2 OSL"],
        merges=() if kind == "csv" else ((1, 0, 1, 3), (5, 0, 5, 3)),
    )
    assert names(plan) == ["Personakter", "Försörjningsstöd", "Elevregister"]
    assert [(row.draft.department, row.draft.group) for row in plan.rows] == [
        ("Socialförvaltningen", "MYNDIGHETSUTÖVNING"),
        ("Socialförvaltningen", "MYNDIGHETSUTÖVNING"),
        ("Barn- och utbildningsförvaltningen", ""),
    ]
    assert codes(plan) == [(Code.GROUP, 2), (Code.GROUP, 3), (Code.GROUP, 6)]


@formats
def test_a_row_with_only_a_name_among_full_rows_is_doubted(tmp_path: Path, kind: str) -> None:
    rows = realistic_rows(20)
    for row in rows:
        row[2] = row[2] or "text"
    plan = plan_of(tmp_path, kind, HEADER, *rows[:10], [None, "Elevhälsans arbete"], *rows[10:])
    doubtful = [row for row in plan.rows if row.state is RowState.DOUBTFUL]
    assert [(row.draft.name, row.chosen, row.row) for row in doubtful] == [
        ("Elevhälsans arbete", False, 12)
    ]
    assert [note.code for note in doubtful[0].notes] == [Code.PERHAPS_GROUP]
    assert len(plan.new) == 20


@formats
def test_names_alone_are_assets_where_the_list_is_sparse(tmp_path: Path, kind: str) -> None:
    plan = plan_of(
        tmp_path,
        kind,
        ["Informationsmängd", "Beskrivning", "System"],
        ["Elevregister", None, None],
        ["Betyg", None, "Vklass"],
        ["Rapporter till nämnden", None, None],
        ["Skolskjuts", "Ansökningar", None],
    )
    assert names(plan) == ["Elevregister", "Betyg", "Rapporter till nämnden", "Skolskjuts"]


@formats
def test_a_list_of_names_alone_is_a_list(tmp_path: Path, kind: str) -> None:
    plan = plan_of(
        tmp_path, kind, ["Informationsmängder"], ["Elevregister"], ["Avtal, köp och hyra"]
    )
    assert names(plan) == ["Elevregister", "Avtal, köp och hyra"]


@formats
def test_totals_footnotes_and_repeated_headers_are_named_and_not_taken(
    tmp_path: Path, kind: str
) -> None:
    header = ["Informationsmängd", "Beskrivning", "System"]
    plan = plan_of(
        tmp_path,
        kind,
        header,
        ["1", "2", "3"],
        ["Elevregister", "Register", "Vklass"],
        header,
        ["Totalförsvarsplanering", "Planer", "Platina"],
        ["Summa:", "2", None],
        [],
        ["* Uppgifter lämnade av rektor"],
        ["Senast uppdaterad 2024-05-01"],
        ["Tabellen förvaltas av kansliet"],
    )
    assert names(plan) == ["Elevregister", "Totalförsvarsplanering"]
    assert codes(plan, Effect.SKIPPED) == [
        (Code.COLUMN_NUMBERS, 2),
        (Code.HEADER_AGAIN, 4),
        (Code.TOTAL, 6),
        (Code.FOOTNOTE, 8),
        (Code.FOOTNOTE, 9),
        (Code.FOOTNOTE, 10),
    ]


@formats
def test_a_second_table_on_the_sheet_is_named_row_by_row(tmp_path: Path, kind: str) -> None:
    plan = plan_of(
        tmp_path,
        kind,
        ["Informationsmängd", "System"],
        ["Elevregister", "Vklass"],
        [],
        ["Ägare", "Informationsmängd", "Beskrivning"],
        ["Chefen", "Loggar", "it"],
    )
    assert names(plan) == ["Elevregister"]
    assert codes(plan) == [(Code.OTHER_TABLE, 4), (Code.BELOW_OTHER_TABLE, 5)]
    assert plan.problems[1].value == "Chefen | Loggar | it"


@formats
def test_a_row_without_a_name_is_named_with_everything_in_it(tmp_path: Path, kind: str) -> None:
    plan = plan_of(
        tmp_path,
        kind,
        ["Informationsmängd", "Beskrivning", "System"],
        ["Elevregister", "Register", "Vklass"],
        [None, "Utan namn", "Platina"],
    )
    (problem,) = plan.problems
    assert (problem.code, problem.row, problem.column) == (Code.NO_NAME, 3, "B")
    assert problem.value == "Utan namn | Platina"


@formats
def test_the_same_name_twice_is_shown_and_not_chosen(tmp_path: Path, kind: str) -> None:
    written = ("Elevregister", "  ELEV\u00adREGISTER\u00a0", "Ide\u0301\u00a0bank", "Betyg")
    rows = [["Informationsmängd", "System"], *[[name, "Vklass"] for name in written]]
    path = write(tmp_path, kind, Sheet(rows))
    plan = read_list(path, existing_names=["Ide bank"], pool_names=["BETYG"])
    assert [(row.state, row.chosen) for row in plan.rows] == [
        (RowState.NEW, True),
        (RowState.DUPLICATE_IN_FILE, False),
        (RowState.DUPLICATE_IN_WORKSHOP, False),
        (RowState.DUPLICATE_IN_POOL, False),
    ]
    assert plan.rows[1].same_as.endswith(" 2")
    assert plan.rows[2].same_as == "Ide bank"


@formats
def test_columns_without_a_home_are_listed_with_what_they_hold(tmp_path: Path, kind: str) -> None:
    plan = plan_of(
        tmp_path,
        kind,
        ["Informationsmängd", "Diarieförs", "Systemägare", "Konfidentialitet", None],
        ["Elevregister", "Ja", "It-chefen", "3", "lös text"],
        ["Betyg", "Nej", None, "1", None],
    )
    listed = [(c.letter, c.header, c.filled, c.match, c.examples) for c in plan.homeless]
    assert listed == [
        ("B", "Diarieförs", 2, Match.UNKNOWN, ("Ja", "Nej")),
        ("C", "Systemägare", 1, Match.UNKNOWN, ("It-chefen",)),
        ("D", "Konfidentialitet", 2, Match.EARLIER, ("3", "1")),
        ("E", "", 1, Match.NO_HEADER, ("lös text",)),
    ]


@formats
def test_two_columns_for_the_name_keep_the_better_and_note_the_other(
    tmp_path: Path, kind: str
) -> None:
    plan = plan_of(
        tmp_path,
        kind,
        ["Handlingstyp", "Informationsmängd", "System"],
        ["Akt", "Personakter", "Treserva"],
    )
    first, second, _third = plan.columns
    assert (first.field, first.match, first.other) == (Field.NOTE, Match.SECOND, "B")
    assert second.field is Field.NAME
    assert plan.rows[0].draft.note == "Handlingstyp: Akt"


@formats
def test_without_a_name_column_the_one_text_that_differs_is_proposed(
    tmp_path: Path, kind: str
) -> None:
    header = ["Nr", "Vad", "System", "Sekretess"]
    rows: list[Row] = [[n, f"Ärenden om sak {n}", "Treserva", "OSL 26:1"] for n in range(1, 8)]
    plan = plan_of(tmp_path, kind, header, *rows)
    assert plan.columns[1].match is Match.ONLY_TEXT
    assert len(plan.new) == 7


@formats
def test_without_any_name_column_nothing_is_taken_and_the_person_may_choose(
    tmp_path: Path, kind: str
) -> None:
    path = write(
        tmp_path,
        kind,
        Sheet(
            [
                ["System", "Sekretess", "Vad", "Hur"],
                *[["S", "OSL 26:1", f"Sak {n}", f"Sätt {n}"] for n in range(9)],
            ]
        ),
    )
    plan = read_list(path)
    sheet = plan.sheets[0].name
    assert plan.rows == ()
    assert [p.code for p in plan.problems] == [Code.NO_NAME_COLUMN]
    mended = read_list(path, choices=plan.choices.with_column(sheet, "C", Field.NAME))
    assert names(mended) == [f"Sak {n}" for n in range(9)]
    assert mended.columns[2].match is Match.CHOSEN


@formats
def test_the_person_can_change_every_match(tmp_path: Path, kind: str) -> None:
    path = write(
        tmp_path,
        kind,
        Sheet([["Informationsmängd", "Handlingstyp", "Diarieförs"], ["Akter", "Personakt", "Ja"]]),
    )
    sheet = read_list(path).sheets[0].name
    choices = (
        Choices()
        .with_column(sheet, "B", Field.NAME)
        .with_column(sheet, "A", None)
        .with_column(sheet, "C", Field.NOTE)
    )
    plan = read_list(path, choices=choices)
    assert names(plan) == ["Personakt"]
    assert plan.rows[0].draft.note == "Diarieförs: Ja"
    assert [column.letter for column in plan.homeless] == ["A"]
    assert plan.choices == choices


@formats
def test_the_person_can_point_out_the_header_row_or_say_there_is_none(
    tmp_path: Path, kind: str
) -> None:
    path = write(
        tmp_path, kind, Sheet([["Sak", "Var"], ["Elevregister", "Vklass"], ["Betyg", "Vklass"]])
    )
    plan = read_list(path)
    sheet = plan.sheets[0].name
    assert [p.code for p in plan.problems] == [Code.NO_HEADER_ROW]
    pointed = Choices().with_header_row(sheet, 1).with_column(sheet, "A", Field.NAME)
    assert names(read_list(path, choices=pointed)) == ["Elevregister", "Betyg"]
    bare = Choices().with_header_row(sheet, 0).with_column(sheet, "A", Field.NAME)
    assert names(read_list(path, choices=bare)) == ["Sak", "Elevregister", "Betyg"]


@pytest.mark.parametrize(
    ("choices", "says"),
    [
        (Choices(sheets=("Finns ej",)), "Finns ej"),
        (Choices(header_rows={"Blad1": 99}), "99"),
        (Choices(columns={("Blad1", "ZZ"): Field.NAME}), "ZZ"),
        (Choices(columns={("Blad1", "1"): Field.NAME}), "1"),
    ],
)
def test_a_choice_that_does_not_fit_the_file_is_refused(
    tmp_path: Path, choices: Choices, says: str
) -> None:
    path = write(tmp_path, "xlsx", Sheet([["Informationsmängd"], ["Betyg"]]))
    with pytest.raises(SpreadsheetError, match=says):
        read_list(path, choices=choices)


@binary_formats
def test_every_visible_list_is_read_and_every_other_sheet_named(tmp_path: Path, kind: str) -> None:
    header = ["Informationsmängd", "System"]
    path = write(
        tmp_path,
        kind,
        Sheet([["Så fyller du i listan"], ["Ange namn"]], name="Läs mig"),
        Sheet([header, ["Elevregister", "Vklass"]], name="Skola"),
        Sheet([header, ["Personakter", "Treserva"], ["elevregister", "Vklass"]], name="Omsorg"),
        Sheet([header, ["Hemlig", "x"]], name="Gammal", hidden=True),
        Sheet([], name="Tom"),
    )
    plan = read_list(path)
    assert [(s.name, s.chosen, s.hidden, s.rows) for s in plan.sheets] == [
        ("Läs mig", False, False, 2),
        ("Skola", True, False, 2),
        ("Omsorg", True, False, 3),
        ("Gammal", False, True, 2),
        ("Tom", False, False, 0),
    ]
    assert names(plan) == ["Elevregister", "Personakter"]
    assert plan.rows[2].same_as == "Skola 2"
    assert [(p.code, p.sheet) for p in plan.problems] == [
        (Code.SHEET_NOT_CHOSEN, "Läs mig"),
        (Code.HIDDEN_SHEET, "Gammal"),
    ]
    assert names(read_list(path, choices=Choices().with_sheets("Gammal"))) == ["Hemlig"]


@binary_formats
def test_merged_cells_running_down_speak_for_every_row(tmp_path: Path, kind: str) -> None:
    plan = plan_of(
        tmp_path,
        kind,
        ["Förvaltning", "Informationsmängd", "System", "Sekretess"],
        ["Socialförvaltningen", "Personakter", "Treserva", "OSL 26:1"],
        [None, None, "Lifecare", "OSL 21:3"],
        [None, "Avgifter", "Raindance", None],
        merges=((1, 0, 3, 0), (1, 1, 2, 1)),
    )
    first, second = plan.rows
    assert first.draft.systems == ("Treserva", "Lifecare")
    assert [ref.value for ref in first.draft.refs if ref.kind == "law"] == [
        "26 kap. 1 § OSL",
        "21 kap. 3 § OSL",
    ]
    assert (second.draft.name, second.draft.department) == ("Avgifter", "Socialförvaltningen")
    assert codes(plan) == [(Code.CONTINUED, 3)]


@formats
def test_an_instruction_under_the_header_is_not_chosen(tmp_path: Path, kind: str) -> None:
    plan = plan_of(
        tmp_path,
        kind,
        ["Informationsmängd", "System"],
        ["Ange namn på mängden", "Ange system"],
        ["Elevregister", "Vklass"],
    )
    assert names(plan) == ["Elevregister"]
    assert plan.rows[0].notes[0].code is Code.PERHAPS_INSTRUCTION


@formats
def test_a_table_that_begins_far_from_the_corner_keeps_its_places(
    tmp_path: Path, kind: str
) -> None:
    plan = plan_of(
        tmp_path,
        kind,
        *[[]] * 4,
        [None, None, "Informationsmängd", "System"],
        [None, None, "Elevregister", "Vklass"],
        [None, None, None, "Platina"],
    )
    assert [column.letter for column in plan.columns] == ["C", "D"]
    assert plan.rows[0].row == 6
    assert (plan.problems[0].row, plan.problems[0].column) == (7, "D")


def test_reading_tells_how_far_it_is_and_can_be_stopped(tmp_path: Path) -> None:
    path = write(tmp_path, "csv", Sheet([HEADER, *realistic_rows(1000)]))
    steps: list[tuple[int, int]] = []
    read_list(path, progress=lambda done, total: steps.append((done, total)))
    assert steps == [(done, 1001) for done in (200, 400, 600, 800, 1000)]
    with pytest.raises(ImportCancelledError):
        read_list(path, cancelled=lambda: True)


@formats
def test_an_archive_plan_keeps_its_processes_as_headings(tmp_path: Path, kind: str) -> None:
    plan = plan_of(
        tmp_path,
        kind,
        ["Informationshanteringsplan"],
        ["Process", "Handlingsslag/typ", "Bevaras/gallras", "Format", "Sekretess", "Registrering"],
        ["2.3 Elevhälsa"],
        ["2.3.1", "Journal", "Bevaras", "Digitalt", "25 kap. 1 § OSL", "Prorenata"],
        [None, "Remiss", "Gallras 3 år", "Papper", "OSL 25:1", None],
        ["2.4 Skolskjuts"],
        ["2.4.1", "Ansökan", "Gallras vid inaktualitet", None, None, None],
    )
    assert [(row.draft.name, row.draft.group) for row in plan.rows] == [
        ("Journal", "2.3 Elevhälsa"),
        ("Remiss", "2.3 Elevhälsa"),
        ("Ansökan", "2.4 Skolskjuts"),
    ]
    assert plan.rows[0].draft.note == "Process: 2.3.1\nBevaras/gallras: Bevaras"
    assert [column.header for column in plan.homeless] == ["Registrering"]


@formats
def test_answers_to_questions_as_headers_are_understood(tmp_path: Path, kind: str) -> None:
    plan = plan_of(
        tmp_path,
        kind,
        [
            "Vilken information hanteras?",
            "Verksamhet/enhet",
            "Innehåller den personuppgifter (J/N)?",
            "Ansvarig",
        ],
        ["Elevregister", "Grundskola", "J", "Rektor"],
    )
    draft = plan.rows[0].draft
    assert (draft.name, draft.department) == ("Elevregister", "Grundskola")
    assert (draft.owner_name, draft.note) == ("", "Ansvarig: Rektor")
    assert draft.flags == {"personal": True}
