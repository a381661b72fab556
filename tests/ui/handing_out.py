"""A workshop that is ready to be handed out, or lacks what one asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID, uuid4

from ksa_tui.services import assets, classify, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.store import Store

WHY = "Uppgifter om barn som inte får komma ut."


@dataclass
class HandingOut:
    """Three assets, each rated and motivated but where ``unrated`` and ``unmotivated`` say otherwise."""

    owner: str = "Maria Holm"
    unrated: Sequence[str] = ()
    unmotivated: Sequence[str] = ()
    others: Sequence[str] = ()
    """Assets that belong to another owner."""
    workshop: UUID = field(default_factory=uuid4)
    treatments: dict[str, UUID] = field(default_factory=dict)

    def build(self, store: Store) -> None:
        draft = WorkshopDraft(
            "Grundskola och elevhälsa", self.owner, department="Barn och utbildning"
        )
        self.workshop = workshops.create(store, draft)
        for name in ("Elevhälsojournal", "Betyg [/x]", "Skolskjuts"):
            owner = "Per Åkesson" if name in self.others else ""
            asset = AssetDraft(name, owner_name=owner)
            self.treatments[name] = assets.add(store, self.workshop, asset)
            if name not in self.unrated:
                self.rate(store, name)

    def rate(self, store: Store, name: str) -> None:
        """The first area of every aspect at level 1, with a motivation."""
        model = workshops.model_of(store, self.workshop)
        for aspect in model.aspects:
            classify.rate(store, self.treatments[name], aspect.id, model.areas[0].id, 1)
            if name not in self.unmotivated:
                classify.save_text(store, self.treatments[name], aspect.id, "motivation", WHY)
