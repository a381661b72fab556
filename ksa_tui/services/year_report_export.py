"""The yearly report handed on: as a workbook, or as JSON values for other programs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

from ksa_tui.domain.common_gaps import Gap
from ksa_tui.domain.model import Aspect, Model
from ksa_tui.domain.report_words import CODES, gap_code
from ksa_tui.domain.year_report import Line, State, YearReport, at, slots_of
from ksa_tui.domain.year_standing import Slot
from ksa_tui.i18n import N_, _
from ksa_tui.services.show import SCHEMA
from ksa_tui.services.workbook_files import SUFFIX, place_for
from ksa_tui.spreadsheets.saving import save_new
from ksa_tui.store import Store

NO_WORKBOOK: Final = N_(
    "The report is written as a workbook. Give {name} a name that ends in .xlsx."
)

Progress = Callable[[int, int], None]


def export(
    store: Store, report: YearReport, to: Path | None = None, progress: Progress | None = None
) -> Path:
    """Write the report; returns its path. Never over another file.

    ``to`` is a file that is not there yet or a folder; None is ``exports`` of the workspace. ``progress`` is
    told (done, total) now and then and may raise to stop: then nothing is written.
    """
    from ksa_tui.spreadsheets.report import build

    usual = _("yearly-report-{year}").format(year=report.year)
    folder, stem = place_for(store.workspace, to, usual, NO_WORKBOOK)
    return save_new(folder, stem, SUFFIX, build(report, store.clock(), progress))


def to_json(report: YearReport) -> dict[str, Any]:
    """The report in the form of the contract: every figure with the ids of its assets."""
    return {
        "schema": SCHEMA,
        "year": report.year,
        "as_of": report.day.isoformat(),
        "running": report.is_running,
        "figures": _figures(report.now),
        "year_before": None
        if report.before is None
        else {
            "year": report.year - 1,
            "as_of": report.before.day.isoformat(),
            "figures": _figures(report.before),
        },
        "departments": [
            {
                "id": str(each.id) if each.id else None,
                "name": each.name or None,
                "retired": each.is_retired,
                "figures": {kind.value: _ids(report.now.within(kind, each)) for kind in CODES},
            }
            for each in report.departments
        ],
        "levels": [_model(report, key, model) for key, model in report.models.items()],
        "gaps": [_gap(gap, place) for place, gap in enumerate(report.gaps, start=1)],
        "assets": [_asset(line, report.models[line.model]) for line in report.now.lines],
    }


def _figures(state: State) -> dict[str, Any]:
    return {
        kind.value: {"code": code, "count": len(state.of(kind)), "assets": _ids(state.of(kind))}
        for kind, code in CODES.items()
    }


def _ids(lines: Iterable[Line]) -> list[str]:
    return [str(line.asset) for line in lines]


def _model(report: YearReport, key: Any, model: Model) -> dict[str, Any]:
    before = report.before.under(key) if report.before else ()
    moved = {each.aspect: each for each in report.moved(key)}
    comparable = bool(before) and bool(report.now.under(key))
    return {
        "model": {"id": model.id, "version": model.version},
        "comparable": comparable,
        "aspects": {
            aspect.letter: {
                "levels": _spread(report.now.under(key), model, aspect),
                "year_before": _spread(before, model, aspect) if before else None,
                "higher": _ids(moved[aspect.id].raised) if comparable else None,
                "lower": _ids(moved[aspect.id].lowered) if comparable else None,
            }
            for aspect in model.aspects
        },
    }


def _spread(lines: Iterable[Line], model: Model, aspect: Aspect) -> dict[str, list[str]]:
    """Ids by decided level; what is proposed only, and what is not rated, by themselves."""
    lines = tuple(lines)
    return {_slot(slot): _ids(at(lines, aspect.id, slot)) for slot in slots_of(model, aspect.id)}


def _slot(slot: Slot) -> str:
    return str(slot) if isinstance(slot, int) else slot.value


def _gap(gap: Gap, place: int) -> dict[str, Any]:
    return {
        "code": gap_code(place),
        "measure": gap.measure.id,
        "not_met": [str(asset) for asset in gap.not_met],
        "partly": [str(asset) for asset in gap.partly],
        "places": gap.places,
    }


def _asset(line: Line, model: Model) -> dict[str, Any]:
    levels = {aspect.letter: line.slot(aspect.id) for aspect in model.aspects}
    return {
        "id": str(line.asset),
        "name": line.name,
        "model": {"id": model.id, "version": model.version},
        "decided_levels": {k: v if isinstance(v, int) else None for k, v in levels.items()},
        "counted_in": [kind.value for kind in CODES if kind in line.kinds],
    }
