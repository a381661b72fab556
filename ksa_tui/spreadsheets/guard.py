"""The one door for files from elsewhere: what a file is, and whether a library may open it.

A file is hostile until it has been through here. Nothing is opened by its extension; every refusal is one
sentence. What comes out (:class:`Vetted`) is bytes of bounded size, whatever the file's own headers claim.
"""

from __future__ import annotations

import re
import stat
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from ksa_tui.domain.importing import FileKind
from ksa_tui.errors import SpreadsheetError
from ksa_tui.i18n import N_
from ksa_tui.spreadsheets import archive, compound

WORKBOOK: Final = ("Workbook", "Book")
"""The stream of an .xls that holds the sheets, by age; :class:`Vetted` calls it by the first name."""
MAX_BYTES: Final = 25 * 1024 * 1024
_ZIP: Final = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_EARLY_BIFF: Final = (b"\x09\x00", b"\x09\x02", b"\x09\x04")
_NOT_SHEETS: Final = (
    b"%PDF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"{\\rtf",
    b"\x1f\x8b",
    b"7z\xbc",
    b"Rar!",
)
_FEW_CONTROLS: Final = 20
_MARKUP: Final = re.compile(
    rb"<(?:\?xml|!--|!doctype|[a-z][\w:-]*[\s/>])|mime-version:", re.IGNORECASE
)
_HTML: Final = re.compile(
    rb"<(?:!doctype\s+html|html|head|body|table|meta|style)\b|mime-version:", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Vetted:
    """A file that was checked. Give libraries ``data``, never the file itself."""

    name: str
    """The file's name, fit to be shown."""
    kind: FileKind
    data: bytes
    """The file; all but text is packed anew from the parts that were checked."""
    parts: Mapping[str, bytes] = field(default_factory=dict)
    """The parts of an .xlsx or .ods by name, the one stream of an .xls."""


def vet_file(path: Path) -> Vetted:
    """Read and check a file; ``SpreadsheetError`` in one sentence when it cannot be used."""
    return vet(read_file(path), path.name)


def read_file(path: Path) -> bytes:
    """The bytes of an ordinary file of at most ``MAX_BYTES``; ``SpreadsheetError`` otherwise."""
    name = shown(str(path))
    try:
        state = path.stat()
        if stat.S_ISDIR(state.st_mode):
            raise SpreadsheetError(N_("{name} is a folder. Choose a file."), name=name)
        if not stat.S_ISREG(state.st_mode):
            raise SpreadsheetError(N_("{name} is not an ordinary file. Choose a file."), name=name)
        with path.open("rb") as file:
            data = file.read(min(state.st_size, MAX_BYTES) + 1)
    except (FileNotFoundError, NotADirectoryError):
        raise SpreadsheetError(
            N_("There is no file {name}. Check the path, or choose the file again."), name=name
        ) from None
    except PermissionError:
        raise SpreadsheetError(
            N_(
                "{name} may not be read by you, or is open in another program. "
                "Close it there, or make a copy and choose that."
            ),
            name=name,
        ) from None
    except (OSError, ValueError) as error:
        raise SpreadsheetError(
            N_("{name} could not be read ({reason}). Make a copy of the file and choose that."),
            name=name,
            reason=shown(getattr(error, "strerror", None) or str(error)),
        ) from error
    if len(data) > MAX_BYTES:
        raise SpreadsheetError(
            N_("{name} is larger than {limit} MB. Save the list alone in a new file."),
            name=name,
            limit=MAX_BYTES // (1024 * 1024),
        )
    return data


def vet(data: bytes, file_name: str) -> Vetted:
    """Check the content of a file; ``file_name`` is only for the sentences."""
    name = shown(file_name)
    if not data.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise SpreadsheetError(N_("{name} is empty. Nothing was read."), name=name)
    if data.startswith(_ZIP):
        return _vet_archive(data, name)
    if data.startswith(compound.MAGIC):
        return _vet_compound(data, name)
    _refuse_known_others(data, name)
    return Vetted(name, FileKind.CSV, data)


def shown(text: str) -> str:
    """A name as it may be shown: what cannot be printed is replaced."""
    return "".join(char if char.isprintable() else "\N{REPLACEMENT CHARACTER}" for char in text)


def _vet_archive(data: bytes, name: str) -> Vetted:
    try:
        parts = archive.unpack(data)
        kind = archive.kind_of(parts)
    except archive.Refused as refused:
        raise SpreadsheetError(refused.message, name=name) from None
    return Vetted(name, kind, archive.pack(parts), parts)


def _vet_compound(data: bytes, name: str) -> Vetted:
    try:
        names = compound.stream_names(data)
        if "EncryptedPackage" in names:
            raise SpreadsheetError(archive.ENCRYPTED, name=name)
        if names.isdisjoint(WORKBOOK):
            raise SpreadsheetError(archive.NO_SPREADSHEET, name=name)
        stream = compound.read_stream(data, *WORKBOOK)
    except compound.Damaged:
        raise SpreadsheetError(archive.DAMAGED, name=name) from None
    return Vetted(name, FileKind.XLS, compound.pack(WORKBOOK[0], stream), {WORKBOOK[0]: stream})


def _refuse_known_others(data: bytes, name: str) -> None:
    """Name the kinds of files that are often taken for spreadsheets; the rest may be text."""
    head = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n")
    if head.startswith(_NOT_SHEETS) or head[:2] in _EARLY_BIFF:
        raise SpreadsheetError(archive.NO_SPREADSHEET, name=name)
    if _MARKUP.match(head):
        message = archive.WEB_PAGE if _HTML.search(head) else archive.XML_SHEET
        raise SpreadsheetError(message, name=name)
    if not _looks_like_text(data[:65536]):
        raise SpreadsheetError(archive.NO_SPREADSHEET, name=name)


def _looks_like_text(sample: bytes) -> bool:
    """Whether the bytes may be text: few control codes, and NULs only as UTF-16 has them."""
    nuls = sample.count(0)
    if nuls and not sample.startswith((b"\xff\xfe", b"\xfe\xff")):
        even, odd = sample[0::2].count(0), sample[1::2].count(0)
        if min(even, odd) * 20 > max(even, odd) or nuls * 5 < len(sample):
            return False
    controls = sum(
        sample.count(code) for code in range(1, 32) if code not in (9, 10, 11, 12, 13, 27)
    )
    return controls <= _FEW_CONTROLS + len(sample) // 20
