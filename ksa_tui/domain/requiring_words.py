"""What to think of before requirements are used, in the language that ``ngettext`` speaks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ksa_tui.domain.requiring import Reckoning
from ksa_tui.i18n import N_

Ngettext = Callable[[str, str, int], str]


def cautions(reckoning: Reckoning, ngettext: Ngettext) -> Iterator[tuple[str, str]]:
    """What the requirements do not rest on yet: a heading (a message id) and a sentence."""
    if count := reckoning.not_rated:
        text = ngettext(
            "{count} information asset is not rated in every aspect: requirements may be missing.",
            "{count} information assets are not rated in every aspect: requirements may be missing.",
            count,
        )
        yield N_("Not rated"), text.format(count=count)
    if count := reckoning.not_decided:
        text = ngettext(
            "{count} information asset is not decided: its levels are proposals.",
            "{count} information assets are not decided: their levels are proposals.",
            count,
        )
        yield N_("Not decided"), text.format(count=count)
    if count := reckoning.elsewhere:
        text = ngettext(
            "The system holds {count} information asset more, in another workshop. It is not counted.",
            "The system holds {count} information assets more, in other workshops. They are not counted.",
            count,
        )
        yield N_("Other workshops"), text.format(count=count)
