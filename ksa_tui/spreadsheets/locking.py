"""Workbooks that are locked with a password: made and opened in memory, never readable on a disk.

The container is hostile until the password fits: its description is looked at before a library reads it.
"""

from __future__ import annotations

import io
import re
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from ksa_tui.errors import SpreadsheetError
from ksa_tui.i18n import N_
from ksa_tui.spreadsheets import archive, compound, guard

NOT_INSTALLED: Final = N_(
    'For workbooks with a password ksa needs its extra for encryption: pip install "ksa-tui[encrypt]". '
    "Nothing was changed."
)
WRONG: Final = N_(
    "The password does not open {name}. Ask the sender for the right one; large and small letters count."
)

_PACKAGE: Final = "EncryptedPackage"
_INFO: Final = "EncryptionInfo"
_SPINS: Final = re.compile(rb'spinCount="(\d+)"')
_MOST_SPINS: Final = 1_000_000
"""Excel and LibreOffice take a tenth; more would let a file keep the computer busy."""


def can_lock() -> bool:
    """Whether the extra for encryption is installed."""
    return find_spec("msoffcrypto") is not None


def lock(data: bytes, password: str) -> bytes:
    """The workbook as Excel and LibreOffice lock one."""
    if not can_lock():
        raise SpreadsheetError(NOT_INSTALLED)
    from msoffcrypto.format.ooxml import OOXMLFile

    locked = io.BytesIO()
    OOXMLFile(io.BytesIO(data)).encrypt(password, locked)
    return locked.getvalue()


def is_locked_file(path: Path) -> bool:
    """Whether a file is a workbook locked with a password; False for what cannot be read."""
    try:
        return is_locked(guard.read_file(path))
    except SpreadsheetError:
        return False


def is_locked(data: bytes) -> bool:
    """The same for the content of a file."""
    try:
        return data.startswith(compound.MAGIC) and _PACKAGE in compound.stream_names(data)
    except compound.Damaged:
        return False


def unlock(data: bytes, password: str, name: str) -> bytes:
    """The workbook inside; ``SpreadsheetError`` when the password does not fit, or nothing could."""
    if not can_lock():
        raise SpreadsheetError(NOT_INSTALLED)
    _refuse_traps(data, name)
    import msoffcrypto
    from msoffcrypto.exceptions import InvalidKeyError

    inside = io.BytesIO()
    try:
        book = msoffcrypto.OfficeFile(io.BytesIO(data))
        book.load_key(password=password, verify_password=True)
        book.decrypt(inside)
    except InvalidKeyError:
        raise SpreadsheetError(WRONG, name=name) from None
    except Exception as error:  # the library raises whatever its own parts do
        raise SpreadsheetError(archive.DAMAGED, name=name) from error
    return inside.getvalue()


def _refuse_traps(data: bytes, name: str) -> None:
    try:
        described = compound.read_stream(data, _INFO)
    except compound.Damaged:
        raise SpreadsheetError(archive.DAMAGED, name=name) from None
    spins = [int(found[:12]) for found in _SPINS.findall(described)]
    if b"<!" in described or any(count > _MOST_SPINS for count in spins):
        raise SpreadsheetError(archive.DAMAGED, name=name)
