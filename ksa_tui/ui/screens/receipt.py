"""The receipt of a returned workbook: what the owner decided, before anything of it counts."""

from __future__ import annotations

from typing import Any, ClassVar, Final
from uuid import UUID

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ksa_tui.domain.receipt import AssetDecision, MeasureReply, Receipt
from ksa_tui.i18n import N_, _, ngettext
from ksa_tui.services import decisions
from ksa_tui.services.decisions import Recorded
from ksa_tui.ui.base import Page
from ksa_tui.ui.commands import HELP, TABLE_KEYS, Command, bindings
from ksa_tui.ui.dialogs.findings import FindingsPanel
from ksa_tui.ui.dialogs.owner_receipt import OwnerReceiptPanel
from ksa_tui.ui.receipt_measures import (
    interesting_measures,
    measure_columns,
    measure_in_full,
    measures_head,
    measures_outcome,
)
from ksa_tui.ui.receipt_words import (
    decision_columns,
    findings,
    in_full,
    interesting_first,
    outcome,
    recordable,
    remarks_head,
    signature,
    take_of,
    tally,
)
from ksa_tui.ui.sizes import TALL
from ksa_tui.ui.texts import joined, plain
from ksa_tui.ui.widgets.bars import KeyBar
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.words import Note, alert

COMMANDS: Final = (
    Command(
        "receipt.record", "b", N_("record"),
        N_("Record the marked decisions; the others are left as they are."), "record", shown=True,
    ),
    Command(
        "receipt.mark", "space", N_("take or leave"),
        N_("Take the decision of this row, or leave it for now."), "", shown=True,
    ),
    Command(
        "receipt.findings", "u", N_("differences"),
        N_("All that differs, was not understood, or was seen beside."), "findings", shown=True,
    ),
    Command(
        "receipt.detail", "tab", N_("row in full"),
        N_("To the row in full, to scroll in it, and back."), "app.focus_next",
    ),
    Command("receipt.back", "escape", N_("cancel"), N_("Leave; nothing is recorded."), "back", shown=True),
    *TABLE_KEYS,
)  # fmt: skip


WHEN_REFUSED: Final = frozenset({"receipt.back", HELP.id})
"""What can be done with a file of which nothing is taken."""


MEASURE_LINES: Final = 5
FEW_MEASURES: Final = 2
"""So many measures are seen at once on a high screen and on a low one; the others are scrolled to."""


