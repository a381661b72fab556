"""A decision without a file, the history of an asset, reviews, rounds, and the words that leave."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from ksa_tui.domain.standing import asset_gaps
from ksa_tui.domain.status import WorkshopStatus
from ksa_tui.errors import RuleError
from ksa_tui.services import (
    assets,
    by_hand,
    classify,
    decisions,
    exports,
    history,
    home,
    letters,
    reviews,
    rounds,
    workshops,
)
from ksa_tui.services.decisions import Choice, HandDecision, HandSignature
from ksa_tui.store import Store
from tests.services.making import ANNA, a_workshop, an_asset, refused
from tests.services.returning import TODAY, Answer, answer, classified, hand_out, ready, statuses

SIGNED = HandSignature("Maria Holm", TODAY, "skolchef", "BUN 2026/88 § 12")


@pytest.fixture
def workshop(store: Store) -> UUID:
    return ready(store)


def treatments(store: Store, workshop: UUID) -> list[UUID]:
    return [asset.id for asset in workshops.load(store, workshop).assets]


def test_all_is_decided_as_proposed_in_one_go(store: Store, workshop: UUID) -> None:
    made = decisions.record_by_hand(store, workshop, [], SIGNED, rest_as_proposed=True)
    assert [d.choice for d in made] == [Choice.APPROVE] * 3
    assert statuses(store, workshop) == ["decided"] * 3
    assert home.view(store).rows[0].status is WorkshopStatus.DECIDED
    assert history.undo(store) is None
    assert store.verify_chain().sound


def test_each_asset_is_decided_by_the_rules_of_the_workbook(store: Store, workshop: UUID) -> None:
    one, two, three = treatments(store, workshop)
    decisions.record_by_hand(
        store,
        workshop,
        [
            HandDecision(one, Choice.CHANGE, {"s": 2}, "Skyddade adresser."),
            HandDecision(two, Choice.RETURN, comment="Vem äger den?"),
            HandDecision(three, Choice.NONE),
        ],
        SIGNED,
    )
    assert statuses(store, workshop) == ["decided", "returned", "rated"]
    asset = workshops.load(store, workshop).assets[0]
    assert (asset.assessments["s"].proposed, asset.assessments["s"].decided) == (1, 2)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        ((Choice.CHANGE, {}, "Skäl finns"), by_hand.NO_LEVEL),
        ((Choice.CHANGE, {"s": 1}, "Skäl finns"), by_hand.NO_LEVEL),
        ((Choice.CHANGE, {"s": 2}, " . "), by_hand.NO_COMMENT),
        ((Choice.RETURN, {}, ""), by_hand.NO_COMMENT),
        ((Choice.APPROVE, {"s": 2}, ""), by_hand.LEVEL_BESIDE),
    ],
)
def test_a_broken_rule_is_said_and_nothing_is_recorded(
    store: Store, workshop: UUID, said: tuple[Choice, dict[str, int], str], message: str
) -> None:
    one, two, _ = treatments(store, workshop)
    made = [HandDecision(two, Choice.APPROVE), HandDecision(one, *said)]
    with refused(message):
        decisions.record_by_hand(store, workshop, made, SIGNED)
    assert statuses(store, workshop) == ["rated"] * 3


def test_a_signature_is_needed_by_hand_too(store: Store, workshop: UUID) -> None:
    with refused(by_hand.NO_NAME):
        decisions.record_by_hand(
            store, workshop, [], HandSignature(" – ", TODAY), rest_as_proposed=True
        )
    late = HandSignature("Maria Holm", TODAY + timedelta(days=2))
    with refused(by_hand.FUTURE):
        decisions.record_by_hand(store, workshop, [], late, rest_as_proposed=True)
    with refused(by_hand.NOTHING_CHOSEN):
        decisions.record_by_hand(store, workshop, [], SIGNED)
    one = treatments(store, workshop)[0]
    wrong = [HandDecision(one, Choice.CHANGE, {"s": 9}, "Skäl finns")]
    with pytest.raises(RuleError):
        decisions.record_by_hand(store, workshop, wrong, SIGNED)


def test_what_is_not_ready_is_left_out_of_the_rest(store: Store, workshop: UUID) -> None:
    unrated = an_asset(store, workshop, "Oklar mängd")
    assert unrated not in {a.id for a in decisions.open_for_decision(store, workshop)}
    decisions.record_by_hand(store, workshop, [], SIGNED, rest_as_proposed=True)
    assert statuses(store, workshop)[-1] == "untouched"
    with refused(by_hand.NOT_READY):
        decisions.record_by_hand(store, workshop, [HandDecision(unrated, Choice.APPROVE)], SIGNED)


def test_a_decision_by_hand_answers_what_was_handed_out(
    store: Store, workshop: UUID, tmp_path: Path
) -> None:
    path = hand_out(store, workshop)
    decisions.record_by_hand(store, workshop, [], SIGNED, rest_as_proposed=True)
    assert statuses(store, workshop) == ["decided"] * 3
    receipt = decisions.read(store, answer(path, tmp_path / "svar.xlsx", Elevregister="Ändra"))
    assert [d.code for d in receipt.differences] == ["decided_otherwise"]
    same = decisions.read(store, answer(path, tmp_path / "lika.xlsx", Elevregister="Godkänn"))
    assert same.sound
    assert same.new == ()


def test_the_history_shows_every_proposal_and_decision(
    store: Store, workshop: UUID, tmp_path: Path
) -> None:
    path = hand_out(store, workshop)
    treatment = workshops.load(store, workshop).assets[1]
    returned = answer(path, tmp_path / "ett.xlsx", Frånvaro="Återremiss")
    decisions.record(store, decisions.read(store, returned))
    classify.rate(store, treatment.id, "s", "drift", 2)
    hand_out(store, workshop, "open")
    made = [HandDecision(treatment.id, Choice.APPROVE)]
    decisions.record_by_hand(store, workshop, made, SIGNED)
    told = decisions.history(store, treatment.asset_id)
    assert [(h.kind, h.export, h.choice.value, dict(h.levels)) for h in told] == [
        ("proposal", 1, "none", {"s": 1, "m": 3}),
        ("decision", None, "return", {}),
        ("proposal", 2, "none", {"s": 2, "m": 3}),
        ("decision", None, "approve", {"s": 2, "m": 3}),
    ]
    assert told[1].comment == "Därför att det är så."
    assert (told[1].who, told[1].title, told[1].day) == ("Maria Holm", "skolchef", TODAY)
    assert (told[3].registry_ref, told[3].recorded_by_hand) == ("BUN 2026/88 § 12", ANNA.name)
    basis = decisions.basis(store, workshop, 1, treatment.id)
    assert basis is not None
    assert basis.assessments["s"].ratings == {"folk": 1, "drift": None, "natur": None}


def test_the_review_date_follows_from_the_decided_levels(store: Store) -> None:
    workshop = a_workshop(store)
    low = classified(store, workshop, "Låg", (1, 1))
    high = classified(store, workshop, "Hög", (1, 2))
    decisions.record_by_hand(store, workshop, [], SIGNED, rest_as_proposed=True)
    found = {d.treatment: d.review_on for d in reviews.decided(store)}
    assert found == {high: date(TODAY.year + 1, 11, 24), low: date(TODAY.year + 2, 11, 24)}
    assert home.view(store).rows[0].due == found[high]
    assert reviews.due(store) == ()
    assert [d.name for d in reviews.due(store, found[high])] == ["Hög"]


def test_a_trigger_calls_for_a_review_at_once(store: Store, workshop: UUID) -> None:
    decisions.record_by_hand(store, workshop, [], SIGNED, rest_as_proposed=True)
    one = treatments(store, workshop)[0]
    reviews.call_for_review(store, one, "law", TODAY, "Ny skollag.")
    assert [d.treatment for d in reviews.due(store)] == [one]
    assert home.view(store).rows[0].due == TODAY
    with refused(reviews.NO_TRIGGER):
        reviews.call_for_review(store, one, "rain", TODAY)
    decisions.record_by_hand(store, workshop, [HandDecision(one, Choice.APPROVE)], SIGNED)
    assert reviews.due(store) == (), "decided anew after the trigger"


def test_a_decided_asset_is_classified_anew_with_its_old_levels_hidden(
    store: Store, workshop: UUID
) -> None:
    decisions.record_by_hand(store, workshop, [], SIGNED, rest_as_proposed=True)
    old = workshops.load(store, workshop).assets[0]
    later = a_workshop(store, "Skola igen")
    (new,) = reviews.reclassify(store, later, [old.id])
    asset = workshops.load(store, later).assets[0]
    assert (asset.asset_id, asset.name) == (old.asset_id, old.name)
    assert all(each.proposed is None for each in asset.assessments.values())
    assert all(each.decided is None for each in asset.assessments.values())
    hidden = reviews.earlier(store, new)
    assert hidden is not None
    assert (hidden.decided, hidden.proposed, hidden.decided_on) == ({}, {}, None)
    classify.rate(store, new, "s", "folk", 2)
    shown = reviews.earlier(store, new)
    assert shown is not None
    assert (dict(shown.decided), shown.different, shown.comparable) == ({"s": 1}, ("s",), True)
    assert shown.decided_on == TODAY
    assert reviews.earlier(store, old.id) is None
    with pytest.raises(RuleError):
        reviews.reclassify(store, later, [old.id])


def test_what_is_taken_anew_lacks_what_any_new_asset_lacks(store: Store, workshop: UUID) -> None:
    decisions.record_by_hand(store, workshop, [], SIGNED, rest_as_proposed=True)
    later = a_workshop(store, "Skola igen")
    reviews.reclassify(store, later, treatments(store, workshop))
    rows = workshops.table(store, later).rows
    asked = workshops.load(store, later).assets
    model = workshops.model_of(store, later)
    assert [row.gaps for row in rows] == [len(asset_gaps(model, asset)) for asset in asked]
    assert all(row.gaps for row in rows)


def test_the_old_review_date_ends_with_the_new_decision(store: Store, workshop: UUID) -> None:
    decisions.record_by_hand(store, workshop, [], SIGNED, rest_as_proposed=True)
    old = treatments(store, workshop)[0]
    later = a_workshop(store, "Skola igen")
    (new,) = reviews.reclassify(store, later, [old])
    for aspect in ("s", "m"):
        classify.rate(store, new, aspect, "folk", 1)
    assert old in {d.treatment for d in reviews.decided(store)}
    decisions.record_by_hand(store, later, [], SIGNED, rest_as_proposed=True)
    assert {new} == {d.treatment for d in reviews.decided(store)} - set(treatments(store, workshop))
    assert old not in {d.treatment for d in reviews.decided(store)}


def test_reclassifying_can_be_undone(store: Store, workshop: UUID) -> None:
    decisions.record_by_hand(store, workshop, [], SIGNED, rest_as_proposed=True)
    later = a_workshop(store, "Skola igen")
    reviews.reclassify(store, later, treatments(store, workshop))
    assert len(workshops.load(store, later).assets) == 3
    done = history.undo(store)
    assert done is not None
    assert done.operation == "asset.reclassify"
    assert workshops.load(store, later).assets == ()


def test_a_round_tells_what_is_open_changed_and_new(
    store: Store, workshop: UUID, tmp_path: Path
) -> None:
    path = hand_out(store, workshop)
    first = answer(path, tmp_path / "ett.xlsx", Elevregister="Godkänn", Frånvaro="Återremiss")
    decisions.record(store, decisions.read(store, first))
    classify.rate(store, treatments(store, workshop)[1], "s", "drift", 2)
    classified(store, workshop, "Ny mängd")
    found = rounds.next_round(store, workshop)
    assert (found.number, found.open, found.decided, found.changed, found.new) == (2, 3, 1, 1, 1)
    second = Answer(hand_out(store, workshop, "open"))
    notes = {
        str(second.sheet.cell(row, second.columns["Informationsmängd"]).value): str(
            second.sheet.cell(row, second.columns["Obs"]).value
        )
        for row in (6, 7, 8)
    }
    assert "Ändrad sedan sist: S 1 → 2" in notes["Frånvaro"]
    assert "Du återremitterade den sist" in notes["Frånvaro"]
    assert "Ny sedan sist" in notes["Ny mängd"]
    assert notes["Betyg"] == "None"
    everything = Answer(hand_out(store, workshop, "all"))
    assert everything.row("Elevregister") == 6


def test_nothing_open_is_said_in_words(store: Store, workshop: UUID) -> None:
    decisions.record_by_hand(store, workshop, [], SIGNED, rest_as_proposed=True)
    with refused(exports.NOTHING_OPEN):
        hand_out(store, workshop, "open")


def test_an_earlier_round_is_rebuilt_byte_for_byte(
    store: Store, workshop: UUID, tmp_path: Path
) -> None:
    hand_out(store, workshop)
    second = hand_out(store, workshop, "open")
    before = second.read_bytes()
    assert exports.again(store, workshop, 2, tmp_path / "igen").read_bytes() == before


def test_the_covering_mail_says_what_why_by_when_and_how(store: Store, workshop: UUID) -> None:
    with refused(letters.NOT_HANDED_OUT):
        letters.covering_mail(store, workshop)
    options = exports.ExportOptions(answer_by=date(2026, 12, 18), reply_to="anna@example.org")
    done = exports.export(store, workshop, options)
    mail = letters.covering_mail(store, workshop)
    assert mail.subject == "För ditt beslut: klassning av Skola"
    for words in ("Hej Maria Holm,", "3 informationsmängder", done.path.name, "2026-12-18",
                  "anna@example.org", "Underskrift"):  # fmt: skip
        assert words in mail.body
    assert "{" not in mail.body


def test_the_owner_gets_a_receipt_that_can_be_filed(
    store: Store, workshop: UUID, tmp_path: Path
) -> None:
    path = hand_out(store, workshop)
    filled = answer(
        path, tmp_path / "svar.xlsx", Elevregister="Godkänn", Frånvaro="Ändra", Betyg="Återremiss"
    )
    receipt = decisions.read(store, filled)
    recorded = decisions.record(store, receipt)
    assert recorded.receipt is not None
    text = letters.owner_receipt(store, recorded.receipt)
    for words in ("Maria Holm, skolchef", receipt.digest, "Elevregister", "Godkänns enligt förslaget",
                  "2 Nivå 2 (föreslaget: 1)", "Återremitterad", "Därför att det är så."):  # fmt: skip
        assert words in text
    saved = letters.write_owner_receipt(store, recorded.receipt, tmp_path / "ut")
    assert saved.read_text("utf-8-sig").replace("\r\n", "\n") == text
    with pytest.raises(Exception, match="kvitto"):
        letters.owner_receipt(store, UUID(int=1))


def test_a_receipt_by_hand_says_who_recorded_it(store: Store, workshop: UUID) -> None:
    decisions.record_by_hand(store, workshop, [], SIGNED, rest_as_proposed=True)
    (found,) = letters.receipts(store, workshop)
    text = letters.owner_receipt(store, found.id)
    assert f"Registrerat för hand av {ANNA.name}." in text
    assert (found.signed_by, found.registry_ref, found.by_hand) == (
        "Maria Holm", "BUN 2026/88 § 12", ANNA.name,
    )  # fmt: skip


def test_removing_what_was_decided_leaves_the_rest(store: Store, workshop: UUID) -> None:
    decisions.record_by_hand(store, workshop, [], SIGNED, rest_as_proposed=True)
    assets.remove(store, treatments(store, workshop)[0])
    assert len(reviews.decided(store)) == 2
