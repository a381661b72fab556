"""What was handed out of a store, compared with what the store keeps of it: a workbook, a receipt."""

from __future__ import annotations

import errno
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final, Literal
from uuid import UUID

from ksa_tui.domain.comparing import compare
from ksa_tui.domain.exporting import ExportRow
from ksa_tui.domain.model import Model
from ksa_tui.domain.plain import from_plain
from ksa_tui.domain.receipt import Difference, Sentence
from ksa_tui.domain.returned import Returned
from ksa_tui.errors import KsaError
from ksa_tui.i18n import N_
from ksa_tui.services import verification_words as words
from ksa_tui.store import attesting
from ksa_tui.store.images import read_canonical

NO_SUCH_FILE: Final = N_("There is no file {path}. Check the path and the name.")
UNREADABLE: Final = N_(
    "{path} cannot be read ({why}). Check that it is a file, and that you may read it."
)
NOT_KNOWN: Final = N_(
    "{path} is neither a store nor something that was handed out of one: a workbook for decision, or an "
    "owner's receipt."
)

_ZIP: Final = b"PK"
_DIGEST: Final = re.compile(r"\b[0-9a-f]{64}\b")
_MOST_BYTES: Final = 1_000_000
_FIRST_BYTES: Final = 16


@dataclass(frozen=True, slots=True)
class Mark:
    """What a file says of where it comes from."""

    kind: Literal["workbook", "receipt"]
    id: str
    """The export's id, or the digest of the file that the receipt is about."""
    digest: str = ""
    history: str = ""
    """The digest of the last event before the export; empty in workbooks of earlier versions."""
    returned: Returned | None = None
    """What stands in a workbook."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at."""

    code: str
    is_sound: bool
    sentence: Sentence

    @property
    def text(self) -> str:
        """What was found and what it means, in the language spoken now."""
        return str(self.sentence)


def begins(file: Path) -> bytes:
    """The first bytes of a file, by which its kind is known."""
    try:
        with file.open("rb") as stream:
            return stream.read(_FIRST_BYTES)
    except FileNotFoundError:
        raise KsaError(NO_SUCH_FILE, path=file) from None
    except OSError as error:
        why = errno.errorcode.get(error.errno or 0, "?")
        raise KsaError(UNREADABLE, path=file, why=why) from error


def mark_of(file: Path) -> Mark:
    """What a file says it is; ``KsaError`` when it is nothing that was handed out."""
    if begins(file).startswith(_ZIP):
        return _mark_of_workbook(file)
    try:
        with file.open("rb") as stream:
            text = stream.read(_MOST_BYTES).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise KsaError(NOT_KNOWN, path=file) from None
    digests: Sequence[str] = _DIGEST.findall(text)
    if not digests:
        raise KsaError(NOT_KNOWN, path=file)
    return Mark("receipt", digests[0])


def _mark_of_workbook(file: Path) -> Mark:
    from ksa_tui.spreadsheets.decision.contract import Properties
    from ksa_tui.spreadsheets.returned.reading import read

    returned = read(file)
    for mark in returned.marks:
        if found := mark.get(Properties.WORKBOOK):
            digest, history = mark.get(Properties.DIGEST, ""), mark.get(Properties.HISTORY, "")
            return Mark("workbook", found, digest, history, returned)
    raise KsaError(NOT_KNOWN, path=file)


def handed_out(connection: Any, mark: Mark) -> Iterator[Check]:
    """Whether the store knows what was handed out, and a workbook says what it was handed out with."""
    if mark.kind == "receipt":
        yield _receipt(connection, mark)
        return
    try:
        export = attesting.find_handed_out(connection, UUID(mark.id))
    except ValueError:
        export = None
    if export is None or not export.events:
        yield Check("workbook", False, Sentence(words.WORKBOOK_NOT_HERE))
        return
    told = {"number": export.number}
    if mark.digest != export.digest:
        yield Check("workbook", False, Sentence(words.WORKBOOK_DIFFERS, told))
    elif mark.history and not attesting.holds_digest(connection, mark.history):
        yield Check("workbook", False, Sentence(words.WORKBOOK_OF_ANOTHER_HISTORY, told))
    elif differences := _differences(connection, export, mark):
        told |= {"count": len(differences)}
        yield Check("workbook", False, Sentence(words.WORKBOOK_CHANGED, told))
        yield from (Check("workbook_cell", False, each.sentence) for each in differences)
    else:
        yield Check("workbook", True, Sentence(words.WORKBOOK, told))


def _receipt(connection: Any, mark: Mark) -> Check:
    events = list(attesting.find_receipts(connection, mark.id))
    is_there = bool(events) and all(events)
    return Check(
        "receipt", is_there, Sentence(words.RECEIPT if is_there else words.RECEIPT_NOT_HERE)
    )


def _differences(connection: Any, export: Any, mark: Mark) -> Sequence[Difference]:
    """What stands in a workbook outside the owner's cells and is not what was handed out."""
    from ksa_tui.services.owners_columns import owners_headers

    if mark.returned is None:
        return ()
    lines = attesting.find_rows(connection, UUID(mark.id))
    rows = [
        ExportRow(
            sheet=sheet,
            row_key=key,
            cells={} if cells is None else read_canonical(cells),
            row_digest=digest,
            emptied=cells is None,
        )
        for sheet, key, cells, digest in lines
    ]
    owners = owners_headers(_model(export.model), export.locale, [row.row_key for row in rows])
    return compare(mark.returned, rows, owners).differences


def _model(body: str) -> Model | None:
    """The model that the workbook was made with; None when it was spoilt, which is said elsewhere."""
    try:
        return from_plain(Model, read_canonical(body))
    except (AttributeError, KeyError, TypeError, ValueError):
        return None
