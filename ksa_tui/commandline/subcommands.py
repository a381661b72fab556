"""The subcommands: what each takes, and what it says of itself."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Final

from ksa_tui.commandline import commands, values
from ksa_tui.commandline.parts import Subparsers, add_common
from ksa_tui.commandline.parts import add_json as _add_json
from ksa_tui.commandline.parts import command as _command
from ksa_tui.commandline.safety_parsers import add_backup, add_encrypt, add_restore, add_verify
from ksa_tui.i18n import LANGUAGES, N_, _

SCOPES: Final = N_("open|all")
TAKES: Final = N_("clean|all")


def _demo(subparsers: Subparsers) -> None:
    _command(
        subparsers,
        "demo",
        commands.demo,
        _("open the app on a worked example, in a folder that is thrown away afterwards"),
    )


def _new(subparsers: Subparsers) -> None:
    parser = _command(subparsers, "new", commands.new, _("make a workshop and print its id"))
    parser.add_argument(
        "title", metavar=_("TITLE"), type=values.some_text, help=_("what is classified")
    )
    parser.add_argument(
        "--owner",
        metavar=_("NAME"),
        type=values.some_text,
        required=True,
        help=_("the information owner"),
    )
    parser.add_argument(
        "--department",
        metavar=_("DEPARTMENT"),
        type=values.some_text,
        default="",
        help=_("the owner's department"),
    )


def _import(subparsers: Subparsers) -> None:
    parser = _command(
        subparsers,
        "import",
        commands.import_file,
        _("take assets from a list: .xlsx, .xls, .ods or .csv"),
    )
    parser.add_argument("file", metavar=_("FILE"), type=Path, help=_("the list"))
    parser.add_argument(
        "--workshop",
        metavar=_("ID"),
        type=values.some_text,
        required=True,
        help=_("the workshop that gets them"),
    )
    parser.add_argument(
        "--dry-run", action="store_true", help=_("say what would happen, change nothing")
    )
    _add_json(parser)


def _list(subparsers: Subparsers) -> None:
    _add_json(
        _command(subparsers, "list", commands.list_workshops, _("the workshops and their status"))
    )


def _show(subparsers: Subparsers) -> None:
    parser = _command(
        subparsers,
        "show",
        commands.show,
        _("one workshop: its assets, levels, reasons and motivations"),
    )
    _add_workshop(parser)
    _add_json(parser)


def _export(subparsers: Subparsers) -> None:
    parser = _command(
        subparsers, "export", commands.export, _("write the decision workbook and print its path")
    )
    _add_workshop(parser)
    parser.add_argument(
        "--to", metavar=_("DIR"), type=Path, help=_("the folder, else exports/ of the workspace")
    )
    parser.add_argument(
        "--draft", action="store_true", help=_("also when something is missing; marked as a draft")
    )
    parser.add_argument(
        "--scope",
        metavar=_(SCOPES),
        type=values.choice(SCOPES),
        help=_("what is not decided, or all of it; else open as soon as something is decided"),
    )
    parser.add_argument(
        "--again",
        metavar=_("N"),
        type=values.export_number,
        help=_("rebuild export N, byte for byte"),
    )
    parser.add_argument(
        "--answer-by",
        metavar=_("DATE"),
        type=values.day,
        help=_("when the owner's answer is due: 2026-12-31"),
    )
    parser.add_argument(
        "--reply-to",
        metavar=_("ADDRESS"),
        type=values.some_text,
        help=_("where the answer is sent"),
    )
    parser.add_argument(
        "--owner-language", choices=LANGUAGES, help=_("the language of the workbook")
    )
    parser.add_argument(
        "--password",
        action="store_true",
        help=_("lock the workbook with a password, asked for at the terminal"),
    )


def _decide(subparsers: Subparsers) -> None:
    parser = _command(
        subparsers,
        "decide",
        commands.decide,
        _("read a returned decision workbook back and record it"),
    )
    parser.add_argument("file", metavar=_("FILE"), type=Path, help=_("the workbook that came back"))
    parser.add_argument(
        "--dry-run", action="store_true", help=_("say what would happen, change nothing")
    )
    parser.add_argument(
        "--take",
        metavar=_(TAKES),
        type=values.choice(TAKES),
        help=_("when something differs: record the assets without a difference, or all"),
    )
    parser.add_argument(
        "--yes", action="store_true", help=_("do not ask before --take all records differences")
    )
    _add_json(parser)


def _requirements(subparsers: Subparsers) -> None:
    parser = _command(
        subparsers,
        "requirements",
        commands.requirements,
        _("write the requirements of a procurement and print where they are"),
    )
    _add_workshop(parser)
    of = parser.add_mutually_exclusive_group()
    of.add_argument(
        "--system",
        metavar=_("NAME"),
        type=values.name,
        help=_("of one system, else of the whole workshop"),
    )
    of.add_argument(
        "--asset", metavar=_("NAME"), type=values.name, help=_("of one information asset")
    )
    parser.add_argument(
        "--to",
        metavar=_("FILE"),
        type=Path,
        help=_("a new .xlsx file, or a folder, else exports/ of the workspace"),
    )
    parser.add_argument(
        "--internal",
        action="store_true",
        help=_("your own copy, with why; it never goes to a bidder"),
    )


def _register(subparsers: Subparsers) -> None:
    parser = _command(
        subparsers,
        "register",
        commands.register,
        _("write every asset and its standing as a workbook, and print its path"),
    )
    parser.add_argument(
        "--to", metavar=_("FILE"), type=Path, help=_("a new .xlsx file, else one in exports/")
    )
    _add_json(parser)


def _report(subparsers: Subparsers) -> None:
    parser = _command(
        subparsers,
        "report",
        commands.report,
        _("write the yearly report to the management as a workbook, and print its path"),
    )
    parser.add_argument(
        "--year",
        metavar=_("YEAR"),
        type=values.year,
        required=True,
        help=_("the year it is about: 2026"),
    )
    parser.add_argument(
        "--to",
        metavar=_("FILE"),
        type=Path,
        help=_("a new .xlsx file, or a folder, else exports/ of the workspace"),
    )
    _add_json(parser)


def _systems(subparsers: Subparsers) -> None:
    _add_json(
        _command(
            subparsers,
            "systems",
            commands.list_systems,
            _("the systems, and the levels that they inherit from what lies in them"),
        )
    )


def _model(subparsers: Subparsers) -> None:
    text = _("look after the model, the catalogue and the measures")
    parser = subparsers.add_parser("model", help=text, description=text, allow_abbrev=False)
    add_common(parser)
    inner = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True)
    check = _command(
        inner,
        "check",
        commands.check_model,
        _("say whether a model, catalogue or measures file is right"),
    )
    check.add_argument("file", metavar=_("FILE"), type=Path, help=_("the .toml file"))
    printing = _command(
        inner,
        "print",
        commands.print_model,
        _("write the model as pages to print, one for each aspect, and print the path"),
    )
    printing.add_argument(
        "--to", metavar=_("FILE"), type=Path, help=_("the .xlsx file, else one in exports/")
    )


def _add_workshop(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("workshop", metavar=_("ID"), type=values.some_text, help=_("the workshop"))


SUBCOMMANDS: Final[tuple[Callable[[Subparsers], None], ...]] = (
    _demo,
    _new,
    _import,
    _list,
    _show,
    _export,
    _decide,
    _requirements,
    _register,
    _report,
    _systems,
    add_backup,
    add_restore,
    add_verify,
    add_encrypt,
    _model,
)
"""Each adds itself, in the order of the help."""
