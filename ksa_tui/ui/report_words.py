"""The yearly report on screen: its figures as rows, and how they look. Pure; no widget."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from textual.content import Content

from ksa_tui.domain.common_gaps import Gap
from ksa_tui.domain.model import Aspect, Model
from ksa_tui.domain.register import aspect_at
from ksa_tui.domain.report_words import KINDS, STANDS
from ksa_tui.domain.year_report import IN_YEAR, REVIEWS, Kind, Line, YearReport, at
from ksa_tui.domain.year_standing import Slot, Undecided
from ksa_tui.i18n import _, language, long_date, number
from ksa_tui.ui.register_words import model_words
from ksa_tui.ui.sizes import NORMAL
from ksa_tui.ui.texts import one_line, plain
from ksa_tui.ui.widgets.heat_map import Tally, heat_map
from ksa_tui.ui.widgets.levels import CELL_WIDTH, NOT_RATED_SIGN, chip, level_word
from ksa_tui.ui.widgets.table_line import Cell, Column
from ksa_tui.ui.widgets.words import alert

GROUP_WIDTH: Final = 12
COUNT_WIDTH: Final = 6
STATUS_WIDTH: Final = 18
DEPARTMENT_WIDTH: Final = 22
MOST_GAPS: Final = 10
"""Gaps on screen; the workbook has them all."""
URGENT: Final = frozenset({Kind.OVERDUE, Kind.WAITED_LONG})


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One figure with the assets behind it, and what it was the year before (None: no comparison)."""

    key: tuple[str, ...]
    group: str
    """The heading of the rows that it begins; empty for those that follow."""
    words: str
    assets: tuple[Line, ...]
    before: int | None
    is_urgent: bool = False
    in_full: str = ""
    """What it says by itself, where the rows above it say a part."""

    @property
    def title(self) -> str:
        """The figure by itself."""
        return self.in_full or self.words


# ---------------------------------------------------------------- the rows


def figure_rows(report: YearReport) -> list[FigureRow]:
    """Every figure: of the year, of the state, of the reviews, of the levels, of what is missing."""
    return [*_kinds(report), *_levels(report), *_gaps(report)]


def _kinds(report: YearReport) -> Iterator[FigureRow]:
    told = ""
    for kind, words in KINDS.items():
        if kind is Kind.REST_OF_YEAR and not report.is_running:
            continue
        group = _group_of(kind)
        yield FigureRow(
            ("kind", kind.value),
            group if group != told else "",
            _(words),
            report.now.of(kind),
            _before(report, kind),
            kind in URGENT and bool(report.now.of(kind)),
        )
        told = group


def _group_of(kind: Kind) -> str:
    if kind in IN_YEAR:
        return _("In the year")
    return _("Reviews") if kind in REVIEWS else _("The state")


def _before(report: YearReport, kind: Kind) -> int | None:
    if report.before is None or kind is Kind.REST_OF_YEAR:
        return None
    return len(report.before.of(kind))


def _levels(report: YearReport) -> Iterator[FigureRow]:
    """Decided levels, the gravest first; against the year before only where the model is the same."""
    several = len(report.models) > 1
    for key, model in report.models.items():
        before = report.before.under(key) if report.before else ()
        if several:
            assets, then = report.now.under(key), len(before) if report.before else None
            yield FigureRow(("model", key.hex), _("Model"), model_words(model), assets, then)
        for aspect in model.aspects:
            for place, slot in enumerate(_slots(aspect)):
                words = _slot_words(aspect, slot)
                in_full = f"{aspect.letter} {words}"
                yield FigureRow(
                    ("level", key.hex, aspect.id, str(slot)),
                    _("Levels {aspect}").format(aspect=aspect.letter) if not place else "",
                    words,
                    report.now.at(key, aspect.id, slot),
                    len(at(before, aspect.id, slot)) if before else None,
                    in_full=f"{in_full}, {model_words(model)}" if several else in_full,
                )


def _slots(aspect: Aspect) -> list[Slot]:
    levels = [step.value for step in reversed(aspect.levels)]
    return [*levels, Undecided.PROPOSED, Undecided.UNRATED]


def _slot_words(aspect: Aspect, slot: Slot) -> str:
    if isinstance(slot, int):
        return level_word(aspect, slot)
    return _("proposed, not decided") if slot is Undecided.PROPOSED else _("not rated")


def _gaps(report: YearReport) -> Iterator[FigureRow]:
    lines = {line.asset: line for line in report.now.lines}
    for place, gap in enumerate(report.gaps[:MOST_GAPS]):
        yield FigureRow(
            ("gap", gap.measure.id),
            _("Gaps") if not place else "",
            _gap_words(gap),
            tuple(lines[asset] for asset in gap.assets),
            None,
        )


