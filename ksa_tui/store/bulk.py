"""Many rows by one statement, column by column: little stands between them and the driver.

Ids are turned into their 32 hex digits once, when the columns are made: driver and history take the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import repeat
from operator import itemgetter
from typing import Any, Final, TypeAlias

from sqlalchemy import Connection, LargeBinary, Table, Uuid
from sqlalchemy.engine import Dialect

_Processor: TypeAlias = "Callable[[Any], Any] | None"

_AS_THEY_ARE: Final = (Uuid, LargeBinary)
"""What the driver takes without SQLAlchemy's conversion: ids are hex digits by then, and bytes are bytes."""


@dataclass(frozen=True, slots=True)
class NewRows:
    """Rows of one table on their way into it."""

    table: Table
    count: int
    given: Mapping[str, Sequence[Any]]
    """By column, a value for each row."""
    shared: Mapping[str, Any]
    """By column, the value of all rows."""

    def column(self, name: str) -> Iterable[Any]:
        """One column's values, row by row."""
        return self.given[name] if name in self.given else repeat(self.shared[name], self.count)


def new_rows(
    table: Table, rows: Sequence[Mapping[str, Any]], defaults: Mapping[str, Any]
) -> NewRows:
    """At least one row, as values by column; ``defaults`` holds where a row says nothing."""
    if any(row.keys() != rows[0].keys() for row in rows):
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
    processors = _processors(rows.table, connection.dialect)
    columns = []
    for name, process in processors.items():
        if process is None:
            columns.append(rows.column(name))
        elif name in rows.given:
            columns.append(
                [None if value is None else process(value) for value in rows.given[name]]
            )
        else:
            value = rows.shared[name]
            columns.append(repeat(None if value is None else process(value), rows.count))
    insert_columns(connection, rows.table, columns)


def insert_columns(connection: Connection, table: Table, columns: Sequence[Iterable[Any]]) -> None:
    """Insert rows given as all the table's columns, in its order, as the driver takes them."""
    statement = _statement(table, connection.dialect)
    connection.exec_driver_sql(statement, list(zip(*columns, strict=True)))


def _hex_digits(kind: object, values: list[Any]) -> list[Any]:
    if not isinstance(kind, Uuid):
        return values
    return [None if value is None else value.hex for value in values]


@cache
def _statement(table: Table, dialect: Dialect) -> str:
    """The text, with its places in the table's order."""
    return str(table.insert().compile(dialect=dialect))


@cache
def _processors(table: Table, dialect: Dialect) -> dict[str, _Processor]:
    """By column, what turns a value into what the driver takes; None where nothing has to."""
    return {
        column.name: None
        if isinstance(column.type, _AS_THEY_ARE)
        else column.type.dialect_impl(dialect).bind_processor(dialect)
        for column in table.columns
    }
