"""What a person reads exists in both languages, and the catalogue is exactly what the source asks for."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from ksa_tui import i18n
from ksa_tui.commandline.argparse_words import WORDS

ROOT: Final = Path(__file__).parents[1]
SCRIPT: Final = ROOT / "scripts" / "messages.py"

SOURCE: Final = """\
from ksa_tui.i18n import N_, _, ngettext
TITLE = N_("A title")
def say(count: int) -> str:
    return _("Hello {name}") + ngettext("one asset", "{count} assets", count)
"""
SWEDISH: Final = """\
msgid "A title"
msgstr "En titel"

msgid "Hello {name}"
msgstr "Hej {name}"

msgid "one asset"
msgid_plural "{count} assets"
msgstr[0] "en mängd"
msgstr[1] "{count} mängder"
"""


def messages(*arguments: str, root: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, str(SCRIPT), "--root", str(root), *arguments],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A tree with a source of three messages, all translated and compiled."""
    (tmp_path / "ksa_tui").mkdir()
    (tmp_path / "ksa_tui" / "words.py").write_text(SOURCE, encoding="utf-8")
    (tmp_path / "new.po").write_text(SWEDISH, encoding="utf-8")
    assert messages("merge", str(tmp_path / "new.po"), root=tmp_path).returncode == 0
    assert messages("compile", root=tmp_path).returncode == 0
    return tmp_path


def po(project: Path) -> Path:
    return project / "ksa_tui" / "locale" / "sv" / "LC_MESSAGES" / "ksa.po"


def test_the_catalogue_covers_exactly_what_the_source_says() -> None:
    done = messages("check")
    assert (done.stdout, done.returncode) == ("", 0)


def test_a_complete_catalogue_passes(project: Path) -> None:
    done = messages("check", root=project)
    assert (done.stdout, done.returncode) == ("", 0)


def test_updating_twice_gives_the_same_bytes(project: Path) -> None:
    before = po(project).read_bytes(), po(project).with_suffix(".mo").read_bytes()
    messages("update", root=project)
    messages("compile", root=project)
    assert (po(project).read_bytes(), po(project).with_suffix(".mo").read_bytes()) == before


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("Hej {name}", "Hej {namn}", "other placeholders"),
        ("Hej {name}", "", "not translated"),
        ("Hej {name}", "Hej {name} ", "other blanks"),
        ("{count} mängder", "mängder", "other placeholders"),
        ('msgid "Hello', '#, fuzzy\nmsgid "Hello', "fuzzy"),
        ('msgid "A title"', 'msgid "The title"', "no longer in the source"),
        ("En titel", "Rubrik", "older than the .po"),
    ],
)
def test_a_fault_in_the_catalogue_is_named(
    project: Path, old: str, new: str, complaint: str
) -> None:
    text = po(project).read_text(encoding="utf-8")
    assert old in text
    po(project).write_text(text.replace(old, new), encoding="utf-8")
    done = messages("check", root=project)
    assert done.returncode == 1
    assert complaint in done.stdout


def test_a_new_message_in_the_source_is_missed_until_it_is_gathered(project: Path) -> None:
    with (project / "ksa_tui" / "words.py").open("a", encoding="utf-8") as file:
        file.write('MORE = N_("More")\n')
    assert "not in the .po: 'More'" in messages("check", root=project).stdout
    messages("update", root=project)
    assert "'More' is not translated" in messages("check", root=project).stdout


def test_the_catalogue_names_no_date_host_or_line(project: Path) -> None:
    text = po(project).read_text(encoding="utf-8")
    assert "Date" not in text
    assert "@" not in text
    assert "#: ksa_tui/words.py\n" in text


def argparse_messages() -> set[str]:
    """Every message that argparse translates, read from the running Python's own source."""
    import argparse

    tree = ast.parse(Path(argparse.__file__).read_text(encoding="utf-8"))
    return {
        node.args[0].value
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "_"
        and isinstance(node.args[0], ast.Constant)
        and isinstance(node.args[0].value, str)
    }


def test_argparse_still_says_what_we_translate() -> None:
    newer = {text for text in WORDS if "maybe you meant" in text}
    assert set(WORDS) - newer <= argparse_messages()


@pytest.mark.parametrize("text", WORDS)
def test_every_word_of_argparse_has_its_swedish(text: str) -> None:
    i18n.set_language("sv")
    swedish = i18n.gettext(text)
    i18n.set_language("en")
    assert swedish
    assert swedish != text
    assert i18n.gettext(text) == text


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({"LANG": "sv_SE.UTF-8"}, "sv"),
        ({"LANG": "en_GB.UTF-8"}, "en"),
        ({"LANG": "sv_SE.UTF-8", "LC_ALL": "en_US.UTF-8"}, "en"),
        ({"LANG": "C.UTF-8"}, "sv"),
        ({"LANG": "de_DE.UTF-8"}, "sv"),
        ({"LANG": "sv_SE.UTF-8", "KSA_LANG": "en"}, "en"),
    ],
)
def test_the_language_is_the_computers_unless_ksa_lang_says_otherwise(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], language: str
) -> None:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG", "KSA_LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert i18n.choose_language(None) == language
    assert i18n.choose_language("sv") == "sv"
