"""What the subcommands have in common."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

from ksa_tui.commandline import values
from ksa_tui.commandline.usage import Parser
from ksa_tui.i18n import LANGUAGES, _

Subparsers: TypeAlias = "argparse._SubParsersAction[Parser]"


def add_common(parser: argparse.ArgumentParser) -> None:
    """What every command takes, before it or after it: absent leaves what the other place said."""
    parser.add_argument(
        "--home",
        metavar=_("DIR"),
        type=Path,
        default=argparse.SUPPRESS,
        help=_("the workspace folder, else KSA_HOME, else the user's data folder"),
    )
    parser.add_argument(
        "--lang",
        choices=LANGUAGES,
        default=argparse.SUPPRESS,
        help=_("language, else KSA_LANG, the settings, the computer's, Swedish"),
    )
    parser.add_argument(
        "--as",
        dest="actor",
        metavar=_("NAME"),
        type=values.some_text,
        default=argparse.SUPPRESS,
        help=_("who is written in the history, else the settings, else the account"),
    )


def command(
    subparsers: Subparsers, name: str, run: Callable[[argparse.Namespace], int], help_text: str
) -> argparse.ArgumentParser:
    """A subcommand that ``run`` carries out."""
    parser = subparsers.add_parser(name, help=help_text, description=help_text, allow_abbrev=False)
    parser.set_defaults(run=run)
    add_common(parser)
    return parser


def add_json(parser: argparse.ArgumentParser) -> None:
    """The state is wanted by a program."""
    parser.add_argument("--json", action="store_true", help=_("print JSON, for other programs"))
