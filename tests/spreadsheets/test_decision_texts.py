"""What people write stands in the workbook as they wrote it, whatever it looks like; and how it is compared."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date, datetime, time
from io import BytesIO
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl.worksheet.worksheet import Worksheet

from ksa_tui.domain.workshop import ParkedQuestion
from ksa_tui.spreadsheets.decision.book import build, make
from ksa_tui.spreadsheets.workbook.canonical import canon, control_code, row_digest, total_digest
from ksa_tui.spreadsheets.workbook.cleaning import CELL_LIMIT, clean, clip, in_short, pieces, units
from tests.spreadsheets.books import NOW, book, opened, school, table, with_texts

MIDNIGHT = datetime.combine(date(2026, 12, 1), time())
LOOKS_LIKE_SOMETHING_ELSE = [
    "=1+1", "=cmd|' /C calc'!A0", "+46 70 123", "-5 grader", "@SUM(A1)", "#N/A", "#REF!", "007", "1E5",
    "2026-01-02", "TRUE", "http://example.org/a", "internal:Beslut!A1", "mailto:a@example.org",
    "{=1}", "<r><t>x</t></r>", "<r>&</r>", "</t></si>", "a & b < c > d ]]>", "&amp;", "&[Picture]", "R&G",
    "\u202eomvänd", "smiley 🙂🙂", "_xZZZZ_", "'apostrof", '"citat"', "%1 {0} {name}", "–",
]  # fmt: skip
REPLACED = [
    ("a\x00b\x0bc\x1fd", "a\ufffdb\ufffdc\ufffdd"),
    ("lös \ud800 surrogat", "lös \ufffd surrogat"),
    ("\ufffe\uffff", "\ufffd\ufffd"),
    ("rad\r\nrad\rrad", "rad\nrad\nrad"),
]


def motivation(sheet: Worksheet, number: int) -> str:
    """The motivation of an asset's first aspect, its pieces put together."""
    key = f"00000000-0000-0000-0000-{1000 + number:012x}#k"
    rows = [row for row in table(sheet, 4) if str(row["Rad-id"]).partition("~")[0] == key]
    return " ".join(str(row["Motivering"] or "") for row in rows)


@pytest.mark.parametrize(
    "text",
    [
        *LOOKS_LIKE_SOMETHING_ELSE,
        *(before for before, _after in REPLACED),
        *("", " ", "\n", "a\n", "\na", " a", "a  b", "a \nb", "a\n\nb", "a\tb", "a\u00a0b", "a\u2028b"),
        *("_x0041_", "_x005F_x0041_", "x_y", "2026-01-02 00:00:00", "2026-01-02T00:00", "klockan 00:00"),
        *("e\u0301", "é", "\u0301", "a\n\u0301", "\u0323\u0301", "Å", "\u212b", "\u00ad", "\x85", "漢字"),
    ],
)  # fmt: skip
def test_what_needs_no_work_comes_out_as_if_it_had_been_worked_on(text: str) -> None:
    assert canon(text) == canon(f"{text}\u200b"), "the long way: the last sign is taken away there"
    assert f"{clean(text)}\ufffd" == clean(f"{text}\x00")


@given(
    st.text(
        st.sampled_from("ab é\u0301\u00a0\n\r\t\x00\u200b\ufeff_x04100-:T2🙂漢\ufffe"), max_size=30
    )
)
@settings(max_examples=300)
def test_any_text_comes_out_as_if_it_had_been_worked_on(text: str) -> None:
    assert canon(text) == canon(f"{text}\u200b")
    assert f"{clean(text)}\ufffd" == clean(f"{text}\x00")


