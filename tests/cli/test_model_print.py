"""``ksa model print``: the pages are written, their path is printed, nothing is written over."""

from __future__ import annotations

import shutil
from pathlib import Path

from openpyxl import load_workbook

from tests.cli.running import Ksa

OWN_MODEL = Path(__file__).parents[1] / "reference" / "files" / "own_model.toml"


def test_the_shipped_model_in_the_workspaces_exports(ksa: Ksa) -> None:
    ran = ksa("model", "print", "--lang", "sv")
    assert (ran.code, ran.err) == (0, "")
    path = Path(ran.out.strip())
    assert path.parent == ksa.home / "exports"
    assert load_workbook(path).sheetnames == ["Konfidentialitet", "Riktighet", "Tillgänglighet"]


def test_a_second_time_another_file_is_written(ksa: Ksa) -> None:
    first, second = (ksa("model", "print").out.strip() for _ in range(2))
    assert first != second
    assert Path(first).is_file()
    assert Path(second).is_file()


def test_the_workspaces_own_model_to_a_file_of_ones_choice(ksa: Ksa, tmp_path: Path) -> None:
    (ksa.home / "data").mkdir(parents=True)
    shutil.copy(OWN_MODEL, ksa.home / "data" / "model.toml")
    wanted = tmp_path / "bordet.xlsx"
    ran = ksa("model", "print", "--to", str(wanted))
    assert ran.out.strip() == str(wanted)
    again = ksa("model", "print", "--to", str(wanted))
    assert again.out.strip() == str(tmp_path / "bordet-2.xlsx")
    into = ksa("model", "print", "--to", str(tmp_path))
    assert Path(into.out.strip()).parent == tmp_path


def test_another_kind_of_file_is_refused(ksa: Ksa, tmp_path: Path) -> None:
    ran = ksa("model", "print", "--to", str(tmp_path / "modell.pdf"))
    assert (ran.code, ran.out) == (1, "")
    assert "ends in .xlsx" in ran.err
    assert list(tmp_path.glob("modell*")) == []


def test_a_model_with_a_fault_is_refused_in_words(ksa: Ksa) -> None:
    (ksa.home / "data").mkdir(parents=True)
    (ksa.home / "data" / "model.toml").write_text("id = 3", encoding="utf-8")
    ran = ksa("model", "print")
    assert ran.code == 1
    assert "Traceback" not in ran.err
    assert "model.toml" in ran.err
