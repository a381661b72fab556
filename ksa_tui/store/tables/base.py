"""What all tables share: the base class, column types, foreign keys, the names of constraints.

A column is *recorded* (its value is in the history) unless it is marked otherwise: the row's version and
what is derived from other rows are not.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, ClassVar, Final, cast

from sqlalchemy import DateTime, Enum, ForeignKey, MetaData
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import declared_attr, registry
from sqlalchemy.types import TypeDecorator
from sqlmodel import Field, SQLModel

UNRECORDED: Final[Mapping[str, bool]] = {"recorded": False}

metadata: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC; a naive one is refused."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To naive UTC for the database."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Back to aware UTC."""
        return None if value is None else value.replace(tzinfo=UTC)


class Row(SQLModel, registry=registry(metadata=metadata)):
    """A row of the store. Never leaves ``store`` and ``services``: screens see domain types."""

    model_config = {"defer_build": True}  # no validators are built: it is the tables that check

    recorded: ClassVar[bool] = True
    """Whether a change of such a row is an event of the history."""


class Versioned(Row):
    """A row that may change: a second writer with an old version is refused."""

    version: int = Field(default=1, sa_column_kwargs={"info": UNRECORDED})
    created: datetime = Field(default=None, nullable=False, sa_type=UtcDateTime)

    @declared_attr.directive
    def __mapper_args__(cls) -> dict[str, Any]:  # noqa: N805 - a class, by SQLAlchemy's rule
        return {"version_id_col": cast(Any, cls).__table__.c.version}


def link(
    target: str, *, primary_key: bool = False, index: bool = False, cascade: bool = False
) -> Any:
    """A foreign key to ``target`` ("table.column"), checked at commit; nullable as its annotation says."""
    ondelete = "CASCADE" if cascade else None
    key = ForeignKey(target, ondelete=ondelete, deferrable=True, initially="DEFERRED")
    return Field(sa_column_args=[key], primary_key=primary_key, index=index)


def maybe_link(target: str, *, index: bool = False, forget: bool = False) -> Any:
    """A foreign key that may be empty, and is at first; ``forget`` empties it when its row goes."""
    ondelete = "SET NULL" if forget else None
    key = ForeignKey(target, ondelete=ondelete, deferrable=True, initially="DEFERRED")
    return Field(default=None, sa_column_args=[key], index=index)


def choice(name: str, *values: str) -> Enum:
    """One of ``values``, kept as text with a named check, on any database."""
    return Enum(
        *values, name=name, native_enum=False, create_constraint=True, validate_strings=True
    )


def moment(*, default: Any = ...) -> Any:
    """A column of aware moments in UTC."""
    return Field(sa_type=UtcDateTime) if default is ... else Field(default, sa_type=UtcDateTime)


def derived(default: Any, sa_type: Any = None) -> Any:
    """A column computed from other rows: not in the history, recomputed after an undo."""
    kinds = {} if sa_type is None else {"sa_type": sa_type}
    return Field(default=default, sa_column_kwargs={"info": UNRECORDED}, **kinds)
