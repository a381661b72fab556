"""The requirements workbook in a real office program: it prints whole, and counts what a supplier answers."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import load_workbook

from ksa_tui.services import requirements
from ksa_tui.services.requirements import RequirementOptions
from ksa_tui.store import Store
from tests.services.making import opened
from tests.services.requiring import secret_workshop

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
TEXT_OF_PDF = shutil.which("pdftotext")

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed"),
]

Convert = Callable[[Path, str], Path]


@pytest.fixture(scope="module")
def convert(tmp_path_factory: pytest.TempPathFactory) -> Convert:
    """Saves a file as another kind, with a profile of its own."""
    profile = tmp_path_factory.mktemp("profile").as_uri()

    def run(source: Path, kind: str) -> Path:
        target = tmp_path_factory.mktemp(kind)
        subprocess.run(
            [str(OFFICE), f"-env:UserInstallation={profile}", "--headless", "--convert-to", kind,
             "--outdir", str(target), str(source)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        return target / f"{source.stem}.{kind}"

    return run


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path / "hem") as found:
        yield found


@pytest.fixture
def workshop(store: Store) -> UUID:
    return secret_workshop(store)


def pages(path: Path) -> list[str]:
    done = subprocess.run(
        [str(TEXT_OF_PDF), "-layout", str(path), "-"], check=True, capture_output=True
    )
    return done.stdout.decode("utf-8").split("\f")[:-1]


@pytest.mark.skipif(TEXT_OF_PDF is None, reason="pdftotext (poppler-utils) is not installed")
def test_every_page_of_ones_own_copy_is_marked(
    store: Store, workshop: UUID, convert: Convert
) -> None:
    options = RequirementOptions(internal=True, language="sv")
    found = pages(convert(requirements.hand_out(store, workshop, options).path, "pdf"))
    assert len(found) > 3
    for number, page in enumerate(found, start=1):
        assert page.count("INTERNT") >= 2
        assert f"sida {number} av {len(found)}" in page


@pytest.mark.skipif(TEXT_OF_PDF is None, reason="pdftotext (poppler-utils) is not installed")
@pytest.mark.parametrize(("lang", "head"), [("sv", "Uppfylls"), ("en", "Met?")])
def test_what_leaves_repeats_its_header_on_few_pages(
    store: Store, workshop: UUID, convert: Convert, lang: str, head: str
) -> None:
    handed = requirements.hand_out(store, workshop, RequirementOptions(language=lang))
    found = pages(convert(handed.path, "pdf"))
    assert 3 <= len(found) <= 6
    assert all(head in page for page in found[1:])


def test_the_answers_are_counted(
    store: Store, workshop: UUID, convert: Convert, tmp_path: Path
) -> None:
    handed = requirements.hand_out(store, workshop, RequirementOptions(language="sv"))
    total = len(handed.what.selection.required)
    book = load_workbook(handed.path)
    rows = [row for row in book["Krav"].iter_rows(min_row=6) if "." in str(row[0].value)]
    for row, answer in zip(rows, ("Ja", "Delvis", "Nej"), strict=False):
        row[3].value = answer
        row[4].value = "Ja, se bilaga. " * 60
    answered = tmp_path / "anbud.xlsx"
    book.save(answered)
    back = load_workbook(convert(answered, "xlsx"), data_only=True)
    assert back["Krav"]["A3"].value == f"3 av {total} krav besvarade"
    facts = {row[4].value: row[5].value for row in back["Läs mig"].iter_rows(min_row=4)}
    assert (facts["Besvarade"], facts["Kvar att besvara"]) == (3, total - 3)
