"""Books for the decision workbook, built by hand: the shipped model with all there is, and another."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Final
from uuid import UUID

from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from ksa_tui.domain.exporting import DecisionBook, ExportKind
from ksa_tui.domain.model import Area, Aspect, Level, Model, Review
from ksa_tui.domain.rating import NOT_RELEVANT, Rating
from ksa_tui.domain.texts import Text
from ksa_tui.domain.workshop import (
    Assessment,
    Asset,
    CollectionUplift,
    Department,
    Dissent,
    Exclusion,
    FlagAnswer,
    Owner,
    ParkedQuestion,
    Participant,
    Ref,
    System,
    VoteRound,
    Workshop,
)
from ksa_tui.reference import load_model

NOW: Final = datetime(2026, 11, 24, 13, 30, tzinfo=UTC)
SECRET_NAME: Final = "Det som inte får stå någonstans"
OWNER: Final = Owner(UUID(int=1), "Maria Holm", "skolchef", "maria.holm@example.org")


def shipped() -> Model:
    """The model that comes with the program."""
    return load_model()


def rated(
    model: Model, levels: Mapping[str, int], why: Mapping[str, str] | None = None
) -> dict[str, Assessment]:
    """One deciding area per aspect, one lower, one not relevant, the rest not rated."""
    deciding, lower, beside, *rest = [area.id for area in model.areas]
    found = {}
    for aspect in model.aspects:
        level = levels[aspect.id]
        ratings: dict[str, Rating] = {deciding: level, lower: 0, beside: NOT_RELEVANT}
        ratings |= dict.fromkeys(rest)
        text = (why or {}).get(aspect.id, f"Följden för {aspect.name.sv.lower()} är känd.")
        found[aspect.id] = Assessment(aspect.id, ratings, motivation=text)
    return found


def asset(number: int, name: str, assessments: Mapping[str, Assessment]) -> Asset:
    """An asset whose ids follow from its number."""
    return Asset(UUID(int=1000 + number), UUID(int=2000 + number), number, name, assessments)


def school() -> Workshop:
    """Three assets offered, one put off, one left out; everything an owner may have to know of."""
    model = shipped()
    records = replace(
        asset(1, "Elevhälsojournal", rated(model, {"k": 3, "r": 2, "t": 1})),
        description="Journal och vaccinationer.",
        flags=(FlagAnswer("sensitive", True, "question", True),),
        systems=(System(UUID(int=31), "Journalsystemet"),),
        refs=(Ref("law", "25 kap. 1 § OSL"),),
        rest_confirmed_by="Ali Moradi",
        rest_confirmed_at=NOW,
    )
    grades = rated(model, {"k": 0, "r": 3, "t": 1})
    grades["k"] = replace(grades["k"], floor_reason="Betyg är offentliga.")
    grades["r"] = replace(
        grades["r"],
        adjusted=2,
        adjust_code="manual",
        adjust_motivation="Rättas inom en vecka.",
        votes=(VoteRound(1, (1, 3, 3), NOW), VoteRound(2, (2, 3, 3), NOW)),
        dissent=(Dissent(3, "Går inte att gottgöra.", "skolsköterska"),),
    )
    second = replace(
        asset(2, "Betyg", grades), flags=(FlagAnswer("personal", True, "question", True),)
    )
    third = asset(3, "Matsedel", rated(model, {"k": 0, "r": 1, "t": 1}))
    put_off = replace(asset(4, "Skolskjuts", rated(model, {"k": 1, "r": 1, "t": 1})), deferred=True)
    left_out = replace(
        asset(5, SECRET_NAME, rated(model, {"k": 3, "r": 3, "t": 3})),
        excluded=Exclusion("Undantagen mängd 5", date(2026, 11, 24), "säkerhetsskyddschef"),
    )
    return Workshop(
        id=UUID(int=7),
        title="Grundskola & elevhälsa",
        model_id=model.id,
        model_version=model.version,
        created=NOW,
        department=Department(UUID(int=8), "Barn och utbildning"),
        owner=OWNER,
        facilitator="Ali Moradi",
        facilitator_role="informationssäkerhetssamordnare",
        held_on=date(2026, 11, 23),
        answer_by=date(2026, 12, 18),
        reply_to="ali@example.org",
        participants=(
            Participant(UUID(int=41), "Omar Said", "it"),
            Participant(UUID(int=42), "Maria Holm", "owner"),
            Participant(UUID(int=43), "Eva Ström", None, "praktikant", "Elevhälsan"),
        ),
        assets=(records, second, third, put_off, left_out),
        parked=(
            ParkedQuestion(
                UUID(int=51),
                "Hur länge bevaras den?",
                "arkivarien",
                date(2027, 1, 15),
                second.id,
                "t",
            ),
            ParkedQuestion(
                UUID(int=52), "Vem äger loggarna?", resolved_at=NOW, resolution="It-chefen."
            ),
        ),
        uplifts=(CollectionUplift("k", "accumulation", 3, "Alla elever på ett ställe."),),
        answers={"g6": False},
    )


def book(
    workshop: Workshop | None = None,
    *,
    kind: ExportKind = "decision",
    language: str = "sv",
    model: Model | None = None,
) -> DecisionBook:
    """A book of a workshop, the school's by default."""
    chosen = workshop or school()
    return DecisionBook(
        id=UUID("1fff9afb-17af-455c-840a-7f23be14cbab"),
        number=3,
        kind=kind,
        language=language,
        created=NOW,
        workshop=chosen,
        owner=chosen.owner,
        model=model or shipped(),
        app_version="1.0",
    )


