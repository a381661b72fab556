"""A workbook that comes back: what an owner may do to it, and what is named or refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from io import BytesIO
from unicodedata import normalize

import pytest
from openpyxl import Workbook, load_workbook

from ksa_tui.domain.deciding import judge
from ksa_tui.spreadsheets.decision.book import make
from tests.spreadsheets.books import book, other_model, other_workshop, school
from tests.spreadsheets.returns import (
    ANSWERS,
    TODAY,
    Change,
    cell,
    choices,
    codes,
    decide,
    drop_ids,
    drop_properties,
    filled,
    handed,
    headers,
    judged,
    returned,
    sentences,
    states,
)

DATA = make(book()).data


def answered(*changes: Change) -> bytes:
    return filled(DATA, *ANSWERS, *changes)


def every_text(change: Callable[[str], str]) -> Change:
    """The same change of every text that is not the owner's."""

    def changed(workbook: Workbook) -> None:
        for sheet in workbook.worksheets:
            for row in sheet.iter_rows():
                for one in row:
                    if one.data_type == "s" and one.value and sheet.title != "_ksa":
                        one.value = change(str(one.value))

    return changed


def every_number(kind: type[str] | type[float]) -> Change:
    def changed(workbook: Workbook) -> None:
        for sheet in workbook.worksheets:
            for row in sheet.iter_rows():
                for one in row:
                    if isinstance(one.value, int):
                        one.value = kind(one.value)

    return changed


def sort_whole_table(workbook: Workbook) -> None:
    sheet = workbook["Beslut"]
    rows = [[one.value for one in sheet[number]] for number in (6, 7, 8)]
    for number, values in zip((8, 6, 7), rows, strict=True):
        for column, value in enumerate(values, start=1):
            sheet.cell(number, column).value = value


def hide_rows(workbook: Workbook) -> None:
    for sheet in workbook.worksheets:
        for number in range(6, 12, 2):
            sheet.row_dimensions[number].hidden = True


def drop_hidden_sheet(workbook: Workbook) -> None:
    del workbook["_ksa"]


def rename_all(workbook: Workbook) -> None:
    for number, sheet in enumerate(workbook.worksheets):
        sheet.title = f"Blad{number}"


def insert_column(sheet: str, at: int) -> Change:
    return lambda workbook: workbook[sheet].insert_cols(at)


def insert_row(sheet: str, at: int) -> Change:
    return lambda workbook: workbook[sheet].insert_rows(at)


def add_sheet(workbook: Workbook) -> None:
    workbook.create_sheet("Mina anteckningar", 0)["B3"] = "Ring Ali om rad 7."


def each(*changes: Change) -> Change:
    """Several changes, one after the other."""

    def changed(workbook: Workbook) -> None:
        for change in changes:
            change(workbook)

    return changed


def drop_all_marks(workbook: Workbook) -> None:
    drop_properties(workbook)
    drop_hidden_sheet(workbook)
    drop_ids(workbook)


HARMLESS: dict[str, Change] = {
    "saved again": lambda workbook: None,
    "a note sheet": add_sheet,
    "rows filtered": hide_rows,
    "the whole table sorted": sort_whole_table,
    "a blank row in Beslut": insert_row("Beslut", 7),
    "a blank row above all": insert_row("Beslut", 1),
    "a blank row in Klassning": insert_row("Klassning", 6),
    "a blank row in Underskrift": insert_row("Underskrift", 12),
    "a blank row in Läs mig": insert_row("Läs mig", 4),
    "a column in Beslut": insert_column("Beslut", 3),
    "a column before all": insert_column("Beslut", 1),
    "a column in Klassning": insert_column("Klassning", 4),
    "a column in Underskrift": insert_column("Underskrift", 2),
    "sheets renamed": rename_all,
    "sheets in another order": lambda workbook: workbook.move_sheet("Beslut", 4),
    "trailing blanks": every_text(lambda text: f"{text}  "),
    "hard blanks": every_text(lambda text: text.replace(" ", "\u00a0")),
    "Windows line breaks": every_text(lambda text: text.replace("\n", "\r\n")),
    "decomposed letters": every_text(lambda text: normalize("NFD", text)),
    "numbers as texts": every_number(str),
    "numbers with decimals": every_number(float),
    "properties lost": drop_properties,
    "hidden sheet lost": drop_hidden_sheet,
    "ids lost": drop_ids,
    "properties and hidden sheet lost": each(drop_properties, drop_hidden_sheet),
    "properties and ids lost": each(drop_properties, drop_ids),
    "hidden sheet and ids lost": each(drop_hidden_sheet, drop_ids),
    "the id column deleted": lambda workbook: workbook["Beslut"].delete_cols(14),
    "all marks but the control code lost": drop_all_marks,
    "the id header renamed": cell("Beslut", "N5", "x"),
    "the column Kvar att göra deleted": lambda workbook: workbook["Beslut"].delete_cols(13),
    "a due date as a number": cell("Öppna frågor", "F5", 46402),
    "a due date as a moment": cell("Öppna frågor", "F5", datetime(2027, 1, 15)),  # noqa: DTZ001
    "a due date as a text": cell("Öppna frågor", "F5", "2027-01-15 00:00:00"),
}


