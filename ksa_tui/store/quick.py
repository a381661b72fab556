"""Plain SQL through the driver: the first screen before the engine is there, and long tables after.

A test runs every statement against the tables as SQLModel knows them.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any, Final
from uuid import UUID

from ksa_tui.errors import StoreError
from ksa_tui.paths import Workspace
from ksa_tui.store.driver import connect, driver_errors
from ksa_tui.store.header import SCHEMA, Header, read_header
from ksa_tui.store.lock import already_open, refuse_second_opening
from ksa_tui.store.problems import BUSY, UnreadableError, plain_problems

_BUSY_SECONDS: Final = 0.25
_UNREADABLE: Final = (ValueError, TypeError, AttributeError)

WORKSHOPS: Final = """
    SELECT w.id, w.title, d.name, o.name, o.role_title, w.held_on, w.created, w.changed_at, w.owner_id
    FROM workshop w
    LEFT JOIN department d ON d.id = w.department_id
    LEFT JOIN owner o ON o.id = w.owner_id
    WHERE w.deleted_at IS NULL
    ORDER BY w.changed_at DESC, w.id
"""

STANDINGS: Final = """
    SELECT workshop_id, status, deferred, blocking, count(*), min(review_on)
    FROM workshop_asset
    WHERE removed_at IS NULL
    GROUP BY workshop_id, status, deferred, blocking
"""

HANDED_OUT: Final = """
    SELECT workshop_id, max(at) FROM export WHERE kind = 'decision' GROUP BY workshop_id
"""

# Counted as Classify counts: what is put off, excluded or split up is not walked through.
PLACES: Final = """
    SELECT p.workshop_id, p.letter,
        (SELECT count(*) FROM workshop_asset o
         WHERE o.workshop_id = t.workshop_id AND o.removed_at IS NULL AND o.position <= t.position
         AND (o.id = t.id OR NOT (o.deferred OR o.status IN ('stopped', 'retired'))))
    FROM place p
    JOIN workshop w ON w.id = p.workshop_id AND w.deleted_at IS NULL
    LEFT JOIN workshop_asset t ON t.id = p.treatment_id AND t.removed_at IS NULL
    ORDER BY p.at DESC
"""

TREATMENTS: Final = """
    SELECT t.id, a.name, a.folded, t.status, t.blocking, t.thin, t.deferred
    FROM workshop_asset t JOIN asset a ON a.id = t.asset_id
    WHERE t.workshop_id = ? AND t.removed_at IS NULL
    ORDER BY t.position
"""

TREATMENTS_OF: Final = """
    SELECT t.id, a.name, a.folded, t.status, t.blocking, t.thin, t.deferred
    FROM workshop_asset t JOIN asset a ON a.id = t.asset_id
    WHERE +t.workshop_id = ? AND t.asset_id IN (SELECT value FROM json_each(?)) AND +t.removed_at IS NULL
"""
"""The same of some assets, each looked up: the plus signs keep SQLite from going through the workshop."""

LEVELS: Final = """
    SELECT s.workshop_asset_id, s.aspect,
        CASE WHEN t.status = 'decided' THEN
            (SELECT d.level FROM decision d WHERE d.workshop_asset_id = t.id AND d.aspect = s.aspect
             ORDER BY d.recorded_at DESC, d.id DESC LIMIT 1)
        ELSE s.proposed END,
        s.below_floor
    FROM workshop_asset t JOIN assessment s ON s.workshop_asset_id = t.id
    WHERE t.workshop_id = ? AND t.removed_at IS NULL AND s.proposed IS NOT NULL
"""

LEVELS_OF: Final = LEVELS.replace(
    "t.workshop_id = ? AND t.removed_at",
    "+t.workshop_id = ? AND t.asset_id IN (SELECT value FROM json_each(?)) AND +t.removed_at",
)

COUNTS: Final = """
    SELECT
        (SELECT count(*) FROM participant WHERE workshop_id = w.id),
        (SELECT count(*) FROM parked q LEFT JOIN workshop_asset t ON t.id = q.workshop_asset_id
         WHERE q.workshop_id = w.id AND q.resolved_at IS NULL AND t.removed_at IS NULL),
        (SELECT count(*) FROM pool WHERE workshop_id = w.id),
        (SELECT count(*) FROM workshop_asset WHERE workshop_id = w.id AND removed_at IS NULL)
    FROM workshop w WHERE w.id = ?
"""

FINISHED: Final = """
    SELECT t.seconds_spent,
        (SELECT max(r.at) FROM assessment s JOIN rating r ON r.assessment_id = s.id
         WHERE s.workshop_asset_id = t.id)
    FROM workshop_asset t
    WHERE t.workshop_id = ? AND t.removed_at IS NULL AND t.status = 'rated' AND t.seconds_spent > 0
