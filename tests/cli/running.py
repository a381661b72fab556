"""Runs the command line as a shell does: another process, bytes in and out."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

ROOT: Final = Path(__file__).parents[2]


@dataclass(frozen=True, slots=True)
class Ran:
    """What one command left: exit code, stdout, stderr."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)


def environment(extra: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's own environment, the checkout first on the path, English if nothing else is said."""
    return {
        **os.environ,
        "PYTHONPATH": str(ROOT),
        "COLUMNS": "80",
        "KSA_LANG": "en",
        **(extra or {}),
    }


def program(*arguments: str | bytes) -> list[str | bytes]:
    return [sys.executable, "-m", "ksa_tui", *arguments]


@dataclass(frozen=True, slots=True)
class Ksa:
    """``ksa`` with a workspace of its own."""

    home: Path

    def __call__(self, *arguments: str | bytes, env: Mapping[str, str] | None = None) -> Ran:
        done = subprocess.run(
            program(*arguments),
            capture_output=True,
            stdin=subprocess.DEVNULL,
            check=False,
            cwd=self.home.parent,
            env=environment({"KSA_HOME": str(self.home), **(env or {})}),
        )
        return Ran(done.returncode, done.stdout.decode("utf-8"), done.stderr.decode("utf-8"))

    def new(self, title: str = "Elevhälsan", owner: str = "Åsa Öberg") -> str:
        """Make a workshop; its id."""
        ran = self("new", title, "--owner", owner)
        assert ran.code == 0, ran.err
        return ran.out.strip()
