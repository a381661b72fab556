"""Decided levels: model by model, aspect by aspect against the year before, and by department as a heat map."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from xlsxwriter.chart import Chart

from ksa_tui.domain.model import Aspect, Model
from ksa_tui.domain.year_report import Line, State, at, slots_of
from ksa_tui.domain.year_standing import Slot, Undecided
from ksa_tui.i18n import _, language
from ksa_tui.spreadsheets.report.charts import Axes, Range, Series, ramp_colours, stacked
from ksa_tui.spreadsheets.report.context import Book, sensitive
from ksa_tui.spreadsheets.report.page import DASHED, Layout, Page
from ksa_tui.spreadsheets.report.sentences import comparison
from ksa_tui.spreadsheets.report.wording import department_words, model_words, slot_words
from ksa_tui.spreadsheets.workbook.formats import RAMP, ramp_step

_NAME: Final = 25.0
_COUNT: Final = 8.6
_IN_CHART: Final = 14
"""Departments that a chart of a third of a page can show."""
_TREND_POINTS: Final = 310.0
_ROW_POINTS: Final = 15.0
"""How high a table of aspects is with its chart, and each of its rows."""
_PLAIN: Final = "cell center muted"


def write(book: Book) -> None:
    """The sheet; each model begins a page."""
    models = book.report.models
    most = max(sum(len(slots_of(m, a.id)) for a in m.aspects) for m in models.values())
    widths = (_NAME, *[_COUNT] * max(most, 12))
    layout = Layout(_("Levels"), widths)
    legend = _(
        "Decided levels. The darker a cell of the heat map, the larger part of the department's assets."
    )
    page = book.page(layout, sensitive(_("Levels by department and aspect")), legend)
    for number, (key, model) in enumerate(models.items()):
        if number:
            page.break_here()
        _Model(book, page, key, model).write()
    page.finish()


@dataclass(frozen=True, slots=True)
class _Model:
    """The part of one model."""

    book: Book
    page: Page
    key: UUID
    model: Model

    def write(self) -> None:
        """What can be said against the year before, the levels with their chart, the heat map."""
        page = self.page
        page.section(model_words(self.model))
        for sentence in comparison(self.book.report, self.key):
            page.across(sentence, "wrap")
        page.gap()
        if self.book.report.now.under(self.key):
            self._heat_map()
            page.gap()
        for aspects in self._same_scales():
            rows = len(aspects) * len(self._states())
            page.keep_together(_TREND_POINTS + rows * _ROW_POINTS)
            self._trend(aspects)

    def _same_scales(self) -> Iterator[list[Aspect]]:
        """The aspects by their scale: only those with the same words share a table and a chart."""
        groups: dict[tuple[tuple[int, str], ...], list[Aspect]] = {}
        for aspect in self.model.aspects:
            scale = tuple((step.value, step.short.get(language())) for step in aspect.levels)
            groups.setdefault(scale, []).append(aspect)
        yield from groups.values()

    # ------------------------------------------------------------ against the year before

    def _states(self) -> list[tuple[int, State]]:
        report = self.book.report
        states = [(report.year, report.now)]
        if report.before is not None:
            states.insert(0, (report.year - 1, report.before))
        return [(year, state) for year, state in states if state.under(self.key)]

    def _trend(self, aspects: Sequence[Aspect]) -> None:
        page, slots = self.page, slots_of(self.model, aspects[0].id)
        page.section(_("All departments, by aspect and year"))
        head = page.row
        titles = [_("Aspect and year"), *(slot_words(aspects[0], slot) for slot in slots)]
        styles = ["head", *(_head(aspects[0], slot) for slot in slots)]
        page.heads(
            [*titles, _("Higher"), _("Lower")],
            height=44,
            styles=[*styles, *["head small center"] * 2],
        )
        for aspect in aspects:
            for year, state in self._states():
                self._trend_row(aspect, year, state, slots)
        last = page.row - 1
        page.gap()
        self._chart(aspects, head, last)

    def _trend_row(self, aspect: Aspect, year: int, state: State, slots: Sequence[Slot]) -> None:
        page, name = self.page, f"{aspect.letter} {year}"
        page.text(0, name, "cell left bold")
        for column, slot in enumerate(slots, start=1):
            count = self._count(aspect, slot, year, state.at(self.key, aspect.id, slot))
            page.number(column, count, _shade(aspect, slot, count), DASHED)
        after = len(slots) + 1
        if year == self.book.report.year and len(self._states()) > 1:
            moved = next(m for m in self.book.report.moved(self.key) if m.aspect == aspect.id)
            for column, words, lines in (
                (after, _("{aspect}: level higher than the year before"), moved.raised),
                (after + 1, _("{aspect}: level lower than the year before"), moved.lowered),
            ):
                what = words.format(aspect=aspect.letter)
                page.number(column, self._trace(what, year, lines), "cell center", DASHED)
        else:
            page.text(after, "", _PLAIN)
            page.text(after + 1, "", _PLAIN)
        page.next()

    def _chart(self, aspects: Sequence[Aspect], head: int, last: int) -> None:
        """Only levels stand in the chart: what is not decided is none."""
        page = self.page
        if not any(self._has_decided(state, aspects) for _year, state in self._states()):
            page.across(_("Nothing has been decided, so there is no chart."), "wrap muted")
            page.gap()
            return
        axes = Axes(_("Decided levels by aspect"), _("Aspect and year"), _("Information assets"))
        chart = self._stacks("column", axes, aspects[0], (head, last, 1))
        page.charts([chart], width=min(page.pixels(), 900), height=290)
        page.gap()

    def _has_decided(self, state: State, aspects: Sequence[Aspect]) -> bool:
        lines = state.under(self.key)
        return any(isinstance(line.slot(each.id), int) for line in lines for each in aspects)

    # ------------------------------------------------------------ the heat map

    def _heat_map(self) -> None:
        page = self.page
        page.section(_("Levels by department"))
        self._aspect_heads()
        columns = [
            (aspect, slot)
            for aspect in self.model.aspects
            for slot in slots_of(self.model, aspect.id)
        ]
        titles = [_("Department"), *(_short(slot) for _aspect, slot in columns)]
        head = page.row
        page.heads(titles, height=20, styles=["head", *(_head(a, s) for a, s in columns)])
        lines = self.book.report.now.under(self.key)
        for department in self.book.report.departments:
            here = [line for line in lines if line.department == department.id]
            if here:
                self._heat_row(department_words(department), here, columns, "cell wrap")
        last = page.row - 1
        self._heat_row(_("All departments"), lines, columns, "cell wrap bold")
        page.gap(6)
        page.across(
            _("○ proposed, not decided   – not rated, which is no level"), "wrap muted small"
        )
        if last - head <= _IN_CHART and self._has_decided(self.book.report.now, self.model.aspects):
            self._aspect_charts(head, last)

    def _aspect_charts(self, head: int, last: int) -> None:
        """The same as stacks, one chart for each aspect."""
        page, charts, first = self.page, [], 1
        for aspect in self.model.aspects:
            axes = Axes(f"{aspect.letter} {aspect.short.get(language())}")
            charts.append(self._stacks("bar", axes, aspect, (head, last, first)))
            first += len(slots_of(self.model, aspect.id))
        page.gap()
        width = min(page.pixels() // len(charts) - 8, 520)
        page.charts(charts, width=width, height=110 + 26 * (last - head))

    def _stacks(self, kind: str, axes: Axes, aspect: Aspect, place: tuple[int, int, int]) -> Chart:
        """A stack of decided levels for each row; ``place`` is (row of heads, last row, first column)."""
        head, last, first = place
        sheet = self.page.name
        series = [
            Series(
                (sheet, head, column), Range(sheet, (head + 1, column, last, column)), ground, ink
            )
            for column, (ground, ink) in enumerate(ramp_colours(len(aspect.levels)), start=first)
        ]
        names = Range(sheet, (head + 1, 0, last, 0))
        return stacked(self.book.workbook, kind, axes, names, series)

    def _aspect_heads(self) -> None:
        page = self.page
        page.text(0, "", "head")
        column = 1
        for aspect in self.model.aspects:
            count = len(slots_of(self.model, aspect.id))
            page.merged(
                column, count, f"{aspect.letter} {aspect.short.get(language())}", "head center"
            )
            column += count
        page.next()

    def _heat_row(
        self, name: str, lines: Sequence[Line], columns: Sequence[tuple[Aspect, Slot]], style: str
    ) -> None:
        page, year = self.page, self.book.report.year
        page.fit([(0, name)])
        page.text(0, name, style)
        for column, (aspect, slot) in enumerate(columns, start=1):
            found = at(lines, aspect.id, slot)
            what = f"{name}: {aspect.letter} {slot_words(aspect, slot)}"
            count = self._trace(what, year, found)
            page.number(column, count, _heat(slot, count, len(lines)), DASHED)
        page.next()

    def _count(self, aspect: Aspect, slot: Slot, year: int, lines: Sequence[Line]) -> int:
        return self._trace(f"{aspect.letter} {year}: {slot_words(aspect, slot)}", year, lines)

    def _trace(self, what: str, year: int, lines: Sequence[Line]) -> int:
        where = self.page.name
        if len(self.book.report.models) > 1:
            where = f"{where}: {model_words(self.model)}"
        return self.book.trail.add("", where, what, year, lines)


def _short(slot: Slot) -> str:
    if isinstance(slot, int):
        return str(slot)
    return "○" if slot is Undecided.PROPOSED else "–"


def _head(aspect: Aspect, slot: Slot) -> str:
    return (
        f"{ramp_step(aspect, slot)} wrap small center"
        if isinstance(slot, int)
        else "head small center"
    )


def _shade(aspect: Aspect, slot: Slot, count: int) -> str:
    """A level's own shade where something lies on it."""
    if isinstance(slot, int) and count:
        return f"cell {ramp_step(aspect, slot)} center"
    return _PLAIN


def _heat(slot: Slot, count: int, total: int) -> str:
    """The larger the part of the assets, the darker; what is undecided is never shaded."""
    if not count:
        return _PLAIN
    if not isinstance(slot, int):
        return "cell center about"
    step = min(len(RAMP) - 1, 1 + count * (len(RAMP) - 1) // (total + 1))
    return f"cell ramp{step} center"
