"""The säkerhetsskydd stop (decisions A1): everything that was said about one asset is removed for good.

Rows, snapshots, drafts and the bodies of events go in the stop's own transaction; the chain of events stays
whole. What is promised: with ``secure_delete`` no removed text is left in the store's pages, the rollback
journal is cut to nothing at the commit, and :meth:`Store.tidy` writes the file anew. What is not: blocks that
the file system or the drive has set free, copies made elsewhere, and what was written about the asset in the
texts of others. The chain itself still tells that something was said, when and by whom, and by the model's own
ids in which area or to which question: never what.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, or_, select

from ksa_tui.store.chain import Change
from ksa_tui.store.finding import chunks
from ksa_tui.store.images import canonical, codec_for
from ksa_tui.store.stopped_shared import SHARED, Gone, delete_orphans
from ksa_tui.store.stopped_snapshots import empty_receipts, empty_snapshots
from ksa_tui.store.stopped_texts import mentions, traces_of
from ksa_tui.store.tables import metadata
from ksa_tui.store.tidying import ask_for_tidying
from ksa_tui.store.unit import Unit

_tables: Final = metadata.tables
_ASSET: Final = _tables["asset"]
_TREATMENT: Final = _tables["workshop_asset"]
_ASSESSMENT: Final = _tables["assessment"]
_ROUND: Final = _tables["vote_round"]
_LINEAGE: Final = _tables["asset_lineage"]
_EVENT: Final = _tables["event"]
_BODY: Final = _tables["event_body"]
_RELEASE: Final = _tables["body_release"]

DELETED: Final = (
    ("vote", "vote_round_id", "vote_round"),
    ("vote_round", "assessment_id", "assessment"),
    ("dissent", "assessment_id", "assessment"),
    ("rating", "assessment_id", "assessment"),
    ("assessment", "workshop_asset_id", "workshop_asset"),
    ("parked", "workshop_asset_id", "workshop_asset"),
    ("question_answer", "workshop_asset_id", "workshop_asset"),
    ("place", "treatment_id", "workshop_asset"),
    ("decision", "asset_id", "asset"),
    ("asset_ref", "asset_id", "asset"),
    ("asset_flag", "asset_id", "asset"),
    ("system_asset", "asset_id", "asset"),
    ("review_trigger", "asset_id", "asset"),
    ("pool", "asset_id", "asset"),
    ("measure_answer", "asset_id", "asset"),
)
"""Table, column, and what it names: rows that go with the asset, children first."""
EMPTIED: Final = ("asset", "workshop_asset", "asset_lineage", "export_row")
"""Tables whose rows stay, with ids alone. A test holds that every table is in one of the two lists."""


@dataclass(frozen=True, slots=True)
class Neutral:
    """What is kept of the asset; the columns are named after their tables' own."""

    label: dict[str, str]
    """Name, folded name and sort key."""
    role: str


def empty_asset(
    unit: Unit, store_id: UUID, asset_id: UUID, neutral: Neutral
) -> list[tuple[str, str]]:
    """Remove everything about an asset within ``unit``, and record that, without content, as one event.

    Returns where the texts of others name it: (table, what it is called).
    """
    unit.flush()
    connection = unit.connection
    treatments = list(
        connection.execute(
            select(_TREATMENT.c.id).where(_TREATMENT.c.asset_id == asset_id)
        ).scalars()
    )
    traces = traces_of(connection, asset_id)
    _delete_what_was_said(connection, asset_id, treatments)
    _leave_neutral(unit, asset_id, neutral)
    orphans = delete_orphans(connection, traces)
    exports = empty_snapshots(connection, asset_id, treatments, traces)
    receipts = empty_receipts(connection, asset_id, treatments, traces)
    orphans.rows += [("receipt", key.hex) for key in receipts]
    _delete_bodies(connection, asset_id, orphans)
    ask_for_tidying(connection, store_id)
    unit.record([_told(connection, asset_id, exports)])
    return mentions(connection, asset_id, traces)


def _told(connection: Connection, asset_id: UUID, exports: Sequence[UUID]) -> Change:
    """The stop's own event: the neutral row, and which exports had held the asset. No body of the asset's."""
    row = connection.execute(select(_ASSET).where(_ASSET.c.id == asset_id)).mappings().one()
    image = codec_for("asset").image_of({**row})
    after = {**image, "exports": sorted(key.hex for key in exports)}
    return Change("asset", asset_id.hex, None, None, canonical(after))


def ancestors(connection: Connection, asset_id: UUID) -> list[UUID]:
    """The assets that this one was split from or made of, however far back: what they held went into it."""
    found: list[UUID] = []
    left = [asset_id]
    while left:
        query = select(_LINEAGE.c.from_asset_id).where(_LINEAGE.c.to_asset_id == left.pop())
        new = [key for key in connection.execute(query).scalars() if key not in found]
        found += new
        left += new
    return found


