"""Hand out the decision workbook: what is asked about the answer, where the file goes, and off it goes."""

from __future__ import annotations

from functools import partial
from typing import ClassVar, Final
from uuid import UUID

from textual import getters, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.content import Content
from textual.widgets import Input, Static

from ksa_tui.domain.exporting import ExportKind, ExportScope, is_offered, owners_of
from ksa_tui.domain.model import Model
from ksa_tui.domain.standing import Gap, workshop_gaps
from ksa_tui.domain.workshop import Workshop
from ksa_tui.i18n import DEFAULT_LANGUAGE, N_, _, ngettext
from ksa_tui.services import exports, workshops
from ksa_tui.services.exports import Exported, ExportOptions
from ksa_tui.services.rounds import next_round
from ksa_tui.services.workbook_files import require_lock
from ksa_tui.services.workshops import Delivery
from ksa_tui.ui.commands import Command, bindings
from ksa_tui.ui.dialogs.export_questions import QuestionsTogether
from ksa_tui.ui.dialogs.exported import ExportedPage
from ksa_tui.ui.dialogs.folder_form import OTHER_FOLDER, FolderForm
from ksa_tui.ui.dialogs.form import CANCEL, NEXT_FIELD
from ksa_tui.ui.dialogs.gaps import GapsPage
from ksa_tui.ui.dialogs.password import PasswordForm
from ksa_tui.ui.dialogs.progress import ProgressPanel
from ksa_tui.ui.dialogs.together import TogetherPanel
from ksa_tui.ui.export_words import changed_words, owners_named
from ksa_tui.ui.screens.settings import LANGUAGE_NAMES
from ksa_tui.ui.widgets.form import ChoiceField, DateField, TextField

PASSED: Final = N_("That day has passed. Choose a later one, or leave it empty.")


