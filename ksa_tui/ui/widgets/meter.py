"""Progress as a line: heavy for what is done, thin for what is left; always with figures beside."""

from __future__ import annotations

from textual.content import Content


def meter(done: int, total: int, width: int = 12) -> Content:
    """A line of ``width`` cells. Full only when all is done, empty only when nothing is."""
    filled = _filled(done, total, width)
    return Content.assemble(("━" * filled, "$accent"), ("─" * (width - filled), "$hairline"))


def _filled(done: int, total: int, width: int) -> int:
    if total <= 0 or done <= 0:
        return 0
    if done >= total:
        return width
    return min(max(round(width * done / total), 1), width - 1)
