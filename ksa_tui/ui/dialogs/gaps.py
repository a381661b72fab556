"""What keeps a workshop from being handed out for decision: each with the way to where it is mended."""

from __future__ import annotations

from collections import Counter
from typing import ClassVar, Final
from uuid import UUID

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from ksa_tui.domain.standing import Block
from ksa_tui.errors import KsaError
from ksa_tui.i18n import N_, _, ngettext
from ksa_tui.services import workshops
from ksa_tui.services.classify import Place
from ksa_tui.services.overview import everything_found
from ksa_tui.ui.base import Page
from ksa_tui.ui.commands import TABLE_KEYS, Command, bindings
from ksa_tui.ui.dialogs.workshop_form import WorkshopForm
from ksa_tui.ui.screens.workshop_remarks import Remark, Words
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.table_line import Column
from ksa_tui.ui.widgets.words import Heading, alert

EASIEST_FIRST: Final = tuple(reversed(Block))
"""What is mended with a word or two stands before what a whole session is needed for."""
LETTERS_WIDTH: Final = 8


class GapsPage(Page[bool]):
    """Returns True to go on: with a draft, or for decision when everything has been mended meanwhile."""

    CSS_PATH = "gaps.tcss"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "gaps.mend", "enter", N_("go there"),
            N_("Go to the place where it is mended; esc comes back here."), "mend", shown=True,
        ),
        Command(
            "gaps.draft", "u", N_("draft"),
            N_("Hand out a draft: marked on every page, and nothing can be decided in it."), "go_on",
            shown=True,
        ),
        Command("gaps.back", "escape", N_("back"), N_("Back to the workshop."), "back", shown=True),
        *TABLE_KEYS,
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("What is missing")
    HELP_TEXT = (
        N_("Only this stops a decision: an aspect without a rating, a motivation that the model asks "
           "for, a level below the lowest one without a reason, no information owner."),
        N_("A draft can be handed out all the same. It is marked on every page, and no decision is "
           "read back from it."),
    )  # fmt: skip

    def __init__(self, workshop_id: UUID) -> None:
        super().__init__()
        self._workshop_id = workshop_id
        self._heading = ""
        self._missing: list[Remark] = []

    def place(self) -> str:
        """The workshop."""
        return self._heading

    def pace(self) -> Content:
        """How much is missing."""
        count = len(self._missing)
        words = ngettext("{count} thing is missing", "{count} things are missing", count)
        return Content(words.format(count=count)) if count else Content("")

    def compose_page(self) -> ComposeResult:
        """The list, and below it what a draft is."""
        yield Heading(_("This is missing before the owner can decide"))
        yield Static(id="kinds", markup=False)
        yield ListTable[Remark](
            [
                Column(_("Information asset"), _about),
                Column(_("Aspect"), lambda remark: remark.letters, LETTERS_WIDTH),
                Column(_("Missing"), _what, 34),
            ],
            key=lambda remark: (remark.asset, remark.code),
            id="missing",
        )
        yield Static(
            _("A draft can be handed out all the same. Nothing can be decided in it."),
            id="outlook",
            markup=False,
        )

    def fill(self) -> None:
        """Read what is missing and show it."""
        self.reload()

    def reload(self) -> None:
        """Something may have been mended."""
        store = self.ksa.store
        try:
            workshop, everything = everything_found(store, self._workshop_id)
            model = workshops.model_of(store, self._workshop_id)
        except KsaError as error:
            self.show_error(error)
            return
        self._heading = workshop.title
        found = Words(model, workshop, workshop.assets).of(everything.blocking, ())
        self._missing = sorted(found, key=lambda r: EASIEST_FIRST.index(Block(r.code)))
        self._show()

    def _show(self) -> None:
        missing = self._missing
        kinds = Counter(Block(remark.code) for remark in missing)
        words = [_kind_words(block, kinds[block]) for block in EASIEST_FIRST if kinds[block]]
        self.query_one("#kinds", Static).update(Content.styled(" · ".join(words), "$text-muted"))
        table = self.query_one("#missing", ListTable)
        table.set_rows(missing)
        table.focus()
        self.refresh_bar()
        if not missing:
            self.ksa.say(_("Nothing is missing any more."))
            self.dismiss(True)

    @on(ListTable.RowChosen, "#missing")
    @work(exclusive=True, group="mend")
    async def action_mend(self) -> None:
        """Go to the place; what is missing is counted again when one comes back."""
        remark: Remark | None = self.query_one("#missing", ListTable).current
        if remark is None:
            return
        if remark.asset is not None:
            aspect = remark.aspects[0].id if remark.aspects else None
            place = Place(self._workshop_id, remark.asset, aspect)
            self.ksa.open_classify(self._workshop_id, remark.asset, place)
        elif remark.code is Block.NO_OWNER:
            await self.ksa.push_screen_wait(WorkshopForm(self._workshop_id))
        else:
            self.dismiss(None)

    def action_go_on(self) -> None:
        """Go on with what can be handed out."""
        self.dismiss(True)

    def action_back(self) -> None:
        """Back to the workshop."""
        self.dismiss(None)


def _about(remark: Remark) -> Content:
    return Content.styled(remark.about, "bold" if remark.asset is None else "")


def _what(remark: Remark) -> Content:
    return Content.assemble(alert("! "), remark.what)


def _kind_words(block: Block, count: int) -> str:
    """How many of one kind: "3 saknar motivering"."""
    match block:
        case Block.NO_ASSETS:
            return _("no information assets")
        case Block.NO_OWNER:
            return _("no information owner")
        case Block.BELOW_FLOOR:
            words = ngettext(
                "{count} below the lowest level without a reason",
                "{count} below the lowest level without a reason",
                count,
            )
        case Block.NO_MOTIVATION:
            words = ngettext("{count} without a motivation", "{count} without motivations", count)
        case Block.NOT_RATED:
            words = ngettext("{count} not fully rated", "{count} not fully rated", count)
    return words.format(count=count)
