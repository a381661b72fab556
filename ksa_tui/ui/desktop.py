"""The desktop around the terminal: opening a folder in the file manager. No shell is ever involved."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

from ksa_tui.errors import KsaError
from ksa_tui.i18n import N_

WAIT: Final = 3.0
"""Seconds in which an opener that fails tells so; one that still runs then has opened the folder."""

EXPLORER: Final = "explorer"
"""Answers 1 whatever happens."""


class DesktopError(KsaError):
    """The desktop cannot do what was asked."""


def open_folder(folder: Path) -> None:
    """Show ``folder`` in the file manager; blocks for at most ``WAIT`` seconds.

    ``DesktopError`` when there is no desktop, no program for it, or the program refuses.
    """
    if not folder.is_dir():
        raise DesktopError(
            N_("The folder is not there any more. It may have been moved or renamed.")
        )
    program = _opener()
    if program is None:
        raise DesktopError(
            N_("There is no file manager to open here. Copy the path and open the folder yourself.")
        )
    try:
        opener = subprocess.Popen(
            [program, str(folder.absolute())],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        code = opener.wait(WAIT)
    except subprocess.TimeoutExpired:  # the file manager itself, which stays
        return
    except OSError as error:
        raise _refused(error.strerror or type(error).__name__) from error
    if code and program != EXPLORER:
        raise _refused(f"{Path(program).name}: {code}")


def _refused(reason: str) -> DesktopError:
    return DesktopError(
        N_(
            "The file manager could not open the folder ({reason}). Copy the path and open it yourself."
        ),
        reason=reason,
    )


def _opener() -> str | None:
    """The program that opens a folder, or None where there is no desktop."""
    if sys.platform == "win32":
        return EXPLORER
    if sys.platform == "darwin":
        return shutil.which("open")
    has_desktop = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
    return shutil.which("xdg-open") if has_desktop else None
