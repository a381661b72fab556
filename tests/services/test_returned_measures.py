"""What the owner writes about measures comes back with the decision, and never over what was changed since."""

from __future__ import annotations

import shutil
import subprocess
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from ksa_tui.domain.protecting import Answer, Place, Scope, State
from ksa_tui.services import (
    assets,
    classify,
    decisions,
    exports,
    history,
    letters,
    protection,
    workshops,
)
from ksa_tui.services import stop as stopping
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.decisions import ALL, CLEAN, Receipt, RowState, Take
from ksa_tui.services.protection import AnswerDraft
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.store import Store
from tests.services.making import NOON

TODAY = NOON.date()
ORGANISATION: Place = (Scope.ORGANISATION, None)
SHEET = "Åtgärder"
OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
HEADER = 5
IT_CHIEF = AnswerDraft(State.PARTLY, role="It-chef", due=date(2027, 3, 31), note="Halva.")


def classified(
    store: Store, workshop: UUID, name: str, level: int, *, systems: tuple[str, ...] = ()
) -> UUID:
    treatment = assets.add(store, workshop, AssetDraft(name, systems=systems))
    for aspect in "krt":
        classify.rate(store, treatment, aspect, "ver", level)
        classify.save_text(store, treatment, aspect, "motivation", "Det drabbar många.")
    return treatment


@pytest.fixture
def workshop(store: Store) -> UUID:
    """Two assets, one in a system; gaps at the organisation, the department, the system and an asset."""
    found = workshops.create(store, WorkshopDraft("Skola", "Maria Holm", department="Skolan"))
    classified(store, found, "Elevregister", 2, systems=("Journalen",))
    classified(store, found, "Matsedel", 1)
    loaded = workshops.load(store, found)
    first, second = loaded.assets
    assert loaded.department is not None
    say = (
        ("ATK-05", ORGANISATION, IT_CHIEF),
        ("PER-01", (Scope.DEPARTMENT, loaded.department.id), AnswerDraft(State.NOT_MET)),
        ("KON-02", (Scope.SYSTEM, first.systems[0].id), AnswerDraft(State.NOT_MET, role="Förvaltare")),
        ("ATK-01", (Scope.ASSET, second.asset_id), AnswerDraft(State.PARTLY, due=date(2026, 12, 24))),
        ("STY-01", ORGANISATION, AnswerDraft(State.MET)),
        ("STY-02", ORGANISATION, AnswerDraft(State.NOT_RELEVANT, "Vi har inget register.")),
    )  # fmt: skip
    for measure, place, draft in say:
        protection.answer(store, found, measure, place, draft)
    return found


@pytest.fixture
def handed(store: Store, workshop: UUID) -> Path:
    return exports.export(store, workshop, exports.ExportOptions()).path


def put(sheet: Worksheet, row: int, column: int, value: Any) -> None:
    sheet.cell(row, column).value = value


class Reply:
    """The owner fills in the sheet of measures, and signs."""

    def __init__(self, path: Path) -> None:
        self.workbook: Workbook = load_workbook(path)
        sign = self.workbook["Underskrift"]
        sign["B14"], sign["B16"] = "Maria Holm", TODAY

    @property
    def sheet(self) -> Worksheet:
        return self.workbook[SHEET]

    def row(self, measure: str) -> int:
        names = ((n, str(self.sheet.cell(n, 1).value)) for n in range(HEADER + 1, 40))
        return next(n for n, name in names if name.startswith(measure))

    def column(self, header: str) -> int:
        return next(c for c in range(1, 20) if self.sheet.cell(HEADER, c).value == header)

    def write(self, measure: str, header: str, value: object) -> Reply:
        put(self.sheet, self.row(measure), self.column(header), value)
        return self

    def role(self, measure: str, value: object) -> Reply:
        return self.write(measure, "Ansvarig", value)

    def due(self, measure: str, value: object) -> Reply:
        return self.write(measure, "Klart senast", value)

    def approve(self) -> Reply:
        self.workbook["Underskrift"]["B11"] = "Godkänn enligt förslaget"
        return self

    def read(self, store: Store, target: Path) -> Receipt:
        self.workbook.save(target)
        return decisions.read(store, target)


