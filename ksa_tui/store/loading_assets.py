"""From rows to assets: those of a workshop, some of them, or one, in a fixed number of statements.

The driver's own values, without SQLAlchemy's: a workshop may hold thousands. What is said alike of many, such
as a system or that nothing was said about an aspect, is one object for all of them.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final, TypeVar, cast, get_args
from uuid import UUID

from sqlalchemy import Connection

from ksa_tui.domain.model import Model
from ksa_tui.domain.rating import ADJUST_CODES, NOT_RELEVANT, Rating
from ksa_tui.domain.workshop import (
    Assessment,
    Asset,
    Department,
    Dissent,
    Exclusion,
    FlagAnswer,
    FlagSource,
    Owner,
    Ref,
    RefKind,
    System,
    VoteRound,
)
from ksa_tui.store import loading_sql as sql
from ksa_tui.store.problems import UnreadableError
from ksa_tui.store.quick import to_date, to_day, to_id, to_moment

T = TypeVar("T")

_Assessed = Mapping[str, Assessment]

_LEVEL: Final = "level"
_STATES: Final = (_LEVEL, NOT_RELEVANT)
_RETURN: Final = "return"
_CHOICES: Final = ("approve", "change", _RETURN)
_SOURCES: Final[tuple[FlagSource, ...]] = get_args(FlagSource)
_KINDS: Final[tuple[RefKind, ...]] = get_args(RefKind)


def load_treatments(connection: Connection, model: Model, workshop_id: UUID) -> tuple[Asset, ...]:
    """All treatments of a workshop in its order, but those removed."""
    return _Reading(connection, model, sql.OF_WORKSHOP, scope=workshop_id.hex).assets()


def load_some(
    connection: Connection, model: Model, workshop_id: UUID, assets: Iterable[UUID]
) -> tuple[Asset, ...]:
    """A workshop's treatments of these assets, in its order; numbered among themselves."""
    keys = json.dumps([asset.hex for asset in assets])
    return _Reading(connection, model, sql.OF_ASSETS, scope=workshop_id.hex, assets=keys).assets()


def load_treatment(connection: Connection, model: Model, treatment_id: UUID) -> Asset | None:
    """One treatment, or None where there is no such treatment or it was removed."""
    found = _Reading(connection, model, sql.OF_TREATMENT, scope=treatment_id.hex).assets()
    if not found:
        return None
    number = connection.execute(sql.NUMBER, {"id": treatment_id}).scalar_one()
    return replace(found[0], number=number)


@dataclass(slots=True)
class _Parts:
    """What belongs to each treatment or asset, by its id as the store keeps it."""

    assessments: Mapping[str, _Assessed]
    flags: Mapping[str, tuple[FlagAnswer, ...]]
    refs: Mapping[str, tuple[Ref, ...]]
    systems: Mapping[str, tuple[System, ...]]
    with_owner: set[str]
    decided: Mapping[str, list[Any]]
    """The latest decision of each aspect: aspect, choice, level, day, comment."""