# ---------------------------------------------------------------- rows


def _delete_what_was_said(
    connection: Connection, asset_id: UUID, treatments: Sequence[UUID]
) -> None:
    assessments = _children(connection, _ASSESSMENT.c.workshop_asset_id, treatments)
    rounds = _children(connection, _ROUND.c.assessment_id, assessments)
    keys = {
        "asset": [asset_id],
        "workshop_asset": treatments,
        "assessment": assessments,
        "vote_round": rounds,
    }
    for table, column, belongs_to in DELETED:
        target = _tables[table]
        for chunk in chunks(keys[belongs_to]):
            connection.execute(target.delete().where(target.c[column].in_(chunk)))
    for key in (asset_id, *treatments):
        _delete_named(connection, key)
    here = or_(_LINEAGE.c.from_asset_id == asset_id, _LINEAGE.c.to_asset_id == asset_id)
    connection.execute(_LINEAGE.update().where(here).values(reason=""))


def _children(
    connection: Connection, parent: ColumnElement[Any], keys: Sequence[UUID]
) -> list[UUID]:
    """The ids of the rows of ``parent``'s table that belong to ``keys``."""
    table = parent.table
    return [
        key
        for chunk in chunks(keys)
        for key in connection.execute(select(table.c.id).where(parent.in_(chunk))).scalars()
    ]


def _delete_named(connection: Connection, key: UUID) -> None:
    """Drafts and answered checks name what they are about as text."""
    for table, column in (("draft", "entity_id"), ("dismissed_check", "subject_id")):
        target = _tables[table].c[column]
        named = or_(target.contains(key.hex), target.contains(str(key)))
        connection.execute(_tables[table].delete().where(named))


def _leave_neutral(unit: Unit, asset_id: UUID, neutral: Neutral) -> None:
    kept = {"id", "version", "created", "deleted_at"}
    empty = {
        column.name: None if column.nullable else ""
        for column in _ASSET.columns
        if column.name not in kept
    }
    excluded = {
        "excluded_at": unit.now,
        "excluded_role": neutral.role,
        "excluded_label": neutral.label["name"],
    }
    unit.connection.execute(
        _ASSET.update()
        .where(_ASSET.c.id == asset_id)
        .values({**empty, **neutral.label, **excluded, "version": _ASSET.c.version + 1})
    )
    unit.connection.execute(
        _TREATMENT.update()
        .where(_TREATMENT.c.asset_id == asset_id)
        .values(
            deferred=False,
            confirmed_by=None,
            confirmed_at=None,
            seconds_spent=0,
            status="stopped",
            blocking=0,
            thin=0,
            review_on=None,
            version=_TREATMENT.c.version + 1,
        )
    )
    unit.session.expire_all()


# ---------------------------------------------------------------- the history


def _delete_bodies(connection: Connection, asset_id: UUID, others: Gone) -> None:
    """Release and delete the bodies of the asset's events, and those of ``others``."""
    joined = (_BODY.c.store_id == _EVENT.c.store_id) & (_BODY.c.seq == _EVENT.c.seq)
    named = select(_BODY.c.store_id, _BODY.c.seq).join_from(_BODY, _EVENT, joined)
    own = (_BODY.c.asset_id == asset_id.hex) & _EVENT.c.entity.not_in(SHARED)
    lineage = (_EVENT.c.entity == "asset_lineage") & _EVENT.c.entity_id.contains(asset_id.hex)
    wanted: list[ColumnElement[bool]] = [own | lineage, *others.said]
    wanted += [
        (_EVENT.c.entity == entity) & (_EVENT.c.entity_id == key) for entity, key in others.rows
    ]
    connection.execute(_RELEASE.delete())
    found = {tuple(row) for where in wanted for row in connection.execute(named.where(where))}
    if found:
        rows = [{"store_id": store, "seq": seq} for store, seq in sorted(found)]
        connection.execute(_RELEASE.insert(), rows)
    released = select(_RELEASE.c.seq).where(
        _RELEASE.c.store_id == _BODY.c.store_id, _RELEASE.c.seq == _BODY.c.seq
    )
    connection.execute(_BODY.delete().where(released.exists()))
    connection.execute(_RELEASE.delete())


# ---------------------------------------------------------------- afterwards


def labels_in_use(unit: Unit) -> frozenset[str]:
    """The folded names of all assets: two neutral labels are never alike."""
    return frozenset(unit.connection.execute(select(_ASSET.c.folded)).scalars())
