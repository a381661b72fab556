"""One form for a cell's value, whatever program saved it, and the digests over rows in that form.

Written and read workbooks are compared in this form, so harmless handling (a re-save, numbers as text,
other line breaks) gives no difference and a changed word does.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Final
from uuid import UUID

from ksa_tui.spreadsheets.workbook.cleaning import clean

_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
_INVISIBLE: Final = re.compile("[\ufeff\u200b]")
_BLANKS: Final = re.compile(r"[^\S\n]+")
_MIDNIGHT: Final = re.compile(r"(\d{4}-\d{2}-\d{2})[T ]00:00(:00(\.0+)?)?")
_MIDNIGHT_HINT: Final = "00:00"
_CODE_BYTES: Final = 5
_to_json: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode
"""Made once: ``json.dumps`` makes an encoder for every row."""


def canon(value: object) -> str:
    """The canonical text of a cell's value; an empty cell is "".

    >>> canon(2.0), canon(" 2 "), canon("a\\u00a0 b\\r\\nc ")
    ('2', '2', 'a b\\nc')
    """
    if isinstance(value, str):
        return _canonical_text(value)
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ")
    if isinstance(value, date):
        return value.isoformat()
    return _canonical_text(str(value))


def _canonical_text(text: str) -> str:
    if _is_canonical(text):
        return text
    text = unicodedata.normalize("NFC", clean(_unescaped(text)))
    text = _BLANKS.sub(" ", _INVISIBLE.sub("", text))
    text = "\n".join(line.strip() for line in text.split("\n")).strip()
    midnight = _MIDNIGHT.fullmatch(text)
    return midnight[1] if midnight else text


def _is_canonical(text: str) -> bool:
    """Whether nothing of what follows would change the text: true of nearly all that people write.

    What can be printed holds nothing to be cleaned, and no blank but the ordinary one.
    """
    line = text.replace("\n", " ")
    return (
        line.isprintable()
        and "  " not in line
        and line == line.strip()
        and "_x" not in line
        and _MIDNIGHT_HINT not in line
        and unicodedata.is_normalized("NFC", line)
    )


def _unescaped(text: str) -> str:
    """Undo ``_xHHHH_`` until nothing changes: programs differ in how often they undo it."""
    while True:
        undone = _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text)
        if undone == text:
            return text
        text = undone


def row_digest(sheet: str, row_key: str, cells: Mapping[str, str]) -> str:
    """SHA-256 over the canonical ``cells`` of one row, in hex; the order of the columns does not count."""
    content = _to_json([sheet, row_key, sorted(cells.items())])
    return hashlib.sha256(content.encode("utf-8")).hexdigest()


def total_digest(workbook: UUID, row_digests: Iterable[str]) -> str:
    """SHA-256 over a workbook's id and its rows, whatever their order, in hex."""
    content = "\n".join([str(workbook), *sorted(row_digests)])
    return hashlib.sha256(content.encode("ascii")).hexdigest()


def control_code(digest: str) -> str:
    """The first 40 bits of a digest as a person can read them aloud: KUGO-PAE5."""
    letters = base64.b32encode(bytes.fromhex(digest)[:_CODE_BYTES]).decode("ascii")
    return f"{letters[:4]}-{letters[4:]}"
