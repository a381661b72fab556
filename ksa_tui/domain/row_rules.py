"""The rules of one row (issue 3, point 3): what the owner's cells say, or the one thing that is wrong."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ksa_tui.domain import answers
from ksa_tui.domain.answers import Choice
from ksa_tui.domain.cleaning import clean_text
from ksa_tui.domain.comparing import in_sentence, what
from ksa_tui.domain.deciding_words import (
    ERROR,
    FORMULA,
    LEVEL_BESIDE_APPROVE,
    LEVEL_BESIDE_RETURN,
    LEVEL_WITHOUT_CHOICE,
    NO_COMMENT,
    NO_LEVEL,
    NOT_UNDERSTOOD,
    OUTSIDE_SCALE,
    SAME_LEVEL,
)
from ksa_tui.domain.handed import Handed
from ksa_tui.domain.receipt import AssetDecision, Sentence
from ksa_tui.domain.returned import Answer, Value
from ksa_tui.i18n import N_


class RowProblem(Exception):  # noqa: N818 - never leaves the domain
    """A row that cannot be taken as it stands."""

    def __init__(self, code: str, message: str, **params: object) -> None:
        super().__init__(code)
        self.code = code
        self.message = message
        self.params: Mapping[str, object] = params


class RowReader:
    """Reads rows that answer ``handed``; ``rest`` holds for those without a choice."""

    def __init__(self, handed: Handed, rest: Choice) -> None:
        self.handed = handed
        self.rest = rest

    def read(self, decision: AssetDecision, answer: Answer) -> AssetDecision:
        """The decision with what the row says; :class:`RowProblem` when a rule is broken."""
        self._check_written(answer)
        choice = answers.read_choice(answer.decision.text)
        if choice is None:
            raise RowProblem("not_understood", NOT_UNDERSTOOD, value=what([answer.decision.text]))
        comment = clean_text(answer.comment.text)
        levels = self._levels(answer) if choice is Choice.CHANGE else {}
        if choice is Choice.CHANGE:
            self._check_change(decision, levels)
        elif answer.levels:
            code, message = {
                Choice.APPROVE: ("level_beside_approve", LEVEL_BESIDE_APPROVE),
                Choice.RETURN: ("level_beside_return", LEVEL_BESIDE_RETURN),
                Choice.NONE: ("level_without_choice", LEVEL_WITHOUT_CHOICE),
            }[choice]
            raise RowProblem(code, message)
        if choice in (Choice.CHANGE, Choice.RETURN) and not answers.says_something(comment):
            raise RowProblem("no_comment", NO_COMMENT)
        with_rest = choice is Choice.NONE and self.rest is Choice.APPROVE
        if with_rest:
            choice = Choice.APPROVE
        decided = choice in (Choice.APPROVE, Choice.CHANGE)
        return replace(
            decision,
            choice=choice,
            levels={**decision.proposed, **levels} if decided else {},
            comment=comment,
            with_rest=with_rest,
        )

    def _check_written(self, answer: Answer) -> None:
        """Answers are written, never computed."""
        model, language = self.handed.model, self.handed.language
        cells: list[tuple[object, Value]] = [
            (Sentence(N_("Decision")), answer.decision),
            (Sentence(N_("Comment")), answer.comment),
        ]
        for header, value in answer.levels.items():
            aspect = self.handed.new_headers.get(header)
            cells.append((model.aspect(aspect).name.get(language) if aspect else header, value))
        for column, value in cells:
            if value.error:
                raise RowProblem("error_cell", ERROR, column=column, value=value.text)
            if value.formula:
                raise RowProblem("formula", FORMULA, column=column)

    def _levels(self, answer: Answer) -> dict[str, int]:
        found = {}
        for header, value in answer.levels.items():
            aspect_id = self.handed.new_headers.get(header)
            if aspect_id is None:
                continue
            aspect = self.handed.model.aspect(aspect_id)
            level = answers.read_level(aspect, value)
            if level is None:
                raise RowProblem(
                    "outside_scale",
                    OUTSIDE_SCALE,
                    value=what([value.text]),
                    aspect=in_sentence(aspect.name.get(self.handed.language)),
                    lowest=aspect.levels[0].value,
                    highest=aspect.top,
                )
            found[aspect_id] = level
        return found

    def _check_change(self, decision: AssetDecision, levels: Mapping[str, int]) -> None:
        if not levels:
            raise RowProblem("no_new_level", NO_LEVEL)
        if all(decision.proposed.get(aspect) == level for aspect, level in levels.items()):
            raise RowProblem("same_level", SAME_LEVEL)