"""
"""The time spent on each asset that is rated, and when it was rated last."""

NAMES: Final = """
    SELECT a.folded FROM workshop_asset t JOIN asset a ON a.id = t.asset_id
    WHERE t.workshop_id = ?1 AND t.removed_at IS NULL
    UNION ALL
    SELECT a.folded FROM pool p JOIN asset a ON a.id = p.asset_id WHERE p.workshop_id = ?1
"""

POOL: Final = """
    SELECT a.id, a.name, a.folded, a.description
    FROM pool p JOIN asset a ON a.id = p.asset_id
    WHERE p.workshop_id = ?
    ORDER BY p.position, a.sort_key
"""

SYSTEMS: Final = """
    SELECT s.id, s.name, s.supplier, a.name
    FROM workshop_asset t
    JOIN system_asset l ON l.asset_id = t.asset_id
    JOIN system s ON s.id = l.system_id
    JOIN asset a ON a.id = t.asset_id
    WHERE t.workshop_id = ? AND t.removed_at IS NULL
    ORDER BY s.sort_key, t.position
"""

TITLES: Final = "SELECT id, title FROM workshop WHERE deleted_at IS NULL ORDER BY changed_at DESC"

OWNERS: Final = """
    SELECT o.id, o.name, o.role_title, o.e_mail FROM owner o
    WHERE o.retired_at IS NULL AND (
        o.id IN (SELECT owner_id FROM workshop WHERE deleted_at IS NULL)
        OR o.id IN (SELECT owner_id FROM asset WHERE deleted_at IS NULL))
    ORDER BY o.sort_key
"""

DEPARTMENTS: Final = """
    SELECT d.name FROM department d
    WHERE d.retired_at IS NULL AND (
        d.id IN (SELECT department_id FROM workshop WHERE deleted_at IS NULL)
        OR d.id IN (SELECT department_id FROM asset WHERE deleted_at IS NULL))
    ORDER BY d.sort_key
"""

EARLIER: Final = """
    SELECT w.id, w.title, p.name, p.role_id, p.role_text, p.department
    FROM workshop w JOIN participant p ON p.workshop_id = w.id
    WHERE w.deleted_at IS NULL AND w.id <> ?
    ORDER BY w.changed_at DESC, w.id, p.position
"""

LAST_PLACE: Final = """
    SELECT p.workshop_id, p.treatment_id, p.aspect, p.area
    FROM place p
    JOIN workshop w ON w.id = p.workshop_id AND w.deleted_at IS NULL
    WHERE ?1 IS NULL OR p.workshop_id = ?1
    ORDER BY p.at DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class HomeRows:
    """What the first screen is made of, as the statements give it."""

    workshops: list[Any]
    standings: list[Any]
    handed_out: list[Any]
    places: list[Any]


@contextmanager
def plain_connection(workspace: Workspace) -> Iterator[sqlite3.Connection | None]:
    """The store of ``workspace`` through the driver alone, closed afterwards.

    None where there is no store, or one that must be brought up to date first.
    """
    refuse_second_opening(workspace)
    header = _header(workspace)
    if header is None or header.schema < SCHEMA:
        yield None
        return
    with plain_problems(workspace.store):
        try:
            found = connect(workspace.store, "rw", seconds=_BUSY_SECONDS, key=workspace.passphrase)
            with closing(found) as connection:
                yield connection
        except driver_errors() as error:
            if str(getattr(error, "sqlite_errorname", "")).startswith("SQLITE_BUSY"):
                raise already_open(workspace) from error
            raise


def _header(workspace: Workspace) -> Header | None:
    try:
        return read_header(workspace.store, workspace.passphrase)
    except StoreError as error:
        if error.message == BUSY:  # that of a locked one is behind the other program's lock
            raise already_open(workspace) from error
        raise


def read_home(connection: sqlite3.Connection) -> HomeRows:
    """Four statements, however many workshops and assets there are."""
    return HomeRows(*(rows(connection, s) for s in (WORKSHOPS, STANDINGS, HANDED_OUT, PLACES)))


def rows(connection: sqlite3.Connection, statement: str, *parameters: object) -> list[Any]:
    """All rows of one statement."""
    with closing(connection.execute(statement, parameters)) as cursor:
        return cursor.fetchall()


def to_moment(text: str) -> datetime:
    """A stored moment, aware, UTC; ``UnreadableError`` for what is none."""
    try:
        return datetime.fromisoformat(text).replace(tzinfo=UTC)
    except _UNREADABLE as error:
        raise UnreadableError from error


def to_date(text: str | None) -> date | None:
    """A stored date, if there is one; ``UnreadableError`` for what is none."""
    return to_day(text) if text else None


def to_day(text: str) -> date:
    """A stored date; ``UnreadableError`` for what is none."""
    try:
        return date.fromisoformat(text)
    except _UNREADABLE as error:
        raise UnreadableError from error


def to_id(text: str) -> UUID:
    """A stored id; ``UnreadableError`` for what is none."""
    try:
        return UUID(text)
    except _UNREADABLE as error:
        raise UnreadableError from error
