"""A workspace's own catalogue and measures hold only what differs."""

from __future__ import annotations

import pytest

from ksa_tui.domain.model import CatalogueAsset, Measure
from ksa_tui.reference import (
    BadFileError,
    check_file,
    load_catalogue,
    load_measures,
    shipped_dir,
)
from tests.reference.conftest import OWN_MODEL, WriteFile

CATALOGUE = 'kind = "catalogue"\nextends = "kommun-katalog@1.0"\nid = "egen"\nversion = "3"\n'
MEASURES = 'kind = "measures"\nextends = "kommun-atgarder@1.0"\nid = "egna"\nversion = "2"\n'


def asset_of(assets: tuple[CatalogueAsset, ...], asset_id: str) -> CatalogueAsset:
    return next(asset for asset in assets if asset.id == asset_id)


def measure_of(measures: tuple[Measure, ...], measure_id: str) -> Measure:
    return next(measure for measure in measures if measure.id == measure_id)


def test_a_row_with_a_known_id_changes_only_the_keys_it_names(write: WriteFile) -> None:
    own = load_catalogue(
        write(
            "catalogue.toml", CATALOGUE + '[[asset]]\nid = "SK-04"\nname_sv = "Skolhälsojournal"\n'
        )
    )
    before, after = (asset_of(c.assets, "SK-04") for c in (load_catalogue(), own))
    assert (own.id, own.version, len(own.assets)) == ("egen", "3", 77)
    assert after.name.sv == "Skolhälsojournal"
    assert (after.name.en, after.hint, after.flags) == (before.name.en, before.hint, before.flags)


def test_a_row_with_a_new_id_comes_last(write: WriteFile) -> None:
    text = CATALOGUE + (
        '[[area]]\nid = "HA"\nname_sv = "Hamn"\n\n'
        '[[asset]]\nid = "HA-01"\narea = "HA"\nname_sv = "Anlöp"\nflags = ["personal"]\nhint = { k = 1 }\n'
    )
    own = load_catalogue(write("catalogue.toml", text))
    assert own.areas[-1].id == "HA"
    assert (own.assets[-1].id, own.assets[-1].hint) == ("HA-01", {"k": 1})
    assert own.assets[:-1] == load_catalogue().assets


def test_a_threshold_can_be_changed_and_a_measure_added(write: WriteFile) -> None:
    text = MEASURES + (
        '[[measure]]\nid = "ATK-05"\nfrom = { k = 1 }\n\n'
        '[[measure]]\nid = "EGN-01"\ngroup = "HAN"\nfamily = "egen"\nname_sv = "Egen åtgärd"\n'
        'is_sv = "Vi gör det."\nfrom = { t = 3 }\nresponsible = ["it"]\n'
    )
    own = load_measures(write("measures.toml", text))
    assert len(own.measures) == 90
    assert measure_of(own.measures, "ATK-05").threshold == {"k": 1}
    assert measure_of(own.measures, "EGN-01").procurement is False


def test_a_row_equal_to_the_shipped_one_is_no_override(write: WriteFile) -> None:
    text = CATALOGUE + '[[asset]]\nid = "SK-01"\narea = "SK"\nname_sv = "Barn i förskola"\n'
    workspace = write("catalogue.toml", text)
    assert load_catalogue(workspace).assets == load_catalogue().assets
    result = check_file(workspace.data / "catalogue.toml")
    assert result.ok
    assert [(w.place, w.line) for w in result.warnings] == [("[[asset]] SK-01", 5)]


def test_an_exact_copy_of_the_shipped_file_overrides_nothing(write: WriteFile) -> None:
    workspace = write(
        "catalogue.toml", (shipped_dir() / "catalogue.toml").read_text(encoding="utf-8")
    )
    assert load_catalogue(workspace) == load_catalogue()


def test_a_changed_copy_without_extends_is_refused(write: WriteFile) -> None:
    text = (shipped_dir() / "measures.toml").read_text(encoding="utf-8")
    workspace = write("measures.toml", text.replace("t = 3", "t = 2", 1))
    with pytest.raises(BadFileError) as caught:
        load_measures(workspace)
    assert [p.key for p in caught.value.problems] == ["extends"]
    assert "kommun-atgarder@1.0" in str(caught.value)


