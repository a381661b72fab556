"""The JSON that other programs rely on: this very form, and three things that are never one."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

from ksa_tui.domain.rating import NOT_RELEVANT
from ksa_tui.domain.workshop import Ref
from ksa_tui.services import assets, classify, parked, show, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.workshops import WorkshopDraft, parse_participants
from ksa_tui.store import Store
from ksa_tui.store.tables import AssessmentRow, DissentRow, VoteRoundRow, VoteRow
from tests.services.making import a_workshop, an_asset, small_model, stopped

CONTRACT = Path(__file__).with_name("show.json")


def told(store: Store) -> UUID:
    """A workshop in which everything that can be said was said."""
    draft = WorkshopDraft(
        "Elevhälsa",
        owner_name="Maria Holm",
        owner_title="skolchef",
        owner_e_mail="maria@example.org",
        department="Barn och utbildning",
        facilitator="Anna Ek",
        held_on=date(2026, 11, 24),
    )
    workshop = workshops.create(store, draft, small_model())
    people = parse_participants("Maria Holm, informationsägare\nBo Öst, rektor, Björkskolan")
    workshops.add_participants(store, workshop, people)
    full = AssetDraft(
        "Elevhälsojournal",
        description="Journaler",
        systems=("Journalsystemet",),
        refs=(Ref("law", "25 kap. 1 § OSL", sure=False),),
        flags={"people": True, "money": False},
        owner_name="Bo Öst",
    )
    treatment = assets.add(store, workshop, full)
    classify.rate(store, treatment, "s", "folk", 0)
    classify.rate(store, treatment, "s", "drift", NOT_RELEVANT)
    classify.rate(store, treatment, "m", "folk", 1)
    classify.adjust(store, treatment, "m", 3, "shared", "Som i övriga skolor.")
    classify.save_text(store, treatment, "s", "floor_reason", "Bara namn.")
    classify.save_text(store, treatment, "m", "motivation", "Rad ett\nrad två")
    classify.confirm_rest(store, treatment)
    vote(store, treatment)
    an_asset(store, workshop, "Betyg")
    stopped(store, workshop, "Hemligt")
    due = date(2026, 12, 1)
    parked.add(store, workshop, "Vem äger?", who="Bo", due=due, treatment=treatment, aspect="m")
    parked.resolve(store, parked.add(store, workshop, "Hur länge?"), "Två år.")
    return workshop


def vote(store: Store, treatment: UUID) -> None:
    """Two rounds and a dissent, as issue 4 will write them."""
    with store.command("asset.vote", asset=classify.load(store, treatment).asset_id) as unit:
        assessment = unit.find_one(AssessmentRow, workshop_asset_id=treatment, aspect="m")
        assert assessment is not None
        for number, levels in enumerate([(0, 1, 4), (1, 1, 3)], start=1):
            opened = unit.insert(
                VoteRoundRow(
                    id=unit.new_id(),
                    assessment_id=assessment.id,
                    number=number,
                    mode="shown",
                    opened_at=unit.now,
                    revealed_at=unit.now,
                )
            )
            for ordinal, level in enumerate(levels):
                unit.insert(
                    VoteRow(id=unit.new_id(), vote_round_id=opened.id, ordinal=ordinal, level=level)
                )
        unit.insert(
            DissentRow(
                id=unit.new_id(),
                assessment_id=assessment.id,
                position=0,
                level=4,
                reason="Det stannar allt.",
                role="it",
            )
        )


def kept(shown: Any, expected: Any) -> Any:
    """What of ``shown`` the contract speaks of: new keys may come, none changes its meaning."""
    if isinstance(expected, dict) and isinstance(shown, dict):
        return {key: kept(shown[key], value) for key, value in expected.items() if key in shown}
    if isinstance(expected, list) and isinstance(shown, list) and len(shown) == len(expected):
        return [kept(one, other) for one, other in zip(shown, expected, strict=True)]
    return shown


def test_the_contract_holds(store: Store) -> None:
    shown = json.loads(json.dumps(show.show(store, told(store))))
    expected = json.loads(CONTRACT.read_text(encoding="utf-8"))
    assert kept(shown, expected) == expected


def test_every_area_is_there_and_null_is_not_rated(store: Store) -> None:
    workshop = told(store)
    first, second, stopped = show.show(store, workshop)["assets"]
    assert first["aspects"]["S"]["ratings"] == {"folk": 0, "drift": "not_relevant", "natur": None}
    assert second["aspects"]["S"]["ratings"] == {"folk": None, "drift": None, "natur": None}
    assert second["aspects"]["S"]["calculated"] is None
    assert first["aspects"]["S"]["calculated"] == 0
    assert "aspects" not in stopped
    assert "Hemligt" not in json.dumps(stopped)
    assert stopped["name"] == "Undantagen mängd 3"


def test_the_last_round_s_votes_and_all_rounds_are_there(store: Store) -> None:
    aspect = show.show(store, told(store))["assets"][0]["aspects"]["M"]
    assert aspect["votes"] == [1, 1, 3]
    assert [r["levels"] for r in aspect["vote_rounds"]] == [[0, 1, 4], [1, 1, 3]]
    assert aspect["dissent"] == [{"level": 4, "reason": "Det stannar allt.", "role": "it"}]
    assert (aspect["calculated"], aspect["proposed"], aspect["reason"]) == (1, 3, "shared")


def test_the_listing_is_the_first_screen_in_figures(store: Store) -> None:
    workshop = told(store)
    a_workshop(store, "Tom")
    empty, full = show.listing(store)
    assert empty["title"] == "Tom"
    assert full == {
        "id": str(workshop),
        "title": "Elevhälsa",
        "status": "open",
        "assets": 2,
        "classified": 1,
        "decided": 0,
        "returned": 0,
        "due": None,
        "owner": "Maria Holm",
        "department": "Barn och utbildning",
    }
