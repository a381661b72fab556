"""References to law, from the many ways they are written to one form."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ksa_tui.domain.legal import read_law


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("OSL 26:1", ["26 kap. 1 § OSL"]),
        ("osl26:1", ["26 kap. 1 § OSL"]),
        ("23:2 OSL", ["23 kap. 2 § OSL"]),
        ("25 kap. 1 §", ["25 kap. 1 § OSL"]),
        ("26:1", ["26 kap. 1 § OSL"]),
        ("26 kap 1§ OSL", ["26 kap. 1 § OSL"]),
        ("26 KAP. 1 § OSL", ["26 kap. 1 § OSL"]),
        ("OSL kap 26 § 1", ["26 kap. 1 § OSL"]),
        ("OSL 21 kap. 3 a §", ["21 kap. 3 a § OSL"]),
        ("21:3a", ["21 kap. 3 a § OSL"]),
        ("OSL 17:3 b, 32:3 b", ["17 kap. 3 b § OSL", "32 kap. 3 b § OSL"]),
        ("OSL 26:1 och 3", ["26 kap. 1 § OSL", "26 kap. 3 § OSL"]),
        ("OSL 39:2, 3", ["39 kap. 2 § OSL", "39 kap. 3 § OSL"]),
        ("26 kap. 1–3 §§ OSL", ["26 kap. 1 § OSL", "26 kap. 2 § OSL", "26 kap. 3 § OSL"]),
        ("26:1\n25:1\n23:2 OSL", ["26 kap. 1 § OSL", "25 kap. 1 § OSL", "23 kap. 2 § OSL"]),
        ("19 kap. 3 § och 31 kap. 16 § OSL", ["19 kap. 3 § OSL", "31 kap. 16 § OSL"]),
        (
            "Offentlighets- och sekretesslagen (2009:400) 26 kap 1 §, 21 kap 1 och 3 §§",
            ["26 kap. 1 § OSL", "21 kap. 1 § OSL", "21 kap. 3 § OSL"],
        ),
        ("OSL 26:1; OSL 26:1", ["26 kap. 1 § OSL"]),
    ],
)
def test_sections_of_osl_come_to_one_form(text: str, values: list[str]) -> None:
    found = read_law(text)
    assert [(ref.kind, ref.value, ref.sure) for ref in found.refs] == [
        ("law", v, True) for v in values
    ]
    assert not found.remainder


@pytest.mark.parametrize(
    "text",
    [
        "PDL",
        "2 kap. 1 § TF",
        "2 kap. 3 §",
        "SoL 15:1",
        "12:30",
        "OSL",
        "OSL 26 kap.",
        "OSL 99:1",
        "26.1 OSL",
        "SFS 2009:400",
        "Absolut sekretess, se beslutet",
        "m fl kl 12",
    ],
)
def test_what_is_not_understood_is_kept_as_it_is_written(text: str) -> None:
    assert [(ref.value, ref.sure) for ref in read_law(text).refs] == [(text, False)]


def test_other_laws_stand_beside_those_that_are_known() -> None:
    assert [(ref.value, ref.sure) for ref in read_law("OSL 26:1, 21:3; SoL 15:1").refs] == [
        ("26 kap. 1 § OSL", True),
        ("21 kap. 3 § OSL", True),
        ("SoL 15:1", False),
    ]
    assert [(ref.value, ref.sure) for ref in read_law("26:1 OSL, 15:1 SoL").refs] == [
        ("26 kap. 1 § OSL", True),
        ("15:1 SoL", False),
    ]
    assert [ref.value for ref in read_law("PDL, GDPR").refs] == ["PDL", "GDPR"]


@pytest.mark.parametrize(
    "text", ["OSL 26:1 (socialtjänst)", "OSL 26:1, 70 år", "26 kap. 1 § 2 st OSL"]
)
def test_words_beside_a_known_section_are_a_remainder(text: str) -> None:
    found = read_law(text)
    assert [ref.value for ref in found.refs] == ["26 kap. 1 § OSL"]
    assert found.remainder


@pytest.mark.parametrize("text", ["", " ", "§", "- , ;"])
def test_nothing_said_is_no_reference(text: str) -> None:
    assert read_law(text).refs == ()


@given(st.integers(15, 40), st.integers(1, 99), st.sampled_from(["", " a", " b"]))
def test_every_spelling_of_a_section_is_the_same_section(
    chapter: int, section: int, letter: str
) -> None:
    spellings = (
        f"{chapter} kap. {section}{letter} § OSL",
        f"OSL {chapter}:{section}{letter}",
        f"{chapter}:{section}{letter} OSL",
        f"{chapter} kap {section}{letter}§",
        f"offentlighets- och sekretesslagen {chapter} kap. {section}{letter} §",
    )
    for spelling in spellings:
        assert [ref.value for ref in read_law(spelling).refs] == [spellings[0]]


@given(st.text(alphabet="OSLkap.§ 0123456789:;,()\nabåchog-–", max_size=80))
def test_any_text_is_read_and_reading_its_own_form_changes_nothing(text: str) -> None:
    for ref in read_law(text).refs:
        if ref.sure:
            assert read_law(ref.value).refs == (ref,)
