"""Measures in a returned workbook: what was asked about them, and what is recorded of the answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from ksa_tui.domain.handed import AskedMeasure, Stated
from ksa_tui.domain.measure_book import measure_key, read_key
from ksa_tui.domain.model import Measure
from ksa_tui.domain.protecting import Answer, Place, Scope, State
from ksa_tui.domain.receipt import MeasureReply, Receipt
from ksa_tui.domain.texts import Text
from ksa_tui.domain.workshop import Workshop
from ksa_tui.services.owners_columns import YOURS, measure_headers
from ksa_tui.services.protection import answer_row, answers, measures_of
from ksa_tui.spreadsheets.decision.contract import Sheets
from ksa_tui.spreadsheets.workbook.canonical import canon
from ksa_tui.spreadsheets.workbook.speech import Speech
from ksa_tui.store import Store, Unit
from ksa_tui.store.decided import logs_of
from ksa_tui.store.handed_out import find_book
from ksa_tui.store.tables import ReceiptRow


@dataclass(frozen=True, slots=True)
class ReturnedMeasures:
    """The rows about measures of an export; empty for one that was handed out without such a sheet."""

    rows: tuple[AskedMeasure, ...] = ()
    sheet: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)


def returned_measures(
    store: Store, export: Any, lines: Sequence[Any], workshop: Workshop
) -> ReturnedMeasures:
    """What the owner was asked about measures in an export, and what has been said in the app since."""
    sheet = Sheets.MEASURES.get(export.locale)
    asked = [line for line in lines if line.sheet == sheet and read_key(line.row_key)]
    if not asked:
        return ReturnedMeasures()
    return ReturnedMeasures(
        rows=tuple(_asked(_Known.of(store, export, workshop), asked)),
        sheet=sheet,
        headers=measure_headers(),
        columns={name: text.get(export.locale) for name, text in YOURS.items()},
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What is known of an export's measures now."""

    export: Any
    workshop: Workshop
    measures: Mapping[str, Measure]
    answers: Mapping[tuple[str, Place], Answer]
    gaps: Mapping[str, Mapping[str, Any]]
    """As handed out, by key; empty when a stop has emptied the book."""
    files: Mapping[str, frozenset[str]]
    """Digests of the files that were recorded, by key."""

    @classmethod
    def of(cls, store: Store, export: Any, workshop: Workshop) -> _Known:
        with store.reading() as connection:
            book = find_book(connection, export.id) or {}
            logs = logs_of(connection, export.id)
        files: defaultdict[str, set[str]] = defaultdict(set)
        for log in logs:
            for key in (log.differences or {}).get("measures", ()):
                files[key].add(log.file_digest)
        return cls(
            export=export,
            workshop=workshop,
            measures={each.id: each for each in measures_of(store, workshop.id).measures},
            answers={(each.measure, (each.scope, each.place)): each for each in answers(store)},
            gaps={_key(gap): gap for gap in (book.get("measures") or {}).get("gaps", ())},
            files={key: frozenset(found) for key, found in files.items()},
        )

    def stated(self, key: str, now: Answer | None) -> Stated | None:
        """What stood in the owner's cells: from the book, else from an answer that is older than the export."""
        if gap := self.gaps.get(key):
            due = date.fromisoformat(gap["due"]) if gap["due"] else None
            return Stated(State(gap["state"]), self._as_shown(gap["role"]), due)
        if now is not None and now.at is not None and now.at <= self.export.at:
            return Stated(now.state, self._as_shown(now.role), now.due)
        return None

    def _as_shown(self, role: str) -> str:
        return canon(Speech(self.export.locale).name(role))

    def place_name(self, key: str, place: Place) -> str:
        """What the place is called, as far as that is known."""
        scope, of = place
        gap = self.gaps.get(key)
        if gap is not None:
            return str(gap["place_name"])
        assets = self.workshop.assets
        names: dict[UUID, str] = {}
        match scope:
            case Scope.ASSET:
                names = {asset.asset_id: asset.name for asset in assets if not asset.excluded}
            case Scope.SYSTEM:
                names = {system.id: system.name for asset in assets for system in asset.systems}
            case Scope.DEPARTMENT:
                there = (self.workshop.department, *(asset.department for asset in assets))
                names = {each.id: each.name for each in there if each}
        return names.get(of, "") if of else ""


def _key(gap: Mapping[str, Any]) -> str:
    place = UUID(gap["place"]) if gap["place"] else None
    return measure_key(gap["measure"], (Scope(gap["scope"]), place))


def _asked(known: _Known, lines: Sequence[Any]) -> Iterator[AskedMeasure]:
    for line in lines:
        found = read_key(line.row_key)
        if found is None or (line.cells is None and found[1][0] is Scope.ASSET):
            continue  # what a stop has emptied is not even read
        measure, place = found
        now = known.answers.get((measure, place))
        title = known.measures[measure].title if measure in known.measures else Text("", "")
        yield AskedMeasure(
            key=line.row_key,
            measure=measure,
            title=title,
            place=place,
            place_name=known.place_name(line.row_key, place),
            was=known.stated(line.row_key, now),
            now=now,
            changed_on=now.at.astimezone().date() if now and now.at else None,
            files=known.files.get(line.row_key, frozenset()),
        )


# ---------------------------------------------------------------- recording


def is_as_read(unit: Unit, receipt: Receipt, reply: MeasureReply) -> bool:
    """Whether nothing has come between reading and recording: a second click, an answer in the app, a stop."""
    row = answer_row(unit, reply.measure, reply.place)
    if row is None or row.at != reply.at:
        return False
    known = unit.find_one(ReceiptRow, file_digest=receipt.digest)
    return known is None or reply.key not in (known.differences or {}).get("measures", ())


def assign(unit: Unit, reply: MeasureReply) -> None:
    """Give the answer the role and the date that the owner wrote; how it stands is not theirs to say here."""
    row = answer_row(unit, reply.measure, reply.place)
    if row is not None:
        unit.update(row, role=reply.role, due=reply.due, at=unit.now)
