"""The words of the workshop screen, and how its margin makes room for them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from uuid import UUID, uuid4

import pytest
from rich.cells import cell_len
from textual.content import Content

from ksa_tui import i18n, reference
from ksa_tui.domain.checks import CheckCode
from ksa_tui.domain.standing import Block
from ksa_tui.domain.workshop import AssetStatus, ParkedQuestion
from ksa_tui.services.workshops import TableRow, TableRows
from ksa_tui.ui.screens.workshop_margin import cut, room_for, wrapped
from ksa_tui.ui.screens.workshop_notes import (
    brief_checks,
    brief_parked,
    gathered,
    margin_sections,
)
from ksa_tui.ui.screens.workshop_remarks import (
    Alike,
    Code,
    Remark,
    waiting_words,
    when_and_who,
)
from ksa_tui.ui.screens.workshop_words import progress, status_cell, status_width, status_words

ROW = TableRow(
    id=UUID(int=1),
    number=1,
    name="Elevregister",
    folded="elevregister",
    levels=(None, None, None),
    below_floor=(False, False, False),
    status=AssetStatus.UNTOUCHED,
    gaps=3,
    thin=0,
)


def by_kind(found: Iterable[Remark]) -> list[Alike]:
    """All of some remarks, kind by kind."""
    kinds: dict[tuple[bool, Code], list[Remark]] = {}
    for remark in found:
        kinds.setdefault((remark.blocks, remark.code), []).append(remark)  # codes of both are texts
    return [Alike(code, len(alike), alike) for (_blocks, code), alike in kinds.items()]


@pytest.fixture(autouse=True)
def english() -> None:
    i18n.set_language("en")


# ---------------------------------------------------------------- status


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (AssetStatus.UNTOUCHED, "○ not begun"),
        (AssetStatus.STARTED, "● in progress"),
        (AssetStatus.RATED, "✓ classified"),
        (AssetStatus.WITH_OWNER, "○ with the owner"),
        (AssetStatus.DECIDED, "✓ decided"),
        (AssetStatus.RETURNED, "● returned"),
        (AssetStatus.STOPPED, "– excluded"),
    ],
)
def test_every_status_has_a_sign_and_words(status: AssetStatus, words: str) -> None:
    assert status_words(replace(ROW, status=status, gaps=0)) == words


def test_a_rated_asset_says_how_much_it_lacks() -> None:
    assert status_words(replace(ROW, status=AssetStatus.RATED, gaps=2)) == "! 2 missing"


def test_an_asset_put_off_says_so_whatever_was_rated() -> None:
    assert status_words(replace(ROW, status=AssetStatus.RATED, deferred=True)) == "– deferred"
    assert status_words(replace(ROW, status=AssetStatus.STOPPED, deferred=True)) == "– excluded"


def test_the_status_column_is_as_wide_as_its_longest_words() -> None:
    with_owner = replace(ROW, status=AssetStatus.WITH_OWNER, gaps=0)
    assert status_width(TableRows([ROW])) == len("● in progress")
    assert status_width(TableRows([ROW, with_owner])) == len("○ with the owner")
    assert status_cell(with_owner).plain == "○ with the owner"


def test_what_a_stop_excluded_counts_neither_as_done_nor_as_left() -> None:
    statuses = [AssetStatus.RATED, AssetStatus.STARTED, AssetStatus.STOPPED, AssetStatus.DECIDED]
    rows = TableRows(replace(ROW, status=status) for status in statuses)
    assert progress(rows) == (2, 3)


# ---------------------------------------------------------------- notes


def remark(code: Code, about: str = "Elevregister", letters: str = "") -> Remark:
    model = reference.load_model()
    aspects = tuple(aspect for aspect in model.aspects if aspect.letter in letters)
    return Remark(code, about, "what", aspects, uuid4())


def test_several_assets_not_fully_rated_are_one_note_and_one_is_named() -> None:
    sign = Content("!")
    several = list(gathered(by_kind([remark(Block.NOT_RATED), remark(Block.NOT_RATED)]), sign))
    assert [(note.head, note.body) for note in several] == [("2 assets", "not fully rated")]
    (one,) = gathered(by_kind([remark(Block.NOT_RATED, "Skolskjuts", "RT")]), sign)
    assert (one.head, one.tail) == ("Skolskjuts", ", R, T")


def test_up_to_three_of_a_kind_are_named_one_by_one() -> None:
    sign = Content("○")
    thin = [remark(CheckCode.THIN_MOTIVATION, f"M{i}") for i in range(4)]
    assert len(list(gathered(by_kind(thin[:3]), sign))) == 3
    assert [note.head for note in gathered(by_kind(thin), sign)] == ["4 assets"]


def test_what_is_easiest_to_mend_stands_first() -> None:
    found = [remark(Block.NOT_RATED), remark(Block.NO_MOTIVATION), remark(Block.NO_OWNER)]
    bodies = [note.body for note in gathered(by_kind(found), Content("!"))]
    sections = margin_sections(by_kind(found), [])
    assert len(bodies) == 3
    assert sections[0].notes[0].head == found[2].about


def test_a_finished_workshop_says_that_nothing_stops_the_export() -> None:
    (section,) = margin_sections([], [])
    assert (section.title, section.notes) == ("✓ Nothing stops the export", ())
    assert "nothing stops export" in brief_checks([]).plain


def test_parked_questions_stand_in_a_section_of_their_own_only() -> None:
    question = ParkedQuestion(uuid4(), "Whose is it?\nReally?", "Sara [/x] Ek")
    found = [Remark(CheckCode.PARKED, question.text, "", subject=question.id)]
    sections = margin_sections(by_kind(found), [question])
    assert [section.title for section in sections] == ["✓ Nothing stops the export", "Parked"]
    assert sections[1].notes[0].head == "Whose is it? Really?"
    assert when_and_who(question) == "Sara [/x] Ek"
    assert "Sara [/x] Ek" in brief_parked([question], 0).plain


def test_what_stands_outside_is_said_in_brief_too() -> None:
    assert "288 left outside" in brief_parked([], 288).plain
    assert "outside" not in brief_parked([], 0).plain


# ---------------------------------------------------------------- room


def notes(*rows: int) -> list[list[Content]]:
    return [[Content("x")] * count for count in rows]


@pytest.mark.parametrize(
    ("sections", "height", "shown"),
    [
        ([notes(2, 2), notes(2)], 20, [2, 1]),
        ([notes(2, 2, 2, 2), notes(2, 2)], 12, [2, 2]),
        ([notes(2, 2, 2), notes(2, 2), notes(4, 4)], 16, [2, 1, 1]),
        ([notes(2, 2), notes(2, 2)], 1, [1, 1]),
        ([[], notes(2)], 5, [0, 1]),
        ([], 5, []),
    ],
)
def test_the_longest_section_gives_way_first_and_none_disappears(
    sections: list[list[list[Content]]], height: int, shown: list[int]
) -> None:
    assert room_for(sections, height) == shown


@pytest.mark.parametrize(
    ("text", "width", "most", "rows"),
    [
        ("kort", 10, 2, ["kort"]),
        ("ett två tre fyra", 8, 3, ["ett två", "tre fyra"]),
        ("ett två tre fyra fem", 8, 2, ["ett två", "tre fyr…"]),
        ("ettlångtordutanblanksteg", 8, 2, ["ettlång…"]),
        ("", 8, 2, [""]),
    ],
)
def test_a_text_is_wrapped_at_blanks_and_cut_at_the_end(
    text: str, width: int, most: int, rows: list[str]
) -> None:
    assert wrapped(text, width, most) == rows


@pytest.mark.parametrize("text", ["日本語の長い名前です", "👩‍👩‍👧‍👦" * 9, "Å" * 50, "kort"])
@pytest.mark.parametrize("width", [1, 2, 7, 20])
def test_a_cut_text_never_takes_more_cells_than_it_may(text: str, width: int) -> None:
    assert cell_len(cut(text, width)) <= max(width, 1)


def test_a_parked_question_whose_day_has_come_says_so() -> None:
    i18n.set_language("sv")
    question = ParkedQuestion(uuid4(), "Vem äger?", "Sara Ek", date(2026, 11, 24))
    for today, told, strong in (
        (date(2026, 11, 23), "2026-11-24, Sara Ek", False),
        (date(2026, 11, 24), "i dag, Sara Ek", True),
        (date(2026, 11, 25), "försenad 2026-11-24, Sara Ek", True),
    ):
        assert waiting_words(question, today) == told
        (note,) = margin_sections([], [question], today=today)[1].notes
        assert (note.body, note.strong) == (told, strong)
        assert told in brief_parked([question], 0, today=today).plain
    nameless = ParkedQuestion(uuid4(), "Vem äger?", due=date(2026, 11, 1))
    assert waiting_words(nameless, date(2026, 11, 24)) == "försenad 2026-11-01"
    assert waiting_words(ParkedQuestion(uuid4(), "?"), date.max) == "inget datum, inget namn"
