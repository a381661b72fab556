"""What ``ksa list`` and ``ksa show`` print for people, whatever the model."""

from __future__ import annotations

from typing import Any

import pytest

from ksa_tui.commandline.report import listing_lines, workshop_lines


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")


def aspect(proposed: int | None, **more: Any) -> dict[str, Any]:
    return {
        "proposed": proposed,
        "decided": None,
        "motivation": None,
        "adjust_motivation": None,
        "floor": {"level": None, "flags": [], "reason_below": None},
        **more,
    }


def workshop(*assets: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {
        "id": "0f3c",
        "title": "Elevhälsan",
        "status": "open",
        "owner": "Åsa Öberg",
        "owner_title": "skolchef",
        "department": None,
        "model": {"id": "krt", "version": "1.0"},
        "participants": [],
        "assets": assets,
        "parked": [],
        **more,
    }


def test_level_0_and_not_rated_are_two_things_and_a_decision_counts() -> None:
    asset = {
        "number": 4,
        "name": "Journal",
        "status": "started",
        "aspects": {"K": aspect(3, decided=2), "R": aspect(0), "T": aspect(None), "S": aspect(4)},
    }
    lines = workshop_lines(workshop(asset))
    assert "   Informationsmängd  K  R  T  S  Status" in lines
    assert "4  Journal            2  0  –  4  pågår" in lines


def test_an_excluded_asset_shows_its_label_and_nothing_else() -> None:
    rated = {"number": 1, "name": "Schema", "status": "rated", "aspects": {"K": aspect(1)}}
    stopped = {"number": 2, "name": "Undantagen mängd 2", "status": "stopped"}
    lines = workshop_lines(workshop(rated, stopped))
    assert lines[-1] == "2  Undantagen mängd 2  –  undantagen"


def test_reasons_keep_their_line_breaks_and_are_wrapped() -> None:
    told = aspect(
        3,
        adjust_motivation="Så är det bestämt.",
        motivation="Första raden.\nAndra \x1b[31mraden " + "som är lång " * 5,
        floor={"level": 4, "flags": ["x"], "reason_below": "Därför."},
    )
    asset = {"number": 1, "name": "Journal", "status": "rated", "aspects": {"K": told}}
    lines = workshop_lines(workshop(asset))
    at = lines.index("Motiveringar")
    assert lines[at + 1 : at + 3] == ["1 Journal", "   K: Första raden."]
    assert lines[at + 3].startswith("   Andra ␛[31mraden som är lång")
    assert lines[-2:] == [
        "   K: Justerad eftersom: Så är det bestämt.",
        "   K: Under lägstanivån eftersom: Därför.",
    ]
    assert max(map(len, lines)) <= 60


def test_parked_questions_say_who_answers() -> None:
    parked = [
        {"text": "Var ligger arkivet?", "who": "arkivarien"},
        {"text": "Hur länge?", "who": None},
    ]
    lines = workshop_lines(workshop(parked=parked))
    assert lines[-3:] == [
        "Parkerade frågor",
        "   Var ligger arkivet? (arkivarien)",
        "   Hur länge?",
    ]
    assert "Inga informationsmängder ännu." in lines


def test_the_owner_is_named_with_title_and_lack_of_one_is_seen() -> None:
    assert "informationsägare  Åsa Öberg, skolchef" in workshop_lines(workshop())
    lines = workshop_lines(workshop(owner=None, owner_title=None))
    assert "informationsägare  –" in lines


def test_ids_in_the_list_are_as_long_as_it_takes_to_tell_them_apart() -> None:
    row = {
        "title": "T",
        "status": "ready",
        "assets": 1,
        "classified": 1,
        "decided": 0,
        "returned": 0,
    }
    ids = ["0123456789ab-0001", "0123456789ac-0001", "f000000000ab-0001"]
    _head, *lines = listing_lines([{**row, "id": identity} for identity in ids])
    assert [line.split()[0] for line in lines] == ["0123456789ab", "0123456789ac", "f000000000ab"]
