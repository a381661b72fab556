"""A workshop with names, reasons and answers that no bidder may see."""

from __future__ import annotations

from datetime import date
from typing import Final
from uuid import UUID

from ksa_tui.domain.protecting import Scope, State
from ksa_tui.services import assets, classify, protection, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.protection import AnswerDraft
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.store import Store

TITLE: Final = "Hemlig klassning [/x]"
FORMULA: Final = "=1+1"
MARKUP: Final = '[/x] <r>Elevhälsa</r> & "journal"'
SYSTEM: Final = '=HYPERLINK("http://x") Prorenata [bold]'
MOTIVATION: Final = "Alla journaler om barn på ett ställe."
WEAKNESS: Final = "Lösenordet sitter på en lapp."
ROLE: Final = "Driftchefen Nils"
REASON: Final = "Vi har ingen jour."
ORGANISATION: Final = (Scope.ORGANISATION, None)

SECRETS: Final = (
    TITLE, FORMULA, MARKUP, SYSTEM, MOTIVATION, WEAKNESS, ROLE, REASON, "Elevhälsa", "Prorenata",
    "Maria Holm", "Barnförvaltningen", "Anna Ek", "Nils", "2027-03-01",
)  # fmt: skip
"""What stands in the store and must not stand in what leaves."""


def rated(
    store: Store, workshop: UUID, name: str, *levels: int, systems: tuple[str, ...] = ()
) -> UUID:
    """An asset with levels for K, R and T, as far as they are given."""
    treatment = assets.add(store, workshop, AssetDraft(name, systems=systems))
    for aspect, level in zip("krt", levels, strict=False):
        classify.rate(store, treatment, aspect, "ver", level)
        classify.save_text(store, treatment, aspect, "motivation", MOTIVATION)
    return treatment


def secret_workshop(store: Store) -> UUID:
    """Two assets, one in a system, with answers that tell what is missing."""
    draft = WorkshopDraft(
        TITLE, "Maria Holm", owner_title="skolchef", department="Barnförvaltningen"
    )
    workshop = workshops.create(store, draft)
    rated(store, workshop, MARKUP, 3, 2, 2, systems=(SYSTEM,))
    rated(store, workshop, FORMULA, 1)
    missing = AnswerDraft(State.NOT_MET, role=ROLE, due=date(2027, 3, 1), note=WEAKNESS)
    protection.answer(store, workshop, "ATK-01", ORGANISATION, missing)
    protection.answer(
        store, workshop, "KON-09", ORGANISATION, AnswerDraft(State.NOT_RELEVANT, REASON)
    )
    return workshop
