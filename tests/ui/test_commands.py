"""Every screen's keys, words and help come from its commands, and can be pressed on any keyboard."""

from __future__ import annotations

import importlib
import inspect
import os
import pkgutil
from pathlib import Path

import pytest

from ksa_tui import i18n, ui
from ksa_tui.ui.base import Frame, Page, Panel
from ksa_tui.ui.commands import (
    HELP,
    Command,
    doubled_keys,
    forbidden_keys,
    key_words,
    keys_page,
)
from ksa_tui.ui.dialogs.form import FormPanel
from ksa_tui.ui.screens.home import HomeScreen

FrameClass = type[Frame[object]]
DOCS = Path(__file__).parents[2] / "docs"


def frames() -> list[FrameClass]:
    """Every page and panel of the app, without those that are only bases of others."""
    found: set[FrameClass] = set()
    for module in pkgutil.walk_packages(ui.__path__, f"{ui.__name__}."):
        for _, each in inspect.getmembers(importlib.import_module(module.name), inspect.isclass):
            if issubclass(each, Frame) and each not in {Frame, Page, Panel, FormPanel}:
                found.add(each)
    shown = [each for each in found if not found & set(each.__subclasses__())]
    return sorted(shown, key=lambda each: each.__qualname__)


every_frame = pytest.mark.parametrize("frame", frames(), ids=lambda frame: frame.__name__)


@every_frame
def test_no_key_means_two_things(frame: FrameClass) -> None:
    assert doubled_keys(frame.commands()) == []


@every_frame
def test_every_key_can_be_pressed_anywhere(frame: FrameClass) -> None:
    assert forbidden_keys(frame.commands()) == []


@every_frame
def test_the_key_bar_has_at_most_five_keys_and_help(frame: FrameClass) -> None:
    shown = [c for c in frame.commands() if c.shown and c is not HELP]
    assert 1 <= len(shown) <= 5 + (frame is HomeScreen)  # "leave the example" stands for "example"


@every_frame
def test_every_command_is_bound_and_every_binding_is_a_command(frame: FrameClass) -> None:
    ids = {command.id for command in frame.OWN_COMMANDS if command.action}
    bound = {getattr(binding, "id", None) for binding in frame.BINDINGS}
    assert ids <= bound


@every_frame
def test_every_screen_explains_itself(frame: FrameClass) -> None:
    if frame.__name__ == "HelpScreen":
        return
    assert frame.HELP_TITLE
    assert frame.HELP_TEXT or frame.help_content is not Frame.help_content


def test_an_id_means_the_same_on_every_screen() -> None:
    actions: dict[str, set[str]] = {}
    for frame in frames():
        for command in frame.commands():
            actions.setdefault(command.id, set()).add(command.action)
    assert {name: found for name, found in actions.items() if len(found) > 1} == {}


def test_a_doubled_and_a_forbidden_key_are_found() -> None:
    one = Command("a.b", "x,y", "l", "h", "a")
    two = Command("a.c", "y,alt+x,ctrl+i", "l", "h", "a")
    assert doubled_keys([one, two]) == ["y"]
    assert forbidden_keys([one, two]) == ["alt+x", "ctrl+i"]


def test_keys_are_written_in_words() -> None:
    assert [key_words(key) for key in ("escape", "backspace", "ctrl+z", "question_mark", "n")] == [
        "esc", "backsteg", "ctrl+z", "?", "n",
    ]  # fmt: skip


@pytest.mark.parametrize(("lang", "name"), [("sv", "tangenter.md"), ("en", "keys.md")])
def test_the_documented_keys_are_those_of_the_app(lang: str, name: str) -> None:
    """``KSA_GOLDEN=write`` writes the page anew."""
    i18n.set_language(lang)
    pages = [frame for frame in frames() if issubclass(frame, Page) and frame.HELP_TITLE]
    told = keys_page((i18n.gettext(page.HELP_TITLE), page.OWN_COMMANDS) for page in pages)
    documented = DOCS / name
    if os.environ.get("KSA_GOLDEN") == "write":
        documented.write_text(told, encoding="utf-8", newline="\n")
    assert told == documented.read_text(encoding="utf-8")
