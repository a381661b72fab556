"""The sheet "Öppna frågor": what was parked, and what was asked about the assets taken together."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from ksa_tui.domain.exporting import DecisionBook
from ksa_tui.domain.workshop import CollectionUplift, ParkedQuestion
from ksa_tui.i18n import N_
from ksa_tui.spreadsheets.decision import frame
from ksa_tui.spreadsheets.decision.contract import Headers, Sheets
from ksa_tui.spreadsheets.decision.words import Words
from ksa_tui.spreadsheets.workbook.plan import Cell, Column, Row, Sheet, Table

_HEADERS: Final = (
    Headers.NUMBER,
    Headers.CONCERNS,
    Headers.ASPECT,
    Headers.QUESTION,
    Headers.WHO,
    Headers.BY,
    Headers.STATE,
)
_WIDTHS: Final = (4.2, 27.0, 15.0, 56.0, 20.0, 11.0, 27.0)
_TEXT_COLUMN: Final = 3
_ANSWER_LIMIT: Final = 500
_UPLIFTS: Final = {
    "aggregation": N_("Taken together they say more than each alone (aggregation)."),
    "accumulation": N_("The sheer volume calls for stronger protection (accumulation)."),
}


def sheet(book: DecisionBook) -> Sheet:
    """The sheet of a book; without a question it says so."""
    words = Words.of(book)
    _ = words.gettext
    line = _("What the workshop left for later, and what it said about the assets taken together.")
    rows = [
        *frame.banner(book, len(_HEADERS), _("Open questions"), (line,)),
        frame.gap(),
        frame.header([*_HEADERS, Headers.ROW_ID], words),
        *_Questions(book, words).rows(),
    ]
    return Sheet(
        name=words.of_text(Sheets.QUESTIONS),
        columns=(
            *(
                Column(width, words.of_text(title))
                for width, title in zip(_WIDTHS, _HEADERS, strict=True)
            ),
            frame.id_column(words),
        ),
        rows=tuple(rows),
        printed=len(_HEADERS),
        table=Table(legend=4, header=4, fixed_columns=0),
    )


@dataclass(frozen=True, slots=True)
class _Line:
    """One question or answer."""

    concerns: str
    aspect: str
    text: str
    state: str
    who: str = "–"
    due: date | None = None


class _Questions:
    def __init__(self, book: DecisionBook, words: Words) -> None:
        self.book = book
        self.words = words
        self.gettext = words.gettext
        self.names = {asset.id: asset.name for asset in (*book.assets, *book.deferred)}
        self.letters = {aspect.id: words.aspect(aspect) for aspect in book.model.aspects}

    def rows(self) -> Iterator[Row]:
        number = 0
        parked = sorted(self.book.workshop.parked, key=lambda q: q.resolved_at is not None)
        for number, question in enumerate(parked, start=1):
            yield self._parked(number, question)
        for key, question_text, answer in self._collection():
            number += 1
            yield self._whole(number, key, "–", question_text, answer)
        for uplift in self.book.workshop.uplifts:
            number += 1
            yield self._uplift(number, uplift)
        if not number:
            yield self._none()

    def _none(self) -> Row:
        cells = [Cell(None, "cell") for _ in _HEADERS]
        cells[_TEXT_COLUMN] = Cell(self.gettext("There are no open questions."), "cell wrap muted")
        return Row((*cells, Cell(None, "muted")))

    def _parked(self, number: int, question: ParkedQuestion) -> Row:
        _ = self.gettext
        concerns = _("The whole workshop")
        if question.asset:
            concerns = self.words.name(self.names.get(question.asset, "–"))
        state = _("Still open")
        if question.resolved_at:
            state = _("Answered: {answer}").format(
                answer=self.words.passage(question.resolution, _ANSWER_LIMIT) or "–"
            )
        line = _Line(
            concerns=concerns,
            aspect=self.letters.get(question.aspect or "", "–"),
            text=self.words.passage(question.text),
            who=self.words.name(question.who) or "–",
            due=question.due,
            state=state,
        )
        return self._row(number, f"parked:{question.id}", line)

    def _collection(self) -> Iterator[tuple[str, str, str]]:
        """The model's questions about the whole, with the answers; one not asked says so."""
        _ = self.gettext
        said = {True: _("Yes"), False: _("No"), None: _("Not answered")}
        for question in self.book.model.questions:
            if question.scope == "collection":
                answer = said[self.book.workshop.answers.get(question.id)]
                yield f"collection:{question.id}", self.words.of_text(question.text), answer

    def _uplift(self, number: int, uplift: CollectionUplift) -> Row:
        aspect = self.book.model.aspect(uplift.aspect)
        text = f"{self.gettext(_UPLIFTS[uplift.code])} {self.words.passage(uplift.motivation)}"
        level = self.gettext("The whole: {level}").format(
            level=self.words.level_of(aspect, uplift.level)
        )
        key = f"uplift:{uplift.aspect}:{uplift.code}"
        return self._whole(number, key, self.words.aspect(aspect), text.strip(), level)

    def _whole(self, number: int, key: str, aspect: str, text: str, state: str) -> Row:
        line = _Line(self.gettext("All assets together"), aspect, text, state)
        return self._row(number, key, line)

    def _row(self, number: int, key: str, line: _Line) -> Row:
        cells = (
            Cell(number, "cell muted center"),
            Cell(line.concerns, "cell wrap bold ink"),
            Cell(line.aspect, "cell wrap"),
            Cell(line.text, "cell wrap"),
            Cell(line.who, "cell wrap"),
            Cell(line.due, "cell left date") if line.due else Cell("–", "cell left muted"),
            Cell(line.state, "cell wrap"),
            Cell(key, "muted"),
        )
        return Row(cells, key=key)
