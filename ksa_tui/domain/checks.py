"""Plausibility checks: what a facilitator should look over before the workbook is handed out.

None of them blocks; what blocks is :func:`ksa_tui.domain.standing.workshop_gaps` alone (decisions A6).
A check says *what* and *where* in codes; the words belong to whoever shows it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import partial
from hashlib import sha256
from typing import Final, TypeAlias
from uuid import UUID

from ksa_tui.domain.collection import highest_of_assets
from ksa_tui.domain.lineage import lifting_alone
from ksa_tui.domain.model import Aspect, Model, Role
from ksa_tui.domain.naming import looks_like_system
from ksa_tui.domain.rating import is_thin, needs_motivation
from ksa_tui.domain.standing import floor_here
from ksa_tui.domain.texts import fold
from ksa_tui.domain.workshop import Asset, CollectionUplift, Participant, Workshop

MANY: Final = 6
"""Fewer rated assets than this say nothing about how levels spread (decisions D)."""

DIGEST_LENGTH: Final = 16
"""Characters of a text's digest in an identity: the text itself must not be kept in a second place."""

OWNER_ROLE: Final = "owner"
FACILITATOR_ROLE: Final = "facilitator"


class CheckCode(StrEnum):
    """What is to be looked over."""

    BELOW_FLOOR = "below_floor"
    """Below the floor that a flag implies, with a reason. Figures: level, floor. Ids: the flags."""
    UNCONFIRMED_FLAGS = "unconfirmed_flags"
    """Facts from the catalogue or a list that nobody confirmed: they lift no floor. Ids: the flags."""
    THIN_MOTIVATION = "thin_motivation"
    """A motivation of fewer than three words where the model asks for one."""
    MANY_ON_TOP = "many_on_top"
    """More than half on the top level of an aspect. Figures: level, count, total."""
    SYSTEM_NAME = "system_name"
    """Named like a system, which is never what is classified."""
    MISSING_ROLES = "missing_roles"
    """Core roles that nobody in the room has. Ids: the roles."""
    FAR_FROM_EARLIER = "far_from_earlier"
    """Two steps or more from what was decided about a similar asset. Figures: level, earlier, year."""
    UPLIFT_OVERTAKEN = "uplift_overtaken"
    """The assets reach by themselves what the whole was raised to. Figures: level, highest. Ids: the code."""
    SPLIT = "split"
    """One flag alone lifts the aspect to its top: a part without it may be lower. Ids: the flag."""
    PARKED = "parked"
    """A parked question without an answer. Subject: the question."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to look over. ``asset`` is a treatment (``Asset.id``); None concerns the whole workshop."""

    code: CheckCode
    asset: UUID | None = None
    aspect: str | None = None
    figures: Mapping[str, int] = field(default_factory=dict)
    ids: tuple[str, ...] = ()
    """Flags or roles of the model."""
    subject: UUID | None = None
    """What it is about when that is no asset: the parked question."""
    text: str = ""
    """What it was found in: the name or the motivation. Another text is another thing to look over."""

    @property
    def said(self) -> tuple[object, ...]:
        """What of it is told: of several aspects of an asset the same is said once."""
        match self.code:
            case CheckCode.BELOW_FLOOR:
                return (self.figures["floor"],)
            case CheckCode.FAR_FROM_EARLIER:
                return self.figures["earlier"], self.figures["year"]
            case CheckCode.UPLIFT_OVERTAKEN:
                return (self.figures["level"],)
            case CheckCode.SPLIT:
                return self.ids
            case _:
                return ()

    @property
    def identity(self) -> str:
        """Place and content in one line: the same as long as the check says the same of the same place."""
        digest = sha256(self.text.encode()).hexdigest()[:DIGEST_LENGTH] if self.text else ""
        place = [str(each or "") for each in (self.asset, self.aspect, self.subject)]
        said = [sorted(self.figures.items()), sorted(self.ids), digest]
        return json.dumps([*place, *said], separators=(",", ":"))


Rule: TypeAlias = "Callable[[Model, Workshop], Iterator[Check]]"


def workshop_checks(model: Model, workshop: Workshop) -> tuple[Check, ...]:
    """What to look over and was not dismissed: rule by rule, within a rule in the order of the assets."""
    answered = answered_checks(_all_checks(model, workshop), workshop)
    return tuple(check for check, reason in answered if reason is None)


