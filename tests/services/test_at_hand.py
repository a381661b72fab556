"""What is kept of a workshop is, after every command, what reading it all again would give."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

import pytest

from ksa_tui.domain import looking_over
from ksa_tui.domain.checks import Check, CheckCode, dismissed_checks, workshop_checks
from ksa_tui.domain.model import Model
from ksa_tui.domain.rating import NOT_RELEVANT
from ksa_tui.domain.standing import Gap, asset_gaps, workshop_gaps
from ksa_tui.domain.workshop import Asset, CollectionUplift, Ref, Workshop
from ksa_tui.errors import KsaError
from ksa_tui.services import (
    assets,
    checks,
    classify,
    collection,
    decisions,
    history,
    lineage,
    overview,
    parked,
    register,
    reviews,
    stop,
    workshops,
)
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.calibration import compared
from ksa_tui.services.decisions import Choice, HandDecision, HandSignature
from ksa_tui.services.treatments import treatment_of
from ksa_tui.store import Store
from ksa_tui.store.loading_assets import load_some, load_treatment, load_treatments
from tests.services.making import a_workshop, an_asset, small_model
from tests.services.returning import TODAY, classified, hand_out, ready
from tests.services.slow_loading import read_slowly
from tests.services.test_statements import counted

SIGNED = HandSignature("Maria Holm", TODAY, "skolchef", "BUN 2026/88 § 12")


@pytest.fixture
def here(store: Store) -> UUID:
    """A workshop in which everything has happened, and one before it that was decided."""
    earlier = ready(store, "Elevregister", "Betyg och omdömen", "Lönelistor 2025")
    hand_out(store, earlier)
    one, two, _three = (asset.id for asset in workshops.load(store, earlier).assets)
    said = [
        HandDecision(one, Choice.CHANGE, {"s": 2, "m": 0}, "Skyddade\nadresser."),
        HandDecision(two, Choice.RETURN, comment="Vem äger den? 🙂"),
    ]
    decisions.record_by_hand(store, earlier, said, SIGNED, rest_as_proposed=True)
    reviews.call_for_review(store, one, "law", TODAY, "Ny lag")
    workshop = a_workshop(store, "Här")
    for number in range(12):
        draft = AssetDraft(
            f"Mängd {number} 👩‍👩‍👧 [/b]",
            "Beskrivning \x00 med tecken",
            "papper",
            ("Agresso", f"System {number % 3}"),
            (Ref("law", "25 kap. 1 § OSL", number % 2 == 0), Ref("link", "https://exempel.se")),
            {"people": number % 2 == 0, "money": number % 3 == 0},
            "catalogue" if number % 4 == 0 else "question",
            department="Barn och utbildning" if number % 5 == 0 else "",
            owner_name="Nils Öst" if number % 3 == 0 else "",
            note="Anmärkning",
        )
        treatment = assets.add(store, workshop, draft)
        if number % 3:
            classify.rate(store, treatment, "s", "folk", number % 3)
            classify.rate(store, treatment, "m", "drift", number % 5)
            classify.rate(store, treatment, "m", "natur", NOT_RELEVANT)
            classify.save_text(
                store, treatment, "m", "motivation", "Kort" if number % 2 else "Långt nog nu."
            )
    rows = workshops.load(store, workshop).assets
    classify.record_round(store, rows[1].id, "m", [1, 2, 2])
    classify.record_round(store, rows[1].id, "m", [2, 2, 2], "blind")
    classify.add_dissent(store, rows[1].id, "m", 4, "Det är värre", "jurist")
    classify.adjust(store, rows[2].id, "m", 4, "manual", "Annan mening")
    classify.confirm_rest(store, rows[2].id)
    classify.add_seconds(store, rows[4].id, 77)
    reviews.reclassify(store, workshop, [one])
    stop.stop(store, rows[5].id)
    return workshop


def test_assets_are_read_as_sqlalchemy_reads_them(store: Store, here: UUID) -> None:
    for workshop in [here, *(row.id for row in _workshops(store) if row.id != here)]:
        model = workshops.model_of(store, workshop)
        with store.reading() as connection:
            slowly = read_slowly(connection, model, workshop)
            assert load_treatments(connection, model, workshop) == slowly
            assert repr(load_treatments(connection, model, workshop)) == repr(slowly)
            for number, asset in enumerate(slowly, start=1):
                assert load_treatment(connection, model, asset.id) == asset
                (alone,) = load_some(connection, model, workshop, [asset.asset_id])
                assert replace(alone, number=number) == asset
            assert load_some(connection, model, workshop, []) == ()
            some = load_some(connection, model, workshop, [a.asset_id for a in slowly[::2]])
            assert [a.id for a in some] == [a.id for a in slowly[::2]]


def test_every_command_renews_what_is_kept(store: Store, here: UUID) -> None:
    for step in steps(store, here):
        agrees(store, here)
        step()
        agrees(store, here)
        if history.undo(store) is not None:
            agrees(store, here)
            history.redo(store)
            agrees(store, here)


def test_a_long_walk_renews_what_is_kept(store: Store, here: UUID) -> None:
    chance = random.Random(11)
    for _round in range(60):
        for _change in range(chance.randrange(3)):
            asset = chance.choice(workshops.load(store, here).assets)
            with suppress(KsaError):
                chance.choice(ways(store, asset.id, chance))()
        agrees(store, here)


def ways(store: Store, asset: UUID, chance: random.Random) -> list[Callable[[], object]]:
    """What may be done to an asset."""
    workshop = treatment_of(store, asset).workshop
    return [
        lambda: classify.rate(store, asset, "m", "folk", chance.randrange(5)),
        lambda: classify.rate(store, asset, "s", "drift", None),
        lambda: classify.answer_flag(store, asset, "money", chance.random() < 0.5),
        lambda: assets.defer(store, asset, chance.random() < 0.5),
        lambda: classify.add_seconds(store, asset, 5),
        lambda: assets.remove(store, asset),
        lambda: an_asset(store, workshop, f"Ny {chance.random()}"),
        lambda: history.undo(store),
        lambda: history.redo(store),
    ]


def test_what_is_raised_together_is_overtaken_when_an_asset_reaches_it(store: Store) -> None:
    model = small_model()
    asked = tuple(replace(q, flag="accumulation") if q.id == "u1" else q for q in model.questions)
    workshop = a_workshop(store, model=replace(model, questions=asked))
    treatment, _other = an_asset(store, workshop, "A"), an_asset(store, workshop, "B")
    classify.rate(store, treatment, "m", "folk", 1)
    uplift = CollectionUplift("m", "accumulation", 3, "Mycket tillsammans")
    collection.set_uplift(store, workshop, uplift)
    agrees(store, workshop)
    assert overview.overview(store, workshop).highest["m"] == 1
    for level, count in ((3, 1), (2, 0), (4, 1)):
        classify.rate(store, treatment, "m", "folk", level)
        agrees(store, workshop)
        codes = [kind.code for kind in overview.overview(store, workshop).kinds]
        assert codes.count(CheckCode.UPLIFT_OVERTAKEN) == count


def test_what_was_written_past_the_commands_is_read_again(store: Store, here: UUID) -> None:
    agrees(store, here)
    with store.driver() as connection:
        connection.execute("UPDATE asset SET name = 'Omdöpt'").close()
    store.generation += 1
    assert {asset.name for asset in workshops.load(store, here).assets} == {"Omdöpt"}
    assert {row.name for row in workshops.table(store, here).rows} == {"Omdöpt"}
    classify.rate(store, workshops.load(store, here).assets[0].id, "m", "folk", 1)
    agrees(store, here)


def test_one_rating_makes_one_asset_and_one_row_anew(
    store: Store, here: UUID, monkeypatch: pytest.MonkeyPatch
) -> None:
    old = workshops.load(store, here).assets
    rows = workshops.table(store, here).rows
    overview.overview(store, here)
    looked: list[int] = []

    def counting(model: Model, asset: Asset) -> list[Gap]:
        looked.append(asset.number)
        return asset_gaps(model, asset)

    monkeypatch.setattr(looking_over, "asset_gaps", counting)
    classify.rate(store, old[3].id, "m", "folk", 2)
    new = workshops.load(store, here).assets
    assert [number for number, (a, b) in enumerate(zip(old, new, strict=True)) if a is not b] == [3]
    again = workshops.table(store, here).rows
    assert [n for n, (a, b) in enumerate(zip(rows, again, strict=True)) if a is not b] == [3]
    overview.overview(store, here)
    assert looked == [4]
    seen = counted(store, lambda: overview.overview(store, here))
    assert not any("assessment" in text for text in seen), "nothing changed: no asset is read"


def test_what_a_stop_took_is_kept_nowhere(store: Store, here: UUID) -> None:
    victim = workshops.load(store, here).assets[7]
    overview.overview(store, here)
    workshops.table(store, here)
    stop.stop(store, victim.id)
    for kept in (store.remembered.assets, store.remembered.table, store.remembered.findings):
        assert victim.name not in repr(kept)


# ---------------------------------------------------------------- how


def _workshops(store: Store) -> list[Workshop]:
    with store.driver() as connection:
        found = connection.execute("SELECT id FROM workshop").fetchall()
    return [workshops.load(store, UUID(key), with_assets=False) for (key,) in found]


def steps(store: Store, here: UUID) -> Iterator[Callable[[], object]]:
    """Commands of every kind that touch an asset or what it is compared with."""

    def at(number: int) -> Asset:
        return workshops.load(store, here).assets[number]

    yield lambda: classify.rate(store, at(0).id, "s", "folk", 2)
    yield lambda: classify.rate(store, at(0).id, "s", "folk", None)
    yield lambda: classify.save_text(store, at(1).id, "s", "motivation", "Ett par ord")
    yield lambda: classify.save_text(store, at(0).id, "s", "floor_reason", "Därför")
    yield lambda: classify.answer_flag(store, at(0).id, "money", True)
    yield lambda: classify.confirm_flags(store, at(4).id)
    yield lambda: classify.adjust(store, at(1).id, "m", 3, "shared", "Gemensamt")
    yield lambda: classify.record_round(store, at(3).id, "s", [0, 1])
    yield lambda: classify.add_dissent(store, at(3).id, "s", 2, "Nej")
    yield lambda: classify.add_seconds(store, at(3).id, 61)
    yield lambda: assets.defer(store, at(2).id, True)
    yield lambda: assets.edit(store, at(8).id, AssetDraft("Ekonomisystemet", owner_name="Ny Ägare"))
    yield lambda: assets.edit(store, at(3).id, AssetDraft("Elevregister 2026"))
    yield lambda: assets.set_systems(store, at(2).id, ["Agresso", "Nytt"])
    yield lambda: an_asset(store, here, "Sist")
    yield lambda: assets.add(store, here, AssetDraft("Mitt i"), after=at(1).id)
    yield lambda: assets.remove(store, at(6).id)
    yield lambda: lineage.split(store, at(3).id, ["Del ett", "Del två"])
    yield lambda: lineage.merge(store, [at(0).id, at(1).id], "Båda")
    yield lambda: parked.add(store, here, "Vems?", treatment=at(1).id)
    yield lambda: checks.dismiss(store, here, [_named_like_a_system(store, here)], "Den heter så.")
    yield lambda: workshops.edit(store, here, workshops.WorkshopDraft("Utan ägare"))
    yield lambda: reviews.call_for_review(store, at(-1).id, "law", TODAY + timedelta(days=3))
    yield lambda: classified(store, here, "Betyg och omdömen", (0, 0))
    yield lambda: hand_out(store, ready(store, "Annan A", "Annan B"))
    yield lambda: stop.stop(store, at(4).id)


def _named_like_a_system(store: Store, here: UUID) -> Check:
    workshop = compared(store, workshops.load(store, here))
    found = workshop_checks(workshops.model_of(store, here), workshop)
    return next(check for check in found if check.code is CheckCode.SYSTEM_NAME)


def agrees(store: Store, here: UUID) -> None:
    """Assets, table and findings as kept, and as read with nothing kept."""
    model = workshops.model_of(store, here)
    with store.reading() as connection:
        slowly = read_slowly(connection, model, here)
    workshop, table = workshops.load(store, here), workshops.table(store, here)
    kept = store.remembered.table
    assert workshop.assets == slowly
    store.remembered.table = None
    fresh = workshops.table(store, here).rows
    store.remembered.table = kept
    assert table.rows == fresh
    assert table.rows.standings == fresh.standings
    assert table.rows.levels == fresh.levels
    assert table.rows.places == fresh.places
    whole = compared(store, workshop)
    _workshop, found = overview.everything_found(store, here)
    gaps = [gap for together in found.blocking for gap in together]
    assert sorted(gaps, key=repr) == sorted(workshop_gaps(model, whole), key=repr)
    review = [check for alike in found.review for check in alike]
    assert sorted(review, key=repr) == sorted(workshop_checks(model, whole), key=repr)
    assert [c.code for c in review] == [c.code for c in workshop_checks(model, whole)]
    dismissed = [(check, why) for alike, why in found.dismissed for check in alike]
    assert dismissed == list(dismissed_checks(model, whole))
    known, store.remembered.register = register.read(store), None
    assert register.read(store).entries == known.entries
    store.remembered.register = (store.generation, known)
    seen = overview.overview(store, here)
    assert {k.code: k.count for k in seen.kinds if k.blocking} == _counted(found.blocking, "block")
    assert {k.code: k.count for k in seen.kinds if k.review} == _counted(found.review, "code")


def _counted(found: Iterable[Any], name: str) -> Counter[object]:
    return Counter(getattr(alike[0], name) for alike in found)
