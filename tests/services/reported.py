"""Two years of a small town, told by hand through the services, and what a report of them must say.

What is expected is written beside what happens, by names and not by any rule of the report's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from typing import Final
from uuid import UUID

from ksa_tui.domain.model import Model
from ksa_tui.domain.protecting import Scope, State
from ksa_tui.domain.year_report import Kind
from ksa_tui.services import assets, classify, exports, protection, reviews, stop, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.decisions import Choice, HandDecision, HandSignature, record_by_hand
from ksa_tui.services.protection import AnswerDraft
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.store import Store
from ksa_tui.store.tables import DepartmentRow
from tests.services.making import Clock, small_model

TODAY: Final = date(2026, 11, 24)
WHY: Final = "Skadan drabbar många och går inte att rätta."

EXPECTED: Final[Mapping[int, Mapping[Kind, set[str]]]] = {
    2025: {
        Kind.CLASSIFIED: {
            "Betyg", "Journaler", "Frånvaro", "Dubblett", "Utredningar", "Avgifter", "Kulturarv", "Liten ett",
        },
        Kind.DECIDED: {
            "Betyg", "Journaler", "Frånvaro", "Dubblett", "Avgifter", "Kulturarv", "Liten ett",
        },
        Kind.RETURNED: {"Utredningar"},
        Kind.NOW_DECIDED: {
            "Betyg", "Journaler", "Frånvaro", "Dubblett", "Avgifter", "Kulturarv", "Liten ett",
        },
        Kind.NOW_WITH_OWNER: set(),
        Kind.WAITED_LONG: set(),
        Kind.NOW_RETURNED: {"Utredningar"},
        Kind.NOW_CLASSIFIED: set(),
        Kind.NOW_UNCLASSIFIED: {"Halvklar", "Liten två", "Ofullständig"},
        Kind.OVERDUE: set(),
        Kind.REST_OF_YEAR: set(),
        Kind.NEXT_YEAR: {"Betyg", "Journaler", "Frånvaro", "Liten ett"},
    },
    2026: {
        Kind.CLASSIFIED: {"Betyg", "Journaler", "Låntagare", "Bokningar", "Ny mängd", "Färsk"},
        Kind.DECIDED: {"Betyg", "Journaler", "Utredningar"},
        Kind.RETURNED: {"Bokningar"},
        Kind.NOW_DECIDED: {
            "Betyg", "Journaler", "Frånvaro", "Utredningar", "Avgifter", "Kulturarv", "Liten ett",
        },
        Kind.NOW_WITH_OWNER: {"Låntagare", "Färsk"},
        Kind.WAITED_LONG: {"Låntagare"},
        Kind.NOW_RETURNED: {"Bokningar"},
        Kind.NOW_CLASSIFIED: {"Ny mängd"},
        Kind.NOW_UNCLASSIFIED: {"Halvklar", "Liten två", "Ofullständig", "Orörd"},
        Kind.OVERDUE: {"Frånvaro", "Liten ett"},
        Kind.REST_OF_YEAR: {"Avgifter"},
        Kind.NEXT_YEAR: {"Betyg", "Journaler", "Utredningar", "Kulturarv"},
    },
}  # fmt: skip

LEVELS: Final = {
    2025: {
        "Journaler": {"k": 3, "r": 2, "t": 2},
        "Frånvaro": {"k": 2, "r": 1, "t": 1},
        "Betyg": {"k": 1, "r": 2, "t": 1},
        "Dubblett": {"k": 1, "r": 1, "t": 1},
        "Avgifter": {"k": 0, "r": 0, "t": 0},
        "Kulturarv": {"k": 1, "r": 1, "t": 1},
        "Liten ett": {"s": 1, "m": 4},
    },
    2026: {
        "Journaler": {"k": 3, "r": 3, "t": 1},
        "Frånvaro": {"k": 2, "r": 1, "t": 1},
        "Betyg": {"s": 1, "m": 2},
        "Utredningar": {"k": 2, "r": 3, "t": 1},
        "Avgifter": {"k": 0, "r": 0, "t": 0},
        "Kulturarv": {"k": 1, "r": 1, "t": 1},
        "Liten ett": {"s": 1, "m": 4},
    },
}
"""What was decided and held when the year ended."""

UNRATED: Final = {
    ("Halvklar", "r"), ("Halvklar", "t"), ("Liten två", "m"), ("Ofullständig", "s"),
    ("Ofullständig", "m"), ("Orörd", "k"), ("Orörd", "r"), ("Orörd", "t"),
}  # fmt: skip
"""The aspects that nobody has rated, or only as not relevant."""

DEPARTMENTS: Final = {
    "Barn": {"Betyg", "Journaler", "Frånvaro", "Halvklar"},
    "Kultur, gamla": {"Kulturarv"},
    "Kultur": {"Låntagare", "Bokningar"},
    "Vård": {"Utredningar", "Avgifter", "Ny mängd", "Orörd", "Färsk"},
    "": {"Liten ett", "Liten två", "Ofullständig"},
}
"""In the year 2026."""

GAPS: Final = [
    ("KON-01", set(), {
        "Journaler", "Frånvaro", "Utredningar", "Kulturarv", "Låntagare", "Bokningar", "Ny mängd", "Färsk",
    }, 1),
    ("STY-01", {"Kulturarv", "Låntagare", "Bokningar", "Ny mängd", "Färsk"}, {"Utredningar"}, 2),
    ("LOG-04", {"Journaler"}, set(), 1),
]  # fmt: skip
"""Measure, not met, partly met, places: the most frequent first."""

SECRET: Final = "Hemligt"


class Town:
    """Tells the store what happened, day by day."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.treatments: dict[str, UUID] = {}

    def on(self, day: date) -> None:
        """What follows happens on that day."""
        clock = self.store.clock
        assert isinstance(clock, Clock)
        clock.now = datetime(day.year, day.month, day.day, 10, tzinfo=UTC)

    def workshop(self, title: str, department: str = "", model: Model | None = None) -> UUID:
        """A workshop of an owner whose name must never be in a report."""
        draft = WorkshopDraft(
            title, owner_name="Personnamn Ägarsson", owner_title="chef Titelsson",
            department=department, facilitator="Ledare Ledarsson",
        )  # fmt: skip
        return workshops.create(self.store, draft, model)

    def asset(
        self,
        workshop: UUID,
        name: str,
        levels: Mapping[str, int],
        *,
        department: str = "",
        system: str = "",
    ) -> UUID:
        """An asset with a level in some aspects."""
        systems = (system,) if system else ()
        draft = AssetDraft(name, department=department, systems=systems)
        self.treatments[name] = assets.add(self.store, workshop, draft)
        self.rate(name, levels)
        return self.treatments[name]

    def rate(self, name: str, levels: Mapping[str, int]) -> None:
        """Rate one area of some aspects, the first of the model."""
        treatment = self.treatments[name]
        areas = {"k": "ver", "r": "ver", "t": "ver"}
        for aspect, level in levels.items():
            area = areas.get(aspect, "folk")
            classify.rate(self.store, treatment, aspect, area, level)
            classify.save_text(self.store, treatment, aspect, "motivation", WHY)

    def anew(self, workshop: UUID, name: str, levels: Mapping[str, int]) -> None:
        """Classify an asset again in another workshop."""
        (self.treatments[name],) = reviews.reclassify(self.store, workshop, [self.treatments[name]])
        self.rate(name, levels)

    def export(self, workshop: UUID) -> None:
        """Hand a workbook for decision to the owner."""
        exports.export(self.store, workshop, exports.ExportOptions())

    def decide(
        self, workshop: UUID, day: date, made: Iterable[HandDecision] = (), *, rest: bool = False
    ) -> None:
        """Record what was signed on a day."""
        signed = HandSignature("Personnamn Ägarsson", day)
        record_by_hand(self.store, workshop, list(made), signed, rest_as_proposed=rest)

    def approve(self, name: str) -> HandDecision:
        """Yes to one asset."""
        return HandDecision(self.treatments[name], Choice.APPROVE)

    def send_back(self, name: str) -> HandDecision:
        """No to one asset."""
        return HandDecision(self.treatments[name], Choice.RETURN, {}, "Dela upp mängden i två.")


