"""The requirements workbook: what leaves says nothing of what was classified; the buyer's own copy says why."""

from __future__ import annotations

import html
import re
import zipfile
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from uuid import UUID
from xml.etree import ElementTree

import pytest
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from ksa_tui.domain.model import Model
from ksa_tui.domain.texts import Text
from ksa_tui.domain.words import MEASURE_STATE
from ksa_tui.i18n import LANGUAGES, speaking
from ksa_tui.reference import load_measures, load_model
from ksa_tui.services import requirements, workshops
from ksa_tui.services.requirements import RequirementOptions
from ksa_tui.services.workshops import WorkshopDraft
from ksa_tui.store import Store
from tests.services.making import opened as store_in
from tests.services.requiring import (
    FORMULA,
    MARKUP,
    REASON,
    ROLE,
    SECRETS,
    SYSTEM,
    TITLE,
    WEAKNESS,
    rated,
    secret_workshop,
)

SHEETS = {
    ("sv", False): ["Läs mig", "Krav"],
    ("en", False): ["Read me", "Requirements"],
    ("sv", True): ["Läs mig", "Krav", "Utelämnat"],
    ("en", True): ["Read me", "Requirements", "Left out"],
}

languages = pytest.mark.parametrize("lang", LANGUAGES)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with store_in(tmp_path / "hem") as found:
        yield found


@pytest.fixture
def workshop(store: Store) -> UUID:
    return secret_workshop(store)


def handed(
    store: Store, workshop: UUID, lang: str, *, internal: bool = False, of: UUID | None = None
) -> bytes:
    options = RequirementOptions(of=of, internal=internal, language=lang)
    return requirements.hand_out(store, workshop, options).path.read_bytes()


def read(data: bytes, *, values: bool = False) -> Workbook:
    return load_workbook(BytesIO(data), data_only=values)


def asked_rows(sheet: Worksheet) -> list[list[object]]:
    """The rows under the header, as they are."""
    return [[cell.value for cell in row] for row in sheet.iter_rows(min_row=6)]


def edge(sheet: Worksheet, which: str, side: str) -> str:
    """The text at an edge of each printed page."""
    return str(getattr(getattr(sheet, which), side).text)


# ---------------------------------------------------------------- what leaves


def said(data: bytes) -> Iterator[tuple[str, str]]:
    """Every text and every attribute of every part, and the parts' own names; no namespaces."""
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert archive.testzip() is None
        for name in archive.namelist():
            yield name, name
            for element in ElementTree.fromstring(archive.read(name)).iter():
                yield name, element.text or ""
                yield name, element.tail or ""
                for key, value in element.attrib.items():
                    if not value.startswith(("http", "application/")):
                        yield f"{name} {key}", value


def allowed() -> list[str]:
    """What the catalogue itself says to a supplier."""
    measures = load_measures(None, load_model())
    shall = [m.shall_text for m in measures.measures if m.shall_text]
    return [
        text.get(lang)
        for text in [*shall, *(g.name for g in measures.groups)]
        for lang in LANGUAGES
    ]


def telling(model: Model) -> set[str]:
    """Every word of the model that tells a level or an aspect, and of the answers, in both languages."""
    texts: list[Text] = []
    for aspect in model.aspects:
        texts += [aspect.name, aspect.short]
        for level in aspect.levels:
            texts += [level.name, level.short, level.protection]
    words = {text.get(lang) for text in texts for lang in LANGUAGES}
    words |= {speaking(lang).gettext(word) for word in MEASURE_STATE.values() for lang in LANGUAGES}
    words |= {"nivå", "level", "aspekt", "aspect", "skyddsnivå", "workshop", "intern", "klassning",
              "classification", "konsekvens", "brist", "ksa", "K3", "R2", "T2"}  # fmt: skip
    # what a supplier says of a requirement is said in the same words
    ours = {"met", "partly", "not met", "delvis", "uppfylld", "inte uppfylld"}
    return {word.casefold() for word in words if word} - ours


