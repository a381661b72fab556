"""Small pieces of text with a fixed place: headings, notes, definitions, empty states."""

from __future__ import annotations

from collections.abc import Iterable

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from ksa_tui.ui.widgets.table_line import Cell


class Heading(Static):
    """A heading: bold, with a muted remark after it."""

    DEFAULT_CSS = "Heading { height: 1; width: 1fr; text-wrap: nowrap; text-overflow: ellipsis; }"

    def __init__(
        self,
        text: str,
        remark: str = "",
        *,
        id: str | None = None,
        classes: str | None = None,
    ) -> None:
        super().__init__(self._content(text, remark), id=id, classes=classes, markup=False)

    @staticmethod
    def _content(text: str, remark: str) -> Content:
        parts = [Content.styled(text, "bold")]
        if remark:
            parts.append(Content.styled(remark, "$text-muted"))
        return Content("  ").join(parts)

    def say(self, text: str, remark: str = "") -> None:
        """Show another text."""
        self.update(self._content(text, remark))


class _Hanging(Horizontal):
    """A label in a column of its own, so that wrapped lines of the text hang."""

    DEFAULT_CSS = """
    _Hanging {
        height: auto;
        & > .label { height: auto; }
        & > .text { width: 1fr; height: auto; }
    }
    """

    def __init__(self, label: Cell, text: Cell, *, classes: str | None = None) -> None:
        super().__init__(classes=classes)
        self._label, self._text = label, text

    def compose(self) -> ComposeResult:
        """Label and text, both as they are."""
        yield Static(self._label, classes="label", markup=False)
        yield Static(self._text, classes="text", markup=False)


class Note(_Hanging):
    """A remark with its sign: ``!`` blocks, ``○`` to look over, ``?`` parked, ``✓`` done."""

    DEFAULT_CSS = "Note > .label { width: 2; }"


class Definition(_Hanging):
    """One labelled line of explanation."""

    DEFAULT_CSS = "Definition > .label { width: 16; }"


class EmptyState(Vertical):
    """What an empty page says: that it is empty, what would be here, and keys with their reasons."""

    DEFAULT_CSS = """
    EmptyState {
        height: auto; padding: 2 2 0 2; max-width: 84;
        & > .lead { text-style: bold; margin-bottom: 1; }
        & > .why { margin-bottom: 1; max-width: 68; }
        & > Definition { margin-bottom: 1; }
        & > Definition > .label { width: 4; color: $accent; text-style: bold; }
    }
    """

    def __init__(
        self,
        lead: str,
        why: str,
        choices: Iterable[tuple[str, str]],
        *,
        id: str | None = None,
    ) -> None:
        super().__init__(id=id)
        self._lead, self._why, self._choices = lead, why, tuple(choices)

    def compose(self) -> ComposeResult:
        """The sentence, what it means, and what to press."""
        yield Static(self._lead, classes="lead", markup=False)
        yield Static(self._why, classes="why", markup=False)
        for key, reason in self._choices:
            yield Definition(key, reason)


def alert(text: str) -> Content:
    """The sign of something that blocks or is overdue; words always follow it."""
    return Content.styled(text, "bold $alert")
