"""What is printed: UTF-8 on every console, nothing that steers a terminal, columns that line up."""

from __future__ import annotations

import io
import json
import os
import shutil
import sys
import textwrap
from collections.abc import Iterable, Sequence
from typing import Final

from rich.cells import cell_len

from ksa_tui.domain.texts import visible
from ksa_tui.errors import KsaError
from ksa_tui.i18n import N_

MAX_WIDTH: Final = 100
"""Columns: text for people is not set wider than this on a wide terminal."""
_ESCAPED: Final = {code: f"\\u{code:04x}" for code in range(0x7F, 0xA0)}
"""The control characters that JSON may hold unescaped, though a terminal obeys some of them."""


class OutputError(KsaError):
    """What was printed could not be written where it was sent."""


def prepare() -> None:
    """Speak UTF-8 whatever the console says: a Windows pipe is cp1252, and has no word for an emoji."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def say(text: str) -> None:
    """Print to stdout. ``text`` must already be safe, or be meant for a program."""
    try:
        sys.stdout.write(f"{text}\n")
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _unwritten(error) from error


def say_json(content: object) -> None:
    """Print JSON, for other programs."""
    say(json.dumps(content, ensure_ascii=False, indent=2).translate(_ESCAPED))


def finish() -> None:
    """See to it that what was printed has arrived."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise _unwritten(error) from error


def complain(text: str) -> None:
    """A reason to stderr, safe on any terminal, its lines kept."""
    for line in text.split("\n"):
        print(visible(line), file=sys.stderr)


def abandon_output() -> None:
    """Send what is still buffered nowhere, so that Python does not complain about it at exit."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())


def _unwritten(error: OSError) -> OutputError:
    return OutputError(
        N_("The output could not be written: {reason}. Send it to another place."),
        reason=error.strerror or type(error).__name__,
    )


def columns(rows: Iterable[Sequence[str]], right: frozenset[int] = frozenset()) -> list[str]:
    """Lines in which every column lines up, wide characters counted as two; ``right`` aligns numbers."""
    safe = [[visible(cell) for cell in row] for row in rows]
    widths = [max(cell_len(cell) for cell in column) for column in zip(*safe, strict=True)]
    return ["  ".join(_padded(row, widths, right)).rstrip() for row in safe]


def _padded(row: Sequence[str], widths: Sequence[int], right: frozenset[int]) -> Iterable[str]:
    for index, (cell, width) in enumerate(zip(row, widths, strict=True)):
        blanks = " " * (width - cell_len(cell))
        yield blanks + cell if index in right else cell + blanks


def paragraph(text: str, indent: str) -> list[str]:
    """A text of a person's, its line breaks kept, wrapped and indented."""
    width = min(shutil.get_terminal_size().columns, MAX_WIDTH)
    lines: list[str] = []
    for line in text.splitlines():
        wrapped = textwrap.wrap(
            visible(line), width, initial_indent=indent, subsequent_indent=indent
        )
        lines.extend(wrapped or [""])
    return lines
