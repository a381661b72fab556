"""Assets come in, are changed, moved in and out; nothing is doubled, nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID, uuid4

import pytest

from ksa_tui.domain import cleaning
from ksa_tui.domain.workshop import AssetStatus, FlagAnswer, Ref
from ksa_tui.services import (
    asset_intake,
    asset_writing,
    assets,
    classify,
    flags,
    history,
    treatments,
    workshops,
)
from ksa_tui.services.assets import AssetDraft
from ksa_tui.store import Store
from tests.services.making import a_workshop, an_asset, refused

DRAFT = AssetDraft(
    name="Elevregister",
    description="Alla elever\noch deras klasser",
    medium="it-system",
    systems=("Procapita", "Skolportalen"),
    refs=(
        Ref("law", "23 kap. 1 § OSL"),
        Ref("law", "26 kap. 1 § OSL", sure=False),
        Ref("personal_data", "ordinary"),
        Ref("source_row", "lista.xlsx, Blad1, rad 7"),
    ),
    flags={"people": True, "money": False},
    department="Skolkontoret",
    owner_name="Bo Öst",
    note="Gallras efter två år",
)


def names(store: Store, workshop: UUID) -> list[str]:
    return [asset.name for asset in workshops.load(store, workshop).assets]


def test_an_asset_keeps_what_its_form_says(store: Store, workshop: UUID) -> None:
    treatment = assets.add(store, workshop, DRAFT)
    assert assets.draft_of(store, treatment) == DRAFT
    (asset,) = workshops.load(store, workshop).assets
    assert asset == classify.load(store, treatment)
    assert (asset.number, asset.medium) == (1, "it-system")
    assert [system.name for system in asset.systems] == ["Procapita", "Skolportalen"]
    assert asset.owner is not None
    assert asset.owner.name == "Bo Öst"
    assert asset.department is not None
    assert Ref("note", "Gallras efter två år") in asset.refs
    assert asset.flags == (
        FlagAnswer("people", value=True, source="question", confirmed=True),
        FlagAnswer("money", value=False, source="question", confirmed=True),
    )
    assert not any(assessment.touched for assessment in asset.assessments.values())


def test_saving_the_form_unchanged_changes_nothing(store: Store, workshop: UUID) -> None:
    treatment = assets.add(store, workshop, DRAFT)
    head = store.head
    assets.edit(store, treatment, assets.draft_of(store, treatment))
    assert store.head == head


def test_an_asset_is_changed_and_changed_back(store: Store, workshop: UUID) -> None:
    treatment = assets.add(store, workshop, DRAFT)
    before = classify.load(store, treatment)
    changed = AssetDraft(
        name="Elevregistret",
        systems=("Nytt system", "Skolportalen"),
        refs=(Ref("law", "26 kap. 1 § OSL"), Ref("link", "https://example.org")),
        flags={"money": True},
        owner_name="Maria Holm",
    )
    assets.edit(store, treatment, changed)
    asset = classify.load(store, treatment)
    assert replace(changed, owner_name="") == assets.draft_of(store, treatment)
    assert asset.owner is None, "the workshop's own owner is not named again"
    history.undo(store)
    assert classify.load(store, treatment) == before


def test_flags_answered_as_before_keep_who_said_so(store: Store, workshop: UUID) -> None:
    imported = AssetDraft("Lista", flags={"people": True, "money": True}, flag_source="import")
    treatment = assets.add(store, workshop, imported)
    assets.edit(
        store,
        treatment,
        replace(assets.draft_of(store, treatment), flags={"people": True, "money": False}),
    )
    assert classify.load(store, treatment).flags == (
        FlagAnswer("people", value=True, source="import", confirmed=False),
        FlagAnswer("money", value=False, source="question", confirmed=True),
    )


@pytest.mark.parametrize("name", ["", " \t\n", "\x00\x1b"])
def test_an_asset_without_a_name_is_refused(store: Store, workshop: UUID, name: str) -> None:
    with refused(cleaning.EMPTY_NAME):
        assets.add(store, workshop, AssetDraft(name))


def test_a_text_beyond_all_bounds_is_refused_and_the_limit_is_said(
    store: Store, workshop: UUID
) -> None:
    assets.add(store, workshop, AssetDraft("Lång", description="å" * 40_000))
    with refused(cleaning.TOO_LONG) as refusal:
        assets.add(store, workshop, AssetDraft("Längre", description="å" * 100_001))
    assert "100000" in str(refusal.value)
    assert names(store, workshop) == ["Lång"]


def test_an_unknown_flag_is_refused(store: Store, workshop: UUID) -> None:
    with refused(flags.NO_FLAG):
        assets.add(store, workshop, AssetDraft("Lista", flags={"nobody": True}))


@pytest.mark.parametrize(
    "name",
    ["Elevregister", "ELEVREGISTER", " elevregister ", "Ｅlevregister"],
)
def test_a_name_is_there_once_however_it_is_written(
    store: Store, workshop: UUID, name: str
) -> None:
    an_asset(store, workshop)
    with refused(asset_writing.DUPLICATE):
        an_asset(store, workshop, name)
    assert an_asset(store, a_workshop(store, "En annan"), name)


def test_a_removed_name_is_free_again_and_coming_back_it_is_kept_apart(
    store: Store, workshop: UUID
) -> None:
    first = an_asset(store, workshop)
    second = an_asset(store, workshop, "Betyg")
    with refused(asset_writing.DUPLICATE):
        assets.edit(store, second, AssetDraft("elevregister"))
    assets.edit(store, first, AssetDraft("ELEVREGISTER"))
    assets.remove(store, first)
    an_asset(store, workshop)
    assert names(store, workshop) == ["Betyg", "Elevregister"]


def test_a_set_found_while_talking_comes_behind_the_one_at_hand(
    store: Store, workshop: UUID
) -> None:
    first = an_asset(store, workshop, "A")
    an_asset(store, workshop, "Ö")
    behind = first
    expected = ["A"]
    for number in range(70):  # more than the room between two neighbours
        behind = assets.add(store, workshop, AssetDraft(f"{number}"), after=behind)
        expected.append(f"{number}")
    assert names(store, workshop) == [*expected, "Ö"]
    assert classify.load(store, behind).number == 71
    assets.add(store, workshop, AssetDraft("Genast"), after=first)
    assert names(store, workshop)[:2] == ["A", "Genast"]
    assert store.verify_chain().sound


def test_behind_an_asset_of_another_workshop_is_refused(store: Store, workshop: UUID) -> None:
    elsewhere = an_asset(store, a_workshop(store, "En annan"))
    for nowhere in (elsewhere, uuid4()):
        with refused(treatments.NO_ASSET):
            assets.add(store, workshop, AssetDraft("Ny"), after=nowhere)
    assert names(store, workshop) == []


def test_a_removed_asset_comes_back_with_everything(store: Store, workshop: UUID) -> None:
    treatment = assets.add(store, workshop, DRAFT)
    an_asset(store, workshop, "Betyg")
    classify.rate(store, treatment, "s", "folk", 2)
    classify.save_text(store, treatment, "s", "motivation", "Det märks.")
    before = workshops.load(store, workshop)
    assets.remove(store, treatment)
    assert names(store, workshop) == ["Betyg"]
    assert workshops.load(store, workshop).assets[0].number == 1
    for use in (
        lambda: classify.load(store, treatment),
        lambda: classify.rate(store, treatment, "s", "folk", 1),
        lambda: assets.remove(store, treatment),
        lambda: assets.edit(store, treatment, DRAFT),
    ):
        with refused(treatments.NO_ASSET):
            use()
    history.undo(store)
    assert workshops.load(store, workshop) == before


def test_an_asset_is_put_off_and_taken_up_again(store: Store, workshop: UUID) -> None:
    treatment = an_asset(store, workshop)
    assets.defer(store, treatment, True)
    (row,) = workshops.table(store, workshop).rows
    assert (row.deferred, row.gaps) == (True, 0)
    assets.defer(store, treatment, False)
    (row,) = workshops.table(store, workshop).rows
    assert (row.deferred, row.gaps) == (False, 2)


def test_systems_are_shared_between_assets_and_sorted(store: Store, workshop: UUID) -> None:
    one, two = an_asset(store, workshop, "Ett"), an_asset(store, workshop, "Två")
    assets.set_systems(store, one, ["Öppna", "procapita", " "])
    assets.set_systems(store, two, ["Procapita"])
    found = [(system.name, count, who) for system, count, who in workshops.systems(store, workshop)]
    assert found == [("procapita", 2, ("Ett", "Två")), ("Öppna", 1, ("Ett",))]
    assets.set_systems(store, two, [])
    assert [count for _, count, _ in workshops.systems(store, workshop)] == [1, 1]


def test_a_list_comes_in_whole_in_one_step(store: Store, workshop: UUID) -> None:
    an_asset(store, workshop, "Redan här")
    treated = [replace(DRAFT, name=f"Mängd {number}", flag_source="import") for number in range(50)]
    pool = [AssetDraft(f"Bredvid {number}") for number in range(30)]
    before = workshops.load(store, workshop)
    assert assets.import_rows(store, workshop, treated, pool) == 50
    loaded = workshops.load(store, workshop)
    assert [asset.name for asset in loaded.assets] == ["Redan här", *(d.name for d in treated)]
    assert assets.draft_of(store, loaded.assets[7].id) == replace(
        treated[6], flag_source="question"
    )
    assert not loaded.assets[7].confirmed_flags
    assert [row.name for row in assets.pool(store, workshop)] == [draft.name for draft in pool]
    assert workshops.table(store, workshop).pool == 30
    assert len(assets.known_names(store, workshop)) == 81
    assert store.verify_chain().sound

    done = history.undo(store)
    assert done is not None
    assert done.operation == "asset.import"
    assert workshops.load(store, workshop) == before
    assert assets.pool(store, workshop) == ()
    history.redo(store)
    assert workshops.load(store, workshop) == loaded
    assert store.verify_chain().sound


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ([AssetDraft("Ny"), AssetDraft("redan HÄR")], asset_writing.DUPLICATE),
        ([AssetDraft("Ny"), AssetDraft("NY")], asset_writing.TWICE),
        ([AssetDraft("Ny"), AssetDraft(" ")], cleaning.EMPTY_NAME),
        ([AssetDraft("Ny"), AssetDraft("x" * 501)], cleaning.TOO_LONG),
    ],
)
def test_a_list_with_one_wrong_row_changes_nothing(
    store: Store, workshop: UUID, wrong: list[AssetDraft], message: str
) -> None:
    an_asset(store, workshop, "Redan här")
    head = store.head
    with refused(message):
        assets.import_rows(store, workshop, wrong)
    assert names(store, workshop) == ["Redan här"]
    assert store.head == head


def test_an_empty_list_changes_nothing(store: Store, workshop: UUID) -> None:
    head = store.head
    assert assets.import_rows(store, workshop, []) == 0
    assert store.head == head


def test_assets_are_taken_from_the_pool(store: Store, workshop: UUID) -> None:
    assets.import_rows(store, workshop, [], [AssetDraft(name) for name in ("A", "B", "C")])
    a, b, c = assets.pool(store, workshop)
    assert names(store, workshop) == []
    taken = assets.take_from_pool(store, workshop, [c.id, a.id])
    assert names(store, workshop) == ["C", "A"]
    assert [classify.load(store, one).asset_id for one in taken] == [c.id, a.id]
    assert assets.pool(store, workshop) == (b,)
    with refused(asset_intake.NOT_IN_POOL):
        assets.take_from_pool(store, workshop, [c.id])
    assets.import_rows(store, workshop, [], [AssetDraft("a")])
    with refused(asset_writing.DUPLICATE):
        assets.take_from_pool(store, workshop, [assets.pool(store, workshop)[-1].id])
    history.undo(store)
    history.undo(store)
    assert [row.name for row in assets.pool(store, workshop)] == ["A", "B", "C"]


def test_assets_of_the_catalogue_come_with_unconfirmed_flags(store: Store) -> None:
    workshop = workshops.create(store, workshops.WorkshopDraft("Skola"))
    (treatment, _) = assets.add_from_catalogue(store, workshop, ["SK-04", "SK-01"])
    asset = classify.load(store, treatment)
    assert asset.catalogue_id == "SK-04"
    assert asset.flags
    assert not asset.confirmed_flags
    assert {answer.source for answer in asset.flags} == {"catalogue"}
    assert any(ref.kind == "law" and "OSL" in ref.value for ref in asset.refs)
    assert asset.assessments["k"].proposed is None, "hints are never filled in"
    with refused(asset_writing.DUPLICATE):
        assets.add_from_catalogue(store, workshop, ["EK-01", "SK-04"])
    with refused(asset_intake.NOT_IN_CATALOGUE):
        assets.add_from_catalogue(store, workshop, ["SK-99"])
    with refused(asset_intake.NOT_FOR_HERE):
        assets.add_from_catalogue(store, workshop, ["BE-03"])
    assert len(names(store, workshop)) == 2


def test_the_status_of_a_new_asset_is_untouched(store: Store, workshop: UUID) -> None:
    an_asset(store, workshop)
    (row,) = workshops.table(store, workshop).rows
    assert row.status is AssetStatus.UNTOUCHED
    assert row == workshops.row_of(
        workshops.model_of(store, workshop), workshops.load(store, workshop).assets[0]
    )
