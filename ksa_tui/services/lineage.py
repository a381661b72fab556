"""Assets of the right size: one is split into several, several become one; answers and history go along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, Literal
from uuid import UUID

from ksa_tui.domain.cleaning import long_text
from ksa_tui.domain.lineage import (
    merged_flags,
    merged_motivation,
    merged_ratings,
    merged_refs,
)
from ksa_tui.domain.rating import Rating
from ksa_tui.domain.workshop import Asset, FlagAnswer
from ksa_tui.errors import RuleError
from ksa_tui.i18n import N_
from ksa_tui.services.asset_drafts import checked
from ksa_tui.services.asset_intake import position_after
from ksa_tui.services.asset_writing import Writer, refuse_duplicates
from ksa_tui.services.assets import draft_of
from ksa_tui.services.derived import refresh
from ksa_tui.services.shapes import AssetDraft
from ksa_tui.services.treatments import Treatment, open_treatment_of
from ksa_tui.store import Store, Unit
from ksa_tui.store.tables import (
    AssessmentRow,
    AssetFlagRow,
    AssetLineageRow,
    ParkedRow,
    RatingRow,
    WorkshopAssetRow,
)

Kind = Literal["split", "merge"]

TOO_FEW_PARTS: Final = N_("Write the names of at least two parts, one on each line.")
TOO_FEW: Final = N_("Mark at least two information assets to make one of.")
NOT_HERE: Final = N_("Only information assets of the same workshop can become one.")


def split(
    store: Store, treatment_id: UUID, names: Sequence[str], reason: str = ""
) -> tuple[UUID, ...]:
    """Make several assets of one, each with all its answers; the parts are then rated down where they may be.

    The asset leaves the workshop; its proposals and decisions stay in the history. Returns the treatments.
    """
    here = open_treatment_of(store, treatment_id)
    drafts = [checked(here.model, replace(draft_of(store, treatment_id), name=n)) for n in names]
    if len(drafts) < 2:
        raise RuleError(TOO_FEW_PARTS)
    with store.command("asset.split", workshop=here.workshop) as unit:
        return _replace(store, unit, [here], drafts, _answers_of([here.asset]), "split", reason)


def merge(store: Store, treatments: Sequence[UUID], name: str, reason: str = "") -> UUID:
    """Make one asset of several of a workshop: the highest level of each area, everything that was answered.

    They leave the workshop; their proposals and decisions stay in the history. Returns the treatment.
    """
    sources = [open_treatment_of(store, treatment) for treatment in dict.fromkeys(treatments)]
    if len(sources) < 2:
        raise RuleError(TOO_FEW)
    if len({here.workshop for here in sources}) > 1:
        raise RuleError(NOT_HERE)
    sources.sort(key=lambda here: here.asset.number)
    draft = checked(sources[0].model, _merged_draft(store, sources, name))
    answers = _answers_of([here.asset for here in sources])
    with store.command("asset.merge", workshop=sources[0].workshop) as unit:
        return _replace(store, unit, sources, [draft], answers, "merge", reason)[0]


@dataclass(frozen=True, slots=True)
class _Answers:
    """What the new assets begin with."""

    ratings: Mapping[str, Mapping[str, Rating]]
    motivations: Mapping[str, str]
    floor_reasons: Mapping[str, str]
    flags: tuple[FlagAnswer, ...]


def _answers_of(assets: Sequence[Asset]) -> _Answers:
    aspects = assets[0].assessments
    return _Answers(
        ratings={aspect: merged_ratings(assets, aspect) for aspect in aspects},
        motivations={aspect: merged_motivation(assets, aspect) for aspect in aspects},
        floor_reasons={
            aspect: next((t for a in assets if (t := a.assessments[aspect].floor_reason)), "")
            for aspect in aspects
        },
        flags=merged_flags(assets),
    )


def _merged_draft(store: Store, sources: Sequence[Treatment], name: str) -> AssetDraft:
    drafts = [draft_of(store, here.asset.id) for here in sources]
    described = dict.fromkeys(draft.description for draft in drafts if draft.description)
    return replace(
        drafts[0],
        name=name,
        description="\n".join(described),
        systems=tuple(dict.fromkeys(system for draft in drafts for system in draft.systems)),
        refs=merged_refs([here.asset for here in sources]),
        note="",
        catalogue_id=None,
    )


def _replace(  # noqa: PLR0917 - what goes, what comes, and why
    store: Store,
    unit: Unit,
    sources: Sequence[Treatment],
    drafts: Sequence[AssetDraft],
    answers: _Answers,
    kind: Kind,
    reason: str,
) -> tuple[UUID, ...]:
    """Put new assets in the place of others."""
    first = sources[0]
    writer = Writer(unit, first.model, first.workshop)
    position = position_after(unit, first.workshop, first.asset.id)
    for here in sources:
        _take_out(unit, here)
    unit.flush()
    refuse_duplicates(unit, first.workshop, [draft.name for draft in drafts])
    made = writer.write([replace(draft, flags={}) for draft in drafts])
    treatments = writer.treat(made, [position + number for number in range(len(made))])
    for asset, treatment in zip(made, treatments, strict=True):
        unit.concern(asset=asset)
        _answer(unit, asset, treatment, answers)
        for here in sources:
            _descend(unit, here.asset.asset_id, asset, kind, reason)
    unit.concern(asset=made[0])
    for here in sources:
        for question in unit.find(ParkedRow, workshop_asset_id=here.asset.id):
            unit.update(question, workshop_asset_id=treatments[0])
    refresh(store, unit, made)
    return tuple(treatments)


def _take_out(unit: Unit, here: Treatment) -> None:
    row = unit.get(WorkshopAssetRow, here.asset.id)
    if row is not None:
        unit.update(row, removed_at=unit.now)


def _descend(unit: Unit, old: UUID, new: UUID, kind: Kind, reason: str) -> None:
    unit.insert(
        AssetLineageRow(from_asset_id=old, to_asset_id=new, kind=kind, reason=long_text(reason))
    )


def _answer(unit: Unit, asset: UUID, treatment: UUID, answers: _Answers) -> None:
    for flag in answers.flags:
        unit.insert(
            AssetFlagRow(
                asset_id=asset,
                flag_id=flag.flag,
                value=flag.value,
                source=flag.source,
                confirmed_at=unit.now if flag.confirmed else None,
            )
        )
    for aspect, ratings in answers.ratings.items():
        _assess(unit, treatment, aspect, ratings, answers)


def _assess(
    unit: Unit, treatment: UUID, aspect: str, ratings: Mapping[str, Rating], answers: _Answers
) -> None:
    given = {area: rating for area, rating in ratings.items() if rating is not None}
    if not given and not answers.motivations[aspect]:
        return
    row = unit.insert(
        AssessmentRow(
            id=unit.new_id(),
            workshop_asset_id=treatment,
            aspect=aspect,
            motivation=answers.motivations[aspect],
            floor_reason=answers.floor_reasons[aspect],
        )
    )
    for area, rating in given.items():
        level = rating if isinstance(rating, int) else None
        unit.insert(
            RatingRow(
                assessment_id=row.id,
                area=area,
                state="not_relevant" if level is None else "level",
                level=level,
                at=unit.now,
            )
        )
