"""Text files with delimiters, as programs and people write them."""

from __future__ import annotations

from pathlib import Path

import pytest

from ksa_tui.domain.importing import Code, Effect
from ksa_tui.errors import SpreadsheetError
from ksa_tui.spreadsheets import archive
from ksa_tui.spreadsheets.asset_lists import read_list
from ksa_tui.spreadsheets.lists import headers
from ksa_tui.spreadsheets.lists.delimited import decode, sniff
from tests.spreadsheets.listmaking import HEADER, Row, realistic_rows, write_csv

ENCODINGS = (
    "utf-8",
    "utf-8-sig",
    "utf-16",
    "utf-16-le",
    "utf-16-be",
    "cp1252",
    "mac_roman",
    "cp850",
)


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_delimiter_and_code_gives_the_same_list(
    tmp_path: Path, delimiter: str, encoding: str
) -> None:
    rows: list[Row] = [
        ["Exempelby kommun, förteckning; 2024"],
        HEADER,
        [
            "1",
            "Åtgärdsprogram, särskilt stöd",
            "En; två, tre",
            "23:2 OSL",
            "Ja",
            "Vklass",
            "Skolan",
            "Rektor Öberg",
        ],
        ["2", "Idébank", "rad ett\nrad två", "", "Nej", "", "", ""],
    ]
    plan = read_list(
        write_csv(tmp_path / "lista.csv", rows, delimiter=delimiter, encoding=encoding)
    )
    first, second = (row.draft for row in plan.rows)
    assert (first.name, first.description) == ("Åtgärdsprogram, särskilt stöd", "En; två, tre")
    assert first.owner_name == "Rektor Öberg"
    assert (second.name, second.description) == ("Idébank", "rad ett\nrad två")
    assert [row.row for row in plan.rows] == [3, 4]


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("seed", range(5))
def test_the_delimiter_is_found_in_realistic_lists(
    tmp_path: Path, delimiter: str, seed: int
) -> None:
    rows = realistic_rows(300, seed)
    plan = read_list(write_csv(tmp_path / "lista.csv", [HEADER, *rows], delimiter=delimiter))
    assert len(plan.new) == 300
    assert len(plan.columns) == len(HEADER)


@pytest.mark.parametrize(
    ("text", "delimiter"),
    [
        ("Informationsmängd\nAvtal, köp och hyra\nNamn, adress", ";"),
        ("Informationsmängd,System\nElev,Vklass;x;y\nBetyg,a;b;c;d", ","),
        ("Informationsmängd\tSystem\nA;b\tc\nD;e;f\tg", "\t"),
        ("Titel; som, har: allt\n\nInformationsmängd,System\nA,B", ","),
        ("Sak;Var\nA;B\nC;D", ";"),
        ("", ";"),
    ],
)
def test_a_delimiter_inside_texts_does_not_mislead(text: str, delimiter: str) -> None:
    assert sniff(text, headers.score) == delimiter


@pytest.mark.parametrize("named", ["sep=,", '"sep=,"', "sep=\t"])
def test_the_line_that_names_the_delimiter_is_no_row(tmp_path: Path, named: str) -> None:
    delimiter = "\t" if "\t" in named else ","
    path = tmp_path / "lista.csv"
    path.write_text(
        f"{named}\nInformationsmängd{delimiter}System\nBetyg{delimiter}a;b\n", encoding="utf-8"
    )
    plan = read_list(path)
    assert plan.sheets[0].header_rows == (2,)
    assert plan.rows[0].draft.systems == ("a", "b")
    assert plan.rows[0].row == 3


def test_blank_lines_count_as_the_spreadsheet_program_counts_them(tmp_path: Path) -> None:
    path = tmp_path / "lista.csv"
    path.write_text(
        "Informationsmängd;System\n\n\nBetyg;Vklass\n;;\nElever;Vklass\n", encoding="utf-8"
    )
    assert [row.row for row in read_list(path).rows] == [4, 6]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_ends_of_every_system_are_read(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "lista.csv"
    path.write_bytes(ending.join(["Informationsmängd;System", "Betyg;Vklass", "Loggar;x"]).encode())
    assert [row.draft.name for row in read_list(path).rows] == ["Betyg", "Loggar"]


def test_a_stray_byte_in_utf_8_does_not_spoil_the_rest(tmp_path: Path) -> None:
    path = tmp_path / "lista.csv"
    text = "Informationsmängd;Beskrivning\n" + "Åtgärd åäö;ärende\n" * 20
    path.write_bytes(text.encode() + b"Bygglov;fel tecken \xe5 h\xe4r\n")
    plan = read_list(path)
    assert plan.rows[0].draft.name == "Åtgärd åäö"
    (problem,) = [p for p in plan.problems if p.code is Code.ODD_CHARACTERS]
    assert (problem.effect, problem.detail) == (Effect.CHANGED, "2")


def test_a_cell_that_swallowed_rows_is_mentioned(tmp_path: Path) -> None:
    path = tmp_path / "lista.csv"
    path.write_text(
        'Informationsmängd;System\n"Betyg;Vklass\nElever;Vklass\nLoggar;x\nSaker";y\n',
        encoding="utf-8",
    )
    (problem,) = [p for p in read_list(path).problems if p.code is Code.OPEN_QUOTE]
    assert problem.row == 2
    assert "Elever" in problem.value


def test_a_text_with_a_zero_byte_is_no_list(tmp_path: Path) -> None:
    path = tmp_path / "lista.csv"
    path.write_bytes(b"Informationsm\xc3\xa4ngd;System\nBetyg\0;Vklass\n")
    with pytest.raises(SpreadsheetError) as caught:
        read_list(path)
    assert caught.value.message == archive.NO_SPREADSHEET


def test_a_cut_off_utf_16_text_is_read_as_far_as_it_goes() -> None:
    text, _changed = decode("Informationsmängd;å".encode("utf-16")[:-1])
    assert text.startswith("Informationsmängd;")


def test_very_long_cells_are_read(tmp_path: Path) -> None:
    path = write_csv(
        tmp_path / "l.csv", [["Informationsmängd", "Beskrivning"], ["Betyg", "x" * 200_000]]
    )
    plan = read_list(path)
    assert plan.rows[0].draft.description.endswith("…")
    assert [p.code for p in plan.skipped] == [Code.TEXT_CUT]
    assert len(plan.skipped[0].value) == 200_000
