"""Requirements of a workshop, a system or an asset: what is asked for, what is left out, where it is put."""

from __future__ import annotations

import re
from pathlib import Path
from uuid import UUID

import pytest

from ksa_tui.domain.protecting import Scope, State
from ksa_tui.errors import KsaError
from ksa_tui.i18n import set_language
from ksa_tui.services import assets, classify, protection, requirements, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.protection import AnswerDraft
from ksa_tui.services.requirement_words import remarks
from ksa_tui.services.requirements import Required, RequirementOptions
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.spreadsheets import saving
from ksa_tui.store import Store
from tests.services.making import refused, stopped
from tests.services.requiring import (
    FORMULA,
    MARKUP,
    ORGANISATION,
    SYSTEM,
    TITLE,
    rated,
    secret_workshop,
)


@pytest.fixture
def workshop(store: Store) -> UUID:
    return secret_workshop(store)


def asked(what: Required) -> list[str]:
    return [line.measure.id for line in what.selection.required]


def asset_id(store: Store, workshop: UUID, name: str) -> UUID:
    found = requirements.named(store, workshop, asset=name)
    assert found is not None
    return found


def test_what_is_procured_has_a_supplier_also_where_none_is_known(
    store: Store, workshop: UUID
) -> None:
    on_screen = {line.measure.id for line in protection.protection(store, workshop).lines()}
    assert "LEV-01" not in on_screen
    what = requirements.required(store, workshop)
    assert {"LEV-01", "LEV-06", "RAT-05"} <= set(asked(what))
    assert "RAT-02" not in asked(what)  # needs personal data too, and nobody has said so


def test_every_measure_that_follows_is_asked_for_or_counted(store: Store, workshop: UUID) -> None:
    what = requirements.required(store, workshop)
    lines = protection.protection(store, workshop).lines(procured=True)
    chosen = what.selection
    assert len(lines) == len(chosen.required) + len(chosen.unworded) + len(chosen.not_relevant)
    assert all(line.measure.shall_text is None for line in chosen.unworded)
    assert [line.measure.id for line in chosen.not_relevant] == ["KON-09"]


def test_what_is_not_relevant_for_one_asset_only_is_still_asked_for(
    store: Store, workshop: UUID
) -> None:
    treatment = asset_id(store, workshop, FORMULA)
    place = (Scope.ASSET, classify.load(store, treatment).asset_id)
    answer = AnswerDraft(State.NOT_RELEVANT, "Används inte.")
    protection.answer(store, workshop, "LOG-01", place, answer)
    assert "LOG-01" in asked(requirements.required(store, workshop))
    assert "LOG-01" not in asked(requirements.required(store, workshop, treatment))


def test_what_is_met_already_is_still_asked_of_the_next_supplier(
    store: Store, workshop: UUID
) -> None:
    protection.answer(store, workshop, "LOG-01", ORGANISATION, AnswerDraft(State.MET))
    assert "LOG-01" in asked(requirements.required(store, workshop))


def test_a_scope_asks_for_its_own(store: Store, workshop: UUID) -> None:
    whole = requirements.required(store, workshop)
    system = requirements.named(store, workshop, system=SYSTEM)
    small = requirements.required(store, workshop, asset_id(store, workshop, FORMULA))
    assert asked(requirements.required(store, workshop, system)) == asked(whole)
    assert set(asked(small)) < set(asked(whole))
    assert (whole.subject, small.subject) == (TITLE, FORMULA)
    assert (whole.reckoning.assets, small.reckoning.assets) == (2, 1)


def test_the_order_is_the_catalogues_and_tells_no_level(store: Store, workshop: UUID) -> None:
    catalogue = [m.id for m in protection.measures_of(store, workshop).measures]
    found = asked(requirements.required(store, workshop))
    places = [catalogue.index(each) for each in found]
    assert places == sorted(places)
    assert [each for each in found if each.startswith("LOG")][:2] == ["LOG-01", "LOG-02"]


def test_what_it_does_not_rest_on_yet_is_counted(store: Store, workshop: UUID) -> None:
    other = workshops.create(store, WorkshopDraft("Omsorg"))
    rated(store, other, "Annat i samma system", 3, systems=(SYSTEM,))
    system = requirements.named(store, workshop, system=SYSTEM)
    reckoning = requirements.required(store, workshop, system).reckoning
    assert (reckoning.assets, reckoning.not_decided) == (1, 1)
    assert (reckoning.not_rated, reckoning.elsewhere) == (0, 1)
    whole = requirements.required(store, workshop).reckoning
    assert (whole.not_rated, whole.elsewhere) == (1, 0)
    workshops.delete(store, other)
    assert requirements.required(store, workshop, system).reckoning.elsewhere == 0


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_it_is_said_in_words(store: Store, workshop: UUID, lang: str) -> None:
    set_language(lang)
    told = remarks(requirements.required(store, workshop))
    assert len(told) == 3
    assert re.fullmatch(r"\d+ (krav|requirements) · \w+( \w+)?: \d+ [\w ]+, 1 [\w ]+", told[0])
    assert not any("{" in line for line in told)


