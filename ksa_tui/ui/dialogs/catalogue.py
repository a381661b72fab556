"""The catalogue of usual information assets, to take from. Its suggested levels are never shown here."""

from __future__ import annotations

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import ClassVar, Final
from uuid import UUID

from textual import on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input

from ksa_tui import reference
from ksa_tui.domain.model import Catalogue, CatalogueArea, CatalogueAsset
from ksa_tui.domain.texts import fold
from ksa_tui.errors import RuleError
from ksa_tui.i18n import N_, _, language, ngettext
from ksa_tui.services import assets, workshops
from ksa_tui.services.asset_intake import NOT_FOR_HERE
from ksa_tui.ui.commands import TABLE_KEYS, Command, bindings
from ksa_tui.ui.dialogs.list_panel import ListPanel
from ksa_tui.ui.screens.stop_not_here import NotHerePage
from ksa_tui.ui.texts import one_line, plain
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.search_field import SearchField
from ksa_tui.ui.widgets.table_line import Cell, Column
from ksa_tui.ui.widgets.words import alert

STATE_WIDTH: Final = 15

COMMANDS: Final = (
    Command(
        "catalogue.take", "enter", N_("take"),
        N_("Take the marked information assets into the workshop, or the one under the cursor."),
        "take", shown=True,
    ),
    Command("catalogue.mark", "space", N_("mark"), N_("Mark several to take at once."), "", shown=True),
    Command(
        "catalogue.next", "right", N_("group"), N_("The next group of the catalogue."), "group(1)",
        shown=True, display="← →",
    ),
    Command("catalogue.back", "left", N_("group before"), N_("The group before."), "group(-1)"),
    Command(
        "catalogue.search", "slash", N_("search"), N_("Search in names and descriptions."), "search",
        shown=True,
    ),
    Command(
        "catalogue.close", "escape", N_("close"), N_("Show all again; from there, close."), "back",
        shown=True,
    ),
    *TABLE_KEYS,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Offer:
    """An asset of the catalogue, as it stands to the workshop."""

    asset: CatalogueAsset
    name: str
    description: str
    folded: str
    """Name and description as they are searched in."""
    is_here: bool
    """Whether the workshop has an asset of that name already."""


class CataloguePanel(ListPanel[tuple[UUID, ...], Offer]):
    """Returns the treatments of what was taken."""

    PANEL_WIDTH = 96
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("From the catalogue")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_("The catalogue holds information that most municipalities have; the most usual stand first."),
        N_("Mark with space, take with enter. Name and description can be changed afterwards."),
        N_("What the catalogue knows, for instance that there is personal data, comes along as a fact "
           "to confirm. It suggests no level until you have rated."),
    )  # fmt: skip
    MARKABLE = True

    def __init__(self, workshop_id: UUID) -> None:
        super().__init__()
        self._workshop_id = workshop_id
        self._group = 0
        """0 for all groups, else a group of the catalogue, from 1."""
        self._offers: list[Offer] = []

    @cached_property
    def _catalogue(self) -> Catalogue:
        model = workshops.model_of(self.ksa.store, self._workshop_id)
        return reference.load_catalogue(self.ksa.session.workspace, model)

    @property
    def _area(self) -> CatalogueArea | None:
        return self._catalogue.areas[self._group - 1] if self._group else None

    # ---------------------------------------------------------------- what is on screen

    def heading(self) -> str:
        """What the panel is about."""
        return _("From the catalogue")

    def compose_search(self) -> ComposeResult:
        """A search field above the list."""
        yield SearchField(placeholder=_("/ searches in the catalogue"), id="search")

    def fill(self) -> None:
        """Compare the catalogue with the workshop once, and show it."""
        here = {row.folded for row in workshops.table(self.ksa.store, self._workshop_id).rows}
        offers = [_offer(asset, here) for asset in self._catalogue.assets]
        self._offers = sorted(offers, key=lambda offer: not offer.asset.core)
        super().fill()

    def read(self) -> Sequence[Offer]:
        """What the group and the search let through, the most usual first."""
        words, area = self._field.words, self._area
        return [
            offer
            for offer in self._offers
            if (area is None or offer.asset.area == area.id)
            and all(word in offer.folded for word in words)
        ]

    def columns(self) -> Sequence[Column[Offer]]:
        """The name, and how the asset stands to the workshop."""
        return [Column(_("Information asset"), _name), Column("", _state, STATE_WIDTH)]

    def key_of(self, row: Offer) -> Hashable:
        """The id in the catalogue."""
        return row.asset.id

    def above(self) -> Content:
        """Which group is shown, and how many are marked."""
        area, count = self._area, len(self.list.marked)
        name = area.name.get(language()) if area else _("All groups")
        marked = ngettext("{count} marked", "{count} marked", count).format(count=count)
        facts = [str(len(self.list.rows)), *([marked] if count else [])]
        return Content.assemble(
            ("‹ ", "bold $accent"), (name, "bold"), (" ›", "bold $accent"),
            ("  " + ", ".join(facts), "$text-muted"),
        )  # fmt: skip

    def empty_words(self) -> str:
        """That nothing was found."""
        return _("The catalogue has nothing like that. esc shows all.")

    def detail(self, row: Offer) -> Content:
        """Name, description and legal bases in full; why it cannot be taken, if so."""
        if row.asset.stop:
            return Content.assemble(alert("! "), refusal(row))
        laws = [self._catalogue.secrecy[ref].cite for ref in row.asset.osl]
        return Content.assemble(
            (row.name, "bold"), "\n", row.description, "\n",
            (", ".join((*laws, *row.asset.other)), "$text-muted"),
        )  # fmt: skip

    # ---------------------------------------------------------------- groups and search

    @property
    def _field(self) -> SearchField:
        return self.query_one("#search", SearchField)

    def action_group(self, step: int) -> None:
        """Another group; all of them come before the first."""
        self._group = (self._group + step) % (len(self._catalogue.areas) + 1)
        self.reload()
        self.list.action_first()

    def action_search(self) -> None:
        """Put the cursor in the search field."""
        self._field.focus()

    @on(Input.Changed, "#search")
    def narrow(self) -> None:
        """Keep what has every word."""
        self.reload()

    @on(Input.Submitted, "#search")
    def leave_search(self) -> None:
        """To the list; what was found stays."""
        self.list.focus()

    def action_back(self) -> None:
        """Empty the search, else close."""
        if self._field.value or self._field.has_focus:
            self._field.value = ""
            self.list.focus()
        else:
            self.dismiss(None)

    # ---------------------------------------------------------------- taking

    @on(ListTable.MarksChanged, "#list")
    def check_marks(self) -> None:
        """What cannot be taken is not marked, and why is said."""
        wrong = [o for o in self.list.rows if o.asset.id in self.list.marked and refusal(o)]
        if wrong:
            self.ksa.say(refusal(wrong[0]))
            self.list.set_marked(self.list.marked - {offer.asset.id for offer in wrong})
        self.show_above()

    @on(ListTable.RowChosen, "#list")
    async def chosen(self) -> None:
        """Enter takes."""
        await self.ksa.run_action("take", self)

    def action_take(self) -> None:
        """Take the marked assets, in the catalogue's order, or the one under the cursor."""
        wanted = self.list.marked or {self.list.current_key}
        offers = [offer for offer in self._offers if offer.asset.id in wanted]
        for offer in offers:
            if offer.asset.stop:
                self._not_here()
                return
            if said := refusal(offer):
                self.ksa.say(said)
                return
        if offers:
            ids = [offer.asset.id for offer in offers]
            self.dismiss(assets.add_from_catalogue(self.ksa.store, self._workshop_id, ids))

    def _not_here(self) -> None:
        """What to do instead of taking it: the page of the stop."""
        title = workshops.draft_of(self.ksa.store, self._workshop_id).title
        model = workshops.model_of(self.ksa.store, self._workshop_id)
        self.ksa.push_screen(NotHerePage(title, model))


def _offer(asset: CatalogueAsset, here: Collection[str]) -> Offer:
    name, description = asset.name.get(language()), asset.description.get(language())
    is_here = any(fold(each) in here for each in (asset.name.sv, asset.name.en))
    return Offer(
        asset, one_line(name), one_line(description), fold(f"{name} {description}"), is_here
    )


def refusal(offer: Offer) -> str:
    """Why an asset cannot be taken, in words; an empty text when it can."""
    if offer.asset.stop:
        return str(RuleError(NOT_FOR_HERE, name=offer.name))
    if offer.is_here:
        return _("{name} is in the workshop already.").format(name=offer.name)
    return ""


def _name(offer: Offer) -> Cell:
    return plain(offer.name, "$text-muted") if refusal(offer) else offer.name


def _state(offer: Offer) -> Cell:
    if offer.is_here:
        return Content.styled(_("in the workshop"), "$text-muted")
    if offer.asset.stop:
        return Content.assemble(alert("! "), _("not here"))
    return Content.styled(_("usual") if offer.asset.core else "", "$text-muted")
