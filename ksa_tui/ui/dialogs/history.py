"""The history of an asset: every proposal and decision, over all workshops, the latest first."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar
from uuid import UUID

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content

from ksa_tui.domain.model import Model
from ksa_tui.errors import RuleError
from ksa_tui.i18n import N_, _, language
from ksa_tui.services import reviews
from ksa_tui.services.asset_history import Happening, basis, history
from ksa_tui.services.treatments import treatment_of
from ksa_tui.ui.commands import TABLE_KEYS, Command, bindings
from ksa_tui.ui.dialogs.form import CANCEL, NEXT_FIELD, SAVE_TEXT, FormPanel
from ksa_tui.ui.dialogs.letter import LetterPanel
from ksa_tui.ui.dialogs.list_panel import ListPanel
from ksa_tui.ui.history_words import (
    DATE_WIDTH,
    WHAT_WIDTH,
    basis_text,
    day_of,
    in_full,
    levels_of,
    levels_width,
    what_of,
    who_of,
)
from ksa_tui.ui.sizes import NORMAL
from ksa_tui.ui.texts import one_line
from ksa_tui.ui.widgets.form import AreaField, ChoiceField, DateField
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.table_line import Column

COMMANDS = (
    Command(
        "history.basis", "enter", N_("what it was made on"),
        N_("The ratings, facts and reasons of the proposal, as they were handed out."), "basis", shown=True,
    ),
    Command(
        "history.review", "v", N_("ask for a review"),
        N_("Something has happened: the decision must be reviewed before its date."), "review", shown=True,
    ),
    *TABLE_KEYS,
)  # fmt: skip


class HistoryPanel(ListPanel[None, Happening]):
    """Old decisions are never changed: each new one stands beside them."""

    PANEL_WIDTH = 104
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("The history of an information asset")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_(
            "Everything that was proposed and decided about it, in all workshops: who, when and why."
        ),
        N_("Levels belong to the model of their workshop. Two models are not compared by number."),
    )

    def __init__(self, treatment: UUID) -> None:
        super().__init__()
        self._treatment = treatment
        self._model: Model

    def heading(self) -> str:
        """The asset."""
        return one_line(treatment_of(self.ksa.store, self._treatment).asset.name)

    def read(self) -> Sequence[Happening]:
        """The latest first."""
        here = treatment_of(self.ksa.store, self._treatment)
        self._model = here.model
        return tuple(reversed(history(self.ksa.store, here.asset.asset_id)))

    def columns(self) -> Sequence[Column[Happening]]:
        """When, what, levels and, where there is room, who."""
        model = treatment_of(self.ksa.store, self._treatment).model
        columns = [
            Column[Happening](_("Day"), day_of, DATE_WIDTH),
            Column[Happening](_("What"), what_of, None if self.size.width < NORMAL else WHAT_WIDTH),
            Column[Happening](_("Levels"), levels_of, levels_width(model)),
        ]
        if self.size.width >= NORMAL:
            columns.append(Column(_("Who"), who_of))
        return columns

    def key_of(self, row: Happening) -> Hashable:
        """What and when."""
        return row.kind, row.treatment, row.at

    def empty_words(self) -> str:
        """That nothing has left the workshop."""
        return _("Nothing has been proposed to an owner or decided yet.")

    def detail(self, row: Happening) -> Content:
        """Everything about one entry."""
        return in_full(row)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only a proposal has a basis, and only what is decided is reviewed."""
        if action == "basis":
            row = self.list.current if self.is_mounted else None
            return row is not None and row.kind == "proposal"
        if action == "review":
            return (
                any(row.kind == "decision" for row in self.list.rows) if self.is_mounted else False
            )
        return True

    @on(ListTable.RowHighlighted, "#list")
    def follow_cursor(self) -> None:
        """What can be done follows the row."""
        self.refresh_bindings()

    @on(ListTable.RowChosen, "#list")
    async def chosen(self) -> None:
        """Enter opens the basis."""
        await self.ksa.run_action("basis", self)

    def action_basis(self) -> None:
        """The proposal as it was handed out."""
        row = self.list.current
        if row is None or row.kind != "proposal" or row.export is None:
            return
        asset = basis(self.ksa.store, row.workshop, row.export, row.treatment)
        if asset is None:
            self.ksa.say(_("What it was made on is not kept any more."))
            return
        self.ksa.push_screen(BasisPanel(one_line(asset.name), basis_text(row.model, asset)))

    @work(exclusive=True, group="review")
    async def action_review(self) -> None:
        """Ask what happened."""
        await self.ksa.push_screen_wait(ReviewForm(self._treatment, self._model))


class BasisPanel(LetterPanel):
    """An asset as it was when it was handed out."""

    HELP_TITLE = N_("What a proposal was made on")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_(
            "The ratings, facts and reasons as they were handed out. What was changed later is not here."
        ),
    )

    def __init__(self, name: str, text: str) -> None:
        super().__init__()
        self._about, self._basis = name, text

    def heading(self) -> str:
        """The asset."""
        return self._about

    def text(self) -> str:
        """The whole basis."""
        return self._basis


NEEDS_KIND = N_("Choose what has happened.")
NEEDS_DAY = N_("Write the day when it happened.")


class ReviewForm(FormPanel[UUID]):
    """What has happened that calls for a review before the planned date."""

    PANEL_WIDTH: ClassVar[int] = 84
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (SAVE_TEXT, NEXT_FIELD, CANCEL)
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("Call for a review")
    HELP_TEXT = (
        N_(
            "The asset is then due on Home at once, and can be taken into a new workshop with n there."
        ),
    )
    day = getters.query_one("#day", DateField)
    note = getters.query_one("#note", AreaField)

    def __init__(self, treatment: UUID, model: Model) -> None:
        super().__init__()
        self._treatment, self._model = treatment, model

    def heading(self) -> str:
        """What is done."""
        return _("Call for a review")

    def compose_fields(self) -> ComposeResult:
        """What, when, and in one's own words."""
        kinds = [(kind.id, kind.text.get(language())) for kind in self._model.review_triggers]
        yield ChoiceField[str](
            _("What has happened"), kinds, id="kind", stacked=True, required=NEEDS_KIND
        )
        yield DateField(_("When"), self.ksa.today(), id="day", today=self.ksa.today())
        yield AreaField(_("Note"), id="note", height=2)

    def save(self) -> UUID:
        """Record it."""
        kind = self.query_one("#kind", ChoiceField).read()
        day = self.day.read()
        if day is None:
            raise RuleError(NEEDS_DAY)
        made = reviews.call_for_review(
            self.ksa.store, self._treatment, kind or "", day, self.note.read()
        )
        self.ksa.say(_("It is noted. The asset is now due for a review."))
        return made
