"""How the room goes through the workshop: asset by asset or aspect by aspect, and what comes first."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from textual import getters, on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from ksa_tui.domain.walking import WalkOrder
from ksa_tui.i18n import N_, _
from ksa_tui.services import workshops
from ksa_tui.ui.dialogs.form import FormPanel
from ksa_tui.ui.widgets.choice import Choice
from ksa_tui.ui.widgets.form import ChoiceField


class WalkOrderForm(FormPanel[WalkOrder]):
    """Returns the order chosen; None when it was left as it is."""

    DEFAULT_CSS = "WalkOrderForm #told { height: auto; margin-top: 1; }"
    PANEL_WIDTH: ClassVar[int] = 80
    HELP_TITLE = N_("The order of the walk")
    HELP_TEXT = (
        N_("One asset at a time answers every aspect of an asset before the next asset."),
        N_("One aspect at a time asks the same question of every asset before the next question. "
           "The group keeps one question in mind, and the first aspect takes less of the time."),
        N_("Levels are drawn in the same order whatever the room does, and nothing rated is changed. "
           "The choice is kept with the workshop."),
    )  # fmt: skip
    how = getters.query_one("#how", ChoiceField)
    first = getters.query_one("#first", ChoiceField)

    def __init__(self, workshop_id: UUID) -> None:
        super().__init__()
        self._workshop_id = workshop_id

    def heading(self) -> str:
        """What is chosen."""
        return _("The order of the walk")

    def compose_fields(self) -> ComposeResult:
        """How, what first, and what comes of it."""
        self._model = workshops.model_of(self.ksa.store, self._workshop_id)
        order = workshops.order_of(self.ksa.store, self._workshop_id)
        ways = ((False, _("one asset at a time")), (True, _("one aspect at a time")))
        letters = [(aspect.id, aspect.letter) for aspect in self._model.aspects]
        yield ChoiceField[bool](_("Go through"), ways, order.by_aspect, id="how")
        yield ChoiceField[str](
            _("Begin with"), letters, order.aspects(self._model)[0].id, id="first"
        )
        yield Static(id="told", markup=False)

    def fill(self) -> None:
        """Tell the order as it stands."""
        self.tell()

    @on(Choice.Changed)
    def tell(self) -> None:
        """What the two answers come to, in a sentence."""
        order = self._order()
        letters = [aspect.letter for aspect in order.aspects(self._model)]
        text = (
            _(
                "All assets for one aspect at a time: {letters}. An asset's summary comes after {last}."
            )
            if order.by_aspect
            else _("Each asset by itself: {letters}, and its summary.")
        )
        told = text.format(letters=_(", then ").join(letters), last=letters[-1])
        self.query_one("#told", Static).update(Content.styled(told, "$text-muted"))

    def _order(self) -> WalkOrder:
        first = self.first.read()
        usual = first == self._model.aspects[0].id
        return WalkOrder(bool(self.how.read()), None if usual else first)

    def save(self) -> WalkOrder:
        """Keep the order with the workshop."""
        order = self._order()
        workshops.set_order(self.ksa.store, self._workshop_id, order)
        return order
