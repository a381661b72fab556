"""Words that leave: the covering mail of a decision workbook, and the owner's receipt of what they decided."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from ksa_tui.domain.answers import Choice
from ksa_tui.domain.exporting import DecisionBook
from ksa_tui.domain.model import Model
from ksa_tui.errors import KsaError
from ksa_tui.i18n import DEFAULT_LANGUAGE, N_, speaking
from ksa_tui.services.delivery import delivery_of
from ksa_tui.services.earlier_decisions import choice_of
from ksa_tui.services.export_records import kept
from ksa_tui.services.models import model_of
from ksa_tui.services.protection import answers, measures_of
from ksa_tui.services.receipt_rest import left_lines, left_of, measure_lines, sum_line
from ksa_tui.services.returned_export import asked_in
from ksa_tui.services.workshops import load
from ksa_tui.spreadsheets.saving import save_new
from ksa_tui.store import Store
from ksa_tui.store.decided import decisions_on, read_receipt, receipts_in

NO_RECEIPT: Final = N_("There is no such receipt.")
NOT_HANDED_OUT: Final = N_("“{title}” has not been handed out for decision yet.")

_WORDS: Final = {
    Choice.APPROVE: N_("Approved as proposed"),
    Choice.CHANGE: N_("Changed"),
    Choice.RETURN: N_("Returned"),
    Choice.NONE: N_("No decision"),
}
_SHORT_ID: Final = 8


@dataclass(frozen=True, slots=True)
class Mail:
    """A covering mail, to copy."""

    to: str
    subject: str
    body: str


@dataclass(frozen=True, slots=True)
class Filed:
    """A receipt among those of a workshop."""

    id: UUID
    read_at: datetime
    signed_by: str
    title: str
    signed_on: date | None
    registry_ref: str
    file_name: str
    by_hand: str
    """Who recorded it, when there was no file."""


def receipts(store: Store, workshop_id: UUID) -> tuple[Filed, ...]:
    """The receipts of a workshop, the newest first."""
    with store.reading() as connection:
        rows = receipts_in(connection, workshop_id)
    return tuple(
        Filed(
            row.id,
            row.read_at,
            row.signed_by,
            row.title,
            row.signed_on,
            row.registry_ref,
            row.file_name,
            (row.differences or {}).get("by_hand", ""),
        )
        for row in rows
        if row.decides or (row.differences or {}).get("measures")
    )


def covering_mail(store: Store, workshop_id: UUID, number: int | None = None) -> Mail:
    """The mail that goes with an export (None: the newest for decision), in the owner's language."""
    workshop = load(store, workshop_id)
    numbers = [e.number for e in workshop.exports if e.kind == "decision"]
    if number is None and not numbers:
        raise KsaError(NOT_HANDED_OUT, title=workshop.title)
    found = kept(store, workshop_id, workshop.title, number or max(numbers))
    book = found.book
    _ = speaking(book.language).gettext
    return Mail(
        to=book.owner.e_mail if book.owner else "",
        subject=_("For your decision: classification of {title}").format(title=book.workshop.title),
        body="\n".join(_mail_lines(book, found.file_name)),
    )


def _mail_lines(book: DecisionBook, file_name: str) -> Iterator[str]:
    catalogue = speaking(book.language)
    _, count = catalogue.gettext, len(book.assets)
    workshop = book.workshop
    yield _("Hello {name},").format(name=book.owner.name if book.owner else "").replace(" ,", ",")
    yield ""
    yield catalogue.ngettext(
        "We have classified {count} information asset in “{title}”, and the decision is yours as information "
        "owner. The proposal is in the attached workbook, {file}.",
        "We have classified {count} information assets in “{title}”, and the decision is yours as information "
        "owner. The proposal is in the attached workbook, {file}.",
        count,
    ).format(count=count, title=workshop.title, file=file_name)
    yield ""
    yield _("Why: the level that you decide settles how well the information is protected.")
    yield ""
    yield _("What to do:")
    yield _("1. Open the workbook and choose Enable Editing if a yellow bar shows.")
    yield _(
        "2. Choose Approve, Change or Return for each row on the sheet Decision. Yellow cells only."
    )
    yield _(
        "3. Write your name and the date on the sheet Signature. The rest can be approved in one choice."
    )
    yield _("4. Save, and send the file back as it is, from your own e-mail address.")
    yield ""
    if workshop.answer_by:
        yield _("Please answer by {day}.").format(day=workshop.answer_by.isoformat())
    if workshop.reply_to:
        yield _("Send it to {address}.").format(address=workshop.reply_to)
    yield _("The workbook is internal. Do not pass it on.")
    yield ""
    yield _("Kind regards")
    yield ", ".join(part for part in (workshop.facilitator, workshop.facilitator_role) if part)


