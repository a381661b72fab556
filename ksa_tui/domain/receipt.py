"""What a returned workbook comes to: the receipt that the facilitator sees before anything counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from typing import Final
from uuid import UUID

from ksa_tui.domain.answers import Choice
from ksa_tui.domain.model import Model
from ksa_tui.domain.protecting import Place
from ksa_tui.domain.texts import Text, visible
from ksa_tui.errors import KsaError


class RowState(StrEnum):
    """What a row of a return brings."""

    NEW = "new"
    SAME = "same"
    """Nothing: no decision, or one that is recorded already."""
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Sentence:
    """A message id with its parameters, put into words when it is shown."""

    message: str
    params: Mapping[str, object] = field(default_factory=dict)

    def __str__(self) -> str:
        return str(KsaError(self.message, **self.params))


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that is not taken, and never will be as it stands."""

    code: str
    sentence: Sentence
    sheet: str = ""
    row: int | None = None
    stops: bool = False
    """Nothing of the return is taken."""
    about: str = ""
    """The asset or measure of the row, as it was handed out."""

    @property
    def text(self) -> str:
        """The sentence, in the language spoken now."""
        return str(self.sentence)


@dataclass(frozen=True, slots=True)
class Difference:
    """Something outside the owner's cells that is not as it was handed out; the facilitator decides."""

    code: str
    sentence: Sentence
    asset: UUID | None
    """The treatment that it concerns, None for the workbook as a whole."""
    sheet: str
    row: int | None = None
    column: str = ""
    was: str = ""
    now: str = ""
    measure: str = ""
    """The key of the measure's row that it concerns, if it does."""

    @property
    def text(self) -> str:
        """The sentence, in the language spoken now."""
        return str(self.sentence)


@dataclass(frozen=True, slots=True)
class AssetDecision:
    """What the return says of one asset."""

    asset: UUID
    """The treatment."""
    thing: UUID
    """``Asset.asset_id``."""
    export_row: UUID | None
    """The row that it answers; None for a decision recorded by hand."""
    number: int
    name: str
    proposed: Mapping[str, int]
    """By aspect id, as handed out: what the decision is bound to."""
    choice: Choice = Choice.NONE
    levels: Mapping[str, int] = field(default_factory=dict)
    """The decided level of every aspect; empty for a return and where nothing is decided."""
    comment: str = ""
    with_rest: bool = False
    """Decided by "decide the rest as proposed"."""
    state: RowState = RowState.SAME
    why: Sentence | None = None
    row: int | None = None
    """Where it stands on the sheet."""

    @property
    def mark(self) -> UUID:
        """What it is taken or left by."""
        return self.asset

    @property
    def changed(self) -> tuple[str, ...]:
        """The aspects whose decided level is another than the proposed."""
        return tuple(a for a, level in self.levels.items() if level != self.proposed.get(a))

    @property
    def reason(self) -> str:
        """Why it is not taken, or an empty text."""
        return str(self.why) if self.why else ""

    def refused(self, why: Sentence) -> AssetDecision:
        """The same, not to be taken."""
        return replace(self, state=RowState.REFUSED, why=why)


@dataclass(frozen=True, slots=True)
class MeasureReply:
    """A responsible role or a date that the owner wrote for a measure at a place."""

    key: str
    measure: str
    title: Text
    place: Place
    place_name: str
    """Empty for the whole organisation."""
    row: int
    """Where it stands on the sheet."""
    at: datetime | None = None
    """When the answer in the app was given; it must be that one still when this is recorded."""
    was_role: str = ""
    """What the app has now."""
    was_due: date | None = None
    role: str = ""
    due: date | None = None
    state: RowState = RowState.SAME
    why: Sentence | None = None

    @property
    def mark(self) -> str:
        """What it is taken or left by."""
        return self.key

    @property
    def reason(self) -> str:
        """Why it is not taken, or an empty text."""
        return str(self.why) if self.why else ""

    def refused(self, why: Sentence) -> MeasureReply:
        """The same, not to be taken."""
        return replace(self, state=RowState.REFUSED, why=why)


