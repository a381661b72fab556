"""The yearly report as a workbook: a page for the committee, tables with charts, and the assets behind."""

from ksa_tui.spreadsheets.report.book import build as build

__all__ = ["build"]
