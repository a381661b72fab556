"""Assets and workshops for the tests of the rules, on any model."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid5

from ksa_tui.domain.model import Model
from ksa_tui.domain.rating import Rating
from ksa_tui.domain.workshop import (
    Assessment,
    Asset,
    Exclusion,
    ExportRecord,
    FlagAnswer,
    Owner,
    Workshop,
)

SPACE = UUID(int=7)
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
OWNER = Owner(UUID(int=8), "Maria Holm", "skolchef")
EXCLUDED = Exclusion("Undantagen mängd 1", date(2026, 11, 24), "säkerhetsskyddschef")
WHY = "Följden är tydlig och känd."


def assessment(
    model: Model,
    aspect: str,
    ratings: Mapping[str, Rating] | None = None,
    *,
    adjusted: int | None = None,
    motivation: str = WHY,
    floor_reason: str = "",
) -> Assessment:
    """One aspect: the given ratings, the other areas not rated."""
    rated: dict[str, Rating] = {area.id: None for area in model.areas}
    rated.update(ratings or {})
    return Assessment(
        aspect,
        rated,
        adjusted=adjusted,
        adjust_code=None if adjusted is None else "manual",
        motivation=motivation,
        floor_reason=floor_reason,
    )


def asset(
    model: Model,
    levels: Iterable[int | None] = (),
    *,
    name: str = "Elevhälsojournal",
    flags: Iterable[str] = (),
    motivation: str = WHY,
    deferred: bool = False,
    with_owner: bool = False,
    excluded: Exclusion | None = None,
    decided: bool = False,
) -> Asset:
    """An asset whose aspects have these levels, in the model's order, each from its first area."""
    given = [*levels, *[None] * len(model.aspects)]
    first = model.areas[0].id
    assessments = {}
    for aspect, level in zip(model.aspects, given, strict=False):
        made = assessment(model, aspect.id, {first: level}, motivation=motivation)
        assessments[aspect.id] = replace(made, decided=level if decided else None)
    return Asset(
        id=uuid5(SPACE, name),
        asset_id=uuid5(SPACE, f"thing {name}"),
        number=1,
        name=name,
        assessments=assessments,
        flags=tuple(FlagAnswer(flag, True, "question", True) for flag in flags),
        deferred=deferred,
        with_owner=with_owner,
        excluded=excluded,
    )


def workshop(
    model: Model, *assets: Asset, owner: Owner | None = OWNER, exported: bool = False
) -> Workshop:
    """A workshop with these assets."""
    export = ExportRecord(UUID(int=9), 1, "decision", NOON, "beslut.xlsx", "0" * 64)
    return Workshop(
        id=UUID(int=1),
        title="Grundskola",
        model_id=model.id,
        model_version=model.version,
        created=NOON,
        owner=owner,
        assets=assets,
        exports=(export,) if exported else (),
    )
