"""What was to be looked over and is left as it is: dismissed with a reason, which may be taken back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final
from uuid import UUID

from ksa_tui.domain.checks import Check, CheckCode, workshop_checks
from ksa_tui.domain.cleaning import long_text
from ksa_tui.errors import RuleError
from ksa_tui.i18n import N_
from ksa_tui.services.calibration import compared
from ksa_tui.services.models import model_of
from ksa_tui.services.workshops import load
from ksa_tui.store import Store, Unit
from ksa_tui.store.finding import find_place
from ksa_tui.store.tables import DismissedCheckRow

NO_REASON: Final = N_("Write why it may stand as it is: the owner reads it.")
CHANGED: Final = N_("What was to be looked over has changed meanwhile. Look at the list again.")
PARKED: Final = N_("A parked question is answered or taken away, not dismissed.")


def dismiss(store: Store, workshop_id: UUID, checks: Iterable[Check], reason: str) -> None:
    """Let these stand as they are; each comes back when it says something else."""
    chosen = list(checks)
    if any(check.code is CheckCode.PARKED for check in chosen):
        raise RuleError(PARKED)
    why = long_text(reason)
    if not why:
        raise RuleError(NO_REASON)
    workshop = compared(store, load(store, workshop_id))
    known = {
        (check.code, check.identity): check
        for check in workshop_checks(model_of(store, workshop_id), workshop)
    }
    if not all((check.code, check.identity) in known for check in chosen):
        raise RuleError(CHANGED)
    with store.command("check.dismiss", workshop=workshop_id) as unit:
        for check in chosen:
            _concern_asset(unit, check)
            unit.insert(
                DismissedCheckRow(
                    workshop_id=workshop_id,
                    check_code=check.code.value,
                    subject_id=check.identity,
                    reason=why,
                )
            )


def take_back(store: Store, workshop_id: UUID, checks: Iterable[Check]) -> None:
    """These are to be looked over again."""
    with store.command("check.take_back", workshop=workshop_id) as unit:
        for check in checks:
            _concern_asset(unit, check)
            unit.delete(_row(unit, workshop_id, check))


def _row(unit: Unit, workshop_id: UUID, check: Check) -> DismissedCheckRow:
    row = unit.get(DismissedCheckRow, (workshop_id, check.code.value, check.identity))
    if row is None:
        raise RuleError(CHANGED)
    return row


def _concern_asset(unit: Unit, check: Check) -> None:
    """The reason is content of the asset: a stop removes it from the history too."""
    place = find_place(unit.connection, check.asset) if check.asset is not None else None
    if place is not None:
        unit.concern(asset=place.asset)
