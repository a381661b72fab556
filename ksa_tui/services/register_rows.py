"""What is shown of the assets of the register: read from the store in pages, as far as somebody looks."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple, overload
from uuid import UUID

from ksa_tui.domain.model import Model
from ksa_tui.domain.register import RegisterRow
from ksa_tui.domain.status import AssetStatus
from ksa_tui.store import Store
from ksa_tui.store import register as statements
from ksa_tui.store.quick import to_date, to_id

PAGE: Final = 16
"""Rows that are read together at least."""
_KEPT: Final = 500
"""Rows that are kept: words are typed and taken back, and the same rows come and go."""
_PORTION: Final = 2_000
"""Rows read together for a file: the more, the seldomer SQLite reads the same pages of the store again."""


class Place(NamedTuple):
    """Where an asset stands: the same for many, and kept once. Ids and dates as the store keeps them."""

    workshop: str
    model: str
    status: str
    review_on: str | None
    department: str | None
    owner: str | None
    excluded: int


class Entry(NamedTuple):
    """What an asset is found by."""

    asset: str
    treatment: str
    place: Place
    words: str


class RegisterRows(Sequence[RegisterRow]):
    """The assets found. Rows are read from the store a page at a time, when somebody asks for them."""

    def __init__(
        self,
        store: Store,
        models: Mapping[UUID, Model],
        entries: Sequence[Entry],
        kept: dict[str, RegisterRow],
    ) -> None:
        """``kept`` are rows by treatment that were read before, of whatever was found then."""
        self._store = store
        self._models = {key.hex: model for key, model in models.items()}
        self._entries = entries
        self._kept = kept

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def models(self) -> tuple[Model, ...]:
        """The models of the assets found, in the register's order."""
        used = {entry.place.model for entry in self._entries}
        return tuple(model for key, model in self._models.items() if key in used)

    @overload
    def __getitem__(self, index: int) -> RegisterRow: ...

    @overload
    def __getitem__(self, index: slice) -> list[RegisterRow]: ...

    def __getitem__(self, index: int | slice) -> RegisterRow | list[RegisterRow]:
        if isinstance(index, slice):
            return self._read(self._entries[index])
        entry = self._entries[index]
        if entry.treatment not in self._kept:
            place = range(len(self._entries))[index]
            self.look(range(place, place + PAGE))
        return self._kept[entry.treatment]

    def index_of(self, key: object) -> int | None:
        """Where the asset with this id stands, without reading any row."""
        asset = key.hex if isinstance(key, UUID) else None
        places = (place for place, entry in enumerate(self._entries) if entry.asset == asset)
        return next(places, None)

    def in_full(self, size: int = _PORTION) -> Iterator[list[RegisterRow]]:
        """All rows with systems and flags, in portions: for what is written to a file."""
        for start in range(0, len(self._entries), size):
            yield self._read(self._entries[start : start + size], for_file=True)

    def look(self, places: range) -> None:
        """Read those of these places that are not there; for a few somebody scrolls, and more are read."""
        missing = self._missing(places)
        if not missing:
            return
        if len(missing) < PAGE // 2:
            missing = self._missing(range(places.start - PAGE, places.stop + PAGE))
        if len(self._kept) > _KEPT:
            self._kept.clear()
            missing = self._missing(places)
        rows = self._read(missing)
        self._kept.update((entry.treatment, row) for entry, row in zip(missing, rows, strict=True))

    def _missing(self, places: range) -> list[Entry]:
        entries = self._entries[max(places.start, 0) : places.stop]
        return [entry for entry in entries if entry.treatment not in self._kept]

    def _read(self, entries: Sequence[Entry], *, for_file: bool = False) -> list[RegisterRow]:
        keys = [entry.treatment for entry in entries]
        with self._store.driver() as connection:

            def read(statement: str) -> list[Any]:
                return statements.of_treatments(connection, statement, keys)

            shown = {row[0]: row for row in read(statements.PAGE)}
            assessed = gathered(read(statements.LEVELS))
            systems = gathered(read(statements.SYSTEMS)) if for_file else {}
            flags = gathered(read(statements.FLAGS)) if for_file else {}
        return [
            _row(
                self._models[entry.place.model],
                shown[entry.treatment],
                assessed.get(entry.treatment, ()),
                [name for (name,) in systems.get(entry.treatment, ())],
                [flag for (flag,) in flags.get(entry.treatment, ())],
            )
            for entry in entries
        ]


def gathered(found: Iterable[Any]) -> dict[str, list[Any]]:
    """Rows by what their first column says they belong to."""
    gathered: defaultdict[str, list[Any]] = defaultdict(list)
    for key, *rest in found:
        gathered[key].append(rest)
    return gathered


@lru_cache(maxsize=512)
def _workshop_id(text: str) -> UUID:
    """One of few: an asset's own id is met once."""
    return to_id(text)


def _row(
    model: Model, shown: Any, assessed: Iterable[Any], systems: Sequence[str], flags: Sequence[str]
) -> RegisterRow:
    key, asset, workshop, title, name, excluded, status, review_on, *more = shown
    department, owner, owner_title, decided_on = more
    status = AssetStatus.STOPPED if excluded else AssetStatus(status)
    named = (to_id(asset), to_id(key), _workshop_id(workshop), title, model, name, status)
    if excluded:
        return RegisterRow(*named)
    levels: dict[str, int | None] = {aspect.id: None for aspect in model.aspects}
    levels |= {aspect: level for aspect, level, _below in assessed if aspect in levels}
    return RegisterRow(
        *named,
        department=department or "",
        owner=owner or owner_title or "",
        levels=levels,
        below_floor=frozenset(aspect for aspect, _level, below in assessed if below),
        decided_on=to_date(decided_on),
        review_on=to_date(review_on),
        systems=tuple(systems),
        flags=tuple(flags),
    )
