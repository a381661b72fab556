"""What a workshop knows, as plain frozen data: the border between the store and everything else."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal
from uuid import UUID

from ksa_tui.domain.rating import AdjustCode, Rating, calculated_level
from ksa_tui.domain.sitting import Attendance, Sitting
from ksa_tui.domain.status import AssetStatus as AssetStatus  # noqa: PLC0414 - exported here too
from ksa_tui.domain.status import WorkshopStatus as WorkshopStatus  # noqa: PLC0414

FlagSource = Literal["question", "catalogue", "import"]
UpliftCode = Literal["aggregation", "accumulation"]
RefKind = Literal["law", "personal_data", "link", "note", "source_row"]


@dataclass(frozen=True, slots=True)
class Owner:
    """The information owner: a role with a name."""

    id: UUID
    name: str
    role_title: str = ""
    e_mail: str = ""


@dataclass(frozen=True, slots=True)
class Department:
    """A department (förvaltning) of the organisation."""

    id: UUID
    name: str


@dataclass(frozen=True, slots=True)
class Participant:
    """Someone in the room. ``role_id`` is a role of the model; ``role_text`` what was written if none fits."""

    id: UUID
    name: str
    role_id: str | None = None
    role_text: str = ""
    department: str = ""
    attendance: tuple[Attendance, ...] = ()
    """When they came and went, as far as it was noted."""


@dataclass(frozen=True, slots=True)
class System:
    """A system where assets are handled."""

    id: UUID
    name: str
    supplier: str = ""


@dataclass(frozen=True, slots=True)
class Ref:
    """Something an asset refers to. For kind "law" the value has one form: "25 kap. 1 § OSL"."""

    kind: RefKind
    value: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class FlagAnswer:
    """A flag of an asset. One that came with a catalogue or a list lifts no floor until confirmed."""

    flag: str
    value: bool
    source: FlagSource
    confirmed: bool


@dataclass(frozen=True, slots=True)
class VoteRound:
    """One round of votes on an aspect; ``levels`` in the order given."""

    number: int
    levels: tuple[int, ...]
    at: datetime


@dataclass(frozen=True, slots=True)
class Dissent:
    """A differing view that the room wants the owner to see."""

    level: int
    reason: str
    role: str = ""


class _Levels:
    """What follows from what was said about an aspect; no part of it, so that it is nowhere written."""

    __slots__ = ("calculated", "proposed")

    calculated: int | None
    """The highest rating, or None when no area has a level."""
    proposed: int | None
    """What the workshop proposes: calculated, or adjusted with a reason. None while nothing is rated."""


@dataclass(frozen=True, slots=True)
class Assessment(_Levels):
    """One aspect of one asset, as the workshop left it."""

    aspect: str
    ratings: Mapping[str, Rating]
    """Every area of the frozen model, in its order; None is not rated."""
    adjusted: int | None = None
    """The proposed level when it was adjusted, else None."""
    adjust_code: AdjustCode | None = None
    adjust_motivation: str = ""
    motivation: str = ""
    floor_reason: str = ""
    """Why the proposed level may be below the floor."""
    decided: int | None = None
    votes: tuple[VoteRound, ...] = ()
    dissent: tuple[Dissent, ...] = ()

    def __post_init__(self) -> None:
        """Work out the levels once: they are asked for again and again, of every asset of a workshop."""
        calculated = calculated_level(self.ratings)
        adjusted = calculated is not None and self.adjusted is not None
        object.__setattr__(self, "calculated", calculated)
        object.__setattr__(self, "proposed", self.adjusted if adjusted else calculated)

    @property
    def touched(self) -> bool:
        """Whether anything at all was rated here, not relevant included."""
        return any(rating is not None for rating in self.ratings.values())


@dataclass(frozen=True, slots=True)
class Exclusion:
    """What is left of an asset referred to the head of protective security."""

    label: str
    on: date
    role: str


@dataclass(frozen=True, slots=True)
class Asset:
    """An information asset as it is treated in one workshop.

    ``id`` names the treatment (the workshop's own row), ``asset_id`` the thing that lives on.
    """

    id: UUID
    asset_id: UUID
    number: int
    """Position in the workshop, from 1."""
    name: str
    assessments: Mapping[str, Assessment]
    """By aspect id, every aspect of the frozen model."""
    description: str = ""
    medium: str = ""
    department: Department | None = None
    owner: Owner | None = None
    """Only when it differs from the workshop's."""
    catalogue_id: str | None = None
    refs: tuple[Ref, ...] = ()
    systems: tuple[System, ...] = ()
    flags: tuple[FlagAnswer, ...] = ()
    seconds_spent: int = 0
    rest_confirmed_by: str | None = None
    rest_confirmed_at: datetime | None = None
    with_owner: bool = False
    """Part of a decision workbook that has not been answered."""
    decided_on: date | None = None
    """The day of the latest decision, as it was signed."""
    returned_comment: str | None = None
    """What the owner wrote when they sent it back (Återremiss), while that is the latest decision."""
    review_called: date | None = None
    """When something happened after the latest decision that calls for a review."""
    superseded: bool = False
    """Decided anew in a later workshop."""
    deferred: bool = False
    excluded: Exclusion | None = None

    @property
    def confirmed_flags(self) -> frozenset[str]:
        """The flags answered yes and confirmed in the room: these lift floors."""
        return frozenset(f.flag for f in self.flags if f.value and f.confirmed)


@dataclass(frozen=True, slots=True)
class ParkedQuestion:
    """A question left for later (parkerad fråga), with who answers and by when."""

    id: UUID
    text: str
    who: str = ""
    due: date | None = None
    asset: UUID | None = None
    """The treatment (``Asset.id``) it is about, or None for the whole workshop."""
    aspect: str | None = None
    resolved_at: datetime | None = None
    resolution: str = ""


@dataclass(frozen=True, slots=True)
class CollectionUplift:
    """What the collection as a whole adds to an aspect; never rewrites the assets."""

    aspect: str
    code: UpliftCode
    level: int
    motivation: str


@dataclass(frozen=True, slots=True)
class DismissedCheck:
    """Something to look over that was looked over: it stands as it is, and why."""

    code: str
    subject: str
    """The identity of the check: where it is and what it says."""
    reason: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A proposal two steps or more from what was decided about a similar asset, and when that was."""

    asset: UUID
    """The treatment (``Asset.id``)."""
    aspect: str
    earlier: int
    year: int


@dataclass(frozen=True, slots=True)
class ExportRecord:
    """One workbook handed out."""

    id: UUID
    number: int
    kind: Literal["draft", "decision"]
    at: datetime
    file_name: str
    digest: str


@dataclass(frozen=True, slots=True)
class Workshop:
    """One workshop with everything that was said in it."""

    id: UUID
    title: str
    model_id: str
    model_version: str
    created: datetime
    department: Department | None = None
    owner: Owner | None = None
    facilitator: str = ""
    facilitator_role: str = ""
    held_on: date | None = None
    answer_by: date | None = None
    reply_to: str = ""
    participants: tuple[Participant, ...] = ()
    sittings: tuple[Sitting, ...] = ()
    """In the order of time."""
    assets: tuple[Asset, ...] = ()
    """In the workshop's order. Those in the pool outside it are not here."""
    parked: tuple[ParkedQuestion, ...] = ()
    uplifts: tuple[CollectionUplift, ...] = ()
    answers: Mapping[str, bool] = field(default_factory=dict)
    """Answers to the model's questions about the collection, by question id."""
    dismissed: tuple[DismissedCheck, ...] = ()
    exports: tuple[ExportRecord, ...] = ()
    compared: tuple[Compared, ...] = ()
    """What lies far from earlier decisions; only where the workshop was compared with them."""
