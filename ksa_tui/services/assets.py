"""Information assets of a workshop: every use case by one name; changing, removing and putting off here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from ksa_tui.domain.texts import fold
from ksa_tui.domain.workshop import Ref
from ksa_tui.errors import KsaError, RuleError
from ksa_tui.services.asset_drafts import checked, ref_columns
from ksa_tui.services.asset_intake import (
    add,
    add_from_catalogue,
    import_rows,
    known_names,
    pool,
    take_from_pool,
)
from ksa_tui.services.asset_writing import DUPLICATE, Writer
from ksa_tui.services.derived import refresh
from ksa_tui.services.shapes import AssetDraft, PoolRow
from ksa_tui.services.treatments import (
    NO_ASSET,
    Treatment,
    open_treatment_of,
    treatment_of,
)
from ksa_tui.store import Store, Unit
from ksa_tui.store.finding import find_names, find_places
from ksa_tui.store.tables import (
    AssetFlagRow,
    AssetRefRow,
    AssetRow,
    PooledAssetRow,
    SystemAssetRow,
    WorkshopAssetRow,
)

__all__ = [
    "AssetDraft",
    "PoolRow",
    "add",
    "add_from_catalogue",
    "defer",
    "draft_of",
    "edit",
    "import_rows",
    "known_names",
    "pool",
    "remove",
    "set_systems",
    "take_from_pool",
]


def draft_of(store: Store, treatment_id: UUID) -> AssetDraft:
    """The form as it was left; the first note is the form's own."""
    asset = treatment_of(store, treatment_id).asset
    notes = [ref for ref in asset.refs if ref.kind == "note"]
    return AssetDraft(
        name=asset.name,
        description=asset.description,
        medium=asset.medium,
        systems=tuple(system.name for system in asset.systems),
        refs=tuple(ref for ref in asset.refs if ref not in notes[:1]),
        flags={answer.flag: answer.value for answer in asset.flags},
        department=asset.department.name if asset.department else "",
        owner_name=asset.owner.name if asset.owner else "",
        catalogue_id=asset.catalogue_id,
        note=notes[0].value if notes else "",
    )


def edit(store: Store, treatment_id: UUID, draft: AssetDraft) -> None:
    """Change what the form asks for; flags answered as before keep who said so."""
    here = open_treatment_of(store, treatment_id)
    good = checked(here.model, draft)
    asset_id = here.asset.asset_id
    with store.command("asset.edit", workshop=here.workshop, asset=asset_id) as unit:
        _refuse_other(unit, here, good.name)
        writer = Writer(unit, here.model, here.workshop)
        unit.update(_asset_row(unit, asset_id), **writer.columns(good))
        _set_refs(unit, asset_id, good.all_refs)
        _set_flags(unit, asset_id, good)
        _set_systems(unit, asset_id, writer.systems(good.systems))
        refresh(store, unit, [asset_id])


def set_systems(store: Store, treatment_id: UUID, systems: Sequence[str]) -> None:
    """Say in which systems an asset is handled."""
    here = open_treatment_of(store, treatment_id)
    asset_id = here.asset.asset_id
    names = checked(here.model, AssetDraft(here.asset.name, systems=tuple(systems))).systems
    with store.command("asset.systems", workshop=here.workshop, asset=asset_id) as unit:
        writer = Writer(unit, here.model, here.workshop)
        _set_systems(unit, asset_id, writer.systems(names))


def remove(store: Store, treatment_id: UUID) -> None:
    """Take an asset out of its workshop; undo brings it back with all that was said about it."""
    here = treatment_of(store, treatment_id)
    asset_id = here.asset.asset_id
    with store.command("asset.remove", workshop=here.workshop, asset=asset_id) as unit:
        unit.update(_treatment_row(unit, treatment_id), removed_at=unit.now)
        unit.flush()
        elsewhere = find_places(unit.connection, [asset_id])
        if not elsewhere and not unit.find(PooledAssetRow, asset_id=asset_id):
            unit.update(_asset_row(unit, asset_id), deleted_at=unit.now)


def defer(store: Store, treatment_id: UUID, deferred: bool) -> None:
    """Put an asset off to a next session, or take it up again; while put off it blocks nothing."""
    here = open_treatment_of(store, treatment_id)
    asset_id = here.asset.asset_id
    with store.command("asset.defer", workshop=here.workshop, asset=asset_id) as unit:
        if unit.update(_treatment_row(unit, treatment_id), deferred=deferred):
            refresh(store, unit, [asset_id])


def _refuse_other(unit: Unit, here: Treatment, name: str) -> None:
    known = find_names(unit.connection, here.workshop, [fold(name)])
    if known and here.asset.id not in known.values():
        raise RuleError(DUPLICATE, name=name)


def _set_refs(unit: Unit, asset_id: UUID, refs: Iterable[Ref]) -> None:
    known = {(row.kind, row.value): row for row in unit.find(AssetRefRow, asset_id=asset_id)}
    for columns in ref_columns(refs):
        row = known.pop((columns["kind"], columns["value"]), None)
        if row is None:
            unit.insert(AssetRefRow(id=unit.new_id(), asset_id=asset_id, **columns))
        else:
            unit.update(row, **columns)
    for row in known.values():
        unit.delete(row)


def _set_flags(unit: Unit, asset_id: UUID, draft: AssetDraft) -> None:
    known = {row.flag_id: row for row in unit.find(AssetFlagRow, asset_id=asset_id)}
    confirmed = unit.now if draft.flag_source == "question" else None
    for flag, value in draft.flags.items():
        row = known.pop(flag, None)
        if row is None:
            unit.insert(
                AssetFlagRow(
                    asset_id=asset_id,
                    flag_id=flag,
                    value=value,
                    source=draft.flag_source,
                    confirmed_at=confirmed,
                )
            )
        elif row.value != value:
            unit.update(row, value=value, source=draft.flag_source, confirmed_at=confirmed)
    for row in known.values():
        unit.delete(row)


def _set_systems(unit: Unit, asset_id: UUID, systems: set[UUID]) -> None:
    known = {row.system_id: row for row in unit.find(SystemAssetRow, asset_id=asset_id)}
    for system in sorted(systems - known.keys()):
        unit.insert(SystemAssetRow(asset_id=asset_id, system_id=system))
    for system in known.keys() - systems:
        unit.delete(known[system])


def _asset_row(unit: Unit, asset_id: UUID) -> AssetRow:
    row = unit.get(AssetRow, asset_id)
    if row is None:
        raise KsaError(NO_ASSET)
    return row


def _treatment_row(unit: Unit, treatment_id: UUID) -> WorkshopAssetRow:
    row = unit.get(WorkshopAssetRow, treatment_id)
    if row is None:
        raise KsaError(NO_ASSET)
    return row
