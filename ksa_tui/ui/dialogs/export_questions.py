"""The questions about the assets together, as the export dialog asks them: answered, or left."""

from __future__ import annotations

from collections.abc import Mapping

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.widgets import Static

from ksa_tui.domain.collection import code_of, collection_questions
from ksa_tui.domain.model import Model, Question
from ksa_tui.domain.workshop import Workshop
from ksa_tui.i18n import _, language
from ksa_tui.ui.screens.workshop_remarks import raised_together
from ksa_tui.ui.widgets.choice import Choice
from ksa_tui.ui.widgets.form import ChoiceField


class QuestionsTogether(Vertical):
    """Each question with yes, no or left open; below them what a yes has led to."""

    DEFAULT_CSS = """
    QuestionsTogether {
        height: auto;
        & #raised { height: auto; padding-left: 22; display: none; }
    }
    """

    def __init__(self, model: Model, workshop: Workshop) -> None:
        super().__init__(id="questions")
        self._model = model
        self._workshop = workshop

    def compose(self) -> ComposeResult:
        """The questions, and room for what is raised."""
        options = ((True, _("yes")), (False, _("no")), (None, _("left open")))
        for question in collection_questions(self._model):
            yield Static(Content(question.text.get(language())), classes="question", markup=False)
            answer = self._workshop.answers.get(question.id)
            yield ChoiceField[bool | None]("", options, answer, id=f"answer-{question.id}")
        yield Static(id="raised", markup=False)

    def on_mount(self) -> None:
        """Tell what is raised already."""
        self.tell_raised()

    def show(self, workshop: Workshop) -> None:
        """Show the answers as they are now."""
        self._workshop = workshop
        for question in collection_questions(self._model):
            self._field(question).choose(workshop.answers.get(question.id))
        self.tell_raised()

    @property
    def changed(self) -> Mapping[str, bool | None]:
        """The answers that are others than those kept."""
        given = {q.id: self._field(q).read() for q in collection_questions(self._model)}
        kept = self._workshop.answers
        return {key: answer for key, answer in given.items() if answer != kept.get(key)}

    @property
    def has_a_yes(self) -> bool:
        """Whether an aspect may be raised."""
        asked = [question for question in collection_questions(self._model) if code_of(question)]
        return self.is_mounted and any(self._field(question).read() for question in asked)

    @on(Choice.Changed)
    def tell_raised(self) -> None:
        """What is raised, or which key does it."""
        raised = raised_together(self._model, self._workshop)
        words = ", ".join(each.words for each in raised)
        told = self.query_one("#raised", Static)
        how = _("ctrl+g says for which aspect, and why")
        told.update(Content.assemble(("▸ ", "bold"), words or how))
        told.display = self.has_a_yes
        self.screen.refresh_bindings()

    def _field(self, question: Question) -> ChoiceField[bool | None]:
        return self.query_one(f"#answer-{question.id}", ChoiceField)
