"""Where assets stood on a day, told by what is never written over: decisions, what was handed out, when
something was rated, added and removed.

An asset counts once however many workshops treated it: the treatment decided last stands for it; before
any decision, the latest one. This is the register's own rule, asked of another day.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from ksa_tui.domain.model import Model
from ksa_tui.domain.reviewing import review_date
from ksa_tui.domain.status import AssetStatus


class Verdict(NamedTuple):
    """What was decided about one aspect; without a level it was sent back."""

    aspect: str
    level: int | None
    signed: date
    day: date
    """From when it counts: the day it was signed, never later than the day it was recorded."""
    at: datetime
    """When it was recorded: the later one holds."""


class Rated(NamedTuple):
    """An aspect that has a rating: what is proposed now, and the first day that is known of."""

    proposed: int
    day: date


class Handed(NamedTuple):
    """A workbook for decision that asked about the treatment."""

    day: date
    at: datetime


class Call(NamedTuple):
    """Something happened that calls for a review of an asset."""

    on: date
    day: date
    """When it was noted."""
    at: datetime


@dataclass(frozen=True, slots=True)
class Treated:
    """One treatment of one asset in one workshop, and all that happened to it."""

    id: UUID
    asset: UUID
    model: UUID
    """The frozen model's own id: levels of two models are never compared by number."""
    workshop: UUID
    department: UUID | None
    """The asset's own, else that of the workshop, as it is now."""
    created: datetime
    added: date
    removed: date | None = None
    """When it, its workshop or its asset was taken away."""
    copied_from: UUID | None = None
    rated: Mapping[str, Rated] = field(default_factory=dict)
    handed: tuple[Handed, ...] = ()
    verdicts: tuple[Verdict, ...] = ()
    """In the order recorded."""
    calls: tuple[Call, ...] = ()
    """Those of the asset."""

    @property
    def since(self) -> date:
        """The first day it is known of: a decision may be older than its record here."""
        return min([self.added, *(verdict.day for verdict in self.verdicts)])

    def is_there(self, day: date) -> bool:
        """Whether it was part of a workshop when the day ended."""
        return self.since <= day and (self.removed is None or self.removed > day)


class Undecided(StrEnum):
    """What an aspect without a decided level is; neither is a level, and neither is 0."""

    PROPOSED = "proposed"
    UNRATED = "unrated"


Slot = int | Undecided
"""Where an aspect of an asset is counted: at its decided level, or as undecided."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one asset stood when a day ended."""

    treated: Treated
    status: AssetStatus
    """Decided, with the owner, returned, rated; else started, which here means not classified whole."""
    slots: Mapping[str, Slot]
    """By aspect id, every aspect of the model."""
    decided_on: date | None = None
    review_on: date | None = None
    with_owner_since: date | None = None


def classified_on(model: Model, treated: Treated) -> date | None:
    """The first day the treatment is known to have had a level in every aspect; None while it has not.

    A rating changed afterwards moves its day, but not what was handed out or decided before.
    """
    known = [handed.day for handed in treated.handed]
    known += [verdict.day for verdict in treated.verdicts]
    if all(aspect.id in treated.rated for aspect in model.aspects):
        known.append(max(treated.rated[aspect.id].day for aspect in model.aspects))
    return min(known, default=None)


def standings(
    treatments: Iterable[Treated], models: Mapping[UUID, Model], day: date
) -> dict[UUID, Standing]:
    """Every asset that was there when the day ended, each once, in the order of ``treatments``."""
    treatments = list(treatments)
    there = [treated for treated in treatments if treated.is_there(day)]
    superseded = {t.copied_from for t in there if t.copied_from and any(_levels_of(t, day))}
    last = _last_recorded(treatments, day)
    found: dict[UUID, tuple[tuple[bool, datetime, UUID], Standing]] = {}
    for treated in there:
        here = _standing(treated, models[treated.model], day)
        if here.status is AssetStatus.DECIDED and treated.id not in superseded:
            here = _with_review(here, models[treated.model], day, last[treated.asset])
        rank = _rank(here, day)
        known = found.get(treated.asset)
        if known is None or rank > known[0]:
            found[treated.asset] = (rank, here)
    return {asset: standing for asset, (_rank_of, standing) in found.items()}


def _last_recorded(treatments: Iterable[Treated], day: date) -> dict[UUID, datetime]:
    """When something was last decided about each asset, as far as the day knows of it."""
    last: dict[UUID, datetime] = {}
    for treated in treatments:
        for verdict in treated.verdicts:
            if verdict.day <= day:
                last[treated.asset] = max(verdict.at, last.get(treated.asset, verdict.at))
    return last


def _rank(here: Standing, day: date) -> tuple[bool, datetime, UUID]:
    treated = here.treated
    if here.status is AssetStatus.DECIDED:
        return True, max(v.at for v in treated.verdicts if v.day <= day), treated.id
    return False, treated.created, treated.id


def _levels_of(treated: Treated, day: date) -> Iterator[Verdict]:
    return (v for v in treated.verdicts if v.day <= day and v.level is not None)


def _standing(treated: Treated, model: Model, day: date) -> Standing:
    verdicts = [verdict for verdict in treated.verdicts if verdict.day <= day]
    latest = {verdict.aspect: verdict for verdict in verdicts}
    handed = [each for each in treated.handed if each.day <= day]
    aspects = [aspect.id for aspect in model.aspects]
    if latest and all(a in latest and latest[a].level is not None for a in aspects):
        levels = {a: level for a in aspects if (level := latest[a].level) is not None}
        signed = max(verdict.signed for verdict in latest.values())
        return Standing(treated, AssetStatus.DECIDED, levels, decided_on=signed)
    since = _awaiting_since(handed, verdicts)
    known = bool(handed or verdicts)
    slots = {aspect: _undecided(treated, aspect, day, known) for aspect in aspects}
    return Standing(treated, _status(slots, latest, since), slots, with_owner_since=since)


def _status(
    slots: Mapping[str, Slot], latest: Mapping[str, Verdict], since: date | None
) -> AssetStatus:
    if since is not None:
        return AssetStatus.WITH_OWNER
    if any(verdict.level is None for verdict in latest.values()):
        return AssetStatus.RETURNED
    if all(slot is Undecided.PROPOSED for slot in slots.values()):
        return AssetStatus.RATED
    return AssetStatus.STARTED


def _undecided(treated: Treated, aspect: str, day: date, known: bool) -> Undecided:
    """What was handed out or decided was rated then, whenever its ratings were last changed."""
    rated = treated.rated.get(aspect)
    is_rated = rated is not None and (known or rated.day <= day)
    return Undecided.PROPOSED if is_rated else Undecided.UNRATED


def _awaiting_since(handed: Sequence[Handed], verdicts: Sequence[Verdict]) -> date | None:
    """The day of the newest workbook for decision, unless something was decided since."""
    if not handed:
        return None
    newest = max(handed, key=lambda each: each.at)
    return None if any(verdict.at >= newest.at for verdict in verdicts) else newest.day


def _with_review(here: Standing, model: Model, day: date, last: datetime) -> Standing:
    """With its review date: the rule of ``domain.reviewing``, and what called for one before the day ended."""
    levels = [slot for slot in here.slots.values() if isinstance(slot, int)]
    if here.decided_on is None:
        return here
    planned = review_date(model.review, levels, here.decided_on)
    called = [call.on for call in here.treated.calls if call.day <= day and call.at > last]
    return replace(here, review_on=min([planned, *called]))
