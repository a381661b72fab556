"""The assets taken together: two questions, and the aspects of the whole that are raised because of a yes."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final
from uuid import UUID

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from ksa_tui.domain.collection import code_of, collection_questions, highest_of_assets
from ksa_tui.domain.model import Aspect, Question
from ksa_tui.domain.workshop import CollectionUplift, UpliftCode
from ksa_tui.i18n import N_, _, language
from ksa_tui.services import collection, workshops
from ksa_tui.ui.commands import TABLE_KEYS, Command, bindings
from ksa_tui.ui.dialogs.form import CANCEL, NEXT_FIELD, SAVE_TEXT, FormPanel
from ksa_tui.ui.dialogs.list_panel import UNDO, ListPanel
from ksa_tui.ui.texts import lines
from ksa_tui.ui.widgets.form import AreaField, ChoiceField
from ksa_tui.ui.widgets.levels import chip, level_word
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.table_line import Column

STATE_WIDTH: Final = 18

COMMANDS: Final = (
    Command(
        "together.yes", "j,y", N_("yes"), N_("The answer is yes: aspects can be raised below it."),
        "answer(True)", shown=True,
    ),
    Command("together.no", "n", N_("no"), N_("The answer is no."), "answer(False)", shown=True),
    Command(
        "together.raise", "enter", N_("raise"),
        N_("Raise the aspect of the whole, with a level and a reason."), "raise_aspect", shown=True,
    ),
    Command(
        "together.lower", "delete", N_("take away"),
        N_("Take the raised level away; ctrl+z brings it back."), "lower", shown=True,
    ),
    Command(
        "together.clear", "backspace", N_("clear"), N_("The question has not been answered."), "answer(None)",
    ),
    *UNDO,
    *TABLE_KEYS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """A question with its answer; or below one answered yes, an aspect and how it stands."""

    question: Question
    answer: bool | None
    code: UpliftCode | None = None
    aspect: Aspect | None = None
    highest: int | None = None
    """The highest level of the assets themselves."""
    uplift: CollectionUplift | None = None

    @property
    def can_be_raised(self) -> bool:
        """Whether there is a level above the assets' own."""
        return (
            self.aspect is not None and self.highest is not None and self.highest < self.aspect.top
        )


class TogetherPanel(ListPanel[None, Line]):
    """Everything said here is saved at once; no asset is changed by it."""

    PANEL_WIDTH = 96
    HEADER = False
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("The assets together")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_("When the assets are classified: do they need more together than each by itself, because of "
           "what they say when they are combined, or because there are so many?"),
        N_("A yes may raise an aspect of the whole above the highest of the assets. "
           "The levels of the assets stay as they are."),
        N_("The workbook tells the owner the answers, the raised levels and the reasons."),
    )  # fmt: skip

    def __init__(self, workshop_id: UUID) -> None:
        super().__init__()
        self._workshop_id = workshop_id

    # ---------------------------------------------------------------- what is on screen

    def heading(self) -> str:
        """What the panel is about."""
        return _("The assets together")

    def read(self) -> Sequence[Line]:
        """The questions, and below each that is answered yes the aspects."""
        return list(self._lines())

    def _lines(self) -> Iterator[Line]:
        store = self.ksa.store
        model = workshops.model_of(store, self._workshop_id)
        workshop = workshops.load(store, self._workshop_id)
        known = {(uplift.code, uplift.aspect): uplift for uplift in workshop.uplifts}
        for question in collection_questions(model):
            answer, code = workshop.answers.get(question.id), code_of(question)
            yield Line(question, answer)
            if not answer or code is None:
                continue
            for aspect in model.aspects:
                highest = highest_of_assets(model, workshop, aspect.id)
                uplift = known.get((code, aspect.id))
                yield Line(question, answer, code, aspect, highest, uplift)

    def columns(self) -> Sequence[Column[Line]]:
        """The question or aspect, and the answer or level."""
        aspects = workshops.model_of(self.ksa.store, self._workshop_id).aspects
        width = max(len(aspect.name.get(language())) for aspect in aspects)
        return [Column("", lambda row: _what(row, width)), Column("", _state, STATE_WIDTH)]

    def key_of(self, row: Line) -> Hashable:
        """The question, and the aspect below it."""
        return (row.question.id, row.aspect.id if row.aspect else None)

    def empty_words(self) -> str:
        """That the model has no such questions."""
        return _("The model asks nothing about the assets together.")

    def detail(self, row: Line) -> Content:
        """The question in full; of an aspect why it is raised, or that it can be."""
        if row.aspect is None:
            return Content.styled(row.question.text.get(language()), "bold")
        if row.uplift is not None:
            return Content(lines(row.uplift.motivation))
        return Content.styled(_not_raised(row), "$text-muted")

    # ---------------------------------------------------------------- what can be done

    @on(ListTable.RowChosen, "#list")
    async def chosen(self) -> None:
        """Enter raises."""
        await self.ksa.run_action("raise_aspect", self)

    @on(ListTable.RowHighlighted, "#list")
    def follow(self) -> None:
        """What can be done depends on the row."""
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """An aspect is raised where there is room above the assets' own level."""
        row = self.list.current if self.is_mounted else None
        if action == "raise_aspect":
            return row is not None and row.can_be_raised
        if action == "lower":
            return row is not None and row.uplift is not None
        return True

    def action_answer(self, answer: bool | None) -> None:
        """Answer the question of the row, and on to what follows from it."""
        if (row := self.list.current) is None:
            return
        workshops.answer_question(self.ksa.store, self._workshop_id, row.question.id, answer)
        self.reload()
        if row.aspect is None:
            self.list.action_move(1)

    def action_raise_aspect(self) -> None:
        """Ask for level and reason."""
        row = self.list.current
        if row is not None and row.can_be_raised:
            self.ksa.push_screen(RaiseForm(self._workshop_id, row))

    def action_lower(self) -> None:
        """Take the raised level away; undo brings it back."""
        row = self.list.current
        if row is None or row.uplift is None:
            return
        collection.remove_uplift(
            self.ksa.store, self._workshop_id, row.uplift.aspect, row.uplift.code
        )
        self.reload()
        self.ksa.say(_("The raised level was taken away. Ctrl+z brings it back."))


