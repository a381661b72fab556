"""A decision comes back: what is recorded, what it changes, and what a second return means (decisions A12)."""

from __future__ import annotations

import random
import shutil
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import Workbook, load_workbook

from ksa_tui.domain.status import WorkshopStatus
from ksa_tui.errors import KsaError
from ksa_tui.paths import Workspace
from ksa_tui.services import assets, classify, decisions, exports, history, home, show, workshops
from ksa_tui.services.decisions import ALL, CLEAN, RowState, Take
from ksa_tui.store import Store
from ksa_tui.ui.home_words import next_step, status_words
from tests.services.making import NOON, a_workshop, opened
from tests.services.returning import TODAY, Answer, answer, hand_out, ready, statuses
from tests.spreadsheets.returns import drop_properties, headers


@pytest.fixture
def workshop(store: Store) -> UUID:
    return ready(store)


@pytest.fixture
def handed(store: Store, workshop: UUID) -> Path:
    return hand_out(store, workshop)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "svar.xlsx"


def rows(store: Store, query: str) -> list[tuple[object, ...]]:
    with store.driver() as connection:
        return [tuple(row) for row in connection.execute(query)]


def counts(store: Store) -> list[int]:
    """Receipts, decisions, events."""
    return [len(rows(store, f"SELECT 1 FROM {t}")) for t in ("receipt", "decision", "event")]


def whole(store: Store, handed: Path, target: Path) -> decisions.Receipt:
    path = answer(handed, target, Elevregister="Godkänn", Frånvaro="Ändra", Betyg="Återremiss")
    return decisions.read(store, path)


def test_a_return_is_recorded_with_who_when_and_why(
    store: Store, workshop: UUID, handed: Path, target: Path
) -> None:
    receipt = whole(store, handed, target)
    assert receipt.sound
    recorded = decisions.record(store, receipt)
    assert [d.name for d in recorded.taken] == ["Elevregister", "Frånvaro", "Betyg"]
    assert statuses(store, workshop) == ["decided", "decided", "returned"]
    loaded = workshops.load(store, workshop).assets
    assert [a.assessments["s"].decided for a in loaded] == [1, 2, None]
    assert [a.assessments["m"].decided for a in loaded] == [3, 3, None]
    assert loaded[2].returned_comment == "Därför att det är så."
    assert loaded[0].decided_on == TODAY
    ((by, title, day, digest, outcome),) = rows(
        store, "SELECT signed_by, title, signed_on, file_digest, outcome FROM receipt"
    )
    assert (by, title, day, outcome) == ("Maria Holm", "skolchef", TODAY.isoformat(), "taken")
    assert digest == receipt.digest
    assert rows(store, "SELECT choice, level FROM decision WHERE comment <> '' ORDER BY rowid") == [
        ("change", 2), ("approve", 3), ("return", None), ("return", None),
    ]  # fmt: skip
    assert store.verify_chain().sound


def test_reading_changes_nothing(store: Store, handed: Path, target: Path) -> None:
    before = counts(store)
    whole(store, handed, target)
    assert counts(store) == before


def test_the_same_file_twice_changes_nothing(store: Store, handed: Path, target: Path) -> None:
    receipt = whole(store, handed, target)
    decisions.record(store, receipt)
    before = counts(store)
    assert decisions.record(store, receipt, ALL).taken == ()
    again = decisions.read(store, target)
    assert again.known
    assert again.sound
    assert {d.state for d in again.decisions} == {RowState.SAME}
    assert decisions.record(store, again, ALL).taken == ()
    assert counts(store) == before


def test_a_decision_is_never_undone(store: Store, handed: Path, target: Path) -> None:
    decisions.record(store, whole(store, handed, target))
    assert history.undo(store) is None


def test_a_later_return_decides_what_the_first_left_open(
    store: Store, workshop: UUID, handed: Path, tmp_path: Path
) -> None:
    first = answer(handed, tmp_path / "ett.xlsx", Elevregister="Godkänn")
    decisions.record(store, decisions.read(store, first))
    assert statuses(store, workshop) == ["decided", "with_owner", "with_owner"]
    second = answer(
        handed, tmp_path / "två.xlsx", Elevregister="Godkänn", Frånvaro="Godkänn", Betyg="Godkänn"
    )
    receipt = decisions.read(store, second)
    assert [d.state.value for d in receipt.decisions] == ["same", "new", "new"]
    assert receipt.sound
    decisions.record(store, receipt)
    assert statuses(store, workshop) == ["decided"] * 3
    assert home.view(store).rows[0].status is WorkshopStatus.DECIDED


