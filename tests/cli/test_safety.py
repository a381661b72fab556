"""``ksa backup``, ``ksa restore``, ``ksa verify``: what they print, and what they leave alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from ksa_tui.paths import Workspace
from tests.cli.running import ROOT, Ksa, environment


def test_a_backup_prints_its_path_and_an_unchanged_store_has_one(ksa: Ksa) -> None:
    ksa.new()
    first, second = ksa("backup"), ksa("backup")
    path = Path(first.out.strip())
    assert (first.code, first.err) == (0, "")
    assert path.is_file()
    assert path.parent == Workspace(ksa.home).backups
    assert (second.code, second.out) == (0, first.out)
    assert "Nothing has changed" in second.err


def test_a_backup_goes_where_it_is_said(ksa: Ksa, tmp_path: Path) -> None:
    ksa.new()
    stick = tmp_path / "sticka å"
    stick.mkdir()
    ran = ksa("backup", "--to", str(stick))
    assert ran.code == 0
    assert Path(ran.out.strip()).parent == stick
    missing = ksa("backup", "--to", str(tmp_path / "none"))
    assert (missing.code, missing.out) == (1, "")
    assert "There is no folder" in missing.err


def test_where_there_is_no_store_none_is_made(ksa: Ksa) -> None:
    for arguments in (["backup"], ["verify"], ["verify", "--json"]):
        ran = ksa(*arguments)
        assert (ran.code, ran.out) == (1, "")
        assert "Traceback" not in ran.err
    assert not ksa.home.exists()


def test_a_lost_store_comes_back(ksa: Ksa) -> None:
    ksa.new("Elevhälsan")
    kept = ksa("backup").out.strip()
    store = Workspace(ksa.home).store
    shown = ksa("list", "--json").out
    store.unlink()
    for arguments in (["list"], ["new", "Ny", "--owner", "X"], ["backup"], ["verify"]):
        ran = ksa(*arguments)
        assert ran.code == 1, arguments
        assert kept in ran.err
    ran = ksa("restore", kept)
    assert (ran.code, ran.out, ran.err) == (0, f"{store}\n", "")
    assert ksa("list", "--json").out == shown


def test_what_is_replaced_is_kept_and_its_path_printed(ksa: Ksa) -> None:
    ksa.new("Elevhälsan")
    kept = ksa("backup").out.strip()
    ksa.new("Senare")
    before = ksa("list", "--json").json
    ran = ksa("restore", kept, "--yes")
    assert ran.code == 0
    assert "lacks" in ran.err
    (aside,) = Workspace(ksa.home).data.glob("ksa-replaced-*.db")
    assert str(aside) in ran.out
    assert [row["title"] for row in ksa("list", "--json").json] == ["Elevhälsan"]
    assert ksa("restore", str(aside)).code == 0
    assert ksa("list", "--json").json == before


def test_what_is_no_backup_is_not_restored(ksa: Ksa, tmp_path: Path) -> None:
    ksa.new()
    store = Workspace(ksa.home).store
    before = store.read_bytes()
    text = tmp_path / "a.db"
    text.write_text("hello " * 100)
    for file in (text, tmp_path / "none.db", tmp_path, store):
        ran = ksa("restore", str(file))
        assert (ran.code, ran.out) == (1, ""), file
        assert ran.err
        assert "Traceback" not in ran.err
    assert store.read_bytes() == before


HOLD = """
import sys
from pathlib import Path
import pytest

from ksa_tui.paths import Workspace
from ksa_tui.services.stores import Actor, open_store
with open_store(Workspace(Path(sys.argv[1])), Actor("Bo Öst")):
    print("open", flush=True)
    sys.stdin.read()
"""


def test_while_the_store_is_open_it_is_said_who_has_it(ksa: Ksa) -> None:
    ksa.new()
    kept = ksa("backup").out.strip()
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(ksa.home)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=ROOT,
        env=environment(),
    ) as holder:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "open\n"
        for arguments in (["backup"], ["restore", kept], ["verify"]):
            ran = ksa(*arguments)
            assert (ran.code, ran.out) == (1, ""), arguments
            assert "Bo Öst" in ran.err
        assert ksa("verify", kept).code == 0
        assert holder.stdin is not None
        holder.stdin.close()


def test_verify_says_in_words_and_as_json_what_it_found(ksa: Ksa) -> None:
    ksa.new()
    kept = Path(ksa("backup").out.strip())
    ran = ksa("verify")
    assert (ran.code, ran.err) == (0, "")
    assert "The history is unbroken: 2 events" in ran.out
    assert ksa("verify", "--lang", "sv").out.endswith("Allt är som det ska.\n")
    content = ksa("verify", str(kept), "--json").json
    assert content["sound"] is True
    assert {check["code"] for check in content["checks"]} >= {"file", "history", "rows"}
    damaged = bytearray(kept.read_bytes())
    damaged[4096 * 5 :] = b"\xff" * (len(damaged) - 4096 * 5)
    kept.write_bytes(damaged)
    ran = ksa("verify", str(kept))
    assert ran.code == 1
    assert "The file is damaged" in ran.err
    content = ksa("verify", str(kept), "--json")
    assert content.code == 1
    assert content.json["sound"] is False
    assert ksa("verify").code == 1  # the store is whole, but a backup of it is not


def test_an_import_makes_a_backup_first(ksa: Ksa, tmp_path: Path) -> None:
    workshop = ksa.new()
    listing = tmp_path / "lista.csv"
    listing.write_text("Informationsmängd\nElevregister\nFrånvaro\n", encoding="utf-8")
    assert ksa("import", str(listing), "--workshop", workshop, "--dry-run").code == 0
    assert not Workspace(ksa.home).backups.exists()
    assert ksa("import", str(listing), "--workshop", workshop).code == 0
    (kept,) = Workspace(ksa.home).backups.iterdir()
    ksa("restore", str(kept))
    assert ksa("list", "--json").json[0]["assets"] == 0


@pytest.mark.parametrize("name", ["saknas.xlsx", "saknas.db", "saknas"])
def test_a_file_that_is_not_there_is_said_to_be_no_file(
    ksa: Ksa, tmp_path: Path, name: str
) -> None:
    ksa("new", "Skola", "--owner", "Maria")
    ran = ksa("verify", str(tmp_path / name))
    assert (ran.code, ran.out) == (1, "")
    assert f"There is no file {tmp_path / name}." in ran.err
    assert "database" not in ran.err


def test_a_folder_is_no_file_to_verify(ksa: Ksa, tmp_path: Path) -> None:
    ksa("new", "Skola", "--owner", "Maria")
    ran = ksa("verify", str(tmp_path))
    assert ran.code == 1
    assert "Check that it is a file" in ran.err
