"""The guides: both languages say the same, every picture is there, and the number of keys is what is tested."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

import pytest

from tests.ui.test_key_count import ANYWHERE, COMBINATIONS, MEDIAN, NEAR, keys_of

ROOT: Final = Path(__file__).parents[1]
GUIDES: Final = ("docs/handledning.md", "docs/guide.md")
PAGES: Final = ("README.md", *GUIDES)
MOST_BYTES: Final = 60_000
LINK: Final = re.compile(r"!?\[[^\]]*\]\(([^)#\s]+)\)")


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def linked(name: str) -> list[Path]:
    """What a page leads to in this folder."""
    links = (link for link in LINK.findall(read(name)) if "://" not in link)
    return [(ROOT / name).parent / link for link in links]


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_leads_to_is_there(name: str) -> None:
    paths = linked(name)
    assert paths
    assert [str(path) for path in paths if not path.is_file()] == []


def test_every_picture_is_small_and_used() -> None:
    pictures = set((ROOT / "docs/pictures").glob("*.png"))
    assert {path.name for path in pictures if path.stat().st_size >= MOST_BYTES} == set()
    assert pictures == {path for name in PAGES for path in linked(name) if path.suffix == ".png"}


def test_both_guides_have_the_same_parts() -> None:
    """Headings, table rows, pictures and keys stand in the same order in both."""
    swedish, english = (read(name) for name in GUIDES)
    for shape in (r"^#+ ", r"^\|", r"^!\[", r"^- ", r"^\d\. "):
        counts = [len(re.findall(shape, text, re.MULTILINE)) for text in (swedish, english)]
        assert counts[0] == counts[1], shape
    keys = [re.findall(r"`(ctrl\+\w|f1|[a-z])`", text) for text in (swedish, english)]
    assert set(keys[0]) == set(keys[1])


@pytest.mark.parametrize("name", GUIDES)
def test_the_guides_state_the_keys_that_are_pressed_in_the_test(name: str) -> None:
    part = read(name).rpartition("\n## ")[2]
    fewest = min(len(keys_of(places)) for places in COMBINATIONS)
    median = str(MEDIAN).replace(".", "," if "handledning" in name else ".")
    stated = re.findall(r"\d+(?:[.,]\d+)?", part)
    assert stated == [
        str(NEAR),
        str(ANYWHERE),
        str(len(COMBINATIONS)),
        str(fewest),
        median,
        "16",
        "8",
    ]