@pytest.fixture
def reply(handed: Path) -> Reply:
    return Reply(handed)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "svar.xlsx"


def said(store: Store, measure: str) -> Answer:
    (found,) = (each for each in protection.answers(store) if each.measure == measure)
    return found


def codes(receipt: Receipt) -> set[str]:
    return {p.code for p in receipt.problems} | {d.code for d in receipt.differences}


def test_the_sheet_lists_the_gaps_by_date_and_counts_the_rest(reply: Reply) -> None:
    rows = [
        [reply.sheet.cell(n, c).value for c in range(1, 9)]
        for n in range(HEADER + 1, reply.sheet.max_row + 1)
    ]
    assert [str(row[0]).split()[0] for row in rows] == ["ATK-01", "ATK-05", "KON-02", "PER-01"]
    assert [row[1] for row in rows] == [
        "Informationsmängd: Matsedel", "Hela organisationen", "System: Journalen",
        "Förvaltning: Skolan",
    ]  # fmt: skip
    assert [row[3] for row in rows] == [
        "Matsedel", "Elevregister", "Elevregister", "Elevregister; Matsedel",
    ]  # fmt: skip
    assert rows[1][4:6] == ["Delvis", "Halva."]
    assert rows[1][6] == "It-chef"
    assert str(rows[1][7]) == "2027-03-31 00:00:00"
    counted = str(reply.sheet["A2"].value)
    assert "4 är markerade" in counted
    assert "1 är uppfylld" in counted
    assert "1 är inte relevant" in counted


def test_what_is_written_comes_back_and_is_recorded_with_the_decision(
    store: Store, workshop: UUID, reply: Reply, target: Path
) -> None:
    receipt = (
        reply.role("PER-01", "Rektor").due("PER-01", "2027-01-15").approve().read(store, target)
    )
    assert receipt.sound, codes(receipt)
    (one,) = receipt.measures
    assert (one.measure, one.role, one.due) == ("PER-01", "Rektor", date(2027, 1, 15))
    assert said(store, "PER-01").role == "", "reading changes nothing"
    recorded = decisions.record(store, receipt)
    assert len(recorded.taken) == 2
    assert [each.measure for each in recorded.measures] == ["PER-01"]
    now = said(store, "PER-01")
    assert (now.state, now.role, now.due) == (State.NOT_MET, "Rektor", date(2027, 1, 15))
    assert said(store, "ATK-05").note == "Halva."
    assert store.verify_chain().sound
    assert history.undo(store) is None, "a decision is never undone"


def test_measures_alone_are_recorded_too(
    store: Store, workshop: UUID, reply: Reply, target: Path
) -> None:
    receipt = reply.due("KON-02", date(2027, 2, 1)).read(store, target)
    recorded = decisions.record(store, receipt)
    assert recorded.receipt is not None
    assert recorded.taken == ()
    assert said(store, "KON-02").due == date(2027, 2, 1)
    assert said(store, "KON-02").role == "Förvaltare"
    text = letters.owner_receipt(store, recorded.receipt)
    assert "KON-02" in text
    assert "Ansvarig: Förvaltare. Klart senast: 2027-02-01." in text
    assert [filed.id for filed in letters.receipts(store, workshop)] == [recorded.receipt]


def test_the_receipt_tells_what_the_owner_set_and_not_what_came_after(
    store: Store, workshop: UUID, reply: Reply, target: Path, tmp_path: Path
) -> None:
    receipt = reply.role("PER-01", "Rektor").due("KON-02", date(2027, 2, 1)).read(store, target)
    leave = frozenset[UUID | str](each.key for each in receipt.measures if each.measure == "PER-01")
    first = decisions.record(store, receipt, Take(leave=leave))
    assert first.receipt is not None
    second = decisions.record(store, decisions.read(store, target))
    assert second.receipt == first.receipt
    text = letters.owner_receipt(store, first.receipt)
    assert "Ansvarig: Rektor. Klart senast: –." in text
    assert "Ansvarig: Förvaltare. Klart senast: 2027-02-01." in text
    place = next(each.place for each in receipt.measures if each.measure == "KON-02")
    protection.answer(store, workshop, "KON-02", place, AnswerDraft(State.MET, role="Någon annan"))
    text = letters.owner_receipt(store, first.receipt)
    assert "Någon annan" not in text
    assert text.count("Ändrad sedan dess.") == 1


