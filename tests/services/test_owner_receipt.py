"""The receipt that the owner files: what was recorded, what was not and why, and the measures they set."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path
from uuid import UUID

import pytest

from ksa_tui.domain import deciding_words, leaving
from ksa_tui.services import decisions, home, letters, stop, workshops
from ksa_tui.services.decisions import ALL, Recorded
from ksa_tui.store import Store
from tests.services.returning import Answer, hand_out, ready

NAMES = ("Elevregister", "Frånvaro", "Betyg", "Schema", "Matsedel")


pytestmark = pytest.mark.usefixtures("english")


@pytest.fixture
def handed(store: Store) -> Path:
    return hand_out(store, ready(store, *NAMES))


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "svar.xlsx"


def letter_of(store: Store, recorded: Recorded) -> str:
    assert recorded.receipt is not None
    return letters.owner_receipt(store, recorded.receipt)


def rest(text: str) -> dict[str, str]:
    """What the letter says was not recorded: the reason by name."""
    lines = text.partition("Inte registrerat:")[2].splitlines()
    return {name: why.strip() for name, why in pairwise(lines) if name in NAMES}


def partly(handed: Path, target: Path) -> Path:
    filled = Answer(handed).sign()
    filled.decide("Elevregister", "Godkänn").decide("Frånvaro", "Ändra", 2)
    filled.decide("Betyg", "kanske").decide("Schema", "Återremiss", None, "Gör om.")
    return filled.save(target)


def test_what_was_not_recorded_stands_there_with_why(
    store: Store, handed: Path, target: Path
) -> None:
    text = letter_of(store, decisions.record(store, decisions.read(store, partly(handed, target))))
    assert "Av 5 rader är 3 inte registrerade" in text
    assert rest(text) == {
        "Frånvaro": "Ändra och Återremiss behöver en kommentar som säger varför.",
        "Betyg": "Svaret är inte ett av Godkänn, Ändra och Återremiss.",
        "Matsedel": "Inget valdes på raden.",
    }
    assert "skicka tillbaka det en gång till" in text


def test_what_the_file_got_later_is_told_in_its_one_receipt(
    store: Store, handed: Path, target: Path
) -> None:
    path = partly(Answer(handed).set("Beslut", "C6", 0).save(target), target)
    first = decisions.record(store, decisions.read(store, path))
    assert rest(letter_of(store, first))["Elevregister"].startswith("Något är inte som")
    second = decisions.record(store, decisions.read(store, path), ALL)
    assert second.receipt == first.receipt
    assert set(rest(letter_of(store, second))) == {"Frånvaro", "Betyg", "Matsedel"}


def test_a_whole_answer_says_that_it_is_whole(store: Store, handed: Path, target: Path) -> None:
    filled = Answer(handed).sign().set("Underskrift", "B11", "Godkänn enligt förslaget")
    text = letter_of(store, decisions.record(store, decisions.read(store, filled.save(target))))
    assert "Alla 5 rader är besvarade och registrerade." in text
    assert "Inte registrerat:" not in text


def test_a_stopped_asset_is_told_by_its_label_alone(
    store: Store, handed: Path, target: Path
) -> None:
    recorded = decisions.record(store, decisions.read(store, partly(handed, target)))
    (workshop,) = (row.id for row in home.view(store).rows)
    treatment = next(a.id for a in workshops.load(store, workshop).assets if a.name == "Betyg")
    stop.stop(store, treatment)
    text = letter_of(store, recorded)
    assert "Betyg" not in text
    label = next(a.excluded.label for a in workshops.load(store, workshop).assets if a.excluded)
    assert f"{label}\n  Informationsmängden har hänvisats till säkerhetsskyddschefen" in text


def test_every_reason_why_a_row_is_not_taken_has_words_for_the_owner() -> None:
    """A row is refused with one of these sentences; a new one must be told to the owner too."""
    of_rows = {
        text
        for name, text in vars(deciding_words).items()
        if isinstance(text, str)
        and name.isupper()
        and ("The row is not taken" in text or "It is not taken" in text)
    } - {deciding_words.STRAY}
    assert of_rows <= leaving._CODES.keys()
    assert set(leaving._CODES.values()) <= leaving.WHY.keys()


def test_an_older_receipt_tells_which_rows_without_why(
    store: Store, handed: Path, target: Path
) -> None:
    recorded = decisions.record(store, decisions.read(store, partly(handed, target)))
    forget(store, recorded.receipt)
    assert set(rest(letter_of(store, recorded))) == {"Frånvaro", "Betyg", "Matsedel"}


def forget(store: Store, receipt: UUID | None) -> None:
    from ksa_tui.store.tables import ReceiptRow

    with store.command("receipt.take") as unit:
        row = unit.get(ReceiptRow, receipt)
        assert row is not None
        log = {k: v for k, v in (row.differences or {}).items() if k != "left"}
        unit.update(row, differences=log)
