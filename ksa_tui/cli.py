"""The ``ksa`` command: opens the app, or does the one thing that a subcommand names.

Exit codes: 0 done, 1 refused with a reason on stderr, 2 wrong usage. Nothing is imported here that asking
for the version does not need.
"""

from __future__ import annotations

import sys

from ksa_tui import __version__


def main(arguments: list[str] | None = None) -> int:
    """Run one command line and return its exit code; never raises, never shows a traceback."""
    words = sys.argv[1:] if arguments is None else arguments
    if words == ["--version"] and _told_version():
        return 0
    from ksa_tui.commandline.running import run

    return run(words)


def _told_version() -> bool:
    """The version on stdout; False where that failed, which is then told in words as ever."""
    try:
        sys.stdout.write(f"ksa {__version__}\n")
        sys.stdout.flush()
    except OSError:
        return False
    return True
