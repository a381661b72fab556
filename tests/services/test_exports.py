"""Handing out the decision workbook: what blocks it, what is written, what is kept, what comes again."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import load_workbook

from ksa_tui.domain.standing import Block
from ksa_tui.domain.workshop import AssetStatus
from ksa_tui.errors import KsaError, SpreadsheetError
from ksa_tui.paths import Workspace
from ksa_tui.services import assets, classify, exports, history, workshops
from ksa_tui.services.exports import ExportCancelledError, ExportOptions, NotReadyError
from ksa_tui.services.stores import Actor, open_store
from ksa_tui.store import Store

START = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


class Clock:
    """A clock that moves one second each time it is read."""

    def __init__(self) -> None:
        self.now = START

    def __call__(self) -> datetime:
        self.now += timedelta(seconds=1)
        return self.now


def counted_ids() -> Iterator[UUID]:
    number = 0
    while True:
        number += 1
        yield UUID(int=number)


@pytest.fixture
def store(workspace_home: Path) -> Iterator[Store]:
    ids = counted_ids()
    with open_store(
        Workspace(workspace_home), Actor("Ali Moradi"), clock=Clock(), new_id=lambda: next(ids)
    ) as opened:
        yield opened


def workshop(store: Store, owner: str = "Maria Holm") -> UUID:
    draft = workshops.WorkshopDraft("Elevhälsa & fritids på Åsö", owner_name=owner)
    return workshops.create(store, draft)


def rated(store: Store, workshop_id: UUID, name: str, owner: str = "") -> UUID:
    treatment = assets.add(store, workshop_id, assets.AssetDraft(name=name, owner_name=owner))
    for aspect in workshops.model_of(store, workshop_id).aspects:
        classify.rate(store, treatment, aspect.id, "int", 2)
        classify.save_text(store, treatment, aspect.id, "motivation", "Följden är väl känd.")
    return treatment


@pytest.fixture
def ready(store: Store) -> UUID:
    """A workshop where nothing blocks."""
    identity = workshop(store)
    rated(store, identity, "Elevhälsojournal")
    rated(store, identity, "Frånvaro")
    return identity


def recorded(store: Store, query: str) -> list[tuple[object, ...]]:
    with store.driver() as connection:
        return [tuple(row) for row in connection.execute(query)]


def files(store: Store) -> list[str]:
    return sorted(path.name for path in store.workspace.exports.iterdir())


def test_what_blocks_is_told_with_its_place(store: Store) -> None:
    identity = workshop(store, owner="")
    treatment = assets.add(store, identity, assets.AssetDraft(name="Elevhälsojournal"))
    gaps = exports.preflight(store, identity)
    assert [(gap.block, gap.asset, gap.aspect) for gap in gaps] == [
        (Block.NO_OWNER, None, None),
        *((Block.NOT_RATED, treatment, aspect) for aspect in "krt"),
    ]


def test_a_blocked_workshop_is_not_handed_out_and_says_why(store: Store) -> None:
    identity = workshop(store)
    assets.add(store, identity, assets.AssetDraft(name="Elevhälsojournal"))
    with pytest.raises(NotReadyError) as refused:
        exports.export(store, identity, ExportOptions())
    assert "1. Elevhälsojournal: ej bedömd: konfidentialitet, riktighet" in str(refused.value)
    assert files(store) == []
    assert recorded(store, "SELECT count(*) FROM export") == [(0,)]


def test_of_many_blocked_assets_the_first_are_named_and_the_rest_counted(store: Store) -> None:
    identity = workshop(store)
    for number in range(1, 16):
        assets.add(store, identity, assets.AssetDraft(name=f"Mängd nummer {number}"))
    with pytest.raises(NotReadyError, match="och 3 till"):
        exports.export(store, identity, ExportOptions())


def test_an_empty_workshop_is_handed_out_neither_for_decision_nor_as_a_draft(store: Store) -> None:
    identity = workshop(store)
    with pytest.raises(NotReadyError, match="inga informationsmängder"):
        exports.export(store, identity, ExportOptions())
    with pytest.raises(KsaError, match="inget att lämna ut"):
        exports.export(store, identity, ExportOptions("draft"))


def test_a_workbook_is_written_and_its_rows_are_kept(store: Store, ready: UUID) -> None:
    done = exports.export(store, ready, ExportOptions())
    assert done.path == store.workspace.exports / (
        "beslutsunderlag-elevhalsa-fritids-pa-aso-2026-11-24-1.xlsx"
    )
    assert (done.number, done.assets, done.owners) == (1, 2, 1)
    workbook = load_workbook(done.path)
    assert workbook["Underskrift"]["D11"].value == done.control_code
    assert [workbook["Beslut"][f"B{row}"].value for row in (6, 7)] == [
        "Elevhälsojournal",
        "Frånvaro",
    ]
    kept = recorded(store, "SELECT sheet, proposal FROM export_row WHERE proposal IS NOT NULL")
    assert [sheet for sheet, _ in kept] == ["Beslut", "Beslut"]
    ((number, digest, code, head),) = recorded(
        store, "SELECT number, digest, control_code, event_head FROM export"
    )
    assert (number, code) == (1, done.control_code)
    assert len(str(digest)) == len(str(head)) == 64


def test_what_was_handed_out_is_with_the_owner(store: Store, ready: UUID) -> None:
    exports.export(store, ready, ExportOptions())
    loaded = workshops.load(store, ready)
    assert all(asset.with_owner for asset in loaded.assets)
    rows = workshops.table(store, ready).rows
    assert {row.status for row in rows} == {AssetStatus.WITH_OWNER}
    assert [(record.number, record.kind) for record in loaded.exports] == [(1, "decision")]


def test_a_draft_is_handed_out_although_something_is_missing_and_changes_no_status(
    store: Store,
) -> None:
    identity = workshop(store, owner="")
    assets.add(store, identity, assets.AssetDraft(name="Elevhälsojournal"))
    done = exports.export(store, identity, ExportOptions("draft"))
    assert done.path.name.endswith("-1-utkast.xlsx")
    assert str(load_workbook(done.path)["Beslut"]["A1"].value).startswith("UTKAST")
    assert not workshops.load(store, identity).assets[0].with_owner


def test_what_was_asked_about_the_answer_is_kept_and_used_the_next_time(
    store: Store, ready: UUID
) -> None:
    asked = ExportOptions(answer_by=date(2026, 12, 18), reply_to=" ali@example.org ", language="en")
    exports.export(store, ready, asked)
    second = load_workbook(exports.export(store, ready, ExportOptions()).path)
    assert second["Read me"]["A3"].value == "Please answer by 2026-12-18, to ali@example.org"
    kept = workshops.delivery_of(store, ready)
    assert (kept.answer_by, kept.reply_to, kept.owner_language) == (
        date(2026, 12, 18), "ali@example.org", "en",
    )  # fmt: skip


def test_the_owners_language_is_swedish_until_another_is_chosen(store: Store, ready: UUID) -> None:
    assert "Beslut" in load_workbook(exports.export(store, ready, ExportOptions()).path).sheetnames
    with pytest.raises(KsaError, match="fi"):
        exports.export(store, ready, ExportOptions(language="fi"))


def test_each_owner_gets_a_workbook_with_their_own_assets(store: Store, ready: UUID) -> None:
    rated(store, ready, "Kökets recept", owner="Kim Berg")
    done = exports.export(store, ready, ExportOptions())
    assert (done.owners, done.assets) == (2, 3)
    assert [(w.owner.name if w.owner else "", w.assets, w.number) for w in done.workbooks] == [
        ("Maria Holm", 2, 1),
        ("Kim Berg", 1, 2),
    ]
    second = load_workbook(done.workbooks[1].path)
    assert second["Beslut"]["B6"].value == "Kökets recept"
    assert second["Beslut"]["B7"].value is None
    assert "Kim Berg" in str(second["Underskrift"]["A2"].value)


def test_an_asset_put_off_is_not_offered(store: Store, ready: UUID) -> None:
    later = assets.add(store, ready, assets.AssetDraft(name="Till nästa gång"))
    assets.defer(store, later, True)
    done = exports.export(store, ready, ExportOptions())
    assert done.assets == 2


def test_a_workbook_is_never_written_over_another(store: Store, ready: UUID) -> None:
    store.workspace.exports.mkdir(exist_ok=True)
    first = exports.export(store, ready, ExportOptions())
    taken = first.path.with_name(first.path.name.replace("-1.xlsx", "-2.xlsx"))
    taken.write_bytes(b"something else")
    second = exports.export(store, ready, ExportOptions())
    assert second.path.name.endswith("-2-2.xlsx")
    assert taken.read_bytes() == b"something else"
    assert len({first.path, second.path, taken}) == len(files(store)) == 3


def test_the_same_export_comes_again_byte_for_byte_whatever_has_changed(
    store: Store, ready: UUID, tmp_path: Path
) -> None:
    done = exports.export(store, ready, ExportOptions())
    before = done.path.read_bytes()
    treatment = workshops.load(store, ready).assets[0].id
    classify.rate(store, treatment, "k", "int", 3)
    assets.remove(store, treatment)
    workshops.edit(
        store, ready, workshops.WorkshopDraft("Ett annat namn", owner_name="Någon annan")
    )
    assert exports.again(store, ready, 1) == done.path
    again = exports.again(store, ready, 1, tmp_path / "igen")
    assert again.read_bytes() == before
    done.path.write_bytes(b"changed by hand")
    assert exports.again(store, ready, 1).read_bytes() == before
    assert done.path.read_bytes() == b"changed by hand"


def test_an_export_that_was_never_made_is_said_in_words(store: Store, ready: UUID) -> None:
    with pytest.raises(KsaError, match="ingen export 7"):
        exports.again(store, ready, 7)


def test_the_minutes_keep_the_time_of_the_room_wherever_they_are_made_again(
    store: Store, ready: UUID, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    zone = timezone(timedelta(hours=13))
    done = exports.export(store, ready, ExportOptions(zone=zone))
    (sitting,) = workshops.load(store, ready).sittings
    told = {cell.value for row in load_workbook(done.path)["Protokoll"] for cell in row}
    since, until = (m.astimezone(zone) for m in (sitting.since, sitting.until))
    assert f"{since:%H:%M}–{until:%H:%M}" in told
    monkeypatch.setenv("TZ", "America/New_York")
    if hasattr(time, "tzset"):
        time.tzset()
    again = exports.again(store, ready, 1, tmp_path / "igen")
    assert again.read_bytes() == done.path.read_bytes()


def test_an_export_whose_texts_were_removed_cannot_come_again(store: Store, ready: UUID) -> None:
    exports.export(store, ready, ExportOptions())
    with store.driver() as connection:
        connection.execute("UPDATE export_book SET book = NULL")
        connection.commit()
    with pytest.raises(KsaError, match="kan inte göras om"):
        exports.again(store, ready, 1)


def test_undo_never_reaches_past_an_export(store: Store, ready: UUID) -> None:
    exports.export(store, ready, ExportOptions())
    assert history.undo(store) is None
    assert len(workshops.load(store, ready).assets) == 2


def test_progress_is_told_and_an_export_can_be_stopped(store: Store, ready: UUID) -> None:
    told: list[tuple[int, int]] = []
    exports.export(
        store, ready, ExportOptions(), progress=lambda done, total: told.append((done, total))
    )
    assert told[-1][0] == told[-1][1] == len(told)
    before = files(store)
    with pytest.raises(ExportCancelledError):
        exports.export(store, ready, ExportOptions(), cancelled=lambda: True)
    assert files(store) == before
    assert recorded(store, "SELECT count(*) FROM export") == [(1,)]


def test_a_folder_that_is_a_file_is_refused_and_nothing_is_recorded(
    store: Store, ready: UUID, tmp_path: Path
) -> None:
    file = tmp_path / "fil"
    file.write_text("x")
    with pytest.raises(SpreadsheetError, match="ingen mapp"):
        exports.export(store, ready, ExportOptions(to=file))
    assert recorded(store, "SELECT count(*) FROM export") == [(0,)]
    assert not workshops.load(store, ready).assets[0].with_owner


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the superuser may write"
)
def test_a_folder_that_may_not_be_written_to_is_said_in_words(
    store: Store, ready: UUID, tmp_path: Path
) -> None:
    folder = tmp_path / "låst"
    folder.mkdir(mode=0o500)
    with pytest.raises(SpreadsheetError, match="Det går inte att skriva"):
        exports.export(store, ready, ExportOptions(to=folder))
    assert recorded(store, "SELECT count(*) FROM export") == [(0,)]


@pytest.mark.skipif(os.name == "nt", reason="needs a limit on the size of files")
def test_a_full_disk_leaves_nothing_behind(store: Store, ready: UUID, tmp_path: Path) -> None:
    import resource
    import signal

    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4_000, limits[1]))
    try:
        with pytest.raises(SpreadsheetError, match="Disken är full"):
            exports.export(store, ready, ExportOptions(to=tmp_path / "ut"))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert list((tmp_path / "ut").iterdir()) == []
    assert recorded(store, "SELECT count(*) FROM export") == [(0,)]


def test_a_file_whose_record_cannot_be_saved_is_taken_away(
    store: Store, ready: UUID, tmp_path: Path
) -> None:
    with store.driver() as connection:
        connection.execute(
            "CREATE TRIGGER full BEFORE INSERT ON export_row BEGIN SELECT RAISE(ABORT, 'x'); END"
        )
        connection.commit()
    with pytest.raises(Exception, match="x") as failed:
        exports.export(store, ready, ExportOptions(to=tmp_path / "ut"))
    assert not isinstance(failed.value, sqlite3.Warning)
    assert list((tmp_path / "ut").iterdir()) == []
