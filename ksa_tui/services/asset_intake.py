"""How assets come into a workshop: by hand, from a list, from the pool of a list, from the catalogue."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import count
from typing import Final
from uuid import UUID

from ksa_tui import reference
from ksa_tui.domain.model import Catalogue, CatalogueAsset
from ksa_tui.domain.workshop import Ref
from ksa_tui.errors import KsaError, RuleError
from ksa_tui.i18n import N_, language
from ksa_tui.services.asset_drafts import checked
from ksa_tui.services.asset_writing import STEP, Writer, refuse_duplicates
from ksa_tui.services.models import model_of
from ksa_tui.services.shapes import AssetDraft, PoolRow
from ksa_tui.services.treatments import NO_ASSET
from ksa_tui.store import Store, Unit
from ksa_tui.store.finding import find_neighbours
from ksa_tui.store.quick import NAMES, POOL, rows, to_id
from ksa_tui.store.tables import AssetRow, PooledAssetRow, WorkshopAssetRow

NOT_IN_CATALOGUE: Final = N_("The catalogue has no information asset “{id}”.")
NOT_FOR_HERE: Final = N_(
    "“{name}” may concern Sweden's security and is not classified here. "
    "Contact the head of protective security."
)
NOT_IN_POOL: Final = N_("This information asset is not in the list beside the workshop any more.")


def add(store: Store, workshop_id: UUID, draft: AssetDraft, after: UUID | None = None) -> UUID:
    """Add an asset behind treatment ``after`` (None: last); returns the treatment's id.

    A name that the workshop has already, compared folded, is refused.
    """
    model = model_of(store, workshop_id)
    good = checked(model, draft)
    with store.command("asset.add", workshop=workshop_id) as unit:
        writer = Writer(unit, model, workshop_id)
        refuse_duplicates(unit, workshop_id, [good.name])
        position = position_after(unit, workshop_id, after)
        return writer.treat(writer.write([good]), [position])[0]


def add_from_catalogue(store: Store, workshop_id: UUID, ids: Sequence[str]) -> tuple[UUID, ...]:
    """Add assets of the catalogue, their flags unconfirmed; returns the treatments' ids.

    One that the workshop has already is refused, and so is one that belongs to protective security.
    """
    model = model_of(store, workshop_id)
    catalogue = reference.load_catalogue(store.workspace)
    drafts = [checked(model, draft) for draft in _catalogue_drafts(catalogue, ids)]
    with store.command("asset.catalogue", workshop=workshop_id) as unit:
        writer = Writer(unit, model, workshop_id)
        refuse_duplicates(unit, workshop_id, [draft.name for draft in drafts])
        return tuple(writer.treat(writer.write(drafts), _positions(unit, workshop_id)))


def import_rows(
    store: Store,
    workshop_id: UUID,
    drafts: Sequence[AssetDraft],
    pool: Sequence[AssetDraft] = (),
) -> int:
    """Add assets of a list, and leave ``pool`` beside the workshop: one transaction, one step to undo.

    Returns how many were added to the workshop. One that it has already is refused, and nothing is added.
    """
    model = model_of(store, workshop_id)
    treated = [checked(model, draft) for draft in drafts]
    left = [checked(model, draft) for draft in pool]
    with store.command("asset.import", workshop=workshop_id) as unit:
        writer = Writer(unit, model, workshop_id)
        refuse_duplicates(unit, workshop_id, [draft.name for draft in treated])
        made = writer.write([*treated, *left])
        writer.treat(made[: len(treated)], _positions(unit, workshop_id))
        waiting = unit.find(PooledAssetRow, workshop_id=workshop_id)
        first = max((row.position for row in waiting), default=0) + 1
        writer.pool(made[len(treated) :], first)
    return len(treated)


def known_names(store: Store, workshop_id: UUID) -> frozenset[str]:
    """The folded names of all assets of the workshop and of the pool beside it."""
    with store.driver() as connection:
        return frozenset(name for (name,) in rows(connection, NAMES, workshop_id.hex))


def pool(store: Store, workshop_id: UUID) -> tuple[PoolRow, ...]:
    """The assets beside the workshop, in the list's order."""
    with store.driver() as connection:
        found = rows(connection, POOL, workshop_id.hex)
    return tuple(PoolRow(to_id(key), *rest) for key, *rest in found)


def take_from_pool(store: Store, workshop_id: UUID, asset_ids: Sequence[UUID]) -> tuple[UUID, ...]:
    """Take assets of the pool into the workshop, last; returns the treatments' ids."""
    model = model_of(store, workshop_id)
    with store.command("asset.take", workshop=workshop_id) as unit:
        names = []
        for asset_id in asset_ids:
            waiting = unit.get(PooledAssetRow, (workshop_id, asset_id))
            asset = unit.get(AssetRow, asset_id)
            if waiting is None or asset is None:
                raise KsaError(NOT_IN_POOL)
            names.append(asset.name)
            unit.delete(waiting)
        refuse_duplicates(unit, workshop_id, names)
        writer = Writer(unit, model, workshop_id)
        return tuple(writer.treat(asset_ids, _positions(unit, workshop_id)))


def _positions(unit: Unit, workshop_id: UUID) -> Iterable[int]:
    """Places behind the last asset."""
    last, _ = find_neighbours(unit.connection, workshop_id, None)
    return count(last + STEP, STEP)


def position_after(unit: Unit, workshop_id: UUID, after: UUID | None) -> int:
    """A place behind ``after``; where there is no room left the workshop is spread out anew."""
    if after is not None:
        row = unit.get(WorkshopAssetRow, after)
        if row is None or row.workshop_id != workshop_id or row.removed_at is not None:
            raise KsaError(NO_ASSET)
    before, behind = find_neighbours(unit.connection, workshop_id, after)
    if behind is None:
        return before + STEP
    if behind - before < 2:
        _spread_out(unit, workshop_id)
        before, behind = find_neighbours(unit.connection, workshop_id, after)
    return before + STEP // 2 if behind is None else (before + behind) // 2


def _spread_out(unit: Unit, workshop_id: UUID) -> None:
    rows = unit.find(WorkshopAssetRow, workshop_id=workshop_id)
    for number, row in enumerate(sorted(rows, key=lambda row: row.position), start=1):
        unit.update(row, position=number * STEP)
    unit.flush()


def _catalogue_drafts(catalogue: Catalogue, ids: Iterable[str]) -> Iterable[AssetDraft]:
    known = {asset.id: asset for asset in catalogue.assets}
    for asset_id in ids:
        asset = known.get(asset_id)
        if asset is None:
            raise RuleError(NOT_IN_CATALOGUE, id=asset_id)
        if asset.stop:
            raise RuleError(NOT_FOR_HERE, name=asset.name.get(language()))
        yield _catalogue_draft(catalogue, asset)


def _catalogue_draft(catalogue: Catalogue, asset: CatalogueAsset) -> AssetDraft:
    secrecy = [Ref("law", catalogue.secrecy[rule].cite, asset.osl_sure) for rule in asset.osl]
    other = [Ref("law", text) for text in asset.other]
    personal = [Ref("personal_data", asset.personal_data)] if asset.personal_data else []
    return AssetDraft(
        name=asset.name.get(language()),
        description=asset.description.get(language()),
        refs=(*secrecy, *other, *personal),
        flags=dict.fromkeys(asset.flags, True),
        flag_source="catalogue",
        catalogue_id=asset.id,
    )
