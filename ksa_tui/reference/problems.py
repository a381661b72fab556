"""What is wrong with a reference file, told so that the one who edits it finds the place at once."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final

from ksa_tui.domain.texts import Text
from ksa_tui.errors import ReferenceFileError
from ksa_tui.i18n import N_, gettext
from ksa_tui.reference.lines import Lines

MAX_FINDINGS: Final = 200
"""So many problems, and so many warnings, are told; the rest are counted."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: which file, line, table and key, what stands there, and what was expected."""

    source: str
    message: str
    """A message id; may name ``{key}``, ``{value}`` and the keys of ``params``."""
    params: Mapping[str, object] = field(default_factory=dict)
    line: int | None = None
    place: str = ""
    """The table as it is written, with the row's id or number: "[[asset]] KL-01"."""
    key: str = ""
    value: str = ""
    """What stands there, as TOML writes it, shortened; empty when nothing does."""

    @property
    def sentence(self) -> str:
        """What is wrong, without the place."""
        return gettext(self.message).format(key=self.key, value=self.value, **self.params)

    def __str__(self) -> str:
        return gettext(self._pattern()).format(
            file=self.source, line=self.line, place=self.place, problem=self.sentence
        )

    def _pattern(self) -> str:
        if self.line and self.place:
            return N_("{file}, line {line}, {place}: {problem}")
        if self.line:
            return N_("{file}, line {line}: {problem}")
        if self.place:
            return N_("{file}, {place}: {problem}")
        return N_("{file}: {problem}")


class BadFileError(ReferenceFileError):
    """A reference file that cannot be used; ``problems`` has every fault, the sentence the first."""

    def __init__(self, problems: tuple[Problem, ...], count: int | None = None) -> None:
        self.problems = problems
        self.count = len(problems) if count is None else count
        message = "{problem}"
        if self.count > 1:
            message = N_(
                "{problem} That is the first of {count} faults; ksa model check lists all."
            )
        super().__init__(message, problem=problems[0], count=self.count)


@dataclass(frozen=True, slots=True)
class At:
    """A table of a file: its name, the row's number from 0, and how a person is told."""

    table: str = ""
    number: int = 0
    place: str = ""


class Findings:
    """Gathers what is wrong in one file while it is read to the end."""

    def __init__(self, source: str, lines: Lines) -> None:
        self.source = source
        self.lines = lines
        self.problems: list[Problem] = []
        self.warnings: list[Problem] = []
        self.left_out = 0
        """Problems and warnings beyond ``MAX_FINDINGS``."""
        self.placeholders: Mapping[str, Text] | None = None
        """What ``{name}`` in a text stands for; None where braces are ordinary signs."""
        self._untranslated: dict[str, list[tuple[At, str]]] = {}
        self.used: set[str] = set()
        """The placeholders met so far."""
        self.strict: Callable[[str, int], bool] = lambda _table, _number: True
        """Whether a row (table, number) must fit the model, or what does not fit is left out of it."""

    def problem(
        self, message: str, at: At, key: str = "", value: str = "", **params: object
    ) -> None:
        """Tell a fault."""
        self._keep(self.problems, self._found(message, at, key, value, params))

    def warning(
        self, message: str, at: At, key: str = "", value: str = "", **params: object
    ) -> None:
        """Tell what does no harm but deserves a look."""
        self._keep(self.warnings, self._found(message, at, key, value, params))

    def untranslated(self, at: At, key: str) -> None:
        """Note a text that has no English; :meth:`close` makes one warning of each table's."""
        self._untranslated.setdefault(at.table, []).append((at, key))

    def close(self) -> None:
        """Warn of the texts without English, once per table, and put everything in the file's order."""
        for missing in self._untranslated.values():
            at, key = missing[0]
            message = N_("{key} is missing; the Swedish text is shown instead.")
            if len(missing) > 1:
                message = N_(
                    "{key} is missing, as English is in {count} texts of this table;"
                    " the Swedish text is shown instead."
                )
            self.warning(message, at, key, count=len(missing))
        for found in (self.problems, self.warnings):
            found.sort(key=lambda problem: problem.line or sys.maxsize)

    @property
    def full(self) -> bool:
        """Whether further problems are only counted."""
        return len(self.problems) >= MAX_FINDINGS

    def _keep(self, found: list[Problem], problem: Problem) -> None:
        if len(found) < MAX_FINDINGS:
            found.append(problem)
        else:
            self.left_out += 1

    def _found(
        self, message: str, at: At, key: str, value: str, params: Mapping[str, object]
    ) -> Problem:
        line = self.lines.line(at.table, at.number, key)
        return Problem(self.source, message, params, line, at.place, key, value)

    def raise_problems(self) -> None:
        """Refuse the file if anything is wrong with it; warnings pass."""
        if self.problems:
            raise BadFileError(tuple(self.problems), len(self.problems) + self.left_out)
