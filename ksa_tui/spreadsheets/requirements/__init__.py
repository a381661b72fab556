"""The requirements workbook: for bidders, or with why for the buyer alone; the same input, the same bytes."""

from __future__ import annotations

from ksa_tui.spreadsheets.requirements.book import build

__all__ = ["build"]
