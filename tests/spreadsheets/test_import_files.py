"""Files that are no lists: each is refused with one sentence, quickly. What a file is goes by its content."""

from __future__ import annotations

import io
import os
import shutil
import struct
import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from ksa_tui.domain.importing import Code, FileKind
from ksa_tui.errors import SpreadsheetError
from ksa_tui.i18n import set_language
from ksa_tui.spreadsheets import archive, compound, guard
from ksa_tui.spreadsheets.asset_lists import read_list
from ksa_tui.spreadsheets.lists.sheets import read_grids
from tests.spreadsheets.listmaking import (
    FORMATS,
    Sheet,
    read_parts,
    text_cell,
    write,
    write_parts,
    xlsx_with_sheet,
)

LIST = Sheet([["Informationsmängd", "System"], ["Elevregister", "Vklass"]])


def refusal(path: Path) -> SpreadsheetError:
    """The refusal of a file, which must come in one line."""
    with pytest.raises(SpreadsheetError) as caught:
        read_list(path)
    for language in ("sv", "en"):
        set_language(language)
        assert "\n" not in str(caught.value)
        assert "{" not in str(caught.value)
    return caught.value


def test_a_missing_file_a_folder_and_a_device_are_named(tmp_path: Path) -> None:
    set_language("en")
    assert "no file" in refusal(tmp_path / "finns-ej.xlsx").message
    assert "folder" in refusal(tmp_path).message
    assert "no file" in refusal(tmp_path / "lista.xlsx" / "djupare").message
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "ror.csv")
        assert "ordinary" in refusal(tmp_path / "ror.csv").message


def test_a_file_that_may_not_be_read_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: Path, *_: object) -> None:
        raise PermissionError(13, "Permission denied", str(self))

    path = write(tmp_path, "csv", LIST)
    monkeypatch.setattr(
        Path, "open", refuse
    )  # the superuser, who may run the tests, may read everything
    assert "may not be read" in refusal(path).message


def test_a_name_with_control_characters_is_shown_safely(tmp_path: Path) -> None:
    assert "\x1b" not in str(refusal(tmp_path / "li\x1b[2Jsta.xlsx"))


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b"\r\n \r\n", b"\0" * 500])
@pytest.mark.parametrize("suffix", FORMATS)
def test_an_empty_file_is_refused(tmp_path: Path, content: bytes, suffix: str) -> None:
    path = tmp_path / f"tom.{suffix}"
    path.write_bytes(content)
    assert "is empty" in refusal(path).message


def test_a_large_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "stor.csv"
    with path.open("wb") as file:
        file.truncate(guard.MAX_BYTES + 1)
    assert refusal(path).params["limit"] == 25


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<html><table><tr><td>x</td></tr></table></html>", archive.WEB_PAGE),
        (b"\xef\xbb\xbf <!DOCTYPE html>\n<html></html>", archive.WEB_PAGE),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related", archive.WEB_PAGE),
        (b'<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com"/>', archive.XML_SHEET),
        (b"%PDF-1.7\n", archive.NO_SPREADSHEET),
        (b"{\\rtf1 hej}", archive.NO_SPREADSHEET),
        (b"\x89PNG\r\n\x1a\n", archive.NO_SPREADSHEET),
        (b"\x09\x02\x06\x00\x00\x00\x10\x00", archive.NO_SPREADSHEET),
        (bytes(range(256)) * 40, archive.NO_SPREADSHEET),
        (b"PK\x03\x04 bara namnet", archive.DAMAGED),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, archive.DAMAGED),
    ],
)
def test_other_kinds_of_files_are_named_for_what_they_are(
    tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "lista.xls"
    path.write_bytes(content)
    assert refusal(path).message == message


@pytest.mark.parametrize(
    ("parts", "message"),
    [
        ({"word/document.xml": b"<x/>"}, archive.TEXT_DOCUMENT),
        ({"mimetype": b"application/vnd.oasis.opendocument.text"}, archive.TEXT_DOCUMENT),
        ({"xl/workbook.bin": b"x"}, archive.BINARY_BOOK),
        ({"Index/Document.iwa": b"x"}, archive.NUMBERS),
        ({"bild.png": b"x"}, archive.NO_SPREADSHEET),
        ({}, archive.NO_SPREADSHEET),
    ],
)
def test_other_archives_are_named_for_what_they_are(
    tmp_path: Path, parts: dict[str, bytes], message: str
) -> None:
    assert refusal(write_parts(tmp_path / "lista.xlsx", parts)).message in (
        message,
        archive.DAMAGED,
    )


@pytest.mark.parametrize("kind", ["xlsx", "ods", "xls"])
@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_half_a_download_is_refused(tmp_path: Path, kind: str, share: float) -> None:
    path = write(tmp_path, kind, LIST)
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * share)])
    assert refusal(path).message == archive.DAMAGED


