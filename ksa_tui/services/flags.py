"""Flags of an asset: answered and confirmed in the room, and the floors that follow."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from ksa_tui.domain.model import Model
from ksa_tui.domain.workshop import Asset
from ksa_tui.errors import RuleError
from ksa_tui.i18n import N_
from ksa_tui.services.derived import refresh
from ksa_tui.services.treatments import open_treatment_of, treatment_of
from ksa_tui.store import Store, Unit
from ksa_tui.store.tables import AssetFlagRow

NO_FLAG: Final = N_("The model has no flag “{flag}”.")


def answer_flag(store: Store, treatment_id: UUID, flag: str, value: bool | None) -> Asset:
    """Answer a flag yes or no, confirmed by the room; None takes the answer back."""
    here = open_treatment_of(store, treatment_id)
    check_flag(here.model, flag)
    asset_id = here.asset.asset_id
    with store.command("asset.flag", workshop=here.workshop, asset=asset_id) as unit:
        set_flag(unit, asset_id, flag, value)
        refresh(store, unit, [asset_id])
    return treatment_of(store, treatment_id).asset


def confirm_flags(store: Store, treatment_id: UUID) -> Asset:
    """Confirm the flags that came with the catalogue or a list: from now on they lift floors."""
    here = open_treatment_of(store, treatment_id)
    asset_id = here.asset.asset_id
    with store.command("asset.confirm_flags", workshop=here.workshop, asset=asset_id) as unit:
        for row in unit.find(AssetFlagRow, asset_id=asset_id, confirmed_at=None):
            unit.update(row, confirmed_at=unit.now)
        if unit.changes:
            refresh(store, unit, [asset_id])
    return treatment_of(store, treatment_id).asset


def check_flag(model: Model, flag: str) -> None:
    """Refuse a flag that the model does not have."""
    if model.flag(flag) is None:
        raise RuleError(NO_FLAG, flag=flag)


def set_flag(unit: Unit, asset_id: UUID, flag: str, value: bool | None) -> None:
    """Write an answer given in the room; one given already, and confirmed, stays as it is."""
    row = unit.get(AssetFlagRow, (asset_id, flag))
    if value is None:
        if row is not None:
            unit.delete(row)
    elif row is None:
        unit.insert(
            AssetFlagRow(
                asset_id=asset_id,
                flag_id=flag,
                value=value,
                source="question",
                confirmed_at=unit.now,
            )
        )
    elif row.value != value or row.confirmed_at is None:
        unit.update(row, value=value, source="question", confirmed_at=unit.now)
