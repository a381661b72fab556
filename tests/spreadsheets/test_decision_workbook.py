"""The decision workbook as an owner gets it, read back with openpyxl."""

from __future__ import annotations

import re
import zipfile
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from io import BytesIO
from uuid import UUID

import pytest
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from ksa_tui.domain.checks import CheckCode, absent_core_roles, workshop_checks
from ksa_tui.domain.exporting import ExportKind
from ksa_tui.domain.sitting import Attendance, Pause, Sitting
from ksa_tui.domain.workshop import DismissedCheck, Workshop
from ksa_tui.i18n import speaking
from ksa_tui.spreadsheets.decision.book import build, make
from ksa_tui.spreadsheets.decision.contract import Properties
from tests.spreadsheets.books import (
    SECRET_NAME,
    book,
    opened,
    other_model,
    other_workshop,
    school,
    shipped,
    table,
)

SHEETS = {
    "sv": ["Läs mig", "Beslut", "Underskrift", "Klassning", "Öppna frågor", "Protokoll", "Underlag", "_ksa"],
    "en": ["Read me", "Decision", "Signature", "Classification", "Open questions", "Minutes", "Basis", "_ksa"],
}  # fmt: skip
BESLUT = [
    "Nr", "Informationsmängd", "Konf.", "Rikt.", "Tillg.", "Varför, i korthet", "Obs",
    "Beslut", "Ny konf.", "Ny rikt.", "Ny tillg.", "Kommentar", "Kvar att göra", "Rad-id",
]  # fmt: skip
TOGETHER = "Alla informationsmängder tillsammans"
TABLES = {"Beslut": 5, "Klassning": 4, "Öppna frågor": 4}


@pytest.fixture(scope="module")
def data() -> bytes:
    return build(book())


@pytest.fixture(scope="module")
def workbook(data: bytes) -> Workbook:
    return opened(data)


def headers(sheet: Worksheet, row: int) -> list[object]:
    return [cell.value for cell in sheet[row]]


def unlocked(sheet: Worksheet) -> set[str]:
    return {
        cell.coordinate for row in sheet.iter_rows() for cell in row if not cell.protection.locked
    }


def edge(sheet: Worksheet, part: str, side: str) -> str:
    """The text at an edge of the printed page."""
    return str(getattr(getattr(sheet, part), side).text)


