"""The sizes at which screens change; each screen carries the class of its width and of its height."""

from __future__ import annotations

from typing import Final

NORMAL: Final = 96
WIDE: Final = 116
TALL: Final = 28
ROOMY: Final = 34
"""Columns and lines, for what a stylesheet cannot say."""

WIDTHS: Final = [(0, "-narrow"), (NORMAL, "-normal"), (WIDE, "-wide")]
HEIGHTS: Final = [(0, "-short"), (TALL, "-tall"), (ROOMY, "-roomy")]
