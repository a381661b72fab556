"""The first screen: every workshop and where it stands, without the engine.

The figures come from derived columns by four plain statements, before and after the engine is up alike.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from ksa_tui.domain.status import AssetStatus, WorkshopStatus
from ksa_tui.paths import Workspace
from ksa_tui.store.quick import HomeRows, plain_connection, read_home, to_date, to_id, to_moment

if TYPE_CHECKING:
    from ksa_tui.store import Store

_CLASSIFIED: Final = frozenset(
    {AssetStatus.RATED, AssetStatus.WITH_OWNER, AssetStatus.DECIDED, AssetStatus.RETURNED}
)


@dataclass(frozen=True, slots=True)
class HomeRow:
    """One workshop on the first screen."""

    id: UUID
    title: str
    department: str
    owner: str
    held_on: date | None
    created: datetime
    changed: datetime
    total: int
    """Assets treated; those excluded by a stop are not counted."""
    classified: int
    decided: int
    returned: int
    """Assets that the owner sent back."""
    status: WorkshopStatus
    with_owner_since: date | None
    """The day of the newest workbook for decision, while it awaits an answer."""
    due: date | None
    """When a decision must be reviewed; None while nothing is decided."""
    next_number: int | None
    """The number of the asset where work was left."""
    next_aspect: str
    """The letter of the aspect where work was left, or an empty text."""


@dataclass(frozen=True, slots=True)
class HomeView:
    """All workshops, last changed first, and the one last worked in."""

    rows: tuple[HomeRow, ...]
    last: UUID | None


@dataclass(slots=True)
class _Standing:
    """What the derived columns of one workshop's assets add up to."""

    by_status: Counter[str]
    deferred: int = 0
    gaps: int = 0
    due: str | None = None

    @property
    def total(self) -> int:
        return self.by_status.total()

    @property
    def treated(self) -> int:
        return self.total - self.by_status[AssetStatus.STOPPED]


def first_view(workspace: Workspace) -> HomeView:
    """The view before the engine is up; empty when there is no store. Leaves nothing open."""
    with plain_connection(workspace) as connection:
        return _view(read_home(connection)) if connection else HomeView((), None)


def view(store: Store) -> HomeView:
    """The view through the store's own connection."""
    with store.driver() as connection:
        return _view(read_home(connection))


def _view(found: HomeRows) -> HomeView:
    standings = _standings(found.standings)
    handed_out = dict(found.handed_out)
    places = {workshop: (letter, number) for workshop, letter, number in found.places}
    rows = tuple(
        _row(row, standings[row[0]], handed_out.get(row[0]), places) for row in found.workshops
    )
    last = found.places[0][0] if found.places else None
    if last is not None:
        return HomeView(rows, to_id(last))
    return HomeView(rows, rows[0].id if rows else None)


def _row(
    row: Any,
    standing: _Standing,
    handed_out: str | None,
    places: Mapping[str, tuple[str, int]],
) -> HomeRow:
    key, title, department, owner, owner_title, held_on, created, changed, owner_id = row
    status = _status(standing, owned=owner_id is not None, handed_out=handed_out is not None)
    since = to_moment(handed_out).astimezone().date() if handed_out else None
    letter, number = places.get(key, ("", 0))
    return HomeRow(
        id=to_id(key),
        title=title,
        department=department or "",
        owner=owner or owner_title or "",
        held_on=to_date(held_on),
        created=to_moment(created),
        changed=to_moment(changed),
        total=standing.treated,
        classified=sum(standing.by_status[status] for status in _CLASSIFIED),
        decided=standing.by_status[AssetStatus.DECIDED],
        returned=standing.by_status[AssetStatus.RETURNED],
        status=status,
        with_owner_since=since if status is WorkshopStatus.WITH_OWNER else None,
        due=to_date(standing.due),
        next_number=number or None,
        next_aspect=letter if number else "",
    )


def _standings(found: Iterable[Any]) -> defaultdict[str, _Standing]:
    standings: defaultdict[str, _Standing] = defaultdict(lambda: _Standing(Counter()))
    for workshop, status, deferred, blocking, count, due in found:
        standing = standings[workshop]
        standing.by_status[status] += count
        standing.deferred += count if deferred else 0
        standing.gaps += blocking * count
        standing.due = min(filter(None, (standing.due, due)), default=None)
    return standings


def _status(standing: _Standing, *, owned: bool, handed_out: bool) -> WorkshopStatus:
    """The rule of ``domain.standing.workshop_status`` on sums."""
    if standing.treated and standing.by_status[AssetStatus.DECIDED] == standing.treated:
        return WorkshopStatus.DECIDED
    by_status = standing.by_status
    answered = by_status[AssetStatus.RETURNED] and not by_status[AssetStatus.WITH_OWNER]
    if handed_out and not answered:
        return WorkshopStatus.WITH_OWNER
    something = standing.total > standing.deferred
    return (
        WorkshopStatus.READY if owned and something and not standing.gaps else WorkshopStatus.OPEN
    )
