"""One list of what stops an export and what to look over; each leads to its place."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar, Final
from uuid import UUID

from textual import getters, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Static

from ksa_tui.domain.checks import CheckCode
from ksa_tui.domain.standing import Block
from ksa_tui.i18n import N_, _, ngettext
from ksa_tui.services import checks, workshops
from ksa_tui.services.classify import Place
from ksa_tui.services.overview import everything_found
from ksa_tui.ui.commands import TABLE_KEYS, Command, bindings
from ksa_tui.ui.dialogs.form import CANCEL, SAVE_TEXT, FormPanel
from ksa_tui.ui.dialogs.list_panel import UNDO, ListPanel
from ksa_tui.ui.screens.workshop_remarks import Remark, Remarks
from ksa_tui.ui.texts import lines, one_line
from ksa_tui.ui.widgets.form import AreaField
from ksa_tui.ui.widgets.list_table import ListTable
from ksa_tui.ui.widgets.table_line import Column
from ksa_tui.ui.widgets.words import alert

WHAT_WIDTH: Final = 38
ONE_LINE: Final = 96
"""From this screen width on, what and why stand on one line."""

COMMANDS: Final = (
    Command(
        "checks.go", "enter", N_("go there"),
        N_("Go to the place where it is mended; esc comes back to this list."), "go", shown=True,
    ),
    Command(
        "checks.dismiss", "d", N_("dismiss"),
        N_("Let it stand as it is, with a reason that goes with the workbook."), "dismiss_check", shown=True,
    ),
    Command(
        "checks.take-back", "backspace", N_("take back"),
        N_("Look over again what was dismissed."), "take_back", shown=True,
    ),
    *UNDO,
    *TABLE_KEYS,
)  # fmt: skip


class ChecksPanel(ListPanel[None, Remark]):
    """What blocks stands first; nothing else does."""

    PANEL_WIDTH = 104
    HEADER = False
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = COMMANDS
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("Checks")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_("!  stops the workbook for decision: an aspect not rated, a motivation missing, below the "
           "lowest level without a reason, no information owner."),
        N_("○  should be looked over, and travels with the workbook as it is."),
        N_("–  was looked over and may stand as it is. It comes back when what it says has changed."),
        N_("Enter goes to the place. Esc comes back to the list, which is then read again."),
    )  # fmt: skip

    def __init__(self, workshop_id: UUID) -> None:
        super().__init__()
        self._workshop_id = workshop_id

    # ---------------------------------------------------------------- what is on screen

    def heading(self) -> str:
        """What the panel is about."""
        return _("Checks")

    def read(self) -> Sequence[Remark]:
        """What blocks, then what to look over, last what was dismissed."""
        store = self.ksa.store
        workshop, found = everything_found(store, self._workshop_id)
        return Remarks(workshops.model_of(store, self._workshop_id), workshop, found)

    def columns(self) -> Sequence[Column[Remark]]:
        """Sign and place, aspects, what; the last below the first where it is narrow."""
        if self.row_lines() == 2:
            return [Column("", _about, detail=_what_below), Column("", _letters, 8)]
        return [Column("", _about), Column("", _letters, 8), Column("", _what, WHAT_WIDTH)]

    def row_lines(self) -> int:
        """Two where it is narrow."""
        return 2 if self.size.width < ONE_LINE else 1

    def key_of(self, row: Remark) -> Hashable:
        """What it is about, and in which respect."""
        return (row.code, row.asset, row.subject, row.about, row.dismissed)

    def above(self) -> Content:
        """How many of each."""
        rows = self.list.rows
        blocking, review, waiting, dismissed = (
            rows.counts if isinstance(rows, Remarks) else (0,) * 4
        )
        parts = [
            ngettext("{count} stops export", "{count} stop export", blocking).format(
                count=blocking
            ),
            ngettext("{count} to look over", "{count} to look over", review).format(count=review),
            ngettext("{count} parked question", "{count} parked questions", waiting).format(
                count=waiting
            ),
        ]
        if dismissed:
            words = ngettext("{count} dismissed", "{count} dismissed", dismissed)
            parts.append(words.format(count=dismissed))
        return Content.styled(", ".join(parts), "$text-muted")

    def empty_words(self) -> str:
        """That all is well."""
        return _("✓ Nothing stops the export, and nothing needs looking over.")

    def detail(self, row: Remark) -> Content:
        """The remark in full."""
        place = ", ".join(part for part in (row.about, row.letters) if part)
        parts = [Content.assemble(_sign(row), (place, "bold"))]
        parts.append(Content.styled(row.what, "$text-muted"))
        if row.dismissed:
            why = _("Dismissed: {reason}").format(reason=lines(row.dismissed))
            parts.append(Content(why))
        return Content("\n").join(parts)

    # ---------------------------------------------------------------- dismissed

    @on(ListTable.RowHighlighted, "#list")
    def follow(self) -> None:
        """What can be done depends on the row."""
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing that blocks is dismissed, and only what was dismissed is taken back."""
        row = self.list.current if self.is_mounted else None
        if action == "dismiss_check":
            return row is not None and row.can_be_dismissed
        if action == "take_back":
            return row is not None and bool(row.dismissed)
        return True

    def action_dismiss_check(self) -> None:
        """Ask why it may stand as it is."""
        if (row := self.list.current) is not None:
            self.ksa.push_screen(DismissForm(self._workshop_id, row))

    def action_take_back(self) -> None:
        """It is to be looked over again."""
        if (row := self.list.current) is not None:
            checks.take_back(self.ksa.store, self._workshop_id, row.checks)
            self.reload()

    # ---------------------------------------------------------------- going there

    @on(ListTable.RowChosen, "#list")
    async def chosen(self) -> None:
        """Enter goes there."""
        await self.ksa.run_action("go", self)

    def action_go(self) -> None:
        """Go to the place where the remark under the cursor is mended."""
        row = self.list.current
        if row is None:
            return
        if row.asset is not None:
            aspect = row.aspects[0].id if row.aspects else None
            place = Place(self._workshop_id, row.asset, aspect)
            self.ksa.open_classify(self._workshop_id, row.asset, place)
        elif row.code is CheckCode.MISSING_ROLES:
            self._show_people()
        elif row.code is CheckCode.PARKED:
            self._show_parked()
        elif row.code is CheckCode.UPLIFT_OVERTAKEN:
            self._show_together()
        elif row.code is Block.NO_OWNER:
            self._show_form()
        else:
            self.dismiss(None)  # the table of the workshop itself is the place

    def _show_people(self) -> None:
        from ksa_tui.ui.dialogs.participants import ParticipantsPanel

        self.ksa.push_screen(ParticipantsPanel(self._workshop_id))

    def _show_parked(self) -> None:
        from ksa_tui.ui.dialogs.parked import ParkedPanel

        self.ksa.push_screen(ParkedPanel(self._workshop_id))

    def _show_together(self) -> None:
        from ksa_tui.ui.dialogs.together import TogetherPanel

        self.ksa.push_screen(TogetherPanel(self._workshop_id))

    def _show_form(self) -> None:
        from ksa_tui.ui.dialogs.workshop_form import WorkshopForm

        self.ksa.push_screen(WorkshopForm(self._workshop_id))


