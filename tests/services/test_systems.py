"""Systems in the store: what they inherit across workshops, links without rings, moved levels, undo of each."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any
from uuid import UUID, uuid4

import pytest

from ksa_tui.domain.protecting import Scope, State
from ksa_tui.domain.systems import SystemUplift, level_of
from ksa_tui.errors import KsaError
from ksa_tui.services import (
    assets,
    classify,
    history,
    protection,
    ratings,
    reviews,
    stop,
    system_changes,
    system_merging,
    systems,
    workshops,
)
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.protection import AnswerDraft
from ksa_tui.services.system_changes import SystemDraft, UpliftDraft
from ksa_tui.services.system_effects import measures_of, what_if
from ksa_tui.services.system_merging import merge
from ksa_tui.services.systems import Systems
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.store import Store
from tests.services.making import a_workshop, opened, refused, small_model
from tests.services.test_register import decide, rate
from tests.services.test_statements import counted

HOSTILE = ("bad [/x] tag", "[bold red]röd[/]", "vänd text", "Å" * 300, "'; DROP TABLE system; --")


def held(
    store: Store, workshop: UUID, name: str, *names: str, levels: Mapping[str, int] | None = None
) -> UUID:
    """An asset in these systems."""
    treatment = assets.add(store, workshop, AssetDraft(name, systems=names))
    return rate(store, treatment, levels or {})


def system(store: Store, name: str) -> UUID:
    return system_changes.named(store, name)


def level(store: Store, name: str, aspect: str = "m") -> int | None:
    found = systems.read(store)
    (standings,) = found.standings.values()
    return level_of(standings, system(store, name), aspect)


def uplifted(store: Store, name: str, code: Any, to: int, why: str = "Mycket") -> None:
    (model,) = systems.read(store).models
    uplift = SystemUplift(system(store, name), "m", code, to, why)
    system_changes.set_uplift(store, UpliftDraft(model, uplift))


@pytest.fixture
def lifecare(store: Store, workshop: UUID) -> UUID:
    """A journal and a list in Lifecare, from which the archive inherits."""
    held(store, workshop, "Journal", "Lifecare", levels={"s": 1, "m": 3})
    held(store, workshop, "Köer", "Lifecare", "Procapita", levels={"m": 1})
    system_changes.add(store, SystemDraft("Arkivet"))
    system_changes.inherit(store, system(store, "Arkivet"), system(store, "Lifecare"))
    return system(store, "Lifecare")


# ---------------------------------------------------------------- what is inherited


def test_a_store_without_systems_has_none(store: Store) -> None:
    assert systems.read(store).lines() == []
    a_workshop(store)
    assert systems.read(store).lines() == []


@pytest.mark.usefixtures("lifecare")
def test_the_highest_of_each_aspect_is_inherited_and_handed_on(store: Store) -> None:
    assert [level(store, name) for name in ("Lifecare", "Procapita", "Arkivet")] == [3, 1, 3]
    assert [level(store, name, "s") for name in ("Lifecare", "Procapita", "Arkivet")] == [
        1,
        None,
        1,
    ]
    lines = {line.system.name: line for line in systems.read(store).lines()}
    assert [*lines] == ["Arkivet", "Lifecare", "Procapita"]
    assert [line.assets for line in lines.values()] == [0, 2, 1]
    assert lines["Lifecare"].standing.not_rated
    assert not lines["Arkivet"].standing.levels["m"].is_decided


def test_decided_levels_hold_and_say_so(store: Store, workshop: UUID) -> None:
    held(store, workshop, "Journal", "Lifecare", levels={"s": 1, "m": 3})
    decide(store, workshop)
    (line,) = systems.read(store).lines()
    assert line.standing.levels["m"].is_decided
    assert not line.standing.not_decided


def test_in_a_workshop_what_was_decided_earlier_stays_hidden(store: Store, workshop: UUID) -> None:
    held(store, workshop, "Journal", "Lifecare", levels={"s": 1, "m": 3})
    decide(store, workshop)
    anew = a_workshop(store, "Omprövning")
    (asset,) = workshops.load(store, workshop).assets
    (treatment,) = reviews.reclassify(store, anew, [asset.id])
    assert level(store, "Lifecare") == 3
    (line,) = systems.read(store, anew).lines()
    assert dict(line.standing.levels) == {}
    assert line.standing.not_rated
    classify.rate(store, treatment, "m", "folk", 1)
    (line,) = systems.read(store, anew).lines()
    assert line.standing.levels["m"].level == 1
    assert level(store, "Lifecare") == 3


def test_two_models_are_told_apart(store: Store, workshop: UUID) -> None:
    other = a_workshop(store, "Ny modell", small_model("2"))
    held(store, workshop, "Journal", "Lifecare", levels={"m": 1})
    held(store, other, "Planer", "Lifecare", levels={"m": 4})
    found = systems.read(store)
    lines = found.lines()
    assert [(line.system.name, line.assets) for line in lines] == [("Lifecare", 2)] * 2
    by_version = {found.models[line.model_id].version: line for line in lines if line.model_id}
    assert {version: line.standing.levels["m"].level for version, line in by_version.items()} == {
        "1": 1,
        "2": 4,
    }
    assert len({line.key for line in lines}) == 2


def test_what_was_removed_or_stopped_counts_no_more(store: Store, workshop: UUID) -> None:
    held(store, workshop, "Köer", "Lifecare", levels={"m": 1})
    high = held(store, workshop, "Journal", "Lifecare", levels={"m": 4})
    assets.remove(store, high)
    assert level(store, "Lifecare") == 1
    history.undo(store)
    assert level(store, "Lifecare") == 4
    stop.stop(store, high)
    assert level(store, "Lifecare") == 1


def test_systems_are_found_by_every_word(store: Store) -> None:
    for draft in (
        SystemDraft("Ärendesystemet", supplier="Evry AB", owner="Förvaltare", department="Miljö"),
        SystemDraft("Zeta"),
        *map(SystemDraft, HOSTILE),
    ):
        system_changes.add(store, draft)
    found = systems.read(store)
    assert [line.system.name for line in found.lines(("evry", "miljo"))] == []
    assert [line.system.name for line in found.lines(("evry", "miljö"))] == ["Ärendesystemet"]
    assert len(found.lines()) == len(HOSTILE) + 2


def test_around_a_workshop_are_its_systems_and_their_heirs(store: Store, lifecare: UUID) -> None:
    other = a_workshop(store, "Annan")
    held(store, other, "Planer", "Planen")
    found = systems.read(store)
    assert {found.name(each) for each in found.around(other)} == {"Planen"}
    (first,) = {found.places[asset].workshop for asset in found.held[lifecare]}
    assert {found.name(each) for each in found.around(first)} == {
        "Lifecare", "Procapita", "Arkivet",
    }  # fmt: skip


# ---------------------------------------------------------------- the systems themselves


def test_a_system_is_changed_and_no_two_have_one_name(store: Store, lifecare: UUID) -> None:
    draft = SystemDraft("Lifecare  HSL", "Tietoevry", "systemförvaltare", "Omsorg")
    system_changes.edit(store, lifecare, draft)
    assert system_changes.draft_of(store, lifecare) == SystemDraft(
        "Lifecare HSL", "Tietoevry", "systemförvaltare", "Omsorg"
    )
    with refused(system_changes.TAKEN):
        system_changes.edit(store, lifecare, SystemDraft("PROCAPITA"))
    with refused(system_changes.TAKEN):
        system_changes.add(store, SystemDraft("arkivet"))
    with refused(system_changes.EMPTY_SYSTEM):
        system_changes.edit(store, lifecare, SystemDraft(" \u200b "))
    with refused(system_changes.NO_SYSTEM):
        system_changes.edit(store, uuid4(), SystemDraft("X"))
    with refused(system_changes.NO_SYSTEM):
        system_changes.draft_of(store, uuid4())


def test_a_retired_system_holds_nothing_and_hands_nothing_on(store: Store, lifecare: UUID) -> None:
    uplifted(store, "Lifecare", "accumulation", 4)
    system_changes.retire(store, lifecare)
    found = systems.read(store)
    assert [line.system.name for line in found.lines()] == ["Arkivet", "Procapita"]
    assert level(store, "Arkivet") is None
    assert found.sources == {}
    with refused(system_changes.NO_SYSTEM):
        system_changes.retire(store, lifecare)
    history.undo(store)
    assert [level(store, name) for name in ("Lifecare", "Arkivet")] == [4, 4]


def test_a_retired_system_is_taken_back_by_its_name(
    store: Store, workshop: UUID, lifecare: UUID
) -> None:
    system_changes.edit(store, lifecare, SystemDraft("Lifecare", supplier="Tietoevry"))
    system_changes.retire(store, lifecare)
    with refused(system_changes.RETIRED):
        system_changes.edit(store, system(store, "Arkivet"), SystemDraft("Lifecare"))
    assert system_changes.add(store, SystemDraft("lifecare")) == lifecare
    assert system_changes.draft_of(store, lifecare).supplier == "Tietoevry"
    system_changes.retire(store, lifecare)
    held(store, workshop, "Planer", "LIFECARE", levels={"m": 2})
    assert level(store, "Lifecare") == 2
    history.undo(store), history.undo(store), history.undo(store)
    assert "Lifecare" not in {each.name for each in systems.read(store).facts.values()}


# ---------------------------------------------------------------- links


def test_a_ring_is_refused_with_its_way(store: Store, lifecare: UUID) -> None:
    archive, procapita = system(store, "Arkivet"), system(store, "Procapita")
    with refused(system_changes.SELF):
        system_changes.inherit(store, lifecare, lifecare)
    with refused(system_changes.RING) as two:
        system_changes.inherit(store, lifecare, archive)
    assert "Lifecare → Arkivet → Lifecare" in str(two.value)
    system_changes.inherit(store, procapita, archive)
    with refused(system_changes.RING) as three:
        system_changes.inherit(store, lifecare, procapita)
    assert "Lifecare → Arkivet → Procapita → Lifecare" in str(three.value)
    assert level(store, "Procapita") == 3
    with refused(system_changes.NO_SYSTEM):
        system_changes.inherit(store, lifecare, uuid4())


def test_a_link_made_twice_is_one_and_a_missing_one_is_said(store: Store, lifecare: UUID) -> None:
    archive = system(store, "Arkivet")
    head = store.head
    system_changes.inherit(store, archive, lifecare)
    assert store.head == head
    system_changes.disinherit(store, archive, lifecare)
    assert level(store, "Arkivet") is None
    with refused(system_changes.NO_LINK):
        system_changes.disinherit(store, archive, lifecare)


def test_a_name_that_is_no_system_is_said(store: Store) -> None:
    with refused(system_changes.NOT_NAMED):
        system_changes.named(store, "[bold]Nej")


# ---------------------------------------------------------------- moved levels


@pytest.mark.usefixtures("lifecare")
def test_a_level_is_moved_up_and_down_with_a_reason(store: Store) -> None:
    uplifted(store, "Lifecare", "aggregation", 4, " Hela bilden av en person ")
    assert [level(store, name) for name in ("Lifecare", "Arkivet")] == [4, 4]
    uplifted(store, "Arkivet", "distribution", 2)
    assert level(store, "Arkivet") == 2
    found = systems.read(store)
    (model,) = found.models
    said = found.uplift(system(store, "Lifecare"), model, "m")
    assert said is not None
    assert (said.code, said.motivation) == ("aggregation", "Hela bilden av en person")
    system_changes.remove_uplift(store, system(store, "Arkivet"), model, "m")
    assert level(store, "Arkivet") == 4
    with refused(system_changes.NOT_MOVED):
        system_changes.remove_uplift(store, system(store, "Arkivet"), model, "m")


@pytest.mark.usefixtures("lifecare")
def test_what_moves_nothing_or_has_no_reason_is_refused(store: Store) -> None:
    for code, to, sentence in (
        ("accumulation", 3, system_changes.NOT_HIGHER),
        ("aggregation", 0, system_changes.NOT_HIGHER),
        ("distribution", 3, system_changes.NOT_LOWER),
        ("distribution", 4, system_changes.NOT_LOWER),
        ("accumulation", 5, ratings.NO_LEVEL),
        ("distribution", -1, ratings.NO_LEVEL),
    ):
        with refused(sentence):
            uplifted(store, "Lifecare", code, to)
    with refused(system_changes.NO_REASON):
        uplifted(store, "Lifecare", "accumulation", 4, " \u200b\n")
    (model,) = systems.read(store).models
    uplift = SystemUplift(system(store, "Procapita"), "s", "accumulation", 2, "x")
    with refused(system_changes.NOTHING_RATED):
        system_changes.set_uplift(store, UpliftDraft(model, uplift))
    with refused(system_changes.NO_MODEL):
        system_changes.set_uplift(store, UpliftDraft(uuid4(), uplift))


def test_an_uplift_that_what_lies_in_the_system_has_passed_stays_and_moves_nothing(
    store: Store, workshop: UUID
) -> None:
    treatment = held(store, workshop, "Journal", "Lifecare", levels={"m": 1})
    uplifted(store, "Lifecare", "accumulation", 2)
    classify.rate(store, treatment, "m", "folk", 3)
    assert level(store, "Lifecare") == 3
    classify.rate(store, treatment, "m", "folk", 0)
    assert level(store, "Lifecare") == 2


# ---------------------------------------------------------------- what changes, and measures


def test_what_changes_with_an_asset(store: Store, lifecare: UUID) -> None:
    found = systems.read(store)
    (journal,) = [key for key, place in found.places.items() if place.held.name == "Journal"]
    told = {
        (each.aspect.id, each.before, each.after): [
            (found.name(moved.system), moved.before, moved.after) for moved in each.moved
        ]
        for each in what_if(found, journal)
    }
    assert told["m", 3, 4] == [("Arkivet", 3, 4), ("Lifecare", 3, 4)]
    assert told["m", 3, 0] == [("Arkivet", 3, 1), ("Lifecare", 3, 1)]
    assert set(told) == {("s", 1, 0), ("s", 1, 2), *(("m", 3, to) for to in (0, 1, 2, 4))}
    upward = {(each.aspect.id, each.after): each.moved for each in what_if(found, lifecare)}
    assert [found.name(moved.system) for moved in upward["m", 4]] == ["Arkivet"]
    assert what_if(found, uuid4()) == []


def test_measures_follow_from_what_is_inherited(store: Store) -> None:
    workshop = workshops.create(store, WorkshopDraft("Skola", "Maria Holm"))
    treatment = assets.add(store, workshop, AssetDraft("Journal", systems=("Lifecare",)))
    classify.rate(store, treatment, "k", "int", 2)
    found = systems.read(store)
    (before,) = measures_of(store, found, system(store, "Lifecare"))
    assert len(before.following) > 5
    assert before.settled == 0
    first = before.following[0].measure.id
    place = (Scope.SYSTEM, system(store, "Lifecare"))
    protection.answer(store, workshop, first, place, AnswerDraft(State.MET))
    (after,) = measures_of(store, systems.read(store), system(store, "Lifecare"))
    assert after.settled == 1
    system_changes.edit(
        store, system(store, "Lifecare"), SystemDraft("Lifecare", supplier="Tietoevry")
    )
    (supplied,) = measures_of(store, systems.read(store), system(store, "Lifecare"))
    assert len(supplied.following) > len(after.following)
    system_changes.add(store, SystemDraft("Tom"))
    assert measures_of(store, systems.read(store), system(store, "Tom")) == []


# ---------------------------------------------------------------- two that are one


def test_two_systems_become_one_with_all_that_was_said(store: Store, lifecare: UUID) -> None:
    archive, procapita = system(store, "Arkivet"), system(store, "Procapita")
    system_changes.inherit(store, procapita, archive)
    uplifted(store, "Procapita", "accumulation", 4)
    system_changes.edit(store, procapita, SystemDraft("Procapita", supplier="Tieto"))
    with refused(system_merging.MERGE_RING) as ring:
        merge(store, lifecare, procapita)
    assert "Lifecare → Arkivet → Lifecare" in str(ring.value)
    merge(store, archive, procapita)
    found = systems.read(store)
    assert [each.name for each in found.facts.values()] == ["Arkivet", "Lifecare"]
    assert found.facts[archive].supplier == "Tieto"
    assert level(store, "Arkivet") == 4
    assert found.sources == {archive: [lifecare]}
    assert len(found.held[archive]) == 1
    with refused(system_merging.SAME):
        merge(store, archive, archive)
    with refused(system_changes.NO_SYSTEM):
        merge(store, archive, procapita)


def test_answers_about_measures_come_along(store: Store) -> None:
    workshop = workshops.create(store, WorkshopDraft("Skola", "Maria Holm"))
    treatment = assets.add(store, workshop, AssetDraft("Journal", systems=("A", "B")))
    classify.rate(store, treatment, "k", "int", 2)
    one, two = (system(store, name) for name in "AB")
    for measure, where, state in (
        ("STY-01", one, State.MET),
        ("STY-01", two, State.NOT_MET),
        ("STY-02", two, State.PARTLY),
    ):
        protection.answer(store, workshop, measure, (Scope.SYSTEM, where), AnswerDraft(state))
    merge(store, one, two)
    said = {each.measure: (each.place, each.state) for each in protection.answers(store)}
    assert said == {"STY-01": (one, State.MET), "STY-02": (one, State.PARTLY)}
    history.undo(store)
    assert len(protection.answers(store)) == 3


# ---------------------------------------------------------------- undo


def everything(found: Systems) -> object:
    return (
        found.facts,
        found.held,
        found.sources,
        [each.uplifts for each in found.landscapes.values()],
    )


def _uplift_twice(store: Store) -> None:
    uplifted(store, "Lifecare", "accumulation", 4, "Andra skäl")


def _lower(store: Store) -> None:
    (model,) = systems.read(store).models
    system_changes.remove_uplift(store, system(store, "Lifecare"), model, "m")


COMMANDS: dict[str, Callable[[Store], object]] = {
    "system.add": lambda store: system_changes.add(store, SystemDraft("Ny", department="Ny förv")),
    "system.edit": lambda store: system_changes.edit(
        store, system(store, "Lifecare"), SystemDraft("LC", "Tietoevry")
    ),
    "system.retire": lambda store: system_changes.retire(store, system(store, "Lifecare")),
    "system.link": lambda store: system_changes.inherit(
        store, system(store, "Procapita"), system(store, "Arkivet")
    ),
    "system.unlink": lambda store: system_changes.disinherit(
        store, system(store, "Arkivet"), system(store, "Lifecare")
    ),
    "system.uplift": _uplift_twice,
    "system.lower": _lower,
    "system.merge": lambda store: merge(
        store, system(store, "Lifecare"), system(store, "Procapita")
    ),
}


@pytest.mark.usefixtures("lifecare")
@pytest.mark.parametrize("operation", COMMANDS)
def test_each_is_one_step_back_and_forth(store: Store, operation: str) -> None:
    uplifted(store, "Lifecare", "accumulation", 4)
    before = everything(systems.read(store))
    COMMANDS[operation](store)
    after = everything(systems.read(store))
    assert after != before
    for _ in range(2):
        undone = history.undo(store)
        assert undone is not None
        assert undone.operation == operation
        assert everything(systems.read(store)) == before
        assert history.redo(store) is not None
        assert everything(systems.read(store)) == after
    assert store.verify_chain().sound


# ---------------------------------------------------------------- many


def test_a_thousand_systems_take_as_many_statements_as_one(store: Store, workshop: UUID) -> None:
    held(store, workshop, "Journal", "S 0", levels={"s": 1, "m": 3})
    few = len(counted(store, lambda: systems.read(store)))
    many(store, 1000)
    store.generation += 1
    seen = counted(store, lambda: systems.read(store))
    assert len(seen) == few <= 8
    assert counted(store, lambda: systems.read(store)) == []
    found = systems.read(store)
    assert len(found.facts) == 1000
    (standings,) = found.standings.values()
    assert all(level_of(standings, key, "m") == 3 for key in found.facts)
    (journal,) = found.places
    assert {len(each.moved) for each in what_if(found, journal)} == {1000}


def many(store: Store, count: int) -> None:
    """A chain of systems, each inheriting from the one before."""
    first = system(store, "S 0").hex
    keys = [first, *(f"{9:08x}{number:024x}" for number in range(1, count))]
    with store.driver() as connection:
        connection.execute("BEGIN")
        connection.executemany(
            "INSERT INTO system (version, created, id, name, folded, sort_key, supplier, owner)"
            " VALUES (1, '2026-11-23 09:00:00.000000', ?, ?, ?, ?, '', '')",
            [(key, f"S {n}", f"s {n}", f"s {n:05}") for n, key in enumerate(keys) if n],
        )
        connection.executemany(
            "INSERT INTO system_link (version, created, parent_id, child_id)"
            " VALUES (1, '2026-11-23 09:00:00.000000', ?, ?)",
            list(zip(keys[1:], keys, strict=False)),
        )
        connection.execute("COMMIT")


# ---------------------------------------------------------------- the stop


def test_nothing_of_a_stopped_asset_is_left_in_what_was_said_about_its_system(store: Store) -> None:
    """Neither what stands now nor what was taken back, nor an earlier name; what others need stays."""
    workshop = a_workshop(store)
    secret = held(store, workshop, "Larm", "KSAMARK-GAMMALT", "Delat", levels={"m": 2})
    held(store, workshop, "Betyg", "Delat", levels={"m": 1})
    own = system(store, "KSAMARK-GAMMALT")
    system_changes.edit(store, own, SystemDraft("KSAMARK-NYTT", "KSAMARK-LEV", "KSAMARK-ÄG"))
    uplifted(store, "KSAMARK-NYTT", "accumulation", 4, "KSAMARK-SKÄL")
    uplifted(store, "KSAMARK-NYTT", "accumulation", 3, "KSAMARK-SENARE")
    (model,) = systems.read(store).models
    system_changes.remove_uplift(store, own, model, "m")
    uplifted(store, "Delat", "accumulation", 4, "Med larm tillsammans")
    system_changes.inherit(store, system(store, "Delat"), own)
    system_changes.add(store, SystemDraft("Arkivet"))
    system_changes.inherit(store, system(store, "Arkivet"), own)
    stopped = stop.stop(store, secret)
    assert b"KSAMARK" not in store.workspace.store.read_bytes()
    assert [each.name for each in systems.read(store).facts.values()] == ["Arkivet", "Delat"]
    assert systems.read(store).sources == {}
    assert level(store, "Delat") == 4
    assert ("system", "Delat") in {(each.kind, each.called) for each in stopped.mentions}
    assert store.verify_chain().sound


def test_a_system_that_inherits_from_another_stays_without_what_was_said_of_its_levels(
    store: Store,
) -> None:
    workshop = a_workshop(store)
    held(store, workshop, "Betyg", "Skolsystemet", levels={"m": 1})
    secret = held(store, workshop, "Larm", "Servrarna", levels={"m": 2})
    servers = system(store, "Servrarna")
    system_changes.inherit(store, servers, system(store, "Skolsystemet"))
    uplifted(store, "Servrarna", "accumulation", 4, "KSAMARK-SKÄL")
    stop.stop(store, secret)
    assert b"KSAMARK" not in store.workspace.store.read_bytes()
    assert level(store, "Servrarna") == 1
    assert store.verify_chain().sound


def test_two_systems_of_a_stopped_asset_do_not_keep_each_other(store: Store) -> None:
    workshop = a_workshop(store)
    secret = held(store, workshop, "Larm", "KSAMARK-A", "KSAMARK-B", levels={"m": 2})
    system_changes.inherit(store, system(store, "KSAMARK-A"), system(store, "KSAMARK-B"))
    stop.stop(store, secret)
    assert b"KSAMARK" not in store.workspace.store.read_bytes()
    assert systems.read(store).facts == {}


# ---------------------------------------------------------------- older stores


def test_a_store_from_before_systems_were_linked_is_brought_up_to_date(
    workspace_home: Path,
) -> None:
    with opened(workspace_home) as store:
        workshop = a_workshop(store)
        held(store, workshop, "Journal", "Lifecare", "Procapita", levels={"m": 3})
        path = store.workspace.store
    with closing(sqlite3.connect(path)) as connection, connection:
        for table in ("system_link", "system_uplift"):
            connection.execute(f"DROP TABLE {table}")
        connection.execute("UPDATE alembic_version SET version_num = '0005'")
        connection.execute("PRAGMA user_version = 5")
    with opened(workspace_home, seed=2) as store:
        assert level(store, "Lifecare") == 3
        system_changes.inherit(store, system(store, "Procapita"), system(store, "Lifecare"))
        uplifted(store, "Procapita", "distribution", 1)
        assert level(store, "Procapita") == 1
        assert store.verify_chain().sound


@pytest.mark.usefixtures("lifecare")
def test_names_of_systems_are_kept_as_they_are_written(store: Store) -> None:
    for name in HOSTILE:
        made = system_changes.add(store, SystemDraft(name, name, name, name))
        assert system_changes.draft_of(store, made).name == name
        with pytest.raises(KsaError) as refusal:
            system_changes.inherit(store, made, made)
        assert name in str(refusal.value)
        system_changes.inherit(store, system(store, "Arkivet"), made)
    assert level(store, "Arkivet") == 3