@pytest.mark.parametrize("change", HARMLESS.values(), ids=HARMLESS)
def test_harmless_handling_is_taken_whole(change: Change) -> None:
    receipt = judged(answered(change))
    assert [d.text for d in receipt.differences] == []
    assert [p.text for p in receipt.problems] == []
    assert choices(receipt) == ["approve", "change", "return"]
    assert states(receipt) == ["new"] * 3
    assert (receipt.signed_by, receipt.title, receipt.date, receipt.registry_ref) == (
        "Maria Holm", "skolchef", TODAY, "BUN 2026/88",
    )  # fmt: skip
    assert [d.levels for d in receipt.decisions[:2]] == [
        {"k": 3, "r": 2, "t": 1},
        {"k": 1, "r": 2, "t": 1},
    ]
    assert receipt.decisions[1].changed == ("k",)


@pytest.mark.parametrize(
    ("word", "choice"),
    [
        ("godkänd", "approve"), ("Godkänns", "approve"), ("GODKÄNN", "approve"), (" ok ", "approve"),
        ("Godkänt.", "approve"), (normalize("NFD", "Godkänn"), "approve"), ("approve", "approve"),
        ("återremitteras", "return"), ("ÅTERREMISS", "return"), ("Return", "return"),
    ],
)  # fmt: skip
def test_decision_words_are_read_leniently(word: str, choice: str) -> None:
    receipt = judged(filled(DATA, decide(6, word, comment="Se bilagan.")))
    assert choices(receipt)[0] == choice
    assert receipt.sound


@pytest.mark.parametrize(
    "written",
    [
        date(2026, 12, 1), "2026-12-01", "20261201", 20261201, "261201", 46357,
        46357.5, "1 december 2026", "den 1 dec 2026", "1 Dec. 2026", "December 1, 2026", "1/12 2026",
        "1.12.2026", "1/12/2026", "01-12-2026", "2026/12/01", "2026.12.01", " 2026-12-01 00:00:00 ",
    ],
)  # fmt: skip
def test_a_date_is_read_in_many_writings(written: object) -> None:
    assert judged(answered(cell("Underskrift", "B16", written))).date == date(2026, 12, 1)


@pytest.mark.parametrize("written", ["i dag", "12", "2026", "32/1 2026", "maj", "2026-13-01", "x"])
def test_a_date_that_is_none_stops_the_return(written: str) -> None:
    receipt = judged(answered(cell("Underskrift", "B16", written)))
    assert codes(receipt) == {"bad_date"}
    assert receipt.refused
    assert receipt.new == ()


def test_an_english_day_that_may_be_a_month_is_not_guessed() -> None:
    english = book(language="en")
    data = load_workbook(BytesIO(make(english).data))
    sheet = data["Signature"]
    sheet["B14"], sheet["B16"] = "Maria Holm", "1/12/2026"
    data["Decision"]["H6"] = "Approve"
    target = BytesIO()
    data.save(target)
    receipt = judge(returned(target.getvalue()), handed(english), TODAY)
    assert codes(receipt) == {"bad_date"}
    sheet["B16"] = "1 December 2026"
    target = BytesIO()
    data.save(target)
    receipt = judge(returned(target.getvalue()), handed(english), TODAY)
    assert receipt.sound
    assert choices(receipt) == ["approve", "none", "none"]


def copy_row(sheet: str, row: int) -> Change:
    return lambda workbook: workbook[sheet].append([one.value for one in workbook[sheet][row]])


def swap(sheet: str, one: str, other: str) -> Change:
    def changed(workbook: Workbook) -> None:
        page = workbook[sheet]
        page[one].value, page[other].value = page[other].value, page[one].value

    return changed


def sort_left_half(workbook: Workbook) -> None:
    sheet = workbook["Beslut"]
    rows = [[one.value for one in sheet[number][:7]] for number in (6, 7, 8)]
    for number, values in zip((8, 6, 7), rows, strict=True):
        for column, value in enumerate(values, start=1):
            sheet.cell(number, column).value = value


