"""Requirements for a procurement: of a workshop, a system or an asset, as a workbook to attach to a tender.

A procurement brings a supplier, so the measures that need one are asked for also where none is known today.
Measures answered *not relevant* wherever they follow are left out, as are those without a wording for a
supplier; both are counted, and named in the buyer's own copy.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar
from uuid import UUID

from ksa_tui.domain.protection_plan import Line
from ksa_tui.domain.requiring import (
    Annex,
    Background,
    InternalCopy,
    Reckoning,
    Selection,
    annex,
    background,
    select,
)
from ksa_tui.domain.standing import asset_status, standing_level
from ksa_tui.domain.status import AssetStatus
from ksa_tui.domain.texts import fold, slug
from ksa_tui.domain.workshop import Asset, System
from ksa_tui.errors import KsaError, RuleError
from ksa_tui.i18n import DEFAULT_LANGUAGE, LANGUAGES, N_, gettext
from ksa_tui.services.delivery import NO_LANGUAGE
from ksa_tui.services.protection import Protection, protection
from ksa_tui.services.workshops import load
from ksa_tui.spreadsheets.saving import save_as, save_new
from ksa_tui.store import Store
from ksa_tui.store.protecting import held_elsewhere

NO_SYSTEM: Final = N_("No information asset in “{title}” lies in a system “{name}”. {there}")
NO_ASSET: Final = N_("There is no information asset “{name}” in “{title}”. {there}")
THERE: Final = N_("There is: {names}.")
NONE_THERE: Final = N_("There is none yet.")
NOTHING_RATED: Final = N_(
    "Nothing is rated yet in “{subject}”, so no requirements follow. Classify something first."
)
NOTHING_TO_REQUIRE: Final = N_(
    "The levels of “{subject}” bring no measure at all, so there is nothing to require of a supplier."
)
ALL_LEFT_OUT: Final = N_(
    "The levels of “{subject}” bring no measure to require of a supplier. Left out: {unworded} without a "
    "wording, {not_relevant} not relevant."
)
NOT_XLSX: Final = N_("The requirements are an .xlsx file. Write a name that ends so, not “{name}”.")

_SUFFIX: Final = ".xlsx"
_NAMED: Final = 10
"""So many names are listed in a refusal."""
_STEM: Final = {
    "sv": "krav-informationssakerhet",
    "en": "information-security-requirements",
}
_INTERNAL: Final = {"sv": "internt", "en": "internal"}

Named = TypeVar("Named", Asset, System)


@dataclass(frozen=True, slots=True)
class RequirementOptions:
    """What is asked when requirements are handed out."""

    of: UUID | None = None
    """A system, or the treatment of an asset; None is the whole workshop."""
    internal: bool = False
    """The buyer's own copy, with why; it never leaves."""
    to: Path | None = None
    """A folder, made when it is not there; None is the workspace's ``exports``."""
    file: Path | None = None
    """This very file instead, which must not be there yet."""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Required:
    """The requirements of a subject, and what they rest on."""

    subject: str
    """The system or the asset, else the workshop."""
    selection: Selection
    reckoning: Reckoning


@dataclass(frozen=True, slots=True)
class HandedRequirements:
    """What was written."""

    path: Path
    internal: bool
    what: Required


def named(store: Store, workshop_id: UUID, *, system: str = "", asset: str = "") -> UUID | None:
    """What :class:`RequirementOptions` is ``of``: the system or the asset with this name; neither is None."""
    if not system and not asset:
        return None
    workshop = load(store, workshop_id)
    if asset:
        return _one(workshop.assets, asset, workshop.title, NO_ASSET).id
    systems = {each.id: each for found in workshop.assets for each in found.systems}
    return _one(list(systems.values()), system, workshop.title, NO_SYSTEM).id


def _one(there: Sequence[Named], name: str, title: str, sentence: str) -> Named:
    """The one with this name, capitals and accents aside: no two in a workshop are alike in that."""
    for each in there:
        if fold(each.name) == fold(name):
            return each
    raise KsaError(sentence, name=name, title=title, there=_There([each.name for each in there]))


class _There:
    """What there is to choose from, in the language spoken when it is shown."""

    def __init__(self, there: Sequence[str]) -> None:
        self._there = there

    def __str__(self) -> str:
        if not self._there:
            return gettext(NONE_THERE)
        return gettext(THERE).format(names=_names(self._there))


def _names(there: Sequence[str]) -> str:
    names = list(dict.fromkeys(there))
    return "; ".join([*names[:_NAMED], *(["…"] if len(names) > _NAMED else [])])


