"""``ksa report``: a workbook in a new file, or JSON; a year that makes no sense is said in words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Ksa
from tests.cli.test_register import STEERING, with_assets
from tests.cli.warm import Warm

YEAR = "2026"


@pytest.fixture
def ksa(workspace_home: Path, warm: Warm | None) -> Ksa:
    """The command line in November of that year."""
    return Ksa(workspace_home, warm, now=f"{YEAR}-11-24T09:00:00+00:00")


def test_the_workbook_is_written_and_its_path_printed(ksa: Ksa, tmp_path: Path) -> None:
    with_assets(ksa, tmp_path, "Betyg", "Ärenden")
    ran = ksa("report", "--year", YEAR)
    assert (ran.code, ran.err) == (0, "")
    path = Path(ran.out.strip())
    assert path.parent == ksa.home / "exports"
    assert YEAR in path.name
    assert path.read_bytes().startswith(b"PK")
    named = tmp_path / "rapport.xlsx"
    assert ksa("report", "--year", YEAR, "--to", str(named)).out.strip() == str(named)
    again = ksa("report", "--year", YEAR, "--to", str(named))
    assert (again.code, again.out) == (1, "")
    assert "nothing is written over" in again.err
    assert (
        ksa("report", "--year", YEAR, "--to", str(tmp_path)).out.strip().startswith(str(tmp_path))
    )
    assert ksa("report", "--year", YEAR, "--to", str(tmp_path / "r.pdf")).code == 1


def test_json_is_printed_and_nothing_is_written(ksa: Ksa, tmp_path: Path) -> None:
    with_assets(ksa, tmp_path, "Ärenden", "Betyg", STEERING)
    ran = ksa("report", "--year", YEAR, "--json")
    assert ran.code == 0, ran.err
    assert ran.json["schema"] == 1
    assert (ran.json["year"], ran.json["running"]) == (int(YEAR), True)
    assert ran.json["figures"]["all"]["count"] == 3
    assert ran.json["figures"]["now_unclassified"]["count"] == 3
    ids = {each["id"] for each in ran.json["assets"]}
    assert set(ran.json["figures"]["all"]["assets"]) == ids
    assert ran.json["year_before"] is None
    assert not {"\x1b", "\x07", "\x9b"} & set(ran.out)
    assert not (ksa.home / "exports").exists() or not list((ksa.home / "exports").iterdir())
    both = tmp_path / "r.xlsx"
    assert ksa("report", "--year", YEAR, "--json", "--to", str(both)).json["year"] == int(YEAR)
    assert both.exists()


@pytest.mark.parametrize(
    "year", ["", "26", "0000", "20x6", "-2026", "2026.0", "٢٠٢٦", "20260", "²026"]
)
def test_what_is_no_year_is_wrong_usage(ksa: Ksa, year: str) -> None:
    ran = ksa("report", f"--year={year}")
    assert (ran.code, ran.out) == (2, "")
    assert "--year" in ran.err
    assert "Traceback" not in ran.err


def test_the_year_must_be_said(ksa: Ksa) -> None:
    assert ksa("report").code == 2


def test_a_year_that_nothing_is_known_of_is_refused_in_words(ksa: Ksa, tmp_path: Path) -> None:
    none = ksa("report", "--year", YEAR)
    assert (none.code, none.out) == (1, "")
    assert "no workshops" in none.err
    ksa.new()
    empty = ksa("report", "--year", YEAR, "--json")
    assert (empty.code, empty.out) == (1, "")
    assert "no information asset" in empty.err
    with_assets(ksa, tmp_path, "Betyg")
    early = ksa("report", "--year", "1999")
    assert (early.code, early.out) == (1, "")
    assert f"from {YEAR}" in early.err
    late = ksa("report", "--year", str(int(YEAR) + 1))
    assert late.code == 1
    assert "has not begun" in late.err
    assert ksa("report", "--year", "0001").code == 1
    assert ksa("report", "--year", "9999").code == 1
