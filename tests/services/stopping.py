"""An asset with a text of its own in every field, and a search of every byte that is kept."""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Final
from uuid import UUID

from ksa_tui.domain.texts import fold
from ksa_tui.domain.workshop import Ref
from ksa_tui.services import assets, classify, decisions, exports, history, parked, reviews
from ksa_tui.services.assets import AssetDraft
from ksa_tui.store import Store
from tests.services.making import NOON
from tests.services.returning import Answer, classified

MARKS: Final = {
    "name": "Bergrummet Ödehög ÅÄ",
    "first name": "Skyddsrum Tallhöjden",
    "description": "Beskrivning: förråden söder om bäcken",
    "medium": "Pärmar i valvet Gråsten",
    "system": "Anläggningsregistret Vättern",
    "old system": "Kartsystemet Kvarnbäcken",
    "department": "Beredskapskontoret Östra",
    "owner": "Överste Örjan Ljungstråle",
    "law": "Lagrummet om skyddsobjekt ÅÖ",
    "note": "Anteckning: nyckeln hos vaktmästare Åberg",
    "source": "Lista Bunkrar.xlsx rad 77",
    "motivation": "Motivering: utan den öppnas slussen vid Gäddvik",
    "undone motivation": "Ångrad motivering om transporterna genom Älvdal",
    "other motivation": "Följden blir mörkläggning av Norrtälje hamn",
    "floor reason": "Skäl under golvet: ligger i kassaskåpet Björn",
    "adjustment": "Justering efter samråd med Fortifikationsverket Åre",
    "dissent": "Avvikande mening: räkna med sabotage i Öresund",
    "parked": "Vem ritade ventilationen på Häradsvägen?",
    "parked who": "Säkerhetsintendent Åsa Värnhjälm",
    "resolution": "Svar: ritkontoret i Lövånger",
    "removed parked": "Bortplockad fråga om generatorn i Ånge",
    "draft": "Halvskrivet om patrullernas tider kring Röbäck",
    "review note": "Ny uppgift om larmvägen mot Täfteå",
    "comment": "Ägarens kommentar om omklassning av Bergrummets rör",
}
"""What is written about the asset, by where. Each is its own, and has letters that are escaped in JSON."""


@dataclass(frozen=True, slots=True)
class Secret:
    """The workshop, the asset that is to be stopped, and one that is not."""

    workshop: UUID
    treatment: UUID
    asset: UUID
    other: UUID
    workbook: Path
    answered: Path


def build(store: Store, workshop: UUID, folder: Path) -> Secret:
    """Everything that can be said about an asset, handed out, read back, and said again."""
    other = classified(store, workshop, "Frånvaro")
    draft = AssetDraft(
        MARKS["first name"],
        description=MARKS["description"],
        medium=MARKS["medium"],
        systems=(MARKS["old system"], "Elevsystemet"),
        refs=(Ref("law", MARKS["law"]), Ref("source_row", MARKS["source"])),
        flags={"people": True},
        flag_source="import",
        department=MARKS["department"],
        owner_name=MARKS["owner"],
        note=MARKS["note"],
    )
    assets.import_rows(store, workshop, [draft])
    assets.set_systems(store, other, ["Elevsystemet"])
    treatment = _treatment_named(store, MARKS["first name"])
    _change(store, treatment)
    _say(store, workshop, treatment)
    made = exports.export(store, workshop, exports.ExportOptions())
    books = {handed.owner.name: handed.path for handed in made.workbooks if handed.owner}
    answered = folder / "svar.xlsx"
    workbook = books.get(MARKS["owner"], made.path)
    answer = Answer(workbook).sign()
    answer.decide(MARKS["name"], "Ändra", 1, MARKS["comment"]).save(answered)
    receipt = decisions.read(store, answered)
    decisions.record(store, receipt)
    _say_afterwards(store, workshop, treatment)
    asset = classify.load(store, treatment).asset_id
    return Secret(workshop, treatment, asset, other, workbook, answered)


