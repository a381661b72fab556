"""One row of a list to one draft: every filled cell ends in the draft, in its notes or in a problem."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from typing import Final

from ksa_tui.domain.cleaning import NAME_LIMIT, TEXT_LIMIT
from ksa_tui.domain.importing import Code, Effect, Field, Problem, RowDraft
from ksa_tui.domain.legal import LawText, read_law
from ksa_tui.domain.workshop import Ref
from ksa_tui.spreadsheets.lists import answers, cells, systems
from ksa_tui.spreadsheets.lists.answers import Answer
from ksa_tui.spreadsheets.lists.columns import Layout
from ksa_tui.spreadsheets.lists.grid import Fault
from ksa_tui.spreadsheets.lists.table import SheetText

_EFFECTS: Final = {
    Code.ERROR_CELL: Effect.SKIPPED,
    Code.FORMULA_WITHOUT_VALUE: Effect.SKIPPED,
    Code.TEXT_CUT: Effect.SKIPPED,
    Code.CONTRADICTION: Effect.NOTICE,
}
Place = tuple[int, int | None]
"""Row and column from 0; None for the whole row."""

_law = lru_cache(maxsize=4096)(read_law)
_personal = lru_cache(maxsize=4096)(answers.personal_answer)
_sensitive = lru_cache(maxsize=4096)(answers.sensitive_answer)
_split = lru_cache(maxsize=4096)(systems.split_systems)
_is_paper = lru_cache(maxsize=4096)(systems.is_paper)
_is_plain_answer = lru_cache(maxsize=4096)(answers.is_plain_answer)
_names_no_law = lru_cache(maxsize=4096)(answers.names_no_law)


@dataclass(slots=True)
class DraftBuilder:
    """Gathers one asset from its row, and from further rows when its name is a merged cell over several."""

    sheet: SheetText
    layout: Layout
    known_systems: frozenset[str]
    row: int
    under: tuple[str, str]
    """Department and group of the headings above the row."""
    name: str = ""
    description: str = ""
    medium: str = ""
    department: str = ""
    owner: str = ""
    notes: list[str] = field(default_factory=list)
    systems: list[str] = field(default_factory=list)
    refs: list[Ref] = field(default_factory=list)
    answer: Answer = field(default_factory=Answer)
    problems: list[Problem] = field(default_factory=list)

    def take_row(self, row: int, texts: Mapping[int, str]) -> None:
        """Take every filled cell of a row, and of what merged ranges spread over it."""
        for number, home in self.layout.homes:
            if number in texts:
                self._take_cell(home, row, number, texts[number])
            elif self.sheet.has_merges and home is not Field.NAME and row == self.row:
                spread = self._spread(row, number)
                if spread:
                    self._take(home, row, number, spread)

    def build(self, source: Ref) -> RowDraft:
        """The draft, with where it came from among its references."""
        if len(self.name) > NAME_LIMIT:
            self._cut_name()
        if self.answer.contradicts:
            self._say(Code.CONTRADICTION, (self.row, None), "")
        return RowDraft(
            self.name,
            self._within(self.description),
            self._within("\n".join(self.notes)),
            self.medium,
            tuple(dict.fromkeys(self.systems)),
            (*map(self._shortened, dict.fromkeys(self.refs)), source),
            self.answer.flags,
            self.department or self.under[0],
            self.owner,
            self.under[1],
        )

    def _spread(self, row: int, number: int) -> str:
        """What a merged range that began further up says of this row too."""
        merge = self.sheet.merge(row, number)
        return self.sheet.text(merge.top, merge.left) if merge and merge.top < row else ""

    def _take_cell(self, home: Field, row: int, number: int, text: str) -> None:
        value = self.sheet.value(row, number)
        if isinstance(value, Fault):
            self._say(value.code, (row, number), text)
        elif cells.is_error(text):
            self._say(Code.ERROR_CELL, (row, number), text)
        else:
            if self.sheet.odd and (row, number) in self.sheet.odd:
                self._say(Code.CONTROL_CHARACTERS, (row, number), text)
            self._take(home, row, number, text)

    def _take(self, home: Field, row: int, number: int, text: str) -> None:
        take = _TAKERS.get(home)
        if take is not None:
            take(self, row, number, text)
        else:
            self._note(number, text)

    def _take_name(self, row: int, number: int, text: str) -> None:
        if self.name:
            return
        self.name = " ".join(text.split())
        if isinstance(self.sheet.value(row, number), date):
            self._say(Code.DATE_FOR_NAME, (row, number), text)

    def _take_description(self, _row: int, number: int, text: str) -> None:
        if self.description and self.description != text:
            self._note(number, text)
        else:
            self.description = text

    def _take_medium(self, _row: int, number: int, text: str) -> None:
        self.medium = self._single(self.medium, number, text)

    def _take_department(self, _row: int, number: int, text: str) -> None:
        self.department = self._single(self.department, number, text)

    def _take_owner(self, _row: int, number: int, text: str) -> None:
        self.owner = self._single(self.owner, number, text)

    def _take_number(self, row: int, number: int, text: str) -> None:
        if isinstance(self.sheet.value(row, number), date):
            self._say(Code.DATE_FOR_NUMBER, (row, number), text)
        self._note(number, text)

    def _single(self, held: str, number: int, text: str) -> str:
        """The value of a field that holds one line; another one goes to the note, and one too long."""
        line = " ".join(text.split())
        if len(line) > NAME_LIMIT or (held and held != line):
            self._note(number, text)
            return held
        return line

    def _take_law(self, row: int, number: int, text: str) -> None:
        if _names_no_law(text):
            self._note(number, text)
            return
        pair = (
            cells.clock_pair(self.sheet.value(row, number))
            if self.sheet.text(row, number)
            else None
        )
        found: LawText = _law(pair or text)
        if pair is not None:
            self.refs.extend(Ref("law", ref.value, sure=False) for ref in found.refs)
            self._say(Code.TIME_FOR_LAW, (row, number), text, found.refs[0].value)
            return
        self.refs.extend(found.refs)
        if found.remainder:
            self._note(number, text)
        if not all(ref.sure for ref in found.refs):
            unsure = "; ".join(ref.value for ref in found.refs if not ref.sure)
            self._say(Code.LAW_AS_TEXT, (row, number), text, unsure)

    def _take_personal(self, row: int, number: int, text: str) -> None:
        self._take_answer(_personal(text), (row, number), text, text)

    def _take_sensitive(self, row: int, number: int, text: str) -> None:
        header = self._label(number)
        value = f"{header}: {text}" if header else text
        self._take_answer(_sensitive(text), (row, number), text, value)

    def _take_answer(self, found: Answer, place: Place, text: str, value: str) -> None:
        clear = bool(found.flags)
        self.refs.append(Ref("personal_data", value, sure=clear))
        self.answer = answers.together(self.answer, found)
        if not clear and not found.contradicts:
            self._say(Code.UNCLEAR_ANSWER, place, text)

    def _take_systems(self, row: int, number: int, text: str) -> None:
        if _is_plain_answer(text):
            self._note(number, text)
            return
        found, guessed = _split(text, self.known_systems)
        for system in found:
            if _is_paper(system):
                self.medium = self._single(self.medium, number, system)
            elif len(system) > NAME_LIMIT:
                self._note(number, system)
            else:
                self.systems.append(" ".join(system.split()))
        if guessed:
            self._say(Code.SYSTEMS_SPLIT, (row, number), text, "; ".join(found))

    def _within(self, text: str) -> str:
        """A long text cut to what the store takes."""
        if len(text) <= TEXT_LIMIT:
            return text
        cut = text[: TEXT_LIMIT - 1] + "…"
        self._say(Code.TEXT_CUT, (self.row, None), text)
        return cut

    def _shortened(self, ref: Ref) -> Ref:
        short = self._within(ref.value)
        return ref if short is ref.value else replace(ref, value=short)

    def _cut_name(self) -> None:
        whole = self.name
        self.name = whole[: NAME_LIMIT - 1].rsplit(" ", 1)[0].rstrip(" ,;:-") + "…"
        self.description = "\n".join(part for part in (whole, self.description) if part)
        self._say(Code.NAME_CUT, (self.row, self.layout.name), whole, self.name)

    def _note(self, number: int, text: str) -> None:
        label = self._label(number)
        self.notes.append(f"{label}: {text}" if label else text)

    def _label(self, number: int) -> str:
        return self.layout.labels[number]

    def _say(self, code: Code, place: Place, value: str, detail: str = "") -> None:
        row, number = place
        letters = "" if number is None else self.layout.columns[number].letter
        effect = _EFFECTS.get(code, Effect.CHANGED)
        self.problems.append(
            Problem(code, effect, self.sheet.name, row + 1, letters, value, detail)
        )


_TAKERS: Final[Mapping[Field, Callable[[DraftBuilder, int, int, str], None]]] = {
    Field.NAME: DraftBuilder._take_name,
    Field.DESCRIPTION: DraftBuilder._take_description,
    Field.MEDIUM: DraftBuilder._take_medium,
    Field.DEPARTMENT: DraftBuilder._take_department,
    Field.OWNER: DraftBuilder._take_owner,
    Field.LAW: DraftBuilder._take_law,
    Field.PERSONAL: DraftBuilder._take_personal,
    Field.SENSITIVE: DraftBuilder._take_sensitive,
    Field.SYSTEM: DraftBuilder._take_systems,
    Field.NUMBER: DraftBuilder._take_number,
}
"""What takes a cell of each field; that of any other goes to the note."""
