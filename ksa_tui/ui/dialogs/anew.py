"""Decided assets, to classify anew in this workshop: the nearest review first."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar
from uuid import UUID

from textual import on
from textual.binding import BindingType
from textual.content import Content

from ksa_tui.i18n import N_, _, ngettext
from ksa_tui.services import reviews, workshops
from ksa_tui.services.reviews import Due
from ksa_tui.ui.commands import TABLE_KEYS, Command, bindings
from ksa_tui.ui.dialogs.list_panel import ListPanel
from ksa_tui.ui.texts import one_line, plain
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.table_line import Column


class AnewPanel(ListPanel[tuple[UUID, ...], Due]):
    """Returns the treatments of what was taken in."""

    PANEL_WIDTH = 100
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "anew.take", "enter", N_("take in"),
            N_("Take the marked information assets into the workshop, or the one under the cursor."),
            "take", shown=True,
        ),
        Command(
            "anew.mark", "space", N_("mark"), N_("Mark several to take in at once."), "", shown=True
        ),
        Command(
            "anew.everywhere", "a", N_("all departments"),
            N_("Show what other departments have decided too; the room sees it if it is projected."),
            "everywhere", shown=True,
        ),
        *TABLE_KEYS,
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("Classify anew")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_("A decided asset is taken into this workshop without its old ratings. They are shown, with the "
           "difference, in the summary when the group has rated."),
        N_("The old decision stands until the owner has decided again."),
    )  # fmt: skip
    MARKABLE = True

    def __init__(self, workshop_id: UUID) -> None:
        super().__init__()
        self._workshop_id = workshop_id
        self._everywhere = False
        """Whether other departments' assets are shown; at first not, the room may be watching."""
        self._elsewhere: list[Due] = []

    def heading(self) -> str:
        """What the panel is about."""
        return _("Classify decided information assets anew")

    def read(self) -> Sequence[Due]:
        """Those that are not in this workshop already, of its own department until all are asked for."""
        workshop = workshops.load(self.ksa.store, self._workshop_id)
        here = {asset.asset_id for asset in workshop.assets}
        found = [due for due in reviews.decided(self.ksa.store) if due.asset not in here]
        own = workshop.department
        self._elsewhere = [due for due in found if own and due.department != own.id]
        return [due for due in found if self._everywhere or due not in self._elsewhere]

    def above(self) -> Content:
        """How many there are in other departments."""
        count = len(self._elsewhere)
        if self._everywhere or not count:
            return Content("")
        text = ngettext(
            "{count} in another department, a shows it",
            "{count} in other departments, a shows them",
            count,
        )
        return Content.styled(text.format(count=count), "$text-muted")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing more is shown where nothing is left out."""
        if action == "everywhere":
            return not self._everywhere and bool(self._elsewhere)
        return True

    def action_everywhere(self) -> None:
        """Show other departments' too."""
        self._everywhere = True
        self.reload()

    def columns(self) -> Sequence[Column[Due]]:
        """Name, workshop and review date."""
        return [
            Column(_("Information asset"), lambda row: plain(row.name)),
            Column(_("Workshop"), lambda row: plain(row.workshop_title, "$text-muted"), 26),
            Column(_("Review by"), lambda row: row.review_on.isoformat(), 11),
        ]

    def key_of(self, row: Due) -> Hashable:
        """The old treatment."""
        return row.treatment

    def empty_words(self) -> str:
        """That nothing is decided in another workshop."""
        return _("No information asset is decided in another workshop.")

    def detail(self, row: Due) -> Content:
        """Name, workshop and owner in full."""
        about = " · ".join(one_line(text) for text in (row.workshop_title, row.owner) if text)
        return Content.assemble((one_line(row.name), "bold"), "\n", (about, "$text-muted"))

    @on(ListTable.RowChosen, "#list")
    async def chosen(self) -> None:
        """Enter takes in."""
        await self.ksa.run_action("take", self)

    def action_take(self) -> None:
        """Take in the marked assets, in the list's order, or the one under the cursor."""
        wanted = self.list.marked or {self.list.current_key}
        treatments = [row.treatment for row in self.list.rows if row.treatment in wanted]
        if treatments:
            self.dismiss(reviews.reclassify(self.ksa.store, self._workshop_id, treatments))
