"""Which workspace, which store, who works: what the functions of the subcommands begin with."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ksa_tui.errors import KsaError
from ksa_tui.i18n import N_
from ksa_tui.paths import Workspace, find_workspace
from ksa_tui.settings import Settings, load_settings

if TYPE_CHECKING:
    from ksa_tui.store import Store


def workspace_of(args: argparse.Namespace) -> Workspace:
    """The workspace that ``--home`` names, else the usual one."""
    return find_workspace(getattr(args, "home", None))


def unlocked_workspace(args: argparse.Namespace, file: Path | None = None) -> Workspace:
    """The workspace, with the passphrase of its store, or of ``file``, asked for where that is locked."""
    from ksa_tui.services.stores import is_locked

    workspace = workspace_of(args)
    if not is_locked(file or workspace.store):
        return workspace
    from ksa_tui.commandline.passphrases import ask_for_opening

    return ask_for_opening(workspace, file)


def settings_of(args: argparse.Namespace) -> Settings:
    """The person's settings, under another name when ``--as`` gives one."""
    settings = load_settings()
    named = getattr(args, "actor", "").strip()
    if not named or named == settings.facilitator:
        return settings
    return replace(settings, facilitator=named, facilitator_role="")


def store_of(args: argparse.Namespace) -> Store:
    """The open store, made where there is none."""
    from ksa_tui.services.stores import Actor, open_store

    settings = settings_of(args)
    actor = Actor(settings.facilitator, settings.facilitator_role)  # no name means the account's
    store = open_store(unlocked_workspace(args), actor)
    store.backup_folder = settings.backups
    return store


def existing_store(args: argparse.Namespace) -> Store:
    """The open store; refused where there is none."""
    workspace = workspace_of(args)
    if not has_store(workspace):
        raise KsaError(
            N_(
                "There are no workshops in {folder}. Make one with ksa new, or name another with --home."
            ),
            folder=workspace.home,
        )
    return store_of(args)


def has_store(workspace: Workspace) -> bool:
    """Whether there is a store, or there was one: that it has vanished is said when it is opened."""
    return workspace.store.exists() or workspace.backups.is_dir()
