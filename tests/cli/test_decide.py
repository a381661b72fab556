"""``ksa decide`` as a shell runs it: what is printed, what is recorded, how it ends."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from openpyxl import load_workbook

from ksa_tui.paths import Workspace
from ksa_tui.services.stores import Actor, open_store
from tests.cli.running import Ksa
from tests.services.returning import hand_out, ready

TODAY = datetime.now(UTC).astimezone().date()


@pytest.fixture
def handed(ksa: Ksa) -> Path:
    """A workbook that was handed out in the workspace of ``ksa``."""
    with open_store(Workspace(ksa.home), Actor("Anna Ek")) as store:
        return hand_out(store, ready(store))


def filled(handed: Path, target: Path, cells: Mapping[str, object], sheet: str = "Beslut") -> Path:
    workbook = load_workbook(handed)
    workbook["Underskrift"]["B14"], workbook["Underskrift"]["B16"] = "Maria Holm", TODAY
    for row in (6, 7, 8):
        workbook["Beslut"][f"H{row}"] = "Godkänn"
    for place, value in cells.items():
        workbook[sheet][place].value = value
    workbook.save(target)
    return target


@pytest.fixture
def clean(handed: Path, tmp_path: Path) -> Path:
    return filled(handed, tmp_path / "svar.xlsx", {})


@pytest.fixture
def differing(handed: Path, tmp_path: Path) -> Path:
    return filled(handed, tmp_path / "annat.xlsx", {"C6": 0})


def decided(ksa: Ksa) -> int:
    (workshop,) = ksa("list", "--json").json
    count: int = workshop["decided"]
    return count


def test_a_return_without_differences_is_recorded_at_once(ksa: Ksa, clean: Path) -> None:
    ran = ksa("decide", str(clean))
    assert (ran.code, ran.err) == (0, "")
    assert "Maria Holm" in ran.out
    assert "Elevregister" in ran.out
    assert "3 information assets were recorded" in ran.out
    assert decided(ksa) == 3
    shown = ksa("show", "Skola", "--json").json
    assert shown["status"] == "decided"
    assert shown["assets"][0]["aspects"]["S"]["decided"] == 1


def test_the_same_file_twice_is_done_and_changes_nothing(ksa: Ksa, clean: Path) -> None:
    ksa("decide", str(clean))
    again = ksa("decide", str(clean))
    assert again.code == 0
    assert "nothing was recorded" in again.out


def test_a_dry_run_prints_the_receipt_and_changes_nothing(ksa: Ksa, clean: Path) -> None:
    ran = ksa("decide", str(clean), "--dry-run", "--json")
    assert ran.code == 0
    shown = ran.json
    assert shown["signed_by"] == "Maria Holm"
    assert shown["date"] == TODAY.isoformat()
    assert [d["state"] for d in shown["decisions"]] == ["new"] * 3
    assert (shown["differences"], shown["problems"]) == ([], [])
    assert decided(ksa) == 0


def test_with_a_difference_nothing_is_recorded_until_it_is_answered(
    ksa: Ksa, differing: Path
) -> None:
    ran = ksa("decide", str(differing))
    assert ran.code == 1
    assert "Beslut, row 6" in ran.err
    assert "--take clean" in ran.err
    assert decided(ksa) == 0
    assert ksa("decide", str(differing), "--dry-run", "--json").code == 1
    taken = ksa("decide", str(differing), "--take", "clean")
    assert taken.code == 0
    assert decided(ksa) == 2


def test_to_take_all_must_be_confirmed(ksa: Ksa, differing: Path) -> None:
    unsure = ksa("decide", str(differing), "--take", "all")
    assert unsure.code == 1
    assert "--yes" in unsure.err
    assert decided(ksa) == 0
    sure = ksa("decide", str(differing), "--take", "all", "--yes", "--json")
    assert sure.code == 0
    assert [d["column"] for d in sure.json["differences"]] == ["Aspekt S"]
    assert decided(ksa) == 3


def test_a_problem_is_named_and_the_other_rows_are_taken(
    ksa: Ksa, handed: Path, tmp_path: Path
) -> None:
    path = filled(handed, tmp_path / "svar.xlsx", {"H7": "kanske"})
    ran = ksa("decide", str(path), "--json")
    assert ran.code == 1
    assert [(p["code"], p["sheet"], p["row"]) for p in ran.json["problems"]] == [
        ("not_understood", "Beslut", 7)
    ]
    assert [d["state"] for d in ran.json["decisions"]] == ["new", "refused", "new"]
    assert decided(ksa) == 2


def test_a_date_ahead_stops_the_return(ksa: Ksa, handed: Path, tmp_path: Path) -> None:
    ahead = TODAY + timedelta(days=3)
    path = filled(handed, tmp_path / "svar.xlsx", {"B16": ahead}, "Underskrift")
    ran = ksa("decide", str(path), "--take", "all", "--yes", "--json")
    assert ran.code == 1
    assert {d["state"] for d in ran.json["decisions"]} == {"refused"}
    assert decided(ksa) == 0


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b"Beslut;Kommentar\n", "text"),
        (b"PK\x03\x04xxxx", "damaged"),
        (None, "unreadable"),
    ],
)
def test_the_json_is_printed_for_refused_files_too(
    ksa: Ksa, handed: Path, tmp_path: Path, content: bytes | None, code: str
) -> None:
    assert handed.is_file()
    path = tmp_path / "fil.xlsx"
    if content is not None:
        path.write_bytes(content)
    ran = ksa("decide", str(path), "--json")
    assert ran.code == 1
    assert [p["code"] for p in ran.json["problems"]] == [code]
    assert ran.json["export"] is None
    assert ran.json["decisions"] == []
    plain = ksa("decide", str(path))
    assert (plain.code, plain.out) == (1, "")
    assert plain.err.count("\n") == 1


def test_a_comment_never_steers_the_terminal(ksa: Ksa, handed: Path, tmp_path: Path) -> None:
    path = filled(
        handed, tmp_path / "svar.xlsx", {"H6": "Återremiss", "K6": "Nej\u202e _x001b_[2J slut"}
    )
    ran = ksa("decide", str(path))
    assert "\x1b" not in ran.out + ran.err
    assert "\u202e" not in ran.out + ran.err


def test_without_a_store_and_with_wrong_words_it_says_so(ksa: Ksa, tmp_path: Path) -> None:
    assert ksa("decide", str(tmp_path / "x.xlsx")).code == 1
    assert ksa("decide").code == 2
    assert ksa("decide", "x.xlsx", "--take", "some").code == 2


def test_while_another_has_the_store_nothing_is_read(ksa: Ksa, clean: Path) -> None:
    with open_store(Workspace(ksa.home), Actor("Anna Ek")):
        ran = ksa("decide", str(clean))
    assert ran.code == 1
    with sqlite3.connect(Workspace(ksa.home).store) as connection:
        assert connection.execute("SELECT count(*) FROM receipt").fetchone() == (0,)


# ---------------------------------------------------------------- handed out again


@pytest.fixture
def partly(ksa: Ksa, handed: Path, tmp_path: Path) -> Path:
    """Two of three are decided, one of them at another level than proposed; the third was sent back."""
    cells = {"H7": "Ändra", "I7": 2, "K7": "Därför.", "H8": "Återremiss", "K8": "Gör om."}
    assert ksa("decide", str(filled(handed, tmp_path / "ett.xlsx", cells))).code == 0
    return handed


def rows_of(path: str) -> list[object]:
    sheet = load_workbook(path.strip())["Beslut"]
    return [sheet.cell(row, 2).value for row in range(6, sheet.max_row + 1)]


def test_what_is_decided_is_left_out_and_named(ksa: Ksa, partly: Path) -> None:
    ran = ksa("export", "Skola")
    assert ran.code == 0
    assert rows_of(ran.out) == ["Betyg"]
    for part in ("2 information assets are decided", "Elevregister", "Frånvaro", "--scope all"):
        assert part in ran.err
    assert "Betyg" not in ran.err


def test_all_of_it_names_what_an_approval_would_undo(ksa: Ksa, partly: Path) -> None:
    ran = ksa("export", "Skola", "--scope", "all")
    assert ran.code == 0
    assert rows_of(ran.out) == ["Elevregister", "Frånvaro", "Betyg"]
    assert "Frånvaro: decided S2, proposed S1" in ran.err
    assert "Elevregister" not in ran.err


def test_an_approval_that_would_undo_a_decision_is_not_recorded_by_itself(
    ksa: Ksa, partly: Path, tmp_path: Path
) -> None:
    second = Path(ksa("export", "Skola", "--scope", "all").out.strip())
    back = filled(second, tmp_path / "två.xlsx", {})
    for arguments in (("--dry-run",), ()):
        ran = ksa("decide", str(back), *arguments)
        assert ran.code == 1
        assert "was decided S2" in ran.err
        assert "makes it S1" in ran.err
    assert decided(ksa) == 2
    assert ksa("decide", str(back), "--take", "clean").code == 0
    shown = ksa("show", "Skola", "--json").json
    assert [a["aspects"]["S"]["decided"] for a in shown["assets"]] == [1, 2, 1]


def test_with_nothing_open_nothing_is_handed_out_by_itself(ksa: Ksa, clean: Path) -> None:
    ksa("decide", str(clean))
    ran = ksa("export", "Skola")
    assert (ran.code, ran.out) == (1, "")
    assert "--scope all" in ran.err
    assert len(rows_of(ksa("export", "Skola", "--scope", "all").out)) == 3


def test_scope_does_not_go_with_again(ksa: Ksa, handed: Path) -> None:
    assert ksa("export", "Skola", "--again", "1", "--scope", "all").code == 2


def test_a_workshop_with_returned_assets_is_not_called_ready(ksa: Ksa, partly: Path) -> None:
    assert "1 returned" in ksa("list").out
    assert "1 returned" in ksa("show", "Skola").out
    assert "ready for decision" not in ksa("list").out + ksa("show", "Skola").out
    (listed,) = ksa("list", "--json").json
    assert (listed["status"], listed["decided"], listed["returned"]) == ("ready", 2, 1)


# ---------------------------------------------------------------- what to do about it


def test_a_row_that_is_not_taken_is_named_by_its_asset(
    ksa: Ksa, handed: Path, tmp_path: Path
) -> None:
    path = filled(handed, tmp_path / "svar.xlsx", {"H7": "kanske", "C8": 2})
    ran = ksa("decide", str(path), "--dry-run")
    assert "Frånvaro: Beslut, row 7: “kanske”" in ran.err
    assert "Betyg: Beslut, row 8" in ran.err
    (problem,) = ksa("decide", str(path), "--dry-run", "--json").json["problems"]
    assert problem["about"] == "Frånvaro"


def test_without_a_signature_it_is_said_whom_to_ask(ksa: Ksa, handed: Path, tmp_path: Path) -> None:
    for place in ("B14", "B16"):
        path = filled(handed, tmp_path / f"{place}.xlsx", {place: None}, "Underskrift")
        assert "Ask Maria Holm to write" in ksa("decide", str(path)).err


def test_the_words_of_an_option_are_those_of_the_language(
    ksa: Ksa, differing: Path, handed: Path
) -> None:
    swedish = {"KSA_LANG": "sv"}
    ran = ksa("decide", str(differing), env=swedish)
    assert "--take rena" in ran.err
    helped = ksa("decide", "--help", env=swedish).out
    assert "clean" not in ran.err + helped
    assert "--take rena|alla" in helped
    wrong = ksa("decide", str(differing), "--take", "allt", env=swedish)
    assert wrong.code == 2
    assert "allt är inte något av rena, alla" in wrong.err
    assert ksa("decide", str(differing), "--take", "rena", env=swedish).code == 0
    assert decided(ksa) == 2
    assert ksa("decide", str(differing), "--take", "all", "--yes", env=swedish).code == 0
    assert decided(ksa) == 3
    assert ksa("export", "Skola", "--scope", "alla", env=swedish).code == 0
    assert ksa("export", "Skola", "--scope", "alla").code == 2
