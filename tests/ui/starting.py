"""The app started from nothing in a process of its own, and what was loaded by then."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

_PROGRAM: Final = """
import asyncio, gc, json, sys
from pathlib import Path
from ksa_tui import collecting
collecting.relax()
collecting.pause()
from ksa_tui.paths import Workspace
from ksa_tui.settings import Settings
from ksa_tui.ui.app import KsaApp
from ksa_tui.ui.session import Session

open_store = Session.ready

def tell():
    print(json.dumps([sorted(sys.modules), gc.isenabled(), gc.get_freeze_count()]))

async def watched(*arguments):  # the store is opened after the first paint
    tell()
    Session.ready = open_store
    return await open_store(*arguments)

Session.ready = watched

async def main():
    app = KsaApp(Workspace(Path(sys.argv[1])), Settings())
    async with app.run_test() as pilot:
        await pilot.pause()
        await app.store_ready()
        await pilot.pause(0.2)
        tell()
        app.close_store()

asyncio.run(main())
"""


@dataclass(frozen=True, slots=True)
class Moment:
    """The modules that are loaded, and whether Python looks for garbage, and past how many objects."""

    modules: frozenset[str]
    collects: bool
    passed_over: int

    def loaded(self, *names: str) -> list[str]:
        """Those of ``names`` that are."""
        return [name for name in names if name in self.modules]


def start(home: Path) -> tuple[Moment, Moment]:
    """Open the app on a workspace: when Home is painted, and when the store is open."""
    painted, ready = run_python(_PROGRAM, str(home)).splitlines()
    return _moment(json.loads(painted)), _moment(json.loads(ready))


def run_python(program: str, *arguments: str) -> str:
    """What a program says that runs in an interpreter of its own, in the checkout."""
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments],
        capture_output=True,
        check=True,
        encoding="utf-8",
        cwd=Path(__file__).parents[2],
    )
    return done.stdout


def _moment(told: list[Any]) -> Moment:
    return Moment(frozenset(told[0]), *told[1:])