@languages
@pytest.mark.parametrize("scope", ["workshop", "system", "asset"])
def test_what_leaves_says_nothing_of_what_was_classified(
    store: Store, workshop: UUID, lang: str, scope: str
) -> None:
    of = {
        "workshop": None,
        "system": requirements.named(store, workshop, system=SYSTEM),
        "asset": requirements.named(store, workshop, asset=MARKUP),
    }[scope]
    data = handed(store, workshop, lang, of=of)
    words, kept = telling(load_model()), allowed()
    pattern = re.compile(r"(?<![\w/])(" + "|".join(map(re.escape, sorted(words))) + r")")
    level = re.compile(r"(?<!\w)[KRT]\s*[=:–-]?\s+[0-4](?!\w)")
    identity = re.compile(r"\b[A-ZÅÄÖ]{3}-\d\d\b|[0-9a-f]{8}-[0-9a-f]{4}-")
    for where, text in said(data):
        for secret in SECRETS:
            assert secret not in text, where
        rest = text
        for phrase in kept:
            rest = rest.replace(phrase, "")
        assert not pattern.search(rest.casefold()), (where, rest)
        assert not level.search(rest), (where, rest)
        assert not identity.search(rest), (where, rest)


@languages
def test_the_search_finds_all_of_it_in_ones_own_copy(
    store: Store, workshop: UUID, lang: str
) -> None:
    text = "\n".join(text for _, text in said(handed(store, workshop, lang, internal=True)))
    for secret in (TITLE, MARKUP, ROLE, REASON, "2027-03-01"):
        assert secret in text
    assert re.search(r"K 3 \w+", text)


@languages
def test_raw_bytes_hold_no_secret_either(store: Store, workshop: UUID, lang: str) -> None:
    data = handed(store, workshop, lang)
    with zipfile.ZipFile(BytesIO(data)) as archive:
        parts = [data, *(archive.read(name) for name in archive.namelist())]
        assert archive.comment == b""
    for part in parts:
        for secret in SECRETS:
            for shape in (secret, html.escape(secret), html.escape(secret, quote=False)):
                assert shape.encode() not in part


@languages
def test_nothing_is_hidden_and_nothing_computed_but_the_count(
    store: Store, workshop: UUID, lang: str
) -> None:
    data = handed(store, workshop, lang)
    book = read(data)
    assert book.sheetnames == SHEETS[lang, False]
    assert all(sheet.sheet_state == "visible" for sheet in book)
    assert not any(column.hidden for sheet in book for column in sheet.column_dimensions.values())
    assert not any(row.hidden for sheet in book for row in sheet.row_dimensions.values())
    assert not any(cell.comment for sheet in book for row in sheet for cell in row)
    assert list(book.defined_names) == []
    assert not book.properties.creator
    assert not book.properties.subject
    assert not any("docProps/custom" in name for name, _ in said(data))
    formulas = [c.value for sheet in book for row in sheet for c in row if c.data_type == "f"]
    assert len(formulas) == 3
    assert all("COUNTIF(" in str(formula) for formula in formulas)


def test_an_asset_less_grave_in_the_workshop_does_not_show_by_a_gap(
    store: Store, workshop: UUID
) -> None:
    of = requirements.named(store, workshop, asset=FORMULA)
    sheet = read(handed(store, workshop, "sv", of=of))["Krav"]
    numbers = [str(row[0]) for row in asked_rows(sheet)]
    sections = [number for number in numbers if "." not in number]
    assert sections == [str(n) for n in range(1, len(sections) + 1)]
    for section in sections:
        inner = [n for n in numbers if n.startswith(f"{section}.")]
        assert inner == [f"{section}.{n}" for n in range(1, len(inner) + 1)]


def test_two_workshops_with_the_same_requirements_give_the_same_file(
    store: Store, workshop: UUID
) -> None:
    """Who gets the annexes of two procurements cannot tell which workshops they come from."""
    other = workshops.create(store, WorkshopDraft("Något annat"))
    rated(store, other, "Annat namn", 3, 2, 2)
    answered = requirements.required(store, workshop).selection.not_relevant
    assert answered
    first = handed(store, workshop, "sv")
    second = handed(store, other, "sv")

    def content(data: bytes) -> dict[str, bytes]:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            return {n: archive.read(n) for n in archive.namelist() if n != "docProps/core.xml"}

    assert content(first) == content(second)  # the answer for the organisation holds in both


# ---------------------------------------------------------------- what a supplier meets


