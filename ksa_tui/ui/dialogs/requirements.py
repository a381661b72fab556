"""The requirements of a procurement are handed out: for bidders or for the buyer alone, and where they lie."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, ClassVar, Final
from uuid import UUID

from textual import on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from ksa_tui.domain.requiring_words import cautions
from ksa_tui.i18n import DEFAULT_LANGUAGE, N_, _, language, ngettext
from ksa_tui.services import requirements
from ksa_tui.services.requirement_words import counted
from ksa_tui.services.requirements import HandedRequirements, Required, RequirementOptions
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.dialogs.folder_form import OTHER_FOLDER, FolderForm
from ksa_tui.ui.dialogs.form import CANCEL, NEXT_FIELD
from ksa_tui.ui.dialogs.progress import ProgressPanel
from ksa_tui.ui.dialogs.written import WrittenPage
from ksa_tui.ui.screens.settings import LANGUAGE_NAMES
from ksa_tui.ui.texts import one_line, plain
from ksa_tui.ui.widgets.form import ChoiceField
from ksa_tui.ui.widgets.words import Definition, Note

NEXT: Final = {
    False: N_(
        "Attach the file to the tender documents. It says no levels, names or reasons; write the "
        "name of the procurement on the first sheet before it leaves."
    ),
    True: N_(
        "Internal stands on every page: the file says levels, reasons and what is missing today. It "
        "never goes to a bidder."
    ),
}


class RequirementsPanel(FolderForm[HandedRequirements]):
    """Returns what was handed out, when it has been seen; None when nothing was."""

    PANEL_WIDTH: ClassVar[int] = 84
    DEFAULT_CSS = """
    RequirementsPanel {
        #summary { height: auto; }
        #kind { margin: 1 0; }
    }
    """
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "requirements.write", "ctrl+s,enter", N_("hand out"),
            N_("Write the requirements as a workbook."), "save", shown=True, display="enter",
        ),
        NEXT_FIELD,
        OTHER_FOLDER,
        CANCEL,
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("Requirements for a procurement")
    HELP_TEXT = (
        N_("The measures that are worded for a supplier become numbered requirements with room for the "
           "supplier's answer. A supplier is counted with, also where none is known today."),
        N_("The file for bidders says neither aspect, level, name nor reason. Your own copy has the same "
           "numbers and says why; it is marked internal on every page."),
        N_("What has no wording for a supplier, and what was answered as not relevant, is left out and "
           "counted; your own copy lists it."),
    )  # fmt: skip

    def __init__(self, workshop_id: UUID, of: UUID | None, what: Required) -> None:
        super().__init__()
        self._workshop_id, self._of, self._what = workshop_id, of, what

    def heading(self) -> str:
        """What is about to be done."""
        return _("Requirements for a procurement")

    def compose_fields(self) -> ComposeResult:
        """Whose requirements, for whom, in which language, where."""
        yield Static(self._summary(), id="summary", markup=False)
        yield from _cautions(self._what)
        yield ChoiceField[bool](
            _("For"),
            ((False, _("the bidders")), (True, _("yourselves, with why: internal"))),
            False,
            id="kind",
            stacked=True,
        )
        yield ChoiceField[str](_("Language"), LANGUAGE_NAMES, language(), id="language")
        yield from self.compose_folder()

    def _summary(self) -> Content:
        name = Content.styled(one_line(self._what.subject), "bold")
        return Content("\n").join([name, Content.styled(counted(self._what), "$text-muted")])

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Enter in a field writes; what a form does otherwise is not done."""
        event.prevent_default()
        self.action_save()

    def action_save(self) -> None:
        """Write."""
        self._hand_out()

    @work(exclusive=True, group="requirements")
    async def _hand_out(self) -> None:
        """Write in a thread, then show what was written."""
        kind: ChoiceField[Any] = self.query_one("#kind", ChoiceField)
        speech: ChoiceField[Any] = self.query_one("#language", ChoiceField)
        options = RequirementOptions(
            of=self._of,
            internal=bool(kind.read()),
            to=self.other_folder,
            language=speech.read() or DEFAULT_LANGUAGE,
        )
        work = partial(requirements.hand_out, self.ksa.store, self._workshop_id, options)
        written = await self.ksa.push_screen_wait(
            ProgressPanel[HandedRequirements](_("Writing the workbook …"), lambda _progress: work())
        )
        if written is None:
            return
        self.ksa.remember(export_folder="" if options.to is None else str(options.to))
        await self.ksa.push_screen_wait(RequirementsWrittenPage(written))
        self.dismiss(written)


class RequirementsWrittenPage(WrittenPage):
    """Where the file lies, what is in it, what comes next."""

    HELP_TITLE = N_("The requirements are written")
    HELP_TEXT = (
        N_("The file lies where the path says, and nowhere else. Nothing comes back from it to ksa."),
        N_("Changes you make from now on are not in the file. Write a new one if they matter."),
    )  # fmt: skip

    def __init__(self, written: HandedRequirements) -> None:
        super().__init__()
        self._written = written

    @property
    def paths(self) -> list[Path]:
        """The one file."""
        return [self._written.path]

    def place(self) -> str:
        """What they are about."""
        return self._written.what.subject

    def compose_page(self) -> ComposeResult:
        """The outcome, the file, what to think of, what comes next."""
        lead = (
            _("Your own copy of the requirements is ready.")
            if self._written.internal
            else _("The requirements for the bidders are ready.")
        )
        with VerticalScroll(id="result", can_focus=False):
            words = Content.assemble(("✓ ", "bold $accent"), lead)
            yield Static(words, classes="lead", markup=False)
            yield Definition(_("File"), plain(str(self._written.path)))
            yield Definition(_("Holds"), counted(self._written.what), classes="last")
            if notes := _cautions(self._written.what):
                yield Vertical(*notes, classes="notes")
            yield Static(Content(_(NEXT[self._written.internal])), classes="next", markup=False)


def _cautions(what: Required) -> list[Note]:
    return [Note("○", text) for _heading, text in cautions(what.reckoning, ngettext)]
