"""The words of the command line: which subcommands there are, what they take, what they say of themselves."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import NoReturn

from ksa_tui import __version__
from ksa_tui.commandline import commands
from ksa_tui.commandline.argparse_words import in_our_language
from ksa_tui.commandline.console import say
from ksa_tui.commandline.parts import add_common
from ksa_tui.commandline.subcommands import SUBCOMMANDS
from ksa_tui.commandline.usage import Parser
from ksa_tui.i18n import _, choose_language, set_language
from ksa_tui.settings import load_settings


class ShowVersion(argparse.Action):
    """Prints the version and leaves."""

    def __call__(self, parser: argparse.ArgumentParser, *_unused: object) -> NoReturn:
        """Called by argparse when the option is met."""
        say(f"ksa {__version__}")
        parser.exit()


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Choose the language, then read ``arguments``; ``run`` of the result is the function to call with it.

    Raises SystemExit after printing help, version or what is wrong with the usage.
    """
    set_language(choose_language(_wanted_language(arguments), load_settings().language))
    if (only := _without_command(arguments)) is not None:
        return only
    with in_our_language():
        parser = _parser()
        args = parser.parse_args(arguments)
        if getattr(args, "again", None) and _asks_for_more(args):
            parser.error(
                _("--again rebuilds an export as it was; it goes together with --to alone")
            )
    return args


def _without_command(arguments: Sequence[str]) -> argparse.Namespace | None:
    """What the app is opened with; None where the whole parser must tell what is meant, or what is wrong."""
    parser = Parser(add_help=False, allow_abbrev=False, exit_on_error=False)
    parser.set_defaults(run=commands.open_app)
    add_common(parser)
    try:
        args, others = parser.parse_known_args(arguments)
    except argparse.ArgumentError:
        return None
    return None if others else args


def _asks_for_more(args: argparse.Namespace) -> bool:
    return any((args.draft, args.scope, args.answer_by, args.reply_to, args.owner_language))


def _wanted_language(arguments: Sequence[str]) -> str | None:
    """What ``--lang`` says, known before the parser is, since the parser speaks it."""
    for index, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
        if argument == "--lang" and index + 1 < len(arguments):
            return arguments[index + 1]
    return None


def _parser() -> Parser:
    parser = Parser(
        prog="ksa",
        description=_(
            "Guides a workshop through the classification of information assets, offline."
        ),
        epilog=_(
            "Without a command the app opens. ID is the id, its first characters or the exact title."
        ),
        allow_abbrev=False,
    )
    parser.set_defaults(run=commands.open_app)
    parser.add_argument(
        "--version", action=ShowVersion, nargs=0, help=_("show the version and exit")
    )
    add_common(parser)
    subparsers = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"))
    for add in SUBCOMMANDS:
        add(subparsers)
    return parser
