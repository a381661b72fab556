"""The decision workbook: the same book gives the same bytes, and the snapshot a reply is compared with."""

from __future__ import annotations

from ksa_tui.spreadsheets.decision.book import TICKS, Made, build, make

__all__ = ["TICKS", "Made", "build", "make"]
