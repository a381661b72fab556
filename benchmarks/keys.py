"""Keys pressed in two programs by turns, step by step of a way through the app."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

from benchmarks.measuring import Measured
from benchmarks.terminal import Program

Step = tuple[str, str]
"""Where one is, and the key."""


class Costs:
    """What each step costs on both sides."""

    def __init__(self) -> None:
        self._ours: dict[Step, list[float]] = {}
        self._theirs: dict[Step, list[float]] = {}

    def walk(self, ours: Program, theirs: Program, steps: Sequence[Step], laps: int) -> None:
        """Go the way ``laps`` times in both; the first lap is not counted."""
        for lap in range(laps + 1):
            for step in steps:
                sides = ((self._ours, ours), (self._theirs, theirs))[:: 1 if lap % 2 else -1]
                for figures, program in sides:
                    cost = program.key(step[1])
                    if lap:
                        figures.setdefault(step, []).append(cost)

    def told(self) -> list[tuple[float, Step, float, float]]:
        """Ratio, step and both medians, the worst first."""
        medians = {
            step: (median(own), median(self._theirs[step])) for step, own in self._ours.items()
        }
        return sorted(((a / b, step, a, b) for step, (a, b) in medians.items()), reverse=True)

    def worst(self) -> Measured:
        """The step that costs most beside the other side."""
        told = self.told()
        _ratio, (where, key), *_ = worst = told[0]
        middle = median(ratio for ratio, *_ in told)
        remark = f"worst of {len(told)} steps: {key} in {where}; their median {middle:.2f}"
        return Measured(self._ours[worst[1]], self._theirs[worst[1]], remark=remark)
