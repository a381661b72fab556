"""Votes and differing views: kept round by round, undone as one step, carried to the owner."""

from __future__ import annotations

from uuid import UUID

import pytest

from ksa_tui.domain.voting import MOST_VOTES
from ksa_tui.domain.workshop import Asset, Dissent
from ksa_tui.services import classify, history, ratings, show, votes
from ksa_tui.store import Store
from tests.services.making import an_asset, refused


@pytest.fixture
def treatment(store: Store, workshop: UUID) -> UUID:
    return an_asset(store, workshop)


def fresh(store: Store, treatment: UUID) -> Asset:
    """As it is in the store, whatever is remembered."""
    store.remembered.treatment = None
    return classify.load(store, treatment)


def test_rounds_are_kept_in_the_order_given_and_rate_nothing(store: Store, treatment: UUID) -> None:
    classify.record_round(store, treatment, "m", [2, 2, 4, 1])
    after = classify.record_round(store, treatment, "m", [3, 3, 3, 2], "blind")
    rounds = after.assessments["m"].votes
    assert [(one.number, one.levels) for one in rounds] == [(1, (2, 2, 4, 1)), (2, (3, 3, 3, 2))]
    assert after.assessments["m"].calculated is None
    assert not after.assessments["s"].votes
    assert fresh(store, treatment) == after


def test_a_round_is_one_step_of_undo(store: Store, treatment: UUID) -> None:
    classify.record_round(store, treatment, "m", [2, 2, 4, 1])
    classify.record_round(store, treatment, "m", [3])
    history.undo(store)
    assert [one.levels for one in fresh(store, treatment).assessments["m"].votes] == [(2, 2, 4, 1)]
    history.undo(store)
    assert not fresh(store, treatment).assessments["m"].votes
    history.redo(store)
    history.redo(store)
    assert len(fresh(store, treatment).assessments["m"].votes) == 2


def test_a_round_after_an_undone_one_takes_its_number(store: Store, treatment: UUID) -> None:
    classify.record_round(store, treatment, "s", [0, 2])
    classify.record_round(store, treatment, "s", [0, 0])
    history.undo(store)
    after = classify.record_round(store, treatment, "s", [1, 1])
    assert [(one.number, one.levels) for one in after.assessments["s"].votes] == [
        (1, (0, 2)),
        (2, (1, 1)),
    ]


def test_a_level_outside_the_aspect_s_own_scale_is_no_vote(store: Store, treatment: UUID) -> None:
    with refused(ratings.NO_LEVEL):
        classify.record_round(store, treatment, "s", [1, 3])
    assert not fresh(store, treatment).assessments["s"].votes


def test_no_votes_and_too_many_are_refused(store: Store, treatment: UUID) -> None:
    with refused(votes.NO_VOTES):
        classify.record_round(store, treatment, "s", [])
    with refused(votes.TOO_MANY):
        classify.record_round(store, treatment, "s", [1] * (MOST_VOTES + 1))
    classify.record_round(store, treatment, "s", [1] * MOST_VOTES)
    assert len(fresh(store, treatment).assessments["s"].votes[0].levels) == MOST_VOTES


def test_differing_views_are_kept_with_their_reason(store: Store, treatment: UUID) -> None:
    classify.add_dissent(store, treatment, "s", 2, " Barn kan bli utpekade.\x07 ", "skolsköterska")
    after = classify.add_dissent(store, treatment, "s", 0, "Finns redan\npå webben.")
    assert after.assessments["s"].dissent == (
        Dissent(2, "Barn kan bli utpekade.", "skolsköterska"),
        Dissent(0, "Finns redan\npå webben.", ""),
    )
    assert fresh(store, treatment) == after
    history.undo(store)
    assert len(fresh(store, treatment).assessments["s"].dissent) == 1


@pytest.mark.parametrize("reason", ["", "  \n\t ", "\u200b"])
def test_a_differing_view_without_a_reason_is_refused(
    store: Store, treatment: UUID, reason: str
) -> None:
    with refused(votes.NO_REASON):
        classify.add_dissent(store, treatment, "s", 2, reason)


def test_show_tells_all_rounds(store: Store, workshop: UUID, treatment: UUID) -> None:
    classify.record_round(store, treatment, "s", [0, 2])
    classify.record_round(store, treatment, "s", [1, 2])
    classify.add_dissent(store, treatment, "s", 0, "Offentligt.", "it")
    aspect = show.show(store, workshop)["assets"][0]["aspects"]["S"]
    assert aspect["votes"] == [1, 2]
    assert [one["levels"] for one in aspect["vote_rounds"]] == [[0, 2], [1, 2]]
    assert aspect["dissent"] == [{"level": 0, "reason": "Offentligt.", "role": "it"}]
