"""The signature of a return (decisions A12): without name and date, or dated ahead, nothing is taken."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Final

from ksa_tui.domain import answers
from ksa_tui.domain.cleaning import NAME_LIMIT, clean_line, clean_text
from ksa_tui.domain.comparing import what
from ksa_tui.domain.deciding_words import (
    BAD_DATE,
    BEFORE_EXPORT,
    BESIDE_FORMULA,
    FUTURE,
    NO_DATE,
    NO_NAME,
    NO_SIGN_SHEET,
    OTHER_CODE,
    SIGNED_FORMULA,
    THE_OWNER,
)
from ksa_tui.domain.handed import Handed
from ksa_tui.domain.receipt import Problem, Sentence
from ksa_tui.domain.returned import Given, Returned
from ksa_tui.i18n import N_

_TOMORROW: Final = timedelta(days=1)


class Signed:
    """The signature, and what is wrong with it."""

    def __init__(self, returned: Returned, handed: Handed, today: date) -> None:
        self.problems: list[Problem] = []
        self.owner = what([handed.owner]) if handed.owner else Sentence(THE_OWNER)
        self.notes: list[Sentence] = []
        self.date: date | None = None
        self.title = self.registry_ref = self.remarks = ""
        signature = returned.signature
        self.name = clean_line(signature.name.value.text)[:NAME_LIMIT]
        if not signature.name.sheet:
            self._stop("no_signature_sheet", NO_SIGN_SHEET, signature.name)
            return
        self._check_code(returned, handed)
        self._check_name(signature.name)
        self._check_date(signature.date, handed, today, from_1904=returned.counts_from_1904)
        self.title = self._line(signature.title, N_("the title"))
        registry = self._line(signature.registry, N_("the registry number"))
        e_signature = self._line(signature.e_signature, N_("the reference of the e-signature"))
        self.registry_ref = ", ".join(text for text in (registry, e_signature) if text)[:NAME_LIMIT]
        self._written(signature.remarks, N_("other remarks"))
        self.remarks = clean_text(signature.remarks.value.text)

    def _check_code(self, returned: Returned, handed: Handed) -> None:
        """The sheet that is signed must be this export's own."""
        page = returned.page(returned.signature.name.sheet)
        rows = page.rows.values() if page else ()
        here = {value.text for row in rows for value in row.values()} & returned.codes
        if here and handed.control_code not in here:
            params = {"found": min(here), "expected": handed.control_code}
            self._stop("other_code", OTHER_CODE, returned.signature.name, **params)

    def _line(self, given: Given, label: str) -> str:
        return clean_line(given.value.text)[:NAME_LIMIT] if self._written(given, label) else ""

    def _written(self, given: Given, label: str) -> bool:
        """Whether a cell beside name and date is written, not computed."""
        if not (given.value.formula or given.value.error):
            return True
        params = {"sheet": given.sheet, "row": given.row, "label": Sentence(label)}
        sentence = Sentence(BESIDE_FORMULA, params)
        self.problems.append(Problem("formula", sentence, given.sheet, given.row))
        return False

    def _check_name(self, given: Given) -> None:
        if given.value.formula or given.value.error:
            self.name = ""
            self._stop("signature_formula", SIGNED_FORMULA, given, label=Sentence(N_("the name")))
        elif not any(char.isalpha() for char in self.name):
            self._stop("no_name", NO_NAME, given, owner=self.owner)

    def _check_date(self, given: Given, handed: Handed, today: date, *, from_1904: bool) -> None:
        value = given.value
        if value.formula or value.error:
            self._stop("signature_formula", SIGNED_FORMULA, given, label=Sentence(N_("the date")))
            return
        if not value.text:
            self._stop("no_date", NO_DATE, given, owner=self.owner)
            return
        self.date = answers.read_date(value, from_1904=from_1904, language=handed.language)
        if self.date is None:
            self._stop("bad_date", BAD_DATE, given, value=what([value.text]))
        elif self.date > today + _TOMORROW:
            self._stop("future_date", FUTURE, given, value=self.date.isoformat())
        elif self.date < handed.day:
            days = {"day": self.date.isoformat(), "exported": handed.day.isoformat()}
            self.notes.append(Sentence(BEFORE_EXPORT, days))

    def _stop(self, code: str, message: str, given: Given, **params: object) -> None:
        sentence = Sentence(message, {"sheet": given.sheet, "row": given.row, **params})
        self.problems.append(Problem(code, sentence, given.sheet, given.row, stops=True))
