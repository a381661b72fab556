"""The yearly report over a store built by hand: every figure against a count that is not the report's own."""

from __future__ import annotations

import json
from collections import Counter
from datetime import date
from typing import Any
from uuid import UUID

import pytest

from ksa_tui.domain.register import RegisterFilter
from ksa_tui.domain.status import AssetStatus
from ksa_tui.domain.year_report import IN_YEAR, STATE, Kind, Line, YearReport
from ksa_tui.domain.year_standing import Undecided
from ksa_tui.services import assets, history, lineage, register, workshops, year_report
from ksa_tui.services.year_report import Reporting
from ksa_tui.services.year_report_export import to_json
from ksa_tui.store import Store
from tests.services.making import a_workshop, an_asset, opened, refused, small_model
from tests.services.many import fill
from tests.services.reported import (
    DEPARTMENTS,
    EXPECTED,
    GAPS,
    LEVELS,
    SECRET,
    TODAY,
    UNRATED,
    Town,
    krt,
    tell,
)
from tests.services.test_register import decide, rated
from tests.services.test_statements import counted

YEARS = (2025, 2026)


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The town's two years, in a store that no test changes."""
    with opened(tmp_path_factory.mktemp("town")) as store:
        tell(store)
        yield store


@pytest.fixture(scope="module")
def reporting(told: Store) -> Reporting:
    return year_report.read(told)


def report_of(reporting: Reporting, year: int) -> YearReport:
    return reporting.report(year, TODAY)


def ids(lines: Any) -> list[UUID]:
    return [line.asset for line in lines]


def names(lines: Any) -> list[str]:
    return [line.name for line in lines]


def line_of(report: YearReport, name: str) -> Line:
    return next(line for line in report.now.lines if line.name == name)


# ---------------------------------------------------------------- every figure


@pytest.mark.parametrize("year", YEARS)
@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.ALL])
def test_a_figure_counts_these_assets_and_each_once(
    reporting: Reporting, kind: Kind, year: int
) -> None:
    found = names(report_of(reporting, year).now.of(kind))
    assert len(found) == len(set(found))
    assert set(found) == EXPECTED[year][kind]


def test_the_year_before_is_the_report_of_that_year(reporting: Reporting) -> None:
    before = report_of(reporting, 2026).before
    assert before is not None
    earlier = report_of(reporting, 2025)
    assert (earlier.before, earlier.is_running, earlier.day) == (None, False, date(2025, 12, 31))
    assert before.lines == earlier.now.lines
    assert report_of(reporting, 2026).is_running


@pytest.mark.parametrize("year", YEARS)
def test_the_states_are_all_assets_parted(reporting: Reporting, year: int) -> None:
    now = report_of(reporting, year).now
    parts = [line.asset for kind in STATE for line in now.of(kind)]
    assert Counter(parts) == Counter(line.asset for line in now.of(Kind.ALL))
    assert set(names(now.of(Kind.ALL))) == set().union(*(EXPECTED[year][kind] for kind in STATE))
    assert {*ids(now.of(Kind.WAITED_LONG))} <= {*ids(now.of(Kind.NOW_WITH_OWNER))}


@pytest.mark.parametrize("year", YEARS)
def test_levels_are_those_decided_and_unrated_is_none_of_them(
    reporting: Reporting, year: int
) -> None:
    report = report_of(reporting, year)
    for line in report.now.lines:
        for aspect in report.models[line.model].aspects:
            decided = LEVELS[year].get(line.name, {}).get(aspect.id)
            slot = line.slot(aspect.id)
            if decided is not None:
                assert slot == decided
            elif (line.name, aspect.id) in UNRATED:
                assert slot is Undecided.UNRATED
            else:
                assert slot is Undecided.PROPOSED


def test_a_distribution_counts_each_asset_of_its_own_model_once(reporting: Reporting) -> None:
    report = report_of(reporting, 2026)
    models = {(model.id, model.version): key for key, model in report.models.items()}
    assert len(models) == 3
    shipped = next(key for (name, _version), key in models.items() if name != "liten")
    first, second = models["liten", "1"], models["liten", "2"]
    k = {slot: names(report.now.at(shipped, "k", slot)) for slot in (0, 1, 2, 3)}
    assert k == {
        0: ["Avgifter"], 1: ["Kulturarv"], 2: ["Frånvaro", "Utredningar"], 3: ["Journaler"],
    }  # fmt: skip
    assert names(report.now.at(shipped, "r", 3)) == ["Journaler", "Utredningar"]
    assert names(report.now.at(first, "m", 4)) == ["Liten ett"]
    assert names(report.now.at(first, "s", 1)) == ["Liten ett"]
    assert names(report.now.at(second, "s", 1)) == ["Betyg"]
    assert report.now.at(second, "k", 1) == ()
    for key, model in report.models.items():
        for aspect in model.aspects:
            slots = [*(level.value for level in aspect.levels), *Undecided]
            counted = [line for slot in slots for line in report.now.at(key, aspect.id, slot)]
            assert Counter(ids(counted)) == Counter(ids(report.now.under(key)))


