"""When the room sat and who was there when, as the minutes tell it; the moments come in the room's own time."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from statistics import median
from typing import Final

from ksa_tui.domain.exporting import DecisionBook
from ksa_tui.domain.sitting import Sitting, Span, is_whole, of_the_room, presence
from ksa_tui.domain.workshop import Participant
from ksa_tui.spreadsheets.decision.words import Words

_HOUR: Final = timedelta(hours=1)
_MINUTE: Final = timedelta(minutes=1)


class Sittings:
    """The sittings of a book in words."""

    def __init__(self, book: DecisionBook) -> None:
        self._words = Words.of(book)
        self._gettext = self._words.gettext
        self._spent = [asset.seconds_spent for asset in book.assets if asset.seconds_spent > 0]
        self.all: tuple[Sitting, ...] = of_the_room(book.workshop.sittings)

    def rows(self) -> list[list[str]]:
        """Day, from and to, breaks, length without them: a row for each sitting."""
        return [
            [
                sitting.since.date().isoformat(),
                _span(Span(sitting.since, sitting.until)),
                self._listed([_span(pause) for pause in sitting.pauses]),
                self._length(sitting.worked),
            ]
            for sitting in self.all
        ]

    def time(self) -> str:
        """How long the room worked in all, and how long on an asset: "1 h 45 min, 7 min on an asset"."""
        _ = self._gettext
        total = self._length(sum((sitting.worked for sitting in self.all), timedelta()))
        if not self._spent:
            return total
        usual = max(round(median(self._spent) / 60), 1)
        return _("{time}; half of the assets took at most {minutes} min each").format(
            time=total, minutes=usual
        )

    def present(self, person: Participant) -> str:
        """When someone was there: all the time, or from and to at each sitting."""
        told = [self._at(sitting, presence(sitting, person.attendance)) for sitting in self.all]
        if len(set(told)) == 1:
            return told[0]
        return "\n".join(
            f"{sitting.since.date().isoformat()}  {text}"
            for sitting, text in zip(self.all, told, strict=True)
        )

    def _at(self, sitting: Sitting, spans: Sequence[Span]) -> str:
        _ = self._gettext
        if not spans:
            return _("not there")
        return _("all the time") if is_whole(sitting, spans) else self._listed([*map(_span, spans)])

    def _listed(self, parts: Sequence[str]) -> str:
        return self._words.listed(parts) or "–"

    def _length(self, length: timedelta) -> str:
        _ = self._gettext
        hours, rest = divmod(length, _HOUR)
        minutes = rest // _MINUTE
        if not hours:
            return _("{count} min").format(count=minutes)
        return _("{hours} h {minutes} min").format(hours=hours, minutes=minutes)


def _span(span: Span) -> str:
    return f"{span.since:%H:%M}–{span.until:%H:%M}"
