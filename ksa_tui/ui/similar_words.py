"""Similar assets that were decided before, in words. Pure; no widget.

Another department's asset is not named on a screen that a room may see; asked for with a key, it is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from textual.content import Content

from ksa_tui.domain.model import Model
from ksa_tui.domain.similar import Likeness
from ksa_tui.domain.workshop import Asset
from ksa_tui.i18n import N_, _, language
from ksa_tui.services.calibration import SimilarAsset
from ksa_tui.ui.texts import lines, one_line, plain
from ksa_tui.ui.widgets.levels import CELL_WIDTH, chip, level_word

LIKENESS: dict[Likeness, str] = {
    Likeness.CATALOGUE: N_("same entry of the catalogue"),
    Likeness.NAME: N_("a similar name"),
    Likeness.FLAGS: N_("the same facts"),
}


def name_of(found: SimilarAsset) -> str:
    """The asset, unless it is another department's."""
    return one_line(found.name) if found.own else _("In another department")


def levels_of(found: SimilarAsset) -> Content:
    """The decided levels of the aspects that are rated now."""
    return _levels(found.model, found.levels)


def hint_levels(model: Model, hints: Mapping[str, int]) -> Content:
    """The catalogue's levels of the aspects that are rated now."""
    return _levels(model, hints)


def _levels(model: Model, levels: Mapping[str, int]) -> Content:
    return Content("  ").join(
        [
            Content.assemble(
                f"{aspect.letter} ", chip(levels[aspect.id], aspect, word=False, width=CELL_WIDTH)
            )
            for aspect in model.aspects
            if aspect.id in levels
        ]
    )


def compared(model: Model, asset: Asset, found: SimilarAsset) -> str:
    """The year, and how the levels here differ: "2024 · K 1 lower"."""
    return f"{found.on.year} · {_difference(model, asset, found)}"


def _difference(model: Model, asset: Asset, found: SimilarAsset) -> str:
    if not found.comparable:
        return _("another model: {name}").format(name=found.model.name.get(language()))
    parts = list(_differences(model, asset, found))
    return ", ".join(parts) or _("the same levels")


def _differences(model: Model, asset: Asset, found: SimilarAsset) -> Iterator[str]:
    for aspect in model.aspects:
        now = asset.assessments[aspect.id].proposed
        then = found.levels.get(aspect.id)
        if now is None or then is None or now == then:
            continue
        words = _("{letter} {steps} higher") if then > now else _("{letter} {steps} lower")
        yield words.format(letter=aspect.letter, steps=abs(then - now))


def warnings(model: Model, asset: Asset, similar: tuple[SimilarAsset, ...]) -> Iterator[str]:
    """One sentence for every aspect that is two steps or more from a similar asset's decision."""
    told: set[str] = set()
    for found in similar:
        for key in found.far:
            if key in told:
                continue
            told.add(key)
            aspect = model.aspect(key)
            yield _("{letter} is {now}, a similar one has {then}").format(
                letter=aspect.letter, now=asset.assessments[key].proposed, then=found.levels[key]
            )


def motivations(found: SimilarAsset, earlier: Asset) -> str:
    """Level and motivation of each aspect that is rated now, as they were decided then."""
    return "\n\n".join(
        "\n".join(
            [
                f"{aspect.letter}  {level_word(aspect, found.levels[aspect.id])}",
                str(lines(earlier.assessments[aspect.id].motivation))
                or _("No motivation was written."),
            ]
        )
        for aspect in found.model.aspects
        if aspect.id in found.levels
    )


def in_full(model: Model, asset: Asset, found: SimilarAsset) -> Content:
    """Everything about one row."""
    why = _(LIKENESS[found.likeness])
    return Content("\n").join(
        [
            plain(name_of(found), "bold"),
            Content.styled(f"{why} · {compared(model, asset, found)}", "$text-muted"),
        ]
    )
