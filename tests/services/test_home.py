"""The first screen's figures: from derived columns, by the same statements before and after the engine."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from ksa_tui.domain.model import Model
from ksa_tui.domain.rating import NOT_RELEVANT
from ksa_tui.domain.standing import workshop_status
from ksa_tui.domain.workshop import WorkshopStatus
from ksa_tui.paths import Workspace
from ksa_tui.services import assets, classify, home, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.classify import Place
from ksa_tui.services.home import HomeRow, HomeView
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.store import Store
from ksa_tui.store.quick import STANDINGS
from ksa_tui.store.tables import DecisionRow, ExportLineRow, ExportRow, WorkshopRow
from tests.services.making import (
    NOON,
    a_workshop,
    an_asset,
    opened,
    refreshed,
    small_model,
    stopped,
)


def only(store: Store) -> HomeRow:
    (row,) = home.view(store).rows
    return row


def classified(store: Store, workshop: UUID, name: str) -> UUID:
    treatment = an_asset(store, workshop, name)
    for aspect in ("s", "m"):
        classify.rate(store, treatment, aspect, "folk", 1)
    return treatment


def handed_out(store: Store, workshop: UUID, treatments: list[UUID], number: int = 1) -> list[UUID]:
    """What an export leaves in the store, as far as standing depends on it; returns its rows."""
    lines = []
    with store.command("export.make", workshop=workshop) as unit:
        row = unit.get(WorkshopRow, workshop)
        assert row is not None
        export = unit.insert(
            ExportRow(
                id=unit.new_id(),
                workshop_id=workshop,
                number=number,
                kind="decision",
                at=unit.now,
                file_name="x.xlsx",
                digest="0" * 64,
                locale="sv",
                app_version="1",
                model_version_id=row.model_version_id,
            )
        )
        for treatment in treatments:
            line = ExportLineRow(
                id=unit.new_id(),
                export_id=export.id,
                workshop_asset_id=treatment,
                sheet="Beslut",
                row_key=str(treatment),
                cells={},
                row_digest="0" * 64,
                proposal={"s": 1, "m": 1},
            )
            lines.append(unit.insert(line).id)
        refreshed(store, unit, treatments)
    return lines


def decided(store: Store, workshop: UUID, line: UUID, treatment: UUID, choice: str) -> None:
    asset = classify.load(store, treatment).asset_id
    with store.command("decision.record", workshop=workshop, asset=asset) as unit:
        for aspect in ("s", "m"):
            unit.insert(
                DecisionRow(
                    id=unit.new_id(),
                    export_row_id=line,
                    workshop_asset_id=treatment,
                    asset_id=asset,
                    aspect=aspect,
                    choice=choice,
                    level=None if choice == "return" else 1,
                    decided_by="Maria Holm",
                    decided_on=date(2026, 12, 1),
                    recorded_at=unit.now,
                )
            )
        refreshed(store, unit, [treatment])


def agrees(store: Store, model: Model, workshop: UUID) -> WorkshopStatus:
    """The status on the first screen, which is what the rules say of the loaded workshop."""
    status = next(row.status for row in home.view(store).rows if row.id == workshop)
    assert status == workshop_status(model, workshops.load(store, workshop))
    return status


def test_an_empty_workspace_has_an_empty_view(store: Store) -> None:
    assert home.view(store) == HomeView((), None)


def test_a_row_says_what_stands_in_the_form(store: Store) -> None:
    draft = WorkshopDraft(
        "Elevhälsa", owner_name="Maria Holm", department="BU", held_on=date(2026, 11, 24)
    )
    workshop = workshops.create(store, draft, small_model())
    row = only(store)
    assert (row.id, row.title, row.owner, row.department) == (
        workshop,
        "Elevhälsa",
        "Maria Holm",
        "BU",
    )
    assert row.held_on == date(2026, 11, 24)
    assert row.created == workshops.load(store, workshop).created
    assert row.changed.tzinfo is UTC
    assert (row.total, row.classified, row.decided) == (0, 0, 0)
    assert (row.status, row.due, row.with_owner_since) == (WorkshopStatus.OPEN, None, None)
    assert (row.next_number, row.next_aspect) == (None, "")


def test_the_view_before_the_engine_is_the_view_after(workspace_home: Path) -> None:
    with opened(workspace_home) as store:
        workshop = a_workshop(store)
        treatment = classified(store, workshop, "A")
        an_asset(store, workshop, "B")
        classify.remember_place(store, Place(workshop, treatment, "m", "folk"))
        a_workshop(store, "Tom")
        after = home.view(store)
    assert home.first_view(Workspace(workspace_home)) == after
    assert [row.title for row in after.rows] == ["Tom", "Skola"]
    assert after.last == workshop


def test_the_last_changed_comes_first_whatever_changed_in_it(store: Store) -> None:
    first, second = a_workshop(store, "Ett"), a_workshop(store, "Två")
    treatment = an_asset(store, first)
    assert [row.id for row in home.view(store).rows] == [first, second]
    an_asset(store, second)
    assert [row.id for row in home.view(store).rows] == [second, first]
    classify.rate(store, treatment, "s", "folk", 1)
    assert [row.id for row in home.view(store).rows] == [first, second]
    assert home.view(store).last == first, "nobody said where they were: the last changed"
    classify.remember_place(store, Place(second))
    assert home.view(store).last == second


def test_the_place_is_counted_as_classify_counts(store: Store, workshop: UUID) -> None:
    stopped(store, workshop, "a")
    second, _third, fourth = (an_asset(store, workshop, name) for name in "bcd")
    assets.defer(store, second, True)
    classify.remember_place(store, Place(workshop, fourth, "s", "folk"))
    assert only(store).next_number == 2
    classify.remember_place(store, Place(workshop, second, "s", "folk"))
    assert only(store).next_number == 1  # put off, and still being looked at


def test_the_place_where_work_was_left_is_named(store: Store, workshop: UUID) -> None:
    an_asset(store, workshop, "A")
    second = an_asset(store, workshop, "B")
    classify.remember_place(store, Place(workshop, second, "m", "folk"))
    assert (only(store).next_number, only(store).next_aspect) == (2, "M")
    assets.remove(store, workshops.load(store, workshop).assets[0].id)
    assert only(store).next_number == 1
    assets.remove(store, second)
    assert (only(store).next_number, only(store).next_aspect) == (None, "")


def test_classified_counts_what_is_rated_in_every_aspect(store: Store, workshop: UUID) -> None:
    classified(store, workshop, "A")
    half = an_asset(store, workshop, "B")
    classify.rate(store, half, "s", "folk", 1)
    nothing = an_asset(store, workshop, "C")
    classify.rate(store, nothing, "s", "folk", NOT_RELEVANT)
    classify.rate(store, nothing, "m", "folk", NOT_RELEVANT)
    assert (only(store).classified, only(store).total) == (1, 3)


def test_the_pool_and_the_removed_are_not_counted(store: Store, workshop: UUID) -> None:
    assets.import_rows(store, workshop, [AssetDraft("A"), AssetDraft("B")], [AssetDraft("C")])
    assets.remove(store, workshops.load(store, workshop).assets[0].id)
    assert only(store).total == 1


def test_a_workshop_is_ready_when_nothing_blocks(store: Store) -> None:
    model = small_model()
    workshop = a_workshop(store)
    assert agrees(store, model, workshop) is WorkshopStatus.OPEN, "an empty one is not"
    treatment = classified(store, workshop, "A")
    assert agrees(store, model, workshop) is WorkshopStatus.READY
    classify.rate(store, treatment, "s", "folk", 2)
    assert agrees(store, model, workshop) is WorkshopStatus.OPEN, "a motivation is missing"
    classify.save_text(store, treatment, "s", "motivation", "Det märks.")
    assert agrees(store, model, workshop) is WorkshopStatus.READY
    unrated = an_asset(store, workshop, "B")
    assert agrees(store, model, workshop) is WorkshopStatus.OPEN
    assets.defer(store, unrated, True)
    assert agrees(store, model, workshop) is WorkshopStatus.READY
    workshops.edit(store, workshop, WorkshopDraft("Skola"))
    assert agrees(store, model, workshop) is WorkshopStatus.OPEN, "no owner"


def test_only_what_is_put_off_is_nothing_to_decide(store: Store) -> None:
    workshop = a_workshop(store)
    assets.defer(store, an_asset(store, workshop), True)
    assert agrees(store, small_model(), workshop) is WorkshopStatus.OPEN


def test_handed_out_and_decided_follow_from_exports_and_decisions(store: Store) -> None:
    model, workshop = small_model(), a_workshop(store)
    one, two = classified(store, workshop, "A"), classified(store, workshop, "B")
    lines = handed_out(store, workshop, [one, two])
    assert agrees(store, model, workshop) is WorkshopStatus.WITH_OWNER
    assert only(store).with_owner_since == NOON.date()
    assert [asset.with_owner for asset in workshops.load(store, workshop).assets] == [True, True]
    assert only(store).classified == 2
    decided(store, workshop, lines[0], one, "approve")
    assert (only(store).decided, only(store).classified) == (1, 2)
    assert agrees(store, model, workshop) is WorkshopStatus.WITH_OWNER
    decided(store, workshop, lines[1], two, "approve")
    assert agrees(store, model, workshop) is WorkshopStatus.DECIDED
    assert only(store).with_owner_since is None
    shown = workshops.load(store, workshop).assets[0].assessments["s"]
    assert (shown.proposed, shown.decided) == (1, 1)


def test_what_was_returned_is_open_until_it_is_handed_out_again(store: Store) -> None:
    model, workshop = small_model(), a_workshop(store)
    treatment = classified(store, workshop, "A")
    (line,) = handed_out(store, workshop, [treatment])
    decided(store, workshop, line, treatment, "return")
    (asset,) = workshops.load(store, workshop).assets
    assert (asset.with_owner, asset.assessments["s"].decided) == (False, None)
    handed_out(store, workshop, [treatment], number=2)
    (asset,) = workshops.load(store, workshop).assets
    assert asset.with_owner
    assert agrees(store, model, workshop) is WorkshopStatus.WITH_OWNER


def test_an_excluded_asset_counts_for_nothing(store: Store) -> None:
    model, workshop = small_model(), a_workshop(store)
    classified(store, workshop, "A")
    stopped(store, workshop, "Hemligt")
    assert (only(store).total, only(store).classified) == (1, 1)
    assert agrees(store, model, workshop) is WorkshopStatus.READY


@pytest.mark.parametrize("count", [1, 40])
def test_the_view_takes_four_statements_however_much_there_is(store: Store, count: int) -> None:
    for number in range(count // 10 + 1):
        workshop = a_workshop(store, f"Skola {number}")
        assets.import_rows(store, workshop, [AssetDraft(f"Mängd {n}") for n in range(count)])
    seen: list[str] = []
    with store.driver() as connection:
        connection.set_trace_callback(seen.append)
    home.view(store)
    with store.driver() as connection:
        connection.set_trace_callback(None)
    assert len(seen) == 4


def test_the_figures_are_read_from_an_index_alone(store: Store) -> None:
    with store.driver() as connection:
        plan = connection.execute(f"EXPLAIN QUERY PLAN {STANDINGS}").fetchall()
    assert len(plan) == 1
    assert "COVERING INDEX ix_workshop_asset_standing" in plan[0][3]


def test_a_moment_is_read_as_it_was_written(store: Store) -> None:
    workshop = a_workshop(store)
    assert only(store).created == workshops.load(store, workshop).created
    assert only(store).created > datetime(2026, 11, 24, 11, tzinfo=UTC)
