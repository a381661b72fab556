"""The decision workbook: built from a frozen book, deterministic, with the snapshot that it is compared with."""

from __future__ import annotations

from ksa_tui.spreadsheets.decision.book import Made, build, make

__all__ = ["Made", "build", "make"]
