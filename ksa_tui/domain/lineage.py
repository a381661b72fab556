"""Assets of the right size: what one asset made of several takes over, and when one should be two."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ksa_tui.domain.model import Aspect, Flag, Model
from ksa_tui.domain.rating import NOT_RELEVANT, Rating, floor_of
from ksa_tui.domain.workshop import Asset, FlagAnswer, Ref


def merged_ratings(assets: Sequence[Asset], aspect: str) -> Mapping[str, Rating]:
    """The ratings of several assets as one: an area has the highest level any of them has.

    Where none has a level the area is not relevant only if it is so for all of them, else not rated.
    """
    areas = assets[0].assessments[aspect].ratings
    return {
        area: _merged([a.assessments[aspect].ratings.get(area) for a in assets]) for area in areas
    }


def _merged(ratings: Sequence[Rating]) -> Rating:
    levels = [rating for rating in ratings if isinstance(rating, int)]
    if levels:
        return max(levels)
    return NOT_RELEVANT if all(rating == NOT_RELEVANT for rating in ratings) else None


def merged_motivation(assets: Sequence[Asset], aspect: str) -> str:
    """The motivations of several assets, each once, by the name of whose it was."""
    found: dict[str, str] = {}
    for asset in assets:
        text = asset.assessments[aspect].motivation.strip()
        if text and text not in found:
            found[text] = asset.name
    if len(found) == 1:
        return next(iter(found))
    return "\n".join(f"{name}: {text}" for text, name in found.items())


def merged_flags(assets: Sequence[Asset]) -> tuple[FlagAnswer, ...]:
    """The flags of several assets: yes outweighs no, and what was confirmed what was not."""
    found: dict[str, FlagAnswer] = {}
    for asset in assets:
        for answer in asset.flags:
            known = found.get(answer.flag)
            if known is None or _weight(answer) > _weight(known):
                found[answer.flag] = answer
    return tuple(found.values())


def _weight(answer: FlagAnswer) -> tuple[bool, bool]:
    return answer.value, answer.confirmed


def merged_refs(assets: Sequence[Asset]) -> tuple[Ref, ...]:
    """What several assets refer to, each once."""
    return tuple({(ref.kind, ref.value): ref for a in assets for ref in a.refs}.values())


def lifting_alone(model: Model, asset: Asset) -> Iterator[tuple[Aspect, Flag]]:
    """The flags that alone lift an aspect to the top of its scale: a part without it may be lower.

    Protected identities in a register of pupils are the usual case (decisions G, question k8).
    """
    flags = asset.confirmed_flags
    for aspect in model.aspects:
        here = floor_of(model, aspect.id, flags)
        proposed = asset.assessments[aspect.id].proposed
        if here is None or here.level < aspect.top or proposed != aspect.top:
            continue
        lifting = {floor.flag for floor in here.floors}
        if len(lifting) == 1 and (flag := model.flag(lifting.pop())) is not None:
            yield aspect, flag