class ReceiptPage(Page[UUID]):
    """Returns the id of what was recorded, or None. What differs is taken only when it is marked."""

    CSS_PATH = "receipt.tcss"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("What the owner decided")
    HELP_TEXT = (
        N_("Nothing counts until you record it. What differs from the workbook that was handed out, "
           "or was not understood, stands first."),
        N_("● is recorded, ○ is not. A row with a difference is not taken unless you mark it: read what "
           "was changed, ask the owner, then take it or leave it."),
        N_("A row that is left can be taken later from the same file, or from a corrected one."),
        N_("Below stand the measures where the owner wrote a responsible role or a date; tab goes there. What "
           "is taken is written into the answer in ksa; how it stands with the measure is not changed."),
    )  # fmt: skip

    def __init__(self, receipt: Receipt) -> None:
        super().__init__()
        self._receipt = receipt
        taken = frozenset[UUID | str](d.mark for d in receipt.taken(decisions.CLEAN))
        self._marked = taken | {m.mark for m in receipt.taken_measures(decisions.CLEAN)}

    def place(self) -> str:
        """What is being done."""
        return _("Read a decision back")

    def pace(self) -> Content:
        """Looking is safe."""
        return Content(_("nothing is recorded yet"))

    # ------------------------------------------------------------ what is on screen

    def compose_page(self) -> ComposeResult:
        """Whose decision it is, the sums, the rows, the row in full, what recording does."""
        receipt = self._receipt
        with Vertical(id="head"):
            yield Static(self._heading(), markup=False)
            if receipt.export is not None:
                yield Static(signature(receipt), id="signed", markup=False)
        if receipt.refused:
            yield from self._compose_refusal()
            return
        yield Static(tally(receipt), id="tally", markup=False)
        if head := remarks_head(receipt):
            yield Static(head, id="remarks", markup=False)
        with Container(id="body"):
            yield ListTable[AssetDecision](
                (), key=lambda decision: decision.asset, markable=True, id="decisions"
            )
            if receipt.measures:
                yield Static(measures_head(receipt), id="measures-head", markup=False)
                yield ListTable[MeasureReply](
                    (), key=lambda reply: reply.key, markable=True, id="measures"
                )
            with VerticalScroll(id="detail"):
                yield Static(id="row", markup=False)
        yield Static(id="outcome", markup=False)

    def _heading(self) -> Content:
        receipt = self._receipt
        about = [plain(receipt.file_name, "$text-muted")]
        if receipt.export is not None:
            number = _("export {number}").format(number=receipt.export.number)
            about.append(Content.styled(number, "$text-muted"))
        if receipt.known:
            about.append(Content.styled(_("recorded before"), "$text-muted"))
        beside = Content.styled(" · ", "$text-muted").join(about)
        return joined([plain(receipt.workshop_title, "bold"), beside])

    def _compose_refusal(self) -> ComposeResult:
        """Why nothing of the file can be taken, each reason as a sentence."""
        with VerticalScroll(id="refusal", can_focus=False):
            yield Static(_("Nothing can be recorded from this file."), classes="lead", markup=False)
            for problem in self._receipt.problems:
                yield Note(alert("!"), plain(problem.text), classes="spaced")
            for note in self._receipt.notes:
                yield Note("○", plain(str(note)), classes="spaced")

    def fill(self) -> None:
        """Show the rows, those to look at first."""
        if self._receipt.refused:
            self.query_one(KeyBar).show([c for c in self.commands() if c.id in WHEN_REFUSED])
            return
        self._table.set_rows(interesting_first(self._receipt))
        self._table.set_marked(self._marked)
        for table in self._measures:
            table.set_rows(interesting_measures(self._receipt))
            table.set_marked(self._marked)
        self._lay_out()
        self._table.focus()

    @property
    def _table(self) -> ListTable[AssetDecision]:
        return self.query_one("#decisions", ListTable)

    @property
    def _measures(self) -> list[ListTable[MeasureReply]]:
        """The table of measures, where the return says something of any."""
        return list(self.query("#measures").results(ListTable))

    def on_resize(self, _event: events.Resize) -> None:
        """The comment is shown where there is room."""
        self._lay_out()

    def _lay_out(self) -> None:
        for table in self.query("#decisions").results(ListTable):
            table.set_columns(decision_columns(self._receipt, self.size.width))
        for table in self._measures:
            table.set_columns(measure_columns(self._receipt, self.size.width))
            lines = MEASURE_LINES if self.size.height >= TALL else FEW_MEASURES
            table.styles.height = min(len(table.rows), lines) + 1

    @on(ListTable.RowHighlighted)
    @on(events.DescendantFocus)
    def follow_cursor(self) -> None:
        """The row under the cursor in full: that of the table which has the focus."""
        if self.query_one("#detail").has_focus:
            return
        measures = next((table for table in self._measures if table.has_focus), None)
        shown: Content | str = ""
        if measures is not None:
            if (reply := measures.current) is not None:
                shown = measure_in_full(self._receipt, reply)
        elif (decision := self._table.current) is not None:
            shown = in_full(self._receipt, decision)
        self.query_one("#row", Static).update(shown)
        self.query_one("#detail").scroll_home(animate=False)

    @on(ListTable.MarksChanged)
    def follow_marks(self) -> None:
        """Only what can be recorded can be marked."""
        possible = recordable(self._receipt)
        tables: list[ListTable[Any]] = [self._table, *self._measures]
        wanted = frozenset(
            key for table in tables for row in table.rows if (key := row.mark) in table.marked
        )
        self._marked = wanted & possible
        if wanted - possible:
            for table in tables:
                table.set_marked(self._marked)
            self.ksa.say(_("There is nothing to record in that row."))
            return
        take = take_of(self._receipt, self._marked)
        words = joined([
            outcome(self._receipt, self._receipt.taken(take)),
            measures_outcome(self._receipt, self._receipt.taken_measures(take)),
        ])  # fmt: skip
        self.query_one("#outcome", Static).update(words)
        self.refresh_bindings()

    # ------------------------------------------------------------ what can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is recorded of a refused file, nor anything shown that is not there."""
        if action == "record":
            return bool(self._marked)
        if action == "findings":
            return not self._receipt.refused and bool(findings(self._receipt))
        return True

    def action_findings(self) -> None:
        """Everything that was seen in the file."""
        self.ksa.push_screen(FindingsPanel(findings(self._receipt)))

    @work(exclusive=True, group="record")
    async def action_record(self) -> None:
        """Record what is marked, say so, and show the owner's receipt."""
        take = take_of(self._receipt, self._marked)
        recorded = decisions.record(self.ksa.store, self._receipt, take)
        if recorded.receipt is None:
            self.ksa.say(_("Nothing was new, and nothing was recorded."))
            return
        self.ksa.say(_recorded_words(recorded))
        await self.ksa.push_screen_wait(OwnerReceiptPanel(recorded.receipt))
        self.dismiss(recorded.receipt)

    def action_back(self) -> None:
        """Leave; nothing is recorded."""
        self.dismiss(None)


def _recorded_words(recorded: Recorded) -> str:
    said = []
    if count := len(recorded.taken):
        words = ngettext(
            "The decision about {count} information asset was recorded.",
            "The decisions about {count} information assets were recorded.",
            count,
        )
        said.append(words.format(count=count))
    if count := len(recorded.measures):
        words = ngettext("{count} measure was updated.", "{count} measures were updated.", count)
        said.append(words.format(count=count))
    return " ".join(said)
