"""Owners and departments: rows that are found again by name, or made."""

from __future__ import annotations

from uuid import UUID

from ksa_tui.domain.texts import fold, sort_key
from ksa_tui.store import Unit
from ksa_tui.store.tables import DepartmentRow, OwnerRow


def department_named(unit: Unit, name: str) -> UUID | None:
    """The department with this name, made if it is new; None for an empty name."""
    if not name:
        return None
    known = unit.find_one(DepartmentRow, folded=fold(name), retired_at=None)
    if known is not None:
        return known.id
    row = DepartmentRow(id=unit.new_id(), name=name, folded=fold(name), sort_key=sort_key(name))
    return unit.insert(row).id


def owner_named(unit: Unit, name: str, title: str = "", e_mail: str = "") -> UUID | None:
    """The owner with this name and role, made if new; a new address replaces the old. None without a name."""
    if not name:
        return None
    for known in unit.find(OwnerRow, folded=fold(name), retired_at=None):
        if fold(known.role_title) == fold(title):
            if e_mail:
                unit.update(known, e_mail=e_mail)
            return known.id
    row = OwnerRow(
        id=unit.new_id(),
        name=name,
        folded=fold(name),
        sort_key=sort_key(name),
        role_title=title,
        e_mail=e_mail,
    )
    return unit.insert(row).id
