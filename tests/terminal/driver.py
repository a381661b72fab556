"""Drives a program in a real pseudo-terminal and reads the screen it paints (Linux and macOS)."""

from __future__ import annotations

import codecs
import contextlib
import fcntl
import os
import pty
import re
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import Final, Self

import pyte

KEYS: Final = {
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "delete": "\x1b[3~",
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "escape": "\x1b",
    "backspace": "\x7f",
    "space": " ",
    "f1": "\x1bOP",
    "f10": "\x1b[21~",
}
"""What an xterm sends; any other name is sent as it is, and ctrl+letter as its control character."""

# pyte prints what it does not know: cursor shapes, keyboard protocols, window titles, private modes.
_UNKNOWN_TO_PYTE: Final = re.compile(
    r"\x1b\[[<>=][0-9;:]*[ -/]*[@-~]|\x1b\[\??[0-9;]*\$[a-z]|\x1b[P_^X][^\x1b]*\x1b\\"
    r"|\x1b\[\?[0-9;]*[a-gi-km-z]|\x1b\[[0-9;]* q|\x1b\][0-9]+;[^\x07\x1b]*(?:\x07|\x1b\\)"
)
_CUT_SEQUENCE: Final = re.compile(r"\x1b(?:\[[<>=?]?[0-9;: -/]*|[P_^X\]][^\x1b\x07]*\x1b?)?\Z")
_OTHER_SCREEN: Final = re.compile(r"\x1b\[\?1049[hl]")


def key_bytes(name: str) -> bytes:
    """What the terminal sends for a key."""
    if name.startswith("ctrl+") and len(name) == len("ctrl+x"):
        return bytes([ord(name[-1].upper()) & 0x1F])
    return KEYS.get(name, name).encode()


class Terminal:
    """A program in a pseudo-terminal: keys go in, the screen comes out as text."""

    def __init__(
        self,
        argv: Sequence[str],
        *,
        size: tuple[int, int] = (100, 30),
        env: Mapping[str, str] | None = None,
    ) -> None:
        """Start ``argv``; ``size`` is columns and rows, ``env`` comes on top of this process's own."""
        self._screen = pyte.Screen(*size)
        self._stream = pyte.Stream(self._screen)
        self._decoder = codecs.getincrementaldecoder("utf-8")("replace")
        self._held = ""
        self._ended = False
        self._code: int | None = None
        whole = {**os.environ, "TERM": "xterm-256color", "LANG": "C.UTF-8", **(env or {})}
        for name in ("LINES", "COLUMNS", "NO_COLOR", "TMUX"):
            whole.pop(name, None)
        self.pid, self._fd = pty.fork()
        if self.pid == 0:
            with contextlib.suppress(OSError):
                fcntl.ioctl(0, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
                os.execvpe(argv[0], list(argv), whole)
            os._exit(127)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._code is None:
            self.kill()
        os.close(self._fd)

    def text(self) -> str:
        """The screen as it stands, blanks at the line ends cut off."""
        return "\n".join(line.rstrip() for line in self._screen.display)

    def press(self, *keys: str) -> None:
        """Press keys by name; a single character is itself."""
        for name in keys:
            self._write(key_bytes(name))
            self.settle()

    def write(self, text: str) -> None:
        """Type a text at once."""
        self._write(text.encode())
        self.settle()

    def wait_for(self, wanted: str, timeout: float = 30.0) -> None:
        """Until the screen shows ``wanted``; AssertionError with the screen after ``timeout`` seconds."""
        end = time.monotonic() + timeout
        while wanted not in self.text():
            if time.monotonic() > end or (self._ended and not self._read(0)):
                raise AssertionError(f"{wanted!r} is not on the screen:\n{self.text()}")
            self._read(0.1)

    def settle(self, quiet: float = 0.15, timeout: float = 10.0) -> None:
        """Until nothing was painted for ``quiet`` seconds."""
        end = time.monotonic() + timeout
        while self._read(quiet) and time.monotonic() < end:
            pass

    def kill(self) -> None:
        """End the program as a power cut would: no farewell."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGKILL)
        self.wait_exit()

    def wait_exit(self, timeout: float = 20.0) -> int:
        """The exit code of the program, negative for a signal; AssertionError if it does not end."""
        end = time.monotonic() + timeout
        while self._code is None:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                self._code = os.waitstatus_to_exitcode(status)
            elif time.monotonic() > end:
                raise AssertionError(f"the program did not end:\n{self.text()}")
            self._read(0.05)
        return self._code

    def _write(self, data: bytes) -> None:
        while data:
            data = data[os.write(self._fd, data) :]

    def _read(self, timeout: float) -> bool:
        """Take what the program painted within ``timeout`` seconds; whether anything came."""
        if self._ended:
            time.sleep(min(timeout, 0.01))
            return False
        if not select.select([self._fd], [], [], timeout)[0]:
            return False
        try:
            data = os.read(self._fd, 1 << 16)
        except OSError:  # Linux says so when the other end is closed
            data = b""
        if not data:
            self._ended = True
            return False
        self._paint(self._decoder.decode(data))
        return True

    def _paint(self, text: str) -> None:
        text = _UNKNOWN_TO_PYTE.sub("", self._held + text)
        text = _OTHER_SCREEN.sub("\x1b[0m\x1b[r\x1b[2J\x1b[H", text)
        cut = _CUT_SEQUENCE.search(text)
        self._held = text[cut.start() :] if cut else ""
        self._stream.feed(text[: cut.start()] if cut else text)
