"""The yearly report: read once from the store, told for any year that it knows something of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any, Final
from uuid import UUID

from ksa_tui.domain.common_gaps import Gap, Protected, frequent_gaps
from ksa_tui.domain.model import Model
from ksa_tui.domain.year_reckoning import state_of
from ksa_tui.domain.year_report import Department, Line, State, YearReport
from ksa_tui.domain.year_standing import Call, Handed, Rated, Treated, Verdict
from ksa_tui.errors import RuleError
from ksa_tui.i18n import N_
from ksa_tui.services.models import thawed
from ksa_tui.services.register_rows import gathered
from ksa_tui.services.report_gaps import Protecting, read_protecting
from ksa_tui.store import Store
from ksa_tui.store import reporting as statements
from ksa_tui.store.quick import to_date, to_id, to_moment

NOT_YET: Final = N_("{year} has not begun. A report is about this year or an earlier one.")
NOTHING: Final = N_("There is no information asset to report on, so no report was made.")
NOTHING_THEN: Final = N_(
    "There is nothing to report on for {year}: the first information asset here is from {first}."
)


@dataclass(frozen=True, slots=True)
class Reporting:
    """Everything that reports are made of, as it was in one generation of the store."""

    treatments: tuple[Treated, ...]
    models: Mapping[UUID, Model]
    names: Mapping[UUID, str]
    """Of assets, in the order that Swedish sorts."""
    departments: tuple[Department, ...]
    retired: Mapping[UUID, date]
    """When departments were retired."""
    protecting: Protecting | None
    """None where no measure is marked as a gap."""

    @property
    def first_year(self) -> int | None:
        """The first year that something is known of; None in an empty store."""
        return min((treated.since.year for treated in self.treatments), default=None)

    def report(self, year: int, today: date) -> YearReport:
        """The report of one year; refuses one that has not begun, or that nothing is known of."""
        if year > today.year:
            raise RuleError(NOT_YET, year=year)
        now = self._state(year, today)
        if not now.lines:
            first = self.first_year
            if first is None or first <= year:
                raise RuleError(NOTHING)
            raise RuleError(NOTHING_THEN, year=year, first=first)
        before = self._state(year - 1, today) if year > date.min.year else None
        used = {line.model for state in (now, before) if state for line in state.lines}
        return YearReport(
            year=year,
            is_running=year == today.year,
            now=now,
            before=before if before and before.lines else None,
            models={key: model for key, model in self.models.items() if key in used},
            departments=tuple(self._departments(now)),
            gaps=self._gaps(now.lines),
        )

    def _state(self, year: int, today: date) -> State:
        return state_of(self.treatments, self.models, self.names, year, today)

    def _departments(self, state: State) -> Iterator[Department]:
        used = {line.department for line in state.lines}
        for each in self.departments:
            if each.id in used:
                gone = self.retired.get(each.id) if each.id else None
                yield Department(each.id, each.name, gone is not None and gone <= state.day)
        if None in used:
            yield Department(None, "")

    def _gaps(self, lines: Iterable[Line]) -> tuple[Gap, ...]:
        if self.protecting is None:
            return ()
        return frequent_gaps(self.protecting.answers, self._protected(self.protecting, lines))

    def _protected(self, protecting: Protecting, lines: Iterable[Line]) -> Iterator[Protected]:
        for line in lines:
            yield protecting.protected(line, self.models[line.model])


def read(store: Store) -> Reporting:
    """What reports are made of now: at most a dozen statements, however much there is."""
    with store.driver() as connection:
        found = statements.read_report(connection)
    models = {to_id(key): thawed(store, Model, body) for key, body in found.models}
    return Reporting(
        treatments=tuple(_treatments(found)),
        models=models,
        names={to_id(row[1]): row[-1] for row in found.treatments},
        departments=tuple(Department(to_id(key), name) for key, name, _at in found.departments),
        retired={to_id(key): day_of(at) for key, _name, at in found.departments if at},
        protecting=read_protecting(store, models, found.treatments),
    )


@cache
def _moment(text: str) -> datetime:
    return to_moment(text)


def day_of(moment: str) -> date:
    """The day of a stored moment, where the computer is."""
    return _moment(moment).astimezone().date()


def _treatments(found: statements.ReportRows) -> Iterator[Treated]:
    rated, handed = gathered(found.rated), gathered(found.handed)
    decided, calls = gathered(found.decisions), gathered(found.calls)
    for row in found.treatments:
        key, asset, workshop, model, department, created, removed, copied_from, _name = row
        yield Treated(
            id=to_id(key),
            asset=to_id(asset),
            model=to_id(model),
            workshop=to_id(workshop),
            department=to_id(department) if department else None,
            created=_moment(created),
            added=day_of(created),
            removed=day_of(removed) if removed else None,
            copied_from=to_id(copied_from) if copied_from else None,
            rated={aspect: Rated(level, day_of(at)) for aspect, level, at in rated.get(key, ())},
            handed=tuple(Handed(day_of(at), _moment(at)) for (at,) in handed.get(key, ())),
            verdicts=tuple(_verdict(*verdict) for verdict in decided.get(key, ())),
            calls=tuple(_call(*call) for call in calls.get(asset, ())),
        )


def _verdict(aspect: str, level: int | None, signed: str, recorded: str) -> Verdict:
    signed_on = _day(signed)
    return Verdict(aspect, level, signed_on, min(signed_on, day_of(recorded)), _moment(recorded))


def _call(on: str, created: str) -> Call:
    return Call(_day(on), day_of(created), _moment(created))


def _day(text: str) -> date:
    day: Any = to_date(text)
    return day if isinstance(day, date) else date.max
