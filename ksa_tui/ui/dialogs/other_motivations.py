"""What was written about the same aspect of other assets, to take words from."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar, Final
from uuid import UUID

from textual import on
from textual.binding import BindingType
from textual.content import Content

from ksa_tui.domain.model import Aspect
from ksa_tui.domain.motivating import OtherMotivation, other_motivations
from ksa_tui.domain.workshop import Asset
from ksa_tui.i18n import N_, _, language
from ksa_tui.services import workshops
from ksa_tui.ui.commands import TABLE_KEYS, Command, bindings
from ksa_tui.ui.dialogs.list_panel import ListPanel
from ksa_tui.ui.texts import lines, one_line
from ksa_tui.ui.widgets.levels import CELL_WIDTH, chip
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.table_line import Column

COMMANDS: Final = (
    Command(
        "borrow.take", "enter", N_("take"),
        N_("Put these words into the motivation, to change as they fit."), "take", shown=True,
    ),
    *TABLE_KEYS,
)  # fmt: skip


class OtherMotivations(ListPanel[str, OtherMotivation]):
    """Returns the words to insert."""

    PANEL_WIDTH: ClassVar[int] = 100
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("From another asset")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_("What this workshop has written about the same aspect of other assets; those with the same "
           "level first."),
        N_("The words are put where the cursor stands. Change what is not true here."),
    )  # fmt: skip

    def __init__(self, workshop: UUID, asset: Asset, aspect: Aspect) -> None:
        super().__init__()
        self._workshop, self._asset, self._aspect = workshop, asset, aspect

    def heading(self) -> str:
        """Which aspect."""
        words = _("{aspect}: what you wrote about other assets")
        return words.format(aspect=self._aspect.name.get(language()))

    def read(self) -> Sequence[OtherMotivation]:
        """The fitting ones first."""
        workshop = workshops.load(self.ksa.store, self._workshop)
        return other_motivations(workshop, self._asset, self._aspect.id)

    def columns(self) -> Sequence[Column[OtherMotivation]]:
        """Level, words, and whose they are."""
        return [
            Column("", lambda row: chip(row.level, self._aspect, word=False, width=CELL_WIDTH), 5),
            Column(_("Motivation"), lambda row: one_line(row.text)),
            Column(_("Information asset"), self._whose, 28),
        ]

    @staticmethod
    def _whose(row: OtherMotivation) -> Content:
        return Content.styled(one_line(row.name), "$text-muted")

    def key_of(self, row: OtherMotivation) -> Hashable:
        """The treatment."""
        return row.treatment

    def empty_words(self) -> str:
        """That there is nothing to take."""
        return _("Nothing has been written about this aspect yet.")

    def detail(self, row: OtherMotivation) -> Content:
        """All the words."""
        return Content(lines(row.text))

    @on(ListTable.RowChosen, "#list")
    def action_take(self) -> None:
        """Close with the words."""
        if (row := self.list.current) is not None:
            self.dismiss(row.text)
