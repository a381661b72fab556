"""The register: every asset across workshops, found at once and shown page by page.

What assets are found by is read once and searched in memory; what is shown of them is read in pages, as
far as somebody looks at it.
"""

from __future__ import annotations

from collections import Counter, OrderedDict, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from typing import Any, Final, Literal, NamedTuple, overload
from uuid import UUID

from ksa_tui.domain.model import Model
from ksa_tui.domain.register import Due, LevelFilter, RegisterFilter, RegisterRow, near_limit
from ksa_tui.domain.status import AssetStatus
from ksa_tui.domain.texts import fold
from ksa_tui.services.models import model_of
from ksa_tui.store import Store
from ksa_tui.store import register as statements
from ksa_tui.store.quick import rows, to_date, to_id

PAGE: Final = 128
"""Rows that are read together: more than any screen shows."""
_PAGES_KEPT: Final = 8

Facet = Literal["department", "owner", "status", "level", "due"]


class Entry(NamedTuple):
    """What an asset is found by; ids and dates as the store keeps them."""

    asset: str
    treatment: str
    workshop: str
    model: str
    status: str
    review_on: str | None
    created: str
    department: str | None
    owner: str | None
    excluded: int
    words: str


@dataclass(frozen=True, slots=True)
class Named:
    """A department or an owner that some asset of the register has."""

    id: UUID
    name: str


@dataclass(slots=True)
class Register:
    """All assets of a store as they were in one generation of it."""

    store: Store
    entries: tuple[Entry, ...]
    models: dict[UUID, Model]
    """The frozen models of the workshops, by their own id; the register's columns are their aspects."""
    departments: tuple[Named, ...]
    owners: tuple[Named, ...]
    workshops: int
    _levels: dict[tuple[UUID, str], dict[str, int]] = field(default_factory=dict)

    def find(self, wanted: RegisterFilter, today: date) -> RegisterRows:
        """The assets that ``wanted`` lets through, as Swedish sorts."""
        return RegisterRows(self, [*filter(self._test(wanted, today), self.entries)])

    def count(self, facet: Facet, wanted: RegisterFilter, today: date) -> Counter[Any]:
        """How many assets each value of a facet would show, everything else as it is wanted now."""
        found = [*filter(self._test(without(wanted, facet), today), self.entries)]
        match facet:
            case "department":
                return Counter(to_id(e.department) for e in found if e.department)
            case "owner":
                return Counter(to_id(e.owner) for e in found if e.owner)
            case "status":
                return Counter(AssetStatus(entry.status) for entry in found)
            case "due":
                return Counter({due: sum(map(_due_test(due, today), found)) for due in Due})
            case "level":
                return self._count_levels(found)

    def _count_levels(self, found: Sequence[Entry]) -> Counter[LevelFilter]:
        counted: Counter[LevelFilter] = Counter()
        for key, model in self.models.items():
            for aspect in model.aspects:
                levels = self.levels_of(key, aspect.id)
                here = Counter(
                    levels[e.treatment] for e in found if not e.excluded and e.treatment in levels
                )
                for step in aspect.levels:
                    exactly = LevelFilter(key, aspect.id, step.value, at_least=False)
                    counted[exactly] = here[step.value]
                    at_least = replace(exactly, at_least=True)
                    counted[at_least] = sum(here[value] for value in here if at_least.takes(value))
        return counted

    def levels_of(self, model: UUID, aspect: str) -> dict[str, int]:
        """The levels of one aspect of one model by treatment; those not rated are not there."""
        if (model, aspect) not in self._levels:
            with self.store.driver() as connection:
                found = rows(connection, statements.LEVELS_OF_ASPECT, model.hex, aspect)
            self._levels[model, aspect] = {key: level for key, level in found if level is not None}
        return self._levels[model, aspect]

    def _test(self, wanted: RegisterFilter, today: date) -> Callable[[Entry], bool]:
        tests = [*self._tests(wanted, today)]
        words = wanted.words
        if not tests:
            return lambda entry: all(word in entry.words for word in words)
        return lambda entry: (
            all(word in entry.words for word in words) and all(test(entry) for test in tests)
        )

    def _tests(self, wanted: RegisterFilter, today: date) -> Iterator[Callable[[Entry], bool]]:
        if wanted.department is not None:
            department = wanted.department.hex
            yield lambda entry: entry.department == department
        if wanted.owner is not None:
            owner = wanted.owner.hex
            yield lambda entry: entry.owner == owner
        if wanted.status is not None:
            status = wanted.status.value
            yield lambda entry: entry.status == status
        if wanted.due is not None:
            yield _due_test(wanted.due, today)
        if wanted.level is not None:
            level = wanted.level
            levels = self.levels_of(level.model, level.aspect)
            yield lambda entry: not entry.excluded and level.takes(levels.get(entry.treatment))