def delete_row(sheet: str, row: int) -> Change:
    return lambda workbook: workbook[sheet].delete_rows(row)


def delete_sheet(sheet: str) -> Change:
    return lambda workbook: workbook.remove(workbook[sheet])


def delete_column(sheet: str, column: int) -> Change:
    return lambda workbook: workbook[sheet].delete_cols(column)


def other_marks(workbook: Workbook) -> None:
    for row in workbook["_ksa"].iter_rows(max_row=8, max_col=2):
        if row[0].value == "ksa-workbook":
            row[1].value = "5ff8b9b2-36b3-4f0c-a4a3-9a3e3cbe8a07"


HARMFUL: dict[str, tuple[Change, set[str]]] = {
    "a level raised": (cell("Beslut", "C6", 1), {"cell"}),
    "a level emptied": (cell("Beslut", "C6", None), {"cell"}),
    "a level as a formula": (cell("Beslut", "C6", "=3"), {"formula"}),
    "a level in Klassning": (cell("Klassning", "D7", 0), {"cell"}),
    "one word of a motivation": (cell("Klassning", "G6", "Följden är okänd."), {"cell"}),
    "an asset's name": (cell("Beslut", "B6", "Elevhälsojournal och annat"), {"cell"}),
    "the reasons in Beslut": (cell("Beslut", "F6", "Inget särskilt."), {"cell"}),
    "the note emptied": (cell("Beslut", "G7", None), {"cell"}),
    "a note where none was": (cell("Beslut", "G8", "Klart"), {"cell"}),
    "what the asset is": (cell("Klassning", "G5", "Annan beskrivning."), {"cell"}),
    "flags of personal data": (cell("Klassning", "F5", "Inga personuppgifter"), {"cell"}),
    "what decided": (cell("Klassning", "F6", "Avgör: ekonomi 3"), {"cell"}),
    "dissent taken out": (cell("Klassning", "H11", None), {"cell"}),
    "a question's date": (cell("Öppna frågor", "F5", date(2028, 1, 15)), {"cell"}),
    "a question's answer": (cell("Öppna frågor", "G7", "Ja"), {"cell"}),
    "a descriptor of the model": (cell("Underlag", "B12", "Ingen skada alls."), {"cell"}),
    "the instruction": (cell("Läs mig", "B7", "Gör ingenting."), {"cell"}),
    "who was there": (cell("Protokoll", "A12", "Någon annan"), {"cell"}),
    "what a name is worth": (cell("Underskrift", "D14", "Ingenting."), {"cell"}),
    "the title of a sheet": (cell("Beslut", "A1", "Redan beslutat"), {"cell"}),
    "the legend of the levels": (cell("Beslut", "A4", "0 Allvarlig, 3 Försumbar"), {"cell"}),
    "a header of the levels": (cell("Beslut", "C5", "Rikt. 2"), {"cell", "column_missing"}),
    "headers of two levels swapped": (swap("Beslut", "C5", "D5"), {"cell"}),
    "a row deleted": (delete_row("Beslut", 7), {"row_missing"}),
    "a row in Klassning deleted": (delete_row("Klassning", 6), {"row_missing"}),
    "a question deleted": (delete_row("Öppna frågor", 5), {"row_missing"}),
    "a row doubled": (copy_row("Beslut", 7), {"row_twice"}),
    "a row in Klassning doubled": (copy_row("Klassning", 6), {"row_twice"}),
    "a row added": (
        lambda workbook: workbook["Beslut"].append([4, "Ny mängd", 1, 1, 1, "x"]),
        {"row_added"},
    ),
    "a row added with an answer": (
        lambda workbook: workbook["Beslut"].append([4, "Ny", 1, 1, 1, "x", None, "Godkänn"]),
        {"row_added", "stray_answer"},
    ),
    "an answer on an empty row": (cell("Beslut", "H20", "Godkänn"), {"stray_answer"}),
    "ids swapped": (swap("Beslut", "N6", "N7"), {"cell"}),
    "names swapped": (swap("Beslut", "B6", "B7"), {"cell"}),
    "the left half sorted": (sort_left_half, {"cell"}),
    "an id of nobody": (
        cell("Beslut", "N7", "5ff8b9b2-36b3-4f0c-a4a3-9a3e3cbe8a07"),
        {"other_id"},
    ),
    "a title as a formula": (cell("Underskrift", "B15", "=1+1"), {"formula"}),
    "remarks as a formula": (cell("Underskrift", "B19", "=1+1"), {"formula"}),
    "the sheet Klassning deleted": (delete_sheet("Klassning"), {"sheet_missing"}),
    "the sheet Underlag deleted": (delete_sheet("Underlag"), {"sheet_missing"}),
    "the sheet Beslut deleted": (
        delete_sheet("Beslut"),
        {"sheet_missing", "no_decision_columns"},
    ),
    "the sheet Underskrift deleted": (
        delete_sheet("Underskrift"),
        {"sheet_missing", "no_signature_sheet"},
    ),
    "the column of comments deleted": (
        delete_column("Beslut", 12),
        {"no_decision_columns"},
    ),
    "the column of decisions twice": (cell("Beslut", "P5", "Beslut"), {"column_twice"}),
    "a column of new levels deleted": (delete_column("Beslut", 9), {"column_missing", "no_new_level"}),
    "a column of levels deleted": (delete_column("Beslut", 3), {"column_missing", "cell"}),
    "no name": (cell("Underskrift", "B14", None), {"no_name"}),
    "a dash for a name": (cell("Underskrift", "B14", "–"), {"no_name"}),
    "a name as a formula": (cell("Underskrift", "B14", '="Maria"&" Holm"'), {"signature_formula"}),
    "no date": (cell("Underskrift", "B16", None), {"no_date"}),
    "a date in the future": (cell("Underskrift", "B16", date(2026, 12, 3)), {"future_date"}),
    "today as a formula": (cell("Underskrift", "B16", "=TODAY()"), {"signature_formula"}),
    "another control code": (cell("Underskrift", "D11", "ABCD-EFGH"), {"other_code"}),
    "a word that is none": (decide(6, "kanske"), {"not_understood"}),
    "not approved": (decide(6, "godkänn ej"), {"not_understood"}),
    "a tick": (decide(6, "✓"), {"not_understood"}),
    "two decisions": (decide(6, "Godkänn/Ändra"), {"not_understood"}),
    "a decision as a formula": (decide(6, '=IF(1=1,"Godkänn","")'), {"formula"}),
    "a comment as a formula": (decide(6, "Godkänn", comment="=1+1"), {"formula"}),
    "a level as a formula beside Ändra": (decide(6, "Ändra", {"I": "=1+1"}, "Skäl"), {"formula"}),
    "a level beside Godkänn": (decide(6, "Godkänn", {"I": 2}), {"level_beside_approve"}),
    "the same level beside Godkänn": (decide(6, "Godkänn", {"I": 3}), {"level_beside_approve"}),
    "a level beside Återremiss": (
        decide(6, "Återremiss", {"I": 2}, "Skäl"),
        {"level_beside_return"},
    ),
    "a level without a choice": (decide(6, "", {"I": 2}), {"level_without_choice"}),
    "Ändra without a level": (decide(6, "Ändra", comment="Skäl"), {"no_new_level"}),
    "Ändra to the same level": (decide(6, "Ändra", {"I": 3}, "Skäl"), {"same_level"}),
    "Ändra without a comment": (decide(6, "Ändra", {"I": 2}), {"no_comment"}),
    "Ändra with a dot for a comment": (decide(6, "Ändra", {"I": 2}, " . "), {"no_comment"}),
    "Återremiss without a comment": (decide(6, "Återremiss"), {"no_comment"}),
    "a level outside the scale": (decide(6, "Ändra", {"I": 4}, "Skäl"), {"outside_scale"}),
    "a level below the scale": (decide(6, "Ändra", {"I": -1}, "Skäl"), {"outside_scale"}),
    "half a level": (decide(6, "Ändra", {"I": 1.5}, "Skäl"), {"outside_scale"}),
    "a level in words of another": (decide(6, "Ändra", {"I": "2 Allvarlig"}, "Skäl"), {"outside_scale"}),
    "a truth for a level": (decide(6, "Ändra", {"I": True}, "Skäl"), {"outside_scale"}),
    "an error for a level": (decide(6, "Ändra", {"I": "#REF!"}, "Skäl"), {"error_cell"}),
    "an odd word for the rest": (cell("Underskrift", "B11", "Kanske"), {"rest_not_understood"}),
    "a formula for the rest": (cell("Underskrift", "B11", '="Godkänn"'), {"rest_formula"}),
}  # fmt: skip


