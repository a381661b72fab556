"""Domain types as plain JSON and back: nothing lost, old copies still read."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

import pytest

from ksa_tui.domain.exporting import DecisionBook
from ksa_tui.domain.model import Model
from ksa_tui.domain.plain import from_plain, to_plain
from ksa_tui.domain.rating import NOT_RELEVANT
from ksa_tui.domain.workshop import (
    Assessment,
    Asset,
    AssetStatus,
    CollectionUplift,
    Department,
    Dissent,
    Exclusion,
    ExportRecord,
    FlagAnswer,
    Owner,
    ParkedQuestion,
    Participant,
    Ref,
    System,
    VoteRound,
    Workshop,
)
from ksa_tui.reference import load_model
from tests.services.making import small_model

KEY = UUID(int=7)
NOW = datetime(2026, 11, 24, 12, 0, 0, 123456, UTC)

ASSESSMENT = Assessment(
    "k",
    {"liv": 0, "int": NOT_RELEVANT, "ver": None},
    adjusted=2,
    adjust_code="shared",
    adjust_motivation="Som andra",
    decided=1,
    votes=(VoteRound(1, (0, 2, 2), NOW),),
    dissent=(Dissent(3, "Nej", "it"),),
)
ASSET = Asset(
    KEY,
    KEY,
    1,
    "Å \ud83d\ude00".encode("utf-16", "surrogatepass").decode("utf-16"),
    {"k": ASSESSMENT},
    department=Department(KEY, "BU"),
    owner=Owner(KEY, "Maria"),
    refs=(Ref("law", "25 kap. 1 § OSL", sure=False),),
    systems=(System(KEY, "S"),),
    flags=(FlagAnswer("personal", value=True, source="import", confirmed=False),),
    rest_confirmed_at=NOW,
    excluded=Exclusion("Undantagen", date(2026, 1, 2), "chef"),
)
WORKSHOP = Workshop(
    KEY,
    "Skola",
    "m",
    "1",
    NOW,
    owner=Owner(KEY, "Maria"),
    held_on=date(2026, 11, 24),
    participants=(Participant(KEY, "Bo"),),
    assets=(ASSET,),
    parked=(ParkedQuestion(KEY, "Vem?", due=date(2026, 12, 1)),),
    uplifts=(CollectionUplift("k", "aggregation", 3, "Allt"),),
    answers={"u1": True},
    exports=(ExportRecord(KEY, 1, "draft", NOW, "x.xlsx", "0"),),
)


@pytest.mark.parametrize(
    "value",
    [
        small_model(),
        load_model(),
        ASSET,
        WORKSHOP,
        DecisionBook(KEY, 1, "decision", "sv", NOW, WORKSHOP, None, small_model()),
    ],
    ids=["small model", "shipped model", "asset", "workshop", "book"],
)
def test_what_is_frozen_comes_back_as_it_was(value: Any) -> None:
    plain = json.loads(json.dumps(to_plain(value)))
    assert from_plain(type(value), plain) == value


@dataclass(frozen=True)
class Old:
    """What an earlier version knew of a time and a status."""

    at: time
    status: AssetStatus = AssetStatus.RATED
    names: frozenset[str] = frozenset()


def test_what_an_older_copy_lacks_gets_its_default() -> None:
    assert from_plain(Old, {"at": "12:30:00"}) == Old(time(12, 30))
    assert from_plain(
        Old, {"at": "12:30:00", "newer": 1, "status": "decided", "names": ["a"]}
    ) == Old(time(12, 30), AssetStatus.DECIDED, frozenset({"a"}))
    with pytest.raises(KeyError):
        from_plain(Old, {})


def test_a_model_without_its_newest_fields_is_still_a_model() -> None:
    plain = to_plain(small_model())
    for name in ("review_triggers", "motivation_from", "minutes_per_asset"):
        del plain[name]
    assert from_plain(Model, plain).motivation_from == 1
