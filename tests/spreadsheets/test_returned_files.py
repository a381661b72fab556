"""Files that are hostile, of the wrong kind or broken: one sentence each, quickly, with little memory."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Final

import hypothesis.strategies as st
import pytest
import xlwt
from hypothesis import HealthCheck, example, given, settings
from odf.opendocument import OpenDocumentSpreadsheet

from ksa_tui.domain.deciding import judge
from ksa_tui.spreadsheets.decision.book import make
from ksa_tui.spreadsheets.returned import RefusedFileError, read
from ksa_tui.spreadsheets.returned.opening import open_bytes
from tests.spreadsheets.books import asset, book, rated, school, shipped
from tests.spreadsheets.returns import (
    ANSWERS,
    TODAY,
    cell,
    drop_ids,
    filled,
    handed,
    judged,
    returned,
    sentences,
)

MEGABYTES: Final = 200
DATA: Final = filled(make(book()).data, *ANSWERS)
HANDED: Final = handed(book())


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def packed(parts: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def with_part(name: str, content: bytes = b"<x/>") -> bytes:
    return packed({**parts_of(DATA), name: content})


def changed_part(name: str, change: Callable[[bytes], bytes]) -> bytes:
    parts = parts_of(DATA)
    return packed({**parts, name: change(parts[name])})


def with_sheet(content: bytes) -> bytes:
    return changed_part("xl/worksheets/sheet2.xml", lambda _old: content)


def sheet_of(rows: bytes) -> bytes:
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return b'<worksheet xmlns="' + space + b'"><sheetData>' + rows + b"</sheetData></worksheet>"


def bomb(size: int) -> bytes:
    return with_sheet(sheet_of(b" " * size))


def lying_bomb() -> bytes:
    """The directory says that the part is small."""
    data = bytearray(bomb(60_000_000))
    at = data.rfind(b"PK\x01\x02", 0, data.rfind(b"xl/worksheets/sheet2.xml"))
    data[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    return bytes(data)


def old_excel() -> bytes:
    workbook = xlwt.Workbook()
    workbook.add_sheet("Beslut").write(0, 0, "Beslut")
    target = io.BytesIO()
    workbook.save(target)
    return target.getvalue()


def open_document() -> bytes:
    target = io.BytesIO()
    OpenDocumentSpreadsheet().write(target)
    return target.getvalue()


def text_document() -> bytes:
    return packed({"[Content_Types].xml": b"<Types/>", "word/document.xml": b"<w/>"})


def doubled() -> bytes:
    target = io.BytesIO(DATA)
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(target, "a") as archive:
        archive.writestr("xl/worksheets/sheet2.xml", b"<x/>")
    return target.getvalue()


def encrypted() -> bytes:
    """A compound file with the stream that a locked workbook has."""
    data = bytearray(old_excel())
    at = data.find("Workbook".encode("utf-16-le"))
    name = "EncryptedPackage".encode("utf-16-le")
    data[at : at + len(name)] = name
    data[at + 64 : at + 66] = (len(name) + 2).to_bytes(2, "little")
    return bytes(data)


def laughs() -> bytes:
    entities = b"".join(b'<!ENTITY l%d "%s">' % (n, b"&l%d;" % (n - 1) * 10) for n in range(1, 10))
    return b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY l0 "ha">' + entities + b"]><x>&l9;</x>"


REFUSED: Final[dict[str, tuple[Callable[[], bytes], str]]] = {
    "empty": (lambda: b"", "empty"),
    "blank": (lambda: b"\0 \r\n" * 10, "empty"),
    "text": ("Beslut;Kommentar\nGodkänn;".encode, "text"),
    "a web page": (lambda: b"<html><body><table></table></body></html>", "web_page"),
    "xml": (lambda: b"<?xml version='1.0'?><Workbook/>", "xml"),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + b"x" * 50, "not_a_workbook"),
    "a pdf": (lambda: b"%PDF-1.7\n" + b"x" * 50, "not_a_workbook"),
    "noise": (lambda: bytes(range(256)) * 8, "not_a_workbook"),
    "old Excel": (old_excel, "xls"),
    "OpenDocument": (open_document, "ods"),
    "a text document": (text_document, "text_document"),
    "binary Excel": (lambda: packed({"xl/workbook.bin": b"x"}), "xlsb"),
    "any archive": (lambda: packed({"readme.txt": b"x"}), "not_a_workbook"),
    "locked": (encrypted, "encrypted"),
    "half a file": (lambda: DATA[: len(DATA) // 2], "damaged"),
    "all but the end": (lambda: DATA[:-30], "damaged"),
    "a part twice": (doubled, "odd_archive"),
    "macros": (partial(with_part, "xl/vbaProject.bin"), "macros"),
    "macros by type": (
        lambda: changed_part(
            "[Content_Types].xml",
            lambda old: old.replace(b"sheet.main+xml", b"sheet.macroEnabled.main+xml"),
        ),
        "macros",
    ),
    "Excel 4 macros": (lambda: with_part("xl/macrosheets/sheet1.xml"), "macros"),
    "links": (lambda: with_part("xl/externalLinks/externalLink1.xml"), "external_links"),
    "connections": (lambda: with_part("xl/connections.xml"), "external_links"),
    "an embedded file": (lambda: with_part("xl/embeddings/oleObject1.bin"), "embedded"),
    "a document type": (lambda: with_sheet(laughs()), "odd_archive"),
    "a document type in UTF-16": (
        lambda: with_sheet(laughs().decode().encode("utf-16")),
        "odd_archive",
    ),
    "an entity in a part of another name": (
        lambda: packed(
            {
                name.replace("sheet2.xml", "sheet2.dat"): laughs()
                if name.endswith("sheet2.xml")
                else content.replace(b"sheet2.xml", b"sheet2.dat")
                for name, content in parts_of(DATA).items()
            }
        ),
        "odd_archive",
    ),
    "a bomb": (lambda: bomb(300_000_000), "too_large"),
    "a bomb that lies": (lying_bomb, "damaged"),
    "just below a bomb, and broken": (lambda: with_sheet(b"<x>" + b" " * 30_000_000), "damaged"),
    "a million rows": (
        lambda: with_sheet(sheet_of(b'<row><c t="n"><v>1</v></c></row>' * 1_000_000)),
        "too_large",
    ),
    "a long text in each of many cells": (
        lambda: packed(
            {
                **parts_of(DATA),
                "xl/sharedStrings.xml": b"<sst><si><t>" + b"x" * 30_000 + b"</t></si></sst>",
                "xl/worksheets/sheet2.xml": sheet_of(b'<row><c t="s"><v>0</v></c></row>' * 100_000),
            }
        ),
        "too_large",
    ),
    "ten thousand parts": (
        lambda: packed({f"xl/{n}.xml": b"" for n in range(10_000)} | parts_of(DATA)),
        "too_large",
    ),
    "broken XML": (lambda: with_sheet(b"<worksheet><sheetData><row>"), "damaged"),
    "an unknown encoding": (
        lambda: with_sheet(b"<?xml version='1.0' encoding='x'?><a/>"),
        "damaged",
    ),
    "an encoding of several bytes": (
        lambda: with_sheet(b"<?xml version='1.0' encoding='shift_jis'?><a/>"),
        "damaged",
    ),
    "a broken workbook": (
        lambda: changed_part("xl/workbook.xml", lambda _: b"<workbook>"),
        "damaged",
    ),
}


@pytest.mark.parametrize(("made", "code"), REFUSED.values(), ids=REFUSED)
def test_each_kind_of_wrong_file_has_its_own_sentence(
    made: Callable[[], bytes], code: str, tmp_path: Path
) -> None:
    path = tmp_path / "svar.xlsx"
    path.write_bytes(made())
    with pytest.raises(RefusedFileError) as refused:
        read(path)
    assert refused.value.code == code
    assert "svar.xlsx" in str(refused.value)
    assert "{" not in str(refused.value)


ODD: Final[dict[str, Callable[[], bytes]]] = {
    "a cell at the far corner": lambda: with_sheet(
        sheet_of(b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    ),
    "a row that no sheet has": lambda: with_sheet(
        sheet_of(b'<row r="99999999"><c r="A99999999"><v>1</v></c></row>')
    ),
    "a column that no sheet has": lambda: with_sheet(
        sheet_of(b'<row r="1"><c r="ZZZZZZ1"><v>1</v></c></row>')
    ),
    "a number that is none": lambda: with_sheet(
        sheet_of(b'<row r="6"><c r="H6"><v>1e999</v></c><c r="I6"><v>nan</v></c></row>')
    ),
    "a shared text that is not there": lambda: with_sheet(
        sheet_of(b'<row r="6"><c r="H6" t="s"><v>99999</v></c></row>')
    ),
    "no sheets at all": lambda: changed_part("xl/workbook.xml", lambda _: b"<workbook/>"),
    "no relations": lambda: packed(
        {n: c for n, c in parts_of(DATA).items() if n != "xl/_rels/workbook.xml.rels"}
    ),
    "deep XML": lambda: with_sheet(b"<a>" * 200_000 + b"</a>" * 200_000),
}


@pytest.mark.parametrize("made", ODD.values(), ids=ODD)
def test_an_odd_file_holds_nothing_up_and_nothing_is_taken_of_it(made: Callable[[], bytes]) -> None:
    data = made()
    receipt = judged(data)
    assert not receipt.sound


def test_many_rows_that_lost_their_ids_and_say_the_same_are_compared_quickly() -> None:
    model = shipped()
    why = dict.fromkeys("krt", "Samma motivering överallt, i alla rader av alla mängder.")
    levels = {"k": 2, "r": 2, "t": 2}
    many = tuple(asset(n, f"Mängd {n}", rated(model, levels, why)) for n in range(1, 301))
    source = book(replace(school(), assets=many, parked=()))
    data = filled(
        make(source).data, drop_ids, cell("Underskrift", "B11", "Godkänn enligt förslaget")
    )
    receipt = judged(data, source)
    assert receipt.sound
    assert len(receipt.new) == 300


def test_fifty_thousand_properties_are_passed_by_quickly() -> None:
    data = with_part(
        "docProps/custom.xml", b"<p>" + b'<property name="x"><v>1</v></property>' * 50_000 + b"</p>"
    )
    assert judged(data).sound


MEASURED: Final = """
import resource, sys
from pathlib import Path
from ksa_tui.spreadsheets.returned import RefusedFileError, read
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
try:
    read(Path(sys.argv[1]))
