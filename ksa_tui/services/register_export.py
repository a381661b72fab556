"""The register handed on: as a workbook, or as JSON values for other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from ksa_tui.collecting import resting
from ksa_tui.domain.register import RegisterRow
from ksa_tui.errors import RuleError
from ksa_tui.i18n import N_
from ksa_tui.services.register_rows import RegisterRows
from ksa_tui.services.show import SCHEMA
from ksa_tui.services.workbook_files import IS_THERE as IS_THERE  # noqa: PLC0414 - its callers' refusal
from ksa_tui.services.workbook_files import SUFFIX, place_for
from ksa_tui.spreadsheets.saving import save_new
from ksa_tui.store import Store

NO_WORKBOOK: Final = N_(
    "The register is written as a workbook. Give {name} a name that ends in .xlsx."
)

NOTHING: Final = N_("There is no information asset to write, so no register was made.")

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Target:
    """Where a register is to be written; without anything in ``exports`` of the workspace."""

    to: Path | None = None
    """A file that is not there yet, or a folder that is."""
    about: str = ""
    """What it was filtered by, in words."""


@resting()
def export(
    store: Store, found: RegisterRows, target: Target, progress: Progress | None = None
) -> Path:
    """Write a workbook of the assets found; returns its path. Never over another file.

    ``progress`` is told (done, total) now and then and may raise to stop: then nothing is written.
    """
    from ksa_tui.spreadsheets.register import RegisterCover, build

    if not found:
        raise RuleError(NOTHING)
    made = store.clock()
    usual = f"register-{made.astimezone().date().isoformat()}"
    folder, stem = place_for(store.workspace, target.to, usual, NO_WORKBOOK)
    cover = RegisterCover(len(found), found.models, made, target.about)
    return save_new(folder, stem, SUFFIX, build(found.in_full(), cover, progress))


def to_json(found: Iterable[RegisterRow], today: date) -> list[dict[str, Any]]:
    """All assets in the form of the contract; ``null`` is not rated, never 0."""
    return [_asset(row, today) for row in found]


def _asset(row: RegisterRow, today: date) -> dict[str, Any]:
    common = {
        "schema": SCHEMA,
        "id": str(row.asset),
        "name": row.name,
        "status": row.status.value,
        "workshop": {"id": str(row.workshop), "title": row.workshop_title},
    }
    if row.levels is None:
        return common
    return {
        **common,
        "department": row.department or None,
        "owner": row.owner or None,
        "model": {"id": row.model.id, "version": row.model.version},
        "levels_are": "decided" if row.is_decided else "proposed",
        "levels": {aspect.letter: row.levels[aspect.id] for aspect in row.model.aspects},
        "below_floor": [a.letter for a in row.model.aspects if a.id in row.below_floor],
        "decided_on": row.decided_on.isoformat() if row.decided_on else None,
        "due": row.review_on.isoformat() if row.review_on else None,
        "overdue": row.is_overdue(today),
        "systems": list(row.systems),
        "flags": list(row.flags),
    }