@languages
def test_each_row_is_a_requirement_with_controls_and_three_cells_to_answer_in(
    store: Store, workshop: UUID, lang: str
) -> None:
    what = requirements.required(store, workshop)
    sheet = read(handed(store, workshop, lang))[SHEETS[lang, False][1]]
    rows = [row for row in asked_rows(sheet) if "." in str(row[0])]
    wanted = [line.measure for line in what.selection.required]
    assert [row[1] for row in rows] == [m.shall_text.get(lang) for m in wanted if m.shall_text]
    assert [row[2] for row in rows] == [", ".join(m.iso) for m in wanted]
    assert all(row[3:] == [None, None, None] for row in rows)
    for cells in sheet.iter_rows(min_row=6):
        is_requirement = "." in str(cells[0].value)
        assert [cell.protection.locked for cell in cells] == [True] * 3 + [not is_requirement] * 3


@languages
def test_answers_are_chosen_and_everything_else_is_locked(
    store: Store, workshop: UUID, lang: str
) -> None:
    book = read(handed(store, workshop, lang))
    for sheet in book:
        assert sheet.protection.sheet
        assert sheet.protection.sort is True
        assert sheet.protection.autoFilter is False
    sheet = book[SHEETS[lang, False][1]]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    last = sheet.max_row
    assert set(rules) == {f"D6:D{last}", f"E6:E{last}", f"F6:F{last}"}
    choice = {"sv": '"Ja,Delvis,Nej"', "en": '"Yes,Partly,No"'}[lang]
    assert rules[f"D6:D{last}"].formula1 == choice
    assert str(sheet.auto_filter.ref) == f"A5:F{last}"


@languages
@pytest.mark.parametrize("internal", [False, True])
def test_it_prints_on_landscape_pages_with_the_header_and_numbers(
    store: Store, workshop: UUID, lang: str, internal: bool
) -> None:
    book = read(handed(store, workshop, lang, internal=internal))
    assert book.sheetnames == SHEETS[lang, internal]
    for sheet in book:
        assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
        assert sheet.page_setup.fitToWidth in (None, 1)
        assert "&P" in edge(sheet, "oddFooter", "right")
        assert "&N" in edge(sheet, "oddFooter", "right")
    asked = book[SHEETS[lang, internal][1]]
    assert asked.print_title_rows == "$5:$5"


def test_the_count_is_right_before_anything_is_computed(store: Store, workshop: UUID) -> None:
    data = handed(store, workshop, "sv")
    total = len(requirements.required(store, workshop).selection.required)
    assert read(data, values=True)["Krav"]["A3"].value == f"0 av {total} krav besvarade"
    formula = str(read(data)["Krav"]["A3"].value)
    area = re.search(r"\$D\$6:\$D\$(\d+)", formula)
    assert area
    assert int(area[1]) == read(data)["Krav"].max_row


@languages
def test_the_first_sheet_has_room_for_who_answers_and_takes_a_date(
    store: Store, workshop: UUID, lang: str
) -> None:
    sheet = read(handed(store, workshop, lang))[SHEETS[lang, False][0]]
    free = [cell for row in sheet for cell in row if not cell.protection.locked]
    assert len(free) == 5
    labels = [str(sheet[f"E{cell.coordinate[1:]}"].value) for cell in free]
    assert labels[-1] == {"sv": "Datum", "en": "Date"}[lang]
    (rule,) = sheet.data_validations.dataValidation
    assert (str(rule.sqref), rule.type) == (free[-1].coordinate, "date")


# ---------------------------------------------------------------- the buyer's own copy


@languages
def test_ones_own_copy_has_the_same_numbers_and_says_why(
    store: Store, workshop: UUID, lang: str
) -> None:
    name = SHEETS[lang, True][1]
    public = read(handed(store, workshop, lang))[name]
    internal = read(handed(store, workshop, lang, internal=True))[name]
    first = [row[:3] for row in asked_rows(public)]
    assert [row[:3] for row in asked_rows(internal)] == first
    by_text = {str(row[1]): row for row in asked_rows(internal)}
    accounts = {
        "sv": "Lösningen ska använda personliga konton kopplade till kundens identitetskälla.",
        "en": "The solution shall use personal accounts linked to the customer's identity source.",
    }[lang]
    why, responsible, today = (str(value) for value in by_text[accounts][3:6])
    letters = [line[0] for line in why.splitlines()[:-1]]
    assert letters == ["K", "R"]
    assert " ".join(MARKUP.split()) in why
    assert why.splitlines()[0].startswith("K 3 ")
    assert FORMULA not in why  # the lower level is counted, not named
    assert ROLE in responsible
    assert "2027-03-01" in today


