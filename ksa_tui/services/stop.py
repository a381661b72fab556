"""The säkerhetsskydd stop: a neutral label, a date and a role are kept, everything else is removed for good.

It cannot be undone. Lifting it gives an empty asset that must be named anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from itertools import count
from pathlib import Path
from typing import Final, Literal, cast
from uuid import UUID

from ksa_tui.domain.cleaning import EMPTY_NAME, optional, required
from ksa_tui.domain.texts import fold
from ksa_tui.domain.workshop import Exclusion
from ksa_tui.errors import KsaError, RuleError
from ksa_tui.i18n import N_, _
from ksa_tui.services.asset_drafts import named
from ksa_tui.services.asset_writing import refuse_duplicates
from ksa_tui.services.backups import back_up
from ksa_tui.services.derived import refresh
from ksa_tui.services.treatments import EXCLUDED, NO_ASSET, Treatment, treatment_of
from ksa_tui.store import Store, Unit
from ksa_tui.store.backup_note import known_backups
from ksa_tui.store.backups import holds
from ksa_tui.store.images import read_canonical
from ksa_tui.store.restoring import REPLACED
from ksa_tui.store.stopped_snapshots import emptied_files, receipts_of
from ksa_tui.store.stopping import Neutral, ancestors, empty_asset, labels_in_use
from ksa_tui.store.stops import last_stop, last_stop_event
from ksa_tui.store.tables import AssetRow

LABEL: Final = N_("Excluded asset {number}")
ROLE: Final = N_("head of protective security")
DEPUTY: Final = N_("deputy head of protective security")
SECURITY: Final = N_("head of security")
ROLES: Final = (ROLE, DEPUTY, SECURITY)
"""To whom an asset may be referred, the usual one first."""
NOT_STOPPED: Final = N_("This information asset is not excluded, so there is no stop to lift.")

_STOP: Final = "asset.stop"
_LIFT: Final = "asset.lift"
_SHORT_ID: Final = 8

MentionKind = Literal["workshop", "parked", "asset", "assessment", "system"]
FileKind = Literal["decision", "draft", "receipt", "backup"]


@dataclass(frozen=True, slots=True)
class LeftBehind:
    """A file made before the stop, which it cannot reach."""

    kind: FileKind
    path: Path
    is_there: bool
    """Whether the file is still where the app put it; elsewhere there may be copies."""
    at: datetime | None = None
    number: int | None = None
    """The export's number."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A text of others that names the asset: it is theirs, and stays until somebody changes it."""

    kind: MentionKind
    called: str
    """The workshop, asset or system where it stands."""


@dataclass(frozen=True, slots=True)
class Stopped:
    """What is left of an asset, and what must be looked after by hand."""

    treatment: UUID
    exclusion: Exclusion
    left_behind: tuple[LeftBehind, ...] = ()
    is_tidy: bool = True
    """Whether the store's file has been written anew; else the next start does it."""
    mentions: tuple[Mention, ...] = ()
    """Known right after the stop alone: afterwards the name is known nowhere."""

    @property
    def label(self) -> str:
        """The neutral label."""
        return self.exclusion.label

    @property
    def on(self) -> date:
        """The day of the stop."""
        return self.exclusion.on

    @property
    def role(self) -> str:
        """To whom it was referred."""
        return self.exclusion.role


def stop(store: Store, treatment_id: UUID, role: str = "", folders: Sequence[Path] = ()) -> Stopped:
    """Remove everything that was said about an asset, in every workshop, and refer it to ``role``.

    What it was split from or made of goes too: the same texts stood there. Other parts of it keep theirs.

    ``folders`` are further places where exports may lie. One that is stopped already is refused.
    """
    here = treatment_of(store, treatment_id)
    if here.asset.excluded:
        raise RuleError(EXCLUDED)
    referred = optional(role) or _(ROLE)
    with store.command(_STOP, workshop=here.workshop) as unit:
        label = _free_label(unit, here)
        neutral = Neutral(named(label), referred)
        own = here.asset.asset_id
        emptied = [own, *ancestors(unit.connection, own)]
        told = [
            mention
            for asset in emptied
            for mention in empty_asset(unit, store.store_id, asset, neutral)
        ]
        refresh(store, unit, emptied)
    is_tidy = store.tidy()
    left = _stopped(store, treatment_id, folders)
    mentions = tuple(Mention(cast(MentionKind, kind), called) for kind, called in told)
    return replace(left, is_tidy=is_tidy, mentions=mentions)


