"""The register: every asset once, found by what it is, whatever happened to it in which workshop."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from random import Random
from typing import Any
from uuid import UUID, uuid4

import pytest

from ksa_tui.domain.model import Model
from ksa_tui.domain.register import Due, LevelFilter, RegisterFilter, RegisterRow
from ksa_tui.domain.status import AssetStatus
from ksa_tui.domain.texts import fold
from ksa_tui.services import assets, classify, history, register, reviews, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.decisions import Choice, HandDecision, HandSignature, record_by_hand
from ksa_tui.services.register import Register
from ksa_tui.services.register_rows import RegisterRows
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.store import Store
from tests.services.making import a_workshop, an_asset, small_model, stopped
from tests.services.many import fill
from tests.services.test_statements import counted

TODAY = date(2026, 11, 24)
WHY = "Skadan drabbar många och går inte att rätta."


def rate(store: Store, treatment: UUID, levels: Mapping[str, int]) -> UUID:
    for aspect, level in levels.items():
        classify.rate(store, treatment, aspect, "folk", level)
        classify.save_text(store, treatment, aspect, "motivation", WHY)
    return treatment


def rated(store: Store, workshop: UUID, name: str, s: int = 1, m: int = 2) -> UUID:
    return rate(store, an_asset(store, workshop, name), {"s": s, "m": m})


def decide(
    store: Store, workshop: UUID, day: date = TODAY, made: Sequence[HandDecision] = ()
) -> None:
    signed = HandSignature("Maria Holm", day)
    record_by_hand(store, workshop, list(made), signed, rest_as_proposed=True)


def find(store: Store, text: str = "", today: date = TODAY, **wanted: Any) -> RegisterRows:
    words = tuple(fold(text).split())
    return register.read(store).find(RegisterFilter(words=words, **wanted), today)


def names(found: RegisterRows) -> list[str]:
    return [row.name for row in found]


def only(store: Store, text: str = "") -> RegisterRow:
    (row,) = find(store, text)
    return row


def model_key(store: Store, model: Model) -> UUID:
    return next(key for key, one in register.read(store).models.items() if one == model)


# ---------------------------------------------------------------- every asset, once


def test_an_empty_store_has_an_empty_register(store: Store) -> None:
    assert len(find(store)) == 0
    a_workshop(store)
    assert list(find(store)) == []
    with pytest.raises(IndexError):
        find(store)[0]


def test_assets_of_all_workshops_are_sorted_as_swedish_sorts(store: Store) -> None:
    one, other = a_workshop(store), a_workshop(store, "Omsorg")
    for number, name in enumerate(("Öppna data", "zon", "Ärenden", "Åtgärder", "Éva", "Esa")):
        an_asset(store, (one, other)[number % 2], name)
    assert names(find(store)) == ["Esa", "Éva", "zon", "Åtgärder", "Ärenden", "Öppna data"]


def test_a_row_says_where_an_asset_stands(store: Store) -> None:
    draft = WorkshopDraft("Skola [/x]", "Per [b]", department="Barn & utbildning")
    workshop = workshops.create(store, draft, small_model())
    flagged = AssetDraft("Betyg", systems=("Öster", "Alfa"), flags={"people": True})
    treatment = assets.add(store, workshop, flagged)
    classify.answer_flag(store, treatment, "people", True)
    rate(store, treatment, {"s": 0})
    row = only(store)
    assert (row.treatment, row.workshop, row.workshop_title) == (treatment, workshop, "Skola [/x]")
    assert (row.department, row.owner) == ("Barn & utbildning", "Per [b]")
    assert (row.levels, row.below_floor) == ({"s": 0, "m": None}, frozenset({"s"}))
    assert (row.status, row.is_decided) == (AssetStatus.STARTED, False)
    assert (row.decided_on, row.review_on) == (None, None)
    assert (row.systems, row.flags) == ((), ())  # for a file only
    ((full,),) = find(store).in_full()
    assert full.systems == ("Alfa", "Öster")
    assert full.flags == ("people",)


def test_an_asset_has_its_own_owner_and_department_before_those_of_the_workshop(
    store: Store, workshop: UUID
) -> None:
    assets.add(store, workshop, AssetDraft("Egen", owner_name="Per Ek", department="Kultur"))
    an_asset(store, workshop, "Delad")
    assert [(row.owner, row.department) for row in find(store)] == [
        ("Maria Holm", ""), ("Per Ek", "Kultur"),
    ]  # fmt: skip
    owners = {each.name: each.id for each in register.read(store).owners}
    assert names(find(store, owner=owners["Maria Holm"])) == ["Delad"]
    assert names(find(store, "ek")) == ["Egen"]


def test_what_was_removed_is_not_there_and_comes_back_with_undo(
    store: Store, workshop: UUID
) -> None:
    assets.remove(store, an_asset(store, workshop, "Borttagen"))
    other = a_workshop(store, "Borta")
    an_asset(store, other, "Med workshoppen")
    an_asset(store, workshop, "Kvar")
    assets.import_rows(store, workshop, (), [AssetDraft("Utanför")])
    workshops.delete(store, other)
    assert names(find(store)) == ["Kvar"]
    history.undo(store)
    assert names(find(store)) == ["Kvar", "Med workshoppen"]


# ---------------------------------------------------------------- which standing holds


def test_decided_levels_hold_while_the_asset_is_classified_anew(store: Store) -> None:
    first = ready_and_decided(store, date(2023, 1, 2))
    second = a_workshop(store, "Skola 2026")
    old = only(store)
    assert (old.status, old.levels) == ("decided", {"s": 1, "m": 2})
    assert (old.decided_on, old.review_on) == (date(2023, 1, 2), date(2024, 1, 2))
    (again,) = reviews.reclassify(store, second, [old.treatment])
    rate(store, again, {"s": 2, "m": 4})
    assert only(store) == old
    decide(store, second)
    new = only(store)
    assert (new.asset, new.treatment, new.workshop) == (old.asset, again, second)
    assert (new.levels, new.decided_on) == ({"s": 2, "m": 4}, TODAY)
    assert first != second


def ready_and_decided(store: Store, day: date = TODAY) -> UUID:
    workshop = a_workshop(store)
    rated(store, workshop, "Betyg")
    decide(store, workshop, day)
    return workshop


def test_a_changed_level_is_the_one_decided(store: Store, workshop: UUID) -> None:
    treatment = rated(store, workshop, "Betyg")
    change = HandDecision(treatment, Choice.CHANGE, {"m": 4}, "Det är värre än så.")
    decide(store, workshop, made=[change])
    assert only(store).levels == {"s": 1, "m": 4}
    key = model_key(store, small_model())
    assert names(find(store, level=LevelFilter(key, "m", 4))) == ["Betyg"]
    assert names(find(store, level=LevelFilter(key, "m", 2, at_least=False))) == []


def test_without_a_decision_the_latest_treatment_stands(store: Store) -> None:
    workshop = ready_and_decided(store)
    (old,) = find(store)
    second = a_workshop(store, "Sedan")
    (again,) = reviews.reclassify(store, second, [old.treatment])
    rate(store, again, {"s": 2})
    assets.remove(store, old.treatment)
    assert (only(store).treatment, only(store).levels) == (again, {"s": 2, "m": None})
    workshops.delete(store, second)
    assert len(find(store)) == 0
    assert workshop != second


def test_of_an_excluded_asset_only_its_label_is_told(store: Store) -> None:
    draft = WorkshopDraft("Skola", "Maria Holm", department="Barn")
    workshop = workshops.create(store, draft, small_model())
    rated(store, workshop, "Öppet")
    treatment = stopped(store, workshop, "Hemligt skyddsobjekt")
    classify_behind = rated(store, workshop, "Aldrig")
    assert classify_behind != treatment
    row = find(store)[-1]
    assert (row.name, row.status, row.levels) == ("Undantagen mängd 3", AssetStatus.STOPPED, None)
    assert (row.department, row.owner, row.systems, row.flags) == ("", "", (), ())
    assert (row.review_on, row.decided_on) == (None, None)
    assert names(find(store, "hemligt")) == []
    assert names(find(store, "undantagen MÄNGD")) == ["Undantagen mängd 3"]
    assert names(find(store, "maria")) == ["Aldrig", "Öppet"]
    here = register.read(store)
    assert len(find(store, department=here.departments[0].id)) == 2
    assert names(find(store, status=AssetStatus.STOPPED)) == ["Undantagen mängd 3"]
    assert here.count("status", RegisterFilter(), TODAY)[AssetStatus.STOPPED] == 1


# ---------------------------------------------------------------- search


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("ide", ["Idébank"]),
        ("IDÉ bank", ["Idébank"]),
        ("arenden", []),
        ("ärenden", ["Ärenden 100 %"]),
        ("%", ["Ärenden 100 %"]),
        ("_", ["a_b"]),
        ("journal", ["Elevhälsa"]),
        ("elev journal", ["Elevhälsa"]),
        ("elev bank", []),
        ("maria", ["a_b", "Elevhälsa", "Idébank", "Ärenden 100 %"]),
        ("' OR 1=1 --", []),
        ("   ", ["a_b", "Elevhälsa", "Idébank", "Ärenden 100 %"]),
    ],
)
def test_every_word_is_found_somewhere(
    store: Store, workshop: UUID, text: str, found: list[str]
) -> None:
    for name in ("Idébank", "Ärenden 100 %", "a_b"):
        an_asset(store, workshop, name)
    assets.add(store, workshop, AssetDraft("Elevhälsa", systems=("Journalsystemet",)))
    assert names(find(store, text)) == found


def test_a_search_does_not_run_over_from_one_text_into_the_next(
    store: Store, workshop: UUID
) -> None:
    assets.add(store, workshop, AssetDraft("Slut", systems=("Början",)))
    assert names(find(store, "slutbörjan")) == []
    assert names(find(store, "slut början")) == ["Slut"]


def test_words_typed_on_and_taken_back_find_what_they_find_by_themselves(
    store: Store, workshop: UUID
) -> None:
    for name in ("Betyg", "Betyg och omdömen", "Tyg", "Omdöme", "Etyd i be", "Ärenden"):
        an_asset(store, workshop, name)
    chance, here, text = Random(26), register.read(store), ""
    typed = []
    for _step in range(400):
        text = text[:-1] if text and chance.random() < 0.45 else text + chance.choice("betygom ")
        words = tuple(fold(text).split())
        typed.append(words)
        alone = [e.asset for e in here.entries if all(word in e.words for word in words)]
        found = here.find(RegisterFilter(words=words), TODAY)
        assert [row.asset.hex for row in found] == alone, text
    assert len(set(typed)) > 100


def test_a_row_shows_what_was_changed_since_it_was_seen(store: Store, workshop: UUID) -> None:
    first, other = (an_asset(store, workshop, name) for name in ("Ett", "Två"))
    assert [row.levels for row in find(store)] == [{"s": None, "m": None}] * 2
    rate(store, other, {"s": 2})
    assert [row.levels for row in find(store)] == [{"s": None, "m": None}, {"s": 2, "m": None}]
    assets.edit(store, first, AssetDraft("Ett nytt"))
    assert names(find(store)) == ["Ett nytt", "Två"]


# ---------------------------------------------------------------- filters


def test_what_is_not_rated_is_no_level_at_all(store: Store, workshop: UUID) -> None:
    rate(store, an_asset(store, workshop, "Noll"), {"s": 0})
    an_asset(store, workshop, "Ej bedömd")
    relevant = an_asset(store, workshop, "Inte relevant")
    classify.rate(store, relevant, "s", "folk", "not_relevant")
    key = model_key(store, small_model())
    for at_least in (True, False):
        assert names(find(store, level=LevelFilter(key, "s", 0, at_least=at_least))) == ["Noll"]
        assert names(find(store, level=LevelFilter(key, "m", 0, at_least=at_least))) == []
    counts = register.read(store).count("level", RegisterFilter(), TODAY)
    assert counts[LevelFilter(key, "s", 0)] == 1
    assert counts[LevelFilter(key, "m", 0)] == 0


def test_levels_of_two_models_are_kept_apart(store: Store) -> None:
    one, two = small_model("1"), small_model("2")
    rated(store, a_workshop(store, model=one), "Ett", s=2)
    rated(store, a_workshop(store, "Ny", model=two), "Två", s=2)
    found = register.read(store)
    assert [model.version for model in found.models.values()] == ["1", "2"]
    for model, name in ((one, "Ett"), (two, "Två")):
        assert names(find(store, level=LevelFilter(model_key(store, model), "s", 2))) == [name]
        assert find(store, name)[0].model == model
    assert find(store, "ett").models == (one,)
    assert names(find(store, level=LevelFilter(uuid4(), "s", 0))) == []


def test_review_dates_are_overdue_or_near(store: Store, workshop: UUID) -> None:
    ready_and_decided(store)
    an_asset(store, workshop, "Aldrig beslutad")
    due = date(2027, 11, 24)

    def sought(today: date) -> list[int]:
        return [len(find(store, today=today, due=each)) for each in Due]

    assert sought(date(2027, 9, 24)) == [0, 0]
    assert sought(date(2027, 9, 25)) == [0, 1]
    assert sought(due) == [0, 1]
    assert sought(date(2027, 11, 25)) == [1, 1]
    assert only(store, "betyg").is_overdue(date(2027, 11, 25))


def test_filters_hold_together_and_count_under_each_other(store: Store) -> None:
    school = workshops.create(
        store, WorkshopDraft("Skola", "Maria Holm", department="Barn"), small_model()
    )
    care = workshops.create(
        store, WorkshopDraft("Omsorg", "Karin Lind", department="Vård"), small_model()
    )
    for workshop, place in ((school, "skola"), (care, "omsorg")):
        rated(store, workshop, f"Hög {place}", s=2)
        rated(store, workshop, f"Låg {place}", s=0)
        an_asset(store, workshop, f"Ingen {place}")
    here, key = register.read(store), model_key(store, small_model())
    barn = next(each.id for each in here.departments if each.name == "Barn")
    high = LevelFilter(key, "s", 1)
    both = RegisterFilter(words=("skola",), department=barn, level=high, status=AssetStatus.RATED)
    assert names(here.find(both, TODAY)) == ["Hög skola"]
    statuses = here.count("status", RegisterFilter(department=barn), TODAY)
    assert statuses == {AssetStatus.RATED: 2, AssetStatus.UNTOUCHED: 1}
    departments = here.count("department", RegisterFilter(department=barn, level=high), TODAY)
    assert sorted(departments.values()) == [1, 1]
    owners = here.count("owner", RegisterFilter(words=("låg",)), TODAY)
    assert sorted(owners.values()) == [1, 1]
    assert here.count("due", RegisterFilter(), TODAY) == {Due.OVERDUE: 0, Due.NEAR: 0}


# ---------------------------------------------------------------- ten thousand


@pytest.fixture
def many(store: Store) -> Register:
    places = [a_workshop(store, f"Workshop {number}") for number in range(6)]
    fill(store, places, 10_000)
    return register.read(store)


def test_ten_thousand_assets_are_read_in_pages_by_the_same_few_statements(
    store: Store, many: Register
) -> None:
    assert counted(store, lambda: register.read(store)) == []
    store.generation += 1
    assert len(counted(store, lambda: register.read(store))) <= 5
    found = many.find(RegisterFilter(), TODAY)
    assert len(found) == 10_000
    for place in (0, 9_999, -1, 5_000):
        assert len(counted(store, partial(found.__getitem__, place))) <= 3
        assert counted(store, partial(found.__getitem__, place)) == []
    last = found[-1]
    assert counted(store, lambda: found.index_of(last.asset)) == []
    assert found.index_of(last.asset) == 9_999
    assert found.index_of(uuid4()) is None
    assert last.name.startswith("Övningar")
    searched = counted(store, lambda: many.find(RegisterFilter(words=("bet", "1")), TODAY))
    assert searched == []
    for text in ("lön", "99", "finns inte"):
        expected = sum(text in fold(row.name) for portion in found.in_full() for row in portion)
        assert len(many.find(RegisterFilter(words=(text,)), TODAY)) == expected
    level = LevelFilter(next(iter(many.models)), "s", 2)
    assert len(counted(store, lambda: many.find(RegisterFilter(level=level), TODAY))) == 1
    assert counted(store, lambda: many.find(RegisterFilter(level=level), TODAY)) == []
    assert [row.name for row in found[4_998:5_003]] == [found[n].name for n in range(4_998, 5_003)]
