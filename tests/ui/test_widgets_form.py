"""Forms: typed fields, complaints where they belong, nothing lost by a slip of the finger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from textual import getters
from textual.app import App, ComposeResult

from ksa_tui import ui
from ksa_tui.errors import KsaError
from ksa_tui.i18n import N_
from ksa_tui.ui.dialogs.form import FormPanel
from ksa_tui.ui.themes import LIGHT, own_variables, theme_of
from ksa_tui.ui.widgets.choice import Choice
from ksa_tui.ui.widgets.form import AreaField, ChoiceField, DateField, TextField
from tests.ui.running import screen_text, settle, type_text

Answer = tuple[str, date | None, str | None, str]
STYLES = Path(str(ui.__file__)).with_name("ksa.tcss")


class Form(FormPanel[Answer]):
    """One field of each kind."""

    name_field = getters.query_one("#name", TextField)
    day = getters.query_one("#day", DateField)
    colour = getters.query_one("#colour", ChoiceField)
    note = getters.query_one("#note", AreaField)

    def __init__(self, check: Callable[[str], None] = lambda _name: None) -> None:
        super().__init__()
        self.check_name = check

    def heading(self) -> str:
        return "Blankett"

    def compose_fields(self) -> ComposeResult:
        yield TextField(
            "Namn", id="name", required=N_("A name, please."), suggestions=["Elevhälsan"]
        )
        yield DateField("Dag", date(2026, 11, 24), id="day", today=date(2026, 11, 24))
        yield ChoiceField("Färg", (("r", "röd"), ("b", "blå")), id="colour").add_class("group")
        yield AreaField("Not", id="note")

    def save(self) -> Answer:
        self.check_name(self.name_field.read())
        return self.name_field.read(), self.day.read(), self.colour.read(), self.note.read()


class LevelForm(Form):
    """A form that begins with a choice among levels."""

    def compose_fields(self) -> ComposeResult:
        levels = [(level, f"nivå {level}") for level in range(4)]
        yield ChoiceField("Nivå", levels, id="level", stacked=True)
        yield from super().compose_fields()


class FormApp(App[None]):
    """A form on an empty screen, and what it answered."""

    CSS_PATH = STYLES

    def __init__(self, form: Form) -> None:
        super().__init__()
        self.register_theme(theme_of(LIGHT))
        self.theme = LIGHT.name
        self.form = form
        self.answers: list[Answer | None] = []

    def get_theme_variable_defaults(self) -> dict[str, str]:
        return own_variables(LIGHT)

    def on_mount(self) -> None:
        self.push_screen(self.form, self.answers.append)


async def test_tab_goes_through_the_fields_and_enter_saves() -> None:
    app = FormApp(Form())
    async with app.run_test(size=(100, 30)) as pilot:
        await type_text(pilot, "Löner")
        await pilot.press("tab", *["backspace"] * 10)
        await type_text(pilot, "1 dec")
        await pilot.press("tab", "right", "right", "enter")
        await settle(pilot)
        assert app.answers == [("Löner", date(2026, 12, 1), "b", "")]


@pytest.mark.parametrize(
    ("keys", "chosen"),
    [(" 3", 3), ("3 ", 3), (" ", 0), ("  ", 0), ("1 3 ", 3), ("93", 3), ("9", None)],
)
async def test_the_last_digit_is_the_level_whatever_space_comes_with_it(
    keys: str, chosen: int | None
) -> None:
    """Space once stepped on and wrapped: 3 and space was 0."""
    form = LevelForm()
    async with FormApp(form).run_test(size=(100, 30)) as pilot:
        choice = form.query_one(Choice)
        for key in keys:
            pilot.app.simulate_key("space" if key == " " else key)
        await settle(pilot)
        assert choice.value == chosen


async def test_up_and_down_go_from_field_to_field() -> None:
    form = Form()
    async with FormApp(form).run_test(size=(100, 30)) as pilot:
        await pilot.press("down", "down", "right", "up", "up")
        await type_text(pilot, "x")
        assert form.name_field.read() == "x"
        assert form.colour.read() == "r"


async def test_in_a_field_of_several_lines_enter_is_a_new_line_and_ctrl_s_saves() -> None:
    app = FormApp(Form())
    async with app.run_test(size=(100, 30)) as pilot:
        await type_text(pilot, "Löner")
        await pilot.press("tab", "tab", "tab")
        await type_text(pilot, "ett")
        await pilot.press("enter")
        await type_text(pilot, "två")
        await pilot.press("ctrl+s")
        await settle(pilot)
        assert app.answers == [("Löner", date(2026, 11, 24), None, "ett\ntvå")]


async def test_every_wrong_field_says_what_is_wrong_and_the_first_gets_the_cursor() -> None:
    form = Form()
    app = FormApp(form)
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("tab", *["backspace"] * 10)
        await type_text(pilot, "31/2")
        await pilot.press("enter")
        await settle(pilot)
        text = screen_text(app)
        assert "A name, please." in text
        assert "31/2" in text.splitlines()[-1] or text.count("31/2") == 2
        assert app.answers == []
        assert form.focused is not None
        await type_text(pilot, "x")
        assert form.name_field.read() == "x"


async def test_a_refusal_keeps_the_form_with_what_was_written() -> None:
    def refuse(name: str) -> None:
        if name == "upptaget":
            raise KsaError("Namnet är upptaget [/x].")

    app = FormApp(Form(refuse))
    async with app.run_test(size=(100, 30)) as pilot:
        await type_text(pilot, "upptaget")
        await pilot.press("enter")
        await settle(pilot)
        assert "Namnet är upptaget [/x]." in screen_text(app)
        assert "upptaget" in screen_text(app)
        await type_text(pilot, "2")
        await pilot.press("enter")
        await settle(pilot)
        assert [answer and answer[0] for answer in app.answers] == ["upptaget2"]


async def test_leaving_untouched_asks_nothing() -> None:
    app = FormApp(Form())
    async with app.run_test(size=(100, 30)) as pilot:
        await pilot.press("escape")
        await settle(pilot)
        assert app.answers == [None]


@pytest.mark.parametrize(("key", "answers"), [("escape", 0), ("enter", 1)])
async def test_leaving_after_a_change_asks_first(key: str, answers: int) -> None:
    app = FormApp(Form())
    async with app.run_test(size=(100, 30)) as pilot:
        await type_text(pilot, "x")
        await pilot.press("escape")
        await settle(pilot)
        await pilot.press(key)
        await settle(pilot)
        assert app.answers == [None] * answers


async def test_what_was_written_before_is_offered() -> None:
    form = Form()
    async with FormApp(form).run_test(size=(100, 30)) as pilot:
        await type_text(pilot, "elev")
        await settle(pilot)
        await pilot.press("right")
        assert form.name_field.read() == "Elevhälsan"


async def test_nothing_is_chosen_until_it_has_been() -> None:
    form = Form()
    async with FormApp(form).run_test(size=(100, 30)) as pilot:
        assert form.colour.read() is None
        await pilot.click("#colour Choice", offset=(9, 0))
        assert form.colour.read() == "b"
        assert form.query_one(Choice).value == "b"


@pytest.mark.parametrize("size", [(80, 24), (100, 30), (120, 36)])
async def test_the_form_fits_the_screen(size: tuple[int, int]) -> None:
    async with FormApp(Form()).run_test(size=size) as pilot:
        text = screen_text(pilot.app)
        assert all(word in text for word in ("Blankett", "Namn", "Dag", "Färg", "Not", "esc"))
