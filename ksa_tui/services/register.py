"""The register: every asset across workshops. What assets are found by is read once and searched in memory."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from itertools import groupby
from operator import itemgetter
from typing import Any, Final, Literal
from uuid import UUID

from ksa_tui.domain.model import Model
from ksa_tui.domain.register import Due, LevelFilter, RegisterFilter, RegisterRow, near_limit
from ksa_tui.domain.status import AssetStatus
from ksa_tui.domain.texts import fold
from ksa_tui.services.models import model_of
from ksa_tui.services.register_rows import Entry, Place, RegisterRows, gathered
from ksa_tui.store import Store
from ksa_tui.store import register as statements
from ksa_tui.store.quick import rows, to_id

SAID: Final = 8
"""What was typed last is kept: letters are taken back as they were typed."""

Facet = Literal["department", "owner", "status", "level", "due"]


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
    words: dict[str, str]
    """What owners and departments are searched by, by their ids as the store keeps them."""
    _levels: dict[tuple[UUID, str], dict[str, int]] = field(default_factory=dict)
    _places: dict[str, int] = field(default_factory=dict)
    _rows: dict[str, RegisterRow] = field(default_factory=dict)
    """What was read to be shown, by treatment."""
    _said: dict[tuple[str, ...], Sequence[Entry]] = field(default_factory=dict)
    """The assets that have words which were typed before."""

    @property
    def places(self) -> dict[str, int]:
        """Where each asset stands."""
        if not self._places:
            self._places = {entry.asset: place for place, entry in enumerate(self.entries)}
        return self._places

    def renewed(self, entries: Iterable[Entry]) -> Register | None:
        """The same with other entries of some assets; None where one is to be found otherwise."""
        others = list(self.entries)
        for entry in entries:
            if (place := self.places.get(entry.asset)) is None:
                return None
            if not _is_found_alike(others[place], entry):
                return None
            others[place] = entry
        return replace(
            self, entries=tuple(others), _levels={}, _places=self.places, _rows={}, _said={}
        )

    def find(self, wanted: RegisterFilter, today: date) -> RegisterRows:
        """The assets that ``wanted`` lets through, as Swedish sorts."""
        return RegisterRows(self.store, self.models, self._found(wanted, today), self._rows)

    def count(self, facet: Facet, wanted: RegisterFilter, today: date) -> Counter[Any]:
        """How many assets each value of a facet would show, everything else as it is wanted now."""
        found = self._found(without(wanted, facet), today)
        match facet:
            case "department":
                return Counter(to_id(e.place.department) for e in found if e.place.department)
            case "owner":
                return Counter(to_id(e.place.owner) for e in found if e.place.owner)
            case "status":
                return Counter(AssetStatus(entry.place.status) for entry in found)
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
                    levels[e.treatment]
                    for e in found
                    if not e.place.excluded and e.treatment in levels
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

    def _found(self, wanted: RegisterFilter, today: date) -> Sequence[Entry]:
        found = self._with_words(wanted.words)
        for test in self._tests(wanted, today):
            found = [*filter(test, found)]
        return found

    def _with_words(self, words: tuple[str, ...]) -> Sequence[Entry]:
        """One plain pass for each word, through what the words before had: a letter more finds no others."""
        if not words:
            return self.entries
        if words not in self._said:
            found = next(filter(partial(_goes_on, words), reversed(self._said)), ())
            entries = self._said.get(found, self.entries)
            for word in words:
                entries = [entry for entry in entries if word in entry.words]
            while len(self._said) >= SAID:
                del self._said[next(iter(self._said))]
            self._said[words] = entries
        return self._said[words]

    def _tests(self, wanted: RegisterFilter, today: date) -> Iterator[Callable[[Entry], bool]]:
        if wanted.department is not None:
            department = wanted.department.hex
            yield lambda entry: entry.place.department == department
        if wanted.owner is not None:
            owner = wanted.owner.hex
            yield lambda entry: entry.place.owner == owner
        if wanted.status is not None:
            status = wanted.status.value
            yield lambda entry: entry.place.status == status
        if wanted.due is not None:
            yield _due_test(wanted.due, today)
        if wanted.level is not None:
            level = wanted.level
            levels = self.levels_of(level.model, level.aspect)
            yield (
                lambda entry: not entry.place.excluded and level.takes(levels.get(entry.treatment))
            )


def read(store: Store) -> Register:
    """The register as it is now: five statements however many assets there are, none while nothing changes.

    Where it was read before, only the assets changed since are read again.
    """
    now, known = store.generation, store.remembered.register
    register = None
    if known is not None and isinstance(known[1], Register):
        if known[0] == now:
            return known[1]
        register = _renewed(store, known[1], known[0], now)
    if register is None:
        register = _read(store)
    store.remembered.register = (now, register)
    return register


def _renewed(store: Store, known: Register, read_at: int, now: int) -> Register | None:
    """The register with those assets changed since it was read; None where it must be read anew."""
    changed = store.journal.assets_since(read_at, now)
    if changed is None or store.journal.has_changed(_ORDERING, read_at, now):
        return None
    if not changed:
        return known
    keys = [asset.hex for asset in changed]
    mine = [key for key in keys if key in known.places]
    with store.driver() as connection:

        def some(statement: str) -> list[Any]:
            return statements.of_treatments(connection, statement, keys)

        decided_at = dict(some(statements.DECIDED_AT_OF))
        systems = gathered(some(statements.SYSTEM_WORDS_OF))
        treatments = some(statements.ENTRIES_OF)
    entries = [_entry(row, systems, known.words, {}) for row in standing(treatments, decided_at)]
    return known.renewed(entries) if len(entries) == len(mine) else None


_ORDERING: Final = frozenset({"asset", "workshop"})
"""Tables whose changes may move an asset to another place of the register."""


def _is_found_alike(one: Entry, other: Entry) -> bool:
    """Whether an asset stands in the same place of the register, and under the same facets but its status."""
    here, there = one.place, other.place
    facets = (there.excluded, there.department, there.owner, there.model)
    return one.words == other.words and facets == (
        here.excluded,
        here.department,
        here.owner,
        here.model,
    )


def _read(store: Store) -> Register:
    with store.driver() as connection:
        decided_at = dict(rows(connection, statements.DECIDED_AT))
        systems = gathered(rows(connection, statements.SYSTEM_WORDS))
        owners = rows(connection, statements.OWNERS)
        departments = rows(connection, statements.DEPARTMENTS)
        words = {key: folded for key, *_names, folded in (*owners, *departments)}
        treatments = connection.execute(statements.ENTRIES)  # row by row: there may be very many
        kept: dict[Place, Place] = {}
        entries = tuple(
            _entry(row, systems, words, kept) for row in standing(treatments, decided_at)
        )
    used = {entry.place.owner for entry in entries} | {entry.place.department for entry in entries}
    return Register(
        store=store,
        entries=entries,
        models=_models(store, entries),
        departments=tuple(Named(to_id(key), name) for key, name, _ in departments if key in used),
        owners=tuple(
            Named(to_id(key), name or title) for key, name, title, _ in owners if key in used
        ),
        words=words,
    )


def _goes_on(words: tuple[str, ...], before: tuple[str, ...]) -> bool:
    """Whether whatever has these words has those that were typed before."""
    return all(any(old in new for new in words) for old in before)


def without(wanted: RegisterFilter, facet: Facet) -> RegisterFilter:
    """The same with one facet left open."""
    changes: dict[str, Any] = {facet: None}
    return replace(wanted, **changes)


def standing(treatments: Iterable[Any], decided_at: dict[str, str]) -> Iterator[Any]:
    """Of each asset the treatment decided last; without a decision the latest one.

    The rows begin as those of ``store.register.ENTRIES``, an asset's side by side.
    """

    def rank(row: Any) -> tuple[bool, str, str]:
        _asset, treatment, _workshop, _model, status, _review_on, created, *_more = row
        is_decided = status == AssetStatus.DECIDED
        return is_decided, decided_at.get(treatment, "") if is_decided else created, treatment

    for _asset, group in groupby(treatments, key=itemgetter(0)):
        first, *others = group
        yield max((first, *others), key=rank) if others else first


def _entry(
    row: Any, systems: dict[str, list[Any]], words: dict[str, str], kept: dict[Place, Place]
) -> Entry:
    """With everything it is searched by, of an excluded asset its label alone; ``kept`` are places once."""
    asset, treatment, workshop, model, status, review_on, _created, department, owner, *more = row
    excluded, name = more
    if excluded:
        place = Place(workshop, model, AssetStatus.STOPPED.value, None, None, None, 1)
        return Entry(asset, treatment, kept.setdefault(place, place), fold(name))
    found = f"{name}\n{words.get(owner, '')}\n{words.get(department, '')}"
    for (system,) in systems.get(asset, ()):
        found += f"\n{system}"
    place = Place(workshop, model, status, review_on, department, owner, 0)
    return Entry(asset, treatment, kept.setdefault(place, place), found)


def _models(store: Store, entries: Iterable[Entry]) -> dict[UUID, Model]:
    workshops = {entry.place.model: entry.place.workshop for entry in entries}
    found = [(to_id(key), model_of(store, to_id(place))) for key, place in workshops.items()]
    return dict(sorted(found, key=lambda pair: (pair[1].id, pair[1].version, pair[0])))


def _due_test(due: Due, today: date) -> Callable[[Entry], bool]:
    day = today.isoformat()
    if due is Due.OVERDUE:
        return lambda entry: entry.place.review_on is not None and entry.place.review_on < day
    limit = near_limit(today).isoformat()
    return lambda entry: entry.place.review_on is not None and entry.place.review_on <= limit
