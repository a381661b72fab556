"""The end of the owner's receipt: what was not recorded and why, and the measures with role and date."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from ksa_tui.domain.leaving import EXCLUDED, OTHER, SETTLED, WHY
from ksa_tui.domain.measure_book import read_key
from ksa_tui.domain.model import Measures
from ksa_tui.domain.protecting import Answer
from ksa_tui.domain.workshop import Workshop
from ksa_tui.i18n import speaking


def left_of(receipt: Any, asked: Sequence[UUID], decided: Sequence[UUID]) -> dict[UUID, str]:
    """The treatments that were asked about and not recorded from this file, with the code of why.

    A receipt that was recorded before the reasons were kept knows only which ones.
    """
    log = receipt.differences or {}
    if "left" in log:
        return {UUID(treatment): code for treatment, code in log["left"].items()}
    return {treatment: OTHER for treatment in asked if treatment not in decided}


def sum_line(total: int, left: int, language: str) -> str:
    """How many rows of the workbook were recorded, and where the others stand."""
    catalogue = speaking(language)
    if not left:
        return catalogue.gettext("All {total} rows are answered and recorded.").format(total=total)
    return catalogue.ngettext(
        "Of {total} rows {left} is not recorded: it stands at the end, with why.",
        "Of {total} rows {left} are not recorded: they stand at the end, with why.",
        left,
    ).format(total=total, left=left)


def left_lines(left: Mapping[UUID, str], workshop: Workshop, language: str) -> Iterator[str]:
    """The assets that nothing was recorded about, in the workshop's order, and what to do."""
    if not left:
        return
    _ = speaking(language).gettext
    yield ""
    yield _("Not recorded:")
    left = {**left, **{a.id: EXCLUDED for a in workshop.assets if a.excluded and a.id in left}}
    names = {a.id: a.excluded.label if a.excluded else a.name for a in workshop.assets}
    for treatment in (*(each for each in names if each in left), *(left.keys() - names.keys())):
        yield ""
        yield names.get(treatment) or _("An information asset that was removed")
        yield f"  {_(WHY.get(left[treatment], WHY[OTHER]))}"
    if any(code not in SETTLED for code in left.values()):
        yield ""
        yield _("Answer those rows in the same workbook, and send it back once more.")


def measure_lines(
    receipt: Any, measures: Measures, answers: Sequence[Answer], language: str
) -> Iterator[str]:
    """The measures that got a role or a date, with both as this receipt set them."""
    log = receipt.differences or {}
    rows = [found for key in log.get("measures", ()) if (found := read_key(key))]
    if not rows:
        return
    _ = speaking(language).gettext
    now = {(each.measure, (each.scope, each.place)): each for each in answers}
    moments = {receipt.read_at, *map(datetime.fromisoformat, log.get("recorded_at", ()))}
    yield ""
    yield _("Measures that got a responsible role or a date:")
    for measure in measures.measures:
        for name, place in rows:
            if name == measure.id:
                yield f"  {measure.id} {measure.title.get(language)}"
                yield f"    {_said(now.get((name, place)), moments, language)}"


def _said(answer: Answer | None, moments: Collection[datetime | None], language: str) -> str:
    _ = speaking(language).gettext
    if answer is None or answer.at not in moments:
        return _("Changed since then.")
    return _("Responsible: {role}. Done by: {day}.").format(
        role=answer.role or "–", day=answer.due.isoformat() if answer.due else "–"
    )