def test_levels_move_only_within_one_model_and_between_two_decisions(reporting: Reporting) -> None:
    report = report_of(reporting, 2026)
    moved = {
        (report.models[key].version, each.aspect): (names(each.raised), names(each.lowered))
        for key in report.models
        for each in report.moved(key)
        if each.raised or each.lowered
    }
    shipped = next(m.version for m in report.models.values() if m.id != "liten")
    assert moved == {(shipped, "r"): (["Journaler"], []), (shipped, "t"): ([], ["Journaler"])}


def test_every_asset_is_in_one_department(reporting: Reporting) -> None:
    report = report_of(reporting, 2026)
    found = {
        each.name: set(names(report.now.within(Kind.ALL, each))) for each in report.departments
    }
    assert found == DEPARTMENTS
    assert [each.name for each in report.departments][-1] == ""
    retired = {each.name for each in report.departments if each.is_retired}
    assert retired == {"Kultur, gamla"}
    assert not any(each.is_retired for each in report_of(reporting, 2025).departments)
    for kind in Kind:
        parts = [x for each in report.departments for x in report.now.within(kind, each)]
        assert Counter(ids(parts)) == Counter(ids(report.now.of(kind)))


def test_gaps_are_what_is_marked_where_it_follows(reporting: Reporting) -> None:
    report = report_of(reporting, 2026)
    name_of = {line.asset: line.name for line in report.now.lines}
    found = [
        (
            gap.measure.id,
            {name_of[asset] for asset in gap.not_met},
            {name_of[asset] for asset in gap.partly},
            gap.places,
        )
        for gap in report.gaps
    ]
    assert found == GAPS
    assert all(len(gap.assets) == len(set(gap.assets)) for gap in report.gaps)


def test_the_state_of_today_is_that_of_the_register(told: Store, reporting: Reporting) -> None:
    """Two ways to the same: the register's derived columns, and the report's own reckoning."""
    rows = {row.asset: row for row in register.read(told).find(RegisterFilter(), TODAY)}
    report = report_of(reporting, 2026)
    unfinished = {AssetStatus.STARTED, AssetStatus.UNTOUCHED}
    known = {a for a, row in rows.items() if row.status is not AssetStatus.STOPPED}
    assert {line.asset for line in report.now.lines} == known
    for line in report.now.lines:
        row = rows[line.asset]
        same = row.status is line.status or (
            row.status in unfinished and line.status is AssetStatus.STARTED
        )
        assert same, line.name
        assert (row.review_on, row.decided_on, row.treatment) == (
            line.standing.review_on, line.standing.decided_on, line.standing.treated.id,
        )  # fmt: skip
        assert row.levels is not None
        if row.is_decided:
            assert dict(row.levels) == dict(line.standing.slots)
        else:
            unrated = {a for a, level in row.levels.items() if level is None}
            assert unrated == {
                a for a, slot in line.standing.slots.items() if slot is Undecided.UNRATED
            }


def test_decisions_and_returns_of_a_year_are_counted_the_same_in_plain_sql(
    told: Store, reporting: Reporting
) -> None:
    query = """
        SELECT DISTINCT a.name FROM decision d JOIN asset a ON a.id = d.asset_id
        JOIN workshop_asset t ON t.id = d.workshop_asset_id
        WHERE a.excluded_at IS NULL AND substr(d.decided_on, 1, 4) = ? AND (d.choice = 'return') = ?
            AND (t.removed_at IS NULL OR substr(t.removed_at, 1, 4) > ?)
    """
    for year in YEARS:
        for kind, is_return in ((Kind.DECIDED, 0), (Kind.RETURNED, 1)):
            with told.driver() as connection:
                found = connection.execute(query, (str(year), is_return, str(year))).fetchall()
            assert {name for (name,) in found} == EXPECTED[year][kind]


def test_no_person_and_nothing_stopped_is_in_it(reporting: Reporting) -> None:
    for year in YEARS:
        content = json.dumps(to_json(report_of(reporting, year)), ensure_ascii=False)
        for word in (SECRET, "Undantagen", "Ägarsson", "Titelsson", "Ledarsson"):
            assert word not in content


def test_json_has_the_ids_behind_every_figure(reporting: Reporting) -> None:
    report = report_of(reporting, 2026)
    content = json.loads(json.dumps(to_json(report)))
    name_of = {each["id"]: each["name"] for each in content["assets"]}
    for kind, expected in EXPECTED[2026].items():
        figure = content["figures"][kind.value]
        assert {name_of[asset] for asset in figure["assets"]} == expected
        assert figure["count"] == len(expected)
    assert content["year_before"]["figures"]["all"]["count"] == 11
    assert (content["schema"], content["year"], content["as_of"]) == (1, 2026, "2026-11-24")
    small = {
        each["model"]["version"]: each
        for each in content["levels"]
        if each["model"]["id"] == "liten"
    }
    assert small["1"]["comparable"]
    assert not small["2"]["comparable"]
    assert small["2"]["aspects"]["S"]["year_before"] is None
    assert len(small["1"]["aspects"]["M"]["levels"]["unrated"]) == 2
    journals = next(each for each in content["assets"] if each["name"] == "Journaler")
    assert journals["decided_levels"] == {"K": 3, "R": 3, "T": 1}
    untouched = next(each for each in content["assets"] if each["name"] == "Orörd")
    assert untouched["decided_levels"] == {"K": None, "R": None, "T": None}


