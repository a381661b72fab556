"""The yearly report in a real office program: one page for the committee, every page marked."""

from __future__ import annotations

from pathlib import Path

import pytest

from ksa_tui import i18n
from ksa_tui.services import year_report
from ksa_tui.services.year_report_export import export
from tests.services.making import opened
from tests.services.reported import TODAY, tell
from tests.spreadsheets.office import OFFICE, TEXT_OF_PDF, Convert, pages_of

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed"),
    pytest.mark.skipif(TEXT_OF_PDF is None, reason="pdftotext is not installed"),
]


@pytest.mark.parametrize(("lang", "mark"), [("sv", "KÄNSLIG"), ("en", "SENSITIVE")])
def test_every_page_is_marked_and_the_summary_is_one(
    tmp_path: Path, lang: str, mark: str, convert: Convert
) -> None:
    with opened(tmp_path / "town") as store:
        tell(store)
        i18n.set_language(lang)
        path = export(store, year_report.read(store).report(2026, TODAY), tmp_path / "r.xlsx")
    pages = pages_of(convert(path, "pdf"))
    summary = {"sv": "Sammanfattning", "en": "Summary"}[lang]
    feet = [page.strip().splitlines()[-1] for page in pages]
    assert sum(summary in foot for foot in feet) == 1
    assert summary in feet[0]
    for page in pages:
        assert mark in page
        assert "#REF" not in page
        assert "Err:" not in page
    words = {"sv": "Hur det står till", "en": "Where the information assets stand"}[lang]
    assert words in pages[0]
    assert len(pages) < 30
