"""Measures in the receipt of a returned workbook: a section of its own, each row taken or left."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from ksa_tui.domain.protecting import Answer, Place, Scope, State
from ksa_tui.paths import Workspace
from ksa_tui.services import exports, letters, protection
from ksa_tui.services.protection import AnswerDraft
from ksa_tui.store import Store
from tests.ui.conftest import Filled
from tests.ui.running import (
    LANGUAGES,
    SIZES,
    app_of,
    assert_screen,
    press,
    run,
    screen_text,
    type_text,
)
from tests.ui.test_decide import HandedOut

ORGANISATION: Place = (Scope.ORGANISATION, None)
ROLE, DUE = "Ansvarig", "Klart senast"


class WithGaps(HandedOut):
    """The same workshop, with four measures marked as missing before it was handed out."""

    def build(self, store: Store) -> None:
        super().build(store)
        said = {
            "ATK-05": AnswerDraft(State.PARTLY, role="It-chef", due=date(2027, 3, 31)),
            "KON-02": AnswerDraft(State.NOT_MET, role="Förvaltare"),
            "PER-01": AnswerDraft(State.NOT_MET),
            "HAN-01": AnswerDraft(State.PARTLY),
        }
        for measure, draft in said.items():
            protection.answer(store, self.workshop, measure, ORGANISATION, draft)
        self.path.unlink()
        options = exports.ExportOptions(to=self.folder)
        self.path = exports.export(store, self.workshop, options).path


@pytest.fixture
def handed_out(tmp_path: Path, filled: Filled) -> tuple[WithGaps, Workspace]:
    out = WithGaps(tmp_path / "out")
    return out, filled(out.build)


def write(workbook: Workbook) -> None:
    """Two roles, a date that says nothing, and a cell that is not the owner's."""
    sheet = workbook["Åtgärder"]
    headers = {str(cell.value): cell.column for cell in sheet[5]}
    rows = {str(sheet.cell(n, 1).value)[:6]: n for n in range(6, 10)}
    for measure, header, value in (
        ("PER-01", ROLE, "Rektor [/x]"), ("PER-01", DUE, date(2027, 1, 15)),
        ("KON-02", DUE, "snarast"), ("HAN-01", ROLE, "Kanslichef"), ("HAN-01", "Läge", "Uppfylld"),
    ):  # fmt: skip
        sheet.cell(rows[measure], int(headers[header] or 0)).value = value


def said(store: Store, measure: str) -> Answer:
    return next(each for each in protection.answers(store) if each.measure == measure)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("size", SIZES)
async def test_the_measures_stand_in_a_section_of_their_own(
    handed_out: tuple[WithGaps, Workspace], size: tuple[int, int], lang: str
) -> None:
    out, workspace = handed_out
    answer = out.answer(write)
    async with run(workspace, size=size, lang=lang) as pilot:
        await press(pilot, "d")
        await type_text(pilot, str(answer))
        await press(pilot, "enter", "tab")
        assert_screen(pilot.app, f"receipt-measures-{size[0]}-{lang}")


async def test_a_sound_row_is_recorded_and_one_that_differs_when_it_is_marked(
    handed_out: tuple[WithGaps, Workspace],
) -> None:
    out, workspace = handed_out
    answer = out.answer(write)
    async with run(workspace, size=(120, 36)) as pilot:
        store = app_of(pilot).store
        await press(pilot, "d")
        await type_text(pilot, str(answer))
        await press(pilot, "enter", "b")
        assert said(store, "PER-01").role == "Rektor [/x]"
        assert said(store, "HAN-01").role == ""
        assert "PER-01" in screen_text(pilot.app), "the owner's receipt names it"
        await press(pilot, "escape", "d")
        await type_text(pilot, str(answer))
        await press(pilot, "enter", "tab", "home", "space", "space", "space", "b")
        assert said(store, "HAN-01").role == "Kanslichef"
        assert said(store, "HAN-01").state is State.PARTLY
        assert said(store, "KON-02").due is None
        assert len(letters.receipts(store, out.workshop)) == 1


async def test_a_row_that_brings_nothing_cannot_be_marked(
    handed_out: tuple[WithGaps, Workspace],
) -> None:
    out, workspace = handed_out
    answer = out.answer(write)
    async with run(workspace, size=(120, 36)) as pilot:
        await press(pilot, "d")
        await type_text(pilot, str(answer))
        await press(pilot, "enter", "tab")
        while "snarast" not in screen_text(pilot.app):
            await press(pilot, "down")
        await press(pilot, "space", "b")
        store = app_of(pilot).store
        assert said(store, "KON-02").due is None
        assert said(store, "PER-01").role == "Rektor [/x]"
