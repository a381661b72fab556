"""Writes the store's file anew after a stop, so that nothing of what was removed is left between its pages.

That it is to be done is noted in the stop's own transaction, as the body release of an event that never is
(number 0): after a kill the next start does it.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import Final
from uuid import UUID

from sqlalchemy import Connection

from ksa_tui.store.tables import metadata

_RELEASE: Final = metadata.tables["body_release"]
_NO_EVENT: Final = 0


def ask_for_tidying(connection: Connection, store_id: UUID) -> None:
    """Note, within a transaction, that the file is to be written anew; once is enough."""
    if not is_untidy(connection):
        connection.execute(_RELEASE.insert().values(store_id=store_id.hex, seq=_NO_EVENT))


def is_untidy(connection: Connection) -> bool:
    """Whether a stop was committed and the file not written anew since."""
    query = _RELEASE.select().where(_RELEASE.c.seq == _NO_EVENT)
    return connection.execute(query).first() is not None


def tidy(connection: sqlite3.Connection) -> None:
    """Write the file anew, outside any transaction; its temporary copy stays in memory."""
    for statement in (
        "PRAGMA temp_store=MEMORY",  # else the whole store lies in a temporary folder for a while
        "VACUUM",
        "PRAGMA temp_store=DEFAULT",
        "DELETE FROM body_release WHERE seq = 0",
    ):
        with closing(connection.execute(statement)):
            pass
