"""The door for a returned workbook: what it is, and whether its parts may be read (findings 3b).

Stricter than for lists: what was handed out was an .xlsx without macros, links or foreign data, and small.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ksa_tui.domain.importing import FileKind
from ksa_tui.errors import SpreadsheetError
from ksa_tui.i18n import N_
from ksa_tui.spreadsheets import archive, guard, locking

MAX_UNPACKED: Final = 40 * 1024 * 1024
"""Bytes of all parts: a workbook of 1,000 assets takes a quarter of it."""

MAX_TAGS: Final = 1_000_000
"""Tags in what is read: a workbook of 3,000 assets, and less than two seconds."""

TOO_LARGE: Final = N_(
    "{name} holds far more than any decision workbook and was not opened. "
    "Ask the sender for the file that they filled in."
)
NOT_A_BOOK: Final = N_(
    "{name} is not an Excel workbook. Choose the decision workbook that came back, an .xlsx file."
)
TEXT_DOCUMENT: Final = N_(
    "{name} is a text document, not the decision workbook. Ask the sender for the .xlsx file."
)
OLD_EXCEL: Final = N_(
    "{name} is in the old Excel format (.xls). Open it in Excel or LibreOffice, save it as .xlsx "
    "and choose that."
)
OPEN_DOCUMENT: Final = N_(
    "{name} is an OpenDocument file (.ods). Open it, save it as .xlsx and choose that."
)
PLAIN_TEXT: Final = N_(
    "{name} is a text file (such as .csv), and a decision cannot be checked in one. "
    "Ask the sender for the .xlsx file."
)
WEB_PAGE: Final = N_(
    "{name} is a web page, whatever its name says. Ask the sender for the .xlsx file."
)
XML_SHEET: Final = N_("{name} is an XML file. Ask the sender for the .xlsx file.")
MACROS: Final = N_(
    "{name} holds macros. The workbook that was handed out had none, so it was not opened. "
    "Ask the sender for the original file, filled in."
)
LINKS: Final = N_(
    "{name} fetches values from other files or from the network. The workbook that was handed out did not, "
    "so it was not opened. Ask the sender for the original file, filled in."
)
EMBEDDED: Final = N_(
    "{name} holds another file or a control inside it. The workbook that was handed out did not, "
    "so it was not opened. Ask the sender for the original file, filled in."
)
EMPTY: Final = N_("{name} is empty: nothing came with it. Ask the sender to send the file again.")

_SENTENCES: Final = {
    archive.DAMAGED: ("damaged", archive.DAMAGED),
    archive.ENCRYPTED: ("encrypted", archive.ENCRYPTED),
    archive.TOO_MUCH: ("too_large", TOO_LARGE),
    archive.ODD: ("odd_archive", archive.ODD),
    archive.NO_SPREADSHEET: ("not_a_workbook", NOT_A_BOOK),
    archive.TEXT_DOCUMENT: ("text_document", TEXT_DOCUMENT),
    archive.BINARY_BOOK: ("xlsb", archive.BINARY_BOOK),
    archive.NUMBERS: ("numbers", archive.NUMBERS),
    archive.WEB_PAGE: ("web_page", WEB_PAGE),
    archive.XML_SHEET: ("xml", XML_SHEET),
}
"""Code and sentence for each refusal of the common guard."""

_FOREIGN: Final = (
    ("xl/externallinks/", "external_links", LINKS),
    ("xl/connections.xml", "external_links", LINKS),
    ("xl/querytables/", "external_links", LINKS),
    ("xl/webextensions/", "external_links", LINKS),
    ("xl/macrosheets/", "macros", MACROS),
    ("xl/dialogsheets/", "macros", MACROS),
    ("xl/embeddings/", "embedded", EMBEDDED),
    ("xl/activex/", "embedded", EMBEDDED),
    ("xl/ctrlprops/", "embedded", EMBEDDED),
    ("customui/", "macros", MACROS),
)
_MACRO_PART: Final = "vbaproject.bin"
_MACRO_TYPE: Final = b"macroenabled"


class RefusedFileError(SpreadsheetError):
    """The file is not read at all; ``code`` says why, for programs."""

    def __init__(self, code: str, message: str, **params: object) -> None:
        super().__init__(message, **params)
        self.code = code


@dataclass(frozen=True, slots=True)
class Opened:
    """An .xlsx whose parts may be read."""

    name: str
    digest: str
    parts: Mapping[str, bytes]


def open_file(path: Path, password: str = "") -> Opened:
    """Read and check a file; :class:`RefusedFileError` in one sentence when it is not to be read."""
    try:
        data = guard.read_file(path)
    except SpreadsheetError as error:
        raise RefusedFileError("unreadable", error.message, **error.params) from error
    return open_bytes(data, path.name, password)


def open_bytes(data: bytes, file_name: str, password: str = "") -> Opened:
    """The same for the content of a file. One that is locked is opened in memory with ``password``."""
    name, digest = guard.shown(file_name), hashlib.sha256(data).hexdigest()
    if password and locking.is_locked(data):
        data = _unlocked(data, password, name)
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise RefusedFileError("empty", EMPTY, name=name)
    if not data.startswith(b"PK"):
        _refuse_other_kinds(data, name)
    try:
        parts = archive.unpack(data, MAX_UNPACKED)
        kind = archive.kind_of(parts)
    except archive.Refused as refused:
        raise _refusal(refused.message, name) from None
    if kind is FileKind.ODS:
        raise RefusedFileError("ods", OPEN_DOCUMENT, name=name)
    _refuse_foreign_parts(parts, name)
    return Opened(name, digest, parts)


def _unlocked(data: bytes, password: str, name: str) -> bytes:
    try:
        return locking.unlock(data, password, name)
    except SpreadsheetError as error:
        code = "wrong_password" if error.message == locking.WRONG else "encrypted"
        raise RefusedFileError(code, error.message, **error.params) from None


def _refuse_other_kinds(data: bytes, name: str) -> None:
    """Say what a file is that is no archive."""
    try:
        kind = guard.vet(data, name).kind
    except SpreadsheetError as error:
        raise _refusal(error.message, name) from None
    if kind is FileKind.XLS:
        raise RefusedFileError("xls", OLD_EXCEL, name=name)
    raise RefusedFileError("text", PLAIN_TEXT, name=name)


def _refuse_foreign_parts(parts: Mapping[str, bytes], name: str) -> None:
    for part in map(str.lower, parts):
        if part.endswith(_MACRO_PART):
            raise RefusedFileError("macros", MACROS, name=name)
        for start, code, message in _FOREIGN:
            if part.startswith(start):
                raise RefusedFileError(code, message, name=name)
    if _MACRO_TYPE in parts.get("[Content_Types].xml", b"").lower():
        raise RefusedFileError("macros", MACROS, name=name)


def _refusal(message: str, name: str) -> RefusedFileError:
    code, sentence = _SENTENCES.get(message, ("not_a_workbook", NOT_A_BOOK))
    return RefusedFileError(code, sentence, name=name)
