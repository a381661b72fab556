"""What must hold for any list and any bytes: nothing is lost in silence, nothing ends but in a sentence."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ksa_tui.domain.importing import Choices, Field, ImportPlan, ImportRow, RowState
from ksa_tui.domain.texts import fold
from ksa_tui.errors import SpreadsheetError
from ksa_tui.spreadsheets.asset_lists import read_list
from ksa_tui.spreadsheets.lists.cells import text_of
from ksa_tui.spreadsheets.lists.grid import column_number
from ksa_tui.spreadsheets.lists.headers import shown
from tests.spreadsheets.listmaking import (
    FORMATS,
    HEADER,
    Sheet,
    read_parts,
    realistic_rows,
    write,
    write_csv,
    write_parts,
)

SPOKEN = frozenset(
    {"och", "samt", "and", "kap", "enligt", "enl", "jfr", "se", "eller", "sekretess", "lagrum"}
)
"""Words that a reference in its one form no longer has."""

headers = st.sampled_from(
    [
        *HEADER,
        *(
            "Känsliga personuppgifter",
            "Medium",
            "Gallringsfrist",
            "Anmärkning",
            "K",
            "Diarieförs",
            "Handlingstyp",
        ),
        *("Lagrum", "Beskrivning av mängden", "", "Nämnd", "Systemägare"),
    ]
)
usual = st.sampled_from(
    [
        *(
            "",
            "",
            "",
            "Ja",
            "Nej",
            "x",
            "?",
            "Delvis",
            "känsliga",
            "-",
            "#N/A",
            "Summa",
            "SOCIALFÖRVALTNINGEN",
        ),
        *(
            "OSL 26:1",
            "25 kap. 1 §, PDL",
            "26:1 OSL; GDPR",
            "OSL 21:1, 3 och SoL 15:1",
            "Offentlig",
        ),
        *(
            "Treserva; Lifecare",
            "Treserva och Pascal",
            "Papper",
            "A\nB",
            "Personakter",
            "Elevregister",
        ),
        *(
            "* se not",
            "1.1.10",
            "12",
            "Socialnämnden",
            "Informationsmängd",
            "Ange namn",
            "Förvaltning: Skola",
        ),
    ]
)
anything = st.text(max_size=30) | st.text(alphabet="aå1 :;,.-\n§", max_size=12)
cells = usual | usual | anything
tables = st.tuples(
    st.lists(st.lists(anything, max_size=3), max_size=3),
    st.permutations(["Informationsmängd", "Beskrivning"]).flatmap(
        lambda first: st.lists(headers, max_size=7).map(lambda rest: [*first, *rest])
    ),
    st.lists(st.lists(cells, max_size=9), max_size=12),
)


def words(texts: Iterable[str]) -> set[str]:
    return {word for text in texts for word in re.findall(r"\w+", fold(text))} - SPOKEN


def said_by(row: ImportRow) -> set[str]:
    draft = row.draft
    single = (
        draft.name,
        draft.description,
        draft.note,
        draft.medium,
        draft.department,
        draft.owner_name,
    )
    return words([*single, *draft.systems, *(ref.value for ref in draft.refs)])


def unaccounted(plan: ImportPlan, rows: list[list[str]]) -> list[tuple[int, int, str]]:
    """The cells of a list that no draft, problem or column without a home tells of."""
    below = max(plan.sheets[0].header_rows, default=0)
    homeless = {column_number(column.letter) for column in plan.homeless}
    headers_shown = words(column.header for column in plan.columns)
    lost = []
    for number, cells_of_row in enumerate(rows, 1):
        told = words(p.value for p in plan.problems if p.row == number)
        told |= {word for row in plan.rows if row.row == number for word in said_by(row)}
        in_header = number in plan.sheets[0].header_rows
        told |= headers_shown if in_header else set()
        for column, cell in enumerate(cells_of_row):
            text, _odd = text_of(cell)
            if number > below and column in homeless:
                continue
            if in_header:
                text = shown(text)  # a footnote mark is no part of a header
            if words([text]) - told:
                lost.append((number, column, text))
    return lost


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(tables)
def test_no_cell_is_lost_in_silence(
    table: tuple[list[list[str]], list[str], list[list[str]]],
) -> None:
    above, header, body = table
    rows = [[cell.replace("\0", "") for cell in row] for row in (["Titel"], *above, header, *body)]
    with tempfile.TemporaryDirectory() as folder:
        path = write_csv(Path(folder) / "lista.csv", [*rows, []], encoding="utf-8-sig")
        sheet = path.name
        choices = Choices(header_rows={sheet: len(above) + 2}) if header else None
        plan = read_list(path, choices=choices)
    if any(column.field is Field.NAME for column in plan.columns):
        assert unaccounted(plan, [[*row] for row in rows]) == []


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(FORMATS), st.lists(st.lists(cells, max_size=6), max_size=10))
def test_any_grid_in_any_format_gives_a_plan(kind: str, rows: list[list[str]]) -> None:
    plain = [
        ["".join(c for c in cell if c.isprintable() and ord(c) < 0x10000) for cell in row]
        for row in rows
    ]
    with tempfile.TemporaryDirectory() as folder:
        path = write(
            Path(folder), kind, Sheet([["Informationsmängd", "System", "Sekretess"], *plain])
        )
        plan = read_list(path)
        again = read_list(path, existing_names=[row.draft.name for row in plan.rows])
    assert [row.index for row in plan.rows] == list(range(len(plan.rows)))
    assert all(row.draft.name for row in plan.rows)
    assert again.count(RowState.NEW) == 0
    new = [fold(row.draft.name) for row in plan.rows if row.state is RowState.NEW]
    assert len(new) == len(set(new))


@pytest.fixture(scope="module")
def good_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("lists")
    sheet = Sheet([["Titel"], [], HEADER, *realistic_rows(20)], merges=[(0, 0, 0, 3)])
    return {kind: write(folder, kind, sheet) for kind in FORMATS}


damage = st.lists(
    st.tuples(
        st.floats(0, 1, exclude_max=True),
        st.integers(0, 200),
        st.binary(max_size=8) | st.sampled_from([b"\xff\xff\xff\xff", b"99999", b"\0\0\0\0"]),
    ),
    min_size=1,
    max_size=6,
)


def damaged(data: bytes, changes: list[tuple[float, int, bytes]]) -> bytes:
    """The bytes with pieces cut out and others put in."""
    for share, cut, put in changes:
        at = int(share * len(data))
        data = data[:at] + put + data[at + cut :]
    return data


def read_or_refuse(path: Path) -> None:
    with suppress(SpreadsheetError):
        read_list(path)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    kind=st.sampled_from(FORMATS), changes=damage, inside=st.booleans(), which=st.integers(0, 20)
)
def test_damaged_files_are_read_or_refused(
    good_files: dict[str, Path],
    kind: str,
    changes: list[tuple[float, int, bytes]],
    inside: bool,
    which: int,
) -> None:
    good = good_files[kind]
    path = good.with_name(f"skadad.{kind}")
    if inside and kind in ("xlsx", "ods"):
        parts = read_parts(good)
        name = sorted(parts)[which % len(parts)]
        write_parts(path, {**parts, name: damaged(parts[name], changes)})
    else:
        path.write_bytes(damaged(good.read_bytes(), changes))
    read_or_refuse(path)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    start=st.sampled_from(
        [
            b"",
            b"PK\x03\x04",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
            b"\xff\xfe",
            b"\xef\xbb\xbf",
            b"<",
        ]
    ),
    rest=st.binary(max_size=2000),
)
def test_any_bytes_are_read_or_refused(tmp_path: Path, start: bytes, rest: bytes) -> None:
    path = tmp_path / "lista.xlsx"
    path.write_bytes(start + rest)
    read_or_refuse(path)