class ExportPanel(FolderForm[Exported]):
    """Returns what was handed out, when it has been seen; None when nothing was."""

    PANEL_WIDTH: ClassVar[int] = 84
    CSS_PATH = "export_workbook.tcss"
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = (
        Command(
            "export.write", "ctrl+s,enter", N_("hand out"),
            N_("Write the workbook and record that it was handed out."), "save",
            shown=True, display="enter",
        ),
        NEXT_FIELD,
        OTHER_FOLDER,
        Command(
            "export.together", "ctrl+g", N_("raise the whole"),
            N_("Say for which aspect the assets together need more, to what level and why."),
            "together", shown=True,
        ),
        Command(
            "export.password", "ctrl+l", N_("password"),
            N_("Lock the file with a password that the owner gets in another way."), "password",
        ),
        CANCEL,
    )  # fmt: skip
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("Hand out the workbook")
    HELP_TEXT = (
        N_("The information owner gets one file, decides in it and sends it back. An asset with another "
           "owner goes to that owner in a file of its own."),
        N_("The day and the address stand in the workbook. Both may be left empty."),
        N_("The questions about the assets together may be left; the workbook then says “not answered”."),
        N_("ctrl+l locks the file with a password. Tell it to the owner in another way than the file goes."),
        N_("The file lies in the folder named here and nowhere else. A folder that is synchronised "
           "or on the network is said."),
    )  # fmt: skip
    answer_by = getters.query_one("#answer-by", DateField)
    reply_to = getters.query_one("#reply-to", TextField)

    def __init__(self, workshop_id: UUID) -> None:
        super().__init__()
        self._workshop_id = workshop_id
        self._password = ""

    def _look(self) -> None:
        """Read the workshop as it is now."""
        store = self.ksa.store
        self._workshop: Workshop = workshops.load(store, self._workshop_id)
        self._model: Model = workshops.model_of(store, self._workshop_id)
        self._round = next_round(store, self._workshop_id)
        self._gaps: list[Gap] = workshop_gaps(self._model, self._workshop)

    @property
    def kind(self) -> ChoiceField[ExportKind]:
        """Whether it can be decided in."""
        return self.query_one("#kind", ChoiceField)

    @property
    def scope(self) -> ChoiceField[ExportScope]:
        """What is open, or all of it."""
        return self.query_one("#scope", ChoiceField)

    @property
    def owner_language(self) -> ChoiceField[str]:
        """The language of the workbook."""
        return self.query_one("#owner-language", ChoiceField)

    # ------------------------------------------------------------ what is on screen

    def heading(self) -> str:
        """What is about to be done."""
        return _("Hand out the workbook")

    def compose_fields(self) -> ComposeResult:
        """Kind, answer, language, the questions about the collection, folder."""
        self._look()
        known = workshops.delivery_of(self.ksa.store, self._workshop_id)
        settings, today = self.ksa.settings, self.ksa.today()
        to_come = known.answer_by is not None and known.answer_by >= today
        yield Static(id="summary", markup=False)
        yield ChoiceField[ExportKind](
            _("Kind"),
            (("decision", _("for decision")), ("draft", _("draft"))),
            "decision",
            id="kind",
        )
        yield self._scope_field()
        yield DateField(
            _("Answer by"), known.answer_by if to_come else None, id="answer-by", today=today
        )
        yield TextField(
            _("Answer to"),
            known.reply_to or settings.reply_to,
            id="reply-to",
            placeholder=_("an e-mail address"),
        )
        yield ChoiceField[str](
            _("The owner reads"),
            LANGUAGE_NAMES,
            known.owner_language or DEFAULT_LANGUAGE,
            id="owner-language",
        )
        yield QuestionsTogether(self._model, self._workshop)
        yield from self.compose_folder()

    def _scope_field(self) -> ChoiceField[ExportScope]:
        """Asked from the second round on, when some of it is decided and some is not."""
        after = self._round
        is_second = after.open > 0 and after.decided > 0
        options: tuple[tuple[ExportScope, str], ...] = (
            ("open", _("what is open, {count}").format(count=after.open)),
            ("all", _("all of it, {count}").format(count=after.open + after.decided)),
        )
        chosen = after.scope if is_second else "all"
        field = ChoiceField[ExportScope](_("Hand out"), options, chosen, id="scope")
        field.display = is_second
        return field

    def on_mount(self) -> None:
        """Say first what is missing."""
        self._show()
        if self._gaps:
            self._tell_what_is_missing()

    @work(exclusive=True, group="gaps")
    async def _tell_what_is_missing(self) -> None:
        if not await self.ksa.push_screen_wait(GapsPage(self._workshop_id)):
            self.dismiss(None)
            return
        self._look()
        self._show()

    def _show(self) -> None:
        """How much is handed out, and whether it can be decided."""
        self.kind.display = not self._gaps
        self.query_one("#summary", Static).update(self._summary())
        self.note_folder()

    def _summary(self) -> Content:
        count = sum(map(is_offered, self._workshop.assets))
        assets = ngettext("{count} information asset", "{count} information assets", count)
        parts = [assets.format(count=count)]
        if owners := owners_named(owners_of(self._workshop)):
            parts.append(owners)
        if self._round.changed or (self._round.number > 1 and self._round.new):
            parts.append(changed_words(self._round))
        if self._round.decided and not self._round.open:
            parts.append(_("all of it is decided already"))
        if self._gaps:
            parts.append(_("a draft, since something is missing"))
        if self._password:
            parts.append(_("locked with a password"))
        return Content.styled(" · ".join(parts), "$text-muted")

    # ------------------------------------------------------------ the assets together

    @property
    def questions(self) -> QuestionsTogether:
        """The questions about the assets together."""
        return self.query_one(QuestionsTogether)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Nothing is raised without a yes."""
        if action == "together":
            return bool(self.query(QuestionsTogether)) and self.questions.has_a_yes
        return True

    @work(exclusive=True, group="together")
    async def action_together(self) -> None:
        """Keep the answers, and say what the yes means for the assets together."""
        self._keep_questions()
        await self.ksa.push_screen_wait(TogetherPanel(self._workshop_id))
        self._look()
        self.questions.show(self._workshop)

    def _keep_questions(self) -> None:
        for question, answer in self.questions.changed.items():
            workshops.answer_question(self.ksa.store, self._workshop_id, question, answer)
        self._workshop = workshops.load(self.ksa.store, self._workshop_id)
        self.questions.show(self._workshop)

    # ------------------------------------------------------------ what can be done

    @work(exclusive=True, group="password")
    async def action_password(self) -> None:
        """Ask for the password that the file is locked with; refused where the extra is not installed."""
        require_lock()
        password = await self.ksa.push_screen_wait(PasswordForm())
        if password is not None:
            self._password = password
            self._show()

    @on(Input.Submitted)
    def submitted(self, event: Input.Submitted) -> None:
        """Enter in a field hands out; what a form does otherwise is not done."""
        event.prevent_default()
        self.action_save()

    def action_save(self) -> None:
        """Check the fields, then write."""
        wrong = [field for field in self._fields if not field.check()]
        day = None if wrong else self.answer_by.read()
        if day is not None and day < self.ksa.today():
            self.answer_by.complain(_(PASSED))
            wrong = [self.answer_by]
        if wrong:
            wrong[0].focus()
        else:
            self._hand_out()

    @work(exclusive=True, group="export")
    async def _hand_out(self) -> None:
        """Keep the answers, write in a thread, show what was written."""
        options = self._options()
        self._keep_answers(options)
        work = partial(exports.export, self.ksa.store, self._workshop_id, options)
        written = await self.ksa.push_screen_wait(
            ProgressPanel[Exported](
                _("Writing the workbook …"), lambda progress: work(progress=progress)
            )
        )
        if written is None:
            return
        folder = "" if options.to is None else str(options.to)
        self.ksa.remember(export_folder=folder, reply_to=options.reply_to)
        await self.ksa.push_screen_wait(self._exported(options, written))
        self.dismiss(written)

    def _exported(self, options: ExportOptions, written: Exported) -> ExportedPage:
        return ExportedPage(self._workshop_id, self._workshop.title, options.kind, written)

    def _options(self) -> ExportOptions:
        return ExportOptions(
            kind="draft" if self._gaps else self.kind.read() or "decision",
            to=self.other_folder,
            answer_by=self.answer_by.read(),
            reply_to=self.reply_to.read(),
            language=self.owner_language.read() or DEFAULT_LANGUAGE,
            scope=self.scope.read() or "all",
            password=self._password,
        )

    def _keep_answers(self, options: ExportOptions) -> None:
        """What was answered here is kept, also when the file cannot be written."""
        store, here = self.ksa.store, self._workshop_id
        asked = Delivery(options.answer_by, options.reply_to, options.language)
        if asked != workshops.delivery_of(store, here):
            workshops.set_delivery(store, here, asked)
        self._keep_questions()