def test_what_was_decided_otherwise_is_a_difference(
    store: Store, workshop: UUID, handed: Path, tmp_path: Path
) -> None:
    first = answer(handed, tmp_path / "ett.xlsx", Elevregister="Godkänn")
    decisions.record(store, decisions.read(store, first))
    second = answer(handed, tmp_path / "två.xlsx", Elevregister="Ändra", Frånvaro="Godkänn")
    receipt = decisions.read(store, second)
    assert [d.code for d in receipt.differences] == ["decided_otherwise"]
    assert receipt.differences[0].asset == receipt.decisions[0].asset
    clean = decisions.record(store, receipt, CLEAN)
    assert [d.name for d in clean.taken] == ["Frånvaro"]
    assert [d.name for d in clean.left] == ["Elevregister"]
    assert workshops.load(store, workshop).assets[0].assessments["s"].decided == 1
    rest = decisions.record(store, decisions.read(store, second), ALL)
    assert [d.name for d in rest.taken] == ["Elevregister"]
    assert workshops.load(store, workshop).assets[0].assessments["s"].decided == 2
    assert rows(store, "SELECT count(*) FROM receipt") == [(2,)]
    old = decisions.read(store, first)
    assert old.decisions[0].state is RowState.SAME, "the first file was answered when it came"
    superseding = rows(store, "SELECT count(*) FROM decision WHERE supersedes_id IS NOT NULL")
    assert superseding == [(2,)]


def test_the_facilitator_chooses_asset_by_asset(
    store: Store, workshop: UUID, handed: Path, target: Path
) -> None:
    path = (
        Answer(handed)
        .sign()
        .decide("Elevregister", "Godkänn")
        .decide("Frånvaro", "Godkänn")
        .decide("Betyg", "Godkänn")
        .set("Beslut", "C6", 0)
        .set("Beslut", "C7", 0)
        .save(target)
    )
    receipt = decisions.read(store, path)
    one, two, three = (d.asset for d in receipt.decisions)
    assert receipt.differing == {one, two}
    take = Take(also=frozenset({two}), leave=frozenset({three}))
    recorded = decisions.record(store, receipt, take)
    assert [d.name for d in recorded.taken] == ["Frånvaro"]
    assert statuses(store, workshop) == ["with_owner", "decided", "with_owner"]
    assert rows(store, "SELECT outcome FROM receipt") == [("partly",)]


def test_a_changed_proposal_is_a_difference_in_words(
    store: Store, workshop: UUID, handed: Path, target: Path
) -> None:
    treatment = workshops.load(store, workshop).assets[0].id
    classify.rate(store, treatment, "s", "drift", 2)
    receipt = decisions.read(store, answer(handed, target, Elevregister="Godkänn"))
    (difference,) = receipt.differences
    assert difference.code == "proposal_changed"
    assert (difference.was, difference.now) == ("1", "2")
    assert NOON.date().isoformat() in difference.text
    decisions.record(store, receipt, ALL)
    asset = workshops.load(store, workshop).assets[0]
    assert (asset.assessments["s"].proposed, asset.assessments["s"].decided) == (2, 1)


def test_an_older_export_is_taken_for_what_was_not_handed_out_again(
    store: Store, workshop: UUID, handed: Path, target: Path
) -> None:
    later = workshops.load(store, workshop).assets[2].id
    assets.defer(store, later, True)
    hand_out(store, workshop)
    assets.defer(store, later, False)
    receipt = decisions.read(store, answer(handed, target, Elevregister="Godkänn", Betyg="Godkänn"))
    assert [d.state.value for d in receipt.decisions] == ["refused", "same", "new"]
    assert [p.code for p in receipt.problems] == ["older_export"]
    assert "2" in receipt.decisions[0].reason
    assert [d.name for d in decisions.record(store, receipt).taken] == ["Betyg"]


def test_an_asset_removed_since_is_not_decided(
    store: Store, workshop: UUID, handed: Path, target: Path
) -> None:
    assets.remove(store, workshops.load(store, workshop).assets[0].id)
    receipt = whole(store, handed, target)
    assert receipt.decisions[0].state is RowState.REFUSED
    assert not receipt.sound
    assert len(decisions.record(store, receipt).taken) == 2