def properties(data: bytes) -> dict[str, str]:
    """The custom document properties, all of which are texts."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        content = archive.read("docProps/custom.xml").decode("utf-8")
    return dict(re.findall(r'name="([^"]+)"><vt:lpwstr>([^<]*)</vt:lpwstr>', content))


def everything(data: bytes) -> str:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        return "\n".join(archive.read(name).decode("utf-8") for name in archive.namelist())


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_sheets_stand_in_order_in_the_owners_language(language: str) -> None:
    assert opened(build(book(language=language))).sheetnames == SHEETS[language]


def test_the_header_words_are_the_contract(workbook: Workbook) -> None:
    assert headers(workbook["Beslut"], 5) == BESLUT


def test_every_sheet_has_its_title_in_a1_and_no_merged_cells(workbook: Workbook) -> None:
    for sheet in workbook.worksheets:
        assert sheet["A1"].value
        assert not sheet.merged_cells.ranges


def test_a_row_says_what_is_proposed_and_why(workbook: Workbook) -> None:
    first, second, third = table(workbook["Beslut"], 5)
    assert [first[name] for name in ("Nr", "Informationsmängd", "Konf.", "Rikt.", "Tillg.")] == [
        1, "Elevhälsojournal", 3, 2, 1,
    ]  # fmt: skip
    assert first["Varför, i korthet"] == (
        "K  Följden för konfidentialitet är känd.\nR  Följden för riktighet är känd."
    )
    assert str(second["Obs"]).splitlines() == [
        "K: under lägstanivån", "R: avvikande mening", "R: justerad", "Öppen fråga",
    ]  # fmt: skip
    assert (second["Rikt."], third["Obs"]) == (2, None)


def test_a_level_shows_digit_and_word_and_stays_a_number(workbook: Workbook) -> None:
    cell = workbook["Beslut"]["C6"]
    assert (cell.value, cell.number_format) == (3, '0" Allvarlig"')


def test_the_reason_in_short_is_never_longer_than_promised() -> None:
    motivation = "Ett långt skäl som inte ryms på raden. " * 30
    workshop = school()
    asset = workshop.assets[0]
    assessments = {k: replace(a, motivation=motivation) for k, a in asset.assessments.items()}
    changed = replace(workshop, assets=(replace(asset, assessments=assessments),))
    (row,) = table(opened(build(book(changed)))["Beslut"], 5)
    lines = str(row["Varför, i korthet"]).splitlines()
    assert [line[:3] for line in lines] == ["K  ", "R  "]
    assert all(len(line) <= 3 + 140 for line in lines)


def test_only_the_owners_cells_are_unlocked(workbook: Workbook) -> None:
    assert unlocked(workbook["Beslut"]) == {f"{c}{row}" for c in "HIJKL" for row in (6, 7, 8)}
    assert unlocked(workbook["Underskrift"]) == {f"B{row}" for row in (11, 14, 15, 16, 17, 18, 19)}
    for name in ("Läs mig", "Klassning", "Öppna frågor", "Protokoll", "Underlag", "_ksa"):
        assert unlocked(workbook[name]) == set()


def test_nothing_is_filled_in_beforehand(workbook: Workbook) -> None:
    for name in ("Beslut", "Underskrift"):
        assert all(workbook[name][cell].value is None for cell in unlocked(workbook[name]))


def test_protection_prevents_accidents_without_a_password(workbook: Workbook) -> None:
    for sheet in workbook.worksheets:
        rules = sheet.protection
        assert (rules.sheet, rules.password) == (True, None)
        assert rules.sort  # True is forbidden
        assert (rules.autoFilter, rules.formatColumns, rules.formatRows) == (False, False, False)


@pytest.mark.parametrize(
    ("language", "labels"),
    [
        ("sv", ["Namn", "Befattning", "Datum", "Diarienummer"]),
        ("en", ["Name", "Title", "Date", "Registry number"]),
    ],
)
def test_a_signature_label_has_an_unlocked_cell_to_its_right(
    language: str, labels: list[str]
) -> None:
    sheet = opened(build(book(language=language)))[SHEETS[language][2]]
    places = {row[0].value: row[1] for row in sheet.iter_rows(max_col=2)}
    assert all(not places[label].protection.locked for label in labels)


def test_the_choices_are_lists_and_every_aspect_has_its_own_scale(workbook: Workbook) -> None:
    rules = {
        str(rule.sqref): (rule.type, rule.formula1)
        for rule in workbook["Beslut"].data_validations.dataValidation
    }
    assert rules["H6:H8"] == ("list", '"Godkänn,Ändra,Återremiss"')
    assert [rules[f"{c}6:{c}8"] for c in "IJK"] == [("list", '"0,1,2,3"')] * 3
    assert rules["L6:L8"] == ("textLength", "2000")
    signature = {
        str(rule.sqref): rule.type
        for rule in workbook["Underskrift"].data_validations.dataValidation
    }
    assert signature == {"B11": "list", "B16": "date", "B19": "textLength"}


def test_it_prints_as_it_is(workbook: Workbook) -> None:
    for sheet in workbook.worksheets[:-1]:
        assert (sheet.page_setup.orientation, str(sheet.page_setup.paperSize)) == ("landscape", "9")
        assert sheet.page_setup.fitToWidth in (None, 1)
        assert "Grundskola &&" in edge(sheet, "oddFooter", "left")
        assert re.search("Kontrollkod [A-Z2-7]{4}-[A-Z2-7]{4}", edge(sheet, "oddFooter", "center"))
        assert "&P av &N" in edge(sheet, "oddFooter", "right")
        assert "Intern. Sekretessprövas före utlämnande." in edge(sheet, "oddHeader", "left")
    assert workbook["Beslut"].print_title_rows == "$4:$5"
    assert workbook["Beslut"].print_area == "'Beslut'!$A$1:$L$8"
    assert workbook["Klassning"].print_title_rows == "$4:$4"


def test_it_is_easy_to_move_about_in(workbook: Workbook) -> None:
    assert workbook["Beslut"].freeze_panes == "C6"
    assert workbook["Beslut"].auto_filter.ref == "A5:N8"
    assert [workbook["Läs mig"][f"B{row}"].hyperlink.location for row in (6, 7, 8)] == [
        "'Beslut'!A1", "'Beslut'!A1", "'Underskrift'!A1",
    ]  # fmt: skip


def test_rows_open_high_enough_and_are_never_fixed(data: bytes, workbook: Workbook) -> None:
    with zipfile.ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("xl/worksheets/sheet"):
                assert b"customHeight" not in archive.read(name)
    assert (workbook["Beslut"].row_dimensions[6].height or 0) > 30


def test_every_formula_has_the_value_that_it_will_have(data: bytes) -> None:
    formulas, values = opened(data), opened(data, values=True)
    for sheet in formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    assert values[sheet.title][cell.coordinate].value is not None, cell.coordinate
    assert str(values["Beslut"]["A2"].value).startswith("0 av 3 beslutade   □□□")
    assert [row["Kvar att göra"] for row in table(values["Beslut"], 5)] == ["Välj beslut"] * 3


def test_the_workbook_is_known_by_three_carriers(data: bytes, workbook: Workbook) -> None:
    identity = str(book().id)
    made = make(book())
    known_as = properties(data)
    assert known_as[Properties.WORKBOOK] == identity
    assert known_as[Properties.NUMBER] == "3"
    assert known_as[Properties.CODE] == made.control_code
    assert workbook["_ksa"].sheet_state != "visible"
    known = {row[0]: row[1] for row in workbook["_ksa"].iter_rows(max_col=2, values_only=True)}
    assert (known["ksa-schema"], known["ksa-workbook"]) == ("ksa-beslut/1", identity)
    ids = [row["Rad-id"] for row in table(workbook["Beslut"], 5)]
    assert ids == [str(asset.id) for asset in school().assets[:3]]
    column = get_column_letter(BESLUT.index("Rad-id") + 1)
    assert workbook["Beslut"].column_dimensions[column].hidden


def test_the_control_code_stands_on_the_signature_sheet(workbook: Workbook) -> None:
    assert workbook["Underskrift"]["D11"].value == make(book()).control_code


def test_the_classification_says_everything_that_was_said(workbook: Workbook) -> None:
    rows = {row["Rad-id"]: row for row in table(workbook["Klassning"], 4)}
    first, second = (str(asset.id) for asset in school().assets[:2])
    about = rows[f"{first}#"]
    assert about["Motivering"] == "Journal och vaccinationer."
    assert about["Att veta"] == "System: Journalsystemet\nLagrum: 25 kap. 1 § OSL"
    secrecy = rows[f"{first}#k"]
    assert (secrecy["Föreslagen nivå"], secrecy["Skyddsnivå"]) == (3, "Högt skydd")
    assert str(secrecy["Vad som avgjorde"]).splitlines() == [
        "Avgör: Liv och hälsa 3",
        "Lägre: Integritet 0",
        "Ej relevant: Verksamhet",
        "Ej bedömd: Lag och avtal, Ekonomi, Förtroende",
    ]
    assert str(rows[f"{second}#k"]["Att veta"]).splitlines() == [
        "Lägstanivå 1 Måttlig (Personuppgifter).",
        "Skäl till nivå under lägstanivån: Betyg är offentliga.",
    ]
    assert str(rows[f"{second}#r"]["Att veta"]).splitlines() == [
        "Beräknad nivå 3 Allvarlig, justerad till 2 Betydande (för hand). Rättas inom en vecka.",
        "Röster, omgång 1: 1, 3, 3 (skiljer 2)",
        "Röster, omgång 2: 2, 3, 3 (skiljer 1)",
        "Avvikande mening: nivå 3 Allvarlig, skolsköterska. Går inte att gottgöra.",
    ]


def test_open_questions_hold_the_parked_the_collection_and_the_uplift(workbook: Workbook) -> None:
    rows = table(workbook["Öppna frågor"], 4)
    told = [(row["Gäller"], row["Läge"]) for row in rows]
    assert told == [
        ("Betyg", "Öppen"),
        ("Hela workshopen", "Besvarad: It-chefen."),
        ("Alla informationsmängder tillsammans", "Nej"),
        ("Alla informationsmängder tillsammans", "Ej besvarad"),
        ("Alla informationsmängder tillsammans", "Helheten: 3 Allvarlig"),
    ]
    assert (rows[0]["Vem svarar"], rows[0]["Aspekt"]) == ("arkivarien", "Tillgänglighet")


@pytest.mark.parametrize("kind", ["decision", "draft"])
def test_the_first_sheet_says_that_the_assets_together_need_more(kind: ExportKind) -> None:
    def told(workshop: Workshop) -> list[str]:
        sheet = opened(build(book(workshop, kind=kind)))["Läs mig"]
        return [str(row[1].value) for row in sheet["E1:F40"] if row[0].value == TOGETHER]

    assert told(school()) == ["K 3 Allvarlig, se Öppna frågor"]
    assert told(replace(school(), uplifts=())) == []


def test_an_owner_in_the_room_is_not_missed_whatever_the_role_is_called() -> None:
    """The app says the same of it: both ask one place."""
    there = tuple(
        replace(p, role_id=None, role_text="ägare") if p.role_id == "owner" else p
        for p in school().participants
    )
    sheet = opened(build(book(replace(school(), participants=there))))["Protokoll"]
    (missing,) = (
        row[1] for row in sheet.iter_rows(values_only=True) if row[0] == "Kärnroller som saknades"
    )
    assert "Informationsägare" not in str(missing)


def test_the_minutes_name_roles_confirmations_and_what_is_not_here(workbook: Workbook) -> None:
    told = [
        [value for value in row if value is not None]
        for row in workbook["Protokoll"].iter_rows(values_only=True)
    ]
    missing = [
        r.name.sv for r in shipped().roles if r.core and r.id not in ("it", "owner", "facilitator")
    ]
    assert ["Kärnroller som saknades", ", ".join(missing)] in told
    assert missing == [role.name.sv for role in absent_core_roles(shipped(), school())]
    people = [row[0] for row in told if row and row[0] in ("Maria Holm", "Omar Said", "Eva Ström")]
    assert people == ["Maria Holm", "Omar Said", "Eva Ström"]
    assert ["1 Elevhälsojournal", "K 3, R 3, T 3", "Ali Moradi", "2026-11-24"] in [
        [" ".join(str(value).split()) for value in row] for row in told
    ]
    assert ["Skolskjuts"] in told
    assert ["Undantagen mängd 5", "2026-11-24", "säkerhetsskyddschef"] in told


def sat(workshop: Workshop) -> Workshop:
    """The workshop with two sittings in the room's own time: someone left, someone missed the second."""
    zone = timezone(timedelta(hours=1))
    first, second = (
        datetime(2026, 11, 24, 9, tzinfo=zone), datetime(2026, 12, 1, 13, tzinfo=zone),
    )  # fmt: skip
    coffee = Pause(first + timedelta(hours=1), first + timedelta(hours=1, minutes=15))
    sittings = (
        Sitting(UUID(int=71), first, first + timedelta(hours=2), (coffee, Pause(second))),
        Sitting(UUID(int=72), second, second + timedelta(minutes=40)),
        Sitting(
            UUID(int=73), second + timedelta(hours=5), second + timedelta(hours=5)
        ),  # at a desk
    )
    it, owner, trainee = workshop.participants
    return replace(
        workshop,
        sittings=sittings,
        participants=(
            replace(it, attendance=(Attendance(UUID(int=71), first, first + timedelta(hours=1)),)),
            owner,
            replace(trainee, attendance=(Attendance(UUID(int=72), second, second),)),
        ),
    )


