"""Calibration over the store: what counts as decided, and when it is read again."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest

from ksa_tui.domain.checks import CheckCode, workshop_checks
from ksa_tui.domain.similar import Likeness
from ksa_tui.services import assets, calibration, classify, decisions, flags, history, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.decisions import Choice, HandDecision, HandSignature
from ksa_tui.store import Store
from tests.services.making import a_workshop, an_asset, small_model, stopped
from tests.services.returning import classified

SIGNED = HandSignature("Maria Holm", date(2026, 11, 24))


@pytest.fixture
def before(store: Store) -> UUID:
    """A workshop with one asset, decided with S 1 and M 3."""
    workshop = a_workshop(store, "Förra året")
    classified(store, workshop, "Elevregister", (1, 3))
    decisions.record_by_hand(store, workshop, [], SIGNED, rest_as_proposed=True)
    return workshop


@pytest.fixture
def here(store: Store, workshop: UUID) -> UUID:
    return an_asset(store, workshop, "Elevregistret 2026")


def test_what_is_not_rated_here_is_not_told(store: Store, before: UUID, here: UUID) -> None:
    assert calibration.similar(store, here) == ()
    classify.rate(store, here, "m", "folk", 1)
    (found,) = calibration.similar(store, here)
    assert (found.name, dict(found.levels), found.far) == ("Elevregister", {"m": 3}, ("m",))


def test_the_check_comes_with_the_rating_and_goes_with_its_undo(
    store: Store, workshop: UUID, before: UUID, here: UUID
) -> None:
    def told() -> list[tuple[str | None, int, int]]:
        here = calibration.compared(store, workshops.load(store, workshop))
        found = workshop_checks(workshops.model_of(store, workshop), here)
        far = [check for check in found if check.code is CheckCode.FAR_FROM_EARLIER]
        return [(c.aspect, c.figures["level"], c.figures["earlier"]) for c in far]

    assert told() == []
    classify.rate(store, here, "m", "folk", 1)
    assert told() == [("m", 1, 3)]
    history.undo(store)
    assert told() == []


def test_a_proposal_that_nobody_decided_is_no_yardstick(store: Store, here: UUID) -> None:
    classified(store, a_workshop(store, "Annan"), "Elevregister", (1, 3))
    classify.rate(store, here, "m", "folk", 1)
    assert calibration.similar(store, here) == ()


def test_what_was_decided_since_is_seen_at_once(store: Store, here: UUID) -> None:
    classify.rate(store, here, "m", "folk", 1)
    other = a_workshop(store, "Annan")
    classified(store, other, "Elevregister", (1, 3))
    assert calibration.similar(store, here) == ()
    decisions.record_by_hand(store, other, [], SIGNED, rest_as_proposed=True)
    assert [found.name for found in calibration.similar(store, here)] == ["Elevregister"]


def test_the_owner_s_level_counts_and_not_the_proposal(
    store: Store, workshop: UUID, here: UUID
) -> None:
    other = a_workshop(store, "Annan")
    treatment = classified(store, other, "Elevregister", (1, 3))
    changed = HandDecision(treatment, Choice.CHANGE, {"m": 4}, "Det stannar allt.")
    decisions.record_by_hand(store, other, [changed], SIGNED)
    classify.rate(store, here, "m", "folk", 2)
    (found,) = calibration.similar(store, here)
    assert (dict(found.levels), found.far) == ({"m": 4}, ("m",))


def test_what_was_sent_back_is_no_yardstick(store: Store, before: UUID, here: UUID) -> None:
    treatment = workshops.load(store, before).assets[0].id
    back = HandDecision(treatment, Choice.RETURN, comment="Vem äger den?")
    decisions.record_by_hand(store, before, [back], SIGNED)
    classify.rate(store, here, "m", "folk", 1)
    assert calibration.similar(store, here) == ()


def test_a_stopped_or_removed_asset_is_no_yardstick(store: Store, before: UUID, here: UUID) -> None:
    classify.rate(store, here, "m", "folk", 1)
    workshops.delete(store, before)
    assert calibration.similar(store, here) == ()


def test_another_model_is_shown_and_not_compared(store: Store, here: UUID) -> None:
    other = a_workshop(store, "Annan", small_model("2"))
    classified(store, other, "Elevregister", (1, 3))
    decisions.record_by_hand(store, other, [], SIGNED, rest_as_proposed=True)
    classify.rate(store, here, "m", "folk", 1)
    (found,) = calibration.similar(store, here)
    assert (found.comparable, found.far, found.model.version) == (False, (), "2")


def test_a_stopped_asset_has_no_checks(store: Store, workshop: UUID, before: UUID) -> None:
    stopped(store, workshop, "Elevregister, larm")
    assert calibration.compared(store, workshops.load(store, workshop)).compared == ()


def test_the_catalogue_s_hint_comes_with_the_rating(store: Store) -> None:
    workshop = workshops.create(store, workshops.WorkshopDraft("Skola", "Maria Holm"))
    draft = AssetDraft("Barn i förskola", catalogue_id="SK-01")
    treatment = assets.add(store, workshop, draft)
    assert calibration.hints(store, treatment) == {}
    classify.rate(store, treatment, "r", "int", 0)
    assert set(calibration.hints(store, treatment)) == {"r"}


def test_flags_are_alike_in_whichever_order_and_only_where_a_room_has_confirmed_them(
    store: Store, workshop: UUID, here: UUID
) -> None:
    earlier = a_workshop(store, "Förra året")
    for name, order in (("Löner", ("people", "money")), ("Nycklar", ("money", "people"))):
        asset = classified(store, earlier, name, (1, 3))
        for flag in order:
            flags.answer_flag(store, asset, flag, True)
    answered_no = classified(store, earlier, "Kartor", (1, 3))
    flags.answer_flag(store, answered_no, "people", True)
    flags.answer_flag(store, answered_no, "money", False)
    imported = AssetDraft("Avtal", flags={"people": True, "money": True}, flag_source="import")
    unconfirmed = assets.add(store, earlier, imported)
    for aspect in ("s", "m"):
        classify.rate(store, unconfirmed, aspect, "folk", 1)
    decisions.record_by_hand(store, earlier, [], SIGNED, rest_as_proposed=True)
    classify.rate(store, here, "m", "folk", 1)
    flags.answer_flag(store, here, "money", True)
    flags.answer_flag(store, here, "people", True)
    told = [(found.name, found.likeness) for found in calibration.similar(store, here)]
    assert told == [("Löner", Likeness.FLAGS), ("Nycklar", Likeness.FLAGS)]


def test_what_many_decisions_have_in_common_is_kept_once(store: Store, before: UUID) -> None:
    more = a_workshop(store, "Många")
    for number in range(3):
        classified(store, more, f"Elevregister {number}", (1, 3))
    decisions.record_by_hand(store, more, [], SIGNED, rest_as_proposed=True)
    asset = classify.load(store, an_asset(store, more, "Elevregister 4"))
    found = [each.decision for each in calibration.decided(store).like(asset)]
    assert len(found) == 4
    for name in ("flags", "levels", "model_version"):
        assert len({id(getattr(decision, name)) for decision in found}) == 1, name
