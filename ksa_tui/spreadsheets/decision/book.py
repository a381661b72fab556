"""A decision workbook from a decision book: the sheets, what is kept of them, and the bytes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from ksa_tui.domain.exporting import DecisionBook, ExportRow
from ksa_tui.spreadsheets.decision import (
    basis,
    decide,
    levels,
    machine,
    measures,
    minutes,
    questions,
    readme,
    required,
    sign,
)
from ksa_tui.spreadsheets.decision.contract import SCHEMA, Properties
from ksa_tui.spreadsheets.decision.words import Words
from ksa_tui.spreadsheets.workbook.canonical import control_code, row_digest, total_digest
from ksa_tui.spreadsheets.workbook.cleaning import clip
from ksa_tui.spreadsheets.workbook.plan import Sheet
from ksa_tui.spreadsheets.workbook.writing import Cover, write

SHEETS: Final[tuple[Callable[[DecisionBook], Sheet], ...]] = (
    readme.sheet,
    decide.sheet,
    sign.sheet,
    levels.sheet,
    measures.sheet,
    required.sheet,
    questions.sheet,
    minutes.sheet,
    basis.sheet,
)
"""The sheets in order; a new one is a module with a ``sheet`` function and a place here."""

TICKS: Final = len(SHEETS) + 1
"""How often the making of one workbook tells that it has come further."""

_ONLY_FOR_DECISION: Final = frozenset({sign.sheet})
_OF_MEASURES: Final = frozenset({measures.sheet, required.sheet})
_FOOT_TITLE: Final = 70


def _silent() -> None:
    """Nobody wants to know."""


@dataclass(frozen=True, slots=True)
class Made:
    """A finished workbook and what the store keeps of it."""

    data: bytes
    rows: tuple[ExportRow, ...]
    digest: str
    """SHA-256 over the workbook's id and its rows, in hex."""
    control_code: str


def build(book: DecisionBook) -> bytes:
    """The workbook's bytes; the same book gives the same bytes."""
    return make(book).data


def make(book: DecisionBook, tick: Callable[[], None] = _silent) -> Made:
    """The workbook with its snapshot. ``tick`` is called :data:`TICKS` times at most; it may raise to stop."""
    sheets = [sheet(book) for sheet in SHEETS if _is_wanted(sheet, book)]
    rows = snapshot(sheets)
    digest = total_digest(book.id, (row.row_digest for row in rows))
    properties = _properties(book, digest)
    code = control_code(digest)
    secret = machine.sheet(properties, [row for row in rows if row.treatment])
    data = write([*sheets, secret], _cover(book, properties, code), tick)
    return Made(data, rows, digest, code)


def _is_wanted(sheet: Callable[[DecisionBook], Sheet], book: DecisionBook) -> bool:
    if sheet in _ONLY_FOR_DECISION:
        return book.kind == "decision"
    return sheet not in _OF_MEASURES or book.measures is not None


def snapshot(sheets: Sequence[Sheet]) -> tuple[ExportRow, ...]:
    """Every row that says something, in canonical form: the truth for the comparison."""
    return tuple(
        ExportRow(
            sheet=sheet.name,
            row_key=key,
            cells=values,
            row_digest=row_digest(sheet.name, key, values),
            treatment=row.treatment,
            asset=row.asset,
            proposal=row.proposal,
        )
        for sheet in sheets
        for key, row, values in sheet.recorded()
    )


def _properties(book: DecisionBook, digest: str) -> dict[str, str]:
    history = {Properties.HISTORY: book.history} if book.history else {}
    return {
        Properties.SCHEMA: SCHEMA,
        Properties.WORKBOOK: str(book.id),
        Properties.WORKSHOP: str(book.workshop.id),
        Properties.NUMBER: str(book.number),
        Properties.KIND: book.kind,
        Properties.LANGUAGE: book.language,
        Properties.DIGEST: digest,
        Properties.CODE: control_code(digest),
        **history,
    }


def _cover(book: DecisionBook, properties: dict[str, str], code: str) -> Cover:
    words = Words.of(book)
    _ = words.gettext
    title = clip(words.name(book.workshop.title), _FOOT_TITLE)
    draft = _("DRAFT: nothing can be decided in it") if book.kind == "draft" else ""
    by = book.workshop.answer_by
    return Cover(
        title=title,
        subject=_("Information classification"),
        author=clip(words.name(book.workshop.facilitator), _FOOT_TITLE),
        created=book.created,
        properties=properties,
        code=code,
        header_left=_("Internal. Assess secrecy before disclosure."),
        header_right=draft or (_("Answer by {day}").format(day=by.isoformat()) if by else ""),
        footer_left=title,
        footer_middle=_("Control code {code}").format(code=code),
        footer_right=_("&A  ·  page &P of &N"),
    )
