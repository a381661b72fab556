"""The margin notes of a workshop: what stops an export, what to look over, what was parked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from rich.cells import cell_len, set_cell_size
from textual import events
from textual.app import RenderResult
from textual.content import Content
from textual.message import Message
from textual.widget import Widget

from ksa_tui.i18n import _
from ksa_tui.ui.texts import ELLIPSIS

SIGN_WIDTH: Final = 2
MOST_ROWS: Final = 3
"""Rows that the head of one note may take where there is room to wrap it."""


@dataclass(frozen=True, slots=True)
class MarginNote:
    """Sign, head and a muted line under it; ``tail`` is what must not be cut from the head: ", R"."""

    sign: Content
    head: str
    body: str = ""
    tail: str = ""
    strong: bool = False
    stands_for: int = 1
    """How many remarks it tells at once."""


@dataclass(frozen=True, slots=True)
class MarginSection:
    """A heading with its notes; ``command`` is the screen's action that shows them all, by ``key``."""

    title: str
    notes: tuple[MarginNote, ...]
    """The first of them, where there are very many."""
    key: str
    command: str
    total: int
    """How many remarks there are in all."""


class Margin(Widget):
    """As many notes of each section as there is room for; a heading tells how many there are in all."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "Margin { width: 1fr; height: 1fr; }"

    @dataclass
    class Pointed(Message):
        """A section was clicked; ``command`` is its action."""

        command: str

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._sections: tuple[MarginSection, ...] = ()
        self._commands: list[str] = []

    def show(self, sections: Sequence[MarginSection]) -> None:
        """Show these sections."""
        self._sections = tuple(sections)
        self.refresh()

    def render(self) -> RenderResult:
        """The sections under each other, a blank row between them."""
        width, height = self.size
        rows: list[Content] = []
        self._commands = []
        wrap = self.screen.has_class("-wide")
        drawn = [
            [_note_rows(note, width, wrap) for note in s.notes[: max(height, 1)]]
            for s in self._sections
        ]
        for section, notes, shown in zip(
            self._sections, drawn, room_for(drawn, height), strict=True
        ):
            block = [_heading(section, shown), *(row for note in notes[:shown] for row in note)]
            rows += [*([Content("")] if rows else []), *block]
            self._commands += [section.command] * (len(rows) - len(self._commands))
        return Content("\n").join(rows[:height])

    def on_click(self, event: events.Click) -> None:
        """A click on a section shows all of it."""
        if event.y < len(self._commands):
            self.post_message(self.Pointed(self._commands[event.y]))


def room_for(sections: Sequence[Sequence[Sequence[Content]]], height: int) -> list[int]:
    """How many notes of each section fit.

    The section with most rows gives way first, of equals the later, and none below one note.
    """
    shown = [len(notes) for notes in sections]

    def rows_of(index: int) -> int:
        return sum(len(note) for note in sections[index][: shown[index]])

    def total() -> int:
        return sum(1 + rows_of(i) for i in range(len(sections))) + max(len(sections) - 1, 0)

    while total() > height:
        shrinkable = [index for index, count in enumerate(shown) if count > 1]
        if not shrinkable:
            break
        shown[max(reversed(shrinkable), key=rows_of)] -= 1
    return shown


def _heading(section: MarginSection, shown: int) -> Content:
    total = section.total
    told = sum(note.stands_for for note in section.notes[:shown])
    if not total:
        return Content(section.title)
    count = str(total)
    if told < total:
        count = _("{shown} of {total}").format(shown=told, total=total)
    return Content.assemble(
        (section.title, "bold"), "  ", (count, "$text-muted"), "  ", (section.key, "bold $accent")
    )


def _note_rows(note: MarginNote, width: int, wrap: bool) -> list[Content]:
    room = max(width - SIGN_WIDTH, 1)
    style = "bold" if note.strong else ""
    heads = wrapped(note.head, room, MOST_ROWS) if wrap and not note.tail else None
    if heads is None:
        heads = [cut(note.head, room - cell_len(note.tail)) + note.tail]
    first, *more = (Content.styled(head, style) if style else Content(head) for head in heads)
    rows = [Content.assemble(note.sign, " ", first)]
    rows += [Content.assemble(" " * SIGN_WIDTH, head) for head in more]
    if note.body:
        bodies = wrapped(note.body, room, 2) if wrap else [cut(note.body, room)]
        rows += [Content.assemble("  ", (body, "$text-muted")) for body in bodies]
    return rows


def cut(text: str, width: int) -> str:
    """``text`` in at most ``width`` cells."""
    if cell_len(text) <= width:
        return text
    return set_cell_size(text, max(width - 1, 0)).rstrip() + ELLIPSIS


def wrapped(text: str, width: int, most: int) -> list[str]:
    """``text`` broken at blanks into at most ``most`` rows; what is left over is cut."""
    rows = [""]
    words = text.split()
    for position, word in enumerate(words):
        longer = f"{rows[-1]} {word}".strip()
        if cell_len(longer) <= width or not rows[-1]:
            rows[-1] = longer
        elif len(rows) == most:
            rows[-1] = f"{rows[-1]} {' '.join(words[position:])}"
            break
        else:
            rows.append(word)
    return [cut(row, width) for row in rows]
