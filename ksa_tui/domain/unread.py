"""Texts that somebody wrote where nothing is read: a remark below the signature, a word beside a heading.

Nothing depends on them, but a decision with a reservation in the margin must not be recorded unseen.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ksa_tui.domain.comparing import Compared
from ksa_tui.domain.exporting import ExportRow
from ksa_tui.domain.returned import Page, Returned, header_key


def unread(
    returned: Returned, handed: Sequence[ExportRow], owners: frozenset[str], compared: Compared
) -> Iterator[tuple[str, int, str]]:
    """Sheet, row and text of what stands on our own sheets, was not handed out and is read by nobody."""
    for sheet, name in compared.pages.items():
        page = returned.page(name)
        if page is not None:
            yield from _on_page(
                returned, page, _handed_out(handed, sheet) | owners, compared, sheet
            )


def _handed_out(handed: Sequence[ExportRow], sheet: str) -> frozenset[str]:
    rows = [row for row in handed if row.sheet == sheet]
    texts = (text for row in rows for pair in (row.cells or {}).items() for text in pair)
    return frozenset(header_key(text) for text in texts)


def _on_page(
    returned: Returned, page: Page, known: frozenset[str], compared: Compared, sheet: str
) -> Iterator[tuple[str, int, str]]:
    tables = {
        number for (of, key), number in compared.rows.items() if of == sheet and key[:1] != "#"
    }
    told = {(d.row, d.now) for d in compared.differences if d.sheet == page.name}
    added = {row for row, _now in told if row is not None}
    answered = _answered(returned, page)
    for number, row in page.rows.items():
        if number in tables or number in added or (sheet, number) in compared.passed_over:
            continue
        for value in row.values():
            text = value.text
            is_ours = value.formula or header_key(text) in known or text == page.keys.get(number)
            is_read = text in returned.codes or (number, text) in answered
            if text and not (is_ours or is_read):
                yield page.name, number, text


def _answered(returned: Returned, page: Page) -> set[tuple[int | None, str]]:
    """What is read as an answer on this page: the signature, and rows to decide in."""
    signature = returned.signature
    given = (
        signature.rest, signature.name, signature.title, signature.date, signature.registry,
        signature.e_signature, signature.remarks,
    )  # fmt: skip
    found = {(one.row, one.value.text) for one in given if one.sheet == page.name}
    if returned.answers is not None and returned.answers.sheet == page.name:
        for answer in returned.answers.rows:
            values = (answer.decision, answer.comment, *answer.levels.values())
            found |= {(answer.row, value.text) for value in values}
    return found
