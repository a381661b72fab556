"""All that was seen in a returned workbook beside the answers."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import ClassVar, Final

from textual.binding import BindingType
from textual.content import Content

from ksa_tui.i18n import N_, _
from ksa_tui.ui.commands import TABLE_KEYS, Command, bindings
from ksa_tui.ui.dialogs.list_panel import ListPanel
from ksa_tui.ui.receipt_words import Finding, Kind
from ksa_tui.ui.texts import lines, one_line, plain
from ksa_tui.ui.widgets.table_line import Column

KINDS: Final[dict[Kind, str]] = {
    "problem": N_("Not understood"),
    "difference": N_("Differs"),
    "remark": N_("From the owner"),
    "note": N_("Seen beside"),
}
KIND_WIDTH: Final = 16


class FindingsPanel(ListPanel[None, Finding]):
    """What was not understood first, then what differs, then what hinders nothing."""

    PANEL_WIDTH = 104
    OWN_COMMANDS: ClassVar[tuple[Command, ...]] = TABLE_KEYS
    BINDINGS: ClassVar[list[BindingType]] = bindings(OWN_COMMANDS)
    HELP_TITLE = N_("What was seen in the workbook")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_(
            "What differs stands outside the owner's yellow cells: somebody changed what you handed out."
        ),
        N_("What was not understood is never guessed. Ask the owner, or record that row by hand."),
    )

    def __init__(self, findings: Sequence[Finding]) -> None:
        super().__init__()
        self._findings = findings

    def heading(self) -> str:
        """What the panel is about."""
        return _("Seen in the workbook")

    def read(self) -> Sequence[Finding]:
        """Everything, in order."""
        return self._findings

    def columns(self) -> Sequence[Column[Finding]]:
        """What kind of thing, and what."""
        return [
            Column(_("Kind"), _kind, KIND_WIDTH),
            Column(_("What"), lambda finding: one_line(_named(finding))),
        ]

    def key_of(self, row: Finding) -> Hashable:
        """Its place in the order."""
        return row.number

    def detail(self, row: Finding) -> Content:
        """The whole sentence, and the asset it is about."""
        parts = [plain(row.about, "bold")] if row.about else []
        return Content("\n").join([*parts, Content(lines(row.text))])


def _named(finding: Finding) -> str:
    """The sentence, after the name of what it is about where it does not say that itself."""
    if not finding.about or finding.about in finding.text:
        return finding.text
    return f"{finding.about}: {finding.text}"


def _kind(finding: Finding) -> Content:
    words = _(KINDS[finding.kind])
    return Content.styled(words, "bold" if finding.kind in {"problem", "difference"} else "")
