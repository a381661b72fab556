"""Reads a list of information assets, of whatever shape, into a plan that names everything in it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from ksa_tui.domain.importing import (
    Choices,
    Code,
    Effect,
    FileKind,
    ImportCancelledError,
    ImportPlan,
    ImportRow,
    Problem,
    RowState,
    SheetInfo,
)
from ksa_tui.domain.texts import fold
from ksa_tui.errors import SpreadsheetError
from ksa_tui.i18n import N_
from ksa_tui.spreadsheets.guard import Vetted, vet_file
from ksa_tui.spreadsheets.lists import header_rows, headers
from ksa_tui.spreadsheets.lists.columns import Layout, lay_out
from ksa_tui.spreadsheets.lists.delimited import read_text_grid
from ksa_tui.spreadsheets.lists.grid import MAX_ROWS, TOO_LARGE, Grid, column_number
from ksa_tui.spreadsheets.lists.header_rows import NO_HEADER, HeaderRows
from ksa_tui.spreadsheets.lists.rows import Found, RowReader
from ksa_tui.spreadsheets.lists.sheets import read_grids
from ksa_tui.spreadsheets.lists.table import SheetText

_TICKS: Final = 200
_SUFFIXES: Final = {
    FileKind.XLSX: (".xlsx", ".xlsm", ".xltx"),
    FileKind.XLS: (".xls", ".xlt"),
    FileKind.ODS: (".ods", ".ots"),
    FileKind.CSV: (".csv", ".tsv", ".txt", ".tab"),
}

Progress = Callable[[int, int], None]
"""Called with rows read and rows in all, every now and then."""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """One sheet with what its header says."""

    text: SheetText
    header: HeaderRows | None
    layout: Layout
    filled: int

    @property
    def named(self) -> bool:
        """Whether a column names assets."""
        return self.layout.name is not None

    @property
    def strong(self) -> bool:
        """Whether it has a column beside the name that is known too."""
        return (
            self.named
            and sum(column.field is not None for column in self.layout.columns.values()) > 1
        )


class _Clock:
    """Counts rows for the progress, and stops the reading when that is asked for."""

    def __init__(
        self, total: int, progress: Progress | None, cancelled: Callable[[], bool] | None
    ) -> None:
        self._done = 0
        self._total = total
        self._progress = progress
        self._cancelled = cancelled

    def tick(self) -> None:
        self._done += 1
        if self._done % _TICKS:
            return
        if self._cancelled is not None and self._cancelled():
            raise ImportCancelledError(N_("The import was cancelled. Nothing was changed."))
        if self._progress is not None:
            self._progress(self._done, self._total)


def read_list(
    path: Path,
    *,
    existing_names: Iterable[str] = (),
    pool_names: Iterable[str] = (),
    choices: Choices | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportPlan:
    """Everything the list at ``path`` would bring to a workshop that has ``existing_names`` already.

    ``SpreadsheetError`` in one sentence for a file that cannot be read or a choice that does not fit it;
    ``ImportCancelledError`` as soon as ``cancelled()`` is true. A list without a header or a name column
    gives a plan without rows, whose problems say so and whose columns can be chosen.
    """
    chosen = choices or Choices()
    vetted = vet_file(path)
    grids, problems = _grids(vetted)
    problems = [*_other_name(path, vetted), *problems]
    if any(len(grid.rows) > MAX_ROWS for grid in grids):
        raise SpreadsheetError(TOO_LARGE, name=vetted.name)
    sheets = [_open(grid, chosen) for grid in grids]
    _check_choices(vetted.name, sheets, chosen)
    picked = _pick(sheets, chosen)
    problems += _sheet_problems(vetted.name, sheets, picked)
    clock = _Clock(sum(sheet.filled for sheet in picked), progress, cancelled)
    rows = _Rows(existing_names, pool_names)
    for sheet in picked:
        if sheet.header is not None and sheet.named:
            problems += rows.take(sheet, vetted, clock)
    return ImportPlan(
        vetted.name,
        vetted.kind,
        tuple(_info(sheet, sheet in picked) for sheet in sheets),
        tuple(column for sheet in picked for _, column in sorted(sheet.layout.columns.items())),
        tuple(rows.rows),
        tuple(problems),
        chosen,
    )


class _Rows:
    """Gathers the rows of all sheets, telling what is there already."""

    def __init__(self, existing: Iterable[str], pool: Iterable[str]) -> None:
        self.rows: list[ImportRow] = []
        self._existing = {fold(name): name for name in existing}
        self._pool = {fold(name): name for name in pool}
        self._seen: dict[str, str] = {}

    def take(self, sheet: _Sheet, vetted: Vetted, clock: _Clock) -> list[Problem]:
        """Read one sheet's rows; the problems in it."""
        assert sheet.header is not None
        is_text = vetted.kind is FileKind.CSV
        source = vetted.name if is_text else f"{vetted.name} › {sheet.text.name}"
        reading = RowReader(sheet.text, sheet.header, sheet.layout, source).read(clock.tick)
        for found in reading.found:
            self.rows.append(self._row(sheet.text.name, found))
        return reading.problems

    def _row(self, sheet: str, found: Found) -> ImportRow:
        folded = fold(found.draft.name)
        state, same_as = RowState.DOUBTFUL if found.doubtful else RowState.NEW, ""
        if folded in self._existing:
            state, same_as = RowState.DUPLICATE_IN_WORKSHOP, self._existing[folded]
        elif folded in self._pool:
            state, same_as = RowState.DUPLICATE_IN_POOL, self._pool[folded]
        elif folded in self._seen:
            state, same_as = RowState.DUPLICATE_IN_FILE, self._seen[folded]
        elif not found.doubtful:
            self._seen[folded] = f"{sheet} {found.row}"
        return ImportRow(len(self.rows), sheet, found.row, found.draft, state, same_as, found.notes)


