"""Which systems a system inherits from, and which inherit from it."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Final, Literal
from uuid import UUID

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from ksa_tui.domain.register import aspect_at, letters_of
from ksa_tui.domain.texts import fold
from ksa_tui.errors import KsaError
from ksa_tui.i18n import N_, _
from ksa_tui.services import system_changes, systems
from ksa_tui.services.systems import SystemLine, Systems
from ksa_tui.ui.commands import TABLE_KEYS, Command, bindings
from ksa_tui.ui.dialogs.form import FormPanel
from ksa_tui.ui.dialogs.list_panel import UNDO
from ksa_tui.ui.dialogs.system_panel import SystemPanel
from ksa_tui.ui.register_words import model_words
from ksa_tui.ui.system_words import level_cell
from ksa_tui.ui.texts import one_line
from ksa_tui.ui.widgets.form import ChoiceField, TextField
from ksa_tui.ui.widgets.levels import CELL_WIDTH
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.table_line import Cell, Column

Way = Literal["source", "heir"]
WAYS: Final[dict[Way, str]] = {"source": N_("inherits from"), "heir": N_("hands on to")}

COMMANDS: Final = (
    Command(
        "links.add", "a,enter", N_("add"), N_("Say which other system it inherits from or hands on to."),
        "add", shown=True,
    ),
    Command(
        "links.remove", "delete", N_("take away"),
        N_("Take the link away; ctrl+z brings it back."), "remove", shown=True,
    ),
    *UNDO,
    *TABLE_KEYS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """Another system, and which way the levels go."""

    way: Way
    line: SystemLine


class SystemLinks(SystemPanel[None, Link]):
    """Every link is saved at once."""

    PANEL_WIDTH = 88
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("Links between systems")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_("A system inherits from another one that runs on it, or that hands its information on to it: a "
           "server from the records system on it, an archive from the records system that fills it."),
        N_("Levels go one way. A link that would let them go round is refused, and the ring is named."),
    )  # fmt: skip

    def heading(self) -> str:
        """Whose links."""
        return _("Links of {name}").format(name=self._of)

    def read(self) -> Sequence[Link]:
        """What it inherits from first."""
        found = self._look()
        here: list[tuple[Way, dict[UUID, list[UUID]]]] = [
            ("source", found.sources), ("heir", found.heirs),
        ]  # fmt: skip
        return [
            Link(way, line)
            for way, links in here
            for other in links.get(self._system, ())
            if other in found.facts
            for line in found.lines_of(other)
        ]

    def columns(self) -> Sequence[Column[Link]]:
        """Which way, the other system, its levels."""
        found = self._look()
        width = max(len(_(words)) for words in WAYS.values())
        return [
            Column("", lambda row: Content.styled(_(WAYS[row.way]), "$text-muted"), width),
            Column(_("System"), lambda row: row.line.system.name, detail=partial(_model_of, found)),
            *(
                Column[Link](
                    letter, partial(_level, found, letter), max(CELL_WIDTH, len(letter)), "center"
                )
                for letter in letters_of(found.models.values())
            ),
        ]

    def row_lines(self) -> int:
        """A second line with the model's name where there are several."""
        return 2 if len(self._look().models) > 1 else 1

    def key_of(self, row: Link) -> Hashable:
        """The other system, which way, and by which model."""
        return row.way, row.line.key

    def empty_words(self) -> str:
        """How links come here."""
        return _("No link yet. a says which other system it inherits from.")

    def detail(self, row: Link) -> Content:
        """The link as a sentence."""
        other = one_line(row.line.system.name)
        source, heir = (other, self._of) if row.way == "source" else (self._of, other)
        words = _("{heir} needs what {source} needs, or more.")
        return Content(words.format(heir=heir, source=source))

    @on(ListTable.RowChosen, "#list")
    async def chosen(self) -> None:
        """Enter adds another."""
        await self.ksa.run_action("add", self)

    @on(ListTable.RowHighlighted, "#list")
    def follow(self) -> None:
        """What can be done depends on the row."""
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A link is taken away where there is one."""
        if action == "remove":
            return self.is_mounted and self.list.current is not None
        return True

    def action_add(self) -> None:
        """Ask which system, and which way."""
        self.ksa.push_screen(LinkForm(self._system))

    def action_remove(self) -> None:
        """Take the link away; undo brings it back."""
        if (row := self.list.current) is None:
            return
        other = row.line.system.id
        heir, source = (self._system, other) if row.way == "source" else (other, self._system)
        try:
            system_changes.disinherit(self.ksa.store, heir, source)
        except KsaError as error:
            self.show_error(error)
            return
        self.reload()
        self.ksa.say(_("The link was taken away. Ctrl+z brings it back."))


def _model_of(found: Systems, row: Link) -> Cell:
    key = row.line.model_id
    return Content.styled(model_words(found.models[key]), "$text-muted") if key else ""


def _level(found: Systems, letter: str, row: Link) -> Cell:
    model = found.models[row.line.model_id] if row.line.model_id else None
    aspect = aspect_at(model, letter) if model else None
    return level_cell(row.line.standing.levels.get(aspect.id), aspect) if aspect else ""


class LinkForm(FormPanel[bool]):
    """Another system, and which way the levels go; returns True when the link was made."""

    PANEL_WIDTH: ClassVar[int] = 84
    HELP_TITLE = N_("A link to another system")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_(
            "Write the name of a system that is there already. The right arrow takes the suggestion; enter "
            "does so too when no other system begins like that."
        ),
    )
    way = getters.query_one("#way", ChoiceField)
    other = getters.query_one("#other", TextField)

    def __init__(self, system: UUID) -> None:
        super().__init__()
        self._system = system

    def heading(self) -> str:
        """Whose link."""
        return _("A link of {name}").format(
            name=one_line(systems.read(self.ksa.store).name(self._system))
        )

    def compose_fields(self) -> ComposeResult:
        """Which system, and which way."""
        lead = _(
            "It inherits from a system that runs on it, or that hands its information on to it."
        )
        yield Static(lead, classes="lead", markup=False)
        yield TextField(
            _("System"),
            id="other",
            suggestions=self._others(),
            hint=_("→ takes the suggestion"),
            required=N_("Write the name of the other system."),
        )
        yield ChoiceField[Way](
            _("It"), [(way, _(words)) for way, words in WAYS.items()], "source", id="way"
        )

    def _others(self) -> Sequence[str]:
        facts = systems.read(self.ksa.store).facts
        return [each.name for each in facts.values() if each.id != self._system]

    def _meant(self, typed: str) -> str:
        """The only name that begins like what was typed: it stands there as the suggestion."""
        names, begun = self._others(), fold(typed)
        like = [name for name in names if fold(name).startswith(begun)]
        is_whole = any(fold(name) == begun for name in like)
        return like[0] if len(like) == 1 and not is_whole else typed

    def save(self) -> bool:
        """Make the link."""
        store = self.ksa.store
        other = system_changes.named(store, self._meant(self.other.read()))
        if self.way.read() == "heir":
            system_changes.inherit(store, other, self._system)
        else:
            system_changes.inherit(store, self._system, other)
        return True
