"""Votes of a room and views that differ: kept, all rounds of them, and carried to the owner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal
from uuid import UUID

from ksa_tui.domain.cleaning import long_text, optional
from ksa_tui.domain.voting import MOST_VOTES
from ksa_tui.domain.workshop import Asset, Dissent, VoteRound
from ksa_tui.errors import RuleError
from ksa_tui.i18n import N_
from ksa_tui.services.ratings import aspect_of, check_level
from ksa_tui.services.sittings import open_sitting
from ksa_tui.services.treatments import (
    assessment_at,
    open_treatment_of,
    remember,
    with_assessment,
)
from ksa_tui.store import Store
from ksa_tui.store.finding import find_assessment
from ksa_tui.store.tables import DissentRow, VoteRoundRow, VoteRow

NO_VOTES: Final = N_("Nobody has voted yet.")
TOO_MANY: Final = N_("At most {most} votes fit in one round.")
NO_REASON: Final = N_("A differing view needs a reason: the owner reads it.")

Mode = Literal["shown", "blind"]


def record_round(
    store: Store, treatment_id: UUID, aspect: str, levels: Sequence[int], mode: Mode = "shown"
) -> Asset:
    """Keep one round of votes, in the order given; nothing is rated by it."""
    here = open_treatment_of(store, treatment_id)
    known = aspect_of(here.model, aspect)
    if not levels:
        raise RuleError(NO_VOTES)
    if len(levels) > MOST_VOTES:
        raise RuleError(TOO_MANY, most=MOST_VOTES)
    for level in levels:
        check_level(known, level)
    before = here.asset.assessments[aspect].votes
    number = 1 + max((vote.number for vote in before), default=0)
    with store.command("asset.vote", workshop=here.workshop, asset=here.asset.asset_id) as unit:
        rows = find_assessment(unit, treatment_id, aspect, "")
        assessment = assessment_at(unit, here, aspect, rows.assessment)
        opened = unit.insert(
            VoteRoundRow(
                id=unit.new_id(),
                assessment_id=assessment.id,
                number=number,
                mode=mode,
                opened_at=unit.now,
                revealed_at=unit.now,
            )
        )
        for ordinal, level in enumerate(levels, start=1):
            unit.insert(
                VoteRow(id=unit.new_id(), vote_round_id=opened.id, ordinal=ordinal, level=level)
            )
        open_sitting(store, unit, here.workshop)
    votes = (*before, VoteRound(number, tuple(levels), unit.now))
    after = with_assessment(here.asset, aspect, votes=votes)
    return remember(store, unit.generation, here.workshop, after)


def add_dissent(  # noqa: PLR0917 - the view itself: which level, why, from which role
    store: Store, treatment_id: UUID, aspect: str, level: int, reason: str, role: str = ""
) -> Asset:
    """Keep a view that differs from the room's, for the owner to read."""
    here = open_treatment_of(store, treatment_id)
    check_level(aspect_of(here.model, aspect), level)
    text, who = long_text(reason), optional(role)
    if not text:
        raise RuleError(NO_REASON)
    before = here.asset.assessments[aspect].dissent
    with store.command("asset.dissent", workshop=here.workshop, asset=here.asset.asset_id) as unit:
        rows = find_assessment(unit, treatment_id, aspect, "")
        assessment = assessment_at(unit, here, aspect, rows.assessment)
        unit.insert(
            DissentRow(
                id=unit.new_id(),
                assessment_id=assessment.id,
                position=len(before),
                level=level,
                reason=text,
                role=who,
            )
        )
    after = with_assessment(here.asset, aspect, dissent=(*before, Dissent(level, text, who)))
    return remember(store, unit.generation, here.workshop, after)
