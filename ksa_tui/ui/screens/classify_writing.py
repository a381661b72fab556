"""The motivation in Classify: the slowest part of a workshop, so words that are there can be taken."""

from __future__ import annotations

from dataclasses import replace
from typing import Final
from uuid import UUID

from textual import work
from textual.events import DescendantBlur, DescendantFocus

from ksa_tui.domain.motivating import ready_words
from ksa_tui.i18n import N_, _, language
from ksa_tui.ui.commands import Command
from ksa_tui.ui.dialogs.other_motivations import OtherMotivations
from ksa_tui.ui.screens.classify_view import ClassifyView
from ksa_tui.ui.widgets.bars import KeyBar
from ksa_tui.ui.widgets.saved_text import SavedText

LEAVE: Final = Command(
    "classify.leave-text", "escape", N_("done"), N_("Leave the motivation; it is saved."), "",
    shown=True, in_palette=False,
)  # fmt: skip


class ClassifyWriting(ClassifyView):
    """Writing why, with fewer keys."""

    _gap: tuple[UUID, str] | None = None
    """The asset and aspect whose motivation the summary asked for."""

    @property
    def _field(self) -> SavedText:
        return self.query_one("#motivation", SavedText)

    def on_descendant_focus(self, _event: DescendantFocus) -> None:
        """While writing, the bar shows what can be done with the words."""
        self._show_keys()

    def on_descendant_blur(self, _event: DescendantBlur) -> None:
        """Back to the areas."""
        self._show_keys()

    def _show_keys(self) -> None:
        if not self._field.has_focus:
            super()._show_keys()
            return
        writing = [c for c in self.commands() if c.id in {"classify.descriptor", "classify.borrow"}]
        self.query_one(KeyBar).show([*(replace(c, shown=True) for c in writing), self._leave_key()])

    def _leave_key(self) -> Command:
        """Where ``esc`` leads: out of the field, or on to what the summary asks for next."""
        asked_for = self._gap == (self._asset.id, self._walk.aspect.id)
        return replace(LEAVE, label=N_("onward")) if asked_for else LEAVE

    def action_motivate(self) -> None:
        """Write why, after what is written already."""
        if self._may_write():
            self._to_end_unless_writing()
            self.set_focus(
                self._field
            )  # at once: the next key is a letter of the reason, not a command

    def _to_end_unless_writing(self) -> None:
        if not self._field.has_focus:
            self._field.to_end()

    def _may_write(self) -> bool:
        """Motivations are the room's own: they are not shown on the projector."""
        if self.ksa.is_projecting:
            self.ksa.say(_("Motivations are not shown on the projector; f shows all."))
        return not self.ksa.is_projecting

    def action_descriptor(self) -> None:
        """Put in what the model says about the proposed level, or why it was adjusted; once more, the next."""
        if not self._may_write():
            return
        texts = ready_words(self._model, self._asset, self._walk.aspect.id, language())
        if not texts:
            self.ksa.say(_("Rate at least one area first."))
            return
        self._to_end_unless_writing()
        written = self._field.text
        left = [text for text in texts if text not in written]
        if left:
            self._insert(left[0])
        else:
            self._field.focus()

    @work
    async def action_borrow(self) -> None:
        """Put in what was written about another asset."""
        if not self._may_write():
            return
        self._to_end_unless_writing()
        panel = OtherMotivations(self._workshop, self._asset, self._walk.aspect)
        words = await self.app.push_screen_wait(panel)
        if words is None:
            self._field.focus()
        else:
            self._insert(words)

    def _insert(self, words: str) -> None:
        """Put words where the cursor stands, apart from what stands before, and go on writing."""
        field = self._field
        before = field.get_text_range(field.document.start, field.cursor_location)
        gap = "" if not before or before[-1].isspace() else " "
        field.insert(f"{gap}{words}")
        field.focus()
