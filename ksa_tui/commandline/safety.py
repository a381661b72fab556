"""``ksa backup``, ``ksa restore`` and ``ksa verify``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ksa_tui.commandline.console import complain, say, say_json
from ksa_tui.commandline.opening import existing_store, settings_of, unlocked_workspace
from ksa_tui.domain.texts import visible
from ksa_tui.errors import KsaError
from ksa_tui.i18n import N_, _, ngettext

if TYPE_CHECKING:
    from ksa_tui.services.restoring import LeftOut

DONE: Final = 0
REFUSED: Final = 1
NOT_CONFIRMED: Final = N_("Nothing was changed.")


def backup(args: argparse.Namespace) -> int:
    """A verified backup; of a store that has not changed since, the one that is there."""
    from ksa_tui.services.backups import back_up

    with existing_store(args) as store:
        made = back_up(store, args.to)
    say(visible(str(made.backup.path)))
    if not made.is_new:
        complain(_("Nothing has changed since this backup was made."))
    if made.problem is not None:
        complain(str(made.problem))
        return REFUSED
    return DONE


def restore(args: argparse.Namespace) -> int:
    """Verify the backup, keep the store beside, put the backup in its place.

    On a terminal it is asked first. A script that says restore means it: nothing is lost by it.
    """
    from ksa_tui.services.restoring import left_out
    from ksa_tui.services.restoring import restore as put_in_place
    from ksa_tui.services.stores import is_locked, now_utc

    file: Path = args.file
    workspace = unlocked_workspace(args, file)
    was_locked = is_locked(workspace.store)
    left = left_out(workspace, file)
    for line in _left_out_lines(left):
        complain(line)
    if workspace.store.exists() and not args.yes and not _is_confirmed():
        raise KsaError(NOT_CONFIRMED)
    restored = put_in_place(workspace, file, _who(args), now_utc())
    say(visible(str(workspace.store)))
    if was_locked and not is_locked(workspace.store):
        complain(
            _(
                "The backup was not locked, so the store is not locked any more. Lock it with ksa encrypt."
            )
        )
    if restored.replaced is not None:
        kept = _("The store that was there before is kept as {path}")
        say(kept.format(path=visible(str(restored.replaced))))
    return DONE


def verify(args: argparse.Namespace) -> int:
    """What was looked at and what it means: sound to stdout, what is wrong to stderr."""
    from ksa_tui.services.stores import now_utc
    from ksa_tui.services.verification import is_locked_store, to_json
    from ksa_tui.services.verification import verify as look_through

    file: Path | None = args.file
    asked = file if file is not None and is_locked_store(file) else None
    found = look_through(unlocked_workspace(args, asked), file, _who(args), now_utc())
    if args.json:
        say_json(to_json(found))
        return DONE if found.is_sound else REFUSED
    say(visible(str(found.path)))
    for check in found.checks:
        (say if check.is_sound else complain)(
            f"  {'✓' if check.is_sound else '!'} {visible(check.text)}"
        )
    if found.is_sound:
        say(_("Everything is as it should be."))
    else:
        complain(_("Something is wrong: see the lines that begin with an exclamation mark."))
    return DONE if found.is_sound else REFUSED


def _who(args: argparse.Namespace) -> str:
    from ksa_tui.services.stores import suggested_actor

    return settings_of(args).facilitator or suggested_actor().name


def _left_out_lines(left: LeftOut) -> list[str]:
    lines = []
    if not left.is_readable:
        lines.append(_("The store that is there now cannot be read, so it was not compared."))
    if left.events:
        text = ngettext(
            "The backup lacks {count} change that was made after it.",
            "The backup lacks {count} changes that were made after it.",
            left.events,
        )
        lines.append(text.format(count=left.events))
    if left.stops:
        lines.append(
            _(
                "What was removed by a stop after the backup was made stands in the backup: "
                "stop it again when the backup has been restored."
            )
        )
    return lines


def _is_confirmed() -> bool:
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return True
    complain(_("Put the backup in the place of the store, which is kept beside it? Type yes:"))
    return sys.stdin.readline().strip().casefold() in ("yes", "ja", _("yes"))