# ---------------------------------------------------------------- which year


def test_a_year_that_nothing_is_known_of_is_refused(told: Store, store: Store) -> None:
    here = year_report.read(told)
    assert here.first_year == 2025
    with refused(year_report.NOTHING_THEN):
        here.report(2024, TODAY)
    with refused(year_report.NOT_YET):
        here.report(2027, TODAY)
    empty = year_report.read(store)
    assert empty.first_year is None
    with refused(year_report.NOTHING):
        empty.report(2026, TODAY)
    a_workshop(store)
    with refused(year_report.NOTHING):
        year_report.read(store).report(2026, TODAY)


def test_a_year_without_anything_done_has_the_state_of_the_one_before(told: Store) -> None:
    later = year_report.read(told).report(2027, date(2027, 6, 1))
    assert [later.now.of(kind) for kind in IN_YEAR] == [(), (), ()]
    assert len(later.now.lines) == 15
    overdue = EXPECTED[2026][Kind.OVERDUE] | {"Avgifter", "Betyg", "Journaler", "Utredningar"}
    assert set(names(later.now.of(Kind.OVERDUE))) == overdue
    assert names(later.now.of(Kind.REST_OF_YEAR)) == ["Kulturarv"]


def test_what_is_due_on_the_last_day_is_overdue_when_the_year_has_ended(store: Store) -> None:
    workshop = a_workshop(store)
    rated(store, workshop, "Betyg")
    decide(store, workshop, date(2024, 12, 31))

    def due(year: int, today: date) -> list[str]:
        now = year_report.read(store).report(year, today).now
        return [kind for kind in (Kind.OVERDUE, Kind.REST_OF_YEAR, Kind.NEXT_YEAR) if now.of(kind)]

    assert due(2024, date(2026, 1, 1)) == [Kind.NEXT_YEAR]
    assert due(2025, date(2025, 12, 31)) == [Kind.REST_OF_YEAR]
    assert due(2025, date(2026, 1, 1)) == [Kind.OVERDUE]


# ---------------------------------------------------------------- what is not counted


def test_what_comes_and_goes_is_counted_while_it_is_there(store: Store) -> None:
    town = Town(store)
    town.on(date(2025, 6, 1))
    workshop = town.workshop("Skola")
    town.asset(workshop, "Ett", krt(1, 1, 1))
    town.asset(workshop, "Två", krt(2, 2, 2))
    other = town.workshop("Annan")
    town.asset(other, "Borta", krt(1, 1, 1))
    town.on(date(2026, 6, 1))
    lineage.merge(store, [town.treatments["Ett"], town.treatments["Två"]], "Båda")
    workshops.delete(store, other)

    def counted_in(year: int) -> list[str]:
        return names(year_report.read(store).report(year, TODAY).now.of(Kind.ALL))

    assert counted_in(2025) == ["Borta", "Ett", "Två"]
    assert counted_in(2026) == ["Båda"]
    history.undo(store)
    assert counted_in(2026) == ["Borta", "Båda"]
    history.undo(store)
    assert counted_in(2026) == ["Borta", "Ett", "Två"]


def test_what_lies_in_the_pool_is_not_counted(store: Store) -> None:
    workshop = a_workshop(store)
    assets.import_rows(store, workshop, (), [assets.AssetDraft("Utanför")])
    an_asset(store, workshop, "Med")
    assert names(year_report.read(store).report(2026, TODAY).now.lines) == ["Med"]


def test_a_decision_signed_tomorrow_counts_when_it_is_recorded(store: Store) -> None:
    workshop = a_workshop(store)
    rated(store, workshop, "Betyg")
    decide(store, workshop, date(2026, 11, 25))
    now = year_report.read(store).report(2026, TODAY).now
    assert names(now.of(Kind.NOW_DECIDED)) == names(now.of(Kind.DECIDED)) == ["Betyg"]


# ---------------------------------------------------------------- ten thousand


def test_ten_thousand_assets_take_the_same_few_statements(store: Store) -> None:
    places = [a_workshop(store, f"Workshop {n}", small_model(str(n % 3))) for n in range(6)]
    fill(store, places, 10_000)
    assert len(counted(store, lambda: year_report.read(store))) <= 20
    report = year_report.read(store).report(2026, TODAY)
    assert len(report.now.of(Kind.ALL)) == 10_000
    assert len(report.now.of(Kind.NOW_DECIDED)) == 6_000
    assert len(report.now.of(Kind.NOW_CLASSIFIED)) == 2_000
    assert len(report.now.of(Kind.NOW_UNCLASSIFIED)) == 2_000
    assert len(report.models) == 3


def test_measures_add_a_few_statements_and_no_more(told: Store) -> None:
    assert len(counted(told, lambda: year_report.read(told))) <= 20
