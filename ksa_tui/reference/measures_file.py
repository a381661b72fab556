"""From the TOML of protective measures to the frozen :class:`Measures`, checked against a model."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from ksa_tui.domain.model import Aspect, Measure, Measures, Model, NamedGroup
from ksa_tui.i18n import N_
from ksa_tui.reference.expected import Phrase, shown
from ksa_tui.reference.rows import MAX_NAME, Row
from ksa_tui.reference.unique import tell_doubles

SUPPLIER: Final = "supplier"
"""What a measure may need beside flags: that a supplier handles the information."""

_CONTROLS: Final = {
    f"{chapter}.{number}"
    for chapter, last in ((5, 37), (6, 8), (7, 14), (8, 34))
    for number in range(1, last + 1)
}
"""The control numbers of ISO/IEC 27002:2022."""

_CSL_ITEMS: Final = range(1, 11)


@dataclass(frozen=True, slots=True)
class Known:
    """What a measure may refer to."""

    groups: Collection[str]
    responsible: Collection[str]
    needs: Collection[str]
    aspects: Mapping[str, Aspect]


def build_measures(top: Row, model: Model) -> Measures:
    """The measures of a whole document. A row that is not strict loses what the model lacks."""
    groups, responsible = _named(top, "group"), _named(top, "responsible")
    rows = top.rows("measure")
    tell_doubles(rows, "id")
    known = Known(
        groups=dict.fromkeys(group.id for group in groups),
        responsible=dict.fromkeys(party.id for party in responsible),
        needs=dict.fromkeys([*(f.id for f in model.flags if f.scope == "asset"), SUPPLIER]),
        aspects={aspect.id: aspect for aspect in model.aspects},
    )
    return Measures(
        id=top.identity(),
        version=top.string("version", limit=MAX_NAME),
        groups=groups,
        responsible=responsible,
        measures=tuple(_measure(row, known) for row in rows),
    )


def _named(top: Row, table: str) -> tuple[NamedGroup, ...]:
    rows = top.rows(table)
    tell_doubles(rows, "id")
    named = []
    for row in rows:
        named.append(NamedGroup(row.identity(), row.text("name", limit=MAX_NAME)))
        row.close()
    return tuple(named)


def _measure(row: Row, known: Known) -> Measure:
    is_requirement = row.has("shall_sv")
    measure = Measure(
        id=row.identity(),
        group=row.choice("group", known.groups),
        family=row.identity("family"),
        title=row.text("name", limit=MAX_NAME),
        is_text=row.text("is"),
        shall_text=row.text("shall") if is_requirement else None,
        threshold=row.levels("from", known.aspects),
        iso=row.strings("iso"),
        responsible=row.strings("responsible", known.responsible),
        procurement=is_requirement,
        needs=row.strings("needs", known.needs),
    )
    _check_csl(row)
    row.close()
    _check(row, measure)
    return measure


def _check(row: Row, measure: Measure) -> None:
    if not measure.threshold and row.strict:
        row.wrong(
            "from", Phrase(N_("a level for at least one aspect, or nothing ever requires it"))
        )
    if not measure.responsible:
        row.wrong("responsible", Phrase(N_("at least one party")))
    for control in measure.iso:
        if control not in _CONTROLS:
            row.problem(
                N_(
                    "iso has {item}; expected is a control number of ISO/IEC 27002:2022, such as 5.10."
                ),
                "iso",
                item=shown(control),
            )


def _check_csl(row: Row) -> None:
    if not row.has("csl"):
        return
    items = row.value("csl")
    if not isinstance(items, list) or not all(item in _CSL_ITEMS for item in items):
        row.wrong(
            "csl", Phrase(N_("a list of numbers from {low} to {high}"), {"low": 1, "high": 10})
        )
