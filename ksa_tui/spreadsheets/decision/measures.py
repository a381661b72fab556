"""The sheet "Åtgärder": what is marked as missing, with room for a responsible role and a date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from ksa_tui.domain.exporting import DecisionBook
from ksa_tui.domain.measure_book import Count, Gap, MeasureBook
from ksa_tui.domain.protecting import Scope, State
from ksa_tui.domain.texts import Text
from ksa_tui.domain.words import MEASURE_STATE
from ksa_tui.i18n import N_
from ksa_tui.spreadsheets.decision import frame
from ksa_tui.spreadsheets.decision.contract import ROLE_LIMIT, Headers, Sheets
from ksa_tui.spreadsheets.decision.words import Words
from ksa_tui.spreadsheets.workbook.plan import Cell, Column, Limit, Rich, Row, Sheet, Table, letters

_HEADERS: Final = (
    Headers.MEASURE,
    Headers.PLACE,
    Headers.FOLLOWS,
    Headers.ASSETS,
    Headers.STATE,
    Headers.REMARK,
)
_YOURS: Final = (Headers.ROLE, Headers.DUE)
_WIDTHS: Final = (36.0, 22.0, 17.0, 32.0, 12.5, 32.0, 25.0, 13.5)
_ROLE_COLUMN: Final = len(_HEADERS)
_HEADER_ROW: Final = 5
_NAMED: Final = 6
"""So many assets are named in a row; the rest are counted."""
_NOTE_LIMIT: Final = 600
_LOWEST: Final = 34.0
_EARLIEST: Final = 1900
"""The year where a spreadsheet begins to count."""
_HELD: Final[dict[Scope, str]] = {
    Scope.ORGANISATION: N_("The whole organisation"),
    Scope.DEPARTMENT: N_("Department: {name}"),
    Scope.SYSTEM: N_("System: {name}"),
    Scope.ASSET: N_("Information asset: {name}"),
}


def sheet(book: DecisionBook) -> Sheet:
    """The sheet of a book that says something of measures."""
    if book.measures is None:
        raise ValueError("a book without measures")
    return _Measures(book, book.measures).sheet()


class _Measures:
    def __init__(self, book: DecisionBook, measures: MeasureBook) -> None:
        self.book = book
        self.measures = measures
        self.words = Words.of(book)
        self.gettext = self.words.gettext
        self.asks = book.kind == "decision" and bool(measures.gaps)
        """Whether there is something to fill in."""

    def sheet(self) -> Sheet:
        titles = [*_HEADERS, *_YOURS]
        columns = [
            Column(width, self.words.of_text(title))
            for width, title in zip(_WIDTHS, titles, strict=True)
        ]
        return Sheet(
            name=self.words.of_text(Sheets.MEASURES),
            columns=(*columns, frame.id_column(self.words)),
            rows=(*self._top(), *self._rows()),
            printed=len(titles),
            table=Table(legend=_HEADER_ROW, header=_HEADER_ROW, fixed_columns=1),
            tab="yellow" if self.asks else "ink",
            limits=self._limits() if self.asks else (),
        )

    def _top(self) -> list[Row]:
        _ = self.gettext
        lines = [_counted(self.words, self.measures.count)]
        if self.asks:
            lines.append(
                _(
                    "Yellow cells: a responsible role (not a name) and a date. Leave empty what is not "
                    "settled; what you write comes back with your decision."
                )
            )
        else:
            lines.append(_("Levels and reasons are in the sheet {sheet}.").format(
                sheet=self.words.of_text(Sheets.LEVELS)
            ))  # fmt: skip
        title = _("Measures that are left to do")
        yours = "yellow_head" if self.asks else "head"
        header = (
            *frame.header(_HEADERS, self.words).cells,
            *frame.header(_YOURS, self.words, yours).cells,
            *frame.header([Headers.ROW_ID], self.words).cells,
        )
        banner = frame.banner(self.book, len(_WIDTHS), title, lines)
        return [*banner, frame.gap(), Row(header, lowest=30.0)]

    def _rows(self) -> Iterator[Row]:
        for gap in self.measures.gaps:
            yield self._row(gap)
        if not self.measures.gaps:
            yield self._none()

    def _none(self) -> Row:
        _ = self.gettext
        cells = [Cell(None, "cell") for _column in _WIDTHS]
        text = _("No measure is marked as partly or not met.")
        cells[0] = Cell(text, "cell wrap muted")
        return Row((*cells, Cell(None, "muted")), lowest=_LOWEST)

    def _row(self, gap: Gap) -> Row:
        _, words = self.gettext, self.words
        name = Rich((("muted", f"{gap.measure}  "), ("bold ink", words.of_text(gap.title))))
        yours = "input" if self.asks else "cell"
        place = _(_HELD[gap.scope]).format(name=words.name(gap.place_name) or "–")
        cells = (
            Cell(name, "cell wrap"),
            Cell(place, "cell wrap"),
            Cell(self._follows(gap), "cell wrap small"),
            Cell(self._assets(gap), "cell wrap small"),
            Cell(_(MEASURE_STATE[gap.state]).capitalize(), _state_style(gap.state)),
            Cell(words.passage(gap.note, _NOTE_LIMIT), "cell wrap small"),
            Cell(words.name(gap.role) or None, f"{yours} wrap"),
            Cell(_due(gap), f"{yours} left date"),
            Cell(gap.key, "muted"),
        )
        asset = gap.place if gap.scope is Scope.ASSET else None
        return Row(cells, key=gap.key, asset=asset, lowest=_LOWEST)

    def _follows(self, gap: Gap) -> str:
        model = self.book.model
        found = ((model.aspect(aspect), level) for aspect, level in gap.follows)
        return "\n".join(
            f"{aspect.letter} {self.words.level_of(aspect, level)}" for aspect, level in found
        )

    def _assets(self, gap: Gap) -> str:
        names = [self.words.name(name) for name in gap.assets[:_NAMED]]
        text = "; ".join(names)
        if (left := len(gap.assets) - _NAMED) > 0:
            text += " " + self.words.ngettext("and {count} more", "and {count} more", left).format(
                count=left
            )
        return text

    def _limits(self) -> tuple[Limit, ...]:
        _ = self.gettext
        role, due = (letters(_ROLE_COLUMN + index) for index in range(len(_YOURS)))
        first, last = _HEADER_ROW + 1, _HEADER_ROW + len(self.measures.gaps)
        return (
            Limit(
                f"{role}{first}:{role}{last}",
                "text",
                self._text(Headers.ROLE),
                _("A role, not a name: roles stay when people move."),
                _("At most {count} characters.").format(count=ROLE_LIMIT),
                ROLE_LIMIT,
            ),
            Limit(
                f"{due}{first}:{due}{last}",
                "date",
                self._text(Headers.DUE),
                _("Year-month-day, for example 2026-12-01."),
                _("Write a date as year-month-day, for example 2026-12-01."),
            ),
        )

    def _text(self, text: Text) -> str:
        return self.words.of_text(text)


def _due(gap: Gap) -> date | str | None:
    """The date; one that no spreadsheet can show as a date is written as it is."""
    if gap.due is not None and gap.due.year < _EARLIEST:
        return gap.due.isoformat()
    return gap.due


def _state_style(state: State) -> str:
    return "return wrap cell" if state is State.NOT_MET else "change wrap cell"


def _counted(words: Words, count: Count) -> str:
    """How it stands in one sentence: what is not below is told by number alone."""
    following = words.ngettext(
        "{count} measure follows from the levels",
        "{count} measures follow from the levels",
        count.following,
    ).format(count=count.following)
    if not count.following:
        return f"{following}."
    marked = words.ngettext(
        "{count} is marked as missing and stands here",
        "{count} are marked as missing and stand here",
        count.marked,
    )
    unknown = words.ngettext(
        "{count} is not yet answered", "{count} are not yet answered", count.unknown
    )
    met = words.ngettext("{count} is met", "{count} are met", count.met)
    other = words.ngettext(
        "{count} is not relevant", "{count} are not relevant", count.not_relevant
    )
    return words.gettext("{measures}: {marked}, {unknown}, {met}, {not_relevant}.").format(
        measures=following,
        marked=marked.format(count=count.marked),
        unknown=unknown.format(count=count.unknown),
        met=met.format(count=count.met),
        not_relevant=other.format(count=count.not_relevant),
    )