def stopped(store: Store, treatment_id: UUID, folders: Sequence[Path] = ()) -> Stopped:
    """What is left of an asset that was stopped before."""
    return _stopped(store, treatment_id, folders)


def lift(store: Store, treatment_id: UUID, name: str) -> None:
    """Take an excluded asset up again, empty and under a new name; nothing that was removed comes back."""
    here = treatment_of(store, treatment_id)
    if here.asset.excluded is None:
        raise RuleError(NOT_STOPPED)
    new_name = required(name, EMPTY_NAME)
    with store.command(_LIFT, workshop=here.workshop) as unit:
        if fold(new_name) != fold(here.asset.name):
            refuse_duplicates(unit, here.workshop, [new_name])
        row = unit.get(AssetRow, here.asset.asset_id)
        if row is None:
            raise KsaError(NO_ASSET)
        unit.update(row, excluded_at=None, excluded_role="", excluded_label="", **named(new_name))
        refresh(store, unit, [here.asset.asset_id])


def delete_backups(store: Store, treatment_id: UUID) -> tuple[list[Path], list[Path]]:
    """Delete the copies made before the stop, when there is a new one; what was deleted, and what resisted.

    A ``StoreError`` says why no new one could be made: then none is deleted.
    """
    left = [file.path for file in stopped(store, treatment_id).left_behind if file.kind == "backup"]
    back_up(store)
    deleted, resisting = [], []
    for path in left:
        try:
            path.unlink(missing_ok=True)
            deleted.append(path)
        except OSError:
            resisting.append(path)
    return deleted, resisting


def _free_label(unit: Unit, here: Treatment) -> str:
    """The label with the asset's number, or the next one that no other asset has."""
    taken = labels_in_use(unit)
    labels = (_(LABEL).format(number=number) for number in count(here.asset.number))
    return next(label for label in labels if fold(label) not in taken)


def _stopped(store: Store, treatment_id: UUID, folders: Sequence[Path]) -> Stopped:
    here = treatment_of(store, treatment_id)
    if here.asset.excluded is None:
        raise RuleError(NOT_STOPPED)
    left = tuple(_left_behind(store, here, [store.workspace.exports, *folders]))
    return Stopped(treatment_id, here.asset.excluded, left)


def _left_behind(store: Store, here: Treatment, folders: Sequence[Path]) -> Iterator[LeftBehind]:
    with store.reading() as connection:
        body = last_stop(connection, here.asset.asset_id)
        told = read_canonical(body) if body else {}
        exports = [UUID(key) for key in told.get("exports", ())]
        files = emptied_files(connection, exports)
        receipts = receipts_of(connection, exports)
    for file in files:
        path, is_there = _found(folders, file.file_name)
        yield LeftBehind(file.kind, path, is_there, file.at, file.number)
    for receipt in receipts:
        for path in _matching(folders, f"kvitto-{receipt.hex[:_SHORT_ID]}*.txt"):
            yield LeftBehind("receipt", path, is_there=True)
    for path in _backups_from_before(store, here.asset.asset_id):
        yield LeftBehind("backup", path, is_there=True)


def _backups_from_before(store: Store, asset_id: UUID) -> Iterator[Path]:
    """What may still hold the asset: copies made before its stop, of every kind that the app knows of."""
    with store.reading() as connection:
        stop_event = last_stop_event(connection, asset_id)
    workspace = store.workspace
    backups = [backup.path for backup in known_backups(workspace, _chosen(store))]
    others = _matching([workspace.backups], "*")
    replaced = _matching([workspace.data], f"{REPLACED}*")
    for path in dict.fromkeys((*backups, *others, *replaced)):
        if stop_event is None or not holds(path, store.store_id, stop_event, workspace.passphrase):
            yield path


def _chosen(store: Store) -> list[Path]:
    return [store.backup_folder] if store.backup_folder else []


def _found(folders: Sequence[Path], name: str) -> tuple[Path, bool]:
    for folder in folders:
        if (folder / name).is_file():
            return folder / name, True
    return folders[0] / name, False


def _matching(folders: Iterable[Path], pattern: str) -> Iterator[Path]:
    for folder in dict.fromkeys(folders):
        if folder.is_dir():
            yield from sorted(path for path in folder.glob(pattern) if path.is_file())