def required(store: Store, workshop_id: UUID, of: UUID | None = None) -> Required:
    """What there is to require of a supplier; ``KsaError`` in words when there is nothing."""
    return _required(store, workshop_id, protection(store, workshop_id), of)


def _required(store: Store, workshop_id: UUID, found: Protection, of: UUID | None) -> Required:
    assets = [asset for asset in _assets(found, of) if not asset.excluded]
    subject = _subject(found, of) or load(store, workshop_id).title
    lines = found.lines(assets, procured=True)
    levels = [
        standing_level(found.model, asset, aspect.id)
        for asset in assets
        for aspect in found.model.aspects
    ]
    if all(level is None for level in levels):
        raise KsaError(NOTHING_RATED, subject=subject)
    selection = select(found.measures, lines)
    if not lines:
        raise KsaError(NOTHING_TO_REQUIRE, subject=subject)
    if not selection.required:
        unworded, not_relevant = len(selection.unworded), len(selection.not_relevant)
        raise KsaError(ALL_LEFT_OUT, subject=subject, unworded=unworded, not_relevant=not_relevant)
    with store.reading() as connection:
        elsewhere = held_elsewhere(connection, of, workshop_id) if of else 0
    return Required(subject, selection, _reckoning(found, assets, elsewhere))


def _assets(found: Protection, of: UUID | None) -> Sequence[Asset]:
    if of is None:
        return found.assets
    return [a for a in found.assets if a.id == of or any(system.id == of for system in a.systems)]


def _subject(found: Protection, of: UUID | None) -> str:
    names = {system.id: system.name for asset in found.assets for system in asset.systems}
    names |= {asset.id: asset.name for asset in found.assets}
    return names.get(of, "") if of else ""


def _reckoning(found: Protection, assets: Sequence[Asset], elsewhere: int) -> Reckoning:
    model = found.model
    return Reckoning(
        assets=len(assets),
        not_decided=sum(asset_status(model, a) is not AssetStatus.DECIDED for a in assets),
        not_rated=sum(
            any(each.proposed is None for each in a.assessments.values()) for a in assets
        ),
        elsewhere=elsewhere,
    )


# ---------------------------------------------------------------- the workbook


def hand_out(store: Store, workshop_id: UUID, options: RequirementOptions) -> HandedRequirements:
    """Write the workbook; nothing is recorded, since nothing comes back.

    ``KsaError`` in words when there is nothing to require, when the file is there already, or when it cannot
    be written.
    """
    from ksa_tui.spreadsheets.requirements import build

    language = options.language or DEFAULT_LANGUAGE
    if language not in LANGUAGES:
        raise RuleError(NO_LANGUAGE, language=language)
    if options.file and options.file.suffix.lower() != _SUFFIX:
        raise RuleError(NOT_XLSX, name=options.file.name)
    found = protection(store, workshop_id)
    what = _required(store, workshop_id, found, options.of)
    sheet = annex(found.measures, what.selection.required, language, store.clock())
    copy = None
    if options.internal:
        title = load(store, workshop_id).title
        copy = _internal(found, options.of, title, what, sheet)
    data = build(sheet, copy)
    path = (
        save_as(options.file, data)
        if options.file
        else save_new(options.to or store.workspace.exports, _stem(sheet, copy), _SUFFIX, data)
    )
    return HandedRequirements(path, options.internal, what)


def _internal(
    found: Protection, of: UUID | None, title: str, what: Required, sheet: Annex
) -> InternalCopy:
    def behind(lines: Sequence[Line]) -> tuple[Background, ...]:
        return tuple(background(found.model, found.measures, line) for line in lines)

    numbers = [each.number for each in sheet.requirements]
    chosen = what.selection
    return InternalCopy(
        workshop=title,
        subject=_subject(found, of),
        backgrounds=dict(zip(numbers, behind(chosen.required), strict=True)),
        unworded=behind(chosen.unworded),
        not_relevant=behind(chosen.not_relevant),
        reckoning=what.reckoning,
    )


def _stem(sheet: Annex, copy: InternalCopy | None) -> str:
    """What goes to bidders has nothing of the workshop in its name."""
    day = sheet.created.astimezone().date().isoformat()
    stem = _STEM[sheet.language]
    if copy is None:
        return f"{stem}-{day}"
    return f"{stem}-{_INTERNAL[sheet.language]}-{slug(copy.subject or copy.workshop)}-{day}"