@languages
def test_internal_stands_on_every_page(store: Store, workshop: UUID, lang: str) -> None:
    word = {"sv": "INTERNT", "en": "INTERNAL"}[lang]
    for sheet in read(handed(store, workshop, lang, internal=True)):
        assert word in str(sheet["A1"].value)
        assert word in edge(sheet, "oddHeader", "left")
        assert word in edge(sheet, "oddFooter", "left")
    with zipfile.ZipFile(BytesIO(handed(store, workshop, lang, internal=True))) as archive:
        assert word.encode() in archive.read("docProps/core.xml")


@languages
def test_what_was_left_out_is_listed_with_the_reason(
    store: Store, workshop: UUID, lang: str
) -> None:
    chosen = requirements.required(store, workshop).selection
    sheet = read(handed(store, workshop, lang, internal=True))[SHEETS[lang, True][2]]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=5)]
    titles = [row[0] for row in rows if row[1] is not None]
    expected = [*chosen.not_relevant, *chosen.unworded]
    assert titles == [line.measure.title.get(lang) for line in expected]
    assert REASON in str(rows[1][4])


def test_user_text_is_never_a_formula(store: Store, workshop: UUID) -> None:
    for sheet in read(handed(store, workshop, "sv", internal=True)):
        for row in sheet:
            for cell in row:
                if cell.data_type == "f":
                    assert "COUNTIF(" in str(cell.value)
    of = requirements.named(store, workshop, asset=FORMULA)
    readme = read(handed(store, workshop, "sv", internal=True, of=of))["Läs mig"]
    found = [c for row in readme for c in row if c.value == FORMULA]
    assert [cell.data_type for cell in found] == ["s"]
    assert found[0].quotePrefix


def test_the_note_about_a_weakness_is_nobodys_but_ours(store: Store, workshop: UUID) -> None:
    for internal in (False, True):
        text = "\n".join(t for _, t in said(handed(store, workshop, "sv", internal=internal)))
        assert WEAKNESS not in text


def test_many_assets_are_counted_and_no_row_is_too_high(store: Store) -> None:
    workshop = workshops.create(store, WorkshopDraft("Stor"))
    for number in range(40):
        rated(store, workshop, f"Mängd {number} " + "med ett mycket långt namn " * 12, 3, 3, 3)
    sheet = read(handed(store, workshop, "sv", internal=True))["Krav"]
    whys = [str(row[3]) for row in asked_rows(sheet) if "." in str(row[0])]
    assert all("I allt: 40 informationsmängder" in why for why in whys)
    assert all("och 37 till" in why for why in whys)
    heights = [dimension.height or 0 for dimension in sheet.row_dimensions.values()]
    assert max(heights) < 300


@languages
@pytest.mark.parametrize("internal", [False, True])
def test_the_same_input_gives_the_same_bytes(tmp_path: Path, lang: str, internal: bool) -> None:
    made = []
    for name in ("ett", "två"):
        with store_in(tmp_path / name) as store:
            made.append(handed(store, secret_workshop(store), lang, internal=internal))
    assert made[0] == made[1]


def test_every_header_stands_in_one_row_and_sections_are_in_order(
    store: Store, workshop: UUID
) -> None:
    sheet = read(handed(store, workshop, "sv"))["Krav"]
    assert [cell.value for cell in sheet[5]] == [
        "Nr", "Krav", "ISO/IEC 27002:2022", "Uppfylls", "Leverantörens svar", "Bevis eller hänvisning"
    ]  # fmt: skip
    assert sheet.merged_cells.ranges == set()
    order = [g.name.sv for g in load_measures(None, load_model()).groups]
    sections = [order.index(str(row[1])) for row in asked_rows(sheet) if "." not in str(row[0])]
    assert all(before < after for before, after in pairwise(sections))
