"""An import plan told whole: line by line for people, as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from ksa_tui.domain.importing import Effect, ImportPlan, ImportResult, ImportRow, Problem
from ksa_tui.domain.texts import visible
from ksa_tui.i18n import _, ngettext
from ksa_tui.services.import_words import (
    alike,
    column_why,
    column_word,
    place,
    row_word,
    short,
    what_to_do,
    why,
)

_SHOWN: Final = 20
"""Cells of one kind that the report lists when they were taken; all that were not taken are listed."""


def report_lines(plan: ImportPlan, result: ImportResult) -> list[str]:
    """The whole plan for people, line by line: what is taken, and everything that is not and why."""
    return [
        *_overview(plan, result),
        *_columns(plan),
        *_rows_not_new(plan),
        *_problems(_("Not taken:"), plan, Effect.SKIPPED),
        *_problems(_("Taken in another form:"), plan, Effect.CHANGED),
        *_problems(_("Good to know:"), plan, Effect.NOTICE),
    ]


def plan_json(plan: ImportPlan, result: ImportResult) -> dict[str, Any]:
    """The whole plan for programs. ``rows[].index`` is what ``commit`` takes as chosen."""
    return {
        "schema": 1,
        "file": plan.file_name,
        "kind": plan.kind.value,
        "added": result.added,
        "pooled": result.pooled,
        "left": result.left,
        "sheets": [
            {
                "name": sheet.name,
                "rows": sheet.rows,
                "chosen": sheet.chosen,
                "hidden": sheet.hidden,
                "header_rows": list(sheet.header_rows),
            }
            for sheet in plan.sheets
        ],
        "columns": [
            {
                "sheet": column.sheet,
                "column": column.letter,
                "header": column.header,
                "field": column.field.value if column.field else None,
                "taken": column.has_home,
                "why": column_why(column),
                "filled": column.filled,
            }
            for column in plan.columns
        ],
        "rows": [_row_json(row) for row in plan.rows],
        "problems": [_problem_json(problem) for problem in plan.problems],
    }


def _overview(plan: ImportPlan, result: ImportResult) -> Iterator[str]:
    yield visible(plan.file_name)
    added = ngettext(
        "{count} information asset to the workshop",
        "{count} information assets to the workshop",
        result.added,
    )
    yield "  " + added.format(count=result.added)
    if result.pooled:
        beside = ngettext(
            "{count} row to the list beside the workshop",
            "{count} rows to the list beside the workshop",
            result.pooled,
        )
        yield "  " + beside.format(count=result.pooled)
    for sheet in plan.sheets:
        if sheet.chosen and sheet.header_rows:
            rows = "–".join(map(str, sheet.header_rows))
            text = _("{sheet}: header in row {rows}")
            yield "  " + text.format(sheet=visible(sheet.name), rows=rows)


def _columns(plan: ImportPlan) -> Iterator[str]:
    for title, columns in (
        (_("Columns:"), [column for column in plan.columns if column.has_home]),
        (_("Columns without a home, not taken:"), plan.homeless),
    ):
        if columns:
            yield title
        several = len({column.sheet for column in plan.columns}) > 1
        for column in columns:
            where = f"{visible(column.sheet)} {column.letter}" if several else column.letter
            cells = ngettext("{count} cell", "{count} cells", column.filled).format(
                count=column.filled
            )
            header = short(column.header) or "–"
            yield f"  {where}  {header} → {column_word(column)} ({cells}). {column_why(column)}"


def _rows_not_new(plan: ImportPlan) -> Iterator[str]:
    rows = [row for row in plan.rows if not row.chosen]
    if rows:
        yield _("Rows not chosen:")
    for row in rows:
        where = _("{sheet}, row {row}").format(sheet=visible(row.sheet), row=row.row)
        yield f"  {where}: {short(row.draft.name)} – {row_word(row)}"


def _problems(title: str, plan: ImportPlan, effect: Effect) -> Iterator[str]:
    found = [problem for problem in plan.problems if problem.effect is effect]
    if found:
        yield title
    for group in alike(found):
        shown = group if effect is Effect.SKIPPED else group[:_SHOWN]
        for problem in shown:
            value = f": {short(problem.value)}" if problem.value and problem.row is not None else ""
            yield f"  {place(problem)}{value} – {why(problem)} {what_to_do(problem)}"
        if len(group) > len(shown):
            left = len(group) - len(shown)
            more = ngettext("and {count} more like it", "and {count} more like it", left)
            yield "  " + more.format(count=left)


def _row_json(row: ImportRow) -> dict[str, Any]:
    draft = row.draft
    return {
        "index": row.index,
        "sheet": row.sheet,
        "row": row.row,
        "state": row.state.value,
        "chosen": row.chosen,
        "same_as": row.same_as,
        "name": draft.name,
        "description": draft.description,
        "note": draft.note,
        "medium": draft.medium,
        "systems": list(draft.systems),
        "refs": [{"kind": ref.kind, "value": ref.value, "sure": ref.sure} for ref in draft.refs],
        "flags": dict(draft.flags),
        "department": draft.department,
        "owner": draft.owner_name,
        "heading": draft.group,
    }


def _problem_json(problem: Problem) -> dict[str, Any]:
    return {
        "code": problem.code.value,
        "effect": problem.effect.value,
        "sheet": problem.sheet,
        "row": problem.row,
        "column": problem.column,
        "value": problem.value,
        "why": why(problem),
        "do": what_to_do(problem),
    }