def test_what_happens_between_reading_and_recording_is_seen(
    store: Store, workshop: UUID, handed: Path, target: Path
) -> None:
    receipt = whole(store, handed, target)
    assets.remove(store, workshops.load(store, workshop).assets[0].id)
    assert len(decisions.record(store, receipt).taken) == 2


def test_without_a_signature_nothing_is_recorded(store: Store, handed: Path, target: Path) -> None:
    path = Answer(handed).decide("Betyg", "Godkänn").save(target)
    receipt = decisions.read(store, path)
    before = counts(store)
    with pytest.raises(KsaError, match=r"(Namnet|name)"):
        decisions.record(store, receipt, ALL)
    assert counts(store) == before


@pytest.mark.parametrize(("days", "taken"), [(0, True), (1, True), (2, False)])
def test_a_date_may_be_tomorrow_and_no_later(
    store: Store, handed: Path, target: Path, days: int, taken: bool
) -> None:
    filled = Answer(handed).sign(day=TODAY + timedelta(days=days)).decide("Betyg", "Godkänn")
    assert decisions.read(store, filled.save(target)).sound is taken


def test_another_stores_workbook_is_said_in_words(
    store: Store, handed: Path, target: Path, tmp_path: Path
) -> None:
    with opened(tmp_path / "annat", seed=7) as other:
        ready(other)
        receipt = decisions.read(other, answer(handed, target, Betyg="Godkänn"))
    assert [p.code for p in receipt.problems] == ["other_store"]
    assert receipt.refused
    assert decisions.receipt_json(receipt)["export"] is None


def test_another_workshops_workbook_is_said_in_words(
    store: Store, handed: Path, target: Path
) -> None:
    other = a_workshop(store, "Annat")
    receipt = decisions.read(store, answer(handed, target, Betyg="Godkänn"), other)
    assert [p.code for p in receipt.problems] == ["other_workshop"]
    assert "Skola" in receipt.problems[0].text


def test_a_draft_and_a_removed_workshop_are_refused(
    store: Store, workshop: UUID, handed: Path, tmp_path: Path
) -> None:
    draft = exports.export(store, workshop, exports.ExportOptions("draft")).path
    assert [p.code for p in decisions.read(store, draft).problems] == ["draft"]
    path = answer(handed, tmp_path / "svar.xlsx", Betyg="Godkänn")
    workshops.delete(store, workshop)
    assert [p.code for p in decisions.read(store, path).problems] == ["workshop_removed"]


def test_marks_of_two_exports_are_refused(
    store: Store, workshop: UUID, handed: Path, target: Path
) -> None:
    second = Answer(hand_out(store, workshop))
    first = Answer(handed).sign().decide("Betyg", "Godkänn")
    for number in range(1, 9):
        first.set("_ksa", f"B{number}", second.workbook["_ksa"][f"B{number}"].value)
    assert [p.code for p in decisions.read(store, first.save(target)).problems] == [
        "marks_disagree"
    ]


@pytest.mark.parametrize("lost", ["properties", "hidden", "ids", "all but ids", "all"])
def test_any_one_mark_is_enough(
    store: Store, workshop: UUID, handed: Path, target: Path, lost: str
) -> None:
    hand_out(store, workshop)
    filled = Answer(handed).sign().decide("Betyg", "Godkänn")
    if lost in ("properties", "all but ids", "all"):
        drop_properties(filled.workbook)
    if lost in ("hidden", "all but ids", "all"):
        del filled.workbook["_ksa"]
    if lost in ("ids", "all"):
        for sheet in ("Beslut", "Klassning", "Öppna frågor"):
            for row in filled.workbook[sheet].iter_rows():
                for cell in row[-3:]:
                    if str(cell.value).count("-") >= 4 or str(cell.value).startswith("collection"):
                        cell.value = None
    receipt = decisions.read(store, filled.save(target))
    assert receipt.export is not None
    assert receipt.export.number == 1
    assert receipt.decisions[2].choice.value == "approve"


def test_a_damaged_file_never_changes_the_store(store: Store, handed: Path, target: Path) -> None:
    good = answer(handed, target, Elevregister="Godkänn").read_bytes()
    before, numbers = counts(store), random.Random(20261124)
    for _ in range(60):
        data = bytearray(good[: numbers.choice((len(good), numbers.randrange(len(good))))])
        for _ in range(numbers.randrange(1, 12)):
            data[numbers.randrange(len(data))] = numbers.randrange(256)
        target.write_bytes(data)
        receipt = decisions.read(store, target)
        decisions.receipt_json(receipt)
        if receipt.refused:
            with pytest.raises(KsaError):
                decisions.record(store, receipt, ALL)
        assert counts(store) == before


