"""Reading a decision back, recording one by hand, and what comes after, as a facilitator does it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from openpyxl import Workbook, load_workbook

from ksa_tui.domain.answers import Choice
from ksa_tui.domain.status import AssetStatus
from ksa_tui.paths import Workspace
from ksa_tui.services import assets, classify, exports, letters, reviews, workshops
from ksa_tui.services.decisions import HandDecision, HandSignature, history, record_by_hand
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.settings import Settings
from ksa_tui.store import Store
from ksa_tui.ui.dialogs.anew import AnewPanel
from tests.spreadsheets.returns import headers
from tests.ui.conftest import Filled
from tests.ui.running import (
    LANGUAGES,
    NOW,
    SIZES,
    app_of,
    assert_screen,
    press,
    run,
    screen_text,
    type_text,
)

NAMES = ("Elevregister", "Elevhälsojournal", "Schema [/x]", "Betyg")
WHY = "Uppgifter om barn som inte får komma ut."


class HandedOut:
    """A workshop with four rated assets, its workbook, and the owner who fills it in."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.workshop: UUID
        self.path: Path
        self.treatments: dict[str, UUID] = {}

    def build(self, store: Store) -> None:
        draft = WorkshopDraft("Grundskola", "Maria Holm", owner_title="skolchef")
        self.workshop = workshops.create(store, draft)
        model = workshops.model_of(store, self.workshop)
        for name in NAMES:
            treatment = assets.add(store, self.workshop, assets.AssetDraft(name))
            self.treatments[name] = treatment
            for aspect in model.aspects:
                classify.rate(store, treatment, aspect.id, model.areas[0].id, 2)
                classify.save_text(store, treatment, aspect.id, "motivation", WHY)
        self.path = exports.export(store, self.workshop, exports.ExportOptions(to=self.folder)).path

    def answer(
        self, change: Callable[[Workbook], None] | None = None, *, signed: bool = True
    ) -> Path:
        """One row of each answer, the rest as proposed; ``change`` does more to the workbook."""
        workbook = load_workbook(self.path)
        sheet = workbook["Beslut"]
        columns = headers(sheet)
        rows = {sheet.cell(n, columns["Informationsmängd"]).value: n for n in range(6, 10)}
        answers = {
            "Elevregister": ("Godkänn", None, None),
            "Elevhälsojournal": ("Ändra", 3, "Journaler om barn."),
            "Schema [/x]": ("Återremiss", None, "Vem rättar felen?"),
        }
        for name, (choice, level, comment) in answers.items():
            row = rows[name]
            sheet.cell(row, columns["Beslut"]).value = choice
            sheet.cell(row, columns["Ny konf."]).value = level
            sheet.cell(row, columns["Kommentar"]).value = comment
        if signed:
            sign(workbook["Underskrift"])
        if change is not None:
            change(workbook)
        answer = self.folder / "svar.xlsx"
        workbook.save(answer)
        return answer


def sign(sheet: Any) -> None:
    written = {"Namn": "Maria Holm", "Befattning": "skolchef", "Datum": NOW.date()}
    for row in range(1, 30):
        label = str(sheet.cell(row, 1).value or "")
        if label in written:
            sheet.cell(row, 2).value = written[label]


@pytest.fixture
def handed_out(tmp_path: Path, filled: Filled) -> tuple[HandedOut, Workspace]:
    out = HandedOut(tmp_path / "out")
    return out, filled(out.build)


def statuses(store: Store, workshop: UUID) -> dict[str, AssetStatus]:
    return {row.name: row.status for row in workshops.table(store, workshop).rows}


def change_a_motivation(workbook: Workbook) -> None:
    sheet = workbook["Klassning"]
    for row in sheet.iter_rows():
        for cell in row:
            if cell.value == WHY:
                cell.value = "Något annat."
                return


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_a_returned_workbook_shows_what_the_owner_decided(
    handed_out: tuple[HandedOut, Workspace], size: tuple[int, int], lang: str
) -> None:
    out, workspace = handed_out
    answer = out.answer(change_a_motivation)
    async with run(workspace, size=size, lang=lang) as pilot:
        await press(pilot, "d")
        await type_text(pilot, str(answer))
        await press(pilot, "enter")
        assert_screen(pilot.app, f"receipt-{size[0]}-{lang}")
        await press(pilot, "u")
        assert "Något annat." in screen_text(pilot.app)


