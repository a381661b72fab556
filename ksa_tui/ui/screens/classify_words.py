"""The sentences of Classify and the summary, made from what is known about an asset."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from textual.content import Content

from ksa_tui.domain.model import Aspect, Model
from ksa_tui.domain.rating import AdjustCode, deciding_areas, unrated_areas
from ksa_tui.domain.standing import floor_here, is_below_floor
from ksa_tui.domain.workshop import Assessment, Asset
from ksa_tui.i18n import N_, _, language, ngettext
from ksa_tui.services.reviews import EarlierLevels
from ksa_tui.ui.texts import joined, one_line, plain
from ksa_tui.ui.widgets.levels import chip
from ksa_tui.ui.widgets.sight import Sight

METER_WIDTH: Final = 12
ADJUST_WORDS: dict[AdjustCode, str] = {
    "manual": N_("own judgement"),
    "shared": N_("shared classification"),
}


def asset_line(sight: Sight) -> Content:
    """The asset's name and, muted, what is known about it."""
    asset = sight.asset
    parts = [Content.styled(plain(asset.name).plain, "bold")]
    if facts := asset_facts(sight.model, asset):
        parts.append(plain(facts, "$text-muted"))
    return joined(list(parts))


def asset_facts(model: Model, asset: Asset) -> str:
    """Description, confirmed flags and legal bases on one line; what the owner asked and what is to be
    confirmed come first.
    """
    waiting = sum(1 for answer in asset.flags if answer.value and not answer.confirmed)
    facts = []
    if asset.returned_comment is not None:
        text = _("returned by the owner: {comment}")
        facts.append(text.format(comment=one_line(asset.returned_comment)))
    if waiting:
        text = ngettext(
            "{count} fact to confirm with g", "{count} facts to confirm with g", waiting
        )
        facts.append(text.format(count=waiting))
    facts += [asset.description] if asset.description else []
    facts += flag_names(model, asset)
    facts += [ref.value for ref in asset.refs if ref.kind == "law"]
    return " · ".join(facts)


def flag_names(model: Model, asset: Asset) -> list[str]:
    """The confirmed flags in words."""
    flags = [model.flag(answer) for answer in sorted(asset.confirmed_flags)]
    known = sorted((flag for flag in flags if flag), key=model.flags.index)
    return [flag.name.get(language()) for flag in known]


def result_line(sight: Sight) -> Content:
    """Letter, level, what decides it, floor and adjustment: the aspect in one line."""
    letter = Content.styled(sight.aspect.letter, "bold")
    level = chip(sight.assessment.proposed, sight.aspect)
    return Content.assemble("  ", joined([letter, level, *_reasons(sight)]))


def _reasons(sight: Sight) -> list[Content | str]:
    assessment = sight.assessment
    votes = votes_words(assessment)
    if assessment.calculated is None:
        said = [unrated_words(sight.model, assessment), votes]
        floor = floor_words(sight.model, sight.asset, sight.aspect)
        return [*said, floor] if floor else list(said)
    reasons: list[Content | str] = [decided_by(sight.model, assessment), votes]
    if adjusted := adjusted_words(assessment):
        reasons.append(Content.styled(adjusted, "$text-muted"))
    floor = floor_words(sight.model, sight.asset, sight.aspect, with_key=True)
    if floor is None:
        return reasons
    urgent = is_below_floor(sight.model, sight.asset, sight.aspect.id)
    return [floor, *reasons] if urgent else [*reasons, floor]


def unrated_words(model: Model, assessment: Assessment) -> Content:
    """What an aspect without a level lacks: some areas, or one level where all were set aside."""
    left = len(unrated_areas(model, assessment.ratings))
    if not left:
        return Content.styled(_("at least one area needs a level; 0 will do"), "bold")
    text = ngettext("not rated yet, {count} area left", "not rated yet, {count} areas left", left)
    return Content.styled(text.format(count=left), "$text-muted")


def decided_by(model: Model, assessment: Assessment) -> str:
    """Which areas decide the level."""
    areas = deciding_areas(assessment.ratings)
    names = [model.area(area).short.get(language()) for area in areas]
    return _("decided by {areas}").format(areas=", ".join(names))


def votes_words(assessment: Assessment) -> Content:
    """The votes of the latest round, as they were given: "röster 2 2 3 1"; empty when there were none."""
    if not assessment.votes:
        return Content("")
    levels = " ".join(map(str, assessment.votes[-1].levels))
    return Content.styled(_("votes {levels}").format(levels=levels), "$text-muted")


def adjusted_words(assessment: Assessment) -> str:
    """That the level was adjusted, from what and why; empty when it was not."""
    if assessment.adjusted is None or assessment.adjust_code is None:
        return ""
    return _("adjusted from {level}: {why}").format(
        level=assessment.calculated, why=_(ADJUST_WORDS[assessment.adjust_code])
    )


def reasons_given(assessment: Assessment) -> Iterator[str]:
    """Why the level is what it is, in the room's own words; user text."""
    if assessment.motivation:
        yield assessment.motivation
    if assessment.adjusted is not None and assessment.adjust_motivation:
        yield _("Adjusted because: {reason}").format(reason=assessment.adjust_motivation)
    if assessment.floor_reason:
        text = _("Below the lowest level because: {reason}")
        yield text.format(reason=assessment.floor_reason)


def floor_words(
    model: Model, asset: Asset, aspect: Aspect, *, with_key: bool = False
) -> Content | None:
    """The lowest level that the flags suggest, and whether it is met; None where there is none.

    It is hidden until the aspect has a level or votes were revealed: it must not anchor the room.
    ``with_key`` tells which key takes the reason for a level below it.
    """
    floor = floor_here(model, asset, aspect.id)
    assessment = asset.assessments[aspect.id]
    if floor is None or (assessment.proposed is None and not assessment.votes):
        return None
    if assessment.proposed is None:
        text = _("lowest level {level}").format(level=floor.level)
        return Content.styled(text, "$text-muted")
    if assessment.proposed >= floor.level:
        text = _("lowest level {level} met").format(level=floor.level)
        return Content.styled(text, "$text-muted")
    if assessment.floor_reason:
        text = _("below lowest level {level}, with a reason").format(level=floor.level)
        return Content.styled(text, "$text-muted")
    text = (
        _("! below lowest level {level}, u: why") if with_key else _("! below lowest level {level}")
    )
    return Content.styled(text.format(level=floor.level), "bold $alert")


def earlier_lines(
    model: Model, asset: Asset, before: EarlierLevels
) -> Iterator[tuple[Content, Content]]:
    """Sign and sentence for every aspect rated now that has an earlier level."""
    for aspect in model.aspects:
        if aspect.id not in before.proposed:
            continue
        decided, proposed = before.decided[aspect.id], before.proposed[aspect.id]
        level = proposed if decided is None else decided
        now = asset.assessments[aspect.id].proposed
        if level is None or now is None:
            continue
        text = (
            _("{letter} was {then}, is {now}")
            if aspect.id in before.different
            else _("{letter} was {then}")
        )
        if decided is None:
            text += " " + _("(proposed, not decided)")
        if not before.comparable:
            text += " " + _("(another model)")
        differs = before.comparable and aspect.id in before.different
        sign = Content.styled("○", "bold") if differs else Content.styled("✓", "$text-muted")
        said = text.format(letter=aspect.letter, then=level, now=now)
        yield sign, Content.styled(said, "bold" if differs else "")