def _treatment_named(store: Store, name: str) -> UUID:
    with store.driver() as connection:
        query = (
            "SELECT t.id FROM workshop_asset t JOIN asset a ON a.id = t.asset_id WHERE a.folded = ?"
        )
        (found,) = connection.execute(query, [fold(name)]).fetchone()
    return UUID(found)


def _change(store: Store, treatment: UUID) -> None:
    draft = assets.draft_of(store, treatment)
    changed = AssetDraft(
        MARKS["name"],
        description=draft.description,
        medium=draft.medium,
        systems=(MARKS["system"], "Elevsystemet"),
        refs=draft.refs,
        flags=draft.flags,
        department=draft.department,
        owner_name=draft.owner_name,
        note=draft.note,
    )
    assets.edit(store, treatment, changed)
    classify.confirm_flags(store, treatment)


def _say(store: Store, workshop: UUID, treatment: UUID) -> None:
    classify.record_round(store, treatment, "s", [0, 1, 2])
    classify.record_round(store, treatment, "s", [0, 0, 1])
    classify.rate(store, treatment, "s", "folk", 0)
    classify.rate(store, treatment, "m", "folk", 3)
    classify.save_text(store, treatment, "s", "floor_reason", MARKS["floor reason"])
    classify.save_text(store, treatment, "m", "motivation", MARKS["undone motivation"])
    history.undo(store)
    history.redo(store)
    history.undo(store)
    classify.save_text(store, treatment, "m", "motivation", MARKS["motivation"])
    classify.save_text(store, treatment, "s", "motivation", MARKS["other motivation"])
    classify.adjust(store, treatment, "m", 4, "manual", MARKS["adjustment"])
    classify.add_dissent(store, treatment, "m", 1, MARKS["dissent"], "sekreterare")
    about = parked.add(
        store, workshop, MARKS["parked"], MARKS["parked who"], date(2026, 12, 1), treatment, "m"
    )
    parked.resolve(store, about, MARKS["resolution"])
    gone = parked.add(store, workshop, MARKS["removed parked"], treatment=treatment)
    parked.add(store, workshop, MARKS["parked"] + " Igen?", treatment=treatment)
    parked.add(store, workshop, "Hur länge sparas frånvaron?")
    parked.remove(store, gone)


def _say_afterwards(store: Store, workshop: UUID, treatment: UUID) -> None:
    reviews.call_for_review(store, treatment, "law", NOON.date(), MARKS["review note"])
    classify.keep_draft(store, treatment, "m", "motivation", MARKS["draft"])
    classify.remember_place(store, classify.Place(workshop, treatment, "m", "drift"))


# ---------------------------------------------------------------- searching


def spellings(text: str) -> Iterator[bytes]:
    """Every way in which the store may have written a text."""
    for each in (text, text.casefold(), fold(text), text.upper()):
        yield each.encode()
        yield each.encode("utf-16-le")
        yield json.dumps(each)[1:-1].encode()
        yield json.dumps(each)[1:-1].upper().encode()


def found_in(data: bytes, marks: Iterable[str] = MARKS) -> set[str]:
    """Which of the texts stand in the bytes."""
    return {mark for mark in marks if any(s in data for s in spellings(MARKS[mark]))}


def found_in_folder(folder: Path, but: Iterable[Path] = ()) -> set[str]:
    """Which of the texts stand in any file below the folder, by content or by name."""
    left_out = set(but)
    found: set[str] = set()
    for root, _folders, names in os.walk(folder):
        for path in (Path(root, name) for name in names):
            if path not in left_out:
                found |= found_in(path.read_bytes() + os.fsencode(path.name))
    return found


def found_in_copies(store: Store, folder: Path) -> set[str]:
    """Which of the texts stand in backups made now, both ways of making them."""
    copied, vacuumed = folder / "kopia.db", folder / "kopia2.db"
    with store.driver() as connection:
        with closing(sqlite3.connect(copied)) as target:
            connection.backup(target)
        connection.execute("VACUUM INTO ?", [str(vacuumed)])
    return found_in(copied.read_bytes()) | found_in(vacuumed.read_bytes())
