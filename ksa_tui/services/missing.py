"""What keeps a workshop from being handed out for decision, as lines that a person can act on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from ksa_tui.domain.model import Model
from ksa_tui.domain.standing import Block, Gap
from ksa_tui.domain.texts import visible
from ksa_tui.domain.workshop import Workshop
from ksa_tui.i18n import N_, _, language, ngettext

_SHOWN: Final = 12
"""So many assets are named; the rest are counted."""

_OF_WORKSHOP: Final = {
    Block.NO_OWNER: N_("The workshop has no information owner."),
    Block.NO_ASSETS: N_("The workshop has no information assets."),
}
_OF_ASPECTS: Final = {
    Block.NOT_RATED: N_("not rated: {aspects}"),
    Block.NO_MOTIVATION: N_("motivation missing: {aspects}"),
    Block.BELOW_FLOOR: N_("reason for a level below the floor missing: {aspects}"),
}


@dataclass(frozen=True, slots=True)
class Missing:
    """Lines in the language spoken when they are shown."""

    model: Model
    workshop: Workshop
    gaps: tuple[Gap, ...]

    def __str__(self) -> str:
        return "\n".join(f"  {line}" for line in self._lines())

    def _lines(self) -> Iterator[str]:
        for gap in self.gaps:
            if gap.block in _OF_WORKSHOP:
                yield _(_OF_WORKSHOP[gap.block])
        lacking = [
            asset for asset in self.workshop.assets if any(g.asset == asset.id for g in self.gaps)
        ]
        for asset in lacking[:_SHOWN]:
            words = "; ".join(self._of_asset([gap for gap in self.gaps if gap.asset == asset.id]))
            yield f"{asset.number}. {visible(asset.name)}: {words}"
        if len(lacking) > _SHOWN:
            count = len(lacking) - _SHOWN
            yield ngettext("and {count} more", "and {count} more", count).format(count=count)

    def _of_asset(self, gaps: list[Gap]) -> Iterator[str]:
        for block, text in _OF_ASPECTS.items():
            names = [
                self.model.aspect(gap.aspect).name.get(language()).lower()
                for gap in gaps
                if gap.block is block and gap.aspect
            ]
            if names:
                yield _(text).format(aspects=", ".join(names))