def _sign(row: Remark) -> Content:
    if row.dismissed:
        return Content.styled("– ", "$text-muted")
    return alert("! ") if row.blocks else Content("○ ")


def _about(row: Remark) -> Content:
    if row.dismissed:
        return Content.assemble(_sign(row), (row.about, "$text-muted"))
    return Content.assemble(_sign(row), (row.about, "bold" if row.blocks else ""))


def _letters(row: Remark) -> str:
    return row.letters if row.asset is not None else ""


def _words(row: Remark) -> str:
    """What is said; of something dismissed also why it may stand."""
    return f"{row.what}: {one_line(row.dismissed)}" if row.dismissed else row.what


def _what(row: Remark) -> Content:
    return Content.styled(_words(row), "$text-muted")


def _what_below(row: Remark) -> Content:
    return Content.styled(f"  {_words(row)}", "$text-muted")


class DismissForm(FormPanel[UUID]):
    """Why something to look over may stand as it is; returns the workshop."""

    PANEL_WIDTH: ClassVar[int] = 84
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (SAVE_TEXT, CANCEL)
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("Dismiss a check")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_("The reason is printed in the minutes of the workbook."),
        N_(
            "The check comes back when what it says has changed: other figures, another name or text."
        ),
    )
    reason = getters.query_one("#reason", AreaField)

    def __init__(self, workshop_id: UUID, remark: Remark) -> None:
        super().__init__()
        self._workshop_id = workshop_id
        self._remark = remark

    def heading(self) -> str:
        """What it is about."""
        about = (self._remark.about, self._remark.letters if self._remark.asset else "")
        return ", ".join(part for part in about if part)

    def compose_fields(self) -> ComposeResult:
        """What is to be looked over, and why it may stand."""
        yield Static(Content(self._remark.what), classes="lead", markup=False)
        needed = N_("Write why it may stand as it is: the owner reads it.")
        yield AreaField(_("Reason"), id="reason", height=4, required=needed)

    def save(self) -> UUID:
        """Dismiss it."""
        reason = self.reason.read()
        checks.dismiss(self.ksa.store, self._workshop_id, self._remark.checks, reason)
        return self._workshop_id