def test_the_minutes_tell_when_the_room_sat_and_who_was_there_when() -> None:
    made = make(book(sat(school())))
    sheet = opened(made.data)["Protokoll"]
    told = [
        [value for value in row if value is not None] for row in sheet.iter_rows(values_only=True)
    ]
    assert ["2026-11-24", "09:00–11:00", "10:00–10:15", "1 h 45 min"] in told
    assert ["2026-12-01", "13:00–13:40", "–", "40 min"] in told
    assert not any("18:00" in str(value) for row in told for value in row)
    assert ["Tid utan pauser", "2 h 25 min"] in told
    present = {str(row[0]): str(row[-1]) for row in told if len(row) in {3, 4}}
    assert present["Maria Holm"] == "hela tiden"
    assert present["Omar Said"] == "2026-11-24  09:00–10:00\n2026-12-01  hela tiden"
    assert present["Eva Ström"] == "2026-11-24  hela tiden\n2026-12-01  inte med"
    kept = {value for row in made.rows if row.sheet == "Protokoll" for value in row.cells.values()}
    assert {
        "09:00–11:00",
        "hela tiden",
        "1 h 45 min",
    } <= kept  # what comes back is compared with it


def test_minutes_without_times_do_not_speak_of_them(workbook: Workbook) -> None:
    told = {cell.value for row in workbook["Protokoll"] for cell in row}
    assert not told & {"Tillfällen", "Närvaro", "Tid utan pauser"}


