"""One function for each subcommand: takes what was parsed, prints, returns the exit code.

Services are imported by the functions, so that a command pays for nothing but itself.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from datetime import date
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Final

from ksa_tui import collecting
from ksa_tui.commandline.console import complain, finish, say, say_json
from ksa_tui.commandline.opening import (
    existing_store,
    has_store,
    settings_of,
    store_of,
    workspace_of,
)
from ksa_tui.domain.texts import visible
from ksa_tui.errors import KsaError
from ksa_tui.i18n import N_, _, language
from ksa_tui.paths import Workspace

DONE: Final = 0
REFUSED: Final = 1


def open_app(args: argparse.Namespace) -> int:
    """``ksa``: the app on the workspace."""
    _need_terminal()
    return _run_app(args, workspace_of(args))


def demo(args: argparse.Namespace) -> int:
    """``ksa demo``: the app on the worked example; nothing of it is left afterwards."""
    _need_terminal()
    from ksa_tui.services.demo import build

    say(_("Building the example …"))
    finish()
    with tempfile.TemporaryDirectory(prefix="ksa-demo-", ignore_cleanup_errors=True) as folder:
        workspace = Workspace(Path(folder))
        build(workspace, today=date.today())  # noqa: DTZ011 - the date where the laptop is
        return _run_app(args, workspace, is_example=True)


def new(args: argparse.Namespace) -> int:
    """``ksa new``: makes a workshop, prints its id."""
    from ksa_tui.services.workshops import WorkshopDraft, create

    with store_of(args) as store:
        draft = WorkshopDraft(
            title=args.title,
            owner_name=args.owner,
            department=args.department,
            facilitator=store.actor.name,
            facilitator_role=store.actor.role,
        )
        say(str(create(store, draft)))
    return DONE


def import_file(args: argparse.Namespace) -> int:
    """``ksa import``: takes assets from a list, and names everything that it does not take."""
    from ksa_tui.services import imports
    from ksa_tui.services.backups import safety
    from ksa_tui.services.workshops import find

    with existing_store(args) as store:
        workshop = find(store, args.workshop)
        plan = imports.plan(store, workshop, args.file)
        take = imports.preview if args.dry_run else partial(imports.commit, store, workshop)
        result = take(plan, plan.new)
        unsafe = safety(store).problem
    if unsafe is not None:
        complain(str(unsafe))
    if args.json:
        about = {"workshop": str(workshop), "dry_run": args.dry_run}
        say_json({**imports.plan_json(plan, result), **about})
    else:
        for line in imports.report_lines(plan, result):
            say(visible(line))
        if args.dry_run:
            say(_("Nothing was changed."))
    return DONE if plan.rows else REFUSED


def list_workshops(args: argparse.Namespace) -> int:
    """``ksa list``: the workshops, as a table or as JSON."""
    from ksa_tui.commandline.report import listing_lines

    rows = _listing(args)
    if args.json:
        say_json(rows)
    elif rows:
        say("\n".join(listing_lines(rows)))
    else:
        text = _("There are no workshops in {folder} yet.")
        say(text.format(folder=visible(str(workspace_of(args).home))))
    return DONE


def _listing(args: argparse.Namespace) -> list[dict[str, object]]:
    """A folder without a store has no workshops, and gets no store by being looked at."""
    if not has_store(workspace_of(args)):
        return []
    from ksa_tui.services.show import listing

    with store_of(args) as store:
        return listing(store)


def show(args: argparse.Namespace) -> int:
    """``ksa show``: one workshop, readable or as JSON."""
    from ksa_tui.commandline.report import workshop_lines
    from ksa_tui.services.show import show as show_workshop
    from ksa_tui.services.workshops import find

    with existing_store(args) as store:
        content = show_workshop(store, find(store, args.workshop))
    if args.json:
        say_json(content)
    else:
        say("\n".join(workshop_lines(content)))
    return DONE


def export(args: argparse.Namespace) -> int:
    """``ksa export``: writes the decision workbook, one for each owner, and prints where."""
    from ksa_tui.commandline.handing_out import show_decided
    from ksa_tui.commandline.passphrases import password_of_export
    from ksa_tui.services import exports
    from ksa_tui.services.rounds import next_round
    from ksa_tui.services.workshops import find

    password = password_of_export(args)
    with existing_store(args) as store:
        workshop = find(store, args.workshop)
        if args.again is not None:
            paths = [exports.again(store, workshop, args.again, args.to)]
        else:
            after = next_round(store, workshop)
            options = exports.ExportOptions(
                kind="draft" if args.draft else "decision",
                to=args.to,
                answer_by=args.answer_by,
                reply_to=args.reply_to or "",
                language=args.owner_language or "",
                scope=args.scope or after.scope,
                password=password,
            )
            exported = exports.export(store, workshop, options)
            paths = [workbook.path for workbook in exported.workbooks]
            show_decided(after, options.scope)
    for path in paths:
        say(visible(str(path)))
    return DONE


def requirements(args: argparse.Namespace) -> int:
    """``ksa requirements``: writes what to require of a supplier, prints where; stderr says what is not in."""
    from ksa_tui.services.requirement_words import remarks
    from ksa_tui.services.requirements import RequirementOptions, hand_out, named
    from ksa_tui.services.workshops import find

    to: Path | None = args.to
    is_folder = to is not None and to.is_dir()
    with existing_store(args) as store:
        workshop = find(store, args.workshop)
        options = RequirementOptions(
            of=named(store, workshop, system=args.system or "", asset=args.asset or ""),
            internal=args.internal,
            to=to if is_folder else None,
            file=None if is_folder else to,
            language=language(),
        )
        handed = hand_out(store, workshop, options)
    say(visible(str(handed.path)))
    for line in remarks(handed.what):
        complain(line)
    return DONE


def register(args: argparse.Namespace) -> int:
    """``ksa register``: every asset and its standing, as a workbook or as JSON."""
    from ksa_tui.domain.register import RegisterFilter
    from ksa_tui.services import register as registers
    from ksa_tui.services.register_export import Target, export, to_json

    with existing_store(args) as store:
        today = store.clock().astimezone().date()
        found = registers.read(store).find(RegisterFilter(), today)
        path = None if args.json and args.to is None else export(store, found, Target(args.to))
        content = to_json(chain.from_iterable(found.in_full()), today) if args.json else None
    if content is not None:
        say_json(content)
    elif path is not None:
        say(visible(str(path)))
    return DONE


def report(args: argparse.Namespace) -> int:
    """``ksa report``: the year in figures, as a workbook or as JSON."""
    from ksa_tui.services.year_report import read
    from ksa_tui.services.year_report_export import export, to_json

    with existing_store(args) as store:
        found = read(store).report(args.year, store.clock().astimezone().date())
        path = None if args.json and args.to is None else export(store, found, args.to)
    if path is None or args.json:
        say_json(to_json(found))
    else:
        say(visible(str(path)))
    return DONE


def list_systems(args: argparse.Namespace) -> int:
    """``ksa systems``: the systems with what they inherit, as a table or as JSON."""
    from ksa_tui.commandline.system_report import show_systems

    with existing_store(args) as store:
        show_systems(store, as_json=args.json)
    return DONE


def decide(args: argparse.Namespace) -> int:
    """``ksa decide``: reads a returned workbook back, and records it when nothing in it differs."""
    from ksa_tui.commandline import deciding
    from ksa_tui.commandline.passphrases import password_of_return
    from ksa_tui.services import decisions

    with existing_store(args) as store:
        receipt = decisions.read(store, args.file, password=password_of_return(args.file))
        if args.json:
            say_json(decisions.receipt_json(receipt))
        else:
            deciding.show_receipt(receipt)
        take = deciding.take_of(args, receipt)
        recorded = decisions.record(store, receipt, take) if take else None
    if not args.json and receipt.export is not None:
        deciding.show_outcome(receipt, recorded)
    return DONE if deciding.is_accepted(args, receipt) else REFUSED


def check_model(args: argparse.Namespace) -> int:
    """``ksa model check``: says what a reference file holds, or everything that is wrong with it."""
    from ksa_tui.reference import check_file

    result = check_file(args.file)
    for line in result.lines:
        if result.ok:
            say(visible(line))
        else:
            complain(line)
    return DONE if result.ok else REFUSED


def print_model(args: argparse.Namespace) -> int:
    """``ksa model print``: the workspace's model as pages to lie on the table; prints where."""
    from ksa_tui.services.model_print import write_model
    from ksa_tui.services.stores import now_utc

    say(visible(str(write_model(workspace_of(args), now_utc(), args.to))))
    return DONE


def _need_terminal() -> None:
    if not (sys.stdin.isatty() and sys.stdout.isatty() and sys.stderr.isatty()):
        raise KsaError(
            N_(
                "The app needs a terminal. These commands do without: new, import, list, show, export, "
                "decide, requirements, register, report, systems, backup, restore, verify, model."
            )
        )


def _run_app(args: argparse.Namespace, workspace: Workspace, *, is_example: bool = False) -> int:
    collecting.pause()
    from ksa_tui.ui.app import KsaApp

    app = KsaApp(workspace, settings_of(args), is_example=is_example)
    app.run()
    if app.parting_words:
        complain(app.parting_words)
    if app.farewell is not None:
        raise app.farewell
    return app.return_code or DONE
