"""Many rows by one statement, with as little between them and the driver as there can be."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from operator import itemgetter
from typing import Any, TypeAlias

from sqlalchemy import Connection, Table
from sqlalchemy.engine import Dialect

_Processor: TypeAlias = "Callable[[Any], Any] | None"


def insert_rows(connection: Connection, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows, each with a value for every column."""
    if not connection.dialect.positional:
        connection.execute(table.insert(), rows)
        return
    statement, columns = _statement(table, connection.dialect)
    values = zip(*(_column(rows, name, process) for name, process in columns), strict=True)
    connection.exec_driver_sql(statement, list(values))


def _column(rows: Sequence[Mapping[str, Any]], name: str, process: _Processor) -> list[Any]:
    """One column of all rows, as the driver takes it."""
    values = list(map(itemgetter(name), rows))
    if process is None:
        return values
    return [None if value is None else process(value) for value in values]


@cache
def _statement(table: Table, dialect: Dialect) -> tuple[str, list[tuple[str, _Processor]]]:
    """The text with its places in the table's order, and what each value is turned into."""
    compiled = table.insert().compile(dialect=dialect)
    columns: list[tuple[str, _Processor]] = [
        (column.name, column.type.dialect_impl(dialect).bind_processor(dialect))
        for column in table.columns
    ]
    return str(compiled), columns
