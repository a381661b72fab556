"""What is decided is handed out once more: nothing undoes an owner's decision without a word."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from uuid import UUID

import pytest

from ksa_tui.services import classify, decisions, rounds, workshops
from ksa_tui.services.decisions import ALL, CLEAN, Choice, HandDecision, HandSignature
from ksa_tui.store import Store
from tests.services.returning import TODAY, Answer, answer, hand_out, ready

pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def workshop(store: Store, tmp_path: Path) -> UUID:
    """One asset approved, one changed from 1 to 2, one sent back."""
    made = ready(store)
    said = {"Elevregister": "Godkänn", "Frånvaro": "Ändra", "Betyg": "Återremiss"}
    decisions.record(
        store, decisions.read(store, answer(hand_out(store, made), tmp_path / "1.xlsx", **said))
    )
    return made


def decided(store: Store, workshop: UUID) -> list[int | None]:
    return [a.assessments["s"].decided for a in workshops.load(store, workshop).assets]


def rest(path: Path, target: Path) -> Path:
    """Signed, the rest as proposed, and not a word in any row."""
    return Answer(path).sign().set("Underskrift", "B11", "Godkänn enligt förslaget").save(target)


def test_the_rest_as_proposed_does_not_undo_a_change_without_a_word(
    store: Store, workshop: UUID, tmp_path: Path
) -> None:
    receipt = decisions.read(store, rest(hand_out(store, workshop, "all"), tmp_path / "2.xlsx"))
    (found,) = receipt.differences
    assert (found.code, found.was, found.now) == ("undoes_decision", "S2", "S1")
    for part in ("“Frånvaro”", f"decided S2 on {TODAY.isoformat()} by Maria Holm", "makes it S1"):
        assert part in found.text
    assert not receipt.sound
    recorded = decisions.record(store, receipt, CLEAN)
    assert [each.name for each in recorded.left] == ["Frånvaro"]
    assert decided(store, workshop) == [1, 2, 1]


def test_it_is_undone_only_when_somebody_takes_it(
    store: Store, workshop: UUID, tmp_path: Path
) -> None:
    path = answer(hand_out(store, workshop, "all"), tmp_path / "2.xlsx", Frånvaro="Godkänn")
    decisions.record(store, decisions.read(store, path), ALL)
    assert decided(store, workshop) == [1, 1, None]
    assert decisions.read(store, path).differences == ()


def test_a_change_by_hand_is_a_decision_too(store: Store, tmp_path: Path) -> None:
    made = ready(store, "Elevregister")
    (asset,) = workshops.load(store, made).assets
    change = HandDecision(asset.id, Choice.CHANGE, {"s": 2}, "Det drabbar fler.")
    decisions.record_by_hand(store, made, [change], HandSignature("Karin Lind", TODAY))
    receipt = decisions.read(store, rest(hand_out(store, made, "all"), tmp_path / "2.xlsx"))
    assert [each.code for each in receipt.differences] == ["undoes_decision"]
    assert "Karin Lind" in receipt.differences[0].text


def test_the_owner_who_writes_another_level_means_it_and_it_is_said(
    store: Store, workshop: UUID, tmp_path: Path
) -> None:
    filled = Answer(hand_out(store, workshop, "all")).sign()
    filled.decide("Frånvaro", "Ändra", 0, "Vi hade fel.")
    filled.decide("Elevregister", "Återremiss", None, "Gör om.")
    receipt = decisions.read(store, filled.save(tmp_path / "2.xlsx"))
    assert receipt.sound
    said = " ".join(map(str, receipt.notes))
    assert "“Frånvaro” was decided S2" in said
    assert "this makes it S0" in said
    assert "“Elevregister” was decided S1 M3" in said
    assert "sends it back" in said


def test_a_new_proposal_is_a_new_question(store: Store, workshop: UUID, tmp_path: Path) -> None:
    treatment = workshops.load(store, workshop).assets[1].id
    classify.rate(store, treatment, "s", "folk", 0)
    path = answer(hand_out(store, workshop, "all"), tmp_path / "2.xlsx", Frånvaro="Godkänn")
    receipt = decisions.read(store, path)
    assert receipt.sound
    assert "“Frånvaro” was decided S2" in str(receipt.notes[0])
    assert "makes it S0" in str(receipt.notes[0])


def test_what_stays_as_it_was_decided_is_not_talked_about(
    store: Store, workshop: UUID, tmp_path: Path
) -> None:
    filled = Answer(hand_out(store, workshop, "all")).sign().decide("Elevregister", "Godkänn")
    filled.decide("Frånvaro", "Ändra", 2, "Som förut.")
    receipt = decisions.read(store, filled.save(tmp_path / "2.xlsx"))
    assert (receipt.differences, receipt.notes) == ((), ())


def test_the_row_says_what_was_decided_where_it_is_another_level(
    store: Store, workshop: UUID
) -> None:
    book = Answer(hand_out(store, workshop, "all"))
    notes = {
        name: str(book.sheet.cell(book.row(name), book.columns["Obs"]).value)
        for name in ("Elevregister", "Frånvaro")
    }
    assert notes["Frånvaro"] == f"Beslutad {TODAY.isoformat()}: S 2"
    assert notes["Elevregister"] == f"Beslutad {TODAY.isoformat()}"


def test_what_is_handed_out_unless_something_else_is_said(
    store: Store, workshop: UUID, tmp_path: Path
) -> None:
    found = rounds.next_round(store, workshop)
    assert (found.scope, found.decided) == ("open", 2)
    assert [(a.name, a.levels, a.proposed) for a in found.answered] == [
        ("Elevregister", "", ""),
        ("Frånvaro", "S2", "S1"),
    ]
    assert rounds.next_round(store, ready(store, "Ny")).scope == "all"


def test_a_date_before_the_first_decision_does_not_hide_it(
    store: Store, workshop: UUID, tmp_path: Path
) -> None:
    filled = Answer(hand_out(store, workshop, "all"))
    filled.sign(day=TODAY - timedelta(days=30)).decide("Frånvaro", "Godkänn")
    receipt = decisions.read(store, filled.save(tmp_path / "2.xlsx"))
    assert [each.code for each in receipt.differences] == ["undoes_decision"]
