"""The report in words: whole sentences that a committee can read, each with its figures."""

from __future__ import annotations

from collections.abc import Iterator

from ksa_tui.domain.model import Aspect, Model
from ksa_tui.domain.year_report import Kind, State, YearReport
from ksa_tui.i18n import _, language, long_date, ngettext, number
from ksa_tui.spreadsheets.report.wording import level_words, model_words


def in_short(report: YearReport) -> list[str]:
    """Where things stand, what was done, what is late and what is missing."""
    return [
        _standing(report),
        _done(report),
        *_late(report),
        *_coming(report),
        _missing(report),
    ]


def about_levels(report: YearReport) -> list[str]:
    """How many lie on the highest level, aspect by aspect; of each model by itself."""
    several = len(report.models) > 1
    return [
        text
        for key, model in report.models.items()
        for aspect in model.aspects
        for text in _top(report.now, key, model, aspect, several=several)
    ]


def against_before(report: YearReport) -> list[str]:
    """The same figures when the year before ended, and how levels have moved where the model is the same."""
    before = report.before
    if before is None:
        return [_("There is no earlier year to compare with.")]
    first = _("When {year} ended, {decided} of {count} were decided. Overdue reviews: {overdue}.")
    said = first.format(
        year=report.year - 1,
        decided=_figure(before, Kind.NOW_DECIDED),
        count=_figure(before, Kind.ALL),
        overdue=_figure(before, Kind.OVERDUE),
    )
    return [said, *(text for key in report.models for text in comparison(report, key))]


def comparison(report: YearReport, key: object) -> Iterator[str]:
    """What can be said of one model's levels against the year before."""
    model = next(model for known, model in report.models.items() if known == key)
    now = any(line.model == key for line in report.now.lines)
    then = report.before is not None and any(line.model == key for line in report.before.lines)
    if now and then:
        yield _moves(report, model)
    elif report.before is not None:
        words = (
            _(
                "{model}: no asset had this model the year before, so its levels are compared with nothing."
            )
            if now
            else _(
                "{model}: no asset has this model any more, so its levels are compared with nothing."
            )
        )
        yield words.format(model=model_words(model))


def _moves(report: YearReport, model: Model) -> str:
    key = next(known for known, each in report.models.items() if each is model)
    moved = report.moved(key)
    raised, lowered = (
        sum(len(each.raised) for each in moved),
        sum(len(each.lowered) for each in moved),
    )
    if not raised and not lowered:
        words = _("{model}: no level of what was decided in both years has changed.")
        return words.format(model=model_words(model))
    words = _("{model}, decided in both years: levels higher now {raised}, lower {lowered}.")
    return words.format(model=model_words(model), raised=number(raised), lowered=number(lowered))


def _figure(state: State, kind: Kind) -> str:
    return number(len(state.of(kind)))


def _standing(report: YearReport) -> str:
    count = len(report.now.of(Kind.ALL))
    words = ngettext(
        "On {day} there was {count} information asset: {decided} decided, {with_owner} with the owner, "
        "{returned} sent back, {classified} classified and not handed over, {unclassified} not classified.",
        "On {day} there were {count} information assets: {decided} decided, {with_owner} with the owner, "
        "{returned} sent back, {classified} classified and not handed over, {unclassified} not classified.",
        count,
    )
    return words.format(
        day=long_date(report.day),
        count=number(count),
        decided=_figure(report.now, Kind.NOW_DECIDED),
        with_owner=_figure(report.now, Kind.NOW_WITH_OWNER),
        returned=_figure(report.now, Kind.NOW_RETURNED),
        classified=_figure(report.now, Kind.NOW_CLASSIFIED),
        unclassified=_figure(report.now, Kind.NOW_UNCLASSIFIED),
    )


def _done(report: YearReport) -> str:
    words = (
        _("So far this year: {classified} classified, {decided} decided, {returned} sent back.")
        if report.is_running
        else _("During the year: {classified} classified, {decided} decided, {returned} sent back.")
    )
    return words.format(
        classified=_figure(report.now, Kind.CLASSIFIED),
        decided=_figure(report.now, Kind.DECIDED),
        returned=_figure(report.now, Kind.RETURNED),
    )


def _late(report: YearReport) -> Iterator[str]:
    overdue, waited = len(report.now.of(Kind.OVERDUE)), len(report.now.of(Kind.WAITED_LONG))
    if overdue:
        words = ngettext("{count} review is overdue.", "{count} reviews are overdue.", overdue)
        yield words.format(count=number(overdue))
    else:
        yield _("No review is overdue.")
    if waited:
        words = ngettext(
            "{count} information asset has awaited the owner's decision for more than 30 days.",
            "{count} information assets have awaited the owner's decision for more than 30 days.",
            waited,
        )
        yield words.format(count=number(waited))


def _coming(report: YearReport) -> Iterator[str]:
    rest, coming = len(report.now.of(Kind.REST_OF_YEAR)), len(report.now.of(Kind.NEXT_YEAR))
    if rest:
        words = ngettext(
            "{count} is to be reviewed before the year ends.",
            "{count} are to be reviewed before the year ends.",
            rest,
        )
        yield words.format(count=number(rest))
    words = ngettext(
        "{count} is to be reviewed in {year}.", "{count} are to be reviewed in {year}.", coming
    )
    yield words.format(count=number(coming), year=report.year + 1)


def _missing(report: YearReport) -> str:
    if not report.gaps:
        return _("No measure that follows from the levels is marked as partly or not met.")
    worst = report.gaps[0]
    count = len(worst.assets)
    words = ngettext(
        "The most frequent gap is “{measure}”: it concerns {count} information asset.",
        "The most frequent gap is “{measure}”: it concerns {count} information assets.",
        count,
    )
    return words.format(measure=worst.measure.title.get(language()), count=number(count))


def _top(
    state: State, key: object, model: Model, aspect: Aspect, *, several: bool
) -> Iterator[str]:
    lines = [line for line in state.lines if line.model == key]
    decided = [line for line in lines if isinstance(line.slot(aspect.id), int)]
    if not decided:
        return
    top = sum(line.slot(aspect.id) == aspect.top for line in decided)
    words = (
        _("{aspect} by {model}: the highest level ({level}) for {top} of {count} decided.")
        if several
        else _("{aspect}: the highest level ({level}) for {top} of {count} decided.")
    )
    yield words.format(
        aspect=aspect.name.get(language()),
        model=model_words(model),
        top=number(top),
        count=number(len(decided)),
        level=level_words(aspect, aspect.top),
    )
