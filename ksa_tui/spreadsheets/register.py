"""The register as a workbook: one row for each asset, marked as sensitive on every page.

Written row by row as the rows come, so that ten thousand assets are no heavier to hold than one page.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Final

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from ksa_tui.domain.model import Aspect, Model
from ksa_tui.domain.register import RegisterRow, aspect_at, letters_of
from ksa_tui.domain.words import ASSET_STATUS
from ksa_tui.domain.workshop import AssetStatus
from ksa_tui.i18n import _, language, ngettext, number
from ksa_tui.spreadsheets.workbook.formats import INK, Formats, ramp_step
from ksa_tui.spreadsheets.workbook.measuring import HIGHEST, line_count
from ksa_tui.spreadsheets.workbook.quick_sheet import QuickSheet
from ksa_tui.spreadsheets.workbook.writing import Look, edge, write_text

NOT_RATED: Final = "–"
_A4: Final = 9
_LEVEL_WIDTH: Final = 5.0
_LINE: Final = 13.0
_AIR: Final = 7.0
_PIXELS: Final = 7
_INDENT: Final = 9
_SURE_TO_FIT: Final = 0.8
"""Of a column's width in characters: a shorter text is not measured."""
_SIZE: Final = 10.0
_HEADER: Final = 4
"""The row of the column heads, counted from 0; above it stand title, what it is, and the signs."""
_BELOW_FLOOR: Final = '0"!"'
_EDGE_CODES: Final = '&"Calibri,Bold"&9'


@dataclass(frozen=True, slots=True)
class RegisterCover:
    """What stands above and around the table."""

    count: int
    models: tuple[Model, ...]
    made: datetime
    about: str = ""
    """What the register was filtered by, in words; empty when it holds everything."""

    @property
    def today(self) -> date:
        """The day it was made."""
        return self.made.astimezone().date()


@dataclass(frozen=True, slots=True)
class _Column:
    """A column: heading, width in characters, and what a row says there."""

    title: str
    width: float
    text: Callable[[RegisterRow], str | date | None]
    style: str = "cell wrap"

    @property
    def wraps(self) -> bool:
        """Whether a long text goes on below."""
        return "wrap" in self.style