def test_what_is_left_as_it_was_brings_nothing(store: Store, reply: Reply, target: Path) -> None:
    receipt = reply.read(store, target)
    assert receipt.measures == ()
    assert receipt.sound
    assert decisions.record(store, receipt, ALL).receipt is None


def test_the_same_file_twice_changes_nothing(
    store: Store, workshop: UUID, reply: Reply, target: Path
) -> None:
    receipt = reply.role("PER-01", "Rektor").read(store, target)
    decisions.record(store, receipt)
    assert decisions.record(store, receipt, ALL).measures == (), "a second click"
    again = decisions.read(store, target)
    assert [each.state for each in again.measures] == [RowState.SAME]
    # what the app says later is not taken back by the old file
    place: Place = again.measures[0].place
    protection.answer(store, workshop, "PER-01", place, AnswerDraft(State.MET, role="Skolchef"))
    later = decisions.read(store, target)
    assert later.sound
    assert [each.state for each in later.measures] == [RowState.SAME]
    assert decisions.record(store, later, ALL).receipt is None
    assert said(store, "PER-01").role == "Skolchef"


def test_an_answer_changed_in_the_app_since_is_a_difference(
    store: Store, workshop: UUID, reply: Reply, target: Path
) -> None:
    draft = AnswerDraft(State.MET, role="Säkerhetschef", due=date(2027, 1, 1))
    protection.answer(store, workshop, "ATK-05", ORGANISATION, draft)
    receipt = (
        reply.role("ATK-05", "Rektor").role("PER-01", "Kanslichef").approve().read(store, target)
    )
    assert codes(receipt) == {"measure_changed"}
    assert "It-chef" in receipt.differences[0].text
    assert "Säkerhetschef" in receipt.differences[0].text
    assert receipt.differences[0].asset is None
    clean = decisions.record(store, receipt, CLEAN)
    assert len(clean.taken) == 2
    assert [each.measure for each in clean.measures] == ["PER-01"]
    assert [each.measure for each in clean.measures_left] == ["ATK-05"]
    assert said(store, "ATK-05").role == "Säkerhetschef"
    (key,) = (each.key for each in clean.measures_left)
    rest = decisions.record(store, decisions.read(store, target), Take(also=frozenset({key})))
    assert [each.measure for each in rest.measures] == ["ATK-05"]
    now = said(store, "ATK-05")
    assert (now.state, now.role, now.due) == (State.MET, "Rektor", date(2027, 1, 1))
    assert {s.state for s in decisions.read(store, target).measures} == {RowState.SAME}


def test_a_change_in_the_app_of_what_the_owner_left_alone_is_nothing(
    store: Store, workshop: UUID, reply: Reply, target: Path
) -> None:
    protection.answer(store, workshop, "ATK-05", ORGANISATION, AnswerDraft(State.MET))
    receipt = reply.read(store, target)
    assert receipt.sound
    assert receipt.measures == ()


def test_an_answer_changed_between_reading_and_recording_is_not_overwritten(
    store: Store, workshop: UUID, reply: Reply, target: Path
) -> None:
    receipt = reply.role("ATK-05", "Rektor").approve().read(store, target)
    protection.answer(store, workshop, "ATK-05", ORGANISATION, AnswerDraft(State.MET, role="Annan"))
    recorded = decisions.record(store, receipt, ALL)
    assert recorded.measures == ()
    assert len(recorded.taken) == 2
    assert said(store, "ATK-05").role == "Annan"


def test_an_answer_taken_back_since_is_told_and_not_made_anew(
    store: Store, workshop: UUID, reply: Reply, target: Path
) -> None:
    protection.answer(store, workshop, "ATK-05", ORGANISATION, None)
    receipt = reply.role("ATK-05", "Rektor").read(store, target)
    assert codes(receipt) == {"measure_gone"}
    assert receipt.measures[0].state is RowState.REFUSED
    assert decisions.record(store, receipt, ALL).receipt is None


