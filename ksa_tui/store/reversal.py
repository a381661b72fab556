"""Undo and redo: the events of one command taken back, newest first, as new events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final
from uuid import UUID

from sqlalchemy import bindparam, select, tuple_

from ksa_tui.errors import StoreError
from ksa_tui.i18n import N_
from ksa_tui.store.bulk import insert, new_rows
from ksa_tui.store.chain import Change
from ksa_tui.store.images import Codec, canonical, codec_for, read_canonical
from ksa_tui.store.tables import metadata
from ksa_tui.store.unit import Unit, defaults_of

CHANGED_SINCE: Final = N_(
    "This cannot be taken back: what it changed has been changed again since. Nothing was changed."
)

_EVENT: Final = metadata.tables["event"]
_BODY: Final = metadata.tables["event_body"]
_CHUNK: Final = 300


@dataclass(frozen=True, slots=True)
class Step:
    """One command of this session, as the undo stack knows it."""

    operation: str
    first: int
    """The first and last event (seq) of the command."""
    last: int
    workshop: UUID | None = None
    asset: UUID | None = None


def reverse(unit: Unit, store_id: UUID, step: Step) -> frozenset[UUID]:
    """Take a command's changes back within ``unit``; returns the assets whose content changed."""
    changes = [_turned(change) for change in _changes_of(unit, store_id, step)]
    for run in _runs(changes):
        _require_present(unit, run)
        _write(unit, run)
    unit.record(changes)
    return frozenset(UUID(change.asset_id) for change in changes if change.asset_id)


def _changes_of(unit: Unit, store_id: UUID, step: Step) -> list[Change]:
    query = (
        select(_EVENT.c.entity, _EVENT.c.entity_id, _BODY.c.asset_id, _BODY.c.before, _BODY.c.after)
        .join_from(
            _EVENT, _BODY, (_BODY.c.store_id == _EVENT.c.store_id) & (_BODY.c.seq == _EVENT.c.seq)
        )
        .where(_EVENT.c.store_id == store_id.hex, _EVENT.c.seq.between(step.first, step.last))
        .order_by(_EVENT.c.seq.desc())
    )
    found = [Change(*row) for row in unit.connection.execute(query)]
    if len(found) != step.last - step.first + 1:
        raise StoreError(CHANGED_SINCE)
    return found


def _turned(change: Change) -> Change:
    return Change(
        change.entity, change.entity_id, change.asset_id, before=change.after, after=change.before
    )


def _runs(changes: Sequence[Change]) -> Iterator[list[Change]]:
    """Neighbouring changes of one kind to one table, no row twice: these can be written together."""
    run: list[Change] = []
    seen: set[str] = set()
    for change in changes:
        if run and (_kind(change) != _kind(run[0]) or change.entity_id in seen):
            yield run
            run, seen = [], set()
        run.append(change)
        seen.add(change.entity_id)
    if run:
        yield run


def _kind(change: Change) -> tuple[str, bool, bool]:
    return change.entity, change.before is None, change.after is None


def _require_present(unit: Unit, run: Sequence[Change]) -> None:
    """The rows must be as the command left them: absent, or exactly so."""
    codec = codec_for(run[0].entity)
    key = tuple_(*(codec.table.c[name] for name in codec.keys))
    waiting = iter(run)
    while chunk := list(islice(waiting, _CHUNK)):
        wanted = [_key_values(codec, change) for change in chunk]
        query = select(*codec.table.c).where(key.in_([tuple(k.values()) for k in wanted]))
        present = {}
        for row in unit.connection.execute(query).mappings():
            image = codec.image_of({**row})
            present[codec.entity_id(image)] = canonical(image)
        if any(present.get(change.entity_id) != change.before for change in chunk):
            raise StoreError(CHANGED_SINCE)


def _write(unit: Unit, run: Sequence[Change]) -> None:
    codec = codec_for(run[0].entity)
    table = codec.table
    where = [table.c[name] == bindparam(f"key_{name}") for name in codec.keys]
    keys = [
        {f"key_{name}": value for name, value in _key_values(codec, change).items()}
        for change in run
    ]
    if run[0].after is None:
        unit.connection.execute(table.delete().where(*where), keys)
        return
    rows = [codec.values(read_canonical(change.after or "")) for change in run]
    if run[0].before is None:
        insert(unit.connection, new_rows(table, rows, defaults_of(codec, unit.now)))
        return
    changed: dict[str, Any] = {name: bindparam(f"new_{name}") for name in codec.decoders}
    query = table.update().where(*where).values(**changed, version=table.c.version + 1)
    unit.connection.execute(
        query,
        [
            {**key, **{f"new_{name}": value for name, value in row.items()}}
            for key, row in zip(keys, rows, strict=True)
        ],
    )


def _key_values(codec: Codec, change: Change) -> Mapping[str, Any]:
    image = read_canonical(change.before or change.after or "")
    values = codec.values({name: image[name] for name in codec.keys})
    return {name: values[name] for name in codec.keys}
