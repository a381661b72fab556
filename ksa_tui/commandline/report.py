"""``ksa list`` and ``ksa show`` for people: the same content as ``--json``, set in columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from ksa_tui.commandline.console import columns, paragraph
from ksa_tui.domain.status import AssetStatus, WorkshopStatus
from ksa_tui.domain.texts import visible
from ksa_tui.domain.words import ASSET_STATUS, workshop_words
from ksa_tui.i18n import _

Content = Mapping[str, Any]
"""A part of the JSON contract (DESIGN section 6)."""

NOT_RATED: Final = "–"
SHORTEST_ID: Final = 8
"""Characters of an id at least shown; the command line takes any first four that are unique."""


def listing_lines(rows: Sequence[Content]) -> list[str]:
    """The workshops: id, title, status, how many assets, classified, decided."""
    width = _id_width([row["id"] for row in rows])
    head = (_("ID"), _("Workshop"), _("Status"), _("Assets"), _("Rated"), _("Decided"))
    table = [
        (
            row["id"][:width],
            row["title"],
            workshop_words(WorkshopStatus(row["status"]), row["returned"]),
            str(row["assets"]),
            str(row["classified"]),
            str(row["decided"]),
        )
        for row in rows
    ]
    return columns([head, *table], right=frozenset({3, 4, 5}))


def _asset_status(code: str) -> str:
    return _(ASSET_STATUS[AssetStatus(code)])


def _id_width(ids: Sequence[str]) -> int:
    """How much of the ids must be shown for each to be another."""
    width = SHORTEST_ID
    while len({text[:width] for text in ids}) < len(set(ids)):
        width += 1
    return width


def workshop_lines(workshop: Content) -> list[str]:
    """One workshop: what it is, its assets with their levels, then why, then what was left for later."""
    return [
        visible(workshop["title"]),
        *columns(_facts(workshop)),
        "",
        *_asset_table(workshop["assets"]),
        *_section(_("Motivations"), _motivations(workshop["assets"])),
        *_section(_("Parked questions"), _parked(workshop["parked"])),
    ]


def _facts(workshop: Content) -> Iterator[tuple[str, str]]:
    model = workshop["model"]
    yield _("id"), workshop["id"]
    returned = sum(asset["status"] == AssetStatus.RETURNED for asset in workshop["assets"])
    yield _("status"), workshop_words(WorkshopStatus(workshop["status"]), returned)
    yield _("information owner"), _person(workshop)
    yield _("department"), workshop["department"] or NOT_RATED
    yield _("model"), f"{model['id']} {model['version']}"
    yield _("participants"), str(len(workshop["participants"]))


def _person(workshop: Content) -> str:
    parts = (workshop["owner"], workshop["owner_title"])
    return ", ".join(part for part in parts if part) or NOT_RATED


def _asset_table(assets: Sequence[Content]) -> list[str]:
    if not assets:
        return [_("No information assets yet.")]
    letters = list(dict.fromkeys(letter for asset in assets for letter in asset.get("aspects", ())))
    head = ("", _("Information asset"), *letters, _("Status"))
    rows = [
        (
            str(asset["number"]),
            asset["name"],
            *_levels(asset, letters),
            _asset_status(asset["status"]),
        )
        for asset in assets
    ]
    levels = range(2, 2 + len(letters))
    return columns([head, *rows], right=frozenset({0, *levels}))


def _levels(asset: Content, letters: Sequence[str]) -> Iterator[str]:
    """The level that counts: decided if it is, else proposed."""
    aspects = asset.get("aspects", {})
    for letter in letters:
        aspect = aspects.get(letter, {})
        level = aspect.get("decided")
        level = aspect.get("proposed") if level is None else level
        yield NOT_RATED if level is None else str(level)


def _motivations(assets: Sequence[Content]) -> Iterator[str]:
    for asset in assets:
        aspects = asset.get("aspects", {})
        told = {letter: _reasons(aspect) for letter, aspect in aspects.items()}
        if any(told.values()):
            yield f"{asset['number']} {visible(asset['name'])}"
        for letter, reasons in told.items():
            for reason in reasons:
                yield from paragraph(f"{letter}: {reason}", "   ")


def _reasons(aspect: Content) -> list[str]:
    """The motivation as it is; any other reason with what it is a reason for."""
    said = [aspect["motivation"]] if aspect["motivation"] else []
    for label, reason in (
        (_("Adjusted because: {reason}"), aspect["adjust_motivation"]),
        (_("Below the lowest level because: {reason}"), aspect["floor"]["reason_below"]),
    ):
        said += [label.format(reason=reason)] if reason else []
    return said


def _parked(parked: Sequence[Content]) -> Iterator[str]:
    for question in parked:
        who = f" ({question['who']})" if question.get("who") else ""
        yield from paragraph(f"{question['text']}{who}", "   ")


def _section(title: str, lines: Iterator[str]) -> list[str]:
    body = list(lines)
    return ["", title, *body] if body else []