def test_an_emptied_cell_is_taken_only_when_it_is_marked(
    store: Store, workshop: UUID, reply: Reply, target: Path
) -> None:
    receipt = reply.role("ATK-05", None).due("ATK-05", "–").read(store, target)
    assert codes(receipt) == {"measure_cleared"}
    assert len(receipt.differences) == 2
    assert decisions.record(store, receipt).receipt is None
    decisions.record(store, receipt, ALL)
    assert (said(store, "ATK-05").role, said(store, "ATK-05").due) == ("", None)


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("snarast", "bad_due"),
        ("2027-02-30", "bad_due"),
        ("2019-01-01", "past_due"),
        (date(2026, 11, 23), "past_due"),
        ("2098-01-01", "far_due"),
        (-5, "bad_due"),
        (10**30, "bad_due"),
        (True, "bad_due"),
        ("=TODAY()+30", "formula"),
        ("#REF!", "bad_due"),
        ("1899-12-31", "bad_due"),
    ],
)
def test_a_date_that_cannot_be_meant_is_told_by_row(
    store: Store, reply: Reply, target: Path, value: object, code: str
) -> None:
    receipt = reply.due("PER-01", value).role("KON-02", "Rektor").approve().read(store, target)
    assert {p.code for p in receipt.problems} <= {code, "error_cell"}
    assert receipt.problems, "it is told"
    assert f"rad {reply.row('PER-01')}:" in receipt.problems[0].text.replace("row", "rad")
    recorded = decisions.record(store, receipt)
    assert [each.measure for each in recorded.measures] == ["KON-02"], "the other rows count"
    assert len(recorded.taken) == 2, "and so do the decisions"
    assert said(store, "PER-01").due is None


@pytest.mark.parametrize("value", ["=A1", "x" * 700, '=HYPERLINK("http://x","Rektor")'])
def test_a_role_that_is_computed_or_endless_is_not_taken(
    store: Store, reply: Reply, target: Path, value: str
) -> None:
    receipt = reply.role("PER-01", value).read(store, target)
    assert {p.code for p in receipt.problems} <= {"formula", "long_role"}
    assert receipt.measures[0].state is RowState.REFUSED
    assert decisions.record(store, receipt, ALL).receipt is None


@pytest.mark.parametrize(
    ("value", "role"),
    [("  Rektor \n på skolan ", "Rektor på skolan"), ("[bold]x[/x]", "[bold]x[/x]"), (42, "42"),
     ("-", ""), ("…", "")],
)  # fmt: skip
def test_a_role_is_taken_as_text(
    store: Store, reply: Reply, target: Path, value: object, role: str
) -> None:
    receipt = reply.role("PER-01", value).read(store, target)
    assert [each.role for each in receipt.measures] == ([role] if role else [])
    decisions.record(store, receipt)
    assert said(store, "PER-01").role == role


def test_a_change_outside_the_yellow_cells_is_named_and_its_row_left(
    store: Store, reply: Reply, target: Path
) -> None:
    reply.role("PER-01", "Rektor").role("KON-02", "Ny").write("PER-01", "Läge", "Uppfylld")
    receipt = reply.approve().read(store, target)
    (difference,) = receipt.differences
    assert difference.text.startswith("Åtgärder, rad")
    assert difference.measure == next(m.key for m in receipt.measures if m.measure == "PER-01")
    recorded = decisions.record(store, receipt)
    assert [each.measure for each in recorded.measures] == ["KON-02"]
    assert len(recorded.taken) == 2


def test_the_count_in_the_heading_is_compared(store: Store, reply: Reply, target: Path) -> None:
    reply.sheet["A2"] = "Allt är uppfyllt."
    assert [d.sheet for d in reply.read(store, target).differences] == [SHEET]


def test_a_row_on_two_rows_is_not_taken(store: Store, reply: Reply, target: Path) -> None:
    reply.role("PER-01", "Rektor").role("KON-02", "Ny")
    row = reply.row("PER-01")
    for column in range(1, 10):
        reply.sheet.cell(30, column).value = reply.sheet.cell(row, column).value
    receipt = reply.approve().read(store, target)
    assert "row_twice" in codes(receipt)
    recorded = decisions.record(store, receipt, ALL)
    assert [each.measure for each in recorded.measures] == ["KON-02"]
    assert len(recorded.taken) == 2
    assert said(store, "PER-01").role == ""


