"""The decisions about a workshop's assets, told apart by whether they came before or after an export."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from ksa_tui.domain.answers import Choice
from ksa_tui.domain.handed import Earlier


@dataclass(slots=True)
class Decisions:
    """The decisions about one treatment: the latest of each aspect, before the export and since."""

    _before: dict[str, Any] = field(default_factory=dict)
    _since: dict[str, Any] = field(default_factory=dict)
    _files: defaultdict[UUID, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Digests by row of an export."""

    def add(self, row: Any, handed_out: datetime) -> None:
        """One aspect's decision; they come in the order in which they were recorded."""
        if row.export_row_id and row.file_digest:
            self._files[row.export_row_id].add(row.file_digest)
        (self._since if row.recorded_at >= handed_out else self._before)[row.aspect] = row

    def before(self, row: UUID) -> Earlier | None:
        """The decision that stood when this row of the export was handed out."""
        return self._decision(self._before, row)

    def since(self, row: UUID) -> Earlier | None:
        """The latest decision since then."""
        return self._decision(self._since, row)

    def _decision(self, latest: Mapping[str, Any], row: UUID) -> Earlier | None:
        if not latest:
            return None
        rows = list(latest.values())
        last = max(rows, key=lambda one: one.recorded_at)
        return Earlier(
            choice=choice_of([one.choice for one in rows]),
            levels={a: one.level for a, one in latest.items() if one.level is not None},
            comment=last.comment,
            by=last.decided_by,
            on=last.decided_on,
            files=frozenset(self._files[row]),
            basis={a: (one.basis_proposal or {}).get(a) for a, one in latest.items()},
        )


def gathered(decisions: Iterable[Any], handed_out: datetime) -> defaultdict[UUID, Decisions]:
    """The decisions by treatment."""
    found: defaultdict[UUID, Decisions] = defaultdict(Decisions)
    for row in decisions:
        found[row.workshop_asset_id].add(row, handed_out)
    return found


def choice_of(choices: Iterable[str]) -> Choice:
    """The choice for an asset from those of its aspects."""
    found = set(choices)
    return next(
        (c for c in (Choice.RETURN, Choice.CHANGE, Choice.APPROVE) if c.value in found), Choice.NONE
    )
