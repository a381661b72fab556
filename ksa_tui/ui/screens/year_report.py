"""The yearly report on screen: every figure leads to the assets behind it, and the whole to a workbook."""

from __future__ import annotations

from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static
from textual.worker import WorkerFailed

from ksa_tui.domain.year_report import YearReport
from ksa_tui.errors import KsaError
from ksa_tui.i18n import N_, _
from ksa_tui.services import year_report
from ksa_tui.services.classify import Place
from ksa_tui.services.year_report import Reporting
from ksa_tui.ui.base import Page
from ksa_tui.ui.commands import TABLE_KEYS, Command, bindings
from ksa_tui.ui.report_words import (
    FigureRow,
    figure_columns,
    figure_rows,
    maps,
    remarks,
    told_of,
)
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.words import alert


class YearReportScreen(Page[None]):
    """Read in a thread when something has changed; other years are told from what was read."""

    CSS_PATH = "year_report.tcss"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "report.open", "enter", N_("show"), N_("Show the information assets behind the figure."), "open",
            shown=True,
        ),
        Command(
            "report.earlier", "left", N_("year"), N_("The report of the year before."), "year(-1)",
            shown=True, display="← →",
        ),
        Command(
            "report.later", "right", N_("year after"), N_("The report of the year after."), "year(1)",
        ),
        Command(
            "report.export", "x", N_("export"),
            N_("Write the report as a workbook with charts, marked as sensitive."), "export", shown=True,
        ),
        Command("report.back", "escape", N_("back"), N_("Back to the register."), "back", shown=True),
        *TABLE_KEYS,
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("The yearly report")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_("What was classified, decided and sent back in the year, and where everything stood when it ended, "
           "or stands today. An information asset counts once, however many workshops it was in."),
        N_("Levels are those decided. What is not rated is never counted as level 0, and levels of two models "
           "are never compared. What has been removed or excluded by a stop is not counted."),
        N_("Enter shows the information assets behind a figure. The workbook has the same figures by "
           "department, with charts and a summary on one page, and no names of persons."),
    )  # fmt: skip
    AUTO_FOCUS = ""

    def __init__(self) -> None:
        super().__init__()
        self._year: int | None = None
        self._reporting: Reporting | None = None
        self._report: YearReport | None = None
        self._generation = -1

    def place(self) -> str:
        """The page."""
        return _("Yearly report")

    def pace(self) -> Content:
        """That this is not for the wall."""
        return Content.assemble(alert("! "), (_("Sensitive: not for the projector"), "$text-muted"))

    # ---------------------------------------------------------------- what is on screen

    def compose_page(self) -> ComposeResult:
        """The year, the figures, and beside them how the levels spread."""
        yield Static(id="told-of", markup=False)
        with Horizontal(id="body"):
            yield ListTable[FigureRow](
                (), key=lambda row: row.key, empty=_("Reading …"), id="figures"
            )
            with Vertical(id="rail"):
                yield Static(id="map", markup=False)
                yield Static(id="remarks", markup=False)

    def fill(self) -> None:
        """Read the store if anything was changed, and show the year."""
        self._table.focus()
        if self._report is not None:
            self._show(self._report)
        self._read()

    def reload(self) -> None:
        """The same, after undo and when another screen has been left."""
        self._read()

    @work(exclusive=True, group="reading")
    async def _read(self) -> None:
        store = self.ksa.store
        if self._generation == store.generation:
            return
        generation = store.generation
        reading = self.run_worker(
            lambda: year_report.read(store), thread=True, exit_on_error=False, group="work"
        )
        try:
            self._reporting = await reading.wait()
        except WorkerFailed as failed:
            if not isinstance(failed.error, KsaError):
                raise failed.error from None
            self.show_error(failed.error)
            return
        self._generation = generation
        self._tell(self._year or self.ksa.today().year)

    def _tell(self, year: int) -> None:
        """Show a year; one that nothing can be told of leaves what is shown."""
        if self._reporting is None:
            return
        try:
            report = self._reporting.report(year, self.ksa.today())
        except KsaError as error:
            if self._report is None or self._year == year:
                self.dismiss(None)
            self.show_error(error)
            return
        self._year, self._report = year, report
        self._show(report)

    def _show(self, report: YearReport) -> None:
        self.query_one("#told-of", Static).update(told_of(report))
        table = self._table
        table.set_columns(figure_columns(report))
        table.set_rows(figure_rows(report))
        self.query_one("#remarks", Static).update(remarks(report))
        self.query_one("#map", Static).update(maps(report))
        self.refresh_bindings()

    @property
    def _table(self) -> ListTable[FigureRow]:
        return self.query_one("#figures", ListTable)

    # ---------------------------------------------------------------- commands

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hide what makes no sense before anything is read, and the years there is nothing of."""
        if action in {"open", "export"}:
            return self._report is not None
        if action == "year":
            return any(self._leads_to(step) for step in (-1, 1))
        return True

    def _leads_to(self, step: int) -> bool:
        reporting, year = self._reporting, self._year
        if reporting is None or year is None or reporting.first_year is None:
            return False
        return reporting.first_year <= year + step <= self.ksa.today().year

    def action_year(self, step: int) -> None:
        """Another year, as far as anything is known of it."""
        if self._year is not None and self._leads_to(step):
            self._tell(self._year + step)

    @on(ListTable.RowChosen, "#figures")
    async def row_chosen(self) -> None:
        """Enter or a double click opens."""
        await self.ksa.run_action("open", self)

    @work(exclusive=True, group="report")
    async def action_open(self) -> None:
        """Show what a figure counts; from there to the workshop of one of them."""
        from ksa_tui.ui.dialogs.figure_assets import FigureAssets

        row, report = self._table.current, self._report
        if row is None or report is None or not row.assets:
            return
        chosen = await self.ksa.push_screen_wait(FigureAssets(report, row))
        if chosen is not None:
            treated = chosen.standing.treated
            self.ksa.open_workshop(treated.workshop, Place(treated.workshop, treated.id))

    @work(exclusive=True, group="report")
    async def action_export(self) -> None:
        """Write the report of the year shown, in a thread, and say where it is."""
        from ksa_tui.services.year_report_export import export
        from ksa_tui.ui.dialogs.progress import ProgressPanel
        from ksa_tui.ui.dialogs.sensitive_written import ReportWritten

        report, store = self._report, self.ksa.store
        if report is None:
            return
        written = await self.ksa.push_screen_wait(
            ProgressPanel(
                _("Writing the report …"),
                lambda progress: export(store, report, None, progress),
            )
        )
        if written is not None:
            await self.ksa.push_screen_wait(ReportWritten(written, len(report.now.lines)))

    def action_back(self) -> None:
        """Back to the register."""
        self.dismiss(None)