def test_moved_deleted_and_inserted_rows(store: Store, reply: Reply, target: Path) -> None:
    reply.role("ATK-01", "Kock").role("PER-01", "Rektor").role("KON-02", "Ny")
    sheet = reply.sheet
    first, last = reply.row("ATK-01"), reply.row("PER-01")
    for column in range(1, 10):
        one, other = sheet.cell(first, column), sheet.cell(last, column)
        one.value, other.value = other.value, one.value
    sheet.delete_rows(reply.row("KON-02"))
    sheet.insert_rows(HEADER + 1, 2)
    receipt = reply.approve().read(store, target)
    assert codes(receipt) == {"row_missing"}
    recorded = decisions.record(store, receipt)
    assert {each.measure: each.role for each in recorded.measures} == {
        "ATK-01": "Kock", "PER-01": "Rektor",
    }  # fmt: skip
    assert len(recorded.taken) == 2
    assert said(store, "KON-02").role == "Förvaltare"


@pytest.mark.parametrize("how", ["removed", "renamed", "emptied", "no ids", "no headers", "twice"])
def test_a_maltreated_sheet_never_hinders_the_decisions(
    store: Store, reply: Reply, target: Path, how: str
) -> None:
    reply.role("PER-01", "Rektor")
    sheet, expected = reply.sheet, ["PER-01"]
    match how:
        case "removed":
            reply.workbook.remove(sheet)
            expected = []
        case "renamed":
            sheet.title = "Att göra"
        case "emptied":
            sheet.delete_rows(1, 60)
            expected = []
        case "no ids":
            for row in range(1, 40):
                sheet.cell(row, 9).value = None
        case "no headers":
            for column in range(1, 10):
                sheet.cell(HEADER, column).value = None
            expected = []
        case "twice":
            sheet.cell(HEADER, 6).value = "Ansvarig"
            expected = []
    receipt = reply.approve().read(store, target)
    if how not in {"renamed", "no ids"}:
        assert codes(receipt), "it is told"
    recorded = decisions.record(store, receipt)
    assert [each.measure for each in recorded.measures] == expected
    assert len(recorded.taken) == 2


def test_a_lost_column_leaves_what_the_app_has(store: Store, reply: Reply, target: Path) -> None:
    reply.role("ATK-05", "Rektor")
    reply.sheet.delete_cols(reply.column("Klart senast"))
    receipt = reply.read(store, target)
    assert "column_missing" in {p.code for p in receipt.problems}
    decisions.record(store, receipt)
    assert (said(store, "ATK-05").role, said(store, "ATK-05").due) == ("Rektor", date(2027, 3, 31))


def test_without_a_signature_nothing_of_it_is_taken(
    store: Store, reply: Reply, target: Path
) -> None:
    reply.workbook["Underskrift"]["B14"] = None
    receipt = reply.role("PER-01", "Rektor").read(store, target)
    assert receipt.refused
    assert receipt.measures[0].state is RowState.REFUSED
    assert receipt.new_measures == ()


def test_the_receipt_as_json(store: Store, reply: Reply, target: Path) -> None:
    receipt = reply.role("PER-01", "Rektor").due("PER-01", "2027-01-15").read(store, target)
    (one,) = decisions.receipt_json(receipt)["measures"]
    assert one["key"].startswith("measure:PER-01:department:")
    assert (one["responsible"], one["due"], one["state"]) == ("Rektor", "2027-01-15", "new")
    assert one["was"] == {"responsible": None, "due": None}


