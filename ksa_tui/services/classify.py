"""Classification: every use case of the Classify screen by one name.

Each change is saved when its function returns, and each function that changes the asset returns it as it
is afterwards.
"""

from __future__ import annotations

from uuid import UUID

from ksa_tui.domain.workshop import Asset
from ksa_tui.services.flags import answer_flag, confirm_flags
from ksa_tui.services.pace import Going, going
from ksa_tui.services.places import add_seconds, last_place, remember_place
from ksa_tui.services.ratings import adjust, confirm_rest, rate
from ksa_tui.services.shapes import Place
from ksa_tui.services.treatments import treatment_of
from ksa_tui.services.votes import add_dissent, record_round
from ksa_tui.services.wording import TextField, drafts, keep_draft, save_text
from ksa_tui.store import Store

__all__ = [
    "Going",
    "Place",
    "TextField",
    "add_dissent",
    "add_seconds",
    "adjust",
    "answer_flag",
    "confirm_flags",
    "confirm_rest",
    "drafts",
    "going",
    "keep_draft",
    "last_place",
    "load",
    "rate",
    "record_round",
    "remember_place",
    "save_text",
]


def load(store: Store, treatment_id: UUID) -> Asset:
    """One asset as it is treated in its workshop."""
    return treatment_of(store, treatment_id).asset
