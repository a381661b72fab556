"""A store of very many assets, written past the services: ten thousand of them in about a second."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from ksa_tui.domain.texts import fold, sort_key
from ksa_tui.services.models import model_of
from ksa_tui.store import Store

_WORDS: Final = (
    *("Avfall", "Betyg", "Bygglov", "Elevhälsa", "Fakturor", "Hemtjänst", "Idéer", "Journaler"),
    *("Kartor", "Löner", "Skolskjuts", "Trygghetslarm", "Ärenden", "Åtgärder", "Övningar"),
)
_DAY: Final = date(2026, 1, 1)
_AT: Final = "2026-11-23 09:00:00.000000"
_STATUSES: Final = ("decided", "decided", "decided", "rated", "untouched")

Row = tuple[Any, ...]


def fill(store: Store, workshops: Sequence[UUID], count: int) -> None:
    """Spread ``count`` assets over the workshops: three of five decided, one rated, one untouched."""
    aspects = [
        [(aspect.id, len(aspect.levels)) for aspect in model_of(store, key).aspects]
        for key in workshops
    ]
    numbers = range(count)
    places = [workshops[number % len(workshops)].hex for number in numbers]
    with store.driver() as connection:
        connection.execute("BEGIN")
        connection.executemany(
            "INSERT INTO asset (version, created, id, name, folded, sort_key, description, medium,"
            " excluded_role, excluded_label, then_note) VALUES (1, ?, ?, ?, ?, ?, '', '', '', '', '')",
            (_asset(number) for number in numbers),
        )
        connection.executemany(
            "INSERT INTO workshop_asset (version, created, id, workshop_id, asset_id, position, round_of,"
            " deferred, seconds_spent, status, blocking, thin, review_on)"
            " VALUES (1, ?, ?, ?, ?, ?, 1, 0, 0, ?, 0, 0, ?)",
            (_treatment(number, places[number]) for number in numbers),
        )
        connection.executemany(
            "INSERT INTO assessment (version, created, id, workshop_asset_id, aspect, adjust_motivation,"
            " motivation, floor_reason, calculated, proposed, below_floor)"
            " VALUES (1, ?, ?, ?, ?, '', '', '', ?, ?, 0)",
            (row for n in numbers for row in _assessments(n, aspects[n % len(aspects)])),
        )
        connection.executemany(
            "INSERT INTO decision (version, created, id, workshop_asset_id, asset_id, aspect, choice, level,"
            " comment, decided_by, decided_on, recorded_at)"
            " VALUES (1, ?, ?, ?, ?, ?, 'approve', ?, '', 'Maria Holm', ?, ?)",
            (row for n in numbers for row in _decisions(n, aspects[n % len(aspects)])),
        )
        connection.execute("COMMIT")
    store.generation += 1


def _name(number: int) -> str:
    return f"{_WORDS[number % len(_WORDS)]} {number}"


def _id(kind: int, number: int) -> str:
    return f"{kind:08x}{number:024x}"


def _status(number: int) -> str:
    return _STATUSES[number % len(_STATUSES)]


def _asset(number: int) -> Row:
    name = _name(number)
    return _AT, _id(1, number), name, fold(name), sort_key(name)


def _treatment(number: int, workshop: str) -> Row:
    status = _status(number)
    due = _DAY + timedelta(days=number % 1000) if status == "decided" else None
    due_text = due.isoformat() if due else None
    return _AT, _id(2, number), workshop, _id(1, number), (number + 1) * 1024, status, due_text


def _assessments(number: int, aspects: Sequence[tuple[str, int]]) -> Iterator[Row]:
    if _status(number) != "untouched":
        for place, (aspect, steps) in enumerate(aspects):
            level = (number + place) % steps
            key = _id(16 + place, number)
            yield _AT, key, _id(2, number), aspect, level, level


def _decisions(number: int, aspects: Sequence[tuple[str, int]]) -> Iterator[Row]:
    if _status(number) == "decided":
        for place, (aspect, steps) in enumerate(aspects):
            level = (number + place) % steps
            key = _id(32 + place, number)
            yield _AT, key, _id(2, number), _id(1, number), aspect, level, _DAY.isoformat(), _AT
