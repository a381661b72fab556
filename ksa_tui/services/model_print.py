"""The workspace's model as pages to print and lay on the table."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

from ksa_tui import reference
from ksa_tui.domain.texts import fold
from ksa_tui.errors import SpreadsheetError
from ksa_tui.i18n import N_, language
from ksa_tui.paths import Workspace
from ksa_tui.spreadsheets.saving import save_new

NOT_XLSX: Final = N_("The pages are written as a workbook. Give {name} a name that ends in .xlsx.")

_SUFFIX: Final = ".xlsx"


def write_model(workspace: Workspace, created: datetime, to: Path | None = None) -> Path:
    """Write the pages in the language spoken; returns their path, which is never that of an older file.

    ``to`` is a file or a folder; None is the workspace's ``exports``.
    """
    from ksa_tui.spreadsheets.model_pages import build

    model = reference.load_model(workspace)
    folder, stem = workspace.exports, _plain(f"{_word()}-{model.id}-{model.version}")
    if to is not None and to.is_dir():
        folder = to
    elif to is not None:
        if fold(to.suffix) != _SUFFIX:
            raise SpreadsheetError(NOT_XLSX, name=to.name)
        folder, stem = to.parent, to.stem
    return save_new(folder, stem, _SUFFIX, build(model, language(), created))


def _word() -> str:
    return "modell" if language() == "sv" else "model"


def _plain(name: str) -> str:
    """A name that every file system takes."""
    return "".join(char if char.isalnum() or char in "-._" else "-" for char in name)
