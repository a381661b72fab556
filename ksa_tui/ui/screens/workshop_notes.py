"""The remarks about a workshop as margin notes, and in brief where there is no margin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final

from textual.content import Content

from ksa_tui.domain.checks import CheckCode
from ksa_tui.domain.standing import Block
from ksa_tui.domain.workshop import ParkedQuestion
from ksa_tui.i18n import N_, _, ngettext
from ksa_tui.services.workshops import WorkshopTable
from ksa_tui.ui.screens.workshop_margin import MarginNote, MarginSection
from ksa_tui.ui.screens.workshop_remarks import Alike, Code, Remark, Together, waiting_words
from ksa_tui.ui.texts import one_line
from ksa_tui.ui.widgets.words import alert

FEW: Final = 3
"""More remarks of one kind than this are told as one."""

BLOCKING_TOGETHER: Final[Mapping[Block, str]] = {
    Block.NOT_RATED: N_("not fully rated"),
    Block.NO_MOTIVATION: N_("lack a motivation"),
    Block.BELOW_FLOOR: N_("below the lowest level, reason missing"),
}
REVIEWED_TOGETHER: Final[Mapping[CheckCode, str]] = {
    CheckCode.BELOW_FLOOR: N_("below the lowest level, with a reason"),
    CheckCode.UNCONFIRMED_FLAGS: N_("have facts to confirm"),
    CheckCode.THIN_MOTIVATION: N_("have a short motivation"),
    CheckCode.SYSTEM_NAME: N_("are named like a system"),
}
"""What is said of several assets at once. Two codes are the same text, so each has a table of its own."""


def margin_sections(
    found: Sequence[Alike],
    parked: Sequence[ParkedQuestion],
    together: Sequence[Together] = (),
    today: date = date.min,
) -> list[MarginSection]:
    """What the margin shows, section by section; those without notes are left out, but for the first."""
    blocking, review = parted(found)
    notes = tuple(gathered(blocking, alert("!")))
    stops = _("Stops export") if notes else _("✓ Nothing stops the export")
    sections = [MarginSection(stops, notes, "k", "show('checks')", total(blocking))]
    if review:
        notes = tuple(gathered(review, Content("○")))
        look = MarginSection(_("Look over"), notes, "k", "show('checks')", total(review))
        sections.append(look)
    if parked:
        notes = tuple(_parked_note(question, today) for question in parked)
        sections.append(MarginSection(_("Parked"), notes, "o", "show('parked')", len(notes)))
    if together:
        notes = tuple(_together_note(raised) for raised in together)
        sections.append(MarginSection(_("Together"), notes, "g", "show('together')", len(notes)))
    return sections


def parted(found: Iterable[Alike]) -> tuple[list[Alike], list[Alike]]:
    """What blocks, and what is to be looked over; parked questions stand in a list of their own.

    What is easiest to mend comes first, what is only not done yet last.
    """
    codes: list[Code] = [*reversed(Block), *CheckCode]
    kinds = sorted(found, key=lambda alike: codes.index(alike.code))
    blocking = [alike for alike in kinds if isinstance(alike.code, Block)]
    rest = [alike for alike in kinds if not isinstance(alike.code, Block)]
    return blocking, [alike for alike in rest if alike.code is not CheckCode.PARKED]


def total(kinds: Iterable[Alike]) -> int:
    """How many remarks there are."""
    return sum(alike.count for alike in kinds)


def gathered(kinds: Iterable[Alike], sign: Content) -> Iterable[MarginNote]:
    """One note for each remark; many of a kind, and several assets not fully rated, become one."""
    for alike in kinds:
        most = 1 if alike.code is Block.NOT_RATED else FEW
        words = _words_together(alike.code)
        if words and alike.count > most:
            yield _together(alike, words, sign)
        else:
            yield from (_note(remark, sign) for remark in alike.first)


def _words_together(code: Code) -> str:
    """What is said of several assets at once, not yet translated; empty where each is told by itself."""
    if isinstance(code, Block):
        return BLOCKING_TOGETHER.get(code, "")
    return REVIEWED_TOGETHER.get(code, "")


def _together(alike: Alike, words: str, sign: Content) -> MarginNote:
    count = alike.count
    head = ngettext("{count} asset", "{count} assets", count).format(count=count)
    strong = isinstance(alike.code, Block)
    return MarginNote(sign, head, _(words), strong=strong, stands_for=count)


def _note(remark: Remark, sign: Content) -> MarginNote:
    named = remark.letters if remark.asset is not None else ""
    tail = f", {named}" if named else ""
    return MarginNote(sign, remark.about, remark.what, tail, remark.blocks)


def _parked_note(question: ParkedQuestion, today: date) -> MarginNote:
    """One whose day has come is bold and says so."""
    sign = Content.styled("?", "bold")
    is_due = question.due is not None and question.due <= today
    return MarginNote(sign, one_line(question.text), waiting_words(question, today), strong=is_due)


def _together_note(raised: Together) -> MarginNote:
    return MarginNote(Content.styled("▸", "bold"), raised.words, one_line(raised.reason))


# ---------------------------------------------------------------- in brief


def brief_checks(found: Sequence[Alike]) -> Content:
    """How many things block and how many are to be looked over, in four rows."""
    blocking, review = map(total, parted(found))
    stops = ngettext("{count} stops export", "{count} stop export", blocking)
    over = ngettext("{count} to look over", "{count} to look over", review)
    return Content("\n").join(
        [
            Content.styled(_("Checks"), "bold"),
            Content.assemble(alert("!"), " ", stops.format(count=blocking))
            if blocking
            else Content(_("✓ nothing stops export")),
            Content.assemble("○ ", over.format(count=review)),
            _way("k", _("show all")),
        ]
    )


def brief_parked(
    parked: Sequence[ParkedQuestion],
    pool: int,
    together: Sequence[Together] = (),
    today: date = date.min,
) -> Content:
    """How many questions wait, the nearest of them, what stands outside, and what is raised together."""
    rows = [Content.styled(_("Parked"), "bold")]
    if parked:
        count = ngettext("{count} question", "{count} questions", len(parked))
        nearest = waiting_words(parked[0], today)
        rows += [
            Content(count.format(count=len(parked))),
            Content.styled(nearest, "$text-muted"),
            _way("o", _("show all")),
        ]
    else:
        rows.append(Content.styled(_("nothing"), "$text-muted"))
    if pool:
        rows.append(_way("u", left_outside(pool)))
    if together:
        levels = ", ".join(raised.short for raised in together)
        rows.append(_way("g", _("together {levels}").format(levels=levels)))
    return Content("\n").join(rows)


def around(table: WorkshopTable) -> Content:
    """Who is in the room, and how many assets stand outside."""
    people = ngettext("{count} participant", "{count} participants", table.participants)
    rows = [
        _way("p", people.format(count=table.participants))
        if table.participants
        else _way("p", _("no participants yet"))
    ]
    if table.pool:
        rows.append(_way("u", left_outside(table.pool)))
    return Content("\n").join(rows)


def left_outside(count: int) -> str:
    """How many assets an import left outside the workshop."""
    return ngettext("{count} left outside", "{count} left outside", count).format(count=count)


def _way(key: str, words: str) -> Content:
    return Content.assemble((key, "bold $accent"), "  ", (words, "$text-muted"))
