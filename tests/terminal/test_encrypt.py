"""``ksa encrypt`` and what opens a locked store, at a real terminal: asked unseen, never on a command line."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

if os.name != "posix":
    pytest.skip("a pseudo-terminal is needed", allow_module_level=True)

from ksa_tui.paths import Workspace
from ksa_tui.services import encrypting
from ksa_tui.services.backups import known_backups
from ksa_tui.store.driver import is_plain
from tests.cli.running import Ksa, environment
from tests.terminal.driver import Terminal

pytestmark = pytest.mark.terminal

PHRASE = "fyra små grodor och å"
OTHER = "fem blå hästar i regn"


@pytest.fixture
def ksa(tmp_path: Path) -> Ksa:
    ksa = Ksa(tmp_path / "workspace")
    assert ksa("new", "Elevhälsan", "--owner", "Maria Holm").code == 0
    assert ksa("backup").code == 0
    return ksa


def at_terminal(home: Path, *arguments: str) -> Terminal:
    command = [sys.executable, "-m", "ksa_tui", *arguments, "--home", str(home), "--lang", "en"]
    return Terminal(command, env=environment(), size=(160, 40))


def answered(home: Path, arguments: list[str], *answers: tuple[str, str]) -> tuple[int, str]:
    """The exit code and the screen after each question was answered."""
    with at_terminal(home, *arguments) as terminal:
        for number, (question, answer) in enumerate(answers):
            asked = [earlier for earlier, _ in answers[: number + 1]].count(question)
            while terminal.text().count(question) < asked:
                terminal.wait_for(question)
                terminal.settle()
            terminal.write(f"{answer}\r")
            assert answer not in terminal.text()
        code = terminal.wait_exit()
        terminal.settle()
        return code, terminal.text()


def encrypt(home: Path, *first: tuple[str, str], phrase: str = PHRASE) -> tuple[int, str]:
    return answered(
        home, ["encrypt"], *first, ("New passphrase:", phrase), ("The same once more:", phrase)
    )


def test_the_store_is_locked_and_opened_with_the_passphrase(ksa: Ksa) -> None:
    shown = ksa("list", "--json").out
    code, text = encrypt(ksa.home)
    assert code == 0, text
    assert "cannot be recovered" in text
    assert "Locked too" in text
    workspace = Workspace(ksa.home)
    assert not is_plain(workspace.store)
    code, text = answered(ksa.home, ["list", "--json"], ("Passphrase of", PHRASE))
    assert code == 0
    assert [line.strip() for line in shown.splitlines()] == [
        line.strip() for line in text[text.index("[") :].splitlines() if line.strip()
    ]
    (backup,) = known_backups(workspace)
    assert answered(ksa.home, ["verify"], ("Passphrase of", PHRASE))[0] == 0
    assert answered(ksa.home, ["verify", str(backup.path)], ("Passphrase of", PHRASE))[0] == 0
    code, text = answered(
        ksa.home, ["restore", str(backup.path), "--yes"], ("Passphrase of", PHRASE)
    )
    assert code == 0, text
    assert not is_plain(workspace.store)


def test_a_wrong_passphrase_is_told_and_asked_for_again(ksa: Ksa) -> None:
    assert encrypt(ksa.home)[0] == 0
    with at_terminal(ksa.home, "list") as terminal:
        terminal.wait_for("Passphrase of")
        terminal.write("fel\r")
        terminal.wait_for("The passphrase is wrong")
        terminal.settle()
        terminal.write(f"{PHRASE}\r")
        terminal.wait_for("Elevhälsan")
        assert terminal.wait_exit() == 0
    wrong = [("Passphrase of", "fel1"), ("Passphrase of", "fel2"), ("Passphrase of", "fel3")]
    code, text = answered(ksa.home, ["list"], *wrong)
    assert code == 1
    assert "Elevhälsan" not in text
    assert "Traceback" not in text


def test_the_passphrase_is_changed_after_the_old_one(ksa: Ksa) -> None:
    assert encrypt(ksa.home)[0] == 0
    code, text = encrypt(ksa.home, ("Passphrase of", PHRASE), phrase=OTHER)
    assert code == 0, text
    assert "Has the new passphrase too" in text
    encrypting.fits(Workspace(ksa.home, OTHER))
    for backup in known_backups(Workspace(ksa.home)):
        encrypting.fits(Workspace(ksa.home, OTHER), backup.path)


def test_weak_ones_and_slips_are_asked_for_again(ksa: Ksa) -> None:
    code, text = answered(
        ksa.home,
        ["encrypt"],
        ("New passphrase:", "kort"),
        ("at least 12 characters", PHRASE),
        ("The same once more:", OTHER),
        ("not alike", PHRASE),
        ("The same once more:", PHRASE),
    )
    assert code == 0, text
    encrypting.fits(Workspace(ksa.home, PHRASE))


def test_a_new_workspace_is_locked_from_the_beginning(tmp_path: Path) -> None:
    home = tmp_path / "ny"
    code, text = encrypt(home)
    assert code == 0, text
    assert not is_plain(home / "data" / "ksa.db")
    encrypting.fits(Workspace(home, PHRASE))


def test_without_a_terminal_nothing_is_asked_and_nothing_done(ksa: Ksa) -> None:
    before = (ksa.home / "data" / "ksa.db").read_bytes()
    refused = ksa("encrypt")
    assert (refused.code, refused.out) == (1, "")
    assert "at a terminal only" in refused.err
    assert (ksa.home / "data" / "ksa.db").read_bytes() == before
    assert encrypt(ksa.home)[0] == 0
    backup = str(known_backups(Workspace(ksa.home))[0].path)
    for arguments in (
        ["list"], ["show", "Elevhälsan"], ["new", "X", "--owner", "Y"], ["backup"], ["verify"],
        ["verify", backup], ["restore", backup], ["register", "--json"], ["encrypt"],
    ):  # fmt: skip
        ran = ksa(*arguments, env={"KSA_PASSPHRASE": PHRASE})
        assert (ran.code, ran.out) == (1, ""), arguments
        assert "at a terminal only" in ran.err
    assert "unrecognized" in ksa("list", "--passphrase", PHRASE).err


def test_the_app_asks_and_opens(ksa: Ksa) -> None:
    assert encrypt(ksa.home)[0] == 0
    with at_terminal(ksa.home) as terminal:
        terminal.wait_for("The store is locked with a passphrase")
        terminal.write("fel")
        terminal.press("enter")
        terminal.wait_for("The passphrase is wrong")
        terminal.write(PHRASE)
        terminal.press("enter")
        terminal.wait_for("Elevhälsan")
        terminal.press("ctrl+q")
        assert terminal.wait_exit() == 0
