"""The säkerhetsskydd stop: nothing that was the asset's is left anywhere, and nothing of it comes back."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import load_workbook

from ksa_tui import i18n
from ksa_tui.domain import importing
from ksa_tui.domain.cleaning import EMPTY_NAME
from ksa_tui.domain.importing import Code
from ksa_tui.domain.protecting import Scope, State
from ksa_tui.domain.receipt import RowState
from ksa_tui.domain.workshop import AssetStatus
from ksa_tui.log import record_failure
from ksa_tui.paths import Workspace, log_file
from ksa_tui.services import (
    assets,
    by_hand,
    classify,
    decisions,
    exports,
    history,
    home,
    imports,
    lineage,
    parked,
    protection,
    reviews,
    show,
    stop,
    workshops,
)
from ksa_tui.services.asset_history import basis
from ksa_tui.services.asset_writing import DUPLICATE
from ksa_tui.services.export_records import EMPTIED
from ksa_tui.services.letters import receipts
from ksa_tui.services.protection import AnswerDraft
from ksa_tui.services.treatments import EXCLUDED
from ksa_tui.store import Store, Unit
from ksa_tui.store.chain import Head
from tests.services.making import NOON, a_workshop, an_asset, opened, refused
from tests.services.returning import Answer, answer, classified, hand_out, ready
from tests.services.stopping import (
    MARKS,
    Secret,
    build,
    found_in,
    found_in_copies,
    found_in_folder,
)
from tests.spreadsheets.listmaking import Sheet, write


@pytest.fixture
def secret(store: Store, workshop: UUID, tmp_path: Path) -> Secret:
    return build(store, workshop, tmp_path)


def data(store: Store) -> Path:
    return store.workspace.data


# ---------------------------------------------------------------- the bytes


def test_every_text_is_there_before_the_stop(store: Store, secret: Secret, tmp_path: Path) -> None:
    """The search can find: else the next test would prove nothing."""
    assert found_in_folder(data(store)) == set(MARKS)
    assert found_in_copies(store, tmp_path) == set(MARKS)


def test_no_byte_of_it_is_left_after_the_stop(store: Store, secret: Secret, tmp_path: Path) -> None:
    record_failure(RuntimeError(MARKS["name"]))
    stopped = stop.stop(store, secret.treatment)
    record_failure(RuntimeError(MARKS["name"]))
    assert found_in_folder(data(store)) == set()
    assert found_in_copies(store, tmp_path) == set()
    assert found_in(log_file().read_bytes()) == set()
    assert stopped.label == "Undantagen mängd 2"
    assert stopped.is_tidy
    assert (data(store) / "ksa.db-journal").stat().st_size == 0


def test_the_journal_holds_the_old_pages_until_the_commit_and_then_nothing(
    store: Store, secret: Secret, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Or nothing could be rolled back: the length shows that the test looks at the right file."""
    lengths: list[int] = []
    journal = data(store) / "ksa.db-journal"
    finish = Unit.finish

    def looking(unit: Unit, head: Head) -> Head:
        lengths.append(journal.stat().st_size)
        return finish(unit, head)

    monkeypatch.setattr(Unit, "finish", looking)
    stop.stop(store, secret.treatment)
    assert lengths[0] > 0
    assert journal.read_bytes() == b""