def _what(row: Line, width: int) -> Content:
    if row.aspect is None:
        return Content.styled(row.question.text.get(language()), "bold")
    name = f"  {row.aspect.letter}  {row.aspect.name.get(language()).ljust(width)}"
    if row.highest is None:
        own = _("no asset is rated")
    else:
        own = _("the assets reach {level}").format(level=level_word(row.aspect, row.highest))
    return Content.assemble(name, "   ", (own, "$text-muted"))


def _state(row: Line) -> Content:
    if row.aspect is not None:
        if row.uplift is None:
            return Content.styled("–", "$text-muted")
        return chip(row.uplift.level, row.aspect)
    if row.answer is None:
        return Content.styled(_("· not answered"), "$text-muted")
    return (
        Content.styled(_("✓ yes"), "bold")
        if row.answer
        else Content.styled(_("– no"), "$text-muted")
    )


def _not_raised(row: Line) -> str:
    if row.highest is None:
        return _("Rate the assets first: the whole is raised above the highest of them.")
    if not row.can_be_raised:
        return _("An asset has the highest level already, so there is nothing to raise to.")
    return _("Not raised. enter raises it, with a reason.")


class RaiseForm(FormPanel[UUID]):
    """Level and reason of one aspect of the whole; returns the workshop."""

    PANEL_WIDTH: ClassVar[int] = 84
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (SAVE_TEXT, NEXT_FIELD, CANCEL)
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("Raise the whole")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_("The level is above that of every asset: below it the assets themselves decide."),
        N_("The reason is printed in the decision workbook, where the owner sees it."),
    )
    level = getters.query_one("#level", ChoiceField)
    reason = getters.query_one("#reason", AreaField)

    def __init__(self, workshop_id: UUID, line: Line) -> None:
        super().__init__()
        self._workshop_id = workshop_id
        self._line = line

    @property
    def _aspect(self) -> Aspect:
        if self._line.aspect is None:
            raise RuntimeError("only an aspect is raised")
        return self._line.aspect

    def heading(self) -> str:
        """The aspect that is raised."""
        name = self._aspect.name.get(language()).lower()
        return _("Raise {aspect} of the assets together").format(aspect=name)

    def compose_fields(self) -> ComposeResult:
        """What is asked, the levels above the assets' own, why."""
        line, aspect = self._line, self._aspect
        yield Static(Content(line.question.text.get(language())), classes="lead", markup=False)
        above = [level.value for level in aspect.levels if level.value > (line.highest or 0)]
        chosen = line.uplift.level if line.uplift else above[0] if len(above) == 1 else None
        yield ChoiceField[int](
            _("The whole"),
            [(value, level_word(aspect, value)) for value in above],
            chosen,
            id="level",
            stacked=True,
            required=N_("Choose the level of the assets together."),
        )
        yield AreaField(
            _("Reason"),
            line.uplift.motivation if line.uplift else "",
            id="reason",
            required=N_("Write why the assets together need more than each of them."),
        )

    def save(self) -> UUID:
        """Raise it."""
        line = self._line
        if line.code is None:
            raise RuntimeError("a question without a kind has no aspects below it")
        uplift = CollectionUplift(
            self._aspect.id, line.code, self.level.read() or 0, self.reason.read()
        )
        collection.set_uplift(self.ksa.store, self._workshop_id, uplift)
        return self._workshop_id
