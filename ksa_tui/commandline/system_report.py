"""``ksa systems`` for people: what each system inherits, a line for each model."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from ksa_tui.commandline.console import columns, say, say_json
from ksa_tui.commandline.report import NOT_RATED
from ksa_tui.domain.register import aspect_at, letters_of
from ksa_tui.domain.words import SYSTEM_STATE
from ksa_tui.i18n import _, language
from ksa_tui.services.systems import SystemLine, Systems, read
from ksa_tui.services.systems_json import to_json

if TYPE_CHECKING:
    from ksa_tui.store import Store

RAISED, LOWERED = "+", "-"


def show_systems(store: Store, *, as_json: bool) -> None:
    """Print them."""
    found = read(store)
    if as_json:
        say_json(to_json(found))
    elif found.facts:
        say("\n".join(system_lines(found)))
    else:
        say(_("There are no systems yet. Name them in the form of an information asset."))


def system_lines(found: Systems) -> list[str]:
    """Name, levels, how many assets, from how many systems it inherits, how far it has come."""
    letters = letters_of(found.models.values())
    several = len(found.models) > 1
    head = (
        _("System"),
        *([_("Model")] if several else []),
        *letters,
        _("Assets"),
        _("Inherits from"),
        _("Levels"),
    )
    rows = [_row(found, line, letters, several=several) for line in found.lines()]
    first = 2 if several else 1
    return columns(
        [head, *rows], right=frozenset(range(first + len(letters), first + len(letters) + 2))
    )


def _row(
    found: Systems, line: SystemLine, letters: Sequence[str], *, several: bool
) -> tuple[str, ...]:
    return (
        line.system.name,
        *([_model(found, line)] if several else []),
        *_levels(found, line, letters),
        str(line.assets),
        str(len(line.sources)),
        _(SYSTEM_STATE[line.standing.state]),
    )


def _model(found: Systems, line: SystemLine) -> str:
    if line.model_id is None:
        return NOT_RATED
    model = found.models[line.model_id]
    return f"{model.name.get(language())} {model.version}"


def _levels(found: Systems, line: SystemLine, letters: Sequence[str]) -> Iterator[str]:
    model = found.models[line.model_id] if line.model_id else None
    for letter in letters:
        aspect = aspect_at(model, letter) if model else None
        here = line.standing.levels.get(aspect.id) if aspect else None
        if here is None:
            yield NOT_RATED
        elif here.uplift is None:
            yield str(here.level)
        else:
            yield f"{here.level}{LOWERED if here.uplift.lowers else RAISED}"
