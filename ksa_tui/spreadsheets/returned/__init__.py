"""A decision workbook that comes back: checked as a hostile file is, and read into plain values."""

from __future__ import annotations

from ksa_tui.spreadsheets.returned.opening import RefusedFileError
from ksa_tui.spreadsheets.returned.reading import read

__all__ = ["RefusedFileError", "read"]
