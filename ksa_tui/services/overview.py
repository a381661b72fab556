"""What is found in a workshop: kept while one works in it, and only what has changed is looked at anew."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from uuid import UUID

from ksa_tui.domain.looking_over import Everything, Findings, Kind
from ksa_tui.domain.model import Model
from ksa_tui.domain.workshop import Workshop
from ksa_tui.services.calibration import comparing, decided
from ksa_tui.services.models import model_of
from ksa_tui.services.workshops import load
from ksa_tui.store import Store


@dataclass(frozen=True, slots=True)
class Overview:
    """What a look at a whole workshop finds, as far as it is seen at once."""

    model: Model
    workshop: Workshop
    kinds: Sequence[Kind]
    highest: Mapping[str, int | None]
    """The highest level of the assets themselves, by aspect id."""


def overview(store: Store, workshop_id: UUID) -> Overview:
    """Look a workshop over; may be called from any thread."""
    with _looked_over(store, workshop_id) as (model, workshop, findings):
        highest = {aspect.id: findings.highest(aspect.id) for aspect in model.aspects}
        return Overview(model, workshop, findings.kinds(), highest)


def everything_found(store: Store, workshop_id: UUID) -> tuple[Workshop, Everything]:
    """The workshop, and all that is found in it."""
    with _looked_over(store, workshop_id) as (_model, workshop, findings):
        return workshop, findings.everything()


@contextmanager
def _looked_over(store: Store, workshop_id: UUID) -> Iterator[tuple[Model, Workshop, Findings]]:
    """A workshop and what is found in it now; nobody else looks meanwhile."""
    model = model_of(store, workshop_id)
    with store.remembered.looking:
        known = decided(store)
        workshop = load(store, workshop_id)
        remembered = store.remembered.findings
        if remembered is not None and remembered[0] == workshop_id and remembered[1] is known:
            findings = remembered[2]
        else:
            findings = Findings(model)
        store.remembered.findings = None  # until it is whole again
        findings.renew(workshop, comparing(store, workshop_id, known))
        store.remembered.findings = workshop_id, known, findings
        yield model, workshop, findings
