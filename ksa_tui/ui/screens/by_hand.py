"""Record a decision without a file: the owner in the room, ink on paper, a committee's minutes."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from ksa_tui.domain.answer_words import CHOICES
from ksa_tui.domain.answers import Choice
from ksa_tui.domain.model import Aspect, Model
from ksa_tui.domain.workshop import Asset, Workshop
from ksa_tui.i18n import N_, _, ngettext
from ksa_tui.services import letters, workshops
from ksa_tui.services.decisions import HandDecision, open_for_decision
from ksa_tui.services.protection import steps
from ksa_tui.ui.base import Page
from ksa_tui.ui.commands import TABLE_KEYS, Command, bindings
from ksa_tui.ui.dialogs.hand_forms import AnswerForm, SignatureForm
from ksa_tui.ui.dialogs.owner_receipt import OwnerReceiptPanel
from ksa_tui.ui.measure_words import dearer_words
from ksa_tui.ui.sizes import NORMAL
from ksa_tui.ui.texts import one_line, plain
from ksa_tui.ui.widgets.levels import CELL_WIDTH, chip
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.table_line import Column
from ksa_tui.ui.widgets.words import EmptyState

ANSWER_WIDTH = 14
PAIR_WIDTH = 2 * CELL_WIDTH + 1

COMMANDS = (
    Command(
        "hand.record", "b", N_("record"),
        N_("Say who decided and when, and record the marked decisions."), "record", shown=True,
    ),
    Command(
        "hand.answer", "enter", N_("another answer"),
        N_("Write in another decision than what was proposed."), "answer", shown=True,
    ),
    Command(
        "hand.mark", "space", N_("decided or not"),
        N_("Mark the row as decided, or take the mark away."), "", shown=True,
    ),
    Command("hand.all", "a", N_("all"), N_("Mark every row; once more unmarks them."), "all", shown=True),
    Command("hand.back", "escape", N_("cancel"), N_("Leave; nothing is recorded."), "back", shown=True),
    *TABLE_KEYS,
)  # fmt: skip


class ByHandPage(Page[bool]):
    """Returns True when something was recorded. A marked row is approved, unless another answer was written."""

    DEFAULT_CSS = """
    ByHandPage #lead { height: auto; margin-bottom: 1; }
    ByHandPage #open { height: 1fr; }
    ByHandPage #comment { height: auto; max-height: 4; margin-top: 1; padding-left: 2; color: $text-muted; }
    ByHandPage #outcome { height: auto; margin-top: 1; text-style: bold; }
    """
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("A decision without a file")
    HELP_TEXT = (
        N_("For a decision made in the room, on paper or in a committee's minutes. The same rules and the "
           "same history as for a workbook; it is marked as recorded by hand, with your name."),
        N_("Mark what was decided as proposed with space, or everything with a. Enter writes in a change or "
           "a return, with the reason. Then b: who decided, when, and where it is written."),
    )  # fmt: skip

    def __init__(self, workshop_id: UUID) -> None:
        super().__init__()
        self._workshop_id = workshop_id
        self._workshop: Workshop
        self._model: Model
        self._answers: dict[UUID, HandDecision] = {}

    def place(self) -> str:
        """The workshop."""
        self._look()
        return self._workshop.title

    def pace(self) -> Content:
        """Nothing counts yet."""
        return Content(_("nothing is recorded yet"))

    def _look(self) -> None:
        self._workshop = workshops.load(self.ksa.store, self._workshop_id)
        self._model = workshops.model_of(self.ksa.store, self._workshop_id)
        self._open = open_for_decision(self.ksa.store, self._workshop_id)

    # ------------------------------------------------------------ what is on screen

    def compose_page(self) -> ComposeResult:
        """The assets that can be decided now, and what recording does."""
        if not self._open:
            yield _nothing_open()
            return
        yield Static(
            _("What did the information owner decide?"), id="lead", classes="lead", markup=False
        )
        yield ListTable[Asset]((), key=lambda asset: asset.id, markable=True, id="open")
        yield Static(id="comment", markup=False)
        yield Static(id="outcome", markup=False)

    def fill(self) -> None:
        """Show the rows with the answers so far."""
        if not self._open:
            return
        self._lay_out()
        self._table.set_rows(self._open)
        self._table.set_marked(frozenset(self._answers))
        self._table.focus()

    @property
    def _table(self) -> ListTable[Asset]:
        return self.query_one("#open", ListTable)

    def on_resize(self, _event: events.Resize) -> None:
        """The comment is shown where there is room."""
        self._lay_out()

    def _lay_out(self) -> None:
        for table in self.query("#open").results(ListTable):
            table.set_columns(self._columns())

    def _columns(self) -> list[Column[Asset]]:
        columns = [Column[Asset](_("Information asset"), lambda asset: plain(asset.name))]
        columns += [self._level_column(aspect) for aspect in self._model.aspects]
        columns.append(Column(_("Answer"), self._answer_word, ANSWER_WIDTH))
        if self.size.width >= NORMAL:
            columns.append(Column(_("Comment"), lambda asset: one_line(self._comment(asset)), 24))
        return columns

    def _level_column(self, aspect: Aspect) -> Column[Asset]:
        def levels(asset: Asset) -> Content:
            proposed = asset.assessments[aspect.id].proposed
            before = chip(proposed, aspect, word=False, width=CELL_WIDTH)
            answer = self._answers.get(asset.id)
            if answer is None or aspect.id not in answer.levels:
                return before
            after = chip(answer.levels[aspect.id], aspect, word=False, width=CELL_WIDTH)
            return Content.assemble(before, "▸", after)

        return Column(f" {aspect.letter}", levels, PAIR_WIDTH)

    def _answer_word(self, asset: Asset) -> Content:
        answer = self._answers.get(asset.id)
        if answer is None:
            return Content.styled(_("no decision"), "$text-muted")
        style = "" if answer.choice is Choice.APPROVE else "bold"
        return Content.styled(_(CHOICES[answer.choice]), style)

    def _comment(self, asset: Asset) -> str:
        answer = self._answers.get(asset.id)
        return answer.comment if answer else ""

    @on(ListTable.RowHighlighted, "#open")
    def follow_cursor(self) -> None:
        """What a level more would bring there, and the comment of the row in full."""
        asset = self._table.current
        said = [self._price(asset), plain(self._comment(asset))] if asset else []
        self.query_one("#comment", Static).update(Content("\n").join(filter(None, said)))

    def _price(self, asset: Asset) -> Content:
        return Content(dearer_words(self._model, steps(self.ksa.store, asset.id)))

    @on(ListTable.MarksChanged, "#open")
    def follow_marks(self) -> None:
        """A mark is an approval, unless another answer was written in."""
        marked = [key for key in self._table.marked if isinstance(key, UUID)]
        approved = {key: HandDecision(key, Choice.APPROVE) for key in marked}
        self._answers = {key: self._answers.get(key, approved[key]) for key in marked}
        self._table.row_changed()
        words = ngettext(
            "{count} of {total} is decided.", "{count} of {total} are decided.", len(marked)
        )
        said = words.format(count=len(marked), total=len(self._open))
        self.query_one("#outcome", Static).update(said)
        self.refresh_bindings()

    # ------------------------------------------------------------ what can be done

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is recorded before something is decided."""
        if action == "record":
            return bool(self._answers)
        return bool(self._open) if action in {"answer", "all"} else True

    def action_all(self) -> None:
        """Mark every row; when they are marked, unmark them."""
        every = frozenset(asset.id for asset in self._open)
        self._table.set_marked(frozenset() if every <= self._table.marked else every)

    @on(ListTable.RowChosen, "#open")
    @work(exclusive=True, group="answer")
    async def action_answer(self) -> None:
        """Ask for the answer of the row under the cursor."""
        if (asset := self._table.current) is None:
            return
        form = AnswerForm(self._model, asset, self._answers.get(asset.id))
        answer = await self.ksa.push_screen_wait(form)
        if answer is None:
            return
        self._answers[asset.id] = answer
        self._table.set_marked(self._table.marked | {asset.id})
        self.follow_cursor()

    @work(exclusive=True, group="record")
    async def action_record(self) -> None:
        """Ask who decided; record; show the receipt."""
        form = SignatureForm(self._workshop, tuple(self._answers.values()))
        if not await self.ksa.push_screen_wait(form):
            return
        newest = letters.receipts(self.ksa.store, self._workshop_id)[0]
        await self.ksa.push_screen_wait(OwnerReceiptPanel(newest.id))
        self.dismiss(True)

    def action_back(self) -> None:
        """Leave; nothing is recorded."""
        self.dismiss(False)


def _nothing_open() -> EmptyState:
    return EmptyState(
        _("There is nothing to decide here now."),
        _(
            "Only an asset with every aspect rated, and with the motivations that the model asks for, "
            "can be decided. What is decided already is not shown."
        ),
        (("esc", _("Back. In the workshop, k shows what is missing.")),),
    )