def test_the_minutes_tell_of_differing_views_and_open_questions(workbook: Workbook) -> None:
    rows = [[cell.value for cell in row] for row in workbook["Protokoll"]]
    heads = [row[0] for row in rows]
    view = rows[heads.index("Avvikande meningar") + 2]
    assert str(view[1]).split(": ")[0] in {"Konfidentialitet", "Riktighet", "Tillgänglighet"}
    assert len(str(view[2])) > 3
    question = rows[heads.index("Kvar att ta reda på") + 2]
    assert question[0] == "Betyg"
    assert question[2] == "arkivarien"


def test_what_was_put_off_is_not_offered_and_what_was_left_out_is_nowhere(
    data: bytes, workbook: Workbook
) -> None:
    offered = [row["Informationsmängd"] for row in table(workbook["Beslut"], 5)]
    assert offered == ["Elevhälsojournal", "Betyg", "Matsedel"]
    assert SECRET_NAME not in everything(data)
    assert str(school().assets[4].id) not in everything(data)


def test_the_whole_model_is_in_the_workbook_with_the_sentence_on_disclosure(
    workbook: Workbook,
) -> None:
    texts = {
        str(value)
        for row in workbook["Underlag"].iter_rows(values_only=True)
        for value in row
        if value is not None
    }
    assert {text.sv for text in shipped().descriptors.values()} <= texts
    assert any("neka någon en allmän handling" in text for text in texts)
    assert {shipped().name.sv, str(book().id), "1 000 000"} & texts >= {
        shipped().name.sv,
        str(book().id),
    }


