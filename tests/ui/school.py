"""A small workshop in every state that a table must tell apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID, uuid4

from ksa_tui.domain.model import Model
from ksa_tui.domain.workshop import Ref
from ksa_tui.services import assets, classify, parked, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.workshops import ParticipantDraft, WorkshopDraft
from ksa_tui.store import Store

WHY = "Uppgifter om barn som inte får komma ut."
HOSTILE = (
    "bad [/x] tag",
    "[bold red]inte röd[/]",
    "klocka \x07 och flykt \x1b[31m",
    "vänd \u202etext",
    "👩‍👩‍👧‍👦 familj och 🇸🇪 flagga",
    "Å" * 300,
    "tab\tefter",
)


@dataclass
class School:
    """The workshop's id and its treatments by name."""

    workshop: UUID = field(default_factory=uuid4)
    assets: dict[str, UUID] = field(default_factory=dict)

    def build(self, store: Store, model: Model | None = None) -> None:
        """Eight assets, three people, two questions, two assets outside."""
        draft = WorkshopDraft(
            "Grundskola och elevhälsa",
            owner_name="Maria Holm",
            department="Barn och utbildning",
            facilitator="Anna Berg",
            held_on=date(2026, 11, 24),
        )
        self.workshop = workshops.create(store, draft, model)
        self._add_assets(store)
        self._rate_assets(store)
        self._surround(store)

    def _add_assets(self, store: Store) -> None:
        for name, systems in (
            ("Barn i förskola", ("Förskoleplatser",)),
            ("Betyg och examensbevis", ("Elevregistret", "Skolportalen")),
            ("Elevhälsa, medicinsk", ("Journalsystemet",)),
            ("Elevhälsa, psykosocial och specialpedagogisk", ("Journalsystemet",)),
            ("Skolskjuts", ()),
            ("Ärenden om skolplikt", ()),
            ("Öppna förskolan", ()),
            ("Ekonomisystemet", ()),
        ):
            draft = AssetDraft(name, description=f"Om {name.lower()}.", systems=systems)
            self.assets[name] = assets.add(store, self.workshop, draft)

    def _rate_assets(self, store: Store) -> None:
        model = workshops.model_of(store, self.workshop)
        letters = [aspect.id for aspect in model.aspects]
        self.rate(store, "Barn i förskola", dict.fromkeys(letters, 2))
        self.rate(store, "Betyg och examensbevis", dict(zip(letters, (1, 2, 1), strict=False)))
        self.rate(store, "Elevhälsa, medicinsk", {letters[0]: 2})
        self.rate(store, "Skolskjuts", dict.fromkeys(letters, 1), why="")
        below = self.assets["Betyg och examensbevis"]
        classify.answer_flag(store, below, "protected_identity", True)
        classify.save_text(store, below, letters[0], "floor_reason", "De ligger i en egen mängd.")
        assets.defer(store, self.assets["Öppna förskolan"], True)

    def rate(self, store: Store, name: str, levels: Mapping[str, int], why: str = WHY) -> None:
        """Rate one area of each aspect, with the same motivation."""
        treatment = self.assets[name]
        area = workshops.model_of(store, self.workshop).areas[0].id
        for aspect, level in levels.items():
            classify.rate(store, treatment, aspect, area, level)
            if why:
                classify.save_text(store, treatment, aspect, "motivation", why)

    def _surround(self, store: Store) -> None:
        people = (
            ParticipantDraft("Maria Holm", "informationsägare"),
            ParticipantDraft("Sara Ek", "verksamhetskunnig", "Björkskolan"),
            ParticipantDraft("Omar Said", "it-säkerhet"),
        )
        workshops.add_participants(store, self.workshop, people)
        about = self.assets["Skolskjuts"]
        text = "Får skolskjuts dela adress med entreprenören?"
        parked.add(store, self.workshop, text, "Sara Ek", date(2026, 12, 1), about)
        parked.add(store, self.workshop, "Hur länge sparas samtalsanteckningar hos kuratorn?")
        outside = [AssetDraft("Bygglov", refs=(Ref("note", "rad 7"),)), AssetDraft("Färdtjänst")]
        assets.import_rows(store, self.workshop, (), outside)