def krt(k: int, r: int, t: int) -> dict[str, int]:
    """The levels of the shipped model's aspects."""
    return {"k": k, "r": r, "t": t}


def tell(store: Store) -> None:
    """Both years, then today."""
    town = Town(store)
    care = _first_year(town)
    _second_year(town, care)
    _measures(town, care)
    town.on(TODAY)


def _first_year(town: Town) -> UUID:
    town.on(date(2025, 3, 10))
    school = town.workshop("Skola 2025", "Barn")
    town.asset(school, "Betyg", krt(1, 2, 1))
    town.asset(school, "Journaler", krt(3, 2, 2))
    town.asset(school, "Frånvaro", krt(2, 1, 1))
    town.asset(school, "Halvklar", {"k": 2})
    town.asset(school, SECRET, krt(3, 3, 3))
    town.asset(school, "Dubblett", krt(1, 1, 1))
    town.on(date(2025, 3, 20))
    town.decide(school, date(2025, 3, 20), rest=True)
    town.on(date(2025, 5, 2))
    care = town.workshop("Omsorg 2025", "Vård")
    town.asset(care, "Utredningar", krt(3, 3, 3), system="Vårdsystemet")
    town.asset(care, "Avgifter", krt(0, 0, 0))
    town.asset(care, "Kulturarv", krt(1, 1, 1), department="Kultur")
    town.on(date(2025, 5, 10))
    town.export(care)
    town.on(date(2025, 5, 20))
    town.decide(care, date(2025, 5, 20), [town.send_back("Utredningar"), town.approve("Avgifter")])
    town.on(date(2025, 11, 15))
    small = town.workshop("Litet 2025", model=small_model("1"))
    town.asset(small, "Liten ett", {"s": 1, "m": 4})
    town.asset(small, "Liten två", {"s": 2})
    nothing = town.asset(small, "Ofullständig", {})
    classify.rate(town.store, nothing, "s", "folk", "not_relevant")
    town.on(date(2025, 11, 20))
    town.decide(small, date(2025, 11, 20), [town.approve("Liten ett")])
    return care