def dismissed_checks(model: Model, workshop: Workshop) -> tuple[tuple[Check, str], ...]:
    """What was dismissed, with the reasons, as long as it still says what it said then."""
    answered = answered_checks(_all_checks(model, workshop), workshop)
    return tuple((check, reason) for check, reason in answered if reason is not None)


def answered_checks(
    checks: Iterable[Check], workshop: Workshop
) -> Iterator[tuple[Check, str | None]]:
    """Checks, each with the reason why it may stand as it is; None for those that nobody dismissed."""
    reasons = {(each.code, each.subject): each.reason for each in workshop.dismissed}
    codes = {code for code, _subject in reasons}
    for check in checks:
        is_asked = check.code in codes  # an identity is dear
        yield check, reasons.get((check.code, check.identity)) if is_asked else None


def _all_checks(model: Model, workshop: Workshop) -> Iterator[Check]:
    return (check for rule in RULES.values() for check in rule(model, workshop))


def below_floor(model: Model, workshop: Workshop) -> Iterator[Check]:
    """Levels below the suggested minimum that have a reason; without one they block instead.

    Special-category data below its level is one of these: the flag ``sensitive`` has a floor.
    """
    for asset, aspect in _places(model, workshop):
        assessment = asset.assessments[aspect.id]
        if not assessment.floor_reason.strip():
            continue
        floor = floor_here(model, asset, aspect.id)
        if floor and assessment.proposed is not None and assessment.proposed < floor.level:
            figures = {"level": assessment.proposed, "floor": floor.level}
            flags = tuple(each.flag for each in floor.floors)
            yield Check(
                CheckCode.BELOW_FLOOR,
                asset.id,
                aspect.id,
                figures,
                flags,
                text=assessment.floor_reason,
            )


def unconfirmed_flags(_model: Model, workshop: Workshop) -> Iterator[Check]:
    """Flags that came with the catalogue or a list and were never confirmed in the room."""
    for asset in treated(workshop):
        flags = tuple(
            answer.flag for answer in asset.flags if answer.value and not answer.confirmed
        )
        if flags:
            yield Check(CheckCode.UNCONFIRMED_FLAGS, asset.id, ids=flags)


def thin_motivations(model: Model, workshop: Workshop) -> Iterator[Check]:
    """Motivations too short to be understood a year from now."""
    for asset, aspect in _places(model, workshop):
        assessment = asset.assessments[aspect.id]
        if is_thin(assessment.motivation) and needs_motivation(model, assessment.proposed):
            yield Check(CheckCode.THIN_MOTIVATION, asset.id, aspect.id, text=assessment.motivation)


def many_on_top(model: Model, workshop: Workshop) -> Iterator[Check]:
    """Aspects with more than half of their rated assets on the top level, from :data:`MANY` of them up."""
    for aspect in model.aspects:
        proposed = (asset.assessments[aspect.id].proposed for asset in treated(workshop))
        yield from many_at(aspect, Counter(proposed))


def many_at(aspect: Aspect, levels: Mapping[int | None, int]) -> Iterator[Check]:
    """The same of one aspect, of which so many assets have which level."""
    total = sum(count for level, count in levels.items() if level is not None)
    on_top = levels.get(aspect.top, 0)
    if total >= MANY and on_top * 2 > total:
        figures = {"level": aspect.top, "count": on_top, "total": total}
        yield Check(CheckCode.MANY_ON_TOP, aspect=aspect.id, figures=figures)


def system_names(_model: Model, workshop: Workshop) -> Iterator[Check]:
    """Assets named like a system: the information in it is what is classified."""
    for asset in treated(workshop):
        if looks_like_system(asset.name):
            yield Check(CheckCode.SYSTEM_NAME, asset.id, text=asset.name)


def missing_roles(model: Model, workshop: Workshop) -> Iterator[Check]:
    """Core roles of the model that nobody in the room has, as one check."""
    roles = tuple(role.id for role in absent_core_roles(model, workshop))
    if roles:
        yield Check(CheckCode.MISSING_ROLES, ids=roles)


