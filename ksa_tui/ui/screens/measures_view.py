"""What the measures' page shows: whose measures, in which order, and the one under the cursor in full."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from textual import events, on
from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ksa_tui.domain.protecting import Place, Scope
from ksa_tui.domain.protection_plan import Line, Order, in_plan, of_role
from ksa_tui.domain.workshop import Asset, System
from ksa_tui.i18n import _, language
from ksa_tui.services import protection, workshops
from ksa_tui.services.protection import Protection
from ksa_tui.ui.base import Page
from ksa_tui.ui.measure_words import (
    ORDERS,
    Where,
    in_full,
    letters_of,
    role_words,
    state_of,
    summary,
    when_and_who,
)
from ksa_tui.ui.sizes import NORMAL
from ksa_tui.ui.texts import joined, one_line
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.table_line import Column

STATE_WIDTH: Final = 22
WHO_WIDTH: Final = 28


class MeasuresView(Page[None]):
    """One line for each measure, however many assets bring it."""

    DEFAULT_CSS = """
    MeasuresView {
        #head { height: auto; margin-bottom: 1; }
        #measures { height: 1fr; }
        #detail {
            height: 7; border-top: solid $hairline; padding-left: 2; scrollbar-size-vertical: 1;
        }
        #detail-text { height: auto; }
        &.-roomy #detail { height: 9; }
    }
    """

    def __init__(self, workshop_id: UUID, asset: UUID | None = None) -> None:
        """``asset`` is a treatment whose measures are shown first; None shows the whole workshop's."""
        super().__init__()
        self._workshop_id = workshop_id
        self._of: UUID | None = asset
        """The treatment or the system shown; None is the whole workshop."""
        self._only_gaps = False
        self._order = Order.CATALOGUE
        self._role: str | None = None
        """Only what is left for this role to do; None is everybody's."""
        self._at: Place = (Scope.ORGANISATION, None)
        self._found: Protection
        self._title = ""

    # ------------------------------------------------------------ what is on screen

    def place(self) -> str:
        """The workshop."""
        self._look()
        return self._title

    def _look(self) -> None:
        self._title = workshops.draft_of(self.ksa.store, self._workshop_id).title
        self._found = protection.protection(self.ksa.store, self._workshop_id)

    def compose_page(self) -> ComposeResult:
        """Whose measures, the list, and the one under the cursor in full."""
        yield Static(id="head", markup=False)
        yield ListTable[Line]((), key=lambda line: line.measure.id, id="measures")
        with VerticalScroll(id="detail", can_focus=False):
            yield Static(id="detail-text", markup=False)

    def fill(self) -> None:
        """Show what there is, and give the list the keys."""
        self._lay_out()
        self._show()
        self._table.focus()

    def reload(self) -> None:
        """Read again: undo or a form may have changed it."""
        self._look()
        self._show()

    def _show(self) -> None:
        found = self._found.lines(self._assets)
        self._table.set_empty(self._nothing())
        chosen = found if self._role is None else of_role(found, self._role)
        self._table.set_rows(in_plan(chosen, self._order, only_gaps=self._only_gaps))
        self.query_one("#head", Static).update(self._head(found))

    def _head(self, found: Sequence[Line]) -> Content:
        where = _("answers hold for {place}").format(place=self._at_name)
        said = [Content.styled(text, "$text-muted") for text in (summary(found), where)]
        shown = self._shown_words()
        below = Content.styled(shown, "bold") if shown else self._muted_risk()
        return Content("\n").join([joined([Content.styled(self._of_name, "bold"), *said]), below])

    def _muted_risk(self) -> Content:
        return Content.styled(self._risk_words(), "$text-muted")

    def _shown_words(self) -> str:
        """What the list is narrowed to and how it is ordered; empty for all in the catalogue's order."""
        said = [
            _("what is left to do") if self._only_gaps else "",
            "" if self._role is None else role_words(self._role),
            "" if self._order is Order.CATALOGUE else _(ORDERS[self._order]),
        ]
        return " · ".join(filter(None, said))

    def _nothing(self) -> str:
        if (self._only_gaps or self._role is not None) and self._found.lines(self._assets):
            return _("✓ Nothing is left to do here.")
        return _("No measures yet: they follow from the levels, once something is rated.")

    def _risk_words(self) -> str:
        if not self._found.risk_assessments:
            return _("No risk assessment has confirmed the measures yet: r.")
        latest = self._found.risk_assessments[0]
        parts = [
            _("risk assessment {day}").format(day=latest.made_on.isoformat()),
            one_line(latest.reference),
        ]
        return " · ".join(part for part in parts if part)

    @property
    def _table(self) -> ListTable[Line]:
        return self.query_one("#measures", ListTable)

    def on_resize(self, _event: events.Resize) -> None:
        """The role is shown where there is room."""
        self._lay_out()

    def _lay_out(self) -> None:
        for table in self.query("#measures").results(ListTable):
            table.set_columns(self._columns())

    def _columns(self) -> list[Column[Line]]:
        model = self._found.model
        letters = 2 * sum(len(aspect.letter) for aspect in model.aspects) + 1
        columns = [
            Column[Line](_("Measure"), lambda line: one_line(line.measure.title.get(language()))),
            Column[Line]("", lambda line: letters_of(model, line), letters),
            Column[Line](_("State"), state_of, STATE_WIDTH),
        ]
        if self.size.width >= NORMAL:
            columns.append(Column(_("Done by, responsible"), when_and_who, WHO_WIDTH))
        return columns

    @on(ListTable.RowHighlighted, "#measures")
    def follow_cursor(self) -> None:
        """The row under the cursor in full."""
        line = self._table.current
        text = (
            in_full(self._found.model, self._found.measures, line, self._wheres()) if line else ""
        )
        self.query_one("#detail-text", Static).update(text)
        self.query_one("#detail", VerticalScroll).scroll_home(animate=False)

    # ------------------------------------------------------------ whose measures, and where answers hold

    @property
    def _assets(self) -> Sequence[Asset]:
        if self._of is None:
            return self._found.assets
        return [
            asset
            for asset in self._found.assets
            if asset.id == self._of or any(system.id == self._of for system in asset.systems)
        ]

    @property
    def _systems(self) -> Sequence[System]:
        found = {system.id: system for asset in self._found.assets for system in asset.systems}
        return sorted(found.values(), key=lambda system: system.name.casefold())

    @property
    def _of_name(self) -> str:
        names = {each.id: each.name for each in self._found.assets}
        names |= {each.id: each.name for each in self._systems}
        return one_line(names[self._of]) if self._of in names else _("The whole workshop")

    def _wheres(self) -> list[Where]:
        """Where answers can hold for what is shown, the widest first."""
        wheres = [Where((Scope.ORGANISATION, None), _("the whole organisation"))]
        wheres += [Where((Scope.DEPARTMENT, d.id), d.name) for d in self._found.departments]
        shown = {system.id for asset in self._assets for system in asset.systems}
        wheres += [Where((Scope.SYSTEM, s.id), s.name) for s in self._systems if s.id in shown]
        if self._of is not None and len(self._assets) == 1:
            asset = self._assets[0]
            wheres.append(Where((Scope.ASSET, asset.asset_id), asset.name))
        return wheres

    @property
    def _at_name(self) -> str:
        return next((one_line(w.name) for w in self._wheres() if w.place == self._at), "")
