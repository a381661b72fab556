"""Texts are made safe to keep, and nothing else about them is changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ksa_tui.domain import cleaning
from ksa_tui.domain.cleaning import clean_line, clean_text, long_text, optional, required
from tests.services.making import refused


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("", ""),
        ("  a  b \n", "a  b"),
        ("a\r\nb\rc\u2028d\u0085e", "a\nb\nc\nd\ne"),
        ("a\tb", "a\tb"),
        ("\x1b[31mröd\x1b[0m", "[31mröd[0m"),
        ("a\x00b\x7fc\x9fd", "abcd"),
        ("\ufeffBOM\u202eevil\u2066x\u2069", "BOMevilx"),
        ("half \ud83d pair", "half  pair"),
        ("\u200b \u00ad\u200d", ""),
        ("\ue000", "\ue000"),
        ("😀 e\u0301 \u200d \u00ad", "😀 e\u0301 \u200d \u00ad"),
        ("=1+1 #N/A [/x] {a} %s _x000D_ <b>", "=1+1 #N/A [/x] {a} %s _x000D_ <b>"),
    ],
)
def test_control_characters_go_and_the_rest_stays(text: str, kept: str) -> None:
    assert clean_text(text) == kept


@given(st.text())
def test_a_clean_text_is_clean_and_can_be_saved(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
    once.encode("utf-8")
    assert not any(ord(char) < 32 and char not in "\n\t" for char in once)


@given(st.text())
def test_a_line_is_one_line(text: str) -> None:
    line = clean_line(text)
    assert clean_line(line) == line
    assert len(line.splitlines()) <= 1
    assert line == " ".join(line.split())


def test_limits_are_the_longest_that_is_taken() -> None:
    assert len(optional("x" * cleaning.NAME_LIMIT)) == cleaning.NAME_LIMIT
    assert len(long_text("x" * cleaning.TEXT_LIMIT)) == cleaning.TEXT_LIMIT
    with refused(cleaning.TOO_LONG):
        required("x" * (cleaning.NAME_LIMIT + 1), cleaning.EMPTY_NAME)
    with refused(cleaning.TOO_LONG):
        long_text("x" * (cleaning.TEXT_LIMIT + 1))


def test_what_is_required_may_not_be_empty() -> None:
    assert required(" a ", cleaning.EMPTY_NAME) == "a"
    with refused(cleaning.EMPTY_NAME):
        required("\u200f \n", cleaning.EMPTY_NAME)


def test_characters_of_all_kinds_are_cleaned_alike_beside_a_hidden_one() -> None:
    """A text in which nothing is hidden takes a shorter way to the same."""
    for code in (*range(0x3100), *range(0xD7F0, 0x10000, 7), *range(0x1D400, 0xE0200, 997)):
        for text in (chr(code), f" {chr(code)} Åb  c {chr(code)}"):
            assert clean_text(text) == clean_text(f"{text}\x07"), hex(code)
            assert clean_line(text) == clean_line(f"{text}\x07"), hex(code)
