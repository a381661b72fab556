"""What is done with the system under the cursor: panels, forms, and the way to its measures."""

from __future__ import annotations

from uuid import UUID

from textual import work

from ksa_tui.errors import KsaError
from ksa_tui.i18n import _
from ksa_tui.services import system_changes
from ksa_tui.services.systems import SystemLine, Systems
from ksa_tui.ui.base import Page
from ksa_tui.ui.texts import one_line
from ksa_tui.ui.widgets.list_table import ListTable


class SystemsWays(Page[None]):
    """Each panel is imported when it is first gone to."""

    def __init__(self, workshop_id: UUID | None) -> None:
        super().__init__()
        self._workshop_id = workshop_id
        self._found: Systems | None = None

    @property
    def _table(self) -> ListTable[SystemLine]:
        return self.query_one("#systems", ListTable)

    def _current(self) -> UUID | None:
        line = self._table.current
        return line.system.id if line else None

    def arrive(self, system: UUID) -> None:
        """Stand on a system that was just made."""
        raise NotImplementedError

    def action_open(self) -> None:
        """What lies in it."""
        from ksa_tui.ui.dialogs.system_contents import SystemContents

        if (system := self._current()) is not None:
            self.ksa.push_screen(SystemContents(system, self._workshop_id))

    def action_links(self) -> None:
        """Which systems it inherits from."""
        from ksa_tui.ui.dialogs.system_links import SystemLinks

        if (system := self._current()) is not None:
            self.ksa.push_screen(SystemLinks(system, self._workshop_id))

    def action_levels(self) -> None:
        """Levels of its own, with a reason."""
        from ksa_tui.ui.dialogs.system_levels import SystemLevels

        if (system := self._current()) is not None:
            self.ksa.push_screen(SystemLevels(system, self._workshop_id))

    def action_what_if(self) -> None:
        """Which other systems change with it."""
        from ksa_tui.ui.dialogs.what_if import WhatIfPanel

        if (system := self._current()) is not None:
            self.ksa.push_screen(WhatIfPanel(system, self._workshop_id))

    @work(exclusive=True, group="form")
    async def action_new(self) -> None:
        """Make a system, and stand on it."""
        from ksa_tui.ui.dialogs.system_form import SystemForm

        made = await self.ksa.push_screen_wait(SystemForm())
        if made is not None:
            self.arrive(made)

    @work(exclusive=True, group="form")
    async def action_edit(self) -> None:
        """Change what was said about it."""
        from ksa_tui.ui.dialogs.system_form import SystemForm

        if (system := self._current()) is not None:
            await self.ksa.push_screen_wait(SystemForm(system))

    @work(exclusive=True, group="form")
    async def action_merge(self) -> None:
        """Make it one with another."""
        from ksa_tui.ui.dialogs.system_form import MergeSystems

        if (system := self._current()) is not None:
            await self.ksa.push_screen_wait(MergeSystems(system))

    def action_retire(self) -> None:
        """Take it out of use; undo brings it back."""
        if (line := self._table.current) is None:
            return
        try:
            system_changes.retire(self.ksa.store, line.system.id)
        except KsaError as error:
            self.show_error(error)
            return
        self.fill()
        said = _("{name} was retired. Ctrl+z brings it back.")
        self.ksa.say(said.format(name=one_line(line.system.name)))

    @work(exclusive=True, group="form")
    async def action_measures(self) -> None:
        """Its measures in this workshop, or in one of those whose assets lie in it."""
        from ksa_tui.ui.dialogs.pick import PickPanel
        from ksa_tui.ui.screens.measures import MeasuresPage

        system, found = self._current(), self._found
        if system is None or found is None:
            return
        places = [found.places[asset] for asset in found.held.get(system, ())]
        titles = {place.workshop: place.workshop_title for place in places}
        if not titles:
            self.ksa.say(_("No information asset lies in it, so no measures follow here."))
            return
        chosen: UUID | None = next(iter(titles))
        if self._workshop_id in titles:
            chosen = self._workshop_id
        elif len(titles) > 1:
            options = [(key, title, "") for key, title in titles.items()]
            panel = PickPanel[UUID](_("In which workshop?"), options)
            chosen = await self.ksa.push_screen_wait(panel)
        if chosen is not None:
            self.ksa.push_screen(MeasuresPage(chosen, system))
