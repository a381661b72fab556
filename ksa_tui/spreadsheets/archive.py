"""Archives (.xlsx, .ods) unpacked within limits, whatever their directory claims, and packed anew.

The limits are those of a real list with room to spare: 500 parts, 50 MB a part, 100 MB in all.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final

from ksa_tui.domain.importing import FileKind
from ksa_tui.i18n import N_

MAX_PARTS: Final = 500
MAX_PART: Final = 50 * 1024 * 1024
MAX_TOTAL: Final = 100 * 1024 * 1024

DAMAGED: Final = N_(
    "{name} is damaged or was not downloaded in full. Fetch the file again and try once more."
)
ENCRYPTED: Final = N_("{name} is locked with a password. Save an open copy and choose that.")
TOO_MUCH: Final = N_(
    "{name} unpacks to far more than a list holds and was not opened. Save the list alone in a new file."
)
ODD: Final = N_(
    "{name} is put together in a way that no spreadsheet program does and was not opened. "
    "Open it yourself and save a copy, if you trust the sender."
)
NO_SPREADSHEET: Final = N_(
    "{name} is not a spreadsheet. Choose a file of the kind .xlsx, .xls, .ods or .csv."
)
TEXT_DOCUMENT: Final = N_(
    "{name} is a text document. Copy the table into a spreadsheet, save it as .xlsx and choose that."
)
BINARY_BOOK: Final = N_(
    "{name} is a binary Excel file (.xlsb). Open it in Excel and save it as .xlsx."
)
NUMBERS: Final = N_("{name} is a Numbers file. Export it as Excel (.xlsx) and choose that.")
WEB_PAGE: Final = N_(
    "{name} is a web page, whatever its name says. Open it in a spreadsheet program and save it as .xlsx."
)
XML_SHEET: Final = N_(
    "{name} is an XML file. Open it in a spreadsheet program and save it as .xlsx."
)

_XML: Final = (".xml", ".rels")
_DOCTYPE: Final = tuple("<!DOCTYPE".encode(code) for code in ("ascii", "utf-16-le", "utf-16-be"))
_UNREADABLE: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    OverflowError,
    LookupError,
)
_MANIFEST: Final = "META-INF/manifest.xml"
_ODF: Final = b"application/vnd.oasis.opendocument."


class Refused(Exception):  # noqa: N818 - never leaves this package
    """The archive is not to be opened; ``message`` is a message id with ``{name}``."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def unpack(data: bytes, most: int = MAX_TOTAL) -> dict[str, bytes]:
    """Every part of the archive by name. ``Refused`` when a limit is passed or something is odd.

    ``most`` is how many bytes all parts together may hold.
    """
    if data.count(b"PK\x01\x02") > 4 * MAX_PARTS:
        raise Refused(TOO_MUCH)  # before the directory is read: that alone can take long
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            return _read_parts(opened, most)
    except _UNREADABLE as error:
        raise Refused(DAMAGED) from error
    except (NotImplementedError, RuntimeError) as error:
        raise Refused(ODD) from error


def pack(parts: Mapping[str, bytes]) -> bytes:
    """An archive of these parts, stored: the same parts give the same bytes."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as made:
        for name, content in parts.items():
            made.writestr(zipfile.ZipInfo(name), content)
    return target.getvalue()


def kind_of(parts: Mapping[str, bytes]) -> FileKind:
    """Which spreadsheet these parts are. ``Refused`` for every other kind, by what it is."""
    if "xl/workbook.xml" in parts:
        return FileKind.XLSX
    if parts.get("mimetype", b"").startswith(_ODF + b"spreadsheet"):
        if b"encryption-data" in parts.get(_MANIFEST, b"") or "content.xml" not in parts:
            raise Refused(ENCRYPTED)
        return FileKind.ODS
    if parts.get("mimetype", b"").startswith(_ODF) or {"word/document.xml"} & parts.keys():
        raise Refused(TEXT_DOCUMENT)
    if "xl/workbook.bin" in parts:
        raise Refused(BINARY_BOOK)
    if any(name.endswith(".iwa") for name in parts):
        raise Refused(NUMBERS)
    raise Refused(NO_SPREADSHEET)


def _read_parts(opened: zipfile.ZipFile, most: int) -> dict[str, bytes]:
    entries = [entry for entry in opened.infolist() if not entry.is_dir()]
    if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > most:
        raise Refused(TOO_MUCH)
    if len({entry.filename for entry in entries}) != len(entries):
        raise Refused(ODD)
    parts: dict[str, bytes] = {}
    for entry in entries:
        if entry.flag_bits & 0x1:
            raise Refused(ENCRYPTED)
        parts[entry.filename.replace("\\", "/")] = _read_part(opened, entry)
    return parts


def _read_part(opened: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    if entry.file_size > MAX_PART:
        raise Refused(TOO_MUCH)
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise Refused(ODD)
    with opened.open(entry) as stream:  # reading to the end would unpack first and count afterwards
        content = stream.read(entry.file_size + 1)
    if entry.filename.endswith(_XML) and entry.filename != _MANIFEST:
        for mark in _DOCTYPE:
            if mark in content:
                raise Refused(ODD)
    return content
