"""The model on paper: one page for each aspect, everything on it, nothing cut."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from ksa_tui.domain.model import Model, Question
from ksa_tui.domain.texts import Text
from ksa_tui.reference import parse_model
from ksa_tui.spreadsheets.decision.words import Words
from ksa_tui.spreadsheets.model_pages import build, pages
from ksa_tui.spreadsheets.workbook.measuring import HIGHEST, row_height
from tests.services.making import small_model
from tests.spreadsheets.books import opened, shipped
from tests.spreadsheets.office import OFFICE, TEXT_OF_PDF, Convert, pages_of

OWN_MODEL = Path(__file__).parents[1] / "reference" / "files" / "own_model.toml"
NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)


def own_model() -> Model:
    return parse_model(OWN_MODEL.read_text(encoding="utf-8"), OWN_MODEL.name)


@pytest.fixture(params=[shipped, own_model, small_model], ids=lambda make: str(make.__name__))
def model(request: pytest.FixtureRequest) -> Model:
    made: Model = request.param()
    return made


def texts(data: bytes) -> list[set[str]]:
    """What stands on each sheet."""
    return [
        {str(cell.value) for row in sheet for cell in row if cell.value is not None}
        for sheet in opened(data)
    ]


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_page_holds_the_question_and_every_descriptor_of_its_aspect(
    model: Model, language: str
) -> None:
    found = texts(build(model, language, NOW))
    assert len(found) == len(model.aspects)
    for aspect, page in zip(model.aspects, found, strict=True):
        wanted = {area.name.get(language) for area in model.areas}
        wanted |= {
            model.descriptor(area.id, aspect.id, level.value).get(language)
            for area in model.areas
            for level in aspect.levels
        }
        assert wanted <= page
        assert aspect.question.get(language) in " ".join(sorted(page, key=len))
        words = Words(language, model)
        assert {words.level_of(aspect, level.value) for level in aspect.levels} <= page


def test_guiding_questions_stand_there_where_there_is_room() -> None:
    first, second = texts(build(small_model(), "sv", NOW))
    assert "Personer?" in first
    assert "Personer?" not in second
    assert "Mycket?" not in first | second, "a question about the collection"


@pytest.mark.parametrize("language", ["sv", "en"])
def test_the_shipped_model_can_be_read_on_the_table(language: str) -> None:
    """A page of 10.7 by 6.8 inches: the texts of 12 points are not shrunk below 9."""
    for page in pages(shipped(), language):
        width = sum(column.width * 7 + 5 for column in page.columns) / 96
        height = sum(row_height(row, page.columns) for row in page.rows) / 72
        assert 12 * min(10.7 / width, 6.8 / height) >= 9


def test_questions_that_would_make_it_unreadable_are_left_out() -> None:
    model = small_model()
    many = tuple(Question(f"x{n}", "s", "explore", Text(f"Fråga {n}? " * 20)) for n in range(60))
    first, second = texts(build(replace(model, questions=many), "sv", NOW))
    assert not any("Fråga 7?" in text for text in first | second)
    assert "folk s 2" in first


def test_no_row_is_higher_than_a_program_shows(model: Model) -> None:
    for page in pages(model, "sv"):
        assert page.one_page
        assert all(row_height(row, page.columns) < HIGHEST for row in page.rows)


def test_names_of_aspects_that_no_sheet_may_have() -> None:
    model = small_model()
    named = [
        replace(aspect, name=Text("'[K]: /mycket\\ lång* namn? på en aspekt, alldeles för lång"))
        for aspect in model.aspects
    ]
    book = opened(build(replace(model, aspects=tuple(named)), "sv", NOW))
    assert len(set(book.sheetnames)) == 2
    assert all(0 < len(name) <= 31 for name in book.sheetnames)


def test_a_text_that_looks_like_a_formula_stays_a_text() -> None:
    model = small_model()
    hostile = replace(model, descriptors=dict.fromkeys(model.descriptors, Text("=1+1")))
    for sheet in opened(build(hostile, "sv", NOW)):
        assert all(cell.data_type != "f" for row in sheet for cell in row)


def test_the_same_model_and_moment_give_the_same_bytes(model: Model) -> None:
    assert build(model, "sv", NOW) == build(model, "sv", NOW)


@pytest.mark.office
@pytest.mark.skipif(OFFICE is None, reason="LibreOffice (soffice) is not installed")
@pytest.mark.skipif(TEXT_OF_PDF is None, reason="pdftotext (poppler-utils) is not installed")
@pytest.mark.parametrize("language", ["sv", "en"])
def test_it_prints_on_as_many_pages_as_there_are_aspects(
    model: Model, language: str, tmp_path: Path, convert: Convert
) -> None:
    path = tmp_path / "modell.xlsx"
    path.write_bytes(build(model, language, NOW))
    printed = pages_of(convert(path, "pdf"))
    assert len(printed) == len(model.aspects)
    for aspect, page in zip(model.aspects, printed, strict=True):
        assert "###" not in page
        words = set(page.split())
        for area in model.areas:
            for level in aspect.levels:
                text = model.descriptor(area.id, aspect.id, level.value).get(language)
                assert set(text.split()) <= words
