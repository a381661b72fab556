"""Assets read by SQLAlchemy's own types, row by row: what ``store.loading_assets`` must agree with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Connection, bindparam

from ksa_tui.domain.model import Model
from ksa_tui.domain.rating import NOT_RELEVANT, Rating
from ksa_tui.domain.workshop import (
    Assessment,
    Asset,
    Department,
    Dissent,
    Exclusion,
    FlagAnswer,
    Owner,
    Ref,
    System,
    VoteRound,
)
from ksa_tui.store import loading_sql as sql
from ksa_tui.store.tables import metadata

_Empty = Mapping[str, Assessment]
_TREATMENT = metadata.tables["workshop_asset"]


def read_slowly(connection: Connection, model: Model, workshop_id: UUID) -> tuple[Asset, ...]:
    """All treatments of a workshop."""
    workshop = _TREATMENT.c.workshop_id == bindparam("scope", type_=_TREATMENT.c.id.type)
    return _load(connection, model, sql.queries(workshop), workshop_id)


@dataclass(slots=True)
class _Parts:
    """What belongs to each treatment or asset, by its id."""

    assessments: dict[UUID, dict[str, Assessment]]
    flags: dict[UUID, list[FlagAnswer]]
    refs: dict[UUID, list[Ref]]
    systems: dict[UUID, list[System]]
    with_owner: set[UUID]
    decided: dict[UUID, list[Any]]
    """The latest decision of each aspect: rows of (treatment, aspect, choice, level, day, comment)."""


def _load(
    connection: Connection, model: Model, queries: sql.TreatmentQueries[Any], scope: UUID
) -> tuple[Asset, ...]:
    key = {"scope": scope}
    rows = connection.execute(queries.treatments, key).all()
    if not rows:
        return ()
    untouched = _untouched(model)
    decided = _decided(connection.execute(queries.decisions, key))
    parts = _Parts(
        _assessments(connection, model, queries, key, decided),
        _by_id(connection.execute(queries.flags, key), FlagAnswer),
        _by_id(connection.execute(queries.refs, key), Ref),
        _by_id(connection.execute(queries.systems, key), System),
        _with_owner(connection.execute(queries.handed_out, key)),
        decided,
    )
    order = {flag.id: number for number, flag in enumerate(model.flags)}
    for flags in parts.flags.values():
        flags.sort(key=lambda answer: (order.get(answer.flag, len(order)), answer.flag))
    return tuple(_asset(row, number, untouched, parts) for number, row in enumerate(rows, start=1))


def _asset(row: Any, number: int, untouched: _Empty, parts: _Parts) -> Asset:
    assessed = parts.assessments.get(row.id)
    return Asset(
        id=row.id,
        asset_id=row.asset_id,
        number=number,
        name=row.name,
        assessments={**untouched, **assessed} if assessed else untouched,
        description=row.description,
        medium=row.medium,
        department=_department(row),
        owner=_owner(row),
        catalogue_id=row.catalogue_id,
        refs=tuple(parts.refs.get(row.asset_id, ())),
        systems=tuple(parts.systems.get(row.asset_id, ())),
        flags=tuple(parts.flags.get(row.asset_id, ())),
        seconds_spent=row.seconds_spent,
        rest_confirmed_by=row.confirmed_by,
        rest_confirmed_at=row.confirmed_at,
        with_owner=row.id in parts.with_owner,
        decided_on=max((each.decided_on for each in parts.decided.get(row.id, ())), default=None),
        returned_comment=_returned(parts.decided.get(row.id, ())),
        review_called=row.review_called,
        superseded=row.superseded,
        deferred=row.deferred,
        excluded=_exclusion(row),
    )


def _untouched(model: Model) -> _Empty:
    areas: dict[str, Rating] = {area.id: None for area in model.areas}
    return {aspect.id: Assessment(aspect.id, areas) for aspect in model.aspects}


def _assessments(
    connection: Connection,
    model: Model,
    queries: sql.TreatmentQueries[Any],
    key: Mapping[str, UUID],
    latest: Mapping[UUID, Iterable[Any]],
) -> dict[UUID, dict[str, Assessment]]:
    rows = connection.execute(queries.assessments, key).all()
    if not rows:
        return {}
    ratings: defaultdict[UUID, dict[str, Rating]] = defaultdict(dict)
    for assessment_id, area, state, level in connection.execute(queries.ratings, key):
        ratings[assessment_id][area] = level if state == "level" else NOT_RELEVANT
    votes = _votes(connection.execute(queries.votes, key))
    dissent = _by_id(connection.execute(queries.dissent, key), Dissent)
    decided = {
        (each.workshop_asset_id, each.aspect): None if each.choice == "return" else each.level
        for rows_of_one in latest.values()
        for each in rows_of_one
    }
    found: defaultdict[UUID, dict[str, Assessment]] = defaultdict(dict)
    for row in rows:
        rated = ratings[row.id]
        found[row.workshop_asset_id][row.aspect] = Assessment(
            aspect=row.aspect,
            ratings={area.id: rated.get(area.id) for area in model.areas},
            adjusted=row.adjusted,
            adjust_code=row.reason_code,
            adjust_motivation=row.adjust_motivation,
            motivation=row.motivation,
            floor_reason=row.floor_reason,
            decided=decided.get((row.workshop_asset_id, row.aspect)),
            votes=votes.get(row.id, ()),
            dissent=tuple(dissent.get(row.id, ())),
        )
    return found


def _votes(rows: Iterable[Any]) -> dict[UUID, tuple[VoteRound, ...]]:
    """Rows of (assessment, round, when, level or None), in order."""
    levels: defaultdict[tuple[UUID, int, Any], list[int]] = defaultdict(list)
    for assessment_id, number, opened_at, level in rows:
        levels[assessment_id, number, opened_at].extend([] if level is None else [level])
    rounds: defaultdict[UUID, tuple[VoteRound, ...]] = defaultdict(tuple)
    for (assessment_id, number, opened_at), given in levels.items():
        rounds[assessment_id] += (VoteRound(number, tuple(given), opened_at),)
    return rounds


def _decided(rows: Iterable[Any]) -> dict[UUID, list[Any]]:
    """The latest decision of each aspect, by treatment."""
    latest = {(row.workshop_asset_id, row.aspect): row for row in rows}
    found: defaultdict[UUID, list[Any]] = defaultdict(list)
    for (treatment_id, _aspect), row in latest.items():
        found[treatment_id].append(row)
    return found


def _returned(latest: Iterable[Any]) -> str | None:
    """The owner's comment when the asset was sent back; a return is for all its aspects."""
    return next((row.comment for row in latest if row.choice == "return"), None)


def _with_owner(rows: Iterable[Any]) -> set[UUID]:
    """The treatments whose newest workbook for decision has no answer."""
    newest = {row[0]: row[1] for row in rows}
    return {treatment_id for treatment_id, answered in newest.items() if not answered}


def _by_id(rows: Iterable[Any], kind: Any) -> dict[UUID, list[Any]]:
    """Rows whose first column is the id of what they belong to, the rest ``kind``'s fields."""
    found: defaultdict[UUID, list[Any]] = defaultdict(list)
    for belongs_to, *values in rows:
        found[belongs_to].append(kind(*values))
    return found


def _department(row: Any) -> Department | None:
    return Department(row.department_id, row.department_name) if row.department_id else None


def _owner(row: Any) -> Owner | None:
    if row.owner_id is None:
        return None
    return Owner(row.owner_id, row.owner_name, row.owner_title, row.owner_e_mail)


def _exclusion(row: Any) -> Exclusion | None:
    if row.excluded_at is None:
        return None
    return Exclusion(row.excluded_label, row.excluded_at.astimezone().date(), row.excluded_role)