@pytest.mark.parametrize(("change", "expected"), HARMFUL.values(), ids=HARMFUL)
def test_a_harmful_change_is_named(change: Change, expected: set[str]) -> None:
    receipt = judged(answered(change))
    assert expected <= codes(receipt)
    assert not receipt.sound
    assert not any("{" in sentence for sentence in sentences(receipt))


def test_a_difference_is_named_as_a_person_would() -> None:
    receipt = judged(answered(cell("Klassning", "G6", "Annat.")))
    assert [d.text for d in receipt.differences] == [
        "Klassning, rad 6, motivering: var Följden för konfidentialitet är känd., är Annat."
    ]
    (difference,) = receipt.differences
    assert difference.asset == receipt.decisions[0].asset
    assert receipt.differing == {difference.asset}


def test_of_long_texts_the_place_where_they_differ_is_shown() -> None:
    long = "Detta är en lång motivering. " * 20
    first = school().assets[0]
    changed = replace(first.assessments["k"], motivation=f"{long} slut")
    workshop = replace(
        school(), assets=(replace(first, assessments={**first.assessments, "k": changed}),)
    )
    source = book(workshop)
    data = filled(make(source).data, decide(6, "Godkänn"), cell("Klassning", "G6", f"{long} annat"))
    (difference,) = judged(data, source).differences
    assert "slut" in difference.text
    assert "annat" in difference.text
    assert len(difference.text) < 300


