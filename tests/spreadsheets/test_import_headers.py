"""Headers as municipalities write them, and what each is taken for."""

from __future__ import annotations

import pytest

from ksa_tui.domain.importing import Field
from ksa_tui.spreadsheets.lists import header_words, headers
from ksa_tui.spreadsheets.lists.headers import key, know, know_below, shown

KNOWN = {
    Field.NAME: """
        Informationsmängd | INFORMATIONS-\nMÄNGD* | Handlingstyp ¹ | Namn på informationsmängd
        | Informationstillgång 1) | Rutin/Handling | Handlingsslag/typ | Ex. informationstyp
        | Information asset | Vilken information hanteras? | informationsmangd | 2. Benämning
    """,
    Field.DESCRIPTION: "Beskrivning av informationsmängd | Description: | Innehåll",
    Field.NOTE: """
        Anmärkning: | Kommentar till sekretess | Övrigt | Process | Ansvarig | ANSVARIG* | Ansvarig (namn)
        | Ansvarig chef | Responsible
    """,
    Field.LAW: """
        Sekretess (OSL) | Sekretess/\nLagrum | Sekretess, lagrum enl. OSL | Rättslig grund
        | Omfattas informationsmängden av sekretess? | Lagstöd | Legal basis
    """,
    Field.PERSONAL: "Innehåller personuppgifter? (Ja/Nej) | Personuppgifter* | GDPR | Contains PII?",
    Field.SENSITIVE: """
        Känsliga personuppgifter? | Förekommer känsliga\npersonuppgifter
        | Innehåller den känsliga personuppgifter (J/N)
    """,
    Field.SYSTEM: """
        Vilka system hanterar informationen? | System där informationen hanteras
        | Verksamhetssystem 1 | Ärendehanteringssystem | IT-system | Applikation
    """,
    Field.DEPARTMENT: "Förvaltning/nämnd | Ansvarig förvaltning | FORVALTNING | Verksamhet | Department",
    Field.OWNER: """
        Informationsägare (roll) | Informationsagare | Ägare | Information owner | Informationsansvarig
    """,
    Field.MEDIUM: "Media | Förvaringsplats | Lagringsformat | Var lagras informationen?",
    Field.RETENTION: "Bevaras / gallras | Gallringsfrist | Lagringstid | Gallring (år)",
    Field.NUMBER: "Nr. | Löp-nr | ID | Diarienummer",
    Field.EARLIER_LEVEL: """
        K | Konfidentialitet (0-3) | Riktighet | T | Informationsklass K | Klassning | Skyddsnivå
        | Sekretessgrad | Confidentiality
    """,
    None: """
        Systemägare | Personuppgiftsansvarig | Personuppgiftsbiträdesavtal | Säkerhetsskydd
        | Registrering | Sorteringsordning | Handläggare | Handlingsplan | Idé | Kontaktperson
    """,
}


@pytest.mark.parametrize(
    ("text", "field"),
    [(text.strip(), field) for field, texts in KNOWN.items() for text in texts.split("|")],
)
def test_a_header_is_taken_for_what_it_says(text: str, field: Field | None) -> None:
    known = know(text)
    assert (known.field if known else None) == field


@pytest.mark.parametrize(
    ("parent", "child", "field"),
    [
        ("System", "Namn", Field.SYSTEM),
        ("Informationsmängd", "Namn", Field.NAME),
        ("Informationsmängd", "Beskrivning", Field.DESCRIPTION),
        ("System", "Leverantör", None),
        ("Personuppgifter", "Känsliga", Field.SENSITIVE),
        ("Personuppgifter", "Förekommer", Field.PERSONAL),
        ("Klassning", "K", Field.EARLIER_LEVEL),
        ("Dataskydd", "Sekretess", Field.LAW),
        ("Informationsmängd", "", Field.NAME),
        ("", "System", Field.SYSTEM),
    ],
)
def test_two_header_rows_say_more_than_one(parent: str, child: str, field: Field | None) -> None:
    known = know_below(parent, child)
    assert (known.field if known else None) == field


def test_a_long_text_is_no_header() -> None:
    assert know("Informationsmängd " * 10) is None


def test_headers_are_shown_on_one_line_without_marks() -> None:
    assert shown("Informations-\nmängd ¹:") == "Informationsmängd"
    assert shown("Bevaras/\n gallras*") == "Bevaras/gallras"


def test_every_listed_word_is_written_as_it_is_compared() -> None:
    for listed in (*header_words.EXACT.values(), *header_words.STEMS.values()):
        for phrase in header_words.split(listed):
            assert key(phrase) == phrase


def test_no_word_is_listed_for_two_fields() -> None:
    phrases = [p for listed in header_words.EXACT.values() for p in header_words.split(listed)]
    assert len(phrases) == len(set(phrases))


def test_more_whole_headers_make_a_likelier_header_row() -> None:
    assert headers.score(["Informationsmängd", "System"]) > headers.score(["Informationsmängd"])
    assert headers.score(["Treserva", "Ja", "OSL 26:1"]) == 0
