"""The history of an asset: every proposal that was handed out and every decision, over all workshops."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal
from uuid import UUID

from ksa_tui.domain.answers import Choice
from ksa_tui.domain.model import Model
from ksa_tui.domain.workshop import Asset
from ksa_tui.errors import KsaError
from ksa_tui.services.earlier_decisions import choice_of
from ksa_tui.services.export_records import kept
from ksa_tui.services.models import model_of
from ksa_tui.services.workshops import load
from ksa_tui.store import Store
from ksa_tui.store.decided import decisions_about, proposals_about, workshop_titles
from ksa_tui.store.finding import find_place


@dataclass(frozen=True, slots=True)
class Happening:
    """A proposal that was handed out, or a decision about it."""

    kind: Literal["proposal", "decision"]
    at: datetime
    """When it was handed out or recorded."""
    workshop: UUID
    treatment: UUID
    levels: Mapping[str, int]
    """By aspect id; empty for a return."""
    who: str
    """Who led the workshop, or who decided."""
    model: Model
    """That of the workshop: levels of two models are not compared by number."""
    workshop_title: str = ""
    export: int | None = None
    """The number of the export, where it is known."""
    choice: Choice = Choice.NONE
    comment: str = ""
    day: date | None = None
    """The date beside the signature."""
    title: str = ""
    registry_ref: str = ""
    recorded_by_hand: str = ""
    """Who recorded it, when there was no file."""
    proposed: Mapping[str, int] = field(default_factory=dict)
    """What a decision was made on."""


def history(store: Store, asset_id: UUID) -> tuple[Happening, ...]:
    """Everything about an asset (``Asset.asset_id``), oldest first; those of removed workshops are left out."""
    with store.reading() as connection:
        proposals = proposals_about(connection, asset_id)
        decisions = decisions_about(connection, asset_id)
        treatments = {row.workshop_asset_id for row in (*proposals, *decisions)}
        places = {key: find_place(connection, key) for key in treatments}
        workshops = {key: place.workshop for key, place in places.items() if place}
        titles = workshop_titles(connection, set(workshops.values()))
    found = [
        *_proposals(store, [row for row in proposals if row.workshop_asset_id in workshops]),
        *_decisions(store, decisions, workshops, titles),
    ]
    return tuple(sorted(found, key=lambda one: (one.at, one.kind == "decision")))


def basis(store: Store, workshop_id: UUID, export: int, treatment: UUID) -> Asset | None:
    """An asset as it was handed out, with ratings, flags and reasons; None after a stop has emptied it."""
    try:
        book = kept(store, workshop_id, load(store, workshop_id).title, export).book
    except KsaError:
        return None
    return next((asset for asset in book.workshop.assets if asset.id == treatment), None)


def _proposals(store: Store, rows: Iterable[Any]) -> Iterator[Happening]:
    for row in rows:
        yield Happening(
            kind="proposal",
            at=row.at,
            workshop=row.workshop_id,
            treatment=row.workshop_asset_id,
            levels=row.proposal,
            who=row.facilitator,
            model=model_of(store, row.workshop_id),
            workshop_title=row.workshop_title,
            export=row.number,
        )


def _decisions(
    store: Store,
    rows: Iterable[Any],
    workshops: Mapping[UUID, UUID],
    titles: Mapping[UUID, str],
) -> Iterator[Happening]:
    """One for all aspects that were decided together."""
    together: defaultdict[tuple[Any, ...], list[Any]] = defaultdict(list)
    for row in rows:
        if row.workshop_asset_id in workshops:
            together[row.workshop_asset_id, row.receipt_id, row.recorded_at].append(row)
    for (treatment, _receipt, at), aspects in together.items():
        first, workshop = aspects[0], workshops[treatment]
        yield Happening(
            kind="decision",
            at=at,
            workshop=workshop,
            treatment=treatment,
            levels={row.aspect: row.level for row in aspects if row.level is not None},
            who=first.decided_by,
            model=model_of(store, workshop),
            workshop_title=titles[workshop],
            choice=choice_of(row.choice for row in aspects),
            comment=first.comment,
            day=first.decided_on,
            title=first.title or "",
            registry_ref=first.registry_ref or "",
            recorded_by_hand=(first.differences or {}).get("by_hand", ""),
            proposed=first.basis_proposal or {},
        )