def test_the_pages_are_empty_even_before_the_file_is_written_anew(
    store: Store, secret: Secret, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What the pages' gaps may keep is little, and never a whole row."""
    monkeypatch.setattr(Store, "tidy", lambda _store: False)
    stopped = stop.stop(store, secret.treatment)
    assert not stopped.is_tidy
    with store.driver() as connection:
        rows = "".join(connection.iterdump())
    assert found_in(rows.encode()) == set()


def test_the_next_start_writes_the_file_anew_when_the_stop_could_not(
    workspace_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with opened(workspace_home) as store:
        secret = build(store, a_workshop(store), tmp_path)
        with monkeypatch.context() as patch:
            patch.setattr(Store, "tidy", lambda _store: False)
            stop.stop(store, secret.treatment)
        with store.driver() as connection:
            connection.execute("PRAGMA secure_delete=OFF")
    with closing(sqlite3.connect(Workspace(workspace_home).store)) as connection:
        connection.execute("CREATE TABLE leftover (text)")
        connection.execute("INSERT INTO leftover VALUES (?)", [MARKS["name"] * 400])
        connection.commit()
        connection.execute("PRAGMA secure_delete=OFF")
        connection.execute("DROP TABLE leftover")
        connection.commit()
    assert "name" in found_in_folder(workspace_home / "data")
    with opened(workspace_home, seed=2) as store:
        assert found_in_folder(data(store)) == set()
        with store.driver() as connection:
            assert connection.execute("SELECT count(*) FROM body_release").fetchone() == (0,)
        assert store.verify_chain().sound


# ---------------------------------------------------------------- killed

WORK = """
import sys
from pathlib import Path
from uuid import UUID
from ksa_tui.paths import Workspace
from ksa_tui.services import stop
from ksa_tui.services.stores import open_store
from tests.services.making import ANNA
with open_store(Workspace(Path(sys.argv[1])), ANNA) as store:
    print("open", flush=True)
    stop.stop(store, UUID(sys.argv[2]))
    print("done", flush=True)
    sys.stdin.read()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL of POSIX systems")
def test_a_kill_leaves_it_wholly_before_or_wholly_after(
    workspace_home: Path, tmp_path: Path
) -> None:
    with opened(workspace_home) as store:
        secret = build(store, a_workshop(store), tmp_path)
    whole = Workspace(workspace_home).store.read_bytes()
    outcomes = set()
    for wait in (0, 0.01, 0.03, 0.06, 0.1, 0.15, None):
        Workspace(workspace_home).store.write_bytes(whole)
        (workspace_home / "data" / "ksa.db-journal").unlink(missing_ok=True)
        _stop_until_killed(workspace_home, secret, wait)
        with opened(workspace_home, seed=3) as store:
            report = store.verify_chain()
            assert report.sound
            found = found_in_folder(data(store))
            excluded = classify.load(store, secret.treatment).excluded is not None
            assert (report.removed_bodies > 0) == excluded
        assert found == (set() if excluded else set(MARKS))
        outcomes.add(excluded)
    assert True in outcomes


def _stop_until_killed(home: Path, secret: Secret, wait: float | None) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", WORK, str(home), str(secret.treatment)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=Path(__file__).parents[2],
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline().strip() == "open"
        if wait is None:
            assert process.stdout.readline().strip() == "done"
        else:
            time.sleep(wait)
        process.kill()


# ---------------------------------------------------------------- the history


def test_the_chain_holds_and_says_how_much_was_removed(store: Store, secret: Secret) -> None:
    before = store.verify_chain()
    stop.stop(store, secret.treatment)
    after = store.verify_chain()
    assert (before.sound, before.removed_bodies) == (True, 0)
    assert after.sound
    assert after.removed_bodies > 40
    assert after.events == before.events + 1


def test_the_stop_is_one_event_without_content(store: Store, secret: Secret) -> None:
    stop.stop(store, secret.treatment, "säkerhetschef")
    with store.driver() as connection:
        rows = connection.execute(
            "SELECT e.operation, b.asset_id, b.before, b.after FROM event e JOIN event_body b USING "
            "(store_id, seq) ORDER BY e.seq DESC LIMIT 1"
        ).fetchall()
    ((operation, asset, before, after),) = rows
    assert (operation, asset, before) == ("asset.stop", None, None)
    told = json.loads(after)
    assert (told["name"], told["excluded_role"]) == ("Undantagen mängd 2", "säkerhetschef")
    filled = {name for name, value in told.items() if value not in (None, "", [])}
    assert filled == {
        "id", "created", "name", "folded", "sort_key", "excluded_at", "excluded_role", "excluded_label",
        "exports",
    }  # fmt: skip


def test_nothing_is_undone_past_the_stop_and_nothing_done_again(
    store: Store, secret: Secret
) -> None:
    history.undo(store)
    stop.stop(store, secret.treatment)
    assert history.undo(store) is None
    assert history.redo(store) is None


def test_what_is_done_afterwards_can_be_undone_and_no_more(store: Store, secret: Secret) -> None:
    stop.stop(store, secret.treatment)
    classify.rate(store, secret.other, "s", "drift", 1)
    assert history.undo(store) is not None
    assert history.undo(store) is None


def test_nothing_is_remembered_of_it(store: Store, secret: Secret) -> None:
    before = classify.load(store, secret.treatment)
    assert before.name == MARKS["name"]
    stop.stop(store, secret.treatment)
    after = classify.load(store, secret.treatment)
    assert found_in(repr(after).encode()) == set()
    assert found_in(repr(store.remembered).encode()) == set()


# ---------------------------------------------------------------- what others keep


def test_what_others_share_and_say_stays(store: Store, secret: Secret) -> None:
    stop.stop(store, secret.treatment)
    other = classify.load(store, secret.other)
    assert [system.name for system in other.systems] == ["Elevsystemet"]
    assert other.assessments["m"].motivation
    workshop = workshops.load(store, secret.workshop)
    assert [question.text for question in workshop.parked] == ["Hur länge sparas frånvaron?"]
    assert "Maria Holm" in {owner.name for owner in workshops.suggestions(store).owners}


def test_a_system_that_only_it_had_goes_with_it(store: Store, secret: Secret) -> None:
    stop.stop(store, secret.treatment)
    with store.driver() as connection:
        names = [name for (name,) in connection.execute("SELECT name FROM system")]
    assert names == ["Elevsystemet"]


def test_texts_of_others_that_name_it_are_told_and_left(store: Store, workshop: UUID) -> None:
    secret = an_asset(store, workshop, "Bergrum")
    other = an_asset(store, workshop, "Ritningar")
    compound = an_asset(store, workshop, "Bergrumsritningar")
    classify.save_text(store, other, "m", "motivation", "Som bergrum, fast mindre.")
    classify.save_text(store, compound, "m", "motivation", "Bergrummens ritningar.")
    parked.add(store, workshop, "Vem svarar för BERGRUM?")
    parked.add(store, workshop, "Vem städar?")
    stopped = stop.stop(store, secret)
    told = {(mention.kind, mention.called) for mention in stopped.mentions}
    assert told == {("assessment", "Ritningar"), ("parked", "Skola")}
    assert classify.load(store, other).assessments["m"].motivation == "Som bergrum, fast mindre."
    assert stop.stopped(store, secret).mentions == ()


def test_it_is_emptied_in_every_workshop(store: Store, secret: Secret) -> None:
    again = a_workshop(store, "Uppföljning")
    (treatment,) = reviews.reclassify(store, again, [secret.treatment])
    classify.rate(store, treatment, "s", "natur", 2)
    classify.save_text(store, treatment, "s", "motivation", MARKS["motivation"])
    stop.stop(store, treatment)
    assert found_in_folder(data(store)) == set()
    for workshop in (secret.workshop, again):
        assert AssetStatus.STOPPED in [row.status for row in workshops.table(store, workshop).rows]


def test_one_that_was_removed_from_another_workshop_is_emptied_there_too(
    store: Store, secret: Secret
) -> None:
    again = a_workshop(store, "Uppföljning")
    (treatment,) = reviews.reclassify(store, again, [secret.treatment])
    classify.save_text(store, treatment, "s", "motivation", MARKS["motivation"])
    assets.remove(store, treatment)
    stop.stop(store, secret.treatment)
    assert found_in_folder(data(store)) == set()


def test_the_database_is_whole(store: Store, secret: Secret) -> None:
    stop.stop(store, secret.treatment)
    with store.driver() as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("SELECT count(*) FROM body_release").fetchone() == (0,)
        for table in ("draft", "place", "decision", "review_trigger", "vote", "dissent"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,), table


# ---------------------------------------------------------------- how it stands afterwards


def test_it_takes_no_more_words(store: Store, secret: Secret) -> None:
    stop.stop(store, secret.treatment)
    key = secret.treatment
    for refusing in (
        lambda: classify.rate(store, key, "s", "folk", 1),
        lambda: classify.save_text(store, key, "s", "motivation", "Nytt."),
        lambda: classify.keep_draft(store, key, "s", "motivation", "Nytt."),
        lambda: classify.record_round(store, key, "s", [1]),
        lambda: classify.answer_flag(store, key, "people", True),
        lambda: assets.edit(store, key, assets.AssetDraft("Nytt")),
        lambda: assets.set_systems(store, key, ["Nytt"]),
        lambda: reviews.reclassify(store, a_workshop(store, "Ny"), [key]),
        lambda: parked.add(store, secret.workshop, "Nytt?", treatment=key),
        lambda: stop.stop(store, key),
    ):
        with refused(EXCLUDED):
            refusing()


def test_show_gives_label_date_and_role_alone(store: Store, secret: Secret) -> None:
    stop.stop(store, secret.treatment)
    shown = next(
        a for a in show.show(store, secret.workshop)["assets"] if a["id"] == str(secret.treatment)
    )
    assert shown == {
        "id": str(secret.treatment),
        "asset": str(secret.asset),
        "number": 2,
        "name": "Undantagen mängd 2",
        "status": "stopped",
        "excluded": {"on": "2026-11-24", "role": "säkerhetsskyddschef"},
    }


def test_it_never_blocks_and_the_workbook_says_label_date_and_role(
    store: Store, workshop: UUID, tmp_path: Path
) -> None:
    classified(store, workshop, "Frånvaro")
    half = an_asset(store, workshop, MARKS["name"])
    classify.save_text(store, half, "m", "motivation", MARKS["motivation"])
    stop.stop(store, half)
    assert exports.preflight(store, workshop) == ()
    row = home.view(store).rows[0]
    assert (row.total, row.classified) == (1, 1)
    book = load_workbook(hand_out(store, workshop))
    texts = [str(cell.value) for sheet in book for line in sheet for cell in line if cell.value]
    assert found_in("\n".join(texts).encode()) == set()
    beside = texts.index("Undantagen mängd 2")
    assert texts[beside + 1 : beside + 3] == ["2026-11-24", "säkerhetsskyddschef"]
    assert texts.count("Undantagen mängd 2") == 1


def test_two_labels_are_never_alike(store: Store, workshop: UUID) -> None:
    first, second, third = (an_asset(store, workshop, name) for name in ("A", "B", "C"))
    assert stop.stop(store, second).label == "Undantagen mängd 2"
    assets.remove(store, first)
    assert stop.stop(store, third).label == "Undantagen mängd 3"
    fourth = an_asset(store, workshop, "D")
    assert stop.stop(store, fourth).label == "Undantagen mängd 4"


def test_the_label_is_in_the_language_spoken(store: Store, workshop: UUID) -> None:
    treatment = an_asset(store, workshop, "Secret")
    i18n.set_language("en")
    stopped = stop.stop(store, treatment)
    assert (stopped.label, stopped.role) == ("Excluded asset 1", "head of protective security")


def test_no_decision_is_recorded_about_it(store: Store, secret: Secret) -> None:
    stop.stop(store, secret.treatment)
    assert secret.treatment not in {
        a.id for a in decisions.open_for_decision(store, secret.workshop)
    }
    one = by_hand.HandDecision(secret.treatment, decisions.Choice.APPROVE)
    signature = by_hand.HandSignature("Maria Holm", NOON.date())
    with refused(EXCLUDED):
        decisions.record_by_hand(store, secret.workshop, [one], signature)


def test_its_history_and_its_receipts_say_nothing(store: Store, secret: Secret) -> None:
    stop.stop(store, secret.treatment)
    assert decisions.history(store, secret.asset) == ()
    assert basis(store, secret.workshop, 1, secret.treatment) is None
    assert receipts(store, secret.workshop) == ()
    assert reviews.decided(store) == ()


def test_what_was_handed_out_is_listed_with_its_path(store: Store, secret: Secret) -> None:
    stopped = stop.stop(store, secret.treatment)
    held = {one.path for one in stopped.left_behind if one.kind == "decision"}
    assert secret.workbook in held
    assert all(one.is_there for one in stopped.left_behind)
    secret.workbook.unlink()
    later = stop.stopped(store, secret.treatment)
    assert {one.path for one in later.left_behind if not one.is_there} == {secret.workbook}
    assert (later.label, later.on, later.role) == (
        "Undantagen mängd 2",
        date(2026, 11, 24),
        "säkerhetsskyddschef",
    )


def test_a_backup_that_lies_there_is_listed(store: Store, secret: Secret) -> None:
    folder = data(store) / "backups"
    folder.mkdir()
    (folder / "ksa-2026-11-01.db").write_bytes(b"")
    kinds = [one.kind for one in stop.stop(store, secret.treatment).left_behind]
    assert "backup" in kinds


def test_a_workbook_that_held_it_cannot_be_made_again(store: Store, workshop: UUID) -> None:
    classified(store, workshop, "Frånvaro")
    secret = classified(store, workshop, "Hemligt")
    hand_out(store, workshop)
    stop.stop(store, secret)
    with refused(EMPTIED):
        exports.again(store, workshop, 1)


# ---------------------------------------------------------------- a workbook that comes back


@pytest.fixture
def three(store: Store) -> UUID:
    return ready(store)


def stop_one(store: Store, workshop: UUID, name: str) -> UUID:
    row = next(row for row in workshops.table(store, workshop).rows if row.name == name)
    stop.stop(store, row.id)
    return row.id


def test_an_answer_on_its_row_is_refused_and_the_others_are_taken(
    store: Store, three: UUID, tmp_path: Path
) -> None:
    handed = hand_out(store, three)
    returned = answer(
        handed, tmp_path / "svar.xlsx", Elevregister="Godkänn", Frånvaro="Ändra", Betyg="Godkänn"
    )
    gone = stop_one(store, three, "Frånvaro")
    receipt = decisions.read(store, returned)
    assert receipt.problems == ()
    assert receipt.differences == ()
    assert receipt.notes == ()
    by_asset = {decision.asset: decision for decision in receipt.decisions}
    refused_row = by_asset[gone]
    assert refused_row.state is RowState.REFUSED
    assert refused_row.name == "Undantagen mängd 2"
    assert "säkerhetsskyddschefen" in refused_row.reason
    assert (dict(refused_row.levels), refused_row.comment) == ({}, "")
    assert "Frånvaro" not in json.dumps(decisions.receipt_json(receipt), ensure_ascii=False)
    assert len(decisions.record(store, receipt).taken) == 2


def test_without_an_answer_its_row_is_passed_over(
    store: Store, three: UUID, tmp_path: Path
) -> None:
    handed = hand_out(store, three)
    returned = answer(handed, tmp_path / "svar.xlsx", Elevregister="Godkänn")
    gone = stop_one(store, three, "Frånvaro")
    receipt = decisions.read(store, returned)
    assert (receipt.problems, receipt.differences) == ((), ())
    states = {decision.asset: decision.state for decision in receipt.decisions}
    assert states[gone] is not RowState.REFUSED


def test_what_was_recorded_before_the_stop_is_not_told_again(
    store: Store, three: UUID, tmp_path: Path
) -> None:
    handed = hand_out(store, three)
    returned = answer(handed, tmp_path / "svar.xlsx", Elevregister="Godkänn", Frånvaro="Återremiss")
    decisions.record(store, decisions.read(store, returned))
    stop_one(store, three, "Frånvaro")
    again = decisions.read(store, returned)
    assert "Därför" not in json.dumps(decisions.receipt_json(again), ensure_ascii=False)
    assert again.new == ()


def test_a_changed_cell_of_its_rows_is_neither_compared_nor_shown(
    store: Store, three: UUID, tmp_path: Path
) -> None:
    handed = hand_out(store, three)
    filled = Answer(handed).sign().decide("Elevregister", "Godkänn").decide("Frånvaro", "Godkänn")
    row = filled.row("Frånvaro")
    filled.sheet.cell(row, filled.columns["Informationsmängd"]).value = "Frånvaro, hemlig"
    returned = filled.save(tmp_path / "svar.xlsx")
    stop_one(store, three, "Frånvaro")
    receipt = decisions.read(store, returned)
    assert "hemlig" not in json.dumps(decisions.receipt_json(receipt), ensure_ascii=False)


def test_a_row_of_the_minutes_that_names_it_is_emptied_and_no_difference(
    store: Store, three: UUID, tmp_path: Path
) -> None:
    row = next(row for row in workshops.table(store, three).rows if row.name == "Frånvaro")
    parked.add(store, three, "Vem för frånvaron vid prov?", treatment=row.id)
    handed = hand_out(store, three)
    stop.stop(store, row.id)
    with store.driver() as connection:
        cells = "".join(str(c) for (c,) in connection.execute("SELECT cells FROM export_row"))
    assert "Fr\\u00e5nvaro" not in cells
    assert "vid prov" not in cells
    assert "Elevregister" in cells
    receipt = decisions.read(store, answer(handed, tmp_path / "svar.xlsx", Betyg="Godkänn"))
    assert (receipt.problems, receipt.differences) == ((), ())


def test_a_changed_cell_of_another_row_is_still_found(
    store: Store, three: UUID, tmp_path: Path
) -> None:
    handed = hand_out(store, three)
    filled = Answer(handed).sign().decide("Elevregister", "Godkänn")
    filled.sheet.cell(filled.row("Betyg"), filled.columns["Informationsmängd"]).value = "Bytt namn"
    returned = filled.save(tmp_path / "svar.xlsx")
    stop_one(store, three, "Frånvaro")
    assert [found.now for found in decisions.read(store, returned).differences] == ["Bytt namn"]


def test_the_only_asset_of_a_workbook_can_be_stopped(store: Store, tmp_path: Path) -> None:
    workshop = ready(store, "Frånvaro")
    returned = answer(hand_out(store, workshop), tmp_path / "svar.xlsx", Frånvaro="Godkänn")
    stop_one(store, workshop, "Frånvaro")
    receipt = decisions.read(store, returned)
    assert [decision.state for decision in receipt.decisions] == [RowState.REFUSED]
    assert "Frånvaro" not in json.dumps(decisions.receipt_json(receipt), ensure_ascii=False)


def test_the_rest_as_proposed_does_not_hold_for_it(
    store: Store, three: UUID, tmp_path: Path
) -> None:
    handed = hand_out(store, three)
    filled = Answer(handed).sign()
    filled.set("Underskrift", "B11", "Godkänn enligt förslaget")
    returned = filled.save(tmp_path / "svar.xlsx")
    gone = stop_one(store, three, "Frånvaro")
    receipt = decisions.read(store, returned)
    assert gone not in {decision.asset for decision in receipt.new}


def test_a_later_round_goes_on_without_it(store: Store, three: UUID, tmp_path: Path) -> None:
    first = hand_out(store, three)
    decisions.record(
        store, decisions.read(store, answer(first, tmp_path / "a.xlsx", Elevregister="Godkänn"))
    )
    stop_one(store, three, "Frånvaro")
    second = hand_out(store, three, scope="open")
    receipt = decisions.read(store, answer(second, tmp_path / "b.xlsx", Betyg="Godkänn"))
    assert len(receipt.new) == 1
    decisions.record(store, receipt)
    assert home.view(store).rows[0].status.value == "decided"


# ---------------------------------------------------------------- lifted


def test_lifted_it_is_empty_and_has_a_new_name(store: Store, secret: Secret) -> None:
    stop.stop(store, secret.treatment)
    stop.lift(store, secret.treatment, "Vattenprover")
    asset = classify.load(store, secret.treatment)
    assert (asset.name, asset.asset_id, asset.excluded) == ("Vattenprover", secret.asset, None)
    assert (asset.description, asset.refs, asset.flags, asset.systems) == ("", (), (), ())
    assert not any(each.touched for each in asset.assessments.values())
    statuses = {row.id: row.status for row in workshops.table(store, secret.workshop).rows}
    assert statuses[secret.treatment] is AssetStatus.UNTOUCHED
    classify.rate(store, secret.treatment, "s", "folk", 1)


def test_undoing_the_lift_stops_it_again_and_brings_nothing_back(
    store: Store, secret: Secret
) -> None:
    stop.stop(store, secret.treatment)
    stop.lift(store, secret.treatment, "Vattenprover")
    done = history.undo(store)
    assert done is not None
    assert done.operation == "asset.lift"
    assert classify.load(store, secret.treatment).excluded is not None
    assert history.undo(store) is None
    assert found_in_folder(data(store)) == set()


def test_a_lifted_asset_answers_no_workbook_from_before_the_stop(
    store: Store, three: UUID, tmp_path: Path
) -> None:
    returned = answer(hand_out(store, three), tmp_path / "svar.xlsx", Frånvaro="Godkänn")
    gone = stop_one(store, three, "Frånvaro")
    stop.lift(store, gone, "Närvaro")
    (row,) = [d for d in decisions.read(store, returned).decisions if d.asset == gone]
    assert row.state is RowState.REFUSED


def test_it_can_be_stopped_again(store: Store, secret: Secret) -> None:
    stop.stop(store, secret.treatment)
    stop.lift(store, secret.treatment, MARKS["name"])
    classify.rate(store, secret.treatment, "s", "folk", 1)
    assert stop.stop(store, secret.treatment).label == "Undantagen mängd 2"
    assert found_in_folder(data(store)) == set()
    assert store.verify_chain().sound


@pytest.mark.parametrize("name", ["", "  ", "\x00"])
def test_without_a_name_it_is_not_lifted(store: Store, secret: Secret, name: str) -> None:
    stop.stop(store, secret.treatment)
    with refused(EMPTY_NAME):
        stop.lift(store, secret.treatment, name)
    assert classify.load(store, secret.treatment).excluded is not None


def test_a_name_that_is_taken_is_refused(store: Store, secret: Secret) -> None:
    stop.stop(store, secret.treatment)
    with refused(DUPLICATE):
        stop.lift(store, secret.treatment, "frånvaro")


def test_what_is_not_stopped_cannot_be_lifted(store: Store, secret: Secret) -> None:
    with refused(stop.NOT_STOPPED):
        stop.lift(store, secret.treatment, "Nytt")
    with refused(stop.NOT_STOPPED):
        stop.stopped(store, secret.treatment)


# ---------------------------------------------------------------- what it was split from, measures


def test_what_a_stopped_part_was_split_from_holds_nothing_of_it_either(
    store: Store, secret: Secret, tmp_path: Path
) -> None:
    part, other = lineage.split(store, secret.treatment, ["Del ett", "Del två"], "Egna regler.")
    stop.stop(store, other)
    stop.stop(store, part)
    assert found_in_folder(data(store)) == set()
    assert found_in_copies(store, tmp_path) == set()
    assert store.verify_chain().sound


def test_answers_about_measures_of_the_asset_and_of_its_own_system_go_too(
    store: Store, tmp_path: Path
) -> None:
    workshop = workshops.create(store, workshops.WorkshopDraft("Skola", "Maria Holm"))
    draft = assets.AssetDraft("Larm", systems=("KSAMARK-SYSTEM",))
    treatment = assets.add(store, workshop, draft)
    classify.rate(store, treatment, "k", "int", 3)
    asset = classify.load(store, treatment)
    said = AnswerDraft(State.PARTLY, note="KSAMARK-NOTE", role="KSAMARK-ROLE")
    for place in ((Scope.ASSET, asset.asset_id), (Scope.SYSTEM, asset.systems[0].id)):
        protection.answer(store, workshop, "STY-01", place, said)
    assert b"KSAMARK-NOTE" in store.workspace.store.read_bytes()
    stop.stop(store, treatment)
    left = store.workspace.store.read_bytes()
    assert b"KSAMARK" not in left
    assert protection.answers(store) == ()
    assert store.verify_chain().sound


def test_a_list_may_bring_it_back_and_that_is_said_without_a_word_of_it(
    store: Store, three: UUID, tmp_path: Path
) -> None:
    path = write(tmp_path, "xlsx", Sheet([["Informationsmängd"], ["Frånvaro"], ["Något nytt"]]))
    assert not [
        p for p in imports.plan(store, three, path).problems if p.code is Code.EXCLUDED_HERE
    ]
    stop_one(store, three, "Frånvaro")
    plan = imports.plan(store, three, path)
    (said,) = [p for p in plan.problems if p.code is Code.EXCLUDED_HERE]
    words = imports.why(said) + imports.what_to_do(said)
    assert "1" in words
    assert "Frånvaro" not in words
    assert (said.sheet, said.row, said.value) == ("", None, "")
    assert [row.state for row in plan.rows] == [importing.RowState.NEW] * 2, (
        "which one it was is not known"
    )
