"""Participants, systems, parked questions and checks: what surrounds the table."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, TextArea

from ksa_tui.domain.workshop import Workshop
from ksa_tui.paths import Workspace
from ksa_tui.services import assets, classify, parked, workshops
from ksa_tui.services.assets import AssetDraft
from ksa_tui.services.workshops import ParticipantDraft, WorkshopDraft
from ksa_tui.store import Store
from ksa_tui.ui.dialogs.checks import ChecksPanel, DismissForm
from ksa_tui.ui.dialogs.parked import AnswerForm, ParkedPanel, ParkForm
from ksa_tui.ui.dialogs.participants import ParticipantsPanel, PasteParticipants
from ksa_tui.ui.dialogs.workshop_form import WorkshopForm
from ksa_tui.ui.screens.classify import ClassifyScreen
from ksa_tui.ui.screens.workshop import WorkshopScreen
from ksa_tui.ui.widgets.list_table import ListTable
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
    settle,
    type_text,
)
from tests.ui.school import School
from tests.ui.waiting import seen

Size = tuple[int, int]

sizes = pytest.mark.parametrize("size", SIZES)
languages = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture
def school() -> School:
    return School()


@pytest.fixture
def workspace_with_school(filled: Filled, school: School) -> Workspace:
    return filled(school.build)


def loaded(pilot: Pilot[None], school: School) -> Workshop:
    return workshops.load(app_of(pilot).store, school.workshop)


def people_of(pilot: Pilot[None], school: School) -> list[tuple[str, str | None, str]]:
    return [(p.name, p.role_id, p.role_text) for p in loaded(pilot, school).participants]


async def fill_in(pilot: Pilot[None], field: str, text: str) -> None:
    """Write a text in a field of the form, whatever was there."""
    editor = pilot.app.screen.query_one(f"#{field}").query_one("Input, TextArea")
    if isinstance(editor, Input):
        editor.value = text
    elif isinstance(editor, TextArea):
        editor.text = text
    await settle(pilot)


# ---------------------------------------------------------------- participants


@sizes
@languages
async def test_participants_are_pasted_as_lines(
    workspace_with_school: Workspace, school: School, size: Size, lang: str
) -> None:
    async with run(workspace_with_school, size=size, lang=lang) as pilot:
        await press(pilot, "enter", "p")
        assert_screen(pilot.app, f"workshop-participants-{size[0]}-{lang}")
        await press(pilot, "a")
        assert isinstance(pilot.app.screen, PasteParticipants)
        await fill_in(pilot, "people", "Petra Åkesson, sekr.\nBo [/x] Öst; jägmästare; Skogen")
        await press(pilot, "ctrl+s")
        assert people_of(pilot, school)[-2:] == [
            ("Petra Åkesson", "scribe", ""),
            ("Bo [/x] Öst", None, "jägmästare"),
        ]
        assert "Bo [/x] Öst" in screen_text(pilot.app)


async def test_missing_core_roles_are_said_until_they_are_there(
    workspace_with_school: Workspace, school: School
) -> None:
    async with run(workspace_with_school) as pilot:
        await press(pilot, "enter", "p")
        assert "! Saknas i rummet: Sekreterare" in screen_text(pilot.app)
        await press(pilot, "end", "enter")
        await fill_in(pilot, "role", "sekreterare")
        await press(pilot, "enter")
        assert ("Omar Said", "scribe", "") in people_of(pilot, school)
        assert "✓ Alla kärnroller finns på plats." in screen_text(pilot.app)


async def test_a_removed_participant_comes_back_by_undo_in_the_panel(
    workspace_with_school: Workspace, school: School
) -> None:
    async with run(workspace_with_school) as pilot:
        await press(pilot, "enter", "p")
        before = people_of(pilot, school)
        await press(pilot, "delete")
        assert len(people_of(pilot, school)) == 2
        await press(pilot, "ctrl+z")
        assert people_of(pilot, school) == before
        assert isinstance(pilot.app.screen, ParticipantsPanel)


@sizes
@languages
async def test_who_comes_and_goes_is_noted_with_the_time(
    workspace_with_school: Workspace, school: School, size: Size, lang: str
) -> None:
    moment = [NOW]
    async with run(workspace_with_school, size=size, lang=lang, clock=lambda: moment[0]) as pilot:
        store = app_of(pilot).store
        classify.rate(store, school.assets["Skolskjuts"], "k", "liv", 0)
        await press(pilot, "enter", "p")
        text = screen_text(pilot.app)
        assert "10:" not in text  # who does not use it notices nothing
        moment[0] = NOW + timedelta(minutes=40)
        await press(pilot, "space", "down", "space")
        moment[0] = NOW + timedelta(minutes=90)
        await press(pilot, "space", "down", "n")
        assert_screen(pilot.app, f"workshop-presence-{size[0]}-{lang}")
        await press(pilot, "ctrl+z", "ctrl+z")
        await press(pilot, "home")
        assert "10:40" in screen_text(pilot.app)
        await press(pilot, "ctrl+z", "ctrl+z")
        pilot.app.clear_notifications()
        await settle(pilot)
        assert screen_text(pilot.app) == text


@sizes
async def test_the_people_of_an_earlier_workshop_are_taken_but_nobody_twice(
    filled: Filled, school: School, size: Size
) -> None:
    def write(store: Store) -> None:
        earlier = workshops.create(store, WorkshopDraft("Förra årets"))
        people = [ParticipantDraft("SARA EK", "it"), ParticipantDraft("Eva Nyström", "jurist")]
        workshops.add_participants(store, earlier, people)
        school.build(store)

    async with run(filled(write), size=size) as pilot:
        await press(pilot, "enter", "p", "t")
        assert "Förra årets" in screen_text(pilot.app)
        await press(pilot, "enter")
        assert [name for name, *_ in people_of(pilot, school)] == [
            "Maria Holm", "Sara Ek", "Omar Said", "Eva Nyström",
        ]  # fmt: skip


async def test_without_an_earlier_workshop_there_is_nobody_to_take(
    workspace_with_school: Workspace,
) -> None:
    async with run(workspace_with_school) as pilot:
        await press(pilot, "enter", "p", "t")
        assert "Ingen annan workshop har några deltagare." in screen_text(pilot.app)


async def test_an_empty_room_says_what_to_do(three_workshops: Workspace) -> None:
    async with run(three_workshops, size=(80, 24)) as pilot:
        await press(pilot, "enter", "p")
        assert "Ingen än." in screen_text(pilot.app)
        await press(pilot, "enter", "e", "delete")
        assert isinstance(pilot.app.screen, ParticipantsPanel)


# ---------------------------------------------------------------- systems


@sizes
@languages
async def test_systems_show_which_assets_they_hold(
    workspace_with_school: Workspace, size: Size, lang: str
) -> None:
    async with run(workspace_with_school, size=size, lang=lang) as pilot:
        await press(pilot, "enter", "s")
        await seen(pilot, "åtgärder följer" if lang == "sv" else "measures follow")
        assert_screen(pilot.app, f"workshop-systems-{size[0]}-{lang}")


# ---------------------------------------------------------------- parked questions


@sizes
@languages
async def test_parked_questions_are_listed_the_nearest_first(
    workspace_with_school: Workspace, size: Size, lang: str
) -> None:
    async with run(workspace_with_school, size=size, lang=lang) as pilot:
        await press(pilot, "enter", "o")
        assert_screen(pilot.app, f"workshop-parked-{size[0]}-{lang}")


@sizes
async def test_a_question_is_parked_about_the_asset_under_the_cursor(
    workspace_with_school: Workspace, school: School, size: Size
) -> None:
    async with run(workspace_with_school, size=size) as pilot:
        await press(pilot, "enter", "o", "a")
        assert isinstance(pilot.app.screen, ParkForm)
        await fill_in(pilot, "text", "Vem [/x] äger den?")
        await fill_in(pilot, "who", "Sara Ek")
        await fill_in(pilot, "due", "8 dec")
        await press(pilot, "ctrl+s")
        question = loaded(pilot, school).parked[-1]
        assert (question.text, question.who) == ("Vem [/x] äger den?", "Sara Ek")
        assert question.due is not None
        assert question.due.isoformat() == "2026-12-08"
        assert question.asset == school.assets["Barn i förskola"]
        assert "Vem [/x] äger den?" in screen_text(pilot.app)


async def test_a_question_may_be_about_the_whole_workshop(
    workspace_with_school: Workspace, school: School
) -> None:
    async with run(workspace_with_school) as pilot:
        await press(pilot, "enter", "o", "a")
        await fill_in(pilot, "text", "När ses vi igen?")
        await press(pilot, "tab", "tab", "tab", "down", "ctrl+s")
        assert loaded(pilot, school).parked[-1].asset is None


async def test_a_question_is_answered_and_the_answer_undone(
    workspace_with_school: Workspace, school: School
) -> None:
    async with run(workspace_with_school) as pilot:
        await press(pilot, "enter", "o", "enter")
        assert isinstance(pilot.app.screen, AnswerForm)
        await press(pilot, "ctrl+s")
        assert isinstance(pilot.app.screen, AnswerForm)
        await type_text(pilot, "Ja, enligt avtalet.")
        await press(pilot, "ctrl+s")
        answered = [q.resolution for q in loaded(pilot, school).parked if q.resolved_at]
        assert answered == ["Ja, enligt avtalet."]
        assert "✓ Får skolskjuts" in screen_text(pilot.app)
        await press(pilot, "ctrl+z")
        assert not [q for q in loaded(pilot, school).parked if q.resolved_at]


async def test_a_removed_question_comes_back_by_undo(
    workspace_with_school: Workspace, school: School
) -> None:
    async with run(workspace_with_school) as pilot:
        await press(pilot, "enter", "o", "delete")
        assert len(loaded(pilot, school).parked) == 1
        await press(pilot, "ctrl+z")
        assert len(loaded(pilot, school).parked) == 2


# ---------------------------------------------------------------- checks


@sizes
@languages
async def test_the_checks_list_what_blocks_before_what_to_look_over(
    workspace_with_school: Workspace, size: Size, lang: str
) -> None:
    async with run(workspace_with_school, size=size, lang=lang) as pilot:
        await press(pilot, "enter", "k")
        assert_screen(pilot.app, f"workshop-checks-{size[0]}-{lang}")
        panel = pilot.app.screen
        assert isinstance(panel, ChecksPanel)
        blocking = [remark.blocks for remark in panel.list.rows]
        assert blocking == sorted(blocking, reverse=True)


@sizes
async def test_enter_goes_to_the_place_and_esc_comes_back_to_a_fresh_list(
    workspace_with_school: Workspace, school: School, size: Size
) -> None:
    async with run(workspace_with_school, size=size) as pilot:
        await press(pilot, "enter", "k")
        panel = pilot.app.screen
        assert isinstance(panel, ChecksPanel)
        index, remark = next(
            (i, r) for i, r in enumerate(panel.list.rows) if r.letters == "R, T" and r.blocks
        )
        await press(pilot, *["down"] * index, "enter")
        assert isinstance(pilot.app.screen, ClassifyScreen)
        assert remark.about in screen_text(pilot.app)
        assert "Riktighet" in screen_text(pilot.app)
        await press(pilot, "0", "escape")
        assert panel.is_current
        assert panel.list.current is not None
        assert (panel.list.current.about, panel.list.current.letters) == (remark.about, "T")
        await press(pilot, "escape")
        assert isinstance(pilot.app.screen, WorkshopScreen)


@pytest.mark.parametrize(
    ("code", "leads_to"),
    [
        ("missing_roles", ParticipantsPanel),
        ("many_on_top", WorkshopScreen),
        ("parked", ParkedPanel),
        ("no_owner", WorkshopForm),
    ],
)
async def test_what_concerns_no_single_asset_leads_to_its_own_place(
    filled: Filled, school: School, code: str, leads_to: type[object]
) -> None:
    def write(store: Store) -> None:
        school.build(store)
        workshops.edit(store, school.workshop, WorkshopDraft("Skola"))
        for name in school.assets:
            school.rate(store, name, {"k": 3})

    async with run(filled(write)) as pilot:
        await press(pilot, "enter", "k")
        panel = pilot.app.screen
        assert isinstance(panel, ChecksPanel)
        found = next(
            i for i, r in enumerate(panel.list.rows) if r.code.value == code and r.asset is None
        )
        await press(pilot, *["down"] * found, "enter")
        assert isinstance(pilot.app.screen, leads_to)


async def test_when_nothing_is_left_the_list_says_so(filled: Filled, school: School) -> None:
    def finish(store: Store) -> None:
        school.build(store)
        for name in list(school.assets):
            school.rate(store, name, {"k": 1, "r": 1, "t": 1})
        people = [ParticipantDraft("Petra Åkesson", "sekreterare")]
        workshops.add_participants(store, school.workshop, people)
        for question in workshops.load(store, school.workshop).parked:
            parked.remove(store, question.id)
        assets.edit(store, school.assets["Ekonomisystemet"], AssetDraft("Fakturor"))

    async with run(filled(finish)) as pilot:
        await press(pilot, "enter")
        assert "✓ Inget hindrar export" in screen_text(pilot.app)
        await press(pilot, "k")
        text = screen_text(pilot.app)
        assert "0 hindrar export, 1 att se över, 0 parkerade frågor" in text


async def look_for(pilot: Pilot[None], code: str) -> ChecksPanel:
    """Open the checks, the cursor on the first of this kind."""
    await press(pilot, "k")
    panel = pilot.app.screen
    assert isinstance(panel, ChecksPanel)
    found = next(i for i, row in enumerate(panel.list.rows) if row.code.value == code)
    await press(pilot, "home", *["down"] * found)
    return panel


async def dismiss(pilot: Pilot[None], reason: str) -> None:
    await press(pilot, "d")
    await type_text(pilot, reason)
    await press(pilot, "ctrl+s")


@sizes
@languages
async def test_a_dismissed_check_stands_last_with_its_reason(
    workspace_with_school: Workspace, size: Size, lang: str
) -> None:
    async with run(workspace_with_school, size=size, lang=lang) as pilot:
        await press(pilot, "enter")
        panel = await look_for(pilot, "system_name")
        await dismiss(pilot, "Så heter mängden hos oss.")
        await press(pilot, "end")
        assert_screen(pilot.app, f"workshop-dismissed-{size[0]}-{lang}")
        row = panel.list.rows[-1]
        assert f"{row.what}: Så" in screen_text(pilot.app)
        assert [bool(row.dismissed) for row in panel.list.rows].index(True) == len(
            panel.list.rows
        ) - 1


async def test_what_is_dismissed_is_undone_taken_back_and_needs_a_reason(
    workspace_with_school: Workspace, school: School
) -> None:
    async with run(workspace_with_school) as pilot:
        await press(pilot, "enter")
        panel = await look_for(pilot, "missing_roles")
        await press(pilot, "d", "ctrl+s")
        assert isinstance(pilot.app.screen, DismissForm)
        assert "ägaren läser det" in screen_text(pilot.app)
        await type_text(pilot, "[/x] Hon kom senare.")
        await press(pilot, "ctrl+s")
        assert [d.code for d in loaded(pilot, school).dismissed] == ["missing_roles"]
        await press(pilot, "ctrl+z")
        assert loaded(pilot, school).dismissed == ()
        await press(pilot, "ctrl+y", "end", "backspace")
        assert loaded(pilot, school).dismissed == ()
        assert not any(row.dismissed for row in panel.list.rows)
        assert "missing_roles" in [row.code.value for row in panel.list.rows]


@pytest.mark.parametrize("code", ["not_rated", "no_motivation", "parked"])
async def test_what_blocks_or_waits_for_an_answer_is_not_dismissed(
    workspace_with_school: Workspace, school: School, code: str
) -> None:
    async with run(workspace_with_school) as pilot:
        await press(pilot, "enter")
        panel = await look_for(pilot, code)
        await press(pilot, "d")
        assert pilot.app.screen is panel
        await press(pilot, "backspace")
        assert loaded(pilot, school).dismissed == ()


async def test_it_comes_back_when_the_name_has_changed(
    workspace_with_school: Workspace, school: School
) -> None:
    async with run(workspace_with_school) as pilot:
        await press(pilot, "enter")
        panel = await look_for(pilot, "system_name")
        await dismiss(pilot, "Så heter mängden hos oss.")
        assert not any(
            row.code.value == "system_name" and not row.dismissed for row in panel.list.rows
        )
        await press(pilot, "escape")
        treatment = school.assets["Ekonomisystemet"]
        assets.edit(app_of(pilot).store, treatment, AssetDraft("Lönesystemet"))
        await look_for(pilot, "system_name")
        rows = pilot.app.screen.query_one("#list", ListTable).rows
        assert not any(row.dismissed for row in rows)
