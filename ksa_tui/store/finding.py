"""What commands must know before they write, asked for in few statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final, TypeVar
from uuid import UUID

from sqlalchemy import BindParameter, Connection, bindparam, func, select
from sqlmodel import col
from sqlmodel import select as select_rows

from ksa_tui.store.tables import AssessmentRow, RatingRow, WorkshopAssetRow, metadata
from ksa_tui.store.unit import Unit

T = TypeVar("T")

_CHUNK: Final = 400
"""Values in one ``IN``: well below every database's limit."""
_WANTED: Final[BindParameter[Any]] = bindparam("wanted", expanding=True)
"""The values of an ``IN``: as one parameter the statement is made once, whatever they are."""

_workshop: Final = metadata.tables["workshop"]
_treatment: Final = metadata.tables["workshop_asset"]
_asset: Final = metadata.tables["asset"]
_system: Final = metadata.tables["system"]
_assessment: Final = metadata.tables["assessment"]
_model: Final = metadata.tables["model_version"]


@dataclass(frozen=True, slots=True)
class AssessmentRows:
    """A treatment, one aspect of it and one area of that, as far as they are there."""

    treatment: WorkshopAssetRow
    assessment: AssessmentRow | None
    rating: RatingRow | None


@dataclass(frozen=True, slots=True)
class TreatmentPlace:
    """Which workshop and asset a treatment belongs to."""

    id: UUID
    workshop: UUID
    asset: UUID


def find_model(connection: Connection, workshop_id: UUID) -> str | None:
    """The frozen model of a workshop as canonical JSON; None where there is no such workshop."""
    query = (
        select(_model.c.body)
        .join_from(_workshop, _model, _model.c.id == _workshop.c.model_version_id)
        .where(_workshop.c.id == workshop_id, _workshop.c.deleted_at.is_(None))
    )
    return connection.execute(query).scalar_one_or_none()


def find_place(connection: Connection, treatment_id: UUID) -> TreatmentPlace | None:
    """Where a treatment belongs; None where there is none, or it or its workshop was removed."""
    query = (
        select(_treatment.c.id, _treatment.c.workshop_id, _treatment.c.asset_id)
        .join_from(_treatment, _workshop, _workshop.c.id == _treatment.c.workshop_id)
        .where(
            _treatment.c.id == treatment_id,
            _treatment.c.removed_at.is_(None),
            _workshop.c.deleted_at.is_(None),
        )
    )
    found = connection.execute(query).one_or_none()
    return TreatmentPlace(*found) if found else None


def find_places(connection: Connection, asset_ids: Iterable[UUID]) -> list[TreatmentPlace]:
    """All treatments of these assets that were not removed."""
    query = select(_treatment.c.id, _treatment.c.workshop_id, _treatment.c.asset_id)
    return [
        TreatmentPlace(*row)
        for chunk in chunks(asset_ids)
        for row in connection.execute(
            query.where(_treatment.c.asset_id.in_(_WANTED), _treatment.c.removed_at.is_(None)),
            {"wanted": chunk},
        )
    ]


_FIND_ASSESSMENT: Final = (
    select_rows(WorkshopAssetRow, AssessmentRow, RatingRow)
    .join(
        AssessmentRow,
        (col(AssessmentRow.workshop_asset_id) == col(WorkshopAssetRow.id))
        & (col(AssessmentRow.aspect) == bindparam("of_aspect")),
        isouter=True,
    )
    .join(
        RatingRow,
        (col(RatingRow.assessment_id) == col(AssessmentRow.id))
        & (col(RatingRow.area) == bindparam("of_area")),
        isouter=True,
    )
    .where(col(WorkshopAssetRow.id) == bindparam("of"))
)


def find_assessment(unit: Unit, treatment_id: UUID, aspect: str, area: str) -> AssessmentRows:
    """The rows that a rating of ``area`` concerns, in one statement."""
    named = {"of": treatment_id, "of_aspect": aspect, "of_area": area}
    return AssessmentRows(*unit.session.exec(_FIND_ASSESSMENT, params=named).one())


def find_names(connection: Connection, workshop_id: UUID, folded: Iterable[str]) -> dict[str, UUID]:
    """Which of these folded names are assets of the workshop already, with the treatment."""
    query = (
        select(_asset.c.folded, _treatment.c.id)
        .join_from(_asset, _treatment, _treatment.c.asset_id == _asset.c.id)
        .where(_treatment.c.workshop_id == workshop_id, _treatment.c.removed_at.is_(None))
    )
    wanted = set(folded)
    if not wanted:
        return {}
    if len(wanted) <= _CHUNK:  # a longer list is compared with all that the workshop has
        query = query.where(_asset.c.folded.in_(_WANTED))
    found = connection.execute(query, {"wanted": list(wanted)})
    return {row.folded: row.id for row in found if row.folded in wanted}


def find_systems(connection: Connection, folded: Iterable[str]) -> dict[str, UUID]:
    """The systems with these folded names."""
    query = select(_system.c.folded, _system.c.id)
    return {
        row.folded: row.id
        for chunk in chunks(folded)
        for row in connection.execute(query.where(_system.c.folded.in_(_WANTED)), {"wanted": chunk})
    }


def find_retired(connection: Connection, systems: Iterable[UUID]) -> list[UUID]:
    """Those of the systems that are not in use any more."""
    query = select(_system.c.id).where(_system.c.retired_at.is_not(None))
    return [
        key
        for chunk in chunks(systems)
        for key in connection.execute(
            query.where(_system.c.id.in_(_WANTED)), {"wanted": chunk}
        ).scalars()
    ]


def find_neighbours(
    connection: Connection, workshop_id: UUID, after: UUID | None
) -> tuple[int, int | None]:
    """The positions of treatment ``after`` (None: of the last one) and of the one behind it."""
    here = (_treatment.c.workshop_id == workshop_id, _treatment.c.removed_at.is_(None))
    last = select(func.coalesce(func.max(_treatment.c.position), 0)).where(*here)
    if after is None:
        return connection.execute(last).scalar_one(), None
    position = connection.execute(last.where(_treatment.c.id == after)).scalar_one()
    behind = select(func.min(_treatment.c.position)).where(*here)
    return position, connection.execute(behind.where(_treatment.c.position > position)).scalar_one()


def save_derived(
    connection: Connection,
    treatments: Sequence[Mapping[str, object]],
    assessments: Sequence[Mapping[str, object]],
) -> None:
    """Write derived columns by name; ``of`` is the treatment's id, ``of_aspect`` the assessment's aspect."""
    if treatments:
        query = _treatment.update().where(_treatment.c.id == bindparam("of"))
        connection.execute(query, treatments)
    if assessments:
        query = _assessment.update().where(
            _assessment.c.workshop_asset_id == bindparam("of"),
            _assessment.c.aspect == bindparam("of_aspect"),
        )
        connection.execute(query, assessments)


def chunks(values: Iterable[T]) -> Iterator[list[T]]:
    """``values`` in pieces that fit one ``IN``."""
    waiting = iter(values)
    while chunk := list(islice(waiting, _CHUNK)):
        yield chunk
