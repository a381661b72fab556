"""A check is dismissed with a reason, stays so while it says the same, and can be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import pytest

from ksa_tui import reference
from ksa_tui.domain.checks import Check, CheckCode, dismissed_checks, workshop_checks
from ksa_tui.services import assets, checks, classify, history, parked, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.store import Store
from tests.services.making import opened, refused

NAMES = ("Ekonomisystemet", "Betyg", "Elever", "Skolskjuts", "Matsedel", "Avtal", "Larm")


@pytest.fixture
def workshop(store: Store) -> UUID:
    """Six of seven assets on the top level of K, one with a short motivation, one named like a system."""
    made = workshops.create(store, WorkshopDraft("Skola", "Maria Holm"), reference.load_model())
    for name in NAMES:
        treatment = assets.add(store, made, AssetDraft(name))
        classify.rate(store, treatment, "k", "int", 1 if name == "Larm" else 3)
    classify.save_text(store, first(store, made), "k", "motivation", "Kort.")
    return made


def first(store: Store, workshop: UUID) -> UUID:
    return workshops.load(store, workshop).assets[0].id


def to_look_over(store: Store, workshop: UUID, code: CheckCode) -> Sequence[Check]:
    model = workshops.model_of(store, workshop)
    found = workshop_checks(model, workshops.load(store, workshop))
    return [check for check in found if check.code is code]


def dismissed(store: Store, workshop: UUID) -> Sequence[tuple[str, str]]:
    model = workshops.model_of(store, workshop)
    found = dismissed_checks(model, workshops.load(store, workshop))
    return [(check.code.value, reason) for check, reason in found]


def dismiss(store: Store, workshop: UUID, code: CheckCode, reason: str = "Det är så.") -> None:
    checks.dismiss(store, workshop, to_look_over(store, workshop, code), reason)


def test_other_figures_bring_it_back_and_the_same_ones_do_not(store: Store, workshop: UUID) -> None:
    dismiss(store, workshop, CheckCode.MANY_ON_TOP)
    assert dismissed(store, workshop) == [("many_on_top", "Det är så.")]
    last = workshops.load(store, workshop).assets[-1].id
    classify.rate(store, last, "k", "int", 3)
    (again,) = to_look_over(store, workshop, CheckCode.MANY_ON_TOP)
    assert again.figures["count"] == 7
    assert dismissed(store, workshop) == []
    classify.rate(store, last, "k", "int", 2)  # as many on top as when it was dismissed
    assert dismissed(store, workshop) == [("many_on_top", "Det är så.")]


@pytest.mark.parametrize("text", ["Kort!", "Ännu kortare"])
def test_another_short_text_is_looked_over_anew(store: Store, workshop: UUID, text: str) -> None:
    dismiss(store, workshop, CheckCode.THIN_MOTIVATION)
    classify.save_text(store, first(store, workshop), "k", "motivation", text)
    assert len(to_look_over(store, workshop, CheckCode.THIN_MOTIVATION)) == 1
    assert dismissed(store, workshop) == []


def test_dismissing_is_one_step_undone_and_survives_a_restart(workspace_home: Path) -> None:
    with opened(workspace_home) as store:
        made = workshops.create(store, WorkshopDraft("Skola", "Maria"), reference.load_model())
        assets.add(store, made, AssetDraft("Ekonomisystemet"))
        dismiss(store, made, CheckCode.SYSTEM_NAME)
        history.undo(store)
        assert dismissed(store, made) == []
        undone = history.redo(store)
        assert undone is not None
        assert undone.what == "check dismissed"
    with opened(workspace_home, seed=2) as store:
        assert dismissed(store, made) == [("system_name", "Det är så.")]


def test_what_is_taken_back_is_looked_over_again(store: Store, workshop: UUID) -> None:
    found = to_look_over(store, workshop, CheckCode.SYSTEM_NAME)
    dismiss(store, workshop, CheckCode.SYSTEM_NAME)
    checks.take_back(store, workshop, found)
    assert to_look_over(store, workshop, CheckCode.SYSTEM_NAME) == found
    with refused(checks.CHANGED):
        checks.take_back(store, workshop, found)


def test_what_is_refused_says_why(store: Store, workshop: UUID) -> None:
    found = to_look_over(store, workshop, CheckCode.SYSTEM_NAME)
    for blank in ("", "  \n ", "\u200e"):
        with refused(checks.NO_REASON):
            checks.dismiss(store, workshop, found, blank)
    parked.add(store, workshop, "Vem äger?")
    with refused(checks.PARKED):
        dismiss(store, workshop, CheckCode.PARKED)
    assets.remove(store, first(store, workshop))
    with refused(checks.CHANGED):
        checks.dismiss(store, workshop, found, "För sent.")
    assert dismissed(store, workshop) == []


def test_one_workshop_says_nothing_of_another(store: Store, workshop: UUID) -> None:
    other = workshops.create(store, WorkshopDraft("Vård", "Eva"), reference.load_model())
    dismiss(store, workshop, CheckCode.MISSING_ROLES)
    assert to_look_over(store, workshop, CheckCode.MISSING_ROLES) == []
    assert len(to_look_over(store, other, CheckCode.MISSING_ROLES)) == 1
