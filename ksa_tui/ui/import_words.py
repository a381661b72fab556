"""What an import says about a file, its sheets and its columns. Pure; no widget, no disk."""

from __future__ import annotations

from typing import Final

from textual.content import Content

from ksa_tui.domain.importing import (
    Code,
    Column,
    Field,
    FileKind,
    ImportPlan,
    Match,
    SheetInfo,
)
from ksa_tui.i18n import N_, _, ngettext, number
from ksa_tui.services import imports
from ksa_tui.services.import_words import FIELD_NAMES
from ksa_tui.ui.texts import one_line, plain
from ksa_tui.ui.widgets import table_line
from ksa_tui.ui.widgets.words import alert

NORMAL: Final = 96
WIDE: Final = 116
"""The breakpoints of the app, for what a stylesheet cannot say."""
NO_HOME: Final = ""
"""Among the fields to choose between: the column goes nowhere."""
STANDS_IN_THE_WAY: Final = frozenset({Code.NO_SHEET, Code.NO_HEADER_ROW, Code.NO_NAME_COLUMN})
SHEET_WIDTH: Final = 14


# ---------------------------------------------------------------- the file and its sheets


def sheets_found(plan: ImportPlan) -> str:
    """Which sheets are read, where their headers stand, how many rows that makes."""
    read = [sheet for sheet in plan.sheets if sheet.chosen]
    parts = []
    if plan.kind is not FileKind.CSV:
        names = ", ".join(one_line(sheet.name) for sheet in read)
        words = ngettext("sheet {names}", "sheets {names}", len(read))
        parts.append(words.format(names=names))
    if len(read) == 1:
        parts.append(headers_of(read[0]))
    count = len(plan.rows)
    parts.append(ngettext("{count} row", "{count} rows", count).format(count=number(count)))
    return " · ".join(parts)


def headers_of(sheet: SheetInfo) -> str:
    """Where the headers of a sheet stand."""
    rows = sheet.header_rows
    if not rows:
        return _("no headers")
    if len(rows) == 1:
        return _("headers in row {row}").format(row=rows[0])
    return _("headers in rows {first} and {last}").format(first=rows[0], last=rows[-1])


def obstacle(plan: ImportPlan) -> str:
    """Why no row can be read, and what to do; empty when some can."""
    if plan.rows:
        return ""
    for problem in plan.problems:
        if problem.code in STANDS_IN_THE_WAY:
            return f"{imports.why(problem)} {imports.what_to_do(problem)}"
    return _(
        "No row could be an information asset. Say which row holds the headers, or choose another sheet."
    )


# ---------------------------------------------------------------- the columns


def without_home(plan: ImportPlan) -> str:
    """The columns that are not read in, by letter and header."""
    if not plan.homeless:
        return _("Every column has a home.")
    names = ", ".join(f"{c.letter} {one_line(c.header)}".strip() for c in plan.homeless)
    return _("Not read in: {columns}").format(columns=names)


def perhaps_owners(plan: ImportPlan) -> str:
    """The columns that may name the information owner and are not taken for it; empty when there is none."""
    columns = [c for c in plan.columns if c.match is Match.PERHAPS_OWNER]
    names = ", ".join(f"{c.letter} {one_line(c.header)}" for c in columns)
    if not names:
        return ""
    return _(
        "{columns} goes to the note. Is it the information owner? Choose it with enter."
    ).format(columns=names)


def owners_taken(plan: ImportPlan) -> str:
    """The column that gives each asset an owner of its own; empty when there is none."""
    columns = [c for c in plan.columns if c.field is Field.OWNER and c.has_home]
    names = ", ".join(f"{c.letter} {one_line(c.header)}".strip() for c in columns)
    if not names:
        return ""
    return _("{columns} becomes the owner of each asset, and each owner gets a workbook.").format(
        columns=names
    )


def excluded_here(plan: ImportPlan) -> str:
    """That the workshop has excluded assets, which the list may bring back; empty when it has none."""
    found = (problem for problem in plan.problems if problem.code is Code.EXCLUDED_HERE)
    return " ".join(f"{imports.why(each)} {imports.what_to_do(each)}" for each in found)


def table_columns(width: int, *, show_sheet: bool) -> list[table_line.Column[Column]]:
    """Letter, header, what it becomes; a cell of it where the screen is ``width`` cells or more."""
    fields = max(len(_(name)) for name in (*FIELD_NAMES.values(), N_("no home"))) + 2
    made = [
        table_line.Column[Column]("", lambda column: column.letter, 3),
        table_line.Column[Column](_("Header in the list"), _header),
        table_line.Column[Column](_("Becomes"), becomes, fields),
    ]
    if width >= NORMAL:
        example = 32 if width >= WIDE else 20
        made.insert(2, table_line.Column[Column](_("For example"), _example, example))
    if show_sheet:
        made.insert(0, table_line.Column[Column](_("Sheet"), lambda c: c.sheet, SHEET_WIDTH))
    return made


def _header(column: Column) -> Content:
    if column.header:
        return plain(column.header)
    return Content.styled(_("(no header)"), "$text-muted")


def _example(column: Column) -> Content:
    return plain(column.examples[0] if column.examples else "", "$text-muted")


def becomes(column: Column) -> Content:
    """What a column becomes, with its sign."""
    word = imports.column_word(column)
    if column.match is Match.PERHAPS_OWNER:
        return Content.assemble(alert("? "), word)
    if column.has_home:
        return Content.assemble(("✓ ", "bold $accent"), word)
    return Content.styled(f"– {word}", "$text-muted")


def column_head(column: Column) -> str:
    """A column as it is spoken of: "Column B, Beskrivning"; harmless."""
    if not column.header:
        return _("Column {letter}").format(letter=column.letter)
    return _("Column {letter}, {header}").format(
        letter=column.letter, header=one_line(column.header)
    )


def column_detail(column: Column) -> Content:
    """All that is known of a column: its whole header, why it was taken for what it is, cells of it."""
    cells = ngettext("{count} cell", "{count} cells", column.filled)
    examples = " · ".join(one_line(text) for text in column.examples)
    parts = [
        Content.assemble((column_head(column), "bold"), "  ", becomes(column)),
        Content(imports.column_why(column)),
        Content.styled(
            ": ".join(
                part for part in (cells.format(count=number(column.filled)), examples) if part
            ),
            "$text-muted",
        ),
    ]
    return Content("\n").join(parts)


def fields_to_choose() -> list[tuple[Field | str, str, str]]:
    """What a column can become, for a list to choose in; ``NO_HOME`` stands last."""
    fields: list[tuple[Field | str, str, str]] = [
        (field, _(name), "")
        for field, name in FIELD_NAMES.items()
        if field is not Field.EARLIER_LEVEL
    ]
    return [*fields, (NO_HOME, _("no home"), _("is not read in"))]
