"""Systems made, changed and retired; which inherit from which; levels moved with a reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from ksa_tui.domain.cleaning import long_text, optional, required
from ksa_tui.domain.system_rings import ring
from ksa_tui.domain.systems import SystemUplift
from ksa_tui.domain.texts import fold, sort_key
from ksa_tui.errors import KsaError, RuleError
from ksa_tui.i18n import N_
from ksa_tui.services.people import department_named
from ksa_tui.services.ratings import aspect_of, check_level
from ksa_tui.services.systems import Systems, read
from ksa_tui.store import Store, Unit
from ksa_tui.store.tables import (
    SystemAssetRow,
    SystemLinkRow,
    SystemRow,
    SystemUpliftRow,
)

EMPTY_SYSTEM: Final = N_("The system needs a name.")
NO_SYSTEM: Final = N_("The system is not there any more.")
NOT_NAMED: Final = N_("There is no system “{name}”. Make it first, or write the name of another.")
TAKEN: Final = N_(
    "There is a system “{name}” already. Give this one another name, or make the two one."
)
RETIRED: Final = N_(
    "A system “{name}” was retired. Make it anew to take it back, or give this one another name."
)
SELF: Final = N_("“{name}” cannot inherit from itself. Choose another system.")
RING: Final = N_(
    "“{heir}” cannot inherit from “{source}”: the levels would go round, {way}. Take one of the other links "
    "away first."
)
NO_LINK: Final = N_("It does not inherit from there any more.")
NO_MODEL: Final = N_("No information asset of that model lies in the system any more.")
NOTHING_RATED: Final = N_(
    "Nothing in “{name}” is rated for {aspect} yet. Rate something first: the level moves from there."
)
NOT_HIGHER: Final = N_(
    "What lies in “{name}” reaches level {highest} by itself. Accumulation and aggregation raise above that."
)
NOT_LOWER: Final = N_(
    "What lies in “{name}” reaches level {highest}. Distribution lowers below that, or not at all."
)
NO_REASON: Final = N_("Write why the system needs another level than what lies in it.")
NOT_MOVED: Final = N_("The level is not moved there any more.")

_UNKNOWN: Final = "–"


@dataclass(frozen=True, slots=True)
class SystemDraft:
    """What is asked about a system."""

    name: str
    supplier: str = ""
    owner: str = ""
    department: str = ""


# ---------------------------------------------------------------- the systems themselves


def draft_of(store: Store, system_id: UUID) -> SystemDraft:
    """The form as it was left."""
    known = read(store).facts.get(system_id)
    if known is None:
        raise KsaError(NO_SYSTEM)
    return SystemDraft(known.name, known.supplier, known.owner, known.department)


def add(store: Store, draft: SystemDraft) -> UUID:
    """Make a system, one that holds no asset of its own for instance; one that was retired is taken back."""
    good = _checked(draft)
    with store.command("system.add") as unit:
        columns = _columns(unit, good)
        known = unit.find_one(SystemRow, folded=fold(good.name))
        if known is None:
            return unit.insert(SystemRow(id=unit.new_id(), **columns)).id
        if known.retired_at is None:
            raise RuleError(TAKEN, name=known.name)
        said = {name: value for name, value in columns.items() if value}
        unit.update(known, retired_at=None, **said)
        return known.id


def edit(store: Store, system_id: UUID, draft: SystemDraft) -> None:
    """Change its name, its supplier or who answers for it."""
    good = _checked(draft)
    with store.command("system.edit") as unit:
        row = row_of(unit, system_id)
        known = unit.find_one(SystemRow, folded=fold(good.name))
        if known is not None and known.id != system_id:
            raise RuleError(RETIRED if known.retired_at else TAKEN, name=known.name)
        unit.update(row, **_columns(unit, good))


def retire(store: Store, system_id: UUID) -> None:
    """Take a system out of use: nothing lies in it any more, and nothing inherits from it."""
    with store.command("system.retire") as unit:
        row = row_of(unit, system_id)
        for each in _said(unit, system_id):
            unit.delete(each)
        unit.update(row, retired_at=unit.now)


def _said(unit: Unit, system_id: UUID) -> Iterable[Any]:
    yield from unit.find(SystemAssetRow, system_id=system_id)
    yield from unit.find(SystemLinkRow, parent_id=system_id)
    yield from unit.find(SystemLinkRow, child_id=system_id)
    yield from unit.find(SystemUpliftRow, system_id=system_id)


def _checked(draft: SystemDraft) -> SystemDraft:
    return SystemDraft(
        required(draft.name, EMPTY_SYSTEM),
        optional(draft.supplier),
        optional(draft.owner),
        optional(draft.department),
    )


def _columns(unit: Unit, draft: SystemDraft) -> dict[str, Any]:
    return {
        "name": draft.name,
        "folded": fold(draft.name),
        "sort_key": sort_key(draft.name),
        "supplier": draft.supplier,
        "owner": draft.owner,
        "department_id": department_named(unit, draft.department),
    }


def row_of(unit: Unit, system_id: UUID) -> SystemRow:
    """The row of a system that is in use."""
    row = unit.get(SystemRow, system_id)
    if row is None or row.retired_at is not None:
        raise KsaError(NO_SYSTEM)
    return row


# ---------------------------------------------------------------- which inherits from which


def named(store: Store, name: str) -> UUID:
    """The system with this name, capitals and accents aside."""
    wanted = fold(optional(name))
    found = (each.id for each in read(store).facts.values() if fold(each.name) == wanted)
    system = next(found, None)
    if system is None:
        raise RuleError(NOT_NAMED, name=name)
    return system


def inherit(store: Store, heir: UUID, source: UUID) -> None:
    """Let a system inherit from another, which runs on it or hands information on to it; never in a ring."""
    found = read(store)
    for each in (heir, source):
        if each not in found.facts:
            raise KsaError(NO_SYSTEM)
    if heir == source:
        raise RuleError(SELF, name=found.name(heir))
    if way := ring(found.sources, heir, source):
        raise RuleError(
            RING, heir=found.name(heir), source=found.name(source), way=way_words(found, way)
        )
    with store.command("system.link") as unit:
        if unit.get(SystemLinkRow, (heir, source)) is None:
            unit.insert(SystemLinkRow(parent_id=heir, child_id=source))


def disinherit(store: Store, heir: UUID, source: UUID) -> None:
    """A system does not inherit from another any more."""
    with store.command("system.unlink") as unit:
        row = unit.get(SystemLinkRow, (heir, source))
        if row is None:
            raise RuleError(NO_LINK)
        unit.delete(row)


def way_words(found: Systems, way: Iterable[UUID]) -> str:
    """A ring of systems by name."""
    return " → ".join(found.facts[each].name if each in found.facts else _UNKNOWN for each in way)


# ---------------------------------------------------------------- moved levels


@dataclass(frozen=True, slots=True)
class UpliftDraft:
    """What is said about the level of a system: by which model, and as seen from which workshop."""

    model: UUID
    uplift: SystemUplift
    workshop: UUID | None = None


def set_uplift(store: Store, draft: UpliftDraft) -> None:
    """Move a level of a system up or down, or change what was said about it."""
    found, uplift = read(store, draft.workshop), draft.uplift
    system = found.facts.get(uplift.system)
    if system is None:
        raise KsaError(NO_SYSTEM)
    if draft.model not in found.models:
        raise RuleError(NO_MODEL)
    aspect = aspect_of(found.models[draft.model], uplift.aspect)
    check_level(aspect, uplift.level)
    here = found.standings[draft.model][system.id].levels.get(aspect.id)
    if here is None:
        raise RuleError(NOTHING_RATED, name=system.name, aspect=aspect.letter)
    if not uplift.moves(here.highest):
        sentence = NOT_LOWER if uplift.lowers else NOT_HIGHER
        raise RuleError(sentence, name=system.name, highest=here.highest)
    reason = long_text(uplift.motivation)
    if not reason:
        raise RuleError(NO_REASON)
    values: dict[str, Any] = {"code": uplift.code, "level": uplift.level, "motivation": reason}
    with store.command("system.uplift") as unit:
        row = unit.get(SystemUpliftRow, (system.id, draft.model, aspect.id))
        if row is not None:
            unit.update(row, **values)
            return
        unit.insert(
            SystemUpliftRow(
                system_id=system.id, model_version_id=draft.model, aspect=aspect.id, **values
            )
        )


def remove_uplift(store: Store, system_id: UUID, model: UUID, aspect: str) -> None:
    """The system needs what lies in it, no more and no less."""
    with store.command("system.lower") as unit:
        row = unit.get(SystemUpliftRow, (system_id, model, aspect))
        if row is None:
            raise RuleError(NOT_MOVED)
        unit.delete(row)