def _gap_words(gap: Gap) -> str:
    return one_line(gap.measure.title.get(language()))


# ---------------------------------------------------------------- how they look


def figure_columns(report: YearReport) -> list[Column[FigureRow]]:
    """Group, figure, this year, the year before."""
    return [
        Column[FigureRow]("", lambda row: Content.styled(row.group, "$text-muted"), GROUP_WIDTH),
        Column[FigureRow](_("Figure"), _words),
        Column[FigureRow](str(report.year), _count, COUNT_WIDTH, "right"),
        Column[FigureRow](str(report.year - 1), _before_count, COUNT_WIDTH, "right"),
    ]


def _words(row: FigureRow) -> Cell:
    return Content.assemble(alert("! "), row.words) if row.is_urgent else row.words


def _count(row: FigureRow) -> Cell:
    if not row.assets:
        return Content.styled("0", "$text-muted")
    return Content.styled(number(len(row.assets)), "bold")


def _before_count(row: FigureRow) -> Cell:
    words = NOT_RATED_SIGN if row.before is None else number(row.before)
    return Content.styled(words, "$text-muted")


def told_of(report: YearReport) -> Content:
    """The year, and of what day its state is."""
    words = _("so far, {day}") if report.is_running else _("as of {day}")
    said = words.format(day=long_date(report.day))
    return Content.assemble((str(report.year), "bold"), "  ", (said, "$text-muted"))


def remarks(report: YearReport) -> Content:
    """What must be known to read the figures."""
    lines = []
    if report.before is None:
        lines.append(_("There is no earlier year to compare with."))
    if len(report.models) > 1:
        lines.append(_("Levels of two models are not compared by number."))
    return Content.styled("\n".join(lines), "$text-muted")


def maps(report: YearReport) -> Content:
    """The heat map of each model's decided levels; what is undecided is none of them."""
    used = [(key, model) for key, model in report.models.items() if report.now.under(key)]
    drawn = []
    for key, model in used:
        tallies = _tallies(report.now.under(key), model)
        drawn.append(heat_map(tallies, _("Decided levels"), _("undecided")))
        if len(report.models) > 1:
            name = Content.styled(model_words(model), "$text-muted")
            drawn[-1] = Content("\n").join([name, drawn[-1]])
    return Content("\n\n").join(drawn)


def _tallies(lines: Sequence[Line], model: Model) -> list[Tally]:
    found = []
    for aspect in model.aspects:
        counts = Counter(line.slot(aspect.id) for line in lines)
        levels = {slot: n for slot, n in counts.items() if isinstance(slot, int)}
        found.append(Tally(aspect, levels, counts.total() - sum(levels.values())))
    return found


# ---------------------------------------------------------------- the assets behind a figure


def asset_columns(report: YearReport, letters: Sequence[str], width: int) -> list[Column[Line]]:
    """Name, decided levels, department where there is room, where it stood."""
    names = {each.id: one_line(each.name) for each in report.departments}
    levels = [
        Column[Line](
            letter, partial(_level, report, letter), max(CELL_WIDTH, len(letter)), "center"
        )
        for letter in letters
    ]
    department = Column[Line](
        _("Department"),
        lambda line: Content.styled(names.get(line.department, ""), "$text-muted"),
        DEPARTMENT_WIDTH,
    )
    return [
        Column[Line](_("Information asset"), lambda line: one_line(line.name)),
        *levels,
        *([department] if width >= NORMAL else []),
        Column[Line](_("Status"), lambda line: _(STANDS[line.status]), STATUS_WIDTH),
    ]


def _level(report: YearReport, letter: str, line: Line) -> Cell:
    """A decided level; a sign where there is none, and nothing where the model has no such aspect."""
    aspect = aspect_at(report.models[line.model], letter)
    if aspect is None:
        return ""
    slot = line.slot(aspect.id)
    return chip(slot if isinstance(slot, int) else None, aspect, word=False, width=CELL_WIDTH)


def asset_detail(report: YearReport, line: Line) -> Content:
    """All that the report knows of one asset."""
    model = report.models[line.model]
    names = {each.id: each.name for each in report.departments}
    dates = [
        (_("classified {day}"), line.classified_on),
        (_("decided {day}"), line.standing.decided_on),
        (_("with the owner since {day}"), line.standing.with_owner_since),
        (_("to be reviewed {day}"), line.standing.review_on),
    ]
    said = ", ".join(words.format(day=day.isoformat()) for words, day in dates if day)
    about = " · ".join(
        one_line(part) for part in (names.get(line.department, ""), model_words(model)) if part
    )
    return Content("\n").join(
        [plain(line.name, "bold"), Content.styled(about, "$text-muted"), Content(said)]
    )
