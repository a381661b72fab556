"""Requirements for a procurement: what is asked of a supplier, and, for the buyer alone, why.

What leaves (:class:`Annex`) holds texts of the catalogue and nothing of what was classified, so that
nothing else can reach the file. The buyer's own copy (:class:`InternalCopy`) adds the rest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from ksa_tui.domain.model import Level, Measure, Measures, Model
from ksa_tui.domain.protecting import State
from ksa_tui.domain.protection_plan import AssetState, Line
from ksa_tui.domain.standing import standing_level
from ksa_tui.domain.texts import Text


@dataclass(frozen=True, slots=True)
class Requirement:
    """One requirement as a supplier gets it."""

    number: str
    """Section and place in it: "3.2"."""
    text: Text
    iso: tuple[str, ...]
    """Control numbers of ISO/IEC 27002:2022."""


@dataclass(frozen=True, slots=True)
class Section:
    """The requirements of one group of measures; sections are counted without gaps."""

    number: int
    name: Text
    requirements: tuple[Requirement, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """Everything that the workbook for a tender is made of: the same annex gives the same bytes."""

    language: str
    created: datetime
    """Aware, UTC."""
    sections: tuple[Section, ...]

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """All of them, in order."""
        return tuple(each for section in self.sections for each in section.requirements)


@dataclass(frozen=True, slots=True)
class Bringing:
    """An information asset that brings a measure, with the levels that do: letter, level, word."""

    asset: str
    levels: tuple[tuple[str, int, Text], ...]


@dataclass(frozen=True, slots=True)
class Background:
    """What stands behind a measure: its own wording, what brings it, whose it is, how it stands today."""

    title: Text
    is_text: Text
    letters: tuple[str, ...]
    """The aspects whose level brings it, in the model's order."""
    brought_by: tuple[Bringing, ...]
    responsible: tuple[Text, ...]
    state: State
    role: str = ""
    due: date | None = None
    reason: str = ""
    """Why it is not relevant."""


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What the requirements rest on, counted."""

    assets: int
    not_decided: int = 0
    """Assets whose levels are proposals."""
    not_rated: int = 0
    """Assets with an aspect that is not rated: it brings nothing yet."""
    elsewhere: int = 0
    """Assets that the system holds and that are not in this workshop."""


@dataclass(frozen=True, slots=True)
class InternalCopy:
    """What the buyer's own copy adds."""

    workshop: str
    subject: str
    """The system or asset that it is about; empty for the whole workshop."""
    backgrounds: Mapping[str, Background]
    """By number of the requirement."""
    unworded: tuple[Background, ...]
    """Measures without a wording for a supplier."""
    not_relevant: tuple[Background, ...]
    reckoning: Reckoning


@dataclass(frozen=True, slots=True)
class Selection:
    """Which measures become requirements, in the order of the catalogue."""

    required: tuple[Line, ...]
    unworded: tuple[Line, ...]
    not_relevant: tuple[Line, ...]
    """Said to be not relevant for every asset that brings them, with a reason."""


def select(measures: Measures, lines: Iterable[Line]) -> Selection:
    """Part the lines into those that are asked for and those that are left out.

    The order is the catalogue's own. That of the measures' list, the highest threshold first, would
    tell a level.
    """
    found = _in_catalogue_order(measures, lines)
    worded = [line for line in found if line.measure.shall_text is not None]
    return Selection(
        required=tuple(line for line in worded if line.state is not State.NOT_RELEVANT),
        unworded=tuple(line for line in found if line.measure.shall_text is None),
        not_relevant=tuple(line for line in worded if line.state is State.NOT_RELEVANT),
    )


def _in_catalogue_order(measures: Measures, lines: Iterable[Line]) -> list[Line]:
    groups = {group.id: number for number, group in enumerate(measures.groups)}
    places = {measure.id: number for number, measure in enumerate(measures.measures)}
    return sorted(lines, key=lambda line: (groups[line.measure.group], places[line.measure.id]))


def annex(measures: Measures, required: Sequence[Line], language: str, created: datetime) -> Annex:
    """The numbered requirements."""
    return Annex(language, created, sections(measures, required))


def sections(measures: Measures, required: Sequence[Line]) -> tuple[Section, ...]:
    """The requirements by group, numbered."""
    names = {group.id: group.name for group in measures.groups}
    by_group = groupby((line.measure for line in required), key=lambda measure: measure.group)
    return tuple(
        Section(number, names[group], tuple(_numbered(number, found)))
        for number, (group, found) in enumerate(by_group, start=1)
    )


def _numbered(section: int, measures: Iterable[Measure]) -> Iterable[Requirement]:
    for place, measure in enumerate(measures, start=1):
        if measure.shall_text is not None:
            yield Requirement(f"{section}.{place}", measure.shall_text, measure.iso)


def background(model: Model, measures: Measures, line: Line) -> Background:
    """What stands behind a line."""
    parties = {party.id: party.name for party in measures.responsible}
    answer = line.answer
    return Background(
        title=line.measure.title,
        is_text=line.measure.is_text,
        letters=tuple(model.aspect(aspect).letter for aspect in line.aspects),
        brought_by=tuple(_bringing(model, line, each) for each in line.assets),
        responsible=tuple(parties[party] for party in line.measure.responsible),
        state=line.state,
        role=answer.role if answer else "",
        due=answer.due if answer else None,
        reason=answer.reason if answer else "",
    )


def _bringing(model: Model, line: Line, each: AssetState) -> Bringing:
    levels = [
        (aspect.letter, level, aspect.level(level))
        for aspect in map(model.aspect, line.aspects)
        if (level := standing_level(model, each.asset, aspect.id)) is not None
        and level >= line.measure.threshold[aspect.id]
    ]
    return Bringing(
        each.asset.name,
        tuple((letter, value, _word(level)) for letter, value, level in levels),
    )


def _word(level: Level) -> Text:
    return level.short if level.short.sv else level.name