@pytest.mark.parametrize("extends", ['"nagot-annat@1.0"', '"kommun-katalog"', "7", '""'])
def test_extends_must_name_the_shipped_file_and_its_version(write: WriteFile, extends: str) -> None:
    workspace = write("catalogue.toml", CATALOGUE.replace('"kommun-katalog@1.0"', extends))
    result = check_file(workspace.data / "catalogue.toml")
    assert [(p.key, p.line) for p in result.problems] == [("extends", 2)]


def test_another_version_of_the_shipped_file_is_worth_a_look(write: WriteFile) -> None:
    workspace = write("catalogue.toml", CATALOGUE.replace("@1.0", "@0.9"))
    result = check_file(workspace.data / "catalogue.toml")
    assert result.ok
    assert [warning.key for warning in result.warnings] == ["extends"]
    assert load_catalogue(workspace).assets == load_catalogue().assets


def test_an_own_file_has_an_id_and_a_version_of_its_own(write: WriteFile) -> None:
    workspace = write("catalogue.toml", 'kind = "catalogue"\nextends = "kommun-katalog@1.0"\n')
    problems = check_file(workspace.data / "catalogue.toml").problems
    assert {problem.key for problem in problems} == {"id", "version"}


def test_the_same_id_twice_in_an_own_file_is_told(write: WriteFile) -> None:
    row = '[[asset]]\nid = "SK-01"\nname_sv = "Förskolebarn"\n'
    workspace = write("catalogue.toml", CATALOGUE + row + row)
    problems = check_file(workspace.data / "catalogue.toml").problems
    assert ("[[asset]] SK-01", "id", 9) in [(p.place, p.key, p.line) for p in problems]


def test_own_rows_must_fit_the_workspace_s_own_model(write: WriteFile) -> None:
    write("model.toml", OWN_MODEL.read_text(encoding="utf-8"))
    fits = '[[asset]]\nid = "X-1"\narea = "KL"\nname_sv = "Larmlista"\nflags = ["larm"]\nhint = { nar = 3 }\n'
    workspace = write("catalogue.toml", CATALOGUE + fits)
    assert asset_of(load_catalogue(workspace).assets, "X-1").hint == {"nar": 3}
    write(
        "catalogue.toml", CATALOGUE + fits.replace("larm", "personal").replace("nar = 3", "k = 1")
    )
    with pytest.raises(BadFileError) as caught:
        load_catalogue(workspace)
    assert [p.key for p in caught.value.problems] == ["flags", "hint"]


def test_a_model_is_never_extended(write: WriteFile) -> None:
    text = OWN_MODEL.read_text(encoding="utf-8").replace("kind =", 'extends = "a@1"\nkind =', 1)
    workspace = write("model.toml", text)
    assert [p.key for p in check_file(workspace.data / "model.toml").problems] == ["extends"]


def test_the_check_tells_what_is_changed_and_what_is_added(write: WriteFile) -> None:
    text = MEASURES + (
        '[[measure]]\nid = "ATK-05"\nfrom = { k = 1 }\nname_sv = "Annat"\n\n'
        '[[measure]]\nid = "STY-01"\ngroup = "STY"\n\n'
        '[[measure]]\nid = "EGN-01"\ngroup = "HAN"\nfamily = "egen"\nname_sv = "Egen åtgärd"\n'
        'is_sv = "Vi gör det."\nfrom = { t = 3 }\nresponsible = ["it"]\n'
    )
    found = check_file(write("measures.toml", text).data / "measures.toml")
    assert found.ok
    assert "Den ändrar 1 rad: ATK-05 (from, name_sv)." in found.lines
    assert "Den lägger till 1 rad: EGN-01." in found.lines


def test_a_whole_file_lays_nothing_over(write: WriteFile) -> None:
    text = (shipped_dir() / "measures.toml").read_text("utf-8")
    found = check_file(write("measures.toml", text).data / "measures.toml")
    assert found.overrides == ()
    assert len(found.lines) == 1
