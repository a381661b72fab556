"""The requirements workbook in a real office program: it prints whole, and counts what a supplier answers."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from openpyxl import load_workbook

from ksa_tui.services import requirements
from ksa_tui.services.requirements import RequirementOptions
from ksa_tui.store import Store
from tests.services.making import opened
from tests.services.requiring import secret_workshop
from tests.spreadsheets.office import OFFICE, TEXT_OF_PDF, Convert, pages_of

pytestmark = [
    pytest.mark.office,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed"),
]


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with opened(tmp_path / "hem") as found:
        yield found


@pytest.fixture
def workshop(store: Store) -> UUID:
    return secret_workshop(store)


@pytest.mark.skipif(TEXT_OF_PDF is None, reason="pdftotext (poppler-utils) is not installed")
def test_every_page_of_ones_own_copy_is_marked(
    store: Store, workshop: UUID, convert: Convert
) -> None:
    options = RequirementOptions(internal=True, language="sv")
    found = pages_of(convert(requirements.hand_out(store, workshop, options).path, "pdf"))
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
    found = pages_of(convert(handed.path, "pdf"))
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
