"""What a facilitator is asked to look over, and what never blocks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID, uuid5

import pytest

from ksa_tui import reference
from ksa_tui.domain.check_words import CHECKS
from ksa_tui.domain.checks import (
    MANY,
    RULES,
    Check,
    CheckCode,
    absent_core_roles,
    below_floor,
    dismissed_checks,
    many_on_top,
    missing_roles,
    parked_questions,
    system_names,
    thin_motivations,
    unconfirmed_flags,
    workshop_checks,
)
from ksa_tui.domain.model import Aspect, Model
from ksa_tui.domain.rating import Rating
from ksa_tui.domain.standing import Block, workshop_gaps
from ksa_tui.domain.workshop import (
    Assessment,
    Asset,
    DismissedCheck,
    Exclusion,
    FlagAnswer,
    Owner,
    ParkedQuestion,
    Participant,
    Workshop,
)

SPACE = UUID(int=7)
LONG = "Ett röjande drabbar barn och går inte att göra ogjort."


@pytest.fixture(scope="module")
def model() -> Model:
    return reference.load_model()


@pytest.fixture(scope="module")
def three_levels(model: Model) -> Model:
    """Two aspects with scales of three and five levels."""
    k, r, _t = model.aspects
    short = replace(k, levels=k.levels[:3])
    fifth = replace(r.levels[-1], value=len(r.levels))
    long = replace(r, levels=(*r.levels, fifth))
    return replace(model, aspects=(short, long))


def uid(name: str) -> UUID:
    return uuid5(SPACE, name)


def asset(
    model: Model,
    name: str,
    levels: Mapping[str, int] | None = None,
    *,
    motivation: str = LONG,
    flags: tuple[FlagAnswer, ...] = (),
    floor_reason: str = "",
) -> Asset:
    def assessment(aspect: Aspect) -> Assessment:
        ratings: dict[str, Rating] = dict.fromkeys(area.id for area in model.areas)
        if levels and aspect.id in levels:
            ratings[model.areas[0].id] = levels[aspect.id]
        return Assessment(aspect.id, ratings, motivation=motivation, floor_reason=floor_reason)

    return Asset(
        id=uid(name),
        asset_id=uid(f"{name}, the thing"),
        number=1,
        name=name,
        assessments={aspect.id: assessment(aspect) for aspect in model.aspects},
        flags=flags,
    )


def workshop(*assets: Asset, participants: tuple[Participant, ...] = ()) -> Workshop:
    return Workshop(
        id=uid("workshop"),
        title="Skola",
        model_id="m",
        model_version="1",
        created=datetime(2026, 11, 24, tzinfo=UTC),
        owner=Owner(uid("owner"), "Maria Holm"),
        facilitator="Ali Moradi",
        participants=participants,
        assets=assets,
    )


def yes(flag: str, *, confirmed: bool = True) -> FlagAnswer:
    return FlagAnswer(flag, value=True, source="catalogue", confirmed=confirmed)


def test_special_category_data_below_its_floor_with_a_reason_is_looked_over(model: Model) -> None:
    low = asset(model, "Specialkost", {"k": 1}, flags=(yes("sensitive"),), floor_reason="Bara id.")
    (check,) = below_floor(model, workshop(low))
    assert (check.code, check.asset, check.aspect) == (CheckCode.BELOW_FLOOR, low.id, "k")
    assert (check.figures, check.ids) == ({"level": 1, "floor": 2}, ("sensitive",))


def test_below_the_floor_without_a_reason_blocks_instead(model: Model) -> None:
    low = asset(model, "Specialkost", {"k": 1, "r": 1, "t": 1}, flags=(yes("sensitive"),))
    assert list(below_floor(model, workshop(low))) == []
    assert [gap.block for gap in workshop_gaps(model, workshop(low))] == [Block.BELOW_FLOOR]


def test_an_unconfirmed_flag_lifts_no_floor_but_is_to_be_confirmed(model: Model) -> None:
    flags = (yes("sensitive", confirmed=False), yes("personal"))
    low = asset(model, "Specialkost", {"k": 1}, flags=flags, floor_reason="Bara id.")
    assert list(below_floor(model, workshop(low))) == []
    (check,) = unconfirmed_flags(model, workshop(low))
    assert check == Check(CheckCode.UNCONFIRMED_FLAGS, low.id, ids=("sensitive",))


def test_a_no_is_nothing_to_confirm(model: Model) -> None:
    no = FlagAnswer("sensitive", value=False, source="import", confirmed=False)
    assert list(unconfirmed_flags(model, workshop(asset(model, "Lista", flags=(no,))))) == []


@pytest.mark.parametrize(
    ("text", "listed"),
    [("", False), (".", True), ("Ja absolut", True), ("Ja, helt klart", False), ("  \n ", False)],
)
def test_a_motivation_of_fewer_than_three_words_is_thin(
    model: Model, text: str, listed: bool
) -> None:
    room = workshop(asset(model, "Lista", {"k": 2}, motivation=text))
    found = [check.aspect for check in thin_motivations(model, room)]
    assert found == (["k"] if listed else [])


def test_no_motivation_is_asked_for_below_the_level_the_model_says(model: Model) -> None:
    room = workshop(asset(model, "Lista", {"k": 0}, motivation="."))
    assert list(thin_motivations(model, room)) == []


@pytest.mark.parametrize(
    ("on_top", "others", "listed"),
    [(3, 3, False), (4, 2, True), (6, 0, True), (3, 2, False), (5, 0, False), (4, 4, False), (5, 4, True)],
)  # fmt: skip
def test_more_than_half_on_the_top_level_is_listed_from_six_assets_up(
    model: Model, on_top: int, others: int, listed: bool
) -> None:
    top = model.aspect("r").top
    levels = [top] * on_top + [top - 1] * others
    room = workshop(*(asset(model, f"M{i}", {"r": v}) for i, v in enumerate(levels)))
    found = list(many_on_top(model, room))
    assert [check.aspect for check in found] == (["r"] if listed else [])
    if listed:
        assert found[0].figures == {"level": top, "count": on_top, "total": on_top + others}


def test_assets_not_rated_do_not_count_for_the_spread(model: Model) -> None:
    rated = [asset(model, f"M{i}", {"k": 3}) for i in range(MANY - 1)]
    unrated = [asset(model, f"N{i}") for i in range(MANY)]
    assert list(many_on_top(model, workshop(*rated, *unrated))) == []


def test_the_top_is_the_top_of_each_aspects_own_scale(three_levels: Model) -> None:
    room = workshop(*(asset(three_levels, f"M{i}", {"k": 2, "r": 3}) for i in range(MANY)))
    found = {check.aspect: check.figures["level"] for check in many_on_top(three_levels, room)}
    assert found == {"k": 2}


def test_a_name_like_a_system_is_listed(model: Model) -> None:
    room = workshop(asset(model, "Ekonomisystemet"), asset(model, "Leverantörsfakturor"))
    assert [check.asset for check in system_names(model, room)] == [uid("Ekonomisystemet")]


def test_core_roles_that_nobody_has_are_one_check(model: Model) -> None:
    people = (Participant(uid("Sara"), "Sara Ek", role_id="expert"),)
    (check,) = missing_roles(model, workshop(participants=people))
    assert check.ids == ("owner", "scribe")


def test_an_owner_in_the_room_by_name_needs_no_role(model: Model) -> None:
    people = (
        Participant(uid("Maria"), "maria  HOLM", role_text="skolchef"),
        Participant(uid("Sara"), "Sara Ek", role_id="expert"),
        Participant(uid("Petra"), "Petra Åkesson", role_id="scribe"),
    )
    assert absent_core_roles(model, workshop(participants=people)) == ()
    assert list(missing_roles(model, workshop(participants=people))) == []


def test_a_question_left_for_later_is_listed_until_it_is_resolved(model: Model) -> None:
    lista = asset(model, "Lista")
    waiting = ParkedQuestion(uid("q"), "Vem äger den?", "Sara Ek", date(2026, 12, 1), lista.id, "k")
    done = ParkedQuestion(uid("done"), "Klart?", resolved_at=datetime(2026, 11, 24, tzinfo=UTC))
    room = replace(workshop(lista), parked=(done, waiting))
    (check,) = parked_questions(model, room)
    assert (check.asset, check.aspect, check.subject) == (lista.id, "k", waiting.id)


def test_what_is_put_off_or_referred_onward_is_left_alone(model: Model) -> None:
    odd = asset(
        model,
        "Ekonomisystemet",
        {"k": 1},
        motivation=".",
        flags=(yes("personal", confirmed=False),),
    )
    excluded = replace(odd, excluded=Exclusion("Mängd 1", date(2026, 11, 24), "chef"))
    room = workshop(excluded, replace(odd, deferred=True))
    about_assets = {check.code for check in workshop_checks(model, room) if check.asset}
    assert about_assets == set()


def test_an_empty_workshop_misses_only_people(model: Model) -> None:
    assert [c.code for c in workshop_checks(model, workshop())] == [CheckCode.MISSING_ROLES]


def test_every_code_has_a_rule_and_words() -> None:
    assert len(RULES) == len(CheckCode)
    assert set(CHECKS) == set(CheckCode)


def test_an_identity_is_the_place_and_what_is_said_there() -> None:
    one = Check(CheckCode.MANY_ON_TOP, None, "k", {"level": 3, "count": 4, "total": 7})
    same = Check(CheckCode.MANY_ON_TOP, None, "k", {"total": 7, "count": 4, "level": 3})
    others = [
        replace(one, figures={**one.figures, "count": 5}),
        replace(one, aspect="r"),
        replace(one, asset=SPACE),
        replace(one, ids=("a",)),
        replace(one, ids=("a", "b")),
        replace(one, ids=("a,b",)),
        replace(one, text="Ett system"),
        replace(one, text="Ett annat system"),
        replace(one, subject=SPACE),
    ]
    assert one.identity == same.identity
    assert len({one.identity, *(each.identity for each in others)}) == 1 + len(others)
    assert "system" not in others[6].identity
    assert replace(one, ids=("b", "a")).identity == others[4].identity


def test_what_is_dismissed_is_apart_until_it_says_something_else(model: Model) -> None:
    room = workshop(asset(model, "Ekonomisystemet"))
    (found,) = system_names(model, room)
    answer = DismissedCheck(found.code, found.identity, "Så heter den.")
    answered = replace(room, dismissed=(answer, DismissedCheck("gone", "x", "Något annat")))
    assert found not in workshop_checks(model, answered)
    assert dismissed_checks(model, answered) == ((found, "Så heter den."),)
    renamed = replace(
        answered, assets=tuple(replace(a, name="Lönesystemet") for a in answered.assets)
    )
    assert dismissed_checks(model, renamed) == ()
    assert CheckCode.SYSTEM_NAME in {check.code for check in workshop_checks(model, renamed)}


def test_the_shipped_catalogue_trips_nothing_but_the_flags_to_confirm(model: Model) -> None:
    catalogue = reference.load_catalogue()
    assets = [
        asset(model, entry.name.get(language), flags=tuple(yes(f, confirmed=False) for f in entry.flags))
        for language in ("sv", "en")
        for entry in catalogue.assets
    ]  # fmt: skip
    people = tuple(
        Participant(uid(role.id), role.id, role_id=role.id) for role in model.roles if role.core
    )
    found = workshop_checks(model, workshop(*assets, participants=people))
    assert {check.code for check in found} == {CheckCode.UNCONFIRMED_FLAGS}


def test_the_shipped_catalogue_rated_as_it_hints_is_looked_over_for_the_spread_alone(
    model: Model,
) -> None:
    """Every rule but that of facts to confirm, over every shipped name with its own levels."""
    catalogue = reference.load_catalogue()
    flags = {flag.id for flag in model.flags}
    assets = [
        asset(
            model,
            entry.name.get(language),
            flags=tuple(yes(flag) for flag in entry.flags if flag in flags),
        )
        for language in ("sv", "en")
        for entry in catalogue.assets
    ]
    people = tuple(
        Participant(uid(role.id), role.id, role_id=role.id) for role in model.roles if role.core
    )
    assert workshop_checks(model, workshop(*assets, participants=people)) == ()