def test_text_stays_the_text_it_was() -> None:
    workbook = opened(build(with_texts(*LOOKS_LIKE_SOMETHING_ELSE)))
    names = [row["Informationsmängd"] for row in table(workbook["Beslut"], 5)]
    assert names == LOOKS_LIKE_SOMETHING_ELSE
    for number, text in enumerate(LOOKS_LIKE_SOMETHING_ELSE, start=1):
        assert motivation(workbook["Klassning"], number) == text
    cells = [cell for row in workbook["Beslut"].iter_rows(min_row=6, max_col=2) for cell in row]
    assert {cell.data_type for cell in cells} == {"n", "s"}
    assert not any(cell.hyperlink for cell in cells)


def test_a_text_that_looks_like_a_formula_stays_one_when_it_is_edited() -> None:
    workbook = opened(build(with_texts("=1+1", "vanlig")))
    quoted = [workbook["Beslut"][f"B{row}"].quotePrefix for row in (6, 7)]
    assert quoted == [True, False]


def test_an_escape_of_excels_own_survives_as_it_was_typed() -> None:
    data = build(with_texts("före _x000D_ efter"))
    assert motivation(opened(data)["Klassning"], 1) == "före _x000D_ efter"
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert b"_x005F_x000D_" in archive.read("xl/sharedStrings.xml")


@pytest.mark.parametrize(("typed", "written"), REPLACED)
def test_what_cannot_be_written_is_visibly_replaced(typed: str, written: str) -> None:
    assert motivation(opened(build(with_texts(typed)))["Klassning"], 1) == written


def test_a_text_longer_than_a_cell_goes_on_in_further_rows() -> None:
    words = " ".join(f"ord{n}" for n in range(6000))
    assert len(words) > CELL_LIMIT
    sheet = opened(build(with_texts(words)))["Klassning"]
    assert motivation(sheet, 1) == words
    aspects = [row["Aspekt"] for row in table(sheet, 4)]
    assert aspects[0] == "Konfidentialitet"
    assert aspects.count("Konfidentialitet, forts.") > 20


def test_a_name_that_is_no_name_is_cut_with_a_mark() -> None:
    (row,) = table(opened(build(with_texts("🙂" * 40_000)))["Beslut"], 5)
    assert str(row["Informationsmängd"]).endswith("🙂… [förkortat, 40000 tecken]")
    assert units(str(row["Informationsmängd"])) <= 250


def test_a_question_too_long_for_its_row_is_cut_with_a_mark() -> None:
    long = ParkedQuestion(UUID(int=9), "frågan " * 1000, resolution="svar " * 9000, resolved_at=NOW)
    workbook = opened(build(book(replace(school(), parked=(long,)))))
    row = table(workbook["Öppna frågor"], 4)[0]
    assert str(row["Fråga"]).endswith("… [förkortat, 7000 tecken]")
    assert str(row["Läge"]).endswith("… [förkortat, 45000 tecken]")


@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.text(st.characters(), min_size=1, max_size=60), min_size=1, max_size=8))
def test_any_text_comes_back_in_the_same_canonical_form(texts: list[str]) -> None:
    sheet = opened(build(with_texts(*texts)))["Klassning"]
    for number, text in enumerate(texts, start=1):
        assert canon(motivation(sheet, number)) == (canon(text) or "–")


@given(st.text())
def test_cleaning_and_the_canonical_form_change_nothing_the_second_time(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert canon(canon(text)) == canon(text)


@given(st.text(), st.integers(min_value=5, max_value=40))
def test_a_clipped_text_fits_and_begins_as_it_did(text: str, limit: int) -> None:
    clipped = clip(text, limit)
    assert units(clipped) <= limit
    assert clipped == text or text.startswith(clipped.removesuffix("…"))


@given(
    st.text("ab \n"), st.integers(min_value=1, max_value=9), st.integers(min_value=1, max_value=4)
)
def test_pieces_lose_only_the_blanks_between_them(text: str, size: int, lines: int) -> None:
    found = pieces(text, size, lines)
    assert all(len(piece) <= size and piece.count("\n") < max(lines, 1) for piece in found)
    assert "".join("".join(found).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "short"),
    [
        ("Kort.", "Kort."),
        ("Första meningen är lagom. Andra ryms inte alls.", "Första meningen är lagom."),
        ("Ettordsomärsålångtattdetinteryms", "Ettordsomärsålångtattdetinter…"),
        ("En mening utan punkt som är för lång", "En mening utan punkt som är…"),
        ("flera\nrader  blir\ten", "flera rader blir en"),
    ],
)
def test_a_reason_in_short_keeps_whole_sentences_or_words(text: str, short: str) -> None:
    assert in_short(text, 30) == short


