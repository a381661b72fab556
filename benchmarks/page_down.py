"""Page down in the register of 10,000 assets, against Textual's DataTable with the same rows and columns."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.measuring import Bench, Goal, Measured, in_turns
from benchmarks.stores import ACTOR, LARGE, many
from benchmarks.terminal import bare, ksa
from ksa_tui.domain.register import RegisterFilter
from ksa_tui.domain.words import ASSET_STATUS
from ksa_tui.paths import Workspace
from ksa_tui.services import register
from ksa_tui.services.stores import open_store


def rows_of(workspace: Workspace, path: Path) -> Path:
    """The register's rows as they are shown, as JSON, the heads first."""
    with open_store(workspace, ACTOR) as store:
        found = register.read(store).find(RegisterFilter(), store.clock().date())
        rows = [
            (
                row.name,
                *map(str, (row.levels or {}).values()),
                str(row.review_on),
                ASSET_STATUS[row.status],
            )
            for portion in found.in_full()
            for row in portion
        ]
    heads = ("Informationsmängd", "K", "R", "T", "Omprövas", "Status")
    path.write_text(json.dumps([heads, *rows]), encoding="utf-8")
    return path


def measure(bench: Bench) -> Measured:
    workspace = many(bench.folder, LARGE)
    rows = rows_of(workspace, bench.folder / "rows.json")
    with ksa(workspace.home) as ours, bare("table", str(rows)) as theirs:
        ours.seen("▸ Workshop")
        ours.rest()
        ours.key("r")
        theirs.seen("Informationsmängd")
        theirs.rest()
        return Measured(
            *in_turns(bench.runs, lambda: ours.key("pagedown"), lambda: theirs.key("pagedown"))
        )


GOAL = Goal("page down in the register, 10,000 assets", "DataTable, the same rows", 0.3, measure)
