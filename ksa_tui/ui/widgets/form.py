"""Typed fields in compact rows: label, editor, and what is wrong under it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from typing import Generic, TypeVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.suggester import SuggestFromList
from textual.widget import Widget
from textual.widgets import Input, Static, TextArea

from ksa_tui.errors import KsaError, RuleError
from ksa_tui.i18n import _
from ksa_tui.ui.dates import parse_date, parse_time
from ksa_tui.ui.texts import one_line
from ksa_tui.ui.widgets.choice import Choice

T = TypeVar("T")


class Field(Vertical, Generic[T]):
    """One row of a form; :meth:`read` gives its value or raises ``KsaError`` in words."""

    DEFAULT_CSS = """
    Field {
        height: auto;
        & > .row { height: auto; }
        & > .row > .label { width: 22; height: 1; }
        & > .row > .hint { width: auto; height: 1; padding-left: 2; color: $text-muted; }
        & > .problem { height: auto; padding-left: 21; color: $alert; text-style: bold; display: none; }
        &.-wrong > .problem { display: block; }
        &.group { margin-top: 1; }
    }
    """

    def __init__(self, label: str, editor: Widget, *, id: str, hint: str = "") -> None:
        super().__init__(id=id)
        self._label, self._hint = label, hint
        self._editor = editor

    def compose(self) -> ComposeResult:
        """Label and editor side by side, room for a complaint below."""
        with Horizontal(classes="row"):
            yield Static(self._label, classes="label", markup=False)
            yield self._editor
            if self._hint:
                yield Static(self._hint, classes="hint", markup=False)
        yield Static(classes="problem", markup=False)

    def state(self) -> object:
        """What has been entered, as it is; compared to tell whether anything was changed."""
        raise NotImplementedError

    def read(self) -> T:
        """The value; ``KsaError`` when it is missing or cannot be understood."""
        raise NotImplementedError

    def check(self) -> bool:
        """Whether the value can be read; if not, the reason is shown under the field."""
        try:
            self.read()
        except KsaError as error:
            self.complain(str(error))
            return False
        self.complain("")
        return True

    def complain(self, reason: str) -> None:
        """Show what is wrong; an empty text takes it away."""
        self.query_one(".problem", Static).update(Content(f"! {one_line(reason)}"))
        self.set_class(bool(reason), "-wrong")

    def focus(self, scroll_visible: bool = True) -> Field[T]:
        """Put the cursor in the editor."""
        self._editor.focus(scroll_visible)
        return self


class _LineField(Field[T]):
    """A field of one line of text."""

    def __init__(
        self,
        label: str,
        text: str = "",
        *,
        id: str,
        hint: str = "",
        placeholder: str = "",
        suggestions: Sequence[str] = (),
        width: int | None = None,
    ) -> None:
        suggester = SuggestFromList(suggestions, case_sensitive=False) if suggestions else None
        self._input = Input(
            text, placeholder=placeholder, suggester=suggester, select_on_focus=False
        )
        self._input.styles.width = width or "1fr"
        super().__init__(label, self._input, id=id, hint=hint)

    def state(self) -> str:
        """The text as typed."""
        return self._input.value


class TextField(_LineField[str]):
    """A line of text, trimmed; ``required`` is the message id to complain with when it is blank."""

    def __init__(
        self,
        label: str,
        text: str = "",
        *,
        id: str,
        required: str = "",
        hint: str = "",
        placeholder: str = "",
        suggestions: Sequence[str] = (),
    ) -> None:
        super().__init__(
            label, text, id=id, hint=hint, placeholder=placeholder, suggestions=suggestions
        )
        self._required = required

    def read(self) -> str:
        """The text without blanks around it."""
        text = self._input.value.strip()
        if not text and self._required:
            raise RuleError(self._required)
        return text


class SecretField(_LineField[str]):
    """What is typed is not shown."""

    def __init__(self, label: str, *, id: str) -> None:
        super().__init__(label, id=id)
        self._input.password = True

    def read(self) -> str:
        """What was typed, blanks and all."""
        return self._input.value

    def clear(self) -> None:
        """Begin anew."""
        self._input.value = ""


class DateField(_LineField["date | None"]):
    """A date in any common writing, or none."""

    def __init__(self, label: str, day: date | None = None, *, id: str, today: date) -> None:
        text = day.isoformat() if day else ""
        super().__init__(label, text, id=id, placeholder=_("yyyy-mm-dd"), width=16)
        self._today = today

    def read(self) -> date | None:
        """The date."""
        return parse_date(self._input.value, self._today)


class TimeField(_LineField["time | None"]):
    """A time of day, or none."""

    def __init__(self, label: str, at: time | None = None, *, id: str, hint: str = "") -> None:
        text = at.isoformat("minutes") if at else ""
        super().__init__(label, text, id=id, placeholder=_("hh:mm"), width=16, hint=hint)

    def read(self) -> time | None:
        """The time."""
        return parse_time(self._input.value)


class AreaField(Field[str]):
    """Several lines of text; enter is a new line, tab leaves it."""

    def __init__(
        self,
        label: str,
        text: str = "",
        *,
        id: str,
        height: int = 3,
        required: str = "",
        placeholder: str = "",
    ) -> None:
        self._area = TextArea(text, placeholder=placeholder, compact=True)
        self._area.styles.height = height
        self._required = required
        super().__init__(label, self._area, id=id)

    def state(self) -> str:
        """The text as typed."""
        return self._area.text

    def read(self) -> str:
        """The text without blank lines around it."""
        text = self._area.text.strip()
        if not text and self._required:
            raise RuleError(self._required)
        return text


class ChoiceField(Field["T | None"], Generic[T]):
    """One of a few alternatives; None until one has been chosen."""

    def __init__(
        self,
        label: str,
        options: Sequence[tuple[T, str]],
        chosen: T | None = None,
        *,
        id: str,
        stacked: bool = False,
        required: str = "",
    ) -> None:
        self._choice = Choice(options, chosen, stacked=stacked)
        self._required = required
        super().__init__(label, self._choice, id=id)

    def state(self) -> T | None:
        """The choice."""
        return self._choice.value

    def read(self) -> T | None:
        """The choice."""
        if self._choice.value is None and self._required:
            raise RuleError(self._required)
        return self._choice.value

    def choose(self, value: T | None) -> None:
        """Mark this alternative; None marks none, if that is none of them."""
        self._choice.choose(value)
