"""What the receipt of a returned workbook says: sums, rows, and one row in full. Pure; no widget."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal
from uuid import UUID

from textual.content import Content

from ksa_tui.domain.answer_words import CHOICES, ROW_STATES
from ksa_tui.domain.answers import Choice
from ksa_tui.domain.model import Aspect
from ksa_tui.domain.receipt import AssetDecision, Difference, Receipt, RowState, Take
from ksa_tui.domain.redeciding import UNDOES_DECISION
from ksa_tui.i18n import N_, _, language, long_date, ngettext
from ksa_tui.ui.sizes import NORMAL, WIDE
from ksa_tui.ui.texts import joined, lines, one_line, plain
from ksa_tui.ui.widgets.levels import CELL_WIDTH, chip
from ksa_tui.ui.widgets.table_line import Column
from ksa_tui.ui.widgets.words import alert

ARROW: Final = "▸"
PAIR_WIDTH: Final = 2 * CELL_WIDTH + len(ARROW)
ANSWER_WIDTH: Final = 16
_TALLY: Final[Mapping[Choice | RowState, str]] = {
    Choice.APPROVE: N_("approved"),
    Choice.CHANGE: N_("changed"),
    Choice.RETURN: N_("returned"),
    Choice.NONE: N_("without an answer"),
    RowState.SAME: N_("recorded before"),
    RowState.REFUSED: N_("not taken"),
}


# ---------------------------------------------------------------- the whole return


def signature(receipt: Receipt) -> Content:
    """Who signed, when, and where it is written: "Underskrivet av Karin Lind, förvaltningschef, …"."""
    if not receipt.signed_by:
        return Content.styled(_("Not signed."), "$text-muted")
    beside = [receipt.title] if receipt.title else []
    if receipt.date is not None:
        beside.append(long_date(receipt.date))
    if receipt.registry_ref:
        beside.append(receipt.registry_ref)
    said = "".join(f", {one_line(part)}" for part in beside)
    return Content.assemble(_("Signed by"), " ", plain(receipt.signed_by, "bold"), said, ".")


def tally(receipt: Receipt) -> Content:
    """How many rows there are of each answer: every row is counted once, by what becomes of it."""
    counted = Counter(map(_becomes, receipt.decisions))
    return Content("    ").join(
        Content.assemble((str(counted[each]), "bold"), " ", _(words))
        for each, words in _TALLY.items()
        if counted[each] or isinstance(each, Choice)
    )


def _becomes(decision: AssetDecision) -> Choice | RowState:
    """The answer of a row that brings something or nothing; its state where it is not taken, or known."""
    if decision.state is RowState.REFUSED:
        return RowState.REFUSED
    if decision.state is RowState.SAME and decision.choice is not Choice.NONE:
        return RowState.SAME
    return decision.choice


def remarks_head(receipt: Receipt) -> Content:
    """How many things differ, were not understood or were seen beside; empty when there is nothing."""
    parts = []
    undoing = sum(difference.code == UNDOES_DECISION for difference in receipt.differences)
    if undoing:
        words = ngettext(
            "{count} earlier decision would be undone",
            "{count} earlier decisions would be undone",
            undoing,
        )
        parts.append(words.format(count=undoing))
    if count := len(receipt.differences) - undoing:
        words = ngettext(
            "{count} difference outside the yellow cells",
            "{count} differences outside the yellow cells",
            count,
        )
        parts.append(words.format(count=count))
    if receipt.problems:
        count = len(receipt.problems)
        words = ngettext("{count} thing not understood", "{count} things not understood", count)
        parts.append(words.format(count=count))
    urgent = Content.assemble(alert("! "), (" · ".join(parts), "bold")) if parts else Content("")
    beside = len(receipt.notes) + bool(receipt.remarks)
    words = ngettext("{count} thing seen beside", "{count} things seen beside", beside)
    return joined([urgent, words.format(count=beside) if beside else ""])


def outcome(receipt: Receipt, taken: Sequence[AssetDecision]) -> Content:
    """What recording would do now with the decisions."""
    if receipt.refused:
        return Content(_("Nothing can be recorded from this file."))
    if not (receipt.new or receipt.new_measures):
        return Content(_("There is nothing new to record."))
    if not receipt.new:
        return Content("")
    words = ngettext(
        "{count} decision will be recorded.", "{count} decisions will be recorded.", len(taken)
    )
    said = Content.styled(words.format(count=len(taken)), "bold")
    left = len(receipt.decisions) - len(taken)
    if not left:
        return said
    words = ngettext("{count} row is left (○).", "{count} rows are left (○).", left)
    can = len(receipt.new) - len(taken)
    if can == left:
        words = ngettext(
            "{count} row is left (○), and can be taken later from the same file.",
            "{count} rows are left (○), and can be taken later from the same file.",
            left,
        )
    elif can:
        words = ngettext(
            "{count} row is left (○); {can} of them can be taken.",
            "{count} rows are left (○); {can} of them can be taken.",
            left,
        )
    return Content.assemble(said, " ", words.format(count=left, can=can))


def take_of(receipt: Receipt, marked: frozenset[UUID | str]) -> Take:
    """The marked rows, and no others."""
    return Take(also=marked, leave=recordable(receipt) - marked)


def recordable(receipt: Receipt) -> frozenset[UUID | str]:
    """What can be marked: every row that brings something new."""
    decisions = frozenset[UUID | str](decision.mark for decision in receipt.new)
    return decisions | {reply.mark for reply in receipt.new_measures}


def interesting_first(receipt: Receipt) -> list[AssetDecision]:
    """What differs or is refused, then what is not simply approved, then the rest; each in its order."""
    differing = receipt.differing

    def rank(decision: AssetDecision) -> int:
        if decision.state is RowState.REFUSED or decision.asset in differing:
            return 0
        if decision.choice in {Choice.CHANGE, Choice.RETURN}:
            return 1
        return 3 if decision.choice is Choice.NONE else 2

    return sorted(receipt.decisions, key=lambda decision: (rank(decision), decision.number))


# ---------------------------------------------------------------- one row


def decision_columns(receipt: Receipt, width: int) -> list[Column[AssetDecision]]:
    """Name, every aspect from proposed to decided, answer and, where there is room, comment."""
    aspects = receipt.model.aspects if receipt.model else ()
    columns = [Column[AssetDecision](_("Information asset"), lambda d: plain(d.name))]
    columns += [_level_column(aspect) for aspect in aspects]
    columns.append(Column(_("Answer"), lambda d: answer(receipt, d), ANSWER_WIDTH))
    if width >= NORMAL:
        room = 36 if width >= WIDE else 24
        columns.append(Column(_("Comment"), lambda d: one_line(d.comment), room))
    return columns


def _level_column(aspect: Aspect) -> Column[AssetDecision]:
    return Column(f" {aspect.letter}", lambda d: _pair(d, aspect), PAIR_WIDTH)


def _pair(decision: AssetDecision, aspect: Aspect) -> Content:
    """The proposed level and, where it is another, the decided one."""
    proposed, decided = decision.proposed.get(aspect.id), decision.levels.get(aspect.id)
    before = chip(proposed, aspect, word=False, width=CELL_WIDTH)
    if decided is None or decided == proposed:
        return before
    return Content.assemble(before, ARROW, chip(decided, aspect, word=False, width=CELL_WIDTH))


def answer(receipt: Receipt, decision: AssetDecision) -> Content:
    """The answer in a word or two, and what keeps it from being taken as it stands."""
    if decision.state is RowState.REFUSED:
        return Content.assemble(alert("! "), _(ROW_STATES[decision.state]))
    if decision.choice is Choice.NONE:
        return Content.styled(_(CHOICES[Choice.NONE]), "$text-muted")
    words = _(CHOICES[decision.choice])
    if decision.state is RowState.SAME:
        return Content.styled(f"✓ {_(ROW_STATES[decision.state])}", "$text-muted")
    if decision.asset in receipt.differing:
        return Content.assemble(alert("! "), words)
    return Content(words) if decision.choice is Choice.APPROVE else Content.styled(words, "bold")


def in_full(receipt: Receipt, decision: AssetDecision) -> Content:
    """Everything about one row: the answer, the comment, what differs, why it is not taken."""
    return Content("\n").join(_full_lines(receipt, decision))


def _full_lines(receipt: Receipt, decision: AssetDecision) -> Iterator[Content]:
    yield plain(decision.name, "bold")
    words = _(CHOICES[decision.choice])
    if decision.with_rest:
        words = _("approved with “decide the rest as proposed”")
    yield Content.assemble((_("Answer"), "$text-muted"), "  ", words)
    if decision.comment:
        yield Content.assemble((_("Comment"), "$text-muted"), "  ", lines(decision.comment))
    if decision.reason:
        yield Content.assemble(alert("! "), one_line(decision.reason))
    for difference in receipt.differences_of(decision.asset):
        yield Content.assemble(alert("! "), one_line(difference.text))


# ---------------------------------------------------------------- what is to be looked at

Kind = Literal["difference", "problem", "note", "remark"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing seen in a returned workbook."""

    number: int
    kind: Kind
    text: str
    about: str = ""
    """The asset's name, or an empty text for the workbook as a whole."""
    difference: Difference | None = None


def findings(receipt: Receipt) -> list[Finding]:
    """Everything that was seen: what was not understood, what differs, what hinders nothing."""
    names: dict[UUID | str | None, str] = {d.asset: d.name for d in receipt.decisions}
    names |= {each.key: f"{each.measure} {each.title.get(language())}" for each in receipt.measures}
    found: list[tuple[Kind, str, str, Difference | None]] = [
        ("problem", problem.text, problem.about, None) for problem in receipt.problems
    ]
    found += [
        ("difference", d.text, names.get(d.asset or d.measure, ""), d) for d in receipt.differences
    ]
    if receipt.remarks:
        text = _("The owner's other remarks: {text}").format(text=receipt.remarks)
        found.append(("remark", text, "", None))
    found += [("note", str(note), "", None) for note in receipt.notes]
    return [
        Finding(number, kind, text, about, difference)
        for number, (kind, text, about, difference) in enumerate(found)
    ]
