"""The sentences of the stop: what the model says, whom to call, which files are left."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from textual.content import Content
from textual.widgets import Static

from ksa_tui.domain.model import Model
from ksa_tui.i18n import N_, _, language
from ksa_tui.services.stop import DEPUTY, ROLE, SECURITY, LeftBehind, Mention
from ksa_tui.ui.texts import lines, one_line

CALL: Final = N_("Contact: {role}")
CALLS: Final[Mapping[str, str]] = {
    ROLE: N_("Contact the head of protective security"),
    DEPUTY: N_("Contact the deputy head of protective security"),
    SECURITY: N_("Contact the head of security"),
}
"""By the role's message id."""

HELP_TEXT: Final = (
    N_("Information that may fall under the Protective Security Act is not classified here. It gets no "
       "level: it is a matter for the head of protective security."),
    N_("What was written about the asset is removed for good: from the workshop, from the history, from "
       "what was kept of earlier exports. Ctrl+z does not bring it back."),
    N_("A neutral label, the date and the role are kept, so that the gap can be explained. What others "
       "wrote about other assets stays: look through it yourself if it mentions this one."),
)  # fmt: skip

_TEXT: Final = N_(
    "The information may fall under the Protective Security Act. That is no level, it is a matter for "
    "someone else. Do not go on talking about the content in the room, and do not write it down."
)
_KINDS: Final = {
    "decision": N_("Workbook {number}"),
    "draft": N_("Draft {number}"),
    "receipt": N_("Owner's receipt"),
    "backup": N_("Backup"),
}


def stop_text(model: Model, language: str) -> str:
    """What the model says about a stop, else our own words."""
    return lines(model.stop.text.get(language)) if model.stop else _(_TEXT)


def file_words(file: LeftBehind) -> str:
    """What a file is: "Workbook 2"."""
    return _(_KINDS[file.kind]).format(number=file.number)


_PLACES: Final = {
    "workshop": N_("Workshop title"),
    "parked": N_("Parked question"),
    "asset": N_("Asset"),
    "assessment": N_("Motivation"),
    "system": N_("System"),
}


def mention_words(mention: Mention) -> str:
    """What kind of text names the asset."""
    return _(_PLACES[mention.kind])


def reach_words(files: Iterable[LeftBehind]) -> str:
    """What to do about the files."""
    text = _(
        "The asset's texts are still in them, and in copies that were mailed or backed up. Ask the one you "
        "contact before you delete anything, then delete them everywhere."
    )
    if all(file.is_there for file in files):
        return text
    moved = _("Not all of them are where ksa put them any more.")
    return f"{text} {moved}"


def what_to_do(model: Model, role: str) -> Iterator[Static]:
    """The model's words, and whom to call: the one thing to act on."""
    yield Static(stop_text(model, language()), classes="measure", markup=False)
    known = {_(name): words for name, words in CALLS.items()}
    call = _(known[role]) if role in known else _(CALL).format(role=one_line(role))
    hint = Content.styled(_("call or go there; do not mail the content"), "$text-muted")
    yield Static(Content.assemble((call, "bold"), "\n", hint), id="call", markup=False)