@dataclass(frozen=True, slots=True)
class ExportName:
    """The export that a return answers."""

    id: UUID
    number: int


@dataclass(frozen=True, slots=True)
class Take:
    """What the facilitator takes of a return: all without a difference, and what is named beside."""

    everything: bool = False
    """Also every row with a difference."""
    also: frozenset[UUID | str] = frozenset()
    """Treatments, and keys of measures' rows, to take in spite of a difference."""
    leave: frozenset[UUID | str] = frozenset()
    """Treatments, and keys of measures' rows, to leave."""

    def takes(self, row: AssetDecision | MeasureReply, *, differs: bool) -> bool:
        """Whether this row is recorded."""
        if row.state is not RowState.NEW or row.mark in self.leave:
            return False
        return self.everything or not differs or row.mark in self.also


CLEAN: Final = Take()
ALL: Final = Take(everything=True)


@dataclass(frozen=True, slots=True)
class Receipt:
    """Everything that a returned workbook says, and what is wrong with it."""

    file_name: str
    digest: str = ""
    workshop: UUID | None = None
    workshop_title: str = ""
    export: ExportName | None = None
    model: Model | None = None
    signed_by: str = ""
    title: str = ""
    date: date | None = None
    registry_ref: str = ""
    remarks: str = ""
    """What the owner wrote under "other remarks"."""
    decisions: tuple[AssetDecision, ...] = ()
    measures: tuple[MeasureReply, ...] = ()
    """What was written about measures; rows left as they were handed out are not here."""
    differences: tuple[Difference, ...] = ()
    problems: tuple[Problem, ...] = ()
    notes: tuple[Sentence, ...] = ()
    """What was seen and hinders nothing."""
    known: bool = False
    """The same file was recorded before."""

    @property
    def refused(self) -> bool:
        """Whether nothing of it can be taken."""
        return self.export is None or any(problem.stops for problem in self.problems)

    @property
    def differing(self) -> frozenset[UUID]:
        """The treatments with a difference."""
        return frozenset(d.asset for d in self.differences if d.asset is not None)

    @property
    def differing_measures(self) -> frozenset[str]:
        """The keys of measures' rows with a difference."""
        return frozenset(d.measure for d in self.differences if d.measure)

    @property
    def new_measures(self) -> tuple[MeasureReply, ...]:
        """The answers about measures that can be recorded."""
        if self.refused:
            return ()
        return tuple(each for each in self.measures if each.state is RowState.NEW)

    @property
    def new(self) -> tuple[AssetDecision, ...]:
        """The decisions that can be recorded."""
        if self.refused:
            return ()
        return tuple(d for d in self.decisions if d.state is RowState.NEW)

    @property
    def sound(self) -> bool:
        """Whether everything in it can be taken without a question."""
        states = {row.state for row in self.decisions} | {row.state for row in self.measures}
        refusals = RowState.REFUSED in states
        return not (self.refused or self.problems or self.differences or refusals)

    def taken(self, take: Take) -> tuple[AssetDecision, ...]:
        """The decisions that ``take`` records."""
        differing = self.differing
        return tuple(d for d in self.new if take.takes(d, differs=d.asset in differing))

    def taken_measures(self, take: Take) -> tuple[MeasureReply, ...]:
        """The answers about measures that ``take`` records."""
        differing = self.differing_measures
        return tuple(
            each for each in self.new_measures if take.takes(each, differs=each.key in differing)
        )

    def said(self, found: Problem | Difference) -> str:
        """The sentence, after the name of what it is about where it does not say that itself."""
        if isinstance(found, Problem):
            about = found.about
        else:
            about = next((d.name for d in self.decisions if d.asset == found.asset), "")
        text, name = found.text, visible(about)
        return text if not name or name in text else f"{name}: {text}"

    def differences_of(self, mark: UUID | str | None) -> tuple[Difference, ...]:
        """The differences of one row, or (None) of the workbook as a whole."""
        if isinstance(mark, str):
            return tuple(d for d in self.differences if d.measure == mark)
        return tuple(d for d in self.differences if d.asset == mark and not d.measure)
