"""What lies in a system: its assets and the systems that it inherits from, and which of them give a level."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import ClassVar, Final
from uuid import UUID

from textual import on
from textual.binding import BindingType
from textual.content import Content

from ksa_tui.domain.model import Model
from ksa_tui.domain.register import aspect_at, letters_of
from ksa_tui.domain.systems import Inherited, Standing
from ksa_tui.domain.words import ASSET_STATUS, SYSTEM_STATE
from ksa_tui.i18n import N_, _
from ksa_tui.services.systems import Systems
from ksa_tui.ui.commands import TABLE_KEYS, Command, bindings
from ksa_tui.ui.dialogs.system_panel import SystemPanel
from ksa_tui.ui.register_words import model_words
from ksa_tui.ui.system_words import level_cell
from ksa_tui.ui.texts import one_line, plain
from ksa_tui.ui.widgets.levels import CELL_WIDTH, cell
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.table_line import Cell, Column

STATUS_WIDTH: Final = 18

COMMANDS: Final = (
    Command(
        "contents.what-if", "enter,w", N_("what changes"),
        N_("Which systems change if this one gets another level."), "what_if", shown=True,
    ),
    *TABLE_KEYS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """An asset or a system in a system, by one model."""

    id: UUID
    name: str
    model_id: UUID
    model: Model
    levels: Mapping[str, int | Inherited]
    gives: tuple[str, ...]
    """The letters of the aspects whose highest level is from here."""
    status: str
    about: str

    @property
    def is_system(self) -> bool:
        """Whether it is inherited from."""
        return not self.about


class SystemContents(SystemPanel[None, Part]):
    """Only to look at: an asset's systems are changed in its own form."""

    PANEL_WIDTH = 96
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("What lies in a system")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_("The information assets in the system, then the systems that it inherits from. “Gives” names the "
           "aspects whose level comes from there."),
        N_("Change the systems of an information asset in its own form: e in the workshop."),
    )  # fmt: skip

    def heading(self) -> str:
        """The system."""
        return self._of

    def read(self) -> Sequence[Part]:
        """Its assets by name, then the systems it inherits from."""
        found = self._look()
        if self._system not in found.facts:
            return ()
        return [*self._assets(found), *self._sources(found)]

    def _assets(self, found: Systems) -> Iterator[Part]:
        for asset in found.held.get(self._system, ()):
            place = found.places[asset]
            model = found.models[place.model]
            own = found.standings[place.model][self._system]
            gives = _gives(model, own, asset)
            yield Part(
                asset, place.held.name, place.model, model, place.held.levels, gives,
                _(ASSET_STATUS[place.status]), place.workshop_title,
            )  # fmt: skip

    def _sources(self, found: Systems) -> Iterator[Part]:
        for source in found.sources.get(self._system, ()):
            for line in found.lines_of(source):
                key = line.model_id or next(iter(found.models), None)
                if key is None:
                    continue
                model = found.models[key]
                own = found.standings[key][self._system]
                gives = _gives(model, own, source)
                state = _(SYSTEM_STATE[line.standing.state])
                yield Part(
                    source, line.system.name, key, model, line.standing.levels, gives, state, ""
                )

    def columns(self) -> Sequence[Column[Part]]:
        """Name, levels, what it gives, how far it has come."""
        letters = letters_of(self._look().models.values())
        return [
            Column(_("Name"), _name, detail=_model),
            *(
                Column[Part](
                    letter, partial(_level, letter), max(CELL_WIDTH, len(letter)), "center"
                )
                for letter in letters
            ),
            Column(_("Gives"), lambda part: " ".join(part.gives) or "–", 2 * len(letters) + 1),
            Column(_("Status"), lambda part: plain(part.status, "$text-muted"), STATUS_WIDTH),
        ]

    def row_lines(self) -> int:
        """A second line with the model's name where there are several."""
        return 2 if len(self._look().models) > 1 else 1

    def key_of(self, row: Part) -> Hashable:
        """The asset or the system, and by which model."""
        return row.id, row.model_id

    def empty_words(self) -> str:
        """That nothing lies in it."""
        return _("Nothing lies in it yet.")

    def detail(self, row: Part) -> Content:
        """The name in full, and where the levels are from."""
        kind = _("system that it inherits from") if row.is_system else one_line(row.about)
        return Content.assemble((one_line(row.name), "bold"), "\n", (kind, "$text-muted"))

    @on(ListTable.RowChosen, "#list")
    async def chosen(self) -> None:
        """Enter tells what changes."""
        await self.ksa.run_action("what_if", self)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Of something that is there."""
        if action == "what_if":
            return self.is_mounted and self.list.current is not None
        return True

    def action_what_if(self) -> None:
        """Which systems change with the row."""
        from ksa_tui.ui.dialogs.what_if import WhatIfPanel

        if (row := self.list.current) is not None:
            self.ksa.push_screen(WhatIfPanel(row.id, self._workshop_id))


def _gives(model: Model, own: Standing, part: UUID) -> tuple[str, ...]:
    return tuple(
        aspect.letter
        for aspect in model.aspects
        if (here := own.levels.get(aspect.id))
        and (part in here.systems or any(asset.asset == part for asset in here.assets))
    )


def _name(part: Part) -> Cell:
    return Content.assemble("← ", one_line(part.name)) if part.is_system else one_line(part.name)


def _model(part: Part) -> Cell:
    return Content.styled(model_words(part.model), "$text-muted")


def _level(letter: str, part: Part) -> Cell:
    aspect = aspect_at(part.model, letter)
    if aspect is None:
        return ""
    here = part.levels.get(aspect.id)
    return level_cell(here, aspect) if isinstance(here, Inherited) else cell(here, aspect)
