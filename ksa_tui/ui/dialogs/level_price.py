"""Which measures a level more would bring, and which a level less would spare."""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, Final
from uuid import UUID

from textual.content import Content

from ksa_tui.domain.model import Measure, Measures
from ksa_tui.domain.protecting import Change
from ksa_tui.i18n import N_, _, language
from ksa_tui.services import protection
from ksa_tui.services.protection import Steps
from ksa_tui.ui.dialogs.list_panel import ListPanel
from ksa_tui.ui.measure_words import change_words, measure_facts
from ksa_tui.ui.widgets.levels import level_word
from ksa_tui.ui.widgets.sight import Sight
from ksa_tui.ui.widgets.table_line import Column

SIGN_WIDTH: Final = 9


@dataclass(frozen=True, slots=True)
class Priced:
    """A measure that a neighbouring level would bring or spare."""

    measure: Measure
    level: int
    more: bool


class LevelPrice(ListPanel[None, Priced]):
    """A level more first; without what is met at the asset already."""

    PANEL_WIDTH: ClassVar[int] = 100
    HELP_TITLE = N_("What another level brings")
    HELP_TEXT: ClassVar[tuple[str, ...]] = (
        N_("Each aspect brings its own measures. Here stand those that one level more would add, and those "
           "that one level less would leave out; what is already met for this asset is not counted."),
        N_("The level follows from the consequences, never from what the protection costs."),
    )  # fmt: skip

    def __init__(self, workshop_id: UUID, sight: Sight) -> None:
        super().__init__()
        self._workshop_id = workshop_id
        self._sight = sight
        self._measures: Measures
        self._steps: Steps | None = None

    def heading(self) -> str:
        """The aspect and its level."""
        aspect = self._sight.aspect
        level = self._sight.assessment.proposed
        name = aspect.name.get(language())
        return name if level is None else f"{name}  {level_word(aspect, level)}"

    def read(self) -> Sequence[Priced]:
        """In the order of the catalogue, a level more before a level less."""
        store, asset = self.ksa.store, self._sight.asset.id
        self._measures = protection.measures_of(store, self._workshop_id)
        self._steps = protection.steps(store, asset).get(self._sight.aspect.id)
        return list(_priced(self._steps))

    def above(self) -> Content:
        """Both steps, each in one line."""
        said = [self._step(change, more=more) for change, more in _around(self._steps)]
        return Content.styled("\n".join(said), "$text-muted")

    def _step(self, change: Change, *, more: bool) -> str:
        level = level_word(self._sight.aspect, change.level)
        return f"{level}: {change_words(change, more=more)}"

    def columns(self) -> Sequence[Column[Priced]]:
        """To which level it belongs, and what it is."""
        return [
            Column[Priced]("", _sign, SIGN_WIDTH),
            Column[Priced](_("Measure"), lambda row: row.measure.title.get(language())),
        ]

    def key_of(self, row: Priced) -> Hashable:
        """The measure; it cannot be both added and left out."""
        return row.measure.id

    def empty_words(self) -> str:
        """That no step changes anything."""
        return _("Neither a level more nor a level less changes what is left to do.")

    def detail(self, row: Priced) -> Content:
        """What it says, who sees to it, and whether it is required in procurement."""
        text = Content.styled(row.measure.is_text.get(language()), "bold")
        facts = Content.styled(measure_facts(self._measures, row.measure), "$text-muted")
        return Content("\n").join([text, facts])


def _around(steps: Steps | None) -> Iterator[tuple[Change, bool]]:
    if steps is None:
        return
    for change, more in ((steps.more, True), (steps.less, False)):
        if change is not None:
            yield change, more


def _priced(steps: Steps | None) -> Iterator[Priced]:
    for change, more in _around(steps):
        yield from (Priced(measure, change.level, more) for measure in change.measures)


def _sign(row: Priced) -> str:
    words = _("+ level {level}") if row.more else _("− level {level}")
    return words.format(level=row.level)
