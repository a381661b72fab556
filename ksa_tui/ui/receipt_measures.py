"""What the receipt of a returned workbook says of measures: a section of its own. Pure; no widget."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from textual.content import Content

from ksa_tui.domain.answer_words import ROW_STATES
from ksa_tui.domain.receipt import MeasureReply, Receipt, RowState
from ksa_tui.i18n import _, language, ngettext
from ksa_tui.ui.measure_words import scope_words
from ksa_tui.ui.sizes import NORMAL, WIDE
from ksa_tui.ui.texts import joined, one_line, plain
from ksa_tui.ui.widgets.table_line import Column
from ksa_tui.ui.widgets.words import alert

DAY_WIDTH = 12
STATE_WIDTH = 12


def measures_head(receipt: Receipt) -> Content:
    """How many measures get something: "Åtgärder: 3 får ansvarig eller datum"."""
    count = len(receipt.new_measures)
    words = ngettext(
        "Measures: {count} gets a responsible role or a date",
        "Measures: {count} get a responsible role or a date",
        count,
    )
    said = [Content.styled(words.format(count=count), "bold")]
    for state, beside in (
        (RowState.SAME, _("recorded before")),
        (RowState.REFUSED, _("not taken")),
    ):
        if number := sum(reply.state is state for reply in receipt.measures):
            said.append(Content.assemble((str(number), "bold"), " ", beside))
    return Content("    ").join(said)


def measures_outcome(receipt: Receipt, taken: Sequence[MeasureReply]) -> str:
    """What recording would do with them now; empty where there are none."""
    if not receipt.new_measures:
        return ""
    words = ngettext("{count} measure is updated.", "{count} measures are updated.", len(taken))
    return words.format(count=len(taken))


def interesting_measures(receipt: Receipt) -> list[MeasureReply]:
    """What differs or is refused, then the rest; each as on the sheet."""
    differing = receipt.differing_measures

    def rank(reply: MeasureReply) -> tuple[bool, int]:
        is_fine = reply.state is not RowState.REFUSED and reply.key not in differing
        return is_fine, reply.row

    return sorted(receipt.measures, key=rank)


def measure_columns(receipt: Receipt, width: int) -> list[Column[MeasureReply]]:
    """Measure, place where there is room, role, date, and what keeps it from being taken."""
    columns = [Column[MeasureReply](_("Measure"), named)]
    if width >= NORMAL:
        columns.append(
            Column(_("Where"), lambda r: one_line(where(r)), 34 if width >= WIDE else 22)
        )
    columns.append(Column(_("Responsible"), lambda r: one_line(r.role), 20))
    columns.append(Column(_("Done by"), lambda r: day(r.due), DAY_WIDTH))
    columns.append(Column("", lambda r: _state(receipt, r), STATE_WIDTH))
    return columns


def named(reply: MeasureReply) -> Content:
    """The measure, by id and name."""
    return Content.assemble((f"{one_line(reply.measure)} ", "$text-muted"), _title(reply))


def where(reply: MeasureReply) -> str:
    """The place where the answer holds."""
    return reply.place_name or scope_words(reply.place[0])


def day(due: date | None) -> str:
    """A date, or a dash."""
    return due.isoformat() if due else "–"


def _title(reply: MeasureReply) -> str:
    return one_line(reply.title.get(language()))


def _state(receipt: Receipt, reply: MeasureReply) -> Content:
    if reply.state is RowState.REFUSED:
        return Content.assemble(alert("! "), _(ROW_STATES[reply.state]))
    if reply.state is RowState.SAME:
        return Content.styled(f"✓ {_(ROW_STATES[reply.state])}", "$text-muted")
    if reply.key in receipt.differing_measures:
        return Content.assemble(alert("! "), _("differs"))
    return Content("")


def measure_in_full(receipt: Receipt, reply: MeasureReply) -> Content:
    """Everything about one row: what the app has, what was written, what differs, why it is not taken."""
    return Content("\n").join(_full_lines(receipt, reply))


def _full_lines(receipt: Receipt, reply: MeasureReply) -> Iterator[Content]:
    about = [plain(f"{reply.measure} {reply.title.get(language())}", "bold")]
    yield joined([*about, Content.styled(one_line(where(reply)), "$text-muted")])
    for words, was, now in (
        (_("Responsible"), one_line(reply.was_role) or "–", one_line(reply.role) or "–"),
        (_("Done by"), day(reply.was_due), day(reply.due)),
    ):
        changed = [Content(was), Content(" ▸ "), Content.styled(now, "bold")]
        said = [Content(now)] if was == now else changed
        if reply.state is RowState.REFUSED:
            said = [Content(was)]
        yield Content.assemble((words, "$text-muted"), "  ", *said)
    if reply.reason:
        yield Content.assemble(alert("! "), one_line(reply.reason))
    for difference in receipt.differences_of(reply.key):
        yield Content.assemble(alert("! "), one_line(difference.text))
