"""Who had the store open, what was done in it, and what is left out of the history."""

from __future__ import annotations

from datetime import datetime
from typing import Any, ClassVar
from uuid import UUID

from sqlalchemy import String
from sqlmodel import Field

from ksa_tui.store.tables.base import Row, choice, link, maybe_link, moment

_CLUSTERED: dict[str, Any] = {"sqlite_with_rowid": False}


class MetaRow(Row, table=True):
    """One row: which store this is."""

    __tablename__ = "meta"
    recorded: ClassVar[bool] = False

    store_id: UUID = Field(primary_key=True)
    created_app_version: str
    created: datetime = moment()


class SessionRow(Row, table=True):
    """One time the store was open; without ``closed_at`` it ended by a kill or a power cut."""

    __tablename__ = "app_session"
    recorded: ClassVar[bool] = False

    id: UUID = Field(primary_key=True)
    store_id: UUID
    host: str
    pid: int
    app_version: str
    opened_at: datetime = moment()
    closed_at: datetime | None = moment(default=None)


class EventRow(Row, table=True):
    """One change, chained to the one before; triggers refuse UPDATE and DELETE.

    Ids and the moment are text: they are part of what is digested.
    """

    __tablename__ = "event"
    __table_args__ = _CLUSTERED
    recorded: ClassVar[bool] = False

    store_id: str = Field(primary_key=True, sa_type=String(32))
    seq: int = Field(primary_key=True)
    command_id: str = Field(sa_type=String(32))
    session_id: str = Field(sa_type=String(32))
    at: str
    actor: str
    operation: str
    entity: str
    entity_id: str
    body_digest: str = Field(sa_type=String(64))
    prev_digest: str = Field(sa_type=String(64))
    digest: str = Field(sa_type=String(64))


class EventBodyRow(Row, table=True):
    """What an event changed, from and to. Only what ``body_release`` names may be deleted.

    ``asset_id`` names the asset whose content this is, so that a stop finds all of it.
    """

    __tablename__ = "event_body"
    __table_args__ = _CLUSTERED
    recorded: ClassVar[bool] = False

    store_id: str = Field(primary_key=True, sa_type=String(32))
    seq: int = Field(primary_key=True)
    salt: bytes
    asset_id: str | None = Field(default=None, sa_type=String(32), index=True)
    before: str | None = None
    after: str | None = None


class BodyReleaseRow(Row, table=True):
    """The bodies that a stop may delete: filled and emptied in its own transaction.

    Number 0, which no event has, says that the file is to be written anew.
    """

    __tablename__ = "body_release"
    __table_args__ = _CLUSTERED
    recorded: ClassVar[bool] = False

    store_id: str = Field(primary_key=True, sa_type=String(32))
    seq: int = Field(primary_key=True)


class DraftRow(Row, table=True):
    """Text being typed: overwritten, no event, gone when the field is left."""

    __tablename__ = "draft"
    recorded: ClassVar[bool] = False

    entity: str = Field(primary_key=True)
    entity_id: str = Field(primary_key=True)
    field: str = Field(primary_key=True)
    text: str
    at: datetime = moment()


class PlaceRow(Row, table=True):
    """Where a workshop was left. ``letter`` is the aspect's, for the first screen."""

    __tablename__ = "place"
    recorded: ClassVar[bool] = False

    workshop_id: UUID = link("workshop.id", primary_key=True, cascade=True)
    treatment_id: UUID | None = maybe_link("workshop_asset.id", forget=True)
    aspect: str | None = None
    letter: str = ""
    area: str | None = None
    at: datetime = moment()


class ModelVersionRow(Row, table=True):
    """A frozen copy of a reference file, once per content."""

    __tablename__ = "model_version"
    recorded: ClassVar[bool] = False

    id: UUID = Field(primary_key=True)
    kind: str = Field(sa_type=choice("kind", "model", "measures", "catalogue"))
    scheme_id: str
    scheme_version: str
    digest: str = Field(sa_type=String(64), unique=True)
    body: str
    """Canonical JSON of the domain type: an old copy never meets a newer reader of TOML."""
    imported_at: datetime = moment()
