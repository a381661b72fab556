"""The words that a returned workbook is recognised by, in both languages.

They are a contract with files already sent, so they live here and not in the translation catalogue:
a better translation must never make an owner's decision unreadable.
"""

from __future__ import annotations

from typing import Final

from ksa_tui.domain.texts import Text

SCHEMA: Final = "ksa-beslut/1"
MACHINE_SHEET: Final = "_ksa"


class Sheets:
    """Names of the sheets."""

    README: Final = Text("Läs mig", "Read me")
    DECIDE: Final = Text("Beslut", "Decision")
    SIGN: Final = Text("Underskrift", "Signature")
    LEVELS: Final = Text("Klassning", "Classification")
    MEASURES: Final = Text("Åtgärder", "Measures")
    REQUIREMENTS: Final = Text("Upphandlingskrav", "Requirements")
    QUESTIONS: Final = Text("Öppna frågor", "Open questions")
    MINUTES: Final = Text("Protokoll", "Minutes")
    BASIS: Final = Text("Underlag", "Basis")


class Headers:
    """Header words of the tables."""

    NUMBER: Final = Text("Nr", "No.")
    ASSET: Final = Text("Informationsmängd", "Information asset")
    WHY: Final = Text("Varför, i korthet", "Why, in short")
    NOTE: Final = Text("Obs", "Note")
    DECISION: Final = Text("Beslut", "Decision")
    NEW: Final = Text("Ny", "New")
    """Followed by the aspect's short name: "Ny konf."."""
    COMMENT: Final = Text("Kommentar", "Comment")
    LEFT: Final = Text("Kvar att göra", "Left to do")
    MISSING: Final = Text("Saknas före beslut", "Missing before decision")
    ROW_ID: Final = Text("Rad-id", "Row id")
    ASPECT: Final = Text("Aspekt", "Aspect")
    PROPOSED: Final = Text("Föreslagen nivå", "Proposed level")
    PROTECTION: Final = Text("Skyddsnivå", "Protection level")
    BASIS: Final = Text("Vad som avgjorde", "What decided")
    MOTIVATION: Final = Text("Motivering", "Motivation")
    REMARKS: Final = Text("Att veta", "Worth knowing")
    CONCERNS: Final = Text("Gäller", "Concerns")
    QUESTION: Final = Text("Fråga", "Question")
    WHO: Final = Text("Vem svarar", "Who answers")
    BY: Final = Text("Senast", "By")
    STATE: Final = Text("Läge", "State")
    WEIGHT: Final = Text(
        "Åtgärdsområden, en nivå upp / ned", "Areas of measures, a level up / down"
    )
    MEASURE: Final = Text("Åtgärd", "Measure")
    PLACE: Final = Text("Var det gäller", "Where it holds")
    FOLLOWS: Final = Text("Följer av", "Follows from")
    ASSETS: Final = Text("Informationsmängder", "Information assets")
    REMARK: Final = Text("Anteckning", "Remark")
    ROLE: Final = Text("Ansvarig", "Responsible")
    DUE: Final = Text("Klart senast", "Done by")
    AREA: Final = Text("Område", "Area")
    REQUIREMENT: Final = Text("Krav", "Requirement")
    CONTROLS: Final = Text("ISO/IEC 27002:2022", "ISO/IEC 27002:2022")


class Labels:
    """Labels on the signature sheet; the owner's cell is the unlocked one to the right."""

    REST: Final = Text("Beslut för resten", "Decision for the rest")
    NAME: Final = Text("Namn", "Name")
    TITLE: Final = Text("Befattning", "Title")
    DATE: Final = Text("Datum", "Date")
    REGISTRY: Final = Text("Diarienummer", "Registry number")
    E_SIGNATURE: Final = Text("E-underskrift, referens", "E-signature reference")
    REMARKS: Final = Text("Övriga synpunkter", "Other remarks")


class Choices:
    """What an owner can choose."""

    APPROVE: Final = Text("Godkänn", "Approve")
    CHANGE: Final = Text("Ändra", "Change")
    RETURN: Final = Text("Återremiss", "Return")
    REST_APPROVE: Final = Text("Godkänn enligt förslaget", "Approve as proposed")
    REST_OPEN: Final = Text("Lämna öppna", "Leave open")


class Names:
    """Defined names of the owner's cells on the signature sheet; the same in both languages."""

    REST: Final = "ksa_resten"
    NAME: Final = "ksa_namn"
    TITLE: Final = "ksa_befattning"
    DATE: Final = "ksa_datum"
    REGISTRY: Final = "ksa_diarienummer"
    E_SIGNATURE: Final = "ksa_eunderskrift"
    REMARKS: Final = "ksa_synpunkter"


class Properties:
    """Custom document properties, all of them texts; the same keys stand on the hidden sheet."""

    SCHEMA: Final = "ksa-schema"
    WORKBOOK: Final = "ksa-workbook"
    WORKSHOP: Final = "ksa-workshop"
    NUMBER: Final = "ksa-export"
    KIND: Final = "ksa-kind"
    LANGUAGE: Final = "ksa-language"
    DIGEST: Final = "ksa-digest"
    CODE: Final = "ksa-control-code"
    HISTORY: Final = "ksa-history"
    """The digest of the store's last event before the export; not in workbooks of earlier versions."""


ROLE_LIMIT: Final = 200
"""Characters an owner may write for the responsible role."""

COMMENT_LIMIT: Final = 2_000
"""Characters an owner may write in a comment."""