def compound_file(*names: str) -> bytes:
    """A compound file whose directory holds these streams, empty."""
    header = bytearray(512)
    header[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", header, 0x18, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<I", header, 0x2C, 1)
    struct.pack_into("<IIIIIII", header, 0x30, 1, 0, 4096, 0xFFFFFFFE, 0, 0xFFFFFFFE, 0)
    struct.pack_into("<109I", header, 0x4C, 0, *[0xFFFFFFFF] * 108)
    fat = struct.pack("<128I", 0xFFFFFFFD, 0xFFFFFFFE, *[0xFFFFFFFF] * 126)
    directory = b"".join(
        name.encode("utf-16-le").ljust(64, b"\0")
        + struct.pack("<HB", 2 * len(name) + 2, 5 if name == "Root Entry" else 2).ljust(52, b"\0")
        + struct.pack("<III", 0xFFFFFFFE, 0, 0)
        for name in ("Root Entry", *names)
    )
    return bytes(header) + fat + directory.ljust(512, b"\0")


def test_a_locked_workbook_is_named(tmp_path: Path) -> None:
    path = tmp_path / "lista.xlsx"
    path.write_bytes(compound_file("EncryptionInfo", "EncryptedPackage"))
    assert refusal(path).message == archive.ENCRYPTED


def test_a_word_document_of_the_old_kind_is_no_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "lista.xls"
    path.write_bytes(compound_file("WordDocument"))
    assert refusal(path).message == archive.NO_SPREADSHEET


def test_a_locked_archive_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, "ods", LIST)
    parts = read_parts(path)
    parts["META-INF/manifest.xml"] = b"<manifest:encryption-data/>"
    assert refusal(write_parts(path, parts)).message == archive.ENCRYPTED


def patched_directory(
    path: Path, name: str, *, flags: int | None = None, size: int | None = None
) -> None:
    """Change what the archive's directory claims of one part."""
    data = bytearray(path.read_bytes())
    at = data.find(b"PK\x01\x02")
    while data[at + 46 : at + 46 + len(name)] != name.encode():
        at = data.find(b"PK\x01\x02", at + 4)
    if flags is not None:
        struct.pack_into("<H", data, at + 8, flags)
    if size is not None:
        struct.pack_into("<I", data, at + 24, size)
    path.write_bytes(bytes(data))


def test_an_archive_locked_as_such_is_named(tmp_path: Path) -> None:
    path = write(tmp_path, "xlsx", LIST)
    patched_directory(path, "xl/workbook.xml", flags=1)
    assert refusal(path).message in (archive.ENCRYPTED, archive.DAMAGED)


def measured_refusal(path: Path) -> tuple[SpreadsheetError, int]:
    """The refusal, and the most bytes that were held for it."""
    error = refusal(path)
    tracemalloc.start()
    try:
        with pytest.raises(SpreadsheetError):
            read_list(path)
        return error, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


def bomb(path: Path, megabytes: int, name: str = "xl/worksheets/sheet1.xml") -> Path:
    """An .xlsx one part of which unpacks to so many megabytes."""
    parts = read_parts(write(path.parent, "xlsx", LIST, name=path.stem))
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for part, content in parts.items():
            if part != name:
                made.writestr(part, content)
        with made.open(name, "w") as stream:
            for _ in range(megabytes):
                stream.write(b"0" * 1024 * 1024)
    return path


def test_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    error, held = measured_refusal(bomb(tmp_path / "bomb.xlsx", 120))
    assert error.message == archive.TOO_MUCH
    assert held < 10_000_000


def test_a_bomb_that_lies_about_its_size_is_not_unpacked(tmp_path: Path) -> None:
    path = bomb(tmp_path / "bomb.xlsx", 120)
    patched_directory(path, "xl/worksheets/sheet1.xml", size=1000)
    error, held = measured_refusal(path)
    assert error.message == archive.DAMAGED
    assert held < 10_000_000


