"""Two systems that are one: written in two ways in two lists, or replaced by each other."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from ksa_tui.domain.system_rings import ring
from ksa_tui.errors import KsaError, RuleError
from ksa_tui.i18n import N_
from ksa_tui.services.system_changes import NO_SYSTEM, row_of, way_words
from ksa_tui.services.systems import Systems, read
from ksa_tui.store import Store, Unit
from ksa_tui.store.tables import (
    MeasureAnswerRow,
    SystemAssetRow,
    SystemLinkRow,
    SystemUpliftRow,
)

SAME: Final = N_("“{name}” is one system already. Choose another one to make it one with.")
MERGE_RING: Final = N_(
    "The two cannot be made one: the levels would go round, {way}. Take one of the links away first."
)


def merge(store: Store, kept: UUID, other: UUID) -> None:
    """Make two systems one: ``kept`` gets all that was said about ``other``, which is retired.

    What is said about both stays as ``kept`` has it.
    """
    found = read(store)
    for each in (kept, other):
        if each not in found.facts:
            raise KsaError(NO_SYSTEM)
    if kept == other:
        raise RuleError(SAME, name=found.name(kept))
    _refuse_ring(found, kept, other)
    with store.command("system.merge") as unit:
        _take_over(unit, kept, other)
        row, gone = row_of(unit, kept), row_of(unit, other)
        unit.update(
            row,
            supplier=row.supplier or gone.supplier,
            owner=row.owner or gone.owner,
            department_id=row.department_id or gone.department_id,
        )
        unit.update(gone, retired_at=unit.now)


def _refuse_ring(found: Systems, kept: UUID, other: UUID) -> None:
    def one(system: UUID) -> UUID:
        return kept if system == other else system

    sources: dict[UUID, set[UUID]] = {}
    for heir, those in found.sources.items():
        sources.setdefault(one(heir), set()).update({one(each) for each in those} - {one(heir)})
    for source in sorted(sources.pop(kept, ())):
        if way := ring(sources, kept, source):
            raise RuleError(MERGE_RING, way=way_words(found, way))
        sources.setdefault(kept, set()).add(source)


def _take_over(unit: Unit, kept: UUID, other: UUID) -> None:
    """Move every row that names ``other``, unless the same is said about ``kept``."""
    moves: list[tuple[type[Any], str, tuple[str, ...]]] = [
        (SystemAssetRow, "system_id", ("asset_id", "system_id")),
        (SystemLinkRow, "parent_id", ("parent_id", "child_id")),
        (SystemLinkRow, "child_id", ("parent_id", "child_id")),
        (SystemUpliftRow, "system_id", ("system_id", "model_version_id", "aspect")),
    ]
    for kind, names, keys in moves:
        for row in unit.find(kind, **{names: other}):
            columns = {column.name: getattr(row, column.name) for column in kind.__table__.columns}
            unit.delete(row)
            unit.flush()
            changed = {**columns, names: kept, "version": 1}
            is_self = kind is SystemLinkRow and changed["parent_id"] == changed["child_id"]
            if not is_self and unit.get(kind, tuple(changed[key] for key in keys)) is None:
                unit.insert(kind(**changed))
                unit.flush()
    _take_over_answers(unit, kept, other)


def _take_over_answers(unit: Unit, kept: UUID, other: UUID) -> None:
    said = {row.measure_id for row in unit.find(MeasureAnswerRow, system_id=kept)}
    for row in unit.find(MeasureAnswerRow, system_id=other):
        if row.measure_id in said:
            unit.delete(row)
        else:
            unit.update(row, system_id=kept)
