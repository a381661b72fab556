"""What an import says about rows: in a few words for the table, in full beside it, and in figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from textual.content import Content

from ksa_tui.domain.importing import (
    Field,
    ImportResult,
    ImportRow,
    Problem,
    RowDraft,
    RowState,
)
from ksa_tui.domain.texts import fold
from ksa_tui.i18n import _, ngettext, number
from ksa_tui.services import imports
from ksa_tui.services.import_words import FIELD_NAMES
from ksa_tui.ui.import_words import NORMAL, SHEET_WIDTH, WIDE
from ksa_tui.ui.texts import lines, one_line, plain
from ksa_tui.ui.widgets.table_line import Column

DUPLICATES: Final = (
    RowState.DUPLICATE_IN_FILE,
    RowState.DUPLICATE_IN_WORKSHOP,
    RowState.DUPLICATE_IN_POOL,
)
REMARK_WIDTH: Final = 30
WIDE_REMARK_WIDTH: Final = 42
"""Cells for what a row is; more where the row in full stands below a list as wide as the screen."""


# ---------------------------------------------------------------- the table


def row_columns(width: int, *, show_sheet: bool) -> list[Column[ImportRow]]:
    """Name, row of the list, remark, on a screen of ``width`` cells."""
    remark_width = WIDE_REMARK_WIDTH if NORMAL <= width < WIDE else REMARK_WIDTH
    made = [
        Column[ImportRow](_("Information asset"), _name),
        Column[ImportRow](_("Row"), lambda row: str(row.row), 5, "right"),
        Column[ImportRow](_("Remark"), remark, remark_width),
    ]
    if show_sheet:
        made.insert(1, Column[ImportRow](_("Sheet"), lambda row: row.sheet, SHEET_WIDTH))
    return made


def _name(row: ImportRow) -> Content:
    return plain(row.draft.name, "" if row.state is RowState.NEW else "$text-muted")


def remark(row: ImportRow) -> Content:
    """Why a row is not marked from the beginning, else what was made of its cells."""
    if row.state is not RowState.NEW:
        return Content(imports.row_word(row))
    if not row.notes:
        return Content("")
    if len(row.notes) == 1:
        return Content.styled(imports.why(row.notes[0]), "$text-muted")
    words = ngettext("{count} remark", "{count} remarks", len(row.notes))
    return Content.styled(words.format(count=len(row.notes)), "$text-muted")


def searched(row: ImportRow) -> str:
    """What a filter looks in: names, department, owner, systems, and why the row is not new; folded."""
    draft = row.draft
    state = "" if row.state is RowState.NEW else imports.row_word(row)
    parts = (draft.name, draft.department, draft.owner_name, draft.group, *draft.systems, state)
    return fold(" ".join(parts))


# ---------------------------------------------------------------- one row in full


def row_detail(row: ImportRow) -> Content:
    """Everything that would be read in, and every remark with what to do about it."""
    place = _("{sheet}, row {row}").format(sheet=one_line(row.sheet), row=row.row)
    head = Content.assemble(plain(row.draft.name, "bold"), "  ", (place, "$text-muted"))
    parts = [head]
    if row.state is not RowState.NEW:
        parts.append(Content.styled(imports.row_word(row), "bold"))
    parts += [
        Content.assemble((f"{label}  ", "$text-muted"), lines(text))
        for label, text in _facts(row.draft)
        if text
    ]
    return Content("\n").join([*parts, *map(_note, row.notes)])


def _facts(draft: RowDraft) -> Iterator[tuple[str, str]]:
    """What goes into the asset, by the words for the columns it came from."""
    yield _(FIELD_NAMES[Field.DESCRIPTION]), draft.description
    yield _(FIELD_NAMES[Field.SYSTEM]), "; ".join(draft.systems)
    yield _(FIELD_NAMES[Field.DEPARTMENT]), draft.department
    yield _(FIELD_NAMES[Field.OWNER]), draft.owner_name
    yield _(FIELD_NAMES[Field.LAW]), "; ".join(r.value for r in draft.refs if r.kind == "law")
    yield _(FIELD_NAMES[Field.PERSONAL]), _personal(draft, "personal")
    yield _(FIELD_NAMES[Field.SENSITIVE]), _personal(draft, "sensitive")
    yield _(FIELD_NAMES[Field.MEDIUM]), draft.medium
    yield _("heading"), draft.group
    yield _(FIELD_NAMES[Field.NOTE]), draft.note


def _personal(draft: RowDraft, flag: str) -> str:
    """The answer as the cell put it, else as a word."""
    said = [ref.value for ref in draft.refs if ref.kind == "personal_data"]
    if said and flag == "personal":
        return "; ".join(said)
    answer = draft.flags.get(flag)
    return "" if answer is None else _("yes") if answer else _("no")


def _note(problem: Problem) -> Content:
    where = _("column {column}").format(column=problem.column) if problem.column else ""
    said = f"{imports.why(problem)} {imports.what_to_do(problem)}"
    return Content.assemble("○ ", (f"{where}: " if where else "", "$text-muted"), said)


# ---------------------------------------------------------------- figures


def counts(states: Mapping[RowState, int], marked: int) -> Content:
    """How many rows of each kind, and how many are marked."""
    rows, new = sum(states.values()), states[RowState.NEW]
    doubles, doubtful = sum(states[s] for s in DUPLICATES), states[RowState.DOUBTFUL]
    parts = [
        _say(ngettext("{count} row", "{count} rows", rows), rows),
        _say(ngettext("{count} new", "{count} new", new), new),
        _say(ngettext("{count} duplicate", "{count} duplicates", doubles), doubles)
        if doubles
        else "",
        _say(ngettext("{count} doubtful", "{count} doubtful", doubtful), doubtful)
        if doubtful
        else "",
    ]
    muted = " · ".join(part for part in parts if part)
    chosen = _say(ngettext("{count} marked", "{count} marked", marked), marked)
    return Content.assemble((f"{muted} · ", "$text-muted"), (chosen, "bold"))


def _say(words: str, count: int) -> str:
    return words.format(count=number(count))


def outcome(result: ImportResult, *, rest_to_pool: bool) -> Content:
    """What enter will do, and what p would change."""
    taken = _say(
        ngettext("enter reads in {count} row", "enter reads in {count} rows", result.added),
        result.added,
    )
    if rest_to_pool:
        words = ngettext(
            "the {count} new one not marked is kept beside the workshop",
            "the {count} new ones not marked are kept beside the workshop",
            result.pooled,
        )
        rest = _say(words, result.pooled) if result.pooled else ""
    else:
        rest = _("the rest is left out")
    return Content.assemble((taken, "bold"), ", " if rest else "", rest)


def done(result: ImportResult) -> str:
    """What was done, for one line when it has been."""
    parts = [
        _say(
            ngettext(
                "{count} information asset was read in",
                "{count} information assets were read in",
                result.added,
            ),
            result.added,
        )
    ]
    if result.pooled:
        words = ngettext(
            "{count} kept beside the workshop", "{count} kept beside the workshop", result.pooled
        )
        parts.append(_say(words, result.pooled))
    if result.left:
        words = ngettext("{count} left out", "{count} left out", result.left)
        parts.append(_say(words, result.left))
    return _("{what}. Ctrl+z takes it all back.").format(what=", ".join(parts))
