from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ksa_tui.domain.texts import Text, fold, sort_key, visible

WRITTEN = st.text(max_size=80)


def test_a_missing_english_text_falls_back_to_the_swedish() -> None:
    assert Text("nivå", "level").get("en") == "level"
    assert Text("nivå", "level").get("sv") == "nivå"
    assert Text("nivå").get("en") == "nivå"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Elevhälsojournal", "ELEVHÄLSOJOURNAL"),
        ("  Elev \t journal\n", "elev journal"),
        ("Idé", "ide"),
        ("Cafe\u0301", "café"),
        ("A\u030ar", "År"),
        ("ﬁl", "fil"),
        ("Elev\u00a0journal", "elev journal"),
        ("Straße", "STRASSE"),
    ],
)
def test_names_that_a_person_takes_for_the_same_fold_alike(one: str, other: str) -> None:
    assert fold(one) == fold(other)


@pytest.mark.parametrize(("one", "other"), [("År", "Ar"), ("Öl", "Ol"), ("Väg", "Vag"), ("ö", "ø")])
def test_swedish_letters_are_letters_of_their_own(one: str, other: str) -> None:
    assert fold(one) != fold(other)


@given(WRITTEN)
def test_folding_twice_changes_nothing_for_names_in_ordinary_letters(text: str) -> None:
    plain = "".join(c for c in text if ord(c) < 0x250)
    assert fold(fold(plain)) == fold(plain)


@given(WRITTEN)
def test_case_blanks_and_unicode_form_never_matter(text: str) -> None:
    plain = "".join(c for c in text if ord(c) < 0x250)
    assert fold(unicodedata.normalize("NFD", plain)) == fold(unicodedata.normalize("NFC", plain))
    assert fold(f"  {plain}\n") == fold(plain)


def test_swedish_letters_sort_after_z_in_their_own_order() -> None:
    names = ["Öl", "Zon", "Ärende", "Ånga", "Avtal", "avfall", "Éclair", "Elev"]
    assert sorted(names, key=sort_key) == [
        "avfall", "Avtal", "Éclair", "Elev", "Zon", "Ånga", "Ärende", "Öl",
    ]  # fmt: skip


@given(WRITTEN)
def test_nothing_that_steers_a_terminal_is_left_visible(text: str) -> None:
    shown = visible(text)
    assert not any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in shown)
    assert not set(shown) & set("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")
    assert visible(shown) == shown


@pytest.mark.parametrize("text", ["Elevhälsojournal", "100\u00a0000 kr", "👩‍🏫 lärare", "[/x] {y}"])
def test_what_people_write_is_shown_as_it_is(text: str) -> None:
    assert visible(text) == text


def test_characters_of_all_kinds_fold_by_the_one_rule() -> None:
    """Texts without accents take a shorter way to the same."""
    for code in (*range(0x3100), *range(0xD7F0, 0x10000, 7), *range(0x1D400, 0xE0200, 997)):
        for text in (chr(code), f"ÅäÖ {chr(code)}X\u0301"):
            composed = unicodedata.normalize("NFKC", text).casefold()
            parts = (c if c in "åäö" else unicodedata.normalize("NFD", c) for c in composed)
            bare = "".join(c for part in parts for c in part if not unicodedata.combining(c))
            assert fold(text) == " ".join(bare.split()), hex(code)
