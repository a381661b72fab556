"""Many rows by one statement, column by column: little stands between them and the driver.

Ids are turned into their 32 hex digits once, when the columns are made: driver and history take the same.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from operator import attrgetter, itemgetter, methodcaller, ne
from typing import Any, Final, TypeAlias

from sqlalchemy import Connection, LargeBinary, Table, Uuid, sql
from sqlalchemy.engine import Dialect

_Processor: TypeAlias = "Callable[[Any], Any] | None"

_AS_THEY_ARE: Final = (Uuid, LargeBinary)
"""What the driver takes without SQLAlchemy's conversion: ids are hex digits by then, and bytes are bytes."""


@dataclass(frozen=True, slots=True)
class NewRows:
    """Rows of one table on their way into it."""

    table: Table
    count: int
    given: Mapping[str, list[Any]]
    """By column, a value for each row."""
    shared: Mapping[str, Any]
    """By column, the value of all rows."""

    def column(self, name: str) -> Sequence[Any]:
        """One column's values, row by row."""
        return self.given[name] if name in self.given else [self.shared[name]] * self.count


def new_rows(
    table: Table, rows: Sequence[Mapping[str, Any]], defaults: Mapping[str, Any]
) -> NewRows:
    """At least one row, as values by column; ``defaults`` holds where a row says nothing."""
    if any(map(ne, map(methodcaller("keys"), rows), repeat(rows[0].keys()))):
        rows = [{**defaults, **row} for row in rows]
    given = {
        column.name: _hex_digits(column.type, list(map(itemgetter(column.name), rows)))
        for column in table.columns
        if column.name in rows[0]
    }
    left = (column for column in table.columns if column.name not in given)
    shared = {column.name: _hex_digits(column.type, [defaults[column.name]])[0] for column in left}
    return NewRows(table, len(rows), given, shared)


def insert(connection: Connection, rows: NewRows) -> None:
    """Insert the rows, every value stored as SQLAlchemy stores it."""
    columns = {}
    for name, process in _processors(rows.table, connection.dialect).items():
        if name in rows.given:
            columns[name] = _each(process, rows.given[name])
        else:
            columns[name] = _each(process, [rows.shared[name]]) * rows.count
    insert_columns(connection, rows.table, columns)


def insert_columns(
    connection: Connection, table: Table, columns: Mapping[str, Sequence[Any]]
) -> None:
    """Insert rows given by column, as the driver takes them; a column that is not given is empty.

    Empty columns are left out: to bind nothing takes the driver longer than to bind a text.
    """
    filled = {name: values for name, values in columns.items() if values.count(None) < len(values)}
    statement = _statement(table, tuple(filled), connection.dialect)
    connection.exec_driver_sql(statement, list(zip(*filled.values(), strict=True)))


def _hex_digits(kind: object, values: list[Any]) -> list[Any]:
    return _each(attrgetter("hex"), values) if isinstance(kind, Uuid) else values


def _each(process: _Processor, values: list[Any]) -> list[Any]:
    if process is None:
        return values
    return [None if value is None else process(value) for value in values]


@cache
def _statement(table: Table, columns: tuple[str, ...], dialect: Dialect) -> str:
    """The text, with its places in the order of ``columns``."""
    bare = sql.table(table.name, *map(sql.column, columns))  # ours would add what is left out
    return str(bare.insert().compile(dialect=dialect))


@cache
def _processors(table: Table, dialect: Dialect) -> dict[str, _Processor]:
    """By column, what turns a value into what the driver takes; None where nothing has to."""
    return {
        column.name: None
        if isinstance(column.type, _AS_THEY_ARE)
        else column.type.dialect_impl(dialect).bind_processor(dialect)
        for column in table.columns
    }