def test_many_parts_and_doubled_parts_are_refused(tmp_path: Path) -> None:
    parts = read_parts(write(tmp_path, "xlsx", LIST))
    many = {f"xl/extra{number}.xml": b"<x/>" for number in range(600)}
    assert (
        refusal(write_parts(tmp_path / "manga.xlsx", {**parts, **many})).message == archive.TOO_MUCH
    )
    path = write_parts(tmp_path / "dubbel.xlsx", parts)
    with zipfile.ZipFile(path, "a") as archived, pytest.warns(UserWarning, match="Duplicate"):
        archived.writestr("xl/workbook.xml", parts["xl/workbook.xml"])
    assert refusal(path).message == archive.ODD


def test_a_method_that_unpacks_without_bounds_is_refused(tmp_path: Path) -> None:
    parts = read_parts(write(tmp_path, "xlsx", LIST))
    path = tmp_path / "lista.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_BZIP2) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    assert refusal(path).message == archive.ODD


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_document_type_is_refused(tmp_path: Path, encoding: str) -> None:
    laughs = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
        "<worksheet><sheetData/></worksheet>"
    )
    parts = read_parts(write(tmp_path, "xlsx", LIST))
    parts["xl/worksheets/sheet1.xml"] = laughs.encode(encoding)
    assert refusal(write_parts(tmp_path / "lista.xlsx", parts)).message == archive.ODD


def row(number: int, *cells: str) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


HEADER_ROW = row(1, text_cell("A1", "Informationsmängd"), text_cell("B1", "System"))


@pytest.mark.parametrize(
    "rows",
    [
        HEADER_ROW + row(1_048_576, text_cell("XFD1048576", "x")),
        HEADER_ROW + row(99_999_999, text_cell("XFD99999999", "x")),
        HEADER_ROW + row(2, text_cell("ZZZZZZZZZ2", "x")),
        HEADER_ROW + '<row r="' + "9" * 5000 + '"><c r="A2"><v>1</v></c></row>',
        HEADER_ROW + row(2, text_cell("A2", "Elev")) + row(900_000, '<c r="XFD900000"><f>1+1</f></c>'),
        row(1, *['<c t="inlineStr"><is><t>x</t></is></c>'] * 17_000) + "<row/>" * 500
        + "<row><c><v>1</v></c></row>",
    ],
    ids=["far", "beyond", "long letters", "long digits", "formula", "without places"],
)  # fmt: skip
def test_cells_far_apart_are_refused_before_room_is_made_for_them(
    tmp_path: Path, rows: str
) -> None:
    error, held = measured_refusal(xlsx_with_sheet(tmp_path / "lista.xlsx", rows))
    assert "far away" in error.message or error.message == archive.ODD
    assert held < 60_000_000


def test_empty_cells_with_a_style_far_away_do_no_harm(tmp_path: Path) -> None:
    rows = HEADER_ROW + row(2, text_cell("A2", "Elevregister"), '<c r="XFD2" s="0"/>')
    rows += row(1_048_576, '<c r="A1048576" s="0"></c>', '<c r="XFD1048576" s="0"/>')
    plan = read_list(xlsx_with_sheet(tmp_path / "lista.xlsx", rows))
    assert [found.draft.name for found in plan.rows] == ["Elevregister"]


def test_one_long_text_used_by_every_cell_is_refused(tmp_path: Path) -> None:
    cells = [row(number, *[f'<c r="A{number}" t="s"><v>0</v></c>']) for number in range(1, 5001)]
    path = xlsx_with_sheet(tmp_path / "lista.xlsx", "".join(cells))
    parts = read_parts(path)
    parts["xl/sharedStrings.xml"] = b"<sst><si><t>" + b"x" * 100_000 + b"</t></si></sst>"
    error, held = measured_refusal(write_parts(path, parts))
    assert "far away" in error.message
    assert held < 60_000_000


ODS = (
    '<?xml version="1.0" encoding="UTF-8"?><office:document-content '
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"><office:body><office:spreadsheet>'
    '<table:table table:name="Blad1">{rows}</table:table>'
    "</office:spreadsheet></office:body></office:document-content>"
)


