"""The register in a real office program: every printed page says that it is sensitive."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from uuid import UUID

import pytest

from ksa_tui.domain.register import RegisterRow
from ksa_tui.domain.workshop import AssetStatus
from ksa_tui.spreadsheets.register import RegisterCover, build
from tests.services.making import small_model
from tests.spreadsheets.office import OFFICE, TEXT_OF_PDF, Convert, pages_of

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed"),
    pytest.mark.skipif(TEXT_OF_PDF is None, reason="pdftotext is not installed"),
]


def row(number: int) -> RegisterRow:
    return RegisterRow(
        asset=UUID(int=number),
        treatment=UUID(int=number),
        workshop=UUID(int=1),
        workshop_title="Skola & omsorg",
        model=small_model(),
        name=f"Ärende {number}",
        status=AssetStatus.DECIDED,
        levels={"s": 2, "m": None},
        decided_on=date(2024, 1, 2),
        review_on=date(2025, 1, 2),
    )


def test_every_page_is_marked_and_has_the_heads(tmp_path: Path, convert: Convert) -> None:
    cover = RegisterCover(120, (small_model(),), datetime(2026, 11, 24, 9, tzinfo=UTC))
    path = tmp_path / "register.xlsx"
    path.write_bytes(build([[row(number) for number in range(120)]], cover))
    pages = pages_of(convert(path, "pdf"))
    assert len(pages) > 2
    for page in pages:
        assert "KÄNSLIG" in page
        assert "Informationsmängd" in page
    assert "Ärende 119" in pages[-1]
    assert str(UUID(int=7)) not in "".join(pages)