@pytest.mark.parametrize(
    ("values", "canonical"),
    [
        ((2, 2.0, "2", " 2 ", "2\u00a0"), "2"),
        (
            (date(2026, 12, 1), MIDNIGHT, "2026-12-01", "2026-12-01 00:00:00"),
            "2026-12-01",
        ),
        ((None, "", "  \n ", "\ufeff"), ""),
        (("a  b\r\nc", "a\u202fb \nc ", "a b\rc", "a b_x000D_c", "a b_x005F_x000D_c"), "a b\nc"),
        (("é", "e\u0301"), "é"),
        ((True,), "TRUE"),
        ((2.5,), "2.5"),
    ],
)
def test_values_that_mean_the_same_have_one_form(
    values: tuple[object, ...], canonical: str
) -> None:
    assert {canon(value) for value in values} == {canonical}


def test_a_changed_word_changes_the_digest_and_the_order_of_columns_does_not() -> None:
    cells = {"Nr": "1", "Motivering": "därför"}
    digest = row_digest("Klassning", "x", cells)
    assert row_digest("Klassning", "x", dict(reversed(cells.items()))) == digest
    others = [
        row_digest("Klassning", "x", cells | {"Motivering": "för att"}),
        row_digest("Klassning", "y", cells),
        row_digest("Beslut", "x", cells),
    ]
    assert digest not in others


def test_the_control_code_is_forty_bits_that_can_be_read_aloud() -> None:
    digest = total_digest(book().id, ["ab", "cd"])
    assert total_digest(book().id, ["cd", "ab"]) == digest
    assert control_code("51b8e7e2a7" + "0" * 54) == "KG4OPYVH"[:4] + "-" + "KG4OPYVH"[4:]
    assert len(control_code(digest)) == 9


def test_the_snapshot_is_what_stands_in_the_file() -> None:
    made = make(book())
    workbook = opened(made.data, values=True)
    compared = 0
    for name, header in {"Beslut": 5, "Klassning": 4}.items():
        rows = {str(row["Rad-id"]): row for row in table(workbook[name], header)}
        kept = {row.row_key: row for row in made.rows if row.sheet == name and row.treatment}
        assert kept.keys() == rows.keys()
        for key, row in kept.items():
            assert {column: canon(rows[key][column]) for column in row.cells} == dict(row.cells)
            assert row.row_digest == row_digest(name, key, row.cells)
            compared += len(row.cells)
    assert compared > 80


def test_the_snapshot_never_holds_what_the_owner_fills_in() -> None:
    rows = [row for row in make(book()).rows if row.sheet == "Beslut" and row.treatment]
    assert [dict(row.proposal or {}) for row in rows] == [
        {"k": 3, "r": 2, "t": 1},
        {"k": 0, "r": 2, "t": 1},
        {"k": 0, "r": 1, "t": 1},
    ]
    filled = {"Beslut", "Ny konf.", "Kommentar", "Kvar att göra", "Rad-id"}
    assert not any(filled & row.cells.keys() for row in rows)
    assert all(row.proposal is None for row in make(book(kind="draft")).rows)


def test_every_row_of_every_sheet_is_kept_once() -> None:
    keys = [(row.sheet, row.row_key) for row in make(book()).rows]
    assert len(keys) == len(set(keys))
    assert {sheet for sheet, _ in keys} == {
        "Läs mig", "Beslut", "Underskrift", "Klassning", "Öppna frågor", "Protokoll", "Underlag",
    }  # fmt: skip
