"""What blocks in a workshop, what to look over, what was parked, what is raised together. No widget."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias, overload
from uuid import UUID

from ksa_tui.domain.checks import Check, CheckCode
from ksa_tui.domain.collection import raised
from ksa_tui.domain.looking_over import Everything
from ksa_tui.domain.model import Aspect, Model
from ksa_tui.domain.standing import Block, Gap
from ksa_tui.domain.workshop import Asset, ParkedQuestion, Workshop
from ksa_tui.i18n import N_, _, language, ngettext
from ksa_tui.services.overview import Overview
from ksa_tui.ui.texts import one_line
from ksa_tui.ui.widgets.levels import level_word

BLOCKS: Final[Mapping[Block, str]] = {
    Block.NOT_RATED: N_("not rated"),
    Block.NO_MOTIVATION: N_("motivation missing"),
    Block.BELOW_FLOOR: N_("below the lowest level, reason missing"),
    Block.NO_OWNER: N_("has no information owner"),
    Block.NO_ASSETS: N_("has no information assets"),
}

Code: TypeAlias = "Block | CheckCode"


@dataclass(frozen=True, slots=True)
class Remark:
    """One thing in words. ``about`` is user text, made harmless; ``what`` is translated."""

    code: Code
    about: str
    what: str
    aspects: tuple[Aspect, ...] = ()
    asset: UUID | None = None
    subject: UUID | None = None
    """The parked question, when it is one."""
    checks: tuple[Check, ...] = ()
    """What it was made of; empty when it blocks."""
    dismissed: str = ""
    """Why it may stand as it is, when that was said."""

    @property
    def can_be_dismissed(self) -> bool:
        """Whether it may stand as it is: not what blocks, and a parked question waits for its answer."""
        return bool(self.checks) and not self.dismissed and self.code is not CheckCode.PARKED

    @property
    def blocks(self) -> bool:
        """Whether it stops an export for decision."""
        return isinstance(self.code, Block)

    @property
    def letters(self) -> str:
        """The aspects concerned: "K, T"."""
        return ", ".join(aspect.letter for aspect in self.aspects)


@dataclass(frozen=True, slots=True)
class Together:
    """An aspect that is raised for the assets together."""

    aspect: Aspect
    own: int | None
    """The highest level of the assets themselves."""
    level: int
    reason: str

    @property
    def short(self) -> str:
        """Letter and digit: "K 3"."""
        return f"{self.aspect.letter} {self.level}"

    @property
    def words(self) -> str:
        """From and to: "K  2 ▸ 3 Allvarlig"."""
        to = level_word(self.aspect, self.level)
        return (
            f"{self.aspect.letter}  {to}"
            if self.own is None
            else f"{self.aspect.letter}  {self.own} ▸ {to}"
        )


def raised_together(
    model: Model, workshop: Workshop, highest_of: Callable[[str], int | None] | None = None
) -> list[Together]:
    """The raised aspects with their reasons, those that the assets reach by themselves left out."""
    found = []
    for aspect, own, level in raised(model, workshop, highest_of):
        reasons = [
            u.motivation for u in workshop.uplifts if (u.aspect, u.level) == (aspect.id, level)
        ]
        if reasons:
            found.append(Together(aspect, own, level, reasons[0]))
    return [each for each in found if each.own is None or each.own < each.level]


@dataclass(frozen=True, slots=True)
class Alike:
    """The remarks of one kind: how many there are, and the first of them."""

    code: Code
    count: int
    first: Sequence[Remark]


@dataclass(frozen=True, slots=True)
class LookedOver:
    """What a look at the whole workshop finds."""

    found: Sequence[Alike] = ()
    parked: Sequence[ParkedQuestion] = ()
    together: Sequence[Together] = ()


def look_over(seen: Overview) -> LookedOver:
    """Remarks, open questions, and what is raised for the assets together."""
    words = Words(seen.model, seen.workshop, [a for kind in seen.kinds for a in kind.assets])
    found = [
        Alike(kind.code, kind.count, words.of(kind.blocking, kind.review)) for kind in seen.kinds
    ]
    together = raised_together(seen.model, seen.workshop, seen.highest.get)
    return LookedOver(found, open_questions(seen.workshop), together)


class Remarks(Sequence[Remark]):
    """Everything that blocks, then what to look over, last what may stand as it is; in words when seen."""

    def __init__(self, model: Model, workshop: Workshop, found: Everything) -> None:
        self._words = Words(model, workshop, workshop.assets)
        self._blocking, self._review, self._dismissed = (
            found.blocking,
            found.review,
            found.dismissed,
        )
        self._known: dict[int, Remark] = {}

    def __len__(self) -> int:
        return len(self._blocking) + len(self._review) + len(self._dismissed)

    @overload
    def __getitem__(self, index: int) -> Remark: ...

    @overload
    def __getitem__(self, index: slice) -> list[Remark]: ...

    def __getitem__(self, index: int | slice) -> Remark | list[Remark]:
        if isinstance(index, slice):
            return [self[place] for place in range(len(self))[index]]
        place = range(len(self))[index]
        if place not in self._known:
            self._known[place] = self._made(place)
        return self._known[place]

    def _made(self, place: int) -> Remark:
        if place < len(self._blocking):
            return self._words.blocking(self._blocking[place])
        place -= len(self._blocking)
        if place < len(self._review):
            return self._words.review(self._review[place])
        checks, reason = self._dismissed[place - len(self._review)]
        return self._words.review(checks, reason)

    @property
    def counts(self) -> tuple[int, int, int, int]:
        """How many block, are to be looked over, are parked, and were dismissed."""
        parked = sum(checks[0].code is CheckCode.PARKED for checks in self._review)
        review = len(self._review) - parked
        return len(self._blocking), review, parked, len(self._dismissed)


class Words:
    """What is found in a workshop, in words."""

    def __init__(self, model: Model, workshop: Workshop, assets: Iterable[Asset]) -> None:
        self._model = model
        self._names = {asset.id: asset.name for asset in assets}
        self._questions: dict[UUID | None, ParkedQuestion] = {q.id: q for q in workshop.parked}

    def of(
        self, blocking: Iterable[Sequence[Gap]], review: Iterable[Sequence[Check]]
    ) -> list[Remark]:
        """Remarks of what blocks and of what is to be looked over."""
        return [*map(self.blocking, blocking), *map(self.review, review)]

    def blocking(self, gaps: Sequence[Gap]) -> Remark:
        """What blocks in the same way in several aspects."""
        first, aspects = gaps[0], self._aspects(gaps)
        what = _(BLOCKS[first.block])
        return Remark(first.block, self._name(first.asset), what, aspects, first.asset)

    def review(self, checks: Sequence[Check], reason: str = "") -> Remark:
        """What is said alike of several aspects, and why it may stand if that was said."""
        first, aspects = checks[0], self._aspects(checks)
        question = self._questions.get(first.subject)
        about = one_line(question.text) if question else self._about(first)
        what = when_and_who(question) if question else check_words(self._model, first)
        of = first.asset, first.subject, tuple(checks), reason
        return Remark(first.code, about, what, aspects, *of)

    def _aspects(self, found: Iterable[Gap | Check]) -> tuple[Aspect, ...]:
        return tuple(self._model.aspect(each.aspect) for each in found if each.aspect is not None)

    def _about(self, check: Check) -> str:
        if check.asset is None and check.aspect is not None:
            return self._model.aspect(check.aspect).name.get(language())
        return self._name(check.asset)

    def _name(self, asset: UUID | None) -> str:
        return _("The workshop") if asset is None else one_line(self._names[asset])


def check_words(model: Model, check: Check) -> str:
    """What is to be looked over, in words; a parked question says so itself."""
    match check.code:
        case CheckCode.BELOW_FLOOR:
            return _("below lowest level {level}").format(level=check.figures["floor"])
        case CheckCode.UNCONFIRMED_FLAGS:
            words = ngettext("{count} fact to confirm", "{count} facts to confirm", len(check.ids))
            return words.format(count=len(check.ids))
        case CheckCode.THIN_MOTIVATION:
            return _("short motivation")
        case CheckCode.MANY_ON_TOP:
            return _many_on_top(model, check)
        case CheckCode.SYSTEM_NAME:
            return _("the name looks like a system")
        case CheckCode.MISSING_ROLES:
            roles = [role.name.get(language()) for role in model.roles if role.id in check.ids]
            return _("not in the room: {roles}").format(roles=", ".join(roles))
        case CheckCode.UPLIFT_OVERTAKEN:
            words = _("raised together to {level}, which an asset has by itself")
            return words.format(level=check.figures["level"])
        case CheckCode.PARKED:
            return _("parked question")
        case CheckCode.SPLIT:
            flags = [flag.name.get(language()) for flag in model.flags if flag.id in check.ids]
            return _("lifted by {flag} alone: split it?").format(flag=", ".join(flags))
        case CheckCode.FAR_FROM_EARLIER:
            return _("{earlier} for a similar asset, {year}").format(**check.figures)


def _many_on_top(model: Model, check: Check) -> str:
    level = level_word(model.aspect(check.aspect or ""), check.figures["level"])
    words = _("{count} of {total} on {level}")
    return words.format(count=check.figures["count"], total=check.figures["total"], level=level)


def when_and_who(question: ParkedQuestion) -> str:
    """By when a parked question is answered and by whom: "2026-12-01, Sara Ek"; harmless."""
    parts = [question.due.isoformat() if question.due else "", one_line(question.who)]
    return ", ".join(part for part in parts if part) or _("no date, no name")


def waiting_words(question: ParkedQuestion, today: date) -> str:
    """The same, and whether its day has come: "overdue 2026-11-20, Sara Ek", "today, Sara Ek"."""
    if question.due is None or question.due > today:
        return when_and_who(question)
    day = _("overdue {day}").format(day=question.due.isoformat())
    parts = [_("today") if question.due == today else day, one_line(question.who)]
    return ", ".join(part for part in parts if part)


def open_questions(workshop: Workshop) -> list[ParkedQuestion]:
    """The parked questions without an answer, the nearest date first, those without a date last."""
    waiting = [question for question in workshop.parked if question.resolved_at is None]
    return sorted(waiting, key=lambda question: question.due or date.max)
