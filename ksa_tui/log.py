"""The log: what failed and where in the program, never what was classified.

The text of an exception may quote what a person wrote, so only its type is kept, and for errors of the
operating system the reason that the system gave.
"""

from __future__ import annotations

import platform
import traceback
from datetime import datetime
from pathlib import Path
from typing import Final

from ksa_tui import __version__
from ksa_tui.paths import log_file

MAX_BYTES: Final = 1_000_000
"""A log larger than this is put aside as ``ksa.log.1``, which it replaces."""


def record_failure(error: BaseException) -> Path | None:
    """Write where ``error`` came from to the log; its path, or None when it cannot be written."""
    path = log_file()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file() and path.stat().st_size > MAX_BYTES:
            path.replace(path.with_name(f"{path.name}.1"))
        with path.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(_account(error))
    except OSError:
        return None
    return path


def _account(error: BaseException) -> str:
    now = datetime.now().astimezone().isoformat(timespec="seconds")
    python = f"Python {platform.python_version()} {platform.system()}"
    lines = [f"{now} ksa {__version__} {python}\n"]
    link: BaseException | None = error
    while link is not None:
        lines.append(f"{_kind(link)}\n")
        lines.extend(traceback.format_tb(link.__traceback__))
        link = link.__cause__ or link.__context__
    return "".join([*lines, "\n"])


def _kind(error: BaseException) -> str:
    name = f"{type(error).__module__}.{type(error).__qualname__}"
    if isinstance(error, OSError) and error.strerror:
        return f"{name} [{error.errno}] {error.strerror}"
    return name