def ods_with_rows(path: Path, rows: str) -> Path:
    parts = read_parts(write(path.parent, "ods", LIST, name=path.stem))
    return write_parts(path, {**parts, "content.xml": ODS.format(rows=rows).encode()})


def ods_text(text: str, attributes: str = "") -> str:
    start = f'<table:table-cell office:value-type="string" {attributes}>'
    return f"{start}<text:p>{text}</text:p></table:table-cell>"


def ods_row(*cells: str, attributes: str = "") -> str:
    return f"<table:table-row {attributes}>{''.join(cells)}</table:table-row>"


ODS_HEADER = ods_row(ods_text("Informationsmängd"), ods_text("System"))


@pytest.mark.parametrize(
    "rows",
    [
        ods_row(ods_text("x"), attributes='table:number-rows-repeated="99000000"'),
        ods_row('<table:table-cell table:number-columns-repeated="900000000"/>', ods_text("x")),
        ods_row(ods_text("x" * 5000, 'table:number-columns-repeated="16000"'),
                attributes='table:number-rows-repeated="100"'),
        ods_row("<table:table-cell/>", attributes='table:number-rows-repeated="90000000"')
        + ods_row(ods_text("x")),
    ],
    ids=["rows", "columns", "texts", "empty rows before a last one"],
)  # fmt: skip
def test_repetitions_without_end_are_refused(tmp_path: Path, rows: str) -> None:
    error, held = measured_refusal(ods_with_rows(tmp_path / "lista.ods", ODS_HEADER + rows))
    assert "far away" in error.message
    assert held < 60_000_000


def test_the_empty_rest_of_a_sheet_does_no_harm(tmp_path: Path) -> None:
    rest = '<table:table-cell table:number-columns-repeated="16382"/>'
    rows = ODS_HEADER + ods_row(ods_text("Elevregister"), ods_text("a<text:line-break/>b"), rest)
    rows += ods_row(rest, attributes='table:number-rows-repeated="1048574"')
    plan = read_list(ods_with_rows(tmp_path / "lista.ods", rows))
    assert [found.draft.systems for found in plan.rows] == [("a", "b")]


def test_texts_without_a_type_in_an_ods_are_read(tmp_path: Path) -> None:
    plan = read_list(
        ods_with_rows(
            tmp_path / "lista.ods",
            ODS_HEADER
            + ods_row("<table:table-cell><text:p>Elevregister</text:p></table:table-cell>"),
        )
    )
    assert [found.draft.name for found in plan.rows] == ["Elevregister"]


def test_an_xls_that_claims_a_huge_sheet_is_refused(tmp_path: Path) -> None:
    path = write(tmp_path, "xls", LIST)
    data = bytearray(path.read_bytes())
    at = data.find(struct.pack("<HH", 0x0200, 14))
    struct.pack_into("<II", data, at + 4, 0, 0xFFFFFFF0)
    path.write_bytes(bytes(data))
    assert "far away" in refusal(path).message


def test_many_far_apart_sheets_of_an_xls_are_refused(tmp_path: Path) -> None:
    far: list[list[object]] = [["x"], *[[]] * 60_000, [*[None] * 255, "x"]]
    path = write(tmp_path, "xls", *[Sheet(far, name=f"B{number}") for number in range(3)])
    assert "far away" in refusal(path).message


def rename(path: Path, suffix: str) -> Path:
    return Path(shutil.copy(path, path.with_name(f"annan{suffix}")))


@pytest.mark.parametrize("kind", FORMATS)
@pytest.mark.parametrize("suffix", [".xlsx", ".xls", ".ods", ".csv", ".XLSX", ""])
def test_the_content_says_what_a_file_is_and_a_wrong_name_is_mentioned(
    tmp_path: Path, kind: str, suffix: str
) -> None:
    plan = read_list(rename(write(tmp_path, kind, LIST), suffix))
    assert plan.kind is FileKind(kind)
    assert [found.draft.name for found in plan.rows] == ["Elevregister"]
    told = [(p.code, p.detail) for p in plan.problems]
    right = suffix.lower() in ("", f".{kind}")
    assert told == ([] if right else [(Code.OTHER_NAME, f".{kind}")])


