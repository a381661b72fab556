"""Make the worked example's workbooks anew in exports/.

python -m scripts.example
"""

from __future__ import annotations

import shutil
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from ksa_tui import i18n
from ksa_tui.paths import Workspace
from ksa_tui.services import demo, exports, show
from ksa_tui.services.stores import Actor, open_store
from ksa_tui.services.workshops import find

EXPORTS: Final = Path(__file__).parents[1] / "exports"
DECISION: Final = "exempel-beslutsunderlag.xlsx"
DRAFT: Final = "exempel-utkast.xlsx"


def make(folder: Path) -> None:
    """Write the decision workbook of the finished workshop and the draft of the one under way."""
    i18n.set_language("sv")
    with TemporaryDirectory() as home:
        workspace = Workspace(Path(home))
        demo.build(workspace)
        (decision,) = workspace.exports.iterdir()
        shutil.copyfile(decision, folder / DECISION)
        shutil.copyfile(_draft(workspace), folder / DRAFT)


def _draft(workspace: Workspace) -> Path:
    actor, clock, new_id = Actor("Ali Moradi"), demo.told_clock(), demo.told_ids(seed=2)
    with open_store(workspace, actor, clock=clock, new_id=new_id) as store:
        (open_one,) = (row["title"] for row in show.listing(store) if row["status"] == "open")
        workshop = find(store, str(open_one))
        return exports.export(
            store, workshop, exports.ExportOptions(kind="draft", zone=demo.ZONE)
        ).path


if __name__ == "__main__":
    make(EXPORTS)