def build(
    portions: Iterable[Sequence[RegisterRow]],
    cover: RegisterCover,
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """The workbook's bytes. ``progress`` is told (done, total) after each portion; it may raise to stop."""
    target = BytesIO()
    workbook = Workbook(target, {"in_memory": True})
    workbook.set_properties(
        {"title": _heading(), "created": cover.made.replace(tzinfo=None, microsecond=0)}
    )
    workbook.set_size(2400, 1500)
    sheet = _Sheet(workbook, cover)
    sheet.begin()
    for portion in portions:
        sheet.add(portion)
        if progress is not None:
            progress(sheet.done, cover.count)
    sheet.finish()
    workbook.close()
    return target.getvalue()


def _heading() -> str:
    return _("SENSITIVE · Register of information assets")


class _Sheet:
    """The one sheet, written from top to bottom."""

    def __init__(self, workbook: Workbook, cover: RegisterCover) -> None:
        self.done = 0
        self._cover = cover
        self._formats = Formats(workbook)
        self._target: Worksheet = workbook.add_worksheet(_("Register"), QuickSheet)
        self._letters = letters_of(cover.models)
        name, *others = _columns(cover)
        self._before, self._after = [name], others
        self._width = 1 + len(self._letters) + len(others)
        places = (0, *range(1 + len(self._letters), self._width))
        self._said = [
            (place, column, Look(self._formats, column.style))
            for place, column in zip(places, (name, *others), strict=True)
        ]
        """The columns beside the levels, with their places and how they look."""
        self._wrapping = [
            (index, column.width * _SURE_TO_FIT, column.width * _PIXELS - _INDENT)
            for index, (_place, column, _look) in enumerate(self._said)
            if column.wraps
        ]
        """Which of them wrap, with how many characters one line holds in any case, and the room in pixels."""
        self._model: Model | None = None
        self._aspects: list[Aspect | None] = []
        self._shades: dict[tuple[str, int, str], Format] = {}

    def begin(self) -> None:
        """Everything above the first asset."""
        for index, (_title, width) in enumerate(self._heads()):
            self._target.set_column(index, index, width)
        self._band(0, _heading(), "title", 36)
        self._band(1, _about(self._cover), "band", 20)
        self._band(2, " · ".join(_legend(self._cover.models)), "band", 20)
        self._target.set_row(3, 9)
        self._target.set_row(_HEADER, 30)
        for index, (title, _width) in enumerate(self._heads()):
            self._text(_HEADER, index, title, "head")

    def _heads(self) -> list[tuple[str, float]]:
        return [
            *((column.title, column.width) for column in self._before),
            *((letter, _LEVEL_WIDTH) for letter in self._letters),
            *((column.title, column.width) for column in self._after),
        ]

    def _band(self, row: int, text: str, style: str, height: float) -> None:
        self._target.set_row(row, height)
        for column in range(1, self._width):
            self._target.write_blank(row, column, None, self._formats.get(style))
        self._text(row, 0, text, style)

    def add(self, rows: Sequence[RegisterRow]) -> None:
        """The next assets."""
        for row in rows:
            line = _HEADER + 1 + self.done
            contents = [column.text(row) for _place, column, _look in self._said]
            self._target.set_row(line, self._height(contents))
            for (place, _column, look), content in zip(self._said, contents, strict=True):
                self._cell(line, place, content, look)
            self._turn_to(row.model)
            for place, aspect in enumerate(self._aspects, start=1):
                self._level(line, place, row, aspect)
            self.done += 1

    def _turn_to(self, model: Model) -> None:
        """The aspects under the letters; nearly every row is of the same model as the one before."""
        if model is not self._model:
            self._model, self._shades = model, {}
            self._aspects = [aspect_at(model, letter) for letter in self._letters]

    def _height(self, contents: Sequence[str | date | None]) -> float:
        lines = 1
        for index, fits, room in self._wrapping:
            text = contents[index]
            if isinstance(text, str) and len(text) > fits:
                lines = max(lines, line_count(text, room, _SIZE))
        return min(HIGHEST, lines * _LINE + _AIR)

    def _cell(self, row: int, column: int, content: str | date | None, look: Look) -> None:
        if isinstance(content, date):
            made = self._formats.get(f"{look.style} date")
            self._target.write_datetime(row, column, content, made)
        else:
            write_text(self._target, row, column, content or "", look)

    def _level(self, row: int, column: int, asset: RegisterRow, aspect: Aspect | None) -> None:
        """A number in its shade; a dash is not rated, and nothing is an aspect that does not exist here."""
        if asset.levels is None or aspect is None:
            self._text(row, column, "", "cell center")
            return
        level = asset.levels[aspect.id]
        if level is None:
            self._text(row, column, NOT_RATED, "cell muted center")
            return
        shown = _BELOW_FLOOR if aspect.id in asset.below_floor else "0"
        self._target.write_number(row, column, level, self._shade(aspect, level, shown))

    def _shade(self, aspect: Aspect, level: int, shown: str) -> Format:
        key = (aspect.id, level, shown)
        if key not in self._shades:
            style = f"cell {ramp_step(aspect, level)} center"
            self._shades[key] = self._formats.get(style, shown)
        return self._shades[key]

    def _text(self, row: int, column: int, text: str, style: str) -> None:
        write_text(self._target, row, column, text, Look(self._formats, style))

    def finish(self) -> None:
        """Filter, frozen panes, and the pages as they are printed: all columns but the id."""
        target, last = self._target, _HEADER + max(self.done, 1)
        target.autofilter(_HEADER, 0, last, self._width - 1)
        target.freeze_panes(_HEADER + 1, 1)
        target.ignore_errors({"number_stored_as_text": f"A1:ZZ{last + 1}"})
        target.hide_gridlines(2)
        target.set_tab_color(INK)
        target.set_landscape()
        target.set_paper(_A4)
        target.set_margins(left=0.4, right=0.4, top=0.75, bottom=0.65)
        target.fit_to_pages(1, 0)
        target.print_area(0, 0, last, self._width - 2)
        target.repeat_rows(_HEADER)
        secret = _("SENSITIVE. Assess secrecy before disclosure.")
        made = self._cover.today.isoformat()
        target.set_header(f"&L{_EDGE_CODES}{secret}&R{edge(made)}", {"margin": 0.35})
        pages = _("&A  ·  page &P of &N")
        title = edge(_("Register of information assets"))
        target.set_footer(f"&L{title}&R{edge('')}{pages}", {"margin": 0.3})


def _columns(cover: RegisterCover) -> list[_Column]:
    """The columns beside the levels, the name first and the id last."""
    several, today = len(cover.models) > 1, cover.today
    return [
        _Column(_("Information asset"), 36, lambda row: row.name, "cell wrap bold"),
        _Column(_("Levels from"), 12, _kind),
        _Column(_("Status"), 14, lambda row: _(ASSET_STATUS[row.status])),
        _Column(_("Department"), 20, lambda row: row.department),
        _Column(_("Information owner"), 20, lambda row: row.owner),
        _Column(_("Decided"), 11, lambda row: row.decided_on, "cell left"),
        _Column(_("Review date"), 11, lambda row: row.review_on, "cell left"),
        _Column(_("Review"), 13, lambda row: review_words(row, today)),
        _Column(_("Workshop"), 26, lambda row: row.workshop_title),
        _Column(_("Systems"), 22, lambda row: ", ".join(row.systems)),
        _Column(_("Facts"), 26, _flags),
        *([_Column(_("Model"), 22, lambda row: model_words(row.model))] if several else []),
        _Column(_("Id"), 38, lambda row: str(row.asset), "cell left muted small"),
    ]


def _kind(row: RegisterRow) -> str:
    if row.levels is None or all(level is None for level in row.levels.values()):
        return ""
    return _("Decision") if row.is_decided else _("Proposal")


def _flags(row: RegisterRow) -> str:
    if not row.flags:
        return ""
    names = {flag.id: flag.name.get(language()) for flag in row.model.flags}
    return ", ".join(names[flag] for flag in row.flags if flag in names)


def review_words(row: RegisterRow, today: date) -> str:
    """Whether a review is overdue or near; empty when it is neither."""
    if row.status is AssetStatus.STOPPED or not row.is_near(today):
        return ""
    return _("overdue") if row.is_overdue(today) else _("within 60 days")


def model_words(model: Model) -> str:
    """A model by name and version."""
    return f"{model.name.get(language())} {model.version}"


def _about(cover: RegisterCover) -> str:
    words = ngettext("{count} information asset", "{count} information assets", cover.count)
    parts = [words.format(count=number(cover.count)), cover.about or _("the whole register")]
    return " · ".join((*parts, cover.today.isoformat()))


def _legend(models: Sequence[Model]) -> list[str]:
    """What the levels and signs mean; the scale in words where there is one scale."""
    signs = [_("– not rated"), _("! below the lowest level that the facts suggest")]
    if len(models) > 1:
        return [_("Levels of two models are not compared by number"), *signs]
    scales = {
        " ".join(f"{step.value} {step.short.get(language())}" for step in aspect.levels)
        for model in models
        for aspect in model.aspects
    }
    return [*(scales if len(scales) == 1 else ()), *signs]
