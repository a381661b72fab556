"""Help, version and wrong usage: in words, in both languages, without the store."""

from __future__ import annotations

import os

import pytest

from ksa_tui import __version__
from tests.cli.running import Ksa

COMMANDS = ("demo", "new", "import", "list", "show", "export", "model")


def test_the_version_is_one_line(ksa: Ksa) -> None:
    ran = ksa("--version")
    assert (ran.code, ran.out, ran.err) == (0, f"ksa {__version__}\n", "")


def test_help_names_every_command(ksa: Ksa) -> None:
    ran = ksa("--help")
    assert ran.code == 0
    assert [name for name in COMMANDS if f"\n    {name} " not in ran.out] == []


@pytest.mark.parametrize(
    ("language", "words"),
    [
        (
            "en",
            ("usage: ksa new", "positional arguments:", "show this help message", "--owner NAME"),
        ),
        ("sv", ("användning: ksa new", "argument:", "visa den här hjälpen", "--owner NAMN")),
    ],
)
def test_help_speaks_the_language_asked_for(
    ksa: Ksa, language: str, words: tuple[str, ...]
) -> None:
    ran = ksa("--lang", language, "new", "--help")
    assert ran.code == 0
    assert ksa("new", "--help", f"--lang={language}") == ran
    assert [word for word in words if word not in ran.out] == []


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (["bogus"], "invalid choice: 'bogus'"),
        (["new"], "the following arguments are required: TITLE, --owner"),
        (["new", "Titel"], "the following arguments are required: --owner"),
        (["list", "--jsn"], "unrecognized arguments: --jsn"),
        (["list", "--js"], "unrecognized arguments: --js"),
        (["list", "--lang", "de"], "invalid choice: 'de'"),
        (["list", "--home"], "--home: expected one argument"),
        (["show"], "the following arguments are required: ID"),
        (["import", "list.csv"], "the following arguments are required: --workshop"),
        (["export", "x", "--answer-by", "31 dec"], "31 dec is not a date; write it as 2026-12-31"),
        (["export", "x", "--answer-by", "2026-02-30"], "2026-02-30 is not a date"),
        (["export", "x", "--again", "0"], "0 is not the number of an export"),
        (["export", "x", "--again", "²"], "² is not the number of an export"),
        (["export", "x", "--again", "1", "--draft"], "--again rebuilds an export as it was"),
        (["model"], "the following arguments are required: COMMAND"),
        (["model", "check"], "the following arguments are required: FILE"),
    ],
)
def test_wrong_usage_is_said_in_words_and_exits_2(
    ksa: Ksa, arguments: list[str], complaint: str
) -> None:
    ran = ksa(*arguments)
    assert (ran.code, ran.out) == (2, "")
    assert complaint in ran.err
    assert ran.err.startswith("usage: ksa")


def test_wrong_usage_is_said_in_swedish_too(ksa: Ksa) -> None:
    ran = ksa("new", "--lang", "sv")
    assert ran.code == 2
    assert ran.err.startswith("användning: ksa new")
    assert ran.err.endswith("ksa new: det här saknas: TITEL, --owner\n")


def test_wrong_usage_never_sends_control_characters_to_the_terminal(ksa: Ksa) -> None:
    ran = ksa("list", "--\x1b[2J\x07\x9b31m\u202e")
    assert ran.code == 2
    assert "␛[2J␇" in ran.err
    assert not {"\x1b", "\x07", "\x9b", "\u202e"} & set(ran.err)


@pytest.mark.skipif(os.name != "posix", reason="Windows passes text, never bytes")
def test_a_text_that_the_shell_passed_on_undecoded_is_refused_in_words(ksa: Ksa) -> None:
    ran = ksa("new", b"Elevh\xe4lsan", "--owner", "Anna")
    assert (ran.code, ran.out) == (2, "")
    assert "the text is not UTF-8" in ran.err


@pytest.mark.parametrize("arguments", [[], ["demo"]])
def test_the_app_does_not_start_without_a_terminal(ksa: Ksa, arguments: list[str]) -> None:
    ran = ksa(*arguments)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err.startswith("The app needs a terminal.")
    assert not ksa.home.exists()
