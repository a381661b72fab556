"""What was decided without a file, and by whom: the forms of :mod:`ksa_tui.ui.screens.by_hand`."""

from __future__ import annotations

from datetime import date
from typing import ClassVar, Final

from textual import getters
from textual.app import ComposeResult
from textual.binding import BindingType

from ksa_tui.domain.answer_words import CHOICES
from ksa_tui.domain.answers import Choice
from ksa_tui.domain.model import Aspect, Model
from ksa_tui.domain.workshop import Asset, Workshop
from ksa_tui.errors import RuleError
from ksa_tui.i18n import N_, _, ngettext
from ksa_tui.services.decisions import HandDecision, HandSignature, record_by_hand
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.dialogs.form import CANCEL, NEXT_FIELD, SAVE_TEXT, FormPanel
from ksa_tui.ui.texts import one_line
from ksa_tui.ui.widgets.form import AreaField, ChoiceField, DateField, TextField
from ksa_tui.ui.widgets.levels import level_word

NEEDS_LEVEL: Final = N_("Changed: choose another level than the proposed for at least one aspect.")
NEEDS_REASON: Final = N_("Write why: a change and a return need a comment.")
NEEDS_DAY: Final = N_("Write the day when it was decided.")
LEVEL_BESIDE: Final = N_(
    "A new level belongs to Changed alone. Choose Changed, or the proposed levels."
)


class AnswerForm(FormPanel[HandDecision]):
    """What was decided about one asset."""

    DEFAULT_CSS = "AnswerForm Field > .row > .label { width: 13; }"
    PANEL_WIDTH: ClassVar[int] = 84
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (SAVE_TEXT, NEXT_FIELD, CANCEL)
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("The owner's answer")
    HELP_TEXT = (
        N_("Change needs a new level and a reason, Return a reason. An aspect that is left as proposed "
           "is not changed."),
    )  # fmt: skip
    comment = getters.query_one("#comment", AreaField)

    def __init__(self, model: Model, asset: Asset, known: HandDecision | None) -> None:
        super().__init__()
        self._model, self._asset = model, asset
        is_another = known is not None and known.choice is not Choice.APPROVE
        self._known = known if known and is_another else HandDecision(asset.id, Choice.CHANGE)

    def heading(self) -> str:
        """The asset."""
        return one_line(self._asset.name)

    def compose_fields(self) -> ComposeResult:
        """Answer, levels, reason."""
        choices = [(choice, _(CHOICES[choice])) for choice in Choice if choice is not Choice.NONE]
        yield ChoiceField[Choice](_("Answer"), choices, self._known.choice, id="choice")
        for aspect in self._model.aspects:
            yield self._level_field(aspect)
        yield AreaField(_("Comment"), self._known.comment, id="comment", height=3)

    def _level_field(self, aspect: Aspect) -> ChoiceField[int]:
        proposed = self._asset.assessments[aspect.id].proposed
        options = [(level.value, level_word(aspect, level.value)) for level in aspect.levels]
        chosen = self._known.levels.get(aspect.id, proposed)
        label = _("{letter}  was {level}").format(letter=aspect.letter, level=proposed)
        return ChoiceField(label, options, chosen, id=f"level-{aspect.id}")

    def _levels(self) -> dict[str, int]:
        """The levels that are another than the proposed."""
        found = {}
        for aspect in self._model.aspects:
            level = self.query_one(f"#level-{aspect.id}", ChoiceField).read()
            if level is not None and level != self._asset.assessments[aspect.id].proposed:
                found[aspect.id] = level
        return found

    def save(self) -> HandDecision:
        """The answer, by the rules of a workbook's row."""
        choice = self.query_one("#choice", ChoiceField).read() or Choice.NONE
        decision = HandDecision(self._asset.id, choice, self._levels(), self.comment.read())
        check_answer(decision, self._asset.name)
        return decision


def check_answer(decision: HandDecision, name: str) -> None:
    """Raise :class:`RuleError` for what would be refused when it is recorded, while it can still be mended."""
    if decision.choice is Choice.CHANGE and not decision.levels:
        raise RuleError(NEEDS_LEVEL, name=name)
    if decision.choice is not Choice.CHANGE and decision.levels:
        raise RuleError(LEVEL_BESIDE, name=name)
    if decision.choice is not Choice.APPROVE and not decision.comment:
        raise RuleError(NEEDS_REASON, name=name)


class SignatureForm(FormPanel[bool]):
    """Who decided, when, and where it is written; records when it is saved."""

    PANEL_WIDTH: ClassVar[int] = 84
    HELP_TITLE = N_("Who decided")
    HELP_TEXT = (
        N_("The one who decided, not the one who records it: your own name is kept beside. A reference is "
           "a registry number, or where the minutes or the paper are kept."),
    )  # fmt: skip
    person = getters.query_one("#name", TextField)
    role = getters.query_one("#title", TextField)
    day = getters.query_one("#day", DateField)
    reference = getters.query_one("#reference", TextField)

    def __init__(self, workshop: Workshop, decisions: tuple[HandDecision, ...]) -> None:
        super().__init__()
        self._workshop, self._decisions = workshop, decisions

    def heading(self) -> str:
        """What is about to be done."""
        count = len(self._decisions)
        words = ngettext("Record {count} decision", "Record {count} decisions", count)
        return words.format(count=count)

    def compose_fields(self) -> ComposeResult:
        """Name, title, day, reference."""
        owner = self._workshop.owner
        yield TextField(
            _("Decided by"),
            owner.name if owner else "",
            id="name",
            required=N_("A decision needs the name of the one who made it."),
        )
        yield TextField(_("Position"), owner.role_title if owner else "", id="title")
        yield DateField(_("Date"), self.ksa.today(), id="day", today=self.ksa.today())
        yield TextField(
            _("Reference"),
            id="reference",
            placeholder=_("registry number, minutes, or where the paper is"),
        )

    def _day(self) -> date:
        day = self.day.read()
        if day is None:
            raise RuleError(NEEDS_DAY)
        return day

    def save(self) -> bool:
        """Record everything in one step."""
        signature = HandSignature(
            self.person.read(),
            self._day(),
            self.role.read(),
            self.reference.read(),
        )
        made = record_by_hand(self.ksa.store, self._workshop.id, self._decisions, signature)
        words = ngettext(
            "The decision about {count} information asset was recorded.",
            "The decisions about {count} information assets were recorded.",
            len(made),
        )
        self.ksa.say(words.format(count=len(made)))
        return True