def with_texts(*texts: str) -> DecisionBook:
    """A book with one asset per text, which is both its name and its motivation for the first aspect."""
    model = shipped()
    assets = tuple(
        asset(n, text, rated(model, {"k": 2, "r": 1, "t": 1}, {"k": text}))
        for n, text in enumerate(texts, start=1)
    )
    return book(replace(school(), assets=assets, parked=()))


def other_model() -> Model:
    """Four aspects with scales of their own of three to five levels, two areas, no floors, no roles."""
    scales = {
        "c": ("Konfidentialitet", "Låg", "Mellan", "Hög"),
        "i": ("Riktighet", "Ingen", "Liten", "Kännbar", "Stor och mycket varaktig", "Katastrofal"),
        "a": ("Tillgänglighet", "Försumbar", "Måttlig", "Betydande", "Allvarlig"),
        "s": ("Spårbarhet", "Ingen", 'Viss "nytta"', "Stor", "Full"),
    }
    aspects = tuple(_aspect(key, name, names) for key, (name, *names) in scales.items())
    areas = tuple(
        Area(key, Text(name), Text(name)) for key, name in (("x", "Folk"), ("y", "Kronor"))
    )
    return Model(
        id="fyra",
        version="3.1",
        name=Text("Fyra aspekter", "Four aspects"),
        rule=Text("Högst avgör.", "Highest decides."),
        aspects=aspects,
        areas=areas,
        descriptors={
            (area.id, aspect.id, level.value): Text(f"{area.id}{aspect.id}{level.value}")
            for area in areas
            for aspect in aspects
            for level in aspect.levels
        },
        distinctions={},
        questions=(),
        flags=(),
        floors=(),
        roles=(),
        stop=None,
        review=Review(24),
    )


def _aspect(key: str, name: str, names: list[str]) -> Aspect:
    levels = tuple(
        Level(value, Text(word), Text(word), Text(f"Skydd {value}"), Text(f"{word} skada."))
        for value, word in enumerate(names)
    )
    return Aspect(key, key.upper(), Text(name), Text(name), Text(""), Text("Vad händer?"), levels)


def other_workshop(model: Model) -> Workshop:
    """Two assets, at the bottom and at the top of every scale."""
    tops = {aspect.id: aspect.top for aspect in model.aspects}
    assets = tuple(
        asset(n, f"Mängd {n}", {a: Assessment(a, {"x": levels[a], "y": None}, motivation="Det är känt här.")
                               for a in levels})
        for n, levels in enumerate((dict.fromkeys(tops, 0), tops), start=1)
    )  # fmt: skip
    return replace(
        school(),
        model_id=model.id,
        model_version=model.version,
        assets=assets,
        parked=(),
        participants=(),
        uplifts=(),
        answers={},
    )


def opened(data: bytes, *, values: bool = False) -> Workbook:
    """A workbook read back; with ``values`` the cached values of its formulas."""
    return load_workbook(BytesIO(data), data_only=values)


def table(sheet: Worksheet, header_row: int) -> list[dict[str, object]]:
    """The rows of a table by header, as openpyxl gives them."""
    headers = [cell.value for cell in sheet[header_row]]
    rows = sheet.iter_rows(min_row=header_row + 1, max_col=len(headers), values_only=True)
    return [{str(name): value for name, value in zip(headers, row, strict=True)} for row in rows]
