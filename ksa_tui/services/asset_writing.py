"""Assets on their way into the store: one or ten thousand, by the same few statements."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from ksa_tui.domain.model import Model
from ksa_tui.domain.texts import fold
from ksa_tui.errors import KsaError, RuleError
from ksa_tui.i18n import N_
from ksa_tui.services.asset_drafts import named, ref_columns
from ksa_tui.services.models import NO_WORKSHOP
from ksa_tui.services.people import department_named, owner_named
from ksa_tui.services.shapes import AssetDraft
from ksa_tui.store import Unit
from ksa_tui.store.finding import find_names, find_retired, find_systems
from ksa_tui.store.tables import (
    AssetFlagRow,
    AssetRefRow,
    AssetRow,
    OwnerRow,
    PooledAssetRow,
    SystemAssetRow,
    SystemRow,
    WorkshopAssetRow,
    WorkshopRow,
)

DUPLICATE: Final = N_(
    "The workshop already has an information asset “{name}”. Give this one another name."
)
TWICE: Final = N_("“{name}” is there twice. Give one of them another name, or leave it out.")

STEP: Final = 1 << 32
"""Between the positions of neighbours: room for what is found while talking."""


def refuse_duplicates(unit: Unit, workshop_id: UUID, names: Sequence[str]) -> None:
    """Refuse a name that the workshop has, or that is given twice; compared folded."""
    folded: dict[str, str] = {}
    for name in names:
        key = fold(name)
        if key in folded:
            raise RuleError(TWICE, name=name)
        folded[key] = name
    for known in find_names(unit.connection, workshop_id, folded):
        raise RuleError(DUPLICATE, name=folded[known])


@dataclass(slots=True)
class _Rows:
    """Rows by table, on their way into the store."""

    assets: list[Mapping[str, Any]] = field(default_factory=list)
    refs: list[Mapping[str, Any]] = field(default_factory=list)
    flags: list[Mapping[str, Any]] = field(default_factory=list)
    links: list[Mapping[str, Any]] = field(default_factory=list)


class Writer:
    """Writes checked drafts as assets: few statements however many there are."""

    def __init__(self, unit: Unit, model: Model, workshop_id: UUID) -> None:
        self._unit = unit
        self._model = model
        self._workshop_id = workshop_id
        self._workshop_owner = fold(_owner_of(unit, workshop_id))
        self._people: dict[tuple[str, str], UUID | None] = {}

    def write(self, drafts: Sequence[AssetDraft]) -> list[UUID]:
        """Make the assets; returns their ids in order."""
        rows = _Rows()
        systems = self._systems([name for draft in drafts for name in draft.systems])
        made = [self._write_one(rows, systems, draft) for draft in drafts]
        self._unit.insert_many(AssetRow, rows.assets)
        self._unit.insert_many(AssetRefRow, rows.refs)
        self._unit.insert_many(AssetFlagRow, rows.flags)
        self._unit.insert_many(SystemAssetRow, rows.links)
        return made

    def treat(self, asset_ids: Sequence[UUID], positions: Iterable[int]) -> list[UUID]:
        """Take assets into the workshop; returns the treatments' ids in order."""
        treatments = [(self._unit.new_id(), asset_id) for asset_id in asset_ids]
        self._unit.insert_many(
            WorkshopAssetRow,
            [
                {
                    "id": treatment,
                    "workshop_id": self._workshop_id,
                    "asset_id": asset_id,
                    "position": position,
                    "blocking": len(self._model.aspects),
                }
                for (treatment, asset_id), position in zip(treatments, positions, strict=False)
            ],
        )
        return [treatment for treatment, _ in treatments]

    def pool(self, asset_ids: Sequence[UUID], first: int) -> None:
        """Leave assets in the pool beside the workshop."""
        rows = [
            {"workshop_id": self._workshop_id, "asset_id": asset_id, "position": first + number}
            for number, asset_id in enumerate(asset_ids)
        ]
        self._unit.insert_many(PooledAssetRow, rows)

    def _write_one(self, rows: _Rows, systems: Mapping[str, UUID], draft: AssetDraft) -> UUID:
        asset_id = self._unit.new_id()
        rows.assets.append({"id": asset_id, **self.columns(draft)})
        for columns in ref_columns(draft.all_refs):
            rows.refs.append({"id": self._unit.new_id(), "asset_id": asset_id, **columns})
        for name in draft.systems:
            rows.links.append({"asset_id": asset_id, "system_id": systems[name]})
        confirmed = self._unit.now if draft.flag_source == "question" else None
        rows.flags.extend(
            {
                "asset_id": asset_id,
                "flag_id": flag,
                "value": value,
                "source": draft.flag_source,
                "confirmed_at": confirmed,
            }
            for flag, value in draft.flags.items()
        )
        return asset_id

    def columns(self, draft: AssetDraft) -> dict[str, Any]:
        """The asset's own columns."""
        return {
            **named(draft.name),
            "description": draft.description,
            "medium": draft.medium,
            "department_id": self._person("department", draft.department),
            "owner_id": self._owner(draft.owner_name),
            "catalogue_id": draft.catalogue_id,
        }

    def systems(self, names: Collection[str]) -> set[UUID]:
        """The systems with these names, made if they are new, in use again if they were retired."""
        return set(self._systems(names).values())

    def _systems(self, names: Collection[str]) -> dict[str, UUID]:
        """The systems by their names as they are given."""
        folded = {name: fold(name) for name in set(names)}
        wanted = {folded[name]: name for name in names}
        known = find_systems(self._unit.connection, wanted)
        new = [
            {"id": self._unit.new_id(), **named(name)}
            for key, name in wanted.items()
            if key not in known
        ]
        self._unit.insert_many(SystemRow, new)
        for key in find_retired(self._unit.connection, known.values()):
            if row := self._unit.get(SystemRow, key):
                self._unit.update(row, retired_at=None)
        known.update((each["folded"], each["id"]) for each in new)
        return {name: known[key] for name, key in folded.items()}

    def _owner(self, name: str) -> UUID | None:
        is_workshops = bool(name) and fold(name) == self._workshop_owner
        return None if is_workshops else self._person("owner", name)

    def _person(self, kind: str, name: str) -> UUID | None:
        if not name:
            return None
        if (kind, name) not in self._people:
            find_or_make = owner_named if kind == "owner" else department_named
            self._people[kind, name] = find_or_make(self._unit, name)
            self._unit.flush()
        return self._people[kind, name]


def _owner_of(unit: Unit, workshop_id: UUID) -> str:
    workshop = unit.get(WorkshopRow, workshop_id)
    if workshop is None or workshop.deleted_at is not None:
        raise KsaError(NO_WORKSHOP)
    owner = unit.get(OwnerRow, workshop.owner_id) if workshop.owner_id else None
    return owner.name if owner else ""
