"""Rows that must not stand twice in a file."""

from __future__ import annotations

from collections.abc import Iterable

from ksa_tui.i18n import N_
from ksa_tui.reference.rows import Row


def tell_doubles(rows: Iterable[Row], *keys: str) -> None:
    """Tell each row whose values of ``keys`` an earlier row has, case aside."""
    first: dict[tuple[object, ...], str] = {}
    for row in rows:
        values = tuple(_folded(row.value(key)) for key in keys)
        if None in values:
            continue
        if values not in first:
            first[values] = row.at.place
        elif len(keys) == 1:
            row.problem(
                N_("{key} = {value} is taken by {first}; expected is a value of its own."),
                keys[0],
                first=first[values],
            )
        else:
            row.problem(N_("The same row stands there twice; expected is once."), keys[-1])


def _folded(value: object) -> str | int | None:
    if isinstance(value, str):
        return value.casefold()
    return value if isinstance(value, int) else None
