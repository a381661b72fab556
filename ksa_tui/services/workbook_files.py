"""Where a workbook that somebody asked for is written: a new file, or a usual name in a folder."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from ksa_tui.errors import RuleError
from ksa_tui.i18n import N_
from ksa_tui.paths import Workspace

IS_THERE: Final = N_("{path} is there already, and nothing is written over. Choose another name.")

SUFFIX: Final = ".xlsx"


def place_for(
    workspace: Workspace, to: Path | None, usual: str, no_workbook: str
) -> tuple[Path, str]:
    """Folder and name; refuses what cannot be meant (``no_workbook``) before any work is done.

    ``to`` is a file that is not there yet, or a folder that is; None is ``exports`` of the workspace.
    """
    if to is None:
        return workspace.exports, usual
    if to.is_dir():
        return to, usual
    if to.suffix.casefold() not in ("", SUFFIX):
        raise RuleError(no_workbook, name=to.name)
    path = to.with_suffix(SUFFIX)
    if path.exists():
        raise RuleError(IS_THERE, path=path)
    return path.parent, path.stem
