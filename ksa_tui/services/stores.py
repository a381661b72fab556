"""Opening a store, for the app and the command line alike. Loads the engine only when one is opened."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING

from ksa_tui.domain.cleaning import clean_line
from ksa_tui.paths import Workspace
from ksa_tui.store.header import is_locked
from ksa_tui.store.inputs import Actor, Clock, NewId, RandomIds, now_utc

if TYPE_CHECKING:
    from ksa_tui.store import Store

__all__ = ["Actor", "Clock", "NewId", "is_locked", "now_utc", "open_store", "suggested_actor"]


def open_store(
    workspace: Workspace, actor: Actor, *, clock: Clock = now_utc, new_id: NewId | None = None
) -> Store:
    """Open the store of ``workspace``, made where there is none, and take over what was being typed.

    ``StoreError`` in words: already open (by whom), newer, not a store, read-only, full disk.
    """
    from ksa_tui.services.wording import drafts
    from ksa_tui.store.opening import open_workspace

    named = Actor(clean_line(actor.name) or suggested_actor().name, clean_line(actor.role))
    store = open_workspace(workspace, named, clock, new_id or RandomIds())
    try:
        drafts(store)
    except BaseException:
        store.close()
        raise
    return store


def suggested_actor() -> Actor:
    """The computer's account, as a suggestion for who works."""
    try:
        return Actor(clean_line(getpass.getuser()) or "?")
    except (OSError, KeyError, ImportError):  # no account database, or none of its variables set
        return Actor("?")
