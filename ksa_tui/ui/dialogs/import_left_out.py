"""Everything in a list that is not read in as it stands: where, what, why, and what to do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import partial
from typing import ClassVar, Final

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ksa_tui.domain.importing import Effect, ImportPlan, Problem
from ksa_tui.i18n import N_, _, ngettext, number
from ksa_tui.services import imports
from ksa_tui.ui.base import Page
from ksa_tui.ui.commands import TABLE_KEYS, Command, bindings
from ksa_tui.ui.import_words import NORMAL, SHEET_WIDTH
from ksa_tui.ui.texts import lines, plain
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.table_line import Column
from ksa_tui.ui.widgets.words import Heading

Found = tuple[int, Problem]
"""A problem with its place in the list shown, which tells it from others."""

ORDER: Final = (Effect.SKIPPED, Effect.NOTICE, Effect.CHANGED)
SIGNS: Final = {Effect.SKIPPED: "–", Effect.CHANGED: "○", Effect.NOTICE: "·"}
EFFECTS: Final = {
    Effect.SKIPPED: N_("Not read in"),
    Effect.CHANGED: N_("Read in, in another form"),
    Effect.NOTICE: N_("Good to know"),
}


class LeftOutPage(Page[None]):
    """A list to read; nothing is changed here."""

    CSS_PATH = "import_left_out.tcss"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command("left-out.back", "escape,enter,u", N_("back"), N_("Back to the rows."), "back", shown=True),
        *TABLE_KEYS,
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("What is not read in")
    HELP_TEXT = (
        N_("–  is not read in\n·  is good to know, for instance headings and title lines\n"
           "○  is read in, in another form than it stands"),
        N_("Below the list stands what the cell holds, why, and what you can do about it in the list "
           "before you read it in again."),
    )  # fmt: skip

    def __init__(self, plan: ImportPlan) -> None:
        super().__init__()
        self._plan = plan
        ordered = sorted(plan.problems, key=lambda problem: ORDER.index(problem.effect))
        self._found: list[Found] = list(enumerate(ordered))

    def place(self) -> str:
        """The file."""
        return self._plan.file_name

    def compose_page(self) -> ComposeResult:
        """How many of each, the list, the one under the cursor in full."""
        yield Heading(_("What is not read in as it stands"), "")
        yield Static(" · ".join(self._counts()), classes="muted", id="counts", markup=False)
        yield ListTable[Found](
            (), key=lambda found: found[0], id="problems",
            empty=_("Every row and cell is read in as it stands."),
        )  # fmt: skip
        with VerticalScroll(id="detail"):
            yield Static(id="problem", markup=False)

    def _counts(self) -> Iterator[str]:
        kinds = Counter(problem.effect for _place, problem in self._found)
        skipped, known, changed = (kinds[effect] for effect in ORDER)
        yield _say(ngettext("{count} not read in", "{count} not read in", skipped), skipped)
        if homeless := len(self._plan.homeless):
            words = ngettext(
                "{count} column without a home", "{count} columns without a home", homeless
            )
            yield _say(words, homeless)
        if known:
            yield _say(ngettext("{count} to know about", "{count} to know about", known), known)
        if changed:
            yield _say(
                ngettext("{count} in another form", "{count} in another form", changed), changed
            )

    def fill(self) -> None:
        """Show the list."""
        self._lay_out()
        table = self._table
        table.set_rows(self._found)
        table.focus()

    @property
    def _table(self) -> ListTable[Found]:
        return self.query_one("#problems", ListTable)

    def on_resize(self, _event: events.Resize) -> None:
        """What stands in the cell has a column of its own where there is room."""
        self._lay_out()

    def _lay_out(self) -> None:
        sheets = len({column.sheet for column in self._plan.columns})
        where = partial(_where, show_sheet=sheets > 1)
        made = [
            Column[Found](_("Where"), where, SHEET_WIDTH + 8 if sheets > 1 else SHEET_WIDTH),
            Column[Found](_("Why"), lambda found: imports.why(found[1])),
        ]
        if self.size.width >= NORMAL:
            made.insert(1, Column[Found](_("What stands there"), _value, 28))
        for table in self.query("#problems").results(ListTable):
            table.set_columns(made)

    @on(ListTable.RowHighlighted, "#problems")
    def follow_cursor(self) -> None:
        """The one under the cursor in full."""
        found = self._table.current
        self.query_one("#problem", Static).update(_in_full(found[1]) if found else "")
        self.query_one("#detail").scroll_home(animate=False)

    @on(ListTable.RowChosen, "#problems")
    def action_back(self) -> None:
        """Back to the rows."""
        self.dismiss(None)


def _say(words: str, count: int) -> str:
    return words.format(count=number(count))


def _where(found: Found, *, show_sheet: bool) -> Content:
    """The cell as a spreadsheet program names it, "D8"; a row by its number, a sheet by its name."""
    problem = found[1]
    sign = f"{SIGNS[problem.effect]} "
    if problem.row is None:
        return Content.assemble(sign, plain(imports.place(problem)))
    cell = f"{problem.column}{problem.row}" if problem.column else str(problem.row)
    return Content.assemble(sign, plain(f"{problem.sheet} {cell}" if show_sheet else cell))


def _value(found: Found) -> Content:
    return plain(found[1].value, "$text-muted")


def _in_full(problem: Problem) -> Content:
    head = Content.assemble(
        (_(EFFECTS[problem.effect]), "bold"), "  ", (imports.place(problem), "$text-muted")
    )
    parts = [head, Content(imports.why(problem)), Content(imports.what_to_do(problem))]
    if problem.value:
        parts.append(Content.styled(lines(problem.value), "$text-muted"))
    return Content("\n").join(parts)