def test_any_workbook_is_not_ours(store: Store, handed: Path, tmp_path: Path) -> None:
    path = tmp_path / "annat.xlsx"
    Workbook().save(path)
    receipt = decisions.read(store, path)
    assert [p.code for p in receipt.problems] == ["not_ours"]
    missing = decisions.read(store, tmp_path / "finns-inte.xlsx")
    assert [p.code for p in missing.problems] == ["unreadable"]


def test_show_tells_proposed_and_decided_apart(
    store: Store, workshop: UUID, handed: Path, target: Path
) -> None:
    decisions.record(store, whole(store, handed, target))
    shown = show.show(store, workshop)
    aspects = [asset["aspects"]["S"] for asset in shown["assets"]]
    assert [(a["proposed"], a["decided"]) for a in aspects] == [(1, 1), (1, 2), (1, None)]
    assert [a["status"] for a in shown["assets"]] == ["decided", "decided", "returned"]
    assert shown["assets"][2]["returned_comment"] == "Därför att det är så."
    assert shown["due"] == date(TODAY.year + 1, TODAY.month, TODAY.day).isoformat()
    assert home.view(store).rows[0].due == date.fromisoformat(shown["due"])


def test_the_json_is_that_of_the_contract(store: Store, handed: Path, target: Path) -> None:
    shown = decisions.receipt_json(whole(store, handed, target))
    assert {"workshop", "export", "signed_by", "title", "date", "registry_ref", "decisions",
            "differences", "problems"} <= shown.keys()  # fmt: skip
    assert shown["export"]["number"] == 1
    first, second, third = shown["decisions"]
    assert (first["choice"], first["levels"], first["state"]) == (
        "approve",
        {"S": 1, "M": 3},
        "new",
    )
    assert second["levels"] == {"S": 2, "M": 3}
    assert (third["choice"], third["levels"]) == ("return", {})
    assert {"asset", "choice", "levels", "comment", "state", "why"} <= first.keys()


def test_a_returned_asset_is_handed_out_again(
    store: Store, workshop: UUID, handed: Path, tmp_path: Path
) -> None:
    decisions.record(store, whole(store, handed, tmp_path / "ett.xlsx"))
    (row,) = home.view(store).rows
    assert (row.status, row.decided, row.returned) == (WorkshopStatus.READY, 2, 1)
    assert status_words(row) == "● 1 återremitterad"
    assert next_step(row, TODAY) == "klassa om och lämna ut"
    again = hand_out(store, workshop, "open")
    second = Answer(again)
    assert second.sheet.max_row == 6
    note = second.sheet.cell(6, second.columns["Obs"]).value
    assert "Du återremitterade den sist" in str(note)
    assert statuses(store, workshop) == ["decided", "decided", "with_owner"]
    assert status_words(home.view(store).rows[0]) == "○ hos ägaren"
    receipt = decisions.read(store, answer(again, tmp_path / "två.xlsx", Betyg="Godkänn"))
    assert receipt.sound
    decisions.record(store, receipt)
    assert statuses(store, workshop) == ["decided"] * 3
    assert workshops.load(store, workshop).assets[2].returned_comment is None


def test_the_store_survives_a_copy_and_reads_the_same(
    store: Store, workshop: UUID, handed: Path, target: Path, tmp_path: Path
) -> None:
    receipt = whole(store, handed, target)
    decisions.record(store, receipt)
    store.close()
    shutil.copytree(store.workspace.home, tmp_path / "kopia")
    with opened(tmp_path / "kopia", seed=3) as copy:
        assert isinstance(copy.workspace, Workspace)
        assert decisions.read(copy, target).known
        assert statuses(copy, workshop) == ["decided", "decided", "returned"]


def test_an_english_workbook_is_read_as_well(store: Store, workshop: UUID, target: Path) -> None:
    workbook = load_workbook(
        exports.export(store, workshop, exports.ExportOptions(language="en")).path
    )
    sheet = workbook["Decision"]
    header = headers(sheet)
    sheet.cell(6, header["Decision"]).value = "approved"
    workbook["Signature"]["B14"], workbook["Signature"]["B16"] = "Maria Holm", "24 November 2026"
    workbook.save(target)
    receipt = decisions.read(store, target)
    assert receipt.sound
    assert receipt.decisions[0].choice.value == "approve"
    assert receipt.date == TODAY
