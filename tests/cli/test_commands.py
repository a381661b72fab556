"""The subcommands on a real store: what they print, what they refuse, what other programs can rely on."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest

from tests.cli.running import ROOT, Ksa, environment

LIST = "Informationsmängd;Sekretess\nElevhälsojournal;25 kap. 1 § OSL\nSchema;\n"


@pytest.fixture
def assets(tmp_path: Path) -> Path:
    """A list of two information assets."""
    path = tmp_path / "mängder.csv"
    path.write_text(LIST, encoding="utf-8")
    return path


def test_a_new_workshop_prints_its_id_and_is_listed(ksa: Ksa) -> None:
    ran = ksa("new", "Elevhälsan", "--owner", "Åsa Öberg", "--department", "Utbildning")
    assert (ran.code, ran.err) == (0, "")
    assert str(UUID(ran.out.strip())) == ran.out.strip()
    (row,) = ksa("list", "--json").json
    assert {
        key: row[key] for key in ("id", "title", "status", "assets", "classified", "decided")
    } == {
        "id": ran.out.strip(),
        "title": "Elevhälsan",
        "status": "open",
        "assets": 0,
        "classified": 0,
        "decided": 0,
    }


def test_an_empty_title_is_refused_and_makes_nothing(ksa: Ksa) -> None:
    ran = ksa("new", "  ", "--owner", "Anna")
    assert (ran.code, ran.out) == (1, "")
    assert len(ran.err.splitlines()) == 1
    assert ksa("list", "--json").json == []


def test_looking_at_a_folder_without_a_store_makes_none(ksa: Ksa) -> None:
    assert ksa("list", "--json").json == []
    listed = ksa("list")
    assert (listed.code, listed.out) == (0, f"There are no workshops in {ksa.home} yet.\n")
    for arguments in (["show", "x"], ["export", "x"], ["import", "x.csv", "--workshop", "x"]):
        ran = ksa(*arguments)
        assert (ran.code, ran.out) == (1, "")
        assert ran.err.startswith(f"There are no workshops in {ksa.home}. Make one with ksa new")
    assert not ksa.home.exists()


def test_the_home_option_stands_before_or_after_the_command(ksa: Ksa, tmp_path: Path) -> None:
    elsewhere = tmp_path / "annan mapp"
    before = ksa("--home", str(elsewhere), "new", "Ett", "--owner", "A")
    after = ksa("new", "Två", "--owner", "A", "--home", str(elsewhere))
    assert (before.code, after.code) == (0, 0)
    assert {row["title"] for row in ksa("list", "--json", "--home", str(elsewhere)).json} == {
        "Ett",
        "Två",
    }
    assert not ksa.home.exists()


def test_a_workshop_is_found_by_id_its_beginning_and_its_title(ksa: Ksa) -> None:
    identity = ksa.new("Elevhälsan")
    for name in (identity, identity[:6], "Elevhälsan"):
        assert ksa("show", name, "--json").json["id"] == identity
    ran = ksa("show", "Elevhäls")
    assert (ran.code, ran.out) == (1, "")
    assert "Elevhäls" in ran.err


def test_importing_a_list_and_showing_it(ksa: Ksa, assets: Path) -> None:
    workshop = ksa.new()
    dry = ksa("import", str(assets), "--workshop", workshop, "--dry-run")
    assert dry.code == 0, dry.err
    assert ksa("show", workshop, "--json").json["assets"] == []
    ran = ksa("import", str(assets), "--workshop", workshop)
    assert ran.code == 0, ran.err
    shown = ksa("show", workshop, "--json").json
    assert [asset["name"] for asset in shown["assets"]] == ["Elevhälsojournal", "Schema"]
    again = ksa("import", str(assets), "--workshop", workshop, "--json").json
    assert len(ksa("show", workshop, "--json").json["assets"]) == 2
    assert again


def test_the_json_of_show_is_the_contract(ksa: Ksa, assets: Path) -> None:
    workshop = ksa.new("Elevhälsan")
    ksa("import", str(assets), "--workshop", workshop)
    shown = ksa("show", workshop, "--json").json
    assert {"schema", "id", "title", "status", "due", "owner", "department", "model"} <= set(shown)
    assert {"participants", "assets", "parked"} <= set(shown)
    assert (shown["schema"], shown["status"]) == (1, "open")
    assert set(shown["model"]) >= {"id", "version"}
    asset = shown["assets"][0]
    assert {"id", "name", "flags", "status", "aspects"} <= set(asset)
    assert asset["status"] == "untouched"
    assert list(asset["aspects"]) == ["K", "R", "T"]
    aspect = asset["aspects"]["K"]
    assert {
        key: aspect[key] for key in ("calculated", "proposed", "decided", "reason", "motivation")
    } == {"calculated": None, "proposed": None, "decided": None, "reason": None, "motivation": None}
    assert set(aspect) >= {"adjust_motivation", "floor", "votes", "vote_rounds", "dissent"}
    assert aspect["ratings"]
    assert set(aspect["ratings"].values()) == {None}


def test_show_for_people_has_every_asset_and_its_status(ksa: Ksa, assets: Path) -> None:
    workshop = ksa.new("Elevhälsan")
    ksa("import", str(assets), "--workshop", workshop)
    english = ksa("show", workshop)
    assert english.out.startswith("Elevhälsan\n")
    assert "1  Elevhälsojournal   –  –  –  not begun" in english.out
    swedish = ksa("show", workshop, "--lang", "sv")
    assert "1  Elevhälsojournal   –  –  –  ej börjad" in swedish.out
    assert "Åsa Öberg" in swedish.out


def test_an_export_for_decision_is_refused_while_something_is_missing(
    ksa: Ksa, assets: Path
) -> None:
    workshop = ksa.new()
    ksa("import", str(assets), "--workshop", workshop)
    ran = ksa("export", workshop)
    assert (ran.code, ran.out) == (1, "")
    assert "Elevhälsojournal" in ran.err
    assert list((ksa.home / "exports").glob("*.xlsx")) == []


def test_a_draft_is_written_where_it_is_told_and_its_path_printed(
    ksa: Ksa, assets: Path, tmp_path: Path
) -> None:
    workshop = ksa.new()
    ksa("import", str(assets), "--workshop", workshop)
    ran = ksa("export", workshop, "--draft", "--to", str(tmp_path / "ut"))
    assert ran.code == 0, ran.err
    workbook = Path(ran.out.removesuffix("\n"))
    assert workbook.parent == tmp_path / "ut"
    first = workbook.read_bytes()
    again = ksa("export", workshop, "--again", "1", "--to", str(tmp_path / "igen"))
    assert again.code == 0, again.err
    assert Path(again.out.removesuffix("\n")).read_bytes() == first


def test_an_export_that_was_never_made_cannot_be_rebuilt(ksa: Ksa) -> None:
    ran = ksa("export", ksa.new(), "--again", "7")
    assert (ran.code, ran.out) == (1, "")
    assert "7" in ran.err


@pytest.mark.parametrize("name", ["model.toml", "catalogue.toml", "measures.toml"])
def test_the_shipped_files_are_right(ksa: Ksa, name: str) -> None:
    ran = ksa("model", "check", str(ROOT / "data" / name))
    assert (ran.code, ran.err) == (0, "")
    assert name in ran.out


def test_a_half_written_model_is_refused_with_the_place(ksa: Ksa, tmp_path: Path) -> None:
    model = tmp_path / "model.toml"
    model.write_text('[scheme]\nid = "x"\nversion = ', encoding="utf-8")
    ran = ksa("model", "check", str(model))
    assert (ran.code, ran.out) == (1, "")
    assert "model.toml" in ran.err


@pytest.mark.parametrize("name", ["saknas.toml", "."])
def test_a_model_that_cannot_be_read_is_refused_in_words(ksa: Ksa, name: str) -> None:
    ran = ksa("model", "check", name)
    assert (ran.code, ran.out) == (1, "")
    assert "Something went wrong inside ksa" not in ran.err


def test_the_name_given_with_as_is_the_facilitators(ksa: Ksa) -> None:
    ran = ksa("new", "Elevhälsan", "--owner", "Anna", "--as", "Ali Moradi")
    assert ran.code == 0, ran.err


HOLDER = """
import sys
from ksa_tui.paths import find_workspace
from ksa_tui.services.stores import Actor, open_store
with open_store(find_workspace(sys.argv[1]), Actor("Ali Moradi")):
    print("open", flush=True)
    sys.stdin.read()
"""


def test_while_someone_has_the_store_open_the_command_line_says_who(ksa: Ksa) -> None:
    workshop = ksa.new()
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(ksa.home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=environment(),
    )
    assert holder.stdin is not None
    assert holder.stdout is not None
    with holder:
        assert holder.stdout.readline() == b"open\n"
        for arguments in (["list"], ["show", workshop], ["new", "Annan", "--owner", "A"]):
            ran = ksa(*arguments)
            assert (ran.code, ran.out) == (1, "")
            assert "Ali Moradi" in ran.err
            assert str(holder.pid) in ran.err
        holder.stdin.close()
    assert ksa("list").code == 0
