"""One table of a TOML file, read key by key: every fault is told, nothing is raised, typos are found."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import Any, Final

from ksa_tui.domain.model import Aspect
from ksa_tui.domain.texts import Text, visible
from ksa_tui.i18n import N_
from ksa_tui.reference.expected import Phrase, bare, level_of, one_of, shown
from ksa_tui.reference.problems import At, Findings

MAX_NAME: Final = 120
MAX_SHORT: Final = 24
MAX_TEXT: Final = 600
MAX_UNKNOWN: Final = 20
"""So many unknown keys of one table are told."""

_ID: Final = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,39}")
_BLANKS: Final = re.compile(r"[ \t\r\n]+")
_PLACEHOLDER: Final = re.compile(r"\{([^{}]*)\}|[{}]")

_MISSING: Final = N_("{key} is missing; expected is {expected}.")
_WRONG: Final = N_("{key} = {value} cannot be used; expected is {expected}.")


class Row:
    """A table while it is read. What is wrong or missing comes back as an empty value of its type."""

    def __init__(self, findings: Findings, at: At, data: Mapping[str, Any]) -> None:
        self.findings = findings
        self.at = at
        self._data = data
        self._asked: set[str] = set()

    @property
    def strict(self) -> bool:
        """Whether what this row refers to must exist, or is left out when it does not."""
        return self.findings.strict(self.at.table, self.at.number)

    def has(self, key: str) -> bool:
        """Whether the key is there; asking makes it a known key."""
        self._asked.add(key)
        return key in self._data

    def wrong(self, key: str, expected: Phrase | str) -> None:
        """Tell that a key is missing or has a value that cannot be used."""
        message, value = _MISSING, ""
        if key in self._data:
            message, value = _WRONG, shown(self._data[key])
        self.findings.problem(message, self.at, key, value, expected=expected)

    def problem(self, message: str, key: str = "", **params: object) -> None:
        """Tell a fault of this table in a sentence of its own."""
        value = shown(self._data[key]) if key in self._data else ""
        self.findings.problem(message, self.at, key, value, **params)

    def warning(self, message: str, key: str = "", **params: object) -> None:
        """Tell what deserves a look."""
        value = shown(self._data[key]) if key in self._data else ""
        self.findings.warning(message, self.at, key, value, **params)

    def _one_of(self, choices: Iterable[str], near: str) -> Phrase:
        return one_of(() if self.findings.full else choices, near)

    def string(self, key: str, *, limit: int = MAX_NAME, required: bool = True) -> str:
        """A text of one line, its blanks made single; "" when missing and not required."""
        expected = Phrase(N_("a text of 1 to {limit} characters"), {"limit": limit})
        if not self.has(key):
            if required:
                self.wrong(key, expected)
            return ""
        value = self._data[key]
        if not isinstance(value, str):
            self.wrong(key, expected)
            return ""
        text = unicodedata.normalize("NFC", _BLANKS.sub(" ", value).strip())
        if not 0 < len(text) <= limit:
            self.wrong(key, expected)
        elif visible(text) != text:
            self.wrong(key, Phrase(N_("a text without control characters")))
        else:
            return text
        return ""

    def identity(self, key: str = "id") -> str:
        """An id: letters a to z, digits, hyphen, underscore and full stop, 40 at most."""
        value = self._data.get(key)
        self.has(key)
        if isinstance(value, str) and _ID.fullmatch(value):
            return value
        self.wrong(key, Phrase(N_("an id of letters a to z, digits, - and _")))
        return ""

    def text(self, stem: str = "", *, limit: int = MAX_TEXT, required: bool = True) -> Text:
        """A text in both languages, from ``stem_sv`` and ``stem_en``; English may be missing."""
        swedish, english = (f"{stem}_{code}" if stem else code for code in ("sv", "en"))
        text = Text(
            self._filled(swedish, "sv", limit, required),
            self._filled(english, "en", limit, False),
        )
        if text.sv and english not in self._data:
            self.findings.untranslated(self.at, english)
        return text

    def _filled(self, key: str, language: str, limit: int, required: bool) -> str:
        text = self.string(key, limit=limit, required=required)
        values = self.findings.placeholders
        if values is None:
            return text

        def fill(found: re.Match[str]) -> str:
            name = found[1] or ""
            if name not in values:
                expected = self._one_of(values, name)
                self.problem(
                    N_("{key} has the placeholder {name}, which nothing fills; expected is {expected}."),
                    key, name=found[0], expected=expected,
                )  # fmt: skip
                return ""
            self.findings.used.add(name)
            return values[name].get(language)

        return _PLACEHOLDER.sub(fill, text)

    def short(self, name: Text) -> Text:
        """The short name of 24 characters at most; where none is given the name, if it is short enough."""
        if self.has("short_sv"):
            return self.text("short", limit=MAX_SHORT)
        if len(name.sv) > MAX_SHORT:
            self.wrong(
                "short_sv", Phrase(N_("a text of 1 to {limit} characters"), {"limit": MAX_SHORT})
            )
        fits = 0 < len(name.en) <= MAX_SHORT
        english = self.string("short_en", limit=MAX_SHORT, required=False)
        return Text(name.sv, english or (name.en if fits else ""))

    def integer(self, key: str, low: int, high: int, default: int | None = None) -> int:
        """A whole number from ``low`` to ``high``."""
        if not self.has(key) and default is not None:
            return default
        value = self._data.get(key)
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        self.wrong(
            key, Phrase(N_("a whole number from {low} to {high}"), {"low": low, "high": high})
        )
        return low

    def level(self, key: str, aspect: Aspect | None, low: int = 0) -> int:
        """A level of the aspect's scale, ``low`` or higher; 0 untold when the aspect itself is wrong."""
        value = self._data.get(key)
        self.has(key)
        if aspect is None:
            return 0
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= aspect.top:
            return value
        self.wrong(key, level_of(aspect, low))
        return 0

    def boolean(self, key: str, default: bool = False) -> bool:
        """True or false."""
        value = self._data.get(key, default)
        self.has(key)
        if not isinstance(value, bool):
            self.wrong(key, Phrase(N_("true or false")))
            return default
        return value

    def choice(self, key: str, choices: Collection[str], default: str | None = None) -> str:
        """One of the ids or words in ``choices``; "" if it is none of them."""
        if not self.has(key) and default is not None:
            return default
        value = self._data.get(key)
        if isinstance(value, str) and value in choices:
            return value
        self.wrong(key, self._one_of(choices, str(value)))
        return ""

    def strings(self, key: str, choices: Collection[str] | None = None) -> tuple[str, ...]:
        """A list of texts, each once; with ``choices`` each one of them (left out where not strict)."""
        values = self._data.get(key, [])
        self.has(key)
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            self.wrong(key, Phrase(N_("a list of texts")))
            return ()
        for item in (item for item, count in Counter(values).items() if count > 1):
            self.problem(N_("{key} has {item} twice; expected is once."), key, item=shown(item))
        return tuple(value for value in values if self._known(key, value, choices))

    def _known(self, key: str, value: str, choices: Collection[str] | None) -> bool:
        if choices is None:
            if visible(value) == value and 0 < len(value) <= MAX_TEXT:
                return True
            self.problem(
                N_("{key} has {item}; expected is a text without control characters."),
                key,
                item=shown(value),
            )
            return False
        if value not in choices and self.strict:
            self.problem(
                N_("{key} has {item}, which is unknown; expected is {expected}."),
                key, item=shown(value), expected=self._one_of(choices, value),
            )  # fmt: skip
        return value in choices

    def levels(self, key: str, aspects: Mapping[str, Aspect]) -> dict[str, int]:
        """An inline table of aspect ids and levels; what the model lacks is left out where not strict."""
        values = self._data.get(key, {})
        self.has(key)
        if not isinstance(values, dict):
            self.wrong(
                key,
                Phrase(N_("levels by aspect, such as {example}"), {"example": "{ k = 1, t = 2 }"}),
            )
            return {}
        return {
            name: level for name, level in values.items() if self._fits(key, name, level, aspects)
        }

    def _fits(self, key: str, name: str, level: object, aspects: Mapping[str, Aspect]) -> bool:
        aspect = aspects.get(name)
        is_level = isinstance(level, int) and not isinstance(level, bool)
        if aspect and is_level and level in range(aspect.top + 1):
            return True
        if self.strict or not is_level:
            expected = level_of(aspect) if aspect else self._one_of(aspects, name)
            self.problem(
                N_("{key} has {name} = {level}, which cannot be used; expected is {expected}."),
                key, name=bare(name), level=shown(level), expected=expected,
            )  # fmt: skip
        return False

    def table(self, key: str) -> Row | None:
        """The table ``[key]`` inside this one, or None."""
        if not self.has(key):
            return None
        data = self._data[key]
        if not isinstance(data, dict):
            self.wrong(key, Phrase(N_("a table [{name}]"), {"name": key}))
            return None
        name = f"{self.at.table}.{key}".strip(".")
        self.findings.lines.expect(name, 1)
        return Row(self.findings, At(name, 0, f"[{name}]"), data)

    def rows(self, key: str, label: Sequence[str] = ("id",)) -> list[Row]:
        """The tables ``[[key]]`` inside this one, each told of by the values of its ``label`` keys."""
        if not self.has(key):
            return []
        data = self._data[key]
        name = f"{self.at.table}.{key}".strip(".")
        if not isinstance(data, list) or not all(isinstance(row, dict) for row in data):
            self.wrong(key, Phrase(N_("tables [[{name}]]"), {"name": key}))
            return []
        self.findings.lines.expect(name, len(data))
        return [
            Row(self.findings, At(name, number, _place(name, number, row, label)), row)
            for number, row in enumerate(data)
        ]

    def keys(self) -> Iterable[str]:
        """The keys that stand here; asking makes them known."""
        self._asked.update(self._data)
        return tuple(self._data)

    def value(self, key: str) -> Any:
        """What stands there, unread."""
        return self._data.get(key)

    def close(self) -> None:
        """Tell the keys that nothing asked for: typos, most likely."""
        unknown = [key for key in self._data if key not in self._asked]
        for key in unknown[:MAX_UNKNOWN]:
            near = get_close_matches(key[:MAX_NAME], self._asked, n=1)
            if near:
                message = N_("{key} is not known here; did you mean {near}?")
                self.findings.problem(message, self.at, bare(key), near=near[0])
            else:
                message = N_("{key} is not known here; expected is {expected}.")
                known = ", ".join(sorted(self._asked))
                self.findings.problem(message, self.at, bare(key), expected=known)


def _place(name: str, number: int, row: Mapping[str, Any], label: Sequence[str]) -> str:
    values = [row.get(key) for key in label]
    if all(isinstance(value, str | int) for value in values):
        told = "/".join(
            bare(str(value)) if isinstance(value, str) else shown(value) for value in values
        )
    else:
        told = f"#{number + 1}"
    return f"[[{name}]] {told}"
