"""Rows that must not stand twice in a file."""

from __future__ import annotations

from collections.abc import Iterable

from ksa_tui.i18n import N_
from ksa_tui.reference.rows import Row


def tell_doubles(rows: Iterable[Row], *keys: str) -> None:
    """Tell each row whose values of ``keys`` an earlier row has, case aside."""
    seen: set[tuple[str | int, ...]] = set()
    for row in rows:
        folded = [_folded(row.value(key)) for key in keys]
        values = tuple(value for value in folded if value is not None)
        if len(values) < len(keys):
            continue
        if values in seen and len(keys) == 1:
            row.problem(
                N_("{key} = {value} is taken by another row; expected is a value of its own."),
                keys[0],
            )
        elif values in seen:
            row.problem(
                N_("Another row has the same {keys}; expected is one row for each."),
                keys[-1],
                keys=", ".join(keys),
            )
        seen.add(values)


def _folded(value: object) -> str | int | None:
    if isinstance(value, str):
        return value.casefold()
    return value if isinstance(value, int) else None
