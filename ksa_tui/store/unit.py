"""One command's changes: every row that changes through a unit has its event in the same transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import ColumnDefault, Connection, bindparam, event, inspect
from sqlalchemy.orm import UOWTransaction
from sqlmodel import Session, select

from ksa_tui.store.added import changes_of
from ksa_tui.store.bulk import insert, new_rows
from ksa_tui.store.chain import Change, Head, Stamp, write_events
from ksa_tui.store.images import Codec, Image, canonical, codec_of
from ksa_tui.store.tables import Row, Versioned, metadata

R = TypeVar("R", bound=Row)

_WORKSHOP = metadata.tables["workshop"]
_TOUCH = (
    _WORKSHOP.update().where(_WORKSHOP.c.id == bindparam("of")).values(changed_at=bindparam("now"))
)


class UnrecordedChangeError(RuntimeError):
    """A row was changed past the unit: a fault of the program, nothing was saved."""


class GuardedSession(Session):
    """A session that refuses to write what its unit does not know of."""


@event.listens_for(GuardedSession, "before_flush")
def _refuse_unrecorded(session: GuardedSession, _flush: UOWTransaction, _rows: object) -> None:
    unit: Unit = session.info["unit"]
    for row in (*session.new, *session.deleted):
        unit.require_known(row, None)
    for row in session.dirty:
        state = inspect(row)
        unit.require_known(row, set(state.mapper.column_attrs.keys()) - state.unmodified)


class Unit:
    """The changes of one command, until the store commits them.

    ``insert``, ``update``, ``delete`` and ``insert_many`` record; ``derive`` sets derived columns, which are
    no part of the history. Queries see flushed changes only: ``flush`` first where that matters.
    """

    def __init__(self, session: GuardedSession, stamp: Stamp, new_id: Callable[[], UUID]) -> None:
        self.session = session
        self.new_id = new_id
        self.generation = 0
        """The store's generation after this command."""
        self.workshop: UUID | None = None
        self.asset: UUID | None = None
        self._stamp = stamp
        self._changes: list[Change] = []
        self._known: dict[int, set[str] | None] = {}
        self._kept_alive: list[Row] = []
        session.info["unit"] = self

    @property
    def now(self) -> datetime:
        """The moment of the command, aware, UTC: the same for all its rows and events."""
        return self._stamp.at

    @property
    def actor(self) -> str:
        """Who does it."""
        return self._stamp.actor

    @property
    def operation(self) -> str:
        """What is done: "asset.rate"."""
        return self._stamp.operation

    @property
    def connection(self) -> Connection:
        """The command's connection, for queries; flushed changes are seen."""
        return self.session.connection()

    @property
    def changes(self) -> int:
        """How many rows were recorded so far."""
        return len(self._changes)

    @property
    def recorded(self) -> Sequence[Change]:
        """What was recorded so far."""
        return tuple(self._changes)

    def get(self, row_type: type[R], key: object) -> R | None:
        """The row with this primary key."""
        return self.session.get(row_type, key)

    def find(self, row_type: type[R], **equal: object) -> Sequence[R]:
        """All rows whose columns equal these values."""
        columns = codec_of(row_type).table.columns
        where = [columns[name] == value for name, value in equal.items()]
        return self.session.exec(select(row_type).where(*where)).all()

    def find_one(self, row_type: type[R], **equal: object) -> R | None:
        """One row whose columns equal these values, or None."""
        found = self.find(row_type, **equal)
        return found[0] if found else None

    def flush(self) -> None:
        """Send what is pending to the database, within the transaction."""
        self.session.flush()

    def concern(self, *, workshop: UUID | None = None, asset: UUID | None = None) -> None:
        """Which workshop counts as changed now, and which asset's content rows are that do not say so."""
        self.workshop = workshop or self.workshop
        self.asset = asset or self.asset

    def insert(self, row: R) -> R:
        """Add a row."""
        if isinstance(row, Versioned):
            row.created = self.now
        self._know(row, None)
        self.session.add(row)
        if row.recorded:
            codec = codec_of(type(row))
            self._record(codec, None, codec.image(row))
        return row

    def update(self, row: Row, **changes: Any) -> bool:
        """Change a row that this unit got or inserted; False when nothing differs."""
        codec = codec_of(type(row))
        before = codec.image(row)
        self._set(row, changes)
        after = codec.image(row)
        if before == after:
            return False
        self._record(codec, before, after)
        return True

    def derive(self, row: Row, **columns: Any) -> None:
        """Set derived columns of a row: no event."""
        recorded = codec_of(type(row)).decoders.keys() & columns.keys()
        if recorded:
            raise UnrecordedChangeError(f"recorded columns: {sorted(recorded)}")
        self._set(row, columns)

    def delete(self, row: Row) -> None:
        """Remove a row."""
        codec = codec_of(type(row))
        self._know(row, None)
        self.session.delete(row)
        if row.recorded:
            self._record(codec, codec.image(row), None)

    def insert_many(self, row_type: type[Row], rows: Sequence[Mapping[str, Any]]) -> None:
        """Add many rows at once, as values by column; those left out get the column's default, or nothing."""
        if not rows:
            return
        self.flush()
        codec = codec_of(row_type)
        new = new_rows(codec.table, rows, defaults_of(codec, self.now))
        insert(self.connection, new)
        if row_type.recorded:
            self._changes += changes_of(codec, new, self.asset.hex if self.asset else None)

    def record(self, changes: Sequence[Change]) -> None:
        """Record changes that were written to the connection as they stand: undo and redo."""
        self._changes.extend(changes)

    def require_known(self, row: object, changed: set[str] | None) -> None:
        """Raise unless ``changed`` attributes (None: the whole row) went through this unit."""
        known = self._known.get(id(row), set())
        if known is None or (changed is not None and changed <= known):
            return
        raise UnrecordedChangeError(f"{type(row).__name__} was changed past the unit")

    def finish(self, head: Head) -> Head:
        """Write rows, events and the workshops' moment of change; the new head counts once committed."""
        self.flush()
        if not self._changes:
            return head
        if self.workshop is not None:
            self.connection.execute(_TOUCH, {"of": self.workshop, "now": self.now})
        return write_events(self.connection, head, self._stamp, self._changes)

    def _set(self, row: Row, columns: Mapping[str, Any]) -> None:
        different = {name: value for name, value in columns.items() if getattr(row, name) != value}
        self._know(row, set(different))
        for name, value in different.items():
            setattr(row, name, value)

    def _know(self, row: Row, attributes: set[str] | None) -> None:
        known = self._known.get(id(row), set())
        self._known[id(row)] = None if attributes is None or known is None else known | attributes
        self._kept_alive.append(row)

    def _record(self, codec: Codec, before: Image | None, after: Image | None) -> None:
        image = after if after is not None else before or {}
        asset_id = image[codec.belongs_to] if codec.belongs_to else None
        self._changes.append(
            Change(
                codec.entity,
                codec.entity_id(image),
                asset_id or (self.asset.hex if self.asset else None),
                None if before is None else canonical(before),
                None if after is None else canonical(after),
            )
        )


def defaults_of(codec: Codec, now: datetime) -> dict[str, Any]:
    """What the columns of a new row hold where nothing is said."""
    plain = {
        column.name: column.default.arg if isinstance(column.default, ColumnDefault) else None
        for column in codec.table.columns
    }
    moments = {"created", "changed_at"} & plain.keys()
    return {**plain, **dict.fromkeys(moments, now)}
