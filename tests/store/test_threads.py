"""The app writes in one thread and reads in another: each waits for the other, neither sees half a change."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from ksa_tui.services import classify, home, workshops
from ksa_tui.store import Store, problems
from ksa_tui.store.tables import WorkshopRow
from tests.services.making import an_asset, refused

ROUNDS = 15


def test_threads_take_turns(store: Store, workshop: UUID) -> None:
    treatments = [an_asset(store, workshop, f"Mängd {number}") for number in range(3)]

    def write(number: int) -> None:
        for round_ in range(ROUNDS):
            classify.rate(store, treatments[number], "m", "folk", round_ % 5)

    def read(_: int) -> None:
        for _round in range(ROUNDS):
            home.view(store)
            for asset in workshops.load(store, workshop).assets:
                assert classify.load(store, asset.id).name == asset.name

    with ThreadPoolExecutor(4) as threads:
        for task in (threads.submit(work, n) for n in (0, 1) for work in (write, read)):
            task.result()
    assert store.verify_chain().sound
    loaded = workshops.load(store, workshop).assets
    assert [asset.assessments["m"].calculated for asset in loaded] == [4, 4, None]
    assert [classify.load(store, asset.id) for asset in loaded] == list(loaded)


def test_a_writer_with_an_older_row_is_refused(store: Store, workshop: UUID) -> None:
    """What saves two programs on one database, once there are two."""

    def command() -> None:
        with store.command("workshop.edit") as unit:
            row = unit.get(WorkshopRow, workshop)
            assert row is not None
            unit.connection.exec_driver_sql("UPDATE workshop SET version = version + 1")
            unit.update(row, title="Gammal")

    with refused(problems.OUT_OF_STEP):
        command()
    assert workshops.load(store, workshop).title == "Skola"


def test_a_store_may_be_closed_by_another_thread(store: Store, workshop: UUID) -> None:
    with ThreadPoolExecutor(1) as thread:
        thread.submit(store.close).result()
    assert not store.workspace.store.with_name("ksa.db.owner").exists()