except RefusedFileError:
    pass
print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="ru_maxrss is in kilobytes on Linux alone")
@pytest.mark.parametrize(
    "name",
    [
        "a bomb",
        "a bomb that lies",
        "just below a bomb, and broken",
        "a million rows",
        "a long text in each of many cells",
    ],
)
def test_a_large_file_takes_little_memory(name: str, tmp_path: Path) -> None:
    path = tmp_path / "svar.xlsx"
    path.write_bytes(REFUSED[name][0]())
    done = subprocess.run(
        [sys.executable, "-c", MEASURED, str(path)],
        check=True,
        capture_output=True,
        encoding="utf-8",
        cwd=Path(__file__).parents[2],
    )
    assert int(done.stdout) < MEGABYTES


def said_in_words(text: str) -> None:
    assert "{" not in text


def attempt(data: bytes) -> None:
    """A refusal in words or a receipt in words, never anything else."""
    try:
        receipt = judge(returned(data), HANDED, TODAY)
    except RefusedFileError as error:
        said_in_words(str(error))
        return
    assert all(sentences(receipt))
    for decision in receipt.new:
        for aspect, level in decision.levels.items():
            assert level in HANDED.model.aspect(aspect)


fuzzed = settings(
    max_examples=150, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True
)


@fuzzed
@given(st.lists(st.tuples(st.integers(0, len(DATA) - 1), st.integers(0, 255)), max_size=30))
def test_mutated_archives_never_break_the_reader(places: list[tuple[int, int]]) -> None:
    data = bytearray(DATA)
    for at, value in places:
        data[at] = value
    attempt(bytes(data))


