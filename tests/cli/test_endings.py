"""How a command ends when its reader goes away, the disk is full, or ksa itself is at fault."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path
from typing import Final

import pytest

from tests.cli.running import Ksa, environment, program

posix_only = pytest.mark.skipif(os.name != "posix", reason="there is no such thing on Windows")

FAULTY: Final = """
import sys
from ksa_tui.commandline import commands
def fault(args):
    try:
        raise ValueError("Hemlig motivering")
    except ValueError as error:
        raise {kind} from error
commands.list_workshops = fault
from ksa_tui.cli import main
sys.exit(main(["list"]))
"""


def run_faulty(kind: str, env: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", FAULTY.format(kind=kind)],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=environment(env),
    )


def log_of(sentence: str) -> Path:
    return Path(sentence.strip().rpartition(" are in ")[2])


def test_a_fault_of_ksa_is_one_sentence_and_the_log_says_where_but_not_what() -> None:
    done = run_faulty('RuntimeError("Elevhälsojournal")')
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("Something went wrong inside ksa. What was saved is safe.")
    assert len(done.stderr.splitlines()) == 1
    log = log_of(done.stderr).read_text(encoding="utf-8")
    assert "builtins.RuntimeError\n" in log
    assert "builtins.ValueError\n" in log
    assert "in fault" in log
    assert "Elevhälsojournal" not in log
    assert "Hemlig" not in log.replace('raise ValueError("Hemlig motivering")', "")


def test_what_the_system_said_is_in_the_log() -> None:
    done = run_faulty('PermissionError(13, "Permission denied")')
    assert "builtins.PermissionError [13] Permission denied" in log_of(done.stderr).read_text(
        "utf-8"
    )


def test_a_log_that_cannot_be_written_is_said_too(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    places = ("XDG_STATE_HOME", "HOME", "LOCALAPPDATA")
    done = run_faulty("RuntimeError", dict.fromkeys(places, str(tmp_path / "file")))
    assert done.returncode == 1
    assert "the log could not be written" in done.stderr


def test_a_large_log_is_put_aside() -> None:
    log = log_of(run_faulty("RuntimeError").stderr)
    log.write_bytes(b"x" * 1_000_001)
    run_faulty("RuntimeError")
    assert log.with_name("ksa.log.1").stat().st_size == 1_000_001
    assert log.stat().st_size < 10_000


def test_an_interruption_is_quiet() -> None:
    done = run_faulty("KeyboardInterrupt")
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")


@posix_only
def test_a_reader_that_goes_away_is_no_fault(ksa: Ksa) -> None:
    process = subprocess.Popen(
        program("--help"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=environment()
    )
    assert process.stdout is not None
    assert process.stderr is not None
    with process:
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


@posix_only
@pytest.mark.skipif(
    not Path("/dev/full").exists(), reason="only Linux has a device that is always full"
)
@pytest.mark.parametrize("arguments", [["list"], ["--version"], ["list", "--json"]])
def test_a_full_disk_is_said_in_words(ksa: Ksa, arguments: list[str]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            program(*arguments),
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
            env=environment({"KSA_HOME": str(ksa.home)}),
        )
    assert done.returncode == 1
    assert done.stderr.startswith("The output could not be written: ")
    assert len(done.stderr.splitlines()) == 1


@posix_only
def test_a_terminated_command_leaves_the_store_whole(ksa: Ksa) -> None:
    ksa.new("Elevhälsan")
    process = subprocess.Popen(
        program("new", "Annan", "--owner", "A"),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment({"KSA_HOME": str(ksa.home)}),
    )
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert "Elevhälsan" in [row["title"] for row in ksa("list", "--json").json]
