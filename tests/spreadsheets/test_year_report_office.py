"""The yearly report in a real office program: one page for the committee, every page marked."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from ksa_tui import i18n
from ksa_tui.services import year_report
from ksa_tui.services.year_report_export import export
from tests.services.making import opened
from tests.services.reported import TODAY, tell

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
TEXT_OF_PDF = shutil.which("pdftotext")

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed"),
    pytest.mark.skipif(TEXT_OF_PDF is None, reason="pdftotext is not installed"),
]


@pytest.mark.parametrize(("lang", "mark"), [("sv", "KÄNSLIG"), ("en", "SENSITIVE")])
def test_every_page_is_marked_and_the_summary_is_one(tmp_path: Path, lang: str, mark: str) -> None:
    with opened(tmp_path / "town") as store:
        tell(store)
        i18n.set_language(lang)
        path = export(store, year_report.read(store).report(2026, TODAY), tmp_path / "r.xlsx")
    profile = (tmp_path / "profile").as_uri()
    subprocess.run(
        [str(OFFICE), f"-env:UserInstallation={profile}", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path), str(path)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    done = subprocess.run(
        [str(TEXT_OF_PDF), "-layout", str(path.with_suffix(".pdf")), "-"],
        check=True, capture_output=True,
    )  # fmt: skip
    pages = done.stdout.decode().split("\f")[:-1]
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
