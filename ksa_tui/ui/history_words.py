"""The history of an asset in words: proposals, decisions, and what a proposal was made on. Pure; no widget."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from textual.content import Content

from ksa_tui.domain.answer_words import CHOICES
from ksa_tui.domain.answers import Choice
from ksa_tui.domain.model import Aspect, Model
from ksa_tui.domain.workshop import Asset
from ksa_tui.i18n import _, language, long_date
from ksa_tui.services.asset_history import Happening
from ksa_tui.ui.screens.classify_words import adjusted_words, decided_by, flag_names
from ksa_tui.ui.texts import joined, lines, one_line, plain
from ksa_tui.ui.widgets.levels import CELL_WIDTH, chip, level_word

DATE_WIDTH = 10
WHAT_WIDTH = 22


def day_of(happening: Happening) -> str:
    """The day that counts: the one beside the signature, else when it was handed out."""
    return (happening.day or happening.at.astimezone().date()).isoformat()


def what_of(happening: Happening) -> Content:
    """Proposal with the number of its export, or the decision in a word."""
    if happening.kind == "proposal":
        words = _("proposed, export {number}").format(number=happening.export)
        return Content.styled(words, "$text-muted")
    return Content.styled(_(CHOICES[happening.choice]), "bold")


def levels_of(happening: Happening) -> Content:
    """Every aspect's letter and level; nothing for a return."""
    return Content("  ").join(
        [
            Content.assemble(
                f"{aspect.letter} ",
                chip(happening.levels[aspect.id], aspect, word=False, width=CELL_WIDTH),
            )
            for aspect in happening.model.aspects
            if aspect.id in happening.levels
        ]
    )


def levels_width(model: Model) -> int:
    """Cells that :func:`levels_of` takes."""
    return sum(len(aspect.letter) + CELL_WIDTH + 3 for aspect in model.aspects)


def who_of(happening: Happening) -> str:
    """Who led the workshop or who decided."""
    return ", ".join(part for part in (happening.who, happening.title) if part)


def in_full(happening: Happening) -> Content:
    """One entry with everything that is known of it."""
    about = [plain(happening.workshop_title, "bold"), plain(who_of(happening), "$text-muted")]
    said = [joined(list(about))]
    if happening.comment:
        said.append(Content(lines(happening.comment)))
    said += [Content.styled(text, "$text-muted") for text in _beside(happening)]
    return Content("\n").join(said)


def _beside(happening: Happening) -> Iterator[str]:
    changed = {
        aspect: level
        for aspect, level in happening.proposed.items()
        if happening.levels.get(aspect, level) != level
    }
    if changed and happening.choice is Choice.CHANGE:
        letters = _in_letters(happening.model, changed)
        yield _("The proposal was {levels}.").format(levels=letters)
    if happening.registry_ref:
        yield _("Reference: {text}").format(text=one_line(happening.registry_ref))
    if happening.recorded_by_hand:
        who = one_line(happening.recorded_by_hand)
        yield _("Recorded by hand by {who}.").format(who=who)
    if happening.kind == "decision":
        recorded = long_date(happening.at.astimezone().date())
        yield _("Recorded on {day}.").format(day=recorded)


def _in_letters(model: Model, levels: Mapping[str, int]) -> str:
    return " ".join(f"{a.letter}{levels[a.id]}" for a in model.aspects if a.id in levels)


# ---------------------------------------------------------------- what a proposal was made on


def basis_text(model: Model, asset: Asset) -> str:
    """An asset as it was handed out: facts, and for every aspect level, ratings and reasons."""
    return "\n".join(_basis_lines(model, asset))


def _basis_lines(model: Model, asset: Asset) -> Iterator[str]:
    if asset.description:
        yield asset.description
    if flags := flag_names(model, asset):
        yield ", ".join(flags)
    for aspect in model.aspects:
        yield ""
        yield from _aspect_lines(model, asset, aspect)


def _aspect_lines(model: Model, asset: Asset, aspect: Aspect) -> Iterator[str]:
    assessment = asset.assessments[aspect.id]
    name = aspect.name.get(language())
    if assessment.proposed is None:
        yield f"{aspect.letter}  {name}: {_('not rated yet')}"
        return
    reasons = (decided_by(model, assessment), adjusted_words(assessment))
    beside = ", ".join(reason for reason in reasons if reason)
    yield f"{aspect.letter}  {name}: {level_word(aspect, assessment.proposed)}, {beside}"
    for text in (assessment.motivation, assessment.adjust_motivation, assessment.floor_reason):
        if text:
            yield "   " + text.replace("\n", "\n   ")
    for area in model.areas:
        rating = assessment.ratings.get(area.id)
        words = _("not rated") if rating is None else _("not relevant")
        if isinstance(rating, int):
            words = level_word(aspect, rating)
        yield f"   {area.short.get(language())}: {words}"
