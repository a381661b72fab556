"""A requirements workbook from an annex: its sheets, what stands round them, and the bytes."""

from __future__ import annotations

from ksa_tui.domain.requiring import Annex, InternalCopy
from ksa_tui.spreadsheets.requirements import asked, left_out, readme
from ksa_tui.spreadsheets.workbook.cleaning import clip
from ksa_tui.spreadsheets.workbook.speech import Speech
from ksa_tui.spreadsheets.workbook.writing import Cover, write

_FOOT_TITLE = 70


def build(annex: Annex, internal: InternalCopy | None = None) -> bytes:
    """The workbook's bytes. Without ``internal`` nothing but the annex itself is in them."""
    if internal is None:
        sheets = [readme.for_bidders(annex), asked.sheet(annex)]
        return write(sheets, _public_cover(annex), _silent)
    sheets = [
        readme.for_the_buyer(annex, internal),
        asked.sheet(annex, internal),
        left_out.sheet(annex, internal),
    ]
    return write(sheets, _internal_cover(annex, internal), _silent)


def _silent() -> None:
    """It is written before anybody could wonder."""


def _public_cover(annex: Annex) -> Cover:
    _ = Speech(annex.language).gettext
    title = _("Information security requirements")
    return Cover(
        title=title,
        subject="",
        author="",
        created=annex.created,
        header_left=title,
        header_right=_("Annex to the tender documents"),
        footer_left=readme.made_on(annex),
        footer_middle="",
        footer_right=_("&A  ·  page &P of &N"),
    )


def _internal_cover(annex: Annex, internal: InternalCopy) -> Cover:
    speech = Speech(annex.language)
    _ = speech.gettext
    return Cover(
        title=_("INTERNAL · {title}").format(title=_("Information security requirements")),
        subject="",
        author="",
        created=annex.created,
        header_left=_("INTERNAL. Not for bidders. Assess secrecy before disclosure."),
        header_right=clip(speech.name(internal.subject or internal.workshop), _FOOT_TITLE),
        footer_left=_("INTERNAL"),
        footer_middle=readme.made_on(annex),
        footer_right=_("&A  ·  page &P of &N"),
    )