def _grids(vetted: Vetted) -> tuple[list[Grid], list[Problem]]:
    if vetted.kind is not FileKind.CSV:
        return read_grids(vetted), []
    grid, problems = read_text_grid(vetted, headers.score)
    return [grid], problems


def _other_name(path: Path, vetted: Vetted) -> list[Problem]:
    """What there is to say when a file is not of the kind that its name says."""
    suffix = path.suffix.lower()
    if suffix in _SUFFIXES[vetted.kind] or not suffix:
        return []
    return [Problem(Code.OTHER_NAME, Effect.NOTICE, value=vetted.name, detail=f".{vetted.kind}")]


def _open(grid: Grid, choices: Choices) -> _Sheet:
    text = SheetText(grid)
    row = choices.header_rows.get(grid.name)
    if row is None:
        header = header_rows.find(text)
    elif row == 0:
        header = NO_HEADER
    else:
        header = header_rows.at(text, row - 1)
    layout = lay_out(text, header or NO_HEADER, choices)
    return _Sheet(text, header, layout, text.filled_rows())


def _check_choices(name: str, sheets: Sequence[_Sheet], choices: Choices) -> None:
    """``SpreadsheetError`` when a choice names a sheet, row or column that is not there."""
    known = {sheet.text.name: sheet for sheet in sheets}
    for wanted in (*choices.sheets, *choices.header_rows, *(place[0] for place in choices.columns)):
        if wanted not in known:
            raise SpreadsheetError(
                N_("{name} has no sheet called {sheet}. Choose one of: {sheets}."),
                name=name,
                sheet=wanted,
                sheets=", ".join(known),
            )
    for sheet_name, row in choices.header_rows.items():
        if not 0 <= row <= known[sheet_name].text.bottom:
            raise SpreadsheetError(
                N_("{sheet} has no row {row}. It has {rows} rows."),
                sheet=sheet_name,
                row=row,
                rows=known[sheet_name].text.bottom,
            )
    for sheet_name, letters in choices.columns:
        if not _has_column(known[sheet_name], letters):
            raise SpreadsheetError(
                N_("{sheet} has nothing in column {column}. Choose another column."),
                sheet=sheet_name,
                column=letters,
            )


def _has_column(sheet: _Sheet, letters: str) -> bool:
    try:
        return column_number(letters) in sheet.layout.columns
    except ValueError:
        return False


def _pick(sheets: Sequence[_Sheet], choices: Choices) -> list[_Sheet]:
    """The sheets to read: those chosen; else every visible one that is plainly a list; else the best."""
    if choices.sheets:
        return [sheet for sheet in sheets if sheet.text.name in choices.sheets]
    visible = [sheet for sheet in sheets if not sheet.text.hidden and sheet.filled]
    for candidates in ([s for s in visible if s.strong], [s for s in visible if s.named][:1]):
        if candidates:
            return candidates
    return sorted(
        visible, key=lambda sheet: (sheet.header is not None, sheet.filled), reverse=True
    )[:1]


def _sheet_problems(name: str, sheets: Sequence[_Sheet], picked: Sequence[_Sheet]) -> list[Problem]:
    problems = []
    for sheet in sheets:
        if sheet in picked or not sheet.filled:
            continue
        code = Code.HIDDEN_SHEET if sheet.text.hidden else Code.SHEET_NOT_CHOSEN
        problems.append(Problem(code, Effect.SKIPPED, sheet.text.name, detail=str(sheet.filled)))
    for sheet in picked:
        if sheet.header is None:
            problems.append(Problem(Code.NO_HEADER_ROW, Effect.SKIPPED, sheet.text.name))
        elif not sheet.named:
            problems.append(Problem(Code.NO_NAME_COLUMN, Effect.SKIPPED, sheet.text.name))
    if not picked:
        problems.append(Problem(Code.NO_SHEET, Effect.SKIPPED, value=name))
    return problems


def _info(sheet: _Sheet, chosen: bool) -> SheetInfo:
    rows = tuple(row + 1 for row in sheet.header.rows) if sheet.header else ()
    return SheetInfo(sheet.text.name, sheet.filled, chosen, sheet.text.hidden, rows)
