"""How similar assets were decided before: asked for once the group has rated."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar, Final

from textual import on
from textual.binding import BindingType
from textual.content import Content

from ksa_tui.domain.model import Model
from ksa_tui.domain.workshop import Asset
from ksa_tui.i18n import N_, _
from ksa_tui.services import calibration, classify
from ksa_tui.services.calibration import SimilarAsset
from ksa_tui.ui.commands import TABLE_KEYS, Command, bindings
from ksa_tui.ui.dialogs.letter import LetterPanel
from ksa_tui.ui.dialogs.list_panel import ListPanel
from ksa_tui.ui.similar_words import compared, hint_levels, in_full, levels_of, motivations, name_of
from ksa_tui.ui.sizes import NORMAL
from ksa_tui.ui.texts import one_line
from ksa_tui.ui.widgets.levels import CELL_WIDTH
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.table_line import Column

COMPARED_WIDTH: Final = 32

COMMANDS: Final = (
    Command(
        "similar.why", "enter", N_("why"),
        N_("The motivations of that decision, for the aspects that you have rated."), "why", shown=True,
    ),
    *TABLE_KEYS,
)  # fmt: skip


class SimilarPanel(ListPanel[None, SimilarAsset]):
    """The most alike first; only aspects that are rated here."""

    PANEL_WIDTH: ClassVar[int] = 100
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("Similar assets, decided before")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_("Alike are assets from the same entry of the catalogue, with a similar name, or with the same "
           "facts. They are shown only for aspects that you have rated, so that they do not decide for you."),
        N_("A difference can be right. Say why in the motivation, or look at how they reasoned: enter."),
        N_("Assets of other departments are not named here; enter names the one under the cursor."),
    )  # fmt: skip

    def __init__(self, model: Model, asset: Asset) -> None:
        super().__init__()
        self._model, self._asset = model, asset

    def heading(self) -> str:
        """What the list is."""
        return _("Similar assets, decided before")

    def read(self) -> Sequence[SimilarAsset]:
        """The most alike first."""
        return calibration.similar(self.ksa.store, self._asset.id)

    def above(self) -> Content:
        """What the catalogue suggests for the aspects that are rated."""
        hints = calibration.hints(self.ksa.store, self._asset.id)
        if not hints:
            return Content("")
        words = Content.styled(_("The catalogue suggests"), "$text-muted")
        return Content.assemble(words, "  ", hint_levels(self._model, hints))

    def columns(self) -> Sequence[Column[SimilarAsset]]:
        """Name, levels and, where there is room, how they differ."""
        width = sum(len(a.letter) + CELL_WIDTH + 3 for a in self._model.aspects)
        columns = [
            Column[SimilarAsset](_("Information asset"), name_of),
            Column[SimilarAsset](_("Levels"), levels_of, width),
        ]
        if self.size.width >= NORMAL:
            columns.append(Column("", self._compared, COMPARED_WIDTH))
        return columns

    def _compared(self, row: SimilarAsset) -> Content:
        return Content.styled(compared(self._model, self._asset, row), "$text-muted")

    def key_of(self, row: SimilarAsset) -> Hashable:
        """The treatment."""
        return row.treatment

    def empty_words(self) -> str:
        """That there is nothing to compare with."""
        return _("Nothing similar has been decided yet.")

    def detail(self, row: SimilarAsset) -> Content:
        """Why it is alike, and how it differs."""
        return in_full(self._model, self._asset, row)

    @on(ListTable.RowChosen, "#list")
    def chosen(self) -> None:
        """Enter opens the motivations."""
        self.action_why()

    def action_why(self) -> None:
        """How they reasoned."""
        if (row := self.list.current) is not None:
            earlier = classify.load(self.ksa.store, row.treatment)
            self.ksa.push_screen(WhyPanel(one_line(row.name), motivations(row, earlier)))


class WhyPanel(LetterPanel):
    """The motivations of an earlier decision."""

    HELP_TITLE = N_("How they reasoned")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_(
            "Decided levels and motivations of the aspects that you have rated, as they were written then."
        ),
    )

    def __init__(self, name: str, text: str) -> None:
        super().__init__()
        self._about, self._why = name, text

    def heading(self) -> str:
        """The asset."""
        return self._about

    def text(self) -> str:
        """All of them."""
        return self._why