async def test_only_what_is_marked_is_recorded_and_the_rest_can_be_taken_later(
    handed_out: tuple[HandedOut, Workspace],
) -> None:
    out, workspace = handed_out
    answer = out.answer(change_a_motivation)
    async with run(workspace) as pilot:
        await press(pilot, "d")
        await type_text(pilot, str(answer))
        await press(pilot, "enter")
        store = app_of(pilot).store
        # The changed motivation is the first asset's: it differs and is left.
        await press(pilot, "b")
        found = statuses(store, out.workshop)
        assert found["Elevregister"] is AssetStatus.WITH_OWNER
        assert found["Elevhälsojournal"] is AssetStatus.DECIDED
        assert found["Schema [/x]"] is AssetStatus.RETURNED
        assert "Maria Holm" in screen_text(pilot.app)  # the owner's receipt
        await press(pilot, "escape", "d")
        await type_text(pilot, str(answer))
        await press(pilot, "enter", "space", "b")
        assert statuses(store, out.workshop)["Elevregister"] is AssetStatus.DECIDED


async def test_escape_records_nothing(handed_out: tuple[HandedOut, Workspace]) -> None:
    out, workspace = handed_out
    async with run(workspace) as pilot:
        await press(pilot, "d")
        await type_text(pilot, str(out.answer()))
        await press(pilot, "enter", "escape", "escape")
        store = app_of(pilot).store
        assert letters.receipts(store, out.workshop) == ()
        assert set(statuses(store, out.workshop).values()) == {AssetStatus.WITH_OWNER}


@pytest.mark.parametrize("lang", LANGUAGES)
async def test_a_file_that_cannot_be_taken_says_why(
    handed_out: tuple[HandedOut, Workspace], lang: str
) -> None:
    out, workspace = handed_out
    answer = out.answer(signed=False)
    async with run(workspace, size=(80, 24), lang=lang) as pilot:
        await press(pilot, "d")
        await type_text(pilot, str(answer))
        await press(pilot, "enter")
        assert_screen(pilot.app, f"receipt-refused-80-{lang}")
        await press(pilot, "b", "u")
        assert letters.receipts(app_of(pilot).store, out.workshop) == ()


@pytest.mark.parametrize("name", ["svar.xls", "svar.ods", "tom.xlsx"])
async def test_a_wrong_file_gets_a_sentence(
    handed_out: tuple[HandedOut, Workspace], name: str
) -> None:
    out, workspace = handed_out
    file = out.folder / name
    file.write_bytes(b"" if name.startswith("tom") else b"\xd0\xcf\x11\xe0 inget kalkylark")
    async with run(workspace) as pilot:
        await press(pilot, "d")
        await type_text(pilot, str(file))
        await press(pilot, "enter")
        assert name in screen_text(pilot.app)
        await press(pilot, "escape", "escape")


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_a_decision_is_recorded_by_hand(
    handed_out: tuple[HandedOut, Workspace], size: tuple[int, int], lang: str
) -> None:
    out, workspace = handed_out
    settings = Settings(language=lang, facilitator="Anna Berg")
    async with run(workspace, size=size, lang=lang, settings=settings) as pilot:
        await press(pilot, "b", "a", "down", "enter")
        assert_screen(pilot.app, f"by-hand-answer-{size[0]}-{lang}")
        await press(pilot, "tab", "right", "tab", "tab", "tab")
        await type_text(pilot, "Journaler om barn.")
        await press(pilot, "ctrl+s")
        assert_screen(pilot.app, f"by-hand-{size[0]}-{lang}")
        await press(pilot, "b")
        assert_screen(pilot.app, f"by-hand-signature-{size[0]}-{lang}")
        await press(pilot, "tab", "tab", "tab")
        await type_text(pilot, "KS 2026/17")
        await press(pilot, "enter")
        store = app_of(pilot).store
        assert set(statuses(store, out.workshop).values()) == {AssetStatus.DECIDED}
        (receipt,) = letters.receipts(store, out.workshop)
        assert (receipt.signed_by, receipt.registry_ref) == ("Maria Holm", "KS 2026/17")
        assert receipt.by_hand == "Anna Berg"
        second = workshops.load(store, out.workshop).assets[1]
        assert [a.decided for a in second.assessments.values()] == [3, 2, 2]