@pytest.mark.office
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")
@pytest.mark.parametrize("kinds", [("xlsx",), ("ods", "xlsx"), ("xls", "xlsx")])
def test_what_an_office_program_saved_is_read_alike(
    store: Store, reply: Reply, tmp_path: Path, kinds: tuple[str, ...]
) -> None:
    reply.role("PER-01", "Rektor, Åsö skola").due("PER-01", date(2027, 1, 15)).due(
        "ATK-01", "2027-02-01"
    )
    path = tmp_path / "svar.xlsx"
    reply.approve().workbook.save(path)
    for kind in kinds:
        profile = (tmp_path / "profile").as_uri()
        subprocess.run(
            [str(OFFICE), f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind,
             "--outdir", str(tmp_path / kind), str(path)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        path = tmp_path / kind / f"svar.{kind}"
    receipt = decisions.read(store, path)
    assert receipt.sound, codes(receipt)
    recorded = decisions.record(store, receipt)
    assert [(m.measure, m.role, m.due) for m in recorded.measures] == [
        ("ATK-01", "", date(2027, 2, 1)), ("PER-01", "Rektor, Åsö skola", date(2027, 1, 15)),
    ]  # fmt: skip
    assert len(recorded.taken) == 2


# ---------------------------------------------------------------- a stop, an older workbook, other owners


def test_a_stop_empties_what_names_the_asset_and_the_rest_can_be_read(
    store: Store, workshop: UUID, reply: Reply, target: Path
) -> None:
    reply.role("PER-01", "Rektor").role("ATK-01", "Kock").role("ATK-05", "Ny").approve()
    loaded = workshops.load(store, workshop)
    stopping.stop(store, loaded.assets[1].id)
    with store.driver() as connection:
        texts = "".join(str(row) for row in connection.execute("SELECT cells FROM export_row"))
    assert "Matsedel" not in texts
    receipt = reply.read(store, target)
    assert "Matsedel" not in "".join(p.text for p in receipt.problems)
    recorded = decisions.record(store, receipt)
    assert {each.measure: each.role for each in recorded.measures} == {
        "PER-01": "Rektor", "ATK-05": "Ny",
    }  # fmt: skip
    assert [decision.name for decision in recorded.taken] == ["Elevregister"]


def test_a_stop_takes_the_measure_out_of_the_receipts(
    store: Store, workshop: UUID, reply: Reply, target: Path
) -> None:
    decisions.record(store, reply.role("ATK-01", "Kock").approve().read(store, target))
    asset = workshops.load(store, workshop).assets[1]
    stopping.stop(store, asset.id)
    with store.driver() as connection:
        (log,) = (str(row[0]) for row in connection.execute("SELECT differences FROM receipt"))
    assert str(asset.asset_id) not in log
    assert store.verify_chain().sound


def test_a_workbook_handed_out_before_there_was_such_a_sheet_is_read(
    store: Store, workshop: UUID, monkeypatch: pytest.MonkeyPatch, target: Path
) -> None:
    monkeypatch.setattr(exports, "measure_book", lambda *_: None)
    path = exports.export(store, workshop, exports.ExportOptions()).path
    monkeypatch.undo()
    old = Reply(path)
    assert SHEET not in old.workbook.sheetnames
    receipt = old.approve().read(store, target)
    assert receipt.sound
    assert len(decisions.record(store, receipt).taken) == 2
    assert exports.again(store, workshop, 1).read_bytes() == path.read_bytes()


def test_the_same_workbook_can_be_made_again_whatever_is_answered_since(
    store: Store, workshop: UUID, handed: Path
) -> None:
    protection.answer(store, workshop, "ATK-05", ORGANISATION, None)
    assert (
        exports.again(store, workshop, 1, handed.parent / "igen").read_bytes()
        == handed.read_bytes()
    )


def test_a_draft_has_the_sheet_and_nothing_to_fill_in(store: Store, workshop: UUID) -> None:
    path = exports.export(store, workshop, exports.ExportOptions(kind="draft")).path
    sheet = load_workbook(path)[SHEET]
    assert sheet.cell(HEADER + 2, 7).value == "It-chef"
    assert all(cell.protection.locked for row in sheet.iter_rows(HEADER, 9) for cell in row)


def test_only_the_owners_own_assets_count(store: Store, workshop: UUID) -> None:
    other = workshops.create(store, WorkshopDraft("Omsorg", "Per", department="Omsorg"))
    classified(store, other, "Journaler", 3)
    path = exports.export(store, other, exports.ExportOptions()).path
    sheet = load_workbook(path)[SHEET]
    texts = [str(cell.value) for row in sheet.iter_rows(HEADER + 1) for cell in row]
    assert "Journaler" in texts
    assert not any("Elevregister" in text or "Skolan" in text for text in texts)
