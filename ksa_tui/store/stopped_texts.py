"""What the history knows of an asset, read before a stop removes it: its texts, and whom it referred to."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from sqlalchemy import Connection, select, text

from ksa_tui.store.images import read_canonical
from ksa_tui.store.tables import metadata

_EVENT: Final = metadata.tables["event"]
_BODY: Final = metadata.tables["event_body"]

_TEXTS: Final[Mapping[str, tuple[str, ...]]] = {
    "asset": ("name", "description", "then_note"),
    "asset_ref": ("value",),
    "assessment": ("motivation", "adjust_motivation", "floor_reason"),
    "dissent": ("reason",),
    "parked": ("text", "resolution"),
    "question_answer": ("note",),
    "review_trigger": ("note",),
    "system_asset": ("note",),
    "decision": ("comment",),
}
"""The columns in which a person wrote something of the asset's own."""

_REFERRED: Final = (
    ("asset", "owner_id", "owner"),
    ("asset", "department_id", "department"),
    ("system_asset", "system_id", "system"),
)
_TELLING: Final = 12
"""A text of so many characters is looked for inside others; a shorter one must be the whole of a cell."""


@dataclass(frozen=True, slots=True)
class Traces:
    """What one asset left behind, now and earlier."""

    names: set[str] = field(default_factory=set)
    """As :func:`_plain` has them."""
    texts: set[str] = field(default_factory=set)
    referred: Mapping[str, set[UUID]] = field(
        default_factory=lambda: {entity: set() for _table, _column, entity in _REFERRED}
    )

    def add_name(self, name: str) -> None:
        """One more name that nobody but this asset is called by or refers to."""
        if plain := _plain(name):
            self.names.add(plain)

    def name_in(self, words: str) -> bool:
        """Whether a text names the asset, as a word of its own."""
        plain = _plain(words)
        return any(
            name in plain and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", plain)
            for name in self.names
        )

    def are_in(self, cell: str) -> bool:
        """Whether a text holds a name of the asset, or says what was said about it, perhaps cut short."""
        if self.name_in(cell):
            return True
        plain = _plain(cell).rstrip("…").rstrip()
        return any(
            plain == said
            or (len(said) >= _TELLING and said in plain)
            or (len(plain) >= _TELLING and plain in said)
            for said in self.texts | self.names
        )


def traces_of(connection: Connection, asset_id: UUID) -> Traces:
    """Gather them from every event of the asset."""
    traces = Traces()
    query = (
        select(_EVENT.c.entity, _BODY.c.before, _BODY.c.after)
        .join_from(
            _EVENT, _BODY, (_BODY.c.store_id == _EVENT.c.store_id) & (_BODY.c.seq == _EVENT.c.seq)
        )
        .where(_BODY.c.asset_id == asset_id.hex)
    )
    for entity, before, after in connection.execute(query):
        for body in (before, after):
            if body is not None:
                _gather(traces, entity, read_canonical(body))
    return traces


_OTHERS: Final = {
    "workshop": "SELECT title, title FROM workshop WHERE deleted_at IS NULL",
    "parked": (
        "SELECT w.title, p.text, p.resolution FROM parked p JOIN workshop w ON w.id = p.workshop_id"
    ),
    "asset": (
        "SELECT a.name, a.name, a.description, a.then_note, r.value FROM asset a"
        " LEFT JOIN asset_ref r ON r.asset_id = a.id WHERE a.id <> :asset AND a.deleted_at IS NULL"
    ),
    "assessment": (
        "SELECT a.name, s.motivation, s.adjust_motivation, s.floor_reason, d.reason FROM assessment s"
        " JOIN workshop_asset t ON t.id = s.workshop_asset_id JOIN asset a ON a.id = t.asset_id"
        " LEFT JOIN dissent d ON d.assessment_id = s.id WHERE a.id <> :asset"
    ),
    "system": (
        "SELECT s.name, s.name, s.supplier, s.owner, u.motivation FROM system s"
        " LEFT JOIN system_uplift u ON u.system_id = s.id"
    ),
}


def mentions(connection: Connection, asset_id: UUID, traces: Traces) -> list[tuple[str, str]]:
    """Where others' texts name the asset, as (table, what it is called): they are theirs, and stay."""
    found: dict[tuple[str, str], None] = {}
    for kind, query in _OTHERS.items():
        for called, *texts in connection.execute(text(query), {"asset": asset_id.hex}):
            if any(traces.name_in(each) for each in texts if each):
                found[kind, called] = None
    return list(found)


def _gather(traces: Traces, entity: str, image: Mapping[str, Any]) -> None:
    for column, plain in _texts(entity, image):
        (traces.names if (entity, column) == ("asset", "name") else traces.texts).add(plain)
    for table, column, referred in _REFERRED:
        if entity == table and image.get(column):
            traces.referred[referred].add(UUID(image[column]))


def _texts(entity: str, image: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    for column in _TEXTS.get(entity, ()):
        if plain := _plain(image.get(column) or ""):
            yield column, plain


def _plain(words: str) -> str:
    """A text without what writing it in a cell may change: case, blanks, composed letters."""
    return " ".join(unicodedata.normalize("NFC", words).casefold().split())