def test_a_draft_offers_no_decision_and_says_so_on_every_page() -> None:
    made = build(book(kind="draft"))
    draft = opened(made)
    assert "Underskrift" not in draft.sheetnames
    for sheet in draft.worksheets:
        assert unlocked(sheet) == set()
        assert not sheet.data_validations.dataValidation
        assert "UTKAST" in edge(sheet, "oddHeader", "right")
        assert sheet.title == "_ksa" or str(sheet["A1"].value).startswith("UTKAST")
    assert properties(made)[Properties.KIND] == "draft"
    assert "Beslut" not in headers(draft["Beslut"], 5)


def test_a_draft_says_what_is_missing() -> None:
    workshop = school()
    bare = replace(workshop.assets[0], assessments={
        key: replace(a, ratings=dict.fromkeys(a.ratings)) if key == "k" else replace(a, motivation="")
        for key, a in workshop.assets[0].assessments.items()
    })  # fmt: skip
    draft = opened(build(book(replace(workshop, assets=(bare,), owner=None), kind="draft")))
    (row,) = table(draft["Beslut"], 5)
    assert row["Konf."] == "–"
    assert str(row["Saknas före beslut"]).splitlines() == [
        "K: ej bedömd", "R: motivering saknas", "T: motivering saknas",
    ]  # fmt: skip


