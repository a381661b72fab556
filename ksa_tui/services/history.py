"""Undo and redo: one command is one step, in this session only, never past what was handed out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final
from uuid import UUID

from ksa_tui.i18n import N_
from ksa_tui.services.derived import refresh
from ksa_tui.store import Store
from ksa_tui.store.reversal import Step, reverse

_DESCRIPTIONS: Final = {
    "workshop.create": N_("new workshop"),
    "workshop.edit": N_("the workshop's details"),
    "workshop.delete": N_("workshop removed"),
    "workshop.delivery": N_("answer date and reply address"),
    "workshop.answer": N_("answer about the collection"),
    "check.dismiss": N_("check dismissed"),
    "check.take_back": N_("check taken back"),
    "workshop.uplift": N_("raised level of the whole"),
    "workshop.lower": N_("raised level of the whole taken away"),
    "workshop.order": N_("the order of the walk"),
    "participant.add": N_("participants added"),
    "participant.edit": N_("participant changed"),
    "participant.remove": N_("participant removed"),
    "participant.presence": N_("who came and went"),
    "question.park": N_("question parked"),
    "question.resolve": N_("parked question answered"),
    "question.remove": N_("parked question removed"),
    "asset.add": N_("information asset added"),
    "asset.edit": N_("information asset changed"),
    "asset.systems": N_("systems of the information asset"),
    "asset.remove": N_("information asset removed"),
    "asset.defer": N_("information asset put off"),
    "asset.import": N_("import of a list"),
    "asset.take": N_("information assets taken from the list"),
    "asset.catalogue": N_("information assets from the catalogue"),
    "asset.rate": N_("rating"),
    "asset.vote": N_("votes"),
    "asset.dissent": N_("differing view"),
    "asset.motivate": N_("motivation"),
    "asset.floor_reason": N_("reason for going below the floor"),
    "asset.adjust": N_("adjusted level"),
    "asset.flag": N_("answer to a question"),
    "asset.confirm_flags": N_("flags confirmed"),
    "asset.confirm": N_("confirmation of the rest"),
    "asset.reclassify": N_("information assets taken up anew"),
    "asset.call_review": N_("call for a review"),
    "asset.split": N_("information asset split"),
    "asset.merge": N_("information assets made one"),
    "measure.answer": N_("answer about a measure"),
    "workshop.risk": N_("risk assessment"),
    "asset.lift": N_("stop lifted"),
    "system.add": N_("new system"),
    "system.edit": N_("the system's details"),
    "system.retire": N_("system retired"),
    "system.merge": N_("systems made one"),
    "system.link": N_("system inherits from another"),
    "system.unlink": N_("system no longer inherits from another"),
    "system.uplift": N_("moved level of a system"),
    "system.lower": N_("moved level of a system taken away"),
}
"""What each operation that can be undone is called, to follow "Undone:"."""

_SOMETHING: Final = N_("the last change")


@dataclass(frozen=True, slots=True)
class Done:
    """What was undone or redone."""

    operation: str
    what: str
    """Message id of ``describe``."""
    workshop: UUID | None = None
    asset: UUID | None = None
    """The asset (``Asset.asset_id``) that it was about, if one."""


def describe(operation: str) -> str:
    """The message id that names an operation."""
    return _DESCRIPTIONS.get(operation, _SOMETHING)


def undo(store: Store) -> Done | None:
    """Take the session's last command back; None when there is nothing to take back."""
    return _reverse(store, "undo", store.steps.to_undo)


def redo(store: Store) -> Done | None:
    """Do again what was undone last; None when there is nothing, or something else was done since."""
    return _reverse(store, "redo", store.steps.to_redo)


def _reverse(store: Store, operation: str, step: Step | None) -> Done | None:
    if step is None:
        return None
    with store.command(operation, workshop=step.workshop, asset=step.asset, reverses=step) as unit:
        changed = reverse(unit, store.store_id, step)
        refresh(store, unit, changed)
    store.remembered.sitting = None
    return Done(step.operation, describe(step.operation), step.workshop, step.asset)
