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
from ksa_tui.store.asset_past import Decided, HandedOut, decisions_about, proposals_about


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
    with store.driver() as connection:
        proposals = proposals_about(connection, asset_id)
        decisions = decisions_about(connection, asset_id)
    found = [*_proposals(store, proposals), *_decisions(store, decisions)]
    return tuple(sorted(found, key=lambda one: (one.at, one.kind == "decision")))


def basis(store: Store, workshop_id: UUID, export: int, treatment: UUID) -> Asset | None:
    """An asset as it was handed out, with ratings, flags and reasons; None after a stop has emptied it."""
    try:
        book = kept(store, workshop_id, load(store, workshop_id).title, export).book
    except KsaError:
        return None
    return next((asset for asset in book.workshop.assets if asset.id == treatment), None)


def _proposals(store: Store, found: Iterable[HandedOut]) -> Iterator[Happening]:
    for each in found:
        yield Happening(
            kind="proposal",
            at=each.at,
            workshop=each.workshop,
            treatment=each.treatment,
            levels=each.levels,
            who=each.facilitator,
            model=model_of(store, each.workshop),
            workshop_title=each.workshop_title,
            export=each.number,
        )


def _decisions(store: Store, found: Iterable[Decided]) -> Iterator[Happening]:
    """One for all aspects that were decided together."""
    together: defaultdict[tuple[Any, ...], list[Decided]] = defaultdict(list)
    for each in found:
        together[each.treatment, each.receipt, each.at].append(each)
    for aspects in together.values():
        first = aspects[0]
        yield Happening(
            kind="decision",
            at=first.at,
            workshop=first.workshop,
            treatment=first.treatment,
            levels={each.aspect: each.level for each in aspects if each.level is not None},
            who=first.who,
            model=model_of(store, first.workshop),
            workshop_title=first.workshop_title,
            choice=choice_of(each.choice for each in aspects),
            comment=first.comment,
            day=first.day,
            title=first.title,
            registry_ref=first.registry_ref,
            recorded_by_hand=first.recorded_by_hand,
            proposed=first.proposed,
        )
