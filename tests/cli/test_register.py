"""``ksa register``: a workbook in a new file, or JSON; refusals in words."""

from __future__ import annotations

from pathlib import Path

from tests.cli.running import Ksa

STEERING = "Röd\x1b[31m\x07\x9b2J\u202egnirts"


def with_assets(ksa: Ksa, tmp_path: Path, *names: str) -> str:
    workshop = ksa.new("Skola", "Maria Holm")
    listed = tmp_path / "lista.csv"
    listed.write_text("Informationsmängd\n" + "\n".join(names) + "\n", encoding="utf-8")
    assert ksa("import", str(listed), "--workshop", workshop).code == 0
    return workshop


def test_the_workbook_is_written_and_its_path_printed(ksa: Ksa, tmp_path: Path) -> None:
    with_assets(ksa, tmp_path, "Betyg", "Ärenden")
    ran = ksa("register")
    assert (ran.code, ran.err) == (0, "")
    path = Path(ran.out.strip())
    assert path.parent == ksa.home / "exports"
    assert path.read_bytes().startswith(b"PK")
    named = tmp_path / "register.xlsx"
    assert ksa("register", "--to", str(named)).out.strip() == str(named)
    again = ksa("register", "--to", str(named))
    assert (again.code, again.out) == (1, "")
    assert "nothing is written over" in again.err


def test_json_is_printed_and_nothing_is_written(ksa: Ksa, tmp_path: Path) -> None:
    workshop = with_assets(ksa, tmp_path, "Ärenden", "Betyg", STEERING)
    ran = ksa("register", "--json")
    assert ran.code == 0, ran.err
    assert [each["name"] for each in ran.json[:1]] == ["Betyg"]
    assert ran.json[0]["workshop"] == {"id": workshop, "title": "Skola"}
    assert ran.json[0]["levels"] == {"K": None, "R": None, "T": None}
    assert not {"\x1b", "\x07", "\x9b"} & set(ran.out)
    assert not (ksa.home / "exports").exists() or not list((ksa.home / "exports").iterdir())
    both = tmp_path / "r.xlsx"
    assert len(ksa("register", "--json", "--to", str(both)).json) == 3
    assert both.exists()


def test_without_a_store_or_an_asset_it_is_refused(ksa: Ksa, tmp_path: Path) -> None:
    none = ksa("register")
    assert (none.code, none.out) == (1, "")
    assert "no workshops" in none.err
    ksa.new()
    empty = ksa("register")
    assert empty.code == 1
    assert "no information asset" in empty.err
    assert ksa("register", "--json").json == []
    assert ksa("register", "--to", str(tmp_path / "r.ods")).code == 1
    assert ksa("register", "--year", "2026").code == 2
