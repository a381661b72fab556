"""Another organisation's model: other aspects, other scales."""

from __future__ import annotations

from pathlib import Path

import pytest

from ksa_tui.domain.model import Model
from ksa_tui.domain.rating import calculated_level, floor_of, needs_motivation
from ksa_tui.domain.standing import asset_gaps, asset_status
from ksa_tui.domain.workshop import AssetStatus
from ksa_tui.paths import Workspace
from ksa_tui.reference import (
    BadFileError,
    check_file,
    load_catalogue,
    load_measures,
    load_model,
    read_model_text,
    shipped_dir,
    text_digest,
)
from tests.domain.making import asset
from tests.reference.conftest import OWN_MODEL, WriteFile


def test_each_aspect_has_its_own_scale(own: Model) -> None:
    assert [(aspect.id, aspect.top) for aspect in own.aspects] == [
        ("sek", 4), ("akt", 2), ("nar", 3), ("spar", 2),
    ]  # fmt: skip
    assert own.aspect("sek").level(4).name.sv == "Mycket hemlig"
    assert own.aspect("nar").level(3).name.sv == "Katastrofal"
    assert own.aspect("spar").level(2).name.sv == "Hög"
    assert len(own.descriptors) == 3 * (5 + 3 + 4 + 3)


def test_placeholders_and_short_names_are_filled(own: Model) -> None:
    assert own.descriptor("pengar", "sek", 1).sv == "Upp till 250\u00a0000 kr går förlorat."
    assert own.descriptor("pengar", "sek", 1).en == "Up to SEK 250,000 is lost."
    assert [area.short.sv for area in own.areas] == ["Människor", "Uppdraget", "Pengar"]
    assert own.aspect("spar").short.sv == "Spårbarhet"


def test_missing_english_falls_back_to_swedish_with_one_warning_per_table(own: Model) -> None:
    role = own.role("agare")
    assert role is not None
    assert role.name.get("en") == "Ägare"
    warnings = check_file(OWN_MODEL).warnings
    assert [(w.place, w.key, w.params["count"]) for w in warnings] == [
        ("[[role]] agare", "name_en", 4)
    ]


def test_the_rules_work_on_it(own: Model) -> None:
    full = asset(own, [4, 2, 3, 2])
    assert asset_status(own, full) is AssetStatus.RATED
    assert asset_gaps(own, full) == []
    assert len(asset_gaps(own, asset(own))) == 4
    assert calculated_level({"folk": 4, "jobb": 1}) == 4
    floor = floor_of(own, "akt", ["larm"])
    assert floor is not None
    assert floor.level == own.aspect("akt").top
    assert (needs_motivation(own, 1), needs_motivation(own, 2)) == (False, True)


@pytest.fixture
def workspace(write: WriteFile) -> Workspace:
    return write("model.toml", OWN_MODEL.read_text(encoding="utf-8"))


def test_a_workspace_s_model_replaces_the_shipped_one_whole(
    workspace: Workspace, own: Model
) -> None:
    assert load_model(workspace) == own


def test_shipped_hints_flags_and_thresholds_that_it_lacks_are_left_out(
    workspace: Workspace,
) -> None:
    catalogue, measures = load_catalogue(workspace), load_measures(workspace)
    assert len(catalogue.assets) == 77
    assert {(asset.flags, tuple(asset.hint)) for asset in catalogue.assets} == {((), ())}
    assert len(measures.measures) == 89
    assert {tuple(measure.threshold) for measure in measures.measures} == {()}


def test_a_frozen_model_can_be_asked_for_instead_of_the_workspace_s(
    workspace: Workspace, shipped: Model
) -> None:
    assert load_catalogue(workspace, shipped) == load_catalogue()
    assert load_measures(workspace, shipped) == load_measures()


def test_the_text_that_a_workshop_freezes_is_the_file_s_own(
    workspace: Workspace, shipped: Model
) -> None:
    source, text = read_model_text(workspace)
    assert Path(source) == workspace.data / "model.toml"
    assert text == OWN_MODEL.read_text(encoding="utf-8")
    _, shipped_text = read_model_text()
    assert shipped_text == (shipped_dir() / "model.toml").read_text(encoding="utf-8")
    assert text_digest(text) != text_digest(shipped_text)
    assert len(text_digest(text)) == 64


def test_a_workspace_without_files_uses_the_shipped_ones(tmp_path: Path, shipped: Model) -> None:
    workspace = Workspace(tmp_path / "finns inte")
    assert load_model(workspace) == shipped
    assert load_catalogue(workspace) == load_catalogue()
    assert read_model_text(workspace) == read_model_text()
    assert not workspace.home.exists()


def test_the_checkout_as_a_workspace_overrides_nothing(shipped: Model) -> None:
    workspace = Workspace(Path(__file__).parents[2])
    assert read_model_text(workspace) == read_model_text()
    assert load_model(workspace) is load_model()


def test_a_broken_model_of_a_workspace_is_one_sentence_that_says_where(write: WriteFile) -> None:
    text = OWN_MODEL.read_text(encoding="utf-8").replace('letter = "S"', 'letter = "SS"')
    workspace = write("model.toml", text)
    with pytest.raises(BadFileError) as caught:
        load_model(workspace)
    problem = caught.value.problems[0]
    assert problem.source == str(workspace.data / "model.toml")
    assert (problem.place, problem.key, problem.value) == ("[[aspect]] sek", "letter", '"SS"')
    assert problem.line == text[: text.index('letter = "SS"')].count("\n") + 1
    assert str(problem.line) in str(caught.value)
