"""Judges a returned workbook (decisions A12): what each row decides, what is not taken and why.

A decision answers one row of one export and is bound to the proposal in that row's snapshot.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import chain, islice
from typing import Final

from ksa_tui.domain import answers
from ksa_tui.domain.answers import Choice
from ksa_tui.domain.cleaning import clean_text
from ksa_tui.domain.comparing import Compared, compare, what
from ksa_tui.domain.deciding_words import (
    BESIDE,
    COLUMN_TWICE,
    EXPORTED_SINCE,
    EXTRA_SHEET,
    LEVEL_COLUMN,
    NO_MARKS,
    NO_TABLE,
    REST_FORMULA,
    REST_NOT_UNDERSTOOD,
    ROW_MISSING,
    ROW_TWICE,
    STRAY,
    TEXT_BESIDE,
)
from ksa_tui.domain.handed import Asked, Handed
from ksa_tui.domain.judging_measures import MeasureJudge
from ksa_tui.domain.receipt import (
    AssetDecision,
    Difference,
    Problem,
    Receipt,
    RowState,
    Sentence,
)
from ksa_tui.domain.redeciding import differences_since, moved
from ksa_tui.domain.returned import Answer, Returned
from ksa_tui.domain.row_rules import RowProblem, RowReader
from ksa_tui.domain.signing import Signed
from ksa_tui.domain.unread import unread

_MOST: Final = 50
"""Answers on rows of nobody that are named one by one."""
_MOST_NOTES: Final = 20
"""Texts beside the tables that are told."""
_NOTHING: Final[Mapping[str, object]] = {}


def judge(returned: Returned, handed: Handed, today: date) -> Receipt:
    """The receipt of a return that answers ``handed``."""
    compared = compare(returned, handed.rows, handed.owners)
    signed = Signed(returned, handed, today)
    judged = _Judge(returned, handed, compared)
    of_measures = MeasureJudge(returned, handed, compared, today)
    decisions, measures = tuple(judged.decisions()), tuple(of_measures.replies())
    problems = (*signed.problems, *judged.problems, *of_measures.problems)
    stop = next((p for p in problems if p.stops), None)
    if stop is not None:
        decisions = tuple(
            d.refused(stop.sentence) if d.state is RowState.NEW else d for d in decisions
        )
        measures = tuple(
            m.refused(stop.sentence) if m.state is RowState.NEW else m for m in measures
        )
    return Receipt(
        file_name=returned.file_name,
        digest=returned.digest,
        workshop=handed.workshop,
        workshop_title=handed.workshop_title,
        export=handed.name,
        model=handed.model,
        signed_by=signed.name,
        title=signed.title,
        date=signed.date,
        registry_ref=signed.registry_ref,
        remarks=signed.remarks,
        decisions=decisions,
        measures=measures,
        differences=(*of_measures.linked(), *judged.differences, *of_measures.differences),
        problems=problems,
        notes=(*signed.notes, *judged.notes, *_notes(returned, handed, compared)),
        known=returned.digest in handed.known_files,
    )


def _notes(returned: Returned, handed: Handed, compared: Compared) -> Iterator[Sentence]:
    keyed = {asked.key for asked in handed.asked}
    ids = {key for page in returned.pages for key in page.keys.values()}
    if not returned.marks and not keyed & ids:
        yield Sentence(NO_MARKS)
    ours = set(compared.pages.values())
    for page in returned.pages:
        if page.name not in ours and page.rows:
            yield Sentence(EXTRA_SHEET, {"sheet": page.name})
    written = chain(compared.beside, unread(returned, handed.rows, handed.owners, compared))
    for sheet, row, text in islice(written, _MOST_NOTES):
        yield Sentence(TEXT_BESIDE, {"sheet": sheet, "row": row, "text": what([text])})
    for kind in sorted(returned.beside):
        yield Sentence(BESIDE[kind])


class _Judge:
    """The rows, one by one."""

    def __init__(self, returned: Returned, handed: Handed, compared: Compared) -> None:
        self.returned = returned
        self.handed = handed
        self.compared = compared
        self.problems: list[Problem] = []
        self.differences: list[Difference] = []
        self.notes: list[Sentence] = []
        self.sheet = compared.pages.get(handed.sheet, handed.sheet)
        self.by_row = self._answers()
        self.reader = RowReader(handed, self._rest())

    def decisions(self) -> Iterator[AssetDecision]:
        """What is said of each asset that was asked about, in the order handed out."""
        answered = set()
        for asked in self.handed.asked:
            number = self.compared.rows.get((self.handed.sheet, asked.key))
            answered.add(number)
            yield self._decision(asked, number)
        twice = {key for _sheet, key in self.compared.twice}
        stray = (
            number
            for number, answer in self.by_row.items()
            if number not in answered and answer.key not in twice and _answers_something(answer)
        )
        for number in islice(stray, _MOST):
            self._problem("stray_answer", STRAY, number)

    def _answers(self) -> dict[int, Answer]:
        found = self.returned.answers
        if found is None:
            sentence = Sentence(NO_TABLE)
            self.problems.append(Problem("no_decision_columns", sentence, stops=True))
            return {}
        self.sheet = found.sheet
        for column in found.doubled:
            self._problem("column_twice", COLUMN_TWICE, None, {"column": column})
        for header, aspect in self.handed.new_headers.items():
            if header not in found.headers:
                column = self.handed.model.aspect(aspect).name.get(self.handed.language)
                self._problem("column_missing", LEVEL_COLUMN, None, {"column": column})
        return {answer.row: answer for answer in found.rows}

    def _rest(self) -> Choice:
        given = self.returned.signature.rest
        place = {"sheet": given.sheet, "row": given.row}
        if given.value.formula or given.value.error:
            sentence = Sentence(REST_FORMULA, place)
            self.problems.append(Problem("rest_formula", sentence, given.sheet, given.row))
            return Choice.NONE
        rest = answers.read_rest(given.value.text)
        if rest is None:
            sentence = Sentence(REST_NOT_UNDERSTOOD, {**place, "value": what([given.value.text])})
            self.problems.append(Problem("rest_not_understood", sentence, given.sheet, given.row))
        return rest or Choice.NONE

    def _decision(self, asked: Asked, number: int | None) -> AssetDecision:
        decision = AssetDecision(
            asset=asked.asset,
            thing=asked.thing,
            export_row=asked.row,
            number=asked.number,
            name=asked.name,
            proposed=asked.proposal,
            row=number,
        )
        if asked.emptied:
            return self._emptied(asked, decision)
        if number is None:
            sentence = Sentence(ROW_MISSING, {"sheet": self.sheet, "name": asked.name})
            return decision.refused(sentence)
        if (self.handed.sheet, asked.key) in self.compared.twice:
            sentence = Sentence(ROW_TWICE, {"sheet": self.sheet, "name": asked.name})
            self.problems.append(Problem("row_twice", sentence, self.sheet, number))
            return decision.refused(sentence)
        answer = self.by_row.get(number)
        if answer is None:
            return decision
        try:
            decided = self.reader.read(decision, answer)
        except RowProblem as found:
            problem = self._problem(
                found.code, found.message, number, found.params, about=asked.name
            )
            comment = clean_text(answer.comment.text)
            return replace(decision, comment=comment).refused(problem.sentence)
        return self._placed(asked, decided)

    def _emptied(self, asked: Asked, decision: AssetDecision) -> AssetDecision:
        """A row that a stop has emptied: it is seen that the return says something there, and no more."""
        answer = self.by_row.get(decision.row or 0)
        says = answer is not None and _answers_something(answer)
        if asked.gone is not None and (says or self.reader.rest is not Choice.NONE):
            return decision.refused(asked.gone)
        return decision

    def _placed(self, asked: Asked, decided: AssetDecision) -> AssetDecision:
        """New, the same as before, or not to be taken because of what happened since (A12)."""
        if decided.choice is Choice.NONE or self._is_known(asked, decided):
            return decided
        if asked.gone is not None:
            return decided.refused(asked.gone)
        if asked.exported_since is not None:
            sentence = Sentence(EXPORTED_SINCE, {"number": asked.exported_since})
            problem = Problem("older_export", sentence, self.sheet, decided.row, about=asked.name)
            self.problems.append(problem)
            return decided.refused(sentence)
        self.differences += differences_since(self.handed, self.sheet, asked, decided)
        if (said := moved(self.handed, asked, decided)) is not None:
            self.notes.append(said)
        return replace(decided, state=RowState.NEW)

    def _is_known(self, asked: Asked, decided: AssetDecision) -> bool:
        """Recorded already, by this very file or in the same words."""
        earlier = asked.earlier
        if earlier is None:
            return False
        if self.returned.digest in earlier.files:
            return True
        same = (earlier.choice, dict(earlier.levels)) == (decided.choice, dict(decided.levels))
        return same and (earlier.comment == decided.comment or not decided.comment)

    def _problem(
        self,
        code: str,
        message: str,
        row: int | None,
        params: Mapping[str, object] = _NOTHING,
        *,
        about: str = "",
    ) -> Problem:
        """A problem of one row, or of the whole sheet: that stops the return."""
        sentence = Sentence(message, {"sheet": self.sheet, "row": row, **params})
        problem = Problem(code, sentence, self.sheet, row, stops=row is None, about=about)
        self.problems.append(problem)
        return problem


def _answers_something(answer: Answer) -> bool:
    return answer.decision.filled or answer.comment.filled or bool(answer.levels)
