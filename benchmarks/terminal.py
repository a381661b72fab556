"""Programs in a real pseudo-terminal, with the CPU time they had used when each byte of output came.

The clock is the program's own process clock, all its threads together, which a busy neighbour hardly moves.
Output is stamped when it arrives, and given to the emulator only in silence: its cost stays out of the figures.
"""

from __future__ import annotations

import contextlib
import os
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from benchmarks.measuring import MS
from tests.terminal.driver import Terminal, key_bytes
from tests.terminal.story import ROOT, WIDE, program

QUIET: Final = 0.25
"""Seconds without output after which a repaint is over; longer than a cursor must rest anywhere."""
SILENCE: Final = 0.003
"""Seconds without output in which the emulator is fed."""

AFTER_US: Final = ("nice", "-n", "10")
"""The program gives way to this one, or on a busy machine it works on before its output is seen and stamped."""

os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # with it our modules are compiled at each start


class Program(Terminal):
    """A program in a terminal of 100 columns and 30 rows that counts what it costs."""

    def __init__(self, argv: Sequence[str], **env: str) -> None:
        self._waiting: list[tuple[float, str]] = []
        self._used = self.painted_at = 0.0
        """CPU ms that the program had used when it painted last."""
        super().__init__(
            [*AFTER_US, *argv],
            size=WIDE,
            env={"PYTHONPATH": str(ROOT), "TEXTUAL_ANIMATIONS": "none", **env},
        )

    def cpu(self) -> float:
        """CPU ms used so far; what it was last when the program has ended."""
        with contextlib.suppress(OSError):
            self._used = time.clock_gettime((~self.pid << 3) | 2) * MS
        return self._used

    def peak(self) -> float:
        """The most memory it had so far, in MiB."""
        for line in Path(f"/proc/{self.pid}/status").read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) / 1024
        raise RuntimeError("the system does not tell the peak of a process's memory")

    def _paint(self, text: str) -> None:
        self.painted_at = self.cpu()
        self._waiting.append((self.painted_at, text))

    def text(self) -> str:
        """The screen, everything that came painted on it."""
        while self._waiting:
            self._feed()
        return super().text()

    def _feed(self) -> float:
        at, text = self._waiting.pop(0)
        super()._paint(text)
        return at

    def seen(self, *wanted: str, timeout: float = 60.0) -> float:
        """CPU ms at the output that put all of ``wanted`` on the screen."""
        end = time.monotonic() + timeout
        while time.monotonic() < end:
            if self._read(SILENCE if self._waiting else 0.05):
                continue
            while self._waiting:
                at = self._feed()
                shown = super().text()
                if all(word in shown for word in wanted):
                    return at
        raise AssertionError(f"{wanted} is not on the screen:\n{self.text()}")

    def answered(self, name: str, *wanted: str) -> float:
        """CPU ms since the start when what a key brings is on the screen, whatever else goes on."""
        self._write(key_bytes(name))
        return self.seen(*wanted)

    def key(self, name: str) -> float:
        """CPU ms from the key to the last byte of what it paints; or to the end of its work."""
        before = self.painted_at = self.cpu()
        self._write(key_bytes(name))
        self.rest()
        return (self.painted_at if self.painted_at > before else self.cpu()) - before

    def rest(self) -> None:
        """Until nothing is painted any more and nothing is worked on behind the screen either."""
        while True:
            before = self.cpu()
            painted = self._read(QUIET)
            if not painted and self.cpu() - before < QUIET * MS / 20 and not self._wants_to_work():
                break
        self.text()

    def _wants_to_work(self) -> bool:
        """Whether a thread runs, or would if the machine were not busy with others, or waits for the disk."""
        states = (path.read_text().rpartition(")")[2] for path in self._threads())
        return any(state.split()[0] in "RD" for state in states)

    def _threads(self) -> list[Path]:
        return list(Path(f"/proc/{self.pid}/task").glob("*/stat"))


def ksa(home: Path, *arguments: str) -> Program:
    """ksa on a workspace, in Swedish."""
    return Program(
        [*program(), *arguments, "--home", str(home), "--lang", "sv", "--as", "Ali Moradi"]
    )


def bare(*arguments: str) -> Program:
    """One of the bare Textual apps of ``benchmarks.bare``."""
    return Program([sys.executable, "-m", "benchmarks.bare", *arguments])


def to_the_end(argv: Sequence[str]) -> float:
    """CPU ms of a command from its start to its end."""
    null = os.open(os.devnull, os.O_WRONLY)
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    actions = [(os.POSIX_SPAWN_DUP2, null, 1)]
    child = os.posix_spawnp(argv[0], list(argv), env, file_actions=actions)
    _, status, used = os.wait4(child, 0)
    os.close(null)
    if status:
        raise RuntimeError(f"{' '.join(argv)} failed")
    return (used.ru_utime + used.ru_stime) * MS


def home_painted(home: Path, *wanted: str) -> float:
    """CPU ms until Home is painted with its data, the cursor on a workshop."""
    with ksa(home) as program:
        return program.seen("▸ Workshop", *wanted)


def hello_painted() -> float:
    """CPU ms until a bare Textual hello world is painted."""
    with bare("hello") as program:
        return program.seen("Hello, world!")