def far_from_earlier(_model: Model, workshop: Workshop) -> Iterator[Check]:
    """Levels two steps or more from a similar asset's, where the workshop was compared with them."""
    levels = {asset.id: asset.assessments for asset in treated(workshop)}
    for found in workshop.compared:
        if found.asset in levels:
            level = levels[found.asset][found.aspect].proposed or 0
            figures = {"level": level, "earlier": found.earlier, "year": found.year}
            yield Check(CheckCode.FAR_FROM_EARLIER, found.asset, found.aspect, figures)


def worth_splitting(model: Model, workshop: Workshop) -> Iterator[Check]:
    """Assets that one flag alone lifts to the top of an aspect."""
    for asset in treated(workshop):
        for aspect, flag in lifting_alone(model, asset):
            yield Check(CheckCode.SPLIT, asset.id, aspect.id, ids=(flag.id,))


def overtaken_uplifts(model: Model, workshop: Workshop) -> Iterator[Check]:
    """Aspects of the whole that are raised to no more than the assets reach by themselves."""
    return overtaken(workshop.uplifts, partial(highest_of_assets, model, workshop))


def overtaken(
    uplifts: Iterable[CollectionUplift], highest_of: Callable[[str], int | None]
) -> Iterator[Check]:
    """The same, where it is known how high the assets reach."""
    for uplift in uplifts:
        highest = highest_of(uplift.aspect)
        if highest is not None and highest >= uplift.level:
            figures = {"level": uplift.level, "highest": highest}
            yield Check(CheckCode.UPLIFT_OVERTAKEN, None, uplift.aspect, figures, (uplift.code,))


def parked_questions(_model: Model, workshop: Workshop) -> Iterator[Check]:
    """Questions left for later that are still without an answer."""
    for question in workshop.parked:
        if question.resolved_at is None:
            yield Check(CheckCode.PARKED, question.asset, question.aspect, subject=question.id)


RULES: Final[Mapping[CheckCode, Rule]] = {
    CheckCode.BELOW_FLOOR: below_floor,
    CheckCode.UNCONFIRMED_FLAGS: unconfirmed_flags,
    CheckCode.THIN_MOTIVATION: thin_motivations,
    CheckCode.MANY_ON_TOP: many_on_top,
    CheckCode.SYSTEM_NAME: system_names,
    CheckCode.MISSING_ROLES: missing_roles,
    CheckCode.FAR_FROM_EARLIER: far_from_earlier,
    CheckCode.SPLIT: worth_splitting,
    CheckCode.UPLIFT_OVERTAKEN: overtaken_uplifts,
    CheckCode.PARKED: parked_questions,
}
"""Every rule. One that needs more than the workshop itself is bound to that before it is added."""

ABOUT_ASSETS: Final = frozenset(
    {
        *(CheckCode.BELOW_FLOOR, CheckCode.UNCONFIRMED_FLAGS, CheckCode.THIN_MOTIVATION),
        *(CheckCode.SYSTEM_NAME, CheckCode.FAR_FROM_EARLIER, CheckCode.SPLIT),
    }
)
"""What is found in each asset by itself, whatever the others are like."""


def absent_core_roles(model: Model, workshop: Workshop) -> tuple[Role, ...]:
    """The core roles that nobody in the room has, in the model's order.

    The facilitator of the workshop leads it; the owner is there when a participant has the owner's name.
    """
    present = {person.role_id for person in workshop.participants}
    if workshop.facilitator.strip():
        present.add(FACILITATOR_ROLE)
    if _owner_takes_part(workshop):
        present.add(OWNER_ROLE)
    return tuple(role for role in model.roles if role.core and role.id not in present)


def _owner_takes_part(workshop: Workshop) -> bool:
    owner = workshop.owner
    return owner is not None and any(_same_name(p, owner.name) for p in workshop.participants)


def _same_name(person: Participant, name: str) -> bool:
    return fold(person.name) == fold(name)


def treated(workshop: Workshop) -> Iterable[Asset]:
    """The assets this session is about: neither referred onward nor put off."""
    return (asset for asset in workshop.assets if not asset.excluded and not asset.deferred)


def _places(model: Model, workshop: Workshop) -> Iterator[tuple[Asset, Aspect]]:
    for asset in treated(workshop):
        for aspect in model.aspects:
            yield asset, aspect
