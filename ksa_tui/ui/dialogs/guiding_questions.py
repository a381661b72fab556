"""The guiding questions of an aspect: those that set a flag are answered, the others are talked about."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ksa_tui.domain.model import GENERAL, Aspect, Flag, Model
from ksa_tui.domain.workshop import Asset, FlagAnswer
from ksa_tui.errors import KsaError
from ksa_tui.i18n import N_, _, language
from ksa_tui.services import classify
from ksa_tui.ui.base import Panel
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.stop_flow import StopAsked
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.table_line import Column
from ksa_tui.ui.widgets.words import Heading, Note

ANSWER_WIDTH: Final = 14

COMMANDS: Final = (
    Command(
        "questions.yes", "j,y", N_("yes"),
        N_("The answer is yes: the flag is set."), "answer(True)", shown=True,
    ),
    Command("questions.no", "n", N_("no"), N_("The answer is no."), "answer(False)", shown=True),
    Command(
        "questions.clear", "backspace", N_("clear"),
        N_("The question has not been asked."), "clear", shown=True,
    ),
    Command("questions.done", "enter", N_("done"), N_("Back to the areas."), "close", shown=True),
    Command(
        "questions.talk", "tab", N_("to talk about"),
        N_("Go to the questions to talk about, and back."), "app.focus_next",
    ),
    Command("questions.close", "escape,g", N_("close"), N_("Back to the areas."), "close"),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """A flag with the question that asks for it, and the answer so far."""

    flag: Flag
    text: str
    answer: FlagAnswer | None


def asked_of(model: Model, aspect: Aspect, asset: Asset) -> list[Asked]:
    """The flags of an aspect with their questions, in the model's order; a stop that is asked for there too."""
    answers = {answer.flag: answer for answer in asset.flags}
    stops = {q.flag for q in model.questions if q.kind == "stop" and q.aspect == aspect.id}
    questions = {q.flag: q.text.get(language()) for q in model.questions if q.flag}
    return [
        Asked(flag, questions.get(flag.id, flag.name.get(language())), answers.get(flag.id))
        for flag in model.flags
        if flag.aspect == aspect.id or flag.id in stops
    ]


def answer_words(asked: Asked) -> Content:
    """The answer with its sign; one that came with a list or the catalogue waits to be confirmed."""
    answer = asked.answer
    if answer is None:
        return Content.styled(_("· not asked"), "$text-muted")
    if not answer.confirmed:
        return Content.styled(_("? yes, confirm") if answer.value else _("? no, confirm"), "bold")
    if answer.value:
        return Content.styled(_("✓ yes"), "bold")
    return Content.styled(_("– no"), "$text-muted")


class GuidingQuestions(Panel[Asset | StopAsked]):
    """Returns the asset as the answers left it, or that it is to be stopped."""

    PANEL_WIDTH = 96
    CSS_PATH = "guiding_questions.tcss"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(COMMANDS)
    HELP_TITLE = N_("Guiding questions")
    HELP_TEXT = (
        N_("Ask only what the group hesitates about."),
        N_("A yes sets a flag. Some flags suggest a lowest level, shown once the aspect is rated."),
        N_("Answers from the catalogue or a list count only when you have confirmed them."),
        N_("A yes about Sweden's security writes nothing down: it leads to the stop."),
    )

    def __init__(self, model: Model, aspect: Aspect, asset: Asset) -> None:
        super().__init__()
        self._model = model
        self._aspect = aspect
        self._asset = asset

    def heading(self) -> str:
        """The aspect in question."""
        return _("Questions about {aspect}").format(
            aspect=self._aspect.name.get(language()).lower()
        )

    def compose_panel(self) -> ComposeResult:
        """The flags on top, the questions to talk about below."""
        columns: list[Column[Asked]] = [
            Column("", lambda asked: asked.text),
            Column("", answer_words, ANSWER_WIDTH),
        ]
        table = ListTable(columns, key=lambda asked: asked.flag.id, header=False, id="flags")
        yield table
        yield Static("", id="asked", markup=False)
        with VerticalScroll(id="explore"):
            yield Heading(_("To talk about"))
            for text in self._explore():
                yield Note("○", text)

    def _explore(self) -> list[str]:
        return [
            question.text.get(language())
            for aspect in (self._aspect.id, GENERAL)
            for question in self._model.questions
            if question.aspect == aspect and question.kind == "explore"
        ]

    def fill(self) -> None:
        """Show the answers so far."""
        rows = asked_of(self._model, self._aspect, self._asset)
        table = self.query_one("#flags", ListTable)
        table.styles.height = len(rows)
        table.set_rows(rows)
        table.focus()

    @on(ListTable.RowHighlighted)
    def _read_in_full(self) -> None:
        """A long question is cut in the table: it stands in full below."""
        asked = self.query_one("#flags", ListTable).current
        self.query_one("#asked", Static).update(Content(asked.text if asked else ""))

    def _answer(self, value: bool | None) -> None:
        table: ListTable[Asked] = self.query_one("#flags", ListTable)
        asked = table.current
        if asked is None:
            return
        try:
            self._asset = classify.answer_flag(self.ksa.store, self._asset.id, asked.flag.id, value)
        except KsaError as error:
            self.ksa.show_error(error)
            return
        table.set_rows(asked_of(self._model, self._aspect, self._asset))
        table.action_move(1)

    def action_answer(self, value: bool) -> None:
        """Yes or no, and on to the next question. A yes about Sweden's security is written down nowhere."""
        asked: Asked | None = self.query_one("#flags", ListTable).current
        if value and asked and self._model.stop and asked.flag.id == self._model.stop.flag:
            self.dismiss(StopAsked.NOW)
            return
        self._answer(value)

    def action_clear(self) -> None:
        """Not asked."""
        self._answer(None)

    @on(ListTable.RowChosen)
    def action_close(self) -> None:
        """Back to the areas with what was answered."""
        self.dismiss(self._asset)
