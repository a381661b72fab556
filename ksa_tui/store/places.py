"""Places and seconds: rows and columns without events."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from sqlalchemy import Connection, case

from ksa_tui.store.tables import metadata

_PLACE: Final = metadata.tables["place"]
_TREATMENT: Final = metadata.tables["workshop_asset"]


def put_place(connection: Connection, values: Mapping[str, object]) -> None:
    """Save a workshop's place over the one before."""
    connection.execute(_PLACE.delete().where(_PLACE.c.workshop_id == values["workshop_id"]))
    connection.execute(_PLACE.insert().values(**values))


def add_to_seconds(connection: Connection, treatment_id: UUID, seconds: int) -> None:
    """Add to the time spent on a treatment, or take from it; it is never less than nothing."""
    query = _TREATMENT.update().where(_TREATMENT.c.id == treatment_id)
    total = _TREATMENT.c.seconds_spent + seconds
    connection.execute(query.values(seconds_spent=case((total < 0, 0), else_=total)))