async def test_a_change_by_hand_without_a_reason_is_refused_where_it_is_written(
    handed_out: tuple[HandedOut, Workspace],
) -> None:
    _out, workspace = handed_out
    async with run(workspace) as pilot:
        await press(pilot, "b", "enter", "ctrl+s")
        assert "välj en annan nivå" in screen_text(pilot.app)
        await press(pilot, "tab", "right", "ctrl+s")
        assert "Skriv varför" in screen_text(pilot.app)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_the_history_shows_proposal_decision_and_basis(
    tmp_path: Path, filled: Filled, size: tuple[int, int], lang: str
) -> None:
    out = HandedOut(tmp_path / "out")

    def write(store: Store) -> None:
        out.build(store)
        decide(store, out)

    async with run(filled(write), size=size, lang=lang) as pilot:
        await press(pilot, "enter", "down", "h")
        assert_screen(pilot.app, f"history-{size[0]}-{lang}")
        await press(pilot, "down", "enter")
        assert WHY in screen_text(pilot.app)
        await press(pilot, "escape", "v", "tab", "tab")
        await press(pilot, "shift+tab", "shift+tab", "down", "ctrl+s")
        assert "2026-11-24" in str(reviews.due(app_of(pilot).store)[0].review_on)


def decide(store: Store, out: HandedOut) -> None:
    """All approved but one, which is changed, and one, which is sent back."""
    treatments = out.treatments
    record_by_hand(
        store,
        out.workshop,
        [
            HandDecision(treatments["Elevhälsojournal"], Choice.CHANGE, {"k": 3}, "Om barn."),
            HandDecision(treatments["Betyg"], Choice.RETURN, {}, "Vem rättar felen?"),
        ],
        HandSignature("Maria Holm", date(2026, 11, 20), "skolchef", "KS 2026/17"),
        rest_as_proposed=True,
    )


async def test_what_was_sent_back_stands_with_the_owners_words(
    tmp_path: Path, filled: Filled
) -> None:
    out = HandedOut(tmp_path / "out")

    def write(store: Store) -> None:
        out.build(store)
        decide(store, out)

    async with run(filled(write)) as pilot:
        await press(pilot, "enter", "end", "enter")
        assert "återremitterad av ägaren: Vem rättar felen?" in screen_text(pilot.app)
        await press(pilot, "escape", "x")
        text = screen_text(pilot.app)
        assert "det som är öppet, 1" in text


async def test_a_decided_asset_is_classified_anew_without_its_old_ratings(
    tmp_path: Path, filled: Filled
) -> None:
    out = HandedOut(tmp_path / "out")

    def write(store: Store) -> None:
        out.build(store)
        decide(store, out)
        workshops.create(store, WorkshopDraft("Ny omgång", "Maria Holm"))

    async with run(filled(write)) as pilot:
        await press(pilot, "enter", "n", "enter")
        text = screen_text(pilot.app)
        assert "1 informationsmängd" in text
        store = app_of(pilot).store
        workshop = workshops.find(store, "Ny omgång")
        (row,) = workshops.table(store, workshop).rows
        assert row.levels == (None, None, None)
        await press(pilot, "enter", "1", "enter", "2", "enter", "2", "enter")
        text = screen_text(pilot.app)
        assert "Förra gången" in text
        assert "är 1" in text


async def test_another_departments_decisions_are_shown_only_when_asked_for(
    tmp_path: Path, filled: Filled
) -> None:
    out = HandedOut(tmp_path / "out")

    def write(store: Store) -> None:
        out.build(store)
        decide(store, out)
        workshops.create(store, WorkshopDraft("Ny omgång", "Eva", department="Kommunledning"))

    async with run(filled(write)) as pilot:
        await press(pilot, "enter", "n")
        panel = pilot.app.screen
        assert isinstance(panel, AnewPanel)
        assert not panel.list.rows
        assert "i andra förvaltningar, a visar dem" in screen_text(pilot.app)
        await press(pilot, "a")
        assert len(panel.list.rows) > 1
        await press(pilot, "enter")
        assert "1 informationsmängd" in screen_text(pilot.app)


async def test_the_mail_and_the_receipts_are_a_key_away(tmp_path: Path, filled: Filled) -> None:
    out = HandedOut(tmp_path / "out")

    def write(store: Store) -> None:
        out.build(store)
        decide(store, out)

    async with run(filled(write)) as pilot:
        await press(pilot, "enter", "m")
        assert "Hej Maria Holm," in screen_text(pilot.app)
        await press(pilot, "escape", "r", "enter", "k")
        store = app_of(pilot).store
        (saved,) = store.workspace.exports.glob("kvitto-*.txt")
        assert "Maria Holm" in saved.read_text(encoding="utf-8-sig")
        assert len(history(store, workshops.load(store, out.workshop).assets[0].asset_id)) == 2
