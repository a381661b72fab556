"""Text that a person or a program may hand over, and consoles that cannot show it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.running import Ksa

STEERING = "Röd\x1b[31m\x07\x9b2J\u202egnirts\r\nrad"


def test_control_characters_in_a_title_never_reach_the_terminal(ksa: Ksa) -> None:
    workshop = ksa.new(STEERING)
    for arguments in (
        ["list"],
        ["show", workshop],
        ["list", "--json"],
        ["show", workshop, "--json"],
    ):
        ran = ksa(*arguments)
        assert ran.code == 0, ran.err
        assert not {"\x1b", "\x07", "\x9b", "\r"} & set(ran.out), arguments
        assert "\u202e" not in ran.out or "--json" in arguments
    assert ksa("show", workshop).out.startswith("Röd[31m2Jgnirts rad\n")


def test_a_refusal_never_sends_control_characters_to_the_terminal(ksa: Ksa) -> None:
    ksa.new()
    ran = ksa("show", STEERING)
    assert ran.code == 1
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(ran.err)


def test_a_very_long_title_is_refused_in_words(ksa: Ksa) -> None:
    ran = ksa("new", "Elevhälsa" * 1_200, "--owner", "Anna")
    assert (ran.code, ran.out) == (1, "")
    assert "10800 characters" in ran.err
    assert len(ran.err) < 300


@pytest.mark.parametrize(
    "console",
    [
        {"LANG": "C", "LC_ALL": "C", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"},
        {"PYTHONIOENCODING": "cp1252"},
        {"PYTHONIOENCODING": "ascii:strict"},
    ],
)
def test_what_is_printed_is_utf_8_on_any_console(ksa: Ksa, console: dict[str, str]) -> None:
    title = "Elevhälsa 🏫 漢字 ‰"
    ksa.new(title)
    assert [row["title"] for row in ksa("list", "--json", env=console).json] == [title]
    listed = ksa("list", env=console)
    assert (listed.code, listed.err) == (0, "")
    assert title in listed.out


def test_columns_line_up_after_wide_characters(ksa: Ksa) -> None:
    ksa.new("漢字漢字")
    ksa.new("Elevhälsa")
    head, *rows = ksa("list").out.splitlines()
    at = head.index("Status")
    assert (
        sorted(row.replace("漢字漢字", "________")[at:] for row in rows)
        == [f"in progress{' ' * 7}0{' ' * 6}0{' ' * 8}0"] * 2
    )


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tom.csv", b""),
        ("skräp.xlsx", b"PK\x03\x04 but no more"),
        ("bild.xls", b"\x89PNG\r\n\x1a\n"),
        ("avbruten.ods", b"PK\x05\x06" + b"\x00" * 18),
        ("lista.pdf", b"%PDF-1.7"),
        ("binär.csv", bytes(range(256)) * 8),
    ],
)
def test_a_file_that_is_no_list_is_refused_in_words_and_changes_nothing(
    ksa: Ksa, tmp_path: Path, name: str, content: bytes
) -> None:
    workshop = ksa.new()
    (tmp_path / name).write_bytes(content)
    ran = ksa("import", str(tmp_path / name), "--workshop", workshop)
    assert (ran.code, ran.out) == (1, "")
    assert "Something went wrong inside ksa" not in ran.err
    assert name in ran.err
    assert ksa("show", workshop, "--json").json["assets"] == []


def test_a_list_that_is_not_there_is_refused_in_words(ksa: Ksa, tmp_path: Path) -> None:
    workshop = ksa.new()
    for missing in (tmp_path / "saknas.xlsx", tmp_path):
        ran = ksa("import", str(missing), "--workshop", workshop)
        assert (ran.code, ran.out) == (1, "")
        assert "Something went wrong inside ksa" not in ran.err


def test_a_home_that_is_a_file_is_refused_in_words(ksa: Ksa, tmp_path: Path) -> None:
    (tmp_path / "fil").write_text("", encoding="utf-8")
    ran = ksa("new", "T", "--owner", "A", "--home", str(tmp_path / "fil"))
    assert (ran.code, ran.out) == (1, "")
    assert "Something went wrong inside ksa" not in ran.err


def test_a_file_that_is_no_store_is_refused_and_left_as_it_is(ksa: Ksa) -> None:
    (ksa.home / "data").mkdir(parents=True)
    store = ksa.home / "data" / "ksa.db"
    store.write_bytes(b"not a store at all" * 100)
    for arguments in (["list"], ["new", "T", "--owner", "A"]):
        ran = ksa(*arguments)
        assert (ran.code, ran.out) == (1, "")
        assert "Something went wrong inside ksa" not in ran.err
    assert store.read_bytes() == b"not a store at all" * 100