def test_another_model_brings_its_own_aspects_and_scales() -> None:
    model = other_model()
    workbook = opened(build(book(other_workshop(model), model=model)))
    sheet = workbook["Beslut"]
    new = ["Ny konf.", "Ny rikt.", "Ny tillg.", "Ny spårb."]
    assert [value for value in headers(sheet, 5) if str(value).startswith("Ny ")] == new
    rules = {str(r.sqref): r.formula1 for r in sheet.data_validations.dataValidation}
    assert [rules[f"{c}6:{c}7"] for c in "JKLM"] == [
        '"0,1,2"',
        '"0,1,2,3,4"',
        '"0,1,2,3"',
        '"0,1,2,3"',
    ]
    bottom, top = table(sheet, 5)
    assert [bottom[name] for name in ("Konf.", "Rikt.", "Tillg.", "Spårb.")] == [0, 0, 0, 0]
    assert [top[name] for name in ("Konf.", "Rikt.", "Tillg.", "Spårb.")] == [2, 4, 3, 3]
    assert [sheet.cell(7, column).number_format for column in (3, 4, 6)] == [
        '0" Hög"',
        "0",
        '0" Full"',
    ]
    texts = {cell.value for row in workbook["Underlag"].iter_rows() for cell in row}
    assert {text.sv for text in model.descriptors.values()} <= texts


def test_two_aspects_with_the_same_short_name_are_told_apart() -> None:
    model = other_model()
    twins = tuple(replace(a, short=model.aspects[0].short) for a in model.aspects[:2])
    changed = replace(model, aspects=twins)
    sheet = opened(build(book(other_workshop(changed), model=changed)))["Beslut"]
    assert headers(sheet, 5)[6 + 1 : 6 + 3] == ["Ny konf. (C)", "Ny konf. (I)"]


def test_the_texts_follow_the_owners_language_and_not_the_screens() -> None:
    made = opened(build(book(language="en")))
    say = speaking("en").gettext
    assert made["Decision"]["A1"].value == say("Decide, asset by asset")
    assert headers(made["Decision"], 5)[7:11] == [
        "Decision",
        "New conf.",
        "New integr.",
        "New avail.",
    ]
    assert made["Decision"]["C6"].number_format == '0" Serious"'


@pytest.mark.parametrize("language", ["sv", "en"])
def test_dismissed_checks_stand_in_the_minutes_with_their_reasons(language: str) -> None:
    workshop = school()
    found = workshop_checks(shipped(), workshop)
    checks = {check.code: check for check in found if check.code is not CheckCode.PARKED}
    dismissed = tuple(
        DismissedCheck(c.code, c.identity, f"=Skäl till {c.code}") for c in checks.values()
    )
    told = opened(build(book(replace(workshop, dismissed=dismissed), language=language)))
    rows = [[cell.value for cell in row] for row in told[SHEETS[language][5]].iter_rows()]
    reasons = {str(row[3]) for row in rows if row[3]}
    assert {f"=Skäl till {code}" for code in checks} <= {r.lstrip("'") for r in reasons}
    assert checks
    untouched = opened(build(book(workshop, language=language)))
    heading = {"sv": "Kontroller som avfärdats", "en": "Checks that were dismissed"}[language]
    for workbook, is_told in ((told, True), (untouched, False)):
        cells = workbook[SHEETS[language][5]]["A1:A80"]
        assert any(row[0].value == heading for row in cells) is is_told
