"""The work goes on in another folder, when the disk of this one takes no more."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path
from typing import Final

from ksa_tui.errors import RuleError, StoreError
from ksa_tui.i18n import N_
from ksa_tui.paths import Workspace
from ksa_tui.store import Store
from ksa_tui.store.backups import copy_into
from ksa_tui.store.examining import examine
from ksa_tui.store.files import flush_folder, make_private_folder
from ksa_tui.store.problems import plain_problems

IS_USED: Final = N_("There is a store in {folder} already. Choose another folder.")
NOT_WHOLE: Final = N_(
    "The copy in {folder} is not what the store is, so it was removed and nothing was changed. "
    "Choose another folder, on another disk."
)


def copy_to(store: Store, folder: Path) -> Workspace:
    """A workspace in ``folder`` with a verified copy of the open store, which stays as it is."""
    target = Workspace(folder.absolute(), store.workspace.passphrase)
    if target.store.exists() or target.backups.exists():
        raise RuleError(IS_USED, folder=folder)
    make_private_folder(target.data)
    make_private_folder(target.exports)
    draft = target.store.with_name(f"{target.store.name}.new")
    with plain_problems(target.store):
        draft.unlink(missing_ok=True)
        try:
            with store.driver() as connection:
                copy_into(connection, draft)
            _require_same(store, draft, target)
            for own in store.workspace.data.glob("*.toml"):
                shutil.copy(own, target.data)
            draft.replace(target.store)
        except BaseException:
            with suppress(OSError):
                draft.unlink(missing_ok=True)
            raise
        flush_folder(target.data)
    return target


def _require_same(store: Store, draft: Path, target: Workspace) -> None:
    condition = examine(draft, target.passphrase)
    if not condition.is_sound or condition.head.digest != store.head:
        raise StoreError(NOT_WHOLE, folder=target.home)
