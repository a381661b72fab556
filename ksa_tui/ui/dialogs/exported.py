"""What was handed out: the file, whom it is for, its control code, and what to do with it."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, Final
from uuid import UUID

from textual import work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from ksa_tui.domain.exporting import ExportKind
from ksa_tui.i18n import N_, _, ngettext
from ksa_tui.services.exports import Exported, Handed
from ksa_tui.services.letters import covering_mail
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.dialogs.mail import MailPanel
from ksa_tui.ui.dialogs.written import WRITTEN_COMMANDS, WrittenPage
from ksa_tui.ui.texts import plain
from ksa_tui.ui.widgets.words import Definition

NEXT: Final = {
    "decision": N_(
        "Send the file to the information owner by mail. They decide in the yellow cells, sign, and send "
        "it back. The control code on every page shows that it is this workbook."
    ),
    "draft": N_("Draft stands on every page. It is for reading; no decision is read back from it."),
}
SEVERAL: Final = N_(
    "Send each owner their own file: it holds their information assets and nobody else's."
)


class ExportedPage(WrittenPage):
    """Shown when the files have been written and recorded."""

    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        *WRITTEN_COMMANDS,
        Command(
            "exported.mail", "m", N_("words for the mail"),
            N_("A text for the mail to the owner: what, why, by when, what to do."), "mail", shown=True,
        ),
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("The workbook is ready")
    HELP_TEXT = (
        N_("The file lies where the path says, and nowhere else. What was handed out is kept here, so "
           "that a returned workbook can be compared with it."),
        N_("Changes you make from now on are not in the file. Hand out a new one if they matter."),
    )  # fmt: skip

    def __init__(self, workshop_id: UUID, title: str, kind: ExportKind, exported: Exported) -> None:
        super().__init__()
        self._workshop_id = workshop_id
        self._heading, self._kind, self._exported = title, kind, exported

    def place(self) -> str:
        """The workshop."""
        return self._heading

    def compose_page(self) -> ComposeResult:
        """The outcome, each file, what comes next."""
        with VerticalScroll(id="result", can_focus=False):
            yield Static(self._lead(), classes="lead", markup=False)
            for handed in self._exported.workbooks:
                yield from _facts(handed)
            for text in self._next():
                yield Static(Content(text), classes="next", markup=False)

    def _lead(self) -> Content:
        count = len(self._exported.workbooks)
        if self._kind == "draft":
            words = ngettext("The draft is ready.", "The {count} drafts are ready.", count)
        else:
            words = ngettext("The workbook is ready.", "The {count} workbooks are ready.", count)
        return Content.assemble(("✓ ", "bold $accent"), words.format(count=count))

    def _next(self) -> list[str]:
        several = [_(SEVERAL)] if len(self._exported.workbooks) > 1 else []
        return [*several, _(NEXT[self._kind])]

    @property
    def paths(self) -> list[Path]:
        """Each owner's file."""
        return [handed.path for handed in self._exported.workbooks]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """A draft asks for nothing, so there is no mail about it."""
        return action != "mail" or self._kind == "decision"

    @work(exclusive=True, group="mail")
    async def action_mail(self) -> None:
        """The mail of each workbook, one after the other."""
        for handed in self._exported.workbooks:
            mail = covering_mail(self.ksa.store, self._workshop_id, handed.number)
            await self.ksa.push_screen_wait(MailPanel(mail))


def _facts(handed: Handed) -> ComposeResult:
    assets = ngettext("{count} information asset", "{count} information assets", handed.assets)
    owner = handed.owner
    names = ", ".join(part for part in (owner.name, owner.role_title) if part) if owner else ""
    yield Definition(_("For"), plain(names or _("no information owner")))
    yield Definition(_("File"), plain(str(handed.path)))
    yield Definition(_("Holds"), assets.format(count=handed.assets))
    yield Definition(_("Control code"), plain(handed.control_code), classes="last")