def _second_year(town: Town, care: UUID) -> None:
    store = town.store
    town.on(date(2026, 1, 10))  # signed before the year ended, recorded after
    town.decide(care, date(2025, 12, 20), [town.approve("Kulturarv")])
    town.on(date(2026, 2, 1))
    school = town.workshop("Skola 2026", "Barn")
    town.anew(school, "Journaler", krt(3, 3, 1))
    town.anew(school, "Frånvaro", {"k": 1})
    town.on(date(2026, 2, 15))
    town.decide(school, date(2026, 2, 15), rest=True)
    town.on(date(2026, 3, 1))
    other = town.workshop("Nytt 2026", "Barn", small_model("2"))
    town.anew(other, "Betyg", {"s": 1, "m": 2})
    town.on(date(2026, 3, 5))
    town.decide(other, date(2026, 3, 5), rest=True)
    town.on(date(2026, 4, 1))
    town.rate("Utredningar", {"k": 2})
    town.export(care)
    town.on(date(2026, 4, 20))
    change = HandDecision(
        town.treatments["Utredningar"], Choice.CHANGE, {"t": 1}, "Reservrutinen räcker länge."
    )
    town.decide(care, date(2026, 4, 20), [change])
    town.on(date(2026, 5, 1))
    stop.stop(store, town.treatments[SECRET])
    assets.remove(store, town.treatments["Dubblett"])
    town.on(date(2026, 7, 1))
    with store.command("test.retire") as unit:
        row = unit.find_one(DepartmentRow, folded="kultur")
        assert row is not None
        unit.update(row, name="Kultur, gamla", retired_at=unit.now)
    _last_autumn(town)


def _last_autumn(town: Town) -> None:
    town.on(date(2026, 9, 1))
    library = town.workshop("Bibliotek 2026", "Kultur")
    town.asset(library, "Låntagare", krt(2, 1, 1))
    town.asset(library, "Bokningar", krt(1, 1, 0))
    town.on(date(2026, 10, 1))
    town.export(library)
    town.on(date(2026, 10, 20))
    town.decide(library, date(2026, 10, 20), [town.send_back("Bokningar")])
    town.on(date(2026, 10, 30))
    late = town.workshop("Sen 2026", "Vård")
    town.asset(late, "Ny mängd", krt(1, 1, 1))
    town.asset(late, "Orörd", {})
    fresh = town.workshop("Färsk 2026", "Vård")
    town.asset(fresh, "Färsk", krt(2, 2, 2))
    town.on(date(2026, 11, 20))
    town.export(fresh)
    reviews.call_for_review(
        town.store, town.treatments["Avgifter"], "law", date(2026, 11, 30), "Ny lag."
    )


def _measures(town: Town, care: UUID) -> None:
    store = town.store

    def say(measure: str, scope: Scope, place: UUID | None, state: State) -> None:
        protection.answer(store, care, measure, (scope, place), AnswerDraft(state))

    school = workshops.find(store, "Skola 2025")
    barn = next(
        department.id
        for department in protection.protection(store, school).departments
        if department.name == "Barn"
    )
    investigated = classify.load(store, town.treatments["Utredningar"])
    journals = classify.load(store, town.treatments["Journaler"])
    say("STY-01", Scope.ORGANISATION, None, State.NOT_MET)
    say("STY-01", Scope.DEPARTMENT, barn, State.MET)
    say("STY-01", Scope.SYSTEM, investigated.systems[0].id, State.PARTLY)
    say("KON-01", Scope.ORGANISATION, None, State.PARTLY)
    say("LOG-04", Scope.ASSET, journals.asset_id, State.NOT_MET)
    say("LOG-04", Scope.ORGANISATION, None, State.UNKNOWN)
    say("ATK-01", Scope.ORGANISATION, None, State.MET)