def owner_receipt(store: Store, receipt_id: UUID) -> str:
    """What the owner decided, as a text that they can file, in the language of their workbook."""
    with store.reading() as connection:
        receipt = read_receipt(connection, receipt_id)
        rows = decisions_on(connection, receipt_id)
    if receipt is None or not (rows or receipt.workshop_id):
        raise KsaError(NO_RECEIPT)
    workshop_id = rows[0].workshop_id if rows else receipt.workshop_id
    language = receipt.locale or delivery_of(store, workshop_id).owner_language or DEFAULT_LANGUAGE
    workshop, model = load(store, workshop_id), model_of(store, workshop_id)
    asked = asked_in(store, receipt)
    left = left_of(receipt, asked, [row.workshop_asset_id for row in rows])
    lines = [
        *_receipt_lines(receipt, workshop.title, language),
        *([sum_line(len(asked), len(left), language)] if asked else []),
        *_decision_lines(rows, model, language),
        *left_lines(left, workshop, language),
        *measure_lines(receipt, measures_of(store, workshop_id), answers(store), language),
    ]
    return "\n".join(lines) + "\n"


def write_owner_receipt(store: Store, receipt_id: UUID, folder: Path | None = None) -> Path:
    """Save the owner's receipt as a text file in ``folder`` (None: the workspace's ``exports``)."""
    text = owner_receipt(store, receipt_id)
    stem = f"kvitto-{receipt_id.hex[:_SHORT_ID]}"
    data = text.replace("\n", "\r\n").encode("utf-8-sig")
    return save_new(folder or store.workspace.exports, stem, ".txt", data)


def _receipt_lines(receipt: Any, title: str, language: str) -> Iterator[str]:
    _ = speaking(language).gettext
    yield _("Receipt: your decision on “{title}”").format(title=title)
    yield ""
    who = ", ".join(part for part in (receipt.signed_by, receipt.title) if part)
    yield _("Decided by {who} on {day}.").format(who=who, day=receipt.signed_on.isoformat())
    if receipt.registry_ref:
        yield _("Reference: {text}").format(text=receipt.registry_ref)
    if receipt.number:
        yield _("The workbook: export {number}, received as {file}.").format(
            number=receipt.number, file=receipt.file_name
        )
        yield _("The file's digest (SHA-256): {digest}").format(digest=receipt.file_digest)
    else:
        by = (receipt.differences or {}).get("by_hand", "")
        yield _("Recorded by hand by {who}.").format(who=by)
    day = receipt.read_at.astimezone().date()
    yield _("Recorded on {day}.").format(day=day.isoformat())


def _decision_lines(rows: Iterable[Any], model: Model, language: str) -> Iterator[str]:
    for _asset, aspects in groupby(rows, key=lambda row: row.workshop_asset_id):
        yield ""
        yield from _asset_lines(list(aspects), model, language)


def _asset_lines(aspects: list[Any], model: Model, language: str) -> Iterator[str]:
    _ = speaking(language).gettext
    first = aspects[0]
    yield first.excluded_label if first.excluded_at else first.name
    yield f"  {_(_WORDS[choice_of(row.choice for row in aspects)])}"
    by_aspect = {row.aspect: row for row in aspects}
    for aspect in model.aspects:
        row = by_aspect.get(aspect.id)
        if row is None or row.level is None:
            continue
        proposed = (row.basis_proposal or {}).get(aspect.id)
        level = f"{row.level} {aspect.level(row.level).name.get(language)}"
        text = _("{aspect}: {level}")
        if proposed is not None and proposed != row.level:
            text = _("{aspect}: {level} (proposed: {proposed})")
        line = text.format(aspect=aspect.name.get(language), level=level, proposed=proposed)
        yield f"  {line}"
    if first.comment:
        yield "  " + _("Comment: {text}").format(text=first.comment.replace("\n", "\n  "))
