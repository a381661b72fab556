"""The commands of this session that can be taken back, and those that were."""

from __future__ import annotations

from typing import Final

from ksa_tui.store.reversal import Step

BARRIERS: Final = frozenset(
    {"export.make", "decision.record", "receipt.take", "store.merge", "asset.stop"}
)
"""Operations that undo never goes past (decisions A11)."""


class Steps:
    """Two stacks: what can be undone, what can be redone."""

    def __init__(self) -> None:
        self._done: list[Step] = []
        self._undone: list[Step] = []

    @property
    def to_undo(self) -> Step | None:
        """The command that an undo takes back."""
        return self._done[-1] if self._done else None

    @property
    def to_redo(self) -> Step | None:
        """The undo that a redo takes back."""
        return self._undone[-1] if self._undone else None

    def add(self, step: Step, *, undoable: bool, reverses: Step | None) -> None:
        """Note a command that was committed; ``reverses`` is the step that it took back, if it did."""
        if reverses is not None:
            self._turn(step, reverses)
        elif step.operation in BARRIERS:
            self._done.clear()
            self._undone.clear()
        else:
            self._undone.clear()
            if undoable:
                self._done.append(step)

    def _turn(self, step: Step, reverses: Step) -> None:
        turned = Step(reverses.operation, step.first, step.last, step.workshop, step.asset)
        if reverses is self.to_undo:
            self._done.pop()
            self._undone.append(turned)
        else:
            self._undone.pop()
            self._done.append(turned)