def test_names_are_found_as_they_are_written_or_nearly(store: Store, workshop: UUID) -> None:
    assert requirements.named(store, workshop) is None
    rated(store, workshop, "Elevhälsojournal", 1)
    exact = asset_id(store, workshop, "Elevhälsojournal")
    assert asset_id(store, workshop, "  ELEVHÄLSOJOURNAL ") == exact
    with refused(requirements.NO_ASSET) as refusal:
        requirements.named(store, workshop, asset="Elevhalsojournal")
    assert "Elevhälsojournal" in str(refusal.value)
    with refused(requirements.NO_SYSTEM) as refusal:
        requirements.named(store, workshop, system="[/x]")
    assert "Prorenata" in str(refusal.value)
    empty = workshops.create(store, WorkshopDraft("Tom {title}"))
    with pytest.raises(KsaError, match=re.escape("Tom {title}")):
        requirements.named(store, empty, system="{names}")


def test_nothing_rated_brings_nothing_to_require(store: Store) -> None:
    empty = workshops.create(store, WorkshopDraft("Tom"))
    with refused(requirements.NOTHING_RATED):
        requirements.required(store, empty)
    treatment = assets.add(store, empty, AssetDraft("Schema"))
    with refused(requirements.NOTHING_RATED):
        requirements.required(store, empty, treatment)


def test_level_zero_brings_nothing_to_require(store: Store) -> None:
    workshop = workshops.create(store, WorkshopDraft("Öppet"))
    rated(store, workshop, "Matsedel", 0, 0, 0)
    with refused(requirements.NOTHING_TO_REQUIRE):
        requirements.required(store, workshop)


def test_what_is_left_out_entirely_is_counted(store: Store, workshop: UUID) -> None:
    treatment = asset_id(store, workshop, FORMULA)
    place = (Scope.ASSET, classify.load(store, treatment).asset_id)
    for line in requirements.required(store, workshop, treatment).selection.required:
        answer = AnswerDraft(State.NOT_RELEVANT, "Görs av oss själva.")
        protection.answer(store, workshop, line.measure.id, place, answer)
    with refused(requirements.ALL_LEFT_OUT):
        requirements.required(store, workshop, treatment)
    assert asked(requirements.required(store, workshop))


def test_a_stopped_asset_brings_nothing_and_is_not_counted(store: Store, workshop: UUID) -> None:
    before = requirements.required(store, workshop)
    stopped(store, workshop, "Larm")
    after = requirements.required(store, workshop)
    assert (asked(after), after.reckoning) == (asked(before), before.reckoning)
    label = next(a for a in workshops.load(store, workshop).assets if a.excluded)
    with refused(requirements.NOTHING_RATED):
        requirements.required(store, workshop, label.id)


# ---------------------------------------------------------------- the file


@pytest.mark.parametrize("lang", ["sv", "en"])
def test_the_name_of_what_leaves_says_nothing(store: Store, workshop: UUID, lang: str) -> None:
    of = asset_id(store, workshop, MARKUP)
    options = RequirementOptions(of=of, language=lang)
    path = requirements.hand_out(store, workshop, options).path
    assert path.parent == store.workspace.exports
    assert re.fullmatch(
        r"(krav-informationssakerhet|information-security-requirements)-2026-11-24\.xlsx", path.name
    )
    again = requirements.hand_out(store, workshop, options).path
    assert again.name == f"{path.stem}-2.xlsx"


def test_the_name_of_ones_own_copy_says_what_and_that_it_is_internal(
    store: Store, workshop: UUID
) -> None:
    options = RequirementOptions(internal=True, language="sv")
    path = requirements.hand_out(store, workshop, options).path
    assert path.name == "krav-informationssakerhet-internt-hemlig-klassning-x-2026-11-24.xlsx"


def test_a_named_file_is_never_written_over(store: Store, workshop: UUID, tmp_path: Path) -> None:
    target = tmp_path / "ny mapp" / "bilaga 3.XLSX"
    options = RequirementOptions(file=target)
    assert requirements.hand_out(store, workshop, options).path == target
    before = target.read_bytes()
    with refused(saving.TAKEN):
        requirements.hand_out(store, workshop, options)
    assert target.read_bytes() == before
    assert [each.name for each in target.parent.iterdir()] == [target.name]


def test_a_name_that_is_no_workbook_is_refused(
    store: Store, workshop: UUID, tmp_path: Path
) -> None:
    for name in ("krav.docx", "krav", ".xlsx"):
        with refused(requirements.NOT_XLSX):
            requirements.hand_out(store, workshop, RequirementOptions(file=tmp_path / name))
    assert list(tmp_path.glob("*krav*")) == []


def test_a_folder_that_cannot_be_made_is_said(store: Store, workshop: UUID, tmp_path: Path) -> None:
    blocked = tmp_path / "fil"
    blocked.write_text("", encoding="utf-8")
    with refused(saving.NO_FOLDER):
        requirements.hand_out(store, workshop, RequirementOptions(to=blocked))
    with refused(saving.NO_FOLDER):
        requirements.hand_out(store, workshop, RequirementOptions(file=blocked / "krav.xlsx"))


def test_handing_out_changes_nothing_in_the_store(store: Store, workshop: UUID) -> None:
    before = store.head
    requirements.hand_out(store, workshop, RequirementOptions())
    assert store.head == before
