"""The place where inputs are tried: a workspace with a workshop that was handed out, and files to damage."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from ksa_tui.paths import Workspace
from ksa_tui.services.stores import open_store
from ksa_tui.store import Store
from tests.services.making import ANNA
from tests.services.returning import answer, hand_out, ready
from tests.spreadsheets.listmaking import FORMATS, HEADER, Sheet, realistic_rows, write


@dataclass(frozen=True)
class Arena:
    """An open store, and what hostile inputs are made from."""

    folder: Path
    store: Store
    workshop: UUID
    returned: bytes
    lists: tuple[tuple[str, bytes], ...]
    """By kind of file."""
    saved: bytes
    """A store's file, closed properly."""

    def file(self, name: str, content: bytes) -> Path:
        """The content as a file, over what was tried before."""
        path = self.folder / name
        path.write_bytes(content)
        return path

    @property
    def unchanged(self) -> tuple[str, int]:
        """What no reading may change."""
        return self.store.head, self.store.generation


def build(folder: Path) -> Arena:
    """Everything ready in ``folder``, which is made."""
    home = folder / "workspace"
    with open_store(Workspace(home), ANNA) as store:
        workshop = ready(store)
        exported = hand_out(store, workshop)
    back = answer(exported, folder / "back.xlsx", Elevregister="Godkänn", Betyg="Ändra")
    lists = tuple((kind, _list(folder, kind)) for kind in FORMATS)
    saved = Workspace(home).store.read_bytes()
    return Arena(
        folder, open_store(Workspace(home), ANNA), workshop, back.read_bytes(), lists, saved
    )


def _list(folder: Path, kind: str) -> bytes:
    rows = [HEADER, *realistic_rows(12)]
    return write(folder, kind, Sheet(rows), name="source").read_bytes()
