"""Runs one command line, and turns whatever happens into an exit code and a sentence.

Everything heavy is imported by the subcommand that needs it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from ksa_tui import collecting
from ksa_tui.commandline import console
from ksa_tui.commandline.parser import parse
from ksa_tui.errors import KsaError
from ksa_tui.i18n import _
from ksa_tui.log import record_failure

DONE: Final = 0
REFUSED: Final = 1
INTERRUPTED: Final = 130


def run(arguments: Sequence[str]) -> int:
    """Run one command line and return its exit code; never raises, never shows a traceback."""
    collecting.relax()
    console.prepare()
    try:
        return _run(arguments)
    except console.OutputError as error:
        console.abandon_output()
        return _refuse(str(error))
    except KsaError as error:
        return _refuse(str(error))
    except BrokenPipeError:
        console.abandon_output()
        return REFUSED
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        return _refuse(_broken(error))


def _run(arguments: Sequence[str]) -> int:
    try:
        parsed = parse(arguments)
        code: int = parsed.run(parsed)
    except SystemExit as leaving:  # argparse has printed its help, its version or what was wrong
        code = leaving.code if isinstance(leaving.code, int) else DONE
    console.finish()
    return code


def _refuse(reason: str) -> int:
    console.complain(reason)
    return REFUSED


def _broken(error: Exception) -> str:
    path = record_failure(error)
    if path is None:
        return _(
            "Something went wrong inside ksa, and the log could not be written. What was saved is safe."
        )
    return _(
        "Something went wrong inside ksa. What was saved is safe. The details are in {path}"
    ).format(path=path)