def test_rows_of_one_asset_do_not_hold_back_another() -> None:
    receipt = judged(answered(cell("Beslut", "C6", 0), decide(7, "?")))
    assert [d.asset == receipt.decisions[0].asset for d in receipt.differences] == [True]
    assert states(receipt) == ["new", "refused", "new"]
    assert "rad 7" in receipt.decisions[1].reason


def test_the_rest_is_approved_in_one_choice() -> None:
    data = filled(
        DATA,
        decide(7, "Återremiss", comment="Oklart."),
        cell("Underskrift", "B11", "Godkänn enligt förslaget"),
    )
    receipt = judged(data)
    assert choices(receipt) == ["approve", "return", "approve"]
    assert [d.with_rest for d in receipt.decisions] == [True, False, True]
    assert receipt.sound


def test_rows_left_open_are_no_problem() -> None:
    receipt = judged(filled(DATA, decide(6, "Godkänn"), cell("Underskrift", "B11", "Lämna öppna")))
    assert choices(receipt) == ["approve", "none", "none"]
    assert receipt.sound


def test_a_half_filled_row_is_not_approved_with_the_rest() -> None:
    rest = cell("Underskrift", "B11", "Godkänn enligt förslaget")
    receipt = judged(filled(DATA, decide(6, "", {"I": 2}), decide(7, "hm"), rest))
    assert states(receipt) == ["refused", "refused", "new"]


def test_digit_and_word_of_a_level_are_understood() -> None:
    receipt = judged(filled(DATA, decide(6, "Ändra", {"I": "2 Betydande"}, "Skäl finns.")))
    assert receipt.decisions[0].levels["k"] == 2


def test_text_beside_the_table_and_sheets_that_were_added_are_noted() -> None:
    receipt = judged(answered(add_sheet, cell("Beslut", "P6", "Se mitt mejl")))
    assert receipt.sound
    assert [str(note) for note in receipt.notes] == [
        "Bladet ”Mina anteckningar” har lagts till och läses inte.",
        "Beslut, rad 6: text bredvid tabellen som inte läses: Se mitt mejl",
    ]


def test_another_model_has_its_own_columns_and_scales() -> None:
    model = other_model()
    source = book(other_workshop(model), model=model)
    workbook = load_workbook(BytesIO(make(source).data))
    sheet = workbook["Beslut"]
    at = headers(sheet)
    for row, column, level in ((6, at["Beslut"] + 2, 4), (7, at["Beslut"] + 1, 3)):
        sheet.cell(row, at["Beslut"]).value = "Ändra"
        sheet.cell(row, column).value = level
        sheet.cell(row, at["Kommentar"]).value = "Det är värre än så."
    workbook["Underskrift"]["B14"], workbook["Underskrift"]["B16"] = "Bo", TODAY
    target = BytesIO()
    workbook.save(target)
    receipt = judged(target.getvalue(), source)
    assert receipt.decisions[0].levels == {"c": 0, "i": 4, "a": 0, "s": 0}
    assert codes(receipt) == {"outside_scale"}


@pytest.mark.parametrize(
    "place", ["B10", "A25", "D20"], ids=["beside a heading", "below", "where ink goes"]
)
def test_a_reservation_where_nothing_is_read_is_told(place: str) -> None:
    receipt = judged(answered(cell("Underskrift", place, "Gäller inte K.")))
    row = int(place[1:])
    told = f"Underskrift, rad {row}: text bredvid tabellen som inte läses: Gäller inte K."
    assert [str(note) for note in receipt.notes] == [told]
    assert receipt.sound


def test_an_untouched_return_has_no_notes() -> None:
    assert judged(answered()).notes == ()
