"""A process that has loaded the program once, and runs each command line in a copy of itself.

Most of a command's time is spent loading, the same for each. The copy is a process of its own, with files as
its stdout and stderr and an exit code that the system tells. ``tests.cli.running.cold`` starts from
nothing, and ``test_cold`` holds that it makes no difference.
"""

from __future__ import annotations

import gc
import importlib
import json
import os
import pkgutil
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from tests.cli.still import stop_the_clock

CAN_FORK: Final = hasattr(os, "fork")
FILES: Final = ("out", "err")


class Warm:
    """The process, as the tests talk to it: a line of JSON there, the exit code back."""

    def __init__(self, folder: Path, env: Mapping[str, str]) -> None:
        self._files = [folder / name for name in FILES]
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.cli.warm"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=env,
            encoding="utf-8",
        )

    def __call__(
        self, arguments: Sequence[str | bytes], cwd: Path, env: Mapping[str, str], now: str = ""
    ) -> tuple[int, bytes, bytes]:
        """Run one command line, at a moment if one is named; its exit code, stdout and stderr."""
        asked = {
            "arguments": [os.fsdecode(word) for word in arguments],
            "cwd": str(cwd),
            "env": dict(env),
            "now": now,
            "files": [str(file) for file in self._files],
        }
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        stdin.write(json.dumps(asked) + "\n")
        stdin.flush()
        code = int(stdout.readline())
        out, err = (file.read_bytes() for file in self._files)
        return code, out, err

    def close(self) -> None:
        """Let it end; to be called once."""
        self._process.communicate()


def load() -> None:
    """Everything that a command may need; the app's own screens are no part of that."""
    import ksa_tui

    for module in pkgutil.walk_packages(ksa_tui.__path__, "ksa_tui."):
        if not module.name.startswith(("ksa_tui.ui", "ksa_tui.__main__")):
            importlib.import_module(module.name)
    for name in ("openpyxl", "xlsxwriter", "python_calamine", "sqlalchemy.dialects.sqlite"):
        importlib.import_module(name)
    gc.freeze()  # what a collection touches is copied


def serve() -> None:
    """Run what is asked for until nobody asks; returns in the copy only, through ``sys.exit``."""
    load()
    told = os.dup(1)
    while line := sys.stdin.readline():
        child = os.fork()
        if child == 0:
            os.close(told)
            become(json.loads(line))
        code = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        os.write(told, f"{code}\n".encode())


def become(asked: dict[str, Any]) -> None:
    """From now on be the program that was asked for."""
    from ksa_tui.cli import main

    os.environ.clear()
    os.environ.update(asked["env"])
    time.tzset()
    os.chdir(asked["cwd"])
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, file in enumerate(asked["files"], start=1):
        os.dup2(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
    sys.stdin = os.fdopen(0)  # of what the old one has buffered nothing belongs to the program
    sys.argv[1:] = asked["arguments"]
    if asked["now"]:
        stop_the_clock(asked["now"])
    sys.exit(main())


if __name__ == "__main__":
    serve()
