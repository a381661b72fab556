"""Which assets a session's commands have changed, and when: what was read of all others is still true."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from ksa_tui.store.chain import Change

MANY: Final = 200
"""A command that changes more assets than this may as well have changed them all."""

OF_ASSETS: Final = frozenset(
    {
        *("asset", "asset_ref", "asset_flag", "system_asset", "workshop_asset", "review_trigger"),
        *("assessment", "rating", "vote_round", "vote", "dissent"),
    }
)
"""Tables whose rows say something of one asset, and of no other."""

AROUND_ASSETS: Final = frozenset(
    {
        *("workshop", "participant", "attendance", "workshop_session", "workshop_break", "parked"),
        *("collection_uplift", "dismissed_check", "question_answer"),
    }
)
"""Tables that say nothing of any asset itself."""


class Journal:
    """What changed in which generation of the store; one that nobody told of may have changed anything."""

    def __init__(self) -> None:
        self._latest = 0
        self._anything = 0
        """The last generation in which any asset may have changed."""
        self._assets: dict[UUID, int] = {}
        """When an asset changed last, the latest at the end."""
        self._tables: dict[str, int] = {}

    def note(self, generation: int, changes: Iterable[Change]) -> None:
        """A command made the store what it is in this generation."""
        if generation != self._latest + 1:
            self._anything = generation
        self._latest = generation
        assets: set[str] = set()
        for change in changes:
            self._tables[change.entity] = generation
            if change.entity in AROUND_ASSETS:
                continue
            asset = change.asset_id if change.entity in OF_ASSETS else None
            if asset is None or len(assets) > MANY:
                self._anything = generation
                self._assets.clear()
                return
            assets.add(asset)
        for changed in map(UUID, assets):
            self._assets.pop(changed, None)
            self._assets[changed] = generation

    def assets_since(self, generation: int, now: int) -> frozenset[UUID] | None:
        """The assets that changed after a generation up to ``now``; None where any may have."""
        if now != self._latest or generation < self._anything:
            return None
        found = set()
        for asset in reversed(self._assets):
            if self._assets[asset] <= generation:
                break
            found.add(asset)
        return frozenset(found)

    def has_changed(self, tables: Iterable[str], generation: int, now: int) -> bool:
        """Whether rows of these tables may be others than after that generation."""
        if now != self._latest or generation < self._anything:
            return True
        return any(self._tables.get(table, 0) > generation for table in tables)
