"""The sheet "Klassning": every level with everything that was said about it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Final

from ksa_tui.domain.exporting import DecisionBook
from ksa_tui.domain.model import Aspect
from ksa_tui.domain.rating import NOT_RELEVANT, Rating, deciding_areas
from ksa_tui.domain.standing import floor_here, is_below_floor
from ksa_tui.domain.texts import Text
from ksa_tui.domain.voting import spread
from ksa_tui.domain.workshop import Assessment, Asset
from ksa_tui.i18n import N_
from ksa_tui.spreadsheets.decision import frame
from ksa_tui.spreadsheets.decision.contract import Headers, Sheets
from ksa_tui.spreadsheets.decision.words import Words
from ksa_tui.spreadsheets.workbook.cleaning import clean, clip, pieces
from ksa_tui.spreadsheets.workbook.plan import Cell, Column, Rich, Row, Sheet, Table

_HEADERS: Final = (
    Headers.NUMBER,
    Headers.ASSET,
    Headers.ASPECT,
    Headers.PROPOSED,
    Headers.PROTECTION,
    Headers.BASIS,
    Headers.MOTIVATION,
    Headers.REMARKS,
)
_WIDTHS: Final = (4.2, 21.0, 14.5, 12.5, 12.5, 26.0, 50.0, 33.0)
_LEVEL_COLUMN: Final = 3
_MOTIVATION_PIECE: Final = 1_200
"""Characters in one row: more would be higher than a row can be shown (409 points)."""
_REMARKS_PIECE: Final = 800
_LINES: Final = 24
_REPEATED: Final = 60
_ADJUSTED: Final = {"manual": N_("by hand"), "shared": N_("shared classification")}

Runs = list[tuple[str, str]]


def sheet(book: DecisionBook) -> Sheet:
    """The sheet of a book: per asset one row on what it is, then one per aspect."""
    words = Words.of(book)
    _ = words.gettext
    widths = list(_WIDTHS)
    longest = max(words.level_width(aspect) for aspect in book.model.aspects)
    widths[_LEVEL_COLUMN] = max(_WIDTHS[_LEVEL_COLUMN], longest + 2.0)
    columns = (
        *(
            Column(width, words.of_text(title))
            for width, title in zip(widths, _HEADERS, strict=True)
        ),
        frame.id_column(words),
    )
    line = _(
        "One row per aspect: the proposed level, what decided it, and why. Nothing is merged into one number."
    )
    rows = [
        *frame.banner(book, len(_HEADERS), _("Classification with reasons"), (line,)),
        frame.gap(),
        frame.header([*_HEADERS, Headers.ROW_ID], words),
    ]
    for asset in book.assets:
        rows += _Asset(book, words, asset).rows()
    return Sheet(
        name=words.of_text(Sheets.LEVELS),
        columns=columns,
        rows=tuple(rows),
        printed=len(_HEADERS),
        table=Table(legend=4, header=4, fixed_columns=3),
    )


class _Asset:
    """The rows of one asset."""

    def __init__(self, book: DecisionBook, words: Words, asset: Asset) -> None:
        self.book = book
        self.words = words
        self.asset = asset
        self.gettext = words.gettext
        self.introduced = False
        """Whether the asset's name already stands in full on a row above."""

    def rows(self) -> Iterator[Row]:
        about = self._about()
        self.introduced = any(cell.content for cell in about.cells[_LEVEL_COLUMN:-1])
        if self.introduced:
            yield about
        for aspect in self.book.model.aspects:
            yield from self._aspect(aspect)

    def _about(self) -> Row:
        """What the asset is, as far as anything was said of it."""
        _ = self.gettext
        cell = "cell group about wrap"
        return self._row(
            "",
            Cell(self.asset.number, "cell group about center bold ink"),
            Cell(self.words.name(self.asset.name), f"{cell} bold ink"),
            Cell(_("About the asset"), f"{cell} muted"),
            Cell(None, cell),
            Cell(None, cell),
            Cell("\n".join(self._flags()), cell),
            Cell(self.words.passage(self.asset.description), cell),
            Cell("\n".join(self._surroundings()), f"{cell} small"),
        )

    def _flags(self) -> list[str]:
        found = [self.book.model.flag(answer.flag) for answer in self.asset.flags if answer.value]
        return [self.words.of_text(flag.name) for flag in found if flag]

    def _surroundings(self) -> Iterator[str]:
        _, asset = self.gettext, self.asset
        if asset.systems:
            yield _("Systems: {names}").format(
                names=", ".join(self.words.name(s.name) for s in asset.systems)
            )
        if laws := [ref.value for ref in asset.refs if ref.kind == "law"]:
            yield _("Legal basis: {names}").format(
                names=", ".join(self.words.name(law) for law in laws)
            )
        if asset.medium:
            yield _("Form: {text}").format(text=self.words.name(asset.medium))
        if asset.department:
            yield _("Department: {name}").format(name=self.words.name(asset.department.name))

    def _aspect(self, aspect: Aspect) -> Iterator[Row]:
        """One row, and further ones when the texts are longer than a row can be."""
        assessment = self.asset.assessments[aspect.id]
        motivation = clean(assessment.motivation) or self._no_motivation(assessment)
        remarks = "\n".join(self._remarks(aspect, assessment))
        parts = zip_longest(
            pieces(motivation, _MOTIVATION_PIECE, _LINES),
            pieces(remarks, _REMARKS_PIECE, _LINES),
            fillvalue="",
        )
        for number, (why, more) in enumerate(parts):
            if number == 0:
                yield self._first(aspect, assessment, why, more)
            else:
                yield self._further(aspect, number, why, more)

    def _no_motivation(self, assessment: Assessment) -> str:
        return "" if assessment.proposed is None else "–"

    def _first(self, aspect: Aspect, assessment: Assessment, why: str, more: str) -> Row:
        level = assessment.proposed
        protection = "–" if level is None else self.words.of_text(aspect.level(level).protection)
        cell = "cell" if self.introduced else "cell group"
        row = self._row(
            f"#{aspect.id}",
            *self._named(cell),
            Cell(self.words.aspect(aspect), f"{cell} wrap bold ink"),
            frame.level_cell(self.words, aspect, level, "left"),
            Cell(protection, f"{cell} wrap"),
            Cell(self._basis(assessment), f"{cell} wrap small"),
            Cell(why, f"{cell} wrap"),
            Cell(more, f"{cell} wrap small"),
        )
        self.introduced = True
        return row

    def _named(self, cell: str) -> tuple[Cell, Cell]:
        """Number and name: in full the first time, then muted and cut: each row still says whose it is."""
        name = self.words.name(self.asset.name)
        if not self.introduced:
            return Cell(self.asset.number, f"{cell} center bold ink"), Cell(
                name, f"{cell} wrap bold ink"
            )
        return Cell(self.asset.number, f"{cell} center muted"), Cell(
            clip(name, _REPEATED), f"{cell} wrap muted"
        )

    def _further(self, aspect: Aspect, number: int, why: str, more: str) -> Row:
        continued = self.gettext("{aspect}, continued").format(aspect=self.words.aspect(aspect))
        return self._row(
            f"#{aspect.id}~{number + 1}",
            *self._named("cell"),
            Cell(continued, "cell wrap muted"),
            Cell(None, "cell"),
            Cell(None, "cell"),
            Cell(None, "cell"),
            Cell(why, "cell wrap"),
            Cell(more, "cell wrap small"),
        )

    def _row(self, ending: str, *cells: Cell) -> Row:
        key = f"{self.asset.id}{ending or '#'}"
        return Row(
            (*cells, Cell(key, "muted")),
            key=key,
            treatment=self.asset.id,
            asset=self.asset.asset_id,
        )

    def _basis(self, assessment: Assessment) -> Rich:
        """The areas by what was said of them: deciding, lower, not relevant, not rated."""
        _ = self.gettext
        deciding = deciding_areas(assessment.ratings)
        groups = (
            ("bold ink", _("Decides: {areas}"), lambda area, rating: area in deciding),
            (
                "plain",
                _("Lower: {areas}"),
                lambda area, rating: isinstance(rating, int) and area not in deciding,
            ),
            ("muted", _("Not relevant: {areas}"), lambda area, rating: rating == NOT_RELEVANT),
            ("muted", _("Not rated: {areas}"), lambda area, rating: rating is None),
        )
        runs: Runs = []
        for style, text, belongs in groups:
            areas = [
                self._area(area.id, assessment.ratings.get(area.id))
                for area in self.book.model.areas
                if belongs(area.id, assessment.ratings.get(area.id))
            ]
            if areas:
                runs.append((style, text.format(areas=", ".join(areas)) + "\n"))
        if runs:
            runs[-1] = (runs[-1][0], runs[-1][1].rstrip("\n"))
        return Rich(tuple(runs))

    def _area(self, area_id: str, rating: Rating) -> str:
        name = self.words.area(self.book.model.area(area_id))
        return f"{name} {rating}" if isinstance(rating, int) else name

    def _remarks(self, aspect: Aspect, assessment: Assessment) -> Iterator[str]:
        """Floor, adjustment, votes, dissent: each on a line of its own."""
        yield from self._floor(aspect, assessment)
        yield from self._adjustment(aspect, assessment)
        yield from self._votes(aspect, assessment)
        for dissent in assessment.dissent:
            who = self.words.name(dissent.role) or self.gettext("a participant")
            yield (
                self.gettext("Differing view: level {level}, {who}. {reason}")
                .format(
                    level=self._level(aspect, dissent.level), who=who, reason=clean(dissent.reason)
                )
                .strip()
            )

    def _floor(self, aspect: Aspect, assessment: Assessment) -> Iterator[str]:
        _, model = self.gettext, self.book.model
        floor = floor_here(model, self.asset, aspect.id)
        if floor is None:
            return
        flags = [
            self.words.of_text(f.name) for each in floor.floors if (f := model.flag(each.flag))
        ]
        yield _("Floor {level} ({flags}).").format(
            level=self._level(aspect, floor.level), flags=", ".join(flags)
        )
        if is_below_floor(model, self.asset, aspect.id):
            reason = clean(assessment.floor_reason).strip() or _("not given")
            yield _("Reason for a level below the floor: {reason}").format(reason=reason)

    def _adjustment(self, aspect: Aspect, assessment: Assessment) -> Iterator[str]:
        if assessment.adjusted is None or assessment.calculated is None:
            return
        _ = self.gettext
        how = _(_ADJUSTED[assessment.adjust_code]) if assessment.adjust_code else "–"
        yield (
            _("Calculated level {calculated}, adjusted to {level} ({how}). {reason}")
            .format(
                calculated=self._level(aspect, assessment.calculated),
                level=self._level(aspect, assessment.adjusted),
                how=how,
                reason=clean(assessment.adjust_motivation),
            )
            .strip()
        )

    def _votes(self, aspect: Aspect, assessment: Assessment) -> Iterator[str]:
        _ = self.gettext
        text = _("Votes: {levels} ({spread})")
        if len(assessment.votes) > 1:
            text = _("Votes, round {number}: {levels} ({spread})")
        for vote in assessment.votes:
            levels = ", ".join(str(level) for level in vote.levels)
            apart = self._apart(spread(aspect, vote.levels))
            yield text.format(number=vote.number, levels=levels, spread=apart)

    def _apart(self, steps: int) -> str:
        if not steps:
            return self.gettext("all alike")
        return self.gettext("differ by {count}").format(count=steps)

    def _level(self, aspect: Aspect, value: int) -> str:
        return self.words.level_of(aspect, value) if value in aspect else str(value)

    def _text(self, text: Text) -> str:
        return self.words.of_text(text)
