"""The classification model: aspects with their scales, impact areas, descriptors, questions, floors.

A level is a *position in its aspect's scale* (0, 1, 2 …). Scales may differ between aspects and between
models, so levels of two models are never compared by number (decisions A8).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

from ksa_tui.domain.texts import Text

QuestionKind = Literal["explore", "flag", "stop", "uplift"]
Scope = Literal["asset", "collection"]

GENERAL: Final = "g"
"""The ``aspect`` of a question or flag that belongs to no single aspect."""

_NO_TEXT: Final = Text("")


@dataclass(frozen=True, slots=True)
class Level:
    """One step of an aspect's scale: the consequence, never the likelihood."""

    value: int
    name: Text
    short: Text
    protection: Text
    description: Text


@dataclass(frozen=True, slots=True)
class Aspect:
    """Confidentiality, integrity, availability, or what an organisation uses instead."""

    id: str
    letter: str
    name: Text
    short: Text
    definition: Text
    question: Text
    levels: tuple[Level, ...]

    @property
    def top(self) -> int:
        """The highest level of this aspect's scale."""
        return self.levels[-1].value

    def level(self, value: int) -> Level:
        """The level at position ``value``; ``KeyError`` outside the scale."""
        for level in self.levels:
            if level.value == value:
                return level
        raise KeyError(value)

    def __contains__(self, value: int) -> bool:
        return any(level.value == value for level in self.levels)


@dataclass(frozen=True, slots=True)
class Area:
    """An impact area (konsekvensområde): life and health, privacy, operations …"""

    id: str
    name: Text
    short: Text


@dataclass(frozen=True, slots=True)
class Distinction:
    """What tells level ``to`` from the level below: the fact to ask for, and why it is the higher one."""

    area: str
    aspect: str
    to: int
    ask: Text
    higher: Text


@dataclass(frozen=True, slots=True)
class Question:
    """A guiding question. ``flag`` is the flag that a yes sets, for kinds "flag" and "stop"."""

    id: str
    aspect: str
    kind: QuestionKind
    text: Text
    flag: str | None = None
    scope: Scope = "asset"


@dataclass(frozen=True, slots=True)
class Flag:
    """A fact about an asset that has consequences: personal data, payments, critical service …

    With ``scope`` "collection" it is a fact about the workshop's assets together, never about one.
    """

    id: str
    aspect: str
    name: Text
    scope: Scope = "asset"


@dataclass(frozen=True, slots=True)
class Floor:
    """A suggested minimum (lägstanivå) that a flag implies; going below needs a reason."""

    flag: str
    aspect: str
    level: int
    reason: Text
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Role:
    """A role in the room. ``core`` roles should be there."""

    id: str
    name: Text
    task: Text
    core: bool


@dataclass(frozen=True, slots=True)
class Stop:
    """What the app says and records when an asset may concern Sweden's security."""

    flag: str
    text: Text
    record: Text


@dataclass(frozen=True, slots=True)
class Review:
    """Months until a decision is reviewed; the shortest rule that applies counts."""

    months: int
    rules: tuple[tuple[int, int], ...] = ()
    """Pairs (at least this level in any aspect, months)."""


@dataclass(frozen=True, slots=True)
class Trigger:
    """An event that calls for a review before its date."""

    id: str
    text: Text


@dataclass(frozen=True, slots=True)
class Model:
    """A whole classification model (klassningsmodell), frozen with the workshop that uses it."""

    id: str
    version: str
    name: Text
    rule: Text
    aspects: tuple[Aspect, ...]
    areas: tuple[Area, ...]
    descriptors: Mapping[tuple[str, str, int], Text]
    """By (area id, aspect id, level)."""
    distinctions: Mapping[tuple[str, str, int], Distinction]
    """By (area id, aspect id, the higher level)."""
    questions: tuple[Question, ...]
    flags: tuple[Flag, ...]
    floors: tuple[Floor, ...]
    roles: tuple[Role, ...]
    stop: Stop | None
    review: Review
    review_triggers: tuple[Trigger, ...] = ()
    motivation_from: int = 1
    """The lowest level from which a motivation is asked for."""
    minutes_per_asset: int = 8
    """An asset that takes longer gets a quiet signal."""

    def aspect(self, aspect_id: str) -> Aspect:
        """The aspect with this id; ``KeyError`` if there is none."""
        for aspect in self.aspects:
            if aspect.id == aspect_id:
                return aspect
        raise KeyError(aspect_id)

    def area(self, area_id: str) -> Area:
        """The impact area with this id; ``KeyError`` if there is none."""
        for area in self.areas:
            if area.id == area_id:
                return area
        raise KeyError(area_id)

    def descriptor(self, area_id: str, aspect_id: str, level: int) -> Text:
        """What ``level`` means for this area and aspect."""
        return self.descriptors[area_id, aspect_id, level]

    def flag(self, flag_id: str) -> Flag | None:
        """The flag with this id, or None: an older asset may carry a flag this model lacks."""
        return next((flag for flag in self.flags if flag.id == flag_id), None)

    def role(self, role_id: str | None) -> Role | None:
        """The role with this id, or None."""
        return next((role for role in self.roles if role.id == role_id), None)


@dataclass(frozen=True, slots=True)
class CatalogueArea:
    """A group of the catalogue: school, social services, finance …"""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class SecrecyRule:
    """A paragraph of OSL (2009:400) that the catalogue refers to."""

    ref: str
    cite: str
    name: Text
    strength: str


@dataclass(frozen=True, slots=True)
class CatalogueAsset:
    """A typical information asset. ``hint`` (aspect id to level) stays hidden until the group has rated."""

    id: str
    area: str
    core: bool
    name: Text
    description: Text
    osl: tuple[str, ...]
    osl_sure: bool
    flags: tuple[str, ...]
    hint: Mapping[str, int]
    stop: bool = False
    personal_data: str = ""
    other: tuple[str, ...] = ()
    """Laws beside OSL, as they are cited."""
    note: Text = _NO_TEXT
    """What to think of before classifying, for people."""


@dataclass(frozen=True, slots=True)
class Catalogue:
    """The starter catalogue of information assets."""

    id: str
    version: str
    areas: tuple[CatalogueArea, ...]
    secrecy: Mapping[str, SecrecyRule]
    assets: tuple[CatalogueAsset, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """A protective measure (skyddsåtgärd). ``threshold``: aspect id to the lowest level that triggers it."""

    id: str
    group: str
    family: str
    title: Text
    is_text: Text
    shall_text: Text | None
    threshold: Mapping[str, int]
    iso: tuple[str, ...]
    responsible: tuple[str, ...]
    procurement: bool
    needs: tuple[str, ...] = ()
    """Flags (or "supplier") without which the measure does not apply."""


@dataclass(frozen=True, slots=True)
class NamedGroup:
    """A group of measures, or a party responsible for them."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class Measures:
    """The catalogue of protective measures."""

    id: str
    version: str
    groups: tuple[NamedGroup, ...]
    responsible: tuple[NamedGroup, ...]
    measures: tuple[Measure, ...]
