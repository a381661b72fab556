"""The chain of events (decisions A1): each event's digest covers the one before and its own body's digest.

The chain runs over ``event`` alone, so that a stop may delete bodies and the chain still verifies.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from json.encoder import encode_basestring as quoted
from typing import Any, Final, NamedTuple
from uuid import UUID

from sqlalchemy import Connection, select

from ksa_tui.store.bulk import insert_columns
from ksa_tui.store.images import canonical, moment_text
from ksa_tui.store.tables import metadata

GENESIS: Final = "0" * 64
"""What the first event of a store says came before it."""

_SALT_BYTES: Final = 16
_EVENT: Final = metadata.tables["event"]
_DIGESTED: Final = tuple(c.name for c in _EVENT.columns if c.name != "digest")
_BODY: Final = metadata.tables["event_body"]
_EMPTY: Final = "null"


@dataclass(frozen=True, slots=True)
class Head:
    """The last event of a chain."""

    seq: int = 0
    digest: str = GENESIS


@dataclass(frozen=True, slots=True)
class Stamp:
    """What all events of one command share."""

    store_id: UUID
    command_id: UUID
    session_id: UUID
    at: datetime
    actor: str
    operation: str


class Change(NamedTuple):
    """One row's change: canonical JSON before and after, None where there is no row."""

    entity: str
    entity_id: str
    asset_id: str | None
    before: str | None
    after: str | None


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What a verification found."""

    events: int
    removed_bodies: int
    """Contents removed by a stop; the chain holds nevertheless."""
    broken: tuple[int, ...]
    """The events (seq) whose digest, predecessor or body is not what it was."""

    @property
    def sound(self) -> bool:
        """Whether nothing was changed, removed from the middle, or added."""
        return not self.broken


def body_digest(salt: bytes | bytearray, before: str | None, after: str | None) -> str:
    """SHA-256 over the salt and the canonical JSON of ``{"after": …, "before": …}``."""
    text = f'{{"after":{after or _EMPTY},"before":{before or _EMPTY}}}'
    return hashlib.sha256(salt + text.encode()).hexdigest()


def event_digest(values: dict[str, Any]) -> str:
    """SHA-256 over the canonical JSON of an event's columns but the digest, in the table's order."""
    columns = [values[name] for name in _DIGESTED]
    return hashlib.sha256(canonical(columns).encode()).hexdigest()


def write_events(
    connection: Connection, head: Head, stamp: Stamp, changes: Sequence[Change]
) -> Head:
    """Chain ``changes`` to ``head`` and write them; returns the new head, true once committed."""
    if not changes:
        return head
    drawn = bytearray(os.urandom(_SALT_BYTES * len(changes)))  # bound faster than bytes
    salts = [drawn[at : at + _SALT_BYTES] for at in range(0, len(drawn), _SALT_BYTES)]
    body_digests = [
        body_digest(salt, change.before, change.after)
        for salt, change in zip(salts, changes, strict=True)
    ]
    digests = _chained(head, stamp, changes, body_digests)
    keys: dict[str, Sequence[Any]] = {
        "store_id": [stamp.store_id.hex] * len(changes),
        "seq": range(head.seq + 1, head.seq + 1 + len(changes)),
    }
    shared = {name: [text] * len(changes) for name, text in _shared(stamp).items()}
    of_events = {
        "entity": [change.entity for change in changes],
        "entity_id": [change.entity_id for change in changes],
        "body_digest": body_digests,
        "prev_digest": [head.digest, *digests[:-1]],
        "digest": digests,
    }
    of_bodies: dict[str, Sequence[Any]] = {
        "salt": salts,
        "asset_id": [change.asset_id for change in changes],
        "before": [change.before for change in changes],
        "after": [change.after for change in changes],
    }
    insert_columns(connection, _EVENT, {**keys, **shared, **of_events})
    insert_columns(connection, _BODY, {**keys, **of_bodies})
    return Head(head.seq + len(changes), digests[-1])


def _shared(stamp: Stamp) -> dict[str, str]:
    """What all events of a command say between their number and what was changed, in the table's order."""
    return {
        "command_id": stamp.command_id.hex,
        "session_id": stamp.session_id.hex,
        "at": moment_text(stamp.at),
        "actor": stamp.actor,
        "operation": stamp.operation,
    }


def _chained(
    head: Head, stamp: Stamp, changes: Sequence[Change], body_digests: Sequence[str]
) -> list[str]:
    """Each event's digest, as :func:`event_digest` has it; what all share is spelled once."""
    shared = ",".join(map(quoted, _shared(stamp).values()))
    digests, last = [], head.digest
    for number, change, body in zip(count(head.seq + 1), changes, body_digests, strict=False):
        own = f"{quoted(change.entity)},{quoted(change.entity_id)}"
        text = f'["{stamp.store_id.hex}",{number},{shared},{own},"{body}","{last}"]'
        last = hashlib.sha256(text.encode()).hexdigest()
        digests.append(last)
    return digests


def read_head(connection: Connection, store_id: UUID) -> Head:
    """The last event that this store itself wrote."""
    query = (
        select(_EVENT.c.seq, _EVENT.c.digest)
        .where(_EVENT.c.store_id == store_id.hex)
        .order_by(_EVENT.c.seq.desc())
        .limit(1)
    )
    found = connection.execute(query).one_or_none()
    return Head(found.seq, found.digest) if found else Head()


def verify(connection: Connection) -> ChainReport:
    """Recompute every digest of every chain; a cut tail shows only against a head noted elsewhere."""
    heads: dict[str, Head] = {}
    events, removed, broken = 0, 0, []
    for event, salt, before, after in _events(connection):
        events += 1
        head = heads.get(event["store_id"], Head())
        removed += salt is None
        fits = (
            event["seq"] == head.seq + 1
            and event["prev_digest"] == head.digest
            and event["digest"] == event_digest(event)
            and (salt is None or event["body_digest"] == body_digest(salt, before, after))
        )
        if not fits:
            broken.append(event["seq"])
        heads[event["store_id"]] = Head(event["seq"], event["digest"])
    return ChainReport(events, removed, tuple(broken))


def _events(
    connection: Connection,
) -> Iterator[tuple[dict[str, Any], bytes | None, str | None, str | None]]:
    joined = _EVENT.outerjoin(
        _BODY, (_BODY.c.store_id == _EVENT.c.store_id) & (_BODY.c.seq == _EVENT.c.seq)
    )
    query = (
        select(*_EVENT.c, _BODY.c.salt, _BODY.c.before, _BODY.c.after)
        .select_from(joined)
        .order_by(_EVENT.c.store_id, _EVENT.c.seq)
    )
    for row in connection.execute(query):
        *columns, salt, before, after = row
        yield dict(zip(_EVENT.c.keys(), columns, strict=True)), salt, before, after
