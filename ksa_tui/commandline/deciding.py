"""``ksa decide``: the receipt for people, and what is recorded of it."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from ksa_tui.commandline.console import columns, complain, paragraph, say
from ksa_tui.domain.answer_words import CHOICES, ROW_STATES
from ksa_tui.domain.texts import visible
from ksa_tui.errors import KsaError
from ksa_tui.i18n import N_, _, language, ngettext

if TYPE_CHECKING:
    from ksa_tui.domain.receipt import AssetDecision, MeasureReply, Receipt, Take
    from ksa_tui.services.decisions import Recorded

NOT_CONFIRMED: Final = N_(
    "Nothing was recorded. Taking decisions in spite of differences must be confirmed: add --yes."
)
NOTHING: Final = "–"


def take_of(args: argparse.Namespace, receipt: Receipt) -> Take | None:
    """What is to be recorded: without --take all of a return without differences, and nothing of any other."""
    from ksa_tui.domain.receipt import ALL, CLEAN

    if receipt.refused or args.dry_run:
        return None
    if args.take == "all":
        if receipt.differences and not (args.yes or _confirmed(receipt)):
            raise KsaError(NOT_CONFIRMED)
        return ALL
    if args.take == "clean" or not receipt.differences:
        return CLEAN
    return None


def is_accepted(args: argparse.Namespace, receipt: Receipt) -> bool:
    """Whether nothing was refused, and every difference was answered by --take."""
    states = {decision.state for decision in receipt.decisions}
    states |= {reply.state for reply in receipt.measures}
    refused = "refused" in {state.value for state in states}
    if receipt.refused or receipt.problems or refused:
        return False
    return not receipt.differences or bool(args.take)


def _confirmed(receipt: Receipt) -> bool:
    """Ask on a terminal; without one there is nobody to ask."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return False
    for difference in receipt.differences:
        complain(receipt.said(difference))
    complain(_("Record the decisions in spite of these differences? Type yes:"))
    return sys.stdin.readline().strip().casefold() in ("yes", "ja", _("yes"))


def show_receipt(receipt: Receipt) -> None:
    """The receipt to stdout, what is wrong to stderr."""
    if receipt.export is not None:
        for line in _lines(receipt):
            say(line)
    for difference in receipt.differences:
        complain(receipt.said(difference))
    for problem in receipt.problems:
        complain(receipt.said(problem))


def show_outcome(receipt: Receipt, recorded: Recorded | None) -> None:
    """What became of it."""
    if recorded is None:
        say(_("Nothing was recorded."))
        if receipt.differences and not receipt.refused:
            complain(
                _(
                    "Use --take clean to record the assets without a difference, or --take all to record all."
                )
            )
        return
    if recorded.receipt is None:
        say(_("Nothing was new, and nothing was recorded."))
    if count := len(recorded.taken):
        text = ngettext(
            "The decision about {count} information asset was recorded.",
            "The decisions about {count} information assets were recorded.",
            count,
        )
        say(text.format(count=count))
    if count := len(recorded.measures):
        text = ngettext("{count} measure was updated.", "{count} measures were updated.", count)
        say(text.format(count=count))
    names = [decision.name for decision in recorded.left]
    names += [_measure(reply) for reply in recorded.measures_left]
    for name in names:
        complain(_("Left for now: {name}").format(name=name))


def _lines(receipt: Receipt) -> Iterator[str]:
    yield visible(receipt.workshop_title)
    yield from columns(list(_facts(receipt)))
    if receipt.decisions:
        yield ""
        head = ("", _("Information asset"), _("Proposed"), _("Decision"), _("Decided"), "")
        rows = [_row(receipt, decision) for decision in receipt.decisions]
        yield from columns([head, *rows], right=frozenset({0}))
    comments = [(d.number, d.name, d.comment) for d in receipt.decisions if d.comment]
    if comments:
        yield ""
        yield _("Comments")
    for number, name, comment in comments:
        yield f"{number} {visible(name)}"
        yield from paragraph(comment, "   ")
    if receipt.measures:
        yield ""
        titles = (_("Measure"), _("Responsible"), _("Done by"), "")
        yield from columns([titles, *(_measure_row(receipt, reply) for reply in receipt.measures)])
    if receipt.remarks:
        yield ""
        yield _("Other remarks")
        yield from paragraph(receipt.remarks, "   ")
    for note in receipt.notes:
        yield from paragraph(str(note), "")


def _facts(receipt: Receipt) -> Iterator[tuple[str, str]]:
    if receipt.export is not None:
        yield _("export number"), str(receipt.export.number)
    yield _("signed by"), ", ".join(filter(None, (receipt.signed_by, receipt.title))) or NOTHING
    yield _("date"), receipt.date.isoformat() if receipt.date else NOTHING
    if receipt.registry_ref:
        yield _("reference"), receipt.registry_ref


def _row(receipt: Receipt, decision: AssetDecision) -> tuple[str, ...]:
    state = _(ROW_STATES[decision.state]) if decision.choice.value != "none" else ""
    if decision.state.value == "refused":
        state = _(ROW_STATES[decision.state])
    elif decision.state.value == "new" and decision.asset in receipt.differing:
        state = _("differs")
    return (
        str(decision.number),
        decision.name,
        _levels(receipt, decision.proposed),
        _(CHOICES[decision.choice]),
        _levels(receipt, decision.levels) or NOTHING,
        state,
    )


def _measure(reply: MeasureReply) -> str:
    name = f"{reply.measure} {reply.title.get(language())}"
    return f"{name} ({reply.place_name})" if reply.place_name else name


def _measure_row(receipt: Receipt, reply: MeasureReply) -> tuple[str, ...]:
    state = _(ROW_STATES[reply.state])
    if reply.state.value == "new" and reply.key in receipt.differing_measures:
        state = _("differs")
    due = reply.due.isoformat() if reply.due else NOTHING
    return _measure(reply), reply.role or NOTHING, due, state


def _levels(receipt: Receipt, levels: object) -> str:
    if receipt.model is None or not isinstance(levels, dict):
        return ""
    return " ".join(f"{a.letter}{levels[a.id]}" for a in receipt.model.aspects if a.id in levels)