class RegisterRows(Sequence[RegisterRow]):
    """The assets found. Rows are read from the store a page at a time, when somebody asks for them."""

    def __init__(self, register: Register, entries: Sequence[Entry]) -> None:
        self._register = register
        self._entries = entries
        self._pages: OrderedDict[int, list[RegisterRow]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def models(self) -> tuple[Model, ...]:
        """The models of the assets found, in the register's order."""
        used = {entry.model for entry in self._entries}
        return tuple(m for key, m in self._register.models.items() if key.hex in used)

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

    def in_full(self, size: int = 500) -> Iterator[list[RegisterRow]]:
        """All rows with their flags, in portions: for what is written to a file."""
        for start in range(0, len(self._entries), size):
            yield self._read(self._entries[start : start + size], with_flags=True)

    def _page(self, number: int) -> list[RegisterRow]:
        if number in self._pages:
            self._pages.move_to_end(number)
        else:
            start = number * PAGE
            self._pages[number] = self._read(self._entries[start : start + PAGE])
            if len(self._pages) > _PAGES_KEPT:
                self._pages.popitem(last=False)
        return self._pages[number]

    def _read(self, entries: Sequence[Entry], *, with_flags: bool = False) -> list[RegisterRow]:
        keys = [entry.treatment for entry in entries]
        with self._register.store.driver() as connection:

            def read(statement: str) -> list[Any]:
                return statements.of_treatments(connection, statement, keys)

            shown = {row[0]: row for row in read(statements.PAGE)}
            assessed = _gathered(read(statements.LEVELS))
            systems = _gathered(read(statements.SYSTEMS))
            flags = _gathered(read(statements.FLAGS)) if with_flags else {}
        models = {key.hex: model for key, model in self._register.models.items()}
        return [
            _row(
                models[entry.model],
                shown[entry.treatment],
                assessed.get(entry.treatment, ()),
                [name for (name,) in systems.get(entry.treatment, ())],
                [flag for (flag,) in flags.get(entry.treatment, ())],
            )
            for entry in entries
        ]


def read(store: Store) -> Register:
    """The register as it is now, in five statements however many assets there are."""
    with store.driver() as connection:
        treatments = [Entry(*row) for row in rows(connection, statements.ENTRIES)]
        decided_at = dict(rows(connection, statements.DECIDED_AT))
        systems = _gathered(rows(connection, statements.SYSTEM_WORDS))
        owners = rows(connection, statements.OWNERS)
        departments = rows(connection, statements.DEPARTMENTS)
    standing = [*_standing(treatments, decided_at)]
    words = {key: folded for key, *_names, folded in (*owners, *departments)}
    entries = tuple(_with_words(entry, systems, words) for entry in standing)
    used_owners = {entry.owner for entry in entries}
    used_departments = {entry.department for entry in entries}
    return Register(
        store=store,
        entries=entries,
        models=_models(store, entries),
        departments=tuple(
            Named(to_id(key), name) for key, name, _ in departments if key in used_departments
        ),
        owners=tuple(
            Named(to_id(key), name or title) for key, name, title, _ in owners if key in used_owners
        ),
        workshops=len({entry.workshop for entry in treatments}),
    )


def without(wanted: RegisterFilter, facet: Facet) -> RegisterFilter:
    """The same with one facet left open."""
    changes: dict[str, Any] = {facet: None}
    return replace(wanted, **changes)


def _standing(treatments: Iterable[Entry], decided_at: dict[str, str]) -> Iterator[Entry]:
    """Of each asset the treatment decided last; without a decision the latest one."""

    def rank(entry: Entry) -> tuple[bool, str, str]:
        is_decided = entry.status == AssetStatus.DECIDED
        at = decided_at.get(entry.treatment, "") if is_decided else entry.created
        return is_decided, at, entry.treatment

    for _asset, group in groupby(treatments, key=lambda entry: entry.asset):
        first, *others = group
        yield max((first, *others), key=rank) if others else first


def _with_words(entry: Entry, systems: dict[str, list[Any]], words: dict[str, str]) -> Entry:
    """With everything it is searched by. Of an excluded asset that is its label alone."""
    if entry.excluded:
        return entry._replace(
            words=fold(entry.words), department=None, owner=None, review_on=None,
            status=AssetStatus.STOPPED.value,
        )  # fmt: skip
    beside = [
        *(folded for (folded,) in systems.get(entry.asset, ())),
        words.get(entry.owner or "", ""),
        words.get(entry.department or "", ""),
    ]
    return entry._replace(words="\n".join((entry.words, *beside)))


def _models(store: Store, entries: Iterable[Entry]) -> dict[UUID, Model]:
    workshops = {entry.model: entry.workshop for entry in entries}
    found = [(to_id(key), model_of(store, to_id(place))) for key, place in workshops.items()]
    return dict(sorted(found, key=lambda pair: (pair[1].id, pair[1].version, pair[0])))


def _due_test(due: Due, today: date) -> Callable[[Entry], bool]:
    day = today.isoformat()
    if due is Due.OVERDUE:
        return lambda entry: entry.review_on is not None and entry.review_on < day
    limit = near_limit(today).isoformat()
    return lambda entry: entry.review_on is not None and entry.review_on <= limit


def _gathered(found: Iterable[Any]) -> dict[str, list[Any]]:
    """Rows by what their first column says they belong to."""
    gathered: defaultdict[str, list[Any]] = defaultdict(list)
    for key, *rest in found:
        gathered[key].append(rest)
    return gathered


def _row(
    model: Model, shown: Any, assessed: Iterable[Any], systems: Sequence[str], flags: Sequence[str]
) -> RegisterRow:
    key, asset, workshop, title, name, excluded, status, review_on, *more = shown
    department, owner, owner_title, decided_on = more
    here = RegisterRow(
        asset=to_id(asset),
        treatment=to_id(key),
        workshop=to_id(workshop),
        workshop_title=title,
        model=model,
        name=name,
        status=AssetStatus.STOPPED if excluded else AssetStatus(status),
    )
    if excluded:
        return here
    levels: dict[str, int | None] = {aspect.id: None for aspect in model.aspects}
    levels |= {aspect: level for aspect, level, _below in assessed if aspect in levels}
    return replace(
        here,
        department=department or "",
        owner=owner or owner_title or "",
        levels=levels,
        below_floor=frozenset(aspect for aspect, _level, below in assessed if below),
        decided_on=to_date(decided_on),
        review_on=to_date(review_on),
        systems=tuple(systems),
        flags=tuple(flags),
    )
