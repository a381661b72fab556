"""What Python gives back, and when."""

from __future__ import annotations

import gc
import weakref

import pytest

from ksa_tui import collecting


class _Screen:
    """Refers to itself by a widget, as a screen does."""

    def __init__(self) -> None:
        self.widget = [self]


def _left() -> weakref.ref[_Screen]:
    return weakref.ref(_Screen())


def test_what_a_screen_was_made_of_is_given_back_but_not_while_the_program_is_being_loaded() -> (
    None
):
    gc.collect()  # else Python may look by itself in between
    try:
        gc.disable()
        screen = _left()
        collecting.look_at_new()
        assert screen() is not None
        gc.enable()
        collecting.look_at_new()
        assert screen() is None
    finally:
        gc.enable()


def test_one_heap_is_asked_for_without_a_word_on_every_system() -> None:
    collecting.share_heap()
    collecting.share_heap()


def test_nobody_looks_while_a_list_is_read_and_everybody_does_after_whatever_happened() -> None:
    @collecting.resting()
    def read() -> None:
        assert not gc.isenabled()
        with collecting.resting():
            pass
        assert not gc.isenabled(), "the outer one decides"
        raise ValueError("a row")

    assert gc.isenabled()
    with pytest.raises(ValueError, match="a row"):
        read()
    assert gc.isenabled()
