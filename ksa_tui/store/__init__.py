"""The store: the only place that knows SQLModel, SQLAlchemy, alembic and SQLite.

Importing this package loads none of them: ``Store`` comes when it is asked for, so that the first screen
can be painted from ``store.quick`` alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ksa_tui.store.store import Store
    from ksa_tui.store.unit import Unit

__all__ = ["Store", "Unit"]


def __getattr__(name: str) -> Any:
    if name == "Store":
        from ksa_tui.store.store import Store

        return Store
    if name == "Unit":
        from ksa_tui.store.unit import Unit

        return Unit
    raise AttributeError(name)