@fuzzed
@given(st.integers(0, len(DATA)), st.binary(max_size=40))
def test_cut_archives_never_break_the_reader(end: int, tail: bytes) -> None:
    attempt(DATA[:end] + tail)


PARTS: Final = parts_of(DATA)


@fuzzed
@given(
    st.sampled_from(sorted(PARTS)),
    st.lists(st.tuples(st.integers(0, 1 << 20), st.binary(min_size=1, max_size=8)), max_size=6),
)
def test_mutated_parts_never_break_the_reader(name: str, changes: list[tuple[int, bytes]]) -> None:
    content = bytearray(PARTS[name])
    for at, piece in changes:
        start = at % max(len(content), 1)
        content[start : start + len(piece)] = piece
    attempt(packed({**PARTS, name: bytes(content)}))


CELLS: Final = [f"{column}{row}" for column in "ABCDEFGHIJKLMN" for row in range(1, 10)]
VALUES: Final = st.one_of(
    st.none(),
    st.integers(-5, 50_000),
    st.floats(),
    st.booleans(),
    st.text(max_size=40).filter(str.isprintable),
    st.sampled_from(["=1+1", "Godkänn", "Ändra", "Återremiss", "#REF!", "2026-12-01", "K", "0"]),
)


@settings(fuzzed, max_examples=60)
@given(
    st.sampled_from(["Beslut", "Underskrift", "Klassning", "Läs mig"]),
    st.dictionaries(st.sampled_from(CELLS), VALUES, max_size=8),
)
@example("Beslut", {"A5": None, "H5": None})
def test_whatever_is_written_in_the_cells_is_judged(sheet: str, values: dict[str, object]) -> None:
    attempt(
        filled(DATA, *(cell(sheet, place, value) for place, value in values.items()), sign=False)
    )


def test_the_same_bytes_are_the_same_file() -> None:
    assert open_bytes(DATA, "a.xlsx").digest == open_bytes(DATA, "b.xlsx").digest
