"""The parser itself: how it prints, and how it says that it was used in the wrong way."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Final, NoReturn

from ksa_tui.commandline.console import say
from ksa_tui.domain.texts import visible

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

WRONG_USAGE: Final = 2


class Parser(argparse.ArgumentParser):
    """A parser that notices when it cannot print, and never echoes control characters."""

    def print_help(self, file: SupportsWrite[str] | None = None) -> None:
        """Print the help as everything else is printed; argparse's own ignores a full disk."""
        say(self.format_help().rstrip("\n"))

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the usage and leave."""
        self.print_usage(sys.stderr)
        self.exit(WRONG_USAGE, f"{self.prog}: {visible(message)}\n")
