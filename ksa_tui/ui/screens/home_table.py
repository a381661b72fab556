"""The columns of Home's table, and what its rail says about the row under the cursor."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from rich.cells import cell_len
from textual.content import Content

from ksa_tui.domain.status import WorkshopStatus
from ksa_tui.i18n import _, long_date, ngettext
from ksa_tui.services.home import HomeRow, HomeView
from ksa_tui.ui.home_words import MARKS, Attention, next_step, place_words, status_words
from ksa_tui.ui.sizes import NORMAL, WIDE
from ksa_tui.ui.texts import one_line, plain
from ksa_tui.ui.widgets.meter import meter
from ksa_tui.ui.widgets.table_line import Column


def home_columns(
    view: HomeView, today: date, width: int, *, two_lines: bool
) -> list[Column[HomeRow]]:
    """Title, progress, status, date; widths from what the rows hold, the title takes the rest."""
    rows = view.rows
    bar = 8 if width >= NORMAL else 6
    figures = max((len(_figures(row)) for row in rows), default=0)

    def title(row: HomeRow) -> Content:
        return plain(row.title, "bold" if two_lines else "")

    def progress(row: HomeRow) -> Content:
        return _progress(row, bar, figures)

    def words(row: HomeRow) -> str:
        return _status_words(row, is_last=row.id == view.last and not two_lines)

    def status(row: HomeRow) -> Content:
        waits_for_me = row.status in {WorkshopStatus.OPEN, WorkshopStatus.READY}
        return Content.styled(words(row), "bold" if waits_for_me else "")

    def step(row: HomeRow) -> Content:
        return Content.styled(_step_words(row, today), "$text-muted")

    shown = [words(row) for row in rows]
    if two_lines:
        shown += [_step_words(row, today) for row in rows]
    widest = max(map(cell_len, shown), default=0)
    columns = [
        Column[HomeRow](_("Workshop"), title, detail=_department_and_owner),
        Column[HomeRow](_("Classified"), progress, bar + 1 + max(figures, 5)),
        Column[HomeRow](_("Status"), status, max(widest, 12), detail=step),
    ]
    if width < WIDE:
        columns.append(Column[HomeRow](_("Date"), _date, 10))
    return columns


def _department_and_owner(row: HomeRow) -> Content:
    return plain(", ".join(part for part in (row.department, row.owner) if part), "$text-muted")


def _figures(row: HomeRow) -> str:
    return f"{row.classified}/{row.total}"


def _progress(row: HomeRow, bar: int, figures: int) -> Content:
    if not row.total:
        return Content.styled("–", "$text-muted")
    return Content.assemble(
        meter(row.classified, row.total, bar), " ", _figures(row).rjust(figures)
    )


def _status_words(row: HomeRow, *, is_last: bool) -> str:
    place = place_words(row) if is_last and not row.returned else ""
    return f"{MARKS[row.status]} {place}" if place else status_words(row)


def _step_words(row: HomeRow, today: date) -> str:
    return "  " + next_step(row, today)


def _date(row: HomeRow) -> Content:
    day = row.held_on or row.created.date()
    return Content.styled(day.isoformat(), "$text-muted")


def details(row: HomeRow) -> Content:
    """What the rail says in words; nothing of any asset."""
    day = row.held_on or row.created.date()
    owner = _("Information owner {name}").format(name=one_line(row.owner)) if row.owner else ""
    muted = [part for part in (one_line(row.department), owner, long_date(day)) if part]
    parts = [plain(row.title, "bold"), *(Content.styled(part, "$text-muted") for part in muted)]
    if row.status is WorkshopStatus.OPEN and row.next_number is not None:
        words = _("Continue with asset {number} of {total}")
        parts += [
            Content(""),
            Content.assemble(
                ("▸ ", "bold $accent"), words.format(number=row.next_number, total=row.total)
            ),
        ]
        if row.next_aspect:
            aspect = _("aspect {letter}").format(letter=row.next_aspect)
            parts.append(Content.styled(f"  {aspect}", "$text-muted"))
    return Content("\n").join(parts)


def attention_lines(shown: Sequence[Attention], left: int, *, narrow: bool) -> Content:
    """What needs somebody, one line each, and how much more there is."""
    titles = min(max((len(a.title) for a in shown), default=0), 32) + 3
    what = max((len(a.what) for a in shown), default=0) + 3
    lines = [
        Content.assemble(
            _padded(plain(a.title, "bold"), titles),
            a.what if narrow else a.what.ljust(what),
            "" if narrow else (a.detail, "$text-muted"),
        )
        for a in shown
    ]
    if left:
        more = ngettext("and {count} more", "and {count} more", left).format(count=left)
        lines.append(Content.styled(more, "$text-muted"))
    return Content("\n").join(lines)


def _padded(text: Content, width: int) -> Content:
    cut = text.truncate(width - 2, ellipsis=True)
    return cut.pad_right(width - cut.cell_length)