class _Reading:
    """One reading of treatments."""

    def __init__(
        self,
        connection: Connection,
        model: Model,
        queries: sql.TreatmentQueries[str],
        **asked: str,
    ) -> None:
        self._connection = connection
        self._model = model
        self._queries = queries
        self._asked = asked
        self._department = cache(_department)
        self._owner = cache(_owner)
        self._areas = tuple(area.id for area in model.areas)
        nothing: dict[str, Rating] = dict.fromkeys(self._areas)
        self._nothing: tuple[Rating, ...] = (None,) * len(self._areas)
        self._untouched = {a.id: Assessment(a.id, nothing) for a in model.aspects}

    def assets(self) -> tuple[Asset, ...]:
        """The treatments, numbered from 1."""
        rows = self._rows(self._queries.treatments)
        if not rows:
            return ()
        decided = self._decided()
        parts = _Parts(
            self._assessments(decided),
            self._flags(),
            _by_id(self._rows(self._queries.refs), cache(_ref)),
            _by_id(self._rows(self._queries.systems), cache(_system)),
            _with_owner(self._rows(self._queries.handed_out)),
            decided,
        )
        return tuple(self._asset(number, parts, *row) for number, row in enumerate(rows, start=1))

    def _rows(self, statement: str) -> list[Any]:
        """The rows as the driver gives them: an error in them is SQLAlchemy's to tell, as everywhere."""
        return list(self._connection.exec_driver_sql(statement, self._asked).all())

    def _asset(self, number: int, parts: _Parts, *row: Any) -> Asset:
        treatment, asset, seconds, by, at, deferred, name, description, medium, catalogue, *rest = (
            row
        )
        excluded_at, role, label, called, superseded, *people = rest
        department, owner = people[:2], people[2:]
        decided = parts.decided.get(treatment, ())
        return Asset(
            id=to_id(treatment),
            asset_id=to_id(asset),
            number=number,
            name=name,
            assessments=parts.assessments.get(treatment, self._untouched),
            description=description,
            medium=medium,
            department=self._department(*department) if department[0] else None,
            owner=self._owner(*owner) if owner[0] is not None else None,
            catalogue_id=catalogue,
            refs=parts.refs.get(asset, ()),
            systems=parts.systems.get(asset, ()),
            flags=parts.flags.get(asset, ()),
            seconds_spent=seconds,
            rest_confirmed_by=by,
            rest_confirmed_at=to_moment(at) if at is not None else None,
            with_owner=treatment in parts.with_owner,
            decided_on=max((decision[3] for decision in decided), default=None),
            returned_comment=_returned(decided),
            review_called=to_date(called),
            superseded=bool(superseded),
            deferred=bool(deferred),
            excluded=_exclusion(excluded_at, role, label),
        )

    # ------------------------------------------------------------ what was said about the aspects

    def _assessments(self, decided: Mapping[str, list[Any]]) -> Mapping[str, _Assessed]:
        rows = self._rows(self._queries.assessments)
        if not rows:
            return {}
        ratings = self._ratings()
        votes = _votes(self._rows(self._queries.votes))
        dissent = _by_id(self._rows(self._queries.dissent), Dissent)
        levels = {
            (treatment, aspect): None if choice == _RETURN else level
            for treatment, latest in decided.items()
            for aspect, choice, level, *_more in latest
        }
        found: dict[str, dict[str, Assessment]] = {}
        made: dict[tuple[Any, ...], Assessment] = {}
        for key, treatment, aspect, *said in rows:
            level = levels.get((treatment, aspect))
            rated = tuple(map(ratings[key].get, self._areas)) if key in ratings else self._nothing
            told = aspect, rated, *said, level, votes.get(key, ()), dissent.get(key, ())
            if (known := made.get(told)) is None:
                known = made[told] = self._assessment(*told)
            if treatment not in found:
                found[treatment] = dict(self._untouched)
            found[treatment][aspect] = known
        alike: dict[tuple[int, ...], _Assessed] = {}
        return {
            treatment: alike.setdefault(tuple(map(id, assessed.values())), assessed)
            for treatment, assessed in found.items()
        }

    def _ratings(self) -> Mapping[str, Mapping[str, Rating]]:
        found: defaultdict[str, dict[str, Rating]] = defaultdict(dict)
        for assessment, area, state, level in self._rows(self._queries.ratings):
            found[assessment][area] = level if _one_of(_STATES, state) == _LEVEL else NOT_RELEVANT
        return found

    def _assessment(self, aspect: str, rated: tuple[Rating, ...], *said: Any) -> Assessment:
        adjusted, code, adjust_motivation, motivation, floor_reason, decided, votes, dissent = said
        return Assessment(
            aspect=aspect,
            ratings=dict(zip(self._areas, rated, strict=True)),
            adjusted=adjusted,
            adjust_code=None if code is None else _one_of(ADJUST_CODES, code),
            adjust_motivation=adjust_motivation,
            motivation=motivation,
            floor_reason=floor_reason,
            decided=decided,
            votes=votes,
            dissent=dissent,
        )

    def _decided(self) -> Mapping[str, list[Any]]:
        """The latest decision of each aspect, by treatment."""
        latest = {
            (treatment, aspect): (aspect, _one_of(_CHOICES, choice), level, to_day(day), comment)
            for treatment, aspect, choice, level, day, comment in self._rows(
                self._queries.decisions
            )
        }
        found: defaultdict[str, list[Any]] = defaultdict(list)
        for (treatment, _aspect), decision in latest.items():
            found[treatment].append(decision)
        return found

    # ------------------------------------------------------------ what was said about the asset

    def _flags(self) -> Mapping[str, tuple[FlagAnswer, ...]]:
        """The answers in the order of the model's flags."""
        order = {flag.id: number for number, flag in enumerate(self._model.flags)}
        found = _by_id(self._rows(self._queries.flags), cache(_flag))
        return {
            asset: tuple(sorted(flags, key=lambda f: (order.get(f.flag, len(order)), f.flag)))
            for asset, flags in found.items()
        }


def _flag(flag: str, value: int, source: str, confirmed: int) -> FlagAnswer:
    return FlagAnswer(flag, bool(value), _one_of(_SOURCES, source), bool(confirmed))


def _ref(kind: str, value: str, sure: int) -> Ref:
    return Ref(_one_of(_KINDS, kind), value, bool(sure))


def _system(key: str, name: str, supplier: str) -> System:
    return System(to_id(key), name, supplier)


def _department(key: str, name: str) -> Department:
    return Department(to_id(key), name)


def _owner(key: str, name: str, title: str, e_mail: str) -> Owner:
    return Owner(to_id(key), name, title, e_mail)


def _exclusion(at: str | None, role: str, label: str) -> Exclusion | None:
    return None if at is None else Exclusion(label, to_moment(at).astimezone().date(), role)


def _returned(latest: Iterable[Any]) -> str | None:
    """The owner's comment when the asset was sent back; a return is for all its aspects."""
    comments = (comment for _a, choice, _l, _d, comment in latest if choice == _RETURN)
    return next(comments, None)


def _with_owner(rows: Iterable[Any]) -> set[str]:
    """The treatments whose newest workbook for decision has no answer."""
    newest = dict(map(tuple, rows))
    return {treatment for treatment, answered in newest.items() if not answered}


def _votes(rows: Iterable[Any]) -> Mapping[str, tuple[VoteRound, ...]]:
    """Rows of (assessment, round, when, level or None), in order."""
    levels: defaultdict[tuple[str, int, str], list[int]] = defaultdict(list)
    for assessment, number, opened_at, level in rows:
        levels[assessment, number, opened_at].extend([] if level is None else [level])
    rounds: defaultdict[str, tuple[VoteRound, ...]] = defaultdict(tuple)
    for (assessment, number, opened_at), given in levels.items():
        rounds[assessment] += (VoteRound(number, tuple(given), to_moment(opened_at)),)
    return rounds


def _by_id(rows: Iterable[Any], make: Callable[..., T]) -> Mapping[str, tuple[T, ...]]:
    """Rows whose first column is the id of what they belong to, the rest what ``make`` is given."""
    found: defaultdict[str, list[T]] = defaultdict(list)
    for belongs_to, *values in rows:
        found[belongs_to].append(make(*values))
    return {key: tuple(values) for key, values in found.items()}


def _one_of(known: Collection[T], value: Any) -> T:
    """A value of the kind that SQLAlchemy would have looked for."""
    if value not in known:
        raise UnreadableError(value)
    return cast(T, value)
