"""What is shown of the assets of the register: read from the store in pages, as far as somebody looks."""

from __future__ import annotations

from collections import OrderedDict, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import islice
from typing import Any, Final, NamedTuple, overload
from uuid import UUID

from ksa_tui.domain.model import Model
from ksa_tui.domain.register import RegisterRow
from ksa_tui.domain.status import AssetStatus
from ksa_tui.store import Store
from ksa_tui.store import register as statements
from ksa_tui.store.quick import to_date, to_id

PAGE: Final = 16
"""Rows that are read together: no more than a screen shows, for they are read at every letter typed."""
_PAGES_KEPT: Final = 64
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
        self, store: Store, models: Mapping[UUID, Model], entries: Sequence[Entry]
    ) -> None:
        self._store = store
        self._models = {key.hex: model for key, model in models.items()}
        self._entries = entries
        self._pages: OrderedDict[int, list[RegisterRow]] = OrderedDict()

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
        place = range(len(self._entries))[index]
        page, line = divmod(place, PAGE)
        return self._page(page)[line]

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
        """Read the pages of these places that are not there, with the same few statements for all."""
        shown = range(len(self._entries))[places.start : places.stop]
        pages = range(shown.start // PAGE, (shown.stop - 1) // PAGE + 1) if shown else range(0)
        missing = [page for page in pages if page not in self._pages]
        found = iter(self._read([entry for page in missing for entry in self._of_page(page)]))
        for page in missing:
            self._pages[page] = list(islice(found, PAGE))
        while len(self._pages) > max(_PAGES_KEPT, len(pages)):
            self._pages.popitem(last=False)

    def _of_page(self, number: int) -> Sequence[Entry]:
        return self._entries[number * PAGE : (number + 1) * PAGE]

    def _page(self, number: int) -> list[RegisterRow]:
        if number in self._pages:
            self._pages.move_to_end(number)
        else:
            self.look(range(number * PAGE, (number + 1) * PAGE))
        return self._pages[number]

    def _read(self, entries: Sequence[Entry], *, for_file: bool = False) -> list[RegisterRow]:
        keys = [entry.treatment for entry in entries]
        if not keys:
            return []
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