def test_macros_and_pictures_in_a_list_are_no_obstacle(tmp_path: Path) -> None:
    parts = read_parts(write(tmp_path, "xlsx", LIST))
    parts |= {"xl/vbaProject.bin": b"\0" * 100, "xl/media/image1.png": b"<!DOCTYPE in a picture"}
    plan = read_list(write_parts(tmp_path / "lista.xlsm", parts))
    assert [found.draft.name for found in plan.rows] == ["Elevregister"]


@pytest.mark.parametrize("kind", ["xlsx", "ods"])
def test_the_library_gets_an_archive_of_what_was_checked(tmp_path: Path, kind: str) -> None:
    vetted = guard.vet_file(write(tmp_path, kind, LIST))
    assert vetted.kind is FileKind(kind)
    with zipfile.ZipFile(io.BytesIO(vetted.data)) as packed:
        assert {name: packed.read(name) for name in packed.namelist()} == vetted.parts


@pytest.mark.parametrize("size", [0, 1, 4095, 4096, 4097, 5_000_000])
def test_a_stream_packed_anew_is_the_same_stream(size: int) -> None:
    stream = bytes(range(256)) * (size // 256) + b"x" * (size % 256)
    packed = compound.pack("Workbook", stream)
    assert compound.stream_names(packed) == {"Root Entry", "Workbook"}
    assert compound.read_stream(packed, "Workbook").rstrip(b"\0") == stream.rstrip(b"\0")


@pytest.mark.parametrize(
    ("record", "content"),
    [
        (0x0200, struct.pack("<IIHHH", 9, 5, 0, 3, 0)),
        (0x0200, b"kort"),
        (0x00FC, struct.pack("<ii", 1, 0x7FFFFFFF)),
        (0x00FC, struct.pack("<ii", 1, -1)),
        (0x0204, struct.pack("<HHHH", 0, 0, 0, 65_535)),
        (0x0085, struct.pack("<IHBB", 0x7FFFFFFF, 0, 1, 0) + b"A"),
    ],
    ids=["turned", "short", "many texts", "less than none", "long text", "sheet outside"],
)
def test_records_that_claim_what_they_do_not_hold_are_refused(record: int, content: bytes) -> None:
    bof = struct.pack("<HHHHHH", 0x0809, 8, 0x0600, 5, 0, 0)
    end = struct.pack("<HH", 0x000A, 0)
    hostile = struct.pack("<HH", record, len(content)) + content
    place = len(bof) + 13 + len(hostile) + len(end)
    sheet = struct.pack("<HHIBBBB", 0x0085, 9, place, 0, 0, 1, 0) + b"A"
    stream = bof + sheet + hostile + end + bof + hostile + end
    data = compound.pack("Workbook", stream)
    with pytest.raises(SpreadsheetError):
        read_grids(guard.vet(data, "lista.xls"))


@pytest.mark.parametrize(
    "break_it",
    [
        lambda parts: parts | {"xl/worksheets/sheet1.xml": b"<worksheet><sheetData>"},
        lambda parts: parts | {"xl/workbook.xml": b"inte xml"},
        lambda parts: {name: content for name, content in parts.items() if "sheet1" not in name},
        lambda parts: {name: content for name, content in parts.items() if "rels" not in name},
    ],
    ids=["cut off", "no xml", "no sheet", "no relations"],
)
def test_a_workbook_that_does_not_hang_together_is_refused(
    tmp_path: Path, break_it: Callable[[dict[str, bytes]], dict[str, bytes]]
) -> None:
    parts = break_it(read_parts(write(tmp_path, "xlsx", LIST)))
    assert refusal(write_parts(tmp_path / "lista.xlsx", parts)).message == archive.DAMAGED


def test_a_quotation_mark_that_is_never_closed_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "lista.csv"
    path.write_text(
        'Informationsmängd;System\nElevregister;Vklass\n"Betyg;Vklass\nLoggar;x\n', encoding="utf-8"
    )
    assert refusal(path).params["line"] == 3


@pytest.mark.parametrize(
    "rest",
    [b";" * 3000 + b"x\n" + b"x\n" * 3000, b"\n" * 24_000_000, b";" * 24_000_000, b"x\n" * 150_000],
    ids=["wide and long", "line ends", "delimiters", "rows"],
)
def test_a_text_file_of_far_too_much_is_refused(tmp_path: Path, rest: bytes) -> None:
    path = tmp_path / "lista.csv"
    path.write_bytes("Informationsmängd;System\n".encode() + rest)
    assert "far away" in refusal(path).message
