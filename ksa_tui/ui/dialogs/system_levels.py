"""Levels of a system that are not simply inherited: raised or lowered, with a reason."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final
from uuid import UUID

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from ksa_tui.domain.model import Aspect, Model
from ksa_tui.domain.systems import Inherited, SystemUplift, SystemUpliftCode
from ksa_tui.domain.words import SYSTEM_UPLIFT
from ksa_tui.errors import KsaError
from ksa_tui.i18n import N_, _
from ksa_tui.services import system_changes
from ksa_tui.services.system_changes import UpliftDraft
from ksa_tui.ui.commands import TABLE_KEYS, Command, bindings
from ksa_tui.ui.dialogs.form import CANCEL, NEXT_FIELD, SAVE_TEXT, FormPanel
from ksa_tui.ui.dialogs.list_panel import UNDO
from ksa_tui.ui.dialogs.system_panel import SystemPanel
from ksa_tui.ui.system_words import aspect_words, model_of_row
from ksa_tui.ui.texts import lines
from ksa_tui.ui.widgets.form import AreaField, ChoiceField
from ksa_tui.ui.widgets.levels import chip, level_names_width, level_word
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.table_line import Cell, Column

WHY_CODES: Final[dict[SystemUpliftCode, str]] = {
    "accumulation": N_("up, accumulation: very much lies in one place"),
    "aggregation": N_("up, aggregation: together it tells more"),
    "distribution": N_("down, distribution: the system holds only a part"),
}

COMMANDS: Final = (
    Command(
        "levels.move", "enter", N_("raise or lower"),
        N_("Give the aspect another level, with a reason."), "move", shown=True,
    ),
    Command(
        "levels.remove", "delete", N_("take away"),
        N_("Let the system inherit its level again; ctrl+z brings back what was said."), "remove", shown=True,
    ),
    *UNDO,
    *TABLE_KEYS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """An aspect of a system by one model, and how it stands."""

    model_id: UUID
    model: Model
    aspect: Aspect
    here: Inherited | None
    said: SystemUplift | None

    @property
    def counts(self) -> bool:
        """Whether what was said moves the level."""
        return self.here is not None and self.here.uplift is not None


class SystemLevels(SystemPanel[None, Line]):
    """Everything said here is saved at once; no asset is changed by it."""

    PANEL_WIDTH = 96
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("A level of the system's own")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_("A system inherits the highest level of what lies in it. It may need more because there is so much "
           "(accumulation) or because of what it says together (aggregation), and less because it holds only "
           "a part (distribution)."),
        N_("The reason is kept beside the level. No information asset is changed."),
    )  # fmt: skip

    def heading(self) -> str:
        """Whose levels."""
        return _("Levels of {name}").format(name=self._of)

    def read(self) -> Sequence[Line]:
        """Every aspect of every model that something in the system was rated by."""
        found = self._look()
        if self._system not in found.facts:
            return ()
        return [
            Line(
                line.model_id,
                found.models[line.model_id],
                aspect,
                line.standing.levels.get(aspect.id),
                found.uplift(self._system, line.model_id, aspect.id),
            )
            for line in found.lines_of(self._system)
            if line.model_id is not None
            for aspect in found.models[line.model_id].aspects
        ]

    def columns(self) -> Sequence[Column[Line]]:
        """The aspect, what is inherited, what it is moved to and why."""
        found = self._look()
        widths = [level_names_width(a) + 2 for m in found.models.values() for a in m.aspects]
        width = max([*widths, 10])
        return [
            Column(
                _("Aspect"),
                lambda row: aspect_words(row.aspect),
                detail=lambda row: Content.styled(model_of_row(found, row.model_id), "$text-muted"),
            ),
            Column(_("Inherited"), _inherited, width),
            Column(_("Instead"), _instead, width),
            Column(_("Why"), _why, 14),
        ]

    def row_lines(self) -> int:
        """A second line with the model's name where there are several."""
        return 2 if len(self._look().models) > 1 else 1

    def key_of(self, row: Line) -> Hashable:
        """The aspect and its model."""
        return row.model_id, row.aspect.id

    def empty_words(self) -> str:
        """That there is nothing to raise."""
        return _("Nothing to raise or lower: no information asset lies in it.")

    def detail(self, row: Line) -> Content:
        """The reason in full; that nothing was said, or that it moves nothing now."""
        if row.said is None:
            words = _("Inherited as it is. enter raises or lowers it, with a reason.")
            if row.here is None:
                words = _("Nothing in the system is rated for this aspect yet.")
            return Content.styled(words, "$text-muted")
        reason = Content(lines(row.said.motivation))
        if row.counts:
            return reason
        words = _("This moves nothing now: what lies in the system has changed.")
        return Content.assemble((f"○ {words}", "bold"), "\n", reason)

    @on(ListTable.RowChosen, "#list")
    async def chosen(self) -> None:
        """Enter raises or lowers."""
        await self.ksa.run_action("move", self)

    @on(ListTable.RowHighlighted, "#list")
    def follow(self) -> None:
        """What can be done depends on the row."""
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A level is moved from one that is inherited."""
        row = self.list.current if self.is_mounted else None
        if action == "move":
            return row is not None and row.here is not None
        if action == "remove":
            return row is not None and row.said is not None
        return True

    def action_move(self) -> None:
        """Ask for level and reason."""
        if (row := self.list.current) is not None and row.here is not None:
            self.ksa.push_screen(MoveForm(self._system, row, self._workshop_id))

    def action_remove(self) -> None:
        """Let the level be inherited again; undo brings back what was said."""
        row = self.list.current
        if row is None or row.said is None:
            return
        try:
            system_changes.remove_uplift(self.ksa.store, self._system, row.model_id, row.aspect.id)
        except KsaError as error:
            self.show_error(error)
            return
        self.reload()
        self.ksa.say(_("The level is inherited again. Ctrl+z brings back what was said."))


def _inherited(row: Line) -> Cell:
    return chip(row.here.highest if row.here else None, row.aspect)


def _instead(row: Line) -> Cell:
    if row.said is None:
        return Content.styled("–", "$text-muted")
    if row.counts:
        return chip(row.said.level, row.aspect)
    return Content.styled(level_word(row.aspect, row.said.level), "$text-muted")


def _why(row: Line) -> Cell:
    return "" if row.said is None else _(SYSTEM_UPLIFT[row.said.code])


class MoveForm(FormPanel[bool]):
    """Why, which level, and the reason of one aspect of a system; returns True when it was saved."""

    PANEL_WIDTH: ClassVar[int] = 84
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (SAVE_TEXT, NEXT_FIELD, CANCEL)
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("Raise or lower a level of the system")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_(
            "Accumulation and aggregation raise above what lies in the system, distribution lowers below it."
        ),
        N_("Write what is so much, what it tells together, or where the rest is kept."),
    )
    code = getters.query_one("#code", ChoiceField)
    level = getters.query_one("#level", ChoiceField)
    reason = getters.query_one("#reason", AreaField)

    def __init__(self, system: UUID, line: Line, workshop_id: UUID | None) -> None:
        super().__init__()
        self._system, self._line, self._workshop_id = system, line, workshop_id

    @property
    def _highest(self) -> int:
        return self._line.here.highest if self._line.here else 0

    def heading(self) -> str:
        """The aspect, and what is inherited."""
        aspect = self._line.aspect
        words = _("{aspect}, inherited {level}")
        return words.format(aspect=aspect_words(aspect), level=level_word(aspect, self._highest))

    def compose_fields(self) -> ComposeResult:
        """Why in a word, the level, why in full."""
        line, aspect = self._line, self._line.aspect
        levels = [step.value for step in aspect.levels]
        can = {
            "up": any(level > self._highest for level in levels),
            "down": any(level < self._highest for level in levels),
        }
        codes = [
            (code, _(words))
            for code, words in WHY_CODES.items()
            if can["down" if code == "distribution" else "up"]
        ]
        yield ChoiceField[SystemUpliftCode](
            _("Why"),
            codes,
            line.said.code if line.said else codes[0][0] if len(codes) == 1 else None,
            id="code",
            stacked=True,
            required=N_("Choose why the level is another one."),
        )
        yield ChoiceField[int](
            _("Level"),
            [(value, level_word(aspect, value)) for value in levels if value != self._highest],
            line.said.level if line.said else None,
            id="level",
            stacked=True,
            required=N_("Choose the level that the system gets."),
        ).add_class("group")
        yield AreaField(
            _("Reason"),
            line.said.motivation if line.said else "",
            id="reason",
            required=N_("Write why the system needs another level than what lies in it."),
        ).add_class("group")

    def save(self) -> bool:
        """Move it."""
        level: int = self.level.read() or 0
        code: SystemUpliftCode = self.code.read() or "accumulation"
        reason = self.reason.read()
        uplift = SystemUplift(self._system, self._line.aspect.id, code, level, reason)
        draft = UpliftDraft(self._line.model_id, uplift, self._workshop_id)
        system_changes.set_uplift(self.ksa.store, draft)
        return True
