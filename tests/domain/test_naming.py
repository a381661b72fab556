from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ksa_tui.domain.naming import looks_like_system
from ksa_tui.reference import load_catalogue

SYSTEMS = [
    "Procapita",
    "W3D3",
    "Lärplattformen Vklass",
    "Ekonomisystem Raindance",
    "Styr- och övervakningssystem vatten",
    "Fastighetsritningar och driftsystem",
    "Lärplattform och elevarbeten",
    "HR-system",
    "Personalsystemet",
    "PERSONALSYSTEM",
    "System för e-post",
    "Portal för vårdnadshavare",
    "E-tjänst för bygglov",
    "SchoolSoft",
    "ByggR",
    "Skola24",
    "Treserva",
    "Databas över leverantörer",
    "Fritidsappen",
    "Case management system",
    "Learning platform",
    "Intranätet",
]

INFORMATION = [
    "Elevhälsojournal",
    "Loggar från journalsystemet",
    "Registret i Procapita",
    "Åtgärdsprogram",
    "Systemdokumentation",
    "System- och driftdokumentation",
    "Systematiskt kvalitetsarbete",
    "Ledningssystem för kvalitet",
    "E-post och gemensamma arbetsdokument",
    "SoL-ärenden",
    "LSS-ärenden",
    "Webbplats och publik information",
    "E-arkiv och centralarkiv",
    "Mappen med avtal",
    "Trappan till simhallen",
    "Bygglov 2024",
    "Nämndens ärenden VT2024",
    "Building permit applications",
    "Försörjningsstöd",
    "A4",
    "",
    "[/x] tag",
]


@pytest.mark.parametrize("name", SYSTEMS)
def test_the_name_of_a_system_is_seen(name: str) -> None:
    assert looks_like_system(name)


@pytest.mark.parametrize("name", INFORMATION)
def test_the_name_of_information_is_left_in_peace(name: str) -> None:
    assert not looks_like_system(name)


def test_no_name_of_the_shipped_catalogue_looks_like_a_system() -> None:
    names = [asset.name for asset in load_catalogue().assets]
    assert [n.sv for n in names if looks_like_system(n.sv)] == []
    assert [n.en for n in names if looks_like_system(n.en)] == []


@given(st.text(max_size=60))
def test_any_name_gets_an_answer(name: str) -> None:
    assert looks_like_system(name) in (True, False)
