"""Judges what a return says of measures: a responsible role and a date, row by row.

What is written counts for the answer at its place in the app. An answer that was changed there after the
export is a difference, never overwritten unseen.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Final

from ksa_tui.domain import answers
from ksa_tui.domain.cleaning import NAME_LIMIT, clean_line
from ksa_tui.domain.comparing import Compared, in_sentence, what
from ksa_tui.domain.deciding_words import ERROR, FORMULA
from ksa_tui.domain.excerpts import EMPTY
from ksa_tui.domain.handed import AskedMeasure, Handed, Stated
from ksa_tui.domain.receipt import Difference, MeasureReply, Problem, RowState, Sentence
from ksa_tui.domain.returned import NOTHING, Page, Returned, Row, Value, header_key
from ksa_tui.domain.row_rules import RowProblem
from ksa_tui.domain.words import MEASURE_STATE
from ksa_tui.i18n import N_

BAD_DUE: Final = N_(
    "{sheet}, row {row}: “{value}” is not a date that can be read. Write it as 2026-12-01. "
    "The row is not taken."
)
PAST_DUE: Final = N_(
    "{sheet}, row {row}: {value} is before the day when the workbook was handed out ({exported}), so nothing "
    "can be done by then. The row is not taken."
)
FAR_DUE: Final = N_(
    "{sheet}, row {row}: {value} is more than {years} years ahead. Write a nearer date. "
    "The row is not taken."
)
LONG_ROLE: Final = N_(
    "{sheet}, row {row}: the responsible role is longer than {limit} characters. The row is not taken."
)
ROW_TWICE: Final = N_(
    "{sheet}: “{name}” stands on more than one row, so it is not known which one is meant. "
    "It is not taken."
)
COLUMN_MISSING: Final = N_(
    "{sheet}: the column {column} is missing, so it is read from no row. What ksa has stays as it is."
)
COLUMN_TWICE: Final = N_(
    "{sheet}: the column {column} is there twice, so it is not known which one counts. "
    "Nothing of the sheet is taken."
)
GONE: Final = N_(
    "{sheet}, row {row}: the answer about “{name}” was taken back in ksa after the export, so there is "
    "nothing to add a role or a date to. The row is not taken."
)
CHANGED_SINCE: Final = N_(
    "{sheet}, row {row}: the answer about “{name}” was changed in ksa on {day}, after the export: "
    "was {was}, is {now}"
)
CLEARED: Final = N_("{sheet}, row {row}, {column}: was {was}, is now empty")
STATED: Final = "{state} · {role} · {due}"
UNKNOWN: Final = N_("(not known any more)")

ROLE, DUE = "role", "due"
_Params = Mapping[str, object]
_YEARS: Final = 20
"""So far ahead a date can be meant; farther is a slip of the hand."""
_LOOKED_THROUGH: Final = 60


class MeasureJudge:
    """The rows about measures, one by one; what is wrong gathers beside."""

    def __init__(self, returned: Returned, handed: Handed, compared: Compared, today: date) -> None:
        self.returned = returned
        self.handed = handed
        self.compared = compared
        self.latest = date(min(today.year + _YEARS, date.max.year), 12, 31)
        self.problems: list[Problem] = []
        self.differences: list[Difference] = []
        self.sheet = compared.pages.get(handed.measure_sheet, handed.measure_sheet)

    def replies(self) -> Iterator[MeasureReply]:
        """What was written; rows that are as they were handed out bring none."""
        page = self.returned.page(self.sheet) if self.handed.measures else None
        columns = self._columns(page) if page else {}
        if page is None or not columns:
            return
        for asked in self.handed.measures:
            number = self.compared.rows.get((self.handed.measure_sheet, asked.key))
            if number is not None:
                yield from self._reply(asked, number, page.rows.get(number, {}), columns)

    def linked(self) -> tuple[Difference, ...]:
        """The differences of the comparison, those on a measure's row with its key."""
        rows = {
            (self.sheet, number): asked.key
            for asked in self.handed.measures
            if (number := self.compared.rows.get((self.handed.measure_sheet, asked.key)))
        }
        names = {key.lower(): key for key in rows.values()}
        page = self.returned.page(self.sheet)
        keys = page.keys if page else {}

        def key_of(difference: Difference) -> str:
            if difference.sheet != self.sheet or difference.row is None:
                return ""
            place = (difference.sheet, difference.row)
            return rows.get(place) or names.get(keys.get(difference.row, "").lower(), "")

        return tuple(replace(each, measure=key_of(each)) for each in self.compared.differences)

    # ------------------------------------------------------------ the sheet

    def _columns(self, page: Page) -> Mapping[str, int]:
        """Where role and date stand; empty when it is not known."""
        wanted = self.handed.measure_headers
        best: Row = {}
        hits = 0
        for number, row in page.rows.items():
            found = {wanted.get(header_key(value.text)) for value in row.values()} - {None}
            if number <= _LOOKED_THROUGH and len(found) > hits:
                best, hits = row, len(found)
        places = [
            (field, column)
            for column in sorted(best)
            if (field := wanted.get(header_key(best[column].text)))
        ]
        count = Counter(field for field, _column in places)
        for field, name in self.handed.measure_columns.items():
            if count[field] > 1:
                self._problem("column_twice", COLUMN_TWICE, None, {"column": in_sentence(name)})
                return {}
            if not count[field]:
                self._problem("column_missing", COLUMN_MISSING, None, {"column": in_sentence(name)})
        return dict(places)

    # ------------------------------------------------------------ one row

    def _reply(
        self, asked: AskedMeasure, number: int, row: Row, columns: Mapping[str, int]
    ) -> Iterator[MeasureReply]:
        reply = MeasureReply(
            key=asked.key,
            measure=asked.measure,
            title=asked.title,
            place=asked.place,
            place_name=asked.place_name,
            row=number,
            at=asked.now.at if asked.now else None,
            was_role=asked.now.role if asked.now else "",
            was_due=asked.now.due if asked.now else None,
        )
        if (self.handed.measure_sheet, asked.key) in self.compared.twice:
            params = {"sheet": self.sheet, "name": self._name(asked)}
            yield reply.refused(Sentence(ROW_TWICE, params))
            return
        try:
            role, due = self._read(asked, row, columns)
        except RowProblem as found:
            problem = self._problem(
                found.code, found.message, number, found.params, about=self._name(asked)
            )
            yield reply.refused(problem.sentence)
            return
        if asked.was is not None and (role, due) == (asked.was.role, asked.was.due):
            return
        yield self._placed(asked, replace(reply, role=role, due=due))

    def _read(
        self, asked: AskedMeasure, row: Row, columns: Mapping[str, int]
    ) -> tuple[str, date | None]:
        """Role and date as written; where a column is gone, what stood there."""
        stood = asked.was or (asked.now and Stated(asked.now.state, asked.now.role, asked.now.due))
        values = {field: row.get(column, NOTHING) for field, column in columns.items()}
        for field, value in values.items():
            column = in_sentence(self.handed.measure_columns[field])
            if value.error:
                raise RowProblem("error_cell", ERROR, column=column, value=value.text)
            if value.formula:
                raise RowProblem("formula", FORMULA, column=column)
        role = stood.role if stood else ""
        due = stood.due if stood else None
        if ROLE in values:
            role = self._role(values[ROLE])
        if DUE in values:
            due = self._due(values[DUE], due)
        return role, due

    def _role(self, value: Value) -> str:
        role = clean_line(value.text)
        if len(role) > NAME_LIMIT:
            raise RowProblem("long_role", LONG_ROLE, limit=NAME_LIMIT)
        return role if answers.says_something(role) else ""

    def _due(self, value: Value, stood: date | None) -> date | None:
        if not (value.number is not None or answers.says_something(value.text)):
            return None
        due = answers.read_date(
            value, from_1904=self.returned.counts_from_1904, language=self.handed.language
        )
        if due is None and stood is not None and not 2000 <= stood.year < 2100:
            return stood  # what no spreadsheet shows as a date was not written there either
        if due is None:
            raise RowProblem("bad_due", BAD_DUE, value=what([value.text]))
        if due == stood:
            return due
        if due < self.handed.day:
            exported = self.handed.day.isoformat()
            raise RowProblem("past_due", PAST_DUE, value=due.isoformat(), exported=exported)
        if due > self.latest:
            raise RowProblem("far_due", FAR_DUE, value=due.isoformat(), years=_YEARS)
        return due

    def _placed(self, asked: AskedMeasure, reply: MeasureReply) -> MeasureReply:
        """New, the same as before, or not to be taken because of what happened since."""
        if self.returned.digest in asked.files:
            return reply
        if asked.now is None:
            problem = self._problem("measure_gone", GONE, reply.row, {"name": self._name(asked)})
            return reply.refused(problem.sentence)
        reply = _where_written(asked, reply)
        if (reply.role, reply.due) == (asked.now.role, asked.now.due):
            return reply
        self.differences += self._since(asked, reply)
        return replace(reply, state=RowState.NEW)

    def _since(self, asked: AskedMeasure, reply: MeasureReply) -> Iterator[Difference]:
        """What makes a row a difference though nothing but the owner's cells was changed."""
        now = asked.now and Stated(asked.now.state, asked.now.role, asked.now.due)
        params: dict[str, object] = {
            "sheet": self.sheet,
            "row": reply.row,
            "name": self._name(asked),
        }
        if now and asked.was != now:
            was_said = _stated(asked.was) if asked.was else Sentence(UNKNOWN)
            now_said = _stated(now)
            day = asked.changed_on.isoformat() if asked.changed_on else "–"
            sentence = Sentence(
                CHANGED_SINCE, {**params, "day": day, "was": was_said, "now": now_said}
            )
            yield self._difference("measure_changed", sentence, reply, str(was_said), str(now_said))
        if asked.was is None:
            return
        for field, was, is_now in (
            (ROLE, asked.was.role, reply.role),
            (DUE, asked.was.due.isoformat() if asked.was.due else "", reply.due),
        ):
            if was and not is_now:
                column = self.handed.measure_columns[field]
                said = {**params, "column": in_sentence(column), "was": what([was])}
                difference = self._difference(
                    "measure_cleared", Sentence(CLEARED, said), reply, was, ""
                )
                yield replace(difference, column=column)

    def _difference(
        self, code: str, sentence: Sentence, reply: MeasureReply, was: str, now: str
    ) -> Difference:
        return Difference(
            code, sentence, None, self.sheet, reply.row, was=was, now=now, measure=reply.key
        )

    def _problem(
        self, code: str, message: str, row: int | None, params: _Params, *, about: str = ""
    ) -> Problem:
        sentence = Sentence(message, {"sheet": self.sheet, "row": row, **params})
        problem = Problem(code, sentence, self.sheet, row, about=about)
        self.problems.append(problem)
        return problem

    def _name(self, asked: AskedMeasure) -> str:
        return f"{asked.measure} {asked.title.get(self.handed.language)}"


def _where_written(asked: AskedMeasure, reply: MeasureReply) -> MeasureReply:
    """The cell that was left as it was handed out says nothing: there the app's own stands."""
    was, now = asked.was, asked.now
    if was is None or now is None:
        return reply
    return replace(
        reply,
        role=now.role if reply.role == was.role else reply.role,
        due=now.due if reply.due == was.due else reply.due,
    )


def _stated(stated: Stated) -> Sentence:
    """An answer in a few words: "delvis · it-chef · 2027-03-31"."""
    params: dict[str, object] = {
        "state": Sentence(MEASURE_STATE[stated.state]),
        "role": what([stated.role]) or Sentence(EMPTY),
        "due": stated.due.isoformat() if stated.due else Sentence(EMPTY),
    }
    return Sentence(STATED, params)
