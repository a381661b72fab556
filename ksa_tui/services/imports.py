"""Lists of information assets into a workshop: a plan that names everything, then one step that takes it.

Screens import this before the store's engine and the reading library are there: both come in the functions.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import UUID

from ksa_tui.collecting import resting
from ksa_tui.domain.cleaning import NAME_LIMIT
from ksa_tui.domain.importing import (
    Choices,
    Code,
    Effect,
    ImportPlan,
    ImportResult,
    ImportRow,
    Problem,
    RowDraft,
    RowState,
)
from ksa_tui.domain.model import Model
from ksa_tui.domain.status import AssetStatus
from ksa_tui.domain.texts import fold
from ksa_tui.errors import RuleError
from ksa_tui.i18n import N_, _
from ksa_tui.services.import_report import plan_json, report_lines
from ksa_tui.services.import_words import (
    column_why,
    column_word,
    place,
    row_word,
    what_to_do,
    why,
)
from ksa_tui.services.shapes import AssetDraft

if TYPE_CHECKING:
    from ksa_tui.store import Store

__all__ = [
    "column_why",
    "column_word",
    "commit",
    "place",
    "plan",
    "plan_json",
    "preview",
    "report_lines",
    "row_word",
    "what_to_do",
    "why",
]

NOTHING: Final = N_("{name} brings nothing to the workshop: {reason}")
NO_ROWS: Final = N_("it has no rows that could be information assets.")


@resting()
def plan(
    store: Store,
    workshop_id: UUID,
    path: Path,
    choices: Choices | None = None,
    *,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> ImportPlan:
    """What the list at ``path`` would bring to the workshop; nothing is changed.

    ``choices`` says otherwise than what was found: the same call again shows what comes of it. ``progress``
    gets rows read and rows in all; ``ImportCancelledError`` as soon as ``cancelled()`` is true.
    """
    from ksa_tui.services import assets
    from ksa_tui.spreadsheets.asset_lists import read_list

    found = read_list(
        path,
        existing_names=_workshop_names(store, workshop_id),
        pool_names=[row.name for row in assets.pool(store, workshop_id)],
        choices=choices,
        progress=progress,
        cancelled=cancelled,
    )
    return _with_excluded(store, workshop_id, found)


def _with_excluded(store: Store, workshop_id: UUID, found: ImportPlan) -> ImportPlan:
    """The plan, saying that something here is excluded: a list may bring it back, and nobody can tell which."""
    from ksa_tui.services.tables import table

    count = sum(row.status is AssetStatus.STOPPED for row in table(store, workshop_id).rows)
    if not (count and found.rows):
        return found
    notice = Problem(Code.EXCLUDED_HERE, Effect.NOTICE, detail=str(count))
    return replace(found, problems=(*found.problems, notice))


def preview(
    plan: ImportPlan, chosen: Collection[int], *, rest_to_pool: bool = True
) -> ImportResult:
    """What ``commit`` would do with the same arguments."""
    wanted = frozenset(chosen)
    taken = sum(row.index in wanted for row in plan.rows)
    pooled = len(_rest(plan, wanted)) if rest_to_pool else 0
    return ImportResult(taken, pooled, len(plan.rows) - taken - pooled)


@resting()
def commit(
    store: Store,
    workshop_id: UUID,
    plan: ImportPlan,
    chosen: Collection[int],
    *,
    rest_to_pool: bool = True,
) -> ImportResult:
    """Take the rows ``chosen`` (by index) into the workshop, in the list's order, in one step to undo.

    The new rows that were not chosen stay in the pool outside the workshop. A chosen row whose name is taken
    gets its department, heading or a number added to the name. A list that brings nothing is refused.
    """
    if not plan.rows:
        raise RuleError(NOTHING, name=plan.file_name, reason=_first_reason(plan))
    result = preview(plan, chosen, rest_to_pool=rest_to_pool)
    if not result.added and not result.pooled:
        return result
    from ksa_tui.services import assets
    from ksa_tui.services.backups import keep_safe
    from ksa_tui.services.models import model_of

    keep_safe(store)
    wanted = frozenset(chosen)
    model = model_of(store, workshop_id)
    names = _Names(map(fold, _workshop_names(store, workshop_id)))
    rows = [row for row in plan.rows if row.index in wanted]
    rest = _rest(plan, wanted) if rest_to_pool else []
    drafts = [_asset_draft(model, row.draft, names.free(row.draft)) for row in rows]
    pool = [_asset_draft(model, row.draft, row.draft.name) for row in rest]
    assets.import_rows(store, workshop_id, drafts, pool)
    return result


def _workshop_names(store: Store, workshop_id: UUID) -> list[str]:
    from ksa_tui.services.tables import table

    return [row.name for row in table(store, workshop_id).rows]


class _Names:
    """The names of a workshop while rows are added to it."""

    def __init__(self, folded: Iterable[str]) -> None:
        self._taken = set(folded)

    def free(self, draft: RowDraft) -> str:
        """The draft's name, with something added when it is taken."""
        for name in _names(draft):
            if (folded := fold(name)) not in self._taken:
                self._taken.add(folded)
                return name
        raise AssertionError("the numbers never end")


def _names(draft: RowDraft) -> Iterator[str]:
    yield draft.name
    for addition in (draft.department, draft.group):
        if addition:
            yield _with(draft.name, addition)
    number = 2
    while True:
        yield _with(draft.name, str(number))
        number += 1


def _with(name: str, addition: str) -> str:
    ending = f" ({addition[:60]})"
    return name[: NAME_LIMIT - len(ending)] + ending


def _rest(plan: ImportPlan, chosen: frozenset[int]) -> list[ImportRow]:
    return [row for row in plan.rows if row.state is RowState.NEW and row.index not in chosen]


def _asset_draft(model: Model, draft: RowDraft, name: str) -> AssetDraft:
    """The draft as the workshop takes it: only flags that its model knows, the heading in the note."""
    heading = _("Heading in the list: {heading}").format(heading=draft.group) if draft.group else ""
    return AssetDraft(
        name=name,
        description=draft.description,
        medium=draft.medium,
        systems=draft.systems,
        refs=draft.refs,
        flags={flag: value for flag, value in draft.flags.items() if model.flag(flag) is not None},
        flag_source="import",
        department=draft.department,
        owner_name=draft.owner_name,
        note="\n".join(filter(None, (draft.note, heading))),
    )


def _first_reason(plan: ImportPlan) -> str:
    """Why a plan has no rows: what is wrong with the sheet, else that nothing in it is an asset."""
    broken = next((p for p in plan.problems if p.row is None and p.effect is Effect.SKIPPED), None)
    return f"{why(broken)} {what_to_do(broken)}" if broken else _(NO_ROWS)
