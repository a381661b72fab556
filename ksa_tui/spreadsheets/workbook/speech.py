"""One language for a whole workbook, whatever is spoken on screen, and how long a text may be in a row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ksa_tui.domain.texts import Text
from ksa_tui.i18n import speaking
from ksa_tui.spreadsheets.workbook.cleaning import clean, clip

NAME_LIMIT: Final = 250
"""Characters of a name; the rest is cut with a mark, since the row must be read at a glance."""

PASSAGE_LIMIT: Final = 1_200


@dataclass(frozen=True)
class Speech:
    """What is said in the reader's language."""

    language: str

    def gettext(self, message: str) -> str:
        """A message id in the owner's language."""
        return speaking(self.language).gettext(message)

    def ngettext(self, singular: str, plural: str, number: int) -> str:
        """A message with a plural form; its placeholders stay for the caller's ``format``."""
        return speaking(self.language).ngettext(singular, plural, number)

    def of_text(self, text: Text) -> str:
        """A text of the model or of the contract."""
        return text.get(self.language)

    def name(self, text: str) -> str:
        """A name as it stands in a table: on one line, cut with a mark when it is no name any more."""
        return self.passage(" ".join(text.split()), NAME_LIMIT)

    def passage(self, text: str, limit: int = PASSAGE_LIMIT) -> str:
        """A text of several lines, cut with a mark when it is longer than a row can show."""
        mark = self.gettext("… [cut: {count} characters]").format(count=len(text))
        return clip(clean(text), limit, mark)

    def day(self, day: date | None) -> str:
        """A date as it is written in a register, or a dash."""
        return day.isoformat() if day else "–"

    def listed(self, parts: Sequence[str]) -> str:
        """Parts in one line."""
        return ", ".join(parts)
