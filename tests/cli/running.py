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

from tests.cli.warm import Warm

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


def program(*arguments: str | bytes, now: str = "") -> list[str | bytes]:
    module = ["tests.cli.still", now] if now else ["ksa_tui"]
    return [sys.executable, "-m", *module, *arguments]


def cold(
    *arguments: str | bytes, home: Path, env: Mapping[str, str] | None = None, now: str = ""
) -> tuple[int, bytes, bytes]:
    """Run a command line in an interpreter that starts from nothing; its exit code, stdout and stderr."""
    done = subprocess.run(
        program(*arguments, now=now),
        capture_output=True,
        stdin=subprocess.DEVNULL,
        check=False,
        cwd=home.parent,
        env=environment({"KSA_HOME": str(home), **(env or {})}),
    )
    return done.returncode, done.stdout, done.stderr


@dataclass(frozen=True, slots=True)
class Ksa:
    """``ksa`` with a workspace of its own, in a process that was loaded before if there is one.

    With ``now``, a moment as an ISO text, its clock stands still.
    """

    home: Path
    warm: Warm | None = None
    now: str = ""

    def __call__(self, *arguments: str | bytes, env: Mapping[str, str] | None = None) -> Ran:
        if self.warm is None or _changes_python(env or {}):
            code, out, err = cold(*arguments, home=self.home, env=env, now=self.now)
        else:
            wanted = environment({"KSA_HOME": str(self.home), **(env or {})})
            code, out, err = self.warm(arguments, self.home.parent, wanted, self.now)
        return Ran(code, out.decode("utf-8"), err.decode("utf-8"))

    def new(self, title: str = "Elevhälsan", owner: str = "Åsa Öberg") -> str:
        """Make a workshop; its id."""
        ran = self("new", title, "--owner", owner)
        assert ran.code == 0, ran.err
        return ran.out.strip()


def _changes_python(env: Mapping[str, str]) -> bool:
    """Whether the interpreter itself looks at it when it starts."""
    return any(name.startswith(("PYTHON", "LC_", "LANG")) for name in env)
